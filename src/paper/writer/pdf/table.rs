//! Tables as they are read: which cells head which others, and where the table stands.

use std::collections::HashMap;

use pdf_writer::types::{LayoutBorderStyle, Sides, TableHeaderScope};
use pdf_writer::writers::{Attributes, StructElement};
use pdf_writer::{Chunk, Finish, Rect, Ref, Str};
use typst::layout::{Abs, Point};

use super::rounded;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub column: usize,
    pub columns: usize,
    /// Of a cell that heads those below it.
    pub level: Option<u32>,
    /// The name of such a cell.
    pub id: Option<String>,
    /// The names of the cells that head it.
    pub heads: Vec<String>,
}

/// A table that is open.
#[derive(Debug)]
pub struct Table {
    /// Its number in the file, from 1.
    number: usize,
    /// What heads each column at present, from the uppermost level down.
    heads: Vec<Vec<(u32, String)>>,
    /// The row that is open, and whether it heads others.
    pub row: Option<(usize, bool)>,
    /// Attributes that many cells share.
    looks: HashMap<(bool, usize, Vec<String>), Ref>,
    bounds: Bounds,
    /// Lines are so thick.
    line: Abs,
}

#[derive(Clone, Copy, Debug)]
enum Bounds {
    Nowhere,
    On { page: usize, height: Abs, from: Point, to: Point },
    OnSeveralPages,
}

impl Table {
    /// Table number `number` of the file, of so many columns.
    pub fn new(number: usize, columns: usize) -> Self {
        let (looks, bounds) = (HashMap::new(), Bounds::Nowhere);
        Table { number, heads: vec![Vec::new(); columns], row: None, looks, bounds, line: Abs::zero() }
    }

    /// The cell in `row` from `column` on; `level` says that it heads others. Nothing if it stands outside the table.
    pub fn cell(&mut self, row: usize, column: usize, columns: usize, level: Option<u32>) -> Option<Cell> {
        let id = level.map(|_| format!("{}x{column}y{row}", self.number));
        let mut heads: Vec<String> = Vec::new();
        for above in self.heads.get_mut(column..column.checked_add(columns)?)? {
            let own = match level.zip(id.clone()) {
                None => above.last(),
                Some((level, id)) => {
                    above.retain(|(other, _)| *other < level);
                    above.push((level, id));
                    above.iter().rev().nth(1)
                }
            };
            let own = own.map(|(_, id)| id).filter(|id| !heads.contains(id)).cloned();
            heads.extend(own);
        }
        Some(Cell { column, columns, level, id, heads })
    }

    /// Takes a line of this thickness into what the table covers.
    pub fn cover(&mut self, (page, height): (usize, Abs), from: Point, to: Point, thickness: Abs) {
        self.line = thickness;
        let half = Point::splat(thickness / 2.0);
        let (low, high) = (from.min(to) - half, from.max(to) + half);
        self.bounds = match self.bounds {
            Bounds::Nowhere => Bounds::On { page, height, from: low, to: high },
            Bounds::On { page: own, from, to, .. } if own == page => {
                Bounds::On { page, height, from: from.min(low), to: to.max(high) }
            }
            _ => Bounds::OnSeveralPages,
        };
    }

    /// The attributes of `cell`, written once for all cells that have the same.
    pub fn look(&mut self, cell: &Cell, next: impl FnOnce() -> Ref, chunk: &mut Chunk) -> Ref {
        let key = (cell.level.is_some(), cell.columns, cell.heads.clone());
        *self.looks.entry(key).or_insert_with(|| {
            let at = next();
            let mut all = chunk.indirect(at).array();
            let mut table = all.push().start::<Attributes>().table();
            if cell.level.is_some() {
                table.scope(TableHeaderScope::Column);
            }
            if !cell.heads.is_empty() {
                table.headers().items(cell.heads.iter().map(|id| Str(id.as_bytes())));
            }
            if let Some(columns) = i32::try_from(cell.columns).ok().filter(|columns| *columns > 1) {
                table.col_span(columns);
            }
            table.finish();
            let mut layout = all.push().start::<Attributes>().layout();
            layout.border_style(Sides::uniform(LayoutBorderStyle::Solid));
            layout.finish();
            all.finish();
            at
        })
    }

    /// Writes what is said of the whole table.
    pub fn attributes(&self, tag: &mut StructElement) {
        let mut all = tag.attributes();
        let mut layout = all.push().layout();
        if let Bounds::On { height, from, to, .. } = self.bounds {
            let [left, bottom, right, top] =
                [from.x, height - to.y, to.x, height - from.y].map(|edge| rounded(edge.to_pt()));
            layout.bbox(Rect::new(left, bottom, right, top));
        }
        layout.border_color(Sides::uniform([0.0; 3])).border_thickness(Sides::uniform(self.line.to_pt() as f32));
    }
}
