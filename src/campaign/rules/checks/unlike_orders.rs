//! A shared chỉ tiêu for which awards compete that rank by unlike things.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD054.md")]
pub struct UnlikeOrders;

impl Rule for UnlikeOrders {
    fn code(&self) -> Code {
        Code::TD054
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let rules = assessment.context.rules();
        for quota in &rules.chi_tieu {
            let waits = assessment.chon.iter().any(|selection| selection.khac_xep_hang.contains(&quota.ma));
            if !waits {
                continue;
            }
            let awards = quota.hinh_thuc.iter().filter_map(|code| rules.award(&code.value));
            let names: Vec<&str> = awards.map(|award| award.ten.as_str()).collect();
            let message = format!(
                "chỉ tiêu `{}`: {} dùng chung nhưng xếp hạng theo điều khác nhau, chưa chọn ai vào chỗ dùng chung",
                quota.ma,
                names.join(", ")
            );
            let hint = "chia chỉ tiêu riêng cho từng hình thức, hoặc đặt cùng một `xep_hang` cho các hình thức ấy";
            report.push(Diagnostic::error(self.code(), message).at(quota.place.clone()).hint(hint));
        }
    }
}
