//! A đề nghị that falls short of a criterion.

use super::{criterion_hint, title};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD030.md")]
pub struct CriterionNotMet;

impl Rule for CriterionNotMet {
    fn code(&self) -> Code {
        Code::TD030
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi.iter().filter(|item| item.tieu_chuan.trang_thai == State::KhongDat) {
            for cause in item.tieu_chuan.causes() {
                let place = cause.place().unwrap_or(&item.vi_tri).clone();
                let reason = cause.ly_do.strip_prefix("không đạt: ").unwrap_or(&cause.ly_do);
                let message = format!("{}: không đạt: {reason}", title(assessment, item));
                report.push(criterion_hint(assessment, Diagnostic::warning(self.code(), message).at(place), &cause.ma));
            }
        }
    }
}
