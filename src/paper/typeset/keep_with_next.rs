//! What stays on one page: a line that announces with what it announces, a signature with the end of
//! the text above it.
//!
//! A page that holds nothing but a signature invites fraud, and a line that ends in ":" says nothing at
//! the foot of a page. Styles keep headings; what depends on the words and on the order of the parts
//! is decided here, once for both writers.

use super::Setter;
use super::flow::{Item, Par, Span};
use super::overflow;

/// Lines of text or rows of a table that go to the next page with a signature, at least.
const TAIL_LINES: usize = 2;

/// A paragraph before a signature goes with it as a whole; one that is longer than this may be divided.
const LONG_LINES: usize = 20;

/// Keeps every paragraph that ends in ":" with the paragraph, grid or table below it.
pub fn announcements(items: &mut [Item]) {
    for index in 1..items.len() {
        let (above, below) = items.split_at_mut(index);
        let (Some(Item::Par(par)), Some(next)) = (above.last_mut(), below.first()) else { continue };
        if announces(par) && !matches!(next, Item::PageBreak | Item::Rule(_)) {
            par.keep_next = Some(true);
        }
    }
}

fn announces(par: &Par) -> bool {
    let last = par.spans.iter().rev().find_map(|span| match span {
        Span::Text { text, .. } if text.trim().is_empty() => None,
        Span::Text { text, .. } => Some(text.trim_end().ends_with(':')),
        Span::Break | Span::Leader => Some(false),
    });
    last.unwrap_or(false)
}

/// Keeps the end of `items` with the signature that follows: the last lines or rows of the text, and
/// what already stays with them.
pub fn before_signature(setter: &Setter, items: &mut [Item], text_mm: f64) {
    let mut wanted = TAIL_LINES;
    for item in items.iter_mut().rev() {
        match item {
            Item::Par(par) => {
                let count = lines(setter, par, text_mm);
                par.keep_next = Some(true);
                par.keep_lines = count <= LONG_LINES;
                wanted = wanted.saturating_sub(count);
            }
            Item::Table(table) => {
                let below = table.splitting.last().map_or(0, |row| *row);
                table.keep_rows = wanted.min(table.rows.len() - below.min(table.rows.len()));
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

/// Lines of a paragraph, at least.
fn lines(setter: &Setter, par: &Par, text_mm: f64) -> usize {
    let (count, doubtful) = overflow::lines(setter, par, text_mm);
    count - usize::from(doubtful && count > 1)
}
