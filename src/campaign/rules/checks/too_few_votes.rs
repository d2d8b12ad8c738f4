//! Not enough members agreed.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD062.md")]
pub struct TooFewVotes;

impl Rule for TooFewVotes {
    fn code(&self) -> Code {
        Code::TD062
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi.iter().filter(|item| item.bieu_quyet.trang_thai == State::KhongDat) {
            let place = item.bieu_quyet.place().unwrap_or(&item.vi_tri).clone();
            let message = format!("{}: {}", title(assessment, item), item.bieu_quyet.ly_do);
            report.push(super::vote_hint(assessment, Diagnostic::warning(self.code(), message).at(place), item));
        }
    }
}
