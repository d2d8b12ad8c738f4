//! A registration that came after its last day.

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::Task;
use crate::campaign::model::located::Located;
use crate::campaign::rules::deadlines::due;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD040.md")]
pub struct LateRegistration;

impl Rule for LateRegistration {
    fn code(&self) -> Code {
        Code::TD040
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let due = due(assessment.context, Task::DangKy, None, None);
        let (Some((first, last)), Some(place)) = (due.days, &due.place) else { return };
        for row in &assessment.context.facts.dang_ky {
            let known = |day: &&Located<NaiveDate>| day.value > first && day.value <= assessment.context.date;
            let day = row.ngay_nop.as_ref().filter(known);
            let (Some(day), Some(subject)) = (day, row.subject()) else { continue };
            let name = subject.ten.value;
            let message = if day.value > last {
                format!("{name}: đăng ký muộn {} ngày", (day.value - last).num_days())
            } else {
                format!("{name}: đăng ký đúng hạn này nhưng muộn hạn kia của kế hoạch")
            };
            let finding = Diagnostic::warning(self.code(), message).at(day.place());
            report.push(finding.hint_at(place.clone(), "hạn đăng ký đặt tại đây"));
        }
    }
}
