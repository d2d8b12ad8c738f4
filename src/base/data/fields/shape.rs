//! What a reader asks for: the keys of a table, each with its sort, found by letting the reader itself read.
//!
//! A reader that is given an empty table asks for all keys that it always knows. Some are known only beside a word
//! (`so` beside `loai = "so_luong"`) or beside another key, so it reads again with each word and each key that it has
//! asked for, until nothing new comes. What it misses in an empty table and not beside another key may be missing. So
//! the JSON Schema of a file can't drift from what is read, and no reader knows that it is only asked.

use std::collections::BTreeSet;

use super::{Fields, read_with};
use crate::base::data::{Codes, Entry, Map, Node, Value};
use crate::base::diag::{Place, Report};

/// What stands where a text is given: a day of every year is one more sort of text that readers tell apart.
const TEXT: &str = "31/12";
/// What stands where a number is given, also one that is read as text.
const NUMBER: i64 = 20;
const DAY: &str = "31/12/2026";

/// The keys of a table in the order in which they are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    pub keys: Vec<Key>,
    /// What is different beside single words.
    pub cases: Vec<Case>,
}

/// One key.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub name: String,
    pub sort: Sort,
    /// Whether a table without it is at fault.
    pub required: bool,
    /// A value in TOML form; empty where the reader shows none.
    pub example: String,
}

/// Which keys stand beside `key = word`, or where `key` is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub key: String,
    pub word: Option<Word>,
    pub known: Vec<String>,
    pub required: Vec<String>,
}

/// A word of a closed list: as data have it, and as papers say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub name: String,
    pub label: String,
}

/// What may stand at a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// Text or a number; what only the reader can tell apart.
    Text,
    /// The same, whatever else is asked of it.
    Words,
    Lines,
    Count,
    Flag,
    Day,
    /// A day of which the end may be missing.
    PartialDay,
    OneOf(Vec<Word>),
    EachOf(Vec<Word>),
    Table(Shape),
    Tables(Shape),
}

/// What a reader has asked for so far.
#[derive(Default)]
pub(super) struct Explored {
    pub shape: Shape,
    /// The tables whose own keys are known by now: what stands in them is asked once.
    pub groups: BTreeSet<String>,
}

impl Shape {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    pub(super) fn note(&mut self, name: &str, sort: Sort) {
        match self.keys.iter_mut().find(|key| key.name == name) {
            Some(key) if key.sort == Sort::Text => key.sort = sort,
            Some(_) => {}
            None => {
                self.keys.push(Key { name: name.to_owned(), sort, required: false, example: String::new() });
            }
        }
    }

    pub(super) fn require(&mut self, name: &str, example: &str) {
        self.note(name, Sort::Text);
        for key in self.keys.iter_mut().filter(|key| key.name == name) {
            key.required = true;
            if key.example.is_empty() {
                key.example = example.to_owned();
            }
        }
    }

    /// These keys and those of `other`; which are required is as before.
    fn add(&mut self, other: &Shape) {
        for key in &other.keys {
            self.note(&key.name, key.sort.clone());
            if let Some(known) = self.keys.iter_mut().find(|known| known.name == key.name && known.example.is_empty()) {
                known.example.clone_from(&key.example);
            }
        }
    }

    /// What is not missed beside `given`, as `found` says, may be missing.
    fn relax(&mut self, found: &Shape, given: &[(String, Value)]) {
        let is_missed = |name: &str| found.key(name).is_some_and(|key| key.required);
        for key in self.keys.iter_mut().filter(|key| key.required) {
            key.required = is_missed(&key.name) || given.iter().any(|(name, _)| *name == key.name);
        }
    }

    fn names(&self) -> Vec<String> {
        self.keys.iter().map(|key| key.name.clone()).collect()
    }
}

