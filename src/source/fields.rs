//! Reading typed values out of a map or a row, with every fault reported at its place.
//!
//! The model asks for each value by its key; what was never asked for is unknown, so the list of keys
//! is written down once, where the values are read.

use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;

use super::columns::{OwnValues, own_values};
use super::workbook::UNCALCULATED;
use super::{Map, Node, Place, Row, Value, control_character, scalar};
use crate::diag::{Code, Diagnostic, Report, nearest};
use crate::document::PartialDate;

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
    row: Option<&'a Row>,
    asked: Vec<&'static str>,
    report: &'a mut Report,
}

impl<'a> Fields<'a> {
    /// Reads `map`; faults go to `report`.
    pub fn of_map(map: &'a Map, report: &'a mut Report) -> Self {
        let cells = map.entries.iter().map(|entry| (entry.key.as_str(), &entry.node, &entry.place)).collect();
        Fields { cells, place: &map.place, row: None, asked: Vec::new(), report }
    }

    /// Reads `row`; faults go to `report`.
    pub fn of_row(row: &'a Row, report: &'a mut Report) -> Self {
        let cells = row.cells.iter().map(|(key, node)| (*key, node, &node.place)).collect();
        Fields { cells, place: &row.place, row: Some(row), asked: Vec::new(), report }
    }

    /// Where the whole stands.
    pub fn place(&self) -> &Place {
        self.place
    }

    /// Where the value of `key` stands, or the whole when it is missing.
    pub fn place_of(&self, key: &str) -> Place {
        let found = self.cells.iter().find(|(known, ..)| *known == key);
        found.map_or_else(|| self.place.clone(), |(_, node, _)| node.place.clone())
    }

    /// Whether nothing stands at `key`.
    pub fn is_blank(&self, key: &str) -> bool {
        !self.cells.iter().any(|(known, node, _)| *known == key && !node.is_empty())
    }

    /// Reports a fault of the value of `key`.
    pub fn fault(&mut self, key: &str, code: Code, message: String, hint: &str) {
        let place = self.place_of(key);
        self.report.push(Diagnostic::error(code, message).at(place).hint(hint));
    }

    /// Adds a finding that names its own place.
    pub fn push(&mut self, finding: Diagnostic) {
        self.report.push(finding);
    }

    fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let node = self.cells.iter().find(|(known, ..)| *known == key).map(|(_, node, _)| *node)?;
        (!node.is_empty()).then_some(node)
    }

    /// How messages call the value of `key`: the header of its column, or the key.
    fn name(&self, key: &str) -> String {
        let column = self.row.and_then(|row| row.spec.columns.iter().find(|column| column.key == key));
        column.map_or_else(|| format!("`{key}`"), |column| format!("`{}`", column.label))
    }

    fn missing(&mut self, key: &'static str, example: &str) {
        let name = self.name(key);
        let (message, hint) = match self.row {
            Some(_) => (format!("ô {name} đang trống"), format!("điền {name}, ví dụ: {example}")),
            None => (format!("thiếu {name}"), format!("thêm dòng: {key} = {example}")),
        };
        self.fault(key, Code::DL013, message, &hint);
    }

    fn wrong(&mut self, key: &'static str, node: &Node, code: Code, wanted: &str) {
        let finding = misfit(&self.name(key), node, code, wanted);
        // An item of a list is told at the whole list.
        self.report.push(if finding.code == Code::DL003 { finding } else { finding.at(self.place_of(key)) });
    }

    /// What stands in the own columns of the row, as the sheet shows it; cells without a usable value are told.
    pub fn own_values(&mut self) -> OwnValues {
        let row = self.row;
        row.map(|row| own_values(row, self.report)).unwrap_or_default()
    }

    /// Text that must be there; `example` is shown when it is not, in TOML form for a map.
    pub fn text(&mut self, key: &'static str, example: &str) -> String {
        match self.node(key) {
            Some(node) => self.node_text(key, node),
            None => {
                self.missing(key, example);
                String::new()
            }
        }
    }

    /// Text that may be missing.
    pub fn text_or_empty(&mut self, key: &'static str) -> String {
        let node = self.node(key);
        node.map(|node| self.node_text(key, node)).unwrap_or_default()
    }

    fn node_text(&mut self, key: &'static str, node: &Node) -> String {
        match &node.value {
            Value::Fault(_) | Value::List(_) | Value::Map(_) => {
                self.wrong(key, node, Code::DL014, "chữ");
                String::new()
            }
            _ => node.text().unwrap_or_default(),
        }
    }

    /// A number, else the words in its place; empty words when it is missing. A number is as exact as the
    /// cell has it, however it is shown.
    pub fn figure(&mut self, key: &'static str) -> Figure {
        match self.node(key) {
            Some(Node { value: Value::Integer(number), .. }) => Figure::Number(*number as f64),
            Some(Node { value: Value::Decimal(number), .. }) => Figure::Number(*number),
            Some(node) => Figure::Words(self.node_text(key, node)),
            None => Figure::Words(String::new()),
        }
    }

    /// A list of texts, or a text with a line each; may be missing.
    pub fn lines(&mut self, key: &'static str) -> Vec<String> {
        self.lines_at(key).into_iter().map(|(line, _)| line).collect()
    }

    /// As [`Self::lines`], each with its place.
    pub fn lines_at(&mut self, key: &'static str) -> Vec<(String, &'a Place)> {
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
    pub fn count(&mut self, key: &'static str) -> Option<u32> {
        let node = self.node(key)?;
        let number = match &node.value {
            Value::Integer(number) => Some(*number),
            Value::Text(text) => scalar::integer(text),
            // A day of which the cell shows the year alone.
            Value::Date(_) => node.shown().and_then(scalar::integer),
            _ => None,
        };
        let count = number.and_then(|number| u32::try_from(number).ok());
        if count.is_none() {
            self.wrong(key, node, Code::DL016, "số nguyên không âm");
        }
        count
    }

    /// A yes or no; may be missing.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        let flag = match &node.value {
            Value::Bool(flag) => Some(*flag),
            // LibreOffice saves a ticked box as a number.
            Value::Integer(number @ (0 | 1)) => Some(*number == 1),
            Value::Text(text) => match crate::text::ascii_key(text).as_str() {
                "x" | "co" | "dung" | "true" | "1" => Some(true),
                "khong" | "sai" | "false" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if flag.is_none() {
            self.wrong(key, node, Code::DL014, "`có` hoặc `không` (trong TOML: true hoặc false)");
        }
        flag
    }

    /// A whole date; may be missing.
    pub fn date(&mut self, key: &'static str) -> Option<NaiveDate> {
        let node = self.node(key)?;
        let date = match &node.value {
            Value::Date(date) => Some(*date),
            Value::Integer(serial) if self.row.is_some() => scalar::serial_date(*serial, node.is_since_1904()),
            Value::Decimal(serial) if self.row.is_some() => scalar::serial_date(*serial as i64, node.is_since_1904()),
            // A list (CSV) has the serial of a cell without a date format as text.
            Value::Text(text) => scalar::date(text).or_else(|| {
                let serial = text.parse().ok().filter(|_| self.row.is_some());
                serial.and_then(|serial| scalar::serial_date(serial, false))
            }),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, node, Code::DL015, "ngày");
        }
        date
    }

    /// A date of which the end may be blank; missing is all blank.
    pub fn partial_date(&mut self, key: &'static str) -> PartialDate {
        let Some(node) = self.node(key) else { return PartialDate::default() };
        let date = match &node.value {
            Value::Date(date) => match node.shown() {
                Some(part) => scalar::partial_date(part),
                None => Some(PartialDate::whole(*date)),
            },
            Value::Integer(year) => scalar::partial_date(&year.to_string()),
            Value::Text(text) => scalar::partial_date(text),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, node, Code::DL015, "ngày");
        }
        date.unwrap_or_default()
    }

    /// A value that parses itself from text; may be missing. Faults are `DL017` with its own words.
    pub fn parse<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Option<T> {
        let node = self.node(key)?;
        let text = self.node_text(key, node);
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let name = self.name(key);
                self.fault(key, Code::DL017, format!("{name} không nhận `{text}`"), &error.to_string());
                None
            }
        }
    }

    /// As [`Self::parse`], of a value that must be there.
    pub fn parse_required<T: FromStr<Err: Display>>(&mut self, key: &'static str, example: &str) -> Option<T> {
        if !self.is_blank(key) {
            return self.parse(key);
        }
        self.asked.push(key);
        self.missing(key, example);
        None
    }

    /// A group of keys (`[key]`), read by `read`; `None` when it is missing.
    pub fn group<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        let node = self.node(key)?;
        match &node.value {
            Value::Map(map) => Some(read_whole(map, self.report, read)),
            _ => {
                self.wrong(key, node, Code::DL014, &format!("nhóm khóa `[{key}]`"));
                None
            }
        }
    }

    /// As [`Self::group`], of a group that must be there.
    pub fn group_required<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        if !self.cells.iter().any(|(known, ..)| *known == key) {
            self.asked.push(key);
            let hint = format!("thêm nhóm `[{key}]` vào tệp");
            self.fault(key, Code::DL013, format!("thiếu nhóm `[{key}]`"), &hint);
            return None;
        }
        self.group(key, read)
    }

    /// A list of groups (`[[key]]`), each read by `read`; may be missing.
    pub fn groups<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Value::List(items) = &node.value else {
            self.wrong(key, node, Code::DL014, &format!("danh sách nhóm `[[{key}]]`"));
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items {
            match &item.value {
                Value::Map(map) => values.push(read_whole(map, self.report, &mut read)),
                _ => self.wrong(key, item, Code::DL014, &format!("nhóm `[[{key}]]`")),
            }
        }
        values
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        if self.row.is_some() {
            return;
        }
        for (key, _, place) in &self.cells {
            if self.asked.contains(key) {
                continue;
            }
            let finding = Diagnostic::error(Code::DL011, format!("không có khóa `{key}` ở đây")).at((*place).clone());
            self.report.push(match nearest(key, self.asked.iter().copied()) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint(format!("các khóa được dùng: `{}`", self.asked.join("`, `"))),
            });
        }
    }
}

