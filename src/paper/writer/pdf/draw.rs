//! Goes through the frames of a paper once: what stands on each page becomes its operators, and the signs of what it is
//! become the tags and the bookmarks of the file.

use std::sync::Arc;

use typst::foundations::{Content as Element, Packed, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, GridCell, GridElem, GroupItem, PlaceElem, Point, Size, Transform};
use typst::model::{HeadingElem, ParElem, TableCell, TableElem, TitleElem};
use typst::pdf::{ArtifactElem, ArtifactKind, TableCellKind};
use typst::text::TextItem;
use typst::visualize::{Geometry, Shape};

use super::background::{Backgrounds, Placed};
use super::content::{Artifact, Content, Ink};
use super::deflate::Deflate;
use super::faces::Part;
use super::letters;
use super::objects::Numbers;
use super::outline::Bookmark;
use super::structure::{Kind, Structure};
use super::table::Table;
use crate::paper::fonts::TINOS;

/// Draws the pages of a paper one after the other.
pub struct Drawing<'d> {
    pub numbers: &'d mut Numbers,
    pub deflate: &'d mut Deflate,
    pub structure: Structure,
    pub bookmarks: Vec<Bookmark>,
    pub backgrounds: Backgrounds<'d>,
    faces: &'d [Option<Arc<Part>>; TINOS.len()],
    page: usize,
    size: Size,
    content: Content,
    /// What is drawn and not read, until the element there ends.
    artifact: Option<(Location, Artifact)>,
    /// Whose text is being written.
    reading: Option<Location>,
    /// Memory for letters.
    letters: Vec<u8>,
}

impl<'d> Drawing<'d> {
    pub fn new(
        (numbers, deflate): (&'d mut Numbers, &'d mut Deflate),
        structure: Structure,
        faces: &'d [Option<Arc<Part>>; TINOS.len()],
        backgrounds: Backgrounds<'d>,
    ) -> Self {
        let content = Content::new(Size::zero(), Vec::new());
        Drawing {
            numbers,
            deflate,
            structure,
            bookmarks: Vec::new(),
            backgrounds,
            faces,
            page: 0,
            size: Size::zero(),
            content,
            artifact: None,
            reading: None,
            letters: Vec::new(),
        }
    }

    /// The operators of page number `page` (from 0), written into the empty `bytes`; nothing if something on it is not
    /// known here.
    pub fn page(&mut self, page: usize, frame: &Frame, bytes: Vec<u8>) -> Option<Vec<u8>> {
        (self.page, self.size, self.reading) = (page, frame.size(), None);
        self.content = Content::new(frame.size(), bytes);
        self.frame(frame, Point::zero())?;
        let empty = Content::new(Size::zero(), Vec::new());
        Some(std::mem::replace(&mut self.content, empty).finish())
    }

    fn frame(&mut self, frame: &Frame, origin: Point) -> Option<()> {
        let mut items = frame.items().as_slice();
        while let Some(((at, item), rest)) = items.split_first() {
            items = rest;
            let at = origin + *at;
            match item {
                FrameItem::Text(text) => self.text(at, text)?,
                FrameItem::Shape(shape, _) => self.shape(at, shape)?,
                FrameItem::Tag(Tag::Start(element, flags)) if flags.tagged => {
                    if self.artifact.is_none() && is_background(element) {
                        items = self.background(element.location()?, items, origin)?;
                    } else {
                        self.begin(element, at)?;
                    }
                }
                FrameItem::Tag(Tag::End(location, _, flags)) if flags.tagged => self.end(*location)?,
                FrameItem::Tag(_) => {}
                FrameItem::Group(group) => self.group(group, at)?,
                FrameItem::Image(..) | FrameItem::Link(..) => return None,
            }
        }
        Some(())
    }

