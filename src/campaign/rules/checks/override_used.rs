//! A ngoại lệ lets somebody pass; it has to be seen.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD070.md")]
pub struct OverrideUsed;

impl Rule for OverrideUsed {
    fn code(&self) -> Code {
        Code::TD070
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi {
            for reason in &item.dac_cach {
                let message = format!("{}: xét theo ngoại lệ: {reason}", title(assessment, item));
                let finding = Diagnostic::warning(self.code(), message).at(item.vi_tri.clone());
                report.push(finding.hint("bảo đảm có văn bản đồng ý của người có thẩm quyền"));
            }
        }
    }
}