impl Key {
    /// Values to see what is asked beside them, each with its word.
    fn values(&self) -> Vec<(Value, Option<Word>)> {
        let text = |text: &str| Value::Text(text.to_owned());
        let plain = match &self.sort {
            Sort::OneOf(words) => return words.iter().map(|word| (text(&word.name), Some(word.clone()))).collect(),
            Sort::Text | Sort::Words => vec![text(TEXT), Value::Integer(NUMBER)],
            Sort::Lines => vec![text(TEXT)],
            Sort::EachOf(words) => words.first().map(|word| text(&word.name)).into_iter().collect(),
            Sort::Count => vec![Value::Integer(NUMBER)],
            Sort::Flag => vec![Value::Bool(true)],
            Sort::Day | Sort::PartialDay => vec![text(DAY)],
            Sort::Table(_) | Sort::Tables(_) => Vec::new(),
        };
        plain.into_iter().map(|value| (value, None)).collect()
    }
}

/// What `read` asks for of a table.
pub fn shape_of(mut read: impl FnMut(&mut Fields)) -> Shape {
    let mut explorer = Explorer { read: &mut read, groups: BTreeSet::new() };
    let base = explorer.once(&[]);
    let mut whole = base.clone();
    explorer.visit(&mut Vec::new(), &base, &base.keys, &mut whole, "");
    let told: Vec<Vec<(Case, Shape)>> = base.keys.iter().map(|key| explorer.cases(key, &base)).collect();
    told.iter().flatten().for_each(|(_, known)| whole.add(known));
    let cases = told.into_iter().map(|cases| cases.into_iter().map(|(case, _)| case).collect::<Vec<_>>());
    let cases = cases.filter(|cases| differ(cases, &whole)).flatten().collect();
    Shape { cases, ..whole }
}

struct Explorer<'r> {
    read: &'r mut dyn FnMut(&mut Fields),
    /// See [`Explored::groups`].
    groups: BTreeSet<String>,
}

impl Explorer<'_> {
    /// What is asked beside `given`.
    fn once(&mut self, given: &[(String, Value)]) -> Shape {
        let place = Place::file("");
        let node = |value: &Value| Node::new(value.clone(), place.clone());
        let entry =
            |(key, value): &(String, Value)| Entry { key: key.clone(), place: place.clone(), node: node(value) };
        let map = Map { entries: given.iter().map(entry).collect(), place: place.clone() };
        let groups = std::mem::take(&mut self.groups);
        let explored = read_with(&map, Codes::DATA, &mut Report::new(), |fields| {
            fields.explored = Some(Explored { groups, ..Explored::default() });
            (self.read)(fields);
            fields.explored.take().unwrap_or_default()
        });
        self.groups = explored.groups;
        explored.shape
    }

    /// Adds to `whole` what is asked when each of `keys` is given beside `given`, where `known` is asked, and so on with
    /// what only comes then; the key `except` is never given.
    fn visit(
        &mut self,
        given: &mut Vec<(String, Value)>,
        known: &Shape,
        keys: &[Key],
        whole: &mut Shape,
        except: &str,
    ) {
        for key in keys {
            let is_given = key.name == except || given.iter().any(|(name, _)| *name == key.name);
            for (value, _) in if is_given { Vec::new() } else { key.values() } {
                given.push((key.name.clone(), value));
                let found = self.once(given);
                whole.add(&found);
                whole.relax(&found, given);
                let new: Vec<Key> = found.keys.iter().filter(|key| known.key(&key.name).is_none()).cloned().collect();
                self.visit(given, &found, &new, whole, except);
                given.pop();
            }
        }
    }

    /// What stands beside each of the words of `key`, and where it is missing.
    fn cases(&mut self, key: &Key, base: &Shape) -> Vec<(Case, Shape)> {
        let words: Vec<(Value, Option<Word>)> = key.values().into_iter().filter(|(_, word)| word.is_some()).collect();
        let mut cases: Vec<(Case, Shape)> = Vec::new();
        for (value, word) in words {
            let mut given = vec![(key.name.clone(), value)];
            let found = self.once(&given);
            let mut known = found.clone();
            self.visit(&mut given, &found, &found.keys, &mut known, "");
            cases.push((case(&key.name, word, &known), known));
        }
        if !key.required && !cases.is_empty() {
            let mut without = base.clone();
            self.visit(&mut Vec::new(), base, &base.keys, &mut without, &key.name);
            cases.push((case(&key.name, None, &without), without));
        }
        cases
    }
}

