//! Days from which and until which something in a table of the law holds.
//!
//! Names of bodies, forms and decrees change with the calendar, so every such table has `tu_ngay` and
//! `den_ngay` (both included); a missing one means that no such day is known.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// Whether `date` lies between the two days, both included.
pub fn holds(from: Option<NaiveDate>, until: Option<NaiveDate>, date: NaiveDate) -> bool {
    from.is_none_or(|day| day <= date) && until.is_none_or(|day| date <= day)
}

/// Reads "2025-07-01".
///
/// # Errors
/// Anything that is no day of the calendar in that form.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(D::Error::custom)
}

/// As [`day`], of a day that must be there.
///
/// # Errors
/// Anything that is no day of the calendar in that form.
pub fn needed_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// As [`needed_day`], of a list.
///
/// # Errors
/// Anything that is no list of days of the calendar in that form.
pub fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NaiveDate>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_included() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (from, until) = (Some(day("2024-01-01")), Some(day("2025-06-30")));
        for (date, is_held) in
            [("2023-12-31", false), ("2024-01-01", true), ("2025-06-30", true), ("2025-07-01", false)]
        {
            assert_eq!(holds(from, until, day(date)), is_held, "{date}");
        }
        assert!(holds(None, None, day("1999-01-01")));
    }
}
