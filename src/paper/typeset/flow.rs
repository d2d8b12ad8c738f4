//! The set page: paragraphs, grids, tables and rules with every measure decided.
//!
//! This is the one hand-over to the writers. A writer translates each [`Item`] one to one and decides
//! nothing: that is what makes the PDF and the DOCX break at the same places. Lengths across the page
//! are in millimetres, heights of lines and gaps in points. It serialises to the JSON that
//! `templates/layout.typ` reads.

use serde::Serialize;

use super::dots;
use crate::base::diag::{Diagnostic, Report};
pub use crate::paper::norm::{Align, PageSpec, StyleSpec};
use crate::paper::norm::{Component, Ink};

/// A document ready to be written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flow {
    pub meta: Meta,
    /// Every style that occurs, in the order of [`Component`].
    pub styles: Vec<StyleSpec>,
    pub sections: Vec<FlowSection>,
}

/// What the file says about itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meta {
    pub title: String,
    pub author: String,
    /// Year, month, day: from the data, never from the clock.
    pub date: (i32, u32, u32),
}

/// Pages of one size, numbered from 1; the number stands top centre from page 2 of the section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowSection {
    pub page: PageSpec,
    /// Drawn behind the text of the first page; no part of what is read.
    pub drawings: Vec<Drawing>,
    /// Stands in the top margin of the first page.
    pub first_header: Vec<Item>,
    /// Stands at the foot of the first page, above the bottom margin; the text ends above it.
    pub first_footer: Vec<Item>,
    pub items: Vec<Item>,
}

/// Outlines of one colour. Lengths are in mm from the upper left corner of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// What it is, in Vietnamese, as the name of the shape in Word.
    pub name: &'static str,
    pub ink: Ink,
    /// Width of the outline in points; `None`: the outline is filled instead.
    pub line_pt: Option<f64>,
    pub outlines: Vec<Outline>,
}

/// A closed outline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outline {
    pub start: Point,
    pub steps: Vec<Step>,
}

impl Outline {
    /// The outline with every point moved by `put`.
    pub fn through(&self, put: &impl Fn(Point) -> Point) -> Self {
        let step = |step: &Step| match *step {
            Step::Line(end) => Step::Line(put(end)),
            Step::Curve(first, second, end) => Step::Curve(put(first), put(second), put(end)),
        };
        Outline { start: put(self.start), steps: self.steps.iter().map(step).collect() }
    }
}

/// From the left and from the upper edge of the sheet in mm.
pub type Point = (f64, f64);

/// How an outline goes on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Line(Point),
    /// A Bézier curve: two control points and its end.
    Curve(Point, Point, Point),
}

/// One thing below the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Item {
    Par(Par),
    Rule(Rule),
    Grid(Grid),
    Table(FlowTable),
    PageBreak,
}

/// A paragraph: a style and what differs from it here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Par {
    pub style: Component,
    pub spans: Vec<Span>,
    pub align: Option<Align>,
    /// Indent of all lines from the left edge of the container in mm.
    pub left_mm: f64,
    /// Indent of all lines from the right edge of the container in mm.
    pub right_mm: f64,
    /// First line relative to `left_mm`, negative to hang; `None`: from the style.
    pub first_mm: Option<f64>,
    /// Gap above in points; only used inside grid cells and headers.
    pub before_pt: f64,
    /// Gap below in points; `None`: from the style.
    pub after_pt: Option<f64>,
    /// Stays on the page of what follows; `None`: from the style.
    pub keep_next: Option<bool>,
    /// All its lines stand on one page.
    pub keep_lines: bool,
    /// Its last lines stay with what follows and the others need not: where these begin, in bytes of its text.
    pub tail: Option<usize>,
    /// Level of the heading in the navigation pane, from 1; `None`: no heading.
    pub outline: Option<u8>,
    /// Its text goes on in the next paragraph, so its last line is as full as the others.
    pub goes_on: bool,
}

