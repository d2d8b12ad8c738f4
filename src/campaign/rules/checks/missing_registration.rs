//! A unit that has registered neither itself nor any of its people when the time is over.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::Task;
use crate::campaign::model::short_date;
use crate::campaign::rules::deadlines::DueOfEach;
use crate::campaign::rules::input::registration;
use crate::campaign::rules::{Assessment, Context, Rule};

#[doc = include_str!("../../../base/diag/codes/TD041.md")]
pub struct MissingRegistration;

impl Rule for MissingRegistration {
    fn code(&self) -> Code {
        Code::TD041
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let facts = assessment.context.facts;
        let dues = DueOfEach::new(assessment.context, Task::DangKy);
        let units = assessment.context.parties.listed_units();
        for (at, unit) in units.filter(|(_, unit)| !unit.nominee.ten.is_empty()) {
            let due = dues.of(Some(at));
            let (Some((_, last)), Some(place)) = (due.days, &due.place) else { continue };
            if assessment.context.date <= last {
                continue;
            }
            let rows = Context::rows(&facts.dang_ky, Some(&unit.registrations));
            if !rows.iter().any(|row| row.has_come(assessment.context.date)) {
                let message = format!("{}: chưa đăng ký, hạn {}", unit.nominee.ten, short_date(last));
                let finding = Diagnostic::warning(self.code(), message).at(unit.nominee.place.clone());
                let finding = finding.follows_from(registration::TABLE.key);
                report.push(finding.hint_at(place.clone(), "đôn đốc đơn vị; hạn đăng ký đặt tại đây"));
            }
        }
    }
}
