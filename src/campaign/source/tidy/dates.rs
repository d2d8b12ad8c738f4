//! Cells of days: serial numbers, day 0, years that can't be, and which of two numbers is the month.

use chrono::{Datelike, NaiveDate};

use super::{Findings, drop_zero, spelled};
use crate::base::data::date::{YEARS, YEARS_OF_BIRTH};
use crate::base::data::fields::unlikely_year;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::campaign::source::column::Kind;
use crate::campaign::source::number_format::Epoch;
use crate::campaign::source::{Node, Value, scalar};

/// Tidies a cell of a column of days.
pub(super) fn tidy(node: &mut Node, kind: Kind, label: &str, found: &mut Findings) {
    let years = if kind == Kind::BirthDate { YEARS_OF_BIRTH } else { YEARS };
    if is_day_0(node) {
        drop_zero(node, label, "ngày", found);
        return;
    }
    if let Some(date) = serial(node, &years) {
        node.value = Value::Date(date);
    }
    if let Value::Text(text) = &node.value
        && scalar::date(text).is_none()
    {
        let read = spelled::in_words(text).map(Value::Date);
        let Some(read) = read.or_else(|| spelled::bare(text).map(|day| Value::Text(day.to_owned()))) else { return };
        node.value = read;
    }
    let date = match &node.value {
        Value::Date(date) => *date,
        Value::Text(text) => match scalar::date(text) {
            Some(date) => date,
            None => return,
        },
        _ => return,
    };
    if !years.contains(&date.year()) {
        let finding = unlikely_year(Code::DL042, &format!("`{label}`"), &written(date), date.year(), &years);
        found.push(finding.at(node.place.clone()));
        node.value = Value::Empty;
        return;
    }
    tell_part(node, date, kind, label, found);
}

pub(super) fn written(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// A 0 with or without a date format, or a time alone.
fn is_day_0(node: &Node) -> bool {
    match &node.value {
        Value::Integer(0) => true,
        Value::Decimal(number) => (0.0..1.0).contains(number),
        Value::Text(text) => matches!(text.as_str(), "0" | "00/01/1900" | "0/1/1900" | "00/01/00" | "30/12/1899"),
        _ => false,
    }
}

/// The day of a number without a date format; numbers that are no day of our time, such as a year, stay.
pub(super) fn serial(node: &Node, years: &std::ops::RangeInclusive<i32>) -> Option<NaiveDate> {
    let number = match &node.value {
        Value::Integer(number) => *number as f64,
        Value::Decimal(number) => *number,
        // A list (CSV) has it as text.
        Value::Text(text) => text.parse::<u32>().ok()?.into(),
        _ => return None,
    };
    let epoch = if node.is_since_1904() { Epoch::From1904 } else { Epoch::From1900 };
    // Below stand the years themselves.
    const FIRST: f64 = 10_000.0;
    epoch.day(number).filter(|date| number >= FIRST && years.contains(&date.year()))
}

/// Tells a cell that shows only a part of its day, or its month before its day.
fn tell_part(node: &Node, date: NaiveDate, kind: Kind, label: &str, found: &mut Findings) {
    let Value::Date(_) = &node.value else { return };
    if let Some(shown) = node.shown().filter(|_| kind == Kind::Date) {
        let message =
            format!("`{label}` hiện `{shown}` nhưng ngày trong ô là {}: đọc theo ngày trong ô", written(date));
        let finding = Diagnostic::warning(Code::DL046, message).at(node.place.clone());
        found.push(finding.hint("đặt định dạng dd/mm/yyyy cho ô và soát lại ngày"));
    }
    tell_month_first(node, date, label, found);
}

/// Tells a day that its cell shows with the month first, where it may as well be the other way round.
pub(super) fn tell_month_first(node: &Node, date: NaiveDate, label: &str, found: &mut Findings) {
    let month_first = node.look.as_ref().is_some_and(|look| look.month_first);
    if month_first && Numbers::of(date).is_doubtful() {
        let message =
            format!("`{label}` hiện tháng trước ngày: `{}` được đọc là {}", date.format("%-m/%-d/%Y"), written(date));
        let finding = Diagnostic::warning(Code::DL041, message).at(node.place.clone());
        found.push(finding.hint("đặt định dạng dd/mm/yyyy cho ô và soát lại ngày"));
    }
}

/// A year for a day of which the cell shows the year alone.
pub(super) fn take_year(node: &mut Node) {
    if let Value::Date(date) = &node.value
        && node.shown().is_some_and(|shown| shown.contains(&date.year().to_string()))
    {
        node.value = Value::Integer(date.year().into());
        node.look = None;
    }
}

/// The first two numbers of a date.
#[derive(Clone, Copy)]
struct Numbers(u32, u32);

impl Numbers {
    fn of(date: NaiveDate) -> Self {
        Numbers(date.day(), date.month())
    }

    /// Those of `2/12/2026`, whichever the habit.
    fn typed(text: &str) -> Option<Self> {
        // Most texts in a column of days are days, and one of words is told by its first letter.
        if !text.trim_start().starts_with(|letter: char| letter.is_ascii_digit() || letter == '+') {
            return None;
        }
        let mut parts = text.split(['/', '-', '.']).map(str::trim);
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        let short = |part: &str| part.parse::<u32>().ok().filter(|number| part.len() <= 2 && (1..=31).contains(number));
        let fits = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()) && parts.next().is_none();
        fits.then_some(Numbers(short(first)?, short(second)?))
    }

    /// Whether both habits make a date of it, and not the same.
    fn is_doubtful(self) -> bool {
        self.0 <= 12 && self.1 <= 12 && self.0 != self.1
    }

    fn proves_day_first(self) -> bool {
        self.0 > 12 && self.1 <= 12
    }

    fn proves_month_first(self) -> bool {
        self.0 <= 12 && self.1 > 12
    }
}

