//! JSON into located values.
//!
//! The parser keeps no lines, so a value is located by its key path (`dang_ky[3].don_vi`); faults of
//! syntax have line and column. A key that stands twice is an error instead of a silent loss.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::tally::Tally;
use super::{Entry, Map, Node, Value, cell};
use crate::base::diag::{Code, Diagnostic, Place, Report, Step};
use crate::base::limits;

/// Parses `text` of the file `path`.
///
/// # Errors
/// `DL005` where it is not JSON, `DL010` for a key given twice, `DL060` beyond the limits.
pub fn parse(text: &str, path: &Path) -> Result<Node, Report> {
    if !limits::TABLE_TEXT.allows(text.len()) {
        return Err(limits::TABLE_TEXT.over().at(Place::file(path)).into());
    }
    let file: Arc<Path> = path.into();
    let mut report = Report::new();
    let mut parser = serde_json::Deserializer::from_str(text);
    let mut reading =
        Reading { report: &mut report, tally: Tally::default(), over: None, names: HashSet::new(), values: 0 };
    let seed = Seed { place: Place::whole(&file), path: Vec::new(), reading: &mut reading };
    let parsed = seed.deserialize(&mut parser).and_then(|node| parser.end().map(|()| node));
    if let Some(over) = reading.over.take() {
        report.push(over);
        return Err(report);
    }
    match parsed {
        Ok(node) => report.finish(node).map(|(node, _)| node),
        Err(error) => {
            report.push(
                Diagnostic::error(Code::DL005, "sai cú pháp JSON")
                    .at(Place::at_line(&file, error.line(), error.column()))
                    .hint("kiểm tra dấu phẩy, dấu nháy kép và dấu đóng ngoặc ngay trước chỗ này"),
            );
            Err(report)
        }
    }
}

/// What is known of the file so far.
struct Reading<'a> {
    report: &'a mut Report,
    tally: Tally,
    /// The limit at which reading stopped.
    over: Option<Diagnostic>,
    /// The keys, each once.
    names: HashSet<Arc<str>>,
    /// How many values there are, with those that hold others.
    values: usize,
}

impl Reading<'_> {
    fn name(&mut self, key: &str) -> Arc<str> {
        if let Some(known) = self.names.get(key) {
            return known.clone();
        }
        let name: Arc<str> = key.into();
        self.names.insert(name.clone());
        name
    }
}

struct Seed<'a, 'b> {
    /// Where the value is; its key is at the same place.
    place: Place,
    path: Vec<Step>,
    reading: &'a mut Reading<'b>,
}

impl<'b> Seed<'_, 'b> {
    /// The value that `step` leads to.
    fn below(&mut self, step: Step) -> Seed<'_, 'b> {
        let path: Vec<Step> = self.path.iter().cloned().chain([step]).collect();
        Seed { place: Place::at_key(&self.place.file, &path), path, reading: &mut *self.reading }
    }

    fn node<E: Error>(self, value: Value) -> Result<Node, E> {
        match self.reading.tally.value(&value, self.path.len()) {
            Ok(()) => Ok(Node::new(value, self.place)),
            Err(over) => Err(self.stop(over)),
        }
    }

    /// Counts a value below.
    fn counted<E: Error>(self) -> Result<Self, E> {
        self.reading.values += 1;
        if limits::JSON_VALUES.allows(self.reading.values) {
            Ok(self)
        } else {
            Err(self.stop(limits::JSON_VALUES.over()))
        }
    }

    /// Ends the reading of the whole file with `over`.
    fn stop<E: Error>(self, over: Diagnostic) -> E {
        self.reading.over = Some(over.at(self.place));
        E::custom("over a limit")
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("một giá trị JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.node(Value::Empty)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
        self.node(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        self.node(Value::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        let value = i64::try_from(number).map_or(Value::Decimal(number as f64), Value::Integer);
        self.node(value)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        self.node(Value::Decimal(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.node(cell::listed(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = items.next_element_seed(self.below(Step::Item(list.len() as u32 + 1)))? {
            list.push(node);
            self = self.counted()?;
        }
        Ok(Node::new(Value::List(list.into()), self.place))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut pairs: A) -> Result<Node, A::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some(key) = pairs.next_key::<String>()? {
            if !limits::KEY.allows(key.len()) {
                return Err(self.stop(limits::KEY.over()));
            }
            let name = self.reading.name(&key);
            let seed = self.below(Step::Name(name));
            let place = seed.place.clone();
            let node = pairs.next_value_seed(seed)?;
            entries.push(Entry { key, place, node });
            self = self.counted()?;
        }
        entries.shrink_to_fit();
        let mut seen = HashSet::new();
        for entry in entries.iter().filter(|entry| !seen.insert(entry.key.as_str())) {
            let finding = Diagnostic::error(Code::DL010, format!("khóa `{}` có hai lần", entry.key));
            self.reading.report.push(finding.at(entry.place.clone()).hint("giữ lại một khóa"));
        }
        Ok(Node::new(Value::Map(Box::new(Map { entries, place: self.place.clone() })), self.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_located_by_their_key_path() {
        let report = parse(r#"{"dang_ky":[{"don_vi":"A"},{"don_vi":"B","don_vi":"C"}]}"#, Path::new("s.json"));
        let finding = report.unwrap_err().iter().next().unwrap().clone();
        assert_eq!(finding.place.unwrap().to_string(), "s.json: dang_ky[2].don_vi");
    }

    #[test]
    fn what_no_table_has_is_told_at_its_place() {
        let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
        let long = format!("{{\"a\":{{\"{}\":1}}}}", "k".repeat(2_000));
        let many = format!("[{}1]", "1,".repeat(900_000));
        for (text, place) in [(deep, "s.json: [1][1]"), (long, "s.json: a"), (many, "s.json")] {
            let report = parse(&text, Path::new("s.json")).unwrap_err();
            let finding = report.iter().next().unwrap();
            assert_eq!(finding.code, Code::DL060);
            assert!(finding.place.as_ref().unwrap().to_string().starts_with(place), "{finding}");
        }
    }

    #[test]
    fn faults_are_found() {
        for (text, code) in
            [("{\"a\":1,}", Code::DL005), ("{\"a\":1,\"a\":2}", Code::DL010), ("", Code::DL005), ("{} {}", Code::DL005)]
        {
            let report = parse(text, Path::new("s.json")).unwrap_err();
            assert_eq!(report.iter().next().unwrap().code, code, "{text}");
        }
    }
}
