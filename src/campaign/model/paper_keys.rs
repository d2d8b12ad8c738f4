//! Which keys a table `[van_ban.<kind>]` of `phong_trao.toml` takes: the head of the kind's template declares
//! them in `[mau.van_ban]`. Some are those of any head and foot ([`Paper`]), some only this kind has. Each
//! stands there with its usual value, which says its sort as well.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Paper;
use crate::base::data::{Fields, Node, Value};
use crate::base::diag::{Code, Diagnostic};

/// The key of a choice: `{ chon = ["thuong", "khan"] }`.
const CHOICE: &str = "chon";
/// The key of the name of somebody.
const NAME: &str = "ho_ten";

/// The keys of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperKeys {
    /// Those of a head and foot.
    known: Vec<&'static str>,
    /// What these are when `phong_trao.toml` does not say.
    usual: Paper,
    /// The others, by their names.
    own: BTreeMap<String, Sort>,
}

/// What a key of a kind's own takes, and what holds when it is not told.
#[derive(Clone, Debug, PartialEq)]
enum Sort {
    Text(String),
    Lines(Vec<String>),
    Flag(bool),
    /// One of these words; the first when it is not told.
    Choice(Vec<String>),
    /// Tables with these keys; none when it is not told.
    Groups(Vec<String>),
}

/// The value of a key of a kind's own, as templates see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum OwnValue {
    Text(String),
    Lines(Vec<String>),
    Flag(bool),
    Groups(Vec<BTreeMap<String, String>>),
}

/// A paper with what only its kind says of it: the variable `van_ban`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PaperText {
    #[serde(flatten)]
    pub giay: Paper,
    #[serde(flatten)]
    pub rieng: BTreeMap<String, OwnValue>,
}

impl PaperText {
    /// The paper for one award, where `usual` is told for all of them.
    pub fn instead_of(self, usual: &PaperText) -> Self {
        let mut rieng = usual.rieng.clone();
        rieng.extend(self.rieng);
        PaperText { giay: self.giay.instead_of(&usual.giay), rieng }
    }

    /// The text under a key of the kind's own; empty where it is none.
    pub fn text(&self, key: &str) -> &str {
        match self.rieng.get(key) {
            Some(OwnValue::Text(text)) => text,
            _ => "",
        }
    }
}

impl PaperKeys {
    /// Reads `[mau.van_ban]`.
    pub fn declared(fields: &mut Fields) -> Self {
        let mut keys = PaperKeys::default();
        for (key, node) in fields.nodes() {
            match Paper::KEYS.iter().find(|known| **known == key) {
                Some(known) => keys.known.push(known),
                None => match Sort::of(node) {
                    Some(sort) => drop(keys.own.insert(key.to_owned(), sort)),
                    None => {
                        let message = format!("`{key}` không có kiểu nào đọc được");
                        let hint = "giá trị thường dùng cho biết kiểu: \"\", [], false, { chon = [\"a\", \"b\"] }, \
                                    hoặc một bảng mẫu [{ ho_ten = \"\" }]";
                        fields.push(Diagnostic::error(Code::MT006, message).at(node.place.clone()).hint(hint));
                    }
                },
            }
        }
        keys.usual = Paper::read(fields, &keys.known);
        keys.usual.places = Default::default();
        keys
    }

