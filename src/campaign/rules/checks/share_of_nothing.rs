//! A share without a base, above the whole, or so small that a fraction was meant.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::{Limit, ShareBase};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD007.md")]
pub struct ShareOfNothing;

impl Rule for ShareOfNothing {
    fn code(&self) -> Code {
        Code::TD007
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for quota in &assessment.context.rules().chi_tieu {
            let Limit::TyLe { ty_le, co_so, .. } = &quota.gioi_han else { continue };
            let place = quota.place.clone();
            if co_so.is_none() {
                let bases: Vec<String> = ShareBase::ALL.iter().map(|base| format!("`{}`", base.name())).collect();
                let message = format!("chỉ tiêu `{}`: chưa nêu {ty_le} tính trên số nào", quota.ma);
                let hint = format!("thêm `co_so`, một trong: {}", bases.join(", "));
                report.push(Diagnostic::error(self.code(), message).at(place.clone()).hint(hint));
            }
            if ty_le.is_out_of_range() {
                let message = format!("chỉ tiêu `{}`: {ty_le} không nằm trong 0–100%", quota.ma);
                report.push(Diagnostic::error(self.code(), message).at(place).hint("sửa `ty_le`"));
            } else if let Some(number) =
                ty_le.hundredths().filter(|number| ty_le.is_tiny() && *number < Quantity::whole(1))
            {
                let message = format!("chỉ tiêu `{}`: {ty_le} chưa đến một phần trăm", quota.ma);
                let hint = format!("`ty_le` ghi số phần trăm; nếu là {}% thì ghi {0}", number.times(100));
                report.push(Diagnostic::warning(self.code(), message).at(place).hint(hint));
            }
        }
    }
}