/// Whether `cases` say more than that all stand beside the same keys.
fn differ(cases: &[Case], whole: &Shape) -> bool {
    let all = |case: &Case| whole.keys.iter().all(|key| case.known.contains(&key.name));
    let same = |case: &Case| case.required.iter().all(|name| whole.key(name).is_some_and(|key| key.required));
    !cases.iter().all(|case| all(case) && same(case))
}

fn case(key: &str, word: Option<Word>, known: &Shape) -> Case {
    let required = known.keys.iter().filter(|key| key.required).map(|key| key.name.clone()).collect();
    Case { key: key.to_owned(), word, known: known.names(), required }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &mut Fields) {
        fields.text("ma", "\"a\"");
        let words = [("so_luong", 1), ("ty_le", 2)];
        match fields.choice("loai", &words) {
            Some(1) => drop(fields.count("so")),
            Some(_) => {
                fields.text("ty_le", "20");
                if fields.flag("lam_tron").is_none() && !fields.is_blank("ty_le") {
                    fields.date("tu_ngay");
                }
            }
            None => {}
        }
        fields.groups("muc", |group| group.lines("dong"));
    }

    /// What a reader may ask beside other keys: beside a number, beside what only comes beside a word, and unless
    /// another key is there.
    fn read_deep(fields: &mut Fields) {
        if fields.one_of("loai", &["sau"]).is_some() && fields.one_of("co_so", &["da_dat"]).is_some() {
            fields.lines("cua_danh_hieu");
        }
        let share = fields.text_or_empty("ty_le").parse::<u32>();
        if share.is_ok() {
            fields.text("chi_so", "\"so_nguoi\"");
        }
        if fields.text_or_empty("theo").is_empty() {
            fields.text("cac_muc", "\"Tốt\"");
        }
        fields.text("ma", "\"a\"");
    }

    #[test]
    fn a_reader_is_asked_about_all_that_it_may_ask() {
        let shape = shape_of(read_deep);
        let sort = |name: &str| shape.key(name).map(|key| (key.sort.clone(), key.required));
        assert_eq!(sort("cua_danh_hieu"), Some((Sort::Lines, false)));
        assert_eq!(sort("chi_so"), Some((Sort::Text, false)));
        assert_eq!(sort("cac_muc"), Some((Sort::Text, false)), "there may be `theo` instead");
        assert_eq!(sort("ma"), Some((Sort::Text, true)));
        let case = shape.cases.iter().find(|case| case.word.is_some()).unwrap();
        assert!(case.known.contains(&"cua_danh_hieu".to_owned()) && case.required == ["ma"], "{case:?}");
    }

    #[test]
    fn keys_are_those_that_are_asked_for() {
        let shape = shape_of(read);
        let sorts: Vec<(&str, bool)> = shape.keys.iter().map(|key| (key.name.as_str(), key.required)).collect();
        let known = [("ma", true), ("loai", false), ("muc", false), ("so", false), ("ty_le", false)];
        assert_eq!(sorts[..5], known);
        assert_eq!(shape.key("tu_ngay").map(|key| &key.sort), Some(&Sort::Day));
        assert_eq!(shape.key("so").map(|key| &key.sort), Some(&Sort::Count));
        let Some(Key { sort: Sort::Tables(inner), .. }) = shape.key("muc") else { panic!("{shape:?}") };
        assert_eq!(inner.key("dong").map(|key| &key.sort), Some(&Sort::Lines));
    }

    #[test]
    fn words_tell_which_keys_stand_beside_them() {
        let shape = shape_of(read);
        let case = |word: &str| {
            let is_it = |case: &&Case| case.word.as_ref().is_some_and(|known| known.name == word);
            shape.cases.iter().find(is_it).unwrap()
        };
        assert!(case("so_luong").known.contains(&"so".to_owned()));
        assert!(!case("so_luong").known.contains(&"ty_le".to_owned()));
        assert!(case("ty_le").known.contains(&"tu_ngay".to_owned()), "{:?}", case("ty_le"));
        assert_eq!(case("ty_le").required, ["ma", "ty_le"]);
        let none = shape.cases.iter().find(|case| case.word.is_none()).unwrap();
        assert_eq!(none.known, ["ma", "loai", "muc"]);
    }
}
