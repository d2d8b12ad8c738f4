//! A căn cứ that is not in force on the day of the paper.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::dossier::CitedBasis;
use crate::campaign::model::located::fold;
use crate::campaign::model::short_date;
use crate::campaign::rules::{Assessment, Rule};
use crate::law::texts::{CalledBy, LegalText};

#[doc = include_str!("../../../base/diag/codes/TD009.md")]
pub struct BasisNotInForce;

impl Rule for BasisNotInForce {
    fn code(&self) -> Code {
        Code::TD009
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for basis in &assessment.context.facts.can_cu {
            let cited = assessment.context.law.texts.van_ban.iter().filter(|text| cites(&basis.noi_dung.value, text));
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

/// Whether `words` name `text`: by its number, or as laws are cited, by name and day.
fn cites(words: &str, text: &LegalText) -> bool {
    let named = |law: &CalledBy| {
        let folded = fold(words);
        folded.contains(&fold(&law.ten)) && law.days().iter().any(|day| folded.contains(day))
    };
    names(words, &text.so) || text.goi.as_ref().is_some_and(named)
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
    use super::{cites, names};
    use crate::law::Law;

    #[test]
    fn numbers_are_named_as_a_whole() {
        assert!(names("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", "98/2023/NĐ-CP"));
        assert!(!names("Căn cứ Nghị định số 198/2023/NĐ-CP", "98/2023/NĐ-CP"));
        assert!(!names("Thông tư 01/2024/TT-BNVX", "01/2024/TT-BNV"));
    }
    #[test]
    fn laws_are_named_by_their_day() {
        let texts = Law::builtin().unwrap().texts;
        let cited = |words: &str| -> Vec<&str> {
            texts.van_ban.iter().filter(|text| cites(words, text)).map(|text| text.so.as_str()).collect()
        };
        assert_eq!(cited("Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003"), ["15/2003/QH11"]);
        assert_eq!(cited("Luật Thi đua, khen thưởng ngày 15/06/2022"), ["06/2022/QH15"]);
        assert_eq!(cited("Luật Thi đua, khen thưởng"), [""; 0]);
        assert_eq!(cited("Luật Đất đai ngày 26 tháng 11 năm 2003"), [""; 0]);
    }
}
