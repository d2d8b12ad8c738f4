//! Values that know where they stand: one tree, one TOML reader, one set of forms of dates and numbers.
//!
//! `phong_trao.toml`, the front matter of a `.van`, workbooks, CSV and JSON are all typed by the same
//! people, who expect `15/01/2026` or `5` to mean the same in each of them. So all become [`Node`]s with
//! a [`Place`] each, and all are read by [`Fields`]; only the [`Codes`] of the findings differ. Text is
//! NFC, trimmed and free of control characters from here on.

pub mod bytes;
pub mod date;
pub mod fields;
pub mod lost;
pub mod positions;
pub mod recode;
pub mod scalar;
mod syntax;
pub mod toml;
pub mod undrawn;
pub mod unseen;

pub use date::PartialDate;
pub use fields::{Fields, TableRow};
pub use positions::Positions;

use std::borrow::Cow;
use std::path::Path;

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text;

/// The [`Value::Fault`] of a formula without a value.
pub const UNCALCULATED: &str = "công thức chưa được tính";
/// The [`Value::Fault`] of a value that the format of its cell shows as nothing.
pub const CONCEALED: &str = "định dạng ô không cho hiện";

/// What becomes of text in an encoding from before Unicode (see [`recode`] and [`bytes`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OldText {
    /// An error that names its places.
    #[default]
    Refuse,
    /// Unicode from here on, with a warning.
    Convert,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub place: Place,
    /// What a cell shows beside its value, where there is something to say.
    pub look: Option<Box<Look>>,
}

/// What a cell of a workbook shows beside its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The text in the cell, where it is not the value as we write it: `CB04` for 4, `2026` for a day.
    pub shown: Option<String>,
    /// Whether the cell shows fewer decimals than its value has.
    pub rounded: bool,
    /// Whether the cell shows a day with the month before the day, both as numbers.
    pub month_first: bool,
    /// Whether a number in it would count days from 01/01/1904.
    pub since_1904: bool,
    pub struck: Option<Struck>,
}

/// What of a cell is struck out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Struck {
    /// All of it; the value is what stands there all the same.
    Whole,
    /// These words, which the value is without.
    Part(String),
}

impl Node {
    /// `value` at `place`.
    pub fn new(value: Value, place: Place) -> Self {
        Node { value, place, look: None }
    }

    /// The text in the cell, where it is not the value as we write it.
    pub fn shown(&self) -> Option<&str> {
        self.look.as_ref().and_then(|look| look.shown.as_deref())
    }

    /// A plain value as the text in its cell, or as we write it; `None` for a list and a map.
    pub fn text(&self) -> Option<String> {
        self.read().map(Cow::into_owned)
    }

    /// As [`Self::text`], which is itself where the cell holds text.
    pub fn read(&self) -> Option<Cow<'_, str>> {
        match (self.shown(), &self.value) {
            (Some(shown), _) => Some(Cow::Borrowed(shown)),
            (None, Value::Text(text)) => Some(Cow::Borrowed(text)),
            (None, _) => self.plain().map(Cow::Owned),
        }
    }

    /// A plain value as we write it, whatever its cell shows.
    pub fn plain(&self) -> Option<String> {
        fields::shown(&self.value)
    }

    /// Whether a number here would count days from 01/01/1904.
    pub fn is_since_1904(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.since_1904)
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
    }
}

/// What a value is. A sheet has millions of them: none is larger than a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Integer(i64),
    Decimal(f64),
    Bool(bool),
    Date(NaiveDate),
    /// An error value of a spreadsheet formula (`#REF!`), or text with a control character.
    Fault(Box<str>),
    List(Box<[Node]>),
    Map(Box<Map>),
}

impl Value {
    /// `raw` as clean text: NFC, `\n` at the ends of lines, without blanks at both ends; [`Value::Empty`]
    /// when nothing remains, [`Value::Fault`] when it holds a control character, which is reported by
    /// whoever needs the value.
    pub fn clean(raw: &str) -> Self {
        let of_text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
        if text::is_ordinary(raw) {
            return of_text(raw.trim());
        }
        let lines = match raw.contains('\r') {
            true => Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")),
            false => Cow::Borrowed(raw),
        };
        let text = text::composed(&lines);
        let text = text.trim();
        // What nobody sees is dropped with a warning, once it is known to be no letter of an old encoding.
        let is_forbidden = |text: &str| text::forbidden_character(text).is_some();
        if is_forbidden(text) && is_forbidden(&text.replace(text::unseen::is_unseen, "")) {
            return Value::Fault(text.into());
        }
        of_text(text)
    }

