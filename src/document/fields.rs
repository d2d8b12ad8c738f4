//! Reads the values of a front matter as the types they should have and collects what does not fit.

use std::path::Path;

use super::PartialDate;
use super::source::forbidden;
use super::tree::{Entry, Node, Value};
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::text::forbidden_character;

/// The entries of one table, read key by key.
pub(super) struct Fields<'a> {
    path: &'a Path,
    entries: &'a [Entry],
    pub report: Report,
}

impl<'a> Fields<'a> {
    /// The `entries` of a file; keys that are not `known` are faults.
    pub fn new(path: &'a Path, entries: &'a [Entry], known: &[&str]) -> Self {
        let mut report = Report::new();
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let fault = Diagnostic::error(Code::VB006, format!("không có khóa `{}`", entry.key));
            let hint = match nearest(&entry.key, known.iter().copied()) {
                Some(near) => format!("có phải `{near}`?"),
                None => format!("các khóa: {}", known.join(", ")),
            };
            report.push(fault.at(entry.key_place.clone()).hint(hint));
        }
        Fields { path, entries, report }
    }

    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Where the value of `key` stands; the file when it is missing.
    pub fn place(&self, key: &str) -> Place {
        self.entry(key).map_or_else(|| Place::file(self.path), |entry| entry.node.place.clone())
    }

    /// A text on one line; `None` when it is missing or blank.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let node = &self.entry(key)?.node;
        match &node.value {
            Value::Text(text) => self.clean(text, &node.place),
            _ => {
                self.wrong_type(key, node, "chuỗi chữ trong ngoặc kép", "\"chữ\"");
                None
            }
        }
    }

    /// A text or a list of texts, without blank ones.
    pub fn lines(&mut self, key: &str) -> Vec<String> {
        let Some(entry) = self.entry(key) else {
            return Vec::new();
        };
        let items = match &entry.node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        let mut lines = Vec::new();
        for item in items {
            match &item.value {
                Value::Text(text) => lines.extend(self.clean(text, &item.place)),
                _ => self.wrong_type(key, item, "chuỗi chữ hoặc danh sách chuỗi chữ", "[\"một\", \"hai\"]"),
            }
        }
        lines
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let node = &self.entry(key)?.node;
        match &node.value {
            Value::Flag(flag) => Some(*flag),
            _ => {
                self.wrong_type(key, node, "`true` hoặc `false`", "false");
                None
            }
        }
    }

    /// One of `choices`, typed as a text or as a number.
    pub fn choice<T: Copy>(&mut self, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let node = &self.entry(key)?.node;
        let word = self.number_or_text(key)?;
        let found = choices.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            self.push(unknown_choice(key, &word, choices), &node.place);
        }
        found.map(|(_, value)| *value)
    }

    /// A number, or a text on one line, as typed; `None` when it is missing or blank.
    pub fn number_or_text(&mut self, key: &str) -> Option<String> {
        match &self.entry(key)?.node.value {
            Value::Number(number) => Some(number.clone()),
            _ => self.text(key),
        }
    }

    /// `true` or `false`, also as text; `None` when it is missing or blank.
    pub fn switch(&mut self, key: &str) -> Option<bool> {
        match &self.entry(key)?.node.value {
            Value::Text(_) => self.choice(key, &[("true", true), ("false", false)]),
            _ => self.flag(key),
        }
    }

    /// A list of which each item is one of `choices`.
    pub fn choices<T: Copy>(&mut self, key: &str, choices: &[(&'static str, T)]) -> Vec<T> {
        let words = self.lines(key);
        let place = self.place(key);
        let mut chosen = Vec::new();
        for word in words {
            match choices.iter().find(|(name, _)| *name == word) {
                Some((_, value)) => chosen.push(*value),
                None => self.push(unknown_choice(key, &word, choices), &place),
            }
        }
        chosen
    }

    /// A date of which the end may be missing.
    pub fn date(&mut self, key: &str) -> Option<PartialDate> {
        let node = &self.entry(key)?.node;
        let text = match &node.value {
            Value::Text(text) | Value::Date(text) => text,
            _ => {
                self.wrong_type(key, node, "ngày trong ngoặc kép", "\"2022-03-25\"");
                return None;
            }
        };
        match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let fault = Diagnostic::error(Code::VB010, format!("`{text}`: {error}"));
                let hint = "viết năm-tháng-ngày; bỏ bớt từ cuối để chừa trống: `2022-03`, `2022`, hoặc trống";
                self.push(fault.hint(hint), &node.place);
                None
            }
        }
    }

    /// The tables of `[[key]]`, each with its place.
    pub fn tables(&mut self, key: &str) -> Vec<(&'a [Entry], Place)> {
        let Some(entry) = self.entry(key) else {
            return Vec::new();
        };
        let items = match &entry.node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        let mut tables = Vec::new();
        for item in items {
            match &item.value {
                Value::Table(entries) => tables.push((entries.as_slice(), item.place.clone())),
                _ => {
                    let fault =
                        Diagnostic::error(Code::VB007, format!("`{key}` phải là bảng, đây là {}", item.value.kind()));
                    let hint = format!("viết `[[{key}]]` trên một dòng, các khóa ở những dòng dưới");
                    self.push(fault.hint(hint), &item.place);
                }
            }
        }
        tables
    }

    /// Adds a fault at `place`.
    pub fn push(&mut self, fault: Diagnostic, place: &Place) {
        self.report.push(fault.at(place.clone()));
    }

    fn wrong_type(&mut self, key: &str, node: &Node, wanted: &str, example: &str) {
        let found = node.value.kind();
        let fault = Diagnostic::error(Code::VB007, format!("`{key}` phải là {wanted}, đây là {found}"));
        let example = match &node.value {
            Value::Number(value) | Value::Date(value) => format!("\"{value}\""),
            _ => example.to_owned(),
        };
        self.push(fault.hint(format!("viết `{key} = {example}`")), &node.place);
    }

    /// `text` on one line; `None` when it is blank. Forbidden characters are faults.
    fn clean(&mut self, text: &str, place: &Place) -> Option<String> {
        let lines = text.split(['\n', '\r']).map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let line = lines.join(" ").replace('\t', " ");
        if let Some((_, letter)) = forbidden_character(&line) {
            self.push(forbidden(letter), place);
        }
        (!line.is_empty()).then_some(line)
    }
}

fn unknown_choice<T>(key: &str, word: &str, choices: &[(&'static str, T)]) -> Diagnostic {
    let names = choices.iter().map(|(name, _)| *name);
    let fault = Diagnostic::error(Code::VB009, format!("`{key}` không có giá trị `{word}`"));
    let fault = match nearest(word, names.clone()) {
        Some(near) => fault.hint(format!("có phải `{near}`?")),
        None => fault,
    };
    let all = names.collect::<Vec<_>>().join(", ");
    fault.hint(format!("các giá trị: {all}"))
}
