//! Where a line may end.
//!
//! LibreOffice has a short rule (measured; Word's is taken to be the same): after a space, and inside a
//! word after a hyphen, a dash, a bar, an ellipsis, `!` and `?`. Typst follows Unicode's longer rule,
//! which breaks after the `/` of "64/KH-UBND" but not inside "2021-2025". This module holds the short
//! rule; the PDF writer is told of the places Typst lacks and of the words it must not break, and
//! nothing is added to the text itself. A word wider than its column is broken after a slash or,
//! without one, where the column ends, as the word processors do.

use unicode_segmentation::UnicodeSegmentation;

use super::metrics::Metrics;

/// Lines narrower than the column by less than this may fall either way, in points.
pub const DOUBT_PT: f64 = 0.05;

/// Text of one style, as the breaker sees it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub bold: bool,
    pub italic: bool,
    pub size_pt: f64,
}

/// Whether a line may end between `before` and `after` inside a word.
fn may_break(before: char, after: char) -> bool {
    let ends = matches!(before, '-' | '–' | '—' | '|' | '…' | '!' | '?' | '\u{200b}' | '\u{ad}');
    ends && (after.is_alphanumeric() || matches!(after, '(' | '“' | '"' | '['))
}

/// Byte offsets inside `text` where a line may end although no space stands there.
pub fn inner_breaks(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    letters.windows(2).filter(|pair| may_break(pair[0].1, pair[1].1)).map(|pair| pair[1].0).collect()
}

/// Byte ranges of `text` between two places where a line may end: words with the spaces after them.
fn words(text: &str) -> Vec<&str> {
    let mut cuts = inner_breaks(text);
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    cuts.extend(letters.windows(2).filter(|pair| pair[0].1 == ' ' && pair[1].1 != ' ').map(|pair| pair[1].0));
    cuts.sort_unstable();
    cuts.push(text.len());
    let mut start = 0;
    let mut parts = Vec::with_capacity(cuts.len());
    for end in cuts {
        parts.push(&text[start..end]);
        start = end;
    }
    parts
}

/// The result of breaking one paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// Width of each line in points, without the spaces at its end.
    pub widths_pt: Vec<f64>,
    /// A line came so near to the edge that rounding decides.
    pub doubtful: bool,
    /// For each piece, byte offsets where a word too wide for the column is broken.
    pub forced: Vec<Vec<usize>>,
}

/// Breaks `pieces` greedily into lines of `width_pt`, the first one shorter by `first_pt`.
pub fn break_lines(pieces: &[Piece<'_>], width_pt: f64, first_pt: f64, metrics: &Metrics) -> Lines {
    let mut breaker = Breaker {
        metrics,
        width_pt,
        room_pt: width_pt - first_pt,
        lines: Lines { forced: vec![Vec::new(); pieces.len()], ..Lines::default() },
        line_pt: 0.0,
        spaces_pt: 0.0,
    };
    for word in gather(pieces) {
        breaker.word(pieces, &word);
    }
    breaker.lines.widths_pt.push(breaker.line_pt);
    breaker.lines
}

/// A part of a word: the piece it lies in, where it starts there, and its text.
type Part<'a> = (usize, usize, &'a str);

/// Words that may run across several pieces.
fn gather<'a>(pieces: &[Piece<'a>]) -> Vec<Vec<Part<'a>>> {
    let mut gathered: Vec<Vec<Part<'a>>> = Vec::new();
    let mut open = false;
    for (index, piece) in pieces.iter().enumerate() {
        let mut start = 0;
        for (number, word) in words(piece.text).into_iter().enumerate() {
            if word.is_empty() {
                continue;
            }
            match gathered.last_mut() {
                Some(last) if open && number == 0 && joins(last, word) => last.push((index, start, word)),
                _ => gathered.push(vec![(index, start, word)]),
            }
            open = true;
            start += word.len();
        }
    }
    gathered
}

/// Whether `word` goes on with what `last` ends with.
fn joins(last: &[Part<'_>], word: &str) -> bool {
    let before = last.last().and_then(|part| part.2.chars().last());
    match (before, word.chars().next()) {
        (Some(before), Some(after)) => after == ' ' || (before != ' ' && !may_break(before, after)),
        _ => true,
    }
}

struct Breaker<'m> {
    metrics: &'m Metrics,
    width_pt: f64,
    room_pt: f64,
    lines: Lines,
    line_pt: f64,
    spaces_pt: f64,
}