    /// Whether no key is taken.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.own.is_empty()
    }

    /// Whether the key `key` of a head and foot is taken.
    pub fn has(&self, key: &str) -> bool {
        self.known.contains(&key)
    }

    /// Reads `[van_ban.<kind>]`.
    pub fn read(&self, fields: &mut Fields) -> PaperText {
        let giay = Paper::read(fields, &self.known).or(&self.usual);
        let rieng = self.own.iter().map(|(key, sort)| (key.clone(), sort.read(key, fields)));
        PaperText { giay, rieng: rieng.collect() }
    }

    /// As [`Self::read`], with only what the table says.
    pub fn read_told(&self, fields: &mut Fields) -> PaperText {
        let giay = Paper::read(fields, &self.known);
        let mut rieng = BTreeMap::new();
        for (key, sort) in &self.own {
            let is_told = !fields.is_blank(key);
            let value = sort.read(key, fields);
            rieng.extend(is_told.then(|| (key.clone(), value)));
        }
        PaperText { giay, rieng }
    }

    /// These keys and those of `other`, a kind of the same group.
    pub fn and(mut self, other: &PaperKeys) -> Self {
        self.known.extend(other.known.iter().filter(|key| !self.known.contains(key)).copied().collect::<Vec<_>>());
        self.usual = self.usual.or(&other.usual);
        let own = std::mem::take(&mut self.own);
        self.own = other.own.clone().into_iter().chain(own).collect();
        self
    }

    /// `text` without the keys that only other kinds of the group have.
    pub fn only(&self, mut text: PaperText) -> PaperText {
        text.rieng.retain(|key, _| self.own.contains_key(key));
        text
    }

    /// What holds when there is no such table.
    pub fn usual(&self) -> PaperText {
        let rieng = self.own.iter().map(|(key, sort)| (key.clone(), sort.usual()));
        PaperText { giay: self.usual.clone(), rieng: rieng.collect() }
    }

    /// As [`Self::usual`], with something in every list, for the shape; `giay` is the head and foot.
    pub fn sample(&self, giay: Paper) -> PaperText {
        let rieng = self.own.iter().map(|(key, sort)| (key.clone(), sort.sample()));
        PaperText { giay, rieng: rieng.collect() }
    }
}

impl Sort {
    fn of(node: &Node) -> Option<Self> {
        let word = |node: &Node| node.text().unwrap_or_default();
        match &node.value {
            Value::Empty => Some(Sort::Text(String::new())),
            Value::Bool(flag) => Some(Sort::Flag(*flag)),
            Value::List(items) => match items.first().map(|item| &item.value) {
                Some(Value::Map(map)) => {
                    Some(Sort::Groups(map.entries.iter().map(|entry| entry.key.clone()).collect()))
                }
                Some(Value::List(_)) => None,
                _ => Some(Sort::Lines(items.iter().map(word).collect())),
            },
            Value::Map(map) => match map.node(CHOICE).map(|node| &node.value) {
                Some(Value::List(words)) if !words.is_empty() => Some(Sort::Choice(words.iter().map(word).collect())),
                _ => None,
            },
            Value::Fault(_) => None,
            _ => Some(Sort::Text(word(node))),
        }
    }

    fn read(&self, key: &str, fields: &mut Fields) -> OwnValue {
        if fields.is_blank(key) {
            fields.text_or_empty(key);
            return self.usual();
        }
        match self {
            Sort::Text(_) => OwnValue::Text(fields.text_or_empty(key)),
            Sort::Lines(_) => OwnValue::Lines(fields.lines(key)),
            Sort::Flag(usual) => OwnValue::Flag(fields.flag(key).unwrap_or(*usual)),
            Sort::Choice(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                OwnValue::Text(fields.one_of(key, &words).map_or_else(|| self.first(), str::to_owned))
            }
            Sort::Groups(keys) => OwnValue::Groups(
                fields.groups(key, |group| keys.iter().map(|key| (key.clone(), member(group, key))).collect()),
            ),
        }
    }

    fn usual(&self) -> OwnValue {
        match self {
            Sort::Text(text) => OwnValue::Text(text.clone()),
            Sort::Lines(lines) => OwnValue::Lines(lines.clone()),
            Sort::Flag(flag) => OwnValue::Flag(*flag),
            Sort::Choice(_) => OwnValue::Text(self.first()),
            Sort::Groups(_) => OwnValue::Groups(Vec::new()),
        }
    }

    fn sample(&self) -> OwnValue {
        match self {
            Sort::Lines(_) => OwnValue::Lines(vec![String::new()]),
            Sort::Groups(keys) => OwnValue::Groups(vec![keys.iter().map(|key| (key.clone(), String::new())).collect()]),
            sort => sort.usual(),
        }
    }

    fn first(&self) -> String {
        match self {
            Sort::Choice(words) => words.first().cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// The value of `key` in one of several tables. Who is named there has a name, without form of address.
fn member(fields: &mut Fields, key: &str) -> String {
    match key == NAME {
        true if fields.is_blank(key) => fields.text(key, "\"Nguyễn Văn An\""),
        true => fields.person(key),
        false => fields.text_or_empty(key),
    }
}
