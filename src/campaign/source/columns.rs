//! What stands in each column of a table: a column that the table knows, one of the office's own, or the
//! number of the row.
//!
//! Offices add columns. One that is clearly another word is kept for the templates, with a warning. One
//! that may be a slip for a column that the table lacks stays an error: as a column of its own the values
//! would be lost where they are looked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::Column;
use super::header::Header;
use super::row::Row;
use super::table::{COUNTERS, Sheet, TableSpec};
use super::{Node, Value, fields};
use crate::base::data::control_character;
use crate::base::diag::{Code, Diagnostic, Place, Report, is_slip, nearest};
use crate::base::limits;
use crate::base::text::ascii_key;

/// A shorter key is near to too many names to be asked about.
const TELLING: usize = 6;

/// A column that the table does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnColumn {
    /// The [`ascii_key`] of its header, under which templates find it.
    pub key: String,
    /// The header as typed.
    pub label: String,
}

/// The values of own columns, by the keys of these; each column is there, empty where its cell is.
pub type OwnValues = BTreeMap<String, String>;

/// What a column holds.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Known(&'static Column),
    Own(Arc<OwnColumn>),
    /// The number of the row, or nothing that can be used.
    Aside,
}

impl Role {
    /// The key of the column, when its values are kept.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Role::Known(column) => Some(column.key),
            Role::Own(column) => Some(&column.key),
            Role::Aside => None,
        }
    }
}

/// The headers of one table while their roles are told.
pub(super) struct Headers {
    spec: &'static TableSpec,
    /// Keys of the known columns that are there.
    present: Vec<&'static str>,
    /// The own columns found so far, in their order.
    pub own: Vec<Arc<OwnColumn>>,
    /// Keys of headers that are slips.
    refused: Vec<String>,
    /// Whether there are more columns than a table has.
    is_over: bool,
}

impl Headers {
    /// The headers `texts` of the table `spec`.
    pub(super) fn new<'a>(spec: &'static TableSpec, texts: impl Iterator<Item = &'a str>) -> Self {
        let present = texts.filter_map(|text| spec.column(text)).map(|column| column.key).collect();
        Headers { spec, present, own: Vec::new(), refused: Vec::new(), is_over: false }
    }

    /// What the column with the header `text` holds; each header that is not known is told once.
    ///
    /// # Errors
    /// `DL011` for what may be a slip, `DL060` for more columns than a table has; a warning `DL011` for an own column.
    pub(super) fn role(&mut self, text: &str, place: &Place, report: &mut Report) -> Role {
        if let Some(column) = self.spec.column(text) {
            return Role::Known(column);
        }
        let key = ascii_key(text);
        if COUNTERS.contains(&key.as_str()) || self.refused.contains(&key) {
            return Role::Aside;
        }
        if let Some(own) = self.own.iter().find(|own| own.key == key) {
            return Role::Own(own.clone());
        }
        if !limits::COLUMNS.allows(self.own.len() + self.refused.len() + 1) {
            if !std::mem::replace(&mut self.is_over, true) {
                report.push(limits::COLUMNS.over().at(place.clone()));
            }
            return Role::Aside;
        }
        let near = self.near(&key);
        let is_slip = near.as_ref().is_some_and(|(column, name)| column.required || is_slip(&key, name));
        let near = near.map(|(column, _)| column);
        if key.is_empty() || is_slip {
            report.push(self.refusal(text, near).at(place.clone()));
            self.refused.push(key);
            return Role::Aside;
        }
        if !self.spec.columns.is_empty() {
            report.push(self.kept(text, &key, near).at(place.clone()));
        }
        let column = Arc::new(OwnColumn { key, label: text.to_owned() });
        self.own.push(column.clone());
        Role::Own(column)
    }

    /// Whether every header can be used.
    pub(super) fn are_fine(&self) -> bool {
        self.refused.is_empty() && !self.is_over
    }

    /// The column that the table lacks and that `key` is nearest to, with the name that is near.
    fn near(&self, key: &str) -> Option<(&'static Column, String)> {
        let absent = self.spec.columns.iter().filter(|column| !self.present.contains(&column.key));
        let names: Vec<(String, &'static Column)> =
            absent.flat_map(|column| column.names().map(move |name| (name, column))).collect();
        let near = nearest(key, names.iter().map(|(name, _)| name.as_str()))?;
        names.iter().find(|(name, _)| name == near).map(|(name, column)| (*column, name.clone()))
    }

    fn unknown(&self, text: &str) -> String {
        format!("bảng `{}` không có cột `{text}`", self.spec.label)
    }

    fn refusal(&self, text: &str, near: Option<&Column>) -> Diagnostic {
        let finding = Diagnostic::error(Code::DL011, self.unknown(text));
        match near {
            Some(column) => finding
                .hint(format!("có phải là `{}`?", column.label))
                .hint("nếu là cột riêng của cơ quan thì đặt một tiêu đề khác hẳn"),
            None => finding.hint("viết tiêu đề có chữ hoặc số, hoặc xóa cột"),
        }
    }

    fn kept(&self, text: &str, key: &str, near: Option<&Column>) -> Diagnostic {
        let message = format!("{}: giữ làm cột riêng `cot.{key}`", self.unknown(text));
        let finding = Diagnostic::warning(Code::DL011, message);
        let finding = match near {
            Some(column) if key.len() >= TELLING => finding.hint(format!("có phải là `{}`?", column.label)),
            _ => finding,
        };
        finding.hint("chỉ mẫu riêng in được cột này; không dùng thì xóa cột hoặc chuyển sang trang khác")
    }
}

