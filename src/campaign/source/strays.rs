//! Workbooks of a campaign folder that no table is read from.
//!
//! A browser saves the newer copy as `so_lieu (1).xlsx`, a clerk calls the file `số liệu.xlsx`, and the program
//! goes on with the old data, or says that there is none. So each workbook that is not read is named. A workbook
//! that is open in Excel is told too: what was typed since it was last saved is not in the file.

use std::path::{Path, PathBuf};

use super::books;
use super::own::WORKBOOKS;
use super::package::Package;
use super::workbook;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::text::ascii_key;
use crate::base::text::visible::visible;

/// What the workbook of a report is called inside: `check` may have put one here, and it is no data.
pub const REPORT_TITLE: &str = "Báo cáo kiểm tra số liệu thi đua, khen thưởng";
/// Where a workbook keeps its title.
const PROPERTIES: &str = "docProps/core.xml";
/// Endings of workbooks that are not read, whatever their name.
const FOREIGN: [&str; 10] = ["xlsb", "xltx", "xltm", "xlt", "xlw", "fods", "ots", "sxc", "numbers", "et"];
/// Endings under which lists are saved that nobody reads: `ket_qua.tsv`, `ket_qua.csv.txt` of Notepad.
pub(super) const TEXTS: [&str; 5] = ["txt", "tsv", "tab", "prn", "dat"];
/// Endings that an editor or a browser has put one of a text behind.
const WITHIN: [&str; 3] = [".csv", ".json", ".xlsx"];
/// The stem that a workbook must have to be read.
const STEM: &str = "so_lieu";
/// Sheets of a foreign workbook that are named.
const MOST_SHEETS: usize = 8;
/// What programs put before the name of a file that is open, and behind it.
const LOCKS: [(&str, &str); 2] = [("~$", ""), (".~lock.", "#")];

