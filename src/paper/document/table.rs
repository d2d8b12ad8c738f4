//! Tables: rows of cells between `|`, with a row of dashes below the head that gives the alignment.
//!
//! A cell that holds only `<` is one with the cell at its left; `\<` prints the sign.
//!
//! The row of dashes is required: without it nobody can tell a table from lines that only look like
//! one, and the head that must repeat on every page would be unknown.

use super::inline;
use super::lines::{Faults, Glyph, Line, trim};
use super::{ColumnAlign, Inline, Table};
use crate::base::diag::{Code, Diagnostic};

/// Widths given by `@cot`, and where it stands.
pub(super) struct Widths {
    pub at: usize,
    pub columns_mm: Vec<f64>,
}

/// How many of `lines` belong to the table that starts with the first one. Blank lines are gone
/// already, so a row with a row of dashes below it starts the next table.
pub(super) fn extent(lines: &[Line]) -> usize {
    let starts_next = |index: usize| index > 1 && lines.get(index + 1).is_some_and(is_delimiter);
    let is_own = |(index, line): &(usize, &Line)| line.starts_with('|') && !starts_next(*index);
    lines.iter().enumerate().take_while(is_own).count()
}

/// What a cell holds that is one with the cell at its left.
const JOINED: char = '<';

/// The table in `lines`; `None` when its form is at fault.
pub(super) fn parse(lines: &[Line], widths: Option<Widths>, faults: &mut Faults) -> Option<Table> {
    let head = lines.first()?;
    let header = row(head, faults);
    let Some(delimiter) = lines.get(1).filter(|line| is_delimiter(line)) else {
        faults.push(head.at, missing_delimiter(header.len()));
        return None;
    };
    let columns = header.len();
    let align: Vec<ColumnAlign> = cells(delimiter).iter().map(|cell| alignment(cell)).collect();
    let mut fits = check_count(delimiter, columns, faults);
    let mut rows = Vec::new();
    let mut joined = joined_cells(head, 0);
    for (index, line) in lines.get(2..).unwrap_or_default().iter().enumerate() {
        fits &= check_count(line, columns, faults);
        rows.push(row(line, faults));
        joined.extend(joined_cells(line, index + 1));
    }
    fits &= check_widths(widths.as_ref(), columns, faults);
    let mut places = faults.places(lines);
    places.remove(1);
    let columns_mm = widths.map(|widths| widths.columns_mm).unwrap_or_default();
    fits.then_some(Table { columns_mm, align, header, rows, joined, places })
}

fn row(line: &Line, faults: &mut Faults) -> Vec<Vec<Inline>> {
    let cell = |(column, cell): (usize, &&[Glyph])| match is_joined(column, cell) {
        true => Vec::new(),
        false => inline::parse(cell, faults),
    };
    cells(line).iter().enumerate().map(cell).collect()
}

fn joined_cells(line: &Line, row: usize) -> Vec<(usize, usize)> {
    let cells = cells(line);
    let joined = cells.iter().enumerate().filter(|(column, cell)| is_joined(*column, cell));
    joined.map(|(column, _)| (row, column)).collect()
}

fn is_joined(column: usize, cell: &[Glyph]) -> bool {
    column > 0 && matches!(cell, [only] if only.is(JOINED))
}

/// The cells of a row, trimmed; what follows the last `|` counts only when something stands there.
fn cells(line: &Line) -> Vec<&[Glyph]> {
    let inner = line.glyphs.get(1..).unwrap_or_default();
    let mut cells: Vec<&[Glyph]> = inner.split(|glyph| glyph.is('|')).map(trim).collect();
    if cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    cells
}

fn is_delimiter(line: &Line) -> bool {
    let cells = cells(line);
    line.starts_with('|') && !cells.is_empty() && cells.iter().all(|cell| is_rule(cell))
}

