//! Ruled tables: rows of fixed height below a header that stands again on every page.

use std::num::NonZeroU32;
use std::sync::Arc;

use typst::foundations::Smart;
use typst::layout::{Abs, Point};
use typst::visualize::Stroke;

use super::super::sheet::{Joined, SheetTable, TableText, Type};
use super::super::words::{Piece, Run};
use super::children::paragraph;
use super::elements::Spot;
use super::grid::Ruling;
use super::lines::{Shape, lines};
use super::{Placed, Setter, Strip, ink};
use crate::paper::norm::{self, Align};

/// How many lines or rows of a thing stand on earlier pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress(pub usize);

/// The text of a cell, and where it stands in the cell.
struct Cell {
    column: usize,
    columns: usize,
    text: Strip,
    at: Point,
}

struct Row {
    /// Of a row that heads those below it, and stays with the next.
    level: Option<NonZeroU32>,
    height: Abs,
    cells: Vec<Cell>,
}

/// A table that is set but not yet on pages.
pub struct Table {
    columns: Vec<Abs>,
    /// The only row of the header.
    header: Row,
    rows: Vec<Row>,
    start: Placed,
}

impl Table {
    /// The table and the sign of its end. Nothing if the header is not one row, or a cell takes several rows or may be
    /// divided.
    pub fn new(setter: &Setter, table: &SheetTable) -> Option<(Self, Placed)> {
        let columns: Vec<Abs> = table.columns_mm.iter().map(|width| Abs::mm(*width)).collect();
        let maker = Maker { setter, table, columns: &columns };
        let mut cells: Vec<(usize, Text)> =
            table.header.iter().map(|joined| (joined.columns, Text::Header(joined))).collect();
        for text in &table.cells {
            cells.push(match text {
                TableText::Joined { joined } if joined.rows == 1 => (joined.columns, Text::Joined(joined)),
                TableText::Heading { heading, level } if heading.rows == 1 => {
                    (heading.columns, Text::Heading(heading, *level))
                }
                TableText::Plain(_) | TableText::Lines { .. } | TableText::Par(_) => (1, Text::Cell(text)),
                _ => return None,
            });
        }
        if table.header.iter().any(|joined| joined.rows != 1) {
            return None;
        }
        let mut rows = maker.rows(&cells)?.into_iter();
        let header =
            rows.next().filter(|_| table.header.iter().map(|joined| joined.columns).sum::<usize>() == columns.len())?;
        let rows: Vec<Row> = rows.collect();
        if rows.is_empty() || rows.len() + 1 != table.heights_pt.len() {
            return None;
        }
        let spans =
            std::iter::once(&header).chain(&rows).map(|row| row.cells.iter().map(|cell| cell.columns).collect());
        let stroke = Arc::new(Stroke {
            paint: Smart::Custom(ink("000000")),
            thickness: Smart::Custom(Abs::pt(norm::BORDER_PT)),
            ..Stroke::default()
        });
        let [start, end] = setter.elements.table(columns.len(), &spans.collect::<Vec<Vec<usize>>>(), &stroke);
        Some((Table { columns, header, rows, start }, end))
    }

    /// The rows from `done` on that stand in what is left of a page of this height, with the header above them, and how
    /// far they go unless they are the last. Nothing at all if not even the first of them does. They are handed over
    /// unless they may be asked for `again`.
    pub fn part(
        &mut self,
        setter: &Setter,
        done: Progress,
        (left, height): (Abs, Abs),
        again: bool,
    ) -> Option<(Strip, Option<Progress>)> {
        let mut end = done.0;
        let mut rest = left - self.header.height;
        while end < self.rows.len() {
            let headings = self.rows.iter().skip(end).take_while(|row| row.level.is_some()).count();
            let group = self.rows.get(end..end + headings + 1)?;
            let high: Abs = group.iter().map(|row| row.height).sum();
            if !height.fits(self.header.height + high) {
                return None;
            }
            if !rest.fits(high) {
                break;
            }
            rest -= high;
            end += group.len();
        }
        if end == done.0 {
            return Some((Strip::default(), Some(done)));
        }
        let mut strip = self.ruling(done.0..end);
        if done.0 == 0 {
            strip.items.insert(0, self.start.clone());
        }
        let spots = |index| Spots { setter, columns: &self.columns, row: index };
        spots(0).row(&mut strip, &mut self.header, done.0 > 0, true);
        for (index, row) in self.rows.iter_mut().enumerate().take(end).skip(done.0) {
            spots(index + 1).row(&mut strip, row, false, again);
        }
        Some((strip, Some(Progress(end)).filter(|end| end.0 < self.rows.len())))
    }

