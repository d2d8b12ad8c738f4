//! Days with more around them than the three numbers: in words, with the day of the week, with the time of day.

use chrono::NaiveDate;

use crate::base::text::fold;
use crate::campaign::source::scalar;

/// The day of "ngày 20 tháng 2 năm 2026".
pub(super) fn in_words(text: &str) -> Option<NaiveDate> {
    let small = fold(without_week(text));
    let rest = small.strip_prefix("ngày").unwrap_or(&small);
    let (day, rest) = rest.split_once("tháng")?;
    let (month, year) = rest.split_once("năm")?;
    let number = |part: &str| part.trim().parse::<u32>().ok();
    NaiveDate::from_ymd_opt(number(year.trim_end_matches(['.', ';']))?.try_into().ok()?, number(month)?, number(day)?)
}

/// The numbers of "Thứ Sáu, 20/02/2026", "20/02/2026 17:00:00", "2026-02-20T08:00:00", "20/02/2026.", where the text is
/// such a day.
pub(super) fn bare(text: &str) -> Option<&str> {
    let day = without_week(text).trim_end_matches(['.', ';', ',']);
    let day = day.strip_prefix("ngày ").or_else(|| day.strip_prefix("Ngày ")).unwrap_or(day);
    let day = match day.split_once([' ', 'T']) {
        Some((day, time)) if is_time(time) => day,
        _ => day,
    };
    (day.len() < text.len() && scalar::date(day).is_some()).then_some(day)
}

/// "17:00", "08:00:00.000Z", "5:00 PM".
fn is_time(text: &str) -> bool {
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | 'Z' | ' ' | 'A' | 'P' | 'M');
    text.contains(':') && text.chars().all(digits)
}

/// What follows the day of the week.
fn without_week(text: &str) -> &str {
    let text = text.trim();
    let week = text.split_once(',').filter(|(day, _)| {
        let day = fold(day);
        day == "chủ nhật" || day.strip_prefix("thứ ").is_some_and(|rest| rest.chars().all(char::is_alphabetic))
    });
    week.map_or(text, |(_, rest)| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_more_around_them_are_read() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 20);
        for text in ["ngày 20 tháng 2 năm 2026", "Ngày 20 tháng 02 năm 2026.", "Thứ Sáu, ngày 20 tháng 2 năm 2026"]
        {
            assert_eq!(in_words(text), day, "{text}");
        }
        for (text, expected) in [
            ("Thứ Sáu, 20/02/2026", Some("20/02/2026")),
            ("Chủ nhật, 20/02/2026", Some("20/02/2026")),
            ("20/02/2026 17:00:00", Some("20/02/2026")),
            ("20/02/2026 5:00 PM", Some("20/02/2026")),
            ("2026-02-20T08:00:00", Some("2026-02-20")),
            ("20/02/2026.", Some("20/02/2026")),
            ("ngày 20/02/2026", Some("20/02/2026")),
            ("20/02/2026", None),
            ("20/02/2026 muộn", None),
            ("tháng 2 năm 2026", None),
            ("Phòng Giá, 20/02/2026", None),
        ] {
            assert_eq!(bare(text), expected, "{text}");
        }
    }
}
