//! Values as bytes that tell each from every other.
//!
//! JSON would do, but for numbers that it has no signs for and the time that quoting takes. So every value is given as
//! a letter for what it is, and its bytes; what has several parts ends with a letter of its own. Whoever keeps a sum
//! of a part may give that in the place of the part: this is the one format here that no human reads.

use std::fmt;

use serde::Serializer;
use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::Digest;

/// What ends a list, a map or a struct.
const END: u8 = b'.';
/// Stands before a number of bytes that is told in eight of them.
const MANY: u8 = u8::MAX;

impl Digest {
    fn tagged(&mut self, tag: u8, bytes: &[u8]) -> fmt::Result {
        self.add(&[tag]);
        self.add(bytes);
        Ok(())
    }

    /// Bytes of any number, told beforehand: most are few.
    fn counted(&mut self, tag: u8, bytes: &[u8]) -> fmt::Result {
        match u8::try_from(bytes.len()) {
            Ok(count) if count != MANY => self.add(&[tag, count]),
            _ => {
                self.add(&[tag, MANY]);
                self.add(&(bytes.len() as u64).to_le_bytes());
            }
        }
        self.add(bytes);
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> fmt::Result {
        self.counted(b'k', key.as_bytes())?;
        value.serialize(self)
    }
}

/// Numbers of one size each.
macro_rules! numbers {
    ($($name:ident: $type:ty = $tag:literal;)*) => {
        $(fn $name(self, number: $type) -> fmt::Result {
            self.tagged($tag, &number.to_le_bytes())
        })*
    };
}

impl Serializer for &mut Digest {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8 = b'1';
        serialize_i16: i16 = b'2';
        serialize_i32: i32 = b'4';
        serialize_i64: i64 = b'8';
        serialize_i128: i128 = b'6';
        serialize_u8: u8 = b'a';
        serialize_u16: u16 = b'b';
        serialize_u32: u32 = b'd';
        serialize_u64: u64 = b'h';
        serialize_u128: u128 = b'p';
        serialize_f32: f32 = b'f';
        serialize_f64: f64 = b'F';
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.tagged(b'?', &[u8::from(value)])
    }

    fn serialize_char(self, letter: char) -> fmt::Result {
        self.tagged(b'c', &u32::from(letter).to_le_bytes())
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.counted(b's', text.as_bytes())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> fmt::Result {
        self.counted(b'y', bytes)
    }

    fn serialize_none(self) -> fmt::Result {
        self.tagged(b'n', &[])
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        self.add(b"o");
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.tagged(b'u', &[])
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.counted(b'v', variant.as_bytes())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.counted(b'w', variant.as_bytes())?;
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.add(b"[");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        self.counted(b'(', variant.as_bytes())?;
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.add(b"{");
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        self.counted(b'<', variant.as_bytes())?;
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// What has parts without names.
macro_rules! parts {
    ($($part:ident: $name:ident;)*) => {
        $(impl $part for &mut Digest {
            type Ok = ();
            type Error = fmt::Error;

            fn $name<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                value.serialize(&mut **self)
            }

            fn end(self) -> fmt::Result {
                self.tagged(END, &[])
            }
        })*
    };
}

parts! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

/// What has parts with names.
macro_rules! fields {
    ($($part:ident;)*) => {
        $(impl $part for &mut Digest {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
                self.field(key, value)
            }

            fn end(self) -> fmt::Result {
                self.tagged(END, &[])
            }
        })*
    };
}

fields! {
    SerializeStruct;
    SerializeStructVariant;
}

impl SerializeMap for &mut Digest {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(&mut **self)
    }

    fn end(self) -> fmt::Result {
        self.tagged(END, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde::Serialize;

    use super::*;

    #[derive(Serialize)]
    struct Row {
        ten: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        so: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        nam: Option<u32>,
    }

    #[derive(Serialize)]
    enum Sort {
        Plain,
        With(u32),
        Named { so: u32 },
    }

    fn sum(value: &impl Serialize) -> String {
        let mut digest = Digest::default();
        digest.add_value(value).unwrap();
        digest.finish()
    }

    #[test]
    fn no_two_values_have_one_sum() {
        let row = |ten, so, nam| Row { ten, so, nam };
        let map = |pairs: &[(&str, u32)]| -> BTreeMap<String, u32> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect()
        };
        let sums = [
            sum(&""),
            sum(&"1"),
            sum(&1u32),
            sum(&1i32),
            sum(&1u64),
            sum(&1.0),
            sum(&f64::NAN),
            sum(&true),
            sum(&'1'),
            sum(&()),
            sum(&None::<u32>),
            sum(&Some(1u32)),
            sum(&Some(Some(1u32))),
            sum(&["a", "b"]),
            sum(&["ab", ""]),
            sum(&["", "ab"]),
            sum(&["ab"]),
            sum(&vec![vec!["a"], vec!["b"]]),
            sum(&vec![vec!["a", "b"]]),
            sum(&vec![vec!["a", "b"], vec![]]),
            sum(&map(&[])),
            sum(&map(&[("a", 1), ("b", 2)])),
            sum(&map(&[("a", 2), ("b", 1)])),
            sum(&row("a", Some(1), None)),
            sum(&row("a", None, Some(1))),
            sum(&row("a", None, None)),
            sum(&Sort::Plain),
            sum(&Sort::With(1)),
            sum(&Sort::Named { so: 1 }),
        ];
        assert_eq!(sums.iter().collect::<BTreeSet<_>>().len(), sums.len());
        assert_eq!(sum(&row("a", Some(1), None)), sum(&row("a", Some(1), None)));
    }
}
