//! Which cells of an old Excel workbook (.xls) show percentages.
//!
//! The reader of values gives 0,95 for a cell that shows 95%, so the records of the workbook are gone
//! through once more for the formats of its numbers. Anything that does not fit is passed over: then the
//! rules still warn of such a share.
//!
//! Sources: [MS-CFB] (the file as a tree of streams), [MS-XLS] (the records of the stream `Workbook`).

use std::collections::{HashMap, HashSet};

/// The sheets with the row and column (from 0) of their percentages.
pub type Percents = HashMap<String, HashSet<(u32, u32)>>;

const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Streams below this size lie elsewhere in the file; no workbook is that small.
const SMALLEST_STREAM: u32 = 4096;
/// Formats of the program itself that show a percentage: `0%` and `0.00%`.
const BUILTIN_PERCENTS: [u16; 2] = [9, 10];

/// The records that matter, by the names of [MS-XLS].
mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const BOUND_SHEET: u16 = 0x0085;
    /// Numbers side by side.
    pub const MUL_RK: u16 = 0x00bd;
    pub const XF: u16 = 0x00e0;
    pub const NUMBER: u16 = 0x0203;
    /// A number in short.
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BOF: u16 = 0x0809;
}

/// The percentages of all sheets in `bytes`; none where they can't be found.
pub fn percents(bytes: &[u8]) -> Percents {
    stream(bytes).map(|stream| scan(&stream)).unwrap_or_default()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The stream `Workbook`.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = short(bytes, 30).filter(|shift| (9..=12).contains(shift))?;
    let size = 1usize << shift;
    let table = allocation(bytes, size)?;
    let directory = chain(bytes, &table, long(bytes, 48)?, size);
    let wanted: Vec<u8> = "Workbook\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = directory.chunks_exact(128).find(|entry| entry.starts_with(&wanted))?;
    let length = long(entry, 120).filter(|length| *length >= SMALLEST_STREAM)?;
    let mut stream = chain(bytes, &table, long(entry, 116)?, size);
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

/// The records of `stream` from `at` on.
fn records(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = at;
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, at)?, short(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + usize::from(length))?;
        at += 4 + usize::from(length);
        Some((kind, data))
    })
}

fn scan(stream: &[u8]) -> Percents {
    let mut formats: HashSet<u16> = BUILTIN_PERCENTS.into();
    let mut styles: Vec<u16> = Vec::new();
    let mut sheets: Vec<(String, usize)> = Vec::new();
    for (kind, data) in records(stream, 0) {
        match kind {
            record::FORMAT if text(data, 2, 4).is_some_and(|code| code.contains('%')) => formats.extend(short(data, 0)),
            record::XF => styles.extend(short(data, 2)),
            record::BOUND_SHEET => {
                sheets.extend(sheet_name(data).zip(long(data, 0)).map(|(name, at)| (name, at as usize)))
            }
            record::EOF => break,
            _ => {}
        }
    }
    let shown = |style: u16| styles.get(usize::from(style)).is_some_and(|format| formats.contains(format));
    sheets.into_iter().map(|(name, at)| (name, cells(stream, at, shown))).collect()
}

/// The cells from `at` to the end of the sheet whose style is `shown`.
fn cells(stream: &[u8], at: usize, shown: impl Fn(u16) -> bool) -> HashSet<(u32, u32)> {
    let mut found = HashSet::new();
    let mut depth = 0;
    for (kind, data) in records(stream, at) {
        match kind {
            record::BOF => depth += 1,
            record::EOF if depth == 1 => break,
            record::EOF => depth -= 1,
            record::NUMBER | record::RK | record::FORMULA => {
                put(data, short(data, 2), short(data, 4), &shown, &mut found)
            }
            // A style and a number each, behind row and first column.
            record::MUL_RK => {
                for (number, part) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                    let column = short(data, 2).and_then(|first| first.checked_add(number as u16));
                    put(data, column, short(part, 0), &shown, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

fn put(
    data: &[u8],
    column: Option<u16>,
    style: Option<u16>,
    shown: impl Fn(u16) -> bool,
    found: &mut HashSet<(u32, u32)>,
) {
    if let (Some(row), Some(column), Some(style)) = (short(data, 0), column, style)
        && shown(style)
    {
        found.insert((row.into(), column.into()));
    }
}

fn sheet_name(data: &[u8]) -> Option<String> {
    let length = usize::from(*data.get(6)?);
    letters(data, 7, length)
}

/// A text with its length in two bytes at `length_at`, its letters from `at`.
fn text(data: &[u8], length_at: usize, at: usize) -> Option<String> {
    let length = usize::from(short(data, length_at)?);
    letters(data, at, length)
}

/// `length` letters behind the flag at `flag_at` that says whether they are wide.
fn letters(data: &[u8], flag_at: usize, length: usize) -> Option<String> {
    let wide = data.get(flag_at)? & 1 == 1;
    let start = flag_at + 1;
    if !wide {
        return Some(data.get(start..start + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let bytes = data.get(start..start + 2 * length)?;
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn styles_lead_from_cells_to_formats() {
        let begin = record(0x0809, &[0; 16]);
        let format = record(0x041e, &[164, 0, 4, 0, 0, b'0', b'.', b'0', b'%']);
        let style = |format: u8| record(0x00e0, &[0, 0, format, 0]);
        let globals = [begin.clone(), format, style(0), style(9), style(164)].concat();
        let at = (globals.len() + 4 + 9 + 4) as u32;
        let sheet = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
        let number = |row: u8, column: u8, style: u8| record(0x0203, &[row, 0, column, 0, style, 0, 0, 0]);
        let many = record(0x00bd, &[4, 0, 1, 0, 0, 0, 9, 9, 9, 9, 1, 0, 9, 9, 9, 9, 2, 0]);
        let end = record(0x000a, &[]);
        let rows = [begin, number(1, 0, 0), number(2, 3, 2), many, end.clone(), number(9, 9, 2)].concat();
        let found = scan(&[globals, sheet, end, rows].concat());
        assert_eq!(found["A"], HashSet::from([(2, 3), (4, 2)]));
    }

    #[test]
    fn damaged_files_have_no_percentages() {
        let whole = include_bytes!("../../tests/so_lieu/so_lieu.xls");
        assert_eq!(percents(whole)["Kết quả"], HashSet::from([(2, 3)]));
        for length in [0, 8, 100, 511, 600, 2000, whole.len() / 2] {
            percents(&whole[..length]);
        }
        for at in (0..whole.len()).step_by(61) {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 0x5a;
            percents(&bytes);
        }
    }
}
