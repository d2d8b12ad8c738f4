use std::path::Path;

use crate::base::diag::Code;
use crate::paper::document::Source;
use crate::paper::norm::Component;
use crate::paper::typeset::flow::{Flow, Item, visit};
use crate::paper::typeset::set;

/// A certificate for `name`, with more of `[giay_khen]` below.
fn certificate(name: &str, achievement: &str, more: &str) -> Result<Flow, crate::base::diag::Report> {
    let text = format!(
        "+++\nloai = \"giay_khen\"\ntham_quyen = \"Chủ tịch Ủy ban nhân dân xã An Biên\"\nso = \"7\"\n\
         ky_hieu = \"QĐ-UBND\"\ndia_danh = \"An Biên\"\nngay = \"2026-01-05\"\n[giay_khen]\ndoi_tuong = \"{name}\"\n\
         thanh_tich = \"{achievement}\"\nso_vang = 3\n{more}\n[[chu_ky]]\nquyen_han = [\"CHỦ TỊCH\"]\n\
         ho_ten = \"Trần Hoàng Mẫn\"\n+++\n"
    );
    set(&Source::parse(text.as_bytes(), Path::new("a.van"))?.build()?.0)
}

fn size(flow: &Flow, component: Component) -> f64 {
    flow.styles.iter().find(|style| style.component == component).map_or(0.0, |style| style.size_pt)
}

#[test]
fn long_texts_become_smaller_and_what_cannot_fit_is_refused() {
    let name = "Ông Nguyễn Văn An";
    let short = certificate(name, "Đã hoàn thành xuất sắc nhiệm vụ", "").unwrap();
    let long = certificate(name, &"Đã hoàn thành xuất sắc nhiệm vụ được giao ".repeat(16), "").unwrap();
    assert_eq!(size(&short, Component::KhenThanhTich), 18.0);
    assert!(size(&long, Component::KhenThanhTich) < 16.0);
    assert_eq!(size(&short, Component::KhenSoQuyetDinh), size(&long, Component::KhenSoQuyetDinh));
    let refused = certificate(name, &"Đã hoàn thành xuất sắc nhiệm vụ được giao ".repeat(60), "").unwrap_err();
    assert_eq!(refused.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::TT002]);
}

#[test]
fn every_certificate_is_one_page_of_its_sheet() {
    let long = "Đã có thành tích xuất sắc trong phong trào thi đua đẩy mạnh cải cách hành chính ".repeat(5);
    let word = "a".repeat(90);
    for (name, achievement, more, height_mm) in [
        ("Bà Lê Thị Ỷ", "Tốt", "", 210.0),
        (
            "Tập thể Ban Quản lý Dự án Đầu tư xây dựng và Phát triển quỹ đất khu vực liên xã An Biên – An Minh",
            &long,
            "",
            210.0,
        ),
        (&word, &word, "chi_tiet = [\"Phòng A\", \"Sở B\", \"Tỉnh C\"]", 210.0),
        ("Bà Lê Thị Ỷ", &long, "kho = \"A3\"", 297.0),
        (
            "Bà Lê Thị Ỷ",
            &long,
            "chi_chu = true\nin_san = [\"quoc_hieu\", \"tham_quyen\", \"tang\", \"giay_khen\"]",
            210.0,
        ),
    ] {
        let flow = certificate(name, achievement, more).unwrap();
        let pages = crate::paper::layout::lay_out(&flow).unwrap();
        assert_eq!(pages.count(), 1, "{name}");
        assert_eq!(flow.sections[0].page.height_mm, height_mm);
    }
}

#[test]
fn text_on_a_blank_moves_and_nothing_is_drawn() {
    let drawn = certificate("A", "B", "").unwrap();
    let blank = certificate("A", "B", "chi_chu = true\nlech_ngang_mm = 1.5\nlech_doc_mm = -2").unwrap();
    let (drawn, blank) = (&drawn.sections[0], &blank.sections[0]);
    assert!(!drawn.drawings.is_empty() && blank.drawings.is_empty());
    assert_eq!(blank.page.left_mm - drawn.page.left_mm, 1.5);
    assert_eq!(blank.page.top_mm - drawn.page.top_mm, -2.0);
    assert_eq!(blank.page.text_height_mm(), drawn.page.text_height_mm());
    let letters = |items: &[Item]| {
        let mut letters = Vec::new();
        visit(items, &mut |par| letters.push((par.style, par.spans.clone())));
        letters
    };
    assert_eq!(letters(&blank.items), letters(&drawn.items));
}

#[test]
fn the_name_of_the_kind_stands_clear_of_the_word_above() {
    let above = |more: &str| {
        let flow = certificate("A", "B", more).unwrap();
        let own = |item: &Item| match item {
            Item::Par(par) if par.style == Component::KhenTenLoai => Some(par.before_pt),
            _ => None,
        };
        flow.sections[0].items.iter().find_map(own).unwrap()
    };
    assert!(above("") >= 5.0);
    assert_eq!(above("chi_chu = true"), 0.0, "an office has measured its blanks");
}
