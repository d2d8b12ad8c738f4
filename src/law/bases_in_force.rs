//! Căn cứ of a text that stands by itself, against the days on which legal texts are in force.
//!
//! Old papers are copied with what they cite. In a campaign the căn cứ are facts and are looked at where they are typed;
//! of a single text or a merge the finished [`Document`] is read.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::law::Law;
use crate::paper::document::date::short_date;
use crate::paper::document::{Block, Document};

/// Warnings `TD009` for each căn cứ of `document` that is not in force on its day.
pub fn check(document: &Document, law: &Law) -> Report {
    let mut report = Report::new();
    let Some(day) = document.ngay.earliest() else { return report };
    let last = document.ngay.latest().unwrap_or(day);
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    for basis in blocks.filter_map(|block| if let Block::LegalBasis(words) = block { Some(words) } else { None }) {
        for text in law.texts.van_ban.iter().filter(|text| text.is_cited_in(basis)) {
            let Some(fault) = text.fault_between(day, last) else { continue };
            let message = format!("văn bản ngày {}: căn cứ {} {fault}", short_date(day), text.ten);
            let finding = Diagnostic::warning(Code::TD009, message);
            report.push(text.mending(&law.texts, day).fold(finding, Diagnostic::hint));
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper;

    #[test]
    fn an_expired_basis_of_a_single_text_is_told_with_what_took_its_place() {
        let text = |day: &str| {
            format!(
                "+++\nloai = \"quyet_dinh\"\nco_quan = \"Sở Y tế\"\nso = \"5\"\nky_hieu = \"QĐ-SYT\"\ndia_danh = \"Cà Mau\"\nngay = \"{day}\"\n\
                 trich_yeu = \"Khen thưởng\"\ntham_quyen = \"Giám đốc Sở Y tế\"\n\
                 can_cu = [\"Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017\"]\nnoi_nhan = [\"Như Điều 2\"]\nluu = \"VT\"\n\
                 [[chu_ky]]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Lê Văn A\"\n+++\nĐiều 1. Tặng Giấy khen.\nĐiều 2. Thi hành.\n"
            )
        };
        let told = |day: &str| {
            let (document, _) =
                paper::parse(text(day).as_bytes(), Path::new("a.van")).unwrap_or_else(|report| panic!("{report:?}"));
            let found = check(&document, &Law::builtin().unwrap());
            found.iter().map(|finding| (finding.code, finding.hints.len())).collect::<Vec<_>>()
        };
        assert_eq!(told("2026-12-01"), [(Code::TD009, 1)]);
        assert_eq!(told("2022-12-01"), []);
    }
}
