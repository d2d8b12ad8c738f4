//! Which days offices work: weekends, public holidays, and the Saturdays that make up for a bridge day.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// The table as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    ngay_nghi: Vec<Year>,
}

/// Days off of one year, and those made up for by work.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    nam: i32,
    khoang: Vec<Span>,
    #[serde(default, deserialize_with = "super::dated::days")]
    lam_bu: Vec<NaiveDate>,
}

/// A run of days, both ends included: "2022-01-29/2022-02-06".
struct Span(NaiveDate, NaiveDate);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (from, until) = text.split_once('/').ok_or_else(|| D::Error::custom("khoảng ngày thiếu dấu `/`"))?;
        Ok(Span(from.parse().map_err(D::Error::custom)?, until.parse().map_err(D::Error::custom)?))
    }
}

/// The working days of the years for which the holidays are known.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Table")]
pub struct Calendar {
    years: BTreeSet<i32>,
    holidays: BTreeSet<NaiveDate>,
    made_up: BTreeSet<NaiveDate>,
}

impl From<Table> for Calendar {
    fn from(table: Table) -> Self {
        let mut calendar = Calendar::default();
        for year in table.ngay_nghi {
            calendar.years.insert(year.nam);
            for Span(from, until) in year.khoang {
                calendar.holidays.extend(from.iter_days().take_while(|day| *day <= until));
            }
            calendar.made_up.extend(year.lam_bu);
        }
        calendar
    }
}

/// Days off of one year that the table does not have: those of a later year, or of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysOff {
    pub nam: i32,
    /// Runs of days, both ends included.
    pub khoang: Vec<(NaiveDate, NaiveDate)>,
    /// Days made up for by work.
    pub lam_bu: Vec<NaiveDate>,
}

impl Calendar {
    /// The same with the days of `years` as well.
    pub fn with(&self, years: &[DaysOff]) -> Self {
        let mut calendar = self.clone();
        for year in years {
            calendar.years.insert(year.nam);
            for (from, until) in &year.khoang {
                calendar.holidays.extend(from.iter_days().take_while(|day| day <= until));
            }
            calendar.made_up.extend(&year.lam_bu);
        }
        calendar
    }

    /// Whether offices work on `date`.
    ///
    /// # Errors
    /// A sentence when the holidays of that year are not in the table.
    pub fn is_working(&self, date: NaiveDate) -> Result<bool, String> {
        if !self.years.contains(&date.year()) {
            return Err(format!("bảng ngày nghỉ chưa có năm {}", date.year()));
        }
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(self.made_up.contains(&date) || (!weekend && !self.holidays.contains(&date)))
    }
}

#[cfg(test)]
mod tests {
    use crate::law::Law;

    #[test]
    fn holidays_and_made_up_days() {
        let calendar = Law::builtin().unwrap().calendar;
        for (date, working) in
            [("2024-04-29", false), ("2024-05-04", true), ("2024-05-05", false), ("2024-05-06", true)]
        {
            assert_eq!(calendar.is_working(date.parse().unwrap()), Ok(working), "{date}");
        }
        assert!(calendar.is_working("2040-01-04".parse().unwrap()).is_err());
    }
}
