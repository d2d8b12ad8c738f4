//! The report of a check as a workbook, to be sent to the units: every finding in a row with its cell,
//! how each unit stands, and what became of every đề nghị.
//!
//! It is made for data that have faults, so it must bear any text: values of cells are written as text,
//! links lead only to cells of the data of this campaign.

use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatUnderline, Url, Workbook, Worksheet, XlsxError};

use super::link::link;
use super::{NominationReview, Review, UnitReview, hint_words, owners, place_cells};
use crate::base::diag::{Diagnostic, Place, Report, Severity};
use crate::base::text::quantity::grouped;
use crate::base::text::upper_first;
use crate::base::text::visible::visible_lines;
use crate::campaign::CampaignFolder;
use crate::campaign::model::short_date;
use crate::campaign::rules::State;
use crate::campaign::source::strays::REPORT_TITLE;
use crate::make::spreadsheet::{self, Heading, cell_format, fitting, height, number, row};

/// The grounds of rows: what is wrong, what is open, what is well.
const RED: Color = Color::RGB(0xFF_C7_CE);
const YELLOW: Color = Color::RGB(0xFF_EB_9C);
const GREEN: Color = Color::RGB(0xC6_EF_CE);
/// The format allows 65,530 links a sheet.
const MOST_LINKS: usize = 65_000;
/// Findings that a report shows: nobody mends more of them before the next check.
const MOST_FINDINGS: usize = 20_000;
/// Characters of the name of the campaign in the running head, of which the format allows 255.
const LONGEST_NAME: usize = 80;

/// What the report is about, and where it will stand.
pub struct Subject<'a> {
    /// The campaign folder or the single document.
    pub path: &'a Path,
    pub findings: &'a Report,
    /// The campaign, when it could be opened.
    pub folder: Option<(&'a CampaignFolder, &'a Review)>,
    /// The unit that it is for, by position; all of them without one.
    pub unit: Option<usize>,
    /// The file of the report, from which links are reckoned.
    pub target: &'a Path,
}

impl Subject<'_> {
    /// The units that it tells of.
    fn units<'r>(&self, review: &'r Review) -> impl Iterator<Item = &'r UnitReview> {
        let wanted = self.unit;
        review.don_vi.iter().filter(move |unit| wanted.is_none() || unit.vi_tri == wanted)
    }
}

/// The report on `subject` as the bytes of a workbook.
///
/// # Errors
/// `GF009` when it can't be made.
pub fn bytes(subject: &Subject) -> Result<Vec<u8>, Diagnostic> {
    spreadsheet::bytes(make(subject))
}

/// Whether `bytes` are a report that [`bytes`] made.
pub fn is_report(bytes: &[u8]) -> bool {
    spreadsheet::is_book(bytes, REPORT_TITLE)
}

fn make(subject: &Subject) -> Result<Workbook, XlsxError> {
    let mut book = spreadsheet::book(REPORT_TITLE)?;
    let head = subject.folder.map_or_else(|| "Kết quả kiểm tra số liệu".to_owned(), |(_, review)| head(review));
    findings(&mut book, subject)?.set_header(&head);
    if let Some((folder, review)) = subject.folder {
        units(&mut book, subject, folder, review)?.set_header(&head);
        nominations(&mut book, subject, review)?.set_header(&head);
        if !review.buoc.is_empty() && subject.unit.is_none() {
            steps(&mut book, review)?.set_header(&head);
        }
    }
    Ok(book)
}

/// The running head, in the notation of the format, in which `&` begins a command.
fn head(review: &Review) -> String {
    let name: String = review.phong_trao.chars().take(LONGEST_NAME).collect();
    let day = short_date(review.ngay);
    let words = format!("Kiểm tra phong trào thi đua {name}, xét đến hết ngày {day}");
    format!("&C&\"{},Bold\"&10{}", spreadsheet::FONT, words.replace(['\n', '\t'], " ").replace('&', "&&"))
}

/// What stands in a cell.
enum Cell {
    Text(String),
    Count(usize),
    Blank,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Blank } else { Cell::Text(fitting(&visible_lines(&text))) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Cell::Count(count)
    }
}

/// A sheet that is written row by row.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    headings: &'a [Heading<'a>],
    format: Format,
    /// Rows written, the headings not counted.
    rows: usize,
}

