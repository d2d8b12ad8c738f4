//! Text in UTF-8 that a program has opened as if it were in the Windows code page: "ChuyÃªn viÃªn" of "Chuyên viên".
//!
//! Each letter with a mark has become two or three signs that no Vietnamese word has side by side, so it is known for
//! sure. Mostly the bytes are all there still; where one was lost on the way, nobody can say what it was.

use encoding_rs::WINDOWS_1252;

/// What the first byte of a letter has become, and what its second may have.
const SIGNS: [(char, &[char]); 5] = [
    ('á', &['»', 'º']),
    ('Ã', &['ª', '¡', '¢', '£', '¨', '©', '¬', '²', '³', '´', 'µ', '¹', 'º', '½', '\u{ad}', '€', 'ƒ', 'Š', '•', '¯']),
    ('Ä', &['‘', '\u{90}', 'ƒ', '‚', '©', '¨']),
    ('Æ', &['°', '¡', '¯', '\u{a0}']),
    ('Å', &['©', '¨']),
];

/// A text that was misread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It was this before.
    Was(String),
    /// A byte is lost: nobody can say what it was.
    Lost,
}

/// What `text` was before it was misread; nothing where it was not.
pub fn misread(text: &str) -> Option<Misread> {
    is_misread(text).then(|| reread(text).map_or(Misread::Lost, Misread::Was))
}

fn is_misread(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let follows = |first: char, next: char| SIGNS.iter().any(|(sign, nexts)| *sign == first && nexts.contains(&next));
    let mut letters = text.chars().zip(text.chars().skip(1));
    letters.any(|(first, next)| follows(first, next))
}

/// The whole text, or each word of it that can be, where others were typed since.
fn reread(text: &str) -> Option<String> {
    let word = |word: &str| decoded(word).or_else(|| (!is_misread(word)).then(|| word.to_owned()));
    decoded(text).or_else(|| text.split_inclusive([' ', '\n', '\t']).map(word).collect())
}

fn decoded(text: &str) -> Option<String> {
    let (bytes, _, has_lost) = WINDOWS_1252.encode(text);
    let meant = String::from_utf8(bytes.into_owned()).ok().filter(|_| !has_lost)?;
    // Opened wrongly twice.
    if is_misread(&meant) { decoded(&meant) } else { Some(meant) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_read_again() {
        for meant in ["Chuyên viên", "Văn phòng Sở", "Đề nghị, Thị Ái", "Ủy ban nhân dân xã Đông Thái", "ườờ ăĩũ"]
        {
            let (once, _, _) = WINDOWS_1252.decode(meant.as_bytes());
            assert_eq!(misread(&once), Some(Misread::Was(meant.to_owned())), "{once}");
            let (twice, _, _) = WINDOWS_1252.decode(once.as_bytes());
            assert_eq!(misread(&twice), Some(Misread::Was(meant.to_owned())), "{twice}");
            assert_eq!(misread(meant), None);
        }
        assert_eq!(misread("khoa há»c"), Some(Misread::Lost));
        let (pasted, _, _) = WINDOWS_1252.decode("Chuyên viên phòng à".as_bytes());
        let mixed = |text: &str| format!("Điều 1. Giao {text} thực hiện");
        assert_eq!(misread(&mixed(&pasted)), Some(Misread::Was(mixed("Chuyên viên phòng à"))));
        assert_eq!(misread(&mixed("khoa há»c")), Some(Misread::Lost));
        for other in [
            "“ỦY BAN NHÂN DÂN XÃ”, ‘XÃ’, XÃ…, XÃ –, XÃ\u{a0}ĐÔNG",
            "SỞ TÀI CHÍNH",
            "Së Tµi chÝnh",
            "Café Müller, 20 m² × 3",
            "UÛY BAN NHAÂN DAÂN",
            "phaân coâng",
        ] {
            assert_eq!(misread(other), None, "{other}");
        }
    }
}
