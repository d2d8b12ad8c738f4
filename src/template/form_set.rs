//! Form sets: on which decree's forms a dossier is written, and which texts it cites.
//!
//! The same number means another form in every decree, so a form is known by decree and number. A set
//! is chosen by the day on which the dossier is filed, never by the date of the plan; an office may ask
//! for another one by name. All of it is dated data (`form_sets.toml`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, Report, nearest};
use crate::model::campaign::FormSetWish;
use crate::model::dated::{self, holds};
use crate::model::short_date;

/// All sets with what they share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSets {
    /// In the order of their days.
    pub bo_mau: Vec<FormSet>,
    pub loai: Vec<FormKind>,
    pub can_cu: Vec<Basis>,
}

/// The forms of one decree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSet {
    /// The code in data and folders: "nd98".
    pub ma: String,
    /// "Nghị định số 98/2023/NĐ-CP"
    pub ten: String,
    /// What follows the number of a form where it is cited.
    pub vien_dan: String,
    #[serde(deserialize_with = "dated::needed_day")]
    pub tu_ngay: NaiveDate,
    #[serde(default, deserialize_with = "dated::day")]
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
    /// The papers of the program that are written on it.
    #[serde(default)]
    pub van_ban: Vec<String>,
}

/// A text that papers of a dossier cite.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub so: String,
    /// As printed after "Căn cứ".
    pub cau: String,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// The variable `bo_mau`: the set of a campaign as its papers name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FormSetText {
    pub ma: String,
    /// "Nghị định số 98/2023/NĐ-CP"
    pub nghi_dinh: String,
    /// Why it is the one.
    pub ly_do: String,
    /// The texts to cite, each without "Căn cứ".
    pub can_cu: Vec<String>,
    /// Every kind of form by its code; empty where the set has none.
    pub mau: BTreeMap<String, NumberedFormText>,
}

/// A form as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumberedFormText {
    pub so: String,
    /// "Mẫu số 08 Phụ lục I ban hành kèm theo …"
    pub vien_dan: String,
    pub chua_kiem_chung: bool,
}

/// A set and why it is the one.
#[derive(Clone, Debug)]
pub struct Choice {
    pub bo_mau: FormSet,
    /// "ngày nộp hồ sơ 20/12/2024"
    pub ly_do: String,
    /// The day whose texts are cited.
    pub ngay: NaiveDate,
}

impl FormSet {
    /// Whether dossiers filed on `date` are written on it.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(Some(self.tu_ngay), self.den_ngay, date)
    }

    /// The form of the kind `loai`.
    pub fn form(&self, loai: &str) -> Option<&NumberedForm> {
        self.mau.iter().find(|form| form.loai == loai)
    }
}

impl FormSets {
    /// The sets that are part of the program.
    ///
    /// # Errors
    /// `TC099` when the table can't be read; a test keeps it readable.
    pub fn builtin() -> Result<Self, Report> {
        toml::from_str(include_str!("form_sets.toml")).map_err(|error| {
            Diagnostic::error(Code::TC099, format!("bảng bộ mẫu không đọc được: {}", error.message())).into()
        })
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
        self.can_cu.iter().filter(move |basis| holds(basis.tu_ngay, basis.den_ngay, date))
    }

    /// The set for the dossiers of a campaign: the one that it names, else the one of the filing day,
    /// else of `fallback` (the date of the plan).
    ///
    /// # Errors
    /// `TC010` for an unknown code. Warnings: `TC011` when the named set is not that of the filing day,
    /// `TC012` when no day decides.
    pub fn choose(&self, wish: &FormSetWish, fallback: Option<NaiveDate>) -> Result<(Choice, Report), Report> {
        let mut report = Report::new();
        let named = (!wish.ma.is_empty()).then_some(wish.ma.as_str());
        let of_day = wish.ngay_nop.and_then(|date| self.on(date));
        let set = match named {
            Some(code) => {
                let set = self.find(code).ok_or_else(|| self.unknown(code))?;
                if let (Some(date), Some(other)) = (wish.ngay_nop, of_day.filter(|other| other.ma != set.ma)) {
                    report.push(other_than(set, other, date));
                }
                Some((set, format!("theo yêu cầu `bo_mau = {}`", set.ma)))
            }
            None => {
                of_day.zip(wish.ngay_nop).map(|(set, date)| (set, format!("{} {}", wish.loai_ngay, short_date(date))))
            }
        };
        let Some((set, ly_do)) = set.or_else(|| self.nearest_to(wish, fallback, &mut report)) else {
            return Err(self.unknown(""));
        };
        let ngay = wish.ngay_nop.or(fallback).filter(|date| set.holds(*date));
        let ngay = ngay.unwrap_or_else(|| set.den_ngay.unwrap_or(set.tu_ngay));
        report.finish(Choice { bo_mau: set.clone(), ly_do, ngay })
    }

