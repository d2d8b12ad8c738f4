//! Puts a file together: its pages, faces, tags, bookmarks and what it says of itself.

use std::sync::Arc;

use pdf_writer::types::{Direction, OutputIntentSubtype, TabOrder};
use pdf_writer::writers::{Catalog, OutputIntent, Resources};
use pdf_writer::{Chunk, Filter, Finish, Name, Rect, Ref, TextStr};
use typst_layout::Page;

use super::about::{self, Identity, TONGUE};
use super::background::{Backgrounds, Drawing as Background, Drawings};
use super::colours;
use super::deflate::{Deflate, FULL, LITTLE};
use super::draw::Drawing;
use super::faces::{Faces, Part};
use super::letters::Letters;
use super::objects::{Numbers, Objects};
use super::outline;
use super::seal::sealed;
use super::structure::Structure;
use super::{PLAIN, rounded};
use crate::paper::fonts::TINOS;
use crate::paper::layout::Pages;

/// What one file hands on to the next.
pub struct Kept {
    faces: Faces,
    letters: Letters,
    drawings: Drawings,
    /// Compresses pages, drawings and faces.
    full: Deflate,
    /// Compresses other objects.
    little: Deflate,
    /// Memory for the operators of a page.
    page: Vec<u8>,
    /// The description of colours, compressed.
    colours: Vec<u8>,
}

impl Default for Kept {
    fn default() -> Self {
        let (full, little) = (Deflate::new(FULL), Deflate::new(LITTLE));
        Kept {
            drawings: Drawings::default(),
            faces: Faces::default(),
            letters: Letters::default(),
            full,
            little,
            page: Vec::new(),
            colours: Vec::new(),
        }
    }
}

/// Most files have so many bytes.
const CAPACITY: usize = 64 * 1024;
/// So many bytes of tags are kept before they are compressed.
const TAGS: usize = 64 * 1024;

/// A file in the making.
struct File<'k> {
    objects: Objects<Vec<u8>>,
    /// What is no stream and will be compressed together.
    loose: Chunk,
    little: &'k mut Deflate,
}

impl<'k> File<'k> {
    fn new(little: &'k mut Deflate) -> Option<Self> {
        let objects = Objects::new(Vec::with_capacity(CAPACITY)).ok()?;
        Some(File { objects, loose: Chunk::with_settings(PLAIN), little })
    }

    fn put(&mut self, at: Ref, write: impl FnOnce(&mut Chunk)) -> Option<()> {
        self.objects.put(at, write).ok()
    }

    fn pack(&mut self, chunk: &Chunk, numbers: &mut Numbers) -> Option<()> {
        self.objects.pack(chunk, numbers, self.little).ok()
    }
}

/// The file of `pages`; nothing if something on them is not known here.
pub fn write(pages: &Pages, kept: &mut Kept) -> Option<Vec<u8>> {
    let (frames, meta) = (pages.frames.pages(), &pages.flow.meta);
    let Kept { faces, letters, drawings, full, little, page: memory, colours } = kept;
    letters.clear();
    frames.iter().try_for_each(|page| letters.add(&page.frame))?;
    let faces = faces.parts(letters, full)?;
    let mut numbers = Numbers::default();
    let [tree, resources, catalog, information, description] = std::array::from_fn(|_| numbers.next());
    let places: Vec<(Ref, f64)> = frames.iter().map(|page| (numbers.next(), page.frame.height().to_pt())).collect();
    let structure = Structure::new(places.iter().map(|(page, _)| *page).collect(), &mut numbers);
    let root = structure.root;
    let mut file = File::new(little)?;
    let mut drawing = Drawing::new((&mut numbers, full), structure, &faces, Backgrounds::new(drawings));
    for (number, (page, (at, _))) in frames.iter().zip(&places).enumerate() {
        let content = drawn(&mut file, &mut drawing, (number, page), memory)?;
        self::page(&mut file.loose, page, *at, content, [tree, resources], i32::try_from(number).ok()?);
    }
    let Drawing { structure, bookmarks, backgrounds, .. } = drawing;
    let backgrounds = backgrounds.finish();
    file.loose.extend(&structure.finish(&mut numbers)?);
    file.loose.pages(tree).count(i32::try_from(places.len()).ok()?).kids(places.iter().map(|(page, _)| *page));
    self::resources(&mut file, resources, (&faces, &backgrounds), &mut numbers)?;
    let bookmarks = (!bookmarks.is_empty()).then(|| {
        let at = numbers.next();
        outline::write(&mut file.loose, at, &bookmarks, &places, &mut numbers);
        at
    });
    let intents = intents(&mut file, (colours, full), &mut numbers)?;
    self::catalog(&mut file.loose, catalog, [tree, root, description, intents], bookmarks);
    let loose = std::mem::replace(&mut file.loose, Chunk::with_settings(PLAIN));
    file.pack(&loose, &mut numbers)?;
    // As it is, so that it can be read without a reader of PDF.
    let mut told = None;
    file.put(information, |chunk| told = about::information(chunk, information, meta))?;
    told?;
    let identity = Identity::new(meta, file.objects.out());
    let words = about::description(meta, places.len(), &identity)?;
    file.put(description, |chunk| {
        chunk.metadata(description, words.as_bytes());
    })?;
    let names = [identity.paper.as_str(), identity.instance.as_str()];
    sealed(file.objects.finish((catalog, information), names, &mut numbers, file.little).ok()?)
}

