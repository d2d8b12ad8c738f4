//! Bytes of text files that are not UTF-8, guessed.
//!
//! Excel's plain "CSV" is in the code page of the machine; old programs write TCVN3 or VNI bytes. Which
//! one it is, is told by what reads as Vietnamese syllables. Nothing is decoded on a guess unless the
//! caller asks for it; without that the guess is a hint beside the fault.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{OldText, decode};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::legacy::{Encoding, Look, convert, look};
use crate::base::text::syllable::{Care, is_syllable};

/// What 0x80–0x9F are in Windows-1252 (and, but for the unused ones, in Windows-1258).
const UPPER_CONTROLS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Where Windows-1258 differs from Latin-1 above 0x9F.
const VIETNAMESE: &[(u8, char)] = &[
    (0xc3, 'Ă'),
    (0xcc, '\u{300}'),
    (0xd0, 'Đ'),
    (0xd2, '\u{309}'),
    (0xd5, 'Ơ'),
    (0xdd, 'Ư'),
    (0xde, '\u{303}'),
    (0xe3, 'ă'),
    (0xec, '\u{301}'),
    (0xf0, 'đ'),
    (0xf2, '\u{323}'),
    (0xf5, 'ơ'),
    (0xfd, 'ư'),
    (0xfe, '₫'),
];

/// What a file seems to be in.
struct Guess {
    label: &'static str,
    text: String,
    /// A line as it reads.
    sample: String,
    /// Whether [`super::recode`] will find and report the text once more.
    is_found_again: bool,
}

/// The text in `bytes` as [`decode`] gives it, or as it is guessed when `old` allows; a guess that
/// changes the text is a warning `DL025`.
///
/// # Errors
/// `DL002` at the first byte that is not UTF-8, with the guess as a hint.
pub fn text(bytes: &[u8], path: &Path, old: OldText, report: &mut Report) -> Result<String, Report> {
    text_as(bytes, path, (Code::DL002, old), report)
}