/// The columns that are read, each with what it holds.
pub(super) type Roles = Vec<(u32, Role)>;

/// The columns of `sheet` by the roles of its headers `row`, with the own ones; `None` where they can't be used.
pub(super) fn of_sheet(
    sheet: &Sheet,
    row: &Header,
    spec: &'static TableSpec,
    report: &mut Report,
) -> Option<(Roles, Vec<Arc<OwnColumn>>)> {
    let texts: Vec<(u32, String, &Place)> =
        row.cells.iter().map(|(number, node)| (*number, node.text().unwrap_or_default(), &node.place)).collect();
    let mut headers = Headers::new(spec, texts.iter().map(|(_, text, _)| text.as_str()));
    let mut columns: Vec<(u32, Role)> = Vec::new();
    let mut seen: Vec<(String, &Place)> = Vec::new();
    let mut fine = true;
    for (number, text, place) in &texts {
        let role = headers.role(text, place, report);
        if let Some(key) = role.key() {
            if let Some((_, first)) = seen.iter().find(|(known, _)| known == key) {
                let finding = Diagnostic::error(Code::DL010, format!("cột `{}` có hai lần", label(&role, text)));
                report.push(finding.at((*place).clone()).hint_at((*first).clone(), "cột thứ nhất; xóa một cột"));
                fine = false;
            }
            seen.push((key.to_owned(), place));
        }
        columns.push((*number, role));
    }
    for column in spec.columns.iter().filter(|column| column.required) {
        if seen.iter().all(|(key, _)| key != column.key) {
            report.push(missing(sheet, row, spec, column));
            fine = false;
        }
    }
    (fine && headers.are_fine()).then_some((columns, headers.own))
}

/// How messages call a column with the header `text`.
pub(super) fn label<'a>(role: &Role, text: &'a str) -> &'a str {
    match role {
        Role::Known(column) => column.label,
        _ => text,
    }
}

fn missing(sheet: &Sheet, row: &Header, spec: &TableSpec, column: &Column) -> Diagnostic {
    let next = row.cells.last().map_or(0, |(number, _)| number + 1);
    let place = match row.cells.last() {
        Some((_, node)) if !sheet.has_cells() => node.place.clone(),
        _ => sheet.place(row.number, next),
    };
    let finding = Diagnostic::error(Code::DL009, format!("bảng `{}` thiếu cột `{}`", spec.label, column.label));
    finding.at(place).hint(format!("thêm cột có tiêu đề `{}` vào dòng này", column.label))
}

/// What stands in the own columns of `row`, as the sheet shows it.
///
/// # Errors
/// `DL003` and `DL014` in `report`, at their cells; these values are empty.
pub fn own_values(row: &Row, report: &mut Report) -> OwnValues {
    if row.layout.own.is_empty() && row.own.is_empty() {
        return OwnValues::new();
    }
    let mut values: OwnValues = row.layout.own.iter().map(|(column, _)| (column.key.clone(), String::new())).collect();
    for (column, node) in &row.own {
        values.insert(column.key.clone(), text(node, &column.label, report));
    }
    values
}

/// The value at `node`, in the column `label`, as the sheet shows it; empty for one that is told.
pub(super) fn text(node: &Node, label: &str, report: &mut Report) -> String {
    let text = match &node.value {
        Value::Fault(_) | Value::Map(_) => None,
        Value::List(items) => items.iter().map(Node::text).collect::<Option<Vec<_>>>(),
        Value::Empty => return String::new(),
        _ => node.text().map(|text| vec![text]),
    };
    match text {
        Some(lines) => lines.join("\n"),
        None => {
            let misfit = || fields::misfit(&format!("`{label}`"), node, Code::DL014, "chữ", "sửa lại giá trị này");
            report.push(control_character(&node.value, &node.place).unwrap_or_else(misfit));
            String::new()
        }
    }
}
