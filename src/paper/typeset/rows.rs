//! Rows of a table: which place of the grid belongs to which cell, how high each row is, and which rows no page
//! may part.
//!
//! A cell of several rows is written once, in its first row; the rows below keep a place for it, as DOCX asks. The
//! heading of a section, a row of one cell, stays with the row that it heads.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Setter;
use super::flow::TableCell;
use super::overflow::Count;
use super::table::PADDING_PT;
use crate::paper::document::Table;

/// A place of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Where a cell of so many rows and columns begins.
    Cell { rows: usize, columns: usize },
    /// The first of so many columns of a cell that began in a row above.
    Below { columns: usize },
    /// Part of the place before it.
    Within,
}

/// Every place of the grid of a table.
pub struct Spots(BTreeMap<(usize, usize), Spot>);

impl Spots {
    /// Those of `table`.
    pub fn of(table: &Table) -> Self {
        let mut spots = BTreeMap::new();
        for area in &table.areas {
            for row in area.row..area.row + area.rows {
                spots.extend(area.own_columns().map(|column| ((row, column), Spot::Within)));
                spots.insert((row, area.column), Spot::Below { columns: area.columns });
            }
            spots.insert((area.row, area.column), Spot::Cell { rows: area.rows, columns: area.columns });
        }
        Spots(spots)
    }

    /// The place in `row`, those of the header counted first, and `column`.
    pub fn at(&self, row: usize, column: usize) -> Spot {
        self.0.get(&(row, column)).copied().unwrap_or(Spot::Cell { rows: 1, columns: 1 })
    }

    /// Whether a cell of that column only begins there.
    pub fn is_narrow(&self, row: usize, column: usize) -> bool {
        matches!(self.at(row, column), Spot::Cell { columns: 1, .. })
    }
}

/// What the fullest cell of a row needs.
#[derive(Clone, Debug, Default)]
pub struct Height {
    pub pt: f64,
    /// With one line more where rounding decides.
    pub most_pt: f64,
    pub doubtful: bool,
}

/// The height of each of `rows`, whose cells have so many lines (`counts`). A cell of several rows that needs more than
/// they have makes the last of them higher.
pub fn heights(setter: &Setter, rows: &[Vec<TableCell>], counts: &[Vec<Count>]) -> Vec<Height> {
    let counted = || rows.iter().zip(counts).map(|(cells, counts)| cells.iter().zip(counts));
    let mut heights: Vec<Height> =
        counted().map(|cells| needed(setter, cells.filter(|(cell, _)| cell.rows <= 1))).collect();
    for (row, cells) in counted().enumerate() {
        for tall in cells.filter(|(cell, _)| cell.rows > 1) {
            if let Some(own) = heights.get_mut(row..row + tall.0.rows) {
                stretch(own, &needed(setter, std::iter::once(tall)));
            }
        }
    }
    heights
}

fn needed<'r>(setter: &Setter, cells: impl Iterator<Item = (&'r TableCell, &'r Count)>) -> Height {
    let (mut most, mut pitch, mut doubtful) = (1, 0.0_f64, false);
    for (cell, count) in cells {
        pitch = pitch.max(setter.style(cell.par.style).pitch_pt);
        most = most.max(count.lines);
        doubtful |= count.is_doubtful;
    }
    let pt = most as f64 * pitch + 2.0 * PADDING_PT;
    Height { pt, most_pt: pt + if doubtful { pitch } else { 0.0 }, doubtful }
}

fn stretch(rows: &mut [Height], need: &Height) {
    let missing = need.pt - rows.iter().map(|row| row.pt).sum::<f64>();
    let missing_most = need.most_pt - rows.iter().map(|row| row.most_pt).sum::<f64>();
    let Some(last) = rows.last_mut() else { return };
    last.pt += missing.max(0.0);
    last.most_pt += missing_most.max(0.0);
    last.doubtful |= need.doubtful && missing_most > 0.0;
}

