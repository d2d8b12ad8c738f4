//! Giấy khen from its text and from its template: strict where a slip would be framed.

use std::fs;
use std::path::Path;

use crate::base::diag::Severity;
use crate::campaign;
use crate::paper::document::{Block, Certificate, CertificatePrint, CertificateSheet, Document, Preprinted, Source};
use crate::paper::typeset;
use crate::paper::writer::docx;

fn sample() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/giay_khen.van");
    fs::read_to_string(file).unwrap()
}

fn codes(text: &str) -> Vec<&'static str> {
    let built = Source::parse(text.as_bytes(), Path::new("a.van")).and_then(|source| source.build());
    built.map_or_else(
        |report| {
            report.iter().filter(|fault| fault.severity == Severity::Error).map(|fault| fault.code.name()).collect()
        },
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
        ("so_vang = 4", "quoc_huy = \"to\"", "VB009"),
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
    let bytes = docx::file(&flow).unwrap();
    let parts = docx::unpack(&bytes).unwrap();
    let count = |path: &str, text: &str| {
        let (_, part) = parts.iter().find(|(name, _)| name == path).unwrap();
        String::from_utf8_lossy(part).matches(text).count()
    };
    assert_eq!(count("word/styles.xml", "<w:color "), 2);
    assert_eq!(count("word/header2.xml", "<wp:anchor "), flow.sections[0].drawings.len());
}

#[test]
fn quoc_huy_is_drawn_in_both_formats_when_it_is_asked_for() {
    let text = sample().replacen("so_vang = 4", "so_vang = 4\nquoc_huy = \"ve\"", 1);
    let (document, _) = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    let flow = typeset::set(&document).unwrap();
    let golden = flow.sections[0].drawings.iter().filter(|drawing| drawing.ink.hex() == "FFCD00").count();
    assert_eq!(golden, 6, "stems, grains, cogwheel, star, edge and words");
    let bytes = docx::file(&flow).unwrap();
    let parts = docx::unpack(&bytes).unwrap();
    let (_, header) = parts.iter().find(|(name, _)| name == "word/header2.xml").unwrap();
    assert_eq!(String::from_utf8_lossy(header).matches("FFCD00").count(), golden);
}

#[test]
fn everybody_chosen_for_a_giay_khen_gets_one_with_the_number_of_the_decision() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/an_bien_2020");
    let campaign = campaign::open(&folder).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&["giay_khen".to_owned()], &[]).unwrap();
    let named: Vec<_> = jobs.iter().filter(|job| !job.path.ends_with("/mau_trong")).collect();
    assert_eq!(named.len(), 15, "7 collectives and 8 individuals");
    let mut numbers = Vec::new();
    for job in named {
        let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
        let certificate = certificate(&document);
        assert!(certificate.doi_tuong.contains(&job.subject), "{} {}", certificate.doi_tuong, job.subject);
        numbers.extend(certificate.so_quyet_dinh.last().cloned());
        typeset::set(&document).unwrap();
    }
    numbers.sort();
    numbers.dedup();
    assert!(numbers.iter().all(|line| line.starts_with("Số sổ vàng: ")), "{numbers:?}");
    assert!(numbers.len() >= 8, "{numbers:?}");
}

/// The sample with these keys of `[van_ban.giay_khen]`; the line on which they start.
fn printed_as(keys: &str) -> (tempfile::TempDir, usize) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/an_bien_2020");
    let place = tempfile::tempdir().unwrap();
    fs::copy(from.join("so_lieu.xlsx"), place.path().join("so_lieu.xlsx")).unwrap();
    let facts = fs::read_to_string(from.join("phong_trao.toml")).unwrap();
    let (head, rest) = facts.split_once("[van_ban.giay_khen]\n").unwrap();
    let (_, tail) = rest.split_once("\n\n").unwrap();
    fs::write(place.path().join("phong_trao.toml"), format!("{head}[van_ban.giay_khen]\n{keys}\n\n{tail}")).unwrap();
    (place, head.lines().count() + 2)
}

