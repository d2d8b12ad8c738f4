//! The words of many texts, each looked at once.

use std::collections::HashMap;

use super::{Encoding, Sense, is_beyond_western, is_odd, is_part_of_word, sense};
use crate::base::text::composed;

/// What words are: a file of two hundred thousand names has a few thousand words.
#[derive(Default)]
pub struct Words(HashMap<String, Word>);

/// What one word is.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub is_beyond_western: bool,
    /// What it makes in each encoding; nothing of one that makes sense as it stands.
    pub senses: Option<[Sense; 2]>,
}

impl Words {
    /// Words kept at a time.
    const MOST: usize = 50_000;

    fn is_odd(&mut self, word: Option<&str>) -> bool {
        word.is_some_and(|word| self.word(word).senses.is_some())
    }

    pub(super) fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let senses = is_odd(word).then(|| Encoding::ALL.map(|encoding| sense(word, encoding)));
        let looked = Word { is_beyond_western: word.chars().any(is_beyond_western), senses };
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        self.0.insert(word.to_owned(), looked);
        looked
    }
}

/// Whether some word of `text` makes no sense as it stands: without one it is in neither encoding. Most texts have none.
pub fn has_odd_words(text: &str, known: &mut Words) -> bool {
    if text.is_ascii() {
        return false;
    }
    let text = composed(text);
    // Where the present word begins, and whether it has letters with marks that others than Unicode have, and that only
    // Unicode gives: with one of these it is not odd.
    let (mut from, mut is_marked, mut is_beyond) = (0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            'a'..='z' | 'A'..='Z' => {}
            _ if !is_part_of_word(letter) => {
                if is_marked && !is_beyond && known.is_odd(text.get(from..at)) {
                    return true;
                }
                (from, is_marked, is_beyond) = (at + letter.len_utf8(), false, false);
            }
            _ if is_beyond_western(letter) => is_beyond = true,
            _ => is_marked = true,
        }
    }
    is_marked && !is_beyond && known.is_odd(text.get(from..))
}
