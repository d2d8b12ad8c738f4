//! The example of the program as an office wants it: its tables, and the words of its lists.

use std::path::Path;

use chrono::NaiveDate;

use super::office::Office;
use crate::base::diag::{Place, Report};
use crate::campaign::example;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::input::{TABLES, read_rulebook};
use crate::campaign::source::{Fields, List, Table, TableSpec, Value, toml};
use crate::law::Law;

/// What a workbook to be filled in is made of.
pub struct Example {
    /// In the order of [`TABLES`].
    pub tables: Vec<Table>,
    rules: Rulebook,
    law: Law,
    day: NaiveDate,
}

impl Example {
    /// The example with the names of `office`.
    ///
    /// # Errors
    /// Those of the readers; a test keeps it readable.
    pub fn of_office(office: &Office) -> Result<Self, Report> {
        let rows = |key: &str| example::ROWS.iter().find(|(known, _)| *known == key).map(|(_, text)| *text);
        let table = |spec: &&'static TableSpec| {
            let text = rows(spec.key).filter(|text| !text.is_empty());
            text.and_then(|text| example::rows(spec.key, text, |cell| office.put_in(cell)))
                .unwrap_or_else(|| empty(spec))
        };
        Self::new(&office.put_in(example::FACTS), TABLES.iter().map(table).collect())
    }

    /// Empty tables with the lists of the campaign whose `phong_trao.toml` says `facts`.
    ///
    /// # Errors
    /// Those of the readers.
    pub fn of_facts(facts: &str) -> Result<Self, Report> {
        Self::new(facts, TABLES.iter().map(|spec| empty(spec)).collect())
    }

    fn new(facts: &str, tables: Vec<Table>) -> Result<Self, Report> {
        let mut report = Report::new();
        let map = toml::parse(facts, Path::new("phong_trao.toml"))?;
        let mut fields = Fields::of_map(&map, &mut report);
        let rules = read_rulebook(&mut fields);
        let day = fields.date("ngay_xet").unwrap_or_default();
        let example = Example { tables, rules, law: Law::builtin()?, day };
        report.finish(example).map(|(example, _)| example)
    }

    /// The words of `list` in the campaign.
    pub fn words(&self, list: List) -> Vec<String> {
        list.words(&self.rules, &self.law, self.day)
    }

    /// What stands in the column `column` of the table `table`, without blanks.
    pub fn names<'a>(&'a self, table: &'a str, column: &'a str) -> impl Iterator<Item = &'a str> {
        let rows = self.tables.iter().filter(move |known| known.spec.key == table).flat_map(|known| &known.rows);
        let cells = rows.flat_map(|row| &row.cells).filter(move |(key, _)| *key == column);
        cells.filter_map(|(_, node)| match &node.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

fn empty(spec: &'static TableSpec) -> Table {
    Table { spec, place: Place::file(spec.key), own: Vec::new(), rows: Vec::new(), findings: Vec::new() }
}
