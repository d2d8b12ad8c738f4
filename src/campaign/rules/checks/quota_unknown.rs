//! A chỉ tiêu whose number is not known yet.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Outcome, Rule, quotas};

#[doc = include_str!("../../../base/diag/codes/TD052.md")]
pub struct QuotaUnknown;

impl QuotaUnknown {
    /// Those who wait because they are in none of the blocks that a chỉ tiêu is divided by.
    fn in_no_block(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        for item in assessment.de_nghi.iter().filter(|item| item.ket_qua == Outcome::ChoChiTieu) {
            let quotas = context.rules().chi_tieu.iter().filter(|quota| quotas::counts(context, quota, item));
            for quota in quotas.filter(|quota| quotas::is_nowhere(context, quota, item.proposed.nominee)) {
                let message =
                    format!("{}: chưa rõ thuộc nhóm nào của chỉ tiêu `{}`", super::title(assessment, item), quota.ma);
                let finding = Diagnostic::warning(self.code(), message).at(item.vi_tri.clone());
                let hint = "ghi loại đơn vị, hoặc đúng một đặc điểm trong `theo`, ở bảng Đơn vị";
                report.push(finding.hint_at(quota.place.clone(), hint));
            }
        }
    }
}

impl Rule for QuotaUnknown {
    fn code(&self) -> Code {
        Code::TD052
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for selection in assessment.chon {
            for quota in &selection.chi_tieu {
                let Some(reason) = &quota.chua_ro else { continue };
                let message = format!("chỉ tiêu `{}` chưa biết số lượng: {reason}", quota.ma);
                let finding = Diagnostic::warning(self.code(), message);
                let declared = assessment.context.rules().chi_tieu.iter().find(|declared| declared.ma == quota.ma);
                let finding = match declared {
                    Some(declared) => finding.at(declared.place.clone()),
                    None => finding,
                };
                report.push(finding.hint("ghi số được phân bổ khi có; đến lúc đó chưa chọn ai"));
            }
        }
        self.in_no_block(assessment, report);
    }
}
