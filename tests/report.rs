//! `vanthu check --bao-cao`: every finding in a row with its cell and unit, safe to open and to send.

use std::fs;
use std::io::Read;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use crate::program::check;

const NAME: &str = "bao_cao_kiem_tra.xlsx";
const FORMULA: &str = "=cmd|' /C calc'!A0";
const FACTS: &str = r#"
ten = "thử & kiểm tra"
ngay_xet = 2023-02-15
[co_quan]
ten = "Sở Tài chính"
viet_tat = "STC"
dia_danh = "Kiên Giang"
[ke_hoach]
ky_hieu = "KH-STC"
ngay = "2022-03"
trich_yeu = "Phát động phong trào thi đua"
[ke_hoach.nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
[dang_ky]
trich_yeu = "Thi đua"
han = { den_het = 2022-03-30 }
[[chi_so]]
ma = "diem"
ten = "Điểm"
[[tieu_chuan]]
ma = "tren_90"
loai = "nguong"
chi_so = "diem"
muc = 90
[[hinh_thuc]]
ma = "giay_khen"
ten = "Giấy khen"
tieu_chuan = ["tren_90"]
"#;

const SHEETS: &[(&str, &[&[&str]])] = &[
    ("Đơn vị", &[&["Tên đơn vị"], &["Phòng Ngân sách"], &["Phòng Giá"]]),
    ("Cá nhân", &[&["Họ và tên", "Đơn vị"], &["Trần An", "Phòng Giá"]]),
    (
        "Đăng ký",
        &[
            &["Đơn vị", "Đối tượng", "Ngày nộp"],
            &["Phòng Ngân sách", "Tập thể", "31/02/2022"],
            &[FORMULA, "Tập thể", "25/3/2022"],
        ],
    ),
    (
        "Đề nghị",
        &[
            &["Đối tượng", "Hình thức", "Năm"],
            &["Phòng Ngân sách", "giay_khen", "2022"],
            &["Trần An", "giay_khen", "2022"],
        ],
    ),
    ("Kết quả", &[&["Đối tượng", "Chỉ số", "Năm", "Giá trị"], &["Trần An", "diem", "2022", "tốt"]]),
];

/// A campaign whose workbook has faults.
fn folder() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    let mut book = Workbook::new();
    for (name, rows) in SHEETS {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *text).unwrap();
            }
        }
    }
    book.save(place.path().join("so_lieu.xlsx")).unwrap();
    place
}

fn rows(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_finding_has_its_row_its_unit_and_a_link_to_its_cell() {
    let place = folder();
    let (code, out, talk) = check(place.path(), &[".", "--json", "--bao-cao", NAME]);
    assert_eq!((code, talk.as_str()), (1, ""), "{out}");
    let findings: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let path = place.path().join(NAME);
    let report = rows(&path, "Phát hiện");
    assert_eq!(report.len(), findings.len() + 1);
    for (row, finding) in report[1..].iter().zip(&findings) {
        assert_eq!(row[2], finding["code"].as_str().unwrap());
        assert!(row[9].len() > 20, "{row:?}");
    }
    let of = |cell: &str, sheet: &str| report.iter().find(|row| row[6] == cell && row[5] == sheet).unwrap();
    let date = of("C2", "Đăng ký");
    assert_eq!((&date[1][..], &date[3][..], &date[4][..]), ("Lỗi", "Phòng Ngân sách", "so_lieu.xlsx"));
    assert_eq!(of("D2", "Kết quả")[3], "Phòng Giá", "the unit of the person whose result it is");
    assert!(date[8].contains("25/03/2022"), "{date:?}");
    let relations = part(&path, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(relations.contains("Target=\"so_lieu.xlsx\" TargetMode=\"External\""), "{relations}");
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("location=\"'Đăng ký'!C2\"") && sheet.contains("<autoFilter ref=\"A1:J"), "{sheet}");
}

#[test]
fn units_and_nominations_are_summed_up() {
    let place = folder();
    let (code, _, talk) = check(place.path(), &[".", "--bao-cao", "."]);
    assert_eq!(code, 1, "{talk}");
    assert!(talk.contains("\nĐã ghi báo cáo: ./bao_cao_kiem_tra.xlsx\n"), "{talk}");
    let path = place.path().join(NAME);
    let units = rows(&path, "Theo đơn vị");
    assert_eq!(units[1][1..3], ["Phòng Ngân sách", "Đã nộp, chưa ghi ngày"]);
    assert_eq!(units[1][9], "1", "{units:?}");
    assert_eq!(
        units[2][1..5],
        ["Phòng Giá", "Chưa nộp", "đến hết ngày 30/3/2022", "Bản đăng ký thi đua (đến hết ngày 30/3/2022)"]
    );
    let nominations = rows(&path, "Đề nghị");
    let person = nominations.iter().find(|row| row[1] == "Trần An").unwrap();
    assert_eq!(person[2..5], ["Chờ", "Cá nhân", "Phòng Giá"]);
    assert!(person[8].starts_with("tren_90: chờ – "), "{person:?}");
}

#[test]
fn text_of_the_data_never_becomes_a_formula() {
    let place = folder();
    check(place.path(), &[".", "--bao-cao", NAME]);
    let mut book: Xlsx<_> = open_workbook(place.path().join(NAME)).unwrap();
    let mut seen = false;
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        let range = book.worksheet_range(&name).unwrap();
        for (_, _, cell) in range.used_cells() {
            assert!(matches!(cell, Data::String(_) | Data::Float(_)), "{cell:?}");
            seen |= *cell == FORMULA;
        }
    }
    assert!(seen);
}

