//! What is too long for its line or too tall for its page.
//!
//! Nothing may run over the edge of the sheet, however strange the text: a word wider than its column is
//! cut at the edge, and a grid or a row that no page can hold may be divided, though else it never is.

use super::Setter;
use super::body::piece;
use super::breaks::{Lines, Piece, break_lines};
use super::flow::{Grid, Item, Par, Span};
use super::metrics::PT_PER_MM;

/// Fits `items` into a container of `width_mm` on pages with `height_mm` between the margins.
pub fn fit(setter: &Setter, items: &mut [Item], width_mm: f64, height_mm: f64) {
    for item in items {
        match item {
            Item::Par(par) => drop(settle(setter, par, width_mm)),
            Item::Grid(grid) => {
                for row in &mut grid.rows {
                    for (cell, column_mm) in row.iter_mut().zip(&grid.columns_mm) {
                        fit(setter, &mut cell.items, *column_mm, height_mm);
                    }
                }
                grid.splits = grid_height_pt(setter, grid) > height_mm * PT_PER_MM;
            }
            // Its cells were fitted when its columns were found.
            Item::Table(_) | Item::Rule(_) | Item::PageBreak => {}
        }
    }
}

/// Height of `grid` without the gap below it.
pub fn grid_height_pt(setter: &Setter, grid: &Grid) -> f64 {
    let row = |row: &Vec<super::flow::GridCell>| {
        let cells = row.iter().zip(&grid.columns_mm);
        let height = cells.map(|(cell, column_mm)| {
            let items = cell.items.iter().map(|item| item_height_pt(setter, item, *column_mm)).sum::<f64>();
            items.max(cell.height_mm * PT_PER_MM)
        });
        height.fold(0.0, f64::max)
    };
    grid.rows.iter().map(row).sum()
}

fn item_height_pt(setter: &Setter, item: &Item, column_mm: f64) -> f64 {
    match item {
        Item::Par(par) => {
            let style = setter.style(par.style);
            let lines = lines(setter, par, column_mm).lines as f64;
            par.before_pt + lines * style.pitch_pt + par.after_pt.unwrap_or(style.after_pt)
        }
        Item::Rule(rule) => rule.height_pt,
        Item::Grid(grid) => grid_height_pt(setter, grid) + grid.after_pt,
        Item::Table(_) | Item::PageBreak => 0.0,
    }
}

/// Notes in `par` where lines may end and where they must not, as a container of that width asks for it.
pub fn settle(setter: &Setter, par: &mut Par, container_mm: f64) -> Settled {
    let style = setter.style(par.style);
    let width_pt = (container_mm - par.left_mm - par.right_mm) * PT_PER_MM;
    let mut first_pt = par.first_mm.unwrap_or(style.first_mm) * PT_PER_MM;
    let mut settled = Settled::default();
    for part in par.spans.split_mut(|span| *span == Span::Break) {
        let pieces: Vec<Piece<'_>> = part.iter().map(|span| piece(span, style.size_pt)).collect();
        let lines = break_lines(&pieces, width_pt, first_pt, &setter.metrics);
        settled.count.add(&lines);
        settled.torn = settled.torn.or(lines.torn);
        settled.has_bonds |= lines.bonds.iter().any(|bonds| !bonds.is_empty());
        for (span, found) in part.iter_mut().zip(lines.breaks.into_iter().zip(lines.bonds)) {
            if let Span::Text { breaks, bonds, .. } = span {
                (*breaks, *bonds) = found;
            }
        }
        first_pt = 0.0;
    }
    settled
}

/// What [`settle`] has found.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// The first word that is torn because no line can hold it.
    pub torn: Option<String>,
    count: Count,
    /// What must not part has been noted, and the count does not know of it.
    has_bonds: bool,
}

impl Settled {
    /// The lines of `par`, in which this was noted in a container of that width.
    pub fn count(&self, setter: &Setter, par: &Par, container_mm: f64) -> Count {
        if self.has_bonds { lines(setter, par, container_mm) } else { self.count }
    }
}

/// How many lines a paragraph has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub lines: usize,
    /// Whether rounding may decide it.
    pub is_doubtful: bool,
}

impl Count {
    fn add(&mut self, lines: &Lines) {
        self.lines += lines.widths_pt.len();
        self.is_doubtful |= lines.doubtful;
    }
}

/// The lines of `par`, which has no break of its own, in a container of `width_mm`.
pub fn broken(setter: &Setter, par: &Par, width_mm: f64) -> Lines {
    let style = setter.style(par.style);
    let pieces: Vec<Piece<'_>> = par.spans.iter().map(|span| piece(span, style.size_pt)).collect();
    let width_pt = (width_mm - par.left_mm - par.right_mm) * PT_PER_MM;
    break_lines(&pieces, width_pt, par.first_mm.unwrap_or(style.first_mm) * PT_PER_MM, &setter.metrics)
}

/// Lines of `par` in a container of `width_mm`. A break inside the paragraph starts a new count.
pub fn lines(setter: &Setter, par: &Par, width_mm: f64) -> Count {
    let style = setter.style(par.style);
    let width_pt = (width_mm - par.left_mm - par.right_mm) * PT_PER_MM;
    let mut count = Count::default();
    for (index, part) in par.spans.split(|span| *span == Span::Break).enumerate() {
        let first_pt = if index == 0 { par.first_mm.unwrap_or(style.first_mm) * PT_PER_MM } else { 0.0 };
        let pieces: Vec<Piece<'_>> = part.iter().map(|span| piece(span, style.size_pt)).collect();
        count.add(&break_lines(&pieces, width_pt, first_pt, &setter.metrics));
    }
    count
}
