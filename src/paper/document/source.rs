//! A `.van` file as read: bytes to clean text, split into the front matter and the body.
//!
//! Reading stops short of meaning on purpose: a template (`.van.tera`) goes through this door too, and
//! its strings and its body must be rendered before they can be understood ([`Source::build`]).
//! Lines and columns count from 1; columns are letters as one sees them (after NFC).

use std::path::{Path, PathBuf};

use super::front_matter::{CODES, FrontMatter};
use super::lines::Faults;
use super::{Document, assemble, body, marks, retyped};
use crate::base::data::undrawn::tell_undrawn_lines;
use crate::base::data::unseen::drop_unseen;
use crate::base::data::{Map, Node, OldText, Value, bytes, recode, toml};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;
use crate::base::text::{forbidden_character, forbidden_kind, nfc};

/// The line above and below the front matter.
const FENCE: &str = "+++";
/// A file that is not text has thousands of forbidden characters; these many are told.
const MAX_FORBIDDEN: usize = 20;

/// A `.van` text with its front matter read as TOML and its body still as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    path: PathBuf,
    front: Map,
    body: String,
    body_line: usize,
    /// What was put right while it was read.
    warnings: Report,
}

impl Source {
    /// Reads `bytes`; `path` is only for messages. A byte order mark and CRLF are accepted.
    ///
    /// # Errors
    /// As [`Source::parse_as`], which refuses old encodings.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Source, Report> {
        Self::parse_as(bytes, path, OldText::Refuse)
    }

    /// As [`Source::parse`]; text in an old encoding becomes what `old` says. What nobody sees is dropped; that is a
    /// warning (DL044) of the source.
    ///
    /// # Errors
    /// No UTF-8 (VB002), text in an old encoding (DL024), no text (VB001), forbidden characters (VB003), a missing
    /// `+++` (VB004), bad TOML (VB005), more than a thousand pages (DL060).
    pub fn parse_as(bytes: &[u8], path: &Path, old: OldText) -> Result<Source, Report> {
        check_size(bytes, path)?;
        let mut report = Report::new();
        let text = clean_text(bytes, path, old, &mut report)?;
        if text.trim().is_empty() {
            let fault = Diagnostic::error(Code::VB001, "tệp trống").at(Place::file(path));
            return Err(fault.hint("văn bản bắt đầu bằng phần khai báo giữa hai dòng `+++`").into());
        }
        let forbidden = forbidden_characters(&text, path, 1);
        let clean: String = match forbidden.is_empty() {
            true => text,
            false => text.chars().map(printable).collect(),
        };
        report.extend(forbidden);
        match Self::split(&clean, path) {
            Ok(mut source) => {
                source.front.entries.iter_mut().for_each(|entry| drop_unseen(&mut entry.node, false, &mut report));
                let ((), warnings) = report.finish(())?;
                Ok(Source { warnings, ..source })
            }
            Err(faults) => {
                report.extend(faults);
                Err(report)
            }
        }
    }

    /// Takes what was found while it was read: of a template it is told once, not with every paper.
    pub fn take_warnings(&mut self) -> Report {
        std::mem::take(&mut self.warnings)
    }

    fn split(text: &str, path: &Path) -> Result<Source, Report> {
        let lines: Vec<&str> = text.split('\n').collect();
        let is_fence = |line: &&str| line.trim() == FENCE;
        let opening = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or_default();
        if !lines.get(opening).is_some_and(is_fence) {
            let fault = Diagnostic::error(Code::VB004, "văn bản không bắt đầu bằng dòng `+++`");
            let fault = fault.hint("dòng đầu là `+++`, tiếp theo là phần khai báo, rồi một dòng `+++` nữa");
            return Err(fault.at(Place::line(path, opening + 1, 1)).into());
        }
        let rest = lines.get(opening + 1..).unwrap_or_default();
        let Some(length) = rest.iter().position(is_fence) else {
            let fault = Diagnostic::error(Code::VB004, "phần khai báo không có dòng `+++` đóng");
            let fault = fault.hint("thêm dòng `+++` sau khóa cuối cùng của phần khai báo");
            return Err(fault.at(Place::line(path, opening + 1, 1)).into());
        };
        let front = rest.get(..length).unwrap_or_default().join("\n");
        let mut front = toml::parse_part(&front, path, opening + 2, CODES)?;
        mark_strings(&mut front);
        Ok(Source {
            path: path.to_owned(),
            front: Map { place: Place::file(path), ..front },
            body: rest.get(length + 1..).unwrap_or_default().join("\n"),
            body_line: opening + length + 3,
            warnings: Report::new(),
        })
    }

    /// The front matter as typed.
    pub fn front(&self) -> &Map {
        &self.front
    }

    /// Takes `key` out of the front matter: what a template says of itself is no part of its documents.
    pub fn take(&mut self, key: &str) {
        self.front.entries.retain(|entry| entry.key != key);
    }

    /// Gives every string of the front matter and its place to `map` and keeps what comes back. In a
    /// list an item that becomes blank is dropped, one that becomes several lines becomes several items.
    /// The report holds what `map` refused.
    pub fn map_strings<F>(&mut self, mut map: F) -> Report
    where
        F: FnMut(&str, &Place) -> Result<String, Diagnostic>,
    {
        let mut report = Report::new();
        map_strings(&mut self.front, &mut map, &mut report);
        report
    }

    /// All that it says, without its backslashes: the body, then each string of the front matter on a line.
    pub fn words(&self) -> String {
        let mut words = self.body.replace('\\', "");
        self.front.entries.iter().for_each(|entry| add_words(&entry.node, &mut words));
        words
    }

    /// The text below the front matter.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The line of the file on which the body starts, from 1.
    pub fn body_line(&self) -> usize {
        self.body_line
    }

    /// Puts `body` in the place of the text below the front matter.
    pub fn set_body(&mut self, body: String) {
        self.body = nfc(&body.replace("\r\n", "\n"));
    }

    /// The document that this text means, with warnings.
    ///
    /// # Errors
    /// All faults of the front matter and of the body, in the order of the lines.
    pub fn build(&self) -> Result<(Document, Report), Report> {
        let mut report = self.warnings.clone();
        let front = FrontMatter::read(&self.front, &mut report);
        report.extend(front.iter().flat_map(|front| retyped::in_body(front, &self.body, &self.path, self.body_line)));
        report.extend(forbidden_characters(&self.body, &self.path, self.body_line));
        let mut faults = Faults::new(&self.path, &self.body, self.body_line);
        let body = body::parse(&self.body, &mut faults);
        report.extend(faults.report);
        let document = front.map(|front| assemble::document(front, body, &mut report));
        let report = in_order(report);
        match document {
            Some(document) => report.finish(document),
            None => Err(report),
        }
    }
}

