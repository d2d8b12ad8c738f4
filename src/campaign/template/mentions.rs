//! Which fields of a variable a template asks for, found without filling it in: a table that no template
//! prints need not be put together, and what is wrong with it concerns nobody.

use std::collections::BTreeSet;

use super::lexer::{Kind, Token, tokens};

/// The fields of one variable that are asked for by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    pub fields: BTreeSet<String>,
    /// Whether the variable stands for itself somewhere, so that any field may be meant.
    pub whole: bool,
}

impl Mentions {
    /// Whether `field` may be asked for.
    pub fn contains(&self, field: &str) -> bool {
        self.whole || self.fields.contains(field)
    }

    /// Adds what `text` asks of `variable`.
    pub fn read(&mut self, text: &str, variable: &str) {
        let tokens = tokens(text);
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let is_field = before.is_some_and(|before| before.is(".") || before.is("?."));
            if token.name() == Some(variable) && !is_field {
                match field(tokens.get(at + 1..).unwrap_or_default()) {
                    Some(field) => drop(self.fields.insert(field.to_owned())),
                    None => self.whole = true,
                }
            }
        }
    }
}

/// The names that `text` says, fields of others aside.
pub fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_field = false;
    for token in tokens(text) {
        found.extend(token.name().filter(|_| !is_field).map(str::to_owned));
        is_field = token.is(".") || token.is("?.");
    }
    found
}

/// The field that opens `rest`: `.ten` or `["ten"]`; none of `["t" ~ "en"]`, which is known only when it is filled in.
fn field(rest: &[Token]) -> Option<&str> {
    let [sign, token, ..] = rest else { return None };
    let is_whole = || rest.get(2).is_some_and(|end| end.is("]"));
    match &token.kind {
        Kind::Name(name) if sign.is(".") || sign.is("?.") => Some(name),
        Kind::Text(text) if (sign.is("[") || sign.is("?[")) && is_whole() => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let mut found = Mentions::default();
        found.read("{% for x in bang.khach %}{{ x.bang.a }}{% endfor %}{{ bang[\"2026\"] | length }} bang.z", "bang");
        assert_eq!(names("{{ a.b }}{% if c?.d %}{{ <e f={g} /> }} h {# i #}"), ["a", "if", "c", "e", "f", "g"]);
        assert_eq!(found.fields, BTreeSet::from(["khach".to_owned(), "2026".to_owned()]));
        assert!(!found.whole && !found.contains("a"));
        for any in ["{% set all = bang %}", "{{ bang['a' ~ 'b'] }}", "{{ bang?['x' and c] }}", "{{ bang[d] }}"] {
            let mut found = Mentions::default();
            found.read(any, "bang");
            assert!(found.contains("a"), "{any}");
        }
    }
}