/// Tells the dates of a column that two habits read differently, when one of them shows that months are
/// typed first here; these cells are blank from here on.
///
/// Days that a spreadsheet has understood are doubtful too where it has left others as text: it reads
/// `5/3` by the habit of its machine and does not understand `25/3` by the other.
pub(super) fn tell_habits(cells: &mut [&mut Node], found: &mut Findings) {
    let typed = |node: &Node| match &node.value {
        Value::Text(text) => Numbers::typed(text),
        _ => None,
    };
    let stored = |node: &Node| match &node.value {
        Value::Date(date) => Some(Numbers::of(*date)),
        _ => None,
    };
    let (mut month_first, mut day_first) = (None, None);
    for node in cells.iter() {
        let Some(numbers) = typed(node) else { continue };
        let proof = || (node.text().unwrap_or_default(), node.place.clone());
        if numbers.proves_month_first() {
            month_first.get_or_insert_with(proof);
        } else if numbers.proves_day_first() {
            day_first.get_or_insert_with(proof);
        }
    }
    let all_small = cells.iter().filter_map(|node| stored(node)).all(|numbers| numbers.0 <= 12);
    for node in cells.iter_mut() {
        if let Some(proof) = &month_first {
            if typed(node).is_some_and(Numbers::proves_month_first) {
                found.push(no_such_month(node));
                node.value = Value::Empty;
            } else if typed(node).is_some_and(Numbers::is_doubtful) {
                found.push(two_readings(node, proof));
                node.value = Value::Empty;
            }
        }
        let other = month_first.as_ref().or(day_first.as_ref()).filter(|_| all_small);
        if let Some(proof) = other.filter(|_| stored(node).is_some_and(Numbers::is_doubtful)) {
            found.push(perhaps_turned(node, proof));
        }
    }
}

/// Whether somebody has typed three numbers of a day in `text`, whichever the habit.
pub(super) fn is_typed_day(text: &str) -> bool {
    scalar::date(text).is_some() || Numbers::typed(text).is_some()
}

fn no_such_month(node: &Node) -> Diagnostic {
    let text = node.text().unwrap_or_default();
    let message = format!("`{text}` có vẻ gõ tháng trước ngày");
    let finding = Diagnostic::error(Code::DL041, message).at(node.place.clone());
    finding.hint("viết ngày trước tháng, ví dụ 25/12/2026, cho cả cột")
}

fn two_readings(node: &Node, (proof, place): &(String, Place)) -> Diagnostic {
    let text = node.text().unwrap_or_default();
    let message = format!("`{text}` có thể đọc hai cách: ngày trước hay tháng trước");
    let finding = Diagnostic::error(Code::DL041, message).at(node.place.clone());
    finding
        .hint_at(place.clone(), format!("cùng cột có `{proof}` gõ tháng trước"))
        .hint("viết lại ngày trước tháng, ví dụ 25/12/2026, cho cả cột")
}

fn perhaps_turned(node: &Node, (proof, place): &(String, Place)) -> Diagnostic {
    let text = node.text().unwrap_or_default();
    let message = format!("{text}: Excel có thể đã đổi chỗ ngày và tháng khi gõ");
    let finding = Diagnostic::warning(Code::DL041, message).at(node.place.clone());
    finding.hint_at(place.clone(), format!("cùng cột có `{proof}` mà Excel không hiểu là ngày, còn để dạng chữ"))
}
