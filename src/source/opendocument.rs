//! What an OpenDocument sheet says beside its values: percentages, merged cells, formulas without value.
//!
//! The reader of values gives 0,95 for a cell that shows 95% and nothing of merged cells, so the sheet
//! is gone through once more for these.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::table::Merged;

/// A cell repeated more often than this is a format down to the end of the sheet.
const MOST_REPEATED: u32 = 2_000;
/// A longer `content.xml` is no sheet of a campaign.
const MOST_BYTES: u64 = 500_000_000;

/// What one sheet says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Row and column, from 0.
    pub percents: HashSet<(u32, u32)>,
    pub merged: Vec<Merged>,
    /// Cells with a formula that nobody has worked out.
    pub uncalculated: Vec<(u32, u32)>,
}

/// The marks of all sheets of the document in `bytes` by their names; none where it can't be read, for
/// then the values can't be read either.
pub fn marks(bytes: &[u8]) -> HashMap<String, Marks> {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else { return HashMap::new() };
    let Ok(part) = package.by_name("content.xml") else { return HashMap::new() };
    let mut text = String::new();
    match part.take(MOST_BYTES).read_to_string(&mut text) {
        Ok(_) => scan(&text),
        Err(_) => HashMap::new(),
    }
}

fn scan(text: &str) -> HashMap<String, Marks> {
    let mut sheets = HashMap::new();
    let mut scan = Scan::default();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => scan.open(&start),
            Ok(Event::Empty(start)) => {
                scan.open(&start);
                scan.close(start.name().as_ref(), &mut sheets);
            }
            Ok(Event::End(end)) => scan.close(end.name().as_ref(), &mut sheets),
            Ok(Event::Eof) | Err(_) => return sheets,
            Ok(_) => {}
        }
    }
}

#[derive(Default)]
struct Scan {
    name: String,
    marks: Marks,
    row: u32,
    row_repeats: u32,
    column: u32,
}

impl Scan {
    fn open(&mut self, start: &BytesStart<'_>) {
        match start.name().as_ref() {
            "table:table" => {
                *self = Scan { name: attribute(start, "table:name").unwrap_or_default(), ..Scan::default() }
            }
            "table:table-row" => {
                self.column = 0;
                self.row_repeats = number(start, "table:number-rows-repeated");
            }
            "table:table-cell" => self.cell(start),
            "table:covered-table-cell" => {
                self.column = self.column.saturating_add(number(start, "table:number-columns-repeated"));
            }
            _ => {}
        }
    }

    fn cell(&mut self, start: &BytesStart<'_>) {
        let repeats = number(start, "table:number-columns-repeated");
        if attribute(start, "office:value-type").is_some_and(|kind| kind == "percentage") {
            for row in self.row..self.row.saturating_add(self.row_repeats.min(MOST_REPEATED)) {
                let columns = self.column..self.column.saturating_add(repeats.min(MOST_REPEATED));
                self.marks.percents.extend(columns.map(|column| (row, column)));
            }
        }
        if attribute(start, "table:formula").is_some() && attribute(start, "office:value-type").is_none() {
            let columns = self.column..self.column.saturating_add(repeats.min(MOST_REPEATED));
            self.marks.uncalculated.extend(columns.map(|column| (self.row, column)));
        }
        let rows = number(start, "table:number-rows-spanned");
        let columns = number(start, "table:number-columns-spanned");
        if rows > 1 || columns > 1 {
            let last = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            self.marks.merged.push(Merged { first: (self.row, self.column), last });
        }
        self.column = self.column.saturating_add(repeats);
    }

    fn close(&mut self, name: &str, sheets: &mut HashMap<String, Marks>) {
        match name {
            "table:table-row" => self.row = self.row.saturating_add(self.row_repeats),
            "table:table" => {
                sheets.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.marks));
            }
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A count of at least 1.
fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_merged_cells_are_found_behind_repeats() {
        let text = r#"<table:table table:name="Kết quả &amp; điểm">
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
                <table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95%</text:p></table:table-cell>
                <table:table-cell table:number-rows-spanned="3" table:number-columns-spanned="1"/></table:table-row>
            <table:table-row><table:covered-table-cell table:number-columns-repeated="3"/>
                <table:table-cell office:value-type="percentage"/></table:table-row>
            <table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>
                <table:table-cell table:formula="of:=2+2"/></table:table-row>
        </table:table>"#;
        let sheets = scan(text);
        let marks = &sheets["Kết quả & điểm"];
        assert_eq!(marks.percents, HashSet::from([(2, 2), (3, 3)]));
        assert_eq!(marks.merged, [Merged { first: (2, 3), last: (4, 3) }]);
        assert_eq!(marks.uncalculated, [(4, 1)]);
    }

    #[test]
    fn what_is_no_document_has_no_marks() {
        assert!(marks(b"PK").is_empty());
        assert!(scan("<table:table table:name='a'").is_empty());
    }
}
