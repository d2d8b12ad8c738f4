//! Days among the fields: whole ones, and those of which the end is left blank.
//!
//! A year that nobody can have meant (2206 for 2026) is told with its place; printed, it would be taken for the law of
//! another time.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::Fields;
use super::misfit::shown;
use super::shape::Sort;
use crate::base::data::date::{YEARS, YEARS_OF_BIRTH};
use crate::base::data::{Node, PartialDate, Value, scalar};
use crate::base::diag::{Code, Diagnostic};

const WHOLE_DATE: &str = "viết ngày/tháng/năm có trên lịch, ví dụ 25/03/2022";
const PARTIAL_DATE: &str = "viết ngày/tháng/năm có trên lịch, ví dụ 25/03/2022; chừa chỗ ghi tay: 3/2022, 2022 hoặc \
                            để trống";

impl Fields<'_> {
    /// A whole date of the years that papers are from; may be missing.
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let date = self.any_date(key)?;
        let node = self.node(key)?;
        self.is_likely(key, node, Some(date.year())).then_some(date)
    }

    /// A whole date of any year, as that of a body older than the state; may be missing.
    pub fn any_date(&mut self, key: &str) -> Option<NaiveDate> {
        self.note(key, || Sort::Day);
        let node = self.node(key)?;
        let date = match &node.value {
            Value::Date(date) => Some(*date),
            Value::Text(text) => scalar::date(text),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, node, self.codes.date, "ngày", WHOLE_DATE);
        }
        date
    }

    /// A date of which the end may be blank; missing is all blank.
    pub fn partial_date(&mut self, key: &str) -> PartialDate {
        self.note(key, || Sort::PartialDay);
        let Some(node) = self.node(key) else { return PartialDate::default() };
        let date = match &node.value {
            Value::Date(date) => match node.shown() {
                Some(part) => part.parse().ok(),
                None => Some(PartialDate::whole(*date)),
            },
            Value::Integer(year) => year.to_string().parse().ok(),
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        let Some(date) = date else {
            self.wrong(key, node, self.codes.date, "ngày", PARTIAL_DATE);
            return PartialDate::default();
        };
        if self.is_likely(key, node, date.nam) { date } else { PartialDate::default() }
    }

    /// Whether `year`, that of the date in `node`, may be meant; another one is told.
    fn is_likely(&mut self, key: &str, node: &Node, year: Option<i32>) -> bool {
        // Rows of tables have years of birth.
        let years = if self.row.is_some() { YEARS_OF_BIRTH } else { YEARS };
        let Some(year) = year.filter(|year| !years.contains(year)) else { return true };
        let written = shown(&node.value).unwrap_or_default();
        let finding = unlikely_year(self.codes.date, &self.name(key), &written, year, &years);
        self.report.push(finding.at(node.place.clone()));
        false
    }
}

/// What is said of the value `name`, written as `written`, whose `year` is none of `years`; without its place.
pub fn unlikely_year(code: Code, name: &str, written: &str, year: i32, years: &RangeInclusive<i32>) -> Diagnostic {
    let finding = Diagnostic::error(code, format!("{name} là {written}: năm {year} khó có thật"));
    finding.hint(format!("sửa lại năm; chỉ nhận từ năm {} đến năm {}", years.start(), years.end()))
}
