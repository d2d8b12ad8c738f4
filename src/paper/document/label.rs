//! Recognises the labels that the decree sets in its own way: Phần, Chương (Roman), Mục, Tiểu mục
//! (Arabic) and Điều (Mục II.6 of Phụ lục I).
//!
//! A sentence may begin with the same words ("Chương II của Luật này quy định …"), so a title on the
//! line of the label is believed only after a sign between them or when it is all capitals, and
//! never when the line ends like a sentence.

use super::Role;
use super::lines::{Glyph, text, trim};
use super::numbering::is_roman;
use crate::base::text::unseen::is_blank;

/// Words that start a label, with its role and the role of its title; Điều is apart.
const OWN_LINE: &[(&str, Role, Role)] = &[
    ("Phần", Role::PhanChuong, Role::TenPhanChuong),
    ("Chương", Role::PhanChuong, Role::TenPhanChuong),
    ("Mục", Role::MucCuaChuong, Role::TenMucCuaChuong),
    ("Tiểu mục", Role::MucCuaChuong, Role::TenMucCuaChuong),
];
const DIEU: &str = "Điều";

/// What a line turned out to be.
#[derive(Debug, PartialEq)]
pub(super) enum Label<'a> {
    /// A label with a line of its own; the title may follow on it.
    OwnLine { label: String, role: Role, title_role: Role, title: Option<&'a [Glyph]> },
    /// "Điều 1." and what follows it.
    Dieu { label: String, rest: &'a [Glyph] },
}

/// The label that `glyphs` starts with, if it is one.
pub(super) fn recognise(glyphs: &[Glyph]) -> Option<Label<'_>> {
    if let Some(after) = number_after(glyphs, DIEU) {
        return article(glyphs, after);
    }
    OWN_LINE.iter().find_map(|(word, role, title_role)| {
        let start = number_after(glyphs, word)?;
        let length = run(glyphs, start, char::is_ascii_alphanumeric);
        let number = text(glyphs.get(start..start + length)?);
        let fits = match role {
            Role::PhanChuong => is_roman(&number),
            _ => number.chars().all(|digit| digit.is_ascii_digit()) && !number.is_empty(),
        };
        let title = title_on_line(glyphs.get(start + length..)?).filter(|_| fits)?;
        Some(Label::OwnLine {
            label: format!("{word} {number}"),
            role: *role,
            title_role: *title_role,
            title: (!title.is_empty()).then_some(title),
        })
    })
}

/// Whether `text` begins with a word that could start a label.
pub(super) fn may_start(text: &str) -> bool {
    let words = OWN_LINE.iter().map(|(word, ..)| *word);
    words.chain([DIEU]).any(|word| text.starts_with(word))
}

/// Whether `glyphs` end as a title does: without a mark of a sentence.
pub(super) fn is_title(glyphs: &[Glyph]) -> bool {
    trim(glyphs).last().is_some_and(|glyph| !".;:,".contains(glyph.letter))
}

fn article<'a>(glyphs: &'a [Glyph], start: usize) -> Option<Label<'a>> {
    let digits = run(glyphs, start, char::is_ascii_digit);
    let letter = run(glyphs, start + digits, |letter| letter.is_ascii_lowercase() || *letter == 'đ');
    let dot = start + digits + letter;
    let rest = glyphs.get(dot + 1..)?;
    let spaced = rest.first().is_none_or(Glyph::is_blank);
    let fits = digits > 0 && letter <= 1 && spaced && glyphs.get(dot)?.is('.');
    fits.then(|| Label::Dieu {
        label: format!("{DIEU} {}", text(glyphs.get(start..=dot).unwrap_or_default())),
        rest: trim(rest),
    })
}

/// The index after `word` and the spaces that follow it; `None` when `glyphs` start otherwise.
fn number_after(glyphs: &[Glyph], word: &str) -> Option<usize> {
    let length = word.chars().count();
    let head = glyphs.get(..length)?;
    let same = head.iter().zip(word.chars()).all(|(glyph, letter)| glyph.is(letter));
    let spaces = run(glyphs, length, |letter| is_blank(*letter));
    (same && spaces > 0).then_some(length + spaces)
}

