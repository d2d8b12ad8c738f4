//! A sheet as a table: the row of headers found, its columns matched, the data rows below it.
//!
//! Clerks put titles above their tables, merge cells, number their columns, add a row of totals and
//! leave blank rows at the end. A column that we don't know or that stands twice is an error rather than
//! a silent loss; so is a row of totals a warning.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::header::{self, Header};
use super::{Map, Node, Value};
use crate::data::{Fields, Labels, control_character};
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::text::ascii_key;

/// Headers that number the rows; their columns are left aside.
pub const COUNTERS: [&str; 3] = ["tt", "stt", "so_tt"];
/// Words that open a row of totals.
const TOTALS: [&str; 5] = ["tong_cong", "tong_so", "tong", "cong", "cong_tong"];

/// The cells of a sheet that hold something, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: Arc<str>,
    pub file: Arc<Path>,
    pub rows: Vec<SheetRow>,
    /// Areas merged into one cell; the value stands in the first.
    pub merged: Vec<Merged>,
    /// Row and column of cells whose font draws small letters as capitals.
    pub capitals: HashSet<(u32, u32)>,
    /// Whether the user does not see the sheet.
    pub hidden: bool,
}

/// Cells merged into one: the row and column of its first and of its last cell, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

/// The filled cells of one row, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// From 0.
    pub number: u32,
    pub cells: Vec<(u32, Node)>,
}

impl Sheet {
    /// A sheet without cells.
    pub fn new(file: &Arc<Path>, name: &str) -> Self {
        Sheet {
            name: name.into(),
            file: file.clone(),
            rows: Vec::new(),
            merged: Vec::new(),
            capitals: HashSet::new(),
            hidden: false,
        }
    }

    /// The place of a cell.
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place::at_cell(&self.file, &self.name, row, column)
    }

    /// Adds a cell; empty ones leave no trace. Rows may come in any order.
    pub fn put(&mut self, number: u32, column: u32, node: Node) {
        if node.is_empty() {
            return;
        }
        let at = match self.rows.last() {
            Some(row) if row.number == number => self.rows.len() - 1,
            Some(row) if row.number > number => match self.rows.binary_search_by_key(&number, |row| row.number) {
                Ok(at) => at,
                Err(at) => {
                    self.rows.insert(at, SheetRow { number, cells: Vec::new() });
                    at
                }
            },
            _ => {
                self.rows.push(SheetRow { number, cells: Vec::new() });
                self.rows.len() - 1
            }
        };
        if let Some(row) = self.rows.get_mut(at) {
            row.cells.push((column, node));
        }
    }

    /// Gives every row of a merged area the value of the area, where the row holds something else as
    /// well: a unit typed once beside its five people is the unit of all five. The value keeps its place.
    pub fn spread_merged(&mut self) {
        for area in self.merged.clone().iter().filter(|area| area.last.0 > area.first.0) {
            let (first, column) = area.first;
            let row = self.rows.iter().find(|row| row.number == first);
            let node = row.and_then(|row| row.cells.iter().find(|(at, _)| *at == column)).map(|(_, node)| node.clone());
            let Some(node) = node else { continue };
            let below = self.rows.iter_mut().filter(|row| row.number > first && row.number <= area.last.0);
            for row in below.filter(|row| row.cells.iter().all(|(at, _)| *at != column)) {
                row.cells.push((column, node.clone()));
                row.cells.sort_by_key(|(at, _)| *at);
            }
        }
    }

    /// Whether places in this sheet are cells (and not lines of a text file).
    pub(super) fn has_cells(&self) -> bool {
        !self.name.is_empty()
    }
}

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key in the model and in JSON.
    pub key: &'static str,
    /// The header as it should be typed.
    pub label: &'static str,
    /// Other headers that mean the same, as keys.
    pub also: &'static [&'static str],
    /// Whether the table can't do without it.
    pub required: bool,
}

impl Column {
    fn matches(&self, key: &str) -> bool {
        key == self.key || key == ascii_key(self.label) || self.also.contains(&key)
    }
}

/// A table that a campaign may have.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// The key in JSON and the stem of the CSV file.
    pub key: &'static str,
    /// The name of the sheet.
    pub label: &'static str,
    pub columns: &'static [Column],
}

impl TableSpec {
    /// The column that `header` names. A remark in brackets, such as a date format, may follow.
    pub fn column(&self, header: &str) -> Option<&'static Column> {
        let bare = header.split('(').next().unwrap_or(header);
        let keys = [ascii_key(header), ascii_key(bare)];
        self.columns.iter().find(|column| keys.iter().any(|key| column.matches(key)))
    }
}

