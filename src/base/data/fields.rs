//! Reading typed values out of a map or a row, with every fault reported at its place.
//!
//! A reader asks for each value by its key; what was never asked for is unknown, so the list of keys
//! is written down once, where the values are read. A front matter, `phong_trao.toml` and a row of a
//! sheet are read by the same rules: a number is taken for text, `không` for false, `15/1/2026` for a date.

mod choices;
mod days;
mod groups;
mod misfit;
pub mod persons;
pub mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use days::unlikely_year;
pub use misfit::{misfit, shown};
use shape::{Explored, Sort};

use super::{Codes, Map, Node, Place, Value, control_character, scalar};
use crate::base::diag::{Code, Diagnostic, Report, Severity};

/// What a row of a table knows beyond the cells that are asked for.
pub trait TableRow {
    /// The header of the column `key`, as messages call it.
    fn label(&self, key: &str) -> Option<&str>;
    /// Where the cell of the column `key` is, also a blank one.
    fn place_of(&self, key: &str) -> Place;
    /// What stands in the columns of the office's own, by their keys; cells without a usable value are told.
    fn own_values(&self, report: &mut Report) -> BTreeMap<String, String>;
}

/// What stands where a number is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    Number(f64),
    Words(String),
}

/// A map or a row while it is read.
pub struct Fields<'a> {
    cells: Vec<(&'a str, &'a Node, &'a Place)>,
    place: &'a Place,
    row: Option<&'a dyn TableRow>,
    codes: &'static Codes,
    asked: Vec<String>,
    report: &'a mut Report,
    /// How many findings there were before this map or row.
    before: usize,
    /// What has been asked for, where that is all that is wanted.
    explored: Option<Explored>,
}

impl<'a> Fields<'a> {
    /// Reads `map`; faults go to `report`.
    pub fn of_map(map: &'a Map, report: &'a mut Report) -> Self {
        Self::with_codes(map, Codes::DATA, report)
    }

    /// As [`Self::of_map`], with the codes of another sort of file.
    pub fn with_codes(map: &'a Map, codes: &'static Codes, report: &'a mut Report) -> Self {
        let cells = map.entries.iter().map(|entry| (entry.key.as_str(), &entry.node, &entry.place)).collect();
        let before = report.iter().count();
        Fields { cells, place: &map.place, row: None, codes, asked: Vec::new(), report, before, explored: None }
    }

    /// Reads the `cells` of a row, of which the first stands at `place`; faults go to `report`.
    pub fn of_cells(
        cells: impl Iterator<Item = (&'a str, &'a Node)>,
        place: &'a Place,
        row: &'a dyn TableRow,
        report: &'a mut Report,
    ) -> Self {
        let cells = cells.map(|(key, node)| (key, node, &node.place)).collect();
        let before = report.iter().count();
        Fields { cells, place, row: Some(row), codes: Codes::DATA, asked: Vec::new(), report, before, explored: None }
    }

    /// Where the whole stands.
    pub fn place(&self) -> &Place {
        self.place
    }

    /// Where the value of `key` stands, or the whole when it is missing.
    pub fn place_of(&self, key: &str) -> Place {
        let blank = || self.row.map_or_else(|| self.place.clone(), |row| row.place_of(key));
        self.cells.iter().find(|(known, ..)| *known == key).map_or_else(blank, |(_, node, _)| node.place.clone())
    }

    /// Whether nothing stands at `key`.
    pub fn is_blank(&self, key: &str) -> bool {
        !self.cells.iter().any(|(known, node, _)| *known == key && !node.is_empty())
    }

    /// Whether `key` is there, with or without a value.
    pub fn has(&self, key: &str) -> bool {
        self.cells.iter().any(|(known, ..)| *known == key)
    }

    /// The keys that were asked for and are there, each with the place of its value.
    pub fn places(&self) -> BTreeMap<String, Place> {
        let asked = self.cells.iter().filter(|(key, ..)| self.is_asked(key));
        asked.map(|(key, node, _)| ((*key).to_owned(), node.place.clone())).collect()
    }

    /// Whether nothing is wrong with what was read here and no key is unknown; to be asked when every key
    /// was read.
    pub fn is_sound(&self) -> bool {
        self.report.iter().count() == self.before && self.cells.iter().all(|(key, ..)| self.is_asked(key))
    }

    /// Where the first value stands that could not be read here.
    pub fn unread(&self) -> Option<Place> {
        let mut found = self.report.iter().skip(self.before);
        let error = found.find(|finding| finding.severity == Severity::Error)?;
        Some(error.place.as_ref().unwrap_or(self.place).clone())
    }