/// As [`text`], with the code of what is not UTF-8.
///
/// # Errors
/// `code` in the place of `DL002`.
pub fn text_as(bytes: &[u8], path: &Path, (code, old): (Code, OldText), report: &mut Report) -> Result<String, Report> {
    let fault = match decode(bytes, path, code) {
        Ok(text) => return Ok(text),
        Err(fault) => fault,
    };
    let Some(guess) = guess(bytes) else { return Err(fault) };
    if old == OldText::Convert {
        if !guess.is_found_again {
            let message = format!("đã đổi cả tệp từ bảng mã {} sang Unicode khi đọc", guess.label);
            let hint = format!("soát lại vài ô trước khi in; một dòng đọc là: `{}`", guess.sample);
            report.push(Diagnostic::warning(Code::DL025, message).at(Place::file(path)).hint(hint));
        }
        return Ok(guess.text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    let mut known = Report::new();
    for finding in fault {
        known.push(finding.hint(format!(
            "tệp có vẻ ở bảng mã {}, một dòng đọc là: `{}`; nếu đúng, thêm `--chuyen-ma` để chương trình tự đổi khi đọc",
            guess.label, guess.sample
        )));
    }
    Err(known)
}

fn guess(bytes: &[u8]) -> Option<Guess> {
    if let Some(text) = wide(bytes) {
        return Some(Guess { label: "UTF-16", sample: telling_line(&text)?, text, is_found_again: false });
    }
    let western = narrow(bytes, &[]);
    let vietnamese: String = narrow(bytes, VIETNAMESE).nfc().collect();
    let old = Encoding::ALL.map(|encoding| {
        let lines = western.lines().filter(|line| look(line) == Look::Clear(encoding));
        let read: Vec<String> = lines.map(|line| convert(line, encoding)).collect();
        (sense(&read.join("\n")), read.into_iter().next(), encoding)
    });
    let best = old.into_iter().max_by_key(|(sense, ..)| *sense);
    let known = sense(&vietnamese);
    match best {
        Some((found, Some(sample), encoding)) if found > known => {
            Some(Guess { label: encoding.label(), text: western, sample, is_found_again: true })
        }
        _ if known > 0 => Some(Guess {
            label: "Windows-1258",
            sample: telling_line(&vietnamese)?,
            text: vietnamese,
            is_found_again: false,
        }),
        _ => None,
    }
}

/// How many words of `text` with marks are syllables, less those that are none.
fn sense(text: &str) -> i64 {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_ascii());
    words.map(|word| if is_syllable(word, Care::Strict) { 1 } else { -1 }).sum()
}

/// The first line that has a letter with a mark.
fn telling_line(text: &str) -> Option<String> {
    text.lines().find(|line| !line.is_ascii()).or_else(|| text.lines().next()).map(|line| line.trim().to_owned())
}

/// UTF-16 with its byte order mark.
fn wide(bytes: &[u8]) -> Option<String> {
    let (little, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (true, rest),
        [0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let units = rest.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
    let units: Vec<u16> =
        units.map(|pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }).collect();
    String::from_utf16(&units).ok()
}

/// Windows-1252 with the letters of `changed` in their places.
fn narrow(bytes: &[u8], changed: &[(u8, char)]) -> String {
    let controls: Vec<char> = UPPER_CONTROLS.chars().collect();
    let letter = |byte: u8| {
        let other = changed.iter().find(|(known, _)| *known == byte).map(|(_, letter)| *letter);
        let upper = byte.checked_sub(0x80).and_then(|at| controls.get(usize::from(at))).copied();
        other.or(upper).unwrap_or(char::from(byte))
    };
    bytes.iter().map(|byte| letter(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "Tên đơn vị;Ghi chú\nPhòng Quản lý ngân sách;\n";

    /// `text` in Windows-1258.
    fn in_1258(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for letter in text.nfc() {
            let toned: Vec<char> = letter.nfd().collect();
            let tones = "\u{300}\u{301}\u{303}\u{309}\u{323}";
            let base: String = toned.iter().copied().filter(|mark| !tones.contains(*mark)).nfc().collect();
            for mark in base.chars().chain(toned.iter().copied().filter(|mark| tones.contains(*mark))) {
                let known = VIETNAMESE.iter().find(|(_, known)| *known == mark).map(|(byte, _)| *byte);
                bytes.push(known.unwrap_or(mark as u32 as u8));
            }
        }
        bytes
    }

    fn in_utf16(text: &str) -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    fn latin(text: &str) -> Vec<u8> {
        text.chars().map(|letter| letter as u32 as u8).collect()
    }

    #[test]
    fn the_hint_names_the_encoding_and_shows_a_line() {
        for (bytes, label, shown) in [
            (latin("Tªn ®¬n vÞ;a\nPhßng Qu¶n lý ng©n s¸ch"), "TCVN3 (ABC)", "Tên đơn vị;a"),
            (latin("Teân ñôn vò;a\nPhoøng Ngaân saùch"), "VNI", "Tên đơn vị;a"),
            (in_1258(LINE), "Windows-1258", "Tên đơn vị;Ghi chú"),
            (in_utf16(LINE), "UTF-16", "Tên đơn vị;Ghi chú"),
        ] {
            let mut report = Report::new();
            let fault = text(&bytes, Path::new("a.csv"), OldText::Refuse, &mut report).unwrap_err();
            let finding = fault.iter().next().unwrap();
            assert_eq!(finding.code, Code::DL002);
            let hint = &finding.hints[1].text;
            assert!(hint.contains(label) && hint.contains(shown), "{hint}");
        }
    }

    #[test]
    fn a_file_is_read_when_asked_for() {
        for bytes in [in_1258(LINE), in_utf16(LINE)] {
            let mut report = Report::new();
            assert_eq!(text(&bytes, Path::new("a.csv"), OldText::Convert, &mut report).unwrap(), LINE);
            assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL025]);
        }
        let mut report = Report::new();
        let read = text(&latin("Së Tµi chÝnh"), Path::new("a.csv"), OldText::Convert, &mut report).unwrap();
        assert_eq!(read, "Së Tµi chÝnh");
        assert!(report.is_empty());
    }

    #[test]
    fn noise_gets_no_guess() {
        let mut report = Report::new();
        let fault = text(b"a\xff\xfe\x80b", Path::new("a.csv"), OldText::Convert, &mut report).unwrap_err();
        assert_eq!(fault.iter().next().unwrap().hints.len(), 1);
    }
}
