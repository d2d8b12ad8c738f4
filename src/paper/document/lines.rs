//! The body as logical lines of letters that know where they stand and whether they were escaped.
//!
//! Every later step (labels, tables, inline markup) asks two questions of a letter: is it markup or
//! text, and where in the file is it? Both are answered here, once.

use std::path::Path;
use std::sync::Arc;

use super::{label, marks};
use crate::base::data::Positions;
use crate::base::diag::{Diagnostic, Place, Report};
use crate::base::text::unseen::is_blank;

/// One letter of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub letter: char,
    /// Offset in bytes from the start of the body; of the backslash when escaped.
    pub at: usize,
    pub escaped: bool,
}

impl Glyph {
    /// Whether it is the piece of markup `letter`.
    pub fn is(&self, letter: char) -> bool {
        !self.escaped && self.letter == letter
    }

    /// Whether it is a blank of whatever width, and not one that was escaped to stay.
    pub fn is_blank(&self) -> bool {
        !self.escaped && is_blank(self.letter)
    }
}

/// What was typed as one paragraph: a line, with the lines below it as long as each ends in `\`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Offset of the first letter.
    pub at: usize,
    /// Never empty; spaces at both ends are gone.
    pub glyphs: Vec<Glyph>,
}

impl Line {
    /// Whether its first letter is the piece of markup `letter`.
    pub fn starts_with(&self, letter: char) -> bool {
        self.glyphs.first().is_some_and(|glyph| glyph.is(letter))
    }
}

/// The lines of `body` that are not blank.
pub(super) fn split(body: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut letters = body.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\n' => finish(&mut lines, &mut glyphs),
            '\\' if is_typed(&glyphs, letters.as_str()) => glyphs.push(Glyph { letter, at, escaped: true }),
            '\\' if begins_path(&glyphs, letters.as_str()) => {
                letters.next();
                glyphs.extend([at, at + 1].map(|at| Glyph { letter, at, escaped: true }));
            }
            '\\' => {
                let letter = letters.next().map_or('\n', |(_, letter)| plain(letter));
                glyphs.push(Glyph { letter, at, escaped: true });
            }
            letter => {
                let letter = plain(letter);
                let escaped = letter == '\n';
                glyphs.push(Glyph { letter, at, escaped });
            }
        }
    }
    finish(&mut lines, &mut glyphs);
    lines
}

/// Whether a backslash before `rest` is one to be printed: nothing in a letter or a figure needs one before it, but for
/// a label at the start of its line.
fn is_typed(before: &[Glyph], rest: &str) -> bool {
    let starts_line = || !before.iter().any(|glyph| glyph.letter.is_alphanumeric());
    rest.starts_with(char::is_alphanumeric) && !(label::may_start(rest) && starts_line())
}

/// Whether the two backslashes, of which the second begins `rest`, are those of a folder of the network as nobody has
/// escaped it: `\\may-chu\chung`.
fn begins_path(before: &[Glyph], rest: &str) -> bool {
    let begins_word = before.last().is_none_or(|glyph| glyph.is_blank() || "(\"“‘".contains(glyph.letter));
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    let Some(name) = word.strip_prefix('\\').filter(|_| begins_word) else { return false };
    let mut parts = name.split('\\');
    let is_name = |part: &str| part.starts_with(char::is_alphanumeric);
    let (host, folders) = (parts.next().is_some_and(is_name), parts.collect::<Vec<_>>());
    // What was escaped has two, and so a part without a letter.
    host && folders.first().is_some_and(|part| is_name(part))
}

/// A tab is a space; the line and paragraph separators of Unicode are line breaks in a paragraph.
pub(super) fn plain(letter: char) -> char {
    match letter {
        '\t' => ' ',
        '\u{2028}' | '\u{2029}' => '\n',
        other => other,
    }
}

fn finish(lines: &mut Vec<Line>, glyphs: &mut Vec<Glyph>) {
    let glyphs = marks::in_line(trim(&std::mem::take(glyphs)).to_vec());
    if let Some(first) = glyphs.first() {
        lines.push(Line { at: first.at, glyphs });
    }
}

