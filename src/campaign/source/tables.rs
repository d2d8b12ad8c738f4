//! The tables of a campaign folder, in whichever of three shapes the office keeps them.
//!
//! `so_lieu.xlsx` (one sheet a table, also .xlsm, .xls and .ods), `so_lieu.json` (one key a
//! table), or one CSV file a table. Two shapes side by side are an error: nobody could say which one
//! counts. What units send lies in the folder `so_lieu/` ([`super::books`]) and is read with them.

use std::path::{Path, PathBuf};

use super::answer::{self, Answer};
use super::own::{self, OwnTable, WORKBOOKS};
use super::table::{self, Sheet, Table, TableSpec};
use super::{
    OldText, Value, books, bytes, header, json, read, recode, separated, strays, union, unread, wide, workbook,
};
use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::base::files::Files;
use crate::base::text::ascii_key;

/// The stem of the workbook and of the JSON file.
const STEM: &str = "so_lieu";

/// The tables of a folder.
#[derive(Default)]
pub struct Tables {
    /// Those asked for, in their order; `None` for one that is not there.
    pub known: Vec<Option<Table>>,
    /// All others that have a row of headers, each with its own findings.
    pub own: Vec<OwnTable>,
    /// Workbooks among the files that units have filled in.
    pub answers: Vec<Answer>,
    /// Wide sheets of results.
    pub wide: Vec<Table>,
}

