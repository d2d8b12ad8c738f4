//! The list of members differs from their number.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD061.md")]
pub struct CouncilDoesNotAddUp;

impl Rule for CouncilDoesNotAddUp {
    fn code(&self) -> Code {
        Code::TD061
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let Some(council) = &assessment.context.rules().hoi_dong else { return };
        let listed = council.thanh_vien.len();
        if let Some(total) = council.tong_so.as_ref().filter(|total| listed > 0 && total.value as usize != listed) {
            let message = format!("Hội đồng có {} thành viên nhưng danh sách có {listed}", total.value);
            report.push(
                Diagnostic::error(self.code(), message).at(total.place()).hint("sửa tổng số, hoặc bổ sung danh sách"),
            );
        }
        let mut seen = BTreeSet::new();
        for member in &council.thanh_vien {
            if !seen.insert((fold(&member.ho_ten.value), fold(&member.chuc_vu))) {
                let message = format!("thành viên `{}` ghi hai lần", member.ho_ten.value);
                report.push(Diagnostic::error(self.code(), message).at(member.ho_ten.place()).hint("xóa một dòng"));
            }
        }
    }
}
