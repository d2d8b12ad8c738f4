//! A căn cứ that is not in force on the day of the paper.

use crate::diag::{Diagnostic, Report};
use crate::model::short_date;
use crate::rules::params::LegalText;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD009.md")]
pub struct BasisNotInForce;

impl Rule for BasisNotInForce {
    fn code(&self) -> &'static str {
        "TD009"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for basis in &hearing.context.facts.can_cu {
            let cited = hearing.context.params.van_ban.iter().filter(|text| names(&basis.noi_dung.value, &text.so));
            for text in cited.filter(|text| !text.holds(basis.ngay_van_ban)) {
                let message = format!("{}: {} ngày {}", text.ten, state(text, basis), short_date(basis.ngay_van_ban));
                let finding = Diagnostic::warning(self.code(), message).at(basis.noi_dung.place());
                report.push(match &text.thay_bang {
                    Some(next) => finding.hint(format!("thay bằng {next}")),
                    None => finding.hint("chọn văn bản có hiệu lực vào ngày này"),
                });
            }
        }
    }
}

fn state(text: &LegalText, basis: &crate::model::dossier::CitedBasis) -> &'static str {
    let early = text.tu_ngay.as_ref().is_some_and(|day| basis.ngay_van_ban < day.0);
    if early { "chưa có hiệu lực vào" } else { "đã hết hiệu lực vào" }
}

/// Whether `text` names the number `so` as a whole: "198/2023/NĐ-CP" does not name "98/2023/NĐ-CP".
fn names(text: &str, so: &str) -> bool {
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(at) = rest.find(so) {
        let (head, tail) = rest.split_at(at);
        before = head.chars().next_back().or(before);
        let tail = tail.strip_prefix(so).unwrap_or_default();
        let after = tail.chars().next();
        if !before.is_some_and(|letter| letter.is_ascii_digit())
            && !after.is_some_and(|letter| letter.is_alphanumeric())
        {
            return true;
        }
        before = so.chars().next_back();
        rest = tail;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn numbers_are_named_as_a_whole() {
        assert!(names("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", "98/2023/NĐ-CP"));
        assert!(!names("Căn cứ Nghị định số 198/2023/NĐ-CP", "98/2023/NĐ-CP"));
        assert!(!names("Thông tư 01/2024/TT-BNVX", "01/2024/TT-BNV"));
    }
}
