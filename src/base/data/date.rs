//! A date as it is typed and as it stands on a document: whole, or with its day, month or year left blank
//! to be written in by hand.
//!
//! Mục II.4 of Phụ lục I: days below 10 and the months 1 and 2 take a leading zero, so it is
//! "ngày 05 tháng 01" but "ngày 25 tháng 3".

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// Blank left for a number that is written in by hand: six no-break spaces.
pub const HAND_BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// No document is older; a smaller number is no year.
pub const FIRST_YEAR: i32 = 1000;
/// The years that a day of a campaign or of a paper can have; another one is a slip.
pub const YEARS: RangeInclusive<i32> = 1950..=2099;
/// The years that those who are honoured may be born in.
pub const YEARS_OF_BIRTH: RangeInclusive<i32> = 1900..=2099;

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
    /// None of the forms that dates are typed in.
    Form,
    /// A day that the calendar does not have.
    Calendar,
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            DateError::Form => "ngày phải có dạng `25/03/2022`, `2022-03-25`, `3/2022`, `2022` hoặc để trống",
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

    /// The year has four digits and stands first or last, between `/`, `-` or `.`: `25/3/2022`,
    /// `2022-03-25`, `3/2022`, `2022-03`, `2022`; nothing is all blank.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(PartialDate::default());
        }
        // Most texts are told from dates by their first letter.
        if !text.starts_with(|letter: char| letter.is_ascii_digit()) {
            return Err(DateError::Form);
        }
        let mut parts = text.split(['/', '-', '.']).map(str::trim);
        let (year, month, day) = match [parts.next(), parts.next(), parts.next(), parts.next()] {
            [Some(year), None, ..] => (number(year, 4..=4), None, None),
            [Some(first), last, None, _] if first.len() == 4 => (number(first, 4..=4), last, None),
            [first, Some(last), None, _] => (number(last, 4..=4), first, None),
            [Some(first), middle, last, None] if first.len() == 4 => (number(first, 4..=4), middle, last),
            [first, middle, Some(last), None] => (number(last, 4..=4), middle, first),
            _ => (None, None, None),
        };
        let short = |part: Option<&str>| part.map(|part| number(part, 1..=2).ok_or(DateError::Form)).transpose();
        let (thang, ngay) = (short(month)?, short(day)?);
        let nam = i32::try_from(year.ok_or(DateError::Form)?).map_err(|_| DateError::Form)?;
        match NaiveDate::from_ymd_opt(nam, thang.unwrap_or(1), ngay.unwrap_or(1)) {
            Some(_) if nam >= FIRST_YEAR => Ok(PartialDate { nam: Some(nam), thang, ngay }),
            _ => Err(DateError::Calendar),
        }
    }
}

/// The number in `part`, which has as many digits as `length` says.
fn number(part: &str, length: RangeInclusive<usize>) -> Option<u32> {
    let fits = length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| part.parse().ok()).flatten()
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
    fn dates_are_read_in_every_form_that_people_type() {
        for (iso, forms) in [
            ("2022-03-05", &["05/03/2022", "5/3/2022", "2022-03-05", "2022-3-5", "5.3.2022", " 05-03-2022 "][..]),
            ("2022-03", &["3/2022", "03/2022", "2022-03", "2022-3", "3.2022"]),
            ("2022", &["2022"]),
            ("", &["", " "]),
        ] {
            for form in forms {
                assert_eq!(form.parse::<PartialDate>().map(|date| date.to_string()), Ok(iso.to_owned()), "{form}");
            }
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in ["2022-02-30", "30/02/2022", "2022-13", "13/2022", "0000-01-01", "0202"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Calendar), "{text}");
        }
        for text in ["22", "5/3/22", "2022-03-25-1", "22//3/2022", "2022/2022", "-2022", "2022-", "hôm nay", "năm"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form), "{text}");
        }
    }
}
