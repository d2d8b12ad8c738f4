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
    let measured = |candidate: &'a str| {
        let letters = candidate.chars().count();
        if letters > LONGEST {
            return None;
        }
        let known = candidate.to_lowercase();
        // Each letter more or less is a slip.
        let is_comparable = length.abs_diff(letters) <= limit + 2;
        let whole = || strsim::damerau_levenshtein(&small, &known);
        let whole = is_comparable.then(whole).filter(|slips| *slips <= limit).map(|slips| (slips, false));
        let begun = slips_in_beginning(&plain, &known).map(|slips| (slips, true));
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
    strsim::damerau_levenshtein(&word.to_lowercase(), &known.to_lowercase()) <= limit
}

/// How many slips make `known` begin with the words of `plain`; one is forgiven for every four words.
/// `None` for a single word, which many names begin with, and when `known` is not longer. `known` has its accents.
fn slips_in_beginning(plain: &str, known: &str) -> Option<usize> {
    let count = plain.split_whitespace().count();
    if count < 2 || known.split_whitespace().count() <= count {
        return None;
    }
    let beginning: Vec<&str> = known.split_whitespace().take(count).collect();
    let slips = strsim::damerau_levenshtein(plain, &without_accents(&beginning.join(" ")));
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
    fn a_name_that_begins_with_the_typed_words_is_nearer() {
        let known = ["Phòng Tài chính doanh nghiệp", "Phòng Tài chính hành chính sự nghiệp", "Phòng Giá"];
        assert_eq!(nearest("Phòng Tài chính hành chánh", known), Some(known[1]));
        assert_eq!(nearest("phong tai chinh hanh chinh", known), Some(known[1]));
        assert_eq!(nearest("Phòng Tài chính doanh nghiệq", known), Some(known[0]));
        assert_eq!(nearest("Phòng", known), None);
        assert_eq!(nearest("Trần Thị Lan", ["Trần Thị Lam Anh Thư"]), None);
    }
}
