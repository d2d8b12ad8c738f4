//! What units register to achieve: the collective itself, named persons, or a number of persons
//! without names.

use chrono::NaiveDate;

use super::located::Located;
use super::nomination::{NomineeKind, SubjectRef};
use crate::base::diag::Place;
use crate::campaign::source::OwnValues;

/// One row of the sheet Đăng ký. Form, summary, findings and verdicts all look at this.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The unit that sends it, as typed; empty where the cell is.
    pub don_vi: Located<String>,
    /// Whether the unit as a whole or persons in it are meant; nothing where the cell can't be read.
    pub doi_tuong: Option<NomineeKind>,
    /// Nobody for a collective and for persons without names.
    pub ho_ten: Option<Located<String>>,
    /// How many, as typed.
    pub so_luong: Option<Located<u32>>,
    pub noi_dung: String,
    pub danh_hieu: Option<Located<String>>,
    /// The day on which it came.
    pub ngay_nop: Option<Located<NaiveDate>>,
    pub ghi_chu: String,
    /// The own columns of the sheet.
    pub cot: OwnValues,
    pub place: Place,
}

impl Registration {
    /// How many it is about: 1 for a collective and for a named person.
    pub fn count(&self) -> u32 {
        self.so_luong.as_ref().map_or(1, |count| count.value)
    }

    /// How many individuals of the unit it is about without naming them; none when it says no number.
    pub fn nameless(&self) -> Option<u32> {
        self.so_luong.as_ref().filter(|_| self.is_nameless()).map(|count| count.value)
    }

    /// Whether it is about individuals without naming them, and so registers nobody by himself.
    pub fn is_nameless(&self) -> bool {
        self.doi_tuong.is_some_and(|kind| kind != NomineeKind::TapThe) && self.ho_ten.is_none()
    }

    /// Whom it registers, the person it names, else the unit; nobody where the row can't say.
    pub fn subject(&self) -> Option<SubjectRef> {
        let unit = self.don_vi.clone();
        match (self.doi_tuong?, &self.ho_ten) {
            (NomineeKind::CaNhan | NomineeKind::HoGiaDinh, Some(ten)) => {
                Some(SubjectRef { ten: ten.clone(), don_vi: Some(unit) })
            }
            _ => Some(SubjectRef { ten: unit, don_vi: None }),
        }
    }

    /// Whether it had come by the end of `today`; one without a day has come.
    pub fn has_come(&self, today: NaiveDate) -> bool {
        self.ngay_nop.as_ref().is_none_or(|day| day.value <= today)
    }
}
