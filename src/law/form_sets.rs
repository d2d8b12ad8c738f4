//! Form sets: on which decree's forms a dossier is written, and which texts it cites.
//!
//! The same number means another form in every decree, so a form is known by decree and number. A set
//! is chosen by the day on which the dossier is filed, never by the date of the plan; an office may ask
//! for another one by name. Which days a set and a căn cứ have follows from the table of
//! [`super::texts`].

mod choice;

pub use choice::{Choice, FormSetText, FormSetWish};

use chrono::NaiveDate;
use serde::Deserialize;

use super::dated::{self, holds};
use super::texts::Texts;
use crate::base::diag::{Code, Diagnostic, Report};

/// The table as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    bo_mau: Vec<FormSetRow>,
    loai: Vec<FormKind>,
    can_cu: Vec<BasisRow>,
}

/// A set as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormSetRow {
    ma: String,
    /// The number of its decree.
    nghi_dinh: String,
    /// The part of the decree that has the forms: "Phụ lục I".
    #[serde(default)]
    phu_luc: String,
    mau: Vec<NumberedForm>,
}

/// A căn cứ as it stands in the file: it is cited while its text is in force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BasisRow {
    so: String,
    cau: String,
    /// The first day, where the words name an amendment that came after the text.
    #[serde(default, deserialize_with = "dated::day")]
    tu_ngay: Option<NaiveDate>,
    /// The number of the text that it is only cited together with.
    #[serde(default)]
    cung: Option<String>,
    #[serde(default)]
    chua_kiem_chung: bool,
}

/// All sets with what they share.
#[derive(Clone, Debug)]
pub struct FormSets {
    /// In the order of their days.
    pub bo_mau: Vec<FormSet>,
    pub loai: Vec<FormKind>,
    pub can_cu: Vec<Basis>,
}

/// The forms of one decree.
#[derive(Clone, Debug)]
pub struct FormSet {
    /// The code in data and folders: "nd98".
    pub ma: String,
    /// "Nghị định số 98/2023/NĐ-CP"
    pub ten: String,
    /// What follows the number of a form where it is cited.
    pub vien_dan: String,
    pub tu_ngay: NaiveDate,
    pub den_ngay: Option<NaiveDate>,
    pub mau: Vec<NumberedForm>,
}

/// A form of a set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberedForm {
    /// The code of its [`FormKind`].
    pub loai: String,
    pub so: String,
    /// Sections that it asks for beyond the achievement, by their names ("bien_phap").
    #[serde(default)]
    pub phan: Vec<String>,
    /// Whether nobody has read its number in the signed text.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// What a form is for, under whatever number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormKind {
    pub ma: String,
    pub ten: String,
    /// What is not certain about its layout, in words.
    #[serde(default)]
    pub ghi_chu: String,
}

/// A text that papers of a dossier cite, and the days on which they do.
#[derive(Clone, Debug)]
pub struct Basis {
    pub so: String,
    /// As printed after "Căn cứ".
    pub cau: String,
    pub tu_ngay: Option<NaiveDate>,
    pub den_ngay: Option<NaiveDate>,
    /// Whether nobody has compared the words with the signed text.
    pub chua_kiem_chung: bool,
}

impl FormSet {
    fn new(row: FormSetRow, texts: &Texts) -> Result<Self, Report> {
        let decree = texts.named(&row.nghi_dinh)?;
        let tu_ngay = decree.tu_ngay.ok_or_else(|| {
            Diagnostic::error(Code::TC099, format!("bảng bộ mẫu: chưa biết {} có hiệu lực từ ngày nào", decree.ten))
        })?;
        let vien_dan = format!("{} ban hành kèm theo {}", row.phu_luc, decree.ten).trim_start().to_owned();
        Ok(FormSet { ma: row.ma, ten: decree.ten.clone(), vien_dan, tu_ngay, den_ngay: decree.den_ngay, mau: row.mau })
    }

    /// Whether dossiers filed on `date` are written on it.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(Some(self.tu_ngay), self.den_ngay, date)
    }

    /// The form of the kind `loai`.
    pub fn form(&self, loai: &str) -> Option<&NumberedForm> {
        self.mau.iter().find(|form| form.loai == loai)
    }
}

impl Basis {
    /// Whether it is cited in papers of `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }

    fn new(row: BasisRow, texts: &Texts) -> Result<Self, Report> {
        let text = texts.named(&row.so)?;
        let beside = row.cung.map(|number| texts.named(&number)).transpose()?.unwrap_or(text);
        Ok(Basis {
            so: row.so,
            cau: row.cau,
            tu_ngay: [text.tu_ngay, beside.tu_ngay, row.tu_ngay].into_iter().flatten().max(),
            den_ngay: [text.den_ngay, beside.den_ngay].into_iter().flatten().min(),
            chua_kiem_chung: row.chua_kiem_chung,
        })
    }
}