impl<'a> Sheet<'a> {
    fn new(book: &'a mut Workbook, name: &str, headings: &'a [Heading<'a>]) -> Result<Self, XlsxError> {
        let sheet = spreadsheet::table(book, name, headings)?;
        Ok(Sheet { sheet, headings, format: cell_format(), rows: 0 })
    }

    /// The number of the next row, from 1.
    fn next(&self) -> usize {
        self.rows + 1
    }

    /// Adds a row of `cells`; the first `painted` of them on the ground `paint`.
    fn add(&mut self, cells: &[Cell], painted: usize, paint: Color) -> Result<(), XlsxError> {
        self.rows += 1;
        let at = row(self.rows);
        let ground = self.format.clone().set_background_color(paint);
        let mut texts = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let format = if column < painted { &ground } else { &self.format };
            match cell {
                Cell::Text(text) => self.sheet.write_string_with_format(at, number(column), text, format)?,
                Cell::Count(count) => self.sheet.write_number_with_format(at, number(column), row(*count), format)?,
                Cell::Blank => self.sheet.write_blank(at, number(column), format)?,
            };
            if let (Cell::Text(text), Some(heading)) = (cell, self.headings.get(column)) {
                texts.push((text.as_str(), heading.width));
            }
        }
        self.sheet.set_row_height(at, height(&texts))?;
        Ok(())
    }

    /// Makes the cell in `column` of the last row lead to `place`.
    fn link(&mut self, column: usize, place: &Place, target: &Path) -> Result<(), XlsxError> {
        let Some(url) = link(place, target).filter(|_| self.rows <= MOST_LINKS) else { return Ok(()) };
        let format = self.format.clone().set_font_color(Color::Blue).set_underline(FormatUnderline::Single);
        let tip = "mở ô này trong tệp số liệu";
        self.sheet.write_url_with_options(
            row(self.rows),
            number(column),
            Url::new(url),
            place.within_file(),
            tip,
            Some(&format),
        )?;
        Ok(())
    }

    /// The sheet with its filter.
    fn finish(self) -> Result<&'a mut Worksheet, XlsxError> {
        self.sheet.autofilter(0, 0, row(self.rows.max(1)), number(self.headings.len().saturating_sub(1)))?;
        Ok(self.sheet)
    }
}

const fn heading(label: &'static str, width: f64) -> Heading<'static> {
    Heading { label, width, required: false, help: "" }
}

const FINDINGS: &[Heading] = &[
    heading("TT", 6.0),
    heading("Mức độ", 11.0),
    heading("Mã", 9.0),
    heading("Đơn vị", 24.0),
    heading("Tệp", 18.0),
    heading("Trang", 14.0),
    heading("Ô", 15.0),
    heading("Nội dung", 48.0),
    heading("Cách sửa", 40.0),
    heading("Căn cứ", 40.0),
];
/// The column of the cell; the words follow it.
const CELL: usize = 6;
/// What stands in the place of findings when there are none.
const CLEAN: &str = "Không có lỗi, không có cảnh báo";

fn findings<'a>(book: &'a mut Workbook, subject: &Subject) -> Result<&'a mut Worksheet, XlsxError> {
    let owners = subject.folder.map(|(folder, _)| owners(folder)).unwrap_or_default();
    let mut sheet = Sheet::new(book, "Phát hiện", FINDINGS)?;
    for finding in subject.findings.iter().take(MOST_FINDINGS) {
        let unit = owners.get(finding).copied().unwrap_or_default();
        let [file, page, cell] = place_cells(finding.place.as_ref(), subject.path);
        let hints: Vec<String> = finding.hints.iter().map(|hint| hint_words(hint, subject.path)).collect();
        let cells = [
            sheet.next().into(),
            upper_first(finding.severity.label()).into(),
            finding.code.name().into(),
            unit.into(),
            file.into(),
            page.into(),
            cell.into(),
            upper_first(&finding.message).into(),
            hints.join("\n").into(),
            format!("{}. {}", finding.code.title(), finding.code.basis()).into(),
        ];
        sheet.add(&cells, 3, if finding.severity == Severity::Error { RED } else { YELLOW })?;
        if let Some(place) = &finding.place {
            sheet.link(CELL, place, subject.target)?;
        }
    }
    let untold = subject.findings.iter().count().saturating_sub(sheet.rows);
    let remark = |words: String| -> Vec<Cell> {
        let blanks = [const { Cell::Blank }; CELL];
        [Cell::Blank].into_iter().chain(blanks).chain([words.into()]).collect()
    };
    if sheet.rows == 0 {
        sheet.add(&remark(CLEAN.to_owned()), 3, GREEN)?;
    }
    if untold > 0 {
        let words =
            format!("Còn {} phát hiện nữa không kể ở đây; kể đủ: vanthu check … --json", grouped(untold as u64));
        sheet.add(&remark(words), 3, YELLOW)?;
    }
    sheet.finish()
}

