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

/// The size of a sector, the table of what follows which, and the directory of the streams.
fn directory(bytes: &[u8]) -> Option<(usize, Vec<u32>, Vec<u8>)> {
    let shift = short(bytes, 30).filter(|shift| (9..=12).contains(shift))?;
    let size = 1usize << shift;
    let table = allocation(bytes, size)?;
    let directory = chain(bytes, &table, long(bytes, 48)?, size);
    Some((size, table, directory))
}

/// The entry of the stream `name` in a directory.
fn entry<'a>(directory: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    directory.chunks_exact(128).find(|entry| entry.starts_with(&wanted))
}

/// Whether there is a stream called `name`.
pub fn has_stream(bytes: &[u8], name: &str) -> bool {
    directory(bytes).is_some_and(|(.., directory)| entry(&directory, name).is_some())
}

/// The stream `Workbook`.
pub(super) fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let (size, table, directory) = directory(bytes)?;
    let entry = entry(&directory, "Workbook")?;
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

/// The smallest compound file with the stream `name`, which holds `data`.
#[cfg(test)]
pub fn compound_file(name: &str, data: &[u8]) -> Vec<u8> {
    const SIZE: usize = 512;
    let mut stream = data.to_vec();
    stream.resize(data.len().max(SMALLEST_STREAM as usize).next_multiple_of(SIZE), 0);
    let mut header = vec![0; SIZE];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30] = 9;
    header[44] = 1;
    header[48] = 1;
    header[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
    header[76..SIZE].fill(0xff);
    header[76..80].fill(0);
    let mut table: Vec<u32> = vec![0xffff_fffd, END_OF_CHAIN];
    table.extend((3..2 + stream.len() as u32 / SIZE as u32).chain([END_OF_CHAIN]));
    table.resize(SIZE / 4, u32::MAX);
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(SIZE, 0);
    entry[116] = 2;
    entry[120..124].copy_from_slice(&(stream.len() as u32).to_le_bytes());
    [header, table.iter().flat_map(|next| next.to_le_bytes()).collect(), entry, stream].concat()
}
