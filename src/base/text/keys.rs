//! Texts as they are compared: as keys without accents, and folded, with their accents but in small letters.

use unicode_normalization::char::decompose_canonical;

use super::{bare, is_mark};

/// The key of an accented label: "Họ và tên" → `ho_va_ten`. Runs of anything that is neither a letter
/// nor a digit become one underscore; none stands at either end.
pub fn ascii_key(label: &str) -> String {
    let mut key: Vec<u8> = Vec::with_capacity(label.len());
    let mut put = |part: Option<u8>| match part {
        Some(byte) => key.push(byte),
        None if key.last().is_some_and(|last| *last != b'_') => key.push(b'_'),
        None => {}
    };
    for letter in label.chars() {
        match letter {
            'a'..='z' | '0'..='9' => put(Some(letter as u8)),
            _ => key_parts(letter, &mut put),
        }
    }
    if key.last() == Some(&b'_') {
        key.pop();
    }
    String::from_utf8(key).unwrap_or_default()
}

/// The first letter or digit of [`ascii_key`] of `label`, by which most labels are told from a key.
pub fn key_initial(label: &str) -> Option<u8> {
    label.chars().find_map(|letter| {
        let mut first = None;
        key_parts(letter, &mut |part| first = first.or(part));
        first
    })
}

/// Puts the small letters and digits that `letter` is in a key; nothing for what is neither.
fn key_parts(letter: char, put: &mut impl FnMut(Option<u8>)) {
    let ascii = |part: char| u8::try_from(part).ok().filter(u8::is_ascii_alphanumeric);
    if letter.is_ascii() {
        return put(ascii(letter.to_ascii_lowercase()));
    }
    match base_letter(letter) {
        Some(base) => put(Some(base)),
        // The order of what is neither letter nor digit does not count, so each letter is taken apart by itself.
        None => decompose_canonical(letter, |part| {
            if !is_mark(part) {
                small(bare(part), |part| put(ascii(part)));
            }
        }),
    }
}

/// The small letter without accents that one of the accented letters of Vietnamese, or one like these, is.
fn base_letter(letter: char) -> Option<u8> {
    Some(match letter {
        '\u{c0}'..='\u{c5}' | '\u{e0}'..='\u{e5}' | 'Ă' | 'ă' | '\u{1ea0}'..='\u{1eb7}' => b'a',
        'Đ' | 'đ' => b'd',
        'È'..='Ë' | 'è'..='ë' | '\u{1eb8}'..='\u{1ec7}' => b'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | '\u{1ec8}'..='\u{1ecb}' => b'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => b'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => b'u',
        'Ý' | 'ý' | '\u{1ef2}'..='\u{1ef9}' => b'y',
        _ => return None,
    })
}

/// `text` as it is compared: without regard to case and runs of blanks, but with its accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Puts [`fold`] of `text` behind what stands in `folded`. Most letters stay as they are: runs of them are put at once.
pub fn fold_onto(folded: &mut String, text: &str) {
    let begin = folded.len();
    let (mut from, mut is_behind_blank) = (0, true);
    for (at, letter) in text.char_indices() {
        if is_small(letter) {
            is_behind_blank = false;
            continue;
        }
        if letter == ' ' && !is_behind_blank {
            is_behind_blank = true;
            continue;
        }
        if from < at {
            folded.push_str(text.get(from..at).unwrap_or_default());
        }
        from = at + letter.len_utf8();
        let is_blank = letter.is_whitespace();
        match is_blank {
            true if is_behind_blank => {}
            true => folded.push(' '),
            false => small(letter, |small| folded.push(small)),
        }
        is_behind_blank = is_blank;
    }
    folded.push_str(text.get(from..).unwrap_or_default());
    if is_behind_blank && folded.len() > begin {
        folded.pop();
    }
}

/// The first letter of [`fold`] of `text`.
pub fn first_small(text: &str) -> Option<char> {
    let mut first = None;
    let letter = text.trim_start().chars().next()?;
    small(letter, |small| first = first.or(Some(small)));
    first
}

/// Words, folded, with which texts may begin. The first bytes of most texts tell that they begin with none of them.
#[derive(Debug)]
pub struct Beginnings {
    words: &'static [&'static str],
    /// The first bytes of the words, a bit each.
    firsts: [u128; 2],
}

impl Beginnings {
    /// These `words`, none of them empty.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let (mut firsts, mut rest) = ([0; 2], words);
        while let [word, others @ ..] = rest {
            if let [first, ..] = word.as_bytes() {
                firsts[(*first / 128) as usize] |= 1 << (*first % 128);
            }
            rest = others;
        }
        Beginnings { words, firsts }
    }

    /// Those of the words that `folded` may begin with: all that have its first byte.
    pub fn near(&self, folded: &str) -> impl Iterator<Item = &'static str> {
        self.with_first(folded.as_bytes().first().copied())
    }

    /// As [`Self::near`] of [`fold`] of `text`.
    pub fn near_typed(&self, text: &str) -> impl Iterator<Item = &'static str> {
        self.with_first(first_byte(text))
    }

    /// Whether [`fold`] of `text` may begin with one of the words.
    pub fn may_begin(&self, text: &str) -> bool {
        first_byte(text).is_some_and(|first| self.has(first))
    }

    fn with_first(&self, first: Option<u8>) -> impl Iterator<Item = &'static str> {
        let words = if first.is_some_and(|first| self.has(first)) { self.words } else { &[] };
        let is_first = move |word: &str| word.as_bytes().first() == first.as_ref();
        words.iter().filter(move |word| is_first(word)).copied()
    }

    fn has(&self, first: u8) -> bool {
        self.firsts.get(usize::from(first / 128)).is_some_and(|bits| bits >> (first % 128) & 1 == 1)
    }
}

