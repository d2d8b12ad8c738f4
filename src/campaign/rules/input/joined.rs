//! Rows of several files about one unit or one individual, joined into one.
//!
//! The office keeps a list of its units, and each unit sends a workbook that begins with itself: that is one
//! unit with what both files know of it, and not two units of one name. What they say differently is told at
//! both cells. Rows of one file are left as they are; they have rules of their own.

use std::collections::HashMap;

use super::{people, units};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::source::{Column, Kind, List, Node, Row, Table, Value, scalar};

/// Joins what several files say of one unit or individual in `tables`.
///
/// # Errors
/// `DL027` in `report`: a warning for each row that was joined, an error at both cells for what they contradict in.
pub fn join(tables: &mut [Table], report: &mut Report) {
    let units = Units::of(tables);
    for table in tables {
        let known: fn(&Row, &Units) -> Vec<String> = match table.spec.key {
            key if key == units::TABLE.key => unit,
            key if key == people::TABLE.key => individual,
            _ => continue,
        };
        let first = table.rows.first().map(|row| row.place.file.clone());
        if table.rows.iter().any(|row| Some(&row.place.file) != first.as_ref()) {
            table.rows = joined(std::mem::take(&mut table.rows), |row| known(row, &units), &units, report);
        }
    }
}

/// The units by whatever short name their rows give them.
struct Units(HashMap<String, String>);

impl Units {
    fn of(tables: &[Table]) -> Self {
        let mut names = HashMap::new();
        for row in tables.iter().filter(|table| table.spec.key == units::TABLE.key).flat_map(|table| &table.rows) {
            let (name, short) = (words(row, "ten"), words(row, "viet_tat"));
            names.entry(short).or_insert(name);
        }
        Units(names)
    }

    /// The whole name of the unit `name`.
    fn name(&self, name: String) -> String {
        self.0.get(&name).filter(|_| !name.is_empty()).cloned().unwrap_or(name)
    }
}

/// What stands in the column `key` of `row`, for comparing; nothing when it is blank.
fn words(row: &Row, key: &str) -> String {
    row.text(key).map(|(text, _)| fold(&text)).unwrap_or_default()
}

fn unit(row: &Row, _: &Units) -> Vec<String> {
    Some(words(row, "ten")).filter(|name| !name.is_empty()).into_iter().collect()
}

/// An individual is known by the code, or by name and unit to those who give no other code.
fn individual(row: &Row, units: &Units) -> Vec<String> {
    let (code, name, unit) = (words(row, "ma"), words(row, "ho_ten"), units.name(words(row, "don_vi")));
    let code = Some(code).filter(|code| !code.is_empty()).map(|code| format!("ma {code}"));
    let name = Some(name).filter(|name| !name.is_empty()).map(|name| format!("ten {name} / {unit}"));
    code.into_iter().chain(name).collect()
}

fn joined(rows: Vec<Row>, known: impl Fn(&Row) -> Vec<String>, units: &Units, report: &mut Report) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let names = known(&row);
        let same = names.iter().find_map(|name| by_name.get(name)).copied();
        let same = same.filter(|at| kept.get(*at).is_some_and(|first| may_be_one(first, &row)));
        let at = same.unwrap_or(kept.len());
        names.into_iter().for_each(|name| {
            by_name.entry(name).or_insert(at);
        });
        match kept.get_mut(at) {
            Some(first) => report.extend(add(first, row, units)),
            None => kept.push(row),
        }
    }
    kept
}

/// Whether two rows of one name may be about one: they are in two files, and give no two codes.
fn may_be_one(first: &Row, second: &Row) -> bool {
    let (one, other) = (words(first, "ma"), words(second, "ma"));
    first.place.file != second.place.file && (one.is_empty() || other.is_empty() || one == other)
}

/// Puts into `first` what it lacks of `second`, and tells it.
fn add(first: &mut Row, second: Row, units: &Units) -> Report {
    let who = first.text(naming(first)).map(|(name, _)| name).unwrap_or_default();
    let mut meeting = Meeting { who: &who, units, has_more: false, report: Report::new() };
    for (key, node) in second.cells {
        let column = first.spec.columns.iter().find(|column| column.key == key);
        match first.cells.iter_mut().find(|(known, _)| *known == key) {
            Some((_, cell)) => meeting.settle(cell, node, column, column.map_or(key, |column| column.label)),
            None => first.cells.push((key, node)),
        }
    }
    for (column, node) in second.own {
        if let Some((_, cell)) = first.own.iter_mut().find(|(known, _)| known.key == column.key) {
            meeting.settle(cell, node, None, &column.label);
        }
    }
    let Meeting { has_more, mut report, .. } = meeting;
    if report.is_empty() {
        let message = if has_more {
            format!("`{who}` có dòng ở hai tệp, đọc làm một: ô bỏ trống ở tệp này lấy từ tệp kia")
        } else {
            format!("`{who}` có dòng giống nhau ở hai tệp, đọc làm một")
        };
        let finding = Diagnostic::warning(Code::DL027, message).at(first.place.clone());
        report.push(finding.hint_at(second.place, "dòng ở tệp kia; không cần cả hai thì xóa một dòng"));
    }
    report
}

/// The column that says whom `row` is about.
fn naming(row: &Row) -> &'static str {
    if row.spec.key == units::TABLE.key { "ten" } else { "ho_ten" }
}

/// Two rows while they are laid over each other.
struct Meeting<'a> {
    /// Whom they are about.
    who: &'a str,
    units: &'a Units,
    /// Whether the second has filled a blank of the first.
    has_more: bool,
    report: Report,
}

impl Meeting<'_> {
    /// Puts `node` into `cell` when that is blank; tells when they contradict.
    fn settle(&mut self, cell: &mut Node, node: Node, column: Option<&Column>, label: &str) {
        if node.is_empty() {
            return;
        }
        if cell.is_empty() {
            *cell = node;
            self.has_more = true;
        } else if self.sense(cell, column) != self.sense(&node, column) {
            let (one, other) = (shown(cell), shown(&node));
            let message = format!("`{label}` của `{}` ở hai tệp khác nhau: `{one}` và `{other}`", self.who);
            let finding = Diagnostic::error(Code::DL027, message).at(cell.place.clone());
            self.report.push(finding.hint_at(node.place, "chỗ thứ hai; giữ giá trị đúng, sửa hoặc xóa ô kia"));
        }
    }

    /// What `node` comes to in `column`, however it was typed.
    fn sense(&self, node: &Node, column: Option<&Column>) -> String {
        let sense = sense(node, column.map_or(Kind::Words, |column| column.kind));
        if column.is_some_and(|column| column.list == Some(List::Units)) { self.units.name(sense) } else { sense }
    }
}

fn shown(node: &Node) -> String {
    match &node.value {
        Value::Fault(fault) => fault.clone(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join("; "),
        _ => node.text().unwrap_or_default(),
    }
}

/// What `node` comes to in a column of `kind`.
fn sense(node: &Node, kind: Kind) -> String {
    let text = shown(node);
    let sense = match (kind, &node.value) {
        (Kind::Date | Kind::BirthDate, Value::Date(day)) => Some(day.to_string()),
        (Kind::Date | Kind::BirthDate, _) => scalar::date(&text).map(|day| day.to_string()),
        (Kind::Count | Kind::Year | Kind::Figure, _) => scalar::decimal(&text).map(|number| number.to_string()),
        (Kind::Flag, _) => scalar::yes_no(&text).map(|flag| flag.to_string()),
        _ => None,
    };
    sense.unwrap_or_else(|| fold(&text))
}
