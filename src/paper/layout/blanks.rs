//! Makes plain blanks of those that only held words together: what is searched and copied out of the PDF is the
//! text as typed.
//!
//! Typst holds two words on a line by a no-break space ([`super::words`]). When the lines stand, the blank has
//! done its work. Pages that are laid out directly have plain ones from the start.

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

use super::words::BOUND_BLANK;
use crate::paper::typeset::flow::{Flow, Span, visit};

/// `document` with plain blanks.
pub fn plain(mut document: PagedDocument) -> PagedDocument {
    let mut pages: Vec<Page> = document.pages().to_vec();
    pages.iter_mut().for_each(|page| frame(&mut page.frame));
    let info = document.info_mut().clone();
    PagedDocument::new(pages.into_iter().collect(), info)
}

/// Whether `flow` has blanks that hold.
pub fn holds(flow: &Flow) -> bool {
    let mut found = false;
    for section in &flow.sections {
        for items in [&section.first_header, &section.items, &section.first_footer] {
            let bound = |span: &Span| matches!(span, Span::Text { bonds, .. } if !bonds.is_empty());
            visit(items, &mut |par| found |= par.spans.iter().any(bound));
        }
    }
    found
}

/// Frames without such a blank are shared with the memory of Typst and left alone.
fn frame(of: &mut Frame) {
    if !has_bound(of) {
        return;
    }
    of.retain(|item| {
        match item {
            FrameItem::Group(group) => frame(&mut group.frame),
            FrameItem::Text(text) => line(text),
            _ => {}
        }
        true
    });
}

fn has_bound(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_bound(&group.frame),
        FrameItem::Text(text) => text.text.contains(BOUND_BLANK),
        _ => false,
    })
}

/// The plain blank is shorter by a byte, so the glyphs behind it move.
fn line(text: &mut TextItem) {
    let before = |offset: u16| {
        let head = text.text.get(..usize::from(offset)).unwrap_or_default();
        offset - u16::try_from(head.matches(BOUND_BLANK).count()).unwrap_or(0)
    };
    let moved: Vec<_> = text.glyphs.iter().map(|glyph| before(glyph.range.start)..before(glyph.range.end)).collect();
    for (glyph, range) in text.glyphs.iter_mut().zip(moved) {
        glyph.range = range;
    }
    text.text = text.text.replace(BOUND_BLANK, " ");
}
