//! The order of Vietnamese names: in the order of the Vietnamese alphabet, tones last; people by given
//! name, which stands last. Unicode would put Đ and all letters with marks behind Z.

use unicode_normalization::UnicodeNormalization;

/// The alphabet, with the Latin letters that foreign names need at their usual places.
const ALPHABET: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Ngang has no mark; huyền, hỏi, ngã, sắc, nặng in the order of dictionaries.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The words of a name, each as its letters and its tones.
pub type Key = Vec<(Vec<u32>, Vec<usize>)>;

/// What the name of a body is sorted by: its words as they stand.
pub fn text_key(text: &str) -> Key {
    text.split_whitespace().map(word_key).collect()
}

/// What the name of a person is sorted by: given name, family name, then what stands between.
pub fn name_key(name: &str) -> Key {
    let mut words = text_key(name);
    let last = usize::from(words.len() > 1);
    words.rotate_right(last);
    words
}

/// Letters first, tones only between words of the same letters.
fn word_key(word: &str) -> (Vec<u32>, Vec<usize>) {
    let mut letters: Vec<u32> = Vec::new();
    let mut tones = Vec::new();
    for letter in word.to_lowercase().nfd() {
        match TONES.iter().position(|tone| *tone == letter) {
            Some(tone) => {
                if let Some(last) = tones.last_mut() {
                    *last = tone + 1;
                }
            }
            None => {
                let whole = compose(letters.last().copied(), letter);
                if let Some(whole) = whole {
                    letters.pop();
                    letters.push(whole);
                } else {
                    letters.push(rank(letter));
                    tones.push(0);
                }
            }
        }
    }
    (letters, tones)
}

/// A base letter and its breve, circumflex or horn as one letter.
fn compose(base: Option<u32>, mark: char) -> Option<u32> {
    let base = ALPHABET.chars().nth(base? as usize)?;
    let whole: String = [base, mark].iter().collect::<String>().nfc().collect();
    let mut letters = whole.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if mark > '\u{2ff}' => Some(rank(letter)),
        _ => None,
    }
}

fn rank(letter: char) -> u32 {
    let known = ALPHABET.chars().position(|known| known == letter);
    known.map_or(1_000 + letter as u32, |at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_sorted_by_their_first_words() {
        let sorted = ["Phòng Dân tộc", "Phòng Đầu tư", "Phòng Giá", "Thanh tra", "Ủy ban", "Văn phòng"];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| text_key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn names_are_sorted_by_given_name_in_alphabet_and_tone() {
        let sorted = [
            "Trần Văn An",
            "Nguyễn Thị Ánh",
            "Lê Ăn",
            "Phạm Ân",
            "Võ Bình",
            "Nguyễn Dũng",
            "Nguyễn Đan",
            "Lê Minh Khoa",
            "Trần Minh Khoa",
            "Ma",
            "Mà",
            "Mả",
            "Mã",
            "Má",
            "Mạ",
            "Bùi Ơn",
            "Bùi Uyên",
            "Bùi Ước",
            "Bùi Yến",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| name_key(name));
        assert_eq!(names, sorted);
    }
}