impl Par {
    /// A paragraph of `style` with nothing of its own.
    pub fn new(style: Component, spans: Vec<Span>) -> Self {
        Par {
            style,
            spans,
            align: None,
            left_mm: 0.0,
            right_mm: 0.0,
            first_mm: None,
            before_pt: 0.0,
            after_pt: None,
            keep_next: None,
            keep_lines: false,
            tail: None,
            outline: None,
            goes_on: false,
        }
    }

    /// The paragraph in two at the byte `at` of its text, which is the end of a line.
    pub fn divided(&self, at: usize) -> [Par; 2] {
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        let mut start = 0;
        for span in &self.spans {
            let Span::Text { text, .. } = span else { continue };
            let cut = at.saturating_sub(start).min(text.len());
            // The blank at the end of the last line would be part of its width.
            let end = if at <= start + text.len() { text[..cut].trim_end_matches(' ').len() } else { cut };
            start += text.len();
            upper.push(span.part(0, end));
            lower.push(span.part(cut, text.len()));
        }
        let filled = |spans: Vec<Option<Span>>| spans.into_iter().flatten().collect();
        [
            Par {
                spans: filled(upper),
                after_pt: Some(0.0),
                keep_next: Some(false),
                tail: None,
                goes_on: true,
                ..self.clone()
            },
            Par { spans: filled(lower), first_mm: Some(0.0), tail: None, outline: None, ..self.clone() },
        ]
    }
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Span {
    Text {
        text: String,
        bold: bool,
        italic: bool,
        /// Byte offsets in `text` where a line may end although no space stands there; see [`super::breaks`].
        breaks: Vec<usize>,
        /// Byte offsets behind a blank or a hyphen where a program would end a line and must not.
        bonds: Vec<usize>,
    },
    /// A line break inside the paragraph.
    Break,
    /// A dotted line as far as the right edge.
    Leader,
}

impl Span {
    /// Text whose lines are not found yet, its blanks with the dots of all others.
    pub fn text(text: impl Into<String>, bold: bool, italic: bool) -> Self {
        let text = dots::even(&text.into()).into_owned();
        Span::Text { text, bold, italic, breaks: Vec::new(), bonds: Vec::new() }
    }

    /// The letters from `from` to `to`; nothing of what is no text and of what is empty.
    fn part(&self, from: usize, to: usize) -> Option<Span> {
        let Span::Text { text, bold, italic, breaks, bonds } = self else { return None };
        let text = text.get(from..to).filter(|part| !part.is_empty())?.to_owned();
        let own = |offsets: &[usize]| {
            let inside = offsets.iter().filter(|offset| (from + 1..to).contains(offset));
            inside.map(|offset| offset - from).collect()
        };
        Some(Span::Text { text, bold: *bold, italic: *italic, breaks: own(breaks), bonds: own(bonds) })
    }

    /// No line ends at `offsets`.
    pub fn bind(&mut self, offsets: &[usize]) {
        if let Span::Text { bonds, .. } = self {
            bonds.extend(offsets);
        }
    }
}

/// A drawn horizontal line in a strip of its own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// From the left edge of the container in mm.
    pub left_mm: f64,
    pub length_mm: f64,
    /// Height of the strip in points; the line is drawn at its top.
    pub height_pt: f64,
    pub keep_next: bool,
}

/// Columns side by side without lines, all on one page if a page can hold them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Grid {
    /// From the left edge of the container in mm.
    pub left_mm: f64,
    pub columns_mm: Vec<f64>,
    pub rows: Vec<Vec<GridCell>>,
    /// Gap below in points.
    pub after_pt: f64,
    pub keep_next: bool,
    /// Taller than a page.
    pub splits: bool,
}

/// A cell of a [`Grid`]; without margins inside.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GridCell {
    pub items: Vec<Item>,
    /// A thin border on four sides, for the stamps; the content is centred from top to bottom.
    pub border: Option<Ink>,
    /// Height in mm at least; 0: as the content needs.
    pub height_mm: f64,
}

