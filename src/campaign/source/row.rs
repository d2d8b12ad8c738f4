//! One data row of a table: what stands in its cells, and where its blank ones are.
//!
//! A province has a row for each of two hundred thousand people, and most cells of most rows are blank. So a row
//! holds only those that are not; the columns of its file are held once for all its rows ([`Layout`]), and the
//! place of a blank cell is worked out when somebody asks for it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::fields::shown;
use super::table::TableSpec;
use super::{Node, OwnColumn, OwnValues, Value, columns};
use crate::base::data::{Fields, TableRow};
use crate::base::diag::{Place, Report};

/// The columns of a file, which all rows of a table in it share.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The sheet, where places in it are cells.
    pub(super) sheet: Option<(Arc<Path>, Arc<str>)>,
    /// Columns that the table knows, each with its number from 0, from left to right.
    pub(super) known: Vec<(&'static str, u32)>,
    /// The own columns of the table in their order; without a number one that this file does not have.
    pub(super) own: Vec<(Arc<OwnColumn>, Option<u32>)>,
}

impl Layout {
    /// That of rows whose blank cells are nowhere, with the own columns `own`.
    pub fn of_own(own: &[Arc<OwnColumn>]) -> Arc<Self> {
        Arc::new(Layout { own: own.iter().map(|column| (column.clone(), None)).collect(), ..Layout::default() })
    }

    /// The same columns in a table with the own columns `own`.
    fn with_own(&self, own: &[Arc<OwnColumn>]) -> Self {
        let numbers: HashMap<&str, u32> =
            self.own.iter().filter_map(|(column, number)| Some((column.key.as_str(), (*number)?))).collect();
        let own = own.iter().map(|column| (column.clone(), numbers.get(column.key.as_str()).copied())).collect();
        Layout { own, ..self.clone() }
    }

    fn has_own(&self, own: &[Arc<OwnColumn>]) -> bool {
        self.own.len() == own.len() && self.own.iter().zip(own).all(|((known, _), column)| known.key == column.key)
    }

    fn number(&self, key: &str) -> Option<u32> {
        let known = self.known.iter().find(|(known, _)| *known == key).map(|(_, number)| *number);
        known.or_else(|| self.own.iter().find(|(column, _)| column.key == key).and_then(|(_, number)| *number))
    }
}

/// One data row.
#[derive(Clone, Debug)]
pub struct Row {
    pub spec: &'static TableSpec,
    pub layout: Arc<Layout>,
    /// The cells that hold something, from left to right.
    pub cells: Vec<(&'static str, Node)>,
    /// The same of the own columns of the table, in their order.
    pub own: Vec<(Arc<OwnColumn>, Node)>,
    /// The first cell, to point at the row as a whole.
    pub place: Place,
    /// The first field of its line in a text, where that is another one.
    pub(super) line: Option<Box<Place>>,
    /// From 1, as the user sees it.
    pub number: usize,
}

impl Row {
    /// The row `number` of a table without own columns, at `place`, with these cells.
    pub fn new(spec: &'static TableSpec, cells: Vec<(&'static str, Node)>, place: Place, number: usize) -> Self {
        Row { spec, layout: Arc::default(), cells, own: Vec::new(), place, line: None, number }
    }

