//! Sheets and lists that none of our tables is read from.
//!
//! A sheet "Kết quả 2022" in the place of "Kết quả" would lose the papers of half the units without a
//! word. So each stray is compared with the tables: a slip in the name of a missing table is an error,
//! what otherwise looks like their data is a warning, and help or notes are left in peace. All but help are
//! tables of the office's own ([`super::own`]), which only its templates look at.

use std::path::{Path, PathBuf};

use super::strays::{TEXTS, is_data_as_text};
use super::{Sheet, TableSpec, decode, header, read, separated, wide};
use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::base::files::Files;
use crate::base::text::ascii_key;

/// Sheets for reading and choosing, as `vanthu new` writes them; their headers mean nothing.
const HELP: [&str; 2] = ["huong_dan", "danh_muc"];
/// A column that says nothing about its table.
const REMARK: &str = "ghi_chu";
/// How many columns of a table make a sheet look like it.
const TELLING_COLUMNS: usize = 2;

/// Whether the sheet or file `name` is there for reading and choosing only.
pub fn is_help(name: &str) -> bool {
    HELP.contains(&ascii_key(name).as_str())
}

/// Something with rows that no table is read from.
struct Stray<'a> {
    /// As the user sees it.
    name: &'a str,
    key: String,
    /// Its rows in each way of reading them.
    sheets: Vec<&'a Sheet>,
}

impl Stray<'_> {
    /// The table whose name this one is nearest to, when it may be a slip of the keyboard.
    fn slip(&self, specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
        let keys: Vec<(String, &'static TableSpec)> =
            specs.iter().flat_map(|spec| [(spec.key.to_owned(), *spec), (ascii_key(spec.label), *spec)]).collect();
        let near = nearest(&self.key, keys.iter().map(|(key, _)| key.as_str()))?;
        keys.iter().find(|(key, _)| key == near).map(|(_, spec)| *spec)
    }

    /// The table with whose name this one begins: "Kết quả 2022", "Sáng kiến mới".
    fn begins_with(&self, specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
        let goes_on = |spec: &&&TableSpec| {
            let rest = self.key.strip_prefix(spec.key);
            rest.is_some_and(|rest| rest.starts_with(|next: char| next == '_' || next.is_ascii_digit()))
        };
        specs.iter().filter(goes_on).max_by_key(|spec| spec.key.len()).copied()
    }

    /// The table whose headers stand above its rows, one among them that the table can't be without: names and days
    /// stand in lists of any kind.
    fn headed_like(&self, specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
        let known = |spec: &&&'static TableSpec| {
            let sheets = self.sheets.iter().filter(|sheet| names_what_is_required(sheet, spec));
            sheets.map(|sheet| telling_columns(sheet, spec)).max().unwrap_or_default()
        };
        // Of equals the first, which `max_by_key` would pass over.
        specs.iter().rev().max_by_key(known).filter(|spec| known(spec) >= TELLING_COLUMNS).copied()
    }

    /// Whether the file at `path` is the list of `spec` by more than its name, as texts must be: they are notes as well.
    fn holds_rows_of(&self, path: &Path, spec: &TableSpec) -> bool {
        has_ending(path, |ending| ending == "csv") || self.sheets.iter().any(|sheet| telling_columns(sheet, spec) > 0)
    }

    /// The table that it looks like.
    fn resembles(&self, specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
        if is_help(&self.key) {
            return None;
        }
        // A name alone is too little: "Kết luận" is near to "Kết quả".
        let headed = |spec: &&'static TableSpec| self.sheets.iter().any(|sheet| telling_columns(sheet, spec) > 0);
        let named = [self.slip(specs), self.begins_with(specs)].into_iter().flatten().find(headed);
        named.or_else(|| self.headed_like(specs))
    }
}

/// Whether `sheet` has the headers of `spec` and rows below them.
pub(super) fn looks_like(sheet: &Sheet, spec: &TableSpec) -> bool {
    telling_columns(sheet, spec) >= TELLING_COLUMNS
}

/// Whether a column stands in `sheet` that every row of the table `spec` fills in, if it has such a column.
fn names_what_is_required(sheet: &Sheet, spec: &TableSpec) -> bool {
    let Some(header) = header::find(sheet, spec) else { return false };
    let is_required = |text: &str| spec.column(text).is_some_and(|column| column.required);
    let named = header.cells.iter().any(|(_, node)| header::text(node).is_some_and(is_required));
    named || spec.columns.iter().all(|column| !column.required)
}

