//! Automatic numbers of headings: `#.` I, II …; `##.` 1, 2 …; `###.` a, b, c, d, đ, e, g …
//!
//! The letters are those of the Vietnamese alphabet as Phụ lục I uses them for điểm: no ă, â, ê, ô,
//! ơ, ư and no f, j, w, z. After y the decree is silent; the letters double (aa, ab, … ađ), which
//! keeps every label different.

/// The letters of điểm in their order.
const LETTERS: &[char] = &[
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y',
];

const ROMAN: &[(usize, &str)] = &[
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// How many automatic headings of each level the current parent has so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    counts: [usize; 3],
}

impl Numbering {
    /// The label of the next automatic heading at `level` (1 to 3): "II.", "3.", "đ)".
    pub fn next(&mut self, level: usize) -> String {
        self.below(level);
        let count = match self.counts.get_mut(level - 1) {
            Some(count) => {
                *count += 1;
                *count
            }
            None => 1,
        };
        match level {
            1 => format!("{}.", roman(count)),
            2 => format!("{count}."),
            _ => format!("{})", letters(count)),
        }
    }

    /// A heading at `level` stands here: what lies below it starts anew. Level 0 starts all anew.
    pub fn below(&mut self, level: usize) {
        self.counts.iter_mut().skip(level).for_each(|count| *count = 0);
    }
}

/// `number` in Roman capitals.
pub fn roman(mut number: usize) -> String {
    let mut digits = String::new();
    for (value, digit) in ROMAN {
        while number >= *value {
            digits.push_str(digit);
            number -= value;
        }
    }
    digits
}

/// Whether `text` is a Roman numeral in its proper form.
pub(super) fn is_roman(text: &str) -> bool {
    let value_at = |rest: &str| ROMAN.iter().find(|(_, digit)| rest.starts_with(digit));
    let (mut rest, mut sum) = (text, 0);
    while let Some((value, digit)) = value_at(rest) {
        sum += value;
        rest = rest.get(digit.len()..).unwrap_or_default();
    }
    rest.is_empty() && sum > 0 && roman(sum) == text
}

/// The letter of the điểm with this `number`, from 1: a, b, c, d, đ, e …
pub fn letters(mut number: usize) -> String {
    let mut label: Vec<char> = Vec::new();
    while number > 0 {
        number -= 1;
        label.extend(LETTERS.get(number % LETTERS.len()));
        number /= LETTERS.len();
    }
    label.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_proper() {
        for (number, text) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (2026, "MMXXVI")] {
            assert_eq!(roman(number), text);
            assert!(is_roman(text));
        }
        for text in ["", "IIII", "VX", "IC", "A", "IA"] {
            assert!(!is_roman(text), "{text}");
        }
    }

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let labels: Vec<String> = (1..=25).map(letters).collect();
        assert_eq!(labels.join(" "), "a b c d đ e g h i k l m n o p q r s t u v x y aa ab");
    }

    #[test]
    fn numbers_restart_below_a_new_parent() {
        let mut numbering = Numbering::default();
        let labels: Vec<String> = [1, 2, 3, 3, 2, 3, 1, 2].iter().map(|level| numbering.next(*level)).collect();
        assert_eq!(labels, ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]);
        numbering.below(0);
        assert_eq!(numbering.next(1), "I.");
    }
}
