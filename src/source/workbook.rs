//! Workbooks (.xlsx, also .xls and .ods) into sheets of located cells.
//!
//! Cells are kept row by row, not as a rectangle: one stray cell in the last row of a sheet must not
//! cost gigabytes.

use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xls, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{Node, Sheet, Spot, Value, clean};
use crate::diag::{Diagnostic, Place, Report};

type Bytes<'a> = Cursor<&'a [u8]>;

/// All sheets of the workbook in `bytes`, in their order.
///
/// # Errors
/// `DL007` when it is no workbook, is damaged or is protected; `DL003` for control characters.
pub fn parse(bytes: &[u8], path: &Path) -> Result<Vec<Sheet>, Report> {
    let mut report = Report::new();
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, path, &mut report)));
    match read {
        Ok(Ok(sheets)) => report.finish(sheets).map(|(sheets, _)| sheets),
        Ok(Err(cause)) => Err(unusable(path, &cause)),
        Err(_) => Err(unusable(path, "cấu trúc bên trong bị hỏng")),
    }
}

fn unusable(path: &Path, cause: &str) -> Report {
    let message = format!("không đọc được sổ tính: {cause}");
    Diagnostic::error("DL007", message)
        .at(Place::file(path))
        .hint("mở tệp bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx không đặt mật khẩu rồi chạy lại")
        .into()
}

fn sheets(bytes: &[u8], path: &Path, report: &mut Report) -> Result<Vec<Sheet>, String> {
    let cursor = Cursor::new(bytes);
    if !bytes.starts_with(b"PK") {
        let book = Xls::new(cursor).map_err(|_| "không phải tệp Excel hay OpenDocument".to_owned())?;
        return ranged(book, path, report);
    }
    match Xlsx::new(cursor.clone()) {
        Ok(book) => streamed(book, path, report),
        Err(XlsxError::Password) => Err("tệp có mật khẩu".to_owned()),
        Err(XlsxError::Zip(_) | XlsxError::Io(_)) => Err("tệp nén bị hỏng hoặc bị cắt cụt".to_owned()),
        Err(_) => {
            let book = Ods::new(cursor).map_err(|_| "thiếu hoặc hỏng một phần của tệp".to_owned())?;
            ranged(book, path, report)
        }
    }
}

fn streamed(mut book: Xlsx<Bytes<'_>>, path: &Path, report: &mut Report) -> Result<Vec<Sheet>, String> {
    let file: Arc<Path> = path.into();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut sheet = Sheet::new(&file, &name);
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(format!("trang `{name}`: {error}")),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| format!("trang `{name}`: {error}"))? {
            let (row, column) = cell.get_position();
            let spot = sheet.spot(row, column);
            let value = value(cell.get_value(), &spot, report);
            sheet.put(row, column, Node { value, spot });
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn ranged<'a, B>(mut book: B, path: &Path, report: &mut Report) -> Result<Vec<Sheet>, String>
where
    B: Reader<Bytes<'a>, Error: Display>,
{
    let file: Arc<Path> = path.into();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| format!("trang `{name}`: {error}"))?;
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let mut sheet = Sheet::new(&file, &name);
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (first_row + row as u32, first_column + column as u32);
            let spot = sheet.spot(row, column);
            let value = value(&borrowed(cell), &spot, report);
            sheet.put(row, column, Node { value, spot });
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn value(cell: &DataRef<'_>, spot: &Spot, report: &mut Report) -> Value {
    match cell {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Integer(*number),
        DataRef::Float(number) => numeric(*number),
        DataRef::String(text) => clean(text, spot, report),
        DataRef::SharedString(text) => clean(text, spot, report),
        DataRef::Bool(flag) => Value::Bool(*flag),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => {
            let date = text.get(..10).and_then(super::scalar::date);
            date.map_or_else(|| clean(text, spot, report), Value::Date)
        }
        DataRef::DurationIso(text) => clean(text, spot, report),
        DataRef::Error(error) => Value::Fault(error.to_string()),
    }
}

/// A spreadsheet has only floating numbers; whole ones come back as integers.
fn numeric(number: f64) -> Value {
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    if whole { Value::Integer(number as i64) } else { Value::Decimal(number) }
}

fn day(moment: &ExcelDateTime) -> Value {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match date {
        Some(date) if moment.is_datetime() => Value::Date(date),
        _ => numeric(moment.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// The smallest workbook with one sheet that holds `cells`.
    fn workbook(cells: &str) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        };
        let relations = |list: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
            )
        };
        let book = format!(
            r#"<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}"><sheets><sheet name="Đơn vị" sheetId="1" r:id="a"/></sheets></workbook>"#
        );
        let styles = format!(
            r#"<styleSheet xmlns="{SHEETS}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
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
        let spot = &sheets[0].rows[0].cells[2].1.spot;
        assert_eq!(spot.place().to_string(), "s.xlsx [Đơn vị!D3]");
    }

    #[test]
    fn damaged_workbooks_are_refused_without_panic() {
        let whole = book();
        for length in [0, 1, 4, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
            let report = parse(&whole[..length], Path::new("s.xlsx")).unwrap_err();
            assert_eq!(report.iter().next().unwrap().code, "DL007", "{length}");
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
