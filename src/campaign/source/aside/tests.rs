use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::base::diag::Code;
use crate::campaign::source::table::{Merged, from_list, from_sheet};
use crate::campaign::source::{Column, TableSpec};
use crate::campaign::source::{Entry, Map, Table};

const SPEC: TableSpec = TableSpec {
    key: "don_vi",
    label: "Đơn vị",
    columns: &[
        Column::required("ten", "Tên đơn vị", &[]),
        Column::new("viet_tat", "Viết tắt", &[]),
        Column::new("nguoi_ky", "Người ký", &[]),
    ],
};

/// The sheet with `rows`, cells set off by `|`.
fn sheet(rows: &[&str]) -> Sheet {
    let file: Arc<Path> = Path::new("s.xlsx").into();
    let mut sheet = Sheet::new(&file, "Đơn vị");
    for (row, line) in rows.iter().enumerate() {
        for (column, text) in line.split('|').enumerate() {
            let (row, column) = (row as u32, column as u32);
            let place = sheet.place(row, column);
            sheet.put(row, column, Node::new(Value::clean(text), place));
        }
    }
    sheet
}

/// The names of the rows that are read.
fn names(table: Option<Table>) -> Vec<String> {
    let rows = table.map(|table| table.rows).unwrap_or_default();
    rows.iter().map(|row| row.text("ten").map(|(text, _)| text).unwrap_or_default()).collect()
}

/// What is read of `rows` below `head`, and what is told.
fn read(head: &str, rows: &[&str]) -> (Vec<String>, Vec<Diagnostic>) {
    let mut report = Report::new();
    let table = from_sheet(sheet(&[&[head], rows].concat()), &SPEC, &mut report);
    (names(table), report.into_iter().collect())
}

const HEAD: &str = "TT|Tên đơn vị|Viết tắt|Người ký";
const BARE: &str = "Tên đơn vị|Viết tắt|Người ký";
const ONE: &str = "Tên đơn vị";

#[test]
fn rows_that_are_nobodys_data_are_told_and_left_out() {
    for (head, row) in [
        (BARE, "I. KHỐI CÁC PHÒNG"),
        (BARE, "A. Tập thể"),
        (BARE, "I/ Khối đảng"),
        (ONE, "I - KHỐI CÁC PHÒNG"),
        (ONE, "KHỐI CÁC PHÒNG"),
        (BARE, "KHỐI CƠ QUAN"),
        (BARE, "Khối các phòng chuyên môn"),
        (HEAD, "I|KHỐI CÁC PHÒNG"),
        (HEAD, "A|Tập thể"),
        (HEAD, "I. Khối các phòng"),
        (HEAD, "|Khối các phòng"),
        (HEAD, "|Các đơn vị sự nghiệp"),
        (HEAD, "|Nhóm 1"),
        (BARE, "Khối 1: Các phòng chuyên môn"),
        (BARE, "Cộng 02 đơn vị"),
        (BARE, "Trong đó: phòng|2"),
        (BARE, "-- Hết --"),
        (BARE, "||GIÁM ĐỐC SỞ"),
        (BARE, "TỔNG SỐ ĐƠN VỊ|2"),
        (BARE, "Tổng số: 02 đơn vị"),
        (HEAD, "|Cộng|02"),
        (HEAD, "Tổng cộng|||3"),
        (BARE, "Cộng khối phòng|2"),
        (BARE, "Cộng (I+II)|2"),
        (BARE, "Bình quân chung|9,5"),
        (BARE, "Ghi chú: đơn vị mới thành lập"),
        (BARE, "Ghi chú:|đơn vị mới thành lập"),
        (HEAD, "|(*) Đơn vị mới"),
        (HEAD, "Lưu ý: gửi trước ngày 30/3"),
        (BARE, "(Danh sách gồm 02 đơn vị)"),
        (BARE, "Danh sách này gồm 02 đơn vị./."),
        (BARE, "Bằng chữ: hai đơn vị"),
        (BARE, "||NGƯỜI LẬP BIỂU"),
        (BARE, "THỦ TRƯỞNG ĐƠN VỊ"),
        (BARE, "(Ký, ghi rõ họ tên)"),
        (HEAD, "||||(Đã ký)"),
        (BARE, "Tên đơn vị|Viết tắt|Người ký"),
        (BARE, "1. Khối phòng"),
        (BARE, "2) Các đơn vị sự nghiệp"),
        (BARE, "Cộng A+B|2"),
        (BARE, "Cộng A + B"),
        (BARE, "Trang 1/2"),
        (BARE, "||Trang 2"),
        (BARE, "--- Hết danh sách ---"),
        (BARE, "Lập ngày 05/3/2026"),
        (BARE, "(1)|(2)|(3)"),
    ] {
        let data = if head == ONE {
            ["Văn phòng Sở", "Phòng Giá"]
        } else {
            ["Văn phòng Sở|VP|Trần Thị B", "Phòng Giá|PG"]
        };
        let numbered = |at: usize| if head == HEAD { format!("{}|{}", at + 1, data[at]) } else { data[at].to_owned() };
        for at in 0..3 {
            let mut rows = vec![numbered(0), numbered(1)];
            rows.insert(at, row.to_owned());
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            if row == "(1)|(2)|(3)" && at == 0 {
                continue;
            }
            let (names, told) = read(head, &rows);
            assert_eq!(names, ["Văn phòng Sở", "Phòng Giá"], "{row} at {at}: {told:?}");
            assert!(told.len() == 1 && told[0].code == Code::DL026, "{row} at {at}: {told:?}");
            assert_eq!(told[0].place.as_ref().and_then(Place::row_number), Some(at as u32 + 2), "{row}");
        }
    }
}

