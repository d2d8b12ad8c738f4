//! Which form set the dossiers of a campaign are written on, and why.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{FormKind, FormSet, FormSets};
use crate::base::diag::{Code, Diagnostic, Report, nearest};
use crate::paper::document::date::short_date;

/// Which forms the dossiers are written on, as far as the folder says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormSetWish {
    /// The code of a form set, when one is asked for (`bo_mau = "nd98"`).
    pub ma: String,
    /// The day on which the dossiers are filed (`ngay_nop_ho_so`), or what stands for it.
    pub ngay_nop: Option<NaiveDate>,
    /// What that day is: "ngày nộp hồ sơ".
    pub loai_ngay: &'static str,
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
    /// Texts of the day that nobody has compared with the signed ones and the office does not cite: not in `can_cu`.
    pub chua_kiem_chung: Vec<String>,
    /// Every kind of form by its code; empty where the set has none.
    pub mau: BTreeMap<String, NumberedFormText>,
}

/// A form as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumberedFormText {
    pub so: String,
    /// "Mẫu số 08 Phụ lục I ban hành kèm theo …"
    pub vien_dan: String,
    /// Sections that it asks for beyond the achievement, by their names ("bien_phap").
    pub phan: Vec<String>,
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

impl FormSets {
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

    /// What papers say of the choice; the texts to cite are left to the caller, who knows what the office cites.
    pub fn text(&self, choice: &Choice) -> FormSetText {
        let set = &choice.bo_mau;
        let form = |kind: &FormKind| {
            let form = set.form(&kind.ma);
            let so = form.map(|form| form.so.clone()).unwrap_or_default();
            let vien_dan = if so.is_empty() { String::new() } else { format!("Mẫu số {so} {}", set.vien_dan) };
            let chua_kiem_chung = form.is_some_and(|form| form.chua_kiem_chung);
            let phan = form.map(|form| form.phan.clone()).unwrap_or_default();
            (kind.ma.clone(), NumberedFormText { so, vien_dan, phan, chua_kiem_chung })
        };
        FormSetText {
            ma: set.ma.clone(),
            nghi_dinh: set.ten.clone(),
            ly_do: choice.ly_do.clone(),
            can_cu: Vec::new(),
            chua_kiem_chung: Vec::new(),
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
        crate::law::Law::builtin().unwrap().form_sets
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
}