    /// The bytes of its text; a list or a map counts by what is in it.
    pub fn letters(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::Fault(text) => text.len(),
            _ => 0,
        }
    }

    /// The Vietnamese word for the type of value, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Empty => "trống",
            Value::Text(_) => "chữ",
            Value::Integer(_) => "số nguyên",
            Value::Decimal(_) => "số thập phân",
            Value::Bool(_) => "đúng/sai",
            Value::Date(_) => "ngày",
            Value::Fault(_) => "lỗi công thức",
            Value::List(_) => "danh sách",
            Value::Map(_) => "bảng",
        }
    }
}

/// Keys with their values, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    pub entries: Vec<Entry>,
    pub place: Place,
}

impl Map {
    /// The value of `key`.
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

/// One key of a [`Map`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub place: Place,
    pub node: Node,
}

/// The codes of what is wrong with a value: those of data, or those of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// Not the syntax of the file.
    pub syntax: Code,
    /// A control character.
    pub control: Code,
    pub unknown_key: Code,
    /// A value of another type than the key has.
    pub wrong_type: Code,
    pub date: Code,
    /// A value that is not on the list of the key, or that its own parser refuses.
    pub choice: Code,
}

impl Codes {
    /// Of a campaign's data.
    pub const DATA: &'static Codes = &Codes {
        syntax: Code::DL004,
        control: Code::DL003,
        unknown_key: Code::DL011,
        wrong_type: Code::DL014,
        date: Code::DL015,
        choice: Code::DL017,
    };
}

/// The text in `bytes`, without byte order mark and with `\n` at the ends of lines.
///
/// # Errors
/// `code` at the first byte that is not UTF-8.
pub fn decode(bytes: &[u8], path: &Path, code: Code) -> Result<String, Report> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\r') => Ok(text.to_owned()),
        Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = line_and_column(&before, before.len());
            let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            let way =
                if is_table { "trong Excel: CSV UTF-8" } else { "trong Notepad: Lưu dưới dạng, ô Mã hóa" };
            Err(Diagnostic::error(code, "tệp không ở bảng mã UTF-8")
                .at(Place::line(path, line, column))
                .hint(format!("mở tệp và lưu lại với bảng mã UTF-8 ({way})"))
                .into())
        }
    }
}

/// Line and column (in characters) of the byte `offset` in `text`, both from 1.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The finding `DL003` for a value with a control character.
pub fn control_character(value: &Value, place: &Place) -> Option<Diagnostic> {
    let Value::Fault(text) = value else { return None };
    let (at, letter) = text::forbidden_character(text)?;
    let (kind, hint) = text::forbidden_kind(letter, true);
    let message = format!("{kind} U+{:04X} ở vị trí {}", letter as u32, at + 1);
    Some(Diagnostic::error(Code::DL003, message).at(place.clone()).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_are_located() {
        let report = decode(b"a\nb\xe1\xbb\x87\xff", Path::new("a.csv"), Code::DL002).unwrap_err();
        let finding = report.iter().next().unwrap();
        assert_eq!((finding.code, finding.place.clone()), (Code::DL002, Some(Place::line("a.csv", 2, 3))));
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(line_and_column("ă\nđê*", "ă\nđê".len()), (2, 3));
        assert_eq!(line_and_column("", 0), (1, 1));
    }

    #[test]
    fn text_is_composed_and_trimmed() {
        assert_eq!(Value::clean(" Pho\u{300}ng\r\nA "), Value::Text("Phòng\nA".into()));
        assert_eq!(Value::clean(" \u{a0} "), Value::Empty);
    }

    #[test]
    fn control_characters_are_told_at_their_place() {
        let place = Place::line("a.csv", 3, 4);
        let finding = control_character(&Value::clean("a\u{7}b"), &place).unwrap();
        assert_eq!((finding.code, finding.place), (Code::DL003, Some(place)));
    }
}
