//! A ngoại lệ without a written reason has no effect.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD071.md")]
pub struct OverrideWithoutReason;

impl Rule for OverrideWithoutReason {
    fn code(&self) -> Code {
        Code::TD071
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for row in assessment.context.facts.ngoai_le.iter().filter(|row| row.ly_do.value.is_empty()) {
            let message = format!("{}: ngoại lệ không có lý do, không được áp dụng", row.doi_tuong.ten.value);
            report.push(Diagnostic::error(self.code(), message).at(row.ly_do.place()).hint("ghi lý do bằng văn bản"));
        }
    }
}
