//! Which row of a sheet holds the headers.
//!
//! It is the row that names most columns among the first ones, for titles of any length stand above it.
//! Forms of offices have headers in two rows ("Kết quả" over "Chỉ số" and "Giá trị") and number their
//! columns below them; neither is data.

use super::table::{COUNTERS, Merged, Sheet, SheetRow};
use super::{Kind, Node, TableSpec, Value};
use crate::base::text::ascii_key;

/// How many rows above the headers a title may take.
pub const TITLE_ROWS: usize = 20;

/// The headers of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The row of the headers, the lower one of two; from 0.
    pub number: u32,
    /// Columns with their headers, from left to right.
    pub cells: Vec<(u32, Node)>,
    /// The position in the rows of the sheet where the data begin.
    pub data_from: usize,
    /// How many columns of the table are named.
    pub known: usize,
}

/// The headers of the table `spec` in `sheet`; `None` when no row names a column.
pub fn find(sheet: &Sheet, spec: &TableSpec) -> Option<Header> {
    let rows = &sheet.rows;
    let mut best: Option<Header> = None;
    for (at, row) in rows.iter().enumerate().take(TITLE_ROWS) {
        let single =
            Header { number: row.number, cells: row.cells.clone(), data_from: at + 1, known: known(&row.cells, spec) };
        let double = rows.get(at + 1).and_then(|lower| stacked(sheet, at, lower, spec));
        let double = double.filter(|double| double.known > single.known);
        let candidate = double.unwrap_or(single);
        if candidate.known > best.as_ref().map_or(0, |best| best.known) {
            best = Some(candidate);
        }
    }
    Some(settled(best?, sheet))
}

/// The headers of a table that nobody but `sheet` knows: the row with the counter of the rows, else the first
/// row of words that is nearly as wide as the widest of them. `None` with fewer than `least` columns.
pub fn guess(sheet: &Sheet, least: usize) -> Option<Header> {
    let worded = (0..sheet.rows.len().min(TITLE_ROWS)).filter_map(|at| worded(sheet, at));
    let candidates: Vec<Header> = worded.filter(|header| header.cells.len() >= least).collect();
    let counts = |header: &&Header| header.cells.iter().any(|(_, node)| text(node).is_some_and(is_counter));
    let widest = candidates.iter().map(|header| header.cells.len()).max()?;
    let is_wide = |header: &&Header| 4 * header.cells.len() >= 3 * widest;
    let header = candidates.iter().find(counts).or_else(|| candidates.iter().find(is_wide))?;
    Some(settled(header.clone(), sheet))
}

/// The row at `at` as headers when it holds words only; with the row below it where one heads several columns.
fn worded(sheet: &Sheet, at: usize) -> Option<Header> {
    let row = sheet.rows.get(at)?;
    let words = |row: &SheetRow| row.cells.iter().all(|(_, node)| text(node).is_some());
    let single = Header { number: row.number, cells: row.cells.clone(), data_from: at + 1, known: 0 };
    if !words(row) {
        return None;
    }
    if !row.cells.iter().any(|(column, _)| heads_several(sheet, row.number, *column)) {
        return Some(single);
    }
    let lower = sheet.rows.get(at + 1).filter(|lower| lower.number == row.number + 1 && words(lower))?;
    Some(laid_over(row, lower, at))
}

/// Whether a cell is merged with others of its row.
fn heads_several(sheet: &Sheet, row: u32, column: u32) -> bool {
    sheet.merged.iter().any(|area| area.first == (row, column) && area.last.1 > column)
}

fn is_counter(text: &str) -> bool {
    COUNTERS.contains(&ascii_key(text).as_str())
}

/// `header` with the place where the data begin.
fn settled(mut header: Header, sheet: &Sheet) -> Header {
    let rows = &sheet.rows;
    // Cells merged from the row of headers down belong to it with all their rows.
    let below = sheet.merged.iter().filter(|area| area.first.0 <= header.number && area.last.0 >= header.number);
    let named = below.filter(|area| header.cells.iter().any(|(column, _)| *column == area.first.1));
    let last = named.map(|area| area.last.0).max().unwrap_or(header.number).max(header.number);
    let rest = |from: usize, row: &SheetRow| from >= header.data_from && row.number > last;
    header.data_from = rows.iter().enumerate().position(|(at, row)| rest(at, row)).unwrap_or(rows.len());
    if rows.get(header.data_from).is_some_and(|row| numbers_columns(row, &header)) {
        header.data_from += 1;
    }
    header
}