/// How many columns of `spec` head rows of `sheet`, remarks aside; 0 without rows below them.
fn telling_columns(sheet: &Sheet, spec: &TableSpec) -> usize {
    let Some(header) = header::find(sheet, spec).filter(|header| header.data_from < sheet.rows.len()) else { return 0 };
    let is_remark = |text: &str| spec.column(text).is_some_and(|column| column.key == REMARK);
    let remarks = header.cells.iter().filter(|(_, node)| header::text(node).is_some_and(is_remark)).count();
    header.known.saturating_sub(remarks.min(1))
}

/// Reports the sheets `strange` of the workbook `path`; the tables `missing` have no sheet. An empty one holds
/// nothing.
pub fn sheets(
    path: &Path,
    strange: &[Sheet],
    specs: &[&'static TableSpec],
    missing: &[&TableSpec],
    report: &mut Report,
) {
    let strays: Vec<Stray> = strange
        .iter()
        .filter(|sheet| !sheet.rows.is_empty())
        .map(|sheet| Stray { name: &sheet.name, key: ascii_key(&sheet.name), sheets: vec![sheet] })
        .collect();
    let is_missing = |spec: &TableSpec| missing.iter().any(|known| known.key == spec.key);
    for (at, stray) in strays.iter().enumerate() {
        if let Some(spec) = slip_of(at, &strays, specs).filter(|spec| is_missing(spec)) {
            let finding =
                Diagnostic::error(Code::DL021, format!("không có bảng `{}`", spec.label)).at(Place::file(path));
            report.push(finding.hint(format!("đổi tên `{}` thành `{}`", stray.name, spec.label)));
        } else if let Some(spec) = stray.resembles(specs) {
            let place = stray.sheets.first().map_or_else(|| Place::file(path), |sheet| sheet.place(0, 0));
            let message =
                format!("trang `{}` có vẻ là số liệu của bảng `{}` nhưng không được xét", stray.name, spec.label);
            let alike = strays.iter().filter(|other| other.resembles(specs).is_some_and(|like| like.key == spec.key));
            let hint = if alike.count() > 1 {
                format!("mỗi bảng một trang: chép các dòng của những trang ấy vào một trang tên `{}`", spec.label)
            } else if is_missing(spec) {
                format!("đổi tên trang thành `{}`; không dùng thì ẩn hoặc xóa trang này", spec.label)
            } else {
                format!("chép các dòng sang trang `{}`; không dùng thì ẩn hoặc xóa trang này", spec.label)
            };
            let finding = Diagnostic::warning(Code::DL030, message).at(place).hint(hint);
            report.push(if is_missing(spec) { finding.root_of(spec.key) } else { finding });
        }
    }
}

/// The table for whose name the stray at `at` is the slip: each table has one slip at most, the nearest.
fn slip_of(at: usize, strays: &[Stray], specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
    let stray = strays.get(at)?;
    let spec = stray.slip(specs)?;
    let rivals = strays.iter().filter(|other| other.slip(specs).is_some_and(|known| known.key == spec.key));
    let best = nearest(spec.key, rivals.map(|rival| rival.key.as_str()));
    best.is_none_or(|best| best == stray.key).then_some(spec)
}

/// Reports the CSV files of `dir` that no table is read from, and lists under another ending; all of them when the data
/// are in `other`.
pub fn lists(files: &dyn Files, dir: &Path, specs: &[&'static TableSpec], other: Option<&Path>, report: &mut Report) {
    let read: Vec<(PathBuf, String, Vec<Sheet>)> = files_with(files, dir, is_list)
        .into_iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            let known = other.is_none() && is_list_of(&path, specs) || is_data_as_text(&path);
            (!known).then(|| (parsed(files, &path), path, name)).map(|(sheets, path, name)| (path, name, sheets))
        })
        .collect();
    let strays: Vec<Stray> = read
        .iter()
        .map(|(path, name, sheets)| Stray {
            name,
            key: ascii_key(&path.file_stem().unwrap_or_default().to_string_lossy()),
            sheets: sheets.iter().collect(),
        })
        .collect();
    for (at, (stray, (path, ..))) in strays.iter().zip(&read).enumerate() {
        let is_missing = |spec: &&TableSpec| other.is_none() && !files.is_file(&dir.join(list_of(spec)));
        if let Some(spec) =
            slip_of(at, &strays, specs).filter(is_missing).filter(|spec| stray.holds_rows_of(path, spec))
        {
            let message = format!("không có bảng nào tên `{}`", stray.name);
            let finding = Diagnostic::error(Code::DL021, message).at(Place::file(path));
            report.push(finding.hint(format!("đổi tên tệp thành `{}`", list_of(spec))));
        } else if let Some(spec) = stray.resembles(specs) {
            let message =
                format!("tệp `{}` có vẻ là số liệu của bảng `{}` nhưng không được xét", stray.name, spec.label);
            let finding = Diagnostic::warning(Code::DL030, message).at(Place::file(path));
            report.push(match other {
                Some(book) => finding.hint_at(
                    Place::file(book),
                    "số liệu đang đọc từ tệp này: chép các dòng vào đó, hoặc dời tệp kia ra khỏi thư mục",
                ),
                None if is_missing(&spec) => finding
                    .hint(format!("đổi tên tệp thành `{}`; không dùng thì dời ra khỏi thư mục", list_of(spec)))
                    .root_of(spec.key),
                None => {
                    finding.hint(format!("chép các dòng sang `{}`; không dùng thì dời ra khỏi thư mục", list_of(spec)))
                }
            });
        }
    }
}

