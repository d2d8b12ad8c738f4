//! Paragraphs: the style by name and only what differs from it.
//!
//! A clerk who changes a style in Word must see every paragraph of it change, so nothing is written
//! into a paragraph that its style already says. Paragraphs are large in docx-rs: each is made in its place and filled
//! there, not handed from hand to hand.

use std::collections::BTreeMap;

use docx_rs::{
    AlignmentType, Bold, BoldCs, BorderType, BreakType, Indent, Italic, ItalicCs, Justification, LineSpacing,
    LineSpacingType, OutlineLvl, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphChild,
    ParagraphProperty, ParagraphStyle, Run, SpecialIndentType, Tab, TabLeaderType, TabValueType,
};

use super::body::{BOUND_HYPHEN, Marks};
use super::measure::{eighths, length, twentieths, twips};
use super::styles::{self, GAP, RULE};
use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component};
use crate::paper::typeset::flow::{Align, Flow, Par, Rule, Span, StyleSpec};

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
    pub fn get(&self, component: Component) -> StyleSpec {
        let named = self.0.get(&component).cloned();
        named.unwrap_or_else(|| norm::measure(component).style(SizeSet::default()))
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
    /// Stands in a header row.
    pub header_row: bool,
    /// The container is a cell, in which the gap below the last item counts too.
    pub in_cell: bool,
}

/// A paragraph that says nothing but its style.
pub fn of_style(id: &str) -> Box<Paragraph> {
    let (id, property) = (ParagraphStyle::new(Some(id)), ParagraphProperty::default());
    let empty = Paragraph { id: Marks::default().id(), children: Vec::new(), property, has_numbering: false };
    let mut paragraph = Box::new(empty);
    paragraph.property.style = Some(id);
    paragraph
}

/// A paragraph of text.
pub fn paragraph(par: &Par, styles: &Styles, context: Context) -> Box<Paragraph> {
    let style = &styles.get(par.style);
    let mut paragraph = of_style(&styles::id(par.style));
    paragraph.id = marks(par, style, context).id();
    let property = &mut paragraph.property;
    align(property, par, style);
    indent(property, par, style);
    space(property, par, style);
    keep(property, par, style, context);
    if let Some(level) = par.outline.filter(|level| Some(*level) != style.outline) {
        property.outline_lvl = Some(OutlineLvl::new(usize::from(level.clamp(1, OUTLINES)) - 1));
    }
    if par.spans.contains(&Span::Leader) {
        let edge = length(twips(context.width_mm) - twips(par.right_mm));
        property.tabs.push(Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(edge));
    }
    paragraph.children = par.spans.iter().map(|span| ParagraphChild::Run(Box::new(run(span, style)))).collect();
    paragraph
}

/// Levels of headings that Word knows.
const OUTLINES: u8 = 10;

fn align(property: &mut ParagraphProperty, par: &Par, style: &StyleSpec) {
    let align = par.align.filter(|align| *align != style.align);
    property.alignment = align.map(|align| Justification::new(alignment(align).to_string()));
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
        Align::Justify => AlignmentType::Both,
    }
}

fn indent(property: &mut ParagraphProperty, par: &Par, style: &StyleSpec) {
    let first = par.first_mm.filter(|first| twips(*first) != twips(style.first_mm)).map(first_line);
    let (left, right) = (twips(par.left_mm), twips(par.right_mm));
    if left != 0 || right != 0 || first.is_some() {
        property.indent = Some(Indent::new(Some(left), first, Some(right), None));
    }
}

fn first_line(first_mm: f64) -> SpecialIndentType {
    match twips(first_mm) {
        hanging if hanging < 0 => SpecialIndentType::Hanging(-hanging),
        first => SpecialIndentType::FirstLine(first),
    }
}

fn space(property: &mut ParagraphProperty, par: &Par, style: &StyleSpec) {
    let before = twentieths(par.before_pt);
    let after = par.after_pt.map(twentieths).filter(|after| *after != twentieths(style.after_pt));
    let mut spacing = LineSpacing::new();
    if before > 0 {
        spacing = spacing.before(before.unsigned_abs());
    }
    if let Some(after) = after {
        spacing = spacing.after(after.max(0).unsigned_abs());
    }
    if before > 0 || after.is_some() {
        property.line_spacing = Some(spacing);
    }
}

fn keep(property: &mut ParagraphProperty, par: &Par, style: &StyleSpec, context: Context) {
    property.keep_next = (stays(par, style, context) && !style.keep_next).then_some(true);
    property.keep_lines = par.keep_lines.then_some(true);
    property.page_break_before = context.page_break.then_some(true);
}

