//! Which letters of which faces stand on the pages of a paper.

use typst::layout::{Em, Frame, FrameItem};
use typst::text::{FontInstance, Glyph, TextItem};

use crate::paper::fonts::TINOS;

/// The glyphs of each face on some pages, each with the sign that it stands for.
#[derive(Default)]
pub struct Letters {
    faces: [Vec<(u16, char)>; TINOS.len()],
    /// By glyph: the sign that it stands for, or the first of all signs.
    signs: [Vec<char>; TINOS.len()],
}

/// Stands for no sign.
const NONE: char = '\0';

impl Letters {
    /// Forgets them.
    pub fn clear(&mut self) {
        for (glyphs, signs) in self.faces.iter_mut().zip(&mut self.signs) {
            for (glyph, _) in glyphs.drain(..) {
                if let Some(sign) = signs.get_mut(usize::from(glyph)) {
                    *sign = NONE;
                }
            }
        }
    }

    /// Takes in those of `frame`. Nothing if they are not all letters of the text faces, each with one sign of its own
    /// and where its advance puts it.
    pub fn add(&mut self, frame: &Frame) -> Option<()> {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(text) => self.text(text)?,
                FrameItem::Group(group) => self.add(&group.frame)?,
                FrameItem::Shape(..) | FrameItem::Tag(_) => {}
                FrameItem::Image(..) | FrameItem::Link(..) => return None,
            }
        }
        Some(())
    }

    /// Those of face number `face` of [`TINOS`].
    pub fn of(&self, face: usize) -> impl Iterator<Item = (u16, char)> {
        self.faces.get(face).into_iter().flatten().copied()
    }

    fn text(&mut self, text: &TextItem) -> Option<()> {
        let face = face(&text.font)?;
        let (glyphs, signs) = (self.faces.get_mut(face)?, self.signs.get_mut(face)?);
        for glyph in &text.glyphs {
            let sign = sign(text, glyph)?;
            let at = usize::from(glyph.id);
            if at >= signs.len() {
                signs.resize(at + 1, NONE);
            }
            let known = signs.get_mut(at)?;
            if *known == NONE {
                *known = sign;
                glyphs.push((glyph.id, sign));
            } else if *known != sign {
                return None;
            }
        }
        Some(())
    }
}

/// The number of `font` among the text faces.
pub fn face(font: &FontInstance) -> Option<usize> {
    let bytes = font.data().as_slice();
    TINOS.iter().position(|face| std::ptr::eq(*face, bytes))
}

/// The one sign that `glyph` stands for, if it stands where its advance puts it. A blank is a plain one, whatever it
/// keeps together: readers find the words on both sides of it.
fn sign(text: &TextItem, glyph: &Glyph) -> Option<char> {
    let is_plain =
        glyph.id != 0 && [glyph.x_offset, glyph.y_offset, glyph.y_advance].iter().all(|at| *at == Em::zero());
    let own = text.text.get(usize::from(glyph.range.start)..usize::from(glyph.range.end))?;
    let mut signs = own.chars().map(|sign| if sign == '\u{a0}' { ' ' } else { sign });
    signs.next().filter(|sign| is_plain && *sign != NONE && signs.next().is_none())
}