impl FormSets {
    /// The sets and căn cứ of `table`, with the days of their `texts`.
    ///
    /// # Errors
    /// `TD099` for a number that is not among the texts, `TC099` for a decree without a first day.
    pub(super) fn new(table: Table, texts: &Texts) -> Result<Self, Report> {
        let bo_mau = table.bo_mau.into_iter().map(|row| FormSet::new(row, texts)).collect::<Result<_, _>>()?;
        let can_cu = table.can_cu.into_iter().map(|row| Basis::new(row, texts)).collect::<Result<_, _>>()?;
        Ok(FormSets { bo_mau, loai: table.loai, can_cu })
    }

    /// The set with this code.
    pub fn find(&self, ma: &str) -> Option<&FormSet> {
        self.bo_mau.iter().find(|set| set.ma.eq_ignore_ascii_case(ma.trim()))
    }

    /// The set in force on `date`.
    pub fn on(&self, date: NaiveDate) -> Option<&FormSet> {
        self.bo_mau.iter().find(|set| set.holds(date))
    }

    /// The texts to cite in a paper of `date`.
    pub fn bases(&self, date: NaiveDate) -> impl Iterator<Item = &Basis> {
        self.can_cu.iter().filter(move |basis| basis.holds(date))
    }

    /// The sets with a form of one of the kinds `codes`, oldest first.
    pub fn forms_of(&self, codes: &[String]) -> Vec<(&FormSet, Vec<(&FormKind, &NumberedForm)>)> {
        let kinds: Vec<&FormKind> = self.loai.iter().filter(|kind| codes.contains(&kind.ma)).collect();
        self.bo_mau
            .iter()
            .map(|set| {
                let forms = kinds.iter().filter_map(|kind| Some((*kind, set.form(&kind.ma)?)));
                (set, forms.collect::<Vec<_>>())
            })
            .filter(|(_, forms)| !forms.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sets() -> FormSets {
        crate::law::Law::builtin().unwrap().form_sets
    }

    #[test]
    fn every_day_has_exactly_one_set() {
        let sets = sets();
        for date in day("2017-10-01").iter_days().take_while(|date| *date < day("2027-03-01")) {
            assert_eq!(sets.bo_mau.iter().filter(|set| set.holds(date)).count(), 1, "{date}");
            let decrees = sets.bases(date).filter(|basis| basis.so.ends_with("/NĐ-CP")).count();
            assert_eq!(decrees, 1, "{date}");
        }
        assert!(sets.on(day("2027-03-01")).is_none());
    }

    #[test]
    fn ids_are_unique_and_kinds_known() {
        let sets = sets();
        let mut ids = Vec::new();
        for set in &sets.bo_mau {
            for form in &set.mau {
                assert!(sets.loai.iter().any(|kind| kind.ma == form.loai), "{}", form.loai);
                ids.push((set.ma.as_str(), form.so.as_str()));
            }
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn the_texts_cited_follow_the_day() {
        let numbers = |date: &str| -> Vec<String> { sets().bases(day(date)).map(|basis| basis.so.clone()).collect() };
        assert_eq!(numbers("2020-12-01"), ["15/2003/QH11", "91/2017/NĐ-CP", "12/2019/TT-BNV"]);
        assert_eq!(numbers("2024-12-31"), ["06/2022/QH15", "98/2023/NĐ-CP", "01/2024/TT-BNV"]);
        assert_eq!(numbers("2026-10-01"), ["06/2022/QH15", "06/2026/QH16", "152/2025/NĐ-CP", "15/2025/TT-BNV"]);
    }

    #[test]
    fn a_text_is_cited_on_days_on_which_it_is_in_force() {
        let law = crate::law::Law::builtin().unwrap();
        for basis in &law.form_sets.can_cu {
            let text = law.texts.find(&basis.so).unwrap();
            let last = basis.den_ngay.unwrap_or_else(|| day("2030-01-01"));
            assert!(basis.tu_ngay.is_some_and(|first| first <= last && text.holds(first)), "{}", basis.so);
            assert!(text.holds(last), "{}", basis.so);
        }
    }

    #[test]
    fn a_set_of_an_unknown_decree_is_a_fault() {
        let texts = crate::law::Law::builtin().unwrap().texts;
        let row = "bo_mau = [{ ma = \"a\", nghi_dinh = \"1/1999/NĐ-CP\", mau = [] }]\nloai = []\ncan_cu = []";
        let report = FormSets::new(toml::from_str(row).unwrap(), &texts).unwrap_err();
        assert_eq!(report.iter().next().unwrap().code, Code::TD099);
    }
}
