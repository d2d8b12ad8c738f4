//! Text as a row of words in which names of administrative units are found.
//!
//! Papers write one name in many ways: capitals in the letterhead, "UBND", "TP.", the older placing of
//! tone marks ("Hoà Bình"). All of them become the same words here.

use chrono::NaiveDate;

use super::names::Names;
use crate::base::text::{is_alphanumeric, nfc};
use crate::law::registry::{Locality, Registry, UnitKind};

/// Short forms and what they stand for.
const SHORT: &[(&str, &str)] =
    &[("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp", "thành phố"), ("tx", "thị xã")];
/// Short for thị trấn behind a body or beside a xã; elsewhere it is Thường trực, Trung tâm, Thông tin, Thông tư.
const TOWN: &str = "tt";
/// What stands before the [`TOWN`] that a body belongs to.
const BEFORE_TOWN: &[&str] = &["ủy ban nhân dân", "hội đồng nhân dân", "đảng ủy", "công an"];
/// What stands before `TP` where it is Tư pháp.
const OF_JUSTICE: &[&str] = &["sở", "bộ", "phòng", "cục"];
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
pub(super) const COMMUNES: &[&str] = &["xã", "phường", "đặc khu"];
/// A kind whose name is only told apart by the name that follows.
pub(super) const CITY: &str = "thành phố";

