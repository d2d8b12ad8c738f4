//! Many files as one: what units send into `so_lieu/` is read like one workbook, each row with its own place.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::faulty::{named, put};
use crate::program::{check, run};
use crate::shapes::{file_name, list, spread, without_places};
use crate::workbook::{FACTS, Sheet, bytes, good};

/// A folder with [`FACTS`] and no data.
pub fn bare() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir_all(place.path().join("so_lieu")).unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    place
}

/// A sheet of text cells.
pub fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    Sheet { name: name.to_owned(), rows, merged: Vec::new(), hidden: false }
}

fn write(place: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = place.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The good campaign with its cells plain and no titles.
fn flat() -> Vec<Sheet> {
    let plain = |sheet: Sheet| {
        let mut rows = spread(&sheet);
        match sheet.name.as_str() {
            "ĐƠN VỊ " => drop(rows.drain(..2)),
            "Kết quả" => {
                rows[0] = ["Đối tượng", "Chỉ số", "Năm", "Giá trị", "Ngày công bố"].map(str::to_owned).to_vec();
                rows.remove(1);
            }
            _ => {}
        }
        rows.retain(|row| row.first().is_none_or(|cell| cell != "(1)"));
        Sheet { rows, merged: Vec::new(), ..sheet }
    };
    good().into_iter().map(plain).collect()
}

/// The sheets of `flat` with every row of which `wanted` says the number.
fn part(wanted: impl Fn(usize) -> bool) -> Vec<Sheet> {
    let some = |sheet: Sheet| {
        let rows = sheet.rows.iter().enumerate().filter(|(at, _)| *at == 0 || wanted(*at));
        Sheet { rows: rows.map(|(_, row)| row.clone()).collect(), ..sheet }
    };
    flat().into_iter().map(some).filter(|sheet| sheet.rows.len() > 1).collect()
}

#[test]
fn rows_in_many_files_are_judged_as_in_one() {
    let whole = bare();
    write(whole.path(), "so_lieu.xlsx", bytes(&flat()));
    let (exit, expected, talk) = check(whole.path(), &["."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"));
    // Workbooks beside each other and one deep, a list a table, and with the workbook of the office.
    let place = bare();
    write(place.path(), "so_lieu/a.xlsx", bytes(&part(|at| at % 3 == 1)));
    write(place.path(), "so_lieu/b/Phòng Giá.XLSX", bytes(&part(|at| at % 3 == 2)));
    for sheet in part(|at| at % 3 == 0) {
        write(place.path(), &format!("so_lieu/c/{}.csv", file_name(&sheet.name)), list(&sheet, ';'));
    }
    let (exit, said, talk) = check(place.path(), &["."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"));
    assert_eq!(sorted(&said), sorted(&expected));
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&part(|at| at == 1)));
    for sheet in part(|at| at > 1) {
        write(place.path(), &format!("so_lieu/{}_don_vi_khac.csv", file_name(&sheet.name)), list(&sheet, '\t'));
    }
    let (exit, said, talk) = check(place.path(), &["."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"));
    assert_eq!(without_places(&said), without_places(&expected));
}

/// The lines of `text` without places, in an order of their own: units stand in the order of the files.
fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = without_places(text).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn what_two_files_say_of_one_matter_is_told_at_both_cells() {
    let units = ["Tên đơn vị", "Viết tắt", "Điện thoại"];
    let people = ["Mã", "Họ và tên", "Đơn vị", "Chức vụ", "Ngày sinh"];
    let results = ["Đối tượng", "Chỉ số", "Năm", "Giá trị"];
    let papers = ["Đối tượng", "Loại giấy tờ", "Ngày nhận"];
    let sent = ["Đơn vị", "Đối tượng", "Ngày nộp"];
    for (name, header, first, second, severity, places) in [
        (
            "Đơn vị",
            &units[..],
            &["Phòng A", "A", "01"][..],
            &["Phòng A", "A", "01"][..],
            "cảnh báo[DL027]",
            ["A2", "A2"],
        ),
        ("Đơn vị", &units, &["Phòng A", "A", ""], &["PHÒNG A", "", "01"], "cảnh báo[DL027]", ["A2", "A2"]),
        ("Đơn vị", &units, &["Phòng A", "A", "01"], &["Phòng A", "A", "02"], "lỗi[DL027]", ["C2", "C2"]),
        (
            "Cá nhân",
            &people,
            &["", "Trần B", "NS", "", "@1980-05-02"],
            &["", "Trần B", "Phòng Ngân sách", "", "2/5/1980"],
            "cảnh báo[DL027]",
            ["B2", "B2"],
        ),
        (
            "Cá nhân",
            &people,
            &["1", "Trần B", "NS", "Chuyên viên"],
            &["1", "Trần B", "NS", "Trưởng phòng"],
            "lỗi[DL027]",
            ["D2", "D2"],
        ),
        ("Cá nhân", &people, &["1", "Trần B", "NS"], &["1", "Trần C", "NS"], "lỗi[DL027]", ["B2", "B2"]),
        (
            "Hồ sơ",
            &papers,
            &["Văn phòng Sở", "to_trinh", "@2023-01-05"],
            &["Văn phòng Sở", "to_trinh", "@2023-01-05"],
            "cảnh báo[DL027]",
            ["A2", "A2"],
        ),
        (
            "Hồ sơ",
            &papers,
            &["Văn phòng Sở", "to_trinh", "@2023-01-05"],
            &["Văn phòng Sở", "to_trinh", "@2023-01-06"],
            "cảnh báo[DL027]",
            ["A2", "A2"],
        ),
        (
            "Đăng ký",
            &sent,
            &["Văn phòng Sở", "Tập thể", "@2022-03-05"],
            &["Văn phòng Sở", "Tập thể", "@2022-03-06"],
            "cảnh báo[DL027]",
            ["A2", "A2"],
        ),
        (
            "Kết quả",
            &results,
            &["Phòng Giá", "thu", "2022", "#5"],
            &["Phòng Giá", "Thu ngân sách", "2022", "#5"],
            "cảnh báo[TD026]",
            ["D2", "D2"],
        ),
        (
            "Kết quả",
            &results,
            &["Phòng Giá", "thu", "2022", "#5"],
            &["Phòng Giá", "thu", "2022", "#6"],
            "lỗi[TD026]",
            ["D2", "D2"],
        ),
    ] {
        let place = bare();
        write(place.path(), "so_lieu.xlsx", bytes(&good()));
        write(place.path(), "so_lieu/a.xlsx", bytes(&[sheet(name, &[header, first])]));
        write(place.path(), "so_lieu/b.xlsx", bytes(&[sheet(name, &[header, second])]));
        let (exit, _, talk) = check(place.path(), &["."]);
        assert_eq!(exit, i32::from(severity.starts_with("lỗi")), "{talk}");
        assert_eq!(talk.matches(severity).count(), 1, "{severity}: {talk}");
        for (file, cell) in ["a", "b"].iter().zip(places) {
            assert!(talk.contains(&format!("so_lieu/{file}.xlsx [{name}!{cell}]")), "{talk}");
        }
    }
}

#[test]
fn a_unit_known_to_two_files_is_one_unit() {
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&good()));
    let (_, expected, _) = check(place.path(), &["."]);
    let own: &[&[&str]] = &[&["Tên đơn vị", "Người ký"], &["Phòng Giá", "Lê Bình"]];
    write(place.path(), "so_lieu/gia.xlsx", bytes(&[sheet("Đơn vị", own)]));
    let (exit, said, talk) = check(place.path(), &["."]);
    assert_eq!((exit, said), (0, expected), "{talk}");
    let (exit, _, talk) =
        run(place.path(), &["render", ".", "dang_ky", "--only", "Phòng Giá", "--out", "kq", "--formats", "native"]);
    let text = fs::read_to_string(place.path().join("kq/dang_ky/phong_gia.txt")).unwrap();
    assert!(exit == 0 && text.contains("Lê Bình"), "{talk}{text}");
}

#[test]
fn two_people_of_one_name_stay_two() {
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&good()));
    for (file, code) in [("a", "1"), ("b", "2")] {
        let rows: &[&[&str]] = &[&["Mã", "Họ và tên", "Đơn vị"], &[code, "Lý Văn D", "VP"]];
        write(place.path(), &format!("so_lieu/{file}.xlsx"), bytes(&[sheet("Cá nhân", rows)]));
    }
    let (exit, said, talk) = check(place.path(), &["."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"), "{said}");
}

#[test]
fn own_columns_of_all_files_are_united() {
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&good()));
    let guests: &[&[&str]] = &[&["Khách", "Số ghế"], &["Ông Ba", "#4"]];
    let more: &[&[&str]] = &[&["Khách", "Nơi ở"], &["Bà Tư", "Rạch Giá"]];
    let unit: &[&[&str]] = &[&["Tên đơn vị", "Số biên chế"], &["Phòng Mới", "#7"]];
    write(place.path(), "so_lieu/a.xlsx", bytes(&[sheet("Khách", guests), sheet("Đơn vị", unit)]));
    write(place.path(), "so_lieu/b.xlsx", bytes(&[sheet("Khách", more)]));
    let body = "{% for dong in bang.khach %}\n{{ dong.khach }}|{{ dong.so_ghe }}|{{ dong.noi_o }}\n{% endfor %}\
                {% for dong in bang.don_vi %}\n{{ dong.ten }}|{{ dong.so_bien_che }}\n{% endfor %}";
    let text = format!("+++\nloai = \"bieu_mau\"\n+++\n{body}\n");
    write(place.path(), "mau/tong_hop_dang_ky.van.tera", text);
    let (exit, _, talk) = run(place.path(), &["render", ".", "tong_hop_dang_ky", "--out", "kq", "--formats", "native"]);
    assert_eq!(exit, 0, "{talk}");
    let text = fs::read_to_string(place.path().join("kq/tong_hop_dang_ky/tong_hop_dang_ky.txt")).unwrap();
    for line in ["Ông Ba|4|", "Bà Tư||Rạch Giá", "Phòng Giá|", "Phòng Mới|7"] {
        assert!(text.contains(&format!("\"{line}\"")), "{line}: {text}");
    }
}

#[test]
fn what_lies_there_and_is_not_read_is_named() {
    for (name, message) in [
        ("so_lieu/~$gia.xlsx", "`~$gia.xlsx` là tệp khóa"),
        ("so_lieu/gia.xlsb", "`gia.xlsb` trong thư mục `so_lieu` không được đọc"),
        ("so_lieu/a/công văn.docx", "`công văn.docx` trong thư mục `so_lieu` không được đọc"),
        ("so_lieu/a/b/gia.xlsx", "`b` trong thư mục `so_lieu` không được đọc"),
        ("so_lieu/van_phong.csv", "tệp `van_phong.csv` có vẻ là số liệu của bảng `Kết quả`"),
    ] {
        let place = bare();
        write(place.path(), "so_lieu.xlsx", bytes(&good()));
        write(place.path(), "so_lieu/.DS_Store", "");
        write(place.path(), "so_lieu/Thumbs.db", "");
        write(place.path(), name, "Đối tượng;Chỉ số;Giá trị\nVăn phòng Sở;thu;5\n");
        let (exit, _, talk) = check(place.path(), &["."]);
        assert_eq!((exit, talk.matches("[DL030]").count()), (0, 1), "{name}: {talk}");
        assert!(talk.contains(message), "{name}: {talk}");
    }
}

#[test]
fn open_workbooks_and_reports_are_no_other_data() {
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&good()));
    let (exit, _, talk) = check(place.path(), &[".", "--bao-cao", "so_lieu/bao_cao.xlsx"]);
    assert!(exit == 2 && talk.contains("lỗi[TL013]"), "{talk}");
    let (_, _, _) = check(place.path(), &[".", "--bao-cao", "bao_cao.xlsx"]);
    fs::rename(place.path().join("bao_cao.xlsx"), place.path().join("so_lieu/b.xlsx")).unwrap();
    write(place.path(), "so_lieu/gia.xlsx", bytes(&[sheet("Khách", &[&["Họ tên", "Ghế"], &["A", "#1"]])]));
    write(place.path(), "so_lieu/~$gia.xlsx", "");
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 0 && talk.ends_with("Không có lỗi, 2 cảnh báo\n"), "{talk}");
    assert!(talk.contains("[DL031]: `gia.xlsx` đang mở") && talk.contains("[DL030]: `b.xlsx` là báo cáo"), "{talk}");
}

