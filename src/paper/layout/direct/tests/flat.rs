//! Laid-out pages as lines of text, one for each thing on them.

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// What is seen on the pages of `document` and where it stands, in the order of the file.
pub fn flat(document: &PagedDocument) -> Vec<String> {
    let mut lines = Vec::new();
    for page in document.pages() {
        lines.push(format!("page {:?}", page.frame.size()));
        frame(&page.frame, Point::zero(), &mut lines);
    }
    lines
}

fn frame(of: &Frame, origin: Point, lines: &mut Vec<String>) {
    for (position, item) in of.items() {
        let place = origin + *position;
        let at = format!("{:.2} {:.2}", place.x.to_pt(), place.y.to_pt());
        match item {
            FrameItem::Group(group) => frame(&group.frame, place, lines),
            FrameItem::Text(text) => {
                lines.push(format!("{at} {:.2} wide: {} {:?}", text.width().to_pt(), text.text, text.size))
            }
            FrameItem::Tag(_) => {}
            other => lines.push(format!("{at} {other:?}")),
        }
    }
}
