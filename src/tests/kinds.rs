//! Every kind of Nghị định 30 as a small document: its title and its ký hiệu in both writers and both
//! sets of sizes, and the warnings about what it lacks.

use std::path::Path;

use crate::base::diag::Report;
use crate::paper::document::{Document, DocumentKind, Source};
use crate::paper::layout::lines::page_lines;
use crate::paper::writer::docx;
use crate::paper::{layout, typeset};

fn build(text: &str) -> Result<(Document, Report), Report> {
    Source::parse(text.as_bytes(), Path::new("thu.van")).unwrap().build()
}

/// The smallest document of `kind` that lacks nothing.
fn whole(kind: DocumentKind, size: u8) -> String {
    let mut front = format!("loai = \"{}\"\nco_chu = {size}\n", kind.name());
    if kind == DocumentKind::PhuLuc {
        return format!(
            "+++\n{front}kem_theo = \"Kèm theo Kế hoạch số 05/KH-STC\"\n+++\n@phu_luc \"Danh sách\"\nHết.\n"
        );
    }
    front += "co_quan = \"Sở Tài chính\"\ndia_danh = \"An Giang\"\nngay = \"2026-01-05\"\n";
    front += "noi_nhan = [\"Như trên\"]\nluu = \"VT\"\n";
    if kind != DocumentKind::ThuCong {
        let first = kind.abbreviation().map_or("STC-VP".to_owned(), |abbreviation| format!("{abbreviation}-STC"));
        front += &format!("so = \"5\"\nky_hieu = \"{first}\"\n");
    }
    match kind {
        DocumentKind::QuyetDinh | DocumentKind::NghiQuyet => front += "tham_quyen = \"Giám đốc Sở Tài chính\"\n",
        DocumentKind::CongVan => front += "kinh_gui = [\"Bộ Tài chính\"]\n",
        _ => {}
    }
    if !kind.is_copy() {
        front += "trich_yeu = \"Kiểm tra mẫu trình bày\"\n";
    }
    format!(
        "+++\n{front}[[chu_ky]]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Trần Minh Khoa\"\n+++\nNội dung của văn bản.\n"
    )
}

/// What stands on the paper beyond the text itself: the title and the line of số and ký hiệu.
fn expected(kind: DocumentKind) -> (String, Option<String>) {
    let title = match kind {
        DocumentKind::CongVan => "V/v Kiểm tra mẫu trình bày".to_owned(),
        DocumentKind::ThuCong => "Kiểm tra mẫu trình bày".to_owned(),
        DocumentKind::PhuLuc => "Phụ lục".to_owned(),
        kind => kind.label().to_uppercase(),
    };
    let number = match (kind, kind.abbreviation()) {
        (_, Some(abbreviation)) => Some(format!("Số: 05/{abbreviation}-STC")),
        (DocumentKind::CongVan, _) => Some("Số: 05/STC-VP".to_owned()),
        _ => None,
    };
    (title, number)
}

fn kinds() -> impl Iterator<Item = DocumentKind> {
    DocumentKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_of_decree() || kind.is_copy() || *kind == DocumentKind::PhuLuc)
}

#[test]
fn every_kind_shows_its_title_and_its_number_in_both_writers() {
    let engine = layout::LayoutEngine::new();
    assert_eq!(kinds().count(), 29 + 3 + 1);
    for (kind, size) in kinds().flat_map(|kind| [(kind, 13), (kind, 14)]) {
        let (document, warnings) = build(&whole(kind, size)).unwrap();
        assert_eq!(warnings.iter().map(|warning| warning.to_string()).collect::<Vec<_>>(), [""; 0], "{kind:?}");
        let flow = typeset::set(&document).unwrap();
        let lines = page_lines(&engine.lay_out(flow.clone(), layout::Detail::Drawn).unwrap());
        let in_pdf: Vec<String> = lines.into_iter().flatten().map(|line| line.text).collect();
        let bytes = docx::file(&flow).unwrap();
        let in_docx = docx::paragraphs(&bytes).unwrap();
        let (title, number) = expected(kind);
        for lines in [&in_pdf, &in_docx] {
            let has = |wanted: &str| lines.iter().any(|line| line == wanted);
            assert!(has(&title), "{kind:?} {size}: {title}\n{lines:#?}");
            assert!(number.as_deref().is_none_or(has), "{kind:?} {size}: {number:?}\n{lines:#?}");
            let numbers = lines.iter().filter(|line| line.starts_with("Số:")).count();
            assert_eq!(numbers, usize::from(number.is_some()), "{kind:?}");
        }
    }
}

/// The keys that the warnings ask for.
fn asked_for(report: &Report) -> Vec<String> {
    let warnings = report.iter().filter(|finding| finding.code.name() == "VB022");
    let key = |text: String| text.split("khóa `").nth(1).and_then(|rest| rest.split('`').next()).map(str::to_owned);
    warnings.filter_map(|warning| key(warning.to_string())).collect()
}

