//! Texts (`.van`) as people type and paste them: old encodings, blanks and characters that nobody sees, stars.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program::{check, run};
use crate::workbook::{FACTS, folder, good};

const FRONT: &str = "+++\nloai = \"bieu_mau\"\nten_loai = \"Phiếu\"\n+++\n";

/// A folder with `bytes` as `a.van`.
fn text(bytes: &[u8]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.van"), bytes).unwrap();
    place
}

/// What the paragraphs of `a.van` say once it is rendered with `options`.
fn paragraphs(place: &Path, options: &[&str]) -> Vec<String> {
    let (exit, _, talk) = run(place, &[&["render", "a.van", "--out", "kq", "--formats", "native"], options].concat());
    assert_eq!(exit, 0, "{talk}");
    let text = fs::read_to_string(place.join("kq/a.txt")).unwrap();
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("paragraph NoiDung "));
    lines.map(|line| line.trim_matches('"').to_owned()).collect()
}

#[test]
fn a_text_in_an_old_encoding_is_told_and_converted_when_asked_for() {
    let front = FRONT.replace("ten_loai = \"Phiếu\"\n", "");
    let wide = format!("\u{feff}{front}Phòng Giá đăng ký./.\n");
    let windows = [front.as_bytes(), b"Pho\xccng Gia\xec \xf0\xe3ng ky\xec./.\n"].concat();
    let narrow: Vec<u8> =
        "+++\nloai = \"bieu_mau\"\n+++\nPhßng Gi¸ ®¨ng ký./.\n".chars().map(|letter| letter as u32 as u8).collect();
    for (bytes, code) in [
        (format!("{front}Phßng Gi¸ ®¨ng ký./.\n").into_bytes(), "DL024"),
        (format!("{front}Phoøng Giaù ñaêng kyù./.\n").into_bytes(), "DL024"),
        (wide.encode_utf16().flat_map(u16::to_le_bytes).collect(), "VB002"),
        (narrow, "VB002"),
        (windows, "VB002"),
    ] {
        let place = text(&bytes);
        let (exit, _, talk) = check(place.path(), &["a.van"]);
        assert!(exit == 1 && talk.contains(&format!("lỗi[{code}]")) && talk.contains("--chuyen-ma"), "{code}: {talk}");
        assert!(talk.contains("Phòng Giá đăng ký"), "{talk}");
        let (exit, _, talk) = check(place.path(), &["a.van", "--chuyen-ma"]);
        assert!(exit == 0 && talk.contains("cảnh báo[DL025]"), "{talk}");
        assert_eq!(paragraphs(place.path(), &["--chuyen-ma"]), ["Phòng Giá đăng ký./."]);
    }
}

#[test]
fn prose_and_templates_in_an_old_encoding_are_told_too() {
    let place = folder(FACTS, &good());
    let texts = [
        ("noi_dung/muc_dich.van", "Së Tµi chÝnh ®¨ng ký.\n".to_owned()),
        ("mau/tong_hop_dang_ky.van.tera", "+++\nloai = \"bieu_mau\"\n+++\nBaùo caùo cuûa caùc phoøng\n".to_owned()),
    ];
    for (path, text) in &texts {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 2 && talk.matches("lỗi[DL024]").count() == 2, "{talk}");
    assert!(talk.contains("muc_dich.van:1:1") && talk.contains("tong_hop_dang_ky.van.tera:4:1"), "{talk}");
    let (exit, _, talk) = run(
        place.path(),
        &["render", ".", "ke_hoach", "tong_hop_dang_ky", "--out", "kq", "--formats", "native", "--chuyen-ma"],
    );
    assert_eq!(exit, 0, "{talk}");
    let plan = fs::read_to_string(place.path().join("kq/ke_hoach/ke_hoach.txt")).unwrap();
    assert!(plan.contains("Sở Tài chính đăng ký."), "{plan}");
    let list = fs::read_to_string(place.path().join("kq/tong_hop_dang_ky/tong_hop_dang_ky.txt")).unwrap();
    assert!(list.contains("Báo cáo của các phòng"), "{list}");
}

#[test]
fn what_nobody_sees_is_dropped_with_its_lines() {
    for (letter, name) in [
        ('\u{feff}', "U+FEFF"),
        ('\u{200b}', "U+200B"),
        ('\u{ad}', "U+00AD"),
        ('\u{2060}', "U+2060"),
        ('\u{202e}', "U+202E"),
        ('\u{2069}', "U+2069"),
    ] {
        let place = text(format!("{FRONT}Các phòng{letter} đăng{letter} ký\nvà nộp{letter}./.\n").as_bytes());
        let (exit, _, talk) = check(place.path(), &["a.van"]);
        assert!(exit == 0 && talk.matches("cảnh báo[DL044]").count() == 1, "{name}: {talk}");
        assert!(talk.contains(&format!("{name} (")) && talk.contains("): dòng 5, 6"), "{name}: {talk}");
        assert_eq!(paragraphs(place.path(), &[]), ["Các phòng đăng ký", "và nộp./."], "{name}");
    }
    let place = text(format!("{FRONT}Gia đình 👨\u{200d}👩\u{200d}👧./.\n").as_bytes());
    assert_eq!(check(place.path(), &["a.van"]).2, "Không có lỗi\n");
}

#[test]
fn blanks_of_all_widths_are_blanks() {
    for blank in ['\u{a0}', '\u{2009}', '\u{3000}', '\u{202f}', '\u{2003}'] {
        let front = FRONT.replace(" = ", &format!("{blank}={blank}")).replace("+++\nten", &format!("+++\n{blank}ten"));
        let place = text(
            format!("{front}{blank}Điều{blank}1.{blank}Các phòng.\n{blank}#{blank}I. ĐỀ MỤC\nHết./.{blank}\n")
                .as_bytes(),
        );
        let (exit, _, talk) = check(place.path(), &["a.van"]);
        assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"), "{blank:?}");
        assert_eq!(paragraphs(place.path(), &[]), ["Hết./."], "{blank:?}");
    }
}

#[test]
fn a_real_star_is_a_star() {
    let lines = ["* Lưu ý: bằng điểm thì bỏ phiếu.", "Điểm = tỷ lệ * điểm chuẩn.", "(*) Chỉ áp dụng với cá nhân./."];
    let place = text(format!("{FRONT}{}\n", lines.join("\n")).as_bytes());
    assert_eq!(check(place.path(), &["a.van"]).2, "Không có lỗi\n");
    assert_eq!(paragraphs(place.path(), &[]), lines);
}
