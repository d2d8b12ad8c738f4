//! Text typed for fonts from before Unicode: TCVN3 (ABC) and VNI.
//!
//! Such text reaches us inside Unicode files, its bytes taken for Western letters: "Së Tµi chÝnh",
//! "Sôû Taøi chính". Printed with a Unicode font it is unreadable, yet a clerk whose machine has the
//! old fonts sees nothing wrong. Both encodings are tables here. A word counts as evidence only when it
//! is a Vietnamese syllable read by the table and none as it stands, so that foreign names and proper
//! Vietnamese are left alone.
//!
//! TCVN3 has no codes for accented capitals: fonts whose name ends in H (.VnTimeH) draw small letters as
//! capitals. Letters beside typed capitals (`TµI`) come back as capitals; a text that is small all
//! through stays small unless the caller knows that its font draws capitals.
//!
//! Sources: TCVN 5712:1993, table VN3; VNI Software, code table of VNI-Windows.

mod words;

use unicode_normalization::UnicodeNormalization;

use super::syllable::{Care, is_syllable};
use words::Word;
pub use words::{Words, has_odd_words};

/// An encoding from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    Tcvn3,
    Vni,
}

impl Encoding {
    /// Both.
    pub const ALL: [Encoding; 2] = [Encoding::Tcvn3, Encoding::Vni];

    /// The name that clerks know.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => "TCVN3 (ABC)",
            Encoding::Vni => "VNI",
        }
    }
}

/// What a text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing that the encodings could be about.
    Plain,
    /// Has letters that only Unicode gives.
    Unicode,
    /// Has Western letters that make sense as they stand, and might be something else.
    Either,
    /// One word speaks for the encoding, and not loudly: to be believed beside others of the same kind.
    Hinted(Encoding),
    /// The text is in the encoding.
    Clear(Encoding),
}

/// TCVN 5712:1993 (VN3): each code of the upper half as a Western letter, and the letter it stands for.
const TCVN3: &[&str] = &[
    "¡Ă", "¢Â", "£Ê", "¤Ô", "¥Ơ", "¦Ư", "§Đ", "¨ă", "©â", "ªê", "«ô", "¬ơ", "\u{ad}ư", "®đ", "µà", "¶ả", "·ã", "¸á",
    "¹ạ", "»ằ", "¼ẳ", "½ẵ", "¾ắ", "Æặ", "Çầ", "Èẩ", "Éẫ", "Êấ", "Ëậ", "Ìè", "Îẻ", "Ïẽ", "Ðé", "Ñẹ", "Òề", "Óể", "Ôễ",
    "Õế", "Öệ", "×ì", "Øỉ", "Üĩ", "Ýí", "Þị", "ßò", "áỏ", "âõ", "ãó", "äọ", "åồ", "æổ", "çỗ", "èố", "éộ", "êờ", "ëở",
    "ìỡ", "íớ", "îợ", "ïù", "ñủ", "òũ", "óú", "ôụ", "õừ", "öử", "÷ữ", "øứ", "ùự", "úỳ", "ûỷ", "üỹ", "ýý", "þỵ",
];

/// Codes of TCVN3 that are no letter when nothing stands beside them.
const LONE_SIGNS: &[&str] = &["×", "÷", "·", "¹", "»", "¼", "½", "¾"];

/// VNI-Windows: letters of one character, small.
const VNI_SINGLE: &[(char, char)] =
    &[('ì', 'ì'), ('í', 'í'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('ô', 'ơ'), ('ö', 'ư'), ('î', 'ỵ'), ('ñ', 'đ')];

/// VNI-Windows: the marks of tones behind the base letters a, e, o, u, y, ô (ơ) and ö (ư).
const VNI_TONES: &[(char, char)] =
    &[('ù', '\u{301}'), ('ø', '\u{300}'), ('û', '\u{309}'), ('õ', '\u{303}'), ('ï', '\u{323}')];

/// VNI-Windows: the marks that make â, ê, ô of a, e, o, with or without a tone.
const VNI_HAT: &[(char, &str)] = &[
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
];

/// VNI-Windows: the marks that make ă of a, with or without a tone.
const VNI_BREVE: &[(char, &str)] = &[
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// What `text` seems to be.
pub fn look(text: &str) -> Look {
    look_with(text, &mut Words::default())
}

/// The same of one of many texts, whose `words` are looked at once.
pub fn look_with(text: &str, known: &mut Words) -> Look {
    if text.is_ascii() {
        return Look::Plain;
    }
    let text = super::composed(text);
    let words: Vec<Word> = marked(&text).map(|word| known.word(word)).collect();
    // Most words are Vietnamese as they stand: they say nothing in either encoding.
    let odd: Vec<[Sense; 2]> = words.iter().filter_map(|word| word.senses).collect();
    let mut best: Option<(usize, Look)> = None;
    for encoding in Encoding::ALL.into_iter().filter(|_| !odd.is_empty()) {
        let count = |wanted: Sense| odd.iter().filter(|senses| senses[encoding as usize] == wanted).count();
        let loud = count(Sense::Loud) > 0;
        let proofs = count(Sense::Quiet) + count(Sense::Loud);
        let look = match proofs {
            0 => continue,
            found if found < count(Sense::Strange) => continue,
            1 if !loud => Look::Hinted(encoding),
            _ => Look::Clear(encoding),
        };
        let weight = proofs + if loud { words.len() } else { 0 };
        if best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, look));
        }
    }
    match best {
        Some((_, look)) => look,
        None if words.iter().any(|word| word.is_beyond_western) => Look::Unicode,
        None if words.is_empty() => Look::Plain,
        None => Look::Either,
    }
}

