//! Giấy khen from its text and from its template: strict where a slip would be framed.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use vanthu::diag::Severity;
use vanthu::document::{Block, Certificate, Document, Source};
use vanthu::template::{Engine, Form, Schema};
use vanthu::typeset;
use vanthu::writer;

fn sample() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/giay_khen.van");
    fs::read_to_string(file).unwrap()
}

fn codes(text: &str) -> Vec<&'static str> {
    let built = Source::parse(text.as_bytes(), Path::new("a.van")).and_then(|source| source.build());
    built.map_or_else(|report| report.iter().filter(|fault| fault.severity == Severity::Error).map(|fault| fault.code).collect(), |_| Vec::new())
}

fn certificate(document: &Document) -> &Certificate {
    match document.sections[0].blocks.as_slice() {
        [Block::Certificate(certificate)] => certificate,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_missing_or_has_no_place_is_an_error() {
    let sample = sample();
    assert_eq!(codes(&sample), [""; 0]);
    for (from, to, wanted) in [
        ("doi_tuong = \"Bà Nguyễn Thị Phương Thảo\"", "", "VB030"),
        ("tham_quyen = \"Chủ tịch Ủy ban nhân dân xã An Biên\"", "", "VB030"),
        ("[[chu_ky]]", "[[chu_ky]]\nho_ten = \"A\"\n[[chu_ky]]", "VB030"),
        ("so_vang = 4", "so_vang = 4\nlech_ngang_mm = 2", "VB031"),
        ("so_vang = 4", "chi_chu = true\nlech_doc_mm = 21", "VB031"),
        ("so_vang = 4", "quoc_huy = \"ve\"", "VB009"),
        ("so_vang = 4", "khungg = true", "VB006"),
        ("dia_danh =", "co_quan = \"Sở\"\ndia_danh =", "VB011"),
        ("Mẫn\"\n+++\n", "Mẫn\"\n+++\nĐã có thành tích", "VB032"),
    ] {
        assert!(sample.contains(from), "{from}");
        assert_eq!(codes(&sample.replacen(from, to, 1)), [wanted], "{to}");
    }
    assert_eq!(codes("+++\nloai = \"cong_van\"\n[giay_khen]\ndoi_tuong = \"A\"\nthanh_tich = \"B\"\n+++\n"), ["VB011"]);
}

#[test]
fn only_two_lines_are_red_in_both_formats() {
    let (document, _) = Source::parse(sample().as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    let flow = typeset::set(&document).unwrap();
    let red: Vec<String> =
        flow.styles.iter().filter(|style| style.ink.hex() != "000000").map(|style| format!("{:?}", style.component)).collect();
    assert_eq!(red, ["KhenThamQuyen", "KhenTenLoai"]);
    let bytes = (writer::format("docx").unwrap().open)().write(&document, &flow).unwrap().bytes;
    let parts = writer::docx::package::unpack(&bytes).unwrap();
    let count = |path: &str, text: &str| {
        let (_, part) = parts.iter().find(|(name, _)| name == path).unwrap();
        String::from_utf8_lossy(part).matches(text).count()
    };
    assert_eq!(count("word/styles.xml", "<w:color "), 2);
    assert_eq!(count("word/header2.xml", "<wp:anchor "), flow.sections[0].drawings.len());
}

/// What a campaign gives the template for one nominee.
fn nominee() -> Value {
    let row = json!({ "ma": "tam" });
    json!({
        "de_nghi": {
            "ma": "tam", "ten": "Lê \"Văn\" *Tám*", "la_tap_the": false, "danh_xung": "ông", "cap_tren": "",
            "chuc_vu_don_vi": "Văn phòng Sở", "thanh_tich": ""
        },
        "hinh_thuc": {
            "nguoi_quyet_dinh": "Giám đốc Sở Tài chính", "phong_trao": "phong trào thi đua",
            "tap_the": [json!({ "ma": "so" })], "ca_nhan": [row], "chon": { "tap_the": 1 },
            "quyet_dinh": { "giay": {
                "so": "", "ky_hieu": "QĐ-STC", "dia_danh": "An Giang", "ngay": "2026-03",
                "nguoi_ky": { "quyen_han": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "ho_ten": "" }
            } }
        }
    })
}

#[test]
fn the_template_gives_a_certificate_for_one_nominee() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("mau");
    fs::create_dir(&own).unwrap();
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/giay_khen.van.tera");
    fs::copy(template, own.join("dang_ky.van.tera")).unwrap();
    let (engine, _) = Engine::load(Some(folder.path()), &Schema::of(&nominee())).unwrap();
    let source = engine.render(Form::find("dang_ky").unwrap(), &nominee()).unwrap();
    let (document, warnings) = source.build().unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let certificate = certificate(&document);
    assert_eq!(certificate.doi_tuong, "Ông Lê \"Văn\" *Tám*");
    assert_eq!(certificate.chi_tiet, ["Văn phòng Sở"]);
    assert_eq!(certificate.so_quyet_dinh.last().map(String::as_str), Some("Số sổ vàng: 2"));
    assert_eq!(certificate.chu_ky.quyen_han.len(), 2);
    assert!(certificate.in_an.khung && !certificate.in_an.chi_chu && certificate.in_an.in_san.is_empty());
}
