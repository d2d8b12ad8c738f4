//! The folder `so_lieu/`: any number of workbooks, lists and JSON files, read as one.
//!
//! Units answer each in a file of its own, and nobody should have to paste their answers together. Each
//! file is read by itself, with its own headers, epoch and encoding; then tables of one name become one
//! ([`super::union`]). The files come in the order of their names, so nothing depends on the disk. What is
//! there and can't be read is told.

use std::path::{Path, PathBuf};

use super::own::{self, EXTENSIONS};
use super::tables::{self, Share, Tables, keep, names};
use super::{OldText, OwnTable, Row, Sheet, TableSpec, header, strays, unread, wide};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::limits::{self, Limit};
use crate::base::text::ascii_key;

/// The folder below that of the campaign.
pub const FOLDER: &str = "so_lieu";
/// Files that systems leave in folders; so are all that begin with a dot.
const LITTER: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// What stands in `so_lieu/` and in the folders in it.
#[derive(Default)]
struct Contents {
    /// Files of data in the order of their names.
    data: Vec<PathBuf>,
    /// What spreadsheet programs put beside an open workbook.
    locks: Vec<PathBuf>,
    /// Other files, and folders of folders.
    strays: Vec<PathBuf>,
}

impl Contents {
    /// Those of the folder in `dir`; nothing when there is none.
    fn of(files: &dyn Files, dir: &Path) -> Self {
        let mut contents = Contents::default();
        for path in files.list(&dir.join(FOLDER)).unwrap_or_default() {
            if !files.is_folder(&path) {
                contents.put(path);
                continue;
            }
            for inner in files.list(&path).unwrap_or_default() {
                if files.is_folder(&inner) { contents.strays.push(inner) } else { contents.put(inner) }
            }
        }
        contents
    }

    fn put(&mut self, path: PathBuf) {
        let name = name(&path).to_lowercase();
        let list = if strays::locked(&path).is_some() {
            &mut self.locks
        } else if name.starts_with('.') || LITTER.contains(&name.as_str()) {
            return;
        } else if ending(&path).is_some() {
            &mut self.data
        } else {
            &mut self.strays
        };
        list.push(path);
    }

    /// Tells what is open, and what is not read.
    fn tell(&self, report: &mut Report) {
        for lock in &self.locks {
            let open = strays::locked(lock).map(|name| lock.with_file_name(name));
            report.push(match self.data.iter().find(|path| Some(*path) == open.as_ref()) {
                Some(path) => strays::is_open(path),
                None => {
                    let message = format!("`{}` là tệp khóa của một sổ tính không có ở đây, bỏ qua", name(lock));
                    let finding = Diagnostic::warning(Code::DL030, message).at(Place::file(lock));
                    finding.hint("xóa tệp này; sổ tính đang mở ở máy khác thì chờ lưu xong rồi chép vào đây")
                }
            });
        }
        for path in &self.strays {
            let message = format!("`{}` trong thư mục `{FOLDER}` không được đọc", name(path));
            let finding = Diagnostic::warning(Code::DL030, message).at(Place::file(path));
            report.push(finding.hint(format!(
                "thư mục này (và các thư mục ngay trong nó) chỉ đọc tệp .{}; lưu lại dạng .xlsx hoặc dời ra khỏi đây",
                EXTENSIONS.join(", .")
            )));
        }
    }
}

/// The finding for the report of a check that lies among the data.
fn report_of_check(path: &Path) -> Diagnostic {
    let message = format!("`{}` là báo cáo kiểm tra, không phải số liệu: không đọc", name(path));
    Diagnostic::warning(Code::DL030, message).at(Place::file(path)).hint("dời tệp này ra khỏi thư mục số liệu")
}

/// The files of data in the folder `so_lieu/` of `dir`, in the order of their names.
pub fn data_files(files: &dyn Files, dir: &Path) -> Vec<PathBuf> {
    Contents::of(files, dir).data
}

