//! The numbers of the law, each valid from a day: base salary, multiples, votes, discipline, competence.
//!
//! They change with every decree, so none of them stands in code. The table is part of the program
//! ([`Params::builtin`]); an office may give its own ([`Params::parse`]).

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::diag::{Code, Diagnostic, Report};
use crate::model::calendar::Calendar;
use crate::model::exclusion::CaseState;
use crate::model::nomination::NomineeKind;
use crate::model::quantity::Quantity;

/// The whole table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    pub luong_co_so: Vec<BaseSalary>,
    pub danh_muc: Vec<Title>,
    pub tien_thuong: Vec<Rewards>,
    pub bieu_quyet: Vec<Votes>,
    pub ky_luat: Vec<Discipline>,
    pub loai_tru: Vec<OpenCases>,
    pub tham_quyen: Vec<Competence>,
    pub van_ban: Vec<LegalText>,
    pub ngay_nghi: Vec<HolidayYear>,
}

/// Mức lương cơ sở.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseSalary {
    pub tu_ngay: Day,
    /// Đồng a month.
    pub so_tien: u64,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// An entry of the statutory list of titles and awards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub ma: String,
    pub ten: String,
}

/// Reward money of one decree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewards {
    pub tu_ngay: Day,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
    pub muc: Vec<Reward>,
}

/// Multiples of the base salary for one award.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    pub hinh_thuc: String,
    pub ca_nhan: Option<Number>,
    pub tap_the: Option<Number>,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl Reward {
    /// The multiple for this kind.
    pub fn multiple(&self, kind: NomineeKind) -> Option<Quantity> {
        let number = match kind {
            NomineeKind::CaNhan => &self.ca_nhan,
            NomineeKind::TapThe => &self.tap_the,
        };
        number.as_ref().map(|number| number.0)
    }
}

/// Votes that a decree asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    pub tu_ngay: Day,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
    pub muc: Vec<VoteShare>,
}

/// The share for some awards, in percent of all members.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteShare {
    pub ty_le: Number,
    pub hinh_thuc: Vec<String>,
}

/// Levels of discipline, from light to heavy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    pub tu_ngay: Day,
    pub cac_muc: Vec<String>,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// Cases during which nobody is rewarded, whatever the plan says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCases {
    pub tu_ngay: Day,
    pub trang_thai: Vec<StateWord>,
    pub can_cu: String,
}

/// A state of a case in the table, by its name.
#[derive(Clone, Copy, Debug)]
pub struct StateWord(pub CaseState);

impl<'de> Deserialize<'de> for StateWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(StateWord).map_err(D::Error::custom)
    }
}

/// Which awards somebody may decide on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    pub nguoi: String,
    pub ten: String,
    /// The title alone: "Chủ tịch".
    pub chuc_danh: String,
    /// How the names of the bodies begin that such a person heads; the first is that of `ten`.
    pub co_quan: Vec<String>,
    /// How these bodies stand in a ký hiệu, where all are called alike ("UBND").
    #[serde(default)]
    pub viet_tat: String,
    pub tu_ngay: Option<Day>,
    pub den_ngay: Option<Day>,
    pub hinh_thuc: Vec<String>,
    pub can_cu: String,
}

impl Competence {
    /// Whether it holds on `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        within(&self.tu_ngay, &self.den_ngay, date)
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
    pub tu_ngay: Option<Day>,
    pub den_ngay: Option<Day>,
    pub thay_bang: Option<String>,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl LegalText {
    /// Whether it is in force on `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        within(&self.tu_ngay, &self.den_ngay, date)
    }
}

/// A law as căn cứ name it: "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" (Mục II.6 of Phụ lục I
/// Nghị định 30/2020/NĐ-CP asks for the number of other texts only).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledBy {
    pub ten: String,
    /// The day on which it was passed.
    pub ngay: Day,
}

impl CalledBy {
    /// The day as papers write it, in small letters.
    pub fn days(&self) -> [String; 6] {
        let (day, month, year) = (self.ngay.0.day(), self.ngay.0.month(), self.ngay.0.year());
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

fn within(from: &Option<Day>, until: &Option<Day>, date: NaiveDate) -> bool {
    from.as_ref().is_none_or(|day| day.0 <= date) && until.as_ref().is_none_or(|day| date <= day.0)
}

/// Days off of one year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    pub nam: i32,
    pub khoang: Vec<Span>,
    #[serde(default)]
    pub lam_bu: Vec<Day>,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// A date in the table.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Day).map_err(D::Error::custom)
    }
}

