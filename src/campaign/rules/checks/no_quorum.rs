//! Too few members were present.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD065.md")]
pub struct NoQuorum;

impl Rule for NoQuorum {
    fn code(&self) -> Code {
        Code::TD065
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let Some(council) = &assessment.context.rules().hoi_dong else { return };
        let Some(share) = &council.ty_le_du_hop else { return };
        let met = council.ngay_hop.as_ref().is_some_and(|day| day.value <= assessment.context.date);
        let (attending, total) = (council.attending(), council.total());
        if !met || council.thanh_vien.is_empty() || share.value.holds(attending, total) {
            return;
        }
        let written = council.in_writing();
        let in_writing = council.y_kien_tinh_du_hop && written > 0;
        let who = if in_writing { "dự họp hoặc gửi ý kiến bằng văn bản" } else { "dự họp" };
        let more = if share.value.qua { "hơn" } else { "ít nhất" };
        let message = format!("chỉ có {attending}/{total} thành viên {who}, cần {more} {}", share.value);
        let finding = Diagnostic::error(self.code(), message).at(council.place.clone());
        let finding = finding.hint_at(share.place(), "tỷ lệ dự họp đặt tại đây; họp lại, hoặc lấy ý kiến bằng văn bản");
        let finding = match share.value.meant() {
            Some(third) => finding.hint(format!("nếu quy chế ghi {third} thì viết: ty_le_du_hop = \"{third}\"")),
            None => finding,
        };
        report.push(match written {
            1.. if !council.y_kien_tinh_du_hop => finding.hint(format!(
                "{written:02} ý kiến bằng văn bản không tính vào số dự họp, theo `y_kien_tinh_du_hop = false`"
            )),
            _ => finding,
        });
    }
}
