//! Workbooks (.xlsx, also .xls and .ods) into sheets of located cells.
//!
//! Cells are kept row by row, not as a rectangle: one stray cell in the last row of a sheet must not
//! cost gigabytes. A value is what the clerk sees: a cell that shows 95% is 95, though 0,95 is stored.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxError};

use super::biff::{self, Held};
use super::cell::Style;
use super::number_format::{Epoch, NumberFormat};
use super::package::Package;
use super::rich_text::StruckTexts;
use super::table::Merged;
pub(super) use super::tally::Fault;
use super::tally::Tally;
use super::{Look, Node, Sheet, Value, concealed, foreign, opendocument};
use crate::base::data::UNCALCULATED;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;

type Bytes<'a> = Cursor<&'a [u8]>;

/// The style of a cell that has none.
const UNSTYLED: &Style = &Style { format: None, struck: false, font: String::new() };
/// The rows and columns of the largest sheet that a spreadsheet has.
const LARGEST: (u32, u32) = (1_048_576, 16_384);

/// All sheets of the workbook in `bytes`, in their order.
///
/// # Errors
/// `DL007` when it is no workbook, is damaged or is protected; `DL060` beyond the limits.
pub fn parse(bytes: &[u8], path: &Path) -> Result<Vec<Sheet>, Report> {
    match catch_unwind(AssertUnwindSafe(|| sheets(bytes, path))) {
        Ok(Ok(sheets)) => Ok(sheets),
        Ok(Err(Fault::Damaged(cause))) => Err(unusable(bytes, path, &cause)),
        // What is encrypted looks like a part without end.
        Ok(Err(Fault::Over(finding))) if foreign::of(bytes).is_none() => {
            Err(Report::from(finding).at(&Place::file(path)))
        }
        Ok(Err(Fault::Over(finding))) => Err(unusable(bytes, path, &finding.message)),
        Err(_) => Err(unusable(bytes, path, "cấu trúc bên trong bị hỏng")),
    }
}

/// The finding for a workbook that can't be read: what it really is, else the `cause`.
fn unusable(bytes: &[u8], path: &Path, cause: &str) -> Report {
    const SAVE: &str = "chép lại từ bản gốc; hoặc mở bằng Excel, LibreOffice rồi lưu lại dạng .xlsx không đặt mật khẩu";
    let (cause, mend) = foreign::of(bytes).map_or((cause, SAVE), |foreign| (foreign.is, foreign.mend));
    let finding = Diagnostic::error(Code::DL007, format!("không đọc được sổ tính: {cause}"));
    finding.at(Place::file(path)).hint(mend).into()
}

fn sheets(bytes: &[u8], path: &Path) -> Result<Vec<Sheet>, Fault> {
    if !bytes.starts_with(b"PK") {
        return binary(&biff::Book::open(bytes)?, path);
    }
    let Some(mut package) = Package::open(bytes)? else {
        return Err(Fault::of("tệp nén bị hỏng hoặc bị cắt cụt"));
    };
    let measured = package.measure()?;
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => {
            let mut sheets = streamed(book, &StruckTexts::of_package(&mut package, &measured.struck), path)?;
            concealed::mark(&mut sheets, &mut package, &measured.hidden);
            Ok(sheets)
        }
        Err(XlsxError::Zip(_) | XlsxError::Io(_)) => Err(Fault::of("tệp nén bị hỏng hoặc bị cắt cụt")),
        Err(_) => opendocument::sheets(&mut package, path),
    }
}

fn merged(area: &Dimensions) -> Merged {
    Merged { first: area.start, last: area.end }
}

