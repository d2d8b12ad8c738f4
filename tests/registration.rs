//! Who has registered, and when, is one answer: in the form, in the summary, in the overview of a check, in
//! the findings and in the verdicts.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::faulty::{named, put};
use crate::program::{check, run};
use crate::workbook::{FACTS, Sheet, folder, good};

/// The good campaign judged by registration too, with changes to its facts and its sheets.
fn campaign(facts: &[(&str, &str)], change: impl FnOnce(&mut Vec<Sheet>)) -> TempDir {
    let judged = [
        (
            "[[hinh_thuc]]",
            "[[tieu_chuan]]\nma = \"dung_han\"\nloai = \"dang_ky\"\nap_dung = \"tap_the\"\n[[hinh_thuc]]",
        ),
        ("[\"tren_90\"]", "[\"tren_90\", \"dung_han\"]"),
    ];
    let mut text = FACTS.to_owned();
    for (from, to) in judged.iter().chain(facts) {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let mut sheets = good();
    change(&mut sheets);
    folder(&text, &sheets)
}

/// The paper `kind/stem` as text.
fn paper(folder: &Path, kind: &str, stem: &str) -> String {
    let (_, _, talk) = run(folder, &["render", ".", kind, "--out", "ket_qua", "--formats", "native"]);
    let path = folder.join(format!("ket_qua/{kind}/{stem}.txt"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}\n{talk}", path.display()))
}

/// The row of `unit` in the summary of registrations.
fn summed_up(folder: &Path, unit: &str) -> String {
    let text = paper(folder, "tong_hop_dang_ky", "tong_hop_dang_ky");
    text.split("\n    row\n")
        .find(|row| row.contains(unit))
        .unwrap_or_else(|| panic!("{unit} not in {text}"))
        .to_owned()
}

#[test]
fn a_unit_that_registers_only_named_people_has_registered_everywhere() {
    let place = campaign(&[], |sheets| {
        named(sheets, "Cá nhân").rows.push(["Võ Dũng", "Phòng Đầu tư"].map(str::to_owned).to_vec());
        put(named(sheets, "Đăng ký"), "B3", "Cá nhân");
        put(named(sheets, "Đăng ký"), "C3", "Võ Dũng");
    });
    let (code, overview, talk) = check(place.path(), &["."]);
    assert_eq!(code, 0, "{talk}");
    assert!(overview.contains("\nPhòng Đầu tư – đăng ký: đúng hạn\n"), "{overview}");
    assert!(!talk.contains("TD041"), "{talk}");
    assert!(summed_up(place.path(), "Phòng Đầu tư").contains("Đúng hạn"));
    let form = paper(place.path(), "dang_ky", "phong_dau_tu");
    assert!(form.contains("Võ Dũng"), "{form}");
    // Who has sent nothing is told so everywhere as well.
    let place = campaign(&[], |sheets| {
        named(sheets, "Đăng ký").rows.remove(2);
        named(sheets, "Đăng ký").merged = vec![(2, 0, 3, 0)];
    });
    let (_, overview, talk) = check(place.path(), &["."]);
    assert!(overview.contains("\nPhòng Đầu tư – đăng ký: chưa nộp\n"), "{overview}");
    assert!(talk.contains("Phòng Đầu tư: chưa đăng ký, hạn 30/3/2022"), "{talk}");
    assert!(summed_up(place.path(), "Phòng Đầu tư").contains("Chưa nộp"));
}

#[test]
fn a_yearly_term_means_one_year_everywhere() {
    let yearly =
        ("han = { den_het = 2022-03-30 }\n", "[[thoi_han]]\nma = \"dk\"\nviec = \"dang_ky\"\nden_het = \"30/3\"\n");
    let late = |sheets: &mut Vec<Sheet>| {
        put(named(sheets, "Đăng ký"), "E2", "01/4/2022");
        named(sheets, "Đăng ký").rows.pop();
    };
    let period = ("[co_quan]", "[thoi_gian]\ntu_ngay = 2022-01-01\nden_ngay = 2022-12-31\n[co_quan]");
    // The year of the đề nghị; without any that of the campaign; without either that of the day.
    for (facts, proposed, registered) in [
        (vec![yearly], true, "muộn 02 ngày"),
        (vec![yearly, period], false, "muộn 02 ngày"),
        (vec![yearly], false, "đúng hạn"),
    ] {
        let place = campaign(&facts, |sheets| {
            late(sheets);
            if !proposed {
                sheets.retain(|sheet| !["Đề nghị", "Biểu quyết", "Hồ sơ"].contains(&sheet.name.as_str()));
            }
        });
        let (_, overview, talk) = check(place.path(), &["."]);
        let is_late = registered.starts_with("muộn");
        let case = format!("{proposed} {registered}\n{overview}{talk}");
        assert!(overview.contains(&format!("\nPhòng Ngân sách – đăng ký: {registered}")), "{case}");
        assert_eq!(talk.contains("Phòng Ngân sách: đăng ký muộn 2 ngày"), is_late, "{case}");
        assert_eq!(talk.contains("Văn phòng Sở: chưa đăng ký, hạn 30/3/2022"), is_late, "{case}");
        assert_eq!(overview.contains("nhận ngày 01/4/2022, muộn 2 ngày"), proposed, "{case}");
        let row = summed_up(place.path(), "Phòng Ngân sách");
        assert!(row.to_lowercase().contains(registered), "{row}");
    }
}

#[test]
fn a_day_without_a_date_format_counts_in_the_verdict_as_on_the_form() {
    let place = campaign(&[], |_| {});
    let (code, overview, talk) = check(place.path(), &["."]);
    assert_eq!(code, 0, "{talk}");
    assert!(overview.contains("\nPhòng Giá – đăng ký: đúng hạn\n"), "{overview}");
    assert!(overview.contains("đăng ký thi đua: nhận ngày 29/3/2022, đúng hạn (xem Đăng ký!E4)"), "{overview}");
    let form = paper(place.path(), "dang_ky", "phong_gia");
    assert!(form.contains("ngày 29 tháng 3 năm 2022"), "{form}");
}

#[test]
fn a_name_in_capitals_or_without_accents_is_one_unit_everywhere() {
    let place = campaign(&[], |sheets| {
        put(named(sheets, "Đăng ký"), "A2", "PHONG NGAN SACH");
        put(named(sheets, "Đề nghị"), "A2", "phòng  ngân sách");
        put(named(sheets, "Kết quả"), "A3", "Phong Ngan Sach");
        put(named(sheets, "Cá nhân"), "B2", "ns");
    });
    let (code, overview, talk) = check(place.path(), &["."]);
    assert_eq!((code, talk.as_str()), (0, "Không có lỗi\n"), "{overview}");
    for words in [
        "\nPhòng Ngân sách – đăng ký: đúng hạn\n  Đạt, được chọn: Phòng Ngân sách",
        "25/3/2022, đúng hạn (xem Đăng ký!E2)",
    ] {
        assert!(overview.contains(words), "{words} not in {overview}");
    }
    assert!(summed_up(place.path(), "Phòng Ngân sách").contains("Đúng hạn"));
    // One cell, one finding: whoever reads it.
    let place = campaign(&[], |sheets| put(named(sheets, "Đăng ký"), "A2", "Phòng Ngân xách"));
    let (_, _, talk) = check(place.path(), &["."]);
    assert_eq!(talk.matches("Đăng ký!A2]").count(), 1, "{talk}");
}
