//! A sheet as a table: the row of headers found, its columns matched, the data rows below it.
//!
//! Clerks put titles above their tables, merge cells, number their columns, add rows that are no data ([`aside`])
//! and leave blank rows at the end. A column that stands twice is an error rather than a silent loss, one that
//! we don't know a warning.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::column::Column;
use super::columns::{self, Headers, OwnColumn, Role};
use super::concealed::{self, Concealed};
use super::header::{self, Header};
use super::row::{self, Layout, Row};
use super::tally::Tally;
use super::tidy::tidied;
use super::{Map, Node, OwnValues, Value, aside, born};
use crate::base::data::control_character;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;
use crate::base::text::ascii_key;

/// Headers that number the rows; their columns are left aside.
pub const COUNTERS: [&str; 3] = ["tt", "stt", "so_tt"];

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
    /// The rows and columns that it does not show.
    pub concealed: Concealed,
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
            concealed: Concealed::default(),
        }
    }

    /// The place of a cell.
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place::at_cell(&self.file, &self.name, row, column)
    }

    /// Adds a cell; empty ones leave no trace. Rows may come in any order. The answer is where among the rows it is.
    pub fn put(&mut self, number: u32, column: u32, node: Node) -> Option<usize> {
        if node.is_empty() {
            return None;
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
            last => {
                let width = last.map_or(0, |row| row.cells.len());
                // Most rows are as wide as the one above.
                self.rows.last_mut().into_iter().for_each(|row| row.cells.shrink_to_fit());
                self.rows.push(SheetRow { number, cells: Vec::with_capacity(width) });
                self.rows.len() - 1
            }
        };
        self.rows.get_mut(at)?.cells.push((column, node));
        Some(at)
    }

    /// Gives every row of a merged area the value of the area, where the row holds something else as
    /// well: a unit typed once beside its five people is the unit of all five. The value keeps its place.
    ///
    /// # Errors
    /// `DL060` for areas over more cells than a table has.
    pub fn spread_merged(&mut self) -> Result<(), Diagnostic> {
        let mut tally = Tally::default();
        self.rows.iter_mut().for_each(|row| row.cells.sort_by_key(|(at, _)| *at));
        let widths: Vec<usize> = self.rows.iter().map(|row| row.cells.len()).collect();
        for area in self.merged.iter().filter(|area| area.last.0 > area.first.0) {
            let (first, column) = area.first;
            let from = self.rows.partition_point(|row| row.number < first);
            let to = self.rows.partition_point(|row| row.number <= area.last.0);
            let head = self.rows.get(from).filter(|row| row.number == first);
            let node =
                head.and_then(|row| row.cells.iter().find(|(at, _)| *at == column)).map(|(_, node)| node.clone());
            let (Some(node), Some(below)) = (node, self.rows.get_mut(from + 1..to)) else { continue };
            for (row, width) in below.iter_mut().zip(widths.iter().skip(from + 1)) {
                let own = row.cells.get(..*width).unwrap_or_default();
                if own.binary_search_by_key(&column, |(at, _)| *at).is_err() {
                    tally.spread(&node.value).map_err(|over| over.at(node.place.clone()))?;
                    row.cells.push((column, node.clone()));
                }
            }
        }
        for (row, _) in self.rows.iter_mut().zip(&widths).filter(|(row, width)| row.cells.len() > **width) {
            row.cells.sort_by_key(|(at, _)| *at);
            row.cells.dedup_by_key(|(at, _)| *at);
        }
        Ok(())
    }

    /// Whether places in this sheet are cells (and not lines of a text file).
    pub(super) fn has_cells(&self) -> bool {
        !self.name.is_empty()
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

    /// The columns that a new campaign is given; none of a table that few need.
    pub fn handed_out(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| !column.seldom)
    }
}

/// A table read in.
#[derive(Clone, Debug)]
pub struct Table {
    pub spec: &'static TableSpec,
    /// Its first header, or its list.
    pub place: Place,
    /// Columns that the table does not know, from left to right.
    pub own: Vec<Arc<OwnColumn>>,
    pub rows: Vec<Row>,
    /// What is wrong with single cells; it concerns those whom they are about and nobody else.
    pub findings: Vec<Diagnostic>,
}

impl Table {
    /// Its own columns without values.
    pub fn blank(&self) -> OwnValues {
        self.own.iter().map(|column| (column.key.clone(), String::new())).collect()
    }
}

/// Reads `sheet` as the table `spec`.
///
/// # Errors
/// `DL008` without a row of headers, `DL009` for a missing column, `DL010` for a doubled one, `DL011`
/// for a slip in one, `DL060` beyond the limits. Warnings: `DL011` for an own column, `DL012` for cells below no header,
/// `DL026` for rows that are nobody's data, `DL028` for a hidden sheet, row or column; error `DL050` for a second table.
pub fn from_sheet(mut sheet: Sheet, spec: &'static TableSpec, report: &mut Report) -> Option<Table> {
    if let Err(over) = sheet.spread_merged() {
        report.push(over);
        return None;
    }
    born::settle(&mut sheet, spec);
    let Some(header) = header::find(&sheet, spec) else {
        report.push(no_headers(&sheet, spec));
        return None;
    };
    tell_hidden(&sheet, spec, report);
    below(sheet, &header, spec, report)
}

