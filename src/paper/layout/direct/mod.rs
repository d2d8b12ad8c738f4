//! Pages of what the setter has decided, without Typst's layout.
//!
//! Nearly every paper is made of paragraphs, grids, rules and plain tables whose every measure is decided before: their
//! lines fill up one after the other, and the pages with them. Typst spends most of its time on what such papers never
//! ask for. So they are laid out here into the same frames that Typst makes of `templates/layout.typ`, which then
//! go the same way into the file. Whatever is not known here (another alphabet, cells over several rows, rows that are
//! divided, a line break that Unicode would doubt) leaves the whole document to Typst; tests hold
//! both ways to the same pages, item by item, over all samples and over documents made at random.

mod children;
mod elements;
mod faces;
mod grid;
mod lines;
mod page;
mod pen;
mod table;
#[cfg(test)]
pub mod tests;

use typst::foundations::Smart;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::DocumentInfo;
use typst::pdf::ArtifactKind;
use typst::syntax::Span;
use typst::text::{Font, Locale};
use typst::visualize::{Color, Curve, FillRule, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

use super::Detail;
use super::sheet::{Sheet, SheetDrawing, SheetItem, SheetSection};
use super::words::{Piece, Run};
use crate::paper::norm::Align;
use crate::paper::typeset::flow::Step;
use children::children;
use elements::Elements;
use faces::Faces;
use lines::{Shape, lines};
use page::Pager;

/// A thing and where it stands, from the upper left corner of what holds it.
type Placed = (Point, FrameItem);

/// Something as high as it is, and what is in it.
#[derive(Clone, Debug, Default)]
struct Strip {
    height: Abs,
    items: Vec<Placed>,
}

impl Strip {
    /// Puts `below` under all that is here, moved to the right by `x`.
    fn push(&mut self, x: Abs, below: Strip) {
        self.place(Point::new(x, self.height), below.items);
        self.height += below.height;
    }

    fn place(&mut self, at: Point, items: impl IntoIterator<Item = Placed>) {
        self.items.extend(items.into_iter().map(|item| moved(item, at)));
    }

    /// Between the beginning and the end of an element.
    fn within(mut self, [start, (at, end)]: [Placed; 2]) -> Self {
        self.items.insert(0, start);
        self.items.push((at, end));
        self
    }
}

/// What all parts of a document need.
struct Setter<'s> {
    faces: &'s Faces,
    elements: Elements,
    /// Blanks that hold words together are written as plain ones.
    plain_blanks: bool,
    detail: Detail,
}

/// Lays out documents; the faces are read once.
pub struct Direct {
    faces: Option<Faces>,
}

impl Direct {
    /// With the faces of `fonts`, in the order of [`crate::paper::fonts::TINOS`].
    pub fn new(fonts: impl Iterator<Item = Font>) -> Self {
        Direct { faces: Faces::new(fonts) }
    }

    /// The pages of `sheet`; nothing if some of it is not known here.
    pub fn pages(&self, sheet: &Sheet, detail: Detail) -> Option<PagedDocument> {
        let (faces, elements) = (self.faces.as_ref()?, Elements::default());
        let setter = Setter { faces, elements, plain_blanks: sheet.has_bound, detail };
        let mut pages = Vec::new();
        for section in &sheet.sections {
            pages.extend(self::section(&setter, section)?);
        }
        let tongue = setter.faces.tongue;
        let info = DocumentInfo {
            title: Some(sheet.title.into()),
            author: Some(sheet.author).filter(|author| !author.is_empty()).map(Into::into).into_iter().collect(),
            locale: Smart::Custom(Locale::new(tongue.lang, tongue.region)),
            ..DocumentInfo::default()
        };
        Some(PagedDocument::new(pages.into_iter().collect(), info))
    }
}