impl Breaker<'_> {
    fn word(&mut self, pieces: &[Piece<'_>], parts: &[Part<'_>]) {
        let full = |part: &Part<'_>| self.measure(&pieces[part.0], part.2);
        let total: f64 = parts.iter().map(full).sum();
        let spaces: f64 = parts.iter().map(|part| self.measure(&pieces[part.0], trailing_spaces(part.2))).sum();
        let solid = total - spaces;
        let end = self.line_pt + self.spaces_pt + solid;
        self.lines.doubtful |= (end - self.room_pt).abs() < DOUBT_PT;
        if end <= self.room_pt {
            self.line_pt = end;
        } else {
            if self.line_pt > 0.0 {
                self.next_line();
            }
            self.line_pt = if solid <= self.room_pt { solid } else { self.split(pieces, parts) };
        }
        self.spaces_pt = if spaces > 0.0 { spaces } else { 0.0 };
    }

    fn next_line(&mut self) {
        self.lines.widths_pt.push(self.line_pt);
        self.line_pt = 0.0;
        self.spaces_pt = 0.0;
        self.room_pt = self.width_pt;
    }

    /// Breaks a word that is wider than a line, after a slash where there is one; gives the width of its
    /// last line.
    fn split(&mut self, pieces: &[Piece<'_>], parts: &[Part<'_>]) -> f64 {
        let mut line = 0.0;
        let mut slash: Option<Slash> = None;
        let mut before = ' ';
        for (piece, start, text) in parts {
            for (offset, cluster) in text.trim_end_matches(' ').grapheme_indices(true) {
                let width = self.measure(&pieces[*piece], cluster);
                let letter = cluster.chars().next().unwrap_or(' ');
                if before == '/' && letter.is_alphabetic() {
                    slash = Some(Slash { piece: *piece, offset: start + offset, line_pt: line });
                }
                if line > 0.0 && line + width > self.room_pt {
                    let cut = slash.take().unwrap_or(Slash { piece: *piece, offset: start + offset, line_pt: line });
                    self.line_pt = cut.line_pt;
                    self.next_line();
                    self.lines.forced[cut.piece].push(cut.offset);
                    line -= cut.line_pt;
                }
                line += width;
                before = letter;
            }
        }
        line
    }

    fn measure(&self, piece: &Piece<'_>, text: &str) -> f64 {
        self.metrics.width_pt(text, piece.bold, piece.italic, piece.size_pt)
    }
}

/// A place after a slash in a word that is too wide, and the width of what stands before it on the line.
struct Slash {
    piece: usize,
    offset: usize,
    line_pt: f64,
}

fn trailing_spaces(text: &str) -> &str {
    &text[text.trim_end_matches(' ').len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str) -> Piece<'_> {
        Piece { text, bold: false, italic: false, size_pt: 10.0 }
    }

    #[test]
    fn hyphens_break_and_slashes_do_not() {
        assert_eq!(
            words("số 64/KH-UBND giai đoạn 2021-2025"),
            ["số ", "64/KH-", "UBND ", "giai ", "đoạn ", "2021-", "2025"]
        );
        assert_eq!(words("a - b"), ["a ", "- ", "b"]);
        assert_eq!(words("(…); x"), ["(…); ", "x"]);
    }

    #[test]
    fn lines_are_filled_greedily() {
        let metrics = Metrics::new();
        let lines = break_lines(&[piece("aaaa bbbb cccc")], 45.0, 0.0, &metrics);
        assert_eq!(lines.widths_pt.len(), 2);
        let indented = break_lines(&[piece("aaaa bbbb cccc")], 45.0, 30.0, &metrics);
        assert_eq!(indented.widths_pt.len(), 3);
    }

    #[test]
    fn a_word_may_run_across_styles() {
        let metrics = Metrics::new();
        let bold = Piece { bold: true, ..piece("bbbb") };
        let lines = break_lines(&[piece("aaaa "), bold, piece("cccc dd")], 40.0, 0.0, &metrics);
        assert_eq!(lines.widths_pt.len(), 3);
    }

    #[test]
    fn a_word_wider_than_the_column_is_cut_at_its_edge() {
        let metrics = Metrics::new();
        let long = "a".repeat(30);
        let text = format!("x {long} y");
        let lines = break_lines(&[piece(&text)], 50.0, 0.0, &metrics);
        assert_eq!(lines.forced, [vec![13, 24]]);
        assert_eq!(lines.widths_pt.len(), 4);
    }

    #[test]
    fn a_slash_is_a_place_to_cut_only_in_a_word_that_is_too_wide() {
        let metrics = Metrics::new();
        let lines = break_lines(&[piece("aaaa/bbbbbb/cc/1234567890")], 50.0, 0.0, &metrics);
        assert_eq!(lines.forced, [vec![5, 12, 22]]);
        assert_eq!(break_lines(&[piece("xxxx aaaa/bbb")], 50.0, 0.0, &metrics).forced, [Vec::<usize>::new()]);
    }
}
