//! The parts of a `manifest.json`, of whatever shape somebody has given them.
//!
//! A manifest tells of ten thousand papers and is read by every run. So nothing of it is copied before it is known to be of
//! use, and what is of no use is passed over; a part that is not as we write it is no fault, it tells nothing.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::STATUS;

/// The path of a file and its check sum.
type Listed<'a> = (Cow<'a, str>, Cow<'a, str>);

/// What stands where a file may be told.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Part<'a> {
    File {
        #[serde(borrow)]
        path: Cow<'a, str>,
        #[serde(borrow)]
        sha256: Cow<'a, str>,
    },
    Other(IgnoredAny),
}

impl<'a> Part<'a> {
    /// The file.
    pub(super) fn file(self) -> Option<Listed<'a>> {
        match self {
            Part::File { path, sha256 } => Some((path, sha256)),
            Part::Other(_) => None,
        }
    }
}

/// The list of documents.
#[derive(Default)]
pub(super) struct Documents<'a> {
    pub(super) files: Vec<Listed<'a>>,
    /// How many things are listed, also such as are no documents.
    pub(super) count: usize,
    /// Whether we say of a document what one of them says.
    pub(super) has_ours: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Documents<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(List)
    }
}

struct List;

impl<'de> Visitor<'de> for List {
    type Value = Documents<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of documents")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Documents<'de>, A::Error> {
        let mut documents = Documents::default();
        while let Some(Document { files, is_ours }) = list.next_element()? {
            documents.files.extend(files);
            documents.count += 1;
            documents.has_ours |= is_ours;
        }
        Ok(documents)
    }
}

/// One thing in the list.
#[derive(Default)]
struct Document<'a> {
    files: Vec<Listed<'a>>,
    is_ours: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Document<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

/// Things without parts are no documents.
macro_rules! no_documents {
    ($($name:ident: $type:ty;)*) => {
        $(fn $name<E: Error>(self, _: $type) -> Result<Document<'de>, E> {
            Ok(Document::default())
        })*
    };
}

impl<'de> Visitor<'de> for Anything {
    type Value = Document<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    no_documents! {
        visit_bool: bool;
        visit_i64: i64;
        visit_u64: u64;
        visit_f64: f64;
        visit_str: &str;
    }

    fn visit_unit<E: Error>(self) -> Result<Document<'de>, E> {
        Ok(Document::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Document<'de>, A::Error> {
        IgnoredAny.visit_seq(list).map(|_| Document::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Document<'de>, A::Error> {
        let mut document = Document::default();
        while let Some(Key(key)) = keys.next_key()? {
            let file = keys.next_value::<Part>()?.file();
            document.is_ours |= key == STATUS || file.is_some();
            document.files.extend(file);
        }
        Ok(document)
    }
}

/// A key, copied only where it has to be read out of signs.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
