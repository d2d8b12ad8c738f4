//! Rows of the sheets that say the same thing twice, or say two things of one matter.
//!
//! Units, people, đề nghị and results have rules of their own for this; here are the other sheets.

use std::collections::HashMap;

use super::{registration, sheets};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::source::{Row, Table, Value};

/// Sheets with the columns that make a matter, and whether two rows of one matter contradict.
const MATTERS: &[(&str, &[&str], bool)] = &[
    (registration::TABLE.key, &[], false),
    (sheets::INITIATIVES.key, &["doi_tuong", "don_vi", "ten"], true),
    (sheets::CASES.key, &[], false),
    (sheets::PAPERS.key, &[], false),
    (sheets::ALLOTMENTS.key, &["chi_tieu", "don_vi"], true),
    (sheets::COUNCIL.key, &["ho_ten", "chuc_vu"], true),
    (sheets::VOTES.key, &["doi_tuong", "don_vi", "hinh_thuc", "nam"], true),
    (sheets::OVERRIDES.key, &[], false),
    (sheets::PAST_AWARDS.key, &[], false),
    (sheets::PASSAGES.key, &[], false),
];

/// Reports `DL027` in `tables`: a warning for rows that are alike, an error for rows of one matter that
/// are not.
pub fn check(tables: &[Table], report: &mut Report) {
    for table in tables {
        let matter = MATTERS.iter().find(|(key, ..)| *key == table.spec.key);
        let Some((_, columns, contradicts)) = matter else { continue };
        let mut whole: HashMap<Vec<String>, &Row> = HashMap::new();
        let mut matters: HashMap<Vec<String>, &Row> = HashMap::new();
        for row in &table.rows {
            if let Some(first) = whole.get(&key(row, &[])) {
                let which = if row.place.file == first.place.file { "" } else { " của tệp khác" };
                let message = format!(
                    "dòng {} của bảng `{}` giống hệt dòng {}{which}",
                    row.number, table.spec.label, first.number
                );
                let finding = Diagnostic::warning(Code::DL027, message).at(row.place.clone());
                report.push(finding.hint_at(first.place.clone(), "dòng thứ nhất; xóa một dòng"));
                continue;
            }
            whole.insert(key(row, &[]), row);
            let first = matters.entry(key(row, columns)).or_insert(row);
            if *contradicts && first.place != row.place {
                let message = format!(
                    "bảng `{}` có hai dòng về cùng một việc mà ghi khác nhau ({})",
                    table.spec.label,
                    key(row, columns).join(", ")
                );
                let finding = Diagnostic::error(Code::DL027, message).at(row.place.clone());
                report.push(finding.hint_at(first.place.clone(), "dòng thứ nhất; giữ dòng đúng, xóa dòng kia"));
            }
        }
    }
}

/// What stands in `columns` of `row`, in all that hold something when none is named.
fn key(row: &Row, columns: &[&str]) -> Vec<String> {
    let wanted = |key: &str| columns.is_empty() || columns.contains(&key);
    let known = row.cells.iter().map(|(key, node)| (*key, node));
    let own = row.own.iter().map(|(column, node)| (column.key.as_str(), node));
    let mut parts: Vec<(&str, String)> = known
        .chain(own)
        .filter(|(key, node)| wanted(key) && !node.is_empty())
        .map(|(key, node)| {
            let shown = match &node.value {
                Value::Text(text) => fold(text),
                Value::Integer(number) => number.to_string(),
                Value::Decimal(number) => number.to_string(),
                Value::Date(date) => date.format("%d/%m/%Y").to_string(),
                other => other.type_name().to_owned(),
            };
            (key, shown)
        })
        .collect();
    parts.sort_unstable();
    let name = |key: &str, shown: String| if columns.is_empty() { format!("{key}={shown}") } else { shown };
    parts.into_iter().map(|(key, shown)| name(key, shown)).collect()
}
