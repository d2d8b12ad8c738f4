//! A tờ trình dated after the last day on which the plan lets it be submitted.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::Task;
use crate::campaign::model::short_date;
use crate::campaign::rules::deadlines::due;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD045.md")]
pub struct LateSubmission;

impl Rule for LateSubmission {
    fn code(&self) -> Code {
        Code::TD045
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for paper in &assessment.context.facts.to_trinh {
            let proposed = assessment.de_nghi.iter().filter(|item| item.hinh_thuc == paper.hinh_thuc);
            let years: BTreeSet<Option<i32>> =
                proposed.map(|item| item.nam).filter(|year| paper.nam.is_none() || paper.nam == *year).collect();
            for year in years {
                let due = due(assessment.context, Task::Trinh, Some(&paper.hinh_thuc), year);
                let (Some((_, last)), Some(place)) = (due.days, &due.place) else { continue };
                let day = paper.ngay.value;
                if day > last {
                    let late = (day - last).num_days();
                    let message = format!("tờ trình đề ngày {}, muộn {late} ngày", short_date(day));
                    let finding = Diagnostic::warning(self.code(), message).at(paper.ngay.place());
                    let limit = format!("hạn trình là {}", short_date(last));
                    report.push(finding.hint_at(place.clone(), limit));
                }
            }
        }
    }
}
