//! OpenDocument workbooks (.ods) into sheets of located cells.
//!
//! Read here and not with a library, because a sheet is written as repeats: one row of one cell may stand for a
//! billion rows, and what is repeated has to be counted before it is kept. The file keeps the text of every cell
//! as it stood on the screen, beside its value.

mod cells;
mod styles;

use std::io::BufRead;
use std::path::Path;

use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::cell::{StruckText, Style, numeric};
use super::number_format::{Epoch, Reading, beside, shows_whole};
use super::package::Package;
use super::workbook::Fault;
use super::{Look, Sheet, Value, scalar};
use crate::base::data::CONCEALED;
use styles::Styles;

/// The day of the number 0.
const DAY_0: &str = "1899-12-30";

/// What is seen of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    /// Its text beside its value; `None` for a text that is its own value, and for a value without text.
    pub shown: Option<String>,
    pub is_percentage: bool,
    /// Whether all of it is struck out.
    pub struck: bool,
    /// Its text in pieces, when a part is struck out.
    pub pieces: Option<StruckText>,
    pub font: String,
}

impl Seen {
    /// Whether small letters are drawn as capitals.
    pub fn draws_capitals(&self) -> bool {
        Style { font: self.font.clone(), ..Style::default() }.draws_capitals()
    }

    /// What is seen of `cell` in a document that counts days from `epoch`.
    pub fn read(&self, cell: &DataRef<'_>, epoch: Epoch) -> (Value, Option<Box<Look>>) {
        let style = Style { format: None, struck: self.struck, font: self.font.clone() };
        let mut look = Look { since_1904: epoch == Epoch::From1904, ..Look::default() };
        let value = match (cell, self.shown.as_deref()) {
            // The format shows nothing of it.
            (DataRef::String(text), Some("")) if text.trim().is_empty() => Value::Empty,
            (DataRef::Float(number), Some("")) => style.seen(*number, Reading::Nothing, &mut look),
            (_, Some("")) => Value::Fault(CONCEALED.into()),
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

/// All sheets of the document in `package`, which is the file at `path`.
///
/// # Errors
/// That a part is missing or damaged; `DL060` beyond the limits.
pub(super) fn sheets(package: &mut Package<'_>, path: &Path) -> Result<Vec<Sheet>, Fault> {
    let mut styles = Styles::default();
    if let Some(part) = package.stream("styles.xml") {
        each(part, |event| {
            styles.take(event);
            Ok(())
        })?;
    }
    let content = package.stream("content.xml").ok_or_else(|| Fault::of("thiếu hoặc hỏng một phần của tệp"))?;
    scan(content, path, styles)
}

fn scan(content: impl BufRead, path: &Path, styles: Styles) -> Result<Vec<Sheet>, Fault> {
    let mut scan = cells::Scan::new(path, styles);
    each(content, |event| {
        if !scan.is_in_tables() {
            scan.styles.take(event);
        }
        match event {
            Event::Start(start) => scan.open(start),
            Event::Empty(start) => {
                scan.open(start)?;
                scan.close(start.name().as_ref())
            }
            Event::End(end) => scan.close(end.name().as_ref()),
            event => scan.text(event),
        }
    })?;
    if scan.is_open() { Err(Fault::of("phần nội dung của tệp bị cắt cụt")) } else { Ok(scan.sheets) }
}

/// Gives every event of `part` to `take`.
fn each(part: impl BufRead, mut take: impl FnMut(&Event<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => take(&event)?,
            Err(_) => return Err(Fault::of("thiếu hoặc hỏng một phần của tệp")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Merged;
    use super::*;
    use crate::base::data::UNCALCULATED;
    use crate::base::diag::Code;
    use crate::campaign::source::{Node, Struck};

    fn read(content: &str) -> Result<Sheet, Fault> {
        scan(content.as_bytes(), Path::new("s.ods"), Styles::default()).map(|mut sheets| sheets.remove(0))
    }

    fn node(sheet: &Sheet, row: u32, column: u32) -> Option<&Node> {
        let row = sheet.rows.iter().find(|line| line.number == row)?;
        row.cells.iter().find(|(at, _)| *at == column).map(|(_, node)| node)
    }

    #[test]
    fn percentages_and_merged_cells_are_found_behind_repeats() {
        let text = r#"<table:table table:name="Kết quả &amp; điểm">
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
                <table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95%</text:p></table:table-cell>
                <table:table-cell table:number-rows-spanned="3" table:number-columns-spanned="1"/></table:table-row>
            <table:table-row><table:covered-table-cell table:number-columns-repeated="3"/>
                <table:table-cell office:value-type="percentage" office:value="0.5"/></table:table-row>
            <table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>
                <table:table-cell table:formula="of:=2+2"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"
                table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
        </table:table>"#;
        let sheet = read(text).unwrap();
        assert_eq!(&*sheet.name, "Kết quả & điểm");
        let value = |row: u32, column: u32| node(&sheet, row, column).map(|node| node.value.clone());
        assert_eq!((value(2, 2), value(3, 3)), (Some(Value::Integer(95)), Some(Value::Integer(50))));
        assert_eq!(sheet.merged, [Merged { first: (2, 3), last: (4, 3) }]);
        assert_eq!((value(4, 0), value(4, 1)), (Some(Value::Integer(2)), Some(Value::Fault(UNCALCULATED.into()))));
        assert_eq!(
            [value(5, 1), value(6, 0), value(7, 0)],
            [Some(Value::Text("a".into())), Some(Value::Text("a".into())), None]
        );
    }

    #[test]
    fn texts_are_told_with_their_style() {
        let text = r#"<style:style style:name="W"><style:text-properties style:font-name="Wingdings"/></style:style>
        <style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:name="H"><style:table-properties table:display="false"/></style:style>
        <table:table table:name="A" table:style-name="H">
            <table:table-column table:default-cell-style-name="W"/><table:table-column/>
            <table:table-row><table:table-cell office:value-type="string"><text:p>ü</text:p></table:table-cell>
                <table:table-cell office:value-type="string"><text:p><text:span text:style-name="S">cũ </text:span>mới
                    <office:annotation><text:p>ai đó</text:p></office:annotation></text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell table:style-name="S" office:value-type="string" office:string-value="A">
                <text:p>Phòng A</text:p></table:table-cell>
                <table:table-cell office:value-type="date" office:date-value="2026-01-01"><text:p>2026</text:p></table:table-cell>
            </table:table-row></table:table>"#;
        let sheet = read(text).unwrap();
        let text = |row: u32, column: u32| node(&sheet, row, column).and_then(Node::plain).unwrap();
        assert!(sheet.hidden);
        assert_eq!((text(0, 0).as_str(), text(0, 1).trim()), ("✓", "mới"));
        let look = |row: u32, column: u32| node(&sheet, row, column).and_then(|node| node.look.clone()).unwrap();
        assert_eq!(look(0, 1).struck, Some(Struck::Part("cũ".into())));
        assert_eq!((text(1, 0).as_str(), look(1, 0).struck), ("Phòng A", Some(Struck::Whole)));
        assert_eq!(look(1, 1).shown.as_deref(), Some("2026"));
    }

    #[test]
    fn values_whose_text_is_empty_are_concealed() {
        let cell = |attributes: &str, text: &str| format!("<table:table-cell {attributes}>{text}</table:table-cell>");
        let number = |number: u32| format!("office:value-type='float' office:value='{number}'");
        let word = "office:value-type='string' office:string-value='98'";
        let day = "office:value-type='date' office:date-value='2026-01-01'";
        let cells = [
            cell(&number(98), "<text:p/>"),
            cell(word, "<text:p/>"),
            cell(day, "<text:p></text:p>"),
            cell(&number(0), "<text:p/>"),
            cell(&number(98), ""),
            cell(&number(98), "<office:annotation><text:p/></office:annotation>"),
            cell("office:value-type='string'", "<text:p/>"),
        ];
        let text = format!("<table:table><table:table-row>{}</table:table-row></table:table>", cells.concat());
        let sheet = read(&text).unwrap();
        let values = (0..7).map(|column| node(&sheet, 0, column).map(|node| node.value.clone()));
        let concealed = || Some(Value::Fault(CONCEALED.into()));
        let figure = || Some(Value::Integer(98));
        assert_eq!(values.collect::<Vec<_>>(), [concealed(), concealed(), concealed(), None, figure(), figure(), None]);
    }

    #[test]
    fn what_is_repeated_without_end_is_told_at_its_cell() {
        let row = |rows: u32, columns: u32| {
            let cell = format!(
                r#"<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>A</text:p></table:table-cell>"#
            );
            format!(
                r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>"#
            )
        };
        for (rows, columns) in [(1_000_000_000, 1), (300, 16_384), (100_002, 1), (500, 400)] {
            let Err(Fault::Over(finding)) = read(&row(rows, columns)) else { panic!("{rows} × {columns}") };
            assert_eq!((finding.code, finding.place.is_some()), (Code::DL060, true));
        }
        assert!(read(&row(4_294_967_295, 4_294_967_295)).is_err());
        assert_eq!(read(&row(20, 30)).unwrap().rows.len(), 20);
    }

    #[test]
    fn a_document_that_ends_early_is_damaged() {
        let cut = |text: &str| scan(text.as_bytes(), Path::new("s.ods"), Styles::default()).is_err();
        assert!(cut("<table:table table:name='a'"));
        assert!(cut("<table:table table:name='a'><table:table-row>"));
    }
}
