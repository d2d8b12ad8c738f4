//! A serial number as the day that a section shows.

use chrono::{Datelike, NaiveDate};

use super::section::{Section, Token};
use super::{Epoch, Reading};

/// Reads `number` in `section`, which shows days or times.
pub(super) fn read(section: &Section, number: f64, epoch: Epoch) -> Reading {
    let date = epoch.day(number);
    let tokens = section.tokens.as_slice();
    let shows = |wanted: char| tokens.iter().any(|token| matches!(token, Token::Date(unit, _) if *unit == wanted));
    let whole = shows('d') && shows('m') && shows('y');
    let shown = match date {
        Some(date) if whole => date.format("%d/%m/%Y").to_string(),
        None if !(0.0..1.0).contains(&number) => "#####".to_owned(),
        _ => text(tokens, date, number),
    };
    Reading::Day { date, shown, whole, month_first: month_first(tokens) }
}

/// Whether the section shows the month before the day and both as numbers. The short date of the machine
/// is stored as `mm-dd-yy` and shown as its user has it.
fn month_first(tokens: &[Token]) -> bool {
    const SHORT_DATE: [(char, usize); 3] = [('m', 2), ('d', 2), ('y', 2)];
    let units = tokens.iter().filter_map(|token| match token {
        Token::Date(unit @ ('d' | 'm' | 'y'), count) => Some((*unit, *count)),
        _ => None,
    });
    let units: Vec<(char, usize)> = units.collect();
    let numbers = units.iter().filter(|(unit, count)| *count <= 2 || *unit == 'y').map(|(unit, _)| unit);
    numbers.take(2).eq(&['m', 'd']) && !units.starts_with(&SHORT_DATE)
}

/// The text in the cell; a time without a day is one of 00/01/1900, as spreadsheets show it.
fn text(tokens: &[Token], date: Option<NaiveDate>, number: f64) -> String {
    let (year, month, day) = date.map_or((1900, 1, 0), |date| (date.year(), date.month(), date.day()));
    let seconds = ((number - number.floor()) * 86_400.0).round().min(86_399.0) as u32;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let half = tokens.contains(&Token::HalfDay);
    let clock = if half { (hour + 11) % 12 + 1 } else { hour };
    let two = |number: u32, count: usize| if count > 1 { format!("{number:02}") } else { number.to_string() };
    let parts = tokens.iter().map(|token| match token {
        Token::Date('y', 0..=2) => format!("{:02}", year.rem_euclid(100)),
        Token::Date('y', _) => format!("{year:04}"),
        Token::Date('m', 3) => format!("thg {month}"),
        Token::Date('m', 4..) => format!("tháng {month}"),
        Token::Date('m', count) => two(month, *count),
        Token::Date('d', 3..) => date.map(weekday).unwrap_or_default().to_owned(),
        Token::Date('d', count) => two(day, *count),
        Token::Date('h', count) => two(clock, *count),
        Token::Date('n', count) => two(minute, *count),
        Token::Date('s', count) => two(second, *count),
        Token::Elapsed('h') => ((number * 24.0).floor() as i64).to_string(),
        Token::Elapsed('m') => ((number * 1440.0).floor() as i64).to_string(),
        Token::Elapsed(_) => ((number * 86_400.0).round() as i64).to_string(),
        Token::HalfDay => if hour < 12 { "SA" } else { "CH" }.to_owned(),
        Token::Literal(letters) => letters.clone(),
        Token::Stroke => "/".to_owned(),
        Token::Point => ",".to_owned(),
        Token::Digit(_) => "0".to_owned(),
        Token::Comma => ",".to_owned(),
        _ => String::new(),
    });
    parts.collect::<String>().trim().to_owned()
}

fn weekday(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 7] = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];
    NAMES.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}
