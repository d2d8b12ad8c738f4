//! The cells of `content.xml` one after the other, at all the places that repeats give them.

use std::path::Path;
use std::sync::Arc;

use calamine::DataRef;
use quick_xml::events::{BytesStart, Event};

use super::super::cell::{StruckText, is_telling};
use super::super::number_format::Epoch;
use super::super::package::{attribute, letters};
use super::super::table::Merged;
use super::super::tally::Tally;
use super::super::workbook::{self, Fault};
use super::super::{Node, Sheet, Value};
use super::Seen;
use super::styles::Styles;
use crate::base::data::UNCALCULATED;
use crate::base::diag::{Diagnostic, Place};
use crate::base::limits;

/// A formula without value repeated more often than this is a format down to the end of the sheet.
const MOST_REPEATED: u32 = 2_000;

/// Where in the document we are.
pub(super) struct Scan {
    file: Arc<Path>,
    pub styles: Styles,
    /// The sheets that are read.
    pub sheets: Vec<Sheet>,
    epoch: Epoch,
    tally: Tally,
    sheet: Option<Sheet>,
    columns: Columns,
    row: u32,
    row_repeats: u32,
    row_style: Option<String>,
    column: u32,
    cell: Option<Cell>,
    /// Depth within a note or a picture, which are not the text of their cell.
    aside: usize,
    paragraphs: usize,
    spans: Vec<bool>,
}

/// The styles of columns, each with the number of the first column behind it.
#[derive(Debug, Default)]
struct Columns(Vec<(u32, String)>);

impl Columns {
    /// Adds `repeats` columns; gives the first of them and the one behind them.
    fn push(&mut self, repeats: u32, style: String) -> (u32, u32) {
        let first = self.0.last().map_or(0, |(end, _)| *end);
        let end = first.saturating_add(repeats);
        self.0.push((end, style));
        (first, end)
    }

    fn style(&self, column: u32) -> String {
        let at = self.0.partition_point(|(end, _)| *end <= column);
        self.0.get(at).map(|(_, style)| style.clone()).unwrap_or_default()
    }
}

/// The cell that is open.
struct Cell {
    seen: Seen,
    text: StruckText,
    repeats: u32,
    /// Its value where its text is not its value.
    value: Option<DataRef<'static>>,
    /// Whether its text is told, be it an empty one.
    is_told: bool,
}

impl Scan {
    /// Before the beginning of the document `file`.
    pub fn new(file: &Path, styles: Styles) -> Self {
        Scan {
            file: file.into(),
            styles,
            sheets: Vec::new(),
            epoch: Epoch::default(),
            tally: Tally::default(),
            sheet: None,
            columns: Columns::default(),
            row: 0,
            row_repeats: 1,
            row_style: None,
            column: 0,
            cell: None,
            aside: 0,
            paragraphs: 0,
            spans: Vec::new(),
        }
    }

    /// Whether the cells have begun, behind which no styles follow.
    pub fn is_in_tables(&self) -> bool {
        self.is_open() || !self.sheets.is_empty()
    }

    /// Whether a sheet has begun and not ended.
    pub fn is_open(&self) -> bool {
        self.sheet.is_some()
    }

    /// Takes the beginning of an element.
    ///
    /// # Errors
    /// `DL060` beyond the limits.
    pub fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        match start.name().as_ref() {
            "table:null-date" => {
                let from = attribute(start, "table:date-value");
                if from.is_some_and(|day| day.starts_with("1904")) {
                    self.epoch = Epoch::From1904;
                }
            }
            "table:table" => self.open_sheet(start)?,
            "table:table-column" => {
                let style = attribute(start, "table:default-cell-style-name").unwrap_or_default();
                let columns = self.columns.push(number(start, "table:number-columns-repeated"), style);
                if let Some(sheet) = self.sheet.as_mut().filter(|_| is_concealed(start)) {
                    sheet.concealed.hide_columns(columns.0, columns.1.saturating_sub(1));
                }
            }
            "table:table-row" => {
                self.column = 0;
                self.row_repeats = number(start, "table:number-rows-repeated");
                self.row_style = attribute(start, "table:default-cell-style-name");
                if let Some(sheet) = self.sheet.as_mut().filter(|_| is_concealed(start)) {
                    sheet.concealed.hide_rows(self.row, self.row.saturating_add(self.row_repeats - 1));
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(start)?,
            "office:annotation" | "draw:frame" => self.aside += 1,
            "text:span" => {
                let style = attribute(start, "text:style-name").unwrap_or_default();
                self.spans.push(self.styles.is_struck(&style));
            }
            "text:p" => {
                self.paragraphs += 1;
                let is_own = self.aside == 0;
                self.cell.iter_mut().for_each(|cell| cell.is_told |= is_own);
                if self.has_text() {
                    self.push("\n")?;
                }
            }
            "text:line-break" => self.push("\n")?,
            "text:tab" => self.push("\t")?,
            "text:s" => self.push(&" ".repeat(number(start, "text:c").min(MOST_REPEATED) as usize))?,
            _ => {}
        }
        Ok(())
    }

    fn open_sheet(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let name = attribute(start, "table:name").unwrap_or_default();
        let style = attribute(start, "table:style-name").unwrap_or_default();
        // A table within a table is a sheet of its own, and what was read before it stays.
        self.sheets.extend(self.sheet.take());
        self.sheet = Some(Sheet { hidden: self.styles.is_hidden(&style), ..Sheet::new(&self.file, &name) });
        (self.columns, self.row, self.column, self.cell) = (Columns::default(), 0, 0, None);
        if limits::SHEETS.allows(self.sheets.len()) { Ok(()) } else { Err(limits::SHEETS.over().into()) }
    }

    fn cell(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let repeats = number(start, "table:number-columns-repeated");
        let kind = attribute(start, "office:value-type");
        if attribute(start, "table:formula").is_some() && kind.is_none() {
            let fault = Value::Fault(UNCALCULATED.into());
            self.fill(1, repeats.min(MOST_REPEATED), |place| Node::new(fault.clone(), place))?;
        }
        let rows = number(start, "table:number-rows-spanned");
        let columns = number(start, "table:number-columns-spanned");
        if rows > 1 || columns > 1 {
            let last = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            let merged = Merged { first: (self.row, self.column), last };
            self.sheet.iter_mut().for_each(|sheet| sheet.merged.push(merged));
        }
        let style = attribute(start, "table:style-name").or_else(|| self.row_style.clone());
        let style = style.unwrap_or_else(|| self.columns.style(self.column));
        let seen = Seen {
            is_percentage: kind.as_deref() == Some("percentage"),
            struck: self.styles.is_struck(&style),
            font: Some(self.styles.font(&style)).filter(|font| is_telling(font)).unwrap_or_default(),
            ..Seen::default()
        };
        let value = value(start);
        let holds = kind.is_some() || value.is_some();
        self.cell = holds.then(|| Cell { seen, text: StruckText::default(), repeats, value, is_told: false });
        if self.cell.is_none() {
            self.column = self.column.saturating_add(repeats);
        }
        Ok(())
    }

    fn has_text(&self) -> bool {
        self.cell.as_ref().is_some_and(|cell| !cell.text.whole.is_empty())
    }

    fn push(&mut self, piece: &str) -> Result<(), Fault> {
        if self.aside > 0 || self.paragraphs == 0 {
            return Ok(());
        }
        let struck = self.spans.last().copied().unwrap_or_default();
        let Some(cell) = &mut self.cell else { return Ok(()) };
        cell.text.push(piece, struck);
        let fits = limits::CELL.allows(cell.text.whole.len());
        if fits { Ok(()) } else { Err(self.located(limits::CELL.over())) }
    }

    /// Takes text.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn text(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        if self.cell.is_some() { self.push(&letters(event)) } else { Ok(()) }
    }