fn section(setter: &Setter, section: &SheetSection) -> Option<Vec<Page>> {
    if section.chapters.is_empty() {
        return None;
    }
    let spec = section.page;
    let size = Size::new(Abs::mm(spec.width_mm), Abs::mm(spec.height_mm));
    let (left, top) = (Abs::mm(spec.left_mm), Abs::mm(spec.top_mm));
    let room = Size::new(size.x - left - Abs::mm(spec.right_mm), size.y - top - Abs::mm(spec.bottom_mm));
    let mut footer = stacked(setter, &section.first_footer, room.x)?;
    let mut pages = Vec::new();
    for chapter in &section.chapters {
        let children = children(setter, chapter, room.x)?;
        let first = if pages.is_empty() { room.y - footer.height } else { room.y };
        for content in Pager::new(setter, room.y).pages(children, first)? {
            let number = pages.len() + 1;
            let mut header = self::number(setter, section, number, room.x)?;
            if number == 1 {
                header.place(Point::zero(), stacked(setter, &section.first_header, room.x)?.items);
            }
            let mut frame = Frame::hard(size);
            frame.push_multiple(background(setter, &section.drawings));
            frame.push_multiple(
                header.items.into_iter().map(|item| moved(item, Point::new(left, Abs::mm(spec.header_mm)))),
            );
            let content = content.into_iter().map(|item| moved(item, Point::new(left, top)));
            if number == 1 && !footer.items.is_empty() {
                let at = Point::new(left, top + room.y - footer.height);
                let (anchor, footer) = setter.elements.apart(std::mem::take(&mut footer));
                frame.push_multiple(anchor.into_iter().chain(content).chain([moved(footer, at)]));
            } else {
                frame.push_multiple(content);
            }
            pages.push(page(frame, number));
        }
    }
    Some(pages)
}

fn page(frame: Frame, number: usize) -> Page {
    let (bleed, supplement) = (Default::default(), Default::default());
    Page { frame, bleed, fill: Smart::Auto, numbering: None, supplement, number: number as u64 }
}

/// What is drawn behind the text of every page of a section.
fn background(setter: &Setter, drawings: &[SheetDrawing]) -> Vec<Placed> {
    if drawings.is_empty() {
        return Vec::new();
    }
    let at = |point: (f64, f64)| Point::new(Abs::mm(point.0), Abs::mm(point.1));
    let shape = |drawing: &SheetDrawing| {
        let mut curve = Curve::new();
        for outline in drawing.outlines {
            curve.move_(at(outline.start));
            for step in &outline.steps {
                match *step {
                    Step::Line(end) => curve.line(at(end)),
                    Step::Curve(first, second, end) => curve.cubic(at(first), at(second), at(end)),
                }
            }
            curve.close();
        }
        let stroke = drawing.line_pt.map(|width| FixedStroke::from_pair(ink(drawing.ink), Abs::pt(width)));
        let fill = Some(ink(drawing.ink)).filter(|_| stroke.is_none());
        let fill_rule = FillRule::default();
        let drawn = typst::visualize::Shape { geometry: Geometry::Curve(curve), fill, fill_rule, stroke };
        (Point::zero(), FrameItem::Shape(drawn, Span::detached()))
    };
    let [start, end] = setter.elements.artifact(ArtifactKind::Background, Point::zero());
    std::iter::once(start).chain(drawings.iter().map(shape)).chain([end]).collect()
}

/// The number of a page, top centre; the first of a section has none.
fn number(setter: &Setter, section: &SheetSection, number: usize, width: Abs) -> Option<Strip> {
    let artifact = setter.elements.artifact(ArtifactKind::Header, Point::zero());
    if number == 1 {
        return Some(Strip::default().within(artifact));
    }
    let letters = section.number;
    let run = Run { text: number.to_string(), bold: letters.bold, italic: letters.italic };
    let none = Abs::zero();
    let shape = Shape { letters, align: Align::Center, left: none, width, indent: none, hang: none };
    let line = lines(setter, &[Piece::Run(run)], &shape)?.pop()?;
    Some(line.within(artifact))
}

/// `items` one below the other, with every gap but one below the last grid.
fn stacked(setter: &Setter, items: &[SheetItem], width: Abs) -> Option<Strip> {
    let mut column = Strip::default();
    let mut weak = Abs::zero();
    for item in items {
        let (before_pt, strips, after_pt, below_pt) = match item {
            SheetItem::Par(par) => (par.before_pt, children::paragraph(setter, par, width)?, par.after_pt, 0.0),
            SheetItem::Rule(rule) => (0.0, vec![children::rule(setter, rule)], 0.0, 0.0),
            SheetItem::Grid(grid) => (0.0, vec![grid::grid(setter, grid)?], 0.0, grid.after_pt),
            SheetItem::Table(_) | SheetItem::Mark { .. } => return None,
        };
        column.height += Abs::pt(before_pt) + std::mem::take(&mut weak);
        strips.into_iter().for_each(|strip| column.push(Abs::zero(), strip));
        column.height += Abs::pt(after_pt);
        weak = Abs::pt(below_pt);
    }
    Some(column)
}

/// Black stays the one ink that every printer has.
fn ink(hex: &str) -> Paint {
    if hex == "000000" {
        return Color::BLACK.into();
    }
    let part = |at: usize| hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()).unwrap_or(0);
    Color::from_u8(part(0), part(2), part(4), 255).into()
}

/// `item` moved.
pub fn moved((at, item): Placed, by: Point) -> Placed {
    (at + by, item)
}
