//! A paper of the dossier that has not come.

use crate::diag::Report;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD043.md")]
pub struct MissingPaper;

impl Rule for MissingPaper {
    fn code(&self) -> &'static str {
        "TD043"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        super::open_papers(hearing, self.code(), false, report);
    }
}
