//! How the cells of an old Excel workbook (.xls) are formatted.
//!
//! The reader of values gives 0,95 for a cell that shows 95%, so the records of the workbook are gone
//! through once more for the formats of its numbers, its fonts and what is struck out. Anything that does
//! not fit is passed over: then the rules still warn of such a share.
//!
//! Source: [MS-XLS], the records of the stream `Workbook`.

mod compound;
mod strings;

use std::collections::HashMap;

use super::cell::{StruckText, Style};
use super::number_format::NumberFormat;
#[cfg(test)]
pub(super) use compound::compound_file;
pub(super) use compound::has_stream;
use compound::{long, short};

/// The records that matter, by the names of [MS-XLS].
mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    /// What follows is encrypted.
    pub const FILE_PASS: u16 = 0x002f;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003c;
    pub const BOUND_SHEET: u16 = 0x0085;
    /// Numbers side by side.
    pub const MUL_RK: u16 = 0x00bd;
    pub const XF: u16 = 0x00e0;
    pub const SST: u16 = 0x00fc;
    /// A text of the table of shared strings.
    pub const LABEL_SST: u16 = 0x00fd;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    /// A number in short.
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BOF: u16 = 0x0809;
}

/// Whether the workbook in `bytes` is encrypted.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    let stream = compound::stream(bytes).unwrap_or_default();
    let mut globals = records(&stream, 0).take_while(|(kind, _)| *kind != record::EOF);
    globals.any(|(kind, _)| kind == record::FILE_PASS)
}

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Looks {
    styles: Vec<Style>,
    struck: HashMap<u32, StruckText>,
    sheets: HashMap<String, HashMap<(u32, u32), CellLook>>,
}

/// The number of a cell's style, and of its text in the table of shared strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CellLook {
    style: u16,
    text: Option<u32>,
}

impl Looks {
    /// Those of the workbook in `bytes`; none where they can't be found.
    pub fn of_workbook(bytes: &[u8]) -> Self {
        compound::stream(bytes).map(|stream| scan(&stream)).unwrap_or_default()
    }

    /// The style of a cell and what is struck out in its text.
    pub fn get(&self, sheet: &str, row: u32, column: u32) -> Option<(&Style, Option<&StruckText>)> {
        let cell = self.sheets.get(sheet)?.get(&(row, column))?;
        let struck = cell.text.and_then(|text| self.struck.get(&text));
        Some((self.styles.get(usize::from(cell.style))?, struck))
    }
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals<'a> {
    formats: HashMap<u16, NumberFormat>,
    fonts: Vec<Style>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
    sheets: Vec<(String, usize)>,
    strings: Vec<&'a [u8]>,
}

impl Globals<'_> {
    /// The font with a number; by a slip that became a rule, no font has the number 4.
    fn font(&self, number: u16) -> Option<&Style> {
        self.fonts.get(usize::from(if number > 4 { number - 1 } else { number }))
    }

    fn style(&self, font: u16, format: u16) -> Style {
        let format = self.formats.get(&format).cloned().or_else(|| NumberFormat::built_in(format));
        Style { format: format.filter(|format| !format.is_general()), ..self.font(font).cloned().unwrap_or_default() }
    }
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

fn scan(stream: &[u8]) -> Looks {
    let mut globals = Globals::default();
    let mut in_strings = false;
    for (kind, data) in records(stream, 0) {
        in_strings = kind == record::SST || (in_strings && kind == record::CONTINUE);
        match kind {
            record::FORMAT => {
                globals.formats.extend(short(data, 0).zip(text(data, 2, 4).map(|code| NumberFormat::parse(&code))))
            }
            record::FONT => globals.fonts.push(font(data)),
            record::XF => globals.styles.extend(short(data, 0).zip(short(data, 2))),
            record::BOUND_SHEET => {
                globals.sheets.extend(sheet_name(data).zip(long(data, 0)).map(|(name, at)| (name, at as usize)))
            }
            _ if in_strings => globals.strings.push(data),
            record::EOF => break,
            _ => {}
        }
    }
    let is_struck = |number: u16| globals.font(number).is_some_and(|font| font.struck);
    let any = globals.fonts.iter().any(|font| font.struck);
    let strings = if any { globals.strings.clone() } else { Vec::new() };
    let struck = strings::Table::new(strings).struck(is_struck);
    let styles = globals.styles.iter().map(|(font, format)| globals.style(*font, *format)).collect();
    let sheets = globals.sheets.iter().map(|(name, at)| (name.clone(), cells(stream, *at))).collect();
    Looks { styles, struck, sheets }
}