    fn unknown(&self, code: &str) -> Report {
        let known: Vec<&str> = self.bo_mau.iter().map(|set| set.ma.as_str()).collect();
        let finding = Diagnostic::error(Code::TC010, format!("không có bộ mẫu `{code}`"));
        let finding = match nearest(code, known.iter().copied()) {
            Some(near) => finding.hint(format!("có phải là `{near}`?")),
            None => finding,
        };
        finding.hint(format!("chọn trong: {}", known.join(", "))).into()
    }

    /// The sets with the form that the paper `name` of the program is written on, oldest first.
    pub fn forms_of(&self, name: &str) -> Vec<(&FormSet, Vec<(&FormKind, &NumberedForm)>)> {
        let kinds: Vec<&FormKind> =
            self.loai.iter().filter(|kind| kind.van_ban.iter().any(|paper| paper == name)).collect();
        self.bo_mau
            .iter()
            .map(|set| {
                let forms = kinds.iter().filter_map(|kind| Some((*kind, set.form(&kind.ma)?)));
                (set, forms.collect::<Vec<_>>())
            })
            .filter(|(_, forms)| !forms.is_empty())
            .collect()
    }

    /// The set nearest to `date` when no filing day decides.
    fn nearest_to(
        &self,
        wish: &FormSetWish,
        fallback: Option<NaiveDate>,
        report: &mut Report,
    ) -> Option<(&FormSet, String)> {
        let set = match wish.ngay_nop.or(fallback) {
            Some(date) => self.bo_mau.iter().rfind(|set| set.tu_ngay <= date).or(self.bo_mau.first()),
            None => self.bo_mau.last(),
        }?;
        let (why, hint, reason) = match wish.ngay_nop {
            Some(date) => (
                format!("không có bộ mẫu nào được biết là có hiệu lực vào {} {}", wish.loai_ngay, short_date(date)),
                "kiểm tra lại ngày ấy; đúng thì ghi `bo_mau` ở đầu phong_trao.toml để chọn mẫu",
                format!("tạm chọn, không có bộ mẫu của {} {}", wish.loai_ngay, short_date(date)),
            ),
            None => (
                "chưa biết ngày nộp hồ sơ thuộc bộ mẫu nào".to_owned(),
                "ghi `ngay_nop_ho_so` hoặc `bo_mau` ở đầu phong_trao.toml",
                "tạm chọn, chưa biết ngày nộp hồ sơ".to_owned(),
            ),
        };
        let message = format!("{why}, tạm dùng mẫu của {}", set.ten);
        report.push(Diagnostic::warning(Code::TC012, message).hint(hint));
        Some((set, reason))
    }

    /// What papers say of the choice.
    pub fn text(&self, choice: &Choice) -> FormSetText {
        let set = &choice.bo_mau;
        let form = |kind: &FormKind| {
            let form = set.form(&kind.ma);
            let so = form.map(|form| form.so.clone()).unwrap_or_default();
            let vien_dan = if so.is_empty() { String::new() } else { format!("Mẫu số {so} {}", set.vien_dan) };
            let chua_kiem_chung = form.is_some_and(|form| form.chua_kiem_chung);
            (kind.ma.clone(), NumberedFormText { so, vien_dan, chua_kiem_chung })
        };
        FormSetText {
            ma: set.ma.clone(),
            nghi_dinh: set.ten.clone(),
            ly_do: choice.ly_do.clone(),
            can_cu: self.bases(choice.ngay).map(|basis| basis.cau.clone()).collect(),
            mau: self.loai.iter().map(form).collect(),
        }
    }
}

