//! Tables that only the templates of a campaign know: in every shape of data, by their columns, and what is
//! wrong with them told to the papers that print them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::faults::DON_VI;
use crate::faulty::{named, put};
use crate::program::{check, run};
use crate::workbook::{FACTS, Sheet, bytes, good};

/// A sheet of guests as an office keeps it.
fn guests(cell: &str) -> Sheet {
    let rows: &[&[&str]] = &[
        &["DANH SÁCH KHÁCH MỜI"],
        &[],
        &["TT", "Họ và tên", "Nơi nhận giấy", "", "Tiền (đồng)"],
        &["", "", "Cơ quan", "Ngày gửi"],
        &["(1)", "(2)", "(3)", "(4)", "(5)"],
        &["#1", "Trần *An*", "Sở Nội vụ", "@2023-02-01", "#1500000"],
        &["#2", "Lê Bình", "", "05/02/2023", "#2.5"],
        &["#3", "Đỗ Chi", "Sở Y tế", cell, "#3"],
        &["", "Tổng cộng", "", "", "#6"],
    ];
    Sheet {
        name: "Khách mời".to_owned(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        merged: vec![(0, 0, 0, 4), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4), (5, 2, 6, 2)],
        hidden: false,
    }
}

const LIST: &str = "{% for khach in bang.khach_moi %}\n{{ khach.ho_va_ten }}|{{ khach.co_quan }}|{{ khach.ngay_gui }}|\
                    {{ khach.tien_dong }}\n{% endfor %}";

/// The good campaign with `sheets` more, and `body` as its summary of registrations.
fn campaign(sheets: Vec<Sheet>, body: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    let all: Vec<Sheet> = good().into_iter().chain(sheets).collect();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&all)).unwrap();
    template(place.path(), body);
    place
}

fn template(place: &Path, body: &str) {
    of_kind(place, "tong_hop_dang_ky", body);
}

/// Puts the template `kind` with `body` in the place of the built-in one.
fn of_kind(place: &Path, kind: &str, body: &str) {
    fs::create_dir_all(place.join("mau")).unwrap();
    let text = format!("+++\nloai = \"bieu_mau\"\n+++\n{body}\n");
    fs::write(place.join(format!("mau/{kind}.van.tera")), text).unwrap();
}

/// The lines of the summary of registrations with a `|`.
fn printed(place: &Path) -> Vec<String> {
    let (exit, _, talk) = run(place, &["render", ".", "tong_hop_dang_ky", "--out", "ket_qua", "--formats", "native"]);
    assert_eq!(exit, 0, "{talk}");
    let text = fs::read_to_string(place.join("ket_qua/tong_hop_dang_ky/tong_hop_dang_ky.txt")).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once('"')?.1.rsplit_once('"').map(|(inner, _)| inner));
    lines.filter(|line| line.contains('|')).map(str::to_owned).collect()
}

const ROWS: [&str; 3] =
    ["Trần *An*|Sở Nội vụ|01/02/2023|1500000", "Lê Bình|Sở Nội vụ|05/02/2023|2,5", "Đỗ Chi|Sở Y tế|06/02/2023|3"];

#[test]
fn a_sheet_of_its_own_is_a_list_of_rows() {
    let place = campaign(vec![guests("06/02/2023")], LIST);
    assert_eq!(printed(place.path()), ROWS);
}

#[test]
fn lists_and_json_are_tables_too() {
    let place = campaign(Vec::new(), LIST);
    fs::write(place.path().join("khach_moi.csv"), "Họ và tên;Cơ quan;Ngày gửi;Tiền (đồng)\nA;B;01/02/2023;1,5\n")
        .unwrap();
    assert_eq!(printed(place.path()), ["A|B|01/02/2023|1,5"]);
    let units = r#"{"don_vi": [{"ten": "A"}], "dang_ky": [{"don_vi": "A", "doi_tuong": "Tập thể"}],"#;
    let guests = r#""Khách mời": [{"Họ và tên": "A", "ngay_gui": "2/3", "Tiền (đồng)": 2}, {"co_quan": ["X", "Y"]}]}"#;
    let place = campaign(
        Vec::new(),
        "{% for khach in bang.khach_moi %}\nTên: {{ khach.ho_va_ten }}|{{ khach.tien_dong }}\n{% endfor %}",
    );
    fs::remove_file(place.path().join("so_lieu.xlsx")).unwrap();
    fs::write(place.path().join("so_lieu.json"), format!("{units}{guests}")).unwrap();
    assert_eq!(printed(place.path()), ["Tên: A|2", "Tên: |"]);
}

