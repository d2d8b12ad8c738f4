//! Vietnamese text as keys and as clean data: NFC, names without accents, forbidden characters, what was
//! typed for fonts from before Unicode ([`legacy`], told by the spelling of [`syllable`]s), the order of
//! names ([`order`]) and their forms of address ([`address`]), the words before a trích yếu ([`subject`]), exact
//! numbers ([`quantity`]), letters that became question marks ([`lost`]), what nobody sees ([`unseen`]) and what no face draws ([`undrawn`]).

pub mod address;
mod keys;
pub mod legacy;
pub mod lost;
pub mod misread;
pub mod order;
pub mod quantity;
pub mod stems;
pub mod subject;
pub mod syllable;
pub mod undrawn;
pub mod unseen;
pub mod visible;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use keys::{Beginnings, ascii_key, first_small, fold, fold_onto, has_even_blanks, key_initial};

/// `text` in NFC.
pub fn nfc(text: &str) -> String {
    composed(text).into_owned()
}

/// The same, itself where it is in NFC already.
pub fn composed(text: &str) -> Cow<'_, str> {
    let is_whole = || text.chars().all(is_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if text.is_ascii() || is_whole() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `text` has nothing but the letters of Vietnamese and its neighbours and what stands on a keyboard, all on one
/// line: then it is in NFC, every face draws it, and everything in it is seen and allowed.
pub fn is_ordinary(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}'))
}

/// Whether `letter` is one of those, nearly all of Vietnamese text, that are in NFC whatever stands beside them.
fn is_composed(letter: char) -> bool {
    letter < '\u{300}' || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}

/// `text` without accents: "Đậm" → "Dam". Other letters stay as they are.
pub fn without_accents(text: &str) -> String {
    plain(text).collect()
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|letter| !is_mark(*letter)).map(bare)
}

/// Whether `letter` is a mark above or below another.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn bare(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    }
}

/// `text` with its first letter small: "Phát động" → "phát động"; capitals in a row stay (`UBND`).
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// `text` with its first letter capital: "đạt" → "Đạt".
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The first character of `text` that may not stand in a document, with its offset in characters:
/// controls other than tab and line feed, the code points that XML 1.0 forbids, the byte-order mark and
/// line separators of Unicode, which PDF forbids or loses, the orders that turn the direction of
/// letters, with which a paper would show something else than it says, and the signs that stand where a
/// letter or a picture was lost.
pub fn forbidden_character(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    while let Some(at) = suspect(text.as_bytes(), from) {
        let letter = text.get(at..).and_then(|rest| rest.chars().next());
        if let Some(letter) = letter.filter(|letter| is_forbidden(*letter)) {
            return Some((text.get(..at).map_or(0, |before| before.chars().count()), letter));
        }
        from = at + letter.map_or(1, char::len_utf8);
    }
    None
}

/// What stands in the place of a picture or a table that was not copied with its text.
const OBJECT: char = '\u{fffc}';

/// What a forbidden character is called, and how to be rid of it where it stands in a `cell` or in the text of a file.
pub fn forbidden_kind(letter: char, is_cell: bool) -> (&'static str, &'static str) {
    match letter {
        char::REPLACEMENT_CHARACTER => {
            ("ký tự thay thế", "một chữ ở đây đã mất khi tệp được chuyển bảng mã: xem bản gốc và gõ lại chữ ấy")
        }
        OBJECT => ("ký tự giữ chỗ của hình", "xóa ký tự này; hình hay bảng ở chỗ ấy không được chép theo chữ"),
        _ if is_cell => ("ký tự điều khiển", "xóa nội dung và gõ lại, không dán từ chương trình khác"),
        _ => ("ký tự điều khiển", "xóa ký tự này; nó thường đến khi chép từ tệp PDF hoặc Excel"),
    }
}

