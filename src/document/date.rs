//! A date as it stands on a document: whole, or with its day, month or year left blank to be written
//! in by hand.
//!
//! Mục II.4 of Phụ lục I: days below 10 and the months 1 and 2 take a leading zero, so it is
//! "ngày 05 tháng 01" but "ngày 25 tháng 3".

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// Blank left for a number that is written in by hand: six no-break spaces.
pub const HAND_BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// No document is older; a smaller number is a slip.
pub const FIRST_YEAR: i32 = 1000;

/// A date of which the end may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    pub nam: Option<i32>,
    pub thang: Option<u32>,
    pub ngay: Option<u32>,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or empty.
    Form,
    /// A day that the calendar does not have.
    Calendar,
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            DateError::Form => "ngày phải có dạng `2022-03-25`, `2022-03`, `2022` hoặc để trống",
            DateError::Calendar => "ngày không có trên lịch",
        })
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// A whole date.
    pub fn whole(date: NaiveDate) -> Self {
        PartialDate { nam: Some(date.year()), thang: Some(date.month()), ngay: Some(date.day()) }
    }

    /// The date, when nothing is blank.
    pub fn to_date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.nam?, self.thang?, self.ngay?)
    }

    /// The first day that it can mean; none when the year is blank.
    pub fn earliest(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.nam?, self.thang.unwrap_or(1), self.ngay.unwrap_or(1))
    }

    /// The last day that it can mean; none when the year is blank.
    pub fn latest(self) -> Option<NaiveDate> {
        let month = self.thang.unwrap_or(12);
        let first = NaiveDate::from_ymd_opt(self.nam?, month, self.ngay.unwrap_or(1))?;
        if self.ngay.is_some() { Some(first) } else { first.checked_add_months(Months::new(1))?.pred_opt() }
    }

    /// "ngày 05 tháng 01 năm 2020", blanks as [`HAND_BLANK`].
    pub fn spelled(self) -> String {
        let day = self.ngay.map_or(HAND_BLANK.to_owned(), |day| format!("{day:02}"));
        let month = self.thang.map_or(HAND_BLANK.to_owned(), printed_month);
        let year = self.nam.map_or(HAND_BLANK.to_owned(), |year| year.to_string());
        format!("ngày {day} tháng {month} năm {year}")
    }
}

/// "25/3/2022", "05/02/2022": days below 10 and the months 1 and 2 are padded, as in whole dates.
pub fn short_date(date: NaiveDate) -> String {
    format!("{:02}/{}/{}", date.day(), printed_month(date.month()), date.year())
}

/// The number of a month as printed: 01, 02, 3 … 12.
pub fn printed_month(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(PartialDate::default());
        }
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let shaped = parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2));
        if !shaped {
            return Err(DateError::Form);
        }
        let number = |index: usize| parts.get(index).and_then(|part| part.parse::<u32>().ok());
        let date = PartialDate { nam: number(0).map(|year| year as i32), thang: number(1), ngay: number(2) };
        let (year, month, day) = (date.nam.unwrap_or(2000), date.thang.unwrap_or(1), date.ngay.unwrap_or(1));
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(_) if year >= FIRST_YEAR => Ok(date),
            _ => Err(DateError::Calendar),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.nam {
            write!(out, "{year:04}")?;
        }
        if let Some(month) = self.thang {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.ngay {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_early_months_are_padded() {
        for (text, spelled) in [
            ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
            ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
            ("2022-12-10", "ngày 10 tháng 12 năm 2022"),
        ] {
            assert_eq!(text.parse::<PartialDate>().map(PartialDate::spelled), Ok(spelled.to_owned()));
        }
    }

    #[test]
    fn parts_may_be_blank() {
        let date: PartialDate = "2022-03".parse().unwrap();
        assert_eq!(date.spelled(), format!("ngày {HAND_BLANK} tháng 3 năm 2022"));
        assert_eq!(date.to_string(), "2022-03");
        assert_eq!("".parse::<PartialDate>().unwrap().spelled().matches(HAND_BLANK).count(), 3);
    }

    #[test]
    fn blanks_leave_a_span() {
        for (text, first, last) in [
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2022", "2022-01-01", "2022-12-31"),
            ("2022-03-25", "2022-03-25", "2022-03-25"),
        ] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!((date.earliest(), date.latest()), (first.parse().ok(), last.parse().ok()), "{text}");
        }
        assert_eq!(PartialDate::default().latest(), None);
    }

    #[test]
    fn impossible_dates_are_refused() {
        assert_eq!("2022-02-30".parse::<PartialDate>(), Err(DateError::Calendar));
        assert_eq!("2022-13".parse::<PartialDate>(), Err(DateError::Calendar));
        assert_eq!("0000-01-01".parse::<PartialDate>(), Err(DateError::Calendar));
        assert_eq!("0202".parse::<PartialDate>(), Err(DateError::Calendar));
        for text in ["25/3/2022", "2022-3-1", "22", "2022-03-25-1", "năm"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form), "{text}");
        }
    }
}
