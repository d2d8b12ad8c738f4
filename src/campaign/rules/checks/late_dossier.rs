//! A paper of the dossier that came late or may be late.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::{LateEffect, Task};
use crate::campaign::model::short_date;
use crate::campaign::rules::deadlines::due_of;
use crate::campaign::rules::{Assessed, Assessment, Rule, State, dossiers};

#[doc = include_str!("../../../base/diag/codes/TD042.md")]
pub struct LateDossier;

impl Rule for LateDossier {
    fn code(&self) -> Code {
        Code::TD042
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        super::open_papers(assessment, self.code(), true, report);
        for item in assessment.de_nghi {
            self.tolerated(assessment, item, report);
        }
    }
}

impl LateDossier {
    /// Papers that are late where the plan only warns of it (`khi_qua_han = "canh_bao"`).
    fn tolerated(&self, assessment: &Assessment, item: &Assessed, report: &mut Report) {
        let context = assessment.context;
        let due = due_of(context, Task::HoSo, Some(&item.hinh_thuc), item.nam, item.proposed.nominee);
        let (Some((first, _)), Some(LateEffect::CanhBao)) = (due.days, due.effect) else { return };
        for (number, paper) in context.rules().ho_so.iter().enumerate() {
            let judged = item.ho_so.gom.iter().find(|verdict| verdict.ma == paper.ma);
            if judged.is_none_or(|verdict| verdict.trang_thai != State::Dat) {
                continue;
            }
            let rows = dossiers::received(context, number, paper, item.proposed.nominee);
            let earliest = rows.iter().filter_map(|row| row.ngay_nhan.as_ref()).min();
            let Some(day) = earliest.filter(|day| day.value > first) else { continue };
            let late = (day.value - first).num_days();
            let message = format!("{}: {}: muộn {late} ngày, vẫn được xét", title(assessment, item), paper.ten);
            let finding = Diagnostic::warning(self.code(), message).at(day.place());
            let hint = format!("hạn là {}; quá hạn thì kế hoạch chỉ cảnh báo", short_date(first));
            report.push(match &due.place {
                Some(place) => finding.hint_at(place.clone(), hint),
                None => finding.hint(hint),
            });
        }
    }
}
