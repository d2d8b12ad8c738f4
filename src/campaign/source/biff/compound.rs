//! An .xls as a file of streams, and the stream `Workbook` of it.
//!
//! Every number in such a file is a claim: where a sector lies, which one follows, how many there are. None of
//! them is believed beyond the end of the file, and no chain is longer than its file, so a few kilobytes in
//! a circle stay a few kilobytes.
//!
//! Source: [MS-CFB].

/// The first bytes of every such file.
const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Streams below this size lie in small sectors within one other stream, that of the root.
const SMALLEST_STREAM: u32 = 4096;
const SMALL_SECTOR: usize = 64;
/// The streams that a workbook is in, of Excel 97 and of Excel 95.
const NAMES: [&str; 2] = ["Workbook", "Book"];

/// What is wrong with a file, as the rest of a sentence.
pub(super) type Cause = &'static str;

const FOREIGN: Cause = "không phải tệp Excel hay OpenDocument";
const CUT_OFF: Cause = "tệp .xls bị hỏng hoặc bị cắt cụt";
const CIRCLE: Cause = "các phần của tệp .xls nối vòng vào nhau";

/// Two bytes as a number.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes as a number.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The size of a sector, the table of what follows which, and the directory of the streams.
fn directory(bytes: &[u8]) -> Result<(usize, Vec<u32>, Vec<u8>), Cause> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(FOREIGN);
    }
    let shift = short(bytes, 30).filter(|shift| (9..=12).contains(shift)).ok_or(CUT_OFF)?;
    let size = 1usize << shift;
    let table = allocation(bytes, size)?;
    let directory = chain(bytes, &table, long(bytes, 48).ok_or(CUT_OFF)?, size, usize::MAX)?;
    Ok((size, table, directory))
}

/// The entry of the stream `name` in a directory, in any case.
fn entry<'a>(directory: &'a [u8], name: &str) -> Option<&'a [u8]> {
    directory.chunks_exact(128).find(|entry| name_of(entry).eq_ignore_ascii_case(name))
}

/// Whether there is a stream called `name`.
pub fn has_stream(bytes: &[u8], name: &str) -> bool {
    directory(bytes).is_ok_and(|(.., directory)| entry(&directory, name).is_some())
}

/// The stream of the workbook.
///
/// # Errors
/// What the file is instead.
pub(super) fn stream(bytes: &[u8]) -> Result<Vec<u8>, Cause> {
    let (size, table, directory) = directory(bytes)?;
    let entry = NAMES.iter().find_map(|name| entry(&directory, name)).ok_or(FOREIGN)?;
    let part = |at: usize| long(entry, at).ok_or(CUT_OFF);
    let (first, length) = (part(116)?, part(120)?);
    let mut stream = if length >= SMALLEST_STREAM {
        chain(bytes, &table, first, size, length as usize)?
    } else {
        let small = chain(bytes, &table, long(bytes, 60).ok_or(CUT_OFF)?, size, usize::MAX)?;
        let small: Vec<u32> = small.chunks_exact(4).filter_map(|entry| long(entry, 0)).collect();
        // The stream of the root has no header before its first sector.
        let start = long(&directory, 116).ok_or(CUT_OFF)?;
        let root = [vec![0; SMALL_SECTOR], chain(bytes, &table, start, size, usize::MAX)?].concat();
        chain(&root, &small, first, SMALL_SECTOR, length as usize)?
    };
    stream.truncate(length as usize);
    Ok(stream)
}

/// The name of an entry of the directory.
fn name_of(entry: &[u8]) -> String {
    let units = entry.chunks_exact(2).take(32).filter_map(|unit| short(unit, 0)).take_while(|unit| *unit != 0);
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

/// The table that says which sector follows which.
fn allocation(bytes: &[u8], size: usize) -> Result<Vec<u32>, Cause> {
    let most = bytes.len() / size + 1;
    let mut sectors: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + at * 4)).collect();
    let (mut next, count) = (long(bytes, 68).ok_or(CUT_OFF)?, long(bytes, 72).ok_or(CUT_OFF)?);
    for _ in 0..count {
        let Some(more) = sector(bytes, next, size).filter(|more| more.len() == size) else { break };
        let (list, link) = more.split_at(size - 4);
        sectors.extend(list.chunks_exact(4).filter_map(|part| long(part, 0)));
        if sectors.len() > most + size {
            return Err(CIRCLE);
        }
        next = long(link, 0).ok_or(CUT_OFF)?;
    }
    let parts = sectors.into_iter().filter_map(|number| sector(bytes, number, size)).take(most);
    Ok(parts.flat_map(|part| part.chunks_exact(4).filter_map(|entry| long(entry, 0))).collect())
}

/// The sector with a number; the last one of a file may be shorter.
fn sector(bytes: &[u8], number: u32, size: usize) -> Option<&[u8]> {
    let start = (number as usize).checked_add(1)?.checked_mul(size)?;
    bytes.get(start..start.checked_add(size)?.min(bytes.len())).filter(|sector| !sector.is_empty())
}

/// The sectors from `first` on, one after the other, until there are `length` bytes.
fn chain(bytes: &[u8], table: &[u32], first: u32, size: usize, length: usize) -> Result<Vec<u8>, Cause> {
    let (mut whole, mut next) = (Vec::new(), first);
    let mut seen = vec![false; table.len()];
    while next != END_OF_CHAIN && whole.len() < length {
        match seen.get_mut(next as usize) {
            Some(seen) if *seen => return Err(CIRCLE),
            Some(seen) => *seen = true,
            None => return Err(CUT_OFF),
        }
        whole.extend_from_slice(sector(bytes, next, size).ok_or(CUT_OFF)?);
        next = table.get(next as usize).copied().ok_or(CUT_OFF)?;
    }
    Ok(whole)
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

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &[u8] = include_bytes!("../../../../tests/so_lieu/so_lieu.xls");

    #[test]
    fn the_stream_of_a_workbook_is_found() {
        let stream = stream(BOOK).unwrap();
        assert_eq!((short(&stream, 0), short(&stream, 4)), (Some(0x809), Some(0x600)));
    }

    #[test]
    fn a_circle_is_told() {
        let table = usize::from(short(BOOK, 76).unwrap());
        let at = (table + 1) * 512;
        let mut bytes = BOOK.to_vec();
        for entry in 0..128u32 {
            let place = at + entry as usize * 4;
            if long(&bytes, place).is_some_and(|next| next < 0xffff_fff0) {
                bytes[place..place + 4].copy_from_slice(&entry.to_le_bytes());
            }
        }
        assert_eq!(stream(&bytes), Err(CIRCLE));
        assert_eq!(stream(&BOOK[..BOOK.len() / 2]), Err(CUT_OFF));
        assert_eq!(stream(b"PK"), Err(FOREIGN));
    }
}
