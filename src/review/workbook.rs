//! The report of a check as a workbook, to be sent to the units: every finding in a row with its cell,
//! how each unit stands, and what became of every đề nghị.
//!
//! It is made for data that have faults, so it must bear any text: values of cells are written as text,
//! links lead only to cells of the data of this campaign.

use std::path::{Component, Path, PathBuf};

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{Color, Format, FormatUnderline, Url, Workbook, Worksheet, XlsxError};

use super::concerned::Concerned;
use super::{NominationReview, Review, UnitReview};
use crate::campaign::CampaignFolder;
use crate::codes;
use crate::diag::{Diagnostic, Place, Report, Severity};
use crate::rules::State;
use crate::spreadsheet::{self, Heading, cell_format, fitting, height, number, row};
use crate::text::upper_first;

const RED: Color = Color::RGB(0xFF_C7_CE);
const YELLOW: Color = Color::RGB(0xFF_EB_9C);
const GREEN: Color = Color::RGB(0xC6_EF_CE);
/// The format allows 65,530 links a sheet.
const MOST_LINKS: usize = 65_000;
/// The longest link; the format allows a little more.
const LONGEST_LINK: usize = 2_000;
/// Characters of the name of the campaign in the running head, of which the format allows 255.
const LONGEST_NAME: usize = 120;

/// What the report is about, and where it will stand.
pub struct Subject<'a> {
    /// The campaign folder or the single document.
    pub path: &'a Path,
    pub findings: &'a Report,
    /// The campaign, when it could be opened.
    pub folder: Option<(&'a CampaignFolder, &'a Review)>,
    /// The file of the report, from which links are reckoned.
    pub target: &'a Path,
}

/// The report on `subject`.
///
/// # Errors
/// Those of the library.
pub fn make(subject: &Subject) -> Result<Workbook, XlsxError> {
    let mut book = spreadsheet::book("Báo cáo kiểm tra số liệu thi đua, khen thưởng")?;
    let concerned = subject.folder.map(|(folder, _)| Concerned::new(folder));
    let head = subject.folder.map_or_else(|| "Kết quả kiểm tra số liệu".to_owned(), |(_, review)| head(review));
    findings(&mut book, subject, concerned.as_ref())?.set_header(&head);
    if let (Some((folder, review)), Some(concerned)) = (subject.folder, &concerned) {
        units(&mut book, subject, folder, review, concerned)?.set_header(&head);
        nominations(&mut book, subject, review)?.set_header(&head);
    }
    Ok(book)
}

/// The running head, in the notation of the format, in which `&` begins a command.
fn head(review: &Review) -> String {
    let name: String = review.phong_trao.chars().take(LONGEST_NAME).collect();
    let day = review.ngay.format("%d/%m/%Y");
    let words = format!("Kiểm tra phong trào thi đua {name}, xét đến hết ngày {day}");
    format!("&C&\"{},Bold\"&10{}", spreadsheet::FONT, words.replace(['\n', '\t'], " ").replace('&', "&&"))
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

    /// Adds a row of `cells`; the first `painted` of them on the ground `paint`.
    fn add(&mut self, cells: &[String], painted: usize, paint: Option<Color>) -> Result<(), XlsxError> {
        self.rows += 1;
        let at = row(self.rows);
        for (column, text) in cells.iter().enumerate() {
            let ground = paint.filter(|_| column < painted);
            let format = ground.map_or_else(|| self.format.clone(), |paint| painted_format(&self.format, paint));
            match text.parse::<u32>() {
                Ok(figure) => self.sheet.write_number_with_format(at, number(column), figure, &format)?,
                Err(_) => self.sheet.write_string_with_format(at, number(column), fitting(text), &format)?,
            };
        }
        let widths = self.headings.iter().map(|heading| heading.width);
        let sized: Vec<(&str, f64)> = cells.iter().map(String::as_str).zip(widths).collect();
        self.sheet.set_row_height(at, height(&sized))?;
        Ok(())
    }

    /// Makes the cell in `column` of the last row lead to `place`.
    fn link(&mut self, column: usize, place: &Place, target: &Path) -> Result<(), XlsxError> {
        let Place::Cell { cell, .. } = place else { return Ok(()) };
        let Some(url) = link(place, target).filter(|_| self.rows <= MOST_LINKS) else { return Ok(()) };
        let format = self.format.clone().set_font_color(Color::Blue).set_underline(FormatUnderline::Single);
        let tip = "mở ô này trong tệp số liệu";
        self.sheet.write_url_with_options(row(self.rows), number(column), Url::new(url), cell, tip, Some(&format))?;
        Ok(())
    }

    /// The sheet with its filter.
    fn finish(self) -> Result<&'a mut Worksheet, XlsxError> {
        self.sheet.autofilter(0, 0, row(self.rows.max(1)), number(self.headings.len().saturating_sub(1)))?;
        Ok(self.sheet)
    }
}

fn painted_format(format: &Format, paint: Color) -> Format {
    format.clone().set_background_color(paint)
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
    heading("Ô", 12.0),
    heading("Nội dung", 48.0),
    heading("Cách sửa", 40.0),
    heading("Căn cứ", 40.0),
];
/// The column of the cell.
const CELL: usize = 6;