/// How many letters from `start` on satisfy `test` and are not escaped.
fn run(glyphs: &[Glyph], start: usize, test: impl Fn(&char) -> bool) -> usize {
    let rest = glyphs.get(start..).unwrap_or_default();
    rest.iter().take_while(|glyph| !glyph.escaped && test(&glyph.letter)).count()
}

/// The title in what follows the number, empty when there is none; `None` when it is a sentence.
fn title_on_line(rest: &[Glyph]) -> Option<&[Glyph]> {
    let after_space = trim(rest);
    let Some(first) = after_space.first() else {
        return Some(&[]);
    };
    let touching = rest.first().is_some_and(|glyph| !glyph.is_blank());
    let sign = match first.letter {
        '.' | ':' => touching,
        '-' | '–' | '—' => true,
        _ => false,
    };
    let title = if sign && !first.escaped {
        trim(after_space.get(1..)?)
    } else if !touching && is_capitals(after_space) {
        after_space
    } else {
        return None;
    };
    (title.is_empty() || is_title(title)).then_some(title)
}

/// The title of a mục with a Roman label, typed or `automatic`, when it has small letters: the decree
/// sets it in capitals (Mục II.6 and row 6b of Mục V).
pub(super) fn small_letters(title: &[Glyph], automatic: bool) -> Option<String> {
    let text = text(title);
    let labelled = automatic || text.split_once('.').is_some_and(|(label, _)| is_roman(label));
    (labelled && text.to_uppercase() != text).then_some(text)
}

fn is_capitals(glyphs: &[Glyph]) -> bool {
    let text = text(glyphs);
    text.to_uppercase() == text && text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::lines::split;

    fn shown(line: &str) -> String {
        match recognise(&split(line)[0].glyphs) {
            None => "-".to_owned(),
            Some(Label::Dieu { label, rest }) => format!("{label}/{}", text(rest)),
            Some(Label::OwnLine { label, title, .. }) => format!("{label}|{}", text(title.unwrap_or_default())),
        }
    }

    #[test]
    fn labels_are_told_from_sentences() {
        for (line, expected) in [
            ("Chương I", "Chương I|"),
            ("Phần II.", "Phần II|"),
            ("Chương I. Quy định chung", "Chương I|Quy định chung"),
            ("Chương I: QUY ĐỊNH CHUNG", "Chương I|QUY ĐỊNH CHUNG"),
            ("Chương I – Quy định chung", "Chương I|Quy định chung"),
            ("Chương I QUY ĐỊNH CHUNG", "Chương I|QUY ĐỊNH CHUNG"),
            ("Tiểu mục 2. Trình tự", "Tiểu mục 2|Trình tự"),
            ("Mục 12", "Mục 12|"),
            ("Điều 1. Phạm vi", "Điều 1./Phạm vi"),
            ("Điều 3a. Phạm vi", "Điều 3a./Phạm vi"),
            ("Điều 4.", "Điều 4./"),
            ("Chương I của Luật này", "-"),
            ("Chương II Luật Thi đua, khen thưởng.", "-"),
            ("Mục 1: nộp hồ sơ;", "-"),
            ("Chương 1", "-"),
            ("Chương IIII", "-"),
            ("Mục I", "-"),
            ("Mục tiêu", "-"),
            ("Điều 1 Luật này", "-"),
            ("Điều 1.2 là", "-"),
            ("Điều kiện", "-"),
            ("\\Điều 1. Phạm vi", "-"),
            ("\\Chương I", "-"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn titles_do_not_end_like_sentences() {
        for (line, expected) in [("Phạm vi", true), ("Giao Sở.", false), ("gồm:", false), ("xong./.", false)] {
            assert_eq!(is_title(&split(line)[0].glyphs), expected, "{line}");
        }
    }
}
