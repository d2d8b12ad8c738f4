//! What two rows say of one matter: whether they agree, and one laid over the other.

use std::collections::HashMap;

use super::units;
use crate::base::diag::{Code, Diagnostic};
use crate::campaign::model::located::fold;
use crate::campaign::source::{Column, Kind, List, Node, Row, Table, Value, scalar};

/// The units by whatever short name their rows give them.
pub(super) struct Units(HashMap<String, String>);

impl Units {
    pub(super) fn of(tables: &[Table]) -> Self {
        let mut names = HashMap::new();
        for row in tables.iter().filter(|table| table.spec.key == units::TABLE.key).flat_map(|table| &table.rows) {
            let (name, short) = (words(row, "ten"), words(row, "viet_tat"));
            names.entry(short).or_insert(name);
        }
        Units(names)
    }

    /// The whole name of the unit `name`, both for comparing.
    pub(super) fn name(&self, name: String) -> String {
        self.0.get(&name).filter(|_| !name.is_empty()).cloned().unwrap_or(name)
    }

    /// What `node` comes to in `column`, however it was typed.
    fn sense(&self, node: &Node, column: Option<&Column>) -> String {
        let sense = sense(node, column.map_or(Kind::Words, |column| column.kind));
        if column.is_some_and(|column| column.list == Some(List::Units)) { self.name(sense) } else { sense }
    }

    fn agree(&self, one: &Node, other: &Node, column: Option<&Column>) -> bool {
        one.is_empty() || other.is_empty() || self.sense(one, column) == self.sense(other, column)
    }

    /// Whether what stands in both `one` and `other` is the same, in the columns that `wanted` says.
    pub(super) fn rows_agree(&self, one: &Row, other: &Row, wanted: impl Fn(&str) -> bool) -> bool {
        cells(other).filter(|(key, ..)| wanted(key)).all(|(key, column, node)| {
            cells(one).find(|(known, ..)| *known == key).is_none_or(|(_, _, known)| self.agree(known, node, column))
        })
    }

    /// The keys of the columns in which both `one` and `other` have something, and whether it is the same.
    pub(super) fn compared<'a>(&self, one: &'a Row, other: &Row) -> Vec<(&'a str, bool)> {
        let both = cells(one).filter_map(|(key, column, node)| {
            let (.., second) = cells(other).find(|(known, ..)| *known == key)?;
            let has_both = !node.is_empty() && !second.is_empty();
            has_both.then(|| (key, self.agree(node, second, column)))
        });
        both.collect()
    }

    /// Puts into `first` what it lacks of `second`; the findings `DL027` are the cells in which they contradict, the
    /// flag says whether anything was lacking.
    pub(super) fn lay_over(&self, first: &mut Row, second: Row, hint: &str) -> (Vec<Diagnostic>, bool) {
        let who = first.text(naming(first)).map(|(name, _)| name).unwrap_or_default();
        let (mut findings, mut has_more) = (Vec::new(), false);
        let mut settle = |cell: &mut Node, node: Node, column: Option<&Column>, label: &str| {
            if cell.is_empty() && !node.is_empty() {
                *cell = node;
                has_more = true;
            } else if !self.agree(cell, &node, column) {
                let (one, other) = (shown(cell), shown(&node));
                let message = format!("`{label}` của `{who}` ở hai tệp khác nhau: `{one}` và `{other}`");
                let finding = Diagnostic::error(Code::DL027, message).at(cell.place.clone());
                findings.push(finding.hint_at(node.place, hint));
            }
        };
        let mut filled = false;
        let lacking: Vec<&'static str> =
            second.columns().filter(|key| !first.has_column(key) && second.get(key).is_none()).collect();
        for key in lacking {
            first.put(key, Node::new(Value::Empty, second.place_of(key)));
        }
        for (key, node) in second.cells {
            let column = first.spec.columns.iter().find(|column| column.key == key);
            match first.cells.iter_mut().find(|(known, _)| *known == key) {
                Some((_, cell)) => settle(cell, node, column, column.map_or(key, |column| column.label)),
                None => {
                    filled |= first.has_column(key) && !node.is_empty();
                    first.put(key, node);
                }
            }
        }
        for (column, node) in second.own {
            match first.own.iter_mut().find(|(known, _)| known.key == column.key) {
                Some((_, cell)) => settle(cell, node, None, &column.label),
                None => {
                    filled |= !node.is_empty();
                    first.put_own(column, node);
                }
            }
        }
        (findings, has_more || filled)
    }
}

/// Every cell of `row` by the key of its column.
fn cells(row: &Row) -> impl Iterator<Item = (&str, Option<&'static Column>, &Node)> {
    let known = row.cells.iter().map(|(key, node)| {
        let column = row.spec.columns.iter().find(|column| column.key == *key);
        (*key, column, node)
    });
    known.chain(row.own.iter().map(|(column, node)| (column.key.as_str(), None, node)))
}

/// What stands in the column `key` of `row`, for comparing; nothing when it is blank.
pub(super) fn words(row: &Row, key: &str) -> String {
    row.text(key).map(|(text, _)| fold(&text)).unwrap_or_default()
}

/// The column that says whom `row` is about: the first that the table can't do without.
fn naming(row: &Row) -> &'static str {
    row.spec.columns.iter().find(|column| column.required).map_or("", |column| column.key)
}

fn shown(node: &Node) -> String {
    match &node.value {
        Value::Fault(fault) => fault.to_string(),
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