/// Reads the whole of `map` and reports its unknown keys.
pub fn read_whole<T>(map: &Map, report: &mut Report, read: impl FnOnce(&mut Fields) -> T) -> T {
    let mut fields = Fields::of_map(map, report);
    let value = read(&mut fields);
    fields.finish();
    value
}

/// The finding for a value called `name` that is not what is `wanted`.
pub(super) fn misfit(name: &str, node: &Node, code: Code, wanted: &str) -> Diagnostic {
    if let Some(finding) = control_character(&node.value, &node.place) {
        return finding;
    }
    let message = match shown(&node.value) {
        Some(text) if text == UNCALCULATED && matches!(node.value, Value::Fault(_)) => {
            format!("{name} có công thức chưa được tính, không có giá trị để đọc")
        }
        Some(text) => format!("{name} phải là {wanted}, không phải `{text}`"),
        None => format!("{name} phải là {wanted}, ở đây là {}", node.value.sort()),
    };
    let hint = match (&node.value, code) {
        (Value::Fault(text), _) if text == UNCALCULATED => {
            "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại để công thức có kết quả, hoặc dán giá trị vào ô"
        }
        (Value::Fault(_), _) => "sửa công thức của ô, hoặc dán lại giá trị",
        (_, Code::DL015) => "viết ngày/tháng/năm có trên lịch, ví dụ 25/03/2022",
        (_, Code::DL016) => "chỉ viết chữ số, ví dụ 02 hoặc 1.234",
        _ => "sửa lại giá trị này",
    };
    Diagnostic::error(code, message).at(node.place.clone()).hint(hint)
}

/// A plain value as text.
pub(super) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Fault(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Decimal(number) => Some(number.to_string().replace('.', ",")),
        Value::Bool(flag) => Some(if *flag { "có" } else { "không" }.to_owned()),
        Value::Date(date) => Some(date.format("%d/%m/%Y").to_string()),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::source::{Column, Row, TableSpec};

    const SPEC: TableSpec = TableSpec {
        key: "ket_qua",
        label: "Kết quả",
        columns: &[Column { key: "gia_tri", label: "Giá trị", also: &[], required: true }],
    };

    #[test]
    fn a_formula_without_a_value_is_told_at_its_cell() {
        let file: Arc<Path> = Path::new("s.xlsx").into();
        let place = Place::at_cell(&file, &"Kết quả".into(), 2, 3);
        let node = Node::new(Value::Fault(UNCALCULATED.to_owned()), place.clone());
        let row = Row { spec: &SPEC, cells: vec![("gia_tri", node)], own: Vec::new(), place, number: 3 };
        let mut report = Report::new();
        Fields::of_row(&row, &mut report).text("gia_tri", "90");
        let finding = report.iter().next().unwrap();
        assert_eq!(finding.place.as_ref().unwrap().to_string(), "s.xlsx [Kết quả!D3]");
        assert!(finding.message.contains("chưa được tính"), "{finding}");
        assert!(finding.hints[0].text.contains("lưu lại"), "{finding}");
    }
}
