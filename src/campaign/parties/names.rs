//! Who is meant by a name, a code or an abbreviation.
//!
//! Capitals and accents only count when they decide: a name as typed comes first, then one that differs in
//! capitals, then one that differs in accents. An accent tells one person from another, Hưng from Hùng, so of
//! individuals only a name typed without any accents means one that has some.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::num::NonZeroU32;

use crate::base::text::{ascii_key, fold, has_even_blanks, without_accents};

/// Names with those who are called so. Hundreds of thousands have two each: all of them stand in one text, and are
/// found by numbers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All names behind one another, as typed but for runs of blanks.
    text: String,
    list: Vec<Name>,
    hasher: RandomState,
    /// The first and the last of those that are alike as typed, by their hash.
    exact: Ends,
    /// The same of those of one key.
    loose: Ends,
}

/// The ends of chains by hashes, which are not hashed once more.
type Ends = HashMap<u64, (u32, u32), BuildHasherDefault<Hashed>>;

/// What a hash comes to.
#[derive(Clone, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Where a name stands, and who is called so.
#[derive(Clone, Debug)]
struct Name {
    from: u32,
    to: u32,
    at: u32,
    /// Whether it may be meant by a name with other accents, because it is one of a unit.
    is_unit: bool,
    /// The next one with the same hash as typed, and of the key.
    next: [Option<NonZeroU32>; 2],
}

/// Which of the chains through the names is followed.
#[derive(Clone, Copy)]
enum Chain {
    Exact,
    Loose,
}

impl Names {
    /// Makes room for `more` names.
    pub fn reserve(&mut self, more: usize) {
        self.list.reserve(more);
        self.exact.reserve(more);
        self.loose.reserve(more);
    }

    /// Calls the one at `at` also `name`, unless this is empty. Of a unit with thousands of rows it is known already.
    pub fn put(&mut self, name: &str, at: usize, is_unit: bool) {
        if name.is_empty() {
            return;
        }
        let typed = blanks(name);
        let number = |count: usize| u32::try_from(count).ok();
        let (from, to) = (number(self.text.len()), number(self.text.len() + typed.len()));
        let (Some(from), Some(to), Some(at), Some(next)) = (from, to, number(at), number(self.list.len())) else {
            return;
        };
        let exact = self.hash(&typed);
        let last = self.exact.get(&exact).and_then(|(_, last)| self.list.get(*last as usize));
        if last.is_some_and(|last| last.at == at && self.text_of(last) == typed) {
            return;
        }
        self.text.push_str(&typed);
        self.list.push(Name { from, to, at, is_unit, next: [None; 2] });
        self.chain(Chain::Exact, exact, next);
        self.chain(Chain::Loose, self.hash(&ascii_key(name)), next);
    }

    fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
    }

    /// Adds the name with this `number` to the end of its chain.
    fn chain(&mut self, chain: Chain, hash: u64, number: u32) {
        let ends = match chain {
            Chain::Exact => &mut self.exact,
            Chain::Loose => &mut self.loose,
        };
        let (_, last) = ends.entry(hash).or_insert((number, number));
        let before = std::mem::replace(last, number);
        if let Some(before) = self.list.get_mut(before as usize).filter(|_| before != number) {
            before.next[chain as usize] = NonZeroU32::new(number);
        }
    }

    /// The names in one chain, each with its text, in the order in which they were put.
    fn follow(&self, chain: Chain, hash: u64) -> impl Iterator<Item = (&Name, &str)> {
        let ends = match chain {
            Chain::Exact => &self.exact,
            Chain::Loose => &self.loose,
        };
        let get = |number: u32| self.list.get(number as usize);
        let first = ends.get(&hash).and_then(|(first, _)| get(*first));
        let names =
            std::iter::successors(first, move |name| name.next[chain as usize].and_then(|next| get(next.get())));
        names.map(|name| (name, self.text_of(name)))
    }

    fn text_of(&self, name: &Name) -> &str {
        self.text.get(name.from as usize..name.to as usize).unwrap_or_default()
    }

    /// Whom of the `wanted` ones `name` may mean; nobody when it is empty.
    pub fn meant(&self, name: &str, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let typed = blanks(name);
        let exact = self.follow(Chain::Exact, self.hash(&typed)).filter(|(_, text)| *text == typed);
        let found = each_once(exact.map(|(known, _)| known.at as usize).filter(|at| wanted(*at)));
        if !found.is_empty() || name.is_empty() {
            return found;
        }
        let key = ascii_key(name);
        // Of most names that nobody has there is no such key, and they may be long.
        if self.follow(Chain::Loose, self.hash(&key)).next().is_none() {
            return found;
        }
        let folded = fold(name);
        let has_accents = !is_plain(&folded);
        let known: Vec<(&Name, Likeness)> =
            self.alike(&key, &folded).filter(|(known, _)| wanted(known.at as usize)).collect();
        let of = |least: &dyn Fn(&Name, Likeness) -> bool| {
            each_once(known.iter().filter(|(known, like)| least(known, *like)).map(|(known, _)| known.at as usize))
        };
        let found = of(&|_, like| like == Likeness::Folded);
        if !found.is_empty() || key.is_empty() {
            return found;
        }
        of(&|known, like| known.is_unit || !has_accents || like == Likeness::Plain)
    }

    /// The names with the key `key`, and how like they are to the name that is `folded`.
    fn alike(&self, key: &str, folded: &str) -> impl Iterator<Item = (&Name, Likeness)> {
        let mut last: Option<(&str, Option<Likeness>)> = None;
        self.follow(Chain::Loose, self.hash(key)).filter_map(move |(known, text)| {
            // Of one name there may be thousands.
            let like = match last {
                Some((same, like)) if same == text => like,
                _ => (ascii_key(text) == key).then(|| Likeness::of(&fold(text), folded)),
            };
            last = Some((text, like));
            Some((known, like?))
        })
    }
}

/// How like a name is to another one of the same key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// The same but for capitals.
    Folded,
    /// Without any accents.
    Plain,
    /// With others.
    Accented,
}

impl Likeness {
    fn of(name: &str, other: &str) -> Self {
        match name == other {
            true => Likeness::Folded,
            false if is_plain(name) => Likeness::Plain,
            false => Likeness::Accented,
        }
    }
}

/// Each of `places` once; they come in their order, but for those who have two rows.
fn each_once(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for at in places {
        if found.last().is_none_or(|last| *last < at) || !found.contains(&at) {
            found.push(at);
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
    match has_even_blanks(name) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" ")),
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

    #[test]
    fn a_name_that_is_known_takes_no_room() {
        let mut names = Names::default();
        for at in [0, 0, 1, 1, 0] {
            names.put("Phòng Giá", at, true);
            names.put("PG", 0, true);
        }
        assert_eq!((names.meant("Phòng Giá", |_| true), names.list.len()), (vec![0, 1], 4));
    }
}