/// The text of a file that holds a body without front matter, checked and ready to stand in a body, with what
/// was put right while it was read.
///
/// # Errors
/// As [`Source::parse_as`] and [`Source::build`], each at its line of the file.
pub fn prose(bytes: &[u8], path: &Path, old: OldText) -> Result<(String, Report), Report> {
    check_size(bytes, path)?;
    let mut report = Report::new();
    let text = clean_text(bytes, path, old, &mut report)?.trim_end().to_owned();
    tell_undrawn_lines(&text, path, &mut report);
    let mut faults = Faults::new(path, &text, 1);
    body::parse(&text, &mut faults);
    report.extend(declared(&text, path));
    report.extend(forbidden_characters(&text, path, 1));
    report.extend(faults.report);
    in_order(report).finish(text)
}

/// The finding for front matter at the head of a body that stands in another text: it would be printed.
fn declared(text: &str, path: &Path) -> Option<Diagnostic> {
    let (at, line) = text.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
    (line.trim() == FENCE).then(|| {
        let message = "đoạn văn này không có phần khai báo: nó nằm trong văn bản khác";
        let finding = Diagnostic::error(Code::VB004, message).at(Place::line(path, at + 1, 1));
        finding.hint(format!("xóa từ dòng `{FENCE}` này đến hết dòng `{FENCE}` đóng, chỉ giữ nội dung"))
    })
}

