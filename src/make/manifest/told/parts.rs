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
#[derive(Default)]
pub(super) struct Part<'a>(Option<Listed<'a>>);

impl<'a> Part<'a> {
    /// The file.
    pub(super) fn file(self) -> Option<Listed<'a>> {
        self.0
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

/// The text of a key or a value, copied only where it has to be read out of signs; none of another value.
#[derive(Default)]
struct Text<'a>(Option<Cow<'a, str>>);

/// Something of which only the parts count, or the text; of any other value nothing is told.
macro_rules! of_anything {
    ($type:ident, $($take:item)*) => {
        impl<'de: 'a, 'a> Deserialize<'de> for $type<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Anything;

                impl<'de> Visitor<'de> for Anything {
                    type Value = $type<'de>;

                    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                        formatter.write_str("anything")
                    }

                    fn visit_bool<E: Error>(self, _: bool) -> Result<$type<'de>, E> {
                        Ok($type::default())
                    }

                    fn visit_i64<E: Error>(self, _: i64) -> Result<$type<'de>, E> {
                        Ok($type::default())
                    }

                    fn visit_u64<E: Error>(self, _: u64) -> Result<$type<'de>, E> {
                        Ok($type::default())
                    }

                    fn visit_f64<E: Error>(self, _: f64) -> Result<$type<'de>, E> {
                        Ok($type::default())
                    }

                    fn visit_unit<E: Error>(self) -> Result<$type<'de>, E> {
                        Ok($type::default())
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<$type<'de>, A::Error> {
                        IgnoredAny.visit_seq(list).map(|_| $type::default())
                    }

                    $($take)*
                }

                deserializer.deserialize_any(Anything)
            }
        }
    };
}

of_anything! {
    Document,

    fn visit_str<E: Error>(self, _: &str) -> Result<Document<'de>, E> {
        Ok(Document::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Document<'de>, A::Error> {
        let mut document = Document::default();
        while let Some(Text(key)) = keys.next_key()? {
            let file = keys.next_value::<Part>()?.file();
            document.is_ours |= key.is_some_and(|key| key == STATUS) || file.is_some();
            document.files.extend(file);
        }
        Ok(document)
    }
}

of_anything! {
    Part,

    fn visit_str<E: Error>(self, _: &str) -> Result<Part<'de>, E> {
        Ok(Part::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Part<'de>, A::Error> {
        let (mut path, mut sha256) = (Text::default(), Text::default());
        while let Some(Text(key)) = keys.next_key()? {
            let Text(text) = keys.next_value()?;
            match key.as_deref() {
                Some("path") => path = Text(text),
                Some("sha256") => sha256 = Text(text),
                _ => {}
            }
        }
        Ok(Part(path.0.zip(sha256.0)))
    }
}

of_anything! {
    Text,

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Some(Cow::Owned(text.to_owned()))))
    }

    fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<Text<'de>, A::Error> {
        IgnoredAny.visit_map(keys).map(|_| Text::default())
    }
}