/// Those of `rows`, after the `head` of the header, that stay on the page of the row below: a cell stands in both, or
/// the row is the heading of a section. What takes more than a third of `room_pt` may be divided between its rows: moved
/// as a whole it would leave the page above it empty.
pub fn bound(rows: &[Vec<TableCell>], heights: &[Height], head: usize, room_pt: f64) -> Vec<usize> {
    let height = |group: &Range<usize>| heights[group.clone()].iter().map(|row| row.most_pt).sum::<f64>();
    let groups = groups(rows).into_iter().filter(|group| group.start >= head && height(group) <= room_pt / 3.0);
    let whole = groups.flat_map(|group| group.start..group.end - 1);
    let columns = rows.first().map_or(0, |cells| cells.iter().map(|cell| cell.columns).sum());
    let is_heading = |cells: &[TableCell]| columns > 1 && matches!(cells, [only] if only.columns == columns);
    let headings = (head..rows.len().saturating_sub(1)).filter(|row| is_heading(&rows[*row]));
    let mut bound: Vec<usize> = whole.chain(headings).collect();
    bound.sort_unstable();
    bound.dedup();
    bound
}

/// Rows that a cell joins, and every other row by itself.
fn groups(rows: &[Vec<TableCell>]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let end = row + cells.iter().map(|cell| cell.rows.max(1)).max().unwrap_or(1);
        match groups.last_mut() {
            Some(last) if row < last.end => last.end = last.end.max(end),
            _ => groups.push(row..end),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::{Area, Inline, Run, SizeSet};
    use crate::paper::norm::PORTRAIT;
    use crate::paper::typeset::flow::FlowTable;
    use crate::paper::typeset::table::table;

    fn cells(texts: &[&str]) -> Vec<Vec<Inline>> {
        texts.iter().map(|text| vec![Inline::Text(Run::plain(*text))]).collect()
    }

    fn area(row: usize, column: usize, rows: usize, columns: usize) -> Area {
        Area { row, column, rows, columns }
    }

    fn set(rows: Vec<Vec<Vec<Inline>>>, areas: Vec<Area>) -> FlowTable {
        let header = vec![cells(&["TT", "Số phiếu", ""]), cells(&["", "có", "không"])];
        let areas = [vec![area(0, 0, 2, 1), area(0, 1, 1, 2)], areas].concat();
        table(&Setter::new(SizeSet::Lon), &Table { header, rows, areas, ..Table::default() }, &PORTRAIT)
    }

    #[test]
    fn rows_joined_to_the_last_go_with_the_signature_unless_they_fill_the_page() {
        let joined = |count: usize| {
            let rows = (0..count).map(|_| cells(&["1", "a", "b"])).collect();
            let mut table = set(rows, vec![area(2, 2, count, 1)]);
            table.keep_last(1);
            table.keep_rows
        };
        assert_eq!((joined(3), joined(20)), (3, 0));
    }

    #[test]
    fn each_row_has_a_place_for_what_began_above() {
        let set = set(vec![cells(&["1", "a", "b"])], Vec::new());
        let shapes = |cells: &[TableCell]| cells.iter().map(|cell| (cell.rows, cell.columns)).collect::<Vec<_>>();
        assert_eq!(shapes(&set.header[0]), [(2, 1), (1, 2)]);
        assert_eq!(shapes(&set.header[1]), [(0, 1), (1, 1), (1, 1)]);
        assert_eq!((set.heights_pt.len(), set.bound.len()), (3, 0));
    }

    #[test]
    fn a_cell_that_needs_more_makes_its_last_row_higher() {
        let long = "dài ".repeat(60);
        let rows = vec![cells(&["1", &long, "x"]), cells(&["2", "", "y"]), cells(&["3", "b", "z"])];
        let set = set(rows, vec![area(2, 1, 2, 1)]);
        let line = set.heights_pt[4];
        assert_eq!(set.heights_pt[2], line);
        assert!(set.heights_pt[3] > 1.4 * line, "{:?}", set.heights_pt);
        assert_eq!(set.bound, [2]);
    }

    #[test]
    fn headings_of_sections_stay_with_the_next_row() {
        let heading = || cells(&["I. Tập thể", "", ""]);
        let rows = vec![heading(), cells(&["1", "a", "b"]), heading()];
        assert_eq!(set(rows, vec![area(2, 0, 1, 3), area(4, 0, 1, 3)]).bound, [2], "the last heads nothing");
    }

    #[test]
    fn what_no_page_holds_is_not_bound() {
        let rows: Vec<_> = (0..80).map(|_| cells(&["1", "a", "b"])).collect();
        assert!(set(rows, vec![area(2, 0, 80, 1)]).bound.is_empty());
    }
}