#[test]
fn a_fault_names_the_file_it_is_in() {
    let place = bare();
    write(place.path(), "so_lieu.xlsx", bytes(&good()));
    let mut sheets = vec![sheet("Kết qảu", &[&["Đối tượng", "Chỉ số", "Giá trị"], &["Văn phòng Sở", "thu", "5"]])];
    write(place.path(), "so_lieu/vp.xlsx", bytes(&sheets));
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 2 && talk.contains("lỗi[DL021]") && talk.contains("so_lieu/vp.xlsx"), "{talk}");
    // A sheet of the unit's own whose name is a little like one of ours.
    sheets[0] = sheet("Phân công", &[&["Việc", "Người làm"], &["Tổng hợp", "A"]]);
    write(place.path(), "so_lieu/vp.xlsx", bytes(&sheets));
    assert_eq!(check(place.path(), &["."]).2, "Không có lỗi\n");
    sheets[0] = sheet("Kết quả", &[&["Đối tượng", "Chỉ số", "Giá trị"], &["Văn phòng Sở", "thu"]]);
    put(named(&mut sheets, "Kết quả"), "C2", "@2022-01-02");
    write(place.path(), "so_lieu/vp.xlsx", bytes(&sheets));
    write(place.path(), "so_lieu/xau.xls", "không phải sổ tính");
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 2 && talk.contains("lỗi[DL007]") && talk.contains("so_lieu/xau.xls"), "{talk}");
    fs::remove_file(place.path().join("so_lieu/xau.xls")).unwrap();
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 1 && talk.contains("so_lieu/vp.xlsx [Kết quả!C2]"), "{talk}");
}
