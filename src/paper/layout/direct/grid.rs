//! Columns side by side, and the lines around cells.

use typst::layout::{Abs, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

use super::super::sheet::{SheetCell, SheetGrid};
use super::elements::Spot;
use super::{Placed, Setter, Strip, ink, stacked};
use crate::paper::norm;

/// The cells of `grid`; nothing if it may be divided.
pub fn grid(setter: &Setter, grid: &SheetGrid) -> Option<Strip> {
    let columns: Vec<Abs> = grid.columns_mm.iter().map(|width| Abs::mm(*width)).collect();
    if grid.splits || columns.is_empty() || !grid.cells.len().is_multiple_of(columns.len()) {
        return None;
    }
    let rows = grid.cells.len() / columns.len();
    let left = Abs::mm(grid.left_mm);
    let mut strip = Strip::default();
    let mut heights = Vec::with_capacity(rows);
    for (row, cells) in grid.cells.chunks(columns.len()).enumerate() {
        let bodies: Vec<Strip> =
            cells.iter().zip(&columns).map(|(cell, width)| body(setter, cell, *width)).collect::<Option<_>>()?;
        let height = bodies.iter().map(|body| body.height).fold(Abs::zero(), Abs::max);
        let mut x = left;
        for (column, (body, cell)) in bodies.into_iter().zip(cells).enumerate() {
            let at = Point::new(x, strip.height);
            let lower = if cell.border.is_some() { (height - body.height) / 2.0 } else { Abs::zero() };
            let [start, end] = setter.elements.grid_cell(Spot { column, row, columns: 1 }, at);
            strip.items.push(start);
            strip.place(at + Point::with_y(lower), body.items);
            strip.items.push(end);
            x += columns[column];
        }
        strip.height += height;
        heights.push(height);
    }
    let borders = borders(grid, &columns, &heights, left)?;
    strip.items.splice(0..0, borders);
    Some(strip.within(setter.elements.grid(columns.len(), rows)))
}

fn body(setter: &Setter, cell: &SheetCell, width: Abs) -> Option<Strip> {
    let body = stacked(setter, &cell.items, width)?;
    if cell.height_mm <= 0.0 {
        return Some(body);
    }
    // As `templates/layout.typ` has it: a column without width that keeps the height, and the content beside it.
    let height = Abs::mm(cell.height_mm).max(body.height);
    let mut strip = Strip { height, items: Vec::new() };
    let spot = |column| Spot { column, row: 0, columns: 1 };
    strip.items.extend(setter.elements.grid_cell(spot(0), Point::zero()));
    let [start, end] = setter.elements.grid_cell(spot(1), Point::zero());
    strip.items.push(start);
    strip.place(Point::with_y((height - body.height) / 2.0), body.items);
    strip.items.push(end);
    Some(strip.within(setter.elements.grid(2, 1)))
}

/// The lines around the cells that have a border, all of one ink.
fn borders(grid: &SheetGrid, columns: &[Abs], heights: &[Abs], left: Abs) -> Option<Vec<Placed>> {
    let mut inks = grid.cells.iter().filter_map(|cell| cell.border);
    let Some(hex) = inks.next() else { return Some(Vec::new()) };
    if inks.any(|other| other != hex) {
        return None;
    }
    let boxed = |column: Option<usize>, row: Option<usize>| {
        let cell = column.filter(|column| *column < columns.len()).zip(row.filter(|row| *row < heights.len()));
        cell.is_some_and(|(column, row)| grid.cells[row * columns.len() + column].border.is_some())
    };
    let upright = |x: usize, row: usize| boxed(x.checked_sub(1), Some(row)) || boxed(Some(x), Some(row));
    let level = |y: usize, column: usize| boxed(Some(column), y.checked_sub(1)) || boxed(Some(column), Some(y));
    Some(Ruling { columns, heights, left, ink: hex }.lines(upright, level))
}

/// The lines between columns and rows.
pub struct Ruling<'r> {
    pub columns: &'r [Abs],
    pub heights: &'r [Abs],
    pub left: Abs,
    pub ink: &'r str,
}

impl Ruling<'_> {
    /// The upright lines, then the level ones, each as long as it goes on: `upright` says whether there is one left of
    /// column x in a row, `level` whether there is one above row y in a column.
    pub fn lines(&self, upright: impl Fn(usize, usize) -> bool, level: impl Fn(usize, usize) -> bool) -> Vec<Placed> {
        let thickness = Abs::pt(norm::BORDER_PT);
        let half = thickness / 2.0;
        let stroke = FixedStroke::from_pair(ink(self.ink), thickness);
        let shape =
            |at: Point, to: Point| (at, FrameItem::Shape(Geometry::Line(to).stroked(stroke.clone()), Span::detached()));
        let mut lines = Vec::new();
        for (x, dx) in edges(self.columns).enumerate() {
            for (dy, length) in runs(self.heights, |row| upright(x, row)) {
                lines.push(shape(Point::new(self.left + dx, dy - half), Point::with_y(length + thickness)));
            }
        }
        for (y, dy) in edges(self.heights).enumerate() {
            for (dx, length) in runs(self.columns, |column| level(y, column)) {
                lines.push(shape(Point::new(self.left + dx - half, dy), Point::with_x(length + thickness)));
            }
        }
        lines
    }
}

/// Where `lengths` begin and end.
fn edges(lengths: &[Abs]) -> impl Iterator<Item = Abs> {
    let ends = lengths.iter().scan(Abs::zero(), |end, length| {
        *end += *length;
        Some(*end)
    });
    std::iter::once(Abs::zero()).chain(ends)
}

/// The beginning and the length of each run of neighbours that `holds`.
fn runs(lengths: &[Abs], holds: impl Fn(usize) -> bool) -> Vec<(Abs, Abs)> {
    let mut runs: Vec<(Abs, Abs)> = Vec::new();
    let (mut at, mut is_open) = (Abs::zero(), false);
    for (index, length) in lengths.iter().enumerate() {
        let goes_on = holds(index);
        match runs.last_mut() {
            Some((_, own)) if goes_on && is_open => *own += *length,
            _ if goes_on => runs.push((at, *length)),
            _ => {}
        }
        is_open = goes_on;
        at += *length;
    }
    runs
}
