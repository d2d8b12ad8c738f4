//! What is wrong with a campaign before any paper is made, and how far each unit has come.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Report;
use crate::campaign::model::deadline::Task;
use crate::campaign::opened::CampaignFolder;
use crate::campaign::ownership::{Finding, Reach};
use crate::campaign::story::round::Round;
use crate::campaign::story::summary::Owed;
use crate::campaign::template::Printed;

impl CampaignFolder {
    /// Everything found: in the folder as a whole, in its sheets, by the rules, in the tables that only
    /// templates know.
    pub fn findings(&self) -> Report {
        let mut report = self.shared.findings.report(|_| true);
        report.extend(self.shared.own_tables.all_findings());
        report
    }

    /// What was found in the folder as a whole: it stops no paper.
    pub fn warnings(&self) -> Report {
        self.shared.findings.report(|finding| finding.reach == Reach::Campaign)
    }

    /// Everything found that concerns one unit, with the position of this.
    pub fn findings_by_unit(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let unit = |finding: &Finding| finding.unit(&self.shared.parties);
        self.shared.findings.iter().filter_map(move |finding| Some((unit(finding)?, finding)))
    }

    /// What was found that concerns one of `units`, by position.
    pub fn findings_of(&self, units: &[usize]) -> Report {
        let concerned = self.findings_by_unit().filter(|(unit, _)| units.contains(unit));
        concerned.map(|(_, finding)| Arc::clone(&finding.diagnostic)).collect()
    }

    /// How each unit stands with its đăng ký, in the words of the papers ("Đúng hạn", "Muộn 02 ngày", "Chưa
    /// nộp"), by its position; nothing when the campaign asks for none.
    pub fn registration_standings(&self) -> BTreeMap<usize, &str> {
        let shared = &self.shared;
        let asked = shared.facts.quy_dinh.thoi_han.iter().any(|deadline| deadline.viec == Task::DangKy);
        let rows = shared.story.tong_hop.don_vi.iter().filter(|_| asked || !shared.facts.dang_ky.is_empty());
        shared.parties.units().zip(rows).map(|((at, _), row)| (at, row.tinh_trang.as_str())).collect()
    }

    /// Until when đăng ký are due, in the words of the plan; nothing when it sets no day.
    pub fn registration_terms(&self) -> &[String] {
        &self.shared.story.quy_dinh.han_dang_ky
    }

    /// The texts of the form set that no paper cites, as nobody has compared them with the signed ones and the office
    /// does not cite them itself; nothing where there are no awards.
    pub fn uncited(&self) -> &[String] {
        match self.shared.facts.quy_dinh.hinh_thuc.is_empty() {
            true => &[],
            false => &self.shared.story.bo_mau.chua_kiem_chung,
        }
    }

    /// What is to be known of awards on which another body decides, or nobody, each by its code and year: that only the tờ
    /// trình is made, or neither, and how to say otherwise. Nothing of those for which nobody is chosen.
    pub fn only_submitted(&self) -> impl Iterator<Item = (&str, Option<i32>, &str)> {
        let told = |round: &&Printed<Round>| round.chon.tong > 0 && !round.only_submitted.is_empty();
        let rounds = self.shared.story.xet.hinh_thuc.iter().filter(told);
        rounds.map(|round| (round.ma.as_str(), round.year, round.only_submitted.as_str()))
    }

    /// The same as sentences, one for all awards on which the same body decides: "Bằng khen …: do Chủ tịch …".
    pub fn lines_of_submitted(&self) -> Vec<String> {
        let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
        for (code, _, words) in self.only_submitted() {
            let name = self.facts().quy_dinh.award(code).map_or(code, |award| award.ten.as_str());
            match told.iter_mut().find(|(known, _)| *known == words) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => told.push((words, vec![name])),
            }
        }
        told.into_iter().map(|(words, names)| format!("{}: {words}", names.join("; "))).collect()
    }

    /// What units still owe, by their positions: each with the day on which it was due.
    pub fn owed(&self) -> BTreeMap<usize, Vec<String>> {
        let line = |owed: &Owed| match owed.han.as_str() {
            "" => owed.noi_dung.clone(),
            day => format!("{} ({day})", owed.noi_dung),
        };
        let units = self.shared.story.tong_hop.owed.iter();
        units.map(|(at, owed)| (*at, owed.iter().map(line).collect())).collect()
    }
}
