//! Who proposes, by which tờ trình: a decision cites both, and both are of one body ("Theo đề nghị của Giám đốc Sở Nội vụ
//! tại Tờ trình số 88/TTr-SNV").

use super::authority::is_body;
use super::same_body::{is_initials, may_be_one};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::campaign::model::{Organisation, Paper};
use crate::law::competence::{begins, words};

/// Councils, which propose by papers of their own.
const COUNCILS: &[&str] = &["Hội đồng", "Thường trực Hội đồng", "Chủ tịch Hội đồng"];
/// Offices that are no council.
const OFFICES: &[&str] = &["Sở", "Phòng", "Văn phòng", "Ủy ban nhân dân", "Bộ"];

/// `TL016` for a `proposer` who does not head the body of the tờ trình `submission` (a council proposes at none of an office
/// but its own), and for a ký hiệu of this that is of the campaign's own `body` beside the name of another. `award` is the place where neither is told.
pub fn other(proposer: &str, submission: &Paper, body: &Organisation, award: &Place) -> Option<Diagnostic> {
    let issuer = submission.co_quan.join(" ");
    let told = &submission.places;
    let place = told.co_quan.as_ref().or(told.so.as_ref()).unwrap_or(award).clone();
    if is_another(proposer, &issuer) || is_council(proposer) && is_office(&issuer) && !is_body(&issuer, body) {
        let cited = &submission.cau;
        let message = format!("quyết định ghi theo đề nghị của {proposer}, nhưng tờ trình {cited} là của {issuer}");
        let hint = "sửa `nguoi_de_nghi` của quyết định hoặc `co_quan`, `ky_hieu` của tờ trình cho cùng một cơ quan";
        return Some(Diagnostic::warning(Code::TL016, message).at(place).hint(hint));
    }
    let own = submission.ky_hieu.rsplit('-').next().unwrap_or_default();
    let is_kind = words(&issuer).first() == words(&body.ten).first() && !is_body(&issuer, body);
    (is_kind && own == body.viet_tat && !is_initials(own, &issuer)).then(|| {
        let message = format!("tờ trình của {issuer} mang ký hiệu {} của {}", submission.ky_hieu, body.ten);
        let hint = "sửa `co_quan` hoặc `ky_hieu` của tờ trình cho cùng một cơ quan";
        Diagnostic::warning(Code::TL016, message).at(place).hint(hint)
    })
}

fn is_council(name: &str) -> bool {
    COUNCILS.iter().any(|council| begins(name, council))
}

fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|office| begins(name, office))
}

/// Whether `proposer` is of another body of the kind of `issuer`: "Giám đốc Sở Nội vụ" at a tờ trình of the Sở Y tế.
fn is_another(proposer: &str, issuer: &str) -> bool {
    let (said, body) = (words(proposer), words(issuer));
    let Some(kind) = body.first() else { return false };
    let Some(from) = said.iter().rposition(|word| word == kind) else { return false };
    let named = said.get(from..).unwrap_or_default();
    let is_it = named.len() < 2 || named.starts_with(&body) || body.starts_with(named);
    let title = said.get(..from).unwrap_or_default().join(" ");
    !is_it && !may_be_one(proposer, &[issuer], &[title.as_str()])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn who_proposes_heads_the_body_of_the_submission() {
        for (proposer, issuer, is_other) in [
            ("Giám đốc Sở Nội vụ", "Sở Y tế", true),
            ("Sở Nội vụ", "Sở Y tế", true),
            ("Giám đốc Sở Nội vụ", "Sở Nội vụ tỉnh An Giang", false),
            ("Giám đốc Sở KHCN", "Sở Khoa học và Công nghệ", false),
            ("Trưởng phòng Nội vụ", "Phòng Nội vụ", false),
            ("Chánh Văn phòng Sở", "Văn phòng Sở", false),
            ("Hiệu trưởng", "Trường Tiểu học Hòn Đất", false),
            ("Thường trực Hội đồng Thi đua - Khen thưởng", "Hội đồng Thi đua - Khen thưởng", false),
            ("Hội đồng Thi đua - Khen thưởng", "Thường trực Hội đồng Thi đua - Khen thưởng", false),
        ] {
            assert_eq!(is_another(proposer, issuer), is_other, "{proposer}, {issuer}");
        }
    }

    #[test]
    fn a_submission_has_the_symbol_of_its_body() {
        let own = |ten: &str, viet_tat: &str| Organisation {
            ten: ten.to_owned(),
            ten_day_du: ten.to_owned(),
            viet_tat: viet_tat.to_owned(),
            ..Organisation::default()
        };
        let place = Place::file(Path::new("phong_trao.toml"));
        for (body, short, issuer, symbol, is_told) in [
            ("Sở Y tế", "SYT", "Sở Nội vụ", "TTr-SYT", true),
            ("Sở Y tế", "SYT", "Sở Nội vụ", "TTr-SNV", false),
            ("Sở Y tế", "SYT", "Văn phòng Sở", "TTr-SYT", false),
            ("Sở Y tế", "SYT", "Sở Y tế", "TTr-SYT", false),
        ] {
            let paper = Paper { co_quan: vec![issuer.to_owned()], ky_hieu: symbol.to_owned(), ..Paper::default() };
            let told = other(issuer, &paper, &own(body, short), &place);
            assert_eq!(told.is_some(), is_told, "{issuer} {symbol}");
        }
        for (issuer, symbol, is_told) in [("Sở Nội vụ", "TTr-SNV", true), ("Sở Y tế", "TTr-SYT", false)] {
            let paper = Paper { co_quan: vec![issuer.to_owned()], ky_hieu: symbol.to_owned(), ..Paper::default() };
            let told = other("Hội đồng Thi đua - Khen thưởng tỉnh", &paper, &own("Sở Y tế", "SYT"), &place);
            assert_eq!(told.is_some(), is_told, "{issuer}");
        }
    }
}
