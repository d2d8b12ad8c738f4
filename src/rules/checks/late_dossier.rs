//! A paper of the dossier that came late or may be late.

use crate::diag::Report;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD042.md")]
pub struct LateDossier;

impl Rule for LateDossier {
    fn code(&self) -> &'static str {
        "TD042"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        super::open_papers(hearing, self.code(), true, report);
    }
}