    /// What stands in the column `key`, one that the table knows.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.cells.iter().find(|(known, _)| *known == key).map(|(_, node)| node)
    }

    /// All cells that hold something.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.cells.iter().map(|(_, node)| node).chain(self.own.iter().map(|(_, node)| node))
    }

    /// The same, to be changed.
    pub fn nodes_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.cells.iter_mut().map(|(_, node)| node).chain(self.own.iter_mut().map(|(_, node)| node))
    }

    /// What stands in the column `key` as text, with its place; `None` for an empty or unusable cell.
    pub fn text(&self, key: &str) -> Option<(String, &Place)> {
        let node = self.get(key)?;
        let usable = !matches!(node.value, Value::Fault(_));
        shown(&node.value).filter(|_| usable).map(|text| (text, &node.place))
    }

    /// Where the cell of the column `key` is; the row where its file has no such column.
    pub fn place_of(&self, key: &str) -> Place {
        let own = || self.own.iter().find(|(column, _)| column.key == key).map(|(_, node)| node);
        match self.get(key).or_else(own) {
            Some(node) => node.place.clone(),
            None => self.blank_place(key).unwrap_or_else(|| self.place.clone()),
        }
    }

    /// The columns of its file that the table knows.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.layout.known.iter().map(|(key, _)| *key)
    }

    /// Whether its file has the column `key`.
    pub fn has_column(&self, key: &str) -> bool {
        self.get(key).is_some() || self.layout.number(key).is_some()
    }

    fn blank_place(&self, key: &str) -> Option<Place> {
        let column = self.layout.number(key)?;
        Some(match &self.layout.sheet {
            Some((file, sheet)) => Place::at_cell(file, sheet, self.number.saturating_sub(1) as u32, column),
            None => self.line.as_ref().map_or_else(|| self.place.clone(), |place| (**place).clone()),
        })
    }

    /// Some place in the line of its file where its blank cells are; the row where that is not known.
    pub fn line(&self) -> Place {
        let first = self.layout.known.first().map(|(key, _)| *key);
        first.and_then(|key| self.blank_place(key)).unwrap_or_else(|| self.place.clone())
    }

    /// The places of the blank cells in the columns that the table knows.
    pub fn blanks(&self) -> impl Iterator<Item = Place> {
        let is_blank = |key: &str| self.get(key).is_none();
        self.layout.known.iter().filter(move |(key, _)| is_blank(key)).filter_map(|(key, _)| self.blank_place(key))
    }

    /// Keeps the cells in the columns `kept`, and those that are elsewhere than their column says; of the others the
    /// places are still known.
    pub fn forget(&mut self, kept: &[&str]) {
        let mut cells = std::mem::take(&mut self.cells);
        let is_elsewhere = |key: &str, node: &Node| match self.layout.sheet {
            Some(_) => self.blank_place(key).is_none_or(|place| place != node.place),
            None => !node.place.is_in_row_of(&self.place),
        };
        cells.retain(|(key, node)| kept.contains(key) || is_elsewhere(key, node));
        self.cells = cells.into_boxed_slice().into_vec();
        self.own = Vec::new();
    }

    /// Puts `node` into the column `key`, where its file has it among the others.
    pub fn put(&mut self, key: &'static str, node: Node) {
        let order = |key: &str| self.layout.known.iter().position(|(known, _)| *known == key).unwrap_or(usize::MAX);
        let at = self.cells.partition_point(|(known, _)| order(known) <= order(key));
        self.cells.insert(at, (key, node));
    }

    /// Puts `node` into an own column.
    pub fn put_own(&mut self, column: Arc<OwnColumn>, node: Node) {
        let order = |key: &str| self.layout.own.iter().position(|(known, _)| known.key == key).unwrap_or(usize::MAX);
        let at = self.own.partition_point(|(known, _)| order(&known.key) <= order(&column.key));
        self.own.insert(at, (column, node));
    }

    /// What stands in each of the own columns, in the order of the table.
    pub fn own_cells(&self) -> Vec<Option<&Node>> {
        let mut cells = self.own.iter().peekable();
        let own = self.layout.own.iter();
        own.map(|(column, _)| cells.next_if(|(own, _)| own.key == column.key).map(|(_, node)| node)).collect()
    }
}

/// Tells each of `rows` the own columns of its table.
pub(super) fn align(rows: &mut [Row], own: &[Arc<OwnColumn>]) {
    let order: HashMap<&str, usize> = own.iter().enumerate().map(|(at, column)| (column.key.as_str(), at)).collect();
    let mut last: Option<(Arc<Layout>, Arc<Layout>)> = None;
    for row in rows {
        let old = row.layout.clone();
        if old.has_own(own) {
            continue;
        }
        let new = match &last {
            Some((known, new)) if Arc::ptr_eq(known, &old) => new.clone(),
            _ => Arc::new(old.with_own(own)),
        };
        row.own.sort_by_key(|(column, _)| order.get(column.key.as_str()).copied());
        row.layout = new.clone();
        last = Some((old, new));
    }
}

impl TableRow for Row {
    fn label(&self, key: &str) -> Option<&str> {
        self.spec.columns.iter().find(|column| column.key == key).map(|column| column.label)
    }

    fn place_of(&self, key: &str) -> Place {
        self.place_of(key)
    }

