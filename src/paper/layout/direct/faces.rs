//! The letters of the text face by their numbers, so that a line is set without a shaper: without kerning and
//! ligatures a letter is its glyph and its advance.

use std::str::FromStr;

use typst::layout::{Abs, Em};
use typst::text::{Font, FontInstance, FontVariations, Lang, Region};

/// Beyond them no sign of the text face is set here.
const LETTERS: usize = 0x2100;

/// Signs that are set here besides letters, digits and what ASCII has. None of them ends a line or joins what
/// stands around it by a rule of its own; words with others are boxed before (see [`super::super::words`]).
const SIGNS: &[char] = &['\u{a0}', '§', '°', '×', '“', '”', '‘', '’', '–', '…'];

/// The language of all text.
#[derive(Clone, Copy, Debug)]
pub struct Tongue {
    pub lang: Lang,
    pub region: Option<Region>,
}

impl Tongue {
    /// Vietnamese of Việt Nam.
    pub fn new() -> Option<Self> {
        Some(Tongue { lang: Lang::from_str("vi").ok()?, region: Some(Region::from_str("VN").ok()?) })
    }
}

/// A letter of a face.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub glyph: u16,
    pub advance: Em,
}

/// A face with its letters.
struct Face {
    font: FontInstance,
    letters: Vec<Option<Letter>>,
}

/// Regular, bold, italic and bold italic, in this order.
pub struct Faces {
    faces: Vec<Face>,
    pub tongue: Tongue,
}

impl Faces {
    /// The faces of `fonts`, which are those of [`crate::paper::fonts::TINOS`].
    pub fn new(fonts: impl Iterator<Item = Font>) -> Option<Self> {
        let face = |font: Font| {
            let variant = font.info().variant;
            let font = font.instantiate(variant, Abs::pt(12.0), &FontVariations::default());
            let letters = (0..LETTERS).map(|code| letter(&font, u32::try_from(code).ok()?)).collect();
            Face { font, letters }
        };
        Some(Faces { faces: fonts.map(face).collect(), tongue: Tongue::new()? })
    }

    /// The face of letters that are `bold` or `italic`.
    pub fn font(&self, bold: bool, italic: bool) -> Option<&FontInstance> {
        Some(&self.faces.get(number(bold, italic))?.font)
    }

    /// `sign` in a face; nothing if it is not set here.
    pub fn letter(&self, sign: char, bold: bool, italic: bool) -> Option<Letter> {
        let face = self.faces.get(number(bold, italic))?;
        *face.letters.get(sign as usize)?
    }
}

fn number(bold: bool, italic: bool) -> usize {
    usize::from(bold) + 2 * usize::from(italic)
}

fn letter(font: &FontInstance, code: u32) -> Option<Letter> {
    let sign = char::from_u32(code).filter(|sign| is_plain(*sign))?;
    let glyph = font.ttf().glyph_index(sign)?.0;
    Some(Letter { glyph, advance: font.x_advance(glyph)? })
}

/// Whether `sign` stands by itself: a Latin letter with all its marks, a digit, or a sign that is known.
fn is_plain(sign: char) -> bool {
    let is_letter = matches!(sign, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && sign.is_alphabetic();
    matches!(sign, ' '..='~') || is_letter || SIGNS.contains(&sign)
}
