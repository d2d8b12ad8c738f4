//! Writes the text of a line, letter by letter, and the dots of a blank.

use typst::layout::{Abs, Em, FrameItem, Point, Ratio};
use typst::pdf::ArtifactKind;
use typst::syntax::Span;
use typst::text::{FontInstance, Glyph, TextItem};
use typst::visualize::{DashPattern, FixedStroke, Geometry, LineCap, Paint};

use super::super::sheet::Type;
use super::super::words::Run;
use super::{Setter, Strip, ink};
use crate::paper::norm::{ASCENT, DESCENT};

/// What the blanks of a justified line get beyond their width.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch {
    pub blanks: usize,
    ratio: f64,
    beyond: Em,
}

/// First, blanks grow by up to this share of their width, then all of them alike.
const LIMIT: f64 = 0.5;

impl Stretch {
    /// For `blanks` of these widths, which share what is `left`.
    pub fn new(blanks: impl Iterator<Item = Em>, left: Abs, size: Abs) -> Self {
        let (mut count, mut limit) = (0, Abs::zero());
        for advance in blanks {
            count += 1;
            limit += (advance * LIMIT).at(size);
        }
        if count == 0 {
            return Stretch::default();
        }
        let rest = (left - limit).max(Abs::zero());
        let beyond = Em::from_abs(rest / count as f64, size);
        Stretch { blanks: count, ratio: (left / limit).min(1.0), beyond }
    }

    /// The width of a blank that had `advance`.
    pub fn of(&self, advance: Em) -> Em {
        if self.blanks == 0 { advance } else { advance + advance * LIMIT * self.ratio + self.beyond }
    }
}

/// Writes a line from the left to the right.
pub struct Pen<'p> {
    setter: &'p Setter<'p>,
    letters: Type,
    size: Abs,
    x: Abs,
    strip: Strip,
    text: Option<(TextItem, (bool, bool), Abs)>,
    /// So many letters may be one text.
    expected: usize,
}

impl<'p> Pen<'p> {
    /// Begins a line at `x`.
    pub fn new(setter: &'p Setter<'p>, letters: Type, x: Abs) -> Self {
        let strip = Strip { height: ascent(letters) + descent(letters), items: Vec::new() };
        Pen { setter, letters, size: Abs::pt(letters.size_pt), x, strip, text: None, expected: 0 }
    }

    /// Makes room for so many letters at once.
    pub fn reserve(&mut self, letters: usize) {
        self.expected = letters;
    }

    /// The line as it is.
    pub fn end(mut self) -> Strip {
        self.end_text();
        self.strip
    }

    /// A mark of this program.
    pub fn mark(&mut self, name: &str) {
        self.strip.items.extend(self.setter.elements.mark(name));
    }

    /// A letter; `face` says whether it is bold and whether it is italic.
    pub fn letter(&mut self, sign: char, glyph: u16, advance: Em, face: (bool, bool)) -> Option<()> {
        if self.text.as_ref().is_none_or(|(_, own, _)| *own != face) {
            self.end_text();
            let font = self.setter.faces.font(face.0, face.1)?;
            let mut text = text(self.setter, font, self.size, ink(self.letters.ink));
            text.glyphs.reserve_exact(self.expected);
            self.text = Some((text, face, Abs::zero()));
        }
        let (text, _, width) = self.text.as_mut()?;
        let start = u16::try_from(text.text.len()).ok()?;
        text.text.push(if sign == '\u{a0}' && self.setter.plain_blanks { ' ' } else { sign });
        let range = start..u16::try_from(text.text.len()).ok()?;
        let (x_offset, y_offset, y_advance) = (Em::zero(), Em::zero(), Em::zero());
        text.glyphs.push(Glyph {
            id: glyph,
            x_advance: advance,
            x_offset,
            y_advance,
            y_offset,
            range,
            span: (Span::detached(), 0),
        });
        *width += advance.at(self.size);
        self.expected = self.expected.saturating_sub(1);
        Some(())
    }

    fn end_text(&mut self) {
        if let Some((text, _, width)) = self.text.take() {
            self.strip.items.push((Point::new(self.x, ascent(self.letters)), FrameItem::Text(text)));
            self.x += width;
        }
    }

    /// A gap.
    pub fn skip(&mut self, width: Abs) {
        self.end_text();
        self.x += width;
    }

    /// Text that stays on one line.
    pub fn solid(&mut self, runs: &[Run]) -> Option<()> {
        self.end_text();
        for run in runs {
            self.reserve(run.text.len());
            for sign in run.text.chars() {
                let letter = self.setter.faces.letter(sign, run.bold, run.italic)?;
                self.letter(sign, letter.glyph, letter.advance, (run.bold, run.italic))?;
            }
        }
        self.end_text();
        Some(())
    }

    /// Round dots as far as `width` goes, of the size and distance of full stops; see `templates/layout.typ`.
    pub fn leader(&mut self, width: Abs) {
        self.end_text();
        let em = |share: f64| Em::new(share).at(self.size);
        let [start, end] = self.setter.elements.artifact(ArtifactKind::Other, Point::with_x(self.x));
        let stroke = FixedStroke {
            paint: ink("000000"),
            thickness: em(0.111),
            cap: LineCap::Round,
            dash: Some(DashPattern { array: vec![Abs::zero(), em(0.25)], phase: Abs::zero() }),
            miter_limit: Ratio::new(4.0),
            ..FixedStroke::default()
        };
        let dots = Geometry::Line(Point::with_x(width - em(0.3))).stroked(stroke);
        let at = Point::new(self.x + em(0.2), ascent(self.letters) - em(0.0445));
        self.strip.items.extend([start, (at, FrameItem::Shape(dots, Span::detached())), end]);
        self.x += width;
    }
}

fn ascent(letters: Type) -> Abs {
    Abs::pt(ASCENT * letters.pitch_pt)
}

fn descent(letters: Type) -> Abs {
    Abs::pt(DESCENT * letters.pitch_pt)
}

fn text(setter: &Setter, font: &FontInstance, size: Abs, fill: Paint) -> TextItem {
    let tongue = setter.faces.tongue;
    let (font, text, glyphs) = (font.clone(), Default::default(), Vec::new());
    TextItem { font, size, fill, stroke: None, lang: tongue.lang, region: tongue.region, text, glyphs }
}
