//! The numbers of headings: `I.`, `II)`, `A –`. One alone proves nothing ("X. An Minh" is a xã, "P. Giá" a
//! phòng), so a heading must be the first of its row of numbers or follow the one before it.

/// A way of numbering, and how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Roman(u32),
    Letter(u32),
}

/// The signs that set a number off from its heading.
const SIGNS: [char; 6] = ['.', ')', '/', '-', '–', ':'];

/// The labels that `text` may begin with: `I` is a numeral and a letter.
pub(super) fn before(text: &str) -> Vec<Label> {
    parts(text).map(|(label, _)| read(label)).unwrap_or_default()
}

/// The labels that `text`, a counter, may be.
pub(super) fn bare(text: &str) -> Vec<Label> {
    read(text.trim_matches(|letter: char| SIGNS.contains(&letter) || letter == '(' || letter.is_whitespace()))
}

/// `text` without the label at its beginning, a numeral of whatever kind.
pub(super) fn without(text: &str) -> &str {
    parts(text).map_or(text, |(_, rest)| rest)
}

fn parts(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.trim_start().split_once(SIGNS)?;
    let label = label.trim_end();
    let is_label = !label.is_empty() && (label.bytes().all(|byte| byte.is_ascii_digit()) || !read(label).is_empty());
    is_label.then_some((label, rest.trim_start_matches(SIGNS).trim_start()))
}

fn read(label: &str) -> Vec<Label> {
    let mut letters = label.chars();
    let letter = letters.next().filter(|letter| letter.is_ascii_uppercase() && letters.next().is_none());
    let letter = letter.map(|letter| Label::Letter(u32::from(letter) - u32::from('A') + 1));
    roman(label).map(Label::Roman).into_iter().chain(letter).collect()
}

/// The value of a Roman numeral up to XXXIX, in capitals.
fn roman(label: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = label.bytes().take_while(|byte| *byte == b'X').count();
    let ones = ONES.iter().position(|ones| label.get(tens..) == Some(ones))?;
    let value = u32::try_from(10 * tens + ones).ok()?;
    (1..40).contains(&value).then_some(value)
}

/// How far the numbers of the headings of a table have come.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    roman: u32,
    letter: u32,
}

impl Sequence {
    /// Whether one of `labels` is the first of its kind or follows the last; then it is the last.
    pub fn goes_on(&mut self, labels: &[Label]) -> bool {
        labels.iter().any(|label| {
            let (last, number) = match label {
                Label::Roman(number) => (&mut self.roman, *number),
                Label::Letter(number) => (&mut self.letter, *number),
            };
            let fits = number == 1 || *last > 0 && number == *last + 1;
            if fits {
                *last = number;
            }
            fits
        })
    }
}
