//! The faces of a file: parts of the text faces that serve many papers, made once.
//!
//! A third of the time of a short paper went into cutting its faces down to its own letters and compressing what was
//! left. So a face is cut to more than a paper needs, and the next paper needs the same: to whole groups of letters
//! (small ones, capitals, those with Vietnamese marks) where many are used, else to the letters with all marks that
//! stand on them, which cost hardly anything. Other signs are added for the paper that has them. Papers that are printed
//! together share such faces.

use std::collections::HashMap;
use std::sync::Arc;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Finish, Name, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::GlyphId;
use unicode_normalization::UnicodeNormalization;

use super::deflate::Deflate;
use super::letters::Letters;
use super::objects::{Numbers, Objects};
use crate::base::sum::Digest;
use crate::paper::fonts::TINOS;

/// Letters that are in a part together, where a paper has one of them and many others of the face.
const GROUPS: [&str; 4] = [
    " abcdefghijklmnopqrstuvwxyz0123456789.,:;-–/()“”%",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ",
];

/// Of a face of which a paper has so many letters, whole groups.
const MANY: usize = 64;

/// So many parts of faces are kept.
const KEPT: usize = 64;

const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The faces, each read when a paper first has it, and the parts of them that were made.
#[derive(Default)]
pub struct Faces {
    faces: [Option<Arc<Face>>; TINOS.len()],
    parts: HashMap<Key, Arc<Part>>,
}

/// What is in a part of a face.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    face: usize,
    /// For each letter of the groups whether it is in it.
    letters: Vec<bool>,
    /// Other glyphs in their order, with the sign that each stands for.
    others: Vec<(u16, char)>,
}

/// A whole face.
struct Face {
    parsed: ttf_parser::Face<'static>,
    /// Those of the groups: group by group, and by width, so that letters of one width stand together.
    letters: Vec<Letter>,
    /// Where each glyph stands among them.
    places: HashMap<u16, usize>,
    /// The width of each glyph in units of the face.
    widths: Vec<u16>,
}

/// A letter of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Letter {
    group: usize,
    width: u16,
    glyph: u16,
    sign: char,
    /// What it is without marks; one for all digits.
    family: char,
}

/// A part of a face as it stands in files.
pub struct Part {
    face: Arc<Face>,
    /// Its name, which no other part has.
    name: String,
    /// What the glyphs of the face are called in the file; nothing for those that are not in it.
    numbers: Vec<u16>,
    /// The width of each glyph of the part in units of the face.
    widths: Vec<u16>,
    /// Compressed, with its length before.
    program: (Vec<u8>, usize),
    /// Compressed: what sign each glyph stands for.
    signs: Vec<u8>,
}

impl Faces {
    /// The part of each face that has all `letters`; nothing for a face that has none, and nothing at all if a glyph
    /// stands for another sign than it does in other papers.
    pub fn parts(&mut self, letters: &Letters, deflate: &mut Deflate) -> Option<[Option<Arc<Part>>; TINOS.len()]> {
        let mut parts = [const { None }; TINOS.len()];
        for (face, part) in parts.iter_mut().enumerate() {
            let mut glyphs = letters.of(face).peekable();
            if glyphs.peek().is_some() {
                *part = Some(self.part(face, glyphs, deflate)?);
            }
        }
        Some(parts)
    }

    fn part(
        &mut self,
        number: usize,
        glyphs: impl Iterator<Item = (u16, char)>,
        deflate: &mut Deflate,
    ) -> Option<Arc<Part>> {
        let slot = self.faces.get_mut(number)?;
        let face = match slot {
            Some(face) => Arc::clone(face),
            None => Arc::clone(slot.insert(Arc::new(Face::new(TINOS.get(number)?)?))),
        };
        let key = face.key(number, glyphs)?;
        if let Some(part) = self.parts.get(&key) {
            return Some(Arc::clone(part));
        }
        let part = Arc::new(Part::new(face, &key, deflate)?);
        if self.parts.len() >= KEPT {
            self.parts.clear();
        }
        self.parts.insert(key, Arc::clone(&part));
        Some(part)
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let parsed = ttf_parser::Face::parse(bytes, 0).ok()?;
        let width = |glyph| parsed.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default();
        let widths: Vec<u16> = (0..parsed.number_of_glyphs()).map(width).collect();
        let mut letters = Vec::new();
        for (group, signs) in GROUPS.iter().enumerate() {
            for sign in signs.chars() {
                let glyph = parsed.glyph_index(sign)?.0;
                let width = *widths.get(usize::from(glyph))?;
                letters.push(Letter { group, width, glyph, sign, family: family(sign) });
            }
        }
        letters.sort_unstable();
        let places = letters.iter().enumerate().map(|(place, letter)| (letter.glyph, place)).collect();
        Some(Face { parsed, letters, places, widths })
    }

    /// The part of this face, number `face`, that is made for `glyphs`.
    fn key(&self, face: usize, glyphs: impl Iterator<Item = (u16, char)>) -> Option<Key> {
        let (mut used, mut others) = (Vec::new(), Vec::new());
        for (glyph, sign) in glyphs {
            match self.places.get(&glyph).and_then(|place| self.letters.get(*place)) {
                Some(letter) if letter.sign == sign => used.push(*letter),
                Some(_) => return None,
                None => others.push((glyph, sign)),
            }
        }
        others.sort_unstable();
        let are_many = used.len() >= MANY;
        let is_in = |letter: &Letter| {
            used.iter().any(|used| if are_many { used.group == letter.group } else { used.family == letter.family })
        };
        Some(Key { face, letters: self.letters.iter().map(is_in).collect(), others })
    }