#[test]
fn tables_of_the_campaign_are_lists_of_rows_too() {
    let place = campaign(
        Vec::new(),
        "{% for dong in bang.ket_qua %}\n{{ dong.doi_tuong }}|{{ dong.gia_tri }}|{{ dong.nguon }}\n{% endfor %}",
    );
    assert_eq!(printed(place.path())[..2], ["Phòng Ngân sách|95%|", "Phòng Ngân sách|1.234,56|"]);
}

#[test]
fn an_unknown_table_or_column_is_told_at_its_line() {
    for (body, line, hint) in [
        ("{% for khach in bang.khach_moii %}{% endfor %}", "4:22", "có phải là `khach_moi`?"),
        ("{% for khach in bang.khach_moi %}\n{{ khach.co_quann }}{% endfor %}", "5:10", "có phải là `co_quan`?"),
    ] {
        let place = campaign(vec![guests("")], body);
        let (exit, _, talk) = check(place.path(), &["."]);
        assert!(exit == 2 && talk.contains("lỗi[MT002]") && talk.contains(hint), "{talk}");
        assert!(talk.contains(&format!("tong_hop_dang_ky.van.tera:{line}")), "{talk}");
    }
}

#[test]
fn a_faulty_cell_stops_only_the_papers_that_print_its_table() {
    let place = campaign(vec![guests("=#REF!")], LIST);
    let (exit, _, talk) = run(place.path(), &["render", ".", "--mau-trong", "--out", "ket_qua", "--formats", "native"]);
    assert!(exit == 1 && talk.contains("so_lieu.xlsx [Khách mời!D8]"), "{talk}");
    assert!(
        talk.contains("2 văn bản có lỗi, không tạo: tong_hop_dang_ky/tong_hop_dang_ky, tong_hop_dang_ky/mau_trong"),
        "{talk}"
    );
    template(place.path(), "Không in bảng nào.");
    let (exit, out, talk) = check(place.path(), &["."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"), "{out}");
}

#[test]
fn two_tables_of_one_name_are_told_to_those_who_use_them() {
    let place = campaign(vec![guests("")], LIST);
    fs::write(place.path().join("Khách mời.csv"), "Họ và tên,Cơ quan\nA,B\n").unwrap();
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 1 && talk.contains("lỗi[DL010]: có hai bảng tên `Khách mời`"), "{talk}");
}

#[test]
fn notes_help_and_hidden_sheets_are_left_in_peace() {
    let mut hidden = guests("");
    hidden.hidden = true;
    let sheet = |name: &str, rows: &[&[&str]]| Sheet {
        name: name.to_owned(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        merged: Vec::new(),
        hidden: false,
    };
    let notes = sheet("Ghi nhớ", &[&["Gọi lại cho anh An"], &["#12"]]);
    let help = sheet("Hướng dẫn", &[&["Cột", "Nghĩa"], &["Tên", "tên"]]);
    let place = campaign(vec![hidden, notes, help], "{{ bang.khach_moi }}{{ bang.ghi_nho }}{{ bang.huong_dan }}");
    let (exit, _, talk) = check(place.path(), &["."]);
    assert!(exit == 2 && talk.matches("lỗi[MT002]").count() == 3, "{talk}");
    template(place.path(), "Không in bảng nào.");
    assert_eq!(check(place.path(), &["."]).2, "Không có lỗi\n");
}

/// The good campaign with columns of its own in four sheets.
fn with_columns() -> TempDir {
    let mut sheets = good();
    for (sheet, cells) in [
        (DON_VI, vec![("E3", "Số tài khoản"), ("E4", "(5)"), ("E5", "#9704"), ("E6", "12 34")]),
        ("Cá nhân", vec![("F1", "Cỡ áo"), ("F2", "XL")]),
        ("Đăng ký", vec![("F1", "Người nộp"), ("F2", "chị Lan"), ("F5", "anh Nam")]),
        ("Đề nghị", vec![("D1", "Hạng mục"), ("D4", "một cửa")]),
    ] {
        cells.iter().for_each(|(cell, text)| put(named(&mut sheets, sheet), cell, text));
    }
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&sheets)).unwrap();
    place
}

