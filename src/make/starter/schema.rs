//! The JSON Schema of `phong_trao.toml`, for editors that complete and check while one types.
//!
//! Keys, words and conditions are those that the readers ask for ([`crate::base::data::fields::shape`]); what a key
//! means is told in the words of the example campaign, above the key there. So neither is written down again.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::data::fields::shape::{Case, Key, Shape, Sort, Word};
use crate::campaign::example::FACTS;

const DAY: &str = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$";
const PARTIAL_DAY: &str = r"^(|\d{4}(-\d{1,2}){0,2}|(\d{1,2}[/.-]){0,2}\d{4})$";
const COUNT: &str = r"^[0-9][0-9.]*$";
/// What an editor calls the schema.
const TITLE: &str = "phong_trao.toml của vanthu";

/// The schema of files of this `shape`.
pub fn schema(shape: &Shape) -> Value {
    let notes = notes(FACTS);
    let mut schema = table(shape, "", &notes);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".to_owned(), json!(TITLE));
    }
    schema
}

fn table(shape: &Shape, path: &str, notes: &Notes) -> Value {
    let property = |key: &Key| (key.name.clone(), property(key, path, notes));
    let properties: Map<String, Value> = shape.keys.iter().map(property).collect();
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name.as_str()).collect();
    let mut table = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if let Some(table) = table.as_object_mut() {
        if !required.is_empty() {
            table.insert("required".to_owned(), json!(required));
        }
        if !shape.cases.is_empty() {
            table.insert("allOf".to_owned(), shape.cases.iter().map(condition).collect());
        }
    }
    table
}

/// Beside one word only some keys stand.
fn condition(case: &Case) -> Value {
    let there = match &case.word {
        Some(word) => {
            json!({ "required": [case.key], "properties": { &case.key: written(std::slice::from_ref(word)) } })
        }
        None => json!({ "not": { "required": [case.key] } }),
    };
    json!({ "if": there, "then": { "required": case.required, "propertyNames": { "enum": case.known } } })
}

fn property(key: &Key, path: &str, notes: &Notes) -> Value {
    let below = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
    let mut value = sort(&key.sort, &below, notes);
    let note = notes.get(&below).cloned().unwrap_or_default();
    let words = match &key.sort {
        Sort::OneOf(words) | Sort::EachOf(words) => meanings(words),
        _ => String::new(),
    };
    let description = [note, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    if let Some(value) = value.as_object_mut() {
        if !description.is_empty() {
            value.insert("description".to_owned(), json!(description));
        }
        if let Some(example) = example(&key.example) {
            value.insert("examples".to_owned(), json!([example]));
        }
    }
    value
}

fn sort(sort: &Sort, path: &str, notes: &Notes) -> Value {
    let text = || json!({ "type": ["string", "number"] });
    let one = |words: &[Word]| {
        let names: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
        json!({ "anyOf": [{ "enum": names }, written(words)] })
    };
    match sort {
        Sort::Text | Sort::Words => text(),
        Sort::Lines => json!({ "anyOf": [{ "type": "array", "items": text() }, text()] }),
        Sort::Count => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": COUNT }] })
        }
        Sort::Flag => json!({ "anyOf": [{ "type": "boolean" }, { "enum": ["có", "không"] }] }),
        Sort::Day => json!({ "type": "string", "pattern": DAY }),
        Sort::PartialDay => json!({ "anyOf": [{ "type": "string", "pattern": PARTIAL_DAY }, { "type": "integer" }] }),
        Sort::OneOf(words) => one(words),
        Sort::EachOf(words) => json!({ "anyOf": [{ "type": "array", "items": one(words) }, one(words)] }),
        Sort::Table(shape) => table(shape, path, notes),
        Sort::Tables(shape) => {
            let table = table(shape, path, notes);
            json!({ "anyOf": [{ "type": "array", "items": table }, table] })
        }
    }
}

/// One of `words` however it is written: readers look past accents, capitals and what stands between syllables.
fn written(words: &[Word]) -> Value {
    let patterns: Vec<String> = words.iter().map(|word| word.name.chars().map(letter).collect()).collect();
    json!({ "type": "string", "pattern": format!("^({})$", patterns.join("|")) })
}

fn letter(letter: char) -> String {
    let accented = match letter {
        'a' => "aàáảãạăằắẳẵặâầấẩẫậ",
        'd' => "dđ",
        'e' => "eèéẻẽẹêềếểễệ",
        'i' => "iìíỉĩị",
        'o' => "oòóỏõọôồốổỗộơờớởỡợ",
        'u' => "uùúủũụưừứửữự",
        'y' => "yỳýỷỹỵ",
        '_' => return "[ _,/-]+".to_owned(),
        other => return format!("[{}{}]", other, other.to_uppercase()),
    };
    format!("[{accented}{}]", accented.to_uppercase())
}

