//! The cells of one sheet of an .xls, record by record.

use std::borrow::Cow;

use calamine::CellErrorType;

use super::super::cell::StruckText;
use super::super::concealed::Concealed;
use super::super::table::Merged;
use super::super::workbook::Fault;
use super::{Book, Bound, long, record, records, short};
use crate::base::limits;

/// The columns of a sheet.
const COLUMNS: u16 = 256;

/// A cell that holds something.
#[derive(Debug)]
pub(in crate::campaign::source) struct Cell<'a> {
    pub row: u32,
    pub column: u32,
    pub style: u16,
    pub held: Held<'a>,
}

/// What a cell holds.
#[derive(Debug)]
pub(in crate::campaign::source) enum Held<'a> {
    Number(f64),
    Text(Cow<'a, str>, Option<&'a StruckText>),
    Flag(bool),
    Error(CellErrorType),
}

/// Row, column and style at the beginning of the record of a cell.
type Head = (u16, u16, u16);

impl Book {
    /// Gives every cell of `sheet` that holds something to `put`, and what is merged back. `left` is how many bytes
    /// of the stream may still be gone through: sheets do not lie upon one another.
    ///
    /// # Errors
    /// What is damaged; what `put` says.
    pub fn read<'a>(
        &'a self,
        sheet: &Bound,
        left: &mut usize,
        put: &mut dyn FnMut(Cell<'a>) -> Result<(), Fault>,
    ) -> Result<Vec<Merged>, Fault> {
        let (mut depth, mut merged) = (0usize, Vec::new());
        // The cell of a formula whose text is the next record.
        let mut formula: Option<Head> = None;
        for (kind, data) in records(&self.stream, sheet.at) {
            *left = left.checked_sub(4 + data.len()).ok_or_else(|| Fault::of("các trang nằm chồng lên nhau"))?;
            match kind {
                record::BOF => depth += 1,
                record::EOF if depth <= 1 => break,
                record::EOF => depth -= 1,
                // A chart within the sheet has cells of its own.
                _ if depth > 1 => {}
                record::MERGE_CELLS => areas(data, &mut merged)?,
                record::MUL_RK => self.many(data, put)?,
                record::STRING => {
                    let text = self.words.long(data, 0).unwrap_or_default();
                    let cell = formula.take().map(|head| cell(head, Held::Text(text.into(), None)));
                    cell.map_or(Ok(()), |cell| put(cell?))?;
                }
                record::FORMULA => {
                    let head = head(data)?;
                    let held = result(data)?;
                    formula = held.is_none().then_some(head);
                    held.map_or(Ok(()), |held| put(cell(head, held)?))?;
                }
                _ => {
                    if let Some(held) = self.single(kind, data)? {
                        put(cell(head(data)?, held)?)?;
                    }
                }
            }
        }
        Ok(merged)
    }

    /// The rows and columns of `sheet` that it does not show; the sheet has been read before.
    pub fn concealed(&self, sheet: &Bound) -> Concealed {
        const ROW_HIDDEN: u16 = 0x20;
        const COLUMN_HIDDEN: u16 = 1;
        let has = |data: &[u8], at: usize, flag: u16| short(data, at).is_some_and(|flags| flags & flag != 0);
        let (mut concealed, mut depth) = (Concealed::default(), 0usize);
        for (kind, data) in records(&self.stream, sheet.at) {
            match kind {
                record::BOF => depth += 1,
                record::EOF if depth <= 1 => break,
                record::EOF => depth -= 1,
                record::ROW if depth == 1 && has(data, 12, ROW_HIDDEN) => {
                    short(data, 0).into_iter().for_each(|row| concealed.hide_rows(row.into(), row.into()));
                }
                record::COL_INFO if depth == 1 && has(data, 8, COLUMN_HIDDEN) => {
                    let columns = short(data, 0).zip(short(data, 2));
                    columns.into_iter().for_each(|(first, last)| concealed.hide_columns(first.into(), last.into()));
                }
                _ => {}
            }
        }
        concealed
    }