/// A table read in.
#[derive(Clone, Debug)]
pub struct Table {
    pub spec: &'static TableSpec,
    pub rows: Vec<Row>,
}

/// One data row.
#[derive(Clone, Debug)]
pub struct Row {
    pub spec: &'static TableSpec,
    pub cells: Vec<(&'static str, Node)>,
    /// The first cell, to point at the row as a whole.
    pub place: Place,
    /// From 1, as the user sees it.
    pub number: usize,
}

impl Labels for Row {
    fn label(&self, key: &str) -> Option<&str> {
        self.spec.columns.iter().find(|column| column.key == key).map(|column| column.label)
    }
}

impl<'a> Fields<'a> {
    /// Reads `row`; faults go to `report`.
    pub fn of_row(row: &'a Row, report: &'a mut Report) -> Self {
        Self::of_cells(row.cells.iter().map(|(key, node)| (*key, node)), &row.place, row, report)
    }
}

/// Reads `sheet` as the table `spec`.
///
/// # Errors
/// `DL008` without a row of headers, `DL009` for a missing column, `DL010` for a doubled one, `DL011`
/// for an unknown one. Warnings: `DL012` for cells below no header, `DL026` for a row of totals, `DL028`
/// for a hidden sheet.
pub fn from_sheet(mut sheet: Sheet, spec: &'static TableSpec, report: &mut Report) -> Option<Table> {
    sheet.spread_merged();
    let Some(header) = header::find(&sheet, spec) else {
        report.push(no_headers(&sheet, spec));
        return None;
    };
    if sheet.hidden {
        let message = format!("trang `{}` đang ẩn, vẫn được đọc làm bảng `{}`", sheet.name, spec.label);
        let hint = "cho hiện trang này để soát, hoặc xóa nó nếu không dùng";
        report.push(Diagnostic::warning(Code::DL028, message).at(sheet.place(0, 0)).hint(hint));
    }
    let above = sheet.rows.iter().take(header.data_from).flat_map(|line| &line.cells);
    above.filter_map(|(_, node)| control_character(&node.value, &node.place)).for_each(|finding| report.push(finding));
    let columns = match_headers(&sheet, &header, spec, report)?;
    let mut rows = Vec::new();
    for line in sheet.rows.iter().skip(header.data_from) {
        if let Some(total) = total(line, &columns) {
            let message = "dòng tổng cộng không phải số liệu của ai, bỏ qua";
            let hint = "nếu đây là một dòng số liệu, sửa lại chữ ở ô này";
            report.push(Diagnostic::warning(Code::DL026, message).at(total.place.clone()).hint(hint));
        } else if let Some(row) = data_row(&sheet, line, &columns, spec, report) {
            rows.push(row);
        }
    }
    Some(Table { spec, rows })
}

/// The cell that makes `line` a row of totals: the first text of the row.
fn total<'a>(line: &'a SheetRow, columns: &Columns) -> Option<&'a Node> {
    let is_counter = |number: &u32| columns.iter().any(|(at, column)| at == number && column.is_none());
    let mut cells = line.cells.iter().filter(|(number, node)| !is_counter(number) || header::text(node).is_some());
    let (_, first) = cells.next()?;
    header::text(first).filter(|text| TOTALS.contains(&ascii_key(text).as_str())).map(|_| first)
}

fn no_headers(sheet: &Sheet, spec: &TableSpec) -> Diagnostic {
    let place = if sheet.has_cells() { sheet.place(0, 0) } else { Place::at_line(&sheet.file, 1, 1) };
    let labels: Vec<String> = spec.columns.iter().map(|column| format!("`{}`", column.label)).collect();
    Diagnostic::error(Code::DL008, format!("không tìm thấy dòng tiêu đề của bảng `{}`", spec.label))
        .at(place)
        .hint(format!("một trong {} dòng đầu phải có các tiêu đề: {}", header::TITLE_ROWS, labels.join(", ")))
}

