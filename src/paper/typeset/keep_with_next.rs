//! What stays on one page: a line that announces with what it announces, a signature with the end of
//! the text above it.
//!
//! A page that holds nothing but a signature invites fraud, and a line that ends in ":" says nothing at
//! the foot of a page. Styles keep headings; what depends on the words and on the order of the parts
//! is decided here, once for both writers.

use super::Setter;
use super::flow::{Align, Item, Par, Span};
use super::overflow;

/// Letters of the longest caption: some two lines.
const MOST_OF_CAPTION: usize = 160;
/// Lines of text or rows of a table that go to the next page with a signature, at least.
pub const TAIL_LINES: usize = 2;

/// Keeps every paragraph that ends in ":" with the paragraph, grid or table below it, and the caption of a table, which
/// may be two lines, with the table.
pub fn announcements(items: &mut [Item]) {
    let mut is_above_table = false;
    for index in (1..items.len()).rev() {
        let (above, below) = items.split_at_mut(index);
        is_above_table |= matches!(below.first(), Some(Item::Table(_)));
        let (Some(Item::Par(par)), Some(next)) = (above.last_mut(), below.first()) else {
            is_above_table = false;
            continue;
        };
        is_above_table = is_above_table && is_caption(par);
        if is_above_table || announces(par) && !matches!(next, Item::PageBreak | Item::Rule(_)) {
            par.keep_next = Some(true);
        }
    }
}

/// Whether `par` looks like the caption of a table: short, and either not at the left or in letters of one look that text
/// does not have.
fn is_caption(par: &Par) -> bool {
    let is_apart = |span: &Span| match span {
        Span::Text { text, bold, italic, .. } => *bold || *italic || text.trim().is_empty(),
        Span::Break | Span::Leader => false,
    };
    let letters: usize =
        par.spans.iter().map(|span| if let Span::Text { text, .. } = span { text.chars().count() } else { 0 }).sum();
    let is_moved = matches!(par.align, Some(Align::Center | Align::Right));
    letters > 0 && letters <= MOST_OF_CAPTION && (is_moved || par.spans.iter().all(is_apart))
}

fn announces(par: &Par) -> bool {
    let last = par.spans.iter().rev().find_map(|span| match span {
        Span::Text { text, .. } if text.trim().is_empty() => None,
        Span::Text { text, .. } => Some(text.trim_end().ends_with(':')),
        Span::Break | Span::Leader => Some(false),
    });
    last.unwrap_or(false)
}

/// Keeps the end of `items` with the signature that follows: the last lines of the text and, where these are fewer, the
/// last rows of the table above them, and what already stays with them.
pub fn before_signature(setter: &Setter, items: &mut [Item], text_mm: f64) {
    keep_end(setter, items, text_mm, TAIL_LINES);
}

/// Keeps the last line of `items`, when it is a paragraph of its own, with the lines or rows above it: no page holds
/// one line and nothing else.
pub fn last_line(setter: &Setter, items: &mut [Item], text_mm: f64) {
    if let Some((Item::Par(last), above)) = items.split_last_mut()
        && lines(setter, last, text_mm) == 1
    {
        keep_end(setter, above, text_mm, TAIL_LINES - 1);
    }
}

/// Keeps `wanted` lines or rows at the end of `items` with what follows.
fn keep_end(setter: &Setter, items: &mut [Item], text_mm: f64, mut wanted: usize) {
    for item in items.iter_mut().rev() {
        match item {
            Item::Par(par) => {
                let count = lines(setter, par, text_mm);
                par.keep_next = Some(true);
                par.tail = tail(setter, par, text_mm);
                par.keep_lines = par.tail.is_none();
                wanted = wanted.saturating_sub(count);
            }
            Item::Table(table) => {
                let below = table.splitting.last().map_or(0, |row| (row + 1).saturating_sub(table.header.len()));
                table.keep_last(wanted.min(table.rows.len().saturating_sub(below)));
                wanted = wanted.saturating_sub(table.rows.len());
            }
            Item::Grid(grid) => {
                grid.keep_next = true;
                wanted = 0;
            }
            Item::Rule(rule) => rule.keep_next = true,
            Item::PageBreak => return,
        }
        if wanted == 0 {
            return;
        }
    }
}

/// Where the last lines of a paragraph begin that stay with what follows; `None` for one that is not divided: too
/// short to leave as many lines behind, or with lines that rounding or more than the column decides.
fn tail(setter: &Setter, par: &Par, text_mm: f64) -> Option<usize> {
    if par.spans.iter().any(|span| !matches!(span, Span::Text { .. })) {
        return None;
    }
    let lines = overflow::broken(setter, par, text_mm);
    let count = lines.widths_pt.len();
    let known = !lines.doubtful && lines.torn.is_none() && lines.starts.len() + 1 == count;
    if known && count >= 2 * TAIL_LINES { lines.starts.get(count - TAIL_LINES - 1).copied() } else { None }
}

/// Lines of a paragraph, at least.
fn lines(setter: &Setter, par: &Par, text_mm: f64) -> usize {
    let count = overflow::lines(setter, par, text_mm);
    count.lines - usize::from(count.is_doubtful && count.lines > 1)
}