/// Puts a name whose parts stand in several columns below one merged header into the first of them: "Vũ Thị" and "Giang"
/// below "Họ và tên", as lists are often kept to sort them by given names.
pub fn join_names(sheet: &mut Sheet, header: &Header, spec: &TableSpec) {
    let own = |column: u32| header.cells.iter().find(|(own, _)| *own == column).and_then(|(_, node)| text(node));
    let is_name = |column: u32| {
        let kind = own(column).and_then(|text| spec.column(text)).map(|column| column.kind);
        matches!(kind, Some(Kind::Person | Kind::Subject))
    };
    let heads = |area: &&Merged| {
        let ((row, from), (last, to)) = (area.first, area.last);
        let is_header = row <= header.number && last + 1 >= header.number;
        is_header && to > from && is_name(from) && (from + 1..=to).all(|column| own(column).is_none())
    };
    let areas: Vec<(u32, u32)> = sheet.merged.iter().filter(heads).map(|area| (area.first.1, area.last.1)).collect();
    for (from, to) in areas {
        sheet.rows.iter_mut().skip(header.data_from).for_each(|row| join_cells(row, from, to));
    }
}

/// Joins the words in the columns `from` to `to`; what is no word stays where it is.
fn join_cells(row: &mut SheetRow, from: u32, to: u32) {
    let is_part = |column: &u32| (from..=to).contains(column);
    let parts = row.cells.iter().filter(|(column, node)| is_part(column) && !node.is_empty());
    let Some(words) = parts.map(|(_, node)| text(node)).collect::<Option<Vec<&str>>>() else { return };
    let whole = words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return;
    }
    let mut is_first = true;
    row.cells.retain_mut(|(column, node)| {
        let is_kept = !is_part(column) || std::mem::take(&mut is_first);
        if is_part(column) && is_kept {
            (*column, node.value) = (from, Value::Text(whole.clone()));
        }
        is_kept
    });
}