/// `glyphs` without the spaces at both ends; an escaped space stays.
pub(super) fn trim(glyphs: &[Glyph]) -> &[Glyph] {
    let start = glyphs.iter().position(|glyph| !glyph.is_blank()).unwrap_or(glyphs.len());
    let end = glyphs.iter().rposition(|glyph| !glyph.is_blank()).map_or(start, |last| last + 1);
    glyphs.get(start..end).unwrap_or_default()
}

/// The letters of `glyphs`; a line break becomes a space.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| if glyph.letter == '\n' { ' ' } else { glyph.letter }).collect()
}

/// Collects the faults of a body and puts each in its place.
pub(super) struct Faults<'a> {
    path: &'a Path,
    positions: Positions<'a>,
    /// Line of the file on which the body starts, from 1.
    first_line: usize,
    pub report: Report,
}

impl<'a> Faults<'a> {
    /// No fault yet in `body`, which starts on line `first_line` of `path`.
    pub fn new(path: &'a Path, body: &'a str, first_line: usize) -> Self {
        Faults { path, positions: Positions::new(body), first_line, report: Report::new() }
    }

    /// Where each of `lines` starts.
    pub fn places<'l>(&self, lines: impl IntoIterator<Item = &'l Line>) -> Vec<Place> {
        let file = Arc::from(self.path);
        let place = |line: &Line| Place::at_line(&file, self.first_line + self.positions.at(line.at).0 - 1, 1);
        lines.into_iter().map(place).collect()
    }

    /// Adds a fault at the byte `at` of the body.
    pub fn push(&mut self, at: usize, diagnostic: Diagnostic) {
        let (line, column) = self.positions.at(at);
        let place = Place::line(self.path, self.first_line + line - 1, column);
        self.report.push(diagnostic.at(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<String> {
        let letters = |line: &Line| line.glyphs.iter().map(|glyph| glyph.letter).collect();
        split(body).iter().map(letters).collect()
    }

    #[test]
    fn blank_lines_only_separate() {
        assert_eq!(texts(" a \n\n \t\nb"), ["a", "b"]);
    }

    #[test]
    fn a_backslash_at_the_end_joins_lines() {
        assert_eq!(texts("a\\\nb\\\nc\nd"), ["a\nb\nc", "d"]);
        assert_eq!(texts("a\\\\\nb"), ["a\\", "b"]);
        assert_eq!(texts("a\\"), ["a\n"]);
    }

    #[test]
    fn a_backslash_before_a_letter_is_printed_as_typed() {
        for (typed, printed) in [
            ("Thư mục C:\\So lieu\\2026\\thang_1", "Thư mục C:\\So lieu\\2026\\thang_1"),
            ("Ở \\\\may-chu\\chung.", "Ở \\\\may-chu\\chung."),
            ("(\\\\192.168.1.5\\chung\\x)", "(\\\\192.168.1.5\\chung\\x)"),
            ("\\ân, C:\\Mục 1, x \\Điều 1", "\\ân, C:\\Mục 1, x \\Điều 1"),
            // Escaped, as the program does it and as the guide says.
            ("C:\\\\Users\\\\x", "C:\\Users\\x"),
            ("\\\\\\\\may-chu\\\\chung", "\\\\may-chu\\chung"),
            ("\\\\n \\\\t", "\\n \\t"),
            ("\\*a\\* \\@b \\# \\| \\“ \\-", "*a* @b # | “ -"),
            ("\\Điều 1. X", "Điều 1. X"),
            ("# \\Mục 1", "# Mục 1"),
        ] {
            assert_eq!(texts(typed), [printed], "{typed}");
        }
    }

    #[test]
    fn blanks_of_all_widths_only_separate() {
        assert_eq!(texts("\u{a0}a\u{a0}b\u{2009}\n\u{3000}\n\u{2003}c"), ["a\u{a0}b", "c"]);
    }

    #[test]
    fn an_escaped_space_is_not_trimmed() {
        assert_eq!(texts("\\ a\\ \n\\ "), [" a ", " "]);
    }
}