/// Tells that `sheet`, which is read as `spec`, is hidden.
pub(super) fn tell_hidden(sheet: &Sheet, spec: &TableSpec, report: &mut Report) {
    if sheet.hidden {
        let message = format!("trang `{}` đang ẩn, vẫn được đọc làm bảng `{}`", sheet.name, spec.label);
        let hint = "cho hiện trang này để soát, hoặc xóa nó nếu không dùng";
        report.push(Diagnostic::warning(Code::DL028, message).at(sheet.place(0, 0)).hint(hint));
    }
}

/// The table `spec` of `rows` that stand at `place` in another shape.
pub fn of_rows(spec: &'static TableSpec, place: Place, rows: Vec<Row>) -> Table {
    tidied(Table { spec, place, own: Vec::new(), rows, findings: Vec::new() })
}

/// The rows of `sheet` below `header` as the table `spec`; `None` where its columns can't be told.
pub(super) fn below(mut sheet: Sheet, header: &Header, spec: &'static TableSpec, report: &mut Report) -> Option<Table> {
    header::join_names(&mut sheet, header, spec);
    let above = sheet.rows.iter().take(header.data_from).flat_map(|line| &line.cells);
    above.filter_map(|(_, node)| control_character(&node.value, &node.place)).for_each(|finding| report.push(finding));
    let (columns, own) = columns::of_sheet(&sheet, header, spec, report)?;
    let place = header_place(&sheet, header);
    if !limits::AREA.allows(columns.len().saturating_mul(sheet.rows.len())) {
        report.push(limits::AREA.over().at(place));
        return None;
    }
    let lines = aside::of_sheet(&sheet, header, &columns);
    let found = aside::sorted(&lines, &header.cells, Some(&aside::Columns { spec, roles: &columns }));
    aside::tell(&lines, &found, report);
    drop(lines);
    let unseen = concealed::columns(&sheet, header, &columns);
    // Each line is dropped as its cells become a row: a large sheet is never there twice.
    let lines = std::mem::take(&mut sheet.rows).into_iter().skip(header.data_from).zip(found);
    let mut reader = Reader {
        columns: columns.iter().map(|(at, role)| (*at, role)).collect(),
        spec,
        layout: layout(&sheet, &columns),
        report,
    };
    let mut rows: Vec<Row> = lines.filter(|(_, why)| why.is_none()).filter_map(|(line, _)| reader.row(line)).collect();
    rows.shrink_to_fit();
    report.extend(concealed::tell(&sheet, header, unseen, &rows));
    Some(tidied(Table { spec, place, own, rows, findings: Vec::new() }))
}

/// Where the cells of the `columns` of `sheet` are.
fn layout(sheet: &Sheet, columns: &[(u32, Role)]) -> Arc<Layout> {
    let sheet = sheet.has_cells().then(|| (sheet.file.clone(), sheet.name.clone()));
    let mut layout = Layout { sheet, ..Layout::default() };
    for (number, role) in columns {
        match role {
            Role::Known(column) => layout.known.push((column.key, *number)),
            Role::Own(column) => layout.own.push((column.clone(), Some(*number))),
            Role::Aside => {}
        }
    }
    Arc::new(layout)
}

/// Where the first header stands.
pub(super) fn header_place(sheet: &Sheet, header: &Header) -> Place {
    header.cells.first().map_or_else(|| Place::whole(&sheet.file), |(_, node)| node.place.clone())
}

fn no_headers(sheet: &Sheet, spec: &TableSpec) -> Diagnostic {
    let place = if sheet.has_cells() { sheet.place(0, 0) } else { Place::at_line(&sheet.file, 1, 1) };
    let labels: Vec<String> = spec.columns.iter().map(|column| format!("`{}`", column.label)).collect();
    Diagnostic::error(Code::DL008, format!("không tìm thấy dòng tiêu đề của bảng `{}`", spec.label))
        .at(place)
        .hint(format!("một trong {} dòng đầu phải có các tiêu đề: {}", header::TITLE_ROWS, labels.join(", ")))
}

/// Makes rows of the lines of a sheet.
struct Reader<'a> {
    /// What each column holds.
    columns: BTreeMap<u32, &'a Role>,
    spec: &'static TableSpec,
    layout: Arc<Layout>,
    report: &'a mut Report,
}

