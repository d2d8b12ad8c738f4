//! The cells of `content.xml` one after the other, with the places that repeats give them.

use quick_xml::events::{BytesStart, Event};

use super::super::cell::{StruckText, is_telling};
use super::super::number_format::Epoch;
use super::super::package::{attribute, letters};
use super::super::table::Merged;
use super::styles::Styles;
use super::{Marks, Seen, SheetMarks};

/// A cell repeated more often than this is a format down to the end of the sheet.
const MOST_REPEATED: u32 = 2_000;

/// Where in the document we are.
pub(super) struct Scan<'a> {
    styles: &'a Styles,
    name: String,
    sheet: SheetMarks,
    /// How many columns have which style.
    columns: Vec<(u32, String)>,
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

/// The cell that is open.
struct Cell {
    seen: Seen,
    text: StruckText,
    repeats: u32,
    /// Whether its text is its value.
    is_text: bool,
}

impl<'a> Scan<'a> {
    pub fn new(styles: &'a Styles) -> Self {
        Scan {
            styles,
            name: String::new(),
            sheet: SheetMarks::default(),
            columns: Vec::new(),
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

    pub fn open(&mut self, start: &BytesStart<'_>, marks: &mut Marks) {
        match start.name().as_ref() {
            "table:null-date" => {
                let from = attribute(start, "table:date-value");
                marks.epoch =
                    if from.is_some_and(|day| day.starts_with("1904")) { Epoch::From1904 } else { marks.epoch };
            }
            "table:table" => {
                *self = Scan { name: attribute(start, "table:name").unwrap_or_default(), ..Scan::new(self.styles) };
            }
            "table:table-column" => {
                let style = attribute(start, "table:default-cell-style-name").unwrap_or_default();
                self.columns.push((number(start, "table:number-columns-repeated"), style));
            }
            "table:table-row" => {
                self.column = 0;
                self.row_repeats = number(start, "table:number-rows-repeated");
                self.row_style = attribute(start, "table:default-cell-style-name");
            }
            "table:table-cell" => self.cell(start),
            "table:covered-table-cell" => {
                self.column = self.column.saturating_add(number(start, "table:number-columns-repeated"));
            }
            "office:annotation" | "draw:frame" => self.aside += 1,
            "text:span" => {
                let style = attribute(start, "text:style-name").unwrap_or_default();
                self.spans.push(self.styles.is_struck(&style));
            }
            "text:p" => {
                self.paragraphs += 1;
                if self.has_text() {
                    self.push("\n");
                }
            }
            "text:line-break" => self.push("\n"),
            "text:tab" => self.push("\t"),
            "text:s" => self.push(&" ".repeat(number(start, "text:c").min(MOST_REPEATED) as usize)),
            _ => {}
        }
    }

    fn cell(&mut self, start: &BytesStart<'_>) {
        let repeats = number(start, "table:number-columns-repeated");
        let kind = attribute(start, "office:value-type");
        if attribute(start, "table:formula").is_some() && kind.is_none() {
            let columns = self.column..self.column.saturating_add(repeats.min(MOST_REPEATED));
            self.sheet.uncalculated.extend(columns.map(|column| (self.row, column)));
        }
        let rows = number(start, "table:number-rows-spanned");
        let columns = number(start, "table:number-columns-spanned");
        if rows > 1 || columns > 1 {
            let last = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            self.sheet.merged.push(Merged { first: (self.row, self.column), last });
        }
        let style = attribute(start, "table:style-name").or_else(|| self.row_style.clone());
        let style = style.unwrap_or_else(|| self.column_style());
        let is_text = kind.as_deref() == Some("string") && attribute(start, "office:string-value").is_none();
        let seen = Seen {
            is_percentage: kind.as_deref() == Some("percentage"),
            struck: self.styles.is_struck(&style),
            font: Some(self.styles.font(&style)).filter(|font| is_telling(font)).unwrap_or_default(),
            ..Seen::default()
        };
        self.cell = kind.is_some().then(|| Cell { seen, text: StruckText::default(), repeats, is_text });
        if self.cell.is_none() {
            self.column = self.column.saturating_add(repeats);
        }
    }

    /// The style of the column that we are in.
    fn column_style(&self) -> String {
        let mut end = 0u32;
        let style = self.columns.iter().find(|(repeats, _)| {
            end = end.saturating_add(*repeats);
            self.column < end
        });
        style.map(|(_, style)| style.clone()).unwrap_or_default()
    }

    fn has_text(&self) -> bool {
        self.cell.as_ref().is_some_and(|cell| !cell.text.whole.is_empty())
    }

    /// Takes a piece of the text of the open cell.
    fn push(&mut self, piece: &str) {
        let struck = self.spans.last().copied().unwrap_or_default();
        if let Some(cell) = self.cell.as_mut().filter(|_| self.aside == 0 && self.paragraphs > 0) {
            cell.text.push(piece, struck);
        }
    }

    pub fn text(&mut self, event: &Event<'_>) {
        if self.cell.is_some() {
            self.push(&letters(event));
        }
    }

    pub fn close(&mut self, name: &str, marks: &mut Marks) {
        match name {
            "table:table-cell" => {
                let cell = self.cell.take();
                cell.into_iter().for_each(|cell| self.put(cell));
            }
            "table:table-row" => self.row = self.row.saturating_add(self.row_repeats),
            "table:table" => {
                marks.sheets.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.sheet));
            }
            "office:annotation" | "draw:frame" => self.aside = self.aside.saturating_sub(1),
            "text:p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "text:span" => _ = self.spans.pop(),
            _ => {}
        }
    }

    fn put(&mut self, Cell { mut seen, text, repeats, is_text }: Cell) {
        if !is_text {
            seen.shown = Some(text.whole.trim().to_owned());
        }
        seen.pieces = Some(text).filter(|text| !text.gone.trim().is_empty());
        if seen != Seen::default() {
            for row in self.row..self.row.saturating_add(self.row_repeats.min(MOST_REPEATED)) {
                let columns = self.column..self.column.saturating_add(repeats.min(MOST_REPEATED));
                self.sheet.cells.extend(columns.map(|column| ((row, column), seen.clone())));
            }
        }
        self.column = self.column.saturating_add(repeats);
    }
}

/// A count of at least 1.
fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}
