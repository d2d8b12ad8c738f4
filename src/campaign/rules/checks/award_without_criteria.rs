//! An award that nobody could be judged for.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD010.md")]
pub struct AwardWithoutCriteria;

impl Rule for AwardWithoutCriteria {
    fn code(&self) -> Code {
        Code::TD010
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for award in assessment.context.rules().hinh_thuc.iter().filter(|award| award.tieu_chuan.is_empty()) {
            let message = format!("hình thức `{}` không có tiêu chuẩn nào", award.ma);
            let finding = Diagnostic::error(self.code(), message).at(award.place.clone());
            report.push(finding.hint("ghi mã vào `tieu_chuan`; tiêu chuẩn theo văn bản khác có loại `dan_chieu`"));
        }
    }
}
