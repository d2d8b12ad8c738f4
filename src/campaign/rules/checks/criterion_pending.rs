//! A đề nghị that waits for evidence.

use super::{criterion_hint, title};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::input::sheets;
use crate::campaign::rules::{Assessed, Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD031.md")]
pub struct CriterionPending;

impl Rule for CriterionPending {
    fn code(&self) -> Code {
        Code::TD031
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        // Who fails by something else no longer waits for this.
        let waits = |item: &&Assessed| item.tieu_chuan.trang_thai == State::Cho && item.ket_luan != State::KhongDat;
        for item in assessment.de_nghi.iter().filter(waits) {
            for cause in item.tieu_chuan.causes() {
                let place = cause.place().unwrap_or(&item.vi_tri).clone();
                let message = format!("{}: chờ: {}", title(assessment, item), cause.ly_do);
                let finding = Diagnostic::warning(self.code(), message).at(place).follows_from(sheets::RESULTS.key);
                report.push(criterion_hint(assessment, finding, &cause.ma));
            }
        }
    }
}