/// The text of a header.
pub fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn known(cells: &[(u32, Node)], spec: &TableSpec) -> usize {
    let mut keys: Vec<&str> = cells
        .iter()
        .filter_map(|(_, node)| text(node))
        .filter_map(|text| spec.column(text))
        .map(|column| column.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

/// `lower` laid over the row at `at`, when all that `lower` says are headers: known ones, or words below a
/// header that is none of their column alone.
fn stacked(sheet: &Sheet, at: usize, lower: &SheetRow, spec: &TableSpec) -> Option<Header> {
    let upper = sheet.rows.get(at)?;
    let is_free = |column: u32| {
        upper.cells.iter().all(|(other, _)| *other != column) || heads_several(sheet, upper.number, column)
    };
    let is_header = |(column, node): &(u32, Node)| {
        text(node).is_some_and(|text| spec.column(text).is_some() || is_counter(text) || is_free(*column))
    };
    if lower.number != upper.number + 1 || !lower.cells.iter().all(is_header) {
        return None;
    }
    let header = laid_over(upper, lower, at);
    Some(Header { known: known(&header.cells, spec), ..header })
}

/// `lower` laid over `upper`, the row at `at`.
fn laid_over(upper: &SheetRow, lower: &SheetRow, at: usize) -> Header {
    let mut cells = lower.cells.clone();
    cells
        .extend(upper.cells.iter().filter(|(column, _)| lower.cells.iter().all(|(other, _)| other != column)).cloned());
    cells.sort_by_key(|(column, _)| *column);
    Header { number: lower.number, known: 0, cells, data_from: at + 2 }
}

/// Whether `row` numbers the columns: `(1)`, `(2)` … or `A`, `B`, `1`, `2` …, also with what a column is worked out
/// of (`5=3+4`). It numbers all of them, or most and in brackets.
fn numbers_columns(row: &SheetRow, header: &Header) -> bool {
    let (mut next, mut bracketed, mut letters) = (1, 0, 0);
    let is_mark = |(_, node): &(u32, Node)| {
        let text = match &node.value {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text.split('=').next().unwrap_or_default().trim().to_owned(),
            _ => return false,
        };
        let mark = text.trim_matches(['(', ')', '[', ']']).trim();
        bracketed += i32::from(text.starts_with(['(', '[']));
        let is_letter = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_alphabetic());
        // "A", "B", "C" in their order are as good as numbers.
        letters += u8::from(mark.bytes().eq([b'A' + letters]));
        let is_next = mark == next.to_string();
        next += i32::from(is_next);
        is_letter || is_next
    };
    let are_marks = row.cells.iter().all(is_mark);
    let is_whole = row.cells.len() == header.cells.len();
    let is_most = 2 * row.cells.len() > header.cells.len() && bracketed as usize == row.cells.len();
    are_marks && (next > 2 || is_whole && letters > 1 && header.known > 0) && (is_whole || is_most)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::base::diag::{Code, Report};
    use crate::campaign::source::table::{Merged, from_sheet};
    use crate::campaign::source::{Column, Row, Table};

    const fn column(key: &'static str, label: &'static str, required: bool) -> Column {
        Column { required, ..Column::new(key, label, &[]) }
    }

    const SPEC: TableSpec = TableSpec {
        key: "ket_qua",
        label: "Kết quả",
        columns: &[
            column("don_vi", "Đơn vị", true),
            column("chi_so", "Chỉ số", true),
            column("gia_tri", "Giá trị", true),
            column("ghi_chu", "Ghi chú", false),
            column("ho_ten", "Họ và tên", false).holding(Kind::Person, 20.0, ""),
        ],
    };

    /// Row and column of the first and of the last cell.
    type Area = ((u32, u32), (u32, u32));

    fn read(rows: &[&[&str]], merged: &[Area]) -> (Option<Table>, Report) {
        let file: Arc<Path> = Path::new("s.xlsx").into();
        let mut sheet = Sheet::new(&file, "Kết quả");
        sheet.merged = merged.iter().map(|(first, last)| Merged { first: *first, last: *last }).collect();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (row, column) = (row as u32, column as u32);
                let place = sheet.place(row, column);
                sheet.put(row, column, Node::new(Value::Text((*text).to_owned()), place));
            }
        }
        let mut report = Report::new();
        let table = from_sheet(sheet, &SPEC, &mut report);
        (table, report)
    }

    /// The values of each row in the order of the columns of the table.
    fn values(table: Option<Table>) -> Vec<Vec<String>> {
        let rows = table.unwrap().rows.into_iter();
        let shown = |row: &Row, key: &str| row.get(key).and_then(text).unwrap_or_default().to_owned();
        let keys = |row: &Row| {
            SPEC.columns
                .iter()
                .filter(|column| row.has_column(column.key))
                .map(|column| shown(row, column.key))
                .collect()
        };
        rows.map(|row| keys(&row)).collect()
    }

    #[test]
    fn a_unit_merged_over_rows_is_the_unit_of_all() {
        let rows: &[&[&str]] = &[
            &["KẾT QUẢ CÁC ĐƠN VỊ"],
            &["Đơn vị", "Chỉ số", "Giá trị"],
            &["Phòng A", "a", "1"],
            &["", "b", "2"],
            &["", "c", "3"],
            &["Phòng B", "a", "4"],
        ];
        let (table, report) = read(rows, &[((0, 0), (0, 2)), ((2, 0), (4, 0)), ((5, 0), (9, 0))]);
        assert!(report.is_empty(), "{report:?}");
        let spots: Vec<String> =
            table.as_ref().unwrap().rows.iter().map(|row| row.cells[0].1.place.clone().to_string()).collect();
        assert_eq!(spots[1], "s.xlsx [Kết quả!A3]");
        let units: Vec<String> = values(table).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(units, ["Phòng A", "Phòng A", "Phòng A", "Phòng B"]);
    }

    #[test]
    fn a_name_in_two_columns_below_one_header_is_one_name() {
        for (merged, lower) in [(&[((0, 3), (0, 4))][..], &[][..]), (&[((0, 3), (1, 4))], &[&["", ""][..]])] {
            let mut rows: Vec<&[&str]> = vec![&["Đơn vị", "Chỉ số", "Giá trị", "Họ và tên", "", "Ghi chú"]];
            rows.extend(lower);
            rows.push(&["Phòng A", "a", "1", "Vũ Thị", "Giang", "x"]);
            rows.push(&["Phòng A", "b", "2", "", "Ái", ""]);
            let (table, report) = read(&rows, merged);
            assert!(report.is_empty(), "{report:?}");
            let names: Vec<String> = values(table).iter().map(|row| format!("{}/{}", row[3], row[4])).collect();
            assert_eq!(names, ["x/Vũ Thị Giang", "/Ái"]);
        }
        let rows: &[&[&str]] = &[&["Đơn vị", "Chỉ số", "Giá trị", ""], &["Phòng A", "a", "1", "2"]];
        let (table, report) = read(rows, &[((0, 2), (0, 3))]);
        assert_eq!(values(table), [["Phòng A", "a", "1"]], "only names are kept in parts");
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL012]);
    }

    #[test]
    fn headers_may_take_two_rows() {
        let merged: &[Area] = &[((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3))];
        for merged in [merged, &[]] {
            let rows: &[&[&str]] = &[
                &["Đơn vị", "Kết quả đánh giá", "", "Ghi chú"],
                &["", "Chỉ số", "Giá trị"],
                &["(1)", "(2)", "(3)", "(4)"],
                &["Phòng A", "a", "1", ""],
            ];
            let (table, report) = read(rows, merged);
            assert!(report.is_empty(), "{report:?}");
            assert_eq!(values(table), [["Phòng A", "a", "1", ""]]);
        }
    }

    #[test]
    fn headers_merged_downwards_are_no_data() {
        let rows: &[&[&str]] = &[&["Đơn vị", "Chỉ số", "Giá trị"], &["", "(mã)"], &["Phòng A", "a", "1"]];
        let (table, report) = read(rows, &[((0, 0), (1, 0)), ((0, 2), (1, 2))]);
        assert!(report.is_empty(), "{report:?}");
        assert_eq!(values(table), [["Phòng A", "a", "1"]]);
    }

    #[test]
    fn a_row_of_totals_is_told_and_left_out() {
        let rows: &[&[&str]] =
            &[&["TT", "Đơn vị", "Chỉ số", "Giá trị"], &["1", "Phòng A", "a", "1"], &["", "Tổng cộng", "", "1"]];
        let (table, report) = read(rows, &[]);
        assert_eq!(values(table), [["Phòng A", "a", "1"]]);
        let finding = report.iter().next().unwrap();
        assert_eq!(finding.code, Code::DL026);
        assert_eq!(finding.place.as_ref().unwrap().to_string(), "s.xlsx [Kết quả!B3]");
    }

    #[test]
    fn columns_are_numbered_in_many_ways() {
        for numbers in [
            &["(1)", "(2)", "(3)", "(4)"][..],
            &["A", "B", "1", "2"],
            &["1", "2", "3=1+2", "4"],
            &["(a)", "(1)", "(2)=(1)x100", "(3)"],
            &["(1)", "(2)", "(3)", ""],
            &["", "(1)", "(2)", "(3)"],
        ] {
            let head = ["Đơn vị", "Chỉ số", "Giá trị", "Ghi chú"];
            let (table, report) = read(&[&head, numbers, &["Phòng A", "a", "1", ""]], &[]);
            assert!(report.is_empty(), "{numbers:?}: {report}");
            assert_eq!(values(table), [["Phòng A", "a", "1", ""]], "{numbers:?}");
        }
        let (table, _) = read(&[&["Đơn vị", "Chỉ số", "Giá trị", "Ghi chú"], &["1", "a", "2", ""]], &[]);
        assert_eq!(values(table).len(), 1);
    }

    #[test]
    fn a_value_that_is_called_like_a_header_is_no_header() {
        let (table, _) = read(&[&["Đơn vị", "Chỉ số", "Giá trị"], &["Phòng A", "Ghi chú", "1"]], &[]);
        assert_eq!(values(table), [["Phòng A", "Ghi chú", "1"]]);
    }
}
