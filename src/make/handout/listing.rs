//! The list of the papers: what was made, for whom, how many pages, under which number and date.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Names, Paper};
use crate::base::data::date::short_date;
use crate::base::diag::Diagnostic;
use crate::make::batch::{Outcome, Status};
use crate::make::spreadsheet::{self, Heading, cell_format, number, row};

/// The title and the name of the sheet.
const TITLE: &str = "Danh mục văn bản";

const HEADINGS: &[Heading] = &[
    heading("TT", 6.0),
    heading("Loại văn bản", 26.0),
    heading("Về", 40.0),
    heading("Đơn vị", 30.0),
    heading("Số, ký hiệu", 18.0),
    heading("Ngày", 12.0),
    heading("Số trang", 9.0),
    heading("Tệp", 44.0),
    heading("Tình trạng", 16.0),
];

const fn heading(label: &'static str, width: f64) -> Heading<'static> {
    Heading { label, width, required: false, help: "" }
}

/// The list of `papers` as the bytes of a workbook.
///
/// # Errors
/// `GF009` when it can't be made.
pub fn bytes(papers: &[&Paper], names: &Names) -> Result<Vec<u8>, Diagnostic> {
    spreadsheet::bytes(make(papers, names))
}

/// Whether `bytes` are such a workbook.
pub fn is_own(bytes: &[u8]) -> bool {
    spreadsheet::is_book(bytes, TITLE)
}

fn make(papers: &[&Paper], names: &Names) -> Result<Workbook, XlsxError> {
    let mut book = spreadsheet::book(TITLE)?;
    let sheet = spreadsheet::table(&mut book, TITLE, HEADINGS)?;
    let format = cell_format();
    for (at, paper) in papers.iter().enumerate() {
        let (line, outcome) = (row(at + 1), paper.outcome);
        sheet.write_number_with_format(line, 0, f64::from(line), &format)?;
        let texts = [
            (names.kind)(&outcome.kind),
            outcome.subject.clone(),
            paper.unit.map_or(String::new(), |unit| unit.name.clone()),
            outcome.number.clone(),
            outcome.date.to_date().map_or(String::new(), short_date),
        ];
        for (column, text) in texts.iter().enumerate() {
            sheet.write_string_with_format(line, number(column + 1), spreadsheet::fitting(text), &format)?;
        }
        if let Some(pages) = outcome.pages {
            sheet.write_number_with_format(line, 6, f64::from(row(pages)), &format)?;
        } else {
            sheet.write_string_with_format(line, 6, "", &format)?;
        }
        sheet.write_string_with_format(line, 7, files(outcome), &format)?;
        sheet.write_string_with_format(line, 8, state(outcome.status), &format)?;
    }
    Ok(book)
}

/// The paths of its files, each on a line.
fn files(outcome: &Outcome) -> String {
    let paths: Vec<&str> = outcome.files.iter().map(|file| file.path.as_str()).collect();
    paths.join("\n")
}

fn state(status: Status) -> &'static str {
    match status {
        Status::Written => "đã tạo",
        Status::Failed => "có lỗi, không tạo",
        Status::Skipped => "chưa làm",
    }
}
