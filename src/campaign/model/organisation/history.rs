//! The names that one body had and will have, as the campaign folder tells them (`[[to_chuc]]`).
//!
//! A campaign of five years starts under "Sở Tài chính tỉnh Kiên Giang" and ends under "Sở Tài chính
//! tỉnh An Giang"; each paper takes the name that is right on its own date.

use chrono::NaiveDate;

use super::{Level, Organisation};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;
use crate::campaign::model::located::fold;
use crate::campaign::model::short_date;
use crate::campaign::source::Fields;
use crate::law::dated::holds;

/// A body under one name, and the days on which it has that name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPeriod {
    pub to_chuc: Organisation,
    pub cap: Option<Level>,
    pub tu_ngay: Option<NaiveDate>,
    pub den_ngay: Option<NaiveDate>,
    /// `ten_day_du` (or `ten`) of the entry that comes after.
    pub ke_thua: String,
    place: Place,
}

impl NamedPeriod {
    fn read(fields: &mut Fields) -> Self {
        let period = NamedPeriod {
            place: fields.place().clone(),
            to_chuc: Organisation::read_with(fields, "chu_quan"),
            cap: fields.parse("cap"),
            tu_ngay: fields.any_date("tu_ngay"),
            den_ngay: fields.any_date("den_ngay"),
            ke_thua: fields.text_or_empty("ke_thua"),
        };
        if let (Some(from), Some(until)) = (period.tu_ngay, period.den_ngay)
            && until < from
        {
            fields.fault(
                "den_ngay",
                Code::TC005,
                "`den_ngay` đứng trước `tu_ngay`".to_owned(),
                "sửa một trong hai ngày",
            );
        }
        period
    }

    fn is_called(&self, name: &str) -> bool {
        fold(&self.to_chuc.ten_day_du) == fold(name) || fold(&self.to_chuc.ten) == fold(name)
    }

    fn holds(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }
}

/// All entries of `[[to_chuc]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History(Vec<NamedPeriod>);

