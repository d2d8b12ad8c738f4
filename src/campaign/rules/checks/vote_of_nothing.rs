//! Votes on somebody who was not proposed: a slip in the minutes or a missing đề nghị.

use std::collections::HashSet;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::model::nomination::Nomination;
use crate::campaign::rules::{Assessment, Context, Rule};

#[doc = include_str!("../../../base/diag/codes/TD034.md")]
pub struct VoteOfNothing;

impl Rule for VoteOfNothing {
    fn code(&self) -> Code {
        Code::TD034
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let unclear = of_unknown_award(assessment.context);
        for ((nominee, award), rows) in &assessment.context.index.votes {
            let of_nominee = || assessment.de_nghi.iter().filter(|item| item.proposed.nominee == *nominee);
            for vote in Context::rows(&assessment.context.facts.bieu_quyet, Some(rows)) {
                let same_year = |year: Option<i32>| vote.nam.is_none() || vote.nam == year;
                let is_unclear = unclear.contains(&fold(&vote.doi_tuong.ten.value));
                if is_unclear || of_nominee().any(|item| item.proposed.award == *award && same_year(item.nam)) {
                    continue;
                }
                let period = &assessment.context.rules().thoi_gian;
                let year = vote.nam.map(|year| format!(" {}", period.year_words(year))).unwrap_or_default();
                let message = format!(
                    "có phiếu cho `{}`, {}{year}, nhưng không có đề nghị nào như vậy",
                    vote.doi_tuong.ten.value, vote.hinh_thuc.value
                );
                let finding = Diagnostic::error(self.code(), message).at(vote.doi_tuong.ten.place());
                report.push(match of_nominee().next() {
                    Some(item) => finding.hint_at(
                        item.vi_tri.clone(),
                        "đối tượng này được đề nghị ở đây; kiểm tra hình thức và năm của hai dòng",
                    ),
                    None => finding.hint("thêm dòng vào bảng `Đề nghị`, hoặc xóa dòng biểu quyết này"),
                });
            }
        }
    }
}

/// The names in rows of Đề nghị that name an award which is not there: whether a vote is about one of these nobody can
/// say, and the row itself is told.
fn of_unknown_award(context: &Context) -> HashSet<String> {
    let is_unknown = |row: &&Nomination| context.index.award_number(&row.hinh_thuc.value).is_none();
    context.facts.de_nghi.iter().filter(is_unknown).map(|row| fold(&row.doi_tuong.ten.value)).collect()
}