/// A run of days, both ends included: "2022-01-29/2022-02-06".
#[derive(Clone, Copy, Debug)]
pub struct Span(pub NaiveDate, pub NaiveDate);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (from, until) = text.split_once('/').ok_or_else(|| D::Error::custom("khoảng ngày thiếu dấu `/`"))?;
        Ok(Span(from.parse().map_err(D::Error::custom)?, until.parse().map_err(D::Error::custom)?))
    }
}

/// An exact number in the table, as text.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub Quantity);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Quantity::parse(&text).map(Number).ok_or_else(|| D::Error::custom("không phải số"))
    }
}

impl Params {
    /// The table that is part of the program.
    ///
    /// # Errors
    /// `TD099` when the table can't be read; a test keeps it readable.
    pub fn builtin() -> Result<Self, Report> {
        Self::parse(include_str!("params.toml"))
    }

    /// A table in the same form.
    ///
    /// # Errors
    /// `TD099` with the words of the parser.
    pub fn parse(text: &str) -> Result<Self, Report> {
        toml::from_str(text).map_err(|error| {
            Diagnostic::error(Code::TD099, format!("bảng số liệu pháp luật không đọc được: {}", error.message())).into()
        })
    }

    /// The entry that holds on `date`: the last one that began by then.
    pub fn on<T>(entries: &[T], date: NaiveDate, begins: impl Fn(&T) -> NaiveDate) -> Option<&T> {
        entries.iter().filter(|entry| begins(entry) <= date).max_by_key(|entry| begins(entry))
    }

    /// Levels of discipline in force on `date`, from light to heavy.
    pub fn discipline(&self, date: NaiveDate) -> &[String] {
        Self::on(&self.ky_luat, date, |entry| entry.tu_ngay.0).map_or(&[], |entry| &entry.cac_muc)
    }

    /// The working days of the years in the table.
    pub fn calendar(&self) -> Calendar {
        let mut calendar = Calendar::default();
        for year in &self.ngay_nghi {
            let days: Vec<NaiveDate> =
                year.khoang.iter().flat_map(|span| span.0.iter_days().take_while(|day| *day <= span.1)).collect();
            let made_up: Vec<NaiveDate> = year.lam_bu.iter().map(|day| day.0).collect();
            calendar.add_year(year.nam, &days, &made_up);
        }
        calendar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_reads_and_names_only_known_awards() {
        let params = Params::builtin().unwrap();
        let known: Vec<&str> = params.danh_muc.iter().map(|title| title.ma.as_str()).collect();
        let rewards = params.tien_thuong.iter().flat_map(|entry| &entry.muc).map(|reward| &reward.hinh_thuc);
        let votes = params.bieu_quyet.iter().flat_map(|entry| &entry.muc).flat_map(|share| &share.hinh_thuc);
        let competence = params.tham_quyen.iter().flat_map(|entry| &entry.hinh_thuc);
        for code in rewards.chain(votes).chain(competence) {
            assert!(known.contains(&code.as_str()), "{code}");
        }
    }

    #[test]
    fn who_decides_is_called_by_title_and_body() {
        use crate::text::ascii_key;
        for known in &Params::builtin().unwrap().tham_quyen {
            let whole = format!("{} {}", known.chuc_danh, known.co_quan[0]);
            assert_eq!(ascii_key(&known.ten), ascii_key(&whole));
        }
    }

    #[test]
    fn discipline_follows_the_date() {
        let params = Params::builtin().unwrap();
        assert_eq!(params.discipline(day("2025-06-30")).len(), 6);
        assert_eq!(params.discipline(day("2025-07-01")).len(), 4);
    }

    #[test]
    fn holidays_and_made_up_days() {
        let calendar = Params::builtin().unwrap().calendar();
        for (date, working) in
            [("2024-04-29", false), ("2024-05-04", true), ("2024-05-05", false), ("2024-05-06", true)]
        {
            assert_eq!(calendar.is_working(day(date)), Ok(working), "{date}");
        }
        assert!(calendar.is_working(day("2040-01-04")).is_err());
    }
}
