//! Broken texts: each fault has its code and its place, and all of them are told at once.

use std::path::Path;

use super::Source;
use super::front_matter::FrontMatter;
use super::letterhead::letterhead;
use crate::base::diag::{Diagnostic, Report};

/// `VB006 2:1` for every finding in `bytes`.
fn findings(bytes: &[u8]) -> Vec<String> {
    let path = Path::new("a.van");
    let report = match Source::parse(bytes, path).and_then(|source| source.build()) {
        Ok((_, warnings)) => warnings,
        Err(report) => report,
    };
    let shown = |finding: Diagnostic| {
        let place = finding.place.map(|place| place.to_string()).unwrap_or_default();
        format!("{} {}", finding.code, place.trim_start_matches("a.van").trim_start_matches(':')).trim().to_owned()
    };
    report.into_iter().map(shown).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(findings(text.as_bytes()), expected, "{text}");
}

/// A form with `front` from line 3 on and no body.
fn check_front(front: &str, expected: &[&str]) {
    check(&format!("+++\nloai = \"bieu_mau\"\n{front}\n+++\n"), expected);
}

/// A form with `body` from line 4 on.
fn check_body(body: &str, expected: &[&str]) {
    check(&format!("+++\nloai = \"bieu_mau\"\n+++\n{body}"), expected);
}

#[test]
fn a_kind_may_be_meant_by_its_label() {
    let report = Source::parse("+++\nloai = \"Kế hoạch\"\n+++\n".as_bytes(), Path::new("a.van"));
    let report = report.and_then(|source| source.build()).unwrap_err();
    let hints: Vec<String> = report.iter().flat_map(|finding| &finding.hints).map(|hint| hint.text.clone()).collect();
    assert_eq!(hints, ["có phải là `ke_hoach`?"]);
}

#[test]
fn files_that_are_no_text() {
    check("", &["VB001"]);
    check(" \r\n\t\n", &["VB001"]);
    assert_eq!(findings(b"\xef\xbb\xbf"), ["VB001"]);
    assert_eq!(findings(b"+++\nloai = \"\xff\"\n+++\n"), ["VB002 2:9"]);
    assert_eq!(
        findings("+++\nđ\n".as_bytes().iter().chain(b"\xc3").copied().collect::<Vec<u8>>().as_slice()),
        ["VB002 3:1"]
    );
    assert_eq!(findings(b"\xff\xfe+\0"), ["VB002 1:1"]);
    check("loai = \"ke_hoach\"\n", &["VB004 1:1"]);
    check("\n\n# I. MỤC ĐÍCH", &["VB004 3:1"]);
    check("+++\nloai = \"ke_hoach\"\n", &["VB004 1:1"]);
    check_body("a\u{1}b\n\u{fffe}", &["VB003 4:2", "VB003 5:1"]);
    check_body("Nguy\u{fffd}n\n\u{fffc} A", &["VB003 4:5", "VB003 5:1"]);
    check_front("so = \"\u{fffd}\"", &["VB003 3:7"]);
    check_front("so = \"\u{b}\"", &["VB003 3:7"]);
    check_front("so = \"1\\u0001\"", &["VB003 3:6"]);
    check_front("luu = \"a\\u2028b\"", &["VB003 3:7"]);
    check_front("luu = \"a\\u202eb\"", &["DL044 3:7"]);
    check_body("Tên \u{202e}B\nsáu\u{ad} \u{feff}bảy", &["DL044 4:5", "DL044 5:4", "DL044 5:6"]);
    check_body("Së Tµi chÝnh", &["DL024 4:1"]);
}

#[test]
fn front_matter_that_is_no_toml() {
    check_front("so = 5 6", &["VB005 3:6"]);
    check_front("so = \"5\nky_hieu = \"KH-STC\"", &["VB005 3:8"]);
    check_front("số = \"5\"\nco_quan Sở", &["VB005 3:2", "VB005 4:9"]);
    check_front("so = \"5\"\nso = \"6\"", &["VB005 4:1"]);
    check_front("ngay = 2022-02-30", &["VB005 3:8"]);
    check_front("trich_yeu = Kế hoạch", &["VB005 3:13"]);
}

