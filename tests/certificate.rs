//! Giấy khen from its text and from its template: strict where a slip would be framed.

use std::fs;
use std::path::Path;

use vanthu::campaign;
use vanthu::diag::Severity;
use vanthu::document::{Block, Certificate, Document, Source};
use vanthu::typeset;
use vanthu::writer;

fn sample() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/giay_khen.van");
    fs::read_to_string(file).unwrap()
}

fn codes(text: &str) -> Vec<&'static str> {
    let built = Source::parse(text.as_bytes(), Path::new("a.van")).and_then(|source| source.build());
    built.map_or_else(
        |report| report.iter().filter(|fault| fault.severity == Severity::Error).map(|fault| fault.code).collect(),
        |_| Vec::new(),
    )
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
    let red: Vec<String> = flow
        .styles
        .iter()
        .filter(|style| style.ink.hex() != "000000")
        .map(|style| format!("{:?}", style.component))
        .collect();
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

#[test]
fn everybody_chosen_for_a_giay_khen_gets_one_with_the_number_of_the_decision() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/an_bien_2020");
    let campaign = campaign::open(&folder).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&["giay_khen".to_owned()], &[]).unwrap();
    assert_eq!(jobs.len(), 15, "7 collectives and 8 individuals");
    let mut numbers = Vec::new();
    for job in &jobs {
        let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
        let certificate = certificate(&document);
        assert!(certificate.doi_tuong.ends_with(&job.subject), "{} {}", certificate.doi_tuong, job.subject);
        numbers.extend(certificate.so_quyet_dinh.last().cloned());
        typeset::set(&document).unwrap();
    }
    numbers.sort();
    numbers.dedup();
    assert!(numbers.iter().all(|line| line.starts_with("Số sổ vàng: ")), "{numbers:?}");
    assert!(numbers.len() >= 8, "{numbers:?}");
}
