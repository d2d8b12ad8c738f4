//! The decider may not grant this award on that day.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD008.md")]
pub struct NoCompetence;

impl Rule for NoCompetence {
    fn code(&self) -> Code {
        Code::TD008
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        for award in &context.rules().hinh_thuc {
            let (Some(decider), Some(title)) = (&award.nguoi_quyet_dinh, &award.danh_muc) else { continue };
            let date = award.ngay_quyet_dinh.as_ref().map_or(context.date, |day| day.value);
            let law = &context.law.parameters;
            let Some(meant) = law.decider(&decider.value) else { continue };
            let known: Vec<_> = law.tham_quyen.iter().filter(|entry| entry.nguoi == meant.nguoi).collect();
            let Some(name) = known.first().map(|entry| entry.ten.as_str()) else { continue };
            let today: Vec<_> = known.iter().filter(|entry| entry.holds(date)).collect();
            if today.iter().any(|entry| entry.hinh_thuc.contains(&title.value)) {
                continue;
            }
            let when = crate::campaign::model::short_date(date);
            let message = match today.first() {
                Some(_) => format!("{name} không có thẩm quyền tặng {}", award.ten),
                None => format!("{name} không còn thẩm quyền khen thưởng vào ngày {when}"),
            };
            let able: Vec<&str> = context
                .law
                .parameters
                .tham_quyen
                .iter()
                .filter(|entry| entry.holds(date) && entry.hinh_thuc.contains(&title.value))
                .map(|entry| entry.ten.as_str())
                .collect();
            let finding = Diagnostic::error(self.code(), message).at(decider.place());
            report.push(finding.hint(format!("người có thẩm quyền: {}", able.join(", "))));
        }
    }
}