/// Reports the CSV file `path` of the folder of many files, with the rows `sheets`, when it looks like a table that
/// is not read from it.
pub(super) fn list_of_folder(path: &Path, sheets: &[Sheet], specs: &[&'static TableSpec], report: &mut Report) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stray = Stray { name: &name, key: ascii_key(&stem), sheets: sheets.iter().collect() };
    if let Some(spec) = stray.resembles(specs) {
        let message = format!("tệp `{name}` có vẻ là số liệu của bảng `{}` nhưng không được xét", spec.label);
        let finding = Diagnostic::warning(Code::DL030, message).at(Place::file(path));
        report.push(finding.hint(format!(
            "đổi tên tệp thành `{0}.csv` hoặc `{0}_{1}.csv`, đủ các cột của bảng; không dùng thì dời ra khỏi thư mục",
            spec.key, stray.key
        )));
    }
}

fn list_of(spec: &TableSpec) -> String {
    format!("{}.csv", spec.key)
}

/// Whether one of `specs` is read from the CSV file at `path`.
pub(super) fn is_list_of(path: &Path, specs: &[&'static TableSpec]) -> bool {
    let is_named = |name: &std::ffi::OsStr| specs.iter().any(|spec| name == list_of(spec).as_str());
    path.file_name().is_some_and(is_named) || is_wide_list(path)
}

/// Whether the CSV file at `path` is a wide sheet of results.
pub(super) fn is_wide_list(path: &Path) -> bool {
    has_ending(path, |ending| ending == "csv")
        && path.file_stem().is_some_and(|stem| wide::is_name(&stem.to_string_lossy()))
}

/// The CSV files of `dir` in the order of their names.
pub(super) fn csv_files(files: &dyn Files, dir: &Path) -> Vec<PathBuf> {
    files_with(files, dir, |ending| ending == "csv")
}

/// Whether a file with this `ending` may hold a list.
fn is_list(ending: &str) -> bool {
    ending == "csv" || TEXTS.contains(&ending)
}

/// The files of `dir` whose ending, in small letters, `fits`, in the order of their names.
fn files_with(files: &dyn Files, dir: &Path, fits: fn(&str) -> bool) -> Vec<PathBuf> {
    let mut lists = files.list(dir).unwrap_or_default();
    lists.retain(|path| has_ending(path, fits));
    lists
}

/// Whether the ending of `path`, in small letters, `fits`.
fn has_ending(path: &Path, fits: fn(&str) -> bool) -> bool {
    path.extension().is_some_and(|ending| fits(&ending.to_string_lossy().to_lowercase()))
}

/// The first rows of a CSV file by each separator; none when it can't be read, for it is not to be read.
pub(super) fn parsed(files: &dyn Files, path: &Path) -> Vec<Sheet> {
    let text = read(files, path).and_then(|bytes| decode(&bytes, path, Code::DL002));
    let Some(text) = text.ok() else { return Vec::new() };
    separated::heads(&text, path).into_iter().map(|(_, head)| head).collect()
}
