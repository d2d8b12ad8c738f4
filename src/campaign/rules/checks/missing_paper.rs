//! A paper of the dossier that has not come.

use crate::base::diag::{Code, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD043.md")]
pub struct MissingPaper;

impl Rule for MissingPaper {
    fn code(&self) -> Code {
        Code::TD043
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        super::open_papers(assessment, self.code(), false, report);
    }
}
