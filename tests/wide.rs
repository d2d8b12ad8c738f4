//! The wide sheet: one row a unit or a person, one column an indicator, read as the long one would be.

use std::fs;

use tempfile::TempDir;

use crate::books::sheet;
use crate::program::check;
use crate::shapes::without_places;
use crate::workbook::{FACTS, Sheet, bytes, good};

const RULES: &str = "[[chi_so]]\nma = \"ky_cuong\"\nten = \"Chấp hành kỷ cương\"\nkieu = \"co_khong\"\n[[tieu_chuan]]\n\
                     ma = \"ky_cuong\"\nloai = \"co_khong\"\nchi_so = \"ky_cuong\"\n";

/// The good campaign, with a criterion more, and with `results` in the place of its own.
fn campaign(results: Vec<Sheet>) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let facts = FACTS.replace("[[hinh_thuc]]\n", &format!("{RULES}[[hinh_thuc]]\n"));
    let facts = facts.replace("tieu_chuan = [\"tren_90\"]", "tieu_chuan = [\"tren_90\", \"ky_cuong\"]");
    fs::write(place.path().join("phong_trao.toml"), facts).unwrap();
    let sheets: Vec<Sheet> = good().into_iter().filter(|sheet| sheet.name != "Kết quả").chain(results).collect();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&sheets)).unwrap();
    place
}

/// Exit code, what is said and what is found, without places.
fn answer(place: &TempDir) -> (i32, String, Vec<String>) {
    let (exit, said, found) = check(place.path(), &["."]);
    let found = without_places(&found);
    let found = found.lines().filter(|line| !line.starts_with("  -->")).map(str::to_owned).collect();
    (exit, without_places(&said), found)
}

/// The long sheet with these values of Phòng Ngân sách, Phòng Giá and Trần An.
fn long(values: &[[&str; 2]; 3]) -> Sheet {
    let mut rows = vec![["Đối tượng", "Đơn vị", "Chỉ số", "Năm", "Giá trị"].map(str::to_owned).to_vec()];
    for (whom, [share, order]) in WHOM.iter().zip(values) {
        for (indicator, value) in [("diem", share), ("ky_cuong", order)].iter().filter(|(_, value)| !value.is_empty()) {
            rows.push([whom[0], whom[1], indicator, "#2022", value].map(str::to_owned).to_vec());
        }
    }
    Sheet { rows, ..sheet("Kết quả", &[]) }
}

const WHOM: [[&str; 2]; 3] = [["Phòng Ngân sách", ""], ["Phòng Giá", ""], ["Trần An", "Phòng Ngân sách"]];

/// The same as a wide sheet called `name`, with these headers of the values.
fn wide(name: &str, headers: [&str; 2], values: &[[&str; 2]; 3]) -> Sheet {
    let titles: [&[&str]; 2] = [&["TỔNG HỢP KẾT QUẢ"], &[]];
    let header: &[&str] = &["TT", "Đối tượng", "Đơn vị", "Năm", headers[0], headers[1], "Ghi chú"];
    let rows: Vec<Vec<&str>> = WHOM
        .iter()
        .zip(values)
        .map(|(whom, values)| vec!["#1", whom[0], whom[1], "#2022", values[0], values[1]])
        .collect();
    let rows: Vec<&[&str]> = titles.into_iter().chain([header]).chain(rows.iter().map(Vec::as_slice)).collect();
    sheet(name, &rows)
}

const HEADERS: [&str; 2] = ["Chỉ số cải cách hành chính", "Chấp hành kỷ cương"];

#[test]
fn a_cell_means_the_same_in_both_sheets() {
    for values in [
        [["%0.95", "có"], ["92,5", "x"], ["#91.5", "✓"]],
        [["95%", "không"], ["#0", "?"], ["", "X"]],
        [["#101", "chưa rõ"], ["-", "–"], ["chưa công bố", "#1"]],
        [["96.425", "có"], ["92.5", "có"], ["&0\"%\"&94", "có"]],
        [["@2022-03-25", "có"], ["=#REF!", "có"], ["~95~96", "ü"]],
        [["1.234", "đạt"], ["abc", "Có"], ["91,5", "có "]],
    ] {
        let expected = answer(&campaign(vec![long(&values)]));
        assert_eq!(answer(&campaign(vec![wide("Kết quả ngang", HEADERS, &values)])), expected, "{values:?}");
    }
}

