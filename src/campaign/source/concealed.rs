//! Rows and columns that a sheet has and does not show: hidden, or filtered away.
//!
//! They are read, for a filter that somebody forgot must not take a unit out of the campaign; but what nobody
//! sees nobody has checked, so they are told.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::columns::Role;
use super::header::{self, Header};
use super::package::{Package, attribute};
use super::{Row, Sheet};
use crate::base::diag::place::column_letters;
use crate::base::diag::{Code, Diagnostic};

/// How many rows or columns a finding names one by one.
const MOST_NAMED: usize = 6;
/// How many runs of rows it lists.
const MOST_RUNS: usize = 16;

/// The rows and columns of a sheet that are not shown, from 0, as runs of the first and the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concealed {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
}

impl Concealed {
    /// Takes the rows from `first` to `last`; they come in their order.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        push(&mut self.rows, first, last);
    }

    /// Takes the columns from `first` to `last`; they come in their order.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        push(&mut self.columns, first, last);
    }

    fn hides_row(&self, row: u32) -> bool {
        holds(&self.rows, row)
    }

    fn hides_column(&self, column: u32) -> bool {
        holds(&self.columns, column)
    }
}

/// Adds a run, joined to the one that it follows.
fn push(runs: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match runs.last_mut() {
        Some((_, known)) if first <= known.saturating_add(1) => *known = last.max(*known),
        _ => runs.push((first, last)),
    }
}

fn holds(runs: &[(u32, u32)], at: u32) -> bool {
    let next = runs.partition_point(|(_, last)| *last < at);
    runs.get(next).is_some_and(|(first, _)| *first <= at)
}

/// The `columns` of `sheet` below `header` that are read and that it does not show, as a finding names them.
pub(super) fn columns(sheet: &Sheet, header: &Header, columns: &[(u32, Role)]) -> Vec<String> {
    let concealed = &sheet.concealed;
    let is_read = |column: &u32| {
        let has_role = columns.iter().any(|(at, role)| at == column && role.key().is_some());
        has_role && sheet.rows.iter().skip(header.data_from).any(|row| row.cells.iter().any(|(at, _)| at == column))
    };
    let heads = header.cells.iter().filter(|(column, _)| concealed.hides_column(*column) && is_read(column));
    heads
        .map(|(column, node)| format!("{} (`{}`)", column_letters(*column), header::text(node).unwrap_or_default()))
        .collect()
}

/// The warnings `DL028` for the `rows` of `sheet` that it does not show, and for its columns `heads` that are read.
pub(super) fn tell(sheet: &Sheet, header: &Header, heads: Vec<String>, rows: &[Row]) -> Vec<Diagnostic> {
    let concealed = &sheet.concealed;
    let hidden: Vec<&Row> = rows.iter().filter(|row| concealed.hides_row(row.number as u32 - 1)).collect();
    let first_column = header.cells.iter().map(|(column, _)| *column).find(|column| concealed.hides_column(*column));
    let of_rows = hidden.first().map(|first| {
        let message = format!(
            "{} của trang `{}` đang ẩn hoặc bị lọc, vẫn được đọc: {}",
            listed(&hidden),
            sheet.name,
            named(&hidden)
        );
        let finding = Diagnostic::warning(Code::DL028, message).at(first.place.clone());
        finding.hint("bỏ lọc, bỏ ẩn để soát các dòng này; không dùng thì xóa hẳn")
    });
    let of_columns = first_column.filter(|_| !heads.is_empty()).map(|column| {
        let message = format!("cột {} của trang `{}` đang ẩn, vẫn được đọc", heads.join(", "), sheet.name);
        let finding = Diagnostic::warning(Code::DL028, message).at(sheet.place(header.number, column));
        finding.hint("bỏ ẩn để soát cột này; không dùng thì xóa cột")
    });
    of_rows.into_iter().chain(of_columns).collect()
}

/// The numbers of `rows` in short: `dòng 3`, `các dòng 3, 7–9`.
pub(super) fn listed(rows: &[&Row]) -> String {
    numbered(rows.iter().map(|row| row.number))
}