    fn own_values(&self, report: &mut Report) -> OwnValues {
        columns::own_values(self, report)
    }
}

impl<'a> Fields<'a> {
    /// Reads `row`; faults go to `report`.
    pub fn of_row(row: &'a Row, report: &'a mut Report) -> Self {
        Self::of_cells(row.cells.iter().map(|(key, node)| (*key, node)), &row.place, row, report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::source::table::from_sheet;
    use crate::campaign::source::{Column, Sheet, Table, separated};

    const SPEC: TableSpec = TableSpec {
        key: "a",
        label: "A",
        columns: &[
            Column::required("ten", "Tên", &[]),
            Column::new("ma", "Mã", &[]),
            Column::new("que_quan", "Quê quán", &[]),
        ],
    };

    /// The rows of a sheet with cells at these places.
    fn table(rows: &[&[(u32, &str)]]) -> Table {
        let mut sheet = Sheet::new(&Path::new("s.xlsx").into(), "A");
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in *cells {
                let place = sheet.place(row as u32, *column);
                sheet.put(row as u32, *column, Node::new(Value::clean(text), place));
            }
        }
        from_sheet(sheet, &SPEC, &mut Report::new()).unwrap()
    }

    #[test]
    fn a_row_holds_what_is_filled_and_knows_where_the_rest_is() {
        let head: &[(u32, &str)] = &[(1, "Tên"), (2, "Mã"), (5, "Quê quán"), (7, "Đoàn phí")];
        let mut table = table(&[head, &[(1, "An"), (5, "Hà Tiên")], &[(1, "Bình"), (7, "có")]]);
        let row = &mut table.rows[0];
        assert_eq!((row.cells.len(), row.own.len()), (2, 0));
        assert_eq!(row.place_of("ma").to_string(), "s.xlsx [A!C2]");
        assert_eq!(row.place_of("doan_phi").to_string(), "s.xlsx [A!H2]");
        assert_eq!(row.place_of("khac"), row.place);
        assert_eq!(row.blanks().map(|place| place.within_file()).collect::<Vec<_>>(), ["C2"]);
        assert_eq!(row.own_values(&mut Report::new()), [("doan_phi".to_owned(), String::new())].into());
        row.put("ma", Node::new(Value::Integer(1), row.place_of("ma")));
        assert_eq!(row.cells.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["ten", "ma", "que_quan"]);
        row.forget(&["ten"]);
        assert_eq!(row.cells.len(), 1);
        assert_eq!(row.place_of("que_quan").to_string(), "s.xlsx [A!F2]");
        assert_eq!(table.rows[1].own_cells().len(), 1);
    }

    #[test]
    fn a_value_from_a_merged_area_keeps_its_place() {
        let mut sheet = Sheet::new(&Path::new("s.xlsx").into(), "A");
        for (row, column, text) in [(0, 0, "Tên"), (0, 1, "Quê quán"), (1, 0, "An"), (1, 1, "Hà Tiên"), (2, 0, "Bình")]
        {
            let place = sheet.place(row, column);
            sheet.put(row, column, Node::new(Value::clean(text), place));
        }
        sheet.merged = vec![super::super::table::Merged { first: (1, 1), last: (2, 1) }];
        let mut table = from_sheet(sheet, &SPEC, &mut Report::new()).unwrap();
        let row = &mut table.rows[1];
        row.forget(&["ten"]);
        assert_eq!(row.place_of("que_quan").to_string(), "s.xlsx [A!B2]");
    }

    #[test]
    fn a_blank_in_a_list_is_at_the_first_field_of_its_line() {
        let sheet = separated::parse("TT,Tên,Mã\n1,An,\n", ',', Path::new("a.csv")).unwrap();
        let table = from_sheet(sheet, &SPEC, &mut Report::new()).unwrap();
        assert_eq!(table.rows[0].place_of("ma").to_string(), "a.csv:2:1");
        assert_eq!(table.rows[0].place.to_string(), "a.csv:2:3");
    }

    #[test]
    fn a_cell_is_small() {
        // A value, its file (16), where in the file (a sheet, its row and column, and which sort of place: 32), its look.
        assert_eq!((size_of::<Value>(), size_of::<Place>(), size_of::<Node>()), (24, 16 + 32, 24 + 48 + 8));
    }
}