#[test]
fn the_sheet_and_its_headers_have_several_names() {
    let values = [["#95", "có"], ["#92", "có"], ["#91", "có"]];
    let expected = answer(&campaign(vec![long(&values)]));
    assert_eq!(expected.0, 0, "{expected:?}");
    for (name, headers) in [
        ("KẾT QUẢ NGANG", ["diem", "ky_cuong"]),
        ("Tổng hợp kết quả", ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)", "Chấp hành\nkỷ cương"]),
        ("Kết quả theo tiêu chí", ["Chi so cai cach hanh chinh", "ky_cuong (có/không)"]),
        ("Kết quả", HEADERS),
    ] {
        assert_eq!(answer(&campaign(vec![wide(name, headers, &values)])), expected, "{name}");
    }
    // As a list beside lists, and sent by units.
    let text = "Đối tượng;Năm;diem;ky_cuong\nPhòng Ngân sách;2022;95;có\nPhòng Giá;2022;92;có\nTrần An;2022;91;có\n";
    let place = campaign(Vec::new());
    fs::create_dir(place.path().join("so_lieu")).unwrap();
    fs::write(place.path().join("so_lieu/ket_qua_ngang_so.csv"), text).unwrap();
    assert_eq!(answer(&place), expected);
    // Headers in two rows; units in the column of units.
    let merged = vec![(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)];
    let rows: &[&[&str]] = &[
        &["Đơn vị", "Năm", "Kết quả năm 2022"],
        &["", "", HEADERS[0], HEADERS[1]],
        &["Phòng Ngân sách", "2022", "#95", "có"],
        &["Phòng Giá", "2022", "#92", "có"],
    ];
    let people: &[&[&str]] = &[
        &["Đối tượng", "Chỉ số", "Năm", "Giá trị"],
        &["Trần An", "diem", "2022", "91"],
        &["Trần An", "ky_cuong", "2022", "có"],
    ];
    let both = vec![Sheet { merged, ..sheet("Kết quả ngang", rows) }, sheet("Kết quả", people)];
    assert_eq!(answer(&campaign(both)), expected);
}

#[test]
fn what_both_sheets_say_is_told_at_both_cells() {
    let values = [["#95", "có"], ["#92", "có"], ["#91", "có"]];
    for (other, severity, count) in [("#95", "cảnh báo[TD026]", 1), ("#94", "lỗi[TD026]", 1)] {
        let mut long = long(&values);
        long.rows.truncate(2);
        long.rows[1][4] = other.to_owned();
        let (_, _, talk) = check(campaign(vec![long, wide("Kết quả ngang", HEADERS, &values)]).path(), &["."]);
        assert_eq!(talk.matches(severity).count(), count, "{talk}");
        assert!(talk.contains("[Kết quả!E2]") && talk.contains("[Kết quả ngang!E4]"), "{talk}");
    }
}

#[test]
fn a_header_that_is_no_indicator_is_told() {
    let values = [["#95", "có"], ["#92", "có"], ["#91", "có"]];
    for (header, exit, message) in [
        (
            "Chấp hành kỷ cươg",
            2,
            "lỗi[DL011]: bảng `Kết quả ngang`: `Chấp hành kỷ cươg` không phải chỉ số nào\n  --> ./so_lieu.xlsx [Kết quả ngang!F3]\ngợi ý: có phải là `Chấp hành kỷ cương`?",
        ),
        ("Xếp hạng", 0, "cảnh báo[DL011]: bảng `Kết quả ngang`: `Xếp hạng` không phải chỉ số nào: bỏ qua cột này"),
        (
            "diem",
            2,
            "lỗi[DL010]: chỉ số `Chỉ số cải cách hành chính` có hai cột\n  --> ./so_lieu.xlsx [Kết quả ngang!F3]",
        ),
    ] {
        let (code, _, talk) =
            check(campaign(vec![wide("Kết quả ngang", [HEADERS[0], header], &values)]).path(), &["."]);
        assert!(code == exit && talk.contains(message), "{header}: {talk}");
    }
    let nobody = sheet("Kết quả ngang", &[&[HEADERS[0], HEADERS[1]], &["95", "có"]]);
    let (code, _, talk) = check(campaign(vec![nobody]).path(), &["."]);
    assert!(code == 2 && talk.contains("lỗi[DL009]: bảng `Kết quả ngang` thiếu cột `Đối tượng`"), "{talk}");
}