fn findings<'a>(
    book: &'a mut Workbook,
    subject: &Subject,
    concerned: Option<&Concerned>,
) -> Result<&'a mut Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, "Phát hiện", FINDINGS)?;
    for finding in subject.findings.iter() {
        let unit = concerned.and_then(|concerned| concerned.unit(finding)).unwrap_or_default();
        let [file, page, cell] = place_cells(finding.place.as_ref(), subject.path);
        let hints: Vec<String> = finding.hints.iter().map(|hint| hint_words(hint, subject.path)).collect();
        let code = codes::find(finding.code);
        let cells = [
            (sheet.rows + 1).to_string(),
            upper_first(finding.severity.label()),
            finding.code.to_owned(),
            unit.to_owned(),
            file,
            page,
            cell,
            upper_first(&finding.message),
            hints.join("\n"),
            code.map(|code| format!("{}. {}", code.title(), code.basis())).unwrap_or_default(),
        ];
        let paint = if finding.severity == Severity::Error { RED } else { YELLOW };
        sheet.add(&cells, 3, Some(paint))?;
        if let Some(place) = &finding.place {
            sheet.link(CELL, place, subject.target)?;
        }
    }
    if sheet.rows == 0 {
        let mut cells = vec![String::new(); FINDINGS.len()];
        if let Some(words) = cells.get_mut(CELL + 1) {
            "Không có lỗi, không có cảnh báo".clone_into(words);
        }
        sheet.add(&cells, 0, None)?;
    }
    sheet.finish()
}

/// File, sheet and cell; a line or a key stands in the place of the cell.
fn place_cells(place: Option<&Place>, path: &Path) -> [String; 3] {
    let Some(place) = place else { return [const { String::new() }; 3] };
    let below = place.path().strip_prefix(path).unwrap_or(place.path());
    let file = if below.as_os_str().is_empty() { place.path() } else { below }.display().to_string();
    match place {
        Place::File { .. } => [file, String::new(), String::new()],
        Place::Line { line, column, .. } => [file, String::new(), format!("dòng {line}, cột {column}")],
        Place::Cell { sheet, cell, .. } => [file, sheet.clone(), cell.clone()],
        Place::Key { key, .. } => [file, String::new(), key.clone()],
    }
}

fn hint_words(hint: &crate::diag::Hint, path: &Path) -> String {
    let place = hint.place.as_ref().map(|place| format!(" ({})", super::place_words(place, path)));
    format!("{}{}", upper_first(&hint.text), place.unwrap_or_default())
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
    concerned: &Concerned,
) -> Result<&'a mut Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, "Theo đơn vị", UNITS)?;
    let terms = folder.registration_terms().join("; ");
    for unit in &review.don_vi {
        let of = |severity: Severity| {
            let is_own = |finding: &&Diagnostic| {
                finding.severity == severity && concerned.unit(finding) == Some(unit.ten.as_str())
            };
            subject.findings.iter().filter(is_own).count()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let proposed = |state: State| unit.de_nghi.iter().filter(|item| item.trang_thai == state).count().to_string();
        let cells = [
            (sheet.rows + 1).to_string(),
            unit.ten.clone(),
            unit.dang_ky.clone().unwrap_or_default(),
            unit.dang_ky.as_ref().map(|_| terms.clone()).unwrap_or_default(),
            unit.con_thieu.join("\n"),
            unit.de_nghi.len().to_string(),
            proposed(State::Dat),
            proposed(State::Cho),
            proposed(State::KhongDat),
            errors.to_string(),
            warnings.to_string(),
        ];
        sheet.add(&cells, 2, Some(unit_paint(unit, errors)))?;
    }
    sheet.finish()
}

/// Red for errors, yellow for what is still owed, else green.
fn unit_paint(unit: &UnitReview, errors: usize) -> Color {
    match (errors, unit.con_thieu.is_empty()) {
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
    for item in review.don_vi.iter().flat_map(|unit| &unit.de_nghi) {
        let [_, _, cell] = place_cells(Some(&item.vi_tri), subject.path);
        let cells = [
            (sheet.rows + 1).to_string(),
            item.ten.clone(),
            item.ket_luan(),
            upper_first(item.loai),
            item.don_vi.clone(),
            item.hinh_thuc.clone(),
            item.hang.map(|rank| rank.to_string()).unwrap_or_default(),
            item.ly_do.join("\n"),
            item.tung_muc.join("\n"),
            cell,
        ];
        sheet.add(&cells, 3, Some(paint(item)))?;
        sheet.link(NOMINATIONS.len() - 1, &item.vi_tri, subject.target)?;
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

/// The address of a cell of a workbook, as seen from the report; none where no address is sure to lead
/// there.
fn link(place: &Place, target: &Path) -> Option<String> {
    let Place::Cell { path, sheet, cell } = place else { return None };
    let file = relative(target.parent()?, path)?;
    let link = format!("file:///{file}#{}!{cell}", quote_sheet_name(sheet));
    let is_plain = !file.contains(['#', '%']) && !sheet.chars().any(char::is_control);
    (is_plain && link.encode_utf16().count() <= LONGEST_LINK).then_some(link)
}

/// The way from `folder` to `file`, with `/` between its parts; none from one drive to another.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (folder, file) = (whole(folder)?, whole(file)?);
    let (from, to): (Vec<Component>, Vec<Component>) = (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    if common == 0 {
        return None;
    }
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to.iter().skip(common).map(|part| part.as_os_str().to_str().map(str::to_owned));
    let parts: Option<Vec<String>> = up.map(Some).chain(down).collect();
    parts.map(|parts| parts.join("/"))
}

fn whole(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok()
}
