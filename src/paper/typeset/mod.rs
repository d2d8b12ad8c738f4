//! Sets a document: from its parts to paragraphs, grids and rules with every measure decided.
//!
//! The block model says "trích yếu" and "Nơi nhận"; a writer wants sizes, columns and gaps. Deciding
//! them here, once, from [`crate::paper::norm`] and the widths of the faces, is what keeps PDF and DOCX alike.

pub mod breaks;
pub mod flow;
pub mod metrics;

mod body;
mod certificate;
mod columns;
mod dots;
mod emblem;
mod frame;
mod head;
mod keep_with_next;

mod ornament;
mod overflow;
mod page;
mod rows;
mod signature;
mod table;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::base::diag::Report;
use crate::paper::document::marks::LINE_END;
use crate::paper::document::{Block, Document, DocumentKind, SizeSet};
use crate::paper::norm::{self, Component, MEASURES};
use breaks::balance;
use breaks::compounds::Compounds;
use flow::{Flow, Item, Meta, Par, Span, StyleSpec};
use metrics::{Metrics, PT_PER_MM};

/// Lines of a balanced paragraph get this much room beyond the longest, in mm.
const BALANCE_STEP_MM: f64 = 0.5;

/// Sets one document after the other; the faces and the list of words are read once.
pub struct Typesetter {
    metrics: Arc<Metrics>,
    compounds: Arc<Compounds>,
}

impl Typesetter {
    /// Reads the faces and the list of words.
    pub fn new() -> Self {
        Typesetter { metrics: Arc::new(Metrics::new()), compounds: Arc::new(Compounds::new()) }
    }

    /// Sets `document`.
    ///
    /// # Errors
    /// `TT001` for a character that no embedded face can show, `TT002` for a certificate that does not fit
    /// its sheet.
    pub fn set(&self, document: &Document) -> Result<Flow, Report> {
        let mut setter = Setter::of(self, document.co_chu);
        let mut sections = Vec::with_capacity(document.sections.len());
        for section in &document.sections {
            sections.push(match section.blocks.as_slice() {
                [Block::Certificate(certificate)] => certificate::section(&mut setter, certificate)?,
                _ => page::section(&setter, section),
            });
        }
        let is_certificate = document.loai == DocumentKind::GiayKhen;
        let occurs = |style: &&StyleSpec| {
            style.component == Component::NoiDung || style.component.is_of_certificate() == is_certificate
        };
        let styles = setter.styles.iter().filter(occurs).cloned().collect();
        let flow = Flow { meta: meta(document), styles, sections };
        let report = page::missing_glyphs(&flow, &setter.metrics);
        if report.has_errors() { Err(report) } else { Ok(flow) }
    }
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets `document` alone.
#[cfg(test)]
pub fn set(document: &Document) -> Result<Flow, Report> {
    Typesetter::new().set(document)
}

/// Title, author and date of the file. A date that is partly blank counts from its first day; one
/// that is wholly blank becomes the day the decree was signed, since the archive format asks for some
/// date and the clock must not show.
fn meta(document: &Document) -> Meta {
    let date = document.ngay;
    let whole = NaiveDate::from_ymd_opt(date.nam.unwrap_or(2020), date.thang.unwrap_or(1), date.ngay.unwrap_or(1));
    let whole = whole.filter(|_| date.nam.is_some());
    let date = whole.map_or((2020, 3, 5), |date| (date.year(), date.month(), date.day()));
    Meta { title: document.title(), author: document.author(), date }
}

/// What every part of the setter needs: the sizes of this document, the widths of the faces, the words that hold
/// together.
struct Setter {
    styles: Vec<StyleSpec>,
    metrics: Arc<Metrics>,
    compounds: Arc<Compounds>,
}

impl Setter {
    fn of(typesetter: &Typesetter, set: SizeSet) -> Self {
        let styles = MEASURES.iter().map(|measure| measure.style(set)).collect();
        Setter { styles, metrics: Arc::clone(&typesetter.metrics), compounds: Arc::clone(&typesetter.compounds) }
    }

    #[cfg(test)]
    fn new(set: SizeSet) -> Self {
        Setter::of(&Typesetter::new(), set)
    }

    fn style(&self, component: Component) -> &StyleSpec {
        let index = norm::index(component);
        &self.styles[index]
    }

    /// Gives `component` another size, rounded to half a point, the unit of Word.
    fn resize(&mut self, component: Component, size_pt: f64) {
        let size_pt = (size_pt * 2.0).round() / 2.0;
        if let Some(style) = self.styles.get_mut(norm::index(component)) {
            style.size_pt = size_pt;
            style.pitch_pt = norm::pitch(component, size_pt);
        }
    }

