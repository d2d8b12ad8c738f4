//! Widths of text, read from the faces themselves.
//!
//! Rules as long as a line of text, columns as wide as their words and rows as high as their lines
//! can only be decided when the width of a text is known before any writer runs. Both writers set
//! without kerning and ligatures, so a width is the sum of the advances.

use std::ops::Range;

use ttf_parser::{Face, OutlineBuilder};

use super::flow::{Outline, Point, Step};
use crate::paper::fonts;

/// Points in a millimetre.
pub const PT_PER_MM: f64 = 72.0 / 25.4;

/// The parsed faces.
pub struct Metrics {
    text: Vec<Face<'static>>,
    fallbacks: Vec<Face<'static>>,
    /// What [`Self::find`] finds for the letters of [`COMMON`], for each text face.
    common: Vec<[Option<f64>; FACES]>,
}

/// How many text faces there are: upright, bold, italic, both.
const FACES: usize = 4;
/// The letters of nearly all papers: Latin with the accents of Vietnamese, and the signs between words.
const COMMON: [Range<u32>; 2] = [0x20..0x240, 0x1e00..0x2040];

impl Metrics {
    /// Parses the embedded faces.
    pub fn new() -> Self {
        let parse = |bytes: &&'static [u8]| Face::parse(bytes, 0).ok();
        let mut metrics = Metrics {
            text: fonts::TINOS.iter().filter_map(parse).collect(),
            fallbacks: fonts::FALLBACKS.iter().filter_map(parse).collect(),
            common: Vec::new(),
        };
        let letters = COMMON.into_iter().flatten().map(|code| char::from_u32(code).unwrap_or_default());
        metrics.common = letters.map(|letter| std::array::from_fn(|face| metrics.find(letter, face))).collect();
        metrics
    }

    /// Width of `text` in points.
    pub fn width_pt(&self, text: &str, bold: bool, italic: bool, size_pt: f64) -> f64 {
        text.chars().map(|letter| self.advance_em(letter, bold, italic)).sum::<f64>() * size_pt
    }

    /// The same where it is at most `most_pt`; what is wider is not measured to its end.
    pub fn width_up_to_pt(&self, text: &str, (bold, italic): (bool, bool), size_pt: f64, most_pt: f64) -> Option<f64> {
        let em = text.chars().try_fold(0.0, |em, letter| {
            let em = em + self.advance_em(letter, bold, italic);
            (em * size_pt <= most_pt).then_some(em)
        });
        em.map(|em| em * size_pt)
    }

    /// Width of `text` in millimetres.
    pub fn width_mm(&self, text: &str, bold: bool, italic: bool, size_pt: f64) -> f64 {
        self.width_pt(text, bold, italic, size_pt) / PT_PER_MM
    }

    /// The first character of `text` that no face can show.
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|letter| !invisible(*letter) && self.glyph(*letter, 0).is_none())
    }

    /// The outlines of `letter` in the bold face with its foot as origin and `y` upwards, and its advance, in
    /// em; nothing for a letter that the face lacks.
    pub fn outline(&self, letter: char) -> (Vec<Outline>, f64) {
        let mut pen = Pen { em: 1.0, outlines: Vec::new() };
        let Some(face) = self.text.get(1) else { return (pen.outlines, 0.0) };
        let Some(glyph) = face.glyph_index(letter) else { return (pen.outlines, 0.0) };
        pen.em = f64::from(face.units_per_em());
        face.outline_glyph(glyph, &mut pen);
        (pen.outlines, self.advance_em(letter, true, false))
    }

    fn advance_em(&self, letter: char, bold: bool, italic: bool) -> f64 {
        if invisible(letter) {
            return 0.0;
        }
        let face = usize::from(bold) + 2 * usize::from(italic);
        self.glyph(letter, face).unwrap_or(0.0)
    }

    /// Advance of `letter` in em from text face number `index`, or from the first fallback that has it.
    fn glyph(&self, letter: char, index: usize) -> Option<f64> {
        let known = common(letter).and_then(|at| self.common.get(at)?.get(index));
        known.copied().unwrap_or_else(|| self.find(letter, index))
    }

    /// The same, looked up in the faces.
    fn find(&self, letter: char, index: usize) -> Option<f64> {
        self.text.get(index).into_iter().chain(&self.fallbacks).find_map(|face| {
            let glyph = face.glyph_index(letter)?;
            let advance = face.glyph_hor_advance(glyph)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        })
    }
}

