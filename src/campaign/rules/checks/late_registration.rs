//! A registration that came after its last day.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::Task;
use crate::campaign::model::located::Located;
use crate::campaign::rules::deadlines::{DueOfEach, due, due_of};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD040.md")]
pub struct LateRegistration;

impl Rule for LateRegistration {
    fn code(&self) -> Code {
        Code::TD040
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        let mut subjects: Vec<Option<usize>> = vec![None; context.facts.dang_ky.len()];
        for (subject, rows) in &context.index.registrations {
            for row in rows {
                if let Some(known) = subjects.get_mut(*row) {
                    *known = Some(*subject);
                }
            }
        }
        let usual = DueOfEach::new(context, Task::DangKy);
        for (at, row) in context.facts.dang_ky.iter().enumerate() {
            let title = row.danh_hieu.as_ref().and_then(|title| context.index.award_number(&title.value));
            let award = title.and_then(|number| context.award(number)).map(|award| award.ma.as_str());
            let subject = subjects.get(at).copied().flatten();
            let due = match (award, subject) {
                (None, subject) => usual.of(subject),
                (award, Some(subject)) => Cow::Owned(due_of(context, Task::DangKy, award, None, subject)),
                (award, None) => Cow::Owned(due(context, Task::DangKy, award, None)),
            };
            let (Some((first, last)), Some(place)) = (due.days, &due.place) else { continue };
            let known = |day: &&Located<NaiveDate>| day.value > first && day.value <= context.date;
            let day = row.ngay_nop.as_ref().filter(known);
            let Some((day, subject)) = day.and_then(|day| Some((day, row.subject()?))) else { continue };
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
