//! Characters that nobody sees, and blanks of other widths.
//!
//! They come with text from web pages, chats and PDF files. To the eye `Phòng Giá` is the same with a
//! U+200B in it; to a program it is another name.

/// Whether `letter` takes no room and means nothing in Vietnamese text; so do the orders that turn the direction
/// of letters, with which a paper would show something else than it says.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What an unseen character is called.
pub fn name(letter: char) -> &'static str {
    match letter {
        '\u{ad}' => "gạch nối mềm",
        '\u{200b}' => "dấu cách không độ rộng",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "dấu chiều chữ",
        '\u{2060}' => "dấu nối từ",
        '\u{feff}' => "dấu thứ tự byte",
        _ => "ký tự điều khiển chữ",
    }
}

/// What nobody sees in `text`, each with its offset in characters. What joins two pictures to one (👨‍👩‍👧) is seen.
pub fn unseen_in(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    let mut letters = text.chars().enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, letter) = letters.next()?;
            let behind = letters.peek().map(|(_, next)| *next);
            let joins = letter == JOINER && before.is_some_and(is_picture) && behind.is_some_and(is_picture);
            before = Some(letter);
            if is_unseen(letter) && !joins {
                return Some((at, letter));
            }
        }
    })
}

/// What makes one picture of two.
const JOINER: char = '\u{200d}';

/// Whether `letter` is a picture, or changes the one before it.
fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// `text` without what nobody sees, and the first such character; `None` when there is none.
pub fn without_unseen(text: &str) -> Option<(String, char)> {
    if !text.chars().any(is_unseen) {
        return None;
    }
    let found: Vec<(usize, char)> = unseen_in(text).collect();
    let (_, first) = *found.first()?;
    let mut gone = found.iter().map(|(at, _)| *at).peekable();
    let kept = text.chars().enumerate().filter(|(at, _)| gone.next_if_eq(at).is_none());
    Some((kept.map(|(_, letter)| letter).collect(), first))
}

/// `text` with the letter Đ in the place of those of other languages that look as it does (Ð of Icelandic, Ɖ of Ewe), and
/// the first such letter; `None` when there is none.
pub fn with_own_d(text: &str) -> Option<(String, char)> {
    let own = |letter: char| match letter {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' | '\u{256}' => 'đ',
        other => other,
    };
    let first = text.chars().find(|letter| own(*letter) != *letter)?;
    Some((text.chars().map(own).collect(), first))
}

/// Whether `letter` is a blank on the line, of whatever width.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// `text` with ordinary blanks in the place of all others.
pub fn with_plain_blanks(text: &str) -> String {
    text.chars().map(|letter| if is_blank(letter) { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_other_languages_is_read_as_the_own_one() {
        assert_eq!(with_own_d("Ðiều 1, ðồng ý"), Some(("Điều 1, đồng ý".to_owned(), 'Ð')));
        assert_eq!(with_own_d("Điều 1, đồng ý"), None);
    }

    #[test]
    fn what_nobody_sees_goes_and_the_rest_stays() {
        for letter in ['\u{feff}', '\u{200b}', '\u{ad}', '\u{2060}', '\u{200d}'] {
            let text = format!("Phòng{letter} Giá");
            assert_eq!(without_unseen(&text), Some(("Phòng Giá".to_owned(), letter)));
        }
        assert_eq!(without_unseen("Phòng\u{a0}Giá\n✓"), None);
        assert_eq!(without_unseen("👨\u{200d}👩, ❤\u{fe0f}\u{200d}🔥"), None);
        assert_eq!(without_unseen("a\u{202e}b\u{2069}"), Some(("ab".to_owned(), '\u{202e}')));
    }

    #[test]
    fn blanks_of_all_widths_are_blanks() {
        assert_eq!(with_plain_blanks("a\u{a0}b\u{2009}c\u{3000}d\te\u{202f}f\ng"), "a b c d e f\ng");
    }
}