/// The same of rows by their numbers, which come in their order.
pub(super) fn numbered(rows: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    rows.map(|row| row as u32).for_each(|row| push(&mut runs, row, row));
    let name = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    let named: Vec<String> = runs.iter().take(MOST_RUNS).map(name).collect();
    let more = if runs.len() > MOST_RUNS { " …" } else { "" };
    let is_single = matches!(runs.as_slice(), [(first, last)] if first == last);
    format!("{} {}{more}", if is_single { "dòng" } else { "các dòng" }, named.join(", "))
}

/// What the first of `rows` are called: the text that opens each.
pub(super) fn named(rows: &[&Row]) -> String {
    let name = |row: &&Row| {
        row.nodes()
            .find(|node| !node.is_empty())
            .and_then(super::Node::text)
            .map(|text| format!("`{}`", text.replace('\n', " ")))
    };
    let names: Vec<String> = rows.iter().take(MOST_NAMED).filter_map(name).collect();
    let rest = rows.len().saturating_sub(MOST_NAMED);
    let more = if rest > 0 { format!(" và {rest} dòng khác") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// Marks what is not shown in the `sheets` of an .xlsx; `parts` are those with something hidden.
pub(super) fn mark(sheets: &mut [Sheet], package: &mut Package<'_>, parts: &[String]) {
    if parts.is_empty() {
        return;
    }
    let mut targets = HashMap::new();
    each(package, "xl/_rels/workbook.xml.rels", "Relationship", &mut |start| {
        targets.extend(attribute(start, "Id").zip(attribute(start, "Target")));
    });
    let mut named: Vec<(String, String)> = Vec::new();
    each(package, "xl/workbook.xml", "sheet", &mut |start| {
        let target = attribute(start, "r:id").and_then(|id| targets.get(&id).cloned());
        named.extend(attribute(start, "name").zip(target));
    });
    for (name, target) in named {
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let sheet = sheets.iter_mut().find(|sheet| *sheet.name == *name).filter(|_| parts.contains(&part));
        if let (Some(sheet), Some(stream)) = (sheet, package.stream(&part)) {
            sheet.concealed = scan(stream);
        }
    }
}

/// Gives every mark called `name` in the small part at `path` to `take`.
fn each(package: &mut Package<'_>, path: &str, name: &str, take: &mut dyn FnMut(&BytesStart<'_>)) {
    let Some(text) = package.part(path) else { return };
    let mut reader = Reader::from_str(&text);
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Eof => return,
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == name => take(start),
            _ => {}
        }
    }
}

/// What is not shown in the sheet `part` of an .xlsx.
fn scan(part: impl BufRead) -> Concealed {
    let mut reader = Reader::from_reader(part);
    let (mut concealed, mut buffer, mut next) = (Concealed::default(), Vec::new(), 0u32);
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return concealed,
            Ok(event) => event,
        };
        let (Event::Start(start) | Event::Empty(start)) = &event else { continue };
        let number = |name: &str| attribute(start, name)?.parse::<u32>().ok()?.checked_sub(1);
        let is_hidden = || attribute(start, "hidden").is_some_and(|flag| flag == "1" || flag == "true");
        match start.local_name().as_ref() {
            "row" => {
                let row = number("r").unwrap_or(next);
                next = row.saturating_add(1);
                if is_hidden() {
                    concealed.hide_rows(row, row);
                }
            }
            "col" if is_hidden() => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    concealed.hide_columns(first, last);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_known_by_their_runs() {
        let part = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols><sheetData>
            <row r="1"/><row r="3" hidden="1"><c/></row><row hidden="true"/><row/><row r="9" hidden="0"/></sheetData></worksheet>"#;
        let concealed = scan(part.as_bytes());
        assert_eq!(concealed, Concealed { rows: vec![(2, 3)], columns: vec![(1, 2)] });
        assert!(concealed.hides_row(3) && !concealed.hides_row(4) && !concealed.hides_row(1));
        assert!(concealed.hides_column(2) && !concealed.hides_column(4));
    }
}
