//! What is wrong with a campaign before any paper is made, and how far each unit has come.

use std::collections::{BTreeMap, HashSet};

use super::CampaignFolder;
use super::concern::Subject;
use super::story::summary::Owed;
use crate::diag::{Report, Severity};
use crate::model::deadline::Task;

impl CampaignFolder {
    /// Everything found: in the folder as a whole, in the data of each unit, in the other sheets, by the
    /// rules. A cell that is read twice is reported once.
    pub fn findings(&self) -> Report {
        let shared = &self.shared;
        let units = shared.units.iter().map(|record| &record.report);
        let all = [&self.warnings].into_iter().chain(units).chain([&shared.faults, &shared.judgement.report]);
        let own = shared.own_tables.all_findings();
        let mut seen = HashSet::new();
        let mut report = Report::new();
        for finding in all.chain([&own]).flat_map(Report::iter) {
            if seen.insert(finding) {
                report.push(finding.clone());
            }
        }
        report
    }

    /// How many errors there are in what the unit at this position is called and has registered.
    pub fn faults_of(&self, unit: usize) -> usize {
        let own = Subject::Unit(unit);
        let errors = self.shared.concerns.all.iter().filter(|concern| concern.finding.severity == Severity::Error);
        errors.filter(|concern| concern.subjects.contains(&own)).count()
    }

    /// How the unit at this position stands with its đăng ký, in the words of the papers ("Đúng hạn",
    /// "Muộn 02 ngày", "Chưa nộp"); `None` when the campaign asks for none.
    pub fn registration_standing(&self, unit: usize) -> Option<&str> {
        let shared = &self.shared;
        let asked = shared.facts.quy_dinh.thoi_han.iter().any(|deadline| deadline.viec == Task::DangKy);
        let came = shared.units.iter().any(|record| !record.registrations.is_empty());
        let words = shared.story.tong_hop.don_vi.get(unit).map(|row| row.tinh_trang.as_str());
        words.filter(|_| asked || came)
    }

    /// Until when đăng ký are due, in the words of the plan; nothing when it sets no day.
    pub fn registration_terms(&self) -> &[String] {
        &self.shared.story.quy_dinh.han_dang_ky
    }

    /// What units still owe, by their names, as the đôn đốc has it: each with the day on which it was due.
    pub fn owed(&self) -> BTreeMap<&str, Vec<String>> {
        let line = |owed: &Owed| match owed.han.as_str() {
            "" => owed.noi_dung.clone(),
            day => format!("{} ({day})", owed.noi_dung),
        };
        let units = self.shared.story.tong_hop.con_thieu.iter();
        units.map(|unit| (unit.ten.as_str(), unit.thieu.iter().map(line).collect())).collect()
    }
}
