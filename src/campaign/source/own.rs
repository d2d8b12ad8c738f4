//! Tables that only the office knows: any sheet, CSV file or list of a JSON file with a row of headers.
//!
//! Guests, members of a working party, prizes: what a template of the office's own prints, row by row. Such
//! a table is read as every other (titles, merged cells, totals and counters), but its columns are all its
//! own and its values are text, as the sheet shows them. What is wrong with it concerns those who use it and
//! nobody else, so each table and each row keeps its own findings.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::columns::{own_values, text};
use super::table::{self, TableSpec};
use super::{Node, OldText, OwnColumn, OwnValues, Row, Sheet, Table, Value};
use super::{bytes, header, json, read, recode, separated, workbook};
use crate::base::diag::{Code, Diagnostic, Place, PlaceRow, Report};
use crate::base::files::Files;
use crate::base::text::ascii_key;

/// No column is known beforehand.
const SPEC: TableSpec = TableSpec { key: "", label: "", columns: &[] };
/// Endings of workbooks.
pub const WORKBOOKS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];
/// Endings of files that hold tables.
pub const EXTENSIONS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "csv", "json"];
/// Notes stand in one column; a table of a campaign has more.
const LEAST_COLUMNS: usize = 2;

/// A table of the office's own.
#[derive(Clone, Debug)]
pub struct OwnTable {
    /// The [`ascii_key`] of its name, under which templates find it.
    pub key: String,
    /// The name of its sheet, of its file without ending, or of its key in JSON.
    pub label: String,
    /// Where it begins.
    pub place: Place,
    /// From left to right.
    pub columns: Vec<Arc<OwnColumn>>,
    pub rows: Vec<OwnRow>,
    /// What is wrong with the table as a whole; with errors it has no rows.
    pub report: Report,
}

impl OwnTable {
    /// The rows of `table` by the keys of all its columns, for templates that list them.
    pub fn of(table: &Table) -> Self {
        let spec = table.spec;
        let known =
            |column: &super::Column| Arc::new(OwnColumn { key: column.key.to_owned(), label: column.label.to_owned() });
        let row = |row: &Row| {
            let mut report = Report::new();
            let mut values: OwnValues = spec.columns.iter().map(|it| (it.key.to_owned(), String::new())).collect();
            for (key, node) in &row.cells {
                let label = spec.columns.iter().find(|column| column.key == *key).map_or(*key, |column| column.label);
                values.insert((*key).to_owned(), text(node, label, &mut report));
            }
            values.extend(own_values(row, &mut report));
            OwnRow { place: row.place.clone(), number: row.number, values, report }
        };
        OwnTable {
            key: spec.key.to_owned(),
            label: spec.label.to_owned(),
            place: table.place.clone(),
            columns: spec.columns.iter().map(known).chain(table.own.iter().cloned()).collect(),
            rows: table.rows.iter().map(row).collect(),
            report: Report::new(),
        }
    }
}

impl OwnTable {
    /// The first column of which most cells hold words and tell the rows apart; "ông" and "bà" do not.
    pub fn naming_column(&self) -> Option<&str> {
        let words = |key: &str| -> Vec<&str> {
            let texts = self.rows.iter().filter_map(|row| row.values.get(key));
            texts.filter(|text| text.contains(char::is_alphabetic)).map(String::as_str).collect()
        };
        let is_worded = |key: &&str| 2 * words(key).len() > self.rows.len();
        let tells_apart = |key: &&str| {
            let words = words(key);
            2 * words.iter().collect::<HashSet<_>>().len() >= words.len()
        };
        let keys = || self.columns.iter().map(|column| column.key.as_str());
        let worded = || keys().filter(is_worded);
        worded().find(tells_apart).or_else(|| worded().next()).or_else(|| keys().next())
    }
}

impl OwnRow {
    /// What people call the row: what stands in the column `naming`, else its number.
    pub fn name(&self, naming: Option<&str>) -> String {
        let name = naming.and_then(|key| self.values.get(key)).filter(|name| !ascii_key(name).is_empty());
        name.map_or_else(|| format!("dòng {}", self.number), |name| name.replace('\n', " "))
    }
}

