//! The variable `bang`: the rows of every table of the campaign, ours and those that only its templates know.
//!
//! Each row is a map from the keys of its columns to what the sheet shows. Only what a template asks for is put
//! together; what is wrong with a table or a row is told to the papers that print it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Report;
use crate::campaign::about::About;
use crate::campaign::source::{OwnTable, OwnValues, Table};
use crate::campaign::story::{TableRows, sample};
use crate::campaign::template::{Engine, Kind, Kinds, Mentions, Printed, Schema, Scope};

/// The name of the variable.
pub const VARIABLE: &str = "bang";

/// The tables that templates of a campaign may print.
pub struct OwnTables {
    /// By the keys of the tables.
    tables: BTreeMap<String, OwnTable>,
    /// What each kind of paper asks for.
    asked: BTreeMap<String, Mentions>,
}

/// The shape of the variable, with all tables that there are.
pub fn schema(tables: &[Table], own: &[OwnTable]) -> Schema {
    let columns = |keys: &mut dyn Iterator<Item = &str>| {
        Schema::list(Schema::map(keys.map(|key| (key.to_owned(), Schema::Scalar))))
    };
    let known = tables.iter().map(|table| {
        let keys = table.spec.columns.iter().map(|column| column.key);
        (table.spec.key.to_owned(), columns(&mut keys.chain(table.own.iter().map(|column| column.key.as_str()))))
    });
    let own = own.iter().map(|table| {
        // Which columns a table with faults has, nobody can say.
        let shape = if table.report.has_errors() {
            Schema::Any
        } else {
            columns(&mut table.columns.iter().map(|column| column.key.as_str()))
        };
        (table.key.clone(), shape)
    });
    Schema::map([(VARIABLE.to_owned(), Schema::map(known.chain(own)))])
}

/// What only the papers of one kind are given, by the files of their templates: `van_ban` with the keys of the
/// kind's own, and `hang` with the columns of its table, one of those in `shape`.
pub fn own_shapes(kinds: &Kinds, shape: &Schema) -> BTreeMap<String, Schema> {
    let of_kind = |kind: &Arc<Kind>| {
        let mut own = BTreeMap::from([("van_ban".to_owned(), Schema::of(&kind.van_ban.sample(sample::paper())))]);
        if kind.pham_vi == Scope::Hang {
            let table = shape.field(VARIABLE).and_then(|tables| tables.field(&kind.bang));
            own.insert("hang".to_owned(), table.map_or(Schema::Any, Schema::item));
        }
        (kind.template(), Schema::map(own))
    };
    kinds.iter().map(of_kind).collect()
}

impl OwnTables {
    /// What the templates of `engine` and the `kinds` ask of `tables` and `own`.
    pub fn asked(tables: &[Table], own: Vec<OwnTable>, kinds: &Kinds, engine: &Engine) -> Self {
        let of_kind = |kind: &Arc<Kind>| {
            let mut mentions = engine.mentions(&kind.template(), VARIABLE);
            let rows = Some(&kind.bang).filter(|bang| !bang.is_empty());
            mentions.fields.extend(rows.cloned());
            (kind.name.clone(), mentions)
        };
        let asked: BTreeMap<String, Mentions> = kinds.iter().map(of_kind).collect();
        let is_asked = |key: &str| asked.values().any(|mentions| mentions.contains(key));
        let known = tables.iter().filter(|table| is_asked(table.spec.key)).map(OwnTable::of);
        let own = own.into_iter().filter(|table| is_asked(&table.key));
        OwnTables { tables: known.chain(own).map(|table| (table.key.clone(), table)).collect(), asked }
    }

    /// The variable.
    pub fn printed(&self) -> Printed<TableRows> {
        let rows = |table: &OwnTable| table.rows.iter().map(|row| Printed::new(row.values.clone())).collect();
        Printed::new(self.tables.iter().map(|(key, table)| (key.clone(), rows(table))).collect())
    }

    /// The table with this key.
    pub fn get(&self, key: &str) -> Option<&OwnTable> {
        self.tables.get(key)
    }

    /// A row of the table `key` in which nothing stands.
    pub fn empty_row(&self, key: &str) -> OwnValues {
        let columns = self.get(key).map(|table| table.columns.as_slice()).unwrap_or_default();
        columns.iter().map(|column| (column.key.clone(), String::new())).collect()
    }

    /// What is wrong with the tables that a paper of `kind` about `about` prints: of one that gives a paper a
    /// row, with its own row.
    pub fn findings_of(&self, kind: &Kind, about: About) -> Report {
        let Some(mentions) = self.asked.get(&kind.name) else { return Report::new() };
        let mut report = self.findings(|key| key != kind.bang && mentions.contains(key));
        if let (Some(table), About::Row(at)) = (self.get(&kind.bang), about) {
            report.extend(table.report.clone());
            table.rows.get(at).into_iter().for_each(|row| report.extend(row.report.clone()));
        }
        report
    }

    /// What is wrong with all tables that some paper prints.
    pub fn all_findings(&self) -> Report {
        self.findings(|_| true)
    }

    fn findings(&self, wanted: impl Fn(&str) -> bool) -> Report {
        let tables = self.tables.iter().filter(|(key, _)| wanted(key)).map(|(_, table)| table);
        let reports =
            tables.flat_map(|table| [&table.report].into_iter().chain(table.rows.iter().map(|row| &row.report)));
        reports.flat_map(Report::iter).cloned().collect()
    }
}
