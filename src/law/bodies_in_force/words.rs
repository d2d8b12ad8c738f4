//! Text as a row of words in which names of administrative units are found.
//!
//! Papers write one name in many ways: capitals in the letterhead, "UBND", "TP.", the older placing of
//! tone marks ("Hoà Bình"). All of them become the same words here.

use chrono::NaiveDate;

use crate::base::text::nfc;
use crate::law::registry::{Locality, Registry, UnitKind};

/// Short forms and what they stand for.
const SHORT: &[(&str, &str)] = &[
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("tt", "thị trấn"),
];
/// Older and newer placing of the tone mark.
const TONES: &[(&str, &str)] = &[
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("uỷ", "ủy"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];
/// The kinds of unit at the lower level, which may bear the name of a tỉnh that is gone.
const COMMUNES: &[&str] = &["xã", "phường", "đặc khu"];
/// A kind whose name is only told apart by the name that follows.
const CITY: &str = "thành phố";

/// Words in lower case; `,` `;` `.` `:` `(` `)` are words of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

/// The names in the registry as words, made once for a document.
pub struct Names<'a> {
    places: Vec<(Words, &'a Locality)>,
    kinds: &'a [UnitKind],
}

impl<'a> Names<'a> {
    /// The names in `registry`.
    pub fn new(registry: &'a Registry) -> Self {
        let places = registry.dia_phuong.iter().map(|place| (Words::new(&place.ten), place)).collect();
        Names { places, kinds: &registry.loai }
    }
}

/// Since when a body is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The last day on which it existed.
    Gone(NaiveDate),
    /// The first day on which it will.
    NotYet(NaiveDate),
}

/// A unit that doesn't exist on the day of the paper, found in its words.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    pub wrong: Wrong,
    /// The first word and the one after the last.
    pub start: usize,
    pub end: usize,
    pub nguon: &'a str,
    pub chua_kiem_chung: bool,
    what: What<'a>,
}

#[derive(Clone, Debug)]
enum What<'a> {
    Place(&'a Locality),
    Kind(&'a UnitKind),
}

impl<'a> Mention<'a> {
    /// `place` as a mention of no words, when it doesn't exist on `date`.
    pub fn of(place: &'a Locality, date: NaiveDate) -> Option<Self> {
        let wrong = wrong(place.tu_ngay, place.den_ngay, date)?;
        let what = What::Place(place);
        Some(Mention { wrong, start: 0, end: 0, nguon: &place.nguon, chua_kiem_chung: place.chua_kiem_chung, what })
    }

    fn of_kind(kind: &'a UnitKind, date: NaiveDate) -> Option<Self> {
        let wrong = wrong(kind.tu_ngay, kind.den_ngay, date)?;
        let what = What::Kind(kind);
        Some(Mention { wrong, start: 0, end: 0, nguon: &kind.nguon, chua_kiem_chung: kind.chua_kiem_chung, what })
    }

    /// As messages call it: "tỉnh Kiên Giang", "huyện", "thành phố thuộc tỉnh".
    pub fn name(&self) -> &'a str {
        match self.what {
            What::Place(place) => &place.ten,
            What::Kind(kind) if kind.ten == CITY => "thành phố thuộc tỉnh",
            What::Kind(kind) => &kind.ten,
        }
    }

    /// Who takes its place on `date`.
    pub fn successors(&self, registry: &Registry, date: NaiveDate) -> String {
        match self.what {
            What::Place(place) => registry.successors(&place.ten, date).join(", "),
            What::Kind(kind) => kind.ke_thua.clone(),
        }
    }
}

fn wrong(from: Option<NaiveDate>, until: Option<NaiveDate>, date: NaiveDate) -> Option<Wrong> {
    let gone = until.filter(|last| *last < date).map(Wrong::Gone);
    gone.or_else(|| from.filter(|first| date < *first).map(Wrong::NotYet))
}

impl Words {
    /// The words of `text`.
    pub fn new(text: &str) -> Self {
        let mut clean = nfc(text).to_lowercase();
        for (old, new) in TONES {
            clean = clean.replace(old, new);
        }
        let mut words: Vec<String> = Vec::new();
        let mut word = String::new();
        for letter in clean.chars().chain([' ']) {
            if letter.is_alphanumeric() {
                word.push(letter);
                continue;
            }
            let short = SHORT.iter().find(|(short, _)| *short == word);
            match short {
                Some((_, long)) => words.extend(long.split(' ').map(str::to_owned)),
                None if !word.is_empty() => words.push(word.clone()),
                None => {}
            }
            word.clear();
            // The full stop of "TP." ends nothing.
            if ",;.:()".contains(letter) && !(letter == '.' && short.is_some()) {
                words.push(letter.to_string());
            }
        }
        Words(words)
    }

