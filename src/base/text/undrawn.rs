//! Characters that no face of the program draws, as far as whole blocks of Unicode have none.
//!
//! A paper with one of them is not made. Which faces there are is known where pages are set; that these blocks have
//! no sign in them is tested there.

use std::ops::RangeInclusive;

/// Writings other than Latin, Greek, Cyrillic and Hebrew, and the areas that each font fills as it likes (the dots
/// before the lines of a list in Word), but for signs that the faces have.
const BLOCKS: [RangeInclusive<char>; 13] = [
    '\u{600}'..='\u{1aaf}',
    '\u{2c00}'..='\u{2c5f}',
    '\u{2c80}'..='\u{2ddf}',
    '\u{2e80}'..='\u{302f}',
    '\u{303e}'..='\u{3296}',
    '\u{329a}'..='\u{a63f}',
    '\u{a800}'..='\u{ab2f}',
    '\u{ab66}'..='\u{e009}',
    '\u{e00b}'..='\u{f000}',
    '\u{f00f}'..='\u{faff}',
    '\u{fb50}'..='\u{fdff}',
    '\u{fe30}'..='\u{fefe}',
    '\u{ff00}'..='\u{ffef}',
];

/// Beyond the signs and pictures that the faces have.
const FAR: RangeInclusive<char> = '\u{1fb00}'..='\u{e0000}';

/// Whether no face draws `letter`; one for which this is false may have none either.
pub fn is_undrawn(letter: char) -> bool {
    letter >= '\u{600}' && (BLOCKS.iter().any(|block| block.contains(&letter)) || FAR.contains(&letter))
}

/// The first such character of `text`, with its offset in characters.
pub fn undrawn_in(text: &str) -> Option<(usize, char)> {
    text.chars().enumerate().find(|(_, letter)| is_undrawn(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_writings_and_dots_of_lists_are_undrawn() {
        for letter in ['中', 'ไ', 'あ', '한', '\u{f0b7}', '\u{f0fc}', 'Ａ', '\u{20000}'] {
            assert_eq!(undrawn_in(&format!("Điều {letter}")), Some((5, letter)));
        }
        assert_eq!(undrawn_in("Đặng Thị Ấ – “x” • ✓ 👍 αβγ Ж ₫ …\u{fe0f}"), None);
    }
}
