//! A step of the plan that a đề nghị still waits for.

use crate::base::diag::{Code, Report};
use crate::campaign::rules::{Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD091.md")]
pub struct StageAwaited;

impl Rule for StageAwaited {
    fn code(&self) -> Code {
        Code::TD091
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        // Who fails no longer waits for a step.
        for item in assessment.de_nghi.iter().filter(|item| item.ket_luan != State::KhongDat) {
            super::open_stages(assessment, item, State::Cho, self.code(), report);
        }
    }
}
