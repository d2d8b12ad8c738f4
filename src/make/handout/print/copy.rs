//! The objects of a paper, brought into the print file under new numbers.

use std::collections::HashMap;
use std::io;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, MaybeRef, Object, ObjectIdentifier, Stream};
use pdf_writer::{Name, Null, Obj, Ref, Str};
use sha2::{Digest, Sha256};

use super::part::Part;
use super::{PrintFile, strange};

/// New numbers by old ones.
pub type Numbers = HashMap<i32, Ref>;

/// Copies all of `part` that is its own into `file`; its uppermost bookmarks come below `bookmark`. Gives the new
/// numbers of its objects.
///
/// # Errors
/// As [`PrintFile::add`].
pub fn copy(file: &mut PrintFile<'_>, pdf: &Pdf, part: &Part, bookmark: Ref) -> io::Result<Numbers> {
    let count = i32::try_from(pdf.len()).map_err(|_| strange())?;
    let mut numbers = Numbers::new();
    let mut objects = Vec::new();
    for number in (1..=count).filter(|number| !part.left_out.contains(number)) {
        let Some(object) = pdf.xref().get::<Object>(ObjectIdentifier::new(number, 0)) else { continue };
        if is_table(&object) {
            continue;
        }
        let sum = shared(&object);
        let known = sum.and_then(|sum| file.streams.get(&sum).copied());
        let new = known.unwrap_or_else(|| file.next());
        numbers.insert(number, new);
        if known.is_none() {
            file.streams.extend(sum.map(|sum| (sum, new)));
            objects.push((number, new, object));
        }
    }
    let paper = file.papers.len();
    let parents = i32::try_from(file.parents.len()).map_err(|_| strange())?;
    let above =
        [(part.tag, file.roots.tags)].into_iter().chain(part.pages.iter().map(|page| (*page, file.roots.pages)));
    let copier = Copier {
        parents,
        paper,
        pages: &part.pages,
        above: above.collect(),
        tag: part.tag,
        outline: part.outline.as_ref().map(|outline| outline.root),
        bookmark,
        numbers: &numbers,
    };
    for (old, new, object) in objects {
        match &object {
            Object::Stream(stream) => file.object(new, |chunk| copier.stream(chunk, new, stream))?,
            object => file.loose(|chunk| copier.top(chunk.indirect(new), old, object))?,
        }
    }
    Ok(numbers)
}

/// Whether `object` only says where others are, or holds others.
fn is_table(object: &Object<'_>) -> bool {
    let Object::Stream(stream) = object else { return false };
    stream.dict().get::<hayro_syntax::object::Name>("Type").is_some_and(|kind| matches!(&*kind, b"XRef" | b"ObjStm"))
}

/// The name that the tag called `id` of paper number `paper` has among those of all papers.
pub fn own_id(paper: usize, id: &[u8]) -> Vec<u8> {
    let mut own = format!("{paper:06}-").into_bytes();
    own.extend(id);
    own
}

/// A check sum of a stream that refers to nothing: the same one in another paper need not come again.
fn shared(object: &Object<'_>) -> Option<[u8; 32]> {
    let Object::Stream(stream) = object else { return None };
    let about = stream.dict().data();
    let refers = about.windows(2).any(|window| window == b" R");
    (!refers).then(|| Sha256::new().chain_update(about).chain_update(stream.raw_data()).finalize().into())
}

/// Copies the values of one paper.
struct Copier<'a> {
    numbers: &'a Numbers,
    /// How many pages with tags stand before the paper.
    parents: i32,
    /// The position of the paper.
    paper: usize,
    pages: &'a [i32],
    /// What stands above the uppermost objects of the paper, by old number.
    above: HashMap<i32, Ref>,
    /// The tag of the whole paper.
    tag: i32,
    outline: Option<i32>,
    bookmark: Ref,
}

impl Copier<'_> {
    /// An object that has a number of its own, `old` in the file of the paper.
    fn top(&self, to: Obj<'_>, old: i32, object: &Object<'_>) {
        let Object::Dict(dict) = object else { return self.value(to, object) };
        let mut copy = to.dict();
        for (key, value) in dict.entries() {
            let to = copy.insert(Name(&key));
            match (key.as_ref(), &value) {
                (b"Parent" | b"P", _) if self.above.contains_key(&old) => to.primitive(self.above[&old]),
                (b"Parent", MaybeRef::Ref(at)) if self.outline == Some(at.obj_number) => to.primitive(self.bookmark),
                (b"StructParents", MaybeRef::NotRef(Object::Number(number))) if self.pages.contains(&old) => {
                    to.primitive(self.parents.saturating_add(i32::try_from(number.as_i64()).unwrap_or_default()));
                }
                // One paper is a part of the file.
                (b"S", _) if old == self.tag => to.primitive(Name(b"Part")),
                (b"ID", MaybeRef::NotRef(Object::String(id))) => to.primitive(Str(&own_id(self.paper, id.as_bytes()))),
                _ => self.either(to, &value),
            }
        }
    }

    fn stream(&self, chunk: &mut pdf_writer::Chunk, new: Ref, stream: &Stream<'_>) {
        let data = stream.raw_data();
        let mut copy = chunk.stream(new, &data);
        for (key, value) in stream.dict().entries().filter(|(key, _)| key.as_ref() != b"Length") {
            self.either(copy.insert(Name(&key)), &value);
        }
    }

    fn either(&self, to: Obj<'_>, value: &MaybeRef<Object<'_>>) {
        match value {
            MaybeRef::NotRef(value) => self.value(to, value),
            MaybeRef::Ref(at) => match self.numbers.get(&at.obj_number) {
                Some(new) => to.primitive(*new),
                // A reference to what is not there is the same as nothing.
                None => to.primitive(Null),
            },
        }
    }

    fn value(&self, to: Obj<'_>, value: &Object<'_>) {
        match value {
            Object::Null(_) | Object::Stream(_) => to.primitive(Null),
            Object::Boolean(value) => to.primitive(*value),
            Object::Number(number) => {
                let whole = i32::try_from(number.as_i64()).ok().filter(|whole| f64::from(*whole) == number.as_f64());
                match whole {
                    Some(whole) => to.primitive(whole),
                    None => to.primitive(number.as_f32()),
                }
            }
            Object::String(text) => to.primitive(Str(text.as_bytes())),
            Object::Name(name) => to.primitive(Name(name)),
            Object::Array(array) => self.array(to, array, false),
            Object::Dict(dict) => {
                let mut copy = to.dict();
                for (key, value) in dict.entries() {
                    let to = copy.insert(Name(&key));
                    match (key.as_ref(), &value) {
                        (b"Headers", MaybeRef::NotRef(Object::Array(ids))) => self.array(to, ids, true),
                        _ => self.either(to, &value),
                    }
                }
            }
        }
    }

    /// The values of `array`, of which texts may be names of tags.
    fn array(&self, to: Obj<'_>, array: &Array<'_>, names_tags: bool) {
        let mut copy = to.array();
        for value in array.raw_iter() {
            match &value {
                MaybeRef::NotRef(Object::String(id)) if names_tags => {
                    copy.item(Str(&own_id(self.paper, id.as_bytes())));
                }
                value => self.either(copy.push(), value),
            }
        }
    }
}
