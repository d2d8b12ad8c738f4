//! A member was absent and the record does not say why, or was present and it says why not.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD064.md")]
pub struct AbsentWithoutReason;

impl Rule for AbsentWithoutReason {
    fn code(&self) -> Code {
        Code::TD064
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let council = || assessment.context.rules().hoi_dong.iter().flat_map(|council| &council.thanh_vien);
        for member in council().filter(|member| !member.co_mat && member.ly_do_vang.is_empty()) {
            let message = format!("{} vắng họp nhưng chưa ghi lý do", member.ho_ten.value);
            let finding = Diagnostic::warning(self.code(), message).at(member.ho_ten.place());
            report.push(finding.hint("ghi lý do vắng; biên bản phải nêu lý do"));
        }
        for member in council().filter(|member| member.co_mat && !member.ly_do_vang.is_empty()) {
            let (name, reason) = (&member.ho_ten.value, &member.ly_do_vang);
            let message = format!("{name} ghi có mặt nhưng cũng ghi lý do vắng: `{reason}`");
            let finding = Diagnostic::error(self.code(), message).at(member.ho_ten.place());
            report.push(
                finding.hint("vắng thì ô Có mặt ghi `không` (dấu `v` được đọc là dấu tích); có mặt thì xóa Lý do vắng"),
            );
        }
    }
}
