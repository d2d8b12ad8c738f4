//! A chỉ tiêu whose number is not known yet.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Hearing, Rule};

#[doc = include_str!("../../../base/diag/codes/TD052.md")]
pub struct QuotaUnknown;

impl Rule for QuotaUnknown {
    fn code(&self) -> Code {
        Code::TD052
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for selection in hearing.chon {
            for quota in &selection.chi_tieu {
                let Some(reason) = &quota.chua_ro else { continue };
                let message = format!("chỉ tiêu `{}` chưa biết số lượng: {reason}", quota.ma);
                let finding = Diagnostic::warning(self.code(), message);
                let declared = hearing.context.rules().chi_tieu.iter().find(|declared| declared.ma == quota.ma);
                let finding = match declared {
                    Some(declared) => finding.at(declared.place.clone()),
                    None => finding,
                };
                report.push(finding.hint("ghi số được phân bổ khi có; đến lúc đó chưa chọn ai"));
            }
        }
    }
}
