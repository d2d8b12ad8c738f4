//! Equals for whom there are not enough places.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Outcome, Rule};

#[doc = include_str!("../../../base/diag/codes/TD051.md")]
pub struct TieAtEdge;

impl Rule for TieAtEdge {
    fn code(&self) -> Code {
        Code::TD051
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi.iter().filter(|item| item.ket_qua == Outcome::DongHang) {
            let message = format!("{}: bằng nhau ở ranh giới chỉ tiêu, chưa chọn được", title(assessment, item));
            let finding = Diagnostic::error(self.code(), message).at(item.vi_tri.clone());
            let finding = finding.hint("thêm cách phân định vào `xep_hang`, hoặc rút bớt đề nghị");
            report.push(super::quota_hints(assessment, finding, item));
        }
    }
}
