//! A percentage that looks like a fraction: 0,92 instead of 92.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD027.md")]
pub struct DoubtfulShare;

impl Rule for DoubtfulShare {
    fn code(&self) -> Code {
        Code::TD027
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let small = Quantity::default()..=Quantity::whole(1);
        for row in &assessment.context.facts.ket_qua {
            let Some(indicator) = super::indicator(assessment, &row.chi_so.value) else { continue };
            let EvidenceValue::So(number) = &row.gia_tri.value else { continue };
            if indicator.is_percentage() && small.contains(number) && *number != Quantity::default() {
                let shown = number.times(100);
                let message = format!("{} là {number}%, có phải {shown}%?", indicator.ten);
                let finding = Diagnostic::warning(self.code(), message).at(row.gia_tri.place());
                report.push(finding.hint("ghi số phần trăm, ví dụ 92,5; bỏ định dạng % của ô"));
            }
        }
    }
}
