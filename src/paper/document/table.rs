//! Tables: rows of cells between `|`, with a row of dashes below the head that gives the alignment.
//!
//! The row of dashes is required: without it nobody can tell a table from lines that only look like
//! one, and the head that must repeat on every page would be unknown. All rows above it are the head. Cells that are
//! several in one: [`super::areas`].

use super::areas;
use super::inline;
use super::lines::{Faults, Glyph, Line, trim};
use super::{ColumnAlign, Inline, Table};
use crate::base::diag::{Code, Diagnostic};
use crate::base::limits;

/// Widths given by `@cot`, and where it stands.
pub(super) struct Widths {
    pub at: usize,
    pub columns_mm: Vec<f64>,
}

/// A head has so many rows at most; farther down, a row of dashes belongs to the next table.
const MOST_HEAD_ROWS: usize = 4;

/// How many of `lines` belong to the table that starts with the first one. Blank lines are gone already, so a row
/// with a row of dashes below it starts the next table, and so does the row above one that has a cell of it.
pub(super) fn extent(lines: &[Line]) -> usize {
    let run = lines.iter().take_while(|line| line.starts_with('|')).count();
    let lines = lines.get(..run).unwrap_or_default();
    let first = head_rows(lines).map_or(1, |rows| rows + 1);
    let next = (first + 1..run).find(|index| is_delimiter(&lines[*index]));
    let Some(mut start) = next.map(|delimiter| delimiter - 1) else { return run };
    while start > first && cells(&lines[start]).iter().any(|cell| areas::is_below(cell)) {
        start -= 1;
    }
    start
}

/// How many rows stand above the row of dashes; `None` without one.
fn head_rows(lines: &[Line]) -> Option<usize> {
    let delimiter = lines.iter().enumerate().take(MOST_HEAD_ROWS + 1).skip(1).find(|(_, line)| is_delimiter(line));
    delimiter.map(|(index, _)| index)
}

/// The table in `lines`; `None` when its form is at fault.
pub(super) fn parse(lines: &[Line], widths: Option<Widths>, faults: &mut Faults) -> Option<Table> {
    let first = lines.first()?;
    let columns = cells(first).len();
    if !limits::TABLE_COLUMNS.allows(columns) {
        faults.push(
            first.at,
            limits::TABLE_COLUMNS.over().hint("Word không mở được bảng nhiều cột hơn: tách thành nhiều bảng"),
        );
        return None;
    }
    let Some(head) = head_rows(lines) else {
        row(first, faults);
        faults.push(first.at, missing_delimiter(columns));
        return None;
    };
    let (above, below) = lines.split_at(head);
    let (delimiter, below) = below.split_first()?;
    let own: Vec<&Line> = above.iter().chain(below).collect();
    let mut fits = check_count(delimiter, columns, faults);
    let mut rows = Vec::with_capacity(own.len());
    for line in &own {
        fits &= check_count(line, columns, faults);
        rows.push(row(line, faults));
    }
    fits &= check_widths(widths.as_ref(), columns, faults);
    let areas = if fits { areas::find(&own, head, faults)? } else { Vec::new() };
    let align = cells(delimiter).iter().map(|cell| alignment(cell)).collect();
    let columns_mm = widths.map(|widths| widths.columns_mm).unwrap_or_default();
    let mut header = rows;
    let rows = header.split_off(head);
    fits.then(|| Table { columns_mm, align, header, rows, areas, places: faults.places(own) })
}

fn row(line: &Line, faults: &mut Faults) -> Vec<Vec<Inline>> {
    let cell = |(column, cell): (usize, &&[Glyph])| match areas::is_part(column, cell) {
        true => Vec::new(),
        false => inline::parse(cell, faults),
    };
    cells(line).iter().enumerate().map(cell).collect()
}

/// The cells of a row, trimmed; what follows the last `|` counts only when something stands there.
pub(super) fn cells(line: &Line) -> Vec<&[Glyph]> {
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
        assert_eq!(table.header[0][1], [Inline::Text(crate::paper::document::Run::plain("b|c"))]);
        assert_eq!(table.rows.len(), 1);
        assert!(table.rows[0][0].is_empty());
    }

    #[test]
    fn all_rows_above_the_dashes_are_the_head() {
        let table = table("|a|b|\n|(1)|(2)|\n|-|-|\n|c|d|").unwrap();
        assert_eq!((table.header.len(), table.rows.len()), (2, 1));
        let places: Vec<_> = table.places.iter().filter_map(|place| place.line_and_column()).collect();
        assert_eq!(places, [(1, 1), (2, 1), (4, 1)]);
        assert!(super::head_rows(&split("|1|\n|2|\n|3|\n|4|\n|5|\n|-|")).is_none());
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
        let lines = split("|a|\n|-|\n|1|\n|2|\n\n|b|<|\n|^|c|\n|-|-|\n|3|4|");
        assert_eq!((extent(&lines), extent(&lines[4..])), (4, 4));
        assert_eq!(extent(&split("|1|\n|2|\n|3|\n|4|\n|b|\n|-|\n|5|")), 4, "the first has no dashes");
    }
}
