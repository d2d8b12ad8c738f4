//! Lines of a paragraph: filled one after the other with what still fits, justified or aligned.

use typst::layout::{Abs, Em};

use super::super::Detail;
use super::super::sheet::Type;
use super::super::words::{Piece, Run};
use super::pen::{Pen, Stretch};
use super::{Setter, Strip};
use crate::paper::norm::Align;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub letters: Type,
    pub align: Align,
    /// From the left edge of its column to the lines; all but the first are moved by `hang` more.
    pub left: Abs,
    /// The room for lines, `hang` included.
    pub width: Abs,
    /// Before the first line.
    pub indent: Abs,
    pub hang: Abs,
}

/// A part of a line.
#[derive(Clone, Copy, Debug)]
enum Part<'p> {
    Letter {
        sign: char,
        glyph: u16,
        advance: Em,
        run: usize,
    },
    /// Text that stays on one line.
    Solid {
        runs: &'p [Run],
        width: Abs,
    },
    /// A line may end here.
    Gap,
    Strut,
    Leader,
    Mark(&'p str),
}

impl Part<'_> {
    fn width(self, size: Abs) -> Abs {
        match self {
            Part::Letter { advance, .. } => advance.at(size),
            Part::Solid { width, .. } => width,
            Part::Gap => Abs::pt(GAP_PT),
            Part::Strut | Part::Leader | Part::Mark(_) => Abs::zero(),
        }
    }

    /// Whether it vanishes at the end of a line.
    fn is_blank(self) -> bool {
        matches!(self, Part::Gap | Part::Letter { sign: ' ' | '\u{a0}', .. })
    }
}

/// What `templates/layout.typ` gives a gap, so that the lines of both are the same.
const GAP_PT: f64 = 0.000_001;

/// A line of `parts[start..end]`, of which those from `kept` on are blanks past its end.
#[derive(Clone, Copy, Debug)]
struct Range {
    start: usize,
    end: usize,
    kept: usize,
    /// The paragraph or a line break ends it.
    is_last: bool,
}

/// The lines of `pieces`, from the left edge of the column; nothing if something in them is not set here.
pub fn lines(setter: &Setter, pieces: &[Piece], shape: &Shape) -> Option<Vec<Strip>> {
    let mut lines = Vec::new();
    for (index, pieces) in pieces.split(|piece| *piece == Piece::Break).enumerate() {
        let filler = Filler::new(setter, pieces, shape)?;
        let indent = if index == 0 { shape.indent - shape.hang } else { Abs::zero() };
        for (row, range) in filler.ranges(indent)?.into_iter().enumerate() {
            lines.push(filler.line(range, if row == 0 { indent } else { Abs::zero() })?);
        }
    }
    Some(lines)
}

/// Fills lines with what stands between two line breaks.
struct Filler<'p> {
    setter: &'p Setter<'p>,
    shape: &'p Shape,
    parts: Vec<Part<'p>>,
    /// The weight and slope of each run.
    runs: Vec<(bool, bool)>,
    size: Abs,
}

impl<'p> Filler<'p> {
    fn new(setter: &'p Setter<'p>, pieces: &'p [Piece], shape: &'p Shape) -> Option<Self> {
        let size = Abs::pt(shape.letters.size_pt);
        let mut filler = Filler { setter, shape, parts: Vec::new(), runs: Vec::new(), size };
        for piece in pieces {
            match piece {
                Piece::Run(run) => filler.run(run)?,
                Piece::Solid { runs } => {
                    let width = runs.iter().map(|run| filler.width(run)).sum::<Option<Abs>>()?;
                    filler.parts.push(Part::Solid { runs, width });
                }
                Piece::Gap => filler.parts.push(Part::Gap),
                Piece::Strut => filler.parts.push(Part::Strut),
                Piece::Leader => filler.parts.push(Part::Leader),
                Piece::Mark { name } => filler.parts.push(Part::Mark(name)),
                Piece::Break | Piece::Full => return None,
            }
        }
        Some(filler)
    }

    fn run(&mut self, run: &Run) -> Option<()> {
        self.runs.push((run.bold, run.italic));
        self.parts.reserve(run.text.len());
        for sign in run.text.chars() {
            let letter = self.setter.faces.letter(sign, run.bold, run.italic)?;
            let run = self.runs.len() - 1;
            self.parts.push(Part::Letter { sign, glyph: letter.glyph, advance: letter.advance, run });
        }
        Some(())
    }

    fn width(&self, run: &Run) -> Option<Abs> {
        let letter = |sign| Some(self.setter.faces.letter(sign, run.bold, run.italic)?.advance.at(self.size));
        run.text.chars().map(letter).sum()
    }

    /// How the parts lie on lines, the first of which is moved by `indent`.
    fn ranges(&self, indent: Abs) -> Option<Vec<Range>> {
        let room = self.shape.width - self.shape.hang;
        let mut ranges = Vec::new();
        let (mut start, mut last) = (0, None);
        let mut width = indent;
        // The width of what stands before `kept`; blanks behind it are not counted before a letter follows.
        let (mut blanks, mut kept) = (Abs::zero(), 0);
        for end in 0..=self.parts.len() {
            if end > start && (end == self.parts.len() || self.may_end(end)?) {
                let is_last = end == self.parts.len();
                let own = if is_last { width + blanks } else { width };
                let range = Range { start, end, kept: if is_last { end } else { kept }, is_last };
                if room.fits(own) {
                    last = Some(range);
                } else {
                    let whole: Range = last.take()?;
                    let moved = self.parts.get(whole.end..end)?;
                    ranges.push(whole);
                    start = whole.end;
                    let all: Abs = moved.iter().map(|part| part.width(self.size)).sum();
                    width = if is_last { all } else { all - blanks };
                    let own = Range { start, ..range };
                    if !room.fits(width) {
                        return None;
                    }
                    width = all - blanks;
                    last = Some(own);
                }
            }
            let Some(part) = self.parts.get(end) else { break };
            if part.is_blank() {
                blanks += part.width(self.size);
            } else {
                width += blanks + part.width(self.size);
                blanks = Abs::zero();
                kept = end + 1;
            }
        }
        ranges.extend(last);
        Some(ranges)
    }