#[test]
fn keys_and_values_that_do_not_fit() {
    check("+++\n+++\n", &["VB008"]);
    check("+++\nloai = \"\"\n+++\n", &["VB008 2:8"]);
    check("+++\nloai = \"ke_hoac\"\n+++\n", &["VB008 2:8"]);
    check("+++\nloai = 5\n+++\n", &["VB008 2:8"]);
    check("+++\nloai = []\n+++\n", &["VB007 2:8"]);
    check_front("trich_yue = \"x\"", &["VB006 3:1"]);
    check_front("so = true", &["VB007 3:6"]);
    check_front("noi_nhan = [\"a\",\n {}]", &["VB007 4:2"]);
    check_front("dau_ket_thuc = \"chưa\"", &["VB007 3:16"]);
    check_front("co_chu = 15", &["VB009 3:10"]);
    check_front("muc_khan = \"gấp\"", &["VB009 3:12"]);
    check_front("ngay = \"2022-02-30\"", &["VB010 3:8"]);
    check_front("ngay = \"25/3/22\"", &["VB010 3:8"]);
    check_front("ngay = \"0000-01-01\"", &["VB010 3:8"]);
    check_front("so = \"-5\"", &["VB009 3:6"]);
    check_front("ngay = 2022-03-25T10:00:00", &["VB010 3:8"]);
    check_front("tham_quyen = \"GIÁM ĐỐC\"", &["VB011 3:14"]);
    check_front("[[chu_ky]]\nghi_chu = \"(Ký)\"", &["VB012 3:1"]);
    check_front("[[chu_ky]]\nho_tn = \"A\"\nho_ten = \"A\"", &["VB006 4:1"]);
    check_front("chu_ky = \"A\"", &["VB007 3:10"]);
    check_front(
        "[ban_sao]\nloai = \"sao_y\"\nco_quan = \"Sở\"\nco_chu = 13",
        &["VB022 3:1", "VB022 3:1", "VB022 3:1", "VB011 6:10"],
    );
}

#[test]
fn values_are_read_as_in_the_data_of_a_campaign() {
    let read = |front: &str| {
        let text = format!("+++\nloai = \"bieu_mau\"\n{front}\n+++\nchữ\n");
        Source::parse(text.as_bytes(), Path::new("a.van")).unwrap().build().unwrap().0
    };
    for (typed, meant) in [
        ("ngay = \"15/1/2026\"", "ngay = \"2026-01-15\""),
        ("ngay = \"15.01.2026\"", "ngay = 2026-01-15"),
        ("ngay = \"1/2026\"", "ngay = \"2026-01\""),
        ("ngay = 2026", "ngay = \"2026\""),
        ("so = 5\nky_hieu = \"KH-STC\"", "so = \"05\"\nky_hieu = \"KH-STC\""),
        ("dau_ket_thuc = \"không\"", "dau_ket_thuc = false"),
        ("muc_khan = \"thượng khẩn\"", "muc_khan = \"thuong_khan\""),
        ("[chu_ky]\nho_ten = \"A\"", "[[chu_ky]]\nho_ten = \"A\""),
    ] {
        assert_eq!(read(typed), read(meant), "{typed}");
    }
}

#[test]
fn a_letter_says_what_it_is_about_once() {
    for typed in ["tặng quà", "Về việc tặng quà", "V/v tặng quà", "v/v: tặng quà", "VỀ VIỆC: tặng quà"]
    {
        let text = format!("+++\nloai = \"cong_van\"\nco_quan = \"Sở\"\ntrich_yeu = \"{typed}\"\n+++\nchữ\n");
        let source = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap();
        let front = FrontMatter::read(source.front(), &mut Report::new()).unwrap();
        assert_eq!(letterhead(&front).ve_viec.as_deref(), Some("V/v tặng quà"), "{typed}");
    }
}