/// A row of an [`OwnTable`].
#[derive(Clone, Debug)]
pub struct OwnRow {
    /// Its first cell.
    pub place: Place,
    /// From 1, as the user sees it.
    pub number: usize,
    pub values: OwnValues,
    /// Cells without a usable value.
    pub report: Report,
}

/// The table in `sheet`, called `label`; `None` without headers, as notes have none.
pub fn of_sheet(sheet: Sheet, label: &str, old: OldText) -> Option<OwnTable> {
    with_columns(sheet, label, LEAST_COLUMNS, old)
}

fn with_columns(mut sheet: Sheet, label: &str, least: usize, old: OldText) -> Option<OwnTable> {
    let mut report = Report::new();
    recode::settle_sheet(&mut sheet, old, &|_| false, &mut report);
    let spread = sheet.spread_merged();
    let header = header::guess(&sheet, least)?;
    if let Err(over) = spread {
        report.push(over);
        return Some(of_table(None, label, table::header_place(&sheet, &header), report));
    }
    let place = table::header_place(&sheet, &header);
    let table = table::below(sheet, &header, &SPEC, &mut report);
    Some(of_table(table, label, place, report))
}

/// The table in the CSV file at `path`; `None` without headers.
///
/// # Errors
/// What stops the file from being read.
pub fn of_csv(files: &dyn Files, path: &Path, old: OldText) -> Result<Option<OwnTable>, Report> {
    csv(files, path, LEAST_COLUMNS, old)
}

fn csv(files: &dyn Files, path: &Path, least: usize, old: OldText) -> Result<Option<OwnTable>, Report> {
    let mut report = Report::new();
    let text = bytes::text(&read(files, path)?, path, old, &mut report)?;
    let width = |sheet: &Sheet| header::guess(sheet, least).map_or(0, |header| header.cells.len());
    // Of equals the first; where none can be read, what is wrong with the first is told.
    let heads = separated::heads(&text, path);
    let best = heads.iter().rev().max_by_key(|(_, head)| width(head));
    if best.is_none_or(|(_, head)| width(head) == 0) {
        separated::check_width(&text, path)?;
    }
    let separator = best.map_or(separated::SEPARATORS[0], |(separator, _)| *separator);
    let sheet = separated::parse(&text, separator, path)?;
    drop((text, heads));
    let table = with_columns(sheet, &stem(path), least, old);
    Ok(table.map(|mut table| {
        report.extend(std::mem::take(&mut table.report));
        OwnTable { report, ..table }
    }))
}

/// The table in the list `items` of a JSON file, called `label`. An item that is no row, or names a column
/// twice, costs only itself.
pub fn of_list(items: Vec<Node>, label: &str, place: Place) -> OwnTable {
    let mut report = Report::new();
    let items_at: Vec<Place> = items.iter().map(|item| item.place.clone()).collect();
    let table = table::from_list(items, &SPEC, place.clone(), &mut report);
    let numbers: HashMap<PlaceRow, usize> =
        items_at.iter().enumerate().filter_map(|(at, item)| Some((item.row()?, at))).collect();
    let number = |finding: &Diagnostic| numbers.get(&finding.place.as_ref()?.row()?).copied();
    // A row that is nobody's data is told and gone.
    let is_of_row = |finding: &Diagnostic| finding.code != Code::DL026 && number(finding).is_some();
    let (of_rows, report): (Vec<Diagnostic>, Vec<Diagnostic>) = report.into_iter().partition(is_of_row);
    let mut table = of_table(Some(table), label, place, report.into_iter().collect());
    let mut rows: HashMap<Place, usize> =
        table.rows.iter().enumerate().map(|(at, row)| (row.place.clone(), at)).collect();
    for finding in of_rows {
        let Some((at, item)) = number(&finding).and_then(|at| Some((at, items_at.get(at)?))) else { continue };
        match rows.get(item).and_then(|row| table.rows.get_mut(*row)) {
            Some(row) => row.report.push(finding),
            None => {
                let values = table.columns.iter().map(|column| (column.key.clone(), String::new())).collect();
                rows.insert(item.clone(), table.rows.len());
                table.rows.push(OwnRow { place: item.clone(), number: at + 1, values, report: finding.into() });
            }
        }
    }
    table.rows.sort_by(|left, right| left.place.cmp(&right.place));
    table
}

