//! Where a line ends: the one rule that the layout and all writers follow.
//!
//! [`places`] knows where word processors end lines and which of those places hold together what stands
//! around them; this module fills lines by it. Typst follows Unicode's longer rule, so its side is told of
//! the places that it lacks and of the words it must not break. Word and LibreOffice are told only where
//! their own rule would tear something: there, and nowhere else, a blank or a hyphen of the DOCX is one
//! that does not break, so that text stays as typed wherever it can. A word wider than its column is broken
//! after a slash or, without one, where the column ends, as the word processors do. Titles are cut by
//! [`balance`], which knows the words of several syllables in [`compounds`].

pub mod balance;
pub mod compounds;
mod places;
#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use super::metrics::Metrics;
use places::{Tie, may_end_inside, places};

/// Lines narrower than the column by less than this may fall either way, in points.
pub const DOUBT_PT: f64 = 0.05;
/// What comes nearer than this to the end of its line is held together even if it fits, in points: another
/// program may find that it does not.
const NEAR_PT: f64 = 1.0;

/// Text of one style, as the breaker sees it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub bold: bool,
    pub italic: bool,
    pub size_pt: f64,
    /// Byte offsets behind blanks at which no line may end, beyond those of the rule.
    pub bonds: &'a [usize],
}

/// The result of breaking one paragraph. Offsets are in bytes, a list for each piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// Width of each line in points, without the spaces at its end.
    pub widths_pt: Vec<f64>,
    /// A line came so near to the edge that rounding decides.
    pub doubtful: bool,
    /// Where a line may end although no space stands there.
    pub breaks: Vec<Vec<usize>>,
    /// What a word processor would take for the end of a line and must not: offsets behind a blank or a
    /// hyphen.
    pub bonds: Vec<Vec<usize>>,
    /// Offset in the whole text of the first letter of each line after the first; not known behind a word that was
    /// broken.
    pub starts: Vec<usize>,
    /// The first word that was broken where the column ends.
    pub torn: Option<String>,
}

/// Breaks `pieces` greedily into lines of `width_pt`, the first one shorter by `first_pt`.
pub fn break_lines(pieces: &[Piece<'_>], width_pt: f64, first_pt: f64, metrics: &Metrics) -> Lines {
    let nothing = || vec![Vec::new(); pieces.len()];
    let lines = Lines { breaks: nothing(), bonds: nothing(), ..Lines::default() };
    let room_pt = width_pt - first_pt;
    if let Some(only_pt) = only_line_pt(pieces, room_pt, metrics) {
        return Lines { widths_pt: vec![only_pt], ..lines };
    }
    let text = Text::of(pieces, metrics);
    let mut breaker = Breaker { text: &text, width_pt, room_pt, lines, line_pt: 0.0, spaces_pt: 0.0 };
    let groups: Vec<&[Word]> = text.words.chunk_by(|_, next| next.tie != Tie::Free).collect();
    for (index, group) in groups.iter().enumerate() {
        breaker.open(group.first());
        breaker.decide(group, groups.get(index + 1).copied().unwrap_or_default());
        breaker.group(group);
    }
    breaker.lines.widths_pt.push(breaker.line_pt);
    breaker.lines.breaks.iter_mut().for_each(|breaks| {
        breaks.sort_unstable();
        breaks.dedup();
    });
    breaker.lines
}

/// The width of `pieces` that stand on one line, so far from its end that there is nothing to note of them: most cells
/// of tables.
fn only_line_pt(pieces: &[Piece<'_>], room_pt: f64, metrics: &Metrics) -> Option<f64> {
    let most_pt = room_pt - NEAR_PT - DOUBT_PT;
    let whole_pt = pieces.iter().try_fold(0.0, |before_pt, piece| {
        let style = (piece.bold, piece.italic);
        Some(before_pt + metrics.width_up_to_pt(piece.text, style, piece.size_pt, most_pt - before_pt)?)
    })?;
    if pieces.iter().any(|piece| may_end_inside(piece.text)) {
        return None;
    }
    let blank_pt = pieces.last().map_or(0.0, |last| {
        let blanks = &last.text[last.text.trim_end_matches(' ').len()..];
        metrics.width_pt(blanks, last.bold, last.italic, last.size_pt)
    });
    Some(whole_pt - blank_pt)
}

/// What stands between two places, with the blanks after it.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    /// Whether a line may end before it.
    tie: Tie,
    solid_pt: f64,
    spaces_pt: f64,
}

/// The pieces of a paragraph as one text cut into words.
struct Text<'a> {
    pieces: &'a [Piece<'a>],
    metrics: &'a Metrics,
    whole: String,
    /// Where each piece starts in it.
    starts: Vec<usize>,
    words: Vec<Word>,
}