    /// What a record holds that is one cell; none for all others.
    fn single(&self, kind: u16, data: &[u8]) -> Result<Option<Held<'_>>, Fault> {
        let held = match kind {
            record::NUMBER => number(data, 6).map(Held::Number),
            record::RK => long(data, 6).map(|short| Held::Number(unpacked(short))),
            record::BOOL_ERR => flag_or_error(data, 6),
            record::LABEL | record::RICH_STRING => self.words.long(data, 6).map(|text| Held::Text(text.into(), None)),
            record::LABEL_SST => {
                let number = long(data, 6).ok_or_else(cut_short)?;
                // A text that the table does not have is a blank cell, as the office suites have it.
                return Ok(self.text(number).map(|(text, struck)| Held::Text(text.into(), struck)));
            }
            _ => return Ok(None),
        };
        held.map(Some).ok_or_else(cut_short)
    }

    /// Numbers side by side: a style and a number each, behind row and first column.
    fn many<'a>(&'a self, data: &[u8], put: &mut dyn FnMut(Cell<'a>) -> Result<(), Fault>) -> Result<(), Fault> {
        let (row, first, _) = head(data)?;
        for (at, part) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
            let column = u16::try_from(at).ok().and_then(|at| first.checked_add(at)).ok_or_else(cut_short)?;
            let style = short(part, 0).ok_or_else(cut_short)?;
            let packed = long(part, 2).ok_or_else(cut_short)?;
            put(cell((row, column, style), Held::Number(unpacked(packed)))?)?;
        }
        Ok(())
    }
}

fn head(data: &[u8]) -> Result<Head, Fault> {
    let part = |at: usize| short(data, at).ok_or_else(cut_short);
    Ok((part(0)?, part(2)?, part(4)?))
}

fn cell((row, column, style): Head, held: Held<'_>) -> Result<Cell<'_>, Fault> {
    if column >= COLUMNS {
        let cause =
            format!("ô ở dòng {}, cột {} nằm ngoài trang ({COLUMNS} cột)", u32::from(row) + 1, u32::from(column) + 1);
        return Err(Fault::Damaged(cause));
    }
    Ok(Cell { row: row.into(), column: column.into(), style, held })
}

fn cut_short() -> Fault {
    Fault::of("phần ghi nội dung của một trang bị cắt cụt")
}

fn number(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A number in four bytes: whole or the upper half of a floating one, perhaps of hundredths.
fn unpacked(short: u32) -> f64 {
    let number = match short & 2 {
        0 => f64::from_bits(u64::from(short & !3) << 32),
        _ => f64::from(short.cast_signed() >> 2),
    };
    if short & 1 == 0 { number } else { number / 100.0 }
}

/// What a formula gives; `None` for a text, which follows.
fn result(data: &[u8]) -> Result<Option<Held<'static>>, Fault> {
    if short(data, 12) != Some(0xffff) {
        return number(data, 6).map(|number| Some(Held::Number(number))).ok_or_else(cut_short);
    }
    let value = *data.get(8).ok_or_else(cut_short)?;
    Ok(match data.get(6) {
        Some(1) => Some(Held::Flag(value != 0)),
        Some(2) => error(value).map(Held::Error),
        _ => None,
    })
}

fn flag_or_error(data: &[u8], at: usize) -> Option<Held<'static>> {
    let value = *data.get(at)?;
    if *data.get(at + 1)? == 0 { Some(Held::Flag(value != 0)) } else { error(value).map(Held::Error) }
}

fn error(code: u8) -> Option<CellErrorType> {
    Some(match code {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0f => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1d => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        0x2a => CellErrorType::NA,
        0x2b => CellErrorType::GettingData,
        _ => return None,
    })
}

/// The merged areas in a record; no more than stand in it.
fn areas(data: &[u8], merged: &mut Vec<Merged>) -> Result<(), Fault> {
    let count = usize::from(short(data, 0).unwrap_or_default());
    for area in data.get(2..).unwrap_or_default().chunks_exact(8).take(count) {
        let corner = |at: usize| short(area, at).map(u32::from).ok_or_else(cut_short);
        merged.push(Merged { first: (corner(0)?, corner(4)?), last: (corner(2)?, corner(6)?) });
    }
    if limits::MERGED.allows(merged.len()) { Ok(()) } else { Err(limits::MERGED.over().into()) }
}