fn of_table(table: Option<Table>, label: &str, place: Place, mut report: Report) -> OwnTable {
    let (own, rows, findings) = table.map(|table| (table.own, table.rows, table.findings)).unwrap_or_default();
    let mut of_cells: HashMap<Place, Vec<Diagnostic>> = HashMap::new();
    let cells: HashSet<&Place> = rows.iter().flat_map(|row| row.own.iter().map(|(_, node)| &node.place)).collect();
    for finding in findings {
        match finding.place.clone().filter(|place| cells.contains(place)) {
            Some(place) => of_cells.entry(place).or_default().push(finding),
            None => report.push(finding),
        }
    }
    let row = |row: Row| {
        let told = row.own.iter().filter_map(|(_, node)| of_cells.get(&node.place)).flatten();
        let mut report: Report = told.cloned().collect();
        OwnRow { values: own_values(&row, &mut report), place: row.place, number: row.number, report }
    };
    let rows = if report.has_errors() { Vec::new() } else { rows.into_iter().map(row).collect() };
    OwnTable { key: ascii_key(label), label: label.to_owned(), place, columns: own, rows, report }
}

/// A sheet, file or list that may be a table.
pub struct Candidate {
    pub label: String,
    /// Whether the user does not see it.
    pub hidden: bool,
    /// `None` without headers.
    pub table: Option<OwnTable>,
}

/// All tables of the file at `path`, a workbook, a CSV or a JSON file, one of a single column too.
///
/// # Errors
/// `DL001` to `DL007` for a file that can't be read, `DL014` for JSON that holds no list of rows.
pub fn candidates(files: &dyn Files, path: &Path, old: OldText) -> Result<Vec<Candidate>, Report> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if WORKBOOKS.contains(&extension.as_str()) {
        let sheets = workbook::parse(&read(files, path)?, path)?.into_iter();
        return Ok(sheets.map(|sheet| of_book(sheet, old)).collect());
    }
    if extension == "json" {
        return lists(files, path, old);
    }
    let table = csv(files, path, 1, old)?;
    Ok(vec![Candidate { label: stem(path), hidden: false, table }])
}

fn of_book(sheet: Sheet, old: OldText) -> Candidate {
    let (label, hidden) = (sheet.name.trim().to_owned(), sheet.hidden);
    Candidate { table: with_columns(sheet, &label, 1, old), label, hidden }
}

/// The lists of a JSON file: its keys, or the whole of it.
fn lists(files: &dyn Files, path: &Path, old: OldText) -> Result<Vec<Candidate>, Report> {
    let mut report = Report::new();
    let text = bytes::text(&read(files, path)?, path, old, &mut report)?;
    let mut root = json::parse(&text, path)?;
    recode::settle_node(&mut root, old, &|_| false, &mut report);
    let lists: Vec<(String, Place, Vec<Node>)> = match root.value {
        Value::List(items) => vec![(stem(path), root.place, items.into())],
        Value::Map(map) => {
            let lists = map.entries.into_iter().filter_map(|entry| match entry.node.value {
                Value::List(items) => Some((entry.key, entry.place, items.into())),
                _ => None,
            });
            lists.collect()
        }
        _ => Vec::new(),
    };
    if lists.is_empty() {
        let finding =
            Diagnostic::error(Code::DL014, "tệp phải là một danh sách dòng, hoặc một đối tượng gồm các danh sách");
        report.push(finding.at(Place::file(path)).hint("viết [{\"cột\": \"giá trị\"}], hoặc {\"ten_bang\": [{…}]}"));
    }
    let candidates = lists.into_iter().map(|(label, place, items)| {
        let table = of_list(items, &label, place);
        Candidate { label, hidden: false, table: Some(table) }
    });
    report.finish(candidates.collect()).map(|(candidates, _)| candidates)
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