fn is_forbidden(letter: char) -> bool {
    match letter {
        '\t' | '\n' => false,
        OBJECT | char::REPLACEMENT_CHARACTER | '\u{fffe}' | '\u{ffff}' => true,
        '\u{feff}' | '\u{2028}' | '\u{2029}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

/// The first place from `from` on where a forbidden character may begin. Whole parts of a document are looked through:
/// most pieces of them have none of these bytes, which is seen for all bytes of a piece at once.
fn suspect(bytes: &[u8], from: usize) -> Option<usize> {
    const PIECE: usize = 64;
    let is_suspect = |byte: &u8| matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef);
    let has_one = |piece: &&[u8]| piece.iter().fold(false, |found, byte| found | is_suspect(byte));
    let rest = bytes.get(from..)?;
    let clean = rest.chunks(PIECE).take_while(|piece| !has_one(piece)).count() * PIECE;
    rest.iter().skip(clean).position(is_suspect).map(|at| from + clean + at)
}

/// [`char::is_alphanumeric`], at once for the letters of Vietnamese.
pub fn is_alphanumeric(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{1ea0}'..='\u{1eff}' => true,
        '\u{c0}'..='\u{24f}' => !matches!(letter, '×' | '÷'),
        other => other.is_alphanumeric(),
    }
}

/// Whether Windows keeps a file of this name for a device, whatever its extension: `con`, `aux.txt`, `COM1`.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is_one_of = |known: &[&str], stem: &str| known.iter().any(|known| known.eq_ignore_ascii_case(stem));
    let is_port = stem.split_at_checked(3).is_some_and(|(kind, number)| {
        number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()) && is_one_of(&["com", "lpt"], kind)
    });
    is_port || is_one_of(&["con", "prn", "aux", "nul", "conin$", "conout$"], stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_words_lose_their_capital() {
        assert_eq!(lower_first("Phát động"), "phát động");
        assert_eq!(lower_first("UBND tỉnh"), "UBND tỉnh");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn letters_that_need_no_look_are_in_nfc() {
        let letters: Vec<char> = ('\0'..=char::MAX).filter(|letter| is_composed(*letter)).collect();
        assert_eq!(is_nfc_quick(letters.iter().copied()), IsNormalized::Yes);
        assert!(
            letters.contains(&'ệ')
                && letters.iter().all(|letter| is_nfc_quick([*letter].into_iter()) == IsNormalized::Yes)
        );
        assert_eq!(nfc("Đ\u{1ea5}t a\u{302}\u{301}"), "Đất ấ");
    }

    #[test]
    fn what_is_ordinary_needs_no_look() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_ordinary(&letter.to_string())) {
            assert!(is_composed(letter) && !is_forbidden(letter) && !unseen::is_unseen(letter), "{letter:?}");
            assert!(!undrawn::is_undrawn(letter) && (letter == ' ' || !letter.is_whitespace()), "{letter:?}");
        }
        assert!(is_ordinary("Phòng Giá - 1 (Đ)") && !is_ordinary("a\tb"));
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for letter in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    #[test]
    fn controls_are_found() {
        assert_eq!(forbidden_character("a\u{1}b"), Some((1, '\u{1}')));
        assert_eq!(forbidden_character("10\u{202e}05"), Some((2, '\u{202e}')));
        assert_eq!(forbidden_character("a\u{2069}"), Some((1, '\u{2069}')));
        assert_eq!(forbidden_character("Nguy\u{fffd}n"), Some((4, '\u{fffd}')));
        assert_eq!(forbidden_character("\u{fffc}a"), Some((0, '\u{fffc}')));
        assert_eq!(forbidden_character("a\tb\nc\u{200e}"), None);
        for letter in '\0'..=char::MAX {
            let text = format!("ấ–{letter}\u{1}");
            let found = Some(if is_forbidden(letter) { (2, letter) } else { (3, '\u{1}') });
            assert_eq!(forbidden_character(&text), found, "{letter:?}");
        }
        // Wherever it stands in a piece, and whatever harmless sign of the same bytes before it.
        for before in 0..200 {
            let text = "ạ".repeat(before) + "“" + &"b".repeat(before);
            assert_eq!(forbidden_character(&text), None);
            assert_eq!(forbidden_character(&(text + "\u{2028}")), Some((2 * before + 1, '\u{2028}')));
        }
    }
}
