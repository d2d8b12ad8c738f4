//! The front matter as a tree of values that know their line and column.
//!
//! A template renders the strings of a front matter before anybody asks what they mean, so the values
//! are kept untyped, with their places, until [`super::front`] reads them.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::lines::position;
use crate::diag::{Code, Diagnostic, Place, Report};
use crate::text::nfc;
use crate::text::toml::explain;

/// `key = value`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub key: String,
    pub key_place: Place,
    pub node: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub place: Place,
    pub value: Value,
}

/// What TOML can say, as far as a front matter has a use for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(String),
    Flag(bool),
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

impl Value {
    /// The Vietnamese name of the type, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "chuỗi chữ",
            Value::Number(_) => "số",
            Value::Flag(_) => "giá trị đúng/sai",
            Value::Date(_) => "ngày giờ",
            Value::List(_) => "danh sách",
            Value::Table(_) => "bảng khóa",
        }
    }
}

/// Reads `front`, which starts on line `first_line` of `path`.
pub(super) fn parse(front: &str, path: &Path, first_line: usize) -> Result<Vec<Entry>, Report> {
    let reader = Reader { front, path, first_line };
    let (table, errors) = DeTable::parse_recoverable(front);
    if errors.is_empty() {
        return Ok(reader.entries(table.get_ref()));
    }
    let start = |error: &toml::de::Error| error.span().map_or(front.len(), |span| span.start);
    let mut errors: Vec<(usize, &str)> = errors.iter().map(|error| (start(error), error.message())).collect();
    errors.sort_by_key(|(at, _)| *at);
    // A slip leads to more errors on its line; the first one names it.
    errors.dedup_by_key(|(at, _)| position(front, *at).0);
    let mut report = Report::new();
    errors.into_iter().for_each(|(at, message)| report.push(syntax(message).at(reader.place(at))));
    Err(report)
}

/// Gives every string to `map` and puts in its place what comes back, see [`super::Source::map_strings`].
pub(super) fn map_strings<F>(entries: &mut [Entry], map: &mut F, report: &mut Report)
where
    F: FnMut(&str, &Place) -> Result<String, Diagnostic>,
{
    for entry in entries {
        map_node(&mut entry.node, map, report);
    }
}

fn map_node<F>(node: &mut Node, map: &mut F, report: &mut Report)
where
    F: FnMut(&str, &Place) -> Result<String, Diagnostic>,
{
    match &mut node.value {
        Value::Text(text) => match map(text, &node.place) {
            Ok(mapped) => *text = nfc(&mapped),
            Err(fault) => report.push(fault),
        },
        Value::List(items) => {
            items.iter_mut().for_each(|item| map_node(item, map, report));
            *items = std::mem::take(items).into_iter().flat_map(split_lines).collect();
        }
        Value::Table(entries) => map_strings(entries, map, report),
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => {}
    }
}

/// An item of several lines as several items; blank lines are dropped.
fn split_lines(item: Node) -> Vec<Node> {
    let Value::Text(text) = &item.value else {
        return vec![item];
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let node = |line: &str| Node { place: item.place.clone(), value: Value::Text(line.to_owned()) };
    lines.map(node).collect()
}

struct Reader<'a> {
    front: &'a str,
    path: &'a Path,
    first_line: usize,
}

impl Reader<'_> {
    fn place(&self, at: usize) -> Place {
        let (line, column) = position(self.front, at);
        Place::line(self.path, self.first_line + line - 1, column)
    }

    /// The entries in the order of the file.
    fn entries(&self, table: &DeTable) -> Vec<Entry> {
        let mut pairs: Vec<_> = table.iter().collect();
        pairs.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue>)| self.entry(key, value);
        pairs.into_iter().map(entry).collect()
    }

    fn entry<K: AsRef<str>>(&self, key: &Spanned<K>, value: &Spanned<DeValue>) -> Entry {
        Entry {
            key: key.get_ref().as_ref().to_owned(),
            key_place: self.place(key.span().start),
            node: self.node(value),
        }
    }

    fn node(&self, value: &Spanned<DeValue>) -> Node {
        let place = self.place(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(nfc(text)),
            DeValue::Integer(number) => Value::Number(number.to_string()),
            DeValue::Float(number) => Value::Number(number.to_string()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::List(self.items(items)),
            DeValue::Table(table) => Value::Table(self.entries(table)),
        };
        Node { place, value }
    }

    fn items(&self, items: &DeArray) -> Vec<Node> {
        items.iter().map(|item| self.node(item)).collect()
    }
}

/// What the TOML parser says, in Vietnamese as far as clerks are likely to meet it.
fn syntax(message: &str) -> Diagnostic {
    const QUOTES: &str = "viết giá trị trong ngoặc kép thẳng: `khoa = \"chữ\"`";
    const LIST: &str = "viết danh sách như `[\"một\", \"hai\"]`";
    const KNOWN: &[(&str, &str, &str)] = &[
        ("duplicate key", "khóa này đã có ở trên", "mỗi khóa chỉ ghi một lần"),
        ("string values must be quoted", "giá trị thiếu ngoặc kép", QUOTES),
        ("unexpected leading zero", "giá trị thiếu ngoặc kép", QUOTES),
        ("key with no value", "khóa không có giá trị", QUOTES),
        ("missing value", "khóa không có giá trị", QUOTES),
        ("invalid unquoted key", "tên khóa không hợp lệ", "tên khóa chỉ gồm chữ không dấu, số và `_`"),
        ("invalid date", "ngày không có trên lịch hoặc viết sai dạng", "viết ngày trong ngoặc kép: `\"2022-03-25\"`"),
        (
            "invalid basic string",
            "chuỗi chữ thiếu ngoặc kép đóng hoặc có dấu `\\` sai chỗ",
            "đóng chuỗi bằng `\"`; trong chuỗi, dấu `\\` viết là `\\\\`",
        ),
        ("unclosed array table", "thiếu `]]`", "viết `[[chu_ky]]` trên một dòng riêng"),
        ("unclosed array", "danh sách hoặc `[[chu_ky]]` mở mà không đóng", LIST),
        ("missing comma between array elements", "thiếu dấu phẩy giữa hai mục của danh sách", LIST),
    ];
    match KNOWN.iter().find(|(english, ..)| message.starts_with(english)) {
        Some((_, vietnamese, hint)) => Diagnostic::error(Code::VB005, *vietnamese).hint(*hint),
        None => Diagnostic::error(Code::VB005, format!("phần khai báo sai cú pháp: {}", explain(message)))
            .hint("mỗi dòng viết `khoa = \"chữ\"` hoặc `khoa = [\"một\", \"hai\"]`"),
    }
}