    /// A length in units of the face as thousandths of the size of letters.
    fn thousandths(&self, units: impl Into<f32>) -> f32 {
        let exact = units.into() * 1000.0 / f32::from(self.parsed.units_per_em());
        (exact * 1000.0).round() / 1000.0
    }
}

impl Part {
    fn new(face: Arc<Face>, key: &Key, deflate: &mut Deflate) -> Option<Self> {
        let letters = face.letters.iter().zip(&key.letters).filter(|(_, is_in)| **is_in);
        let glyphs = letters.map(|(letter, _)| (letter.glyph, letter.sign)).chain(key.others.iter().copied());
        let mut remapper = GlyphRemapper::new();
        let mut numbers = vec![0; face.widths.len()];
        let mut signs = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
        for (glyph, sign) in glyphs {
            let number = remapper.remap(glyph);
            *numbers.get_mut(usize::from(glyph))? = number;
            signs.pair(number, sign);
        }
        let used = remapper.remapped_gids();
        let widths = used.map(|glyph| face.widths.get(usize::from(glyph)).copied()).collect::<Option<_>>()?;
        let program = subsetter::subset(TINOS.get(key.face)?, 0, &remapper).ok()?;
        let name = format!("{}+{}", tag(&program), postscript_name(&face.parsed)?);
        let packed = deflate.pack(&program)?.to_vec();
        let signs = deflate.pack(&signs.finish())?.to_vec();
        Some(Part { face, name, numbers, widths, program: (packed, program.len()), signs })
    }

    /// What `glyph` of the face is called in the file.
    pub fn number(&self, glyph: u16) -> u16 {
        self.numbers.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    /// The width of `glyph` of the face in parts of the size of letters.
    pub fn width(&self, glyph: u16) -> f64 {
        let units = self.face.widths.get(usize::from(glyph)).copied().unwrap_or_default();
        f64::from(units) / f64::from(self.face.parsed.units_per_em())
    }

    /// Writes the face as object `at` and those that `numbers` gives.
    pub fn write(
        &self,
        (objects, chunk): (&mut Objects<Vec<u8>>, &mut Chunk),
        at: Ref,
        numbers: &mut Numbers,
    ) -> Option<()> {
        let [glyphs, descriptor, program, signs] = std::array::from_fn(|_| numbers.next());
        let name = Name(self.name.as_bytes());
        let mut font = chunk.type0_font(at);
        font.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(glyphs).to_unicode(signs);
        font.finish();
        let mut font = chunk.cid_font(glyphs);
        font.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
        font.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = font.widths();
        let mut first = 0;
        for same in self.widths.chunk_by(|one, other| one == other) {
            let count = u16::try_from(same.len()).ok()?;
            if let Some(width) = same.first().filter(|width| **width > 0) {
                widths.same(first, first + count - 1, self.face.thousandths(*width));
            }
            first += count;
        }
        widths.finish();
        font.finish();
        self.descriptor(chunk, descriptor, program);
        let length = i32::try_from(self.program.1).ok()?;
        let put = objects.put(program, |chunk| {
            let mut stream = chunk.stream(program, &self.program.0);
            stream.filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        });
        put.ok()?;
        let put = objects.put(signs, |chunk| {
            chunk.cmap(signs, &self.signs).filter(Filter::FlateDecode);
        });
        put.ok()
    }

    fn descriptor(&self, chunk: &mut Chunk, at: Ref, program: Ref) {
        let (face, parsed) = (&self.face, &self.face.parsed);
        let bounds = parsed.global_bounding_box();
        let [left, bottom, right, top] =
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|edge| face.thousandths(edge));
        let mut flags = FontFlags::SERIF | FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, parsed.is_italic());
        let weight = f32::from(parsed.weight().to_number());
        chunk
            .font_descriptor(at)
            .name(Name(self.name.as_bytes()))
            .flags(flags)
            .bbox(Rect::new(left, bottom, right, top))
            .italic_angle(parsed.italic_angle())
            .ascent(face.thousandths(parsed.ascender()))
            .descent(face.thousandths(parsed.descender()))
            .cap_height(face.thousandths(parsed.capital_height().unwrap_or(parsed.ascender())))
            .stem_v(10.0 + 0.244 * (weight - 50.0))
            .font_file2(program);
    }
}

/// What `sign` is without its marks.
fn family(sign: char) -> char {
    match sign {
        'đ' => 'd',
        'Đ' => 'D',
        '0'..='9' => '0',
        sign => sign.nfd().next().unwrap_or(sign),
    }
}

/// Six capitals that tell `program` from all others.
fn tag(program: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.add(program);
    digest.bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn postscript_name(face: &ttf_parser::Face) -> Option<String> {
    let is_name = |name: &ttf_parser::name::Name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME;
    face.names().into_iter().find(|name| is_name(name) && name.is_unicode())?.to_string()
}