/// Draws a page and gives the object of its operators.
fn drawn(file: &mut File, drawing: &mut Drawing, page: (usize, &Page), memory: &mut Vec<u8>) -> Option<Ref> {
    let mut bytes = std::mem::take(memory);
    bytes.clear();
    *memory = drawing.page(page.0, &page.1.frame, bytes)?;
    let (content, packed) = (drawing.numbers.next(), drawing.deflate.pack(memory)?);
    file.put(content, |chunk| {
        chunk.stream(content, packed).filter(Filter::FlateDecode);
    })?;
    if drawing.structure.len() > TAGS {
        file.pack(&drawing.structure.take(), drawing.numbers)?;
    }
    Some(content)
}

/// The object from which all others are found.
fn catalog(chunk: &mut Chunk, at: Ref, [tree, root, description, intents]: [Ref; 4], bookmarks: Option<Ref>) {
    let mut whole = chunk.indirect(at).start::<Catalog>();
    whole.pages(tree).metadata(description).lang(TextStr(TONGUE));
    whole.pair(Name(b"OutputIntents"), intents).pair(Name(b"StructTreeRoot"), root);
    whole.mark_info().marked(true).suspects(false);
    whole.viewer_preferences().display_doc_title(true).direction(Direction::L2R);
    bookmarks.into_iter().for_each(|at| _ = whole.outlines(at));
}

fn page(chunk: &mut Chunk, page: &Page, at: Ref, content: Ref, [tree, resources]: [Ref; 2], number: i32) {
    let size = page.frame.size();
    let mut dict = chunk.page(at);
    dict.parent(tree).media_box(Rect::new(0.0, 0.0, rounded(size.x.to_pt()), rounded(size.y.to_pt())));
    dict.pair(Name(b"Resources"), resources);
    dict.contents(content).struct_parents(number).tab_order(TabOrder::StructureOrder);
}

/// The faces and the drawings behind the text, and what pages call them.
fn resources(
    file: &mut File,
    at: Ref,
    (faces, backgrounds): (&[Option<Arc<Part>>; TINOS.len()], &[Arc<Background>]),
    numbers: &mut Numbers,
) -> Option<()> {
    let parts = faces.iter().enumerate().filter_map(|(number, part)| Some((number, part.as_deref()?)));
    let faces: Vec<(String, Ref, &Part)> =
        parts.map(|(number, part)| (format!("F{number}"), numbers.next(), part)).collect();
    let drawings: Vec<Ref> = backgrounds.iter().map(|_| numbers.next()).collect();
    let mut resources = file.loose.indirect(at).start::<Resources>();
    let mut fonts = resources.fonts();
    for (name, at, _) in &faces {
        fonts.pair(Name(name.as_bytes()), *at);
    }
    fonts.finish();
    if !drawings.is_empty() {
        let mut forms = resources.x_objects();
        for (number, at) in drawings.iter().enumerate() {
            forms.pair(Name(format!("X{number}").as_bytes()), *at);
        }
    }
    resources.finish();
    for (background, at) in backgrounds.iter().zip(drawings) {
        file.put(at, |chunk| background.write(chunk, at))?;
    }
    faces.into_iter().try_for_each(|(_, at, part)| part.write((&mut file.objects, &mut file.loose), at, numbers))
}

/// What the colours of the file are: those of screens. Greys are given as such, so that black text is printed with the
/// one black ink.
fn intents(file: &mut File, (packed, deflate): (&mut Vec<u8>, &mut Deflate), numbers: &mut Numbers) -> Option<Ref> {
    if packed.is_empty() {
        *packed = deflate.pack(&colours::profile()?)?.to_vec();
    }
    let [intents, intent, profile] = std::array::from_fn(|_| numbers.next());
    file.put(profile, |chunk| {
        chunk.icc_profile(profile, packed).n(3).filter(Filter::FlateDecode);
    })?;
    file.loose.indirect(intents).array().item(intent);
    file.loose
        .indirect(intent)
        .start::<OutputIntent>()
        .subtype(OutputIntentSubtype::PDFA)
        .output_condition(TextStr("sRGB"))
        .output_condition_identifier(TextStr("Custom"))
        .registry_name(TextStr(""))
        .info(TextStr(colours::NAME))
        .dest_output_profile(profile);
    Some(intents)
}