/// The first byte of [`fold`] of `text`.
fn first_byte(text: &str) -> Option<u8> {
    let mut bytes = [0; 4];
    first_small(text)?.encode_utf8(&mut bytes).bytes().next()
}

/// Whether `letter` is one of the small letters, digits and signs that [`small`] leaves as they are, nearly all of a
/// text.
fn is_small(letter: char) -> bool {
    match letter {
        '!'..='@' | '['..='~' | '\u{e0}'..='\u{ff}' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        '\u{1ea0}'..='\u{1ef9}' => u32::from(letter) % 2 == 1,
        _ => false,
    }
}

/// Puts [`char::to_lowercase`] of `letter`, at once for the letters of Vietnamese.
fn small(letter: char, mut put: impl FnMut(char)) {
    match letter {
        '\0'..='\u{7f}' => put(letter.to_ascii_lowercase()),
        '\u{e0}'..='\u{ff}' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => put(letter),
        // Capitals are the even ones.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(u32::from(letter) | 1).into_iter().for_each(put),
        other => other.to_lowercase().for_each(put),
    }
}

/// Whether the only blanks in `text` are ordinary ones, each by itself.
pub fn has_even_blanks(text: &str) -> bool {
    let mut is_behind_blank = false;
    text.chars().all(|letter| {
        let is_blank = letter.is_whitespace();
        let is_even = !is_blank || (letter == ' ' && !is_behind_blank);
        is_behind_blank = is_blank;
        is_even
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::without_accents;

    #[test]
    fn labels_become_keys() {
        for (label, key) in [
            ("Họ và tên", "ho_va_ten"),
            ("  Ngày\nnộp (dd/MM/yyyy) ", "ngay_nop_dd_mm_yyyy"),
            ("ĐƠN VỊ", "don_vi"),
            ("", ""),
        ] {
            assert_eq!(ascii_key(label), key);
        }
    }

    #[test]
    fn a_key_is_that_of_the_plain_letters() {
        for letter in '\0'..=char::MAX {
            let label = format!("x{letter}y");
            assert_eq!(ascii_key(&label), ascii_key(&without_accents(&label)), "{letter:?}");
            let alone = letter.to_string();
            assert_eq!(key_initial(&alone), ascii_key(&alone).bytes().next(), "{letter:?}");
            assert_eq!(first_small(&alone), fold(&alone).chars().next(), "{letter:?}");
        }
        assert_eq!(ascii_key("  Họ\u{323} và tên (*) "), "ho_va_ten");
    }

    #[test]
    fn texts_are_compared_without_case_and_runs_of_blanks() {
        for (text, folded) in [
            ("", ""),
            (" \t\u{a0}\n", ""),
            ("Phòng  Giá", "phòng giá"),
            (" ĐỘI\n1\u{3000} -  Ấp ", "đội 1 - ấp"),
            ("a b", "a b"),
            ("İ I", "i\u{307} i"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
            let words = text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
            assert_eq!(fold(text), words.join(" "), "{text:?}");
        }
        let mut both = fold("Phòng");
        fold_onto(&mut both, " Giá ");
        assert_eq!(both, "phònggiá");
        assert!(["", "a b", " a ", "Phòng Giá"].into_iter().all(has_even_blanks));
        assert!(!["a  b", "a\tb", "a\u{a0}b", "a \nb", "\n"].into_iter().any(has_even_blanks));
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for letter in '\0'..=char::MAX {
            let mut smalls = String::new();
            small(letter, |small| smalls.push(small));
            assert_eq!(smalls, letter.to_lowercase().to_string(), "{letter:?}");
            assert!(!is_small(letter) || smalls == letter.to_string(), "{letter:?}");
        }
    }

    #[test]
    fn beginnings_are_told_by_their_first_byte() {
        static WORDS: Beginnings = Beginnings::of(&["phòng", "đội", "phó", "(a"]);
        assert_eq!(WORDS.near("phố").collect::<Vec<_>>(), ["phòng", "phó"]);
        assert_eq!(WORDS.near_typed(" ĐỘI 1").collect::<Vec<_>>(), ["đội"]);
        assert!(["P", "  (", "đ"].into_iter().all(|text| WORDS.may_begin(text)));
        assert!(!["", " ", "hòa", "Ấp", "0"].into_iter().any(|text| WORDS.may_begin(text)));
    }
}
