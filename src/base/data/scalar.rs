//! Dates and numbers as people type them in cells: `25/3/2022`, `44645`, `1.234,56`.

use chrono::NaiveDate;

use super::PartialDate;
use crate::base::text::ascii_key;

/// The whole date in `text`, in any form of [`PartialDate`].
pub fn date(text: &str) -> Option<NaiveDate> {
    text.parse::<PartialDate>().ok()?.to_date()
}

/// The yes or no in `text`, in words or as a tick; also the letters that a font of symbols draws as ticks,
/// which a list without fonts (CSV) has as they are. A cross may mean either and is neither.
pub fn yes_no(text: &str) -> Option<bool> {
    const TICKS: &[&str] = &["✓", "✔", "√", "☑", "☒", "✅", "🗸", "🗹", "ü", "þ", "\u{f0fc}", "\u{f0fe}", "v"];
    const OPEN: [&str; 3] = ["☐", "□", "▢"];
    let mark = text.trim().trim_end_matches(['\u{fe0e}', '\u{fe0f}']).to_lowercase();
    if TICKS.contains(&mark.as_str()) {
        return Some(true);
    }
    if OPEN.contains(&mark.as_str()) {
        return Some(false);
    }
    match ascii_key(text).as_str() {
        "x" | "co" | "co_mat" | "dung" | "true" | "yes" => Some(true),
        "khong" | "vang" | "vang_mat" | "sai" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// Whether `text` is dashes and nothing else: what is typed into a cell that has nothing to say.
pub fn is_dash(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace()).peekable();
    letters.peek().is_some() && letters.all(is_dash_sign)
}

fn is_dash_sign(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '_')
}

/// Whether `text` is a number or what stands for none. Most texts are told from these by their first letter.
pub fn is_figure(text: &str) -> bool {
    if text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return false;
    }
    let begins = |letter: char| letter.is_ascii_digit() || is_dash_sign(letter);
    text.trim_start().starts_with(begins) && (is_dash(text) || decimal(text.trim_end_matches(['%', ' '])).is_some())
}

/// The whole number in `text`, thousands set off by full stops or blanks: `1.234`.
pub fn integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.trim().strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.trim()),
    };
    let number: i64 = grouped(digits)?.parse().ok()?;
    Some(if negative { -number } else { number })
}

/// The number in `text` in the Vietnamese way: comma before decimals, full stop between thousands.
pub fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    // Most texts are told from numbers by their first letter.
    if !rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = rest.split_once(',').unwrap_or((rest, ""));
    let mut number = grouped(whole)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || (rest.contains(',') && part.is_empty()) {
        return None;
    }
    number.push('.');
    number.push_str(part);
    let value: f64 = number.parse().ok()?;
    Some(if negative { -value } else { value })
}

/// Digits without their separators; groups after a separator have three digits, and no thousands begin with 0.
fn grouped(text: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ' ' | '\u{a0}');
    if !text.chars().all(is_part) {
        return None;
    }
    let parts: Vec<&str> = text.split(['.', ' ', '\u{a0}']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = parts.iter().all(digits) && parts.iter().skip(1).all(|part| part.len() == 3);
    let first_fits = parts.len() == 1 || parts.first().is_some_and(|part| part.len() <= 3);
    let is_fraction = parts.len() > 1 && text.starts_with('0');
    (shaped && first_fits && !is_fraction).then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_date_is_no_whole_date() {
        assert_eq!(date("5/3/2022"), NaiveDate::from_ymd_opt(2022, 3, 5));
        for text in ["3/2022", "2022", "", "30/02/2022"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn ticks_of_all_sorts_mean_yes() {
        for text in [
            "x",
            "X",
            "(x)",
            "✓",
            "✔",
            "✔\u{fe0f}",
            "√",
            "☑",
            "☒",
            "ü",
            "þ",
            "V",
            "Có",
            "có.",
            "Có mặt",
            "ĐÚNG",
            "TRUE",
        ] {
            assert_eq!(yes_no(text), Some(true), "{text}");
        }
        for text in ["không", "KHÔNG", "Vắng", "sai", "☐", "□", "false"] {
            assert_eq!(yes_no(text), Some(false), "{text}");
        }
        for text in ["", "-", "✗", "×", "?", "…", "có vẻ", "1"] {
            assert_eq!(yes_no(text), None, "{text}");
        }
    }

    #[test]
    fn only_dashes_are_blank() {
        for text in ["-", "–", "—", "−", "--", "- -", "___"] {
            assert!(is_dash(text), "{text}");
        }
        for text in ["", " ", "✓", "…", "...", "?", "0", "-1", "a-"] {
            assert!(!is_dash(text), "{text}");
        }
        for (text, is) in [("", false), ("a", false), (" - -", true), ("−3", true), ("1.234,5 %", true), ("5/2", false)]
        {
            assert_eq!(is_figure(text), is, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_the_vietnamese_way() {
        for (text, value) in
            [("02", Some(2)), ("1.234", Some(1234)), ("-3", Some(-3)), ("1.23", None), ("2 người", None)]
        {
            assert_eq!(integer(text), value, "{text}");
        }
        for (text, value) in [
            ("1.234,56", Some(1234.56)),
            ("90", Some(90.0)),
            ("-0,5", Some(-0.5)),
            ("1,", None),
            ("0.975", None),
            ("-0.250", None),
            ("a", None),
        ] {
            assert_eq!(decimal(text), value, "{text}");
        }
    }
}