#[test]
fn the_same_check_gives_the_same_bytes() {
    let place = folder();
    let make = |name: &str| {
        check(place.path(), &[".", "--bao-cao", name]);
        fs::read(place.path().join(name)).unwrap()
    };
    let first = make("Báo cáo 1.xlsx");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(first, make("2.xlsx"));
}

#[test]
fn a_campaign_that_can_not_be_opened_still_has_its_faults_listed() {
    let place = folder();
    fs::write(place.path().join("phong_trao.toml"), FACTS.replace("[dang_ky]", "[dang_ky")).unwrap();
    assert_eq!(check(place.path(), &[".", "--bao-cao", NAME]).0, 2);
    let path = place.path().join(NAME);
    let book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Phát hiện"]);
    let report = rows(&path, "Phát hiện");
    assert_eq!((&report[1][2][..], &report[1][4][..]), ("DL004", "phong_trao.toml"));
    assert!(report[1][6].starts_with("dòng "), "{report:?}");
}

#[test]
fn a_clean_document_has_a_report_that_says_so() {
    let place = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/cong_van.van");
    fs::copy(sample, place.path().join("a.van")).unwrap();
    assert_eq!(check(place.path(), &["a.van", "--bao-cao", NAME]).0, 0);
    assert_eq!(rows(&place.path().join(NAME), "Phát hiện")[1][7], "Không có lỗi, không có cảnh báo");
}

#[test]
fn a_report_that_can_not_be_written_is_told_and_leaves_nothing() {
    let place = folder();
    let before = fs::read(place.path().join("so_lieu.xlsx")).unwrap();
    fs::create_dir(place.path().join("x.xlsx")).unwrap();
    fs::create_dir(place.path().join("x.xlsx").join(NAME)).unwrap();
    let locked = place.path().join("cu.xlsx");
    check(place.path(), &[".", "--bao-cao", "cu.xlsx"]);
    let report = fs::read(&locked).unwrap();
    assert_eq!(check(place.path(), &[".", "--bao-cao", "cu.xlsx"]).0, 1, "a report may be written again");
    fs::copy(place.path().join("so_lieu.xlsx"), place.path().join("cua_toi.xlsx")).unwrap();
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    for (target, code) in [
        ("so_lieu.xlsx", "TL013"),
        ("bao_cao.pdf", "TL013"),
        ("cua_toi.xlsx", "TL013"),
        ("x.xlsx", "GF002"),
        ("cu.xlsx", "GF002"),
    ] {
        let (exit, _, talk) = check(place.path(), &[".", "--bao-cao", target]);
        assert_eq!(exit, 2, "{talk}");
        assert!(talk.contains(&format!("lỗi[{code}]")) && !talk.contains("`--out`"), "{talk}");
    }
    assert_eq!(fs::read(place.path().join("so_lieu.xlsx")).unwrap(), before);
    assert_eq!(fs::read(place.path().join("cua_toi.xlsx")).unwrap(), before);
    assert_eq!(fs::read(&locked).unwrap(), report);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 5);
    assert_eq!(check(place.path(), &["khong_co", "--bao-cao", "y.xlsx"]).0, 2);
    assert!(!place.path().join("y.xlsx").exists());
}
