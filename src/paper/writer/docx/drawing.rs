//! What is drawn behind the text, as shapes of DrawingML in the header of the first page.
//!
//! In the header a shape stands behind everything and out of the way of who edits the text. Each
//! drawing is one shape as large as the sheet, whose outlines are counted in hundredths of a
//! millimetre from its upper left corner, so nothing is rounded twice.
//! Programs that know no shapes of this kind (Word 2007) show the text alone.

use super::xml::{self, Element, Made, Node};
use crate::paper::typeset::flow::{Drawing, Outline, PageSpec, Point, Step};

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
/// English metric units in a millimetre and in a point.
const EMU_PER_MM: f64 = 36_000.0;
const EMU_PER_PT: f64 = 12_700.0;

/// The last header with drawings: the sheets of a run have the same.
#[derive(Default)]
pub struct Drawn(Option<Last>);

struct Last {
    part: Vec<u8>,
    drawings: Vec<Drawing>,
    page: PageSpec,
    header: Vec<u8>,
}

impl Drawn {
    /// The header `part` with `drawings` in its first paragraph.
    ///
    /// # Errors
    /// What of the part is not well-formed.
    pub fn header(&mut self, part: Vec<u8>, drawings: &[Drawing], page: &PageSpec) -> Result<Vec<u8>, String> {
        let is_same = |last: &Last| last.part == part && last.drawings == drawings && last.page == *page;
        if let Some(last) = self.0.as_ref().filter(|last| is_same(last)) {
            return Ok(last.header.clone());
        }
        let header = into_header(&part, drawings, page)?;
        self.0 = Some(Last { part, drawings: drawings.to_vec(), page: *page, header: header.clone() });
        Ok(header)
    }
}

/// Adds `drawings` to the first paragraph of the header `part`.
fn into_header(part: &[u8], drawings: &[Drawing], page: &PageSpec) -> Result<Vec<u8>, String> {
    let mut root = xml::parse(part)?;
    let paragraph = root.elements_mut().find(|child| child.name == "w:p").ok_or("the header has no paragraph")?;
    for (index, drawing) in drawings.iter().enumerate() {
        let shape = Element::new("w:drawing").child(anchor(index + 1, drawing, page));
        let choice = Element::new("mc:Choice").with("Requires", "wps").child(shape);
        let run = Element::new("w:r").child(Element::new("mc:AlternateContent").child(choice));
        paragraph.children.push(Node::Element(run));
    }
    Ok(root.to_part())
}

/// A shape behind the text, fixed to the sheet.
fn anchor(number: usize, drawing: &Drawing, page: &PageSpec) -> Made {
    let (width, height) = (emu(page.width_mm), emu(page.height_mm));
    let position =
        |name: &str| Element::new(name).with("relativeFrom", "page").child(Element::new("wp:posOffset").text("0"));
    let anchor = ["distT", "distB", "distL", "distR", "simplePos"]
        .iter()
        .fold(Element::new("wp:anchor"), |anchor, name| anchor.with(name, 0))
        .with("relativeHeight", number)
        .with("behindDoc", 1)
        .with("locked", 1)
        .with("layoutInCell", 1)
        .with("allowOverlap", 1);
    let edges = ["l", "t", "r", "b"].iter().fold(Element::new("wp:effectExtent"), |edges, name| edges.with(name, 0));
    anchor
        .child(Element::new("wp:simplePos").with("x", 0).with("y", 0))
        .child(position("wp:positionH"))
        .child(position("wp:positionV"))
        .child(Element::new("wp:extent").with("cx", width).with("cy", height))
        .child(edges)
        .child(Element::new("wp:wrapNone"))
        .child(Element::new("wp:docPr").with("id", number).with("name", drawing.name))
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(graphic(drawing, page))
}

fn graphic(drawing: &Drawing, page: &PageSpec) -> Made {
    let size = Element::new("a:ext").with("cx", emu(page.width_mm)).with("cy", emu(page.height_mm));
    let place = Element::new("a:xfrm").child(Element::new("a:off").with("x", 0).with("y", 0)).child(size);
    let property = Element::new("wps:spPr").child(place).child(geometry(drawing, page));
    let colour = || Element::new("a:solidFill").child(Element::new("a:srgbClr").with("val", drawing.ink.hex()));
    let property = match drawing.line_pt {
        Some(line_pt) => {
            let line = Element::new("a:ln").with("w", (line_pt * EMU_PER_PT).round());
            let mitred = Element::new("a:miter").with("lim", 800_000);
            property.child(Element::new("a:noFill")).child(line.child(colour()).child(mitred))
        }
        None => property.child(colour()).child(Element::new("a:ln").child(Element::new("a:noFill"))),
    };
    let shape =
        Element::new("wps:wsp").child(Element::new("wps:cNvSpPr")).child(property).child(Element::new("wps:bodyPr"));
    let data = Element::new("a:graphicData").with("uri", SHAPE).child(shape);
    Element::new("a:graphic").with("xmlns:a", MAIN).child(data)
}

fn geometry(drawing: &Drawing, page: &PageSpec) -> Made {
    let frame = Element::new("a:path").with("w", hundredths(page.width_mm)).with("h", hundredths(page.height_mm));
    let path = drawing.outlines.iter().fold(frame, trace);
    let edges = [("l", "0"), ("t", "0"), ("r", "r"), ("b", "b")];
    let text = edges.iter().fold(Element::new("a:rect"), |text, (name, value)| text.with(name, value));
    ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"]
        .iter()
        .fold(Element::new("a:custGeom"), |geometry, name| geometry.child(Element::new(name)))
        .child(text)
        .child(Element::new("a:pathLst").child(path))
}

fn trace(path: Made, outline: &Outline) -> Made {
    let path = path.child(Element::new("a:moveTo").child(point(outline.start)));
    let path = outline.steps.iter().fold(path, |path, step| match step {
        Step::Line(end) => path.child(Element::new("a:lnTo").child(point(*end))),
        Step::Curve(first, second, end) => {
            let curve = [first, second, end]
                .into_iter()
                .fold(Element::new("a:cubicBezTo"), |curve, one| curve.child(point(*one)));
            path.child(curve)
        }
    });
    path.child(Element::new("a:close"))
}

fn point(point: Point) -> Made {
    Element::new("a:pt").with("x", hundredths(point.0)).with("y", hundredths(point.1))
}

fn hundredths(mm: f64) -> i64 {
    (mm * 100.0).round() as i64
}

fn emu(mm: f64) -> i64 {
    (mm * EMU_PER_MM).round() as i64
}
