//! A paper of the dossier that has not come.

use super::title;
use crate::diag::{Diagnostic, Report};
use crate::rules::{Hearing, Rule, State};

#[doc = include_str!("../../codes/TD043.md")]
pub struct MissingPaper;

impl Rule for MissingPaper {
    fn code(&self) -> &'static str {
        "TD043"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for item in hearing.de_nghi {
            let against = |state: State| matches!(state, State::KhongDat | State::Cho);
            let papers = item.ho_so.gom.iter().filter(|paper| against(paper.trang_thai));
            for paper in papers.filter(|paper| paper.da_xem.is_empty()) {
                let place = paper.place().unwrap_or(&item.vi_tri).as_ref().clone();
                let message = format!("{}: {}", title(hearing, item), paper.ly_do);
                let finding = Diagnostic::warning(self.code(), message).at(place);
                let required = hearing.context.rules().ho_so.iter().find(|required| required.ma == paper.ma);
                report.push(match required {
                    Some(required) => finding.hint_at(required.place.as_ref().clone(), required.cau()),
                    None => finding,
                });
            }
        }
    }
}