    /// The word at this place; empty behind the end.
    pub fn at(&self, at: usize) -> &str {
        self.0.get(at).map_or("", String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the words of `phrase` (lower case, single blanks) begin at `at`.
    pub fn has(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(offset, word)| self.at(at + offset) == word)
    }

    /// Whether the words before `at` end with `phrase`.
    pub fn ends_with(&self, at: usize, phrase: &str) -> bool {
        at.checked_sub(phrase.split(' ').count()).is_some_and(|start| self.has(start, phrase))
    }

    /// Whether all of `other` stand somewhere in a row.
    fn contains(&self, other: &Words) -> bool {
        !other.0.is_empty() && self.0.windows(other.len()).any(|window| window == other.0)
    }

    /// Whether they end with the words of `name`.
    pub fn close_with(&self, name: &Words) -> bool {
        self.0.ends_with(&name.0)
    }

    /// Whether they name a xã, phường or đặc khu that is called `name`.
    pub fn names_commune(&self, name: &Words) -> bool {
        COMMUNES.iter().any(|kind| {
            let mut full = Words::new(kind);
            full.0.extend(name.0.iter().cloned());
            self.contains(&full)
        })
    }

    /// Every unit in these words that doesn't exist on `date`; `beside` are all words of the paper.
    pub fn mentions<'a>(&self, names: &Names<'a>, date: NaiveDate, beside: &Words) -> Vec<Mention<'a>> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let named = names.places.iter().find(|(name, place)| self.begins(at, name) && is_meant(place, beside));
            let (length, mention) = match named {
                Some((name, place)) => (name.len(), Mention::of(place, date)),
                None => self.kind_at(at, names.kinds, date).unwrap_or((1, None)),
            };
            mentions.extend(mention.map(|mention| Mention { start: at, end: at + length, ..mention }));
            at += length;
        }
        mentions
    }

    fn begins(&self, at: usize, name: &Words) -> bool {
        self.0.get(at..).is_some_and(|rest| rest.starts_with(&name.0))
    }

    /// The kind of unit named at `at`, with the number of its words.
    fn kind_at<'a>(&self, at: usize, kinds: &'a [UnitKind], date: NaiveDate) -> Option<(usize, Option<Mention<'a>>)> {
        let kind = kinds.iter().find(|kind| self.has(at, &kind.ten))?;
        let length = kind.ten.split(' ').count();
        let next = at + length;
        let is_excepted = kind.tru.iter().any(|name| self.begins(next, &Words::new(name)));
        let is_nameless_city = kind.ten == CITY && (!self.is_name(next) || self.has(next, "trực thuộc"));
        let mention = if is_excepted || is_nameless_city { None } else { Mention::of_kind(kind, date) };
        Some((length, mention))
    }

    /// Whether a word, not the end nor a mark, stands at `at`.
    fn is_name(&self, at: usize) -> bool {
        self.at(at).chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// Whether a name that many places share means this one.
fn is_meant(place: &Locality, beside: &Words) -> bool {
    place.thuoc.is_empty() || place.thuoc.iter().any(|name| beside.contains(&Words::new(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, date: &str) -> Vec<String> {
        let registry = crate::law::Law::builtin().unwrap().registry;
        let words = Words::new(text);
        let mentions = words.mentions(&Names::new(&registry), date.parse().unwrap(), &words);
        mentions.iter().map(|mention| mention.name().to_owned()).collect()
    }

    #[test]
    fn one_name_in_all_its_spellings() {
        for text in ["UBND TỈNH HOÀ BÌNH", "Uỷ ban nhân dân tỉnh Hòa Bình", "tỉnh Ho\u{300}a Bi\u{300}nh"]
        {
            assert_eq!(names(text, "2025-07-01"), ["tỉnh Hòa Bình"], "{text}");
            assert!(names(text, "2025-06-30").is_empty());
        }
        assert_eq!(names("tỉnh Bà Rịa – Vũng Tàu", "2026-01-01"), ["tỉnh Bà Rịa - Vũng Tàu"]);
    }

    #[test]
    fn cities_of_the_centre_stay() {
        for text in ["UBND TP. Cần Thơ", "thành phố Hồ Chí Minh", "các thành phố trực thuộc trung ương", "thành phố"]
        {
            assert!(names(text, "2025-07-01").is_empty(), "{text}");
        }
        assert_eq!(names("UBND TP. Rạch Giá", "2025-07-01"), ["thành phố thuộc tỉnh"]);
    }

    #[test]
    fn shared_names_need_their_neighbours() {
        assert!(names("UBND xã Đông Yên, huyện Quốc Oai", "2024-07-01").is_empty());
        assert!(!names("UBND xã Đông Yên", "2025-07-01").contains(&"xã Đông Yên".to_owned()));
        assert_eq!(names("xã Đông Yên, tỉnh An Giang", "2025-07-01"), ["xã Đông Yên"]);
    }
}