    /// Takes the end of an element.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = self.cell.take();
                cell.map_or(Ok(()), |cell| self.put(cell))?;
            }
            "table:table-row" => self.row = self.row.saturating_add(self.row_repeats),
            "table:table" => {
                if let Some(sheet) = self.sheet.take() {
                    self.tally.merged(&sheet)?;
                    self.sheets.push(sheet);
                }
            }
            "office:annotation" | "draw:frame" => self.aside = self.aside.saturating_sub(1),
            "text:p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "text:span" => _ = self.spans.pop(),
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, Cell { mut seen, text, repeats, value, is_told }: Cell) -> Result<(), Fault> {
        if value.is_some() && is_told {
            seen.shown = Some(text.whole.trim().to_owned());
        }
        seen.pieces = Some(text.clone()).filter(|text| !text.gone.trim().is_empty());
        let value = value.unwrap_or(DataRef::String(text.whole));
        let (value, look) = seen.read(&value, self.epoch);
        let capitals = seen.draws_capitals();
        if !matches!(value, Value::Empty) {
            let node = |place| Node { value: value.clone(), place, look: look.clone() };
            self.fill(self.row_repeats, repeats, node)?;
            if let (true, Some(sheet)) = (capitals, &mut self.sheet) {
                let rows = self.row..self.row.saturating_add(self.row_repeats);
                let columns = || self.column..self.column.saturating_add(repeats);
                sheet.capitals.extend(rows.flat_map(|row| columns().map(move |column| (row, column))));
            }
        }
        self.column = self.column.saturating_add(repeats);
        Ok(())
    }

    /// Puts a cell at all its places, each of which counts.
    fn fill(&mut self, rows: u32, columns: u32, node: impl Fn(Place) -> Node) -> Result<(), Fault> {
        let copies = (rows as usize).saturating_mul(columns as usize).saturating_sub(1);
        self.tally.copies(copies).map_err(|over| self.located(over))?;
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        for row in self.row..self.row.saturating_add(rows) {
            for column in self.column..self.column.saturating_add(columns) {
                workbook::put(sheet, &mut self.tally, (row, column), node(sheet.place(row, column)))?;
            }
        }
        Ok(())
    }

    /// `finding` at the cell that is open.
    fn located(&self, finding: Diagnostic) -> Fault {
        Fault::Over(match &self.sheet {
            Some(sheet) => finding.at(sheet.place(self.row, self.column)),
            None => finding,
        })
    }
}

/// The value of a cell by its attributes; `None` where its text is its value.
fn value(start: &BytesStart<'_>) -> Option<DataRef<'static>> {
    let part = |name: &str| attribute(start, name);
    let number = part("office:value").and_then(|text| text.parse().ok()).map(DataRef::Float);
    number
        .or_else(|| part("office:date-value").map(DataRef::DateTimeIso))
        .or_else(|| part("office:time-value").map(DataRef::DurationIso))
        .or_else(|| part("office:boolean-value").map(|flag| DataRef::Bool(flag.eq_ignore_ascii_case("true"))))
        .or_else(|| part("office:string-value").map(DataRef::String))
}

/// Whether a row or column is hidden or filtered away.
fn is_concealed(start: &BytesStart<'_>) -> bool {
    attribute(start, "table:visibility").is_some_and(|how| how == "collapse" || how == "filter")
}

/// A count of at least 1.
fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}