    /// Reports a fault of the value of `key`.
    pub fn fault(&mut self, key: &str, code: Code, message: String, hint: &str) {
        if let (Some(explored), Code::DL013) = (&mut self.explored, code) {
            explored.shape.require(key, "");
        }
        let place = self.place_of(key);
        self.report.push(Diagnostic::error(code, message).at(place).hint(hint));
    }

    /// Notes what may stand at `key`, where it is the reader that is asked.
    fn note(&mut self, key: &str, sort: impl FnOnce() -> Sort) {
        if let Some(explored) = &mut self.explored {
            explored.shape.note(key, sort());
        }
    }

    /// Adds a finding that names its own place.
    pub fn push(&mut self, finding: Diagnostic) {
        self.report.push(finding);
    }

    fn node(&mut self, key: &str) -> Option<&'a Node> {
        self.ask(key);
        let node = self.cells.iter().find(|(known, ..)| *known == key).map(|(_, node, _)| *node)?;
        (!node.is_empty()).then_some(node)
    }

    /// Every value with its key; none of them is unknown then.
    pub fn nodes(&mut self) -> Vec<(&'a str, &'a Node)> {
        let all: Vec<(&str, &Node)> = self.cells.iter().map(|(key, node, _)| (*key, *node)).collect();
        all.iter().for_each(|(key, _)| self.ask(key));
        all
    }

    fn ask(&mut self, key: &str) {
        if self.row.is_none() && !self.is_asked(key) {
            self.asked.push(key.to_owned());
        }
    }

    fn is_asked(&self, key: &str) -> bool {
        self.asked.iter().any(|asked| asked == key)
    }

    /// How messages call the value of `key`: the header of its column, or the key.
    fn name(&self, key: &str) -> String {
        format!("`{}`", self.row.and_then(|row| row.label(key)).unwrap_or(key))
    }

    fn missing(&mut self, key: &str, example: &str) {
        if let Some(explored) = &mut self.explored {
            explored.shape.require(key, example);
        }
        let name = self.name(key);
        let (message, hint) = match self.row {
            Some(_) => (format!("ô {name} đang trống"), format!("điền {name}, ví dụ: {example}")),
            None => (format!("thiếu {name}"), format!("thêm dòng: {key} = {example}")),
        };
        self.fault(key, Code::DL013, message, &hint);
    }

    fn wrong(&mut self, key: &str, node: &Node, code: Code, wanted: &str, hint: &str) {
        let finding = match control_character(&node.value, &node.place) {
            Some(finding) => Diagnostic { code: self.codes.control, ..finding },
            None => misfit(&self.name(key), node, code, wanted, hint),
        };
        self.report.push(finding);
    }

    /// What stands in the own columns of the row, as the sheet shows it; cells without a usable value are told.
    pub fn own_values(&mut self) -> BTreeMap<String, String> {
        self.row.map(|row| row.own_values(self.report)).unwrap_or_default()
    }

    /// The hint of a value of the wrong sort; `example` is in TOML form.
    fn example(&self, key: &str, example: &str) -> String {
        match self.row {
            Some(_) => "sửa lại giá trị này".to_owned(),
            None => format!("viết `{key} = {example}`"),
        }
    }

    /// Text that must be there; `example` is shown when it is not, in TOML form for a map.
    pub fn text(&mut self, key: &str, example: &str) -> String {
        self.note(key, || Sort::Text);
        match self.node(key) {
            Some(node) => self.node_text(key, node),
            None => {
                self.missing(key, example);
                String::new()
            }
        }
    }

    /// Text that may be missing.
    pub fn text_or_empty(&mut self, key: &str) -> String {
        self.note(key, || Sort::Text);
        let node = self.node(key);
        node.map(|node| self.node_text(key, node)).unwrap_or_default()
    }

    fn node_text(&mut self, key: &str, node: &Node) -> String {
        self.plain(key, node).unwrap_or_default()
    }

    /// The text of a plain value; of another one a finding. A yes or no is text only in a cell, which
    /// knows no quotes.
    fn plain(&mut self, key: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Fault(_) | Value::List(_) | Value::Map(_) => {}
            Value::Bool(_) if self.row.is_none() => {}
            _ => return node.text(),
        }
        let hint = self.example(key, "\"chữ\"");
        self.wrong(key, node, self.codes.wrong_type, "chữ", &hint);
        None
    }

    /// A number, else the words in its place; empty words when it is missing. A number is as exact as the
    /// cell has it, however it is shown.
    pub fn figure(&mut self, key: &str) -> Figure {
        match self.node(key) {
            Some(Node { value: Value::Integer(number), .. }) => Figure::Number(*number as f64),
            Some(Node { value: Value::Decimal(number), .. }) => Figure::Number(*number),
            Some(node) => Figure::Words(self.node_text(key, node)),
            None => Figure::Words(String::new()),
        }
    }

    /// Text on one line, line breaks as blanks; `None` when it is missing.
    pub fn one_line(&mut self, key: &str) -> Option<String> {
        self.note(key, || Sort::Text);
        let node = self.node(key)?;
        self.plain(key, node).and_then(|text| joined(&text))
    }

    /// A text or a list of texts, each on one line.
    pub fn one_line_each(&mut self, key: &str) -> Vec<String> {
        self.note(key, || Sort::Lines);
        let Some(node) = self.node(key) else { return Vec::new() };
        let items = items(node).iter().filter(|item| !item.is_empty());
        items.filter_map(|item| self.plain(key, item).and_then(|text| joined(&text))).collect()
    }

    /// A list of texts, or a text with a line each; may be missing.
    pub fn lines(&mut self, key: &str) -> Vec<String> {
        let lines = self.lines_at(key);
        if lines.is_empty() { Vec::new() } else { lines.into_iter().map(|(line, _)| line).collect() }
    }

    /// As [`Self::lines`], each with its place.
    pub fn lines_at(&mut self, key: &str) -> Vec<(String, &'a Place)> {
        self.note(key, || Sort::Lines);
        let Some(node) = self.node(key) else { return Vec::new() };
        if let Value::List(items) = &node.value {
            let texts = items.iter().filter(|item| !item.is_empty());
            let texts = texts.map(|item| (self.node_text(key, item), &item.place));
            return texts.filter(|(text, _)| !text.is_empty()).collect();
        }
        let text = self.node_text(key, node);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| (line.to_owned(), &node.place)).collect()
    }

    /// A count: a whole number from 0; may be missing.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        self.note(key, || Sort::Count);
        let node = self.node(key)?;
        let number = match &node.value {
            Value::Integer(number) => Some(*number),
            Value::Text(text) => scalar::integer(text),
            _ => None,
        };
        let count = number.and_then(|number| u32::try_from(number).ok());
        if count.is_none() {
            self.wrong(key, node, Code::DL016, "số nguyên không âm", "chỉ viết chữ số, ví dụ 02 hoặc 1.234");
        }
        count
    }

    /// A yes or no; may be missing.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        self.note(key, || Sort::Flag);
        let node = self.node(key)?;
        let flag = match &node.value {
            Value::Bool(flag) => Some(*flag),
            // LibreOffice saves a ticked box as a number.
            Value::Integer(number @ (0 | 1)) => Some(*number == 1),
            Value::Text(text) => scalar::yes_no(text).or_else(|| match text.trim() {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            }),
            _ => None,
        };
        if flag.is_none() {
            let hint = self.example(key, "true");
            self.wrong(key, node, self.codes.wrong_type, "`có` hoặc `không` (trong TOML: true hoặc false)", &hint);
        }
        flag
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        if self.row.is_some() {
            return;
        }
        for (key, _, place) in self.cells.iter().filter(|(key, ..)| !self.asked.iter().any(|asked| asked == key)) {
            let finding = Diagnostic::error(self.codes.unknown_key, format!("không có khóa `{key}` ở đây"));
            let all = || format!("các khóa được dùng: `{}`", self.asked.join("`, `"));
            self.report.push(finding.at((*place).clone()).did_you_mean(
                key,
                self.asked.iter().map(String::as_str),
                all,
            ));
        }
    }
}

/// Reads the whole of `map` and reports its unknown keys.
pub fn read_whole<T>(map: &Map, report: &mut Report, read: impl FnOnce(&mut Fields) -> T) -> T {
    read_with(map, Codes::DATA, report, read)
}

/// As [`read_whole`], with the codes of another sort of file.
pub fn read_with<T>(map: &Map, codes: &'static Codes, report: &mut Report, read: impl FnOnce(&mut Fields) -> T) -> T {
    let mut fields = Fields::with_codes(map, codes, report);
    let value = read(&mut fields);
    fields.finish();
    value
}

/// The items of a list; anything else is a list of one.
fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// `text` on one line; `None` when nothing remains.
fn joined(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join(" ").replace('\t', " ")).filter(|line| !line.is_empty())
}
