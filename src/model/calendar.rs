//! Which days offices work: weekends, public holidays, and the Saturdays that make up for a bridge day.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

/// The working days of the years for which the holidays are known.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i32>,
    holidays: BTreeSet<NaiveDate>,
    made_up: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Adds a year with its `holidays` and the days off that are `made_up` for by work.
    pub fn add_year(&mut self, year: i32, holidays: &[NaiveDate], made_up: &[NaiveDate]) {
        self.years.insert(year);
        self.holidays.extend(holidays);
        self.made_up.extend(made_up);
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
