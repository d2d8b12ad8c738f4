//! The same nominee proposed twice for the same award.

use std::collections::BTreeMap;

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessed, Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD022.md")]
pub struct DoubleNomination;

impl Rule for DoubleNomination {
    fn code(&self) -> Code {
        Code::TD022
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let mut first: BTreeMap<_, &Assessed> = BTreeMap::new();
        for item in assessment.de_nghi {
            let key = (item.proposed.award, item.nam, item.proposed.nominee);
            if let Some(earlier) = first.get(&key) {
                let message = format!("{}: đề nghị hai lần", title(assessment, item));
                let finding = Diagnostic::error(self.code(), message).at(item.vi_tri.clone());
                report.push(finding.hint_at(earlier.vi_tri.clone(), "lần thứ nhất; xóa một dòng"));
            } else {
                first.insert(key, item);
            }
        }
    }
}