fn other_than(set: &FormSet, other: &FormSet, date: NaiveDate) -> Diagnostic {
    let message =
        format!("dùng mẫu của {} cho hồ sơ nộp ngày {}, ngày ấy thuộc {}", set.ten, short_date(date), other.ten);
    let hint = format!("bỏ `bo_mau` (hoặc `--bo-mau`) để dùng `{}`, trừ khi nơi nhận yêu cầu khác", other.ma);
    Diagnostic::warning(Code::TC011, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sets() -> FormSets {
        FormSets::builtin().unwrap()
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
    fn the_filing_day_decides() {
        for (date, code, number) in [
            ("2022-04-10", "nd91", "07"),
            ("2023-12-31", "nd91", "07"),
            ("2024-12-31", "nd98", "08"),
            ("2025-06-30", "nd98", "08"),
            ("2025-12-31", "nd152", "08"),
            ("2026-11-21", "nd152", "08"),
        ] {
            let wish = FormSetWish { ngay_nop: Some(day(date)), ..FormSetWish::default() };
            let (choice, report) = sets().choose(&wish, Some(day("2022-03-25"))).unwrap();
            assert!(report.is_empty());
            assert_eq!(choice.bo_mau.ma, code, "{date}");
            assert_eq!(choice.bo_mau.form("chuyen_de").unwrap().so, number);
            assert_eq!(sets().text(&choice).mau["chuyen_de"].so, number);
        }
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
    fn a_wish_is_obeyed_and_remarked_on() {
        let wish = |ma: &str| FormSetWish { ma: ma.to_owned(), ngay_nop: Some(day("2025-12-31")), loai_ngay: "" };
        let (choice, report) = sets().choose(&wish("nd98"), None).unwrap();
        assert_eq!((choice.bo_mau.ma.as_str(), report.iter().next().unwrap().code), ("nd98", Code::TC011));
        let (choice, report) = sets().choose(&wish("Nd152"), None).unwrap();
        assert_eq!((choice.bo_mau.ma.as_str(), report.is_empty()), ("nd152", true));
        assert_eq!(sets().choose(&wish("98"), None).unwrap_err().iter().next().unwrap().code, Code::TC010);
    }

    #[test]
    fn without_a_day_the_choice_is_told_to_be_a_guess() {
        for (fallback, code) in [(Some("2020-05-01"), "nd91"), (Some("2016-01-01"), "nd91"), (None, "nd152")] {
            let (choice, report) = sets().choose(&FormSetWish::default(), fallback.map(day)).unwrap();
            assert_eq!((choice.bo_mau.ma.as_str(), report.iter().next().unwrap().code), (code, Code::TC012));
        }
    }

    #[test]
    fn a_day_that_no_set_covers_is_named() {
        let wish =
            FormSetWish {
                ngay_nop: Some(day("2027-03-01")), loai_ngay: "ngày nộp hồ sơ", ..FormSetWish::default()
            };
        let (choice, report) = sets().choose(&wish, None).unwrap();
        let finding = report.iter().next().unwrap();
        assert_eq!((choice.bo_mau.ma.as_str(), finding.code), ("nd152", Code::TC012));
        assert!(finding.message.contains("vào ngày nộp hồ sơ 01/3/2027"), "{}", finding.message);
    }

    #[test]
    fn the_texts_cited_follow_the_day() {
        let numbers = |date: &str| -> Vec<String> { sets().bases(day(date)).map(|basis| basis.so.clone()).collect() };
        assert_eq!(numbers("2020-12-01"), ["15/2003/QH11", "91/2017/NĐ-CP", "12/2019/TT-BNV"]);
        assert_eq!(numbers("2024-12-31"), ["06/2022/QH15", "98/2023/NĐ-CP", "01/2024/TT-BNV"]);
        assert_eq!(numbers("2026-10-01"), ["06/2022/QH15", "06/2026/QH16", "152/2025/NĐ-CP", "15/2025/TT-BNV"]);
    }

    #[test]
    fn no_text_is_cited_when_the_rules_find_it_out_of_force() {
        let known = crate::rules::params::Params::builtin().unwrap().van_ban;
        for basis in sets().can_cu {
            let text = known.iter().find(|text| text.so == basis.so);
            let text = text.unwrap_or_else(|| panic!("{} is unknown to the rules", basis.so));
            assert!(basis.tu_ngay.is_some_and(|day| text.holds(day)), "{}", basis.so);
            let last = basis.den_ngay.unwrap_or_else(|| day("2030-01-01"));
            assert!(text.holds(last), "{}", basis.so);
        }
    }
}