    /// The lines of the header and of `rows`.
    fn ruling(&self, rows: std::ops::Range<usize>) -> Strip {
        let own: Vec<&Row> = std::iter::once(&self.header).chain(self.rows.get(rows).unwrap_or_default()).collect();
        let heights: Vec<Abs> = own.iter().map(|row| row.height).collect();
        let crossed =
            |x: usize, row: usize| own[row].cells.iter().any(|cell| cell.column < x && x < cell.column + cell.columns);
        let ruling = Ruling { columns: &self.columns, heights: &heights, left: Abs::zero(), ink: "000000" };
        Strip { height: Abs::zero(), items: ruling.lines(|x, row| !crossed(x, row), |_, _| true) }
    }
}

/// Where the cells of a row stand.
struct Spots<'t> {
    setter: &'t Setter<'t>,
    columns: &'t [Abs],
    /// Number of the row.
    row: usize,
}

impl Spots<'_> {
    /// Adds `row` to `strip`; its text is handed over unless it is asked for `again`.
    fn row(&self, strip: &mut Strip, row: &mut Row, repeated: bool, again: bool) {
        for cell in &mut row.cells {
            let x = self.columns.iter().take(cell.column).copied().sum();
            let at = Point::new(x, strip.height);
            let spot = Spot { column: cell.column, row: self.row, columns: cell.columns };
            let [start, end] = self.setter.elements.table_cell(spot, row.level, repeated, at);
            let text = if again { cell.text.items.clone() } else { std::mem::take(&mut cell.text.items) };
            strip.items.push(start);
            strip.place(at + cell.at, text);
            strip.items.push(end);
        }
        strip.height += row.height;
    }
}

/// What stands in a cell.
#[derive(Clone, Copy)]
enum Text<'t> {
    /// Centred from top to bottom.
    Header(&'t Joined),
    Joined(&'t Joined),
    Heading(&'t Joined, usize),
    Cell(&'t TableText),
}

struct Maker<'m> {
    setter: &'m Setter<'m>,
    table: &'m SheetTable<'m>,
    columns: &'m [Abs],
}

impl Maker<'_> {
    fn rows(&self, cells: &[(usize, Text)]) -> Option<Vec<Row>> {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        let mut column = 0;
        let mut level;
        for (columns, text) in cells {
            let own = self.columns.get(column..column + columns)?;
            let width = own.iter().copied().sum::<Abs>() - Abs::mm(self.table.margin_mm) * 2.0;
            let centred = matches!(text, Text::Header(_));
            level = match text {
                Text::Header(_) => Some(NonZeroU32::MIN),
                Text::Heading(_, level) => Some(NonZeroU32::new(u32::try_from(*level).ok()?)?),
                Text::Joined(_) | Text::Cell(_) => None,
            };
            row.push((column, *columns, centred, self.text(*text, width)?));
            column += columns;
            if column == self.columns.len() {
                let fixed = *self.table.heights_pt.get(rows.len())?;
                rows.push(Row { level, ..self.row(std::mem::take(&mut row), fixed)? });
                column = 0;
            }
        }
        row.is_empty().then_some(rows)
    }

    fn row(&self, cells: Vec<(usize, usize, bool, Strip)>, fixed_pt: f64) -> Option<Row> {
        let padding = Abs::pt(self.table.padding_pt);
        let highest = cells.iter().map(|(.., text)| text.height).fold(Abs::zero(), Abs::max);
        let height = if fixed_pt > 0.0 { Abs::pt(fixed_pt) } else { highest + padding * 2.0 };
        if highest == Abs::zero() && fixed_pt <= 0.0 {
            return None;
        }
        let cell = |(column, columns, centred, text): (usize, usize, bool, Strip)| {
            let lower = if centred { (height - padding * 2.0 - text.height) / 2.0 } else { Abs::zero() };
            let at = Point::new(Abs::mm(self.table.margin_mm), padding + lower);
            Cell { column, columns, text, at }
        };
        Some(Row { level: None, height, cells: cells.into_iter().map(cell).collect() })
    }

    fn text(&self, text: Text, width: Abs) -> Option<Strip> {
        let lines = match text {
            Text::Header(joined) | Text::Joined(joined) | Text::Heading(joined, _) => {
                paragraph(self.setter, &joined.par, width)?
            }
            Text::Cell(TableText::Par(par)) => paragraph(self.setter, par, width)?,
            Text::Cell(TableText::Plain(text)) if text.is_empty() => Vec::new(),
            Text::Cell(TableText::Plain(text)) => {
                let Type { bold, italic, .. } = self.table.letters;
                let run = Run { text: text.clone(), bold, italic };
                self.lines(&[Piece::Run(run)], Align::Left, width)?
            }
            Text::Cell(TableText::Lines { align, pieces }) => self.lines(pieces, *align, width)?,
            Text::Cell(_) => return None,
        };
        let mut strip = Strip::default();
        lines.into_iter().for_each(|line| strip.push(Abs::zero(), line));
        Some(strip)
    }

    fn lines(&self, pieces: &[Piece], align: Align, width: Abs) -> Option<Vec<Strip>> {
        let none = Abs::zero();
        let shape = Shape { letters: self.table.letters, align, left: none, width, indent: none, hang: none };
        lines(self.setter, pieces, &shape)
    }
}
