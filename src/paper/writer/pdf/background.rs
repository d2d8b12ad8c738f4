//! What is drawn behind the text of a page: the frame of a certificate, Quốc huy.
//!
//! It is many times what else stands on the page, and the same on each. So it is a drawing of its own in the file, made
//! and compressed once for the papers that follow; papers that are printed together share it.

use std::sync::Arc;

use pdf_writer::{Chunk, Filter, Finish, Rect, Ref};
use typst::layout::{FrameItem, Point, Size};
use typst::utils::hash128;

use super::content::Content;
use super::deflate::Deflate;
use super::rounded;

/// A thing and where it stands.
pub type Placed = (Point, FrameItem);

/// So many drawings are kept.
const KEPT: usize = 16;

/// Drawings of papers before, by what is in them.
#[derive(Default)]
pub struct Drawings(Vec<(u128, Arc<Drawing>)>);

/// A drawing as it stands in files.
pub struct Drawing {
    size: Size,
    /// Its operators, compressed.
    packed: Vec<u8>,
}

impl Drawings {
    fn add(&mut self, sum: u128, drawing: Drawing) -> Arc<Drawing> {
        let drawing = Arc::new(drawing);
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        self.0.push((sum, Arc::clone(&drawing)));
        drawing
    }
}

impl Drawing {
    fn new(items: &[Placed], (origin, size): (Point, Size), deflate: &mut Deflate) -> Option<Self> {
        let mut content = Content::new(size, Vec::new());
        for (at, item) in items {
            let FrameItem::Shape(shape, _) = item else { return None };
            content.shape(origin + *at, shape)?;
        }
        Some(Drawing { size, packed: deflate.pack(&content.finish())?.to_vec() })
    }

    /// Writes it as object `at`.
    pub fn write(&self, chunk: &mut Chunk, at: Ref) {
        let mut form = chunk.form_xobject(at, &self.packed);
        form.bbox(Rect::new(0.0, 0.0, rounded(self.size.x.to_pt()), rounded(self.size.y.to_pt())));
        form.resources().finish();
        form.filter(Filter::FlateDecode);
    }
}

/// The drawings of a file, by the number that its pages have for them.
pub struct Backgrounds<'d> {
    drawings: &'d mut Drawings,
    own: Vec<Arc<Drawing>>,
}

impl<'d> Backgrounds<'d> {
    pub fn new(drawings: &'d mut Drawings) -> Self {
        Backgrounds { drawings, own: Vec::new() }
    }

    /// The number of the drawing of `items` from `origin` on pages of this size; nothing if it holds more than shapes.
    pub fn number(&mut self, items: &[Placed], (origin, size): (Point, Size), deflate: &mut Deflate) -> Option<usize> {
        let sum = hash128(&(items, origin, size));
        let known = self.drawings.0.iter().find(|(known, _)| *known == sum);
        let drawing = match known {
            Some((_, drawing)) => Arc::clone(drawing),
            None => self.drawings.add(sum, Drawing::new(items, (origin, size), deflate)?),
        };
        if let Some(number) = self.own.iter().position(|own| Arc::ptr_eq(own, &drawing)) {
            return Some(number);
        }
        self.own.push(drawing);
        Some(self.own.len() - 1)
    }

    /// The drawings of the file, by their numbers.
    pub fn finish(self) -> Vec<Arc<Drawing>> {
        self.own
    }
}
