//! Căn cứ of a text that stands by itself, against the days on which legal texts are in force.
//!
//! Old papers are copied with what they cite. In a campaign the căn cứ are facts and are looked at where they are typed;
//! of a single text or a merge the finished [`Document`] is read.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::law::Law;
use crate::paper::document::date::short_date;
use crate::paper::document::{Block, Document};

/// Warnings `TD009` for each căn cứ of `document` that is not in force on its day, or cited by half its number or another
/// day of issue.
pub fn check(document: &Document, law: &Law) -> Report {
    let mut report = Report::new();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let bases = blocks.filter_map(|block| if let Block::LegalBasis(words) = block { Some(words) } else { None });
    for (fault, whole) in bases.clone().flat_map(|basis| law.texts.misquoted_in(basis)) {
        let finding = Diagnostic::warning(Code::TD009, format!("căn cứ {fault}"));
        report.push(whole.iter().fold(finding, |finding, whole| finding.hint(format!("viết đủ: {whole}"))));
    }
    let Some(day) = document.ngay.earliest() else { return report };
    let last = document.ngay.latest().unwrap_or(day);
    for basis in bases {
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

    #[test]
    fn a_basis_without_its_sign_is_told_and_known_all_the_same() {
        let text = "+++\nloai = \"quyet_dinh\"\nco_quan = \"Sở Y tế\"\nso = \"5\"\nky_hieu = \"QĐ-SYT\"\ndia_danh = \"Cà Mau\"\n\
                    ngay = \"2026-12-01\"\ntrich_yeu = \"Khen thưởng\"\ntham_quyen = \"Giám đốc Sở Y tế\"\n\
                    can_cu = [\"Căn cứ Nghị định số 98/2023 của Chính phủ\", \
                    \"Căn cứ Nghị định số 152/2025/NĐ-CP ngày 16 tháng 6 năm 2025\"]\nnoi_nhan = [\"Như Điều 2\"]\nluu = \"VT\"\n\
                    [[chu_ky]]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Lê Văn A\"\n+++\nĐiều 1. Tặng Giấy khen.\nĐiều 2. Thi hành.\n";
        let (document, _) =
            paper::parse(text.as_bytes(), Path::new("a.van")).unwrap_or_else(|report| panic!("{report:?}"));
        let report = check(&document, &Law::builtin().unwrap());
        let told: Vec<&str> = report.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("ghi thiếu hoặc sai ký hiệu, số đủ là 98/2023/NĐ-CP"), "{told:?}");
        assert!(told[1].contains("ghi ngày 16/6/2025, văn bản này ban hành ngày 14/6/2025"), "{told:?}");
        assert!(told[2].contains("đã hết hiệu lực"), "{told:?}");
    }
}
