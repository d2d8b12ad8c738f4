//! An award for collectives, by the plan or by law, proposed for an individual, or the reverse.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD023.md")]
pub struct WrongKind;

impl Rule for WrongKind {
    fn code(&self) -> Code {
        Code::TD023
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi {
            let Some(award) = assessment.context.award(item.proposed.award) else { continue };
            let Some(kind) = award.doi_tuong.filter(|kind| *kind != item.loai) else { continue };
            let message = format!("{}: hình thức này chỉ dành cho {}", title(assessment, item), kind.label());
            let finding = Diagnostic::error(self.code(), message).at(item.vi_tri.clone());
            report.push(finding.hint_at(award.place.clone(), "chọn hình thức khác, hoặc sửa đối tượng"));
        }
    }
}
