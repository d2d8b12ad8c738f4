//! Time limits as plans word them.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::short_date;
use crate::base::diag::Code;
use crate::campaign::source::Fields;

/// Whether the day itself still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The day counts.
    DenHet,
    /// The day before is the last.
    Truoc,
}

impl Bound {
    /// The key in data.
    pub fn name(self) -> &'static str {
        match self {
            Bound::DenHet => "den_het",
            Bound::Truoc => "truoc",
        }
    }

    /// The word in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Bound::DenHet => "đến hết",
            Bound::Truoc => "trước",
        }
    }
}

/// A time limit on a fixed day: `{ den_het = 2022-03-30 }` or `{ truoc = 2022-03-30 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    pub gioi_han: Bound,
    pub ngay: NaiveDate,
}

impl Until {
    /// Reads the two keys, of which exactly one may stand.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let inclusive = fields.date("den_het").map(|ngay| Until { gioi_han: Bound::DenHet, ngay });
        let exclusive = fields.date("truoc").map(|ngay| Until { gioi_han: Bound::Truoc, ngay });
        if inclusive.is_some() && exclusive.is_some() {
            let message = "một thời hạn không thể vừa `den_het` vừa `truoc`".to_owned();
            fields.fault("truoc", Code::DL017, message, "giữ lại một trong hai khóa");
        }
        inclusive.or(exclusive)
    }

    /// The last day on which it is still kept.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self.gioi_han {
            Bound::DenHet => Some(self.ngay),
            Bound::Truoc => self.ngay.pred_opt(),
        }
    }

    /// "đến hết ngày 30/3/2022".
    pub fn phrase(&self) -> String {
        format!("{} ngày {}", self.gioi_han.label(), short_date(self.ngay))
    }
}

impl Serialize for Until {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Until", 3)?;
        object.serialize_field("gioi_han", self.gioi_han.name())?;
        object.serialize_field("ngay", &self.ngay.to_string())?;
        object.serialize_field("cau", &self.phrase())?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_a_day_ends_the_day_before() {
        let ngay = NaiveDate::from_ymd_opt(2022, 3, 1).unwrap();
        let before = Until { gioi_han: Bound::Truoc, ngay };
        assert_eq!(before.last_day(), NaiveDate::from_ymd_opt(2022, 2, 28));
        assert_eq!(Until { gioi_han: Bound::DenHet, ngay }.last_day(), Some(ngay));
        assert_eq!(before.phrase(), "trước ngày 01/3/2022");
    }

    #[test]
    fn keys_are_the_words_without_accents() {
        for limit in [Bound::DenHet, Bound::Truoc] {
            assert_eq!(crate::base::text::ascii_key(limit.label()), limit.name());
        }
    }
}