/// A ruled table over the whole width; the header repeats, rows never split but for `splitting`. Rows are numbered
/// with those of the header first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowTable {
    pub columns_mm: Vec<f64>,
    /// Margin left and right inside a cell in mm.
    pub margin_mm: f64,
    /// Margin above and below inside a cell in points.
    pub padding_pt: f64,
    pub header: Vec<Vec<TableCell>>,
    pub rows: Vec<Vec<TableCell>>,
    /// Height of each row in points as its lines need it, header first.
    pub heights_pt: Vec<f64>,
    /// Gap below in points.
    pub after_pt: f64,
    /// So many of the last rows stay on the page of what follows.
    pub keep_rows: usize,
    /// Rows taller than a page, in ascending order; all of the header or none. Such a header does not repeat.
    pub splitting: Vec<usize>,
    /// Rows below the header that stay on the page of the row after them, in ascending order.
    pub bound: Vec<usize>,
    /// What of it does not fit.
    #[serde(skip)]
    pub warnings: Vec<Diagnostic>,
}

/// Rows that are joined to those before a signature go with these up to this height in points.
const MOST_KEPT_PT: f64 = 160.0;

impl FlowTable {
    /// The rows of the header, then the others.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<TableCell>> {
        self.header.iter().chain(&self.rows)
    }

    /// Whether the header stands on every page.
    pub fn repeats(&self) -> bool {
        self.splitting.first() != Some(&0)
    }

    /// Keeps `wanted` of the last rows with what follows, or more where the first of them must not be parted from
    /// the row above it; none where these would be so tall that they leave the page above half empty.
    pub fn keep_last(&mut self, wanted: usize) {
        let is_parted = |first: usize| {
            let goes_on = self.rows.get(first).is_some_and(|cells| cells.iter().any(|cell| cell.rows == 0));
            goes_on || self.bound.binary_search(&(self.header.len() + first).saturating_sub(1)).is_ok()
        };
        let mut first = self.rows.len().saturating_sub(wanted);
        while wanted > 0 && first > 0 && is_parted(first) {
            first -= 1;
        }
        let heights = self.heights_pt.iter().skip(self.header.len() + first);
        let is_tall = heights.sum::<f64>() > MOST_KEPT_PT && first + wanted < self.rows.len();
        self.keep_rows = if is_tall { 0 } else { self.rows.len() - first };
    }
}

/// One cell: a single paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableCell {
    pub par: Par,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes; 0: none of its own, the cell above goes on here.
    pub rows: usize,
}

impl TableCell {
    /// A cell of one column and one row.
    pub fn new(par: Par) -> Self {
        TableCell { par, columns: 1, rows: 1 }
    }
}

/// `cells` of a row, each with the columns that it takes out of `columns`.
pub fn spread<'r, 'c, T>(cells: &'r [TableCell], columns: &'c [T]) -> impl Iterator<Item = (&'r TableCell, &'c [T])> {
    let mut from = 0;
    cells.iter().map(move |cell| {
        let own = columns.get(from..from + cell.columns).unwrap_or_default();
        from += cell.columns;
        (cell, own)
    })
}

impl Flow {
    /// What does not fit its place on the page and is printed all the same.
    pub fn warnings(&self) -> Report {
        let tables = self.sections.iter().flat_map(|section| &section.items).filter_map(|item| match item {
            Item::Table(table) => Some(&table.warnings),
            _ => None,
        });
        tables.flatten().cloned().collect()
    }
}

/// Calls `see` for every paragraph, in reading order.
pub fn visit(items: &[Item], see: &mut impl FnMut(&Par)) {
    for item in items {
        match item {
            Item::Par(par) => see(par),
            Item::Grid(grid) => grid.rows.iter().flatten().for_each(|cell| visit(&cell.items, see)),
            Item::Table(table) => {
                table.all_rows().flatten().filter(|cell| cell.rows > 0).for_each(|cell| see(&cell.par));
            }
            Item::Rule(_) | Item::PageBreak => {}
        }
    }
}
