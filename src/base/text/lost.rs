//! Letters that became question marks: "Tr??ng phòng" of "Trưởng phòng".
//!
//! A program without the letters of Vietnamese writes `?` for each that it lacks, and nobody can say which it was. A
//! question ends with the same sign; so only a `?` inside or before a word of letters counts, never in an address of
//! the web, nor where a blank is missing behind a question ("A?B" is a choice).

use super::syllable::{Care, is_syllable};

/// The first word of `text` that has lost letters.
pub fn lost_in(text: &str) -> Option<&str> {
    if !text.contains('?') {
        return None;
    }
    let words = text.split(|letter: char| letter.is_whitespace() || ",;:()[]\"“”".contains(letter));
    words.filter(|word| word.contains('?')).find(|word| has_lost(word))
}

fn has_lost(word: &str) -> bool {
    let word = word.trim_end_matches(['?', '!', '.', '…']);
    let parts: Vec<&str> = word.split('?').filter(|part| !part.is_empty()).collect();
    let is_of_letters = parts.iter().all(|part| part.chars().all(char::is_alphabetic));
    let begins = word.starts_with('?');
    let is_choice = parts.iter().all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase));
    word.contains('?') && is_of_letters && (begins || parts.len() > 1 && !is_choice && !is_question(word, &parts))
}

/// Whether `word` is the end of a question and the word behind it.
fn is_question(word: &str, parts: &[&str]) -> bool {
    let [before, after] = parts else { return false };
    let sensible = |part: &str| is_syllable(part, Care::Lenient);
    let is_part_of_rhyme = after.len() == 1;
    let is_capital = after.starts_with(char::is_uppercase) && word.to_uppercase() != word;
    is_capital || !is_part_of_rhyme && sensible(before) && sensible(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_lost_letters_are_told_from_questions() {
        for (text, word) in [
            ("Tr??ng phòng", "Tr??ng"),
            ("Ph?ng Tài chính", "Ph?ng"),
            ("Nguy?n V?n A", "Nguy?n"),
            ("L? V?n Ba", "V?n"),
            ("UBND x? ?inh Trung", "?inh"),
            ("S? TÀI CH?NH", "CH?NH"),
            ("H?I ??NG", "??NG"),
            ("tìm hi?u", "hi?u"),
            ("(gi?a kỳ)", "gi?a"),
            ("Nguyễn Th? Lan, chuy?n viên?", "chuy?n"),
        ] {
            assert_eq!(lost_in(text), Some(word), "{text}");
        }
        for text in [
            "Có sáng kiến không?",
            "Vì sao?Vì thiếu người",
            "được không?rồi sẽ xét",
            "VNPT?Có",
            "https://a.gov.vn/x?so=1",
            "a.vn?id=12",
            "?",
            "???",
            "(?)",
            "Hỏi?!",
            "A?B",
            "5?6",
            "Ai? Ở đâu? Khi nào?",
            "What's up?",
        ] {
            assert_eq!(lost_in(text), None, "{text}");
        }
    }
}