#[test]
fn a_document_of_nothing_is_asked_for_what_its_form_shows() {
    use DocumentKind::*;
    for kind in kinds().filter(|kind| *kind != PhuLuc) {
        let (_, report) = build(&format!("+++\nloai = \"{}\"\n+++\nNội dung.\n", kind.name())).unwrap();
        let mut wanted: Vec<&str> = match kind {
            ThuCong => Vec::new(),
            GiayGioiThieu | GiayNghiPhep | HopDong | BanGhiNho | BanThoaThuan | SaoY | TrichSao | SaoLuc => {
                vec!["co_quan", "ky_hieu", "dia_danh", "chu_ky"]
            }
            BienBan => vec!["co_quan", "ky_hieu", "trich_yeu", "chu_ky"],
            _ => vec!["co_quan", "ky_hieu", "dia_danh", "trich_yeu", "chu_ky"],
        };
        match kind {
            QuyetDinh | NghiQuyet => wanted.push("tham_quyen"),
            CongVan => wanted.push("kinh_gui"),
            _ => {}
        }
        let mut found = asked_for(&report);
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{kind:?}");
    }
}

#[test]
fn a_wrong_abbreviation_is_named_with_the_right_one() {
    for kind in kinds() {
        let Some(abbreviation) = kind.abbreviation() else { continue };
        let wrong = whole(kind, 14).replace(&format!("{abbreviation}-STC"), "XX-STC");
        let (_, report) = build(&wrong).unwrap();
        let found: Vec<String> = report.iter().map(|finding| finding.to_string()).collect();
        assert!(found.len() == 1 && found[0].contains("VB024"), "{kind:?} {found:?}");
        assert!(found[0].contains(&format!("`{abbreviation}-XX-STC`")), "{kind:?} {found:?}");
    }
}

#[test]
fn an_attached_text_has_a_head_of_its_own_and_no_number() {
    let text = whole(DocumentKind::QuyetDinh, 14) + "@kem_theo \"Quy chế\" \"Về mẫu\"\nĐiều 1. Tên\nHết.\n";
    let (document, _) = build(&text).unwrap();
    let lines = layout::lines(&typeset::set(&document).unwrap()).unwrap();
    let second: Vec<&str> = lines[1].iter().map(String::as_str).collect();
    assert_eq!(
        second[..5],
        ["SỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "QUY CHẾ", "Về mẫu"]
    );
    let rest = second[5..].join(" ");
    assert_eq!(
        rest,
        "(Kèm theo Quyết định số 05/QĐ-STC ngày 05 tháng 01 năm 2026 của Giám đốc Sở Tài chính) Điều 1. Tên Hết./."
    );
    let (document, _) = build(&text.replace("\"Về mẫu\"", "\"Về mẫu\" cua \"Kèm theo Quyết định số 9\"")).unwrap();
    let lines = layout::lines(&typeset::set(&document).unwrap()).unwrap();
    assert_eq!(lines[1][5], "(Kèm theo Quyết định số 9)");
}

#[test]
fn a_copy_stands_below_its_source() {
    let copy = "[ban_sao]\nloai = \"sao_y\"\nco_quan = \"Xã An Biên\"\nso = \"3\"\nky_hieu = \"SY-UBND\"\n\
        dia_danh = \"An Biên\"\nngay = \"2026-02-09\"\nluu = \"VT\"\n[[ban_sao.chu_ky]]\nquyen_han = [\"CHỦ TỊCH\"]\n+++";
    let text = whole(DocumentKind::ThongBao, 14).replace("+++\nNội", &format!("{copy}\nNội"));
    let (document, warnings) = build(&text).unwrap();
    assert_eq!(warnings.iter().count(), 0);
    let lines = layout::lines(&typeset::set(&document).unwrap()).unwrap().concat();
    let at = lines.iter().position(|line| line == "XÃ AN BIÊN").unwrap();
    assert!(lines[..at].iter().any(|line| line == "Trần Minh Khoa"), "{lines:?}");
    let below =
        ["SAO Y", "Số: 03/SY-UBND", "An Biên, ngày 09 tháng 02 năm 2026", "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH"];
    for wanted in below {
        assert!(lines[at..].iter().any(|line| line == wanted), "{wanted} {lines:?}");
    }
    let wrong = build(&text.replace("\"sao_y\"", "\"thong_bao\"")).unwrap_err();
    assert!(wrong.iter().any(|finding| finding.code.name() == "VB028"));
}

#[test]
fn a_separate_appendix_is_one_appendix() {
    for body in ["", "Chữ thừa.\n@phu_luc \"A\"\n"] {
        let report = build(&format!("+++\nloai = \"phu_luc\"\n+++\n{body}")).unwrap_err();
        assert!(report.iter().any(|finding| finding.code.name() == "VB029"), "{body}");
    }
}

#[test]
fn the_one_who_confirms_leave_stands_at_the_left_below_the_signature() {
    let text = whole(DocumentKind::GiayNghiPhep, 14).replace("luu = ", "xac_nhan = \"Xác nhận của xã\"\nluu = ");
    let (document, _) = build(&text).unwrap();
    let pages = page_lines(&layout::lay_out(&typeset::set(&document).unwrap()).unwrap());
    let at = |text: &str| pages[0].iter().find(|line| line.text == text).unwrap();
    let (signer, confirmed) = (at("Trần Minh Khoa"), at("Xác nhận của xã"));
    assert!(confirmed.y_pt > signer.y_pt && confirmed.x_pt + confirmed.width_pt < signer.x_pt);
}

#[test]
fn a_slip_in_an_attached_text_is_told() {
    for line in ["@kem_theo", "@kem_theo \"A\" \"B\" \"C\"", "@kem_theo \"A\" ngang", "@kem_theo \"A\" cua"] {
        let report = build(&format!("+++\nloai = \"quyet_dinh\"\n+++\n{line}\nHết.\n")).unwrap_err();
        assert!(report.iter().any(|finding| finding.code.name() == "VB017"), "{line}");
    }
}