    /// A span of `text` as the style of `component` has it.
    fn span(&self, component: Component, text: &str) -> Span {
        let style = self.style(component);
        Span::text(text, style.bold, style.italic)
    }

    /// A paragraph of one text, as its style has it.
    fn par(&self, component: Component, text: &str) -> Par {
        let lines = text.split(LINE_END).map(|line| vec![self.span(component, line)]);
        Par::new(component, lines.collect::<Vec<_>>().join(&Span::Break))
    }

    /// Width in mm of `text` set in one line of `component`.
    fn width_mm(&self, component: Component, text: &str) -> f64 {
        let style = self.style(component);
        self.metrics.width_mm(&dots::even(text), style.bold, style.italic, style.size_pt)
    }

    /// A centred paragraph whose lines are about equally long and end by sense, and the length of its
    /// longest line in mm: both sides are drawn in as far as the number of lines allows.
    fn balanced(&self, component: Component, text: &str, column_mm: f64) -> (Par, f64) {
        self.balanced_as(component, text, text, column_mm)
    }

    /// As [`Self::balanced`], with `text` in capitals.
    fn balanced_capitals(&self, component: Component, text: &str, column_mm: f64) -> (Par, f64) {
        self.balanced_as(component, &text.to_uppercase(), text, column_mm)
    }

    /// Sets `text`, which is `sense` as its letters are meant.
    fn balanced_as(&self, component: Component, text: &str, sense: &str, column_mm: f64) -> (Par, f64) {
        let (text, sense) = (dots::even(text), dots::even(sense));
        let (mut lines, mut longest_mm, mut is_cut) = (Vec::new(), 0.0_f64, false);
        for (line, sense) in text.split(LINE_END).zip(sense.split(LINE_END)) {
            let mut span = self.span(component, line);
            let piece = self.piece(component, line);
            let cut = balance::cut(piece, sense, column_mm * PT_PER_MM, &self.compounds, &self.metrics);
            if let Some(cut) = &cut {
                span.bind(&cut.inside);
            }
            let found = cut.map(|cut| (cut.longest_pt / PT_PER_MM, true));
            let (own_mm, own_is_cut) = found.unwrap_or_else(|| self.narrowest(component, line, column_mm));
            longest_mm = longest_mm.max(own_mm);
            is_cut |= own_is_cut;
            lines.push(vec![span]);
        }
        let side_mm = if is_cut { (column_mm - longest_mm - BALANCE_STEP_MM).max(0.0) / 2.0 } else { 0.0 };
        let par = Par::new(component, lines.join(&Span::Break));
        (Par { left_mm: side_mm, right_mm: side_mm, ..par }, longest_mm)
    }

    /// The longest line in mm of a text that is only filled, in the narrowest column that takes no more lines,
    /// and whether there are several.
    fn narrowest(&self, component: Component, text: &str, column_mm: f64) -> (f64, bool) {
        let widths_pt = |width_mm: f64| self.lines(component, text, width_mm).widths_pt;
        let count = widths_pt(column_mm).len();
        let (mut narrow, mut wide) = (column_mm / (count as f64 + 1.0), column_mm);
        while count > 1 && wide - narrow > BALANCE_STEP_MM {
            let middle = (narrow + wide) / 2.0;
            if widths_pt(middle).len() > count { narrow = middle } else { wide = middle }
        }
        (widths_pt(wide).into_iter().fold(0.0, f64::max) / PT_PER_MM, count > 1)
    }

    /// The lines of `text` in a column of `column_mm`.
    fn lines(&self, component: Component, text: &str, column_mm: f64) -> breaks::Lines {
        breaks::break_lines(&[self.piece(component, &dots::even(text))], column_mm * PT_PER_MM, 0.0, &self.metrics)
    }

    /// `text` in the style of `component`, as the breaker sees it.
    fn piece<'t>(&self, component: Component, text: &'t str) -> breaks::Piece<'t> {
        let style = self.style(component);
        breaks::Piece { text, bold: style.bold, italic: style.italic, size_pt: style.size_pt, bonds: &[] }
    }
}

/// Replaces the gap below the last item, which must be a paragraph, a grid or a table.
fn gap_below(items: &mut [Item], after_pt: f64) {
    match items.last_mut() {
        Some(Item::Par(par)) => par.after_pt = Some(after_pt),
        Some(Item::Grid(grid)) => grid.after_pt = after_pt,
        Some(Item::Table(table)) => table.after_pt = after_pt,
        _ => {}
    }
}

#[cfg(test)]
mod tests;