#[test]
fn what_may_be_a_row_stays_one() {
    for (head, row) in [
        (BARE, "Khối thi đua số 1|K1"),
        (BARE, "Khối thi đua số 1"),
        (ONE, "Khối thi đua số 1"),
        (HEAD, "3|Khối thi đua số 1"),
        (HEAD, "3|KHỐI THI ĐUA SỐ 1"),
        (HEAD, "3|Các Ban Hội đồng nhân dân"),
        (ONE, "Các Ban Hội đồng nhân dân"),
        (BARE, "Nhóm Thông tin|NTT"),
        (BARE, "Phòng Tổng hợp"),
        (BARE, "Tổng Thị Hoa"),
        (BARE, "Tổng công ty Điện lực"),
        (BARE, "Tổng đội Thanh niên xung phong"),
        (ONE, "Cộng đồng dân cư ấp 3"),
        (BARE, "Công ty Cấp nước"),
        (BARE, "X. An Minh"),
        (BARE, "P. Giá"),
        (BARE, "V. Phòng"),
        (HEAD, "3|PHÒNG NGÂN SÁCH"),
        (ONE, "PHÒNG NGÂN SÁCH"),
        (BARE, "Ban Giám đốc"),
        (BARE, "Trần Minh Khoa"),
        (BARE, "Trường Tiểu học Tân Bình (cơ sở 1)"),
        (BARE, "Trung tâm Lưu trữ"),
        (BARE, "Giám đốc Sở"),
        (BARE, "Trưởng phòng"),
        (BARE, "Trang trại Phú An"),
        (BARE, "1. Phòng Ngân sách"),
        (BARE, "P. Phần mềm"),
        (BARE, "P. Các vấn đề xã hội"),
        (BARE, "Giám đốc Sở|Đã ký"),
        (BARE, "Cộng tác viên Phòng A"),
        (BARE, "Thủ trưởng các đơn vị"),
        (BARE, "Lập biểu mẫu đăng ký"),
        (HEAD, "3|KẾ TOÁN"),
        (ONE, "KẾ TOÁN"),
    ] {
        let data = if head == ONE {
            ["Văn phòng Sở", "Phòng Giá"]
        } else {
            ["Văn phòng Sở|VP|Trần Thị B", "Phòng Giá|PG"]
        };
        let numbered = |at: usize| if head == HEAD { format!("{}|{}", at + 1, data[at]) } else { data[at].to_owned() };
        let (names, told) = read(head, &[&numbered(0), &numbered(1), row]);
        assert_eq!(names.len(), 3, "{row}: {told:?}");
        assert!(told.is_empty(), "{row}: {told:?}");
    }
}

#[test]
fn signatures_go_with_the_names_below_them() {
    for block in [
        &["||NGƯỜI LẬP BIỂU", "||Vũ Thị G"][..],
        &[
            "An Giang, ngày 05 tháng 3 năm 2026",
            "NGƯỜI LẬP||GIÁM ĐỐC",
            "(Ký tên)||(Ký, đóng dấu)",
            "Vũ Thị G||ThS. Trần H",
        ],
        &["Người lập biểu||Trưởng phòng", "Vũ Thị G||Trần Văn H"],
        &["Người lập biểu|Thư ký Hội đồng|Chủ tịch Hội đồng", "Vũ Thị G|Lê An|Trần Văn H"],
        &["||KT. GIÁM ĐỐC", "||PHÓ GIÁM ĐỐC", "||Trần Văn H"],
        &["Nơi nhận:||TM. ỦY BAN NHÂN DÂN", "- Như trên;||CHỦ TỊCH", "- Lưu: VT.", "||Trần Văn H"],
        &["Danh sách này gồm 02 đơn vị./.", "||Người lập biểu", "||Vũ Thị G"],
    ] {
        let rows = [&["Văn phòng Sở|VP|Trần Thị B", "Phòng Giá|PG"], block].concat();
        let (names, told) = read(BARE, &rows);
        assert_eq!(names, ["Văn phòng Sở", "Phòng Giá"], "{block:?}: {told:?}");
        assert!(told.iter().all(|finding| finding.code == Code::DL026), "{block:?}: {told:?}");
        assert!(told.iter().any(|finding| finding.message.contains("phần ký tên")), "{block:?}: {told:?}");
    }
}