/// Whether the paragraph stays with what follows.
fn stays(par: &Par, style: &StyleSpec, context: Context) -> bool {
    // LibreOffice moves a kept paragraph as a whole; where one must be divided, the layout has done it.
    par.tail.is_none() && context.keep_next.or(par.keep_next).unwrap_or(style.keep_next)
}

fn marks(par: &Par, style: &StyleSpec, context: Context) -> Marks {
    Marks { loose: style.keep_next && !stays(par, style, context), header_row: context.header_row }
}

/// A part of a paragraph; weight and slope are written where they differ from the style. Leaders are never bold: the
/// dots of a page are alike.
fn run(span: &Span, style: &StyleSpec) -> Run {
    let (mut run, bold, italic) = match span {
        Span::Break => return Run::new().add_break(BreakType::TextWrapping),
        Span::Leader => (Run::new().add_tab(), false, style.italic),
        Span::Text { text, bold, italic, bonds, .. } => (Run::new().add_text(bound(text, bonds)), *bold, *italic),
    };
    let property = &mut run.run_property;
    if bold != style.bold {
        property.bold = Some(if bold { Bold::new() } else { Bold::new().disable() });
        property.bold_cs = Some(if bold { BoldCs::new() } else { BoldCs::new().disable() });
    }
    if italic != style.italic {
        property.italic = Some(if italic { Italic::new() } else { Italic::new().disable() });
        property.italic_cs = Some(if italic { ItalicCs::new() } else { ItalicCs::new().disable() });
    }
    run
}

/// `text` with signs that do not break at `bonds`: blanks, a hyphen also before a blank, and behind any other
/// sign a joiner of no width.
fn bound(text: &str, bonds: &[usize]) -> String {
    let mut bound = String::with_capacity(text.len() + bonds.len());
    let mut start = 0;
    for end in bonds.iter().copied().filter(|end| text.is_char_boundary(*end)) {
        let part = text.get(start..end).unwrap_or_default();
        let word = part.trim_end_matches(' ');
        match word.strip_suffix('-') {
            Some(before) => {
                bound.push_str(before);
                bound.push(BOUND_HYPHEN);
            }
            None => bound.push_str(word),
        }
        if word.ends_with(['–', '—']) || (word.len() == part.len() && !word.ends_with('-')) {
            bound.push('\u{2060}');
        }
        bound.extend(std::iter::repeat_n('\u{a0}', part.len() - word.len()));
        start = end;
    }
    bound.push_str(text.get(start..).unwrap_or_default());
    bound
}

/// A drawn line: an empty paragraph with a border above. The border stands in the strip, so the line
/// of text is shorter by its width. Word joins the borders of neighbours that have the same indents:
/// a rule `below_rule` is a twip shorter.
pub fn rule(rule: &Rule, below_rule: bool, context: Context) -> Box<Paragraph> {
    let left = twips(rule.left_mm);
    let right = twips(context.width_mm) - left - twips(rule.length_mm) + i32::from(below_rule);
    let border =
        ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single).size(eighths(norm::RULE_PT));
    let line = twentieths(rule.height_pt - norm::RULE_PT).max(1);
    let mut paragraph = of_style(RULE);
    let property = &mut paragraph.property;
    property.indent = Some(Indent::new(Some(left), None, Some(right), None));
    property.line_spacing = Some(exact(line));
    property.borders = Some(ParagraphBorders::with_empty().set(border));
    property.keep_next = context.keep_next.unwrap_or(rule.keep_next).then_some(true);
    property.page_break_before = context.page_break.then_some(true);
    paragraph
}

/// A line of so many twentieths of a point.
fn exact(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line)
}

/// An empty paragraph one point high with the rest of `height_pt` below it, where it vanishes at the
/// foot of a page. Word joins tables without one between them and wants one at the end of a cell.
pub fn gap(height_pt: f64, context: Context) -> Box<Paragraph> {
    let after = (twentieths(height_pt) - GAP_LINE_TWIPS).max(0);
    let mut paragraph = of_style(GAP);
    let property = &mut paragraph.property;
    property.line_spacing = (after > 0).then(|| LineSpacing::new().after(after.unsigned_abs()));
    property.keep_next = (context.keep_next == Some(true)).then_some(true);
    property.page_break_before = context.page_break.then_some(true);
    paragraph
}

/// An empty paragraph of exactly that height.
pub fn strip(height_pt: f64) -> Box<Paragraph> {
    let mut paragraph = gap(0.0, Context::default());
    paragraph.property.line_spacing = Some(exact(twentieths(height_pt)));
    paragraph
}

/// The paragraph that Word wants after a table that ends a section: as low as can be, lest it open a
/// page of its own below a page that the table fills.
pub fn end(context: Context) -> Box<Paragraph> {
    let mut paragraph = gap(0.0, Context { keep_next: None, ..context });
    paragraph.property.line_spacing = Some(exact(1));
    paragraph
}
