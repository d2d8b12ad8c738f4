//! Too few members were present.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Hearing, Rule};

#[doc = include_str!("../../../base/diag/codes/TD065.md")]
pub struct NoQuorum;

impl Rule for NoQuorum {
    fn code(&self) -> Code {
        Code::TD065
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let Some(council) = &hearing.context.rules().hoi_dong else { return };
        let Some(share) = &council.ty_le_du_hop else { return };
        let met = council.ngay_hop.as_ref().is_some_and(|day| day.value <= hearing.context.date);
        let (present, total) = (council.present(), council.total());
        let enough = i128::from(present) * 100_000_000 >= i128::from(share.value.millionths()) * i128::from(total);
        if met && !council.thanh_vien.is_empty() && !enough {
            let message = format!("chỉ có {present}/{total} thành viên dự họp, cần ít nhất {}%", share.value);
            let finding = Diagnostic::error(self.code(), message).at(council.place.clone());
            report.push(
                finding.hint_at(share.place(), "tỷ lệ dự họp đặt tại đây; họp lại, hoặc lấy ý kiến bằng văn bản"),
            );
        }
    }
}