    /// Draws those of `items` that stand before the end of the element at `location`; gives the others.
    fn background<'i>(&mut self, location: Location, items: &'i [Placed], origin: Point) -> Option<&'i [Placed]> {
        let is_end = |(_, item): &Placed| matches!(item, FrameItem::Tag(Tag::End(end, ..)) if *end == location);
        let (drawn, rest) = items.split_at(items.iter().position(is_end)?);
        let number = self.backgrounds.number(drawn, (origin, self.size), self.deflate)?;
        self.content.background(number);
        self.reading = None;
        rest.get(1..)
    }

    fn group(&mut self, group: &GroupItem, at: Point) -> Option<()> {
        if group.transform != Transform::identity() || group.clip.is_some() {
            return None;
        }
        let Some(parent) = group.parent else { return self.frame(&group.frame, at) };
        let aside = self.structure.set_aside(parent.location)?;
        self.reading = None;
        self.frame(&group.frame, at)?;
        self.reading = None;
        self.structure.bring_back(aside)
    }

    fn text(&mut self, at: Point, text: &TextItem) -> Option<()> {
        if text.stroke.is_some() {
            return None;
        }
        let face = letters::face(&text.font)?;
        let part = self.faces.get(face)?.as_ref()?;
        if let Some((_, artifact)) = self.artifact {
            self.content.artifact(artifact);
        } else if self.reading.is_none() || self.reading != self.structure.location() {
            let number = self.structure.drawn(self.page, self.numbers)?;
            self.content.open(number);
            self.reading = self.structure.location();
        }
        self.content.begin_text(at, face, text.size, Ink::of(&text.fill)?);
        // What the last letter is ahead of its own width, in parts of the size.
        let mut ahead = 0.0;
        self.letters.clear();
        for glyph in &text.glyphs {
            let gap = (ahead * 1e6_f64).round();
            if gap != 0.0 {
                self.content.letters(&self.letters);
                self.content.gap(gap as i64);
                self.letters.clear();
                ahead -= gap / 1e6;
            }
            self.letters.extend(part.number(glyph.id).to_be_bytes());
            ahead += glyph.x_advance.get() - part.width(glyph.id);
        }
        self.content.letters(&self.letters);
        self.content.end_letters();
        Some(())
    }

    fn shape(&mut self, at: Point, shape: &Shape) -> Option<()> {
        self.content.artifact(self.artifact.map_or(Artifact::Other, |(_, artifact)| artifact));
        self.reading = None;
        if let (Geometry::Line(to), Some(stroke)) = (&shape.geometry, &shape.stroke)
            && let Some(table) = self.structure.table()
        {
            table.cover((self.page, self.size.y), at, at + *to, stroke.thickness);
        }
        self.content.shape(at, shape)
    }

    fn begin(&mut self, element: &Element, at: Point) -> Option<()> {
        let location = element.location()?;
        if self.artifact.is_some() {
            return Some(());
        }
        if let Some(artifact) = element.to_packed::<ArtifactElem>() {
            let artifact = match artifact.kind.get(StyleChain::default()) {
                ArtifactKind::Header => Artifact::Header,
                ArtifactKind::Footer => Artifact::Footer,
                ArtifactKind::Other => Artifact::Other,
                _ => return None,
            };
            self.artifact = Some((location, artifact));
            return Some(());
        }
        if element.to_packed::<PlaceElem>().is_some() {
            return self.structure.place(location);
        }
        let kind = if element.to_packed::<ParElem>().is_some() {
            Kind::Paragraph
        } else if element.to_packed::<TitleElem>().is_some() {
            Kind::Title
        } else if let Some(heading) = element.to_packed::<HeadingElem>() {
            self.heading(heading, at)?
        } else if let Some(table) = element.to_packed::<TableElem>() {
            Kind::Table(Box::new(Table::new(
                self.structure.next_table(),
                table.grid.as_ref()?.non_gutter_column_count(),
            )))
        } else if let Some(cell) = element.to_packed::<TableCell>() {
            return self.cell(cell, location);
        } else if element.to_packed::<GridElem>().is_some() || element.to_packed::<GridCell>().is_some() {
            Kind::Division
        } else {
            return None;
        };
        self.structure.begin(kind, location);
        Some(())
    }

    fn heading(&mut self, heading: &Packed<HeadingElem>, at: Point) -> Option<Kind> {
        let Smart::Custom(level) = heading.level.get(StyleChain::default()) else { return None };
        let level = u32::try_from(level.get()).ok().filter(|level| *level <= 6)?;
        let words = heading.body.plain_text().to_string();
        self.bookmarks.push(Bookmark { level, words: words.clone(), page: self.page, at });
        Some(Kind::Heading { level, words })
    }

    fn cell(&mut self, cell: &Packed<TableCell>, location: Location) -> Option<()> {
        if cell.is_repeated.get(StyleChain::default()) {
            self.artifact = Some((location, Artifact::Pagination));
            return Some(());
        }
        let level = match cell.kind.get(StyleChain::default()) {
            Smart::Custom(TableCellKind::Header(level, _)) => Some(level.get()),
            Smart::Custom(TableCellKind::Data) => None,
            _ => return None,
        };
        let Smart::Custom(column) = cell.x.get(StyleChain::default()) else { return None };
        let Smart::Custom(row) = cell.y.get(StyleChain::default()) else { return None };
        let columns = cell.colspan.get(StyleChain::default()).get();
        self.row(row, level.is_some())?;
        let cell = self.structure.table()?.cell(row, column, columns, level)?;
        self.structure.begin(Kind::Cell(cell), location);
        Some(())
    }

    /// Sees to it that `row` is open, among others of its kind.
    fn row(&mut self, row: usize, heads: bool) -> Option<()> {
        let before = self.structure.table()?.row.replace((row, heads));
        if before == Some((row, heads)) {
            return Some(());
        }
        let unknown = Location::new(0);
        if let Some((_, headed)) = before {
            self.structure.end(self.numbers)?;
            if headed != heads {
                self.structure.end(self.numbers)?;
            }
        }
        if before.is_none_or(|(_, headed)| headed != heads) {
            self.structure.begin(if before.is_none() && heads { Kind::Head } else { Kind::Body }, unknown);
        }
        self.structure.begin(Kind::Row, unknown);
        Some(())
    }

    fn end(&mut self, location: Location) -> Option<()> {
        if let Some((start, _)) = self.artifact {
            if start == location {
                self.artifact = None;
            }
            return Some(());
        }
        if self.structure.location() == Some(location) {
            self.structure.end(self.numbers)?;
            return Some(());
        }
        // A table ends with its last row; what was only remembered as a place has no end.
        if matches!(self.structure.kind(), Some(Kind::Row)) {
            self.structure.end(self.numbers)?;
            self.structure.end(self.numbers)?;
            return (self.structure.location() == Some(location)).then(|| self.structure.end(self.numbers))?;
        }
        self.structure.is_place(location).then_some(())
    }
}

/// Whether `element` is what is drawn behind the text of a page.
fn is_background(element: &Element) -> bool {
    let artifact = element.to_packed::<ArtifactElem>();
    artifact.is_some_and(|artifact| artifact.kind.get(StyleChain::default()) == ArtifactKind::Background)
}
