//! Signatures below a table: who made it, who confirms it, the day, their names.
//!
//! A lone name is known as a signature only by what stands above it, so the block is looked for from the end of
//! the sheet up: rows of titles and names, the topmost of titles alone.

use super::words::{is_day, is_name, is_signature, is_signer, is_title};
use super::{Aside, Line};
use crate::base::text::fold;

/// A row of signatures has no more: two or three sign side by side.
const MOST_CELLS: usize = 4;

/// Marks the rows of signatures among `lines` in `found`.
pub(super) fn mark(lines: &[Line], found: &mut [Option<Aside>]) {
    let is_aside = |at: usize| found.get(at).is_some_and(Option::is_some);
    let belongs = |at: usize, line: &Line| is_aside(at) || line.may_be_signed();
    let from = lines.iter().enumerate().rposition(|(at, line)| !belongs(at, line)).map_or(0, |last| last + 1);
    let opening = lines.iter().skip(from).position(Line::opens_signature).map(|at| from + at);
    for (at, (line, why)) in lines.iter().zip(found.iter_mut()).enumerate() {
        let in_block = opening.is_some_and(|opening| at >= opening);
        let alone = || line.lone_text().is_some_and(|text| line.opens_signature() && !is_day(&fold(text)));
        if (why.is_none() || *why == Some(Aside::Heading)) && (in_block || alone()) {
            *why = Some(Aside::Signature);
        }
    }
}

impl Line<'_> {
    /// Whether nothing but titles stands in the row.
    fn opens_signature(&self) -> bool {
        let opens = |text| is_signature(text) || self.is_beside_signer(text);
        self.is_worded() && self.all_texts().next().is_some() && self.all_texts().all(opens)
    }

    /// Whether titles and names stand in the row and nothing else.
    fn may_be_signed(&self) -> bool {
        let is_item = |text: &str| text.trim_start().starts_with(['-', '–', '+']);
        let fits = |text| is_signature(text) || is_name(text) || is_item(text) || self.is_beside_signer(text);
        self.is_worded() && self.all_texts().count() <= MOST_CELLS && self.all_texts().all(fits)
    }

    /// The texts of the row, that of its counter included.
    fn all_texts(&self) -> impl Iterator<Item = &str> {
        self.texts().map(|(_, text)| text).chain(self.counting_words())
    }

    /// Whether `text` is a title in a row in which somebody surely signs: then its bearer does too, be it in small letters.
    fn is_beside_signer(&self, text: &str) -> bool {
        self.all_texts().nth(1).is_some() && is_title(text) && self.all_texts().any(is_signer)
    }

    /// Whether there is no figure and no day in the row.
    fn is_worded(&self) -> bool {
        self.cells.iter().all(|cell| cell.words.is_some()) && !self.is_counted
    }
}
