//! Cells of a table that are several in one.
//!
//! A cell that holds only `<` is one with the cell at its left, one that holds only `^` is one with the cell above;
//! `\\<` and `\\^` print the signs. Both may be chained, and together they make areas of several rows and columns. An
//! area is a rectangle, and does not run from the head into the rows: the head stands again on the next page.

use std::collections::BTreeMap;

use super::lines::{Faults, Glyph, Line};
use super::table::cells;
use crate::base::diag::{Code, Diagnostic};
use crate::paper::document::Area;

/// What a cell holds that is one with the cell at its left.
const LEFT: char = '<';
/// What a cell holds that is one with the cell above.
const ABOVE: char = '^';

fn holds(cell: &[Glyph], sign: char) -> bool {
    matches!(cell, [only] if only.is(sign))
}

/// Whether `cell` of a row is one with the cell above.
pub(super) fn is_below(cell: &[Glyph]) -> bool {
    holds(cell, ABOVE)
}

/// Whether the cell of column `column` is a part of another and has no text of its own.
pub(super) fn is_part(column: usize, cell: &[Glyph]) -> bool {
    (column > 0 && holds(cell, LEFT)) || is_below(cell)
}

/// Row and column of a cell.
type At = (usize, usize);

/// The areas of `lines`, the first `head` of which are the head; each line has as many cells. `None` after a fault.
pub(super) fn find(lines: &[&Line], head: usize, faults: &mut Faults) -> Option<Vec<Area>> {
    let (owners, known) = owners(lines, head, faults);
    let mut areas: BTreeMap<At, (Area, usize)> = BTreeMap::new();
    for (row, cells) in owners.iter().enumerate() {
        for (column, owner) in cells.iter().enumerate().filter(|(column, owner)| **owner != (row, *column)) {
            let new = || (Area { row: owner.0, column: owner.1, rows: 1, columns: 1 }, 1);
            let (area, cells) = areas.entry(*owner).or_insert_with(new);
            area.rows = area.rows.max(row - owner.0 + 1);
            area.columns = area.columns.max(column - owner.1 + 1);
            *cells += 1;
        }
    }
    let torn = areas.values().filter(|(area, cells)| area.rows * area.columns != *cells);
    let missing = torn.filter_map(|(area, _)| Some((area, missing(area, &owners)?)));
    let faulty: Vec<(&Area, At)> = missing.collect();
    for (area, (row, column)) in &faulty {
        faults.push(place(lines[*row], *column), not_whole(area));
    }
    (known && faulty.is_empty()).then(|| areas.into_values().map(|(area, _)| area).collect())
}

/// The cell that each cell is a part of, and whether each has one.
fn owners(lines: &[&Line], head: usize, faults: &mut Faults) -> (Vec<Vec<At>>, bool) {
    let mut owners: Vec<Vec<At>> = Vec::with_capacity(lines.len());
    let mut known = true;
    for (row, line) in lines.iter().enumerate() {
        let mut own: Vec<At> = Vec::new();
        for (column, cell) in cells(line).iter().enumerate() {
            let above = owners.last().filter(|_| row != head).and_then(|above| above.get(column));
            let joined = if holds(cell, LEFT) { own.last() } else { above.filter(|_| is_below(cell)) };
            if is_below(cell) && above.is_none() {
                faults.push(place(line, column), nothing_above(row));
                known = false;
            }
            own.push(joined.copied().unwrap_or((row, column)));
        }
        owners.push(own);
    }
    (owners, known)
}

/// The first cell inside `area` that is no part of it.
fn missing(area: &Area, owners: &[Vec<At>]) -> Option<At> {
    let cells = (area.row..area.row + area.rows).flat_map(|row| area.own_columns().map(move |column| (row, column)));
    cells.into_iter().find(|(row, column)| owners[*row].get(*column) != Some(&(area.row, area.column)))
}

