//! Paragraphs: the style by name and only what differs from it.
//!
//! A clerk who changes a style in Word must see every paragraph of it change, so nothing is written
//! into a paragraph that its style already says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::looks::{Name, ParagraphLook, RunLook};
use super::measure::{length, twentieths, twips};
use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component};
use crate::paper::typeset::flow::{Flow, Par, Rule, Span, StyleSpec};

/// Height of the paragraph that Word wants between and after tables, in twips.
pub const GAP_LINE_TWIPS: i32 = 20;

/// The styles of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Styles(BTreeMap<Component, StyleSpec>);

impl Styles {
    /// The styles that `flow` names; the style of the page number is always among them.
    pub fn of(flow: &Flow) -> Self {
        let mut styles: BTreeMap<_, _> = flow.styles.iter().map(|style| (style.component, style.clone())).collect();
        let number = styles.entry(Component::SoTrang);
        number.or_insert_with(|| norm::measure(Component::SoTrang).style(SizeSet::default()));
        Styles(styles)
    }

    /// The style of `component`; from the table of measures when the document does not name it.
    pub fn get(&self, component: Component) -> Cow<'_, StyleSpec> {
        let named = self.0.get(&component).map(Cow::Borrowed);
        named.unwrap_or_else(|| Cow::Owned(norm::measure(component).style(SizeSet::default())))
    }

    /// All styles in the order of [`Component`].
    pub fn iter(&self) -> impl Iterator<Item = &StyleSpec> {
        self.0.values()
    }
}

/// What surrounds a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Width of the container in mm.
    pub width_mm: f64,
    /// Starts a new page.
    pub page_break: bool,
    /// Whether everything in the container stays with what follows; `None`: each paragraph decides.
    pub keep_next: Option<bool>,
    /// The container is a cell, in which the gap below the last item counts too.
    pub in_cell: bool,
}

/// A paragraph of text in `style`.
pub fn text(par: &Par, style: &StyleSpec, context: Context) -> ParagraphLook {
    let first = par.first_mm.map(twips).filter(|first| *first != twips(style.first_mm));
    let (left, right) = (twips(par.left_mm), twips(par.right_mm));
    let stays = stays(par, style, context);
    let level = par.outline.filter(|level| Some(*level) != style.outline);
    let has_leader = par.spans.contains(&Span::Leader);
    ParagraphLook {
        align: par.align.filter(|align| *align != style.align),
        indent: (left != 0 || right != 0 || first.is_some()).then_some((left, first, right)),
        before: twentieths(par.before_pt),
        after: par.after_pt.map(twentieths).filter(|after| *after != twentieths(style.after_pt)),
        keep_next: stays && !style.keep_next,
        loose: style.keep_next && !stays,
        keep_lines: par.keep_lines,
        page_break: context.page_break,
        outline: level.map(|level| usize::from(level.clamp(1, OUTLINES)) - 1),
        leader_to: has_leader.then(|| length(twips(context.width_mm) - right)),
        ..ParagraphLook::of(Name::Of(par.style))
    }
}

/// Levels of headings that Word knows.
const OUTLINES: u8 = 10;

/// Whether the paragraph stays with what follows.
fn stays(par: &Par, style: &StyleSpec, context: Context) -> bool {
    // LibreOffice moves a kept paragraph as a whole; where one must be divided, the layout has done it.
    par.tail.is_none() && context.keep_next.or(par.keep_next).unwrap_or(style.keep_next)
}

/// A part of a paragraph in `style`. Leaders are never bold: the dots of a page are alike.
pub fn run(span: &Span, style: &StyleSpec) -> RunLook {
    let (bold, italic) = match span {
        Span::Break => return RunLook::default(),
        Span::Leader => (false, style.italic),
        Span::Text { bold, italic, .. } => (*bold, *italic),
    };
    RunLook { bold: (bold != style.bold).then_some(bold), italic: (italic != style.italic).then_some(italic) }
}

/// A drawn line: an empty paragraph with a border above. The border stands in the strip, so the line
/// of text is shorter by its width. Word joins the borders of neighbours that have the same indents:
/// a rule `below_rule` is a twip shorter.
pub fn rule(rule: &Rule, below_rule: bool, context: Context) -> ParagraphLook {
    let left = twips(rule.left_mm);
    let right = twips(context.width_mm) - left - twips(rule.length_mm) + i32::from(below_rule);
    ParagraphLook {
        indent: Some((left, None, right)),
        line: Some(twentieths(rule.height_pt - norm::RULE_PT).max(1)),
        ruled: true,
        keep_next: context.keep_next.unwrap_or(rule.keep_next),
        page_break: context.page_break,
        ..ParagraphLook::of(Name::Rule)
    }
}

/// An empty paragraph one point high with the rest of `height_pt` below it, where it vanishes at the
/// foot of a page. Word joins tables without one between them and wants one at the end of a cell.
pub fn gap(height_pt: f64, context: Context) -> ParagraphLook {
    ParagraphLook {
        after: Some(twentieths(height_pt) - GAP_LINE_TWIPS).filter(|after| *after > 0),
        keep_next: context.keep_next == Some(true),
        page_break: context.page_break,
        ..ParagraphLook::of(Name::Gap)
    }
}

/// An empty paragraph of exactly that height.
pub fn strip(height_pt: f64) -> ParagraphLook {
    ParagraphLook { line: Some(twentieths(height_pt)), ..ParagraphLook::of(Name::Gap) }
}

/// The paragraph that Word wants after a table that ends a section: as low as can be, lest it open a
/// page of its own below a page that the table fills.
pub fn end(context: Context) -> ParagraphLook {
    ParagraphLook { line: Some(1), ..gap(0.0, Context { keep_next: None, ..context }) }
}