/// The text in `bytes` in Unicode, without what nobody sees.
fn clean_text(bytes: &[u8], path: &Path, old: OldText, report: &mut Report) -> Result<String, Report> {
    let text = nfc(&bytes::text_as(bytes, path, (Code::VB002, old), report)?);
    Ok(recode::settle_lines(&text, path, old, report))
}

/// Refuses what nobody has typed.
fn check_size(bytes: &[u8], path: &Path) -> Result<(), Report> {
    let fits = limits::TYPED_TEXT.allows(bytes.len());
    if fits { Ok(()) } else { Err(limits::TYPED_TEXT.over().at(Place::file(path)).into()) }
}

fn in_order(report: Report) -> Report {
    let mut findings: Vec<Diagnostic> = report.into_iter().collect();
    findings.sort_by(|left, right| left.place.cmp(&right.place));
    let mut report = Report::new();
    findings.into_iter().for_each(|finding| report.push(finding));
    report
}

/// Understands the marks in all strings. What a template has not filled in yet stays one string, whatever line feeds
/// are in it.
fn mark_strings(map: &mut Map) {
    map.entries.iter_mut().for_each(|entry| mark_node(&mut entry.node));
}

fn mark_node(node: &mut Node) {
    match &mut node.value {
        Value::Text(text) => *text = marks::in_text(text),
        Value::List(items) => items.iter_mut().for_each(mark_node),
        Value::Map(map) => mark_strings(map),
        _ => {}
    }
}

fn add_words(node: &Node, words: &mut String) {
    match &node.value {
        Value::Text(text) => words.extend(["\n", text.as_str()]),
        Value::List(items) => items.iter().for_each(|item| add_words(item, words)),
        Value::Map(map) => map.entries.iter().for_each(|entry| add_words(&entry.node, words)),
        _ => {}
    }
}

fn map_strings<F>(map: &mut Map, render: &mut F, report: &mut Report)
where
    F: FnMut(&str, &Place) -> Result<String, Diagnostic>,
{
    map.entries.iter_mut().for_each(|entry| map_node(&mut entry.node, render, report));
}

fn map_node<F>(node: &mut Node, render: &mut F, report: &mut Report)
where
    F: FnMut(&str, &Place) -> Result<String, Diagnostic>,
{
    match &mut node.value {
        Value::Text(text) => match render(text, &node.place) {
            Ok(rendered) => node.value = Value::clean(&rendered),
            Err(fault) => report.push(fault),
        },
        Value::List(items) => {
            items.iter_mut().for_each(|item| map_node(item, render, report));
            *items = std::mem::take(items).into_iter().flat_map(split_lines).collect();
        }
        Value::Map(map) => map_strings(map, render, report),
        _ => {}
    }
}

/// An item of several lines as several items; blank lines are dropped.
fn split_lines(item: Node) -> Vec<Node> {
    let Value::Text(text) = &item.value else {
        return vec![item];
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Node::new(Value::Text(line.to_owned()), item.place.clone())).collect()
}

fn forbidden_characters(text: &str, path: &Path, first_line: usize) -> Report {
    let lines = text.split('\n').enumerate();
    let faults = lines.flat_map(|(index, line)| {
        let letters = line.chars().enumerate();
        letters.filter_map(move |(column, letter)| {
            forbidden_character(letter.encode_utf8(&mut [0; 4]))?;
            Some(forbidden(letter).at(Place::line(path, first_line + index, column + 1)))
        })
    });
    let mut report = Report::new();
    faults.take(MAX_FORBIDDEN).for_each(|fault| report.push(fault));
    report
}

fn forbidden(letter: char) -> Diagnostic {
    let (kind, hint) = forbidden_kind(letter, false);
    Diagnostic::error(Code::VB003, format!("có {kind} U+{:04X}, không in được", u32::from(letter))).hint(hint)
}

fn printable(letter: char) -> char {
    match forbidden_character(letter.encode_utf8(&mut [0; 4])) {
        Some(_) => ' ',
        None => letter,
    }
}