#[test]
fn a_row_below_a_signature_is_read() {
    let rows = ["Văn phòng Sở|VP|Trần Thị B", "||NGƯỜI LẬP BIỂU", "Phòng Giá|PG|Phạm Thị D1"];
    assert_eq!(read(BARE, &rows).0, ["Văn phòng Sở", "Phòng Giá"]);
}

#[test]
fn numbers_before_all_names_head_nothing() {
    let rows = ["1. Phòng A|PA", "2. Phòng B|PB", "3. Các Ban Hội đồng nhân dân", "4. Khối thi đua số 1"];
    assert_eq!(read(BARE, &rows).0.len(), 4);
}

#[test]
fn headings_follow_one_another() {
    let rows =
        ["A. TẬP THỂ", "I. Phòng", "Phòng A|PA", "II. Trung tâm", "Phòng B|PB", "B. CÁ NHÂN", "I. Sở", "Phòng C|PC"];
    let (names, told) = read(BARE, &rows);
    assert_eq!(names, ["Phòng A", "Phòng B", "Phòng C"]);
    assert_eq!(told.len(), 1);
    assert!(told[0].message.starts_with("các dòng 2–3, 5, 7–8 là đề mục"), "{}", told[0].message);
    // Rows that are numbered so are no headings.
    let rows = ["I|Phòng A|PA", "II|Phòng B|PB", "III|Phòng C"];
    assert_eq!(read(HEAD, &rows).0.len(), 3);
}

#[test]
fn a_cell_merged_over_the_table_is_a_heading() {
    let rows = [BARE, "Phòng Ngân sách", "Tổ 1|T1", "Tổ 2|T2"];
    let merged = Merged { first: (1, 0), last: (1, 2) };
    let mut report = Report::new();
    let table = from_sheet(Sheet { merged: vec![merged], ..sheet(&rows) }, &SPEC, &mut report);
    assert_eq!(names(table), ["Tổ 1", "Tổ 2"]);
    assert_eq!(report.iter().count(), 1);
}

#[test]
fn lists_in_json_have_such_rows_too() {
    let file: Arc<Path> = Path::new("s.json").into();
    let place = || Place::whole(&file);
    let item = |(name, short): (&str, &str)| {
        let entry = |key: &str, text: &str| Entry {
            key: key.to_owned(),
            place: place(),
            node: Node::new(Value::clean(text), place()),
        };
        Node::new(
            Value::Map(Box::new(Map { entries: vec![entry("ten", name), entry("viet_tat", short)], place: place() })),
            place(),
        )
    };
    let items = [("I. KHỐI CÁC PHÒNG", ""), ("Phòng Giá", "PG"), ("Tổng số", "1"), ("Ghi chú: đơn vị mới", "")];
    let mut report = Report::new();
    let table = from_list(items.into_iter().map(item).collect(), &SPEC, place(), &mut report);
    assert_eq!(names(Some(table)), ["Phòng Giá"]);
    assert!(report.iter().count() == 3 && report.iter().all(|finding| finding.code == Code::DL026), "{report}");
}

#[test]
fn headers_in_other_words_are_told_and_a_second_table_is_not_read() {
    for (head, rows, expected, code) in [
        (HEAD, ["1|Văn phòng|VP|", "TT|Đơn vị|Viết tắt|Người ký", "2|Phòng Giá|PG|"], "Văn phòng/Phòng Giá", "DL026"),
        (BARE, ["Văn phòng|VP|", "Người ký|Tên đơn vị|", "An|Phòng Giá|"], "Văn phòng", "DL050"),
        (HEAD, ["1|Văn phòng|VP|", "|||", "Tên đơn vị|Số điện thoại||"], "Văn phòng", "DL050"),
        (BARE, ["Văn phòng|VP|", "|Người ký|Viết tắt", "Phòng Giá|PG|An"], "Văn phòng", "DL050"),
        (BARE, ["|(chữ)|(ông, bà)", "Văn phòng|VP|", "Phòng Giá|PG|"], "Văn phòng/Phòng Giá", "DL026"),
        (BARE, ["A|B|C", "Văn phòng|VP|", "Phòng Giá|PG|"], "Văn phòng/Phòng Giá", ""),
        (BARE, ["Văn phòng|VP|", "Viết tắt|PG|An", "Phòng Giá|PG|An"], "Văn phòng/Viết tắt/Phòng Giá", ""),
    ] {
        let (names, told) = read(head, &rows);
        let codes: Vec<&str> = told.iter().map(|finding| finding.code.name()).collect();
        assert_eq!((names.join("/"), codes.join(" ")), (expected.to_owned(), code.to_owned()), "{rows:?}");
    }
}
