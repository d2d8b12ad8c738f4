//! Dates and numbers as people type them in cells: `25/3/2022`, `44645`, `1.234,56`.

use chrono::NaiveDate;

use super::PartialDate;

/// The whole date in `text`, in any form of [`PartialDate`].
pub fn date(text: &str) -> Option<NaiveDate> {
    text.parse::<PartialDate>().ok()?.to_date()
}

/// The date of a spreadsheet serial in a cell that lost its date format, counted from 1900 or 1904; 1950 to
/// 2099 only, so that other numbers are not taken for dates.
pub fn serial_date(serial: i64, since_1904: bool) -> Option<NaiveDate> {
    const FROM_1900_TO_1904: i64 = 1462;
    let serial = serial.checked_add(if since_1904 { FROM_1900_TO_1904 } else { 0 })?;
    let days = u64::try_from(serial).ok().filter(|days| (18_264..=73_050).contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
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

/// Digits without their separators; groups after a separator have three digits.
fn grouped(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', ' ', '\u{a0}']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = parts.iter().all(digits) && parts.iter().skip(1).all(|part| part.len() == 3);
    let first_fits = parts.len() == 1 || parts.first().is_some_and(|part| part.len() <= 3);
    (shaped && first_fits).then(|| parts.concat())
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
    fn serials_are_dates_of_our_time() {
        assert_eq!(serial_date(44_645, false), NaiveDate::from_ymd_opt(2022, 3, 25));
        assert_eq!(serial_date(43_183, true), NaiveDate::from_ymd_opt(2022, 3, 25));
        assert_eq!(serial_date(2022, false), None);
    }

    #[test]
    fn numbers_are_read_the_vietnamese_way() {
        for (text, value) in
            [("02", Some(2)), ("1.234", Some(1234)), ("-3", Some(-3)), ("1.23", None), ("2 người", None)]
        {
            assert_eq!(integer(text), value, "{text}");
        }
        for (text, value) in
            [("1.234,56", Some(1234.56)), ("90", Some(90.0)), ("-0,5", Some(-0.5)), ("1,", None), ("a", None)]
        {
            assert_eq!(decimal(text), value, "{text}");
        }
    }
}
