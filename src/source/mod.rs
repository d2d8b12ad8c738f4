//! The data of a campaign folder, read into one tree in which every value knows where it stands.
//!
//! Offices keep their data in what they have: TOML, JSON, CSV, Excel. What comes after (the typed
//! model, the rules) must not care which, yet each complaint has to name the line or the cell that the
//! clerk has to mend. So all four become [`Node`]s with a [`Place`] each. Text is NFC, trimmed and free
//! of control characters from here on; headers are keyed by [`crate::text::ascii_key`].

pub mod biff;
pub mod bytes;
pub mod cell;
pub mod columns;
pub mod fields;
pub mod header;
pub mod json;
pub mod number_format;
pub mod opendocument;
pub mod own;
mod package;
pub mod recode;
mod rich_text;
pub mod scalar;
pub mod separated;
pub mod table;
pub mod tables;
pub mod toml;
pub mod unread;
pub mod workbook;

pub use columns::{OwnColumn, OwnValues};
pub use fields::Fields;
pub use own::{OwnRow, OwnTable};
pub use table::{Column, Merged, Row, Sheet, Table, TableSpec};

use std::path::Path;

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic, Place, Report};
use crate::files::Files;
use crate::text;

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
        self.shown().map(str::to_owned).or_else(|| fields::shown(&self.value))
    }

    /// Whether a number here would count days from 01/01/1904.
    pub fn is_since_1904(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.since_1904)
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        self.value == Value::Empty
    }
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Integer(i64),
    Decimal(f64),
    Bool(bool),
    Date(NaiveDate),
    /// An error value of a spreadsheet formula (`#REF!`), or text with a control character.
    Fault(String),
    List(Vec<Node>),
    Map(Map),
}

impl Value {
    /// The Vietnamese word for the sort of value, for messages.
    pub fn sort(&self) -> &'static str {
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

/// One key of a [`Map`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub place: Place,
    pub node: Node,
}

/// The bytes of the file at `path` among `files`.
///
/// # Errors
/// `DL001` when it is missing or may not be read.
pub fn read(files: &dyn Files, path: &Path) -> Result<Vec<u8>, Report> {
    files.read(path).map_err(|error| {
        let (message, hint) = match error.kind() {
            std::io::ErrorKind::NotFound => ("không có tệp này", "kiểm tra lại tên tệp và thư mục"),
            std::io::ErrorKind::PermissionDenied => {
                ("không có quyền đọc tệp", "đóng chương trình đang giữ tệp hoặc xin quyền đọc")
            }
            _ => ("không đọc được tệp", "kiểm tra ổ đĩa và thử mở tệp bằng chương trình khác"),
        };
        Diagnostic::error(Code::DL001, message).at(Place::file(path)).hint(hint).into()
    })
}

/// The text in `bytes`, without byte order mark and with `\n` at the ends of lines.
///
/// # Errors
/// `DL002` at the first byte that is not UTF-8.
pub fn decode(bytes: &[u8], path: &Path) -> Result<String, Report> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = line_and_column(&before, before.len());
            Err(Diagnostic::error(Code::DL002, "tệp không ở bảng mã UTF-8")
                .at(Place::line(path, line, column))
                .hint("mở tệp và lưu lại với bảng mã UTF-8 (trong Excel: CSV UTF-8)")
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

/// `raw` as clean text: NFC, without blanks at the ends; [`Value::Empty`] when nothing remains.
///
/// A control character is reported as `DL003` at `place`.
pub fn clean(raw: &str, place: &Place, report: &mut Report) -> Value {
    let value = clean_cell(raw);
    control_character(&value, place).into_iter().for_each(|finding| report.push(finding));
    value
}

/// As [`clean`], of a cell among others: one with a control character is a [`Value::Fault`], which is
/// reported by whoever needs the cell.
pub fn clean_cell(raw: &str) -> Value {
    let text = text::nfc(&raw.replace("\r\n", "\n").replace('\r', "\n"));
    let text = text.trim();
    if text::forbidden_character(text).is_some() {
        return Value::Fault(text.to_owned());
    }
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

/// The finding `DL003` for a value with a control character.
pub fn control_character(value: &Value, place: &Place) -> Option<Diagnostic> {
    let Value::Fault(text) = value else { return None };
    let (at, letter) = text::forbidden_character(text)?;
    let message = format!("ký tự điều khiển U+{:04X} ở vị trí {}", letter as u32, at + 1);
    let finding = Diagnostic::error(Code::DL003, message).at(place.clone());
    Some(finding.hint("xóa nội dung và gõ lại, không dán từ chương trình khác"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path() -> std::sync::Arc<Path> {
        Path::new("a.csv").into()
    }

    #[test]
    fn bytes_that_are_not_utf8_are_located() {
        let report = decode(b"a\nb\xe1\xbb\x87\xff", Path::new("a.csv")).unwrap_err();
        let finding = report.iter().next().unwrap();
        assert_eq!((finding.code, finding.place.clone()), (Code::DL002, Some(Place::line("a.csv", 2, 3))));
    }

    #[test]
    fn text_is_composed_and_trimmed() {
        let mut report = Report::new();
        let value = clean(" Pho\u{300}ng\r\nA ", &Place::file(&path()), &mut report);
        assert_eq!(value, Value::Text("Phòng\nA".into()));
        assert_eq!(clean(" \u{a0} ", &Place::file(&path()), &mut report), Value::Empty);
        assert!(report.is_empty());
    }

    #[test]
    fn control_characters_are_reported() {
        let mut report = Report::new();
        clean("a\u{7}b", &Place::line(&path(), 3, 4), &mut report);
        let finding = report.iter().next().unwrap();
        assert_eq!((finding.code, finding.place.clone()), (Code::DL003, Some(Place::line("a.csv", 3, 4))));
    }
}
