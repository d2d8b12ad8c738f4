//! Tables of one name out of several files, as one table.
//!
//! Rows stand in the order of the files and keep their own places. Each file has its own headers, so a
//! column of the office's own may be missing in some: it is blank there.

use std::sync::Arc;

use super::row;
use super::table::Table;
use super::tables::Tables;
use super::{OwnColumn, OwnTable};

/// The tables of all `parts`, each name once. Their faults stay with them.
pub(super) fn united(parts: Vec<Tables>) -> Tables {
    let mut parts = parts.into_iter();
    let Some(mut whole) = parts.next() else { return Tables::default() };
    for part in parts {
        for (known, more) in whole.known.iter_mut().zip(part.known) {
            match (known.as_mut(), more) {
                (Some(known), Some(more)) => put(known, more),
                (None, more) => *known = more,
                (Some(_), None) => {}
            }
        }
        whole.answers.extend(part.answers);
        whole.wide.extend(part.wide);
        for more in part.own {
            match whole.own.iter_mut().find(|known| known.key == more.key) {
                Some(known) => add_own(known, more),
                None => whole.own.push(more),
            }
        }
    }
    whole.known.iter_mut().flatten().for_each(align_rows);
    whole.own.iter_mut().for_each(align_own_rows);
    whole
}

/// Adds the rows of `more` to those of `table`, one of the same name.
pub fn add(table: &mut Table, more: Table) {
    put(table, more);
    align_rows(table);
}

fn put(table: &mut Table, more: Table) {
    add_columns(&mut table.own, more.own);
    table.rows.extend(more.rows);
    table.findings.extend(more.findings);
}

fn add_own(table: &mut OwnTable, more: OwnTable) {
    add_columns(&mut table.columns, more.columns);
    table.rows.extend(more.rows);
    table.report.extend(more.report);
}

fn add_columns(columns: &mut Vec<Arc<OwnColumn>>, more: Vec<Arc<OwnColumn>>) {
    for column in more {
        if columns.iter().all(|known| known.key != column.key) {
            columns.push(column);
        }
    }
}

fn align_rows(table: &mut Table) {
    row::align(&mut table.rows, &table.own);
}

/// Each row has a value for each column; a table with a fault has no rows.
fn align_own_rows(table: &mut OwnTable) {
    if table.report.has_errors() {
        table.rows.clear();
    }
    for row in &mut table.rows {
        for column in &table.columns {
            row.values.entry(column.key.clone()).or_default();
        }
    }
}
