//! The objects of a file, one after the other, and the table that finds them.
//!
//! What is no stream (tags, faces, bookmarks) is compressed, many objects in one stream: a long table has ten tags a
//! row, which as they are would be most of its file.

use std::io::{self, ErrorKind, Write};

use pdf_writer::{Chunk, Filter, Name, Ref, Str};

use super::PLAIN;
use super::deflate::Deflate;

/// Gives each object its number.
#[derive(Debug, Default)]
pub struct Numbers {
    last: i32,
}

impl Numbers {
    pub fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }
}

/// Where an object is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Nowhere,
    /// At so many bytes.
    At(u64),
    /// The object of this number in a stream.
    In {
        stream: Ref,
        index: u16,
    },
}

/// A file in the making, written to `out`.
pub struct Objects<W> {
    out: W,
    written: u64,
    /// By number, from 1.
    places: Vec<Place>,
}

/// The version, and bytes by which programs see that this is no text.
const HEAD: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n";
/// So many objects are compressed in one stream: a reader has to read all of them to have one.
const TOGETHER: usize = 200;

/// The most bytes of a text and objects of a file that PDF/A allows (ISO 19005-2, 6.1.13).
const MOST: (usize, i32) = (32_767, 8_388_607);

/// What no file can hold.
fn beyond() -> io::Error {
    ErrorKind::InvalidData.into()
}

/// Whether all texts in `chunk` may stand in a file.
fn has_short_texts(chunk: &Chunk) -> io::Result<()> {
    if chunk.limits().str_len() > MOST.0 { Err(beyond()) } else { Ok(()) }
}

impl<W: Write> Objects<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// As all of this: when it can't be written, `InvalidData` when it is larger than files can be.
    pub fn new(out: W) -> io::Result<Self> {
        let mut objects = Objects { out, written: 0, places: Vec::new() };
        objects.write(HEAD)?;
        Ok(objects)
    }

    /// What was put in goes there.
    pub fn out(&self) -> &W {
        &self.out
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn place(&mut self, number: Ref, place: Place) -> io::Result<()> {
        let at = usize::try_from(number.get() - 1).map_err(|_| beyond())?;
        if at >= self.places.len() {
            self.places.resize(at + 1, Place::Nowhere);
        }
        *self.places.get_mut(at).ok_or_else(beyond)? = place;
        Ok(())
    }

    /// Puts in the one object, called `number`, that `write` writes.
    pub fn put(&mut self, number: Ref, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = Chunk::with_settings(PLAIN);
        write(&mut chunk);
        has_short_texts(&chunk)?;
        self.place(number, Place::At(self.written))?;
        self.write(chunk.as_bytes())
    }

    /// Puts in all objects of `chunk`, none of which is a stream, compressed.
    pub fn pack(&mut self, chunk: &Chunk, numbers: &mut Numbers, deflate: &mut Deflate) -> io::Result<()> {
        has_short_texts(chunk)?;
        let mut objects = chunk.refs().zip(bodies(chunk.as_bytes())).peekable();
        while objects.peek().is_some() {
            let stream = numbers.next();
            let (mut places, mut all) = (String::new(), Vec::new());
            let mut index = 0;
            for (number, body) in objects.by_ref().take(TOGETHER) {
                places.push_str(&format!("{} {} ", number.get(), all.len()));
                all.extend(body);
                all.push(b'\n');
                self.place(number, Place::In { stream, index })?;
                index += 1;
            }
            let packed = deflate.pack(&[places.as_bytes(), &all].concat()).ok_or_else(beyond)?;
            let first = i32::try_from(places.len()).map_err(|_| beyond())?;
            self.put(stream, |chunk| {
                let mut dict = chunk.stream(stream, packed);
                dict.filter(Filter::FlateDecode);
                dict.pair(Name(b"Type"), Name(b"ObjStm")).pair(Name(b"N"), i32::from(index));
                dict.pair(Name(b"First"), first);
            })?;
        }
        Ok(())
    }

    /// Ends the file. Of `names`, the first is of the paper, the other of these very bytes.
    pub fn finish(
        mut self,
        (catalog, information): (Ref, Ref),
        names: [&str; 2],
        numbers: &mut Numbers,
        deflate: &mut Deflate,
    ) -> io::Result<W> {
        let (table, start) = (numbers.next(), self.written);
        if table.get() > MOST.1 {
            return Err(beyond());
        }
        self.place(table, Place::At(start))?;
        let width: usize = if u32::try_from(start).is_ok() { 4 } else { 8 };
        let mut entries = Vec::with_capacity((self.places.len() + 1) * (width + 3));
        entry(&mut entries, width, (0, 0, u16::MAX));
        for place in &self.places {
            entry(
                &mut entries,
                width,
                match *place {
                    Place::Nowhere => (0, 0, 0),
                    Place::At(at) => (1, at, 0),
                    Place::In { stream, index } => (2, u64::from(stream.get().unsigned_abs()), index),
                },
            );
        }
        let packed = deflate.pack(&entries).ok_or_else(beyond)?;
        let count = i32::try_from(self.places.len() + 1).map_err(|_| beyond())?;
        let mut chunk = Chunk::with_settings(PLAIN);
        let mut dict = chunk.stream(table, packed);
        dict.filter(Filter::FlateDecode).pair(Name(b"Type"), Name(b"XRef")).pair(Name(b"Size"), count);
        dict.insert(Name(b"W")).array().items([1, width as i32, 2]);
        dict.pair(Name(b"Root"), catalog).pair(Name(b"Info"), information);
        dict.insert(Name(b"ID")).array().items(names.map(|name| Str(name.as_bytes())));
        drop(dict);
        self.write(chunk.as_bytes())?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        Ok(self.out)
    }
}

/// Adds an entry of the table: what kind it is, and where, in so many bytes.
fn entry(entries: &mut Vec<u8>, width: usize, (kind, at, index): (u8, u64, u16)) {
    entries.push(kind);
    entries.extend(at.to_be_bytes().iter().skip(8 - width));
    entries.extend(index.to_be_bytes());
}

/// What stands in each object of `bytes`, which stands on a line of its own as no text in it ends a line.
fn bodies(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    std::iter::from_fn(move || {
        lines.by_ref().find(|line| line.ends_with(b" 0 obj"))?;
        lines.next()
    })
}
