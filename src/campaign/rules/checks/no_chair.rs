//! A council that met without anybody to preside, or that has two heads.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::council::{Council, Member};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD066.md")]
pub struct NoChair;

impl Rule for NoChair {
    fn code(&self) -> Code {
        Code::TD066
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let Some(council) = &assessment.context.rules().hoi_dong else { return };
        let mut heads = council.thanh_vien.iter().filter(|member| member.is_head());
        if let Some(first) = heads.next() {
            heads.for_each(|other| report.push(second_head(self.code(), first, other)));
        }
        if council.chair().is_none() {
            nobody(self.code(), council).into_iter().for_each(|finding| report.push(finding));
        }
    }
}

fn second_head(code: Code, first: &Member, other: &Member) -> Diagnostic {
    let message = format!("Hội đồng có hai Chủ tịch: `{}` và `{}`", first.ho_ten.value, other.ho_ten.value);
    Diagnostic::error(code, message)
        .at(other.ho_ten.place())
        .hint_at(first.ho_ten.place(), "Chủ tịch thứ nhất; sửa vai trò ở một trong hai dòng")
}

/// What is said at the head who was absent, a deputy who was, or else the first of the list; nothing of a
/// council without a list.
fn nobody(code: Code, council: &Council) -> Option<Diagnostic> {
    let members = &council.thanh_vien;
    let head = members.iter().find(|member| member.is_head());
    let place = head.or_else(|| members.iter().find(|member| member.is_deputy())).or(members.first())?;
    let message = "không có Chủ tịch hay Phó Chủ tịch Hội đồng nào có mặt để chủ tọa cuộc họp";
    let hint = "điền vai trò và cột có mặt của người chủ tọa; biên bản để trống chỗ này để ghi tay";
    Some(Diagnostic::warning(code, message).at(place.ho_ten.place()).hint(hint))
}
