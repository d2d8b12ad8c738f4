//! Who is meant by a name, a code or an abbreviation.
//!
//! Capitals and accents only count when they decide: a name as typed comes first, then one that differs in
//! capitals, then one that differs in accents. An accent tells one person from another, Hưng from Hùng, so of
//! individuals only a name typed without any accents means one that has some.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::base::text::{ascii_key, fold, without_accents};

/// Names with those who are called so.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// As typed, but for runs of blanks.
    exact: HashMap<String, Vec<usize>>,
    /// By the key of the name.
    loose: HashMap<String, Vec<Loose>>,
}

/// A name without regard to capitals.
#[derive(Clone, Debug)]
struct Loose {
    folded: String,
    /// Whether it may be meant by a name with other accents.
    is_free: bool,
    at: usize,
}

impl Names {
    /// Calls the one at `at` also `name`, unless this is empty.
    pub fn put(&mut self, name: &str, at: usize, is_unit: bool) {
        if name.is_empty() {
            return;
        }
        let exact = self.exact.entry(blanks(name).into_owned()).or_default();
        // Positions come in order; the same one comes again at once, by its other names.
        if exact.last() != Some(&at) {
            exact.push(at);
        }
        let folded = fold(name);
        let is_free = is_unit || is_plain(&folded);
        self.loose.entry(ascii_key(name)).or_default().push(Loose { folded, is_free, at });
    }

    /// Whom of the `wanted` ones `name` may mean; nobody when it is empty.
    pub fn meant(&self, name: &str, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let exact = self.exact.get(blanks(name).as_ref()).into_iter().flatten().copied();
        let found: Vec<usize> = exact.filter(|at| wanted(*at)).collect();
        if !found.is_empty() || name.is_empty() {
            return found;
        }
        let key = ascii_key(name);
        let known: Vec<&Loose> = self.loose.get(&key).into_iter().flatten().filter(|known| wanted(known.at)).collect();
        let folded = fold(name);
        let found = each_once(known.iter().filter(|known| known.folded == folded));
        if !found.is_empty() || key.is_empty() {
            return found;
        }
        let is_plain = is_plain(&folded);
        each_once(known.iter().filter(|known| known.is_free || is_plain))
    }
}

fn each_once<'a>(known: impl Iterator<Item = &'a &'a Loose>) -> Vec<usize> {
    let mut found = Vec::new();
    for known in known {
        if !found.contains(&known.at) {
            found.push(known.at);
        }
    }
    found
}

/// Whether `text` has no accents at all.
fn is_plain(text: &str) -> bool {
    without_accents(text) == text
}

/// `name` with single blanks.
fn blanks(name: &str) -> Cow<'_, str> {
    let is_odd = |letter: char| letter.is_whitespace() && letter != ' ';
    if name.contains(is_odd) || name.contains("  ") {
        Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units from 0, individuals from 10.
    fn names(units: &[&str], people: &[&str]) -> Names {
        let mut names = Names::default();
        units.iter().enumerate().for_each(|(at, name)| names.put(name, at, true));
        people.iter().enumerate().for_each(|(at, name)| names.put(name, at + 10, false));
        names
    }

    #[test]
    fn capitals_and_accents_count_when_they_decide() {
        let units = ["Phòng Giá", "PHÒNG GIÁ", "Phòng Già", "Văn phòng"];
        let people = ["Lê Văn Hùng", "Lê Văn Hưng", "Trần An", "Trần  An", "DO CHI"];
        let names = names(&units, &people);
        for (typed, meant) in [
            ("Phòng Giá", vec![0]),
            ("phòng giá", vec![0, 1]),
            ("phòng già", vec![2]),
            ("Phong Gia", vec![0, 1, 2]),
            ("văn\nphòng", vec![3]),
            ("VAN PHONG", vec![3]),
            ("Văn phống", vec![3]),
            ("Lê Văn Hưng", vec![11]),
            ("le van hung", vec![10, 11]),
            ("Lê Văn Hụng", vec![]),
            ("Trần An", vec![12, 13]),
            ("Đỗ Chi", vec![14]),
            ("", vec![]),
            ("…", vec![]),
        ] {
            assert_eq!(names.meant(typed, |_| true), meant, "{typed}");
        }
        assert_eq!(names.meant("phòng giá", |at| at == 1), [1]);
    }
}
