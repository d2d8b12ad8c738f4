//! A number beside the text that its sheet was saved with, as OpenDocument does.
//!
//! The text says how the number is shown; which figure it is, is found by trying: 0,95 beside `95%` is 95,
//! 98 beside `98%` is 98.

use chrono::{Datelike, NaiveDate};

use super::Reading;
use super::decimal::Decimal;

/// Powers of ten that a format may multiply by: none, a percent sign, thousands and millions left out.
const POWERS: [i32; 4] = [0, 2, -3, -6];
/// More decimals are not rounded but all that fits into a cell.
const FEW_DECIMALS: usize = 5;
/// No spreadsheet shows more.
const MOST_DECIMALS: usize = 30;

/// What the cell shows for `number`, whose text is `shown`.
pub fn beside(number: f64, shown: &str, is_percentage: bool) -> Reading {
    if shown.is_empty() {
        return Reading::Nothing;
    }
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return if number == 0.0 && is_dash(shown) { plain(number) } else { Reading::Words(shown.to_owned()) };
    }
    let whole = Decimal::of(number);
    let percent = if is_percentage { [2].as_slice() } else { &[] };
    let fits = |power: &&i32| **power != 2 || shown.contains('%');
    for power in percent.iter().chain(&POWERS).filter(fits) {
        let figure = whole.clone().shifted(*power);
        for decimals in 0..=figure.decimals().max(digits.len()).min(MOST_DECIMALS) {
            let rounded = figure.clone().rounded(decimals);
            if is_shown_by(&rounded, decimals, &digits) {
                let shown = vietnamese(shown, decimals);
                return Reading::Figure {
                    value: figure.value(),
                    shown,
                    rounded: rounded != figure && decimals < FEW_DECIMALS,
                };
            }
        }
    }
    let figure = whole.shifted(if is_percentage { 2 } else { 0 });
    Reading::Figure { value: figure.value(), shown: shown.to_owned(), rounded: false }
}

fn plain(number: f64) -> Reading {
    Reading::Figure { value: number, shown: "-".to_owned(), rounded: false }
}

fn is_dash(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | ' '))
}

/// Whether `text` shows day, month and year of `date`, the month as a number or by its name.
pub fn shows_whole(date: NaiveDate, text: &str) -> bool {
    let numbers: Vec<u32> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let year = date.year().unsigned_abs();
    let has = |wanted: u32| numbers.contains(&wanted);
    let named = text.chars().any(char::is_alphabetic) && numbers.len() == 2;
    has(date.day()) && (has(year) || has(year % 100)) && (named || (numbers.len() >= 3 && has(date.month())))
}

/// Whether `number` with so many `decimals` has the `digits`, before which there may be more zeros.
fn is_shown_by(number: &Decimal, decimals: usize, digits: &str) -> bool {
    let (mut whole, mut part) = number.parts();
    if whole.is_empty() {
        whole.push(0);
    }
    part.resize(decimals, 0);
    let own: String = whole.iter().chain(&part).map(u8::to_string).collect();
    digits.strip_suffix(&own).is_some_and(|before| before.chars().all(|digit| digit == '0'))
}

/// `text` with the decimal mark of Vietnam, when its last mark stands before so many `decimals`.
fn vietnamese(text: &str, decimals: usize) -> String {
    let is_mark = |letter: char| matches!(letter, '.' | ',');
    let behind = |rest: &str| rest.chars().take_while(char::is_ascii_digit).count();
    let decimal = text.rfind(is_mark).filter(|at| decimals > 0 && behind(&text[at + 1..]) >= decimals);
    let is_plain =
        text.chars().all(|letter| letter.is_ascii_digit() || is_mark(letter) || matches!(letter, '-' | '%' | ' '));
    if !is_plain {
        return text.to_owned();
    }
    let letters = text.char_indices().map(|(at, letter)| match letter {
        _ if Some(at) == decimal => ',',
        letter if is_mark(letter) => '.',
        other => other,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_day_is_no_whole_day() {
        let date = NaiveDate::from_ymd_opt(2026, 2, 20).unwrap();
        for text in ["20/02/2026", "2026-02-20 14:30", "2/20/26", "20 tháng Hai 2026"] {
            assert!(shows_whole(date, text), "{text}");
        }
        for text in ["2026", "02/2026", "20/02", "Feb-26", "14:30"] {
            assert!(!shows_whole(date, text), "{text}");
        }
    }

    #[test]
    fn the_figure_is_the_one_that_is_shown() {
        for (number, text, percentage, expected, shown, rounded) in [
            (0.95, "95%", true, 95.0, "95%", false),
            (98.0, "98%", false, 98.0, "98%", false),
            (0.94, "94%", false, 94.0, "94%", false),
            (0.9496, "95%", true, 94.96, "95%", true),
            (0.9496, "94.96%", true, 94.96, "94,96%", false),
            (4.0, "CB04", false, 4.0, "CB04", false),
            (900_000_002.0, "0900 000 002", false, 900_000_002.0, "0900 000 002", false),
            (1234.5, "1,234.50", false, 1234.5, "1.234,50", false),
            (92.5, "92.5", false, 92.5, "92,5", false),
            (92.46, "92.5", false, 92.46, "92,5", true),
            (1.0 / 3.0, "0.333333333333333", false, 0.333333333333333, "0,333333333333333", false),
            (1500.0, "1.5", false, 1.5, "1,5", false),
            (-5.0, "-5", false, -5.0, "-5", false),
            (0.0, "0", false, 0.0, "0", false),
            (0.0, "-", false, 0.0, "-", false),
            (100.0, "100", false, 100.0, "100", false),
            (12.0, "Số 12/BC", false, 12.0, "Số 12/BC", false),
        ] {
            let reading = Reading::Figure { value: expected, shown: shown.to_owned(), rounded };
            assert_eq!(beside(number, text, percentage), reading, "{text}");
        }
        assert_eq!(beside(1.0, "có", false), Reading::Words("có".into()));
        assert_eq!(beside(0.0, "", false), Reading::Nothing);
    }
}