const UNITS: &[Heading] = &[
    heading("TT", 6.0),
    heading("Đơn vị", 32.0),
    heading("Đăng ký", 18.0),
    heading("Hạn đăng ký", 26.0),
    heading("Còn thiếu", 50.0),
    heading("Số đề nghị", 10.0),
    heading("Đạt", 8.0),
    heading("Chờ", 8.0),
    heading("Không đạt", 9.0),
    heading("Lỗi", 8.0),
    heading("Cảnh báo", 9.0),
];

fn units<'a>(
    book: &'a mut Workbook,
    subject: &Subject,
    folder: &CampaignFolder,
    review: &Review,
) -> Result<&'a mut Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, "Theo đơn vị", UNITS)?;
    let terms = folder.registration_terms().join("; ");
    for unit in subject.units(review) {
        let proposed = |state: State| unit.de_nghi.iter().filter(|item| item.trang_thai == state).count();
        let cells = [
            sheet.next().into(),
            unit.ten.as_str().into(),
            unit.dang_ky.clone().unwrap_or_default().into(),
            unit.dang_ky.as_ref().map(|_| terms.clone()).unwrap_or_default().into(),
            unit.con_thieu.join("\n").into(),
            unit.de_nghi.len().into(),
            proposed(State::Dat).into(),
            proposed(State::Cho).into(),
            proposed(State::KhongDat).into(),
            unit.so_loi.into(),
            unit.so_canh_bao.into(),
        ];
        sheet.add(&cells, 2, unit_paint(unit))?;
    }
    sheet.finish()
}

/// Red for errors, yellow for what is still owed, else green.
fn unit_paint(unit: &UnitReview) -> Color {
    match (unit.so_loi, unit.con_thieu.is_empty()) {
        (0, true) => GREEN,
        (0, false) => YELLOW,
        _ => RED,
    }
}

const NOMINATIONS: &[Heading] = &[
    heading("TT", 6.0),
    heading("Đối tượng", 26.0),
    heading("Kết luận", 18.0),
    heading("Loại", 10.0),
    heading("Đơn vị", 24.0),
    heading("Hình thức", 30.0),
    heading("Hạng", 7.0),
    heading("Lý do", 60.0),
    heading("Từng tiêu chuẩn", 56.0),
    heading("Ô", 9.0),
];

fn nominations<'a>(book: &'a mut Workbook, subject: &Subject, review: &Review) -> Result<&'a mut Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, "Đề nghị", NOMINATIONS)?;
    for item in subject.units(review).flat_map(|unit| &unit.de_nghi) {
        let [_, _, cell] = place_cells(Some(&item.vi_tri), subject.path);
        let cells = [
            sheet.next().into(),
            item.ten.as_str().into(),
            item.ket_luan().into(),
            upper_first(item.loai).into(),
            item.don_vi.as_str().into(),
            item.hinh_thuc.as_str().into(),
            item.hang.map_or(Cell::Blank, Cell::Count),
            item.ly_do.join("\n").into(),
            item.tung_muc.join("\n").into(),
            cell.into(),
        ];
        sheet.add(&cells, 3, paint(item))?;
        sheet.link(NOMINATIONS.len() - 1, &item.vi_tri, subject.target)?;
    }
    sheet.finish()
}

const STEPS: &[Heading] = &[
    heading("TT", 6.0),
    heading("Bước", 60.0),
    heading("Xong", 8.0),
    heading("Đang chờ", 10.0),
    heading("Không qua", 10.0),
    heading("Ai đang chờ", 44.0),
    heading("Ai không qua", 44.0),
];

fn steps<'a>(book: &'a mut Workbook, review: &Review) -> Result<&'a mut Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, "Các bước", STEPS)?;
    for step in &review.buoc {
        let cells = [
            sheet.next().into(),
            step.cau.as_str().into(),
            step.xong.len().into(),
            step.cho.len().into(),
            step.khong_qua.len().into(),
            step.cho.join("\n").into(),
            step.khong_qua.join("\n").into(),
        ];
        sheet.add(&cells, 2, if step.cho.is_empty() { GREEN } else { YELLOW })?;
    }
    sheet.finish()
}

fn paint(item: &NominationReview) -> Color {
    match item.trang_thai {
        State::Dat => GREEN,
        State::KhongDat => RED,
        State::Cho | State::KhongApDung => YELLOW,
    }
}
