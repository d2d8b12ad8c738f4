//! A value that the order of nominees needs and does not have.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::award::RankKey;
use crate::campaign::rules::selection::rank_value;
use crate::campaign::rules::{Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD053.md")]
pub struct RankValueMissing;

impl Rule for RankValueMissing {
    fn code(&self) -> Code {
        Code::TD053
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi.iter().filter(|item| item.ket_luan == State::Dat) {
            let Some(award) = assessment.context.award(item.proposed.award) else { continue };
            let missing = award.xep_hang.iter().filter(|key| rank_value(assessment.context, key, item).is_none());
            for key in missing {
                let name = match key {
                    RankKey::ChiSo { chi_so: code, .. } | RankKey::TongDiem { thang_diem: code, .. } => {
                        assessment.context.rules().words(&code.value)
                    }
                    RankKey::UuTien { dac_diem } => assessment.context.rules().words(&dac_diem.value),
                    RankKey::SoPhieu => "số phiếu đồng ý".to_owned(),
                };
                let message = format!("{}: thiếu {name} để xếp hạng, đang xếp cuối", title(assessment, item));
                let finding = Diagnostic::warning(self.code(), message).at(item.vi_tri.clone());
                report.push(finding.hint("bổ sung giá trị này"));
            }
        }
    }
}
