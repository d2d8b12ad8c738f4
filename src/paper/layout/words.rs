//! Pieces of a line as Typst takes them, with exactly the line-break places that the setter allows.
//!
//! Typst breaks by the rules of Unicode, Word and LibreOffice by shorter ones; see
//! [`crate::paper::typeset`]. So words in which Unicode might see a place of its own are handed over boxed,
//! and every place that the setter names becomes either the joint of two boxes or a gap of no width.
//! Neither leaves a trace in the text of the file.

use serde::Serialize;

use crate::base::text::is_alphanumeric;
use crate::paper::typeset::flow::Span;

/// Text of one weight and slope.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
}

/// A part of a paragraph for `templates/layout.typ`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Piece {
    /// Text that Typst may break at its spaces.
    Run(Run),
    /// Text that stays on one line; a line may end before and after it.
    Solid { runs: Vec<Run> },
    /// A line may end here.
    Gap,
    /// Gives an empty line its height.
    Strut,
    /// A sign for this program that nobody sees; see [`super::keep_with_next`].
    Mark { name: String },
    /// A line break.
    Break,
    /// The end of a full line.
    Full,
    /// A dotted line as far as the right edge.
    Leader,
}

/// Signs beside letters at which Unicode never ends a line.
const HARMLESS: &[char] = &['(', ')', '[', ']', '“', '”', '‘', '’', '"', '\'', ',', '.', ';', ':', '\u{a0}'];

/// A blank at which no line ends; it is stretched like others. [`super::blanks`] makes it a plain one again.
pub const BOUND_BLANK: &str = "\u{a0}";

/// The pieces of a paragraph.
pub fn pieces(spans: &[Span]) -> Vec<Piece> {
    let mut maker = Maker { pieces: Vec::with_capacity(spans.len()), word: Vec::new(), bare: true };
    for span in spans {
        match span {
            Span::Text { text, bold, italic, breaks, bonds } => maker.text(text, (breaks, bonds), *bold, *italic),
            Span::Break => maker.line_break(),
            Span::Leader => {
                maker.end_word(false);
                maker.pieces.push(Piece::Leader);
                maker.bare = false;
            }
        }
    }
    maker.end()
}

struct Maker<'a> {
    pieces: Vec<Piece>,
    /// The word being read, part by part.
    word: Vec<Part<'a>>,
    /// Nothing stands on the present line yet.
    bare: bool,
}

/// A part of a word: most words are one, so nothing is copied before it is known where the word goes.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    bold: bool,
    italic: bool,
    /// A line may end before it.
    is_cut: bool,
}

impl Part<'_> {
    fn run(&self) -> Run {
        Run { text: self.text.to_owned(), bold: self.bold, italic: self.italic }
    }
}

impl<'a> Maker<'a> {
    fn text(&mut self, text: &'a str, (breaks, bonds): (&[usize], &[usize]), bold: bool, italic: bool) {
        let mut start = 0;
        for end in cuts(text, breaks) {
            let Some(slice) = text.get(start..end).filter(|slice| !slice.is_empty()) else { continue };
            let part = Part { text: slice, bold, italic, is_cut: self.word.is_empty() || breaks.contains(&start) };
            if slice.starts_with(' ') {
                let is_bound = bonds.contains(&end);
                self.end_word(is_bound);
                if is_bound {
                    self.push_run(Part { text: &slice.replace(' ', BOUND_BLANK), ..part });
                } else {
                    self.push_run(part);
                }
            } else {
                self.word.push(part);
            }
            self.bare = false;
            start = end;
        }
    }

    /// Hands the word over: boxed if Unicode might break it elsewhere, or after the dash that it ends with though
    /// a bound blank follows.
    fn end_word(&mut self, before_bound: bool) {
        let parts = std::mem::take(&mut self.word);
        let mut letters = parts.iter().flat_map(|part| part.text.chars());
        let dashed = before_bound && letters.clone().last().is_some_and(|letter| !letter.is_alphanumeric());
        let doubtful = dashed || is_doubtful(&mut letters);
        for (index, runs) in parts.chunk_by(|_, next| !next.is_cut).enumerate() {
            if doubtful {
                self.pieces.push(Piece::Solid { runs: runs.iter().map(Part::run).collect() });
                continue;
            }
            if index > 0 {
                self.pieces.push(Piece::Gap);
            }
            for run in runs {
                self.push_run(*run);
            }
        }
        self.word = parts;
        self.word.clear();
    }

