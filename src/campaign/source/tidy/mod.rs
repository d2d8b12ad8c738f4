//! The cells of a table, tidied before anybody reads them: what clerks and spreadsheets leave in them that
//! is no fact is taken out, and whatever is not certain is told at its cell.
//!
//! It is done once for a table, whatever file it came from: a 0 that a formula fetched from a blank cell,
//! dashes, line breaks in a name, forms of address, serial numbers of days, dates that two habits read
//! differently, figures that are shown rounded, words struck out. Of a column of the office's own, only what is wrong
//! whatever the column is for ([`own`]).

mod dates;
mod figures;
mod own;
mod spelled;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::column::Kind;
use super::concealed::{listed, named};
use super::{Node, OwnColumn, Row, Struck, Table, Value, scalar};
use crate::base::diag::{Code, Diagnostic};

/// What was found; a value spread over merged rows is told once.
#[derive(Default)]
struct Findings {
    list: Vec<Diagnostic>,
    seen: HashSet<Diagnostic>,
}

impl Findings {
    fn push(&mut self, finding: Diagnostic) {
        if self.seen.insert(finding.clone()) {
            self.list.push(finding);
        }
    }
}

/// `table` with tidy cells.
///
/// # Errors
/// Among its findings: `DL041` for a date that two habits read differently, `DL042` for a year that can't be, `DL047` for a
/// number whose point may be one of decimals or of thousands; these cells are blank from here on. Warnings:
/// `DL040` for a 0 in the place of words or a day, `DL043` for what is struck out, `DL045` for forms of
/// address, `DL046` for what is shown otherwise than it is.
pub(super) fn tidied(mut table: Table) -> Table {
    let mut found = Findings::default();
    let spec = table.spec;
    tell_struck_rows(&mut table.rows, &mut found);
    let filled = filled_columns(&table);
    for column in spec.columns.iter().filter(|column| filled.contains(&column.key)) {
        let kind = column.kind;
        let mut cells = column_of(&mut table, column.key);
        for node in &mut cells {
            tidy_cell(node, kind, column.label, &mut found);
        }
        match kind {
            Kind::Date | Kind::BirthDate => dates::tell_habits(&mut cells, &mut found),
            Kind::Figure => figures::tell(&mut cells, column.label, &mut found),
            _ => {}
        }
    }
    table.rows.iter().flat_map(|row| &row.own).for_each(|(_, node)| tell_struck(node, &mut found));
    for (column, mut cells) in own_columns(&mut table) {
        own::tidy(&mut cells, &column, &mut found);
    }
    table.findings = found.list;
    table
}

/// The columns in which some row has a cell; a table has many that nobody fills.
fn filled_columns(table: &Table) -> Vec<&'static str> {
    let mut filled: Vec<&str> = Vec::new();
    for (key, _) in table.rows.iter().flat_map(|row| &row.cells) {
        if !filled.contains(key) {
            filled.push(key);
        }
    }
    filled
}

/// The filled cells of the column `key`, from top to bottom.
fn column_of<'a>(table: &'a mut Table, key: &str) -> Vec<&'a mut Node> {
    let mut filled = Vec::with_capacity(table.rows.len());
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    filled.extend(cells.filter(|(known, node)| *known == key && !node.is_empty()).map(|(_, node)| node));
    filled
}

/// The filled cells of each own column, from top to bottom.
fn own_columns(table: &mut Table) -> Vec<(Arc<OwnColumn>, Vec<&mut Node>)> {
    let mut columns: Vec<(Arc<OwnColumn>, Vec<&mut Node>)> =
        table.own.iter().map(|column| (column.clone(), Vec::new())).collect();
    let numbers: HashMap<String, usize> =
        columns.iter().enumerate().map(|(at, (column, _))| (column.key.clone(), at)).collect();
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.own).filter(|(_, node)| !node.is_empty());
    for (column, node) in cells {
        let found = numbers.get(&column.key).and_then(|at| columns.get_mut(*at));
        if let Some((_, cells)) = found {
            cells.push(node);
        }
    }
    columns
}

fn tidy_cell(node: &mut Node, kind: Kind, label: &str, found: &mut Findings) {
    if node.look.is_some() {
        tell_struck(node, found);
    }
    if matches!(&node.value, Value::Text(text) if scalar::is_dash(text)) {
        node.value = Value::Empty;
    }
    match kind {
        Kind::Words | Kind::Code | Kind::Lines | Kind::Person | Kind::Subject => words::tidy(node, kind, label, found),
        Kind::Date | Kind::BirthDate => dates::tidy(node, kind, label, found),
        Kind::Year => dates::take_year(node),
        Kind::Count | Kind::Figure | Kind::Flag => {}
    }
}

/// Tells the rows that are struck out as a whole, all in one finding, and no cell of them by itself.
fn tell_struck_rows(rows: &mut [Row], found: &mut Findings) {
    let is_struck = |node: &&Node| node.look.as_ref().is_some_and(|look| look.struck == Some(Struck::Whole));
    let is_whole = |row: &&Row| {
        let filled = || row.nodes().filter(|node| !node.is_empty());
        filled().all(|node| is_struck(&node)) && filled().nth(1).is_some()
    };
    let struck: Vec<&Row> = rows.iter().filter(is_whole).collect();
    let Some(first) = struck.first() else { return };
    let message = format!("{} bị gạch ngang nhưng vẫn được đọc: {}", listed(&struck), named(&struck));
    let finding = Diagnostic::warning(Code::DL043, message).at(first.place.clone());
    found.push(finding.hint("bỏ hẳn thì xóa dòng này; còn dùng thì bỏ gạch ngang"));
    for row in rows.iter_mut().filter(|row| is_whole(&&**row)) {
        row.nodes_mut().filter_map(|node| node.look.as_mut()).for_each(|look| look.struck = None);
    }
}

/// Tells what is struck out in `node`.
fn tell_struck(node: &Node, found: &mut Findings) {
    let (message, hint) = match node.look.as_ref().and_then(|look| look.struck.as_ref()) {
        Some(Struck::Whole) => {
            let text = node.text().unwrap_or_default();
            let hint = "bỏ hẳn thì xóa nội dung ô; còn dùng thì bỏ gạch ngang";
            (format!("ô bị gạch ngang nhưng vẫn được đọc: `{text}`"), hint)
        }
        Some(Struck::Part(gone)) => {
            (format!("phần bị gạch ngang không được đọc: `{gone}`"), "xóa hẳn phần đã bỏ; còn dùng thì bỏ gạch ngang")
        }
        None => return,
    };
    found.push(Diagnostic::warning(Code::DL043, message).at(node.place.clone()).hint(hint));
}

/// Tells a 0 in the place of `what`, and makes the cell blank.
fn drop_zero(node: &mut Node, label: &str, what: &str, found: &mut Findings) {
    let message = match node.shown() {
        Some(shown) => format!("`{label}` hiện `{shown}` (số 0), không phải {what}: coi như ô trống"),
        None => format!("`{label}` là số 0, không phải {what}: coi như ô trống"),
    };
    let finding = Diagnostic::warning(Code::DL040, message).at(node.place.clone());
    found.push(finding.hint("công thức lấy từ ô trống cho số 0: xóa ô này, hoặc thêm &\"\" hay IF vào công thức"));
    node.value = Value::Empty;
    node.look = None;
}

#[cfg(test)]
mod tests;
