//! Votes on somebody who was not proposed or could not be voted on, or in a round that is not for them: a slip in the
//! minutes or a missing đề nghị.

use std::collections::HashSet;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::council::{BallotRound, SecondFor, Vote};
use crate::campaign::model::located::fold;
use crate::campaign::model::nomination::Nomination;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::{Assessed, Assessment, Context, Rule, State, Verdict, votes};

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
                let proposed = of_nominee().find(|item| item.proposed.award == *award && same_year(item.nam));
                if is_unclear || proposed.is_some() {
                    report.extend(proposed.and_then(|item| self.of_proposed(assessment, item, vote)));
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

impl VoteOfNothing {
    /// A vote that this đề nghị could not have.
    fn of_proposed(&self, assessment: &Assessment, item: &Assessed, vote: &Vote) -> Option<Diagnostic> {
        if item.can_be_voted_on() {
            return self.round_of_nothing(assessment, item, vote);
        }
        let why = item.verdicts().filter(|verdict| matches!(verdict.trang_thai, State::KhongDat | State::Cho));
        let why = why.flat_map(Verdict::causes).map(|cause| cause.ly_do.as_str()).next().unwrap_or_default();
        let name = &vote.doi_tuong.ten.value;
        let message =
            format!("có phiếu cho `{name}` nhưng chưa đưa ra bỏ phiếu được ({why}): biên bản kiểm phiếu không kể");
        let finding = Diagnostic::warning(self.code(), message).at(vote.doi_tuong.ten.place());
        let hint = "Hội đồng đã bỏ phiếu thật thì bổ sung số liệu, hồ sơ còn thiếu hoặc ghi Ngoại lệ; không thì xóa dòng biểu quyết này";
        Some(finding.hint(hint))
    }

    /// A vote in a second round that the award does not have, or that is not for this đề nghị.
    fn round_of_nothing(&self, assessment: &Assessment, item: &Assessed, vote: &Vote) -> Option<Diagnostic> {
        if vote.vong != BallotRound::Hai {
            return None;
        }
        let (context, number) = (assessment.context, item.proposed.award);
        let award = context.award(number)?;
        let name = &vote.doi_tuong.ten.value;
        let told = |words: String| Diagnostic::error(self.code(), words).at(vote.doi_tuong.ten.place());
        let Some(second) = &award.vong_2 else {
            let hint = "thêm bảng `[hinh_thuc.vong_2]` dưới hình thức này, hoặc sửa cột `Vòng`";
            let words = format!("có phiếu vòng 2 cho `{name}`, nhưng {} chỉ bỏ phiếu một vòng", award.ten);
            return Some(told(words).hint_at(award.place.clone(), hint));
        };
        let candidate = Candidate::of(item.proposed.nominee, item.nam, award);
        let first = votes::judge_round(context, number, award, candidate, BallotRound::Mot);
        let wrong = match (second.cho, first.trang_thai) {
            (SecondFor::ChuaDuPhieu, State::Dat) => Some(format!("đã đủ phiếu ở vòng 1 ({})", first.ly_do)),
            (SecondFor::ChuaDuPhieu, State::KhongDat) => {
                let behind = votes::held_back(context, number, second, candidate);
                behind.filter(|(state, _)| *state == State::KhongDat).map(|(_, why)| why)
            }
            (SecondFor::DuPhieu, State::KhongDat) => Some(format!("chưa đủ phiếu ở vòng 1 ({})", first.ly_do)),
            (SecondFor::NhieuPhieuNhat, State::KhongDat) => Some(first.ly_do),
            _ => None,
        };
        let told = |words| told(format!("có phiếu vòng 2 cho `{name}`, đối tượng {words}"));
        wrong.map(|words| told(words).hint("kiểm lại biên bản kiểm phiếu của hai vòng và cột `Vòng`"))
    }
}

/// The names in rows of Đề nghị that name an award which is not there: whether a vote is about one of these nobody can
/// say, and the row itself is told.
fn of_unknown_award(context: &Context) -> HashSet<String> {
    let is_unknown = |row: &&Nomination| context.index.award_number(&row.hinh_thuc.value).is_none();
    context.facts.de_nghi.iter().filter(is_unknown).map(|row| fold(&row.doi_tuong.ten.value)).collect()
}