/// The words of `text` that are not plain.
fn marked(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !word.is_ascii())
}

/// What a word that makes no sense as it stands makes in an encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// None either.
    Strange,
    /// A syllable, but it says nothing for the encoding.
    Silent,
    /// A syllable, though it could be a foreign word as well.
    Quiet,
    Loud,
}

/// What the odd `word` makes in `encoding`.
fn sense(word: &str, encoding: Encoding) -> Sense {
    let read = recode(word, encoding);
    if !is_syllable(&read, Care::Strict) {
        return Sense::Strange;
    }
    if read == word || !word.chars().any(|letter| letter.is_ascii_alphabetic()) {
        return Sense::Silent;
    }
    let loud = starts_with_consonant(&read)
        && match encoding {
            Encoding::Tcvn3 => has_odd_letter(word),
            Encoding::Vni => word.chars().any(|letter| "øûõåäãáàâéèêúùë".contains(lower(letter))),
        };
    if loud { Sense::Loud } else { Sense::Quiet }
}

/// Whether `word` speaks for `encoding`.
fn speaks(word: &str, encoding: Encoding) -> bool {
    is_odd(word) && matches!(sense(word, encoding), Sense::Quiet | Sense::Loud)
}

/// Whether `word` has Western letters only, and makes no sense as it stands. A slip of the tone mark is forgiven, but not
/// beside a letter that stands in no word: "HÕt" is no slip of "hót".
fn is_odd(word: &str) -> bool {
    let makes_sense = || is_syllable(word, Care::Lenient) && (!has_odd_letter(word) || is_syllable(word, Care::Strict));
    !word.chars().any(is_beyond_western) && !makes_sense()
}

fn starts_with_consonant(word: &str) -> bool {
    let first = word.nfd().next().map(lower);
    first.is_some_and(|letter| letter.is_alphabetic() && !"aeiouy".contains(letter))
}

/// A sign inside a word, a sharp s, or a Western capital behind its first letter: no language has these.
fn has_odd_letter(word: &str) -> bool {
    const SIGNS: &str = "¡¢£¤¥¦§¨©ª«¬\u{ad}®µ¶¸¹»¼½¾ß";
    let has_small = word.chars().any(|letter| letter.is_ascii_lowercase());
    word.chars().enumerate().any(|(at, letter)| {
        SIGNS.contains(letter) || (at > 0 && has_small && !letter.is_ascii() && letter.is_uppercase())
    })
}

/// Letters of any script, and the signs that the encodings use as letters.
fn is_part_of_word(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' => true,
        '\u{0}'..='\u{7f}' => false,
        '\u{a1}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1ea0}'..='\u{1eff}' => true,
        other => other.is_alphabetic(),
    }
}

fn is_beyond_western(letter: char) -> bool {
    letter > '\u{ff}'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| !is_part_of_word(letter)).filter(|word| !word.is_empty())
}

/// `text` in Unicode, when it is in `encoding`. In a text that also has letters only Unicode gives,
/// only the words that speak for the encoding are changed.
pub fn convert(text: &str, encoding: Encoding) -> String {
    let text: String = text.nfc().collect();
    let mixed = text.chars().any(|letter| letter.is_alphabetic() && is_beyond_western(letter));
    if !mixed {
        return recode(&text, encoding);
    }
    let mut converted = String::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let length = rest.find(|letter| !is_part_of_word(letter)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(length);
        match speaks(word, encoding) {
            true => converted.push_str(&recode(word, encoding)),
            false => converted.push_str(word),
        }
        let mut letters = tail.chars();
        converted.extend(letters.next());
        rest = letters.as_str();
    }
    converted
}

