//! One PDF to print: the papers of a kind, one after the other.
//!
//! Whoever prints two hundred giấy khen wants one file in the order of the decision and not two hundred windows.
//! The pages are those of the single papers, byte for byte; what belongs to a file as a whole is joined: the
//! tree of tags, so that the file stays PDF/UA where the parts are, the bookmarks, one for each paper, the labels of
//! pages ("3.2" is page 2 of the third paper), and one description of colours for PDF/A. Streams that several
//! papers have in common are written once. The file is written part by part, so that its size costs no memory.

mod copy;
mod description;
mod ending;
mod part;

use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_writer::{Chunk, Ref};

use self::part::Part;
use crate::paper::writer::pdf::{Deflate, LITTLE, Numbers, Objects, PLAIN, is_whole};

/// What the file says of itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub title: String,
    /// Empty where the first paper tells it.
    pub author: String,
}

/// A part is no PDF as this program writes it.
fn strange() -> io::Error {
    ErrorKind::InvalidData.into()
}

/// Objects of so many bytes are compressed together.
const TOGETHER: usize = 64 * 1024;

/// A file in the making.
pub struct PrintFile<'a> {
    objects: Objects<&'a mut dyn Write>,
    numbers: Numbers,
    /// What is no stream, until it is compressed.
    loose: Chunk,
    deflate: Deflate,
    about: About,
    /// Each paper begins on the front of a sheet.
    two_sided: bool,
    /// Streams that refer to nothing, by check sum.
    streams: HashMap<[u8; 32], Ref>,
    roots: Roots,
    /// What became of the parts, in order.
    papers: Vec<Paper>,
    pages: Vec<Ref>,
    /// Width and height of the last page in points.
    size: (f32, f32),
    /// The tags of each page's parts, in the order of the pages that have some.
    parents: Vec<Ref>,
    /// Tags that other tags name.
    ids: Vec<(Vec<u8>, Ref)>,
    /// Of the first part.
    frame: Option<part::Frame>,
}

/// Objects that parts refer to before they are written.
struct Roots {
    pages: Ref,
    /// The tag above all papers.
    tags: Ref,
    outline: Ref,
}

/// A paper in the file.
struct Paper {
    title: String,
    /// How many pages stand before it.
    before: usize,
    tag: Ref,
    first_page: Ref,
    bookmark: Ref,
    /// First and last of its own bookmarks, and how many there are.
    below: Option<(Ref, Ref, i32)>,
}

impl<'a> PrintFile<'a> {
    /// Begins a file in `out`.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn new(out: &'a mut dyn Write, about: About, two_sided: bool) -> io::Result<Self> {
        let mut numbers = Numbers::default();
        let roots = Roots { pages: numbers.next(), tags: numbers.next(), outline: numbers.next() };
        Ok(PrintFile {
            objects: Objects::new(out)?,
            numbers,
            loose: Chunk::with_settings(PLAIN),
            deflate: Deflate::new(LITTLE),
            about,
            two_sided,
            streams: HashMap::new(),
            roots,
            papers: Vec::new(),
            pages: Vec::new(),
            size: (0.0, 0.0),
            parents: Vec::new(),
            ids: Vec::new(),
            frame: None,
        })
    }

    /// Adds the paper `pdf`, in the bookmarks under `title`.
    ///
    /// # Errors
    /// `InvalidData` when it is not one of ours; the file is then not to be ended.
    pub fn add(&mut self, pdf: Vec<u8>, title: &str) -> io::Result<()> {
        // The reader of PDF panics on some damaged files.
        catch_unwind(AssertUnwindSafe(|| self.append(pdf, title))).unwrap_or_else(|_| Err(strange()))
    }

    fn append(&mut self, pdf: Vec<u8>, title: &str) -> io::Result<()> {
        if !is_whole(&pdf) {
            return Err(strange());
        }
        let pdf = hayro_syntax::Pdf::new(pdf).map_err(|_| strange())?;
        let part = Part::of(&pdf).ok_or_else(strange)?;
        if self.two_sided && self.pages.len() % 2 == 1 {
            self.blank_back()?;
        }
        let before = self.pages.len();
        let bookmark = self.next();
        let map = copy::copy(self, &pdf, &part, bookmark)?;
        let of = |old: i32| map.get(&old).copied().ok_or_else(strange);
        for page in &part.pages {
            self.pages.push(of(*page)?);
        }
        for tags in &part.parents {
            self.parents.push(of(*tags)?);
        }
        self.size = part.size;
        let number = self.papers.len();
        for (id, tag) in &part.ids {
            self.ids.push((copy::own_id(number, id), of(*tag)?));
        }
        let below = part.outline.as_ref().map(|outline| {
            let ends = of(outline.first).and_then(|first| Ok((first, of(outline.last)?)));
            ends.map(|(first, last)| (first, last, outline.items))
        });
        self.papers.push(Paper {
            title: title.to_owned(),
            before,
            tag: of(part.tag)?,
            first_page: self.pages.get(before).copied().ok_or_else(strange)?,
            bookmark,
            below: below.transpose()?,
        });
        if self.frame.is_none() {
            self.frame = Some(part.frame);
        }
        Ok(())
    }

    /// Ends the file and gives the number of its pages.
    ///
    /// # Errors
    /// `InvalidData` for a file without a paper.
    pub fn finish(self) -> io::Result<usize> {
        ending::write(self)
    }

    /// An empty page of the size of the page before, the back of its sheet, so that what follows begins on a front.
    fn blank_back(&mut self) -> io::Result<()> {
        let (page, pages, (width, height)) = (self.next(), self.roots.pages, self.size);
        self.loose(|chunk| {
            let mut page = chunk.page(page);
            page.parent(pages).media_box(pdf_writer::Rect::new(0.0, 0.0, width, height));
            page.resources();
        })?;
        self.pages.push(page);
        Ok(())
    }

    /// The number of an object that is to come.
    fn next(&mut self) -> Ref {
        self.numbers.next()
    }

    /// Writes object `id` by `write`.
    fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        self.objects.put(id, write)
    }

    /// Writes an object that is no stream by `write`, compressed with others.
    fn loose(&mut self, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        write(&mut self.loose);
        if self.loose.len() < TOGETHER { Ok(()) } else { self.pack() }
    }

    fn pack(&mut self) -> io::Result<()> {
        let loose = std::mem::replace(&mut self.loose, Chunk::with_settings(PLAIN));
        self.objects.pack(&loose, &mut self.numbers, &mut self.deflate)
    }
}
