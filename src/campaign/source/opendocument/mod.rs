//! What an OpenDocument sheet shows beside its values: texts of numbers, percentages, merged cells, fonts,
//! words struck out, formulas without value.
//!
//! The reader of values gives 0,95 for a cell that shows 95% and nothing of merged cells, so the sheet
//! is gone through once more for these. The file keeps the text of every cell as it stood on the screen.

mod cells;
mod styles;

use std::collections::HashMap;

use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::cell::{StruckText, Style, numeric};
use super::number_format::{Epoch, beside, shows_whole};
use super::package::Package;
use super::table::Merged;
use super::{Look, Value, scalar};
use styles::Styles;

/// The day of the number 0.
const DAY_0: &str = "1899-12-30";

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub sheets: HashMap<String, SheetMarks>,
    /// The first day of its count.
    pub epoch: Epoch,
}

/// What one sheet says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SheetMarks {
    /// By row and column, from 0.
    pub cells: HashMap<(u32, u32), Seen>,
    pub merged: Vec<Merged>,
    /// Cells with a formula that nobody has worked out.
    pub uncalculated: Vec<(u32, u32)>,
}

/// What is seen of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    /// Its text; `None` for a text that is its own value.
    pub shown: Option<String>,
    pub is_percentage: bool,
    /// Whether all of it is struck out.
    pub struck: bool,
    /// Its text in pieces, when a part is struck out.
    pub pieces: Option<StruckText>,
    pub font: String,
}

impl Seen {
    /// What is seen of `cell` in a document that counts days from `epoch`.
    pub fn read(&self, cell: &DataRef<'_>, epoch: Epoch) -> (Value, Option<Box<Look>>) {
        let style = Style { format: None, struck: self.struck, font: self.font.clone() };
        let mut look = Look { since_1904: epoch == Epoch::From1904, ..Look::default() };
        let shown = self.shown.as_deref().filter(|shown| !shown.is_empty());
        let value = match (cell, shown) {
            (DataRef::Float(number), Some(shown)) => {
                style.seen(*number, beside(*number, shown, self.is_percentage), &mut look)
            }
            (DataRef::Float(number), None) if self.is_percentage => numeric((number * 1e8).round() / 1e6),
            (DataRef::DateTimeIso(text), Some(shown)) => day(text, shown, &mut look),
            (DataRef::String(_) | DataRef::SharedString(_) | DataRef::DurationIso(_), Some(shown)) => {
                style.text(shown, self.pieces.as_ref(), &mut look)
            }
            _ => return style.read(cell, epoch, self.pieces.as_ref()),
        };
        style.finish(value, look)
    }
}

/// The day in `text`, which the cell shows as `shown`; the one before all days stands for the number 0.
fn day(text: &str, shown: &str, look: &mut Look) -> Value {
    let Some(date) = text.get(..10).and_then(scalar::date) else { return Value::clean(shown) };
    if text.starts_with(DAY_0) {
        look.shown = Some(shown.to_owned());
        return Value::Integer(0);
    }
    look.shown = Some(shown.to_owned()).filter(|shown| !shows_whole(date, shown));
    Value::Date(date)
}

/// The marks of the document in `bytes`; none where it can't be read, for then the values can't be read
/// either.
pub(super) fn marks(bytes: &[u8]) -> Marks {
    let Some(mut package) = Package::open(bytes) else { return Marks::default() };
    let mut styles = Styles::default();
    package.part("styles.xml").iter().for_each(|part| styles.scan(part));
    let Some(content) = package.part("content.xml") else { return Marks::default() };
    styles.scan(&content);
    scan(&content, &styles)
}

fn scan(content: &str, styles: &Styles) -> Marks {
    let mut marks = Marks::default();
    let mut scan = cells::Scan::new(styles);
    let mut reader = Reader::from_str(content);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => scan.open(&start, &mut marks),
            Ok(Event::Empty(start)) => {
                scan.open(&start, &mut marks);
                scan.close(start.name().as_ref(), &mut marks);
            }
            Ok(Event::End(end)) => scan.close(end.name().as_ref(), &mut marks),
            Ok(Event::Eof) | Err(_) => return marks,
            Ok(event) => scan.text(&event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(content: &str, name: &str) -> SheetMarks {
        let mut styles = Styles::default();
        styles.scan(content);
        scan(content, &styles).sheets.remove(name).unwrap_or_default()
    }

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
        let marks = sheet(text, "Kết quả & điểm");
        let percentage = |shown: &str| Seen { is_percentage: true, shown: Some(shown.into()), ..Seen::default() };
        assert_eq!((&marks.cells[&(2, 2)], &marks.cells[&(3, 3)]), (&percentage("95%"), &percentage("")));
        assert_eq!(marks.merged, [Merged { first: (2, 3), last: (4, 3) }]);
        assert_eq!(marks.uncalculated, [(4, 1)]);
    }

    #[test]
    fn texts_are_told_with_their_style() {
        let text = r#"<style:style style:name="W"><style:text-properties style:font-name="Wingdings"/></style:style>
        <style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <table:table table:name="A"><table:table-column table:default-cell-style-name="W"/><table:table-column/>
            <table:table-row><table:table-cell office:value-type="string"><text:p>ü</text:p></table:table-cell>
                <table:table-cell office:value-type="string"><text:p><text:span text:style-name="S">cũ </text:span>mới
                    <office:annotation><text:p>ai đó</text:p></office:annotation></text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell table:style-name="S" office:value-type="string" office:string-value="A">
                <text:p>Phòng A</text:p></table:table-cell>
                <table:table-cell office:value-type="date" office:date-value="2026-01-01"><text:p>2026</text:p></table:table-cell>
            </table:table-row></table:table>"#;
        let cells = sheet(text, "A").cells;
        assert_eq!(cells[&(0, 0)].font, "Wingdings");
        let pieces = cells[&(0, 1)].pieces.clone().unwrap();
        assert_eq!((pieces.gone.as_str(), pieces.kept.trim()), ("cũ ", "mới"));
        assert_eq!((cells[&(1, 0)].shown.as_deref(), cells[&(1, 0)].struck), (Some("Phòng A"), true));
        assert_eq!(cells[&(1, 1)].shown.as_deref(), Some("2026"));
    }

    #[test]
    fn what_is_no_document_has_no_marks() {
        assert!(marks(b"PK").sheets.is_empty());
        assert!(scan("<table:table table:name='a'", &Styles::default()).sheets.is_empty());
    }
}
