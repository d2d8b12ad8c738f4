//! A căn cứ that is not in force on the day of the paper.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::dossier::CitedBasis;
use crate::campaign::model::short_date;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD009.md")]
pub struct BasisNotInForce;

impl Rule for BasisNotInForce {
    fn code(&self) -> Code {
        Code::TD009
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let texts = &assessment.context.law.texts;
        for basis in &assessment.context.facts.can_cu {
            for (fault, whole) in texts.misquoted_in(&basis.noi_dung.value) {
                let message = format!("{}: căn cứ {fault}", basis.van_ban);
                let finding = Diagnostic::warning(self.code(), message).at(basis.noi_dung.place());
                report.push(whole.iter().fold(finding, |finding, whole| finding.hint(format!("viết đủ: {whole}"))));
            }
            for text in texts.van_ban.iter().filter(|text| text.is_cited_in(&basis.noi_dung.value)) {
                let Some(fault) = text.fault_between(basis.tu_ngay, basis.den_ngay) else { continue };
                let message = format!("{} {}: căn cứ {} {fault}", basis.van_ban, day(basis), text.ten);
                let finding = Diagnostic::warning(self.code(), message).at(basis.noi_dung.place());
                report.push(text.mending(texts, basis.tu_ngay).fold(finding, Diagnostic::hint));
            }
        }
    }
}

/// "ngày 01/8/2025", or the span that a date with blanks leaves.
fn day(basis: &CitedBasis) -> String {
    if basis.tu_ngay == basis.den_ngay {
        return format!("ngày {}", short_date(basis.tu_ngay));
    }
    format!("(từ ngày {} đến ngày {})", short_date(basis.tu_ngay), short_date(basis.den_ngay))
}