/// The column numbers with what stands in them; `None` where the row number stands.
type Columns = Vec<(u32, Option<&'static Column>)>;

fn match_headers(sheet: &Sheet, row: &Header, spec: &'static TableSpec, report: &mut Report) -> Option<Columns> {
    let mut columns: Columns = Vec::new();
    let mut seen: Vec<(&str, &Place)> = Vec::new();
    let mut fine = true;
    for (number, node) in &row.cells {
        let text = header::text(node).unwrap_or_default();
        let column = spec.column(text);
        columns.push((*number, column));
        let Some(column) = column else {
            if !COUNTERS.contains(&ascii_key(text).as_str()) {
                report.push(unknown_header(text, node, spec));
                fine = false;
            }
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(key, _)| *key == column.key) {
            let finding = Diagnostic::error(Code::DL010, format!("cột `{}` có hai lần", column.label));
            report.push(finding.at(node.place.clone()).hint_at((*first).clone(), "cột thứ nhất; xóa một cột"));
            fine = false;
        }
        seen.push((column.key, &node.place));
    }
    for column in spec.columns.iter().filter(|column| column.required) {
        if !seen.iter().any(|(key, _)| *key == column.key) {
            let next = row.cells.last().map_or(0, |(number, _)| number + 1);
            let place = match row.cells.last() {
                Some((_, node)) if !sheet.has_cells() => node.place.clone(),
                _ => sheet.place(row.number, next),
            };
            let finding = Diagnostic::error(Code::DL009, format!("bảng `{}` thiếu cột `{}`", spec.label, column.label));
            report.push(finding.at(place.clone()).hint(format!("thêm cột có tiêu đề `{}` vào dòng này", column.label)));
            fine = false;
        }
    }
    fine.then_some(columns)
}

fn unknown_header(text: &str, node: &Node, spec: &TableSpec) -> Diagnostic {
    let finding = Diagnostic::error(Code::DL011, format!("bảng `{}` không có cột `{text}`", spec.label));
    let keys: Vec<String> = spec.columns.iter().map(|column| ascii_key(column.label)).collect();
    let near = nearest(&ascii_key(text), keys.iter().map(String::as_str));
    let label = near.and_then(|key| spec.columns.iter().find(|column| ascii_key(column.label) == key));
    let hint = match label {
        Some(column) => format!("có phải là `{}`?", column.label),
        None => {
            let labels: Vec<String> = spec.columns.iter().map(|column| format!("`{}`", column.label)).collect();
            format!("các cột được dùng: {}; xóa cột thừa hoặc chuyển sang trang khác", labels.join(", "))
        }
    };
    finding.at(node.place.clone()).hint(hint)
}

fn data_row(
    sheet: &Sheet,
    line: &SheetRow,
    columns: &Columns,
    spec: &'static TableSpec,
    report: &mut Report,
) -> Option<Row> {
    let mut cells = Vec::new();
    for (number, column) in columns {
        let Some(column) = column else { continue };
        let node = line.cells.iter().find(|(at, _)| at == number).map(|(_, node)| node.clone());
        let place = match line.cells.first() {
            Some((_, first)) if !sheet.has_cells() => first.place.clone(),
            _ => sheet.place(line.number, *number),
        };
        cells.push((column.key, node.unwrap_or(Node { value: Value::Empty, place })));
    }
    for (number, node) in &line.cells {
        if !columns.iter().any(|(at, _)| at == number) {
            let finding = Diagnostic::warning(Code::DL012, "ô có nội dung nhưng cột không có tiêu đề, bỏ qua");
            report.push(finding.at(node.place.clone()).hint("thêm tiêu đề cho cột hoặc xóa ô này"));
        }
    }
    let place = cells.iter().find(|(_, node)| !node.is_empty()).map(|(_, node)| node.place.clone())?;
    Some(Row { spec, cells, place, number: line.number as usize + 1 })
}

/// Reads a JSON list of objects as the table `spec`.
///
/// # Errors
/// `DL014` for something else than objects, `DL011` for an unknown key, `DL010` for two keys that mean
/// the same column.
pub fn from_list(items: Vec<Node>, spec: &'static TableSpec, report: &mut Report) -> Table {
    let mut rows = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        match item.value {
            Value::Map(map) => rows.extend(object_row(map, index, spec, report)),
            other => report.push(
                Diagnostic::error(Code::DL014, format!("cần một dòng dạng {{…}}, ở đây là {}", other.sort()))
                    .at(item.place.clone()),
            ),
        }
    }
    Table { spec, rows }
}

fn object_row(map: Map, index: usize, spec: &'static TableSpec, report: &mut Report) -> Option<Row> {
    let mut cells: Vec<(&'static str, Node)> = Vec::new();
    for entry in map.entries {
        let Some(column) = spec.column(&entry.key) else {
            if !COUNTERS.contains(&ascii_key(&entry.key).as_str()) {
                report.push(unknown_header(&entry.key, &Node { place: entry.place, value: Value::Empty }, spec));
            }
            continue;
        };
        if cells.iter().any(|(key, _)| *key == column.key) {
            let finding = Diagnostic::error(Code::DL010, format!("cột `{}` có hai lần", column.label));
            report.push(finding.at(entry.place.clone()).hint("giữ lại một khóa"));
        }
        cells.push((column.key, entry.node));
    }
    if cells.iter().all(|(_, node)| node.is_empty()) {
        return None;
    }
    Some(Row { spec, cells, place: map.place, number: index + 1 })
}
