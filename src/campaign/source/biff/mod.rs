//! An old Excel workbook (.xls): its sheets, cells and formats.
//!
//! Read here and not with a library, because such a file is all claims: a stray cell in the last row and column
//! must not cost a rectangle of half a gigabyte, and neither the size that a sheet says it has nor the length of
//! a chain of sectors may be reserved for. The records are gone through in their order; what none of them
//! holds costs nothing.
//!
//! Source: [MS-XLS], the records of the stream `Workbook`.

mod cells;
mod compound;
mod strings;
mod words;

use std::collections::HashMap;

use super::cell::{StruckText, Style};
use super::number_format::{Epoch, NumberFormat};
use super::workbook::Fault;
use crate::base::limits;
pub(super) use cells::Held;
#[cfg(test)]
pub(super) use compound::compound_file;
pub(super) use compound::has_stream;
use compound::{long, short};
use strings::SharedText;
use words::Words;

/// The records that matter, by the names of [MS-XLS].
mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const DATE_MODE: u16 = 0x0022;
    /// What follows is encrypted.
    pub const FILE_PASS: u16 = 0x002f;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003c;
    pub const CODE_PAGE: u16 = 0x0042;
    /// How columns look.
    pub const COL_INFO: u16 = 0x007d;
    pub const BOUND_SHEET: u16 = 0x0085;
    /// Numbers side by side.
    pub const MUL_RK: u16 = 0x00bd;
    /// A text with fonts of its own.
    pub const RICH_STRING: u16 = 0x00d6;
    pub const XF: u16 = 0x00e0;
    pub const MERGE_CELLS: u16 = 0x00e5;
    pub const SST: u16 = 0x00fc;
    /// A text of the table of shared strings.
    pub const LABEL_SST: u16 = 0x00fd;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    /// The text that a formula gives.
    pub const STRING: u16 = 0x0207;
    /// How a row looks.
    pub const ROW: u16 = 0x0208;
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

/// A sheet by the list of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub name: String,
    pub hidden: bool,
    /// Where its records begin.
    at: usize,
}

/// A workbook, of which the sheets are not yet read.
#[derive(Debug)]
pub(super) struct Book {
    pub sheets: Vec<Bound>,
    pub epoch: Epoch,
    stream: Vec<u8>,
    words: Words,
    styles: Vec<Style>,
    texts: Vec<SharedText>,
}

impl Book {
    /// The workbook in `bytes`.
    ///
    /// # Errors
    /// That it is none, is damaged or has a password; `DL060` beyond the limits.
    pub fn open(bytes: &[u8]) -> Result<Self, Fault> {
        if !limits::BINARY.allows(bytes.len()) {
            return Err(limits::BINARY.over().into());
        }
        let stream = compound::stream(bytes)?;
        let Globals { formats, fonts, styles, sheets, strings, words, epoch, .. } = globals(&stream)?;
        let is_struck = |number: u16| font(&fonts, number).is_some_and(|font| font.struck);
        let texts = strings::Table::new(strings).texts(is_struck);
        let style = |(font_number, format): &(u16, u16)| {
            let format = formats.get(format).cloned().or_else(|| NumberFormat::built_in(*format));
            let format = format.filter(|format| !format.is_general());
            Style { format, ..font(&fonts, *font_number).cloned().unwrap_or_default() }
        };
        let styles = styles.iter().map(style).collect();
        Ok(Book { sheets, epoch, words, styles, texts, stream })
    }

    /// How many bytes its records take.
    pub fn size(&self) -> usize {
        self.stream.len()
    }

    /// The style with a number.
    pub fn style(&self, number: u16) -> Option<&Style> {
        self.styles.get(usize::from(number))
    }

    /// A shared text and what of it is struck out.
    fn text(&self, number: u32) -> Option<(&str, Option<&StruckText>)> {
        let shared = self.texts.get(number as usize)?;
        Some((&shared.text, shared.struck.as_ref()))
    }
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals<'a> {
    formats: HashMap<u16, NumberFormat>,
    fonts: Vec<Style>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
    sheets: Vec<Bound>,
    strings: Vec<&'a [u8]>,
    words: Words,
    epoch: Epoch,
    /// Whether the records of the shared strings go on.
    in_strings: bool,
}

/// The font with a number; by a slip that became a rule, no font has the number 4.
fn font(fonts: &[Style], number: u16) -> Option<&Style> {
    fonts.get(usize::from(if number > 4 { number - 1 } else { number }))
}

/// The records of `stream` from `at` on.
fn records(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = at;
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, at)?, short(stream, at.checked_add(2)?)?);
        let start = at.checked_add(4)?;
        at = start.checked_add(usize::from(length))?;
        Some((kind, stream.get(start..at)?))
    })
}

fn globals(stream: &[u8]) -> Result<Globals<'_>, Fault> {
    let mut globals = Globals::default();
    for (kind, data) in records(stream, 0) {
        if kind == record::EOF {
            break;
        }
        globals.take(kind, data)?;
        if !limits::SHEETS.allows(globals.sheets.len()) {
            return Err(limits::SHEETS.over().into());
        }
    }
    Ok(globals)
}

impl<'a> Globals<'a> {
    fn take(&mut self, kind: u16, data: &'a [u8]) -> Result<(), Fault> {
        self.in_strings = kind == record::SST || (self.in_strings && kind == record::CONTINUE);
        match kind {
            record::BOF => self.words.version(short(data, 0).unwrap_or_default()),
            record::CODE_PAGE => self.words.code_page(short(data, 0).unwrap_or_default()),
            record::FILE_PASS => return Err(Fault::Damaged("tệp có mật khẩu".to_owned())),
            record::DATE_MODE if short(data, 0) == Some(1) => self.epoch = Epoch::From1904,
            record::FORMAT => {
                let code = self.words.format(data).map(|code| NumberFormat::parse(&code));
                self.formats.extend(short(data, 0).zip(code));
            }
            record::FONT => self.fonts.push(self.font(data)),
            record::XF => self.styles.extend(short(data, 0).zip(short(data, 2))),
            record::BOUND_SHEET => self.sheets.extend(self.bound(data)),
            _ if self.in_strings => self.strings.push(data),
            _ => {}
        }
        Ok(())
    }

    /// A font as the part of a style that it is.
    fn font(&self, data: &[u8]) -> Style {
        const STRUCK: u16 = 8;
        let struck = short(data, 2).is_some_and(|flags| flags & STRUCK != 0);
        Style { struck, font: self.words.brief(data, 14).unwrap_or_default(), format: None }
    }

    /// A sheet of cells; charts and modules have none.
    fn bound(&self, data: &[u8]) -> Option<Bound> {
        let (at, state, kind) = (long(data, 0)?, data.get(4)?, data.get(5)?);
        let name = self.words.brief(data, 6)?.replace('\0', "");
        (*kind <= 1).then_some(Bound { name, hidden: state & 3 != 0, at: at as usize })
    }
}

#[cfg(test)]
mod tests;