/// Whether every letter of `text` beyond ASCII is a code of `encoding`, where it stands.
pub fn is_readable(text: &str, encoding: Encoding) -> bool {
    let text: String = text.nfc().collect();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let base = lower(letter);
        let is_code = match encoding {
            Encoding::Tcvn3 => tcvn3(letter).is_some(),
            Encoding::Vni => VNI_SINGLE.iter().any(|(code, _)| *code == base),
        };
        if letter.is_alphabetic() && !letter.is_ascii() && !is_code {
            return false;
        }
        let marked = letters.peek().is_some_and(|mark| vni_marks(base, lower(*mark)).is_some());
        if encoding == Encoding::Vni && marked {
            letters.next();
        }
    }
    true
}

/// Whether several words of `text` have marks and each is a Vietnamese syllable as it stands: such a text
/// is in Unicode, even when the encodings could read it too.
pub fn is_vietnamese(text: &str) -> bool {
    let marked: Vec<&str> = marked(text).collect();
    marked.len() > 1 && marked.iter().all(|word| is_syllable(word, Care::Lenient))
}

/// Whether `text` is the "có" of a column of yes and no: as typed (`cã`) it is spelt right, but no word.
pub fn is_yes(text: &str, encoding: Encoding) -> bool {
    encoding == Encoding::Tcvn3 && text.trim().to_lowercase() == "cã"
}

/// Whether `text` is an abbreviation in capitals that has only a Đ beyond ASCII when read in `encoding`
/// (`TCÑT`).
pub fn is_abbreviation(text: &str, encoding: Encoding) -> bool {
    let read = recode(text, encoding);
    let of_capitals = |letter: char| letter == 'Đ' || !letter.is_alphabetic() || letter.is_ascii_uppercase();
    let has_capital = text.chars().any(|letter| letter.is_ascii_uppercase());
    read != text && has_capital && read.chars().all(of_capitals) && !text.contains(char::is_whitespace)
}

fn recode(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => from_tcvn3(text),
        Encoding::Vni => from_vni(text),
    }
}

fn tcvn3(letter: char) -> Option<char> {
    // Most letters of any text; it is asked of each of them several times.
    if letter.is_ascii() {
        return None;
    }
    TCVN3.iter().find_map(|pair| pair.strip_prefix(letter)).and_then(|meant| meant.chars().next())
}

fn from_tcvn3(text: &str) -> String {
    let coded = words(text).filter(|word| word.chars().any(|letter| tcvn3(letter).is_some()));
    let cases: Vec<bool> = coded.filter_map(typed_case).collect();
    let all_capitals = !cases.is_empty() && cases.iter().all(|capital| *capital);
    let mut converted = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|letter| !is_part_of_word(letter)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(length);
        let capitals = typed_case(word).unwrap_or(all_capitals);
        // A sign by itself is a sign (`297 × 210`); a letter by itself may be one of a list (`®)`).
        let is_word = !LONE_SIGNS.contains(&word);
        for letter in word.chars() {
            match tcvn3(letter).filter(|_| is_word) {
                Some(meant) if capitals => converted.extend(meant.to_uppercase()),
                Some(meant) => converted.push(meant),
                None => converted.push(letter),
            }
        }
        let mut letters = tail.chars();
        converted.extend(letters.next());
        rest = letters.as_str();
    }
    converted
}

/// Whether the plain letters of `word` are capitals; `None` when there are too few to tell.
fn typed_case(word: &str) -> Option<bool> {
    let plain: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
    let small = plain.iter().any(char::is_ascii_lowercase);
    (small || plain.len() >= 2).then_some(!small)
}

fn from_vni(text: &str) -> String {
    let mut converted = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let base = lower(letter);
        let marks = letters.peek().and_then(|mark| vni_marks(base, lower(*mark)));
        if marks.is_some() {
            letters.next();
        }
        let single = VNI_SINGLE.iter().find(|(code, _)| *code == base).map_or(base, |(_, meant)| *meant);
        let whole: String = [single].into_iter().chain(marks.unwrap_or_default().chars()).nfc().collect();
        if letter == base { converted.push_str(&whole) } else { converted.push_str(&whole.to_uppercase()) }
    }
    converted
}

/// The marks that `mark` puts on `base`, both small.
fn vni_marks(base: char, mark: char) -> Option<String> {
    if !"aeouyôö".contains(base) {
        return None;
    }
    let of =
        |table: &[(char, &str)]| table.iter().find(|(code, _)| *code == mark).map(|(_, marks)| (*marks).to_owned());
    let tone = VNI_TONES.iter().find(|(code, _)| *code == mark).map(|(_, tone)| tone.to_string());
    let hat = if "aeo".contains(base) { of(VNI_HAT) } else { None };
    let breve = if base == 'a' { of(VNI_BREVE) } else { None };
    tone.or(hat).or(breve)
}

/// The small form of `letter`, when that is one letter.
fn lower(letter: char) -> char {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests;