impl<'a> Text<'a> {
    fn of(pieces: &'a [Piece<'a>], metrics: &'a Metrics) -> Self {
        let whole: String = pieces.iter().map(|piece| piece.text).collect();
        let starts =
            pieces.iter().scan(0, |end, piece| Some(std::mem::replace(end, *end + piece.text.len()))).collect();
        let mut text = Text { pieces, metrics, whole, starts, words: Vec::new() };
        let mut start = 0;
        let mut tie = Tie::Free;
        for place in places(&text.whole) {
            text.push(start, place.at, tie);
            (start, tie) = (place.at, if text.is_bond(place.at) { Tie::Blank } else { place.tie });
        }
        let end = text.whole.len();
        text.push(start, end, tie);
        text
    }

    fn push(&mut self, start: usize, end: usize, tie: Tie) {
        if start == end {
            return;
        }
        let solid = self.whole[start..end].trim_end_matches(' ').len();
        let (solid_pt, spaces_pt) = (self.width_pt(start, start + solid), self.width_pt(start + solid, end));
        self.words.push(Word { start, end, tie, solid_pt, spaces_pt });
    }

    /// The piece that holds the letter at `offset`.
    fn piece_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn is_bond(&self, at: usize) -> bool {
        let piece = self.piece_at(at.saturating_sub(1));
        self.pieces[piece].bonds.contains(&(at - self.starts[piece]))
    }

    fn width_pt(&self, start: usize, end: usize) -> f64 {
        let mut width = 0.0;
        let mut from = start;
        while from < end {
            let index = self.piece_at(from);
            let piece = &self.pieces[index];
            let to = end.min(self.starts[index] + piece.text.len());
            width += self.metrics.width_pt(&self.whole[from..to], piece.bold, piece.italic, piece.size_pt);
            from = to;
        }
        width
    }
}

/// Width of words on one line, without the blanks at its end.
fn solid_pt(words: &[Word]) -> f64 {
    let all: f64 = words.iter().map(|word| word.solid_pt + word.spaces_pt).sum();
    all - words.last().map_or(0.0, |word| word.spaces_pt)
}

struct Breaker<'t> {
    text: &'t Text<'t>,
    width_pt: f64,
    room_pt: f64,
    lines: Lines,
    line_pt: f64,
    spaces_pt: f64,
}