impl Tables {
    pub(super) fn none(specs: &[&'static TableSpec]) -> Self {
        Tables { known: specs.iter().map(|_| None).collect(), ..Tables::default() }
    }
}

/// Reads the tables `specs` from `dir` among `files`, and the tables of its own; those of the folder `so_lieu/`
/// with them, after those of the office.
///
/// # Errors
/// Faults of the files and headers go to `report`; `DL022` for two shapes at once, `DL021` for a file
/// whose name is nearly that of a missing table, a warning `DL030` for what looks like data and is not read, and
/// what [`strays::tell`] finds.
pub fn load(files: &dyn Files, dir: &Path, specs: &[&'static TableSpec], old: OldText, report: &mut Report) -> Tables {
    let mut parts = vec![of_office(files, dir, specs, old, report)];
    parts.extend(books::load(files, dir, specs, old, report));
    union::united(parts)
}

/// The tables of the office itself.
fn of_office(files: &dyn Files, dir: &Path, specs: &[&'static TableSpec], old: OldText, report: &mut Report) -> Tables {
    let books = WORKBOOKS.iter().map(|extension| dir.join(format!("{STEM}.{extension}")));
    let lists = specs.iter().map(|spec| dir.join(format!("{}.csv", spec.key)));
    let json = dir.join(format!("{STEM}.json"));
    let mut shapes: Vec<PathBuf> = books.chain([json.clone()]).filter(|path| files.is_file(path)).collect();
    shapes.extend(lists.clone().find(|path| files.is_file(path)));
    if let [first, second, ..] = shapes.as_slice() {
        report.push(
            Diagnostic::error(Code::DL022, "số liệu có ở hai nơi, không biết dùng bên nào")
                .at(Place::file(second))
                .hint_at(Place::file(first), "giữ lại một tệp và dời tệp kia ra khỏi thư mục; tệp thứ nhất"),
        );
        return Tables::none(specs);
    }
    let folder = Some(dir.join(books::FOLDER)).filter(|_| !books::data_files(files, dir).is_empty());
    let own_lists = lists.clone().filter(|path| files.is_file(path) && !shapes.contains(path));
    let all: Vec<PathBuf> = shapes.iter().cloned().chain(own_lists).chain(folder.clone()).collect();
    strays::tell(files, dir, &all, report);
    let other = shapes.first().filter(|path| path.extension().is_none_or(|extension| extension != "csv"));
    if let Some(path) = other.or(folder.as_ref().filter(|_| shapes.is_empty())) {
        unread::lists(files, dir, specs, Some(path), report);
    }
    let mut tables = match shapes.first() {
        Some(path) if *path == json => from_json(files, path, specs, old, report),
        Some(path) if path.extension().is_some_and(|extension| extension == "csv") => {
            unread::lists(files, dir, specs, None, report);
            let known = specs.iter().zip(lists).map(|(spec, path)| from_csv(files, &path, spec, old, report)).collect();
            let wide = unread::csv_files(files, dir).into_iter().filter(|path| unread::is_wide_list(path));
            let wide = wide.filter_map(|path| wide::of_csv(files, &path, old, report)).collect();
            Tables { known, wide, ..Tables::default() }
        }
        Some(path) => from_workbook(files, path, (specs, Share::Whole), old, report),
        None if folder.is_some() => Tables::none(specs),
        None => {
            unread::lists(files, dir, specs, None, report);
            return Tables::none(specs);
        }
    };
    let others = unread::csv_files(files, dir).into_iter().filter(|path| !unread::is_list_of(path, specs));
    // One that can't be read is nobody's table.
    let others = others.filter_map(|path| own::of_csv(files, &path, old).ok().flatten());
    let mut size = books::Size::default();
    tables.own.extend(others.filter(|table| !unread::is_help(&table.key)).map(|table| size.bounded(table)));
    tables.own = each_once(tables.own);
    tables
}

/// One table a name; that it stands twice is told to those who use it.
fn each_once(tables: Vec<OwnTable>) -> Vec<OwnTable> {
    let mut once: Vec<OwnTable> = Vec::new();
    for table in tables {
        match once.iter_mut().find(|known| known.key == table.key) {
            Some(first) => {
                let message = format!("có hai bảng tên `{}`, không biết dùng bảng nào", table.label);
                let finding = Diagnostic::error(Code::DL010, message).at(table.place.clone());
                first.report.push(finding.hint_at(first.place.clone(), "bảng thứ nhất; xóa hoặc đổi tên một bảng"));
            }
            None => once.push(table),
        }
    }
    once
}

/// The value of `result`, or `None` with its faults in `report`.
pub(super) fn keep<T>(result: Result<T, Report>, report: &mut Report) -> Option<T> {
    result.map_err(|faults| report.extend(faults)).ok()
}

/// What a workbook holds of a campaign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// All of its tables: one that is missing may be found under a name with a slip.
    Whole,
    /// Some of them: that others are missing says nothing about the names of its sheets.
    Part,
}

/// The tables of the workbook at `path`.
pub(super) fn from_workbook(
    files: &dyn Files,
    path: &Path,
    (specs, share): (&[&'static TableSpec], Share),
    old: OldText,
    report: &mut Report,
) -> Tables {
    let sheets = read(files, path).and_then(|bytes| workbook::parse(&bytes, path));
    let Some(mut sheets) = keep(sheets, report) else { return Tables::none(specs) };
    let wide = wide::take(&mut sheets, specs, old, report);
    let mut tables = Vec::new();
    let mut found = Vec::new();
    for spec in specs {
        let mut named = sheets.iter().enumerate().filter(|(_, sheet)| names(spec, &sheet.name)).map(|(at, _)| at);
        let at = named.next();
        found.push(at.is_some());
        if let (Some(first), Some(second)) =
            (at.and_then(|at| sheets.get(at)), named.next().and_then(|at| sheets.get(at)))
        {
            let finding = Diagnostic::error(Code::DL010, format!("bảng `{}` có hai trang", spec.label));
            let place = first.place(0, 0);
            report.push(finding.at(second.place(0, 0)).hint_at(place, "trang thứ nhất; xóa hoặc đổi tên một trang"));
        }
        tables.push(at.and_then(|at| {
            let mut sheet = sheets.remove(at);
            recode::settle_sheet(&mut sheet, old, &|text| spec.column(text).is_some(), report);
            table::from_sheet(sheet, spec, report)
        }));
    }
    sheets.retain(|sheet| !sheet.hidden && !specs.iter().any(|spec| names(spec, &sheet.name)));
    let missing = specs.iter().zip(&found).filter(|(_, found)| !**found).map(|(spec, _)| *spec);
    let is_headed = |spec: &&TableSpec| sheets.iter().any(|sheet| unread::looks_like(sheet, spec));
    let missing: Vec<&TableSpec> = missing.filter(|spec| share == Share::Whole || is_headed(spec)).collect();
    unread::sheets(path, &sheets, specs, &missing, report);
    let answers = answer::of_sheets(&sheets).into_iter().collect();
    let own = sheets.into_iter().filter(|sheet| !unread::is_help(&sheet.name)).filter_map(|sheet| {
        let label = sheet.name.trim().to_owned();
        own::of_sheet(sheet, &label, old)
    });
    Tables { known: tables, own: own.collect(), answers, wide }
}

/// Whether a sheet or key called `name` is the table `spec`: by its key, or by the label that messages use.
pub(super) fn names(spec: &TableSpec, name: &str) -> bool {
    let key = ascii_key(name);
    key == spec.key || key == ascii_key(spec.label)
}

/// The tables of the JSON file at `path`.
pub(super) fn from_json(
    files: &dyn Files,
    path: &Path,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Tables {
    let none = || Tables::none(specs);
    let text = read(files, path).and_then(|bytes| bytes::text(&bytes, path, old, report));
    let root = text.and_then(|text| json::parse(&text, path));
    let Some(mut root) = keep(root, report) else { return none() };
    let is_header = |text: &str| specs.iter().any(|spec| spec.column(text).is_some());
    recode::settle_node(&mut root, old, &is_header, report);
    let Value::Map(mut map) = root.value else {
        let keys: Vec<String> = specs.iter().map(|spec| format!("\"{}\": […]", spec.key)).collect();
        let finding = Diagnostic::error(Code::DL014, "tệp phải là một đối tượng JSON").at(Place::file(path));
        report.push(finding.hint(format!("viết {{{}}}", keys.join(", "))));
        return none();
    };
    let mut tables = Vec::new();
    for spec in specs {
        let at = map.entries.iter().position(|entry| names(spec, &entry.key));
        tables.push(at.and_then(|at| {
            let entry = map.entries.remove(at);
            match entry.node.value {
                Value::List(items) => Some(table::from_list(items.into(), spec, entry.place, report)),
                other => {
                    let message = format!("`{}` phải là danh sách, ở đây là {}", entry.key, other.type_name());
                    report.push(Diagnostic::error(Code::DL014, message).at(entry.place.clone()));
                    None
                }
            }
        }));
    }
    let missing: Vec<&str> =
        specs.iter().zip(&tables).filter(|(_, table)| table.is_none()).map(|(spec, _)| spec.key).collect();
    let (mut own, mut wide) = (Vec::new(), Vec::new());
    for entry in map.entries {
        match entry.node.value {
            Value::List(items) if wide::is_name(&entry.key) => {
                wide.push(table::from_list(items.into(), &wide::TABLE, entry.place, report));
            }
            Value::List(items) if nearest(&entry.key, missing.iter().copied()).is_none() => {
                own.push(own::of_list(items.into(), &entry.key, entry.place));
            }
            _ => {
                let finding = Diagnostic::error(Code::DL011, format!("không có bảng `{}`", entry.key)).at(entry.place);
                let keys: Vec<&str> = specs.iter().map(|spec| spec.key).collect();
                report.push(finding.did_you_mean(&entry.key, keys.iter().copied(), || {
                    format!("bảng riêng là một danh sách dòng; các bảng được dùng: `{}`", keys.join("`, `"))
                }));
            }
        }
    }
    Tables { known: tables, own, wide, ..Tables::default() }
}

/// The table `spec` in the CSV file at `path`.
pub(super) fn from_csv(
    files: &dyn Files,
    path: &Path,
    spec: &'static TableSpec,
    old: OldText,
    report: &mut Report,
) -> Option<Table> {
    if !files.is_file(path) {
        return None;
    }
    let text = read(files, path).and_then(|bytes| bytes::text(&bytes, path, old, report));
    let text = keep(text, report)?;
    if let Some(mut sheet) = by_headers(&text, path, spec) {
        recode::settle_unicode(&mut sheet, report);
        return table::from_sheet(sheet, spec, report);
    }
    // One at a time: a large file is not held once for each separator.
    let mut best = None;
    let mut best_fit = (0, 0);
    for separator in separated::SEPARATORS {
        let mut own = Report::new();
        let mut sheet = separated::parse(&text, separator, path);
        if let Ok(sheet) = &mut sheet {
            recode::settle_sheet(sheet, old, &|text| spec.column(text).is_some(), &mut own);
        }
        let header = sheet.as_ref().ok().and_then(|sheet: &Sheet| header::find(sheet, spec));
        let known = header.map_or(0, |header| header.known);
        // Columns without number are read as one by each other separator.
        let trust = match &sheet {
            Ok(_) if known > 0 => 3,
            Err(faults) if separated::is_too_wide(faults) => 2,
            Ok(_) => 1,
            Err(_) => 0,
        };
        let fit = (trust, known);
        if best.is_none() || best_fit <= fit {
            best_fit = fit;
            best = Some((sheet, own));
        }
    }
    let (sheet, own) = best?;
    report.extend(own);
    table::from_sheet(keep(sheet, report)?, spec, report)
}

/// The sheet in `text` by the separator of most of the headers of `spec`; nothing where that can't be told so, because there
/// are none, the rest can't be read by it or something is in an old encoding, from which headers have to be read first.
fn by_headers(text: &str, path: &Path, spec: &TableSpec) -> Option<Sheet> {
    let mut best: Option<(usize, char)> = None;
    for separator in separated::SEPARATORS {
        let Ok(mut head) = separated::head(text, separator, path) else { continue };
        if recode::is_old(&head) {
            return None;
        }
        recode::settle_unicode(&mut head, &mut Report::new());
        let known = header::find(&head, spec).map_or(0, |header| header.known);
        if best.is_none_or(|(most, _)| most <= known) {
            best = Some((known, separator));
        }
    }
    let (_, separator) = best.filter(|(known, _)| *known > 0)?;
    let sheet = separated::parse(text, separator, path).ok()?;
    (!recode::is_old(&sheet)).then_some(sheet)
}
