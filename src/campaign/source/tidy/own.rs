//! Columns of the office's own: nobody knows what they are for, so only what is wrong in any column is told, and what
//! the other cells of the column prove.
//!
//! A template prints these cells as they stand, one paper a row: the 0 of a VLOOKUP of nothing, the number of a day
//! or a form of address that stands twice would be on it.

use super::{Findings, dates, drop_zero, words};
use crate::base::data::date::YEARS_OF_BIRTH;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::address::is_addressed_twice;
use crate::campaign::source::{Node, OwnColumn, Value, scalar};

/// Beginnings of headers whose cells may well be 0, be there words beside them.
const FIGURES: [&str; 7] = ["so_", "diem", "tien", "tong", "ty_le", "muc_", "phan_tram"];
/// So many words make a column one of words.
const LEAST_WORDS: usize = 2;

/// Tidies the filled `cells` of `column`, from top to bottom.
pub(super) fn tidy(cells: &mut [&mut Node], column: &OwnColumn, found: &mut Findings) {
    let label = column.label.as_str();
    for node in cells.iter_mut().filter(|node| shows_day_0(node)) {
        drop_zero(node, label, "ngày", found);
    }
    if label != words::REMARK {
        cells.iter_mut().for_each(|node| words::sign_stands_in(node, label, found));
    }
    tell_addressed(cells, label, found);
    if is_of_days(cells, &column.key) {
        cells.iter_mut().for_each(|node| tidy_day(node, label, found));
        dates::tell_habits(cells, found);
    } else if is_of_words(cells, &column.key) {
        for node in cells.iter_mut().filter(|node| words::is_zero(node) && node.shown().is_none()) {
            drop_zero(node, label, "chữ", found);
        }
    }
}

/// Whether a cell shows the day 0 of the calendar of spreadsheets; a time alone shows none.
fn shows_day_0(node: &Node) -> bool {
    let shown = match &node.value {
        Value::Integer(0) => node.shown(),
        Value::Decimal(number) if (0.0..1.0).contains(number) => node.shown(),
        Value::Text(text) => Some(text.as_str()).filter(|text| text.len() <= "00/01/1900".len()),
        _ => None,
    };
    shown.is_some_and(|shown| shown.starts_with("00/01/") || shown.starts_with("0/1/") || shown == "30/12/1899")
}

fn tell_addressed(cells: &[&mut Node], label: &str, found: &mut Findings) {
    for node in cells {
        let Value::Text(text) = &node.value else { continue };
        if is_addressed_twice(text) {
            let message = format!("`{label}` có lời xưng hô hai lần: `{text}`");
            let finding = Diagnostic::error(Code::DL045, message).at(node.place.clone());
            found.push(finding.hint("giữ lại một lời xưng hô"));
        }
    }
}

/// Whether the column holds days and nothing else: its header says so, or most of its cells do.
fn is_of_days(cells: &[&mut Node], key: &str) -> bool {
    let is_day = |node: &Node| match &node.value {
        Value::Date(_) => true,
        Value::Text(text) => dates::is_typed_day(text),
        _ => false,
    };
    let filled = || cells.iter().filter(|node| !node.is_empty());
    let days = filled().filter(|node| is_day(node)).count();
    let serials = filled().filter(|node| !is_day(node) && dates::serial(node, &YEARS_OF_BIRTH).is_some()).count();
    let is_called_day = key == "ngay" || key.starts_with("ngay_");
    days + serials > 0 && days + serials == filled().count() && (is_called_day || days > serials)
}

/// The day of a serial number; a day that shows its month first is told.
fn tidy_day(node: &mut Node, label: &str, found: &mut Findings) {
    if let Value::Date(date) = &node.value {
        dates::tell_month_first(node, *date, label, found);
        return;
    }
    if let Some(date) = dates::serial(node, &YEARS_OF_BIRTH) {
        let (shown, day) = (node.text().unwrap_or_default(), dates::written(date));
        let message = format!("`{label}` hiện `{shown}`, số thứ tự của ngày {day}: đọc là ngày ấy");
        let finding = Diagnostic::warning(Code::DL046, message).at(node.place.clone());
        found.push(finding.hint("đặt định dạng dd/mm/yyyy cho ô và soát lại ngày"));
        node.value = Value::Date(date);
        node.look = None;
    }
}

/// Whether words stand in the column and, but for a 0 here and there, nothing else.
fn is_of_words(cells: &[&mut Node], key: &str) -> bool {
    let is_words = |node: &Node| match &node.value {
        Value::Text(text) => {
            text.contains(char::is_alphabetic) && !text.contains(|letter: char| letter.is_ascii_digit())
        }
        _ => false,
    };
    let filled =
        || cells.iter().filter(|node| !node.is_empty() && !node.text().is_some_and(|text| scalar::is_dash(&text)));
    let zeros = filled().filter(|node| words::is_zero(node)).count();
    let words = filled().filter(|node| is_words(node)).count();
    words >= LEAST_WORDS.max(zeros)
        && words + zeros == filled().count()
        && !FIGURES.iter().any(|it| key.starts_with(it))
}