/// Words in lower case; `,` `;` `.` `:` `(` `)` are words of their own.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<String>,
    /// Whether each was typed with a small first letter, in a text that has small letters.
    small: Vec<bool>,
    /// Whether the text has no small letter at all.
    in_capitals: bool,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
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
        let typed = nfc(text);
        let mut clean = typed.to_lowercase();
        for (old, new) in TONES {
            if clean.contains(old) {
                clean = clean.replace(old, new);
            }
        }
        let has_small = typed.contains(char::is_lowercase);
        let mut originals = typed.split(|letter| !is_alphanumeric(letter)).filter(|word| !word.is_empty());
        let mut words = Words { in_capitals: !has_small, ..Words::default() };
        let mut word = String::new();
        for letter in clean.chars().chain([' ']) {
            if is_alphanumeric(letter) {
                word.push(letter);
                continue;
            }
            let mut short = false;
            if !word.is_empty() {
                let is_small = originals.next().is_some_and(|typed| typed.starts_with(char::is_lowercase));
                short = words.take(&std::mem::take(&mut word), is_small && has_small);
            }
            // The full stop of "TP." ends nothing.
            if ",;.:()".contains(letter) && !(letter == '.' && short) {
                words.push(&letter.to_string(), false);
            }
        }
        words.settle_towns();
        words
    }

    /// Takes a word, in full when it is short for others; whether it is.
    fn take(&mut self, word: &str, is_small: bool) -> bool {
        let is_justice = word == "tp" && OF_JUSTICE.iter().any(|body| self.ends_with(self.len(), body));
        let short = SHORT.iter().find(|(short, _)| *short == word && !is_justice);
        match short {
            Some((_, long)) => long.split(' ').for_each(|word| self.push(word, is_small)),
            None => self.push(word, is_small),
        }
        short.is_some() || word == TOWN
    }

    fn push(&mut self, word: &str, is_small: bool) {
        self.words.push(word.to_owned());
        self.small.push(is_small);
    }

    /// Writes out "TT" where it is thị trấn: behind a body with a name, or as the last of the kinds of commune.
    fn settle_towns(&mut self) {
        let mut at = 0;
        while at < self.len() {
            let of_body = || self.is_name(at + 1) && BEFORE_TOWN.iter().any(|body| self.ends_with(at, body));
            let beside = |kind: &str| ["", " ,", " và"].iter().any(|sign| self.ends_with(at, &format!("{kind}{sign}")));
            let of_list = || {
                let ends = !self.is_name(at + 1) || ["trên", "thuộc", "trực"].contains(&self.at(at + 1));
                ends && COMMUNES.iter().any(|kind| beside(kind))
            };
            if self.at(at) == TOWN && (of_body() || of_list()) {
                self.words.splice(at..=at, ["thị".to_owned(), "trấn".to_owned()]);
                self.small.insert(at, false);
            }
            at += 1;
        }
    }

    /// The word at this place; empty behind the end.
    pub fn at(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
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
    pub(super) fn contains(&self, other: &Words) -> bool {
        other.len() > 0 && self.words.windows(other.len()).any(|window| window == other.words)
    }

    /// Whether they end with the words of `name`.
    pub fn close_with(&self, name: &Words) -> bool {
        self.words.ends_with(&name.words)
    }

    /// Whether they name a xã, phường or đặc khu that is called `name`.
    pub fn names_commune(&self, name: &Words) -> bool {
        COMMUNES.iter().any(|kind| self.contains(&Words::new(kind).followed_by(name)))
    }

    /// These words and those of `name` behind them.
    pub(super) fn followed_by(mut self, name: &Words) -> Words {
        self.words.extend(name.words.iter().cloned());
        self.small.extend(&name.small);
        self
    }

    /// Every unit in these words that doesn't exist on `date`; `beside` are all words of the paper.
    pub fn mentions<'a>(&self, names: &Names<'a>, date: NaiveDate, beside: &Words) -> Vec<Mention<'a>> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let named = names.places.iter().find(|(name, place)| self.begins(at, name) && is_meant(place, beside));
            let (length, mention) = match named {
                Some((name, place)) => (name.len(), Mention::of(place, date)),
                None => self.kind_at(at, names, date).unwrap_or((1, None)),
            };
            mentions.extend(mention.map(|mention| Mention { start: at, end: at + length, ..mention }));
            at += length;
        }
        mentions
    }

    pub(super) fn begins(&self, at: usize, name: &Words) -> bool {
        self.words.get(at..).is_some_and(|rest| rest.starts_with(&name.words))
    }

    /// The kind of unit named at `at`, with the number of its words.
    fn kind_at<'a>(&self, at: usize, names: &Names<'a>, date: NaiveDate) -> Option<(usize, Option<Mention<'a>>)> {
        let kind = names.kinds.iter().find(|kind| self.has(at, &kind.ten))?;
        let length = kind.ten.split(' ').count();
        let is_other = kind.ten == CITY && self.is_other_city(at, at + length, names, date);
        let mention = if is_other { None } else { Mention::of_kind(kind, date) };
        Some((length, mention))
    }

    /// Whether the "thành phố" between `at` and `next` is none of a tỉnh: one directly under the centre by its name,
    /// or without a name where only such a one can be meant.
    fn is_other_city(&self, at: usize, next: usize, names: &Names, date: NaiveDate) -> bool {
        let is_named = names.cities.iter().any(|(name, city)| city.exists(date) && self.begins(next, name));
        let has_no_name = !self.is_name(next)
            || self.has(next, "trực thuộc")
            || self.at(next).starts_with(|letter: char| letter.is_ascii_digit());
        let beside_province = ["tỉnh", "tỉnh ,", "tỉnh và", "tỉnh hoặc"].iter().any(|words| self.ends_with(at, words));
        let is_common = self.is_small(next) && !self.has(next, "thuộc tỉnh");
        is_named || has_no_name || is_common && (names.of_city || beside_province) || names.of_city && self.in_capitals
    }

    /// Whether the word at `at` begins with a small letter, in a text that has small letters.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.small.get(at).copied().unwrap_or_default()
    }

    /// Whether a word, not the end nor a mark, stands at `at`.
    pub(super) fn is_name(&self, at: usize) -> bool {
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
        for text in ["UBND các tỉnh, thành phố chủ trì", "UBND tỉnh/thành phố giao", "Sở TP An Giang", "Bộ TP trình"]
        {
            assert!(names(text, "2025-07-01").is_empty(), "{text}");
        }
        for text in [
            "UBND TP. Rạch Giá",
            "các thành phố thuộc tỉnh giao",
            "UBND tỉnh, thành phố Rạch Giá",
            "UBND thành phố giao",
        ] {
            assert_eq!(names(text, "2025-07-01"), ["thành phố thuộc tỉnh"], "{text}");
        }
    }

    #[test]
    fn a_short_word_is_a_town_only_where_one_can_stand() {
        for text in [
            "TT HĐND, UBND các xã, phường",
            "TT. Tỉnh ủy",
            "Trung tâm TT và Chuyển đổi số",
            "TT Y tế",
            "Bộ TT&TT",
            "Sở TT-TT",
            "Thông tư số 12/2023/TT-BNV",
            "UBND các xã, TT Phục vụ hành chính công",
            "Chủ tịch UBND, TT HĐND",
        ] {
            assert!(names(text, "2025-07-01").is_empty(), "{text}");
        }
        for text in
            ["UBND TT. Minh Lương", "Công an TT Tân Hiệp", "UBND các xã, TT", "UBND các xã, phường, TT trên địa bàn"]
        {
            assert_eq!(names(text, "2025-07-01"), ["thị trấn"], "{text}");
        }
    }

    #[test]
    fn shared_names_need_their_neighbours() {
        assert!(names("UBND xã Đông Yên, huyện Quốc Oai", "2024-07-01").is_empty());
        assert!(!names("UBND xã Đông Yên", "2025-07-01").contains(&"xã Đông Yên".to_owned()));
        assert_eq!(names("xã Đông Yên, tỉnh An Giang", "2025-07-01"), ["xã Đông Yên"]);
    }
}