/// The cells from `at` to the end of the sheet.
fn cells(stream: &[u8], at: usize) -> HashMap<(u32, u32), CellLook> {
    let mut found = HashMap::new();
    let mut depth = 0;
    for (kind, data) in records(stream, at) {
        match kind {
            record::BOF => depth += 1,
            record::EOF if depth == 1 => break,
            record::EOF => depth -= 1,
            record::NUMBER | record::RK | record::FORMULA | record::LABEL | record::BOOL_ERR => {
                put(data, short(data, 2), short(data, 4), None, &mut found)
            }
            record::LABEL_SST => put(data, short(data, 2), short(data, 4), long(data, 6), &mut found),
            // A style and a number each, behind row and first column.
            record::MUL_RK => {
                for (number, part) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                    let column = short(data, 2).and_then(|first| first.checked_add(number as u16));
                    put(data, column, short(part, 0), None, &mut found);
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
    text: Option<u32>,
    found: &mut HashMap<(u32, u32), CellLook>,
) {
    if let (Some(row), Some(column), Some(style)) = (short(data, 0), column, style) {
        found.insert((row.into(), column.into()), CellLook { style, text });
    }
}

/// A font as the part of a style that it is.
fn font(data: &[u8]) -> Style {
    const STRUCK: u16 = 8;
    let name = data.get(14).and_then(|length| letters(data, 15, usize::from(*length)));
    let struck = short(data, 2).is_some_and(|flags| flags & STRUCK != 0);
    Style { struck, font: name.unwrap_or_default(), format: None }
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
    fn styles_lead_from_cells_to_formats_and_fonts() {
        let begin = record(0x0809, &[0; 16]);
        let font = |flags: u8| record(0x0031, &[&[0, 0, flags, 0][..], &[0; 10], &[1, 0, b'F']].concat());
        let fonts = [font(0), font(0), font(0), font(0), font(8)].concat();
        let format = record(0x041e, &[164, 0, 4, 0, 0, b'0', b'.', b'0', b'%']);
        let style = |font: u8, format: u8| record(0x00e0, &[font, 0, format, 0]);
        let globals = [begin.clone(), fonts, format, style(0, 0), style(0, 9), style(5, 164)].concat();
        let at = (globals.len() + 4 + 9 + 4) as u32;
        let sheet = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
        let number = |row: u8, column: u8, style: u8| record(0x0203, &[row, 0, column, 0, style, 0, 0, 0]);
        let many = record(0x00bd, &[4, 0, 1, 0, 0, 0, 9, 9, 9, 9, 1, 0, 9, 9, 9, 9, 2, 0]);
        let end = record(0x000a, &[]);
        let rows = [begin, number(1, 0, 0), number(2, 3, 2), many, end.clone(), number(9, 9, 2)].concat();
        let looks = scan(&[globals, sheet, end, rows].concat());
        let style = |row: u32, column: u32| looks.get("A", row, column).map(|(style, _)| style.clone());
        let plain = Style { font: "F".into(), ..Style::default() };
        assert_eq!(style(1, 0), Some(plain.clone()));
        assert_eq!(
            style(2, 3),
            Some(Style { format: Some(NumberFormat::parse("0.0%")), struck: true, ..plain.clone() })
        );
        assert_eq!(style(4, 2), Some(Style { format: NumberFormat::built_in(9), ..plain }));
        assert_eq!(style(9, 9), None);
    }

    #[test]
    fn damaged_files_have_no_formats() {
        let whole = include_bytes!("../../../../tests/so_lieu/so_lieu.xls");
        let (style, _) = Looks::of_workbook(whole)
            .get("Kết quả", 2, 3)
            .map(|(style, struck)| (style.clone(), struck.cloned()))
            .unwrap();
        assert!(style.format.is_some());
        for length in [0, 8, 100, 511, 600, 2000, whole.len() / 2] {
            Looks::of_workbook(&whole[..length]);
        }
        for at in (0..whole.len()).step_by(61) {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 0x5a;
            Looks::of_workbook(&bytes);
        }
    }
}
