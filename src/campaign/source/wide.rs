//! The wide sheet of results: one row a unit or an individual, one column an indicator.
//!
//! It is what offices type beside the long `Kết quả` with a row for each value. Which headers are indicators only
//! the rules of the campaign know, so every column is kept as it is until they are asked.

use std::path::Path;

use super::table::{self, Sheet, Table, TableSpec};
use super::{OldText, bytes, header, read, recode, separated};
use crate::base::diag::Report;
use crate::base::files::Files;
use crate::base::text::ascii_key;

/// The wide sheet.
pub const TABLE: TableSpec = TableSpec { key: "ket_qua_ngang", label: "Kết quả ngang", columns: &[] };
/// Columns of the long sheet by which a wide row says what its values are of.
#[cfg(feature = "cli")]
pub const NAMING: [&str; 3] = ["doi_tuong", "don_vi", "nam"];
/// The key of the long sheet, which some type wide all the same.
const LONG: &str = "ket_qua";
/// Columns without which the long sheet is none.
const OF_LONG: [&str; 2] = ["chi_so", "gia_tri"];
/// Other names of the sheet, as keys.
const ALSO: [&str; 8] = [
    "bang_ngang",
    "ket_qua_bang_ngang",
    "ket_qua_theo_chi_so",
    "ket_qua_theo_tieu_chi",
    "ket_qua_tong_hop",
    "tong_hop_ket_qua",
    "bang_tong_hop_ket_qua",
    "ket_qua_theo_cot",
];
/// The name of whom a row is about, and one value.
const LEAST_COLUMNS: usize = 2;

/// Whether a sheet, list or key called `name` is a wide one.
pub(super) fn is_name(name: &str) -> bool {
    let key = ascii_key(name);
    key == TABLE.key || ALSO.contains(&key.as_str())
}

/// Takes the wide sheets out of `sheets`, also a long one by its name that has columns of a wide one.
///
/// # Errors
/// Faults of their cells go to `report`.
pub(super) fn take(
    sheets: &mut Vec<Sheet>,
    specs: &[&'static TableSpec],
    old: OldText,
    report: &mut Report,
) -> Vec<Table> {
    let long = specs.iter().find(|spec| spec.key == LONG);
    let is_wide = |sheet: &Sheet| is_name(&sheet.name) || long.is_some_and(|long| is_long_by_name_only(sheet, long));
    let (wide, others): (Vec<Sheet>, Vec<Sheet>) = std::mem::take(sheets).into_iter().partition(is_wide);
    *sheets = others;
    wide.into_iter().filter_map(|sheet| of_sheet(sheet, old, report)).collect()
}

fn is_long_by_name_only(sheet: &Sheet, long: &TableSpec) -> bool {
    let is_named = [long.key.to_owned(), ascii_key(long.label)].contains(&ascii_key(&sheet.name));
    let headers = || header::guess(sheet, LEAST_COLUMNS);
    is_named
        && headers().is_some_and(|header| {
            let names = header.cells.iter().filter_map(|(_, node)| long.column(header::text(node)?));
            let known: Vec<&str> = names.map(|column| column.key).collect();
            !known.is_empty() && known.len() < header.cells.len() && OF_LONG.iter().all(|key| !known.contains(key))
        })
}

fn of_sheet(mut sheet: Sheet, old: OldText, report: &mut Report) -> Option<Table> {
    recode::settle_sheet(&mut sheet, old, &|_| false, report);
    if let Err(over) = sheet.spread_merged() {
        report.push(over);
        return None;
    }
    let header = header::guess(&sheet, LEAST_COLUMNS)?;
    table::tell_hidden(&sheet, &TABLE, report);
    table::below(sheet, &header, &TABLE, report)
}

/// The wide table in the CSV file at `path`.
///
/// # Errors
/// Faults of the file and its cells go to `report`.
pub(super) fn of_csv(files: &dyn Files, path: &Path, old: OldText, report: &mut Report) -> Option<Table> {
    let text = read(files, path).and_then(|bytes| bytes::text(&bytes, path, old, report));
    let text = text.map_err(|faults| report.extend(faults)).ok()?;
    let width = |sheet: &Sheet| header::guess(sheet, LEAST_COLUMNS).map_or(0, |header| header.cells.len());
    let heads = separated::heads(&text, path);
    let separator = heads.iter().max_by_key(|(_, head)| width(head)).map(|(separator, _)| *separator)?;
    of_sheet(separated::parse(&text, separator, path).ok()?, old, report)
}