/// Tells the workbooks of `dir` that are not among the files `read`, and those of `read` that are open.
///
/// # Errors
/// `DL021` where nothing is read; else warnings `DL030` for each, and `DL031` for one that is open.
pub fn tell(files: &dyn Files, dir: &Path, read: &[PathBuf], report: &mut Report) {
    let mut here = files.list(dir).unwrap_or_default();
    here.retain(|path| files.is_file(path));
    let is_read = |path: &PathBuf| read.iter().any(|read| is_same(path, read, &here));
    for path in here.iter().filter(|path| is_read(path)) {
        let locks =
            here.iter().filter(|lock| locked(lock).is_some_and(|name| name.eq_ignore_ascii_case(&file_name(path))));
        report.extend(locks.take(1).map(|_| is_open(path)));
    }
    let is_stray = |path: &&PathBuf| is_book(path) && !is_read(path) && !is_report(files, path);
    let strays: Vec<&PathBuf> = here.iter().filter(is_stray).collect();
    match read.first() {
        Some(first) => report.extend(strays.iter().map(|path| not_read(path, first))),
        None => report.extend(only(files, &strays)),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whether `path`, one of the files `here`, is the file `read`. Some disks know no capitals: there a file is
/// read under a name that it does not have.
fn is_same(path: &Path, read: &Path, here: &[PathBuf]) -> bool {
    let has_name = here.iter().any(|path| path == read);
    path == read || !has_name && file_name(path).eq_ignore_ascii_case(&file_name(read))
}

/// The name of the file that is open while `lock` is there.
pub(super) fn locked(lock: &Path) -> Option<String> {
    let name = file_name(lock);
    LOCKS.iter().find_map(|(before, behind)| name.strip_prefix(before)?.strip_suffix(behind).map(str::to_owned))
}

/// Whether `path` is a workbook by its name, or a list called like the data.
fn is_book(path: &Path) -> bool {
    let (name, ending) = (file_name(path), extension(path));
    let is_data =
        || ending == "json" && ascii_key(&path.file_stem().unwrap_or_default().to_string_lossy()).starts_with(STEM);
    let known = WORKBOOKS.contains(&ending.as_str()) || FOREIGN.contains(&ending.as_str());
    !name.starts_with(['.', '~']) && (known || is_data() || is_data_as_text(path))
}

/// Whether the file at `path` holds the data under the ending of a text: `so_lieu.tsv`, `so_lieu.json.txt`.
pub(super) fn is_data_as_text(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = WITHIN.iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(&stem);
    TEXTS.contains(&extension(path).as_str()) && ascii_key(stem) == STEM
}

/// Whether the workbook at `path` is the report of a check.
pub(super) fn is_report(files: &dyn Files, path: &Path) -> bool {
    let title = |bytes: Vec<u8>| Package::open(&bytes).ok()??.part(PROPERTIES);
    extension(path) == "xlsx" && files.read(path).ok().and_then(title).is_some_and(|text| text.contains(REPORT_TITLE))
}

/// The finding for the file at `path` that is open.
pub(super) fn is_open(path: &Path) -> Diagnostic {
    let message = format!("`{}` đang mở ở một chương trình khác: chỉ đọc được bản đã lưu", file_name(path));
    let finding = Diagnostic::warning(Code::DL031, message).at(Place::file(path));
    finding.hint("lưu và đóng sổ tính rồi chạy lại; không ai mở nó thì xóa tệp ẩn có `~` ở đầu tên, cùng thư mục")
}

fn not_read(path: &Path, read: &Path) -> Diagnostic {
    let message = format!("sổ tính `{}` không được đọc", file_name(path));
    let finding = Diagnostic::warning(Code::DL030, message).at(Place::file(path));
    let hint = if file_name(read) == books::FOLDER {
        "số liệu đang đọc từ thư mục này: đặt tệp kia vào đó; không dùng thì dời đi nơi khác"
    } else if is_data_as_text(path) {
        "số liệu đang đọc từ tệp này: chép các dòng của tệp kia vào đó, hoặc dời tệp kia ra khỏi thư mục"
    } else {
        "số liệu đang đọc từ tệp này; tệp kia mới hơn thì chép đè lên, không dùng thì dời ra khỏi thư mục"
    };
    finding.hint_at(Place::file(read), hint)
}

/// The finding for `strays` where they are all that there is.
fn only(files: &dyn Files, strays: &[&PathBuf]) -> Option<Diagnostic> {
    let names: Vec<String> = strays.iter().map(|path| format!("`{}`", file_name(path))).collect();
    let message = format!("không có bảng nào: trong thư mục có {} nhưng không có `{STEM}.xlsx`", names.join(", "));
    let finding = Diagnostic::error(Code::DL021, message).at(Place::file(strays.first()?));
    Some(strays.iter().fold(finding, |finding, path| finding.hint(name_it(files, path))))
}

/// How to have the workbook at `path` read.
fn name_it(files: &dyn Files, path: &Path) -> String {
    let (name, ending) = (file_name(path), extension(path));
    if let Some(inner) = is_data_as_text(path).then(|| WITHIN.iter().find(|inner| name.contains(*inner))).flatten() {
        return format!("đổi tên `{name}` thành `{STEM}{inner}`");
    }
    if FOREIGN.contains(&ending.as_str()) || is_data_as_text(path) {
        return format!("mở `{name}` bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx với tên `{STEM}.xlsx`");
    }
    let sheets = sheets_of(files, path);
    let sheets = if sheets.is_empty() { sheets } else { format!(" (trang {sheets})") };
    format!("nếu `{name}`{sheets} là số liệu của phong trào thì đổi tên thành `{STEM}.{ending}`")
}

/// The sheets of the workbook at `path` that people see, in words; nothing of what is no workbook.
fn sheets_of(files: &dyn Files, path: &Path) -> String {
    let is_book = WORKBOOKS.contains(&extension(path).as_str());
    let bytes = files.read(path).ok().filter(|_| is_book).unwrap_or_default();
    let sheets = workbook::parse(&bytes, path).unwrap_or_default();
    let names = sheets.iter().filter(|sheet| !sheet.hidden).take(MOST_SHEETS);
    names.map(|sheet| format!("`{}`", visible(sheet.name.trim()))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Memory;

    /// The codes and messages for `names`, when the files `read` are.
    fn told(names: &[&str], read: &[&str]) -> Vec<String> {
        let memory: Memory = names.iter().map(|name| (*name, "x")).collect();
        let read: Vec<PathBuf> = read.iter().map(PathBuf::from).collect();
        let mut report = Report::new();
        tell(&memory, Path::new(""), &read, &mut report);
        report.iter().map(|finding| format!("{} {} {}", finding.code, finding.message, finding.hints[0].text)).collect()
    }

    #[test]
    fn every_workbook_that_is_not_read_is_named() {
        let names = [
            "so_lieu.xlsx",
            "so_lieu (1).xlsx",
            "số liệu.ods",
            "So_lieu.XLSX",
            "cũ.xlsb",
            "ghi_chu.txt",
            "~$x.xlsx",
            "so_lieu.csv.txt",
        ];
        let told = told(&names, &["so_lieu.xlsx"]);
        assert_eq!(told.len(), 5, "{told:?}");
        let in_order = ["So_lieu.XLSX", "cũ.xlsb", "so_lieu (1).xlsx", "so_lieu.csv.txt", "số liệu.ods"];
        for (told, name) in told.iter().zip(in_order) {
            assert!(told.starts_with(&format!("DL030 sổ tính `{name}` không được đọc")), "{told}");
        }
    }

    #[test]
    fn where_nothing_is_read_the_message_says_what_there_is() {
        let only = told(&["so_lieu (1).xlsx"], &[]);
        assert!(only[0].starts_with("DL021") && only[0].contains("`so_lieu (1).xlsx`"), "{only:?}");
        let binary = told(&["so_lieu.xlsb"], &[]);
        assert!(binary[0].contains("lưu lại dạng .xlsx"), "{binary:?}");
        assert!(told(&["ghi_chu.txt"], &[]).is_empty());
    }

    #[test]
    fn a_workbook_of_another_name_is_told_with_its_sheets() {
        let bytes = std::fs::read("samples/an_bien_2020/so_lieu.xlsx").unwrap();
        let files: Memory = [("thi đua.xlsx", bytes), ("cũ.xls", b"x".to_vec())].into_iter().collect();
        let mut report = Report::new();
        tell(&files, Path::new(""), &[], &mut report);
        let hints: Vec<&str> = report.iter().flat_map(|it| &it.hints).map(|hint| hint.text.as_str()).collect();
        assert!(
            hints.iter().any(|hint| hint.contains("`thi đua.xlsx` (trang `") && hint.contains("`Đơn vị`")),
            "{hints:?}"
        );
        assert!(hints.iter().any(|hint| hint.starts_with("nếu `cũ.xls` là số liệu")), "{hints:?}");
    }

    #[test]
    fn on_a_disk_without_capitals_a_file_is_read_by_another_name() {
        assert!(told(&["So_Lieu.xlsx"], &["so_lieu.xlsx"]).is_empty());
    }

    #[test]
    fn a_workbook_that_is_open_is_told() {
        for lock in ["~$so_lieu.xlsx", ".~lock.so_lieu.xlsx#"] {
            let told = told(&["so_lieu.xlsx", lock], &["so_lieu.xlsx"]);
            assert!(told.len() == 1 && told[0].starts_with("DL031 `so_lieu.xlsx` đang mở"), "{told:?}");
        }
        assert!(told(&["so_lieu.xlsx", "~$khac.xlsx"], &["so_lieu.xlsx"]).is_empty());
    }
}