impl Breaker<'_> {
    /// Puts words that hold together on a line, on the next one if they do not fit. Words that no line can
    /// hold together part at their blanks and, failing that, inside.
    fn group(&mut self, words: &[Word]) {
        let Some(last) = words.last() else { return };
        let solid_pt = solid_pt(words);
        let most_pt = if self.line_pt > 0.0 { self.width_pt } else { self.room_pt };
        if solid_pt > most_pt && words.len() > 1 {
            return self.part(words);
        }
        let end_pt = self.line_pt + self.spaces_pt + solid_pt;
        self.lines.doubtful |= (end_pt - self.room_pt).abs() < DOUBT_PT;
        if end_pt > self.room_pt - NEAR_PT {
            self.hold(words);
        }
        if end_pt <= self.room_pt {
            self.line_pt = end_pt;
        } else {
            if self.line_pt > 0.0 {
                self.next_line();
                self.lines.starts.extend(words.first().map(|word| word.start));
            }
            self.line_pt = if solid_pt <= self.room_pt { solid_pt } else { self.split(last) };
        }
        self.spaces_pt = last.spaces_pt;
    }

    /// Where rounding would decide whether `words` still stand on the line, they go to the next one with `next`: bound
    /// together, the two surely do not fit.
    fn decide(&mut self, words: &[Word], next: &[Word]) {
        let end_pt = self.line_pt + self.spaces_pt + solid_pt(words);
        let Some((last, first)) = words.last().zip(next.first()).filter(|_| self.line_pt > 0.0) else { return };
        let both_pt = solid_pt(words) + last.spaces_pt + solid_pt(next);
        let piece = self.text.piece_at(first.start.saturating_sub(1));
        let is_blank = self.text.whole[..first.start].ends_with(' ') && !self.text.pieces[piece].text.trim().is_empty();
        if (end_pt - self.room_pt).abs() < DOUBT_PT && is_blank && both_pt < self.width_pt - NEAR_PT {
            self.hold(words);
            self.lines.bonds[piece].push(first.start - self.text.starts[piece]);
            self.room_pt = self.line_pt;
        }
    }

    fn part(&mut self, words: &[Word]) {
        let blanks = words[1..].iter().any(|word| word.tie == Tie::Blank);
        for group in words.chunk_by(|_, next| blanks && next.tie == Tie::Inside) {
            self.open(group.first());
            self.group(group);
        }
    }

    /// A line may end before `word`.
    fn open(&mut self, word: Option<&Word>) {
        if let Some(word) = word.filter(|word| !self.text.whole[..word.start].ends_with(' ')) {
            self.note_break(word.start);
        }
    }

    fn note_break(&mut self, at: usize) {
        let piece = self.text.piece_at(at);
        if at > 0 {
            self.lines.breaks[piece].push(at - self.text.starts[piece]);
        }
    }

    /// Notes the places inside `words` at which the present line could end.
    fn hold(&mut self, words: &[Word]) {
        for count in 1..words.len() {
            let end_pt = self.line_pt + self.spaces_pt + solid_pt(&words[..count]);
            if end_pt > self.room_pt + NEAR_PT {
                return;
            }
            let at = words[count].start;
            let piece = self.text.piece_at(at - 1);
            self.lines.bonds[piece].push(at - self.text.starts[piece]);
        }
    }

    fn next_line(&mut self) {
        self.lines.widths_pt.push(self.line_pt);
        self.line_pt = 0.0;
        self.spaces_pt = 0.0;
        self.room_pt = self.width_pt;
    }

    /// Breaks a word that is wider than a line, after a slash where there is one; gives the width of its
    /// last line.
    fn split(&mut self, word: &Word) -> f64 {
        let mut line = 0.0;
        let mut slash: Option<(usize, f64)> = None;
        let mut before = ' ';
        let text = self.text;
        self.lines.torn.get_or_insert_with(|| text.whole[word.start..word.end].trim_end().to_owned());
        for (offset, cluster) in text.whole[word.start..word.end].trim_end_matches(' ').grapheme_indices(true) {
            let at = word.start + offset;
            let width = text.width_pt(at, at + cluster.len());
            let letter = cluster.chars().next().unwrap_or(' ');
            if before == '/' && letter.is_alphabetic() {
                slash = Some((at, line));
            }
            if line > 0.0 && line + width > self.room_pt {
                let (cut, cut_pt) = slash.take().unwrap_or((at, line));
                self.line_pt = cut_pt;
                self.next_line();
                self.note_break(cut);
                line -= cut_pt;
            }
            line += width;
            before = letter;
        }
        line
    }
}
