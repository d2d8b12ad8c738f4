//! The tags of a file: what is read, in which order, and what each part of it is.
//!
//! The frames say where elements begin and end, over all pages. Each element is written when it ends, so that of a long
//! table only numbers are kept.

use pdf_writer::types::StructRole;
use pdf_writer::writers::StructElement;
use pdf_writer::{Chunk, Finish, Name, Ref, TextStr};
use typst::introspection::Location;

use super::PLAIN;
use super::objects::Numbers;
use super::table::{Cell, Table};

/// What an element is.
#[derive(Debug)]
pub enum Kind {
    Document,
    /// A part that only groups others.
    Division,
    Paragraph,
    Title,
    Heading {
        level: u32,
        words: String,
    },
    Table(Box<Table>),
    /// Rows that head a table.
    Head,
    /// Other rows.
    Body,
    Row,
    Cell(Cell),
}

#[derive(Debug)]
struct Element {
    kind: Kind,
    /// Given when it is first needed: what has nothing in it is not written.
    number: Option<Ref>,
    /// The page of the first of its parts that is drawn.
    page: Option<usize>,
    parts: Vec<Part>,
    location: Location,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Element(Ref),
    /// What a page has under a number.
    Drawn {
        page: usize,
        number: i32,
    },
}

/// What is open while something else is put in.
pub struct Aside {
    open: Vec<Element>,
    place: usize,
    start: usize,
}

/// The tags of a file in the making.
pub struct Structure {
    chunk: Chunk,
    pub root: Ref,
    /// The tag of the whole document.
    document: Ref,
    open: Vec<Element>,
    pages: Vec<Ref>,
    /// By page: the element of each of its numbered parts.
    parents: Vec<Vec<Ref>>,
    ids: Vec<(String, Ref)>,
    /// So many tables have begun.
    tables: usize,
    has_title: bool,
    /// Where in the document stands what is set apart from it.
    places: Vec<(Location, usize)>,
}

impl Structure {
    /// For a file with these `pages`.
    pub fn new(pages: Vec<Ref>, numbers: &mut Numbers) -> Self {
        let (root, document) = (numbers.next(), numbers.next());
        let whole = Element {
            kind: Kind::Document,
            number: Some(document),
            page: None,
            parts: Vec::new(),
            location: Location::new(0),
        };
        let parents = vec![Vec::new(); pages.len()];
        Structure {
            chunk: Chunk::with_settings(PLAIN),
            root,
            document,
            open: vec![whole],
            pages,
            parents,
            ids: Vec::new(),
            tables: 0,
            has_title: false,
            places: Vec::new(),
        }
    }

    /// Begins an element.
    pub fn begin(&mut self, kind: Kind, location: Location) {
        self.open.push(Element { kind, number: None, page: None, parts: Vec::new(), location });
    }

    /// The innermost element that is open.
    pub fn kind(&mut self) -> Option<&mut Kind> {
        self.open.last_mut().map(|element| &mut element.kind)
    }

    /// Where the innermost element begins.
    pub fn location(&self) -> Option<Location> {
        self.open.last().map(|element| element.location)
    }

    /// The innermost table that is open.
    pub fn table(&mut self) -> Option<&mut Table> {
        self.open.iter_mut().rev().find_map(|element| match &mut element.kind {
            Kind::Table(table) => Some(&mut **table),
            _ => None,
        })
    }

    /// The number of a table that begins, from 1.
    pub fn next_table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// Whether `location` was remembered as a place.
    pub fn is_place(&self, location: Location) -> bool {
        self.places.iter().any(|(place, _)| *place == location)
    }

    /// Remembers that what belongs to `location` comes next in the document; nothing if an element is open.
    pub fn place(&mut self, location: Location) -> Option<()> {
        let [document] = self.open.as_slice() else { return None };
        self.places.push((location, document.parts.len()));
        Some(())
    }

    /// Leaves only the document open, so that what belongs to `location` can be put in.
    pub fn set_aside(&mut self, location: Location) -> Option<Aside> {
        let place = self.places.iter().find(|(place, _)| *place == location)?.1;
        let open = self.open.split_off(1);
        Some(Aside { open, place, start: self.open.first()?.parts.len() })
    }

    /// Moves what was put in to its place, and goes on with what was open.
    pub fn bring_back(&mut self, aside: Aside) -> Option<()> {
        let Aside { open, place, start } = aside;
        let [document] = self.open.as_mut_slice() else { return None };
        let moved = document.parts.split_off(start);
        let count = moved.len();
        document.parts.splice(place..place, moved);
        self.places.iter_mut().filter(|(_, other)| *other > place).for_each(|(_, other)| *other += count);
        self.open.extend(open);
        Some(())
    }

    /// The number that `page` gives to the next part of the innermost element; nothing if that only groups others.
    pub fn drawn(&mut self, page: usize, numbers: &mut Numbers) -> Option<i32> {
        let element = self.open.last_mut()?;
        if matches!(
            element.kind,
            Kind::Document | Kind::Division | Kind::Table(_) | Kind::Head | Kind::Body | Kind::Row
        ) {
            return None;
        }
        let parents = self.parents.get_mut(page)?;
        let number = i32::try_from(parents.len()).ok()?;
        parents.push(*element.number.get_or_insert_with(|| numbers.next()));
        element.page.get_or_insert(page);
        element.parts.push(Part::Drawn { page, number });
        Some(number)
    }

