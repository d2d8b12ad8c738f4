//! A căn cứ that is not in force on the day of the paper.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::dossier::CitedBasis;
use crate::campaign::model::short_date;
use crate::campaign::rules::{Assessment, Rule};
use crate::law::texts::LegalText;

#[doc = include_str!("../../../base/diag/codes/TD009.md")]
pub struct BasisNotInForce;

impl Rule for BasisNotInForce {
    fn code(&self) -> Code {
        Code::TD009
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for basis in &assessment.context.facts.can_cu {
            let cited =
                assessment.context.law.texts.van_ban.iter().filter(|text| text.is_cited_in(&basis.noi_dung.value));
            for text in cited {
                let Some(state) = state(text, basis) else { continue };
                let message = format!("{} {}: căn cứ {} {state}", basis.van_ban, day(basis), text.ten);
                let finding = Diagnostic::warning(self.code(), message).at(basis.noi_dung.place());
                let finding = match &text.thay_bang {
                    Some(next) => finding.hint(format!("văn bản thay thế: {next}")),
                    None => finding.hint("chọn văn bản có hiệu lực vào ngày này"),
                };
                report.push(if text.chua_kiem_chung {
                    finding.hint("thời gian hiệu lực này chưa đối chiếu với văn bản gốc")
                } else {
                    finding
                });
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

/// Why `text` is no basis on any day that the paper may have.
fn state(text: &LegalText, basis: &CitedBasis) -> Option<String> {
    if text.holds(basis.tu_ngay) || text.holds(basis.den_ngay) {
        return None;
    }
    let early = text.tu_ngay.filter(|from| basis.den_ngay < *from);
    let late = text.den_ngay.filter(|until| *until < basis.tu_ngay);
    let early = early.map(|from| format!("chưa có hiệu lực (từ ngày {})", short_date(from)));
    early.or_else(|| late.map(|until| format!("đã hết hiệu lực (đến hết ngày {})", short_date(until))))
}
