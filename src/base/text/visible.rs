//! Text that is printed, with control characters shown instead of sent.
//!
//! The name of a sheet or a file may hold an escape sequence that paints the terminal, rings its bell or begins a
//! line that looks like a finding of ours. So whatever is told passes here on its way to the screen, a workbook
//! or JSON, and is cut when nobody would read all of it.

use std::borrow::Cow;

/// Letters of a text that are told; of a longer one the beginning and the end.
const MOST: usize = 2_000;
/// Letters of the end of a longer one.
const END: usize = 400;

/// `text` on one line: control characters and orders that turn the direction of letters are shown, what is longer
/// than two thousand letters loses its middle for `…`.
pub fn visible(text: &str) -> Cow<'_, str> {
    let shown = shown(text, |letter| !is_control(letter));
    // Most texts are short, which their bytes tell without counting.
    if shown.len() <= MOST || shown.chars().count() <= MOST {
        return shown;
    }
    let letters: Vec<char> = shown.chars().collect();
    let begin = letters.iter().take(MOST - END);
    let end = letters.iter().skip(letters.len() - END);
    Cow::Owned(begin.chain([&' ', &'…', &' ']).chain(end).collect())
}

/// `text` of several lines with control characters shown; line breaks and tabs stay.
#[cfg(feature = "cli")]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, |letter| matches!(letter, '\n' | '\t') || !is_control(letter))
}

fn shown(text: &str, is_fine: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&is_fine) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if is_fine(letter) => shown.push(letter),
            // Unicode has a picture for each of the old ones.
            '\u{0}'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => shown.push('\u{2421}'),
            other => shown.push_str(&format!("<U+{:04X}>", u32::from(other))),
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal takes `letter` for an order.
fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_to_a_terminal_are_shown() {
        assert_eq!(visible("x\u{1b}[31mĐỎ\u{7}\nlỗi[XX999]: giả"), "x␛[31mĐỎ␇␊lỗi[XX999]: giả");
        assert_eq!(visible("\u{9b}2J\u{7f}\u{202e}"), "<U+009B>2J␡<U+202E>");
        assert!(matches!(visible("Phòng Giá “1”"), Cow::Borrowed(_)));
        assert_eq!(visible_lines("a\tb\n\u{1b}c\r"), "a\tb\n␛c␍");
    }

    #[test]
    fn what_nobody_reads_loses_its_middle() {
        let text = format!("{}z", "ă".repeat(31_000));
        let told = visible(&text);
        assert_eq!(told.chars().count(), MOST + 3);
        assert!(told.contains("ă … ă") && told.ends_with('z'));
    }
}
