//! A step of the plan that came out badly or too late.

use super::{title, with_clause};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::progress::standing;
use crate::campaign::rules::{Assessed, Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD090.md")]
pub struct StageFailed;

impl Rule for StageFailed {
    fn code(&self) -> Code {
        Code::TD090
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi {
            super::open_stages(assessment, item, State::KhongDat, self.code(), report);
            self.tolerated(assessment, item, report);
        }
    }
}

impl StageFailed {
    /// Steps that were late where the plan only warns of it.
    fn tolerated(&self, assessment: &Assessment, item: &Assessed, report: &mut Report) {
        let context = assessment.context;
        let Some(award) = context.award(item.proposed.award) else { return };
        let candidate = Candidate::of(item.proposed.nominee, item.nam, award);
        let passed = item.buoc.gom.iter().filter(|verdict| verdict.trang_thai == State::Dat);
        for verdict in passed {
            let Some(stage) = context.rules().buoc.iter().find(|stage| stage.ma == verdict.ma) else { continue };
            let Some(late) = standing(context, stage, candidate).tolerated else { continue };
            let place = verdict.place().unwrap_or(&item.vi_tri).clone();
            let message = format!("{}: {}: muộn {late} ngày, vẫn được xét", title(assessment, item), stage.ten);
            let hint = with_clause("quá hạn thì kế hoạch chỉ cảnh báo".to_owned(), &stage.muc);
            report.push(Diagnostic::warning(self.code(), message).at(place).hint_at(stage.place.clone(), hint));
        }
    }
}