/// "Một trong: tap_the (tập thể), ca_nhan (cá nhân)."; nothing where the names say it.
fn meanings(words: &[Word]) -> String {
    if words.iter().all(|word| word.name == word.label) {
        return String::new();
    }
    let words: Vec<String> = words.iter().map(|word| format!("{} ({})", word.name, word.label)).collect();
    format!("Một trong: {}.", words.join(", "))
}

/// An example in TOML form as a value.
fn example(typed: &str) -> Option<Value> {
    (!typed.is_empty()).then(|| serde_json::from_str(typed).unwrap_or_else(|_| json!(typed.trim_matches('"'))))
}

/// What is told of a key, by its path ("ke_hoach.can_cu.dan_nhap").
type Notes = BTreeMap<String, String>;

/// The remarks of a file of facts, each with the key or table that stands below it; what is commented out as an
/// example (`#: `) counts as if it were there.
fn notes(facts: &str) -> Notes {
    let (mut notes, mut remarks, mut table) = (Notes::new(), Vec::new(), String::new());
    for line in facts.lines() {
        let line = line.strip_prefix("#: ").unwrap_or(line);
        let header = line.trim_start_matches('[').split(']').next().filter(|_| line.starts_with('['));
        if let Some(remark) = line.strip_prefix("# ") {
            remarks.push(remark);
            continue;
        }
        let key = match (header, line.split_once('=')) {
            (Some(name), _) => {
                table = name.to_owned();
                Some(table.clone())
            }
            (None, Some((key, _))) if key.starts_with(|letter: char| letter.is_ascii_lowercase()) => {
                let key = key.trim();
                Some(if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") })
            }
            _ => None,
        };
        let said: Vec<&str> = remarks.drain(..).filter(|remark| !remark.starts_with('─')).collect();
        if let Some(key) = key.filter(|_| !said.is_empty()) {
            notes.entry(key).or_insert_with(|| said.join(" "));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign;
    use crate::law::Law;

    fn whole() -> Value {
        let law = Law::builtin().unwrap();
        schema(&campaign::shape(&campaign::kinds(None, &law.form_sets).unwrap().0))
    }

    #[test]
    fn remarks_belong_to_the_key_below_them() {
        let notes =
            notes("# Đầu tệp.\n\n# Tên.\nten = \"a\"\n# ── Nhóm ──\n# Bảng.\n[[a.b]]\n# Mã.\n#: ma = 1\nso = 2\n");
        let known = [("a.b", "Bảng."), ("a.b.ma", "Mã."), ("ten", "Tên.")];
        assert_eq!(notes, known.map(|(key, note)| (key.to_owned(), note.to_owned())).into());
    }

    #[test]
    fn keys_words_days_and_tables_are_those_of_the_readers() {
        let schema = whole();
        let at = |path: &str| schema.pointer(path).cloned().unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(at("/required"), json!(["ten", "co_quan", "ke_hoach"]));
        assert_eq!(at("/properties/ngay_xet/pattern"), json!(DAY));
        assert_eq!(at("/properties/thoi_gian/properties/hang_nam/anyOf/0/type"), json!("boolean"));
        let award = "/properties/hinh_thuc/anyOf/0/items";
        let kinds = json!(["tap_the", "ca_nhan", "ho_gia_dinh"]);
        assert_eq!(at(&format!("{award}/properties/doi_tuong/anyOf/0/enum")), kinds);
        assert_eq!(at(&format!("{award}/additionalProperties")), json!(false));
        assert_eq!(at("/properties/van_ban/properties/to_trinh/properties/loai_hinh/type/0"), json!("string"));
    }

    #[test]
    fn a_kind_of_criterion_takes_its_own_keys_only() {
        let schema = whole();
        let cases = schema.pointer("/properties/tieu_chuan/anyOf/0/items/allOf").unwrap().as_array().unwrap().clone();
        let of = |word: &str| {
            let pattern = written(&[Word { name: word.to_owned(), label: String::new() }]);
            let is_it = |case: &&Value| case.pointer("/if/properties/loai") == Some(&pattern);
            cases.iter().find(is_it).unwrap().pointer("/then/propertyNames/enum").unwrap().as_array().unwrap().clone()
        };
        assert!(of("nguong").contains(&json!("muc")) && !of("nguong").contains(&json!("gom")));
        assert!(of("tat_ca").contains(&json!("gom")) && !of("tat_ca").contains(&json!("muc")));
    }

    #[test]
    fn what_keys_mean_is_told_in_the_words_of_the_example() {
        let schema = whole();
        let told = schema.pointer("/properties/chi_so/description").and_then(Value::as_str).unwrap_or_default();
        assert!(FACTS.contains(told) && told.starts_with("Chỉ số"), "{told}");
    }
}