#[test]
fn names_and_headings_of_many_pages_are_told() {
    let words = |letters: usize| "chữ ".repeat(letters / 4);
    let (fits, long) = (words(9_000), words(10_004));
    check_front(&format!("co_quan = \"{fits}\"\ntrich_yeu = \"{fits}\""), &[]);
    check_front(&format!("co_quan = \"{long}\""), &["DL060 3:11"]);
    check_front(&format!("trich_yeu = [\"{fits}\",\n\"{fits}\"]"), &["DL060 3:13"]);
    check_body(&format!("### a) {fits}\n@giua {long}\n{long}."), &[]);
    for (body, told) in [
        ("### a) ?", "DL060 4:1"),
        ("Điều 1. ?", "DL060 4:1"),
        ("Chương I\n?", "DL060 5:1"),
        ("@phu_luc \"?\"", "DL060 4:10"),
    ] {
        check_body(&body.replace('?', &long), &[told]);
    }
}

#[test]
fn lines_that_are_no_markup() {
    check_body("chữ **đậm", &["VB014 4:5"]);
    check_body("một\n\n  hai *ba", &["VB014 6:7"]);
    check_body("a\\\nb **c", &["VB014 5:3"]);
    check_body("x @o_trong{rộng}", &["VB015 4:3"]);
    check_body("@phu_lục \"X\"", &["VB016 4:1"]);
    check_body("@ngat", &["VB016 4:1"]);
    check_body("@phu_luc", &["VB017 4:1"]);
    check_body("@phu_luc \"X\" ngan", &["VB017 4:14"]);
    check_body("@phu_luc \"X", &["VB017 4:10"]);
    check_body("@phu_luc \"X\" so", &["VB017 4:14"]);
    check_body("@ngat_trang 2", &["VB017 4:13"]);
    check_body("@o_trong 0", &["VB017 4:10"]);
    check_body("@giua", &["VB017 4:1"]);
    check_body("@chu_ky THƯ KÝ", &["VB017 4:9"]);
    check_body("@chu_ky \"A\" | \"\" \"\"", &["VB017 4:15"]);
    check_body("@chu_ky \"A\" |", &["VB017 4:1"]);
    check_body("@cot 10 0 -3\n|a|\n|-|", &["VB017 4:9"]);
    check_body("# ", &["VB021 4:1"]);
    check_body("#I. MỤC ĐÍCH", &["VB021 4:1"]);
    check_body("#### Bốn", &["VB021 4:1"]);
}

#[test]
fn tables_that_do_not_fit() {
    check_body("| a | b |\n| 1 | 2 |", &["VB018 4:1"]);
    check_body("|a|b|\n|-|-|\n|1|2|3|", &["VB019 6:5"]);
    check_body("|a|b|\n|-|-|\n|1|", &["VB019 6:1"]);
    check_body("|a|b|\n|-|\n|1|*2|", &["VB019 5:1", "VB014 6:4"]);
    check_body("@cot 10 20\n|a|\n|-|", &["VB020 4:1"]);
    check_body("@cot 10\nchữ", &["VB020 4:1"]);
    check_body("chữ\n@cot 10", &["VB020 5:1"]);
}

#[test]
fn paragraphs_and_cells_of_tables_have_an_end() {
    check_body(&"a\n".repeat(50_000), &[]);
    check_body(&"a\n".repeat(50_001), &["DL060 50004:1"]);
    let table = |rows: usize| format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(rows));
    check_body(&table(49_998), &[]);
    check_body(&table(49_999), &["DL060 4:1"]);
    check_body(&format!("{}chữ\n{}chữ\n{0}", table(30_000), table(30_000)), &["DL060 30007:1"]);
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_lines() {
    let text = "+++\nloai = \"ke_hoach\"\nngay = \"2022-02-30\"\nxyz = 1\n[[chu_ky]]\n+++\n**a\n@abc\n| a |\n";
    let expected = ["VB010 3:8", "VB006 4:1", "VB012 5:1", "VB014 7:1", "VB016 8:1", "VB018 9:1"];
    let errors: Vec<String> = findings(text.as_bytes());
    let errors: Vec<&String> = errors.iter().filter(|finding| !finding.starts_with("VB022")).collect();
    assert_eq!(errors, expected);
}

#[test]
fn a_file_of_windows_reads_the_same() {
    let text = "+++\nloai = \"bieu_mau\"\n+++\nmột\n**hai";
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(findings(text.as_bytes()), ["VB014 5:1"]);
    assert_eq!(findings(windows.as_bytes()), ["VB014 5:1"]);
}

