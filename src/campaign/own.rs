//! The variable `bang`: the rows of every table of the campaign, ours and those that only its templates know.
//!
//! Each row is a map from the keys of its columns to what the sheet shows. Only what a template asks for is put
//! together; what is wrong with a table or a row is told to the papers that print it.

use std::collections::BTreeMap;

use crate::diag::Report;
use crate::source::{OwnTable, OwnValues, Table};
use crate::template::{Engine, FORMS, Form, Mentions, Printed, Schema};

/// The name of the variable.
const VARIABLE: &str = "bang";

/// The rows of each table, by its key.
pub type TableRows = BTreeMap<String, Vec<Printed<OwnValues>>>;

/// The tables that templates of a campaign may print.
pub struct OwnTables {
    /// By the keys of the tables.
    tables: BTreeMap<String, OwnTable>,
    /// What each kind of paper asks for.
    asked: BTreeMap<&'static str, Mentions>,
}

/// The shape of the variable, with all tables that there are.
pub fn schema(tables: &[Table], own: &[OwnTable]) -> Schema {
    let columns = |keys: &mut dyn Iterator<Item = &str>| {
        Schema::List(Box::new(Schema::Map(keys.map(|key| (key.to_owned(), Schema::Scalar)).collect())))
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
    Schema::Map(BTreeMap::from([(VARIABLE.to_owned(), Schema::Map(known.chain(own).collect()))]))
}

impl OwnTables {
    /// What the templates of `engine` ask of `tables` and `own`.
    pub fn asked(tables: &[Table], own: Vec<OwnTable>, engine: &Engine) -> Self {
        let asked: BTreeMap<&'static str, Mentions> =
            FORMS.iter().map(|form| (form.name, engine.mentions(form.template, VARIABLE))).collect();
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

    /// What is wrong with the tables that `form` prints.
    pub fn findings_of(&self, form: &Form) -> Report {
        let Some(mentions) = self.asked.get(form.name) else { return Report::new() };
        self.findings(|key| mentions.contains(key))
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
