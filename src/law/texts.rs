//! The legal texts themselves: their numbers, how papers name them, and the days on which they are in force.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::dated::{self, holds};
use crate::base::diag::{Code, Diagnostic, Report};

/// The table of texts, in the order of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub van_ban: Vec<LegalText>,
}

impl Texts {
    /// The text with this number ("98/2023/NĐ-CP").
    pub fn find(&self, number: &str) -> Option<&LegalText> {
        self.van_ban.iter().find(|text| text.so == number)
    }

    /// As [`Self::find`], of a text that another table names.
    ///
    /// # Errors
    /// `TD099` when there is none.
    pub fn named(&self, number: &str) -> Result<&LegalText, Report> {
        let missing = || format!("bảng văn bản pháp luật không có số `{number}` mà bảng khác nêu");
        self.find(number).ok_or_else(|| Diagnostic::error(Code::TD099, missing()).into())
    }

    /// The first day on which the text with this number is in force.
    pub fn first_day(&self, number: &str) -> Option<NaiveDate> {
        self.find(number)?.tu_ngay
    }
}

/// A legal text and the time it is in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    /// Number and signs ("98/2023/NĐ-CP").
    pub so: String,
    pub ten: String,
    /// How papers name it without its number.
    pub goi: Option<CalledBy>,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    pub thay_bang: Option<String>,
    /// Whether nobody has compared these days with the signed text.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl LegalText {
    /// Whether it is in force on `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }
}

/// A law as căn cứ name it: "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" (Mục II.6 of Phụ lục I
/// Nghị định 30/2020/NĐ-CP asks for the number of other texts only).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledBy {
    pub ten: String,
    /// The day on which it was passed.
    #[serde(deserialize_with = "dated::needed_day")]
    pub ngay: NaiveDate,
}

impl CalledBy {
    /// The day as papers write it, in small letters.
    pub fn days(&self) -> [String; 6] {
        let (day, month, year) = (self.ngay.day(), self.ngay.month(), self.ngay.year());
        [
            format!("ngày {day:02} tháng {month:02} năm {year}"),
            format!("ngày {day:02} tháng {month} năm {year}"),
            format!("ngày {day} tháng {month} năm {year}"),
            format!("ngày {day:02}/{month:02}/{year}"),
            format!("ngày {day:02}/{month}/{year}"),
            format!("ngày {day}/{month}/{year}"),
        ]
    }
}