    /// Ends the innermost element.
    pub fn end(&mut self, numbers: &mut Numbers) -> Option<()> {
        let element = self.open.pop()?;
        if element.parts.is_empty() && matches!(element.kind, Kind::Paragraph) {
            return Some(());
        }
        let number = element.number.unwrap_or_else(|| numbers.next());
        let above = self.open.last_mut()?;
        above.parts.push(Part::Element(number));
        let above = *above.number.get_or_insert_with(|| numbers.next());
        self.write(element, number, above, numbers)
    }

    fn write(&mut self, element: Element, number: Ref, above: Ref, numbers: &mut Numbers) -> Option<()> {
        let look = match &element.kind {
            Kind::Cell(cell) => {
                self.ids.extend(cell.id.clone().map(|id| (id, number)));
                let chunk = &mut self.chunk;
                let table = self.open.iter_mut().rev().find_map(|element| match &mut element.kind {
                    Kind::Table(table) => Some(table),
                    _ => None,
                })?;
                Some(table.look(cell, || numbers.next(), chunk))
            }
            _ => None,
        };
        let page = element.page.and_then(|page| self.pages.get(page).copied());
        let mut tag = self.chunk.struct_element(number);
        role(&mut tag, &element.kind);
        tag.parent(above);
        if let Kind::Cell(Cell { id: Some(id), .. }) = &element.kind {
            tag.id(pdf_writer::Str(id.as_bytes()));
        }
        if let Kind::Heading { words, .. } = &element.kind {
            tag.title(TextStr(words));
        }
        if let Kind::Table(table) = &element.kind {
            table.attributes(&mut tag);
        }
        look.into_iter().for_each(|look| _ = tag.pair(Name(b"A"), look));
        page.into_iter().for_each(|page| _ = tag.page(page));
        let mut parts = tag.children();
        for part in &element.parts {
            match *part {
                Part::Element(at) => _ = parts.struct_element(at),
                Part::Drawn { page, number } if element.page == Some(page) => _ = parts.marked_content_id(number),
                Part::Drawn { page, number } => {
                    let other = *self.pages.get(page)?;
                    parts.marked_content_ref().marked_content_id(number).page(other);
                }
            }
        }
        parts.finish();
        tag.finish();
        self.has_title |= matches!(element.kind, Kind::Title);
        Some(())
    }

    /// So many bytes of tags were written.
    pub fn len(&self) -> usize {
        self.chunk.len()
    }

    /// The tags that were written, so that they need not be kept here.
    pub fn take(&mut self) -> Chunk {
        std::mem::replace(&mut self.chunk, Chunk::with_settings(PLAIN))
    }

    /// Ends the document and writes the table of all tags; nothing if something is still open.
    pub fn finish(mut self, numbers: &mut Numbers) -> Option<Chunk> {
        let document = self.open.pop()?;
        if !self.open.is_empty() {
            return None;
        }
        let (root, number) = (self.root, self.document);
        self.write(document, number, root, numbers)?;
        let lists: Vec<Ref> = self.parents.iter().map(|_| numbers.next()).collect();
        for (list, parents) in lists.iter().zip(&self.parents) {
            self.chunk.indirect(*list).array().items(parents);
        }
        let mut tree = self.chunk.indirect(root).start::<pdf_writer::writers::StructTreeRoot>();
        tree.children().item(number);
        if self.has_title {
            tree.role_map().insert(Name(b"Title"), StructRole::P);
        }
        let mut parents = tree.parent_tree();
        let mut entries = parents.nums();
        for (page, list) in (0..).zip(&lists) {
            entries.insert(page, *list);
        }
        entries.finish();
        parents.finish();
        tree.parent_tree_next_key(i32::try_from(lists.len()).ok()?);
        if !self.ids.is_empty() {
            self.ids.sort();
            let mut ids = tree.id_tree();
            let mut names = ids.names();
            for (id, at) in &self.ids {
                names.insert(pdf_writer::Str(id.as_bytes()), *at);
            }
        }
        tree.finish();
        Some(self.chunk)
    }
}

fn role(tag: &mut StructElement, kind: &Kind) {
    let role = match kind {
        Kind::Document => StructRole::Document,
        Kind::Division => StructRole::Div,
        Kind::Paragraph => StructRole::P,
        Kind::Title => {
            tag.custom_kind(Name(b"Title"));
            return;
        }
        Kind::Heading { level, .. } => match level {
            1 => StructRole::H1,
            2 => StructRole::H2,
            3 => StructRole::H3,
            4 => StructRole::H4,
            5 => StructRole::H5,
            _ => StructRole::H6,
        },
        Kind::Table(_) => StructRole::Table,
        Kind::Head => StructRole::THead,
        Kind::Body => StructRole::TBody,
        Kind::Row => StructRole::TR,
        Kind::Cell(Cell { level: Some(_), .. }) => StructRole::TH,
        Kind::Cell(_) => StructRole::TD,
    };
    tag.kind(role);
}