/// Where the cell of column `column` stands: its text, or the bar before it.
fn place(line: &Line, column: usize) -> usize {
    let bar = line.glyphs.iter().filter(|glyph| glyph.is('|')).nth(column).map_or(line.at, |bar| bar.at);
    cells(line).get(column).and_then(|cell| cell.first()).map_or(bar, |glyph| glyph.at)
}

fn nothing_above(row: usize) -> Diagnostic {
    let message = match row {
        0 => "`^` gộp với ô ở trên, nhưng đây là hàng đầu của bảng",
        _ => "`^` gộp với ô ở trên, nhưng ô ở trên thuộc đầu bảng",
    };
    Diagnostic::error(Code::VB035, message).hint("ghi chữ của ô, hoặc để trống; in chính dấu ấy thì viết `\\^`")
}

fn not_whole(area: &Area) -> Diagnostic {
    let Area { rows, columns, .. } = area;
    let message = format!("ô này nằm trong vùng gộp {rows} hàng, {columns} cột mà không gộp vào");
    Diagnostic::error(Code::VB035, message)
        .hint("vùng gộp là hình chữ nhật: ghi `<` (gộp với ô bên trái) hoặc `^` (gộp với ô ở trên) vào ô này")
        .hint("hoặc bỏ dấu gộp ở các ô chung quanh")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper::document::Table;
    use crate::paper::document::lines::split;
    use crate::paper::document::table::parse;

    fn read(body: &str) -> (Option<Table>, Vec<String>) {
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        let table = parse(&split(body), None, &mut faults);
        let told = faults.report.iter().map(|finding| {
            let (line, column) = finding.place.as_ref().and_then(|place| place.line_and_column()).unwrap();
            format!("{} {line}:{column}", finding.code)
        });
        (table, told.collect())
    }

    fn areas(body: &str) -> Vec<[usize; 4]> {
        let (table, faults) = read(body);
        assert!(faults.is_empty(), "{faults:?}");
        table.unwrap().areas.iter().map(|area| [area.row, area.column, area.rows, area.columns]).collect()
    }

    #[test]
    fn a_cell_may_be_one_with_the_cell_at_its_left() {
        let body = "|a|<|b|\n|-|-|-|\n|I. X|<|<|\n|<|\\<|a < b|";
        assert_eq!(areas(body), [[0, 0, 1, 2], [1, 0, 1, 3]]);
        let table = read(body).0.unwrap();
        assert!(table.header[0][1].is_empty() && !table.rows[1][0].is_empty() && !table.rows[1][1].is_empty());
    }

    #[test]
    fn a_cell_may_be_one_with_the_cell_above() {
        let body = "|TT|Số phiếu|<|\n|^|có|không|\n|-|-|-|\n|1|A|\\^|\n|^|^|x^2|\n|^|B|z|";
        assert_eq!(areas(body), [[0, 0, 2, 1], [0, 1, 1, 2], [2, 0, 3, 1], [2, 1, 2, 1]]);
        assert!(!read(body).0.unwrap().rows[0][2].is_empty());
    }

    #[test]
    fn an_area_has_rows_and_columns() {
        for second in ["|^|<|c|", "|^|^|c|"] {
            assert_eq!(areas(&format!("|a|<|b|\n{second}\n|-|-|-|")), [[0, 0, 2, 2]]);
        }
    }

    #[test]
    fn what_is_no_rectangle_is_told_at_the_cell() {
        assert_eq!(read("|a|<|\n|^|b|\n|-|-|").1, ["VB035 2:4"]);
        assert_eq!(read("|a|b|\n|-|-|\n|c|d|\n|^|<|").1, ["VB035 3:4"]);
        assert_eq!(read("|a|b|c|\n|-|-|-|\n|1|<||\n|^|<|<|").1, ["VB035 3:5"]);
    }

    #[test]
    fn nothing_is_above_the_first_row_of_head_and_rows() {
        assert_eq!(read("|a|^|\n|-|-|\n|^| x|").1, ["VB035 1:4", "VB035 3:2"]);
        assert!(read("|^|\n|-|").0.is_none());
    }
}