/// What the document at `path` below the output folder says in its first paragraph.
fn first_paragraph(place: &Path, path: &str) -> String {
    let text = fs::read_to_string(place.join("ket_qua").join(path)).unwrap_or_else(|_| panic!("{path}"));
    text.lines().find_map(|line| line.trim().strip_prefix("paragraph NoiDung ")).unwrap_or_default().to_owned()
}

#[test]
fn own_columns_are_there_in_papers_and_lists() {
    let place = with_columns();
    of_kind(
        place.path(),
        "dang_ky",
        "TK {{ don_vi.cot.so_tai_khoan }}{% for d in dang_ky.dong %}; {{ d.cot.nguoi_nop }}{% endfor %}",
    );
    of_kind(
        place.path(),
        "bao_cao_thanh_tich_ca_nhan",
        "HM {{ de_nghi.cot.hang_muc }} {{ de_nghi.cot_ca_nhan.co_ao }} {{ de_nghi.cot_don_vi.so_tai_khoan }}",
    );
    template(
        place.path(),
        "{% for d in tong_hop.don_vi %}{{ d.cot.so_tai_khoan }};{% endfor %}{{ don_vi.cot.so_tai_khoan }}",
    );
    let (exit, _, talk) = run(place.path(), &["render", ".", "--mau-trong", "--out", "ket_qua", "--formats", "native"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(talk.matches("cảnh báo[DL011]").count(), 4, "{talk}");
    for (path, text) in [
        ("dang_ky/phong_ngan_sach.txt", "\"TK 9704; chị Lan\""),
        ("dang_ky/phong_gia.txt", "\"TK ; ; anh Nam\""),
        ("dang_ky/mau_trong.txt", "\"TK\""),
        ("bao_cao_thanh_tich_ca_nhan/tran_an_2022.txt", "\"HM một cửa XL 9704\""),
        ("bao_cao_thanh_tich_ca_nhan/mau_trong.txt", "\"HM\""),
        ("tong_hop_dang_ky/tong_hop_dang_ky.txt", "\"9704;12 34;;;\""),
    ] {
        assert_eq!(first_paragraph(place.path(), path).trim_end_matches(['.', '/']), text, "{path}");
    }
}

#[test]
fn an_unknown_own_column_is_told_with_those_that_there_are() {
    for (text, hint) in [
        ("{{ don_vi.cot.so_tai_khoann }}", "có phải là `so_tai_khoan`?"),
        ("{{ de_nghi.cot.co_ao }}", "ở đây có: hang_muc"),
    ] {
        let place = with_columns();
        of_kind(place.path(), "dang_ky", text);
        let (exit, _, talk) = check(place.path(), &["."]);
        assert!(exit == 2 && talk.contains("lỗi[MT002]") && talk.contains(hint), "{talk}");
        assert!(talk.contains("mau/dang_ky.van.tera:4:"), "{talk}");
    }
}

#[test]
fn a_faulty_cell_of_an_own_column_stops_the_papers_of_its_unit() {
    let place = with_columns();
    let mut sheets = good();
    put(named(&mut sheets, DON_VI), "E3", "Số tài khoản");
    put(named(&mut sheets, DON_VI), "E7", "=#N/A");
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&sheets)).unwrap();
    let (exit, _, talk) = run(place.path(), &["render", ".", "dang_ky", "--out", "ket_qua", "--formats", "native"]);
    assert!(
        exit == 1 && talk.contains("lỗi[DL014]: `Số tài khoản` phải là chữ") && talk.contains("[ĐƠN VỊ !E7]"),
        "{talk}"
    );
    assert!(talk.contains("1 văn bản có lỗi, không tạo: dang_ky/phong_gia"), "{talk}");
}
