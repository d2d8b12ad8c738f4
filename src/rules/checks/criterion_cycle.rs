//! A group of criteria that contains itself can never be judged.

use crate::diag::{Diagnostic, Report};
use crate::model::criterion::Criterion;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD003.md")]
pub struct CriterionCycle;

impl Rule for CriterionCycle {
    fn code(&self) -> &'static str {
        "TD003"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let criteria = &hearing.context.rules().tieu_chuan;
        for criterion in criteria {
            let mut path = vec![criterion.ma.as_str()];
            if let Some(back) = cycle(criteria, criterion, &mut path) {
                let finding = Diagnostic::error(self.code(), format!("nhóm tiêu chuẩn lồng vào chính nó: {back}"));
                report.push(finding.at(criterion.place.as_ref().clone()).hint("bỏ một mã trong `gom` để cắt vòng"));
            }
        }
    }
}

/// The way from the first code of `path` back to itself.
fn cycle<'a>(criteria: &'a [Criterion], at: &'a Criterion, path: &mut Vec<&'a str>) -> Option<String> {
    for member in at.dieu_kien.members() {
        if path.first() == Some(&member.value.as_str()) {
            return Some(format!("{} → {}", path.join(" → "), member.value));
        }
        if path.contains(&member.value.as_str()) {
            continue;
        }
        let Some(next) = criteria.iter().find(|criterion| criterion.ma == member.value) else { continue };
        path.push(&next.ma);
        let found = cycle(criteria, next, path);
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}