    /// Whether a line may end before part `at`, by the rules of Unicode; nothing if they are not known here.
    fn may_end(&self, at: usize) -> Option<bool> {
        let (before, after) = (*self.parts.get(at - 1)?, *self.parts.get(at)?);
        let blank = |part| matches!(part, Part::Gap | Part::Letter { sign: ' ', .. });
        let is_object = |part| matches!(part, Part::Solid { .. } | Part::Leader | Part::Strut);
        let sign = |part| if let Part::Letter { sign, .. } = part { Some(sign) } else { None };
        if blank(after) {
            return Some(false);
        }
        if matches!(before, Part::Mark(_)) || matches!(after, Part::Mark(_)) {
            return Some(false);
        }
        if blank(before) {
            let left = self.parts.get(..at)?.iter().rev().copied().find(|part| !blank(*part)).and_then(sign);
            return match sign(after) {
                Some(sign) => end_between(left, sign, self.parts.get(at + 1).is_some_and(is_digit)),
                None => end_between(left, 'a', false),
            };
        }
        match (is_object(before), is_object(after)) {
            (true, true) => Some(true),
            (true, false) => beside_object(sign(after)),
            (false, true) => beside_object(sign(before)),
            (false, false) => Some(false),
        }
    }

    /// The line of `range`, moved by `indent`.
    fn line(&self, range: Range, indent: Abs) -> Option<Strip> {
        let parts = self.parts.get(range.start..range.end)?;
        if self.setter.detail == Detail::Places {
            return Some(self.bare_line(parts));
        }
        let kept = range.kept.saturating_sub(range.start).min(parts.len());
        let natural: Abs = parts.iter().take(kept).map(|part| part.width(self.size)).sum();
        let mut left = self.shape.width - natural - self.shape.hang - indent;
        let leaders = parts.iter().filter(|part| matches!(part, Part::Leader)).count();
        let share = if leaders > 0 { left / leaders as f64 } else { Abs::zero() };
        let mut stretch = Stretch::default();
        if leaders > 0 {
            left = Abs::zero();
        } else if self.shape.align == Align::Justify && !range.is_last {
            let blanks =
                parts.iter().take(kept).filter(|part| matches!(part, Part::Letter { sign: ' ' | '\u{a0}', .. }));
            stretch = Stretch::new(blanks.filter_map(advance), left, self.size);
            if stretch.blanks > 0 {
                left = Abs::zero();
            }
        }
        let moved = match self.shape.align {
            Align::Left | Align::Justify => Abs::zero(),
            Align::Center => left / 2.0,
            Align::Right => left,
        };
        let mut pen = Pen::new(self.setter, self.shape.letters, self.shape.left + self.shape.hang + indent + moved);
        let mut letters = 0;
        for (index, part) in parts.iter().enumerate() {
            if letters == 0 {
                letters = parts.iter().skip(index).take_while(|part| advance(part).is_some()).count();
                pen.reserve(letters);
            }
            letters = letters.saturating_sub(1);
            match part {
                Part::Letter { sign, glyph, advance, run } => {
                    let advance = match sign {
                        _ if index >= kept => Em::zero(),
                        ' ' | '\u{a0}' => stretch.of(*advance),
                        _ => *advance,
                    };
                    pen.letter(*sign, *glyph, advance, self.runs.get(*run).copied()?)?;
                }
                Part::Solid { runs, .. } => pen.solid(runs)?,
                Part::Gap => pen.skip(Abs::pt(GAP_PT)),
                Part::Strut => pen.skip(Abs::zero()),
                Part::Leader => pen.leader(share),
                Part::Mark(name) => pen.mark(name),
            }
        }
        Some(pen.end())
    }

    /// The line of `parts` without its letters.
    fn bare_line(&self, parts: &[Part]) -> Strip {
        let mut pen = Pen::new(self.setter, self.shape.letters, self.shape.left);
        for part in parts {
            if let Part::Mark(name) = part {
                pen.mark(name);
            }
        }
        pen.end()
    }
}

fn is_digit(part: &Part) -> bool {
    matches!(part, Part::Letter { sign, .. } if sign.is_ascii_digit())
}

fn advance(part: &Part) -> Option<Em> {
    if let Part::Letter { advance, .. } = part { Some(*advance) } else { None }
}

/// Whether a line may end between `sign` and a box.
fn beside_object(sign: Option<char>) -> Option<bool> {
    match sign? {
        '\u{a0}' => Some(false),
        sign if sign.is_alphanumeric() => Some(true),
        _ => None,
    }
}

/// Whether a line may end at blanks between the signs `before` and `after`; `number` says that a digit follows.
fn end_between(before: Option<char>, after: char, number: bool) -> Option<bool> {
    match (before, after) {
        (Some('(' | '[' | '{' | '“' | '‘'), _) => None,
        (Some('"' | '\''), '(' | '[' | '{') => None,
        (_, '!' | '?' | '/' | '}' | ']' | ')' | '”' | '’') => None,
        (_, '.' | ',' | ':' | ';') if number => None,
        (_, '.' | ',' | ':' | ';') => Some(false),
        _ => Some(true),
    }
}
