//! What is wrong with a campaign before any paper is made, and how far each unit has come.

use std::collections::HashSet;

use serde_json::Value;

use super::CampaignFolder;
use crate::diag::Report;
use crate::model::deadline::Task;

impl CampaignFolder {
    /// Everything found: in the folder as a whole, in the data of each unit, in the other sheets, by the
    /// rules. A cell that is read twice is reported once.
    pub fn findings(&self) -> Report {
        let shared = &self.shared;
        let units = shared.units.iter().map(|record| &record.report);
        let all = [&self.warnings].into_iter().chain(units).chain([&shared.faults, &shared.judgement.report]);
        let mut seen = HashSet::new();
        let mut report = Report::new();
        for finding in all.flat_map(Report::iter) {
            if seen.insert(finding) {
                report.push(finding.clone());
            }
        }
        report
    }

    /// How the unit at this position stands with its đăng ký, in the words of the papers ("Đúng hạn",
    /// "Muộn 02 ngày", "Chưa nộp"); `None` when the campaign asks for none.
    pub fn registration_standing(&self, unit: usize) -> Option<&str> {
        let shared = &self.shared;
        let asked = shared.facts.quy_dinh.thoi_han.iter().any(|deadline| deadline.viec == Task::DangKy);
        let came = shared.units.iter().any(|record| !record.registrations.is_empty());
        let words = shared.context.pointer(&format!("/tong_hop/don_vi/{unit}/tinh_trang")).and_then(Value::as_str);
        words.filter(|_| asked || came)
    }
}
