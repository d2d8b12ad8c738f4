//! A percentage below 0 or above 100.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::rules::{Assessment, Rule};

/// A share above it is a slip and no plan that was surpassed.
const MOST: i64 = 1000;

#[doc = include_str!("../../../base/diag/codes/TD035.md")]
pub struct ShareOutOfRange;

impl Rule for ShareOutOfRange {
    fn code(&self) -> Code {
        Code::TD035
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let range = Quantity::default()..=Quantity::whole(100);
        for row in &assessment.context.facts.ket_qua {
            let Some(indicator) = super::indicator(assessment, &row.chi_so.value) else { continue };
            let EvidenceValue::So(number) = &row.gia_tri.value else { continue };
            if !indicator.is_percentage() || range.contains(number) {
                continue;
            }
            let message = format!("{} là {number}%, ngoài khoảng từ 0% đến 100%", indicator.ten);
            let finding = if *number > Quantity::whole(MOST) {
                Diagnostic::error(self.code(), message)
            } else {
                Diagnostic::warning(self.code(), message)
            };
            report.push(finding.at(row.gia_tri.place()).hint(hint(*number)));
        }
    }
}

/// What may have been meant: a point typed for the comma, or a percent sign of the cell that multiplied.
fn hint(number: Quantity) -> String {
    let is_slip = number > Quantity::whole(MOST);
    let meant = [1000, 100].into_iter().filter(|_| is_slip).filter_map(|divisor| number.divided(divisor));
    let meant: Vec<String> = meant
        .filter(|share| (Quantity::whole(1)..=Quantity::whole(100)).contains(share))
        .map(|share| format!("`{share}`"))
        .collect();
    match meant.as_slice() {
        [] => "kiểm tra lại số này; phần lẻ viết sau dấu phẩy, ví dụ 92,5".to_owned(),
        _ => format!("có phải là {}? Phần lẻ viết sau dấu phẩy", meant.join(" hay ")),
    }
}
