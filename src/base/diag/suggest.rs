//! "Did you mean": the nearest known name to one that nobody knows.

use super::Diagnostic;
use crate::base::text::without_accents;

impl Diagnostic {
    /// The same, with the known name that is nearest to `word` as its hint; with `otherwise` when none is near.
    pub fn did_you_mean<'a>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        match nearest(word, known) {
            Some(near) => self.hint(format!("có phải là `{near}`?")),
            None => self.hint(otherwise()),
        }
    }
}

/// Nobody mistypes a longer name for another one, in letters; comparing costs the product of the lengths.
const LONGEST: usize = 200;

/// Pairs of letters that are compared for one word: with two thousand names of sixty letters all are. A name for which
/// no room is left is not suggested.
const MOST_PAIRS: usize = 8_000_000;

/// The candidate nearest to `word` in any case, when near enough to be a slip of the keyboard or when it
/// begins with the words of `word`, accents aside.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(2);
    let small = word.to_lowercase();
    let plain = without_accents(&small);
    let mut room = MOST_PAIRS;
    let measured = |candidate: &'a str| {
        let letters = candidate.chars().count();
        if letters > LONGEST {
            return None;
        }
        let known = candidate.to_lowercase();
        // Each letter more or less is a slip.
        let is_comparable = length.abs_diff(letters) <= limit + 2;
        let whole = is_comparable
            .then(|| slips(&small, &known, &mut room))
            .flatten()
            .filter(|slips| *slips <= limit)
            .map(|slips| (slips, false));
        let begun = slips_in_beginning(&plain, &known, &mut room).map(|slips| (slips, true));
        Some((whole.into_iter().chain(begun).min()?, candidate))
    };
    candidates.into_iter().filter_map(measured).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Whether `word` may be a slip of the keyboard for `known`: one letter in three is wrong, but no more than two.
pub fn is_slip(word: &str, known: &str) -> bool {
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 2);
    if length > LONGEST || known.chars().count() > LONGEST {
        return false;
    }
    let mut room = MOST_PAIRS;
    slips(&word.to_lowercase(), &known.to_lowercase(), &mut room).is_some_and(|slips| slips <= limit)
}

/// How many slips make `one` of `other`, where `room` has place for as many pairs of letters as have to be compared;
/// those that both begin and end with need not.
fn slips(one: &str, other: &str, room: &mut usize) -> Option<usize> {
    let begin: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (one.split_at(begin).1, other.split_at(begin).1);
    let ends = one.chars().rev().zip(other.chars().rev());
    let end: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (one.split_at(one.len() - end).0, other.split_at(other.len() - end).0);
    *room = room.checked_sub(one.chars().count().saturating_mul(other.chars().count()))?;
    Some(strsim::damerau_levenshtein(one, other))
}

/// How many slips make `known` begin with the words of `plain`; one is forgiven for every four words.
/// `None` for a single word, which many names begin with, and when `known` is not longer. `known` has its accents.
fn slips_in_beginning(plain: &str, known: &str, room: &mut usize) -> Option<usize> {
    let count = plain.split_whitespace().count();
    if count < 2 || known.split_whitespace().count() <= count {
        return None;
    }
    let beginning: Vec<&str> = known.split_whitespace().take(count).collect();
    let slips = slips(plain, &without_accents(&beginning.join(" ")), room)?;
    (slips <= count / 4).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_words_are_suggested() {
        assert_eq!(nearest("trich_yue", ["trich_yeu", "noi_nhan"]), Some("trich_yeu"));
        assert_eq!(nearest("abc", ["trich_yeu", "noi_nhan"]), None);
    }

    #[test]
    fn names_without_end_are_compared_with_nothing() {
        let (one, other) = ("x".repeat(31_000), format!("{}y", "x".repeat(31_000)));
        assert_eq!(nearest(&one, [other.as_str()]), None);
        assert!(!is_slip(&one, &other));
    }

    #[test]
    fn what_both_have_at_an_end_is_no_slip() {
        for (one, other) in
            [("abcd", "abcd"), ("abcd", "acbd"), ("abab", "ab"), ("", "ab"), ("aab", "aaab"), ("ờx", "ở"), ("ab", "ba")]
        {
            let whole = strsim::damerau_levenshtein(one, other);
            assert_eq!(slips(one, other, &mut 100), Some(whole), "{one}, {other}");
        }
    }

    #[test]
    fn many_long_names_are_compared_as_far_as_there_is_room() {
        let name = |at: usize| format!("{at:06}{}{at:06}", "ă".repeat(180));
        let names: Vec<String> = (0..1_000).map(name).collect();
        let all = names.iter().map(String::as_str);
        assert_eq!(nearest(&names[3].replacen('3', "4", 1), all.clone()), Some(names[3].as_str()));
        let mut room = MOST_PAIRS;
        assert!(all.filter(|name| slips("x", &format!("y{name}"), &mut room).is_some()).count() == 1_000);
        let compared = names.iter().filter(|name| slips(&name.repeat(2), &"x".repeat(200), &mut room).is_some());
        assert!((90..110).contains(&compared.count()), "{room}");
    }

    #[test]
    fn a_name_that_begins_with_the_typed_words_is_nearer() {
        let known = ["Phòng Tài chính doanh nghiệp", "Phòng Tài chính hành chính sự nghiệp", "Phòng Giá"];
        assert_eq!(nearest("Phòng Tài chính hành chánh", known), Some(known[1]));
        assert_eq!(nearest("phong tai chinh hanh chinh", known), Some(known[1]));
        assert_eq!(nearest("Phòng Tài chính doanh nghiệq", known), Some(known[0]));
        assert_eq!(nearest("Phòng", known), None);
        assert_eq!(nearest("Trần Thị Lan", ["Trần Thị Lam Anh Thư"]), None);
    }
}
