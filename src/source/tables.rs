//! The tables of a campaign folder, in whichever of three shapes the office keeps them.
//!
//! `so_lieu.xlsx` (one sheet a table, also .xlsm, .xls and .ods), `so_lieu.json` (one key a
//! table), or one CSV file a table. Two shapes side by side are an error: nobody could say which one
//! counts.

use std::path::{Path, PathBuf};

use super::table::{self, Sheet, Table, TableSpec};
use super::{OldText, Value, bytes, header, json, read, recode, separated, unread, workbook};
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::files::Files;
use crate::text::ascii_key;

/// The stem of the workbook and of the JSON file.
const STEM: &str = "so_lieu";
const WORKBOOKS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];

/// Reads the tables `specs` from `dir` among `files`, in their order; `None` for a table that is not there.
///
/// # Errors
/// Faults of the files and headers go to `report`; `DL022` for two shapes at once, `DL021` for a file
/// whose name is nearly that of a missing table, a warning `DL030` for what looks like data and is not read.
pub fn load(
    files: &dyn Files,
    dir: &Path,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Vec<Option<Table>> {
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
        return specs.iter().map(|_| None).collect();
    }
    if let Some(path) = shapes.first().filter(|path| path.extension().is_none_or(|extension| extension != "csv")) {
        unread::lists(files, dir, specs, Some(path), report);
    }
    match shapes.first() {
        Some(path) if *path == json => from_json(files, path, specs, old, report),
        Some(path) if path.extension().is_some_and(|extension| extension == "csv") => {
            unread::lists(files, dir, specs, None, report);
            specs.iter().zip(lists).map(|(spec, path)| from_csv(files, &path, spec, old, report)).collect()
        }
        Some(path) => from_workbook(files, path, specs, old, report),
        None => specs.iter().map(|_| None).collect(),
    }
}

/// The value of `result`, or `None` with its faults in `report`.
fn keep<T>(result: Result<T, Report>, report: &mut Report) -> Option<T> {
    result.map_err(|faults| report.extend(faults)).ok()
}

fn from_workbook(
    files: &dyn Files,
    path: &Path,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Vec<Option<Table>> {
    let sheets = read(files, path).and_then(|bytes| workbook::parse(&bytes, path));
    let Some(mut sheets) = keep(sheets, report) else { return specs.iter().map(|_| None).collect() };
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
    let strange = sheets.iter().filter(|sheet| !specs.iter().any(|spec| names(spec, &sheet.name)));
    let missing: Vec<&TableSpec> =
        specs.iter().zip(&found).filter(|(_, found)| !**found).map(|(spec, _)| *spec).collect();
    unread::sheets(path, strange, specs, &missing, report);
    tables
}

/// Whether a sheet or key called `name` is the table `spec`: by its key, or by the label that messages use.
fn names(spec: &TableSpec, name: &str) -> bool {
    let key = ascii_key(name);
    key == spec.key || key == ascii_key(spec.label)
}

fn from_json(
    files: &dyn Files,
    path: &Path,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Vec<Option<Table>> {
    let none = || specs.iter().map(|_| None).collect();
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
                Value::List(items) => Some(table::from_list(items, spec, report)),
                other => {
                    let message = format!("`{}` phải là danh sách, ở đây là {}", entry.key, other.sort());
                    report.push(Diagnostic::error(Code::DL014, message).at(entry.place.clone()));
                    None
                }
            }
        }));
    }
    for entry in map.entries {
        let finding = Diagnostic::error(Code::DL011, format!("không có bảng `{}`", entry.key)).at(entry.place.clone());
        let keys: Vec<&str> = specs.iter().map(|spec| spec.key).collect();
        report.push(match nearest(&entry.key, keys.iter().copied()) {
            Some(near) => finding.hint(format!("có phải là `{near}`?")),
            None => finding.hint(format!("các bảng được dùng: `{}`", keys.join("`, `"))),
        });
    }
    tables
}

fn from_csv(
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
    let sheets = separated::SEPARATORS.map(|separator| {
        let mut own = Report::new();
        let mut sheet = separated::parse(&text, separator, path);
        if let Ok(sheet) = &mut sheet {
            recode::settle_sheet(sheet, old, &|text| spec.column(text).is_some(), &mut own);
        }
        (sheet, own)
    });
    let best = sheets.into_iter().max_by_key(|(sheet, _)| {
        let header = sheet.as_ref().ok().and_then(|sheet: &Sheet| header::find(sheet, spec));
        (sheet.is_ok(), header.map_or(0, |header| header.known))
    });
    let (sheet, own) = best?;
    report.extend(own);
    table::from_sheet(keep(sheet, report)?, spec, report)
}
