//! What a template can print, for whoever writes one: every variable with an example of its value.
//!
//! The list is read off a real paper, so it cannot fall behind what templates are given.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The longest example, in letters.
const LONGEST: usize = 60;
/// From how many alike entries on a map is told by its first one.
const ALIKE: usize = 4;

/// A variable as it is written in a template, `[]` behind a list that is walked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// "dang_ky.tap_the[].noi_dung"
    pub path: String,
    /// Its value in the example, or what it holds: "danh sách (3)".
    pub example: String,
}

/// The variables in `values`. What a list holds that is empty there is taken from the same place in `shapes`.
pub fn variables(values: &Map<String, Value>, shapes: &Map<String, Value>) -> Vec<Variable> {
    let mut found = Vec::new();
    tell_fields("", values, Some(shapes), &mut found);
    found
}

fn tell(path: String, value: &Value, shape: Option<&Value>, found: &mut Vec<Variable>) {
    match value {
        Value::Object(map) => tell_map(path, map, shape.and_then(Value::as_object), found),
        Value::Array(items) => {
            let shapes = shape.and_then(Value::as_array).and_then(|shapes| shapes.first());
            found.push(Variable { path: path.clone(), example: format!("danh sách ({})", items.len()) });
            if let Some(item) = items.first().or(shapes) {
                tell(format!("{path}[]"), item, shapes, found);
            }
        }
        plain => found.push(Variable { path, example: shown(plain) }),
    }
}

/// A map; one with many alike entries, which are found by name, by the first of them.
fn tell_map(path: String, map: &Map<String, Value>, shapes: Option<&Map<String, Value>>, found: &mut Vec<Variable>) {
    if !are_alike(map) {
        tell_fields(&format!("{path}."), map, shapes, found);
        return;
    }
    let names: Vec<&str> = sorted(map).map(|(key, _)| key.as_str()).collect();
    found.push(Variable { path: path.clone(), example: shortened(&format!("theo tên: {}", names.join(", "))) });
    if let Some((name, value)) = sorted(map).next() {
        tell(format!("{path}.{name}"), value, shapes.and_then(|shapes| shapes.get(name)), found);
    }
}

fn tell_fields(before: &str, map: &Map<String, Value>, shapes: Option<&Map<String, Value>>, out: &mut Vec<Variable>) {
    for (key, value) in sorted(map) {
        tell(format!("{before}{key}"), value, shapes.and_then(|shapes| shapes.get(key)), out);
    }
}

/// By name: what templates are given has no order of its own.
fn sorted(map: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    map.iter().collect::<BTreeMap<_, _>>().into_iter()
}

fn are_alike(map: &Map<String, Value>) -> bool {
    let keys = |value: &Value| Some(value.as_object()?.keys().cloned().collect::<BTreeSet<_>>());
    let first = map.values().next().and_then(keys);
    map.len() >= ALIKE && first.is_some() && map.values().all(|value| keys(value) == first)
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{}”", shortened(&text.replace('\n', " "))),
        Value::Null => "(không có)".to_owned(),
        other => other.to_string(),
    }
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() { format!("{}…", start.trim_end()) } else { start }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_variable_is_told_with_an_example() {
        let values = json!({
            "trong": false,
            "don_vi": { "ten": "Phòng A", "dong": [] },
            "bang": { "a": { "so": 1 }, "b": { "so": 2 }, "c": { "so": 3 }, "d": { "so": 4 } },
            "dang_ky": [{ "ten": "X" }, { "ten": "Y" }],
        });
        let shapes = json!({ "don_vi": { "dong": ["một dòng"] } });
        let found = variables(values.as_object().unwrap(), shapes.as_object().unwrap());
        let lines: Vec<String> = found.into_iter().map(|it| format!("{} {}", it.path, it.example)).collect();
        let expected = [
            "bang theo tên: a, b, c, d",
            "bang.a.so 1",
            "dang_ky danh sách (2)",
            "dang_ky[].ten “X”",
            "don_vi.dong danh sách (0)",
            "don_vi.dong[] “một dòng”",
            "don_vi.ten “Phòng A”",
            "trong false",
        ];
        assert_eq!(lines, expected);
    }
}