/// Reads the tables of every file of `so_lieu/` in `dir`, each by itself.
///
/// # Errors
/// Faults of the files and headers, `DL060` for the file at which all of them are beyond a limit; warnings `DL030` for what stands there and is not read.
pub(super) fn load(
    files: &dyn Files,
    dir: &Path,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Vec<Tables> {
    let contents = Contents::of(files, dir);
    contents.tell(report);
    let mut data = contents.data;
    data.retain(|path| {
        let is_report = strays::is_report(files, path);
        report.extend(is_report.then(|| report_of_check(path)));
        !is_report
    });
    if let Some(path) = usize::try_from(limits::FOLDER_FILES.most()).ok().and_then(|most| data.get(most)) {
        report.push(beyond(limits::FOLDER_FILES, path));
        return Vec::new();
    }
    let (mut parts, mut size) = (Vec::new(), Size::default());
    for path in &data {
        let tables = match ending(path) {
            Some("csv") => of_list(files, path, specs, old, report),
            Some("json") => tables::from_json(files, path, specs, old, report),
            _ => tables::from_workbook(files, path, (specs, Share::Part), old, report),
        };
        size.add(&tables);
        if let Some(limit) = size.over() {
            report.push(beyond(limit, path));
            return Vec::new();
        }
        parts.push(tables);
    }
    parts
}

/// The finding for the file at `path`, with which all files of the folder are beyond `limit`.
fn beyond(limit: Limit, path: &Path) -> Diagnostic {
    let finding = Diagnostic { hints: Vec::new(), ..limit.over() }.at(Place::file(path));
    finding.hint("thư mục không được đọc: dời bớt tệp không phải số liệu, hoặc gộp các tệp nhỏ vào một sổ tính")
}

/// The cells that a row of an own table counts for at least: it keeps its values by their names, and room for more.
const LEAST_OF_A_ROW: usize = 6;

/// What several files come to: each has limits of its own, and there may be thousands.
#[derive(Debug, Default)]
pub(super) struct Size {
    cells: usize,
    letters: usize,
}

impl Size {
    /// Adds what `tables` hold.
    fn add(&mut self, tables: &Tables) {
        let rows = tables.known.iter().flatten().chain(&tables.wide).flat_map(|table| &table.rows);
        for node in rows.flat_map(Row::nodes) {
            self.cells += 1;
            self.letters += node.value.letters();
        }
        tables.own.iter().for_each(|table| self.add_own(table));
    }

    fn add_own(&mut self, table: &OwnTable) {
        for row in &table.rows {
            self.cells += row.values.len().max(LEAST_OF_A_ROW);
            self.letters += row.values.values().map(String::len).sum::<usize>();
        }
    }

    /// `table`, without its rows where it is the one with which all are beyond a limit, or comes after that. As all
    /// that is wrong with it, this concerns those who use it.
    pub fn bounded(&mut self, mut table: OwnTable) -> OwnTable {
        self.add_own(&table);
        if let Some(limit) = self.over() {
            let finding = Diagnostic { hints: Vec::new(), ..limit.over() }.at(table.place.clone());
            table.report.push(finding.hint("dời những bảng không dùng đến ra khỏi thư mục"));
            table.rows = Vec::new();
        }
        table
    }

    /// The limit that they are beyond.
    fn over(&self) -> Option<Limit> {
        let fits = [(limits::FOLDER_CELLS, self.cells), (limits::FOLDER_LETTERS, self.letters)];
        fits.into_iter().find(|(limit, found)| !limit.allows(*found)).map(|(limit, _)| limit)
    }
}

/// The ending of a file that may hold tables.
fn ending(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    EXTENSIONS.into_iter().find(|known| *known == ending)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The table in a CSV file: the one whose name it has, or has beside that of a unit (`ket_qua_phong_gia.csv`);
/// else one of the office's own.
fn of_list(files: &dyn Files, path: &Path, specs: &[&'static TableSpec], old: OldText, report: &mut Report) -> Tables {
    let stem = ascii_key(&path.file_stem().unwrap_or_default().to_string_lossy());
    if unread::is_wide_list(path) || stem.starts_with(&format!("{}_", wide::TABLE.key)) {
        let wide = wide::of_csv(files, path, old, report).into_iter().collect();
        return Tables { wide, ..Tables::none(specs) };
    }
    let sheets = unread::parsed(files, path);
    if let Some(spec) = spec_of(&stem, &sheets, specs) {
        let table = tables::from_csv(files, path, spec, old, report);
        let known = specs.iter().map(|each| table.clone().filter(|_| each.key == spec.key)).collect();
        return Tables { known, ..Tables::default() };
    }
    unread::list_of_folder(path, &sheets, specs, report);
    let own = keep(own::of_csv(files, path, old), report).flatten();
    let own = own.filter(|table| !unread::is_help(&table.key)).into_iter().collect();
    Tables { own, ..Tables::none(specs) }
}

/// The table that a list called `stem` holds, whose rows are `sheets` in each way of reading them.
fn spec_of(stem: &str, sheets: &[Sheet], specs: &[&'static TableSpec]) -> Option<&'static TableSpec> {
    let exact = specs.iter().find(|spec| names(spec, stem));
    let is_named = |spec: &&&TableSpec| {
        [spec.key.to_owned(), ascii_key(spec.label)].iter().any(|name| {
            let rest = stem.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('_'));
            rest || stem.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('_'))
        })
    };
    // A name alone is too little: "Đơn vị tài trợ" is no list of units.
    let fits = |spec: &&'static TableSpec| sheets.iter().filter_map(|sheet| fit(sheet, spec)).max();
    let named = specs.iter().filter(is_named).filter_map(|spec| Some((fits(spec)?, *spec)));
    exact.copied().or_else(|| named.max_by_key(|(known, _)| *known).map(|(_, spec)| spec))
}

/// How many columns of `spec` head `sheet`, when all that it can't do without are there, and no or few others.
fn fit(sheet: &Sheet, spec: &TableSpec) -> Option<usize> {
    let header = header::find(sheet, spec)?;
    let has = |key: &str| {
        let columns = header.cells.iter().filter_map(|(_, node)| spec.column(header::text(node)?));
        columns.into_iter().any(|column| column.key == key)
    };
    let is_whole = spec.columns.iter().filter(|column| column.required).all(|column| has(column.key));
    (is_whole && 2 * header.known > header.cells.len()).then_some(header.known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Memory;
    use crate::campaign::rules::input::TABLES;

    #[test]
    fn the_files_of_a_folder_have_a_limit_together() {
        let names: Vec<String> = (0..=limits::FOLDER_FILES.most()).map(|at| format!("so_lieu/{at:05}.csv")).collect();
        let memory: Memory = names.iter().map(|name| (name.as_str(), "")).collect();
        let mut report = Report::new();
        let parts = load(&memory, Path::new(""), TABLES, OldText::default(), &mut report);
        let told: Vec<String> = report.iter().map(|finding| format!("{} {finding}", finding.code)).collect();
        assert!(parts.is_empty() && told.len() == 1 && told[0].contains("so_lieu/05000.csv"), "{told:?}");
        assert!(told[0].contains("DL060") && told[0].contains("5.000"), "{told:?}");
    }

    #[test]
    fn what_a_folder_comes_to_is_counted_in_cells_and_letters() {
        let memory: Memory =
            [("so_lieu/don_vi.csv", "Tên đơn vị,Viết tắt\nPhòng Giá,PG\nPhòng Vé,\n")].into_iter().collect();
        let parts = load(&memory, Path::new(""), TABLES, OldText::default(), &mut Report::new());
        let mut size = Size::default();
        parts.iter().for_each(|tables| size.add(tables));
        assert_eq!((size.cells, size.letters), (3, "Phòng GiáPGPhòng Vé".len()));
        assert!(size.over().is_none());
        let own = |size: &mut Size| {
            let table = own::of_csv(&memory, Path::new("so_lieu/don_vi.csv"), OldText::default()).unwrap().unwrap();
            size.bounded(table)
        };
        assert_eq!((own(&mut size).rows.len(), size.cells), (2, 3 + 2 * LEAST_OF_A_ROW));
        size.cells = 1_500_000;
        let (last, next) = (own(&mut size), own(&mut size));
        for table in [last, next] {
            assert!(table.rows.is_empty() && table.report.iter().any(|finding| finding.code == Code::DL060));
        }
        let beyond = Size { cells: 1_500_001, ..Size::default() };
        assert!(beyond.over().is_some_and(|limit| limit.over().message.contains("đến tệp này")));
    }
}
