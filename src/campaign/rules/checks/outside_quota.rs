//! Qualified, but below the last place.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Outcome, Rule};

#[doc = include_str!("../../../base/diag/codes/TD050.md")]
pub struct OutsideQuota;

impl Rule for OutsideQuota {
    fn code(&self) -> Code {
        Code::TD050
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi.iter().filter(|item| item.ket_qua == Outcome::NgoaiChiTieu) {
            let rank = item.hang.map(|rank| format!("hạng {rank}, ")).unwrap_or_default();
            let message = format!("{}: đủ điều kiện nhưng {rank}ngoài chỉ tiêu", title(assessment, item));
            let finding = Diagnostic::warning(self.code(), message).at(item.vi_tri.clone());
            report.push(super::quota_hints(assessment, finding, item));
        }
    }
}
