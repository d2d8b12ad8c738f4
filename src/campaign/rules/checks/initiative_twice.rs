//! One initiative used for several nominees, for several awards, or a second time.

use std::collections::{BTreeMap, HashMap};

use super::title;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::model::criterion::Condition;
use crate::campaign::model::evidence::{CouncilLevel, Initiative};
use crate::campaign::model::located::fold;
use crate::campaign::rules::{Assessed, Assessment, Rule, State, Verdict};

#[doc = include_str!("../../../base/diag/codes/TD028.md")]
pub struct InitiativeTwice;

impl Rule for InitiativeTwice {
    fn code(&self) -> Code {
        Code::TD028
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let mut rows: Vec<&Initiative> = assessment.context.facts.sang_kien.iter().collect();
        rows.sort_by(|left, right| left.ten.place.cmp(&right.ten.place));
        let mut first: BTreeMap<(String, String), &Initiative> = BTreeMap::new();
        for row in rows {
            if let Some(used) = &row.da_su_dung {
                let message = format!("sáng kiến `{}` đã dùng cho {}, không tính lần nữa", row.ten.value, used.value);
                report.push(Diagnostic::warning(self.code(), message).at(used.place()).hint("nêu sáng kiến khác"));
            }
            match first.get(&(fold(&row.ten.value), fold(&row.quyet_dinh))) {
                Some(earlier) => {
                    let message = format!("sáng kiến `{}` dùng cho hai đối tượng", row.ten.value);
                    let finding = Diagnostic::warning(self.code(), message).at(row.ten.place());
                    report.push(finding.hint_at(earlier.ten.place(), "nơi thứ nhất; ghi rõ ai là tác giả"));
                }
                None => {
                    first.insert((fold(&row.ten.value), fold(&row.quyet_dinh)), row);
                }
            }
        }
        self.between_awards(assessment, report);
    }
}

impl InitiativeTwice {
    /// Each đề nghị takes the best initiative that speaks for it and is still free.
    fn between_awards(&self, assessment: &Assessment, report: &mut Report) {
        let rows = assessment.context.facts.sang_kien.iter();
        let by_place: HashMap<&Place, &Initiative> = rows.map(|row| (&row.ten.place, row)).collect();
        let mut taken: HashMap<&Place, &Assessed> = HashMap::new();
        for item in assessment.de_nghi.iter().filter(|item| item.ket_luan != State::KhongDat) {
            for (verdict, level) in met(assessment, &item.tieu_chuan) {
                let counts = |row: &&&Initiative| {
                    row.cap.value >= level && row.da_su_dung.is_none() && row.is_recognised(assessment.context.date)
                };
                let looked = verdict.da_xem.iter().filter_map(|looked| by_place.get(&looked.vi_tri)).filter(counts);
                let supports: Vec<&Initiative> = looked.copied().collect();
                let free =
                    supports.iter().find(|row| taken.get(&row.ten.place).is_none_or(|by| by.proposed == item.proposed));
                if let Some(row) = free {
                    taken.insert(&row.ten.place, item);
                } else if let Some((row, by)) = supports.first().and_then(|row| Some((row, taken.get(&row.ten.place)?)))
                {
                    let whom = title(assessment, item);
                    let message = format!("sáng kiến `{}` tính cho cả {whom}", row.ten.value);
                    let finding = Diagnostic::warning(self.code(), message).at(row.ten.place());
                    let earlier = format!("đã tính cho {}; một sáng kiến chỉ dùng một lần", title(assessment, by));
                    report.push(finding.hint_at(by.vi_tri.clone(), earlier));
                }
            }
        }
    }
}

/// The verdicts in the tree that an initiative met, each with the level that it had to have.
fn met<'a>(assessment: &Assessment, verdict: &'a Verdict) -> Vec<(&'a Verdict, CouncilLevel)> {
    let criterion = assessment.context.rules().criterion(&verdict.ma).map(|criterion| &criterion.dieu_kien);
    match criterion {
        Some(Condition::SangKien { cap, .. }) if verdict.trang_thai == State::Dat && verdict.dac_cach.is_none() => {
            vec![(verdict, *cap)]
        }
        _ => verdict.gom.iter().flat_map(|member| met(assessment, member)).collect(),
    }
}
