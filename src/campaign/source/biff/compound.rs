//! An .xls as a file of streams, and the stream `Workbook` of it.
//!
//! Source: [MS-CFB].

const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Streams below this size lie in small sectors within one other stream, that of the root.
const SMALLEST_STREAM: u32 = 4096;
const SMALL_SECTOR: usize = 64;

/// Two bytes as a number.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes as a number.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The stream `Workbook`.
pub(super) fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = short(bytes, 30).filter(|shift| (9..=12).contains(shift))?;
    let size = 1usize << shift;
    let table = allocation(bytes, size)?;
    let directory = chain(bytes, &table, long(bytes, 48)?, size);
    let wanted: Vec<u8> = "Workbook\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = directory.chunks_exact(128).find(|entry| entry.starts_with(&wanted))?;
    let (first, length) = (long(entry, 116)?, long(entry, 120)?);
    let mut stream = if length >= SMALLEST_STREAM {
        chain(bytes, &table, first, size)
    } else {
        let small = chain(bytes, &table, long(bytes, 60)?, size);
        let small: Vec<u32> = small.chunks_exact(4).filter_map(|entry| long(entry, 0)).collect();
        // The stream of the root has no header before its first sector.
        let root = [vec![0; SMALL_SECTOR], chain(bytes, &table, long(&directory, 116)?, size)].concat();
        chain(&root, &small, first, SMALL_SECTOR)
    };
    stream.truncate(length as usize);
    Some(stream)
}

/// The table that says which sector follows which.
fn allocation(bytes: &[u8], size: usize) -> Option<Vec<u32>> {
    let mut sectors: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + at * 4)).collect();
    let (mut next, count) = (long(bytes, 68)?, long(bytes, 72)?);
    for _ in 0..count.min(10_000) {
        let Some(more) = sector(bytes, next, size) else { break };
        let (list, link) = more.split_at(size - 4);
        sectors.extend(list.chunks_exact(4).filter_map(|part| long(part, 0)));
        next = long(link, 0)?;
    }
    let parts = sectors.into_iter().filter_map(|number| sector(bytes, number, size));
    Some(parts.flat_map(|part| part.chunks_exact(4).filter_map(|entry| long(entry, 0))).collect())
}

fn sector(bytes: &[u8], number: u32, size: usize) -> Option<&[u8]> {
    let start = (number as usize).checked_add(1)?.checked_mul(size)?;
    bytes.get(start..start.checked_add(size)?)
}

fn chain(bytes: &[u8], table: &[u32], first: u32, size: usize) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut next = first;
    // No chain is longer than its file, however it is linked.
    while next != END_OF_CHAIN && whole.len() < bytes.len() {
        let Some(part) = sector(bytes, next, size) else { break };
        whole.extend_from_slice(part);
        next = table.get(next as usize).copied().unwrap_or(END_OF_CHAIN);
    }
    whole
}
