//! The law as dated data: what holds on which day, and by which text.
//!
//! Numbers, forms and names of bodies change with every decree, so none of them stands in code. They are
//! tables that are part of the program, read once where the program opens its input ([`Law::builtin`])
//! and handed on by reference; what does not fit together is a fault there, never an empty law later.
//! The days of a text stand once, in the table of [`texts`]: the other tables name it by its number.
//!
//! | Bảng | Nội dung |
//! |---|---|
//! | `texts.toml` | văn bản pháp luật và thời gian có hiệu lực ([`texts`]) |
//! | `parameters.toml` | lương cơ sở, tiền thưởng, tỷ lệ phiếu, kỷ luật, thẩm quyền ([`parameters`]) |
//! | `calendar.toml` | ngày nghỉ, ngày làm bù ([`calendar`]) |
//! | `form_sets.toml` | bộ mẫu hồ sơ và căn cứ viện dẫn ([`form_sets`]) |
//! | `registry.toml` | đơn vị hành chính theo thời gian ([`registry`]) |
//!
//! [`bodies_in_force`] reads a finished document against the last of them, [`bases_in_force`] one that stands by itself
//! against the first.

pub mod bases_in_force;
pub mod bodies_in_force;
pub mod calendar;
pub mod citation;
pub mod competence;
pub mod dated;
pub mod discipline;
pub mod form_sets;
pub mod parameters;
pub mod registry;
pub mod texts;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use self::bodies_in_force::Names;
use self::calendar::Calendar;
use self::discipline::Discipline;
use self::form_sets::FormSets;
use self::parameters::{BaseSalary, OpenCases, Parameters, Rewards, Votes};
use self::registry::Registry;
use self::texts::Texts;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::document::Document;

/// All tables.
#[derive(Clone, Debug)]
pub struct Law {
    pub texts: Texts,
    pub parameters: Parameters,
    pub calendar: Calendar,
    pub form_sets: FormSets,
    pub registry: Registry,
    /// The names in `registry`, ready to be looked for in documents.
    pub bodies: Names,
}

/// What the `law` has to say of a finished document that stands by itself: what it rests on, and who acts in it.
pub fn check(document: &Document, law: &Law) -> Report {
    let mut report = bases_in_force::check(document, law);
    report.extend(bodies_in_force::check(document, law));
    report
}

impl Law {
    /// The law that is part of the program.
    ///
    /// # Errors
    /// `TD099` or `TC099` when a table can't be read or names a text that is not in the table of texts;
    /// tests keep them sound.
    pub fn builtin() -> Result<Self, Report> {
        let texts: Texts = table(include_str!("texts.toml"), Code::TD099, "bảng văn bản pháp luật")?;
        let parameters: Parameters = table(include_str!("parameters.toml"), Code::TD099, "bảng số liệu pháp luật")?;
        for number in parameters.decrees() {
            texts.named(number)?;
        }
        let registry: Registry = table(include_str!("registry.toml"), Code::TC099, "bảng đơn vị hành chính")?;
        Ok(Law {
            calendar: table(include_str!("calendar.toml"), Code::TD099, "bảng ngày nghỉ")?,
            form_sets: FormSets::new(table(include_str!("form_sets.toml"), Code::TC099, "bảng bộ mẫu")?, &texts)?,
            bodies: Names::new(&registry),
            registry,
            texts,
            parameters,
        })
    }

    /// The base salary on `date`.
    pub fn base_salary(&self, date: NaiveDate) -> Option<&BaseSalary> {
        latest(&self.parameters.luong_co_so, |entry| Some(entry.tu_ngay), date)
    }

    /// The reward money by the decree of `date`.
    pub fn rewards(&self, date: NaiveDate) -> Option<&Rewards> {
        latest(&self.parameters.tien_thuong, |entry| self.texts.first_day(&entry.nghi_dinh), date)
    }

    /// The votes that the decree of `date` asks for.
    pub fn votes(&self, date: NaiveDate) -> Option<&Votes> {
        latest(&self.parameters.bieu_quyet, |entry| self.texts.first_day(&entry.nghi_dinh), date)
    }

    /// The cases that bar every reward by the decree of `date`.
    pub fn open_cases(&self, date: NaiveDate) -> Option<&OpenCases> {
        latest(&self.parameters.loai_tru, |entry| self.texts.first_day(&entry.nghi_dinh), date)
    }

    /// The ladders of discipline in force on `date`, each as it was then.
    pub fn ladders(&self, date: NaiveDate) -> Vec<&Discipline> {
        let begun = || self.parameters.ky_luat.iter().filter(|entry| entry.tu_ngay <= date);
        let later =
            |entry: &Discipline| begun().any(|other| other.thang == entry.thang && other.tu_ngay > entry.tu_ngay);
        begun().filter(|entry| !later(entry)).collect()
    }

    /// The levels of all ladders in force on `date`, each once.
    pub fn levels(&self, date: NaiveDate) -> Vec<String> {
        let mut levels: Vec<String> = Vec::new();
        for level in self.ladders(date).into_iter().flat_map(|ladder| &ladder.cac_muc) {
            if !levels.contains(level) {
                levels.push(level.clone());
            }
        }
        levels
    }
}

/// The entry that holds on `date`: the last one that began by then.
fn latest<T>(entries: &[T], first_day: impl Fn(&T) -> Option<NaiveDate>, date: NaiveDate) -> Option<&T> {
    let begun = entries.iter().filter_map(|entry| Some((first_day(entry)?, entry)));
    begun.filter(|(day, _)| *day <= date).max_by_key(|(day, _)| *day).map(|(_, entry)| entry)
}

/// The table in `text`; `code` and `name` are those of the finding when it can't be read.
fn table<T: DeserializeOwned>(text: &str, code: Code, name: &str) -> Result<T, Report> {
    toml::from_str(text)
        .map_err(|error| Diagnostic::error(code, format!("{name} không đọc được: {}", error.message())).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_is_the_last_that_began() {
        let law = Law::builtin().unwrap();
        for (date, decree) in [
            ("2017-09-30", None),
            ("2017-10-01", Some("91/2017/NĐ-CP")),
            ("2023-12-31", Some("91/2017/NĐ-CP")),
            ("2024-01-01", Some("98/2023/NĐ-CP")),
            ("2025-07-01", Some("152/2025/NĐ-CP")),
        ] {
            let date = date.parse().unwrap();
            assert_eq!(law.rewards(date).map(|entry| entry.nghi_dinh.as_str()), decree, "{date}");
            assert_eq!(law.votes(date).map(|entry| entry.nghi_dinh.as_str()), decree, "{date}");
        }
        let civil_servants = |date: &str| {
            let ladders = law.ladders(date.parse().unwrap());
            ladders
                .iter()
                .filter(|ladder| ladder.thang == "công chức")
                .map(|ladder| ladder.cac_muc.len())
                .sum::<usize>()
        };
        assert_eq!(civil_servants("2025-06-30"), 6);
        assert_eq!(civil_servants("2025-07-01"), 4);
        assert_eq!(law.base_salary("2024-06-30".parse().unwrap()).map(|entry| entry.so_tien), Some(1_800_000));
    }

    #[test]
    fn a_table_that_cannot_be_read_is_told_and_no_empty_law() {
        let report = table::<Registry>("loai = 1", Code::TC099, "bảng đơn vị hành chính").unwrap_err();
        let finding = report.iter().next().unwrap();
        assert_eq!(finding.code, Code::TC099);
        assert!(finding.message.starts_with("bảng đơn vị hành chính không đọc được: "), "{}", finding.message);
    }
}
