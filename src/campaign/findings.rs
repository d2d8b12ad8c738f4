//! What is wrong with a campaign before any paper is made, and how far each unit has come.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::CampaignFolder;
use super::concern::Subject;
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
        let words = shared.context.pointer(&format!("/tong_hop/don_vi/{unit}/tinh_trang")).and_then(Value::as_str);
        words.filter(|_| asked || came)
    }

    /// Until when đăng ký are due, in the words of the plan; nothing when it sets no day.
    pub fn registration_terms(&self) -> Vec<String> {
        let terms = self.shared.context.pointer("/quy_dinh/han_dang_ky").and_then(Value::as_array);
        terms.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// What units still owe, by their names, as the đôn đốc has it: each with the day on which it was due.
    pub fn owed(&self) -> BTreeMap<&str, Vec<String>> {
        let units = self.shared.context.pointer("/tong_hop/con_thieu").and_then(Value::as_array);
        let line = |owed: &Value| match text(owed, "han") {
            "" => text(owed, "noi_dung").to_owned(),
            day => format!("{} ({day})", text(owed, "noi_dung")),
        };
        let lines = |unit: &Value| -> Vec<String> {
            let owed = unit.get("thieu").and_then(Value::as_array);
            owed.into_iter().flatten().map(line).collect()
        };
        units.into_iter().flatten().map(|unit| (text(unit, "ten"), lines(unit))).collect()
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
