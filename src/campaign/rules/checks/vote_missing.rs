//! The council has to vote and has not.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::input::sheets;
use crate::campaign::rules::{Assessed, Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD063.md")]
pub struct VoteMissing;

/// What to do when the campaign says nothing of the council.
const NO_COUNCIL: &str = "khai báo `[hoi_dong]` trong phong_trao.toml và ghi bảng `Biểu quyết`; \
                          hình thức không phải biểu quyết thì đặt `bieu_quyet = false`";

impl Rule for VoteMissing {
    fn code(&self) -> Code {
        Code::TD063
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let waits = |item: &&Assessed| item.bieu_quyet.trang_thai == State::Cho && item.ket_luan != State::KhongDat;
        for item in assessment.de_nghi.iter().filter(waits) {
            let place = item.bieu_quyet.place().unwrap_or(&item.vi_tri).clone();
            let message = format!("{}: {}", title(assessment, item), item.bieu_quyet.ly_do);
            let finding = Diagnostic::warning(self.code(), message).at(place).follows_from(sheets::VOTES.key);
            report.push(match assessment.context.rules().hoi_dong {
                Some(_) => super::vote_hint(assessment, finding, item),
                None => finding.hint(NO_COUNCIL),
            });
        }
    }
}