/// Where `letter` stands among those of [`COMMON`].
fn common(letter: char) -> Option<usize> {
    let [latin, more] = COMMON;
    let code = u32::from(letter);
    let at = match code {
        code if latin.contains(&code) => code - latin.start,
        code if more.contains(&code) => latin.end - latin.start + code - more.start,
        _ => return None,
    };
    usize::try_from(at).ok()
}

/// Takes down the outlines of a glyph.
struct Pen {
    em: f64,
    outlines: Vec<Outline>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Point {
        (f64::from(x) / self.em, f64::from(y) / self.em)
    }

    /// Where the pen stands.
    fn here(&self) -> Point {
        self.outlines.last().map_or((0.0, 0.0), |outline| match outline.steps.last() {
            Some(Step::Line(end) | Step::Curve(_, _, end)) => *end,
            None => outline.start,
        })
    }

    fn step(&mut self, step: Step) {
        if let Some(outline) = self.outlines.last_mut() {
            outline.steps.push(step);
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let start = self.at(x, y);
        self.outlines.push(Outline { start, steps: Vec::new() });
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step(Step::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, handle, end) = (self.here(), self.at(x1, y1), self.at(x, y));
        let towards =
            |point: Point| (point.0 + (handle.0 - point.0) * 2.0 / 3.0, point.1 + (handle.1 - point.1) * 2.0 / 3.0);
        self.step(Step::Curve(towards(from), towards(end), end));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step(Step::Curve(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }

    fn close(&mut self) {}
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// Joiners, variation selectors and other signs that take no room of their own.
fn invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::undrawn::is_undrawn;

    #[test]
    fn no_face_draws_what_is_told_as_undrawn() {
        let metrics = Metrics::new();
        let drawn = ('\0'..=char::MAX).filter(|letter| is_undrawn(*letter));
        let drawn: Vec<char> = drawn.filter(|letter| metrics.glyph(*letter, 0).is_some()).collect();
        assert!(drawn.is_empty(), "{drawn:?}");
    }

    #[test]
    fn widths_are_those_of_times_new_roman() {
        let metrics = Metrics::new();
        for (text, bold, italic, size, mm) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true, false, 12.0, 88.3),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true, false, 13.0, 95.7),
            ("Độc lập - Tự do - Hạnh phúc", true, false, 14.0, 60.5),
            ("Thành phố Hồ Chí Minh, ngày 29 tháng 11 năm 2019", false, true, 13.0, 98.7),
        ] {
            let width = metrics.width_mm(text, bold, italic, size);
            assert!((width - mm).abs() < 0.05, "{text}: {width}");
        }
    }

    #[test]
    fn what_is_read_once_is_what_the_faces_say() {
        let metrics = Metrics::new();
        let letters = COMMON.into_iter().flatten().filter_map(char::from_u32);
        for letter in letters.chain(['\u{1f}', '\u{240}', '\u{1dff}', '\u{2040}', '中']) {
            for face in 0..FACES {
                assert_eq!(metrics.glyph(letter, face), metrics.find(letter, face), "{letter:?}");
            }
        }
    }

    #[test]
    fn letters_without_a_glyph_are_named() {
        let metrics = Metrics::new();
        assert_eq!(metrics.missing("Nguyễn Văn Ắ ợ Ỵ – “…” ½"), None);
        assert_eq!(metrics.missing("a中b"), Some('中'));
    }
}
