//! The quyết định names another decider than the rules.

use crate::diag::{Diagnostic, Report};
use crate::model::located::fold;
use crate::rules::params::Competence;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD011.md")]
pub struct DeciderNamedOtherwise;

impl Rule for DeciderNamedOtherwise {
    fn code(&self) -> &'static str {
        "TD011"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let context = hearing.context;
        for named in &context.facts.tham_quyen {
            let award = context.rules().award(&named.hinh_thuc);
            let Some(decider) = award.and_then(|award| award.nguoi_quyet_dinh.as_ref()) else { continue };
            let known: Vec<&Competence> =
                context.params.tham_quyen.iter().filter(|entry| entry.nguoi == decider.value).collect();
            let Some(first) = known.first() else { continue };
            let words = written_out(&named.ten.value);
            let names = known.iter().flat_map(|entry| entry.cung_goi.iter().chain([&entry.ten]));
            if !names.map(|name| written_out(name)).any(|name| words.starts_with(&name)) {
                let message = format!("quyết định ghi thẩm quyền của `{}`", named.ten.value);
                let finding = Diagnostic::warning(self.code(), message).at(named.ten.place());
                let hint = format!("người quyết định theo quy định khen thưởng: {}", first.ten);
                report.push(finding.hint_at(decider.place(), hint));
            }
        }
    }
}

/// Without regard to case, abbreviation and the place of the accent.
fn written_out(name: &str) -> String {
    fold(name).replace("uỷ", "ủy").replace("ubnd", "ủy ban nhân dân")
}
