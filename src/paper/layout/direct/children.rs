//! What stands between two page breaks, as things that are put on pages one below the other.

use typst::layout::{Abs, FrameItem, Point};
use typst::pdf::ArtifactKind;
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

use super::super::sheet::{SheetItem, SheetPar};
use super::super::words::Piece;
use super::grid::grid;
use super::lines::{Shape, lines};
use super::table::Table;
use super::{Placed, Setter, Strip, ink};
use crate::paper::norm;
use crate::paper::typeset::flow::Rule;

/// A line, and the room that it needs below its upper edge so that no line of its paragraph stands alone.
pub struct Line {
    pub strip: Strip,
    pub need: Abs,
}

/// A thing on a page.
pub enum Child {
    /// Goes with what follows.
    Mark(Vec<Placed>),
    /// A gap.
    Space(Abs),
    /// A gap that vanishes at the edges of a page.
    Weak(Abs),
    /// Of a paragraph that keeps nothing.
    Line(Line),
    /// Of one that stays with what follows.
    Lines(Vec<Line>),
    /// Stands on one page, and with what follows if it is sticky.
    Whole {
        strip: Strip,
        sticky: bool,
    },
    Table {
        table: Box<Table>,
        sticky: bool,
    },
}

/// The children of `items`, set in `width`; nothing if one of them is not known here.
pub fn children(setter: &Setter, items: &[SheetItem], width: Abs) -> Option<Vec<Child>> {
    let mut children = Vec::new();
    for item in items {
        let after_pt = match item {
            SheetItem::Par(par) => {
                if par.before_pt != 0.0 {
                    children.push(Child::Space(Abs::pt(par.before_pt)));
                }
                let lines = paragraph(setter, par, width)?;
                if par.keep_lines {
                    let mut strip = Strip::default();
                    lines.into_iter().for_each(|line| strip.push(Abs::zero(), line));
                    children.push(Child::Whole { strip, sticky: par.keep_next });
                } else if par.keep_next {
                    children.push(Child::Lines(needed(lines)));
                } else {
                    children.extend(needed(lines).into_iter().map(Child::Line));
                }
                par.after_pt
            }
            SheetItem::Rule(rule) => {
                children.push(Child::Whole { strip: self::rule(setter, rule), sticky: rule.keep_next });
                0.0
            }
            SheetItem::Grid(it) => {
                children.push(Child::Whole { strip: grid(setter, it)?, sticky: it.keep_next });
                it.after_pt
            }
            SheetItem::Table(table) => {
                let (it, end) = Table::new(setter, table)?;
                children.push(Child::Table { table: Box::new(it), sticky: table.keep_next });
                children.push(Child::Mark(vec![end]));
                table.after_pt
            }
            SheetItem::Mark { name } => {
                children.push(Child::Mark(setter.elements.mark(name).into()));
                0.0
            }
        };
        if after_pt != 0.0 {
            children.push(Child::Weak(Abs::pt(after_pt)));
        }
    }
    Some(children)
}

/// The lines of `par` in a column of `width`, the first and the last with the signs of what the paragraph is.
pub fn paragraph(setter: &Setter, par: &SheetPar, width: Abs) -> Option<Vec<Strip>> {
    let hang = Abs::mm((-par.first_mm).max(0.0));
    let left = Abs::mm(par.left_mm) - hang;
    let is_indented = matches!(par.align, norm::Align::Left | norm::Align::Justify);
    let indent = if is_indented { Abs::mm(par.first_mm.max(0.0)) } else { Abs::zero() };
    let width = width - left - Abs::mm(par.right_mm);
    let shape = Shape { letters: par.letters, align: par.align, left, width, indent, hang };
    let role = setter.elements.role(par.role, || words(&par.pieces));
    let signs = role.into_iter().chain([setter.elements.paragraph()]);
    let mut lines = lines(setter, &par.pieces, &shape)?;
    let (mut starts, mut ends): (Vec<Placed>, Vec<Placed>) = signs.map(|[start, end]| (start, end)).unzip();
    let first = lines.first_mut()?;
    starts.append(&mut first.items);
    first.items = starts;
    ends.reverse();
    let last = lines.last_mut()?;
    let foot = Point::with_y(last.height);
    last.items.extend(ends.into_iter().map(|(_, end)| (foot, end)));
    Some(lines)
}

/// The text in `pieces`.
fn words(pieces: &[Piece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        match piece {
            Piece::Run(run) => words.push_str(&run.text),
            Piece::Solid { runs } => runs.iter().for_each(|run| words.push_str(&run.text)),
            _ => {}
        }
    }
    words
}

/// The first two lines of a paragraph stay together, and the last two.
fn needed(strips: Vec<Strip>) -> Vec<Line> {
    let heights: Vec<Abs> = strips.iter().map(|strip| strip.height).collect();
    let count = heights.len();
    let need = |index: usize| {
        let together = match (index, count) {
            (0, 3) => 3,
            (0, 2..) => 2,
            (2.., _) if index + 2 == count => 2,
            _ => 1,
        };
        heights.iter().skip(index).take(together).copied().sum()
    };
    strips.into_iter().enumerate().map(|(index, strip)| Line { strip, need: need(index) }).collect()
}

/// A drawn line in a strip of its own.
pub fn rule(setter: &Setter, rule: &Rule) -> Strip {
    let stroke = FixedStroke::from_pair(ink("000000"), Abs::pt(norm::RULE_PT));
    let line = Geometry::Line(Point::with_x(Abs::mm(rule.length_mm))).stroked(stroke);
    let items = vec![(Point::with_x(Abs::mm(rule.left_mm)), FrameItem::Shape(line, Span::detached()))];
    let artifact = setter.elements.artifact(ArtifactKind::Other, Point::zero());
    Strip { height: Abs::pt(rule.height_pt), items }.within(artifact)
}
