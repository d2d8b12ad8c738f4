//! When a campaign runs, and by which years it is judged: calendar years, or school years that begin in one and
//! end in the next. A campaign that is judged once, from day to day, names no year at all: its đề nghị have none.
//!
//! A school year is known by the year that it begins in, so that the year before it is one less and years in a row
//! are counted alike; only its words and its days differ.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::iso;
use crate::base::diag::Code;
use crate::campaign::source::Fields;

/// The day and month of a school year's beginning where the plan names none: that of the opening ceremony lies in it.
const SCHOOL_YEAR: (u32, u32) = (9, 1);

/// Years that a campaign may be about.
const YEARS: RangeInclusive<i32> = 1945..=2100;

/// From when to when the campaign runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Period {
    #[serde(serialize_with = "iso")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(serialize_with = "iso")]
    pub den_ngay: Option<NaiveDate>,
    /// Whether results are also judged year by year.
    pub hang_nam: bool,
    /// Whether years are school years, which begin on the day and month of `tu_ngay`.
    pub nam_hoc: bool,
}

impl Period {
    /// Reads `[thoi_gian]`.
    pub fn read(fields: &mut Fields) -> Self {
        let period = Period {
            tu_ngay: fields.date("tu_ngay"),
            den_ngay: fields.date("den_ngay"),
            hang_nam: fields.flag("hang_nam").unwrap_or_default(),
            nam_hoc: fields.flag("nam_hoc").unwrap_or_default(),
        };
        if let (Some(from), Some(to)) = (period.tu_ngay, period.den_ngay)
            && from > to
        {
            fields.fault(
                "den_ngay",
                Code::DL017,
                "`den_ngay` đứng trước `tu_ngay`".to_owned(),
                "sửa lại một trong hai ngày",
            );
        }
        period
    }

    /// "2024", "2024-2025"
    pub fn year(&self, year: i32) -> String {
        if self.nam_hoc { format!("{year}-{}", year.saturating_add(1)) } else { year.to_string() }
    }

    /// "năm 2024", "năm học 2024-2025"
    pub fn year_words(&self, year: i32) -> String {
        format!("{} {}", self.kind_of_year(), self.year(year))
    }

    /// "năm", "năm học"
    pub fn kind_of_year(&self) -> &'static str {
        if self.nam_hoc { "năm học" } else { "năm" }
    }

    /// The year that `typed` names, as a cell of earlier years has it: "2023", in a campaign of school years also
    /// "2023-2024"; nothing for another span of years.
    pub fn year_named(&self, typed: &str) -> Option<i32> {
        let begins = typed.trim().parse().ok();
        begins.or_else(|| school_year(typed).filter(|_| self.nam_hoc))
    }

    /// The year that `day` lies in.
    pub fn year_of(&self, day: NaiveDate) -> i32 {
        let before = self.nam_hoc && (day.month(), day.day()) < self.beginning();
        day.year() - i32::from(before)
    }

    /// The day `day`/`month` of `year`; none where the calendar has no such day.
    pub fn day_in(&self, year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        let next = self.nam_hoc && (month, day) < self.beginning();
        NaiveDate::from_ymd_opt(year.checked_add(i32::from(next))?, month, day)
    }

    /// Month and day on which a school year begins.
    fn beginning(&self) -> (u32, u32) {
        self.tu_ngay.map_or(SCHOOL_YEAR, |day| (day.month(), day.day()))
    }
}

/// The first year of "2024-2025", "2024 – 2025", "năm học 2024 - 2025"; nothing where the second does not follow it.
pub fn school_year(typed: &str) -> Option<i32> {
    let bare = typed.trim().to_lowercase();
    let bare = bare.strip_prefix("năm học").or(bare.strip_prefix("nh")).unwrap_or(&bare);
    let (first, second) = bare.split_once(['-', '–', '—', '/'])?;
    let year = |text: &str| text.trim().parse::<i32>().ok().filter(|year| YEARS.contains(year));
    let (first, second) = (year(first)?, year(second)?);
    (second == first + 1).then_some(first)
}

/// The year under `key` and whether it is typed as a school year; may be missing.
pub fn typed_year(fields: &mut Fields, key: &'static str) -> Option<(i32, bool)> {
    if let Some(year) = fields.words(key).and_then(school_year) {
        return Some((year, true));
    }
    let year = fields.count(key)?;
    let found = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    if found.is_none() {
        no_year(fields, key, year);
    }
    found.map(|year| (year, false))
}

/// What stands under `key` for a year or for years that nothing is reckoned from ("2023", "2021, 2023"); empty when
/// missing. One number that is no year is a fault.
pub fn years_as_typed(fields: &mut Fields, key: &'static str) -> String {
    let typed = fields.text_or_empty(key);
    let number = typed.trim().parse::<u32>().ok();
    if let Some(year) = number.filter(|year| !i32::try_from(*year).is_ok_and(|year| YEARS.contains(&year))) {
        no_year(fields, key, year);
    }
    typed
}

/// Says that `year` under `key` is none.
fn no_year(fields: &mut Fields, key: &'static str, year: u32) {
    let (first, last) = (YEARS.start(), YEARS.end());
    let hint = format!("ghi năm bốn chữ số từ {first} đến {last}, ví dụ 2024; năm học thì ghi 2024-2025");
    fields.fault(key, Code::DL017, format!("{year} không phải là năm"), &hint);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_school_year_is_two_years_that_follow_each_other() {
        for (typed, year) in [
            ("2024-2025", Some(2024)),
            ("2024 – 2025", Some(2024)),
            ("năm học 2024 - 2025", Some(2024)),
            ("NĂM HỌC 2024/2025", Some(2024)),
            ("2021-2025", None),
            ("2025-2024", None),
            ("2024", None),
            ("24-25", None),
        ] {
            assert_eq!(school_year(typed), year, "{typed}");
        }
    }

    #[test]
    fn days_lie_in_the_year_of_their_kind() {
        let calendar = Period::default();
        let school = Period { nam_hoc: true, tu_ngay: Some(day("2024-09-05")), ..Period::default() };
        assert_eq!(
            (calendar.year_words(2024), school.year_words(2024)),
            ("năm 2024".into(), "năm học 2024-2025".into())
        );
        for (date, year, school_year) in [
            ("2024-09-04", 2024, 2023),
            ("2024-09-05", 2024, 2024),
            ("2025-05-31", 2025, 2024),
            ("2025-09-05", 2025, 2025),
        ] {
            assert_eq!((calendar.year_of(day(date)), school.year_of(day(date))), (year, school_year), "{date}");
        }
        assert_eq!(school.day_in(2024, 5, 31), Some(day("2025-05-31")));
        assert_eq!(school.day_in(2024, 10, 15), Some(day("2024-10-15")));
        assert_eq!(school.day_in(2023, 2, 29), Some(day("2024-02-29")));
        assert_eq!(calendar.day_in(2023, 2, 29), None);
    }

    #[test]
    fn only_a_campaign_of_school_years_takes_a_span_for_a_year() {
        let school = Period { nam_hoc: true, ..Period::default() };
        assert_eq!((school.year_named("2023-2024"), Period::default().year_named("2023-2024")), (Some(2023), None));
        assert_eq!((school.year_named("2021-2025"), school.year_named("2023")), (None, Some(2023)));
    }
}