fn streamed(mut book: Xlsx<Bytes<'_>>, struck: &StruckTexts, path: &Path) -> Result<Vec<Sheet>, Fault> {
    let file: Arc<Path> = path.into();
    let epoch = if book.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
    let mut styles: Vec<Style> = Vec::new();
    let (mut sheets, mut tally) = (Vec::new(), Tally::default());
    let names: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if !limits::SHEETS.allows(names.len()) {
        return Err(limits::SHEETS.over().into());
    }
    for (name, hidden) in names {
        let mut sheet = Sheet { hidden, ..Sheet::new(&file, &name) };
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(broken_sheet(&name)),
        };
        if styles.is_empty() {
            styles = cells.styles().iter().map(style).collect();
        }
        let mut has_blanks = false;
        while let Some((cell, number)) = cells.next_cell_with_style_id().map_err(|_| broken_sheet(&name))? {
            has_blanks |= matches!(cell.get_value(), DataRef::Empty);
            let style = styles.get(number).unwrap_or(UNSTYLED);
            let struck = text(cell.get_value()).and_then(|text| struck.get(text));
            put_styled(
                &mut sheet,
                &mut tally,
                cell.get_position(),
                style,
                style.read(cell.get_value(), epoch, struck),
            )?;
        }
        drop(cells);
        if has_blanks {
            let formulas = uncalculated(&mut book, &name)?;
            mark_uncalculated(&mut sheet, &mut tally, formulas)?;
        }
        sheet.merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default().iter().map(merged).collect();
        tally.merged(&sheet)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The parts of a style that change what is read.
fn style(style: &calamine::Style) -> Style {
    let format = style.number_format.as_ref().map(|format| NumberFormat::parse(&format.format_code));
    let font = style.font.as_ref();
    Style {
        format: format.filter(|format| !format.is_general()),
        struck: font.is_some_and(|font| font.strikethrough),
        font: font.and_then(|font| font.name.clone()).unwrap_or_default(),
    }
}

fn text<'a>(cell: &'a DataRef<'_>) -> Option<&'a str> {
    match cell {
        DataRef::String(text) => Some(text),
        DataRef::SharedString(text) => Some(text),
        _ => None,
    }
}

/// Puts a cell that was read into `sheet`, in the style that it has.
fn put_styled(
    sheet: &mut Sheet,
    tally: &mut Tally,
    (row, column): (u32, u32),
    style: &Style,
    (value, look): (Value, Option<Box<Look>>),
) -> Result<(), Fault> {
    if matches!(value, Value::Empty) {
        return Ok(());
    }
    if style.draws_capitals() {
        sheet.capitals.insert((row, column));
    }
    let place = sheet.place(row, column);
    put(sheet, tally, (row, column), Node { value, place, look })
}

/// Puts a cell into `sheet`; one that is blank leaves no trace.
///
/// # Errors
/// That it lies outside of every sheet; `DL060` when it is one too many, with its place.
pub(super) fn put(sheet: &mut Sheet, tally: &mut Tally, (row, column): (u32, u32), node: Node) -> Result<(), Fault> {
    if row >= LARGEST.0 || column >= LARGEST.1 {
        let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
        let name = &sheet.name;
        return Err(Fault::Damaged(format!("trang `{name}` có ô ở dòng {row}, cột {column}, ngoài mọi trang tính")));
    }
    Ok(tally.put(sheet, row, column, node)?)
}

/// What is wrong with the file when a sheet of it can't be read.
fn broken_sheet(name: &str) -> Fault {
    Fault::Damaged(format!("phần ghi nội dung trang `{name}` bị hỏng"))
}

/// The cells with a formula of which nobody has worked out the value: files written by programs that
/// do not calculate. A formula that gives an empty text has a value.
fn uncalculated(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<Vec<(u32, u32)>, Fault> {
    let broken = |_: XlsxError| broken_sheet(name);
    let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut found = Vec::new();
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        if record.formula.is_some() && record.value == DataRef::Empty {
            found.push(record.pos);
        }
    }
    Ok(found)
}

fn mark_uncalculated(sheet: &mut Sheet, tally: &mut Tally, cells: Vec<(u32, u32)>) -> Result<(), Fault> {
    for (row, column) in cells {
        let place = sheet.place(row, column);
        put(sheet, tally, (row, column), Node::new(Value::Fault(UNCALCULATED.into()), place))?;
    }
    sheet.rows.iter_mut().for_each(|row| row.cells.sort_by_key(|(column, _)| *column));
    Ok(())
}

fn binary(book: &biff::Book, path: &Path) -> Result<Vec<Sheet>, Fault> {
    let file: Arc<Path> = path.into();
    let (mut sheets, mut tally) = (Vec::new(), Tally::default());
    let mut left = book.size();
    for bound in &book.sheets {
        let mut sheet = Sheet { hidden: bound.hidden, ..Sheet::new(&file, &bound.name) };
        sheet.merged = book.read(bound, &mut left, &mut |cell| {
            let style = book.style(cell.style).unwrap_or(UNSTYLED);
            let (value, struck) = match cell.held {
                Held::Number(number) => (DataRef::Float(number), None),
                Held::Text(text, struck) => (DataRef::String(text.into_owned()), struck),
                Held::Flag(flag) => (DataRef::Bool(flag), None),
                Held::Error(error) => (DataRef::Error(error), None),
            };
            let read = style.read(&value, book.epoch, struck);
            put_styled(&mut sheet, &mut tally, (cell.row, cell.column), style, read)
        })?;
        sheet.concealed = book.concealed(bound);
        sheet.rows.iter_mut().for_each(|row| row.cells.sort_by_key(|(column, _)| *column));
        tally.merged(&sheet)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use chrono::NaiveDate;

    use super::*;

    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// The smallest workbook with one sheet that holds `cells`.
    fn workbook(cells: &str) -> Vec<u8> {
        workbook_with("", cells)
    }

    /// The same with `settings` before its list of sheets.
    fn workbook_with(settings: &str, cells: &str) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        };
        let relations = |list: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
            )
        };
        let book = format!(
            r#"<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}">{settings}<sheets><sheet name="Đơn vị" sheetId="1" r:id="a"/></sheets></workbook>"#
        );
        let styles = format!(
            r#"<styleSheet xmlns="{SHEETS}"><fonts><font><name val="Arial"/></font><font><name val=".VnTimeH"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>"#
        );
        let parts = [
            ("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    &[relation("a", "worksheet", "worksheets/a.xml"), relation("b", "styles", "styles.xml")].concat(),
                ),
            ),
            ("xl/workbook.xml", book),
            ("xl/styles.xml", styles),
            (
                "xl/worksheets/a.xml",
                format!(r#"<worksheet xmlns="{SHEETS}"><sheetData>{cells}</sheetData></worksheet>"#),
            ),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn book() -> Vec<u8> {
        workbook(concat!(
            r#"<row r="3"><c r="B3" t="inlineStr"><is><t> Pho"#,
            "\u{300}",
            r#"ng </t></is></c><c r="C3"><v>2</v></c><c r="D3" s="1"><v>44645</v></c></row>"#,
            r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
        ))
    }

    #[test]
    fn cells_come_typed_and_located() {
        let sheets = parse(&book(), Path::new("s.xlsx")).unwrap();
        let row: Vec<&Value> = sheets[0].rows[0].cells.iter().map(|(_, node)| &node.value).collect();
        let date = NaiveDate::from_ymd_opt(2022, 3, 25).unwrap();
        assert_eq!(row, [&Value::Text("Phòng".into()), &Value::Integer(2), &Value::Date(date)]);
        let place = &sheets[0].rows[0].cells[2].1.place;
        assert_eq!(place.clone().to_string(), "s.xlsx [Đơn vị!D3]");
    }

    /// The values of the first row of a workbook.
    fn first_row(bytes: &[u8]) -> Vec<Value> {
        let sheets = parse(bytes, Path::new("s.xlsx")).unwrap();
        sheets[0].rows[0].cells.iter().map(|(_, node)| node.value.clone()).collect()
    }

    #[test]
    fn a_percentage_is_what_the_cell_shows() {
        let row = r#"<row r="1"><c r="A1" s="2"><v>0.95</v></c><c r="B1" s="2"><v>7.0000000000000007E-2</v></c><c r="C1" s="2"><v>0.925</v></c><c r="D1"><v>0.95</v></c></row>"#;
        let values = first_row(&workbook(row));
        assert_eq!(values, [Value::Integer(95), Value::Integer(7), Value::Decimal(92.5), Value::Decimal(0.95)]);
    }

    #[test]
    fn days_may_be_counted_from_1904() {
        let row = r#"<row r="1"><c r="A1" s="1"><v>43183</v></c></row>"#;
        let bytes = workbook_with(r#"<workbookPr date1904="1"/>"#, row);
        assert_eq!(first_row(&bytes), [Value::Date(NaiveDate::from_ymd_opt(2022, 3, 25).unwrap())]);
    }

    #[test]
    fn formulas_that_failed_are_no_text() {
        let row = r##"<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="str"><v>Err:502</v></c></row>"##;
        assert_eq!(first_row(&workbook(row)), [Value::Fault("#REF!".into()), Value::Fault("Err:502".into())]);
    }

    #[test]
    fn a_formula_without_a_value_is_no_blank() {
        let row = concat!(
            r#"<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>IF(1,"","")</f><v></v></c>"#,
            r#"<c r="C1" s="2"/><c r="D1"><f>2+2</f><v>4</v></c><c r="E1"><f>3+3</f><v></v></c></row>"#,
        );
        let sheets = parse(&workbook(row), Path::new("s.xlsx")).unwrap();
        let cells: Vec<(String, &Value)> =
            sheets[0].rows[0].cells.iter().map(|(_, node)| (node.place.clone().to_string(), &node.value)).collect();
        let fault = Value::Fault(UNCALCULATED.into());
        let at = |cell: &str| format!("s.xlsx [Đơn vị!{cell}]");
        assert_eq!(cells, [(at("A1"), &fault), (at("D1"), &Value::Integer(4)), (at("E1"), &fault)]);
    }

    #[test]
    fn merged_cells_and_fonts_of_capitals_are_known() {
        let row = concat!(
            r#"<row r="1"><c r="A1" s="3" t="inlineStr"><is><t>a</t></is></c></row></sheetData>"#,
            r#"<mergeCells><mergeCell ref="A1:B3"/></mergeCells><sheetData>"#,
        );
        let sheets = parse(&workbook(row), Path::new("s.xlsx")).unwrap();
        assert_eq!(sheets[0].merged, [Merged { first: (0, 0), last: (2, 1) }]);
        assert!(sheets[0].capitals.contains(&(0, 0)));
    }

    #[test]
    fn damaged_workbooks_are_refused_without_panic() {
        let whole = book();
        for length in [0, 1, 4, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
            let report = parse(&whole[..length], Path::new("s.xlsx")).unwrap_err();
            assert_eq!(report.iter().next().unwrap().code, Code::DL007, "{length}");
        }
        for at in (0..whole.len()).step_by(97) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            if let Err(report) = parse(&bytes, Path::new("s.xlsx")) {
                assert!(report.has_errors());
            }
        }
    }
}
