//! The head "Năm sinh" over "Nam" and "Nữ", as lists of those who are proposed have it: the year stands below what the
//! person is. Such a sheet is put into the two columns that everybody else has, before its headers are looked for.

use super::header::{TITLE_ROWS, text};
use super::table::{Sheet, SheetRow};
use super::{Node, TableSpec, Value};
use crate::base::text::ascii_key;

/// The columns of the year and of the sex.
const YEAR: &str = "ngay_sinh";
const SEX: &str = "gioi_tinh";
/// What stands below the head, from left to right.
const SEXES: [&str; 2] = ["nam", "nu"];

/// Where such a head stands.
struct Head {
    /// The position of its upper row.
    at: usize,
    /// The columns of the two sexes.
    columns: [u32; 2],
}

/// Puts the years of `sheet`, which is read as `spec`, into one column and the sex beside it.
pub fn settle(sheet: &mut Sheet, spec: &TableSpec) {
    let Some(label) = spec.columns.iter().find(|column| column.key == SEX).map(|column| column.label) else { return };
    let Some(Head { at, columns: [men, women] }) = head(sheet, spec) else { return };
    let has_sex = |row: &SheetRow| {
        row.cells
            .iter()
            .filter_map(|(_, node)| text(node))
            .filter_map(|text| spec.column(text))
            .any(|one| one.key == SEX)
    };
    let is_told = sheet.rows.iter().skip(at).take(2).any(has_sex);
    sheet.merged.retain(|area| !(area.first.1 == men && area.last.1 == women));
    for (place, row) in sheet.rows.iter_mut().enumerate().skip(at) {
        match place - at {
            0 => {
                let node = cell(row, men).map(|node| Node::new(Value::Text(label.to_owned()), node.place.clone()));
                put(row, women, node.filter(|_| !is_told));
            }
            1 => row.cells.retain(|(column, _)| ![men, women].contains(column)),
            _ => one_year(row, men, women, is_told),
        }
    }
}

fn head(sheet: &Sheet, spec: &TableSpec) -> Option<Head> {
    sheet.rows.windows(2).take(TITLE_ROWS).enumerate().find_map(|(at, pair)| {
        let [upper, lower] = pair else { return None };
        let is_year =
            |node: &Node| text(node).and_then(|text| spec.column(text)).is_some_and(|column| column.key == YEAR);
        let men = upper.cells.iter().find(|(_, node)| is_year(node)).map(|(column, _)| *column)?;
        let says =
            |column: u32, word: &str| cell(lower, column).and_then(text).is_some_and(|text| ascii_key(text) == word);
        let is_so = says(men, SEXES[0]) && says(men + 1, SEXES[1]) && cell(upper, men + 1).is_none();
        is_so.then_some(Head { at, columns: [men, men + 1] })
    })
}

fn cell(row: &SheetRow, column: u32) -> Option<&Node> {
    row.cells.iter().find(|(own, _)| *own == column).map(|(_, node)| node)
}

/// Puts `node` into `column`, or nothing.
fn put(row: &mut SheetRow, column: u32, node: Option<Node>) {
    row.cells.retain(|(own, _)| *own != column);
    let at = row.cells.partition_point(|(own, _)| *own < column);
    row.cells.splice(at..at, node.map(|node| (column, node)));
}

/// The year of whoever has one of the two; who has both stays as typed.
fn one_year(row: &mut SheetRow, men: u32, women: u32, is_told: bool) {
    let filled = |column: u32| cell(row, column).filter(|node| !node.is_empty()).cloned();
    let (year, sex) = match (filled(men), filled(women)) {
        (Some(year), None) => (year, "Nam"),
        (None, Some(year)) => (year, "Nữ"),
        _ => return,
    };
    let sex = Node::new(Value::Text(sex.to_owned()), year.place.clone());
    put(row, men, Some(year));
    put(row, women, Some(sex).filter(|_| !is_told));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::base::diag::Report;
    use crate::campaign::rules::input::people;
    use crate::campaign::source::table::{Merged, from_sheet};

    #[test]
    fn the_year_stands_below_what_somebody_is() {
        for (head, merged) in [("Năm sinh", true), ("Ngày sinh", false)] {
            let rows: &[&[&str]] = &[
                &["TT", "Họ và tên", head, "", "Đơn vị"],
                &["", "", "Nam", "Nữ", ""],
                &["1", "Trần Văn An", "1980", "", "Phòng A"],
                &["2", "Vũ Thị Giang", "", "1985", "Phòng A"],
            ];
            let file: Arc<Path> = Path::new("s.xlsx").into();
            let mut sheet = Sheet::new(&file, "Cá nhân");
            sheet.merged.extend(merged.then_some(Merged { first: (0, 2), last: (0, 3) }));
            for (row, texts) in rows.iter().enumerate() {
                for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    let place = sheet.place(row as u32, column as u32);
                    sheet.put(row as u32, column as u32, Node::new(Value::Text((*text).to_owned()), place));
                }
            }
            let mut report = Report::new();
            let table = from_sheet(sheet, &people::TABLE, &mut report).unwrap();
            assert!(report.is_empty(), "{report:?}");
            let told = |key: &str| {
                table.rows.iter().map(|row| row.get(key).and_then(Node::text).unwrap_or_default()).collect::<Vec<_>>()
            };
            assert_eq!(
                (told(YEAR), told(SEX)),
                (vec!["1980".to_owned(), "1985".to_owned()], vec!["Nam".to_owned(), "Nữ".to_owned()])
            );
        }
    }
}
