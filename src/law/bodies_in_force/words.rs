//! Text as a row of words in which names of administrative units are found.
//!
//! Papers write one name in many ways: capitals in the letterhead, "UBND", "TP.", the older placing of
//! tone marks ("Hoà Bình"). All of them become the same words here.

use super::mention::Mention;
use super::names::{Paper, PlaceName};
use crate::base::text::{is_alphanumeric, nfc};
use crate::law::registry::Locality;

/// Short forms and what they stand for.
const SHORT: &[(&str, &str)] =
    &[("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp", "thành phố"), ("tx", "thị xã")];
/// Short for thị trấn behind a body or beside a xã; elsewhere it is Thường trực, Trung tâm, Thông tin, Thông tư.
const TOWN: &str = "tt";
/// What stands before the [`TOWN`] that a body belongs to.
const BEFORE_TOWN: &[&str] = &["ủy ban nhân dân", "hội đồng nhân dân", "đảng ủy", "công an"];
/// What stands before `TP` where it is Tư pháp.
const OF_JUSTICE: &[&str] = &["sở", "bộ", "phòng", "cục"];
/// Two letters with the older placing of the tone mark, and how they are written today.
const TONES: &[(char, char, &str)] = &[
    ('o', 'à', "òa"),
    ('o', 'á', "óa"),
    ('o', 'ả', "ỏa"),
    ('o', 'ã', "õa"),
    ('o', 'ạ', "ọa"),
    ('u', 'ỷ', "ủy"),
    ('u', 'ỳ', "ùy"),
    ('u', 'ý', "úy"),
    ('u', 'ỹ', "ũy"),
    ('u', 'ỵ', "ụy"),
];
/// The kinds of unit at the lower level, which may bear the name of a tỉnh that is gone.
pub(super) const COMMUNES: &[&str] = &["xã", "phường", "đặc khu"];
/// A kind whose name is only told apart by the name that follows.
pub(super) const CITY: &str = "thành phố";

/// Words in lower case; `,` `;` `.` `:` `(` `)` are words of their own.
#[derive(Clone, Debug)]
pub struct Words {
    /// A blank before the first word and one behind each, so that words in a row are found as one piece of text.
    text: String,
    /// Where each begins in it.
    starts: Vec<usize>,
    /// Whether each was typed with a small first letter, in a text that has small letters.
    small: Vec<bool>,
    /// Whether the text has no small letter at all.
    in_capitals: bool,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Puts `letter` in lower case behind `word`, with the tone mark where it is placed today.
fn push_small(word: &mut String, letter: char) {
    if letter.is_ascii() {
        return word.push(letter.to_ascii_lowercase());
    }
    for letter in letter.to_lowercase() {
        let is_older = |(first, second, _): &&(char, char, &str)| *second == letter && word.ends_with(*first);
        match TONES.iter().find(is_older) {
            Some((_, _, today)) => {
                word.pop();
                word.push_str(today);
            }
            None => word.push(letter),
        }
    }
}

impl Words {
    /// The words of `text`.
    pub fn new(text: &str) -> Self {
        let typed = nfc(text);
        let mut words = Words {
            text: String::with_capacity(typed.len() + typed.len() / 8),
            starts: Vec::with_capacity(typed.len() / 4),
            small: Vec::with_capacity(typed.len() / 4),
            in_capitals: !typed.contains(char::is_lowercase),
        };
        words.text.push(' ');
        let (mut word, mut is_small) = (String::new(), false);
        for letter in typed.chars().chain([' ']) {
            if is_alphanumeric(letter) {
                is_small = if word.is_empty() { letter.is_lowercase() } else { is_small };
                push_small(&mut word, letter);
                continue;
            }
            let short = !word.is_empty() && words.take(&word, is_small);
            word.clear();
            // The full stop of "TP." ends nothing.
            if ",;.:()".contains(letter) && !(letter == '.' && short) {
                words.push(letter.encode_utf8(&mut [0; 4]), false);
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
        self.starts.push(self.text.len());
        self.small.push(is_small);
        self.text.push_str(word);
        self.text.push(' ');
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
                self.write_out_town(at);
            }
            at += 1;
        }
    }

    /// Puts "thị trấn" in the place of the "tt" at `at`.
    fn write_out_town(&mut self, at: usize) {
        let (first, second) = ("thị ", "trấn");
        let start = self.start(at);
        self.text.replace_range(start..start + TOWN.len(), &[first, second].concat());
        let longer = first.len() + second.len() - TOWN.len();
        self.starts.iter_mut().skip(at + 1).for_each(|later| *later += longer);
        self.starts.insert(at + 1, start + first.len());
        self.small.insert(at, false);
    }

    /// Where the word at this place begins in the text; its end behind the last.
    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(self.text.len())
    }

    /// The text from the word at this place on.
    fn from(&self, at: usize) -> &str {
        self.text.get(self.start(at)..).unwrap_or_default()
    }

