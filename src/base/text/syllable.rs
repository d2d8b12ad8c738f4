//! Which words can be Vietnamese syllables.
//!
//! Text typed for the fonts from before Unicode is told from other text by its sense: read one way a
//! word is a Vietnamese syllable, read the other way it is not. So the spelling of syllables stands
//! here as data: initials, rhymes, and where the tone mark goes.
//!
//! Source: the rhymes of standard spelling as taught in primary school (Bộ Giáo dục và Đào tạo,
//! Tiếng Việt 1); the place of the tone mark in both habits (`hoà`, `hòa`).

use unicode_normalization::UnicodeNormalization;

/// How closely a word must keep to the spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// The tone mark stands in its place, a stopped rhyme (`-c`, `-ch`, `-p`, `-t`) has sắc or nặng.
    Strict,
    /// Also foreign initials and slips of the tone mark, as names and clerks have them.
    Lenient,
}

const INITIALS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "q", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Initials of names of peoples and places that the standard list lacks.
const FOREIGN_INITIALS: &[&str] =
    &["p", "f", "j", "w", "z", "bl", "br", "dr", "gl", "gr", "hr", "kl", "kr", "kp", "pl", "pr"];

/// In the order of their bytes, to be searched: a file of names asks millions of times.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên",
    "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y",
    "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh",
    "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi",
    "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt",
    "ươu",
];

const VOWELS: &str = "aăâeêioôơuưy";
const MARKED_VOWELS: &str = "ăâêôơư";
/// Huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const STOPPED_TONES: [char; 2] = ['\u{301}', '\u{323}'];

/// Whether `word` (without blanks, in any case) is spelt as a Vietnamese syllable.
pub fn is_syllable(word: &str, care: Care) -> bool {
    let Some((letters, tone)) = apart(word) else { return false };
    let foreign = if care == Care::Lenient { FOREIGN_INITIALS } else { &[] };
    INITIALS.iter().chain(foreign).any(|initial| {
        let Some(rhyme) = letters.strip_prefix(initial) else { return false };
        let whole_q = *initial != "q" || rhyme.starts_with('u');
        let tone = tone.map(|(at, mark)| (at.wrapping_sub(initial.chars().count()), mark));
        whole_q && RHYMES.binary_search(&rhyme).is_ok() && fits(rhyme, tone, care)
    })
}

/// The letters of `word` without its tone, and the tone with the number of its letter; `None` for
/// anything that is no letter of the alphabet, and for two tones.
fn apart(word: &str) -> Option<(String, Option<(usize, char)>)> {
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    for mark in word.to_lowercase().nfd() {
        match mark {
            'a'..='z' | 'đ' => letters.push(mark),
            '\u{302}' | '\u{306}' | '\u{31b}' => {
                let last = letters.pop()?;
                letters.push([last, mark].iter().collect::<String>().nfc().next().filter(|one| *one != last)?);
            }
            mark if TONES.contains(&mark) && tone.is_none() => tone = Some((letters.len().checked_sub(1)?, mark)),
            _ => return None,
        }
    }
    Some((letters.into_iter().collect(), tone))
}

fn fits(rhyme: &str, tone: Option<(usize, char)>, care: Care) -> bool {
    let letters: Vec<char> = rhyme.chars().collect();
    if care == Care::Lenient {
        // In `giá`, `quý` the tone may be thought of as on the initial.
        return tone.is_none_or(|(at, _)| letters.get(at).is_none_or(|letter| VOWELS.contains(*letter)));
    }
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| rhyme.ends_with(end));
    match tone {
        None => !stopped,
        Some((at, mark)) => (!stopped || STOPPED_TONES.contains(&mark)) && places(rhyme, &letters).contains(&at),
    }
}

/// The letters of `rhyme` that can carry the tone.
fn places(rhyme: &str, letters: &[char]) -> Vec<usize> {
    if let Some(at) = letters.iter().rposition(|letter| MARKED_VOWELS.contains(*letter)) {
        return vec![at];
    }
    let vowels = letters.iter().take_while(|letter| VOWELS.contains(**letter)).count();
    match (rhyme, vowels) {
        ("oa" | "oe" | "uy", _) => vec![0, 1],
        (_, 1) => vec![0],
        (_, 3) => vec![1],
        _ if letters.len() > vowels => vec![vowels - 1],
        _ => vec![0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_stand_in_the_order_in_which_they_are_searched() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "Sở",
            "TÀI",
            "chính",
            "Nguyễn",
            "đường",
            "quyết",
            "giữa",
            "gì",
            "già",
            "huỳnh",
            "hòa",
            "hoà",
            "ủy",
            "ưu",
            "khuya",
            "ngoằn",
            "quý",
            "yêu",
            "ươm",
            "nghiệp",
            "xoong",
            "thuở",
        ] {
            assert!(is_syllable(word, Care::Strict), "{word}");
        }
        for word in
            ["", "Café", "Müller", "goût", "naïve", "hộủ", "tâ", "cảp", "kẽmm", "qan", "a1", "aù", "thaì", "Đắk"]
        {
            assert!(!is_syllable(word, Care::Strict), "{word}");
        }
    }

    #[test]
    fn slips_and_foreign_initials_are_let_pass_with_less_care() {
        for word in ["hóăc", "Páo", "Hrê", "Klôp"] {
            assert!(!is_syllable(word, Care::Strict), "{word}");
        }
        for word in ["qúy", "Páo", "Hrê", "Klôp", "gía"] {
            assert!(is_syllable(word, Care::Lenient), "{word}");
        }
    }
}