impl History {
    /// Reads `[[to_chuc]]`; faults of single entries go to the report of `fields`.
    pub fn read(fields: &mut Fields) -> Self {
        History(fields.few_groups("to_chuc", limits::NAMES_IN_TIME, NamedPeriod::read))
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> &[NamedPeriod] {
        &self.0
    }

    /// What does not fit together: `TC005` for a successor that is not there and for two names of one
    /// body on one day.
    pub fn check(&self) -> Report {
        let mut report = Report::new();
        for entry in self.0.iter().filter(|entry| !entry.ke_thua.is_empty()) {
            let Some(next) = self.after(entry) else {
                let message = format!("`ke_thua`: không có tổ chức `{}` trong `[[to_chuc]]`", entry.ke_thua);
                let finding = Diagnostic::error(Code::TC005, message).at(entry.place.clone());
                let known = self.0.iter().map(|entry| entry.to_chuc.ten_day_du.as_str());
                let add = || "thêm một mục `[[to_chuc]]` có `ten_day_du` này".to_owned();
                report.push(finding.did_you_mean(&entry.ke_thua, known, add));
                continue;
            };
            let apart = entry.den_ngay.zip(next.tu_ngay).is_some_and(|(last, first)| last < first);
            if !apart {
                let message =
                    format!("`{}` và `{}` chồng thời gian nhau", entry.to_chuc.ten_day_du, next.to_chuc.ten_day_du);
                let finding = Diagnostic::error(Code::TC005, message).at(entry.place.clone());
                report.push(finding.hint("`den_ngay` của tên cũ phải trước `tu_ngay` của tên mới"));
            }
        }
        report
    }

    /// `body` under the name that is right on `date`: its own when it is not in the list, when no day
    /// is known, or when it says `giu_ten = true`. `TC006` when the list has no name for that day.
    ///
    /// # Errors
    /// The warning `TC006`; the body then keeps its name.
    pub fn on(&self, body: &Organisation, date: NaiveDate) -> Result<Organisation, Diagnostic> {
        if body.giu_ten {
            return Ok(body.clone());
        }
        let Some(start) = self.entry_of(body) else { return Ok(body.clone()) };
        let chain = self.chain(start);
        match chain.iter().find(|entry| entry.holds(date)) {
            // What the folder says of the body itself goes before what the list says of it.
            Some(entry) if std::ptr::eq(*entry, start) => Ok(body.clone()),
            Some(entry) => Ok(entry.to_chuc.clone()),
            None => {
                let message = format!("`{}` không có tên nào dùng vào ngày {}", body.ten_day_du, short_date(date));
                let hint = "thêm một mục `[[to_chuc]]` cho ngày ấy, hoặc ghi `giu_ten = true` trong `[co_quan]`";
                Err(Diagnostic::warning(Code::TC006, message).at(start.place.clone()).hint(hint))
            }
        }
    }

    /// The entry that is about `body` under the name it has in `[co_quan]`.
    fn entry_of(&self, body: &Organisation) -> Option<&NamedPeriod> {
        let named = |entry: &&NamedPeriod| fold(&entry.to_chuc.ten_day_du) == fold(&body.ten_day_du);
        let also = |entry: &&NamedPeriod| entry.is_called(&body.ten);
        self.0.iter().find(named).or_else(|| self.0.iter().find(also))
    }

    /// `TC007` for each value of `body` that its own entry in the list has otherwise; `place` is where a
    /// key of `body` stands. Papers use what `body` says.
    pub fn contradictions(&self, body: &Organisation, place: impl Fn(&str) -> Place) -> Report {
        let mut report = Report::new();
        let Some(entry) = self.entry_of(body).filter(|_| !body.giu_ten) else { return report };
        let listed = &entry.to_chuc;
        let above = |body: &Organisation| body.co_quan_chu_quan.join(" ");
        let pairs = [
            ("ten_day_du", body.ten_day_du.clone(), listed.ten_day_du.clone()),
            ("viet_tat", body.viet_tat.clone(), listed.viet_tat.clone()),
            ("co_quan_chu_quan", above(body), above(listed)),
            ("dia_danh", body.dia_danh.clone(), listed.dia_danh.clone()),
            ("chuc_danh", body.chuc_danh.clone(), listed.chuc_danh.clone()),
        ];
        for (key, own, other) in pairs.into_iter().filter(|(_, own, other)| fold(own) != fold(other)) {
            let message = format!("`{key}` của `[co_quan]` là `{own}`, trong `[[to_chuc]]` là `{other}`");
            let hint = "ghi giống nhau ở hai nơi; các văn bản dùng `[co_quan]`";
            report.push(Diagnostic::warning(Code::TC007, message).at(place(key)).hint_at(entry.place.clone(), hint));
        }
        report
    }

    /// All entries that lead to `start` or come from it; those nearest to it first.
    fn chain<'a>(&'a self, start: &'a NamedPeriod) -> Vec<&'a NamedPeriod> {
        let mut chain = vec![start];
        let mut at = 0;
        while let Some(entry) = chain.get(at).copied() {
            let before = self.0.iter().filter(|other| self.after(other).is_some_and(|next| std::ptr::eq(next, entry)));
            for other in self.after(entry).into_iter().chain(before) {
                if !chain.iter().any(|known| std::ptr::eq(*known, other)) {
                    chain.push(other);
                }
            }
            at += 1;
        }
        chain
    }

    fn after(&self, entry: &NamedPeriod) -> Option<&NamedPeriod> {
        let wanted = fold(&entry.ke_thua);
        let others = || self.0.iter().filter(|other| !wanted.is_empty() && !std::ptr::eq(*other, entry));
        let full = others().find(|other| fold(&other.to_chuc.ten_day_du) == wanted);
        full.or_else(|| others().find(|other| fold(&other.to_chuc.ten) == wanted))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::campaign::source::fields::read_whole;
    use crate::campaign::source::toml;

    const TEXT: &str = include_str!("../../../../samples/kien_giang_2022/phong_trao.toml");

    /// The bodies in the facts of a campaign.
    fn history(text: &str) -> (History, Report) {
        let mut map = toml::parse(text, Path::new("phong_trao.toml")).unwrap();
        map.entries.retain(|entry| entry.key == "to_chuc");
        let mut report = Report::new();
        let history = read_whole(&map, &mut report, History::read);
        report.extend(history.check());
        (history, report)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_paper_takes_the_name_of_its_day() {
        let (history, report) = history(TEXT);
        assert!(report.is_empty(), "{report:?}");
        let (old, new) = (&history.entries()[0].to_chuc, &history.entries()[1].to_chuc);
        for (body, date, place) in [
            (old, "2022-03-25", "Kiên Giang"),
            (old, "2025-06-30", "Kiên Giang"),
            (old, "2025-07-01", "An Giang"),
            (new, "2026-01-10", "An Giang"),
            (new, "2024-01-10", "Kiên Giang"),
        ] {
            let named = history.on(body, day(date)).unwrap();
            assert_eq!(named.dia_danh, place, "{date}");
            assert_eq!(named.co_quan_chu_quan, [format!("Ủy ban nhân dân tỉnh {place}")]);
        }
        let kept = Organisation { giu_ten: true, ..old.clone() };
        assert_eq!(history.on(&kept, day("2026-01-01")).unwrap().dia_danh, "Kiên Giang");
    }

    #[test]
    fn a_day_without_a_name_is_told() {
        let (history, _) = history(&TEXT.replace("2025-07-01", "2025-08-01"));
        let body = history.entries()[0].to_chuc.clone();
        assert_eq!(history.on(&body, day("2025-07-15")).unwrap_err().code, Code::TC006);
    }

    #[test]
    fn entries_must_fit_together() {
        for (from, to, faults) in [
            ("tu_ngay = 2025-07-01", "tu_ngay = 2025-06-01", 1),
            ("ke_thua = \"Sở Tài chính An Giang\"", "ke_thua = \"Sở Tài chính An Giong\"", 1),
            ("tu_ngay = 2025-07-01", "tu_ngay = 2025-07-01\nden_ngay = 2025-01-01", 1),
        ] {
            let (_, report) = history(&TEXT.replace(from, to));
            assert_eq!(report.iter().filter(|finding| finding.code == Code::TC005).count(), faults, "{to}");
        }
    }
}
