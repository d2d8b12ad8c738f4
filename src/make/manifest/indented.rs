//! JSON for people to read, as `serde_json` lays it out, with each indentation written in one piece.
//!
//! The manifest of ten thousand papers has half a million indentations; written level by level they took a third of the time
//! that the manifest takes.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// The end of a line and the indentations of as many levels as a manifest has, and more.
const LINE: &[u8] = b"\n                        ";
/// Spaces of a level.
const LEVEL: usize = 2;

/// Lays out JSON with two spaces a level.
#[derive(Default)]
pub(super) struct Indented {
    level: usize,
    /// Whether the list or map that is written has something in it.
    is_filled: bool,
}

impl Indented {
    fn line(&self, out: &mut (impl ?Sized + Write)) -> io::Result<()> {
        match LINE.get(..=LEVEL * self.level) {
            Some(line) => out.write_all(line),
            None => {
                out.write_all(LINE)?;
                (LINE.len()..=LEVEL * self.level).try_for_each(|_| out.write_all(b" "))
            }
        }
    }

    fn open(&mut self, out: &mut (impl ?Sized + Write), sign: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.is_filled = false;
        out.write_all(sign)
    }

    fn close(&mut self, out: &mut (impl ?Sized + Write), sign: &[u8]) -> io::Result<()> {
        self.level -= 1;
        if self.is_filled {
            self.line(out)?;
        }
        out.write_all(sign)
    }

    fn item(&self, out: &mut (impl ?Sized + Write), is_first: bool) -> io::Result<()> {
        if !is_first {
            out.write_all(b",")?;
        }
        self.line(out)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.item(out, is_first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.item(out, is_first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Serializer, Value, json};

    use super::*;

    #[test]
    fn it_is_what_the_library_writes() {
        let mut deep = json!([[], {}, "a\nb", 1.5, null, { "a": [1, { "b": [] }], "c": {} }]);
        for _ in 0..20 {
            deep = json!([deep.clone(), { "x": deep }, Value::Null]);
            if serde_json::to_vec(&deep).unwrap().len() > 1 << 20 {
                break;
            }
        }
        let mut text = Vec::new();
        deep.serialize(&mut Serializer::with_formatter(&mut text, Indented::default())).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), serde_json::to_string_pretty(&deep).unwrap());
    }
}