#[test]
fn a_campaign_says_how_its_certificates_are_printed() {
    let (place, _) = printed_as(
        "kho = \"A3\"\nchi_chu = true\nlech_ngang_mm = 1.5\nlech_doc_mm = -2\nin_san = [\"quoc_hieu\", \"tang\"]",
    );
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&["giay_khen".to_owned()], &[]).unwrap();
    assert_eq!(jobs.len(), 15 + 1, "and a blank one");
    let wanted = CertificatePrint {
        kho: CertificateSheet::A3,
        chi_chu: true,
        lech_ngang_mm: 1.5,
        lech_doc_mm: -2.0,
        in_san: vec![Preprinted::QuocHieu, Preprinted::Tang],
        ..CertificatePrint::default()
    };
    for job in &jobs {
        let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
        assert_eq!(certificate(&document).in_an, wanted, "{}", job.path);
    }
}

#[test]
fn a_slip_in_how_certificates_are_printed_is_told_once_at_its_line() {
    for (keys, code, column, hint) in [
        ("kho = \"A5\"", "DL017", 7, "có phải là `A"),
        ("khung = \"dep\"", "DL014", 9, ""),
        ("quoc_huy = \"cho_trog\"", "DL017", 12, "có phải là `cho_trong`?"),
        ("lech_doc_mm = 2", "DL017", 15, "thêm `chi_chu = true`"),
        ("chi_chu = true\nlech_doc_mm = 21", "DL017", 15, "từ -20 đến 20"),
        ("chi_chu = true\nin_san = [\"quoc_huy\"]", "DL017", 10, "các giá trị"),
        ("khungg = true", "DL011", 1, "có phải là `khung`?"),
        ("so = \"12\"", "DL011", 1, ""),
        ("so_vang_tu = \"mười\"", "DL016", 14, ""),
    ] {
        let (place, first) = printed_as(keys);
        let Err(report) = campaign::open(place.path()) else { panic!("{keys}: accepted") };
        let found: Vec<String> = report.iter().map(|finding| finding.to_string()).collect();
        let line = first + keys.lines().count() - 1;
        assert_eq!(found.len(), 1, "{keys}: {found:?}");
        for part in [code, hint, &format!("phong_trao.toml:{line}:{column}")] {
            assert!(found[0].contains(part), "{keys}: {part} not in {}", found[0]);
        }
    }
}

#[test]
fn so_vang_runs_on_in_the_order_of_the_decision_from_the_number_that_is_told() {
    // Nobody here has a code: two of one name would be two all the same.
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/soc_trang_2022");
    let untold = campaign::open(&from).unwrap_or_else(|report| panic!("{report:?}"));
    let first = untold.jobs(&["giay_khen".to_owned()], &[]).unwrap().swap_remove(0);
    let lines = certificate(&(first.make)().unwrap().0).so_quyet_dinh.clone();
    assert!(lines.iter().any(|line| line.starts_with("Số sổ vàng: ……")), "{lines:?}");
    let place = tempfile::tempdir().unwrap();
    fs::copy(from.join("so_lieu.xlsx"), place.path().join("so_lieu.xlsx")).unwrap();
    let facts = fs::read_to_string(from.join("phong_trao.toml")).unwrap();
    let told = facts.replacen("[van_ban.giay_khen]\n", "[van_ban.giay_khen]\nso_vang_tu = 121\n", 1);
    fs::write(place.path().join("phong_trao.toml"), told).unwrap();
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&["giay_khen".to_owned(), "quyet_dinh_khen_thuong".to_owned()], &[]).unwrap();
    let made = |job: &crate::paper::job::Job| (job.make)().unwrap_or_else(|report| panic!("{report:?}")).0;
    let decision = jobs.iter().find(|job| job.path == "quyet_dinh_khen_thuong/giay_khen_2022").map(made).unwrap();
    let blocks = decision.sections.iter().flat_map(|section| &section.blocks);
    let rows = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let rows: Vec<String> = rows.flatten().map(|row| format!("{:?}", row[1])).collect();
    let certificates = jobs.iter().filter(|job| job.kind == "giay_khen" && !job.path.ends_with("/mau_trong"));
    let mut numbers = Vec::new();
    for job in certificates {
        let document = made(job);
        let line = certificate(&document).so_quyet_dinh.last().cloned().unwrap();
        let number = line.strip_prefix("Số sổ vàng: ").unwrap().parse::<usize>().unwrap() - 120;
        assert!(rows[number - 1].contains(&job.subject), "{}: {line}", job.subject);
        numbers.push(number);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
}