impl Reader<'_> {
    /// What to say of a cell in column `number`, which has no header; beyond the last one of a list with separators
    /// (CSV) it is a part of a value that holds one of these.
    fn outside(&self, number: u32) -> Diagnostic {
        let is_beyond = self.columns.keys().next_back().is_some_and(|last| number > *last);
        if self.layout.sheet.is_none() && is_beyond {
            let message = "dòng có nhiều ô hơn dòng tiêu đề: một giá trị của dòng có lẽ bị tách làm hai";
            let hint =
                "đặt giá trị có dấu ngăn cách trong ngoặc kép, như \"98,5\"; hoặc lưu tệp với dấu chấm phẩy giữa các ô";
            return Diagnostic::error(Code::DL012, message).hint(hint);
        }
        let finding = Diagnostic::warning(Code::DL012, "ô có nội dung nhưng cột không có tiêu đề, bỏ qua");
        finding.hint("thêm tiêu đề cho cột hoặc xóa ô này")
    }

    fn row(&mut self, line: SheetRow) -> Option<Row> {
        let (mut cells, mut own) = (Vec::with_capacity(line.cells.len()), Vec::new());
        let start = line.cells.first().map(|(_, node)| node.place.clone());
        let mut last = None;
        for (number, node) in line.cells {
            let role = self.columns.get(&number);
            // Of two cells in one place the first counts.
            if last.replace(number) == Some(number) && role.is_some() {
                continue;
            }
            match role {
                Some(Role::Known(column)) => cells.push((column.key, node)),
                Some(Role::Own(column)) => own.push((column.clone(), node)),
                Some(Role::Aside) => {}
                None => self.report.push(self.outside(number).at(node.place)),
            }
        }
        cells.shrink_to_fit();
        own.shrink_to_fit();
        let filled = cells.iter().map(|(_, node)| node).chain(own.iter().map(|(_, node)| node));
        let place = filled.filter(|node| !node.is_empty()).map(|node| node.place.clone()).next()?;
        let line_start = start.filter(|start| self.layout.sheet.is_none() && *start != place).map(Box::new);
        let number = line.number as usize + 1;
        let (spec, layout) = (self.spec, self.layout.clone());
        Some(Row { spec, layout, cells, own, place, line: line_start, number })
    }
}

/// Reads a JSON list of objects as the table `spec`.
///
/// # Errors
/// `DL014` for something else than objects, `DL011` for an unknown key (a warning where it is kept as an own
/// column), `DL010` for two keys that mean the same column.
pub fn from_list(items: Vec<Node>, spec: &'static TableSpec, place: Place, report: &mut Report) -> Table {
    let mut objects = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        match item.value {
            Value::Map(map) => objects.push((index, *map)),
            other => report.push(
                Diagnostic::error(Code::DL014, format!("cần một dòng dạng {{…}}, ở đây là {}", other.type_name()))
                    .at(item.place.clone()),
            ),
        }
    }
    let keys = objects.iter().flat_map(|(_, map)| &map.entries).map(|entry| entry.key.as_str());
    let mut headers = Headers::new(spec, keys);
    let rows = objects.into_iter().filter_map(|(index, map)| object_row(map, index, spec, &mut headers, report));
    let mut rows: Vec<Row> = rows.collect();
    let own = headers.own;
    if !limits::AREA.allows(own.len().saturating_mul(rows.len())) {
        report.push(limits::AREA.over().at(place.clone()));
        rows.clear();
    }
    row::align(&mut rows, &own);
    let lines = aside::of_rows(&rows);
    let found = aside::sorted(&lines, &[], None);
    aside::tell(&lines, &found, report);
    let rows = rows.into_iter().zip(found).filter(|(_, why)| why.is_none()).map(|(row, _)| row).collect();
    tidied(Table { spec, place, own, rows, findings: Vec::new() })
}

/// One object; of the own columns only those that it names.
fn object_row(
    map: Map,
    index: usize,
    spec: &'static TableSpec,
    headers: &mut Headers,
    report: &mut Report,
) -> Option<Row> {
    let mut cells: Vec<(&'static str, Node)> = Vec::new();
    let mut own: Vec<(Arc<OwnColumn>, Node)> = Vec::new();
    for entry in map.entries {
        let role = headers.role(&entry.key, &entry.place, report);
        let Some(key) = role.key() else { continue };
        if cells.iter().any(|(known, _)| *known == key) || own.iter().any(|(known, _)| known.key == key) {
            let label = columns::label(&role, &entry.key);
            let finding = Diagnostic::error(Code::DL010, format!("cột `{label}` có hai lần"));
            report.push(finding.at(entry.place.clone()).hint("giữ lại một khóa"));
        }
        match role {
            Role::Known(column) => cells.push((column.key, entry.node)),
            Role::Own(column) => own.push((column, entry.node)),
            Role::Aside => {}
        }
    }
    let mut nodes = cells.iter().map(|(_, node)| node).chain(own.iter().map(|(_, node)| node));
    if nodes.all(Node::is_empty) {
        return None;
    }
    Some(Row { own, ..Row::new(spec, cells, map.place, index + 1) })
}