/// `---`, with a colon at either end or none.
fn is_rule(cell: &[Glyph]) -> bool {
    let dashes = match cell {
        [first, inner @ .., last] if first.is(':') && last.is(':') => inner,
        [first, inner @ ..] if first.is(':') => inner,
        [inner @ .., last] if last.is(':') => inner,
        _ => cell,
    };
    !dashes.is_empty() && dashes.iter().all(|glyph| glyph.is('-'))
}

fn alignment(cell: &[Glyph]) -> ColumnAlign {
    let colon = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.is(':'));
    match (colon(cell.first()), colon(cell.last())) {
        (true, true) => ColumnAlign::Center,
        (true, false) => ColumnAlign::Left,
        (false, true) => ColumnAlign::Right,
        (false, false) => ColumnAlign::Auto,
    }
}

fn check_count(line: &Line, columns: usize, faults: &mut Faults) -> bool {
    let found = cells(line).len();
    if found == columns {
        return true;
    }
    let bars = line.glyphs.iter().filter(|glyph| glyph.is('|'));
    let extra = bars.clone().nth(columns).filter(|_| found > columns);
    let at = extra.map_or(line.at, |bar| bar.at);
    let message = format!("hàng này có {found} ô, đầu bảng có {columns} ô");
    let hint = if found > columns {
        "bỏ ô thừa; dấu `|` là chữ trong ô thì viết `\\|`"
    } else {
        "thêm cho đủ ô; ô trống cũng có dấu `|` của nó"
    };
    faults.push(at, Diagnostic::error(Code::VB019, message).hint(hint));
    false
}

fn check_widths(widths: Option<&Widths>, columns: usize, faults: &mut Faults) -> bool {
    let Some(widths) = widths else { return true };
    let given = widths.columns_mm.len();
    if given == columns {
        return true;
    }
    let message = format!("`@cot` có {given} bề rộng, bảng có {columns} cột");
    let hint = "ghi cho mỗi cột một số milimét, ví dụ `@cot 10 40 30` cho ba cột";
    faults.push(widths.at, Diagnostic::error(Code::VB020, message).hint(hint));
    false
}

fn missing_delimiter(columns: usize) -> Diagnostic {
    let example = format!("|{}", "---|".repeat(columns.max(1)));
    Diagnostic::error(Code::VB018, "bảng thiếu hàng gạch ngang dưới đầu bảng")
        .hint(format!("thêm dòng `{example}` ngay dưới dòng này"))
        .hint("dòng này không phải bảng thì viết `\\|` thay cho `|` ở đầu dòng")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper::document::lines::split;

    fn table(body: &str) -> Option<Table> {
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        parse(&split(body), None, &mut faults)
    }

    #[test]
    fn cells_may_hold_bars_and_be_empty() {
        let table = table("| a | b\\|c |\n|:-:|--:|\n| | x").unwrap();
        assert_eq!(table.align, [ColumnAlign::Center, ColumnAlign::Right]);
        assert_eq!(table.header[1], [Inline::Text(crate::paper::document::Run::plain("b|c"))]);
        assert_eq!(table.rows.len(), 1);
        assert!(table.rows[0][0].is_empty());
    }

    #[test]
    fn a_cell_may_be_one_with_the_cell_at_its_left() {
        let table = table("|a|<|b|\n|-|-|-|\n|I. X|<|<|\n|<|\\<|a < b|").unwrap();
        assert_eq!(table.joined, [(0, 1), (1, 1), (1, 2)]);
        assert!(table.header[1].is_empty() && !table.rows[1][0].is_empty() && !table.rows[1][1].is_empty());
    }

    #[test]
    fn a_head_without_rows_is_a_table() {
        assert_eq!(table("|a|\n|-|").unwrap().rows.len(), 0);
    }

    #[test]
    fn the_next_head_starts_the_next_table() {
        let lines = split("|a|\n|-|\n|1|\n\n|2|\n\n|b|\n|-|\n|3|\nx");
        assert_eq!(extent(&lines), 4);
        assert_eq!(extent(&lines[4..]), 3);
    }
}
