//! Rows of the sheets that say the same thing twice, or say two things of one matter.
//!
//! Units, people, đề nghị and results have rules of their own for this; here are the other sheets.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{registration, sheets, stages};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::{fold, fold_onto};
use crate::campaign::source::{Node, Row, Table, Value};

/// Where two rows of one matter contradict.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clash {
    /// Wherever they stand.
    Always,
    /// In two files; one file may have several rows of a matter.
    BetweenFiles,
}

/// Sheets with the columns that make a matter (all of them where none is named), and where two rows of one contradict.
const MATTERS: &[(&str, &[&str], Clash)] = &[
    (registration::TABLE.key, &["don_vi", "doi_tuong", "ho_ten", "noi_dung", "danh_hieu"], Clash::BetweenFiles),
    (sheets::INITIATIVES.key, &["doi_tuong", "don_vi", "ten"], Clash::Always),
    (sheets::CASES.key, &["doi_tuong", "don_vi", "muc", "ngay"], Clash::BetweenFiles),
    (sheets::PAPERS.key, &["doi_tuong", "don_vi", "loai", "so_ky_hieu"], Clash::BetweenFiles),
    (sheets::ALLOTMENTS.key, &["chi_tieu", "don_vi"], Clash::Always),
    (sheets::COUNCIL.key, &["ho_ten", "chuc_vu"], Clash::Always),
    (sheets::VOTES.key, &["doi_tuong", "don_vi", "hinh_thuc", "nam", "vong"], Clash::Always),
    (sheets::OVERRIDES.key, &["doi_tuong", "don_vi", "hinh_thuc", "bo_qua"], Clash::BetweenFiles),
    (sheets::PAST_AWARDS.key, &["doi_tuong", "don_vi", "nam", "loai", "noi_dung"], Clash::BetweenFiles),
    (sheets::PASSAGES.key, &[], Clash::BetweenFiles),
    (stages::TABLE.key, &["buoc", "doi_tuong", "don_vi", "hinh_thuc", "nam", "tu_ngay"], Clash::BetweenFiles),
];

/// Reports `DL027` in `tables`: a warning for rows that are alike, an error for rows of one matter that
/// are not; a warning where they may stand in one file.
pub fn check(tables: &[Table], report: &mut Report) {
    for table in tables {
        let matter = MATTERS.iter().find(|(key, ..)| *key == table.spec.key);
        let Some((_, columns, clash)) = matter else { continue };
        let mut wholes: HashMap<String, &Row> = HashMap::with_capacity(table.rows.len());
        let mut matters: HashMap<Vec<String>, &Row> = HashMap::new();
        let are_apart = table.rows.windows(2).any(|rows| match rows {
            [one, next] => one.place.file != next.place.file,
            _ => false,
        });
        for row in &table.rows {
            let whole = wholes.entry(whole_key(row));
            if let Entry::Occupied(first) = &whole {
                let first = first.get();
                let which = if row.place.file == first.place.file { "" } else { " của tệp khác" };
                let message = format!(
                    "dòng {} của bảng `{}` giống hệt dòng {}{which}",
                    row.number, table.spec.label, first.number
                );
                let finding = Diagnostic::warning(Code::DL027, message).at(row.place.clone());
                report.push(finding.hint_at(first.place.clone(), "dòng thứ nhất; xóa một dòng"));
                continue;
            }
            whole.or_insert(row);
            if *clash == Clash::BetweenFiles && !are_apart {
                continue;
            }
            let first = matters.entry(key(row, columns)).or_insert(row);
            let is_apart = first.place.file != row.place.file;
            if is_apart || (*clash == Clash::Always && first.place != row.place) {
                report.push(
                    contradiction(*clash, row, columns)
                        .hint_at(first.place.clone(), "dòng thứ nhất; giữ dòng đúng, xóa dòng kia"),
                );
            }
        }
    }
}

fn contradiction(clash: Clash, row: &Row, columns: &[&str]) -> Diagnostic {
    let (table, matter) = (row.spec.label, key(row, columns).join(", "));
    let finding = match clash {
        Clash::Always => {
            let message = format!("bảng `{table}` có hai dòng về cùng một việc mà ghi khác nhau ({matter})");
            Diagnostic::error(Code::DL027, message)
        }
        Clash::BetweenFiles => {
            let message = format!("bảng `{table}` có dòng ở hai tệp về cùng một việc mà ghi khác nhau ({matter})");
            Diagnostic::warning(Code::DL027, message)
        }
    };
    finding.at(row.place.clone())
}

/// What stands in `columns` of `row`, in all that hold something when none is named.
fn key(row: &Row, columns: &[&str]) -> Vec<String> {
    match columns {
        [] => parts(row, &|_| true).into_iter().map(|(key, shown)| format!("{key}={shown}")).collect(),
        _ => parts(row, &|key| columns.contains(&key)).into_iter().map(|(_, shown)| shown).collect(),
    }
}

/// All that stands in `row`. No key has a sign of equality in it, and no text the control character that sets them off.
fn whole_key(row: &Row) -> String {
    let cells = sorted(row, &|_| true);
    let mut whole = String::with_capacity(cells.iter().map(|(key, node)| key.len() + node.value.letters() + 12).sum());
    for (key, node) in cells {
        whole.extend([key, "="]);
        match &node.value {
            Value::Text(text) => fold_onto(&mut whole, text),
            _ => whole.push_str(&shown(node)),
        }
        whole.push('\0');
    }
    whole
}

/// What stands in the `wanted` columns of `row` that hold something, in the order of their keys.
fn parts<'a>(row: &'a Row, wanted: &dyn Fn(&str) -> bool) -> Vec<(&'a str, String)> {
    sorted(row, wanted).into_iter().map(|(key, node)| (key, shown(node))).collect()
}

/// The cells of the `wanted` columns of `row` that hold something, in the order of their keys, and those of one key in
/// that of what they show.
fn sorted<'a>(row: &'a Row, wanted: &dyn Fn(&str) -> bool) -> Vec<(&'a str, &'a Node)> {
    let known = row.cells.iter().map(|(key, node)| (*key, node));
    let own = row.own.iter().map(|(column, node)| (column.key.as_str(), node));
    let mut cells: Vec<(&str, &Node)> = Vec::with_capacity(row.cells.len() + row.own.len());
    cells.extend(known.chain(own).filter(|(key, node)| wanted(key) && !node.is_empty()));
    cells.sort_by(|(one, node), (key, other)| one.cmp(key).then_with(|| shown(node).cmp(&shown(other))));
    cells
}

/// What `node` shows, for comparing.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => fold(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Date(date) => date.format("%d/%m/%Y").to_string(),
        other => other.type_name().to_owned(),
    }
}