#[test]
fn decomposed_letters_become_composed() {
    let text = "+++\nloai = \"bieu_mau\"\nten_loai = \"e\u{302}\u{301}\"\n+++\nĐie\u{302}\u{300}u 1. A\n";
    let (document, _) = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    assert_eq!(document.ten_loai, "ế");
    assert!(format!("{:?}", document.sections[0].blocks).contains("role: Dieu"));
}

#[test]
fn a_body_only_warns_of_what_the_form_shows() {
    let letter = "+++\nloai = \"cong_van\"\nky_hieu = \"STC-VP\"\nco_quan = \"Sở\"\ndia_danh = \"Hà Nội\"\n\
                  trich_yeu = \"x\"\nkinh_gui = \"Y\"\n[[chu_ky]]\nho_ten = \"A\"\n+++\nNội dung.\n";
    check(letter, &[]);
    check(&letter.replace("kinh_gui = \"Y\"\n", ""), &["VB022"]);
    check(&letter.replace("STC-VP", "CV-STC"), &["VB026 3:11"]);
    check(&letter.replace("cong_van", "to_trinh"), &["VB024 3:11"]);
    check("+++\nloai = \"quy_che\"\nco_quan = \"Sở\"\ntrich_yeu = \"x\"\nkem_theo = \"Kèm theo …\"\n+++\n", &[]);
}

#[test]
fn strings_of_a_front_matter_can_be_rendered() {
    let text = "+++\nloai = \"bieu_mau\"\nten_loai = \"{{ a }}\"\nnoi_nhan = [\"{{ b }}\", \"{{ c }}\"]\n\
                [[chu_ky]]\nho_ten = \"{{ d }}\"\n+++\nx\n";
    let mut source = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap();
    let report = source.map_strings(|text, place| match text {
        "{{ a }}" => Ok("Đăng\nký".to_owned()),
        "{{ b }}" => Ok(" \n".to_owned()),
        "{{ c }}" => Ok("Một\n\nHai".to_owned()),
        "{{ d }}" => Err(Diagnostic::error(crate::base::diag::Code::VB001, "x").at(place.clone())),
        other => Ok(other.to_owned()),
    });
    let expected = Report::from(
        Diagnostic::error(crate::base::diag::Code::VB001, "x").at(crate::base::diag::Place::line("a.van", 6, 10)),
    );
    assert_eq!(report, expected);
    assert_eq!((source.body(), source.body_line()), ("x\n", 8));
    source.set_body("\\#".to_owned());
    let (document, _) = source.build().unwrap();
    assert_eq!(document.ten_loai, "Đăng ký");
    let blocks = format!("{:?}", document.sections[0].blocks);
    assert!(blocks.contains(r##"["- Một;", "- Hai."]"##) && blocks.contains(r##"text: "#""##), "{blocks}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_upsets_the_reader(
        front in r#"(loai|so|[\[\]="' \n+]|\[\[chu_ky\]\]){0,12}"#,
        body in r##"([*#@|:\\\n "{}/.-]|Điều 1|Chương I|phu_luc|o_trong|cot|chu_ky|so|\|-\||5){0,30}"##,
    ) {
        findings(format!("+++\n{front}\n+++\n{body}").as_bytes());
        findings(format!("+++\nloai = \"ke_hoach\"\n+++\n{body}").as_bytes());
    }
}

#[test]
fn the_lines_of_a_template_string_stay_one_item_until_it_is_filled() {
    let text = "+++\nloai = \"cong_van\"\nnoi_nhan = [\"a~b\", \"\"\"{% if x // y %}\nc/d\n{% endif %}\"\"\"]\n+++\n";
    let source = Source::parse(text.as_bytes(), Path::new("a.van.tera")).unwrap();
    let mut seen = Vec::new();
    source.clone().map_strings(|text, _| {
        seen.push(text.to_owned());
        Ok(text.to_owned())
    });
    assert_eq!(seen, ["cong_van", "a\u{a0}b", "{% if x // y %}\nc/d\n{% endif %}"]);
}