    /// The word at this place; empty behind the end.
    pub fn at(&self, at: usize) -> &str {
        self.from(at).split_once(' ').map_or("", |(word, _)| word)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether the words of `phrase` (lower case, single blanks) begin at `at`.
    pub fn has(&self, at: usize, phrase: &str) -> bool {
        self.from(at).strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' '))
    }

    /// Whether the words before `at` end with `phrase`.
    pub fn ends_with(&self, at: usize, phrase: &str) -> bool {
        let before = self.text.get(..self.start(at)).and_then(|text| text.strip_suffix(' '));
        before.and_then(|text| text.strip_suffix(phrase)).is_some_and(|text| text.ends_with(' '))
    }

    /// Whether all of `other` stand somewhere in a row.
    pub(super) fn contains(&self, other: &Words) -> bool {
        other.len() > 0 && self.text.contains(&other.text)
    }

    /// Whether they end with the words of `name`.
    pub fn close_with(&self, name: &Words) -> bool {
        self.text.ends_with(&name.text)
    }

    /// These words and those of `name` behind them.
    pub(super) fn followed_by(mut self, name: &Words) -> Words {
        let length = self.text.len() - 1;
        self.starts.extend(name.starts.iter().map(|start| length + start));
        self.small.extend(&name.small);
        self.text.push_str(name.text.trim_start_matches(' '));
        self
    }

    /// These words and, behind a semicolon, those of `other`.
    pub(super) fn and(mut self, other: &Words) -> Self {
        self.push(";", false);
        self.in_capitals &= other.in_capitals;
        self.followed_by(other)
    }

    /// Every unit in these words that doesn't exist on the day of `paper`.
    pub fn mentions<'a>(&self, paper: &Paper<'a>) -> Vec<Mention<'a>> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let (length, mention) =
                paper.names.begin_with(self.at(at)).then(|| self.unit_at(at, paper)).flatten().unwrap_or((1, None));
            mentions.extend(mention.map(|mention| mention.between(at, at + length)));
            at += length;
        }
        mentions
    }

    pub(super) fn begins(&self, at: usize, name: &Words) -> bool {
        name.text.get(1..).is_some_and(|name| self.from(at).starts_with(name))
    }

    /// The unit or kind of unit named at `at`, with the number of its words; a mention where it doesn't exist.
    fn unit_at<'a>(&self, at: usize, paper: &Paper<'a>) -> Option<(usize, Option<Mention<'a>>)> {
        let is_named =
            |(name, _): &(&PlaceName, &Locality)| self.begins(at, &name.whole) && name.is_meant(&paper.everything);
        match paper.places().find(is_named) {
            Some((name, place)) => Some((name.whole.len(), Mention::of(place, paper.date))),
            None => self.kind_at(at, paper),
        }
    }

    /// The kind of unit named at `at`, with the number of its words.
    fn kind_at<'a>(&self, at: usize, paper: &Paper<'a>) -> Option<(usize, Option<Mention<'a>>)> {
        let kind = paper.registry.loai.iter().find(|kind| self.has(at, &kind.ten))?;
        let length = kind.ten.split(' ').count();
        let is_other = kind.ten == CITY && self.is_other_city(at, at + length, paper);
        let mention = if is_other { None } else { Mention::of_kind(kind, paper.date) };
        Some((length, mention))
    }

    /// Whether the "thành phố" between `at` and `next` is none of a tỉnh: one directly under the centre by its name,
    /// or without a name where only such a one can be meant.
    fn is_other_city(&self, at: usize, next: usize, paper: &Paper) -> bool {
        let is_named = paper.cities().any(|city| self.begins(next, &city.name));
        let has_no_name = !self.is_name(next)
            || self.has(next, "trực thuộc")
            || self.at(next).starts_with(|letter: char| letter.is_ascii_digit());
        let beside_province = ["tỉnh", "tỉnh ,", "tỉnh và", "tỉnh hoặc"].iter().any(|words| self.ends_with(at, words));
        let is_common = self.is_small(next) && !self.has(next, "thuộc tỉnh");
        is_named || has_no_name || is_common && (paper.of_city || beside_province) || paper.of_city && self.in_capitals
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, date: &str) -> Vec<String> {
        let law = crate::law::Law::builtin().unwrap();
        let words = Words::new(text);
        let mentions = words.mentions(&Paper::of_nobody(&law, date.parse().unwrap(), words.clone()));
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
        for (first, second, today) in TONES {
            let older = format!("h{first}{second} q{first}{second}n");
            let today = Words::new(&format!("h{today} q{today}n"));
            assert!(Words::new(&older) == today && Words::new(&older.to_uppercase()) == today, "{older}");
        }
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
    fn words_are_found_whole() {
        let words = Words::new("UBND xã Tân An, TT. và các xã, TT");
        assert_eq!((words.at(0), words.at(6), words.at(99)), ("ủy", "an", ""));
        assert!(words.has(4, "xã tân") && !words.has(4, "xã tâ") && !words.has(99, "xã"));
        assert!(words.ends_with(6, "xã tân") && !words.ends_with(6, "ã tân") && !words.ends_with(0, "xã"));
        assert!(words.contains(&Words::new("Tân An")) && !words.contains(&Words::new("ân an")));
        assert!(!words.contains(&Words::new("")) && words.close_with(&Words::new("thị trấn")));
        let together = Words::new("Tân").followed_by(&Words::new("An, xã"));
        assert!(together == Words::new("tân an, xã") && together.at(2) == "," && together.begins(1, &Words::new("an")));
    }

    #[test]
    fn shared_names_need_their_neighbours() {
        assert!(names("UBND xã Đông Yên, huyện Quốc Oai", "2024-07-01").is_empty());
        assert!(!names("UBND xã Đông Yên", "2025-07-01").contains(&"xã Đông Yên".to_owned()));
        assert_eq!(names("xã Đông Yên, tỉnh An Giang", "2025-07-01"), ["xã Đông Yên"]);
    }
}
