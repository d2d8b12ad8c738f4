//! A đề nghị that a loại trừ of the plan shuts out.

use super::{title, with_clause};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Hearing, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD032.md")]
pub struct Excluded;

impl Rule for Excluded {
    fn code(&self) -> Code {
        Code::TD032
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for item in hearing.de_nghi {
            let against = |state: State| matches!(state, State::KhongDat | State::Cho);
            for verdict in item.loai_tru.iter().filter(|verdict| against(verdict.trang_thai)) {
                let place = verdict.place().unwrap_or(&item.vi_tri).clone();
                let word = if verdict.trang_thai == State::KhongDat {
                    "thuộc diện không xét"
                } else {
                    "chưa rõ có được xét"
                };
                let message = format!("{}: {word}: {}", title(hearing, item), verdict.ly_do);
                let finding = Diagnostic::warning(self.code(), message).at(place);
                let rule = hearing.context.rules().loai_tru.iter().find(|rule| rule.ma == verdict.ma);
                report.push(match rule {
                    Some(rule) => finding.hint_at(rule.place.clone(), with_clause(rule.cau(), &rule.can_cu)),
                    None => finding,
                });
            }
        }
    }
}
