//! A ngoại lệ for a rule that does not exist, or that was not in the way.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::dossiers::DOSSIER;
use crate::campaign::rules::exclusions::BY_LAW;
use crate::campaign::rules::judgement::CRITERIA;
use crate::campaign::rules::progress::STAGES;
use crate::campaign::rules::votes::VOTE;
use crate::campaign::rules::{Assessment, Context, Rule};

#[doc = include_str!("../../../base/diag/codes/TD072.md")]
pub struct OverrideOfNothing;

impl Rule for OverrideOfNothing {
    fn code(&self) -> Code {
        Code::TD072
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let rules = assessment.context.rules();
        let mut known = vec![CRITERIA, DOSSIER, VOTE, BY_LAW];
        known.extend(rules.buoc.first().map(|_| STAGES));
        known.extend(rules.buoc.iter().map(|entry| entry.ma.as_str()));
        known.extend(rules.tieu_chuan.iter().map(|entry| entry.ma.as_str()));
        known.extend(rules.loai_tru.iter().map(|entry| entry.ma.as_str()));
        known.extend(rules.ho_so.iter().map(|entry| entry.ma.as_str()));
        for row in &assessment.context.facts.ngoai_le {
            if !known.contains(&row.bo_qua.value.as_str()) {
                let finding =
                    Diagnostic::error(self.code(), format!("không có quy định `{}` để bỏ qua", row.bo_qua.value));
                let finding = finding.at(row.bo_qua.place());
                let list = || format!("ghi một trong các mã: {}", known.join(", "));
                report.push(finding.did_you_mean(&row.bo_qua.value, known.iter().copied(), list));
            }
        }
        for (nominee, rows) in &assessment.context.index.overrides {
            let used: Vec<&String> = assessment
                .de_nghi
                .iter()
                .filter(|item| item.proposed.nominee == *nominee)
                .flat_map(|item| &item.dac_cach)
                .collect();
            for row in Context::rows(&assessment.context.facts.ngoai_le, Some(rows)) {
                let needless = !row.ly_do.value.is_empty() && !used.contains(&&row.ly_do.value);
                if needless && known.contains(&row.bo_qua.value.as_str()) {
                    let message = format!("{}: ngoại lệ `{}` không cần đến", row.doi_tuong.ten.value, row.bo_qua.value);
                    let finding = Diagnostic::warning(self.code(), message).at(row.bo_qua.place());
                    report.push(finding.hint("xóa dòng này, hoặc kiểm tra đối tượng và hình thức"));
                }
            }
        }
    }
}