    fn push_run(&mut self, part: Part<'_>) {
        match self.pieces.last_mut() {
            Some(Piece::Run(last)) if last.bold == part.bold && last.italic == part.italic => {
                last.text.push_str(part.text)
            }
            _ => self.pieces.push(Piece::Run(part.run())),
        }
    }

    fn line_break(&mut self) {
        self.end_line();
        self.pieces.push(Piece::Break);
        self.bare = true;
    }

    fn end_line(&mut self) {
        self.end_word(false);
        if self.bare {
            self.pieces.push(Piece::Strut);
        }
    }

    fn end(mut self) -> Vec<Piece> {
        self.end_line();
        self.pieces
    }
}

/// Whether Unicode might break this word: it has a sign that is neither harmless nor, as a plain one,
/// the last of the word.
fn is_doubtful(word: impl Iterator<Item = char>) -> bool {
    let mut letters = word.peekable();
    while let Some(letter) = letters.next() {
        let harmless = is_alphanumeric(letter) || HARMLESS.contains(&letter);
        let closing = letters.peek().is_none() && (letter.is_ascii() || matches!(letter, '–' | '…'));
        if !harmless && !closing {
            return true;
        }
    }
    false
}

/// Where `text` is cut: between words and spaces, at `breaks`, and at its end.
fn cuts(text: &str, breaks: &[usize]) -> Vec<usize> {
    let mut cuts: Vec<usize> = breaks.iter().copied().filter(|offset| text.is_char_boundary(*offset)).collect();
    let bytes = text.as_bytes();
    let edges = bytes.windows(2).enumerate().filter(|(_, pair)| (pair[0] == b' ') != (pair[1] == b' '));
    cuts.extend(edges.map(|(index, _)| index + 1));
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, breaks: &[usize]) -> Span {
        Span::Text { text: text.into(), bold: false, italic: false, breaks: breaks.to_vec(), bonds: Vec::new() }
    }

    /// Boxes in square brackets, gaps as `|`.
    fn shape(spans: &[Span]) -> String {
        let part = |piece: &Piece| match piece {
            Piece::Run(run) => run.text.clone(),
            Piece::Solid { runs } => format!("[{}]", runs.iter().map(|run| run.text.as_str()).collect::<String>()),
            Piece::Gap => "|".into(),
            Piece::Strut => "_".into(),
            Piece::Mark { name } => name.clone(),
            Piece::Break => "\n".into(),
            Piece::Full => "¶".into(),
            Piece::Leader => "…".into(),
        };
        pieces(spans).iter().map(part).collect()
    }

    #[test]
    fn only_words_that_unicode_may_break_are_boxed() {
        assert_eq!(shape(&[text("(các sở - ban; “ngành”)!  ", &[])]), "(các sở - ban; “ngành”)!  ");
        assert_eq!(shape(&[text("số 64/KH-UBND; và", &[11])]), "số [64/KH-][UBND;] và");
        assert_eq!(shape(&[text("dàidàidài", &[4])]), "dài|dàidài");
    }

    #[test]
    fn a_bound_blank_is_outside_the_boxes() {
        let mut span = text("số 64/KH-X và", &[]);
        span.bind(&["số ".len()]);
        assert_eq!(shape(&[span]), "số\u{a0}[64/KH-X] và");
        let mut span = text("từ 2021 - 2025", &[]);
        span.bind(&["từ 2021 ".len(), "từ 2021 - ".len()]);
        assert_eq!(shape(&[span]), "từ 2021\u{a0}[-]\u{a0}2025");
    }

    #[test]
    fn a_word_may_run_across_spans() {
        let bold = Span::text("KH-X y", true, false);
        assert_eq!(shape(&[text("số 64/", &[]), bold]), "số [64/KH-X] y");
    }

    #[test]
    fn empty_lines_have_a_strut() {
        assert_eq!(shape(&[]), "_");
        assert_eq!(shape(&[Span::Break, text("a", &[]), Span::Break]), "_\na\n_");
        assert_eq!(shape(&[Span::Leader, Span::Break, Span::Leader]), "…\n…");
    }

    #[test]
    fn spaces_stay_as_typed() {
        assert_eq!(shape(&[text("  a   b ", &[])]), "  a   b ");
    }
}
