//! What becomes of the cells of one column.

use std::path::Path;

use super::*;
use crate::base::diag::{Diagnostic, Place};
use crate::campaign::source::{Column, Kind, Look, Row, TableSpec};

const fn column(key: &'static str, label: &'static str, kind: Kind) -> Column {
    Column::new(key, label, &[]).holding(kind, 18.0, "")
}

const SPEC: TableSpec = TableSpec {
    key: "ho_so",
    label: "Hồ sơ",
    columns: &[
        column("ho_ten", "Họ và tên", Kind::Person),
        column("doi_tuong", "Đối tượng", Kind::Subject),
        column("chuc_vu", "Chức vụ", Kind::Words),
        column("ghi_chu", "Ghi chú", Kind::Lines),
        column("ngay_nhan", "Ngày nhận", Kind::Date),
        column("ngay_sinh", "Ngày sinh", Kind::BirthDate),
        column("nam", "Năm", Kind::Year),
        column("gia_tri", "Giá trị", Kind::Figure),
        column("so_luong", "Số lượng", Kind::Count),
    ],
};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn day(year: i32, month: u32, day: u32) -> Value {
    Value::Date(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn shown(value: Value, shown: &str) -> (Value, Option<Look>) {
    (value, Some(Look { shown: Some(shown.to_owned()), ..Look::default() }))
}

/// The values of the column `key` when they are tidy, and the findings as `code row`.
fn tidied(key: &'static str, cells: Vec<(Value, Option<Look>)>) -> (Vec<Value>, Vec<String>) {
    let rows = cells.into_iter().enumerate().map(|(row, (value, look))| {
        let place = Place::cell("s.xlsx", "Hồ sơ", row as u32, 0);
        let node = Node { value, place: place.clone(), look: look.map(Box::new) };
        Row::new(&SPEC, vec![(key, node)], place, row + 1)
    });
    let place = Place::file(Path::new("s.xlsx"));
    let table =
        super::tidied(Table { spec: &SPEC, place, own: Vec::new(), rows: rows.collect(), findings: Vec::new() });
    let values = table.rows.iter().map(|row| row.cells[0].1.value.clone()).collect();
    let at = |finding: &Diagnostic| finding.place.as_ref().and_then(Place::row_and_column).map_or(0, |(row, _)| row);
    (values, table.findings.iter().map(|finding| format!("{} {}", finding.code, at(finding))).collect())
}

fn plain(values: &[Value]) -> Vec<(Value, Option<Look>)> {
    values.iter().map(|value| (value.clone(), None)).collect()
}

/// One cell by itself.
fn one(key: &'static str, value: Value) -> (Value, Vec<String>) {
    let (values, told) = tidied(key, plain(&[value]));
    (values[0].clone(), told)
}

/// A value and how it looks.
type Cell = (Value, Option<Look>);

#[test]
fn what_stands_in_the_place_of_a_value_is_none() {
    let blank = || (Value::Empty, vec!["DL048 0".to_owned()]);
    for mark in ["-nt-", "Nt", "\"", "Như trên", "N/A", "?", "chưa rõ"] {
        for key in ["chuc_vu", "ho_ten", "doi_tuong"] {
            assert_eq!(one(key, text(mark)), blank(), "{key} {mark}");
        }
        assert_eq!(one("ghi_chu", text(mark)), (text(mark), vec![]), "a note may say so");
    }
    for word in ["Nam", "NTM", "Như trên đã nói", "Nông trường"] {
        assert_eq!(one("chuc_vu", text(word)), (text(word), vec![]));
    }
}

#[test]
fn a_bare_zero_is_no_word_and_no_day() {
    for key in ["chuc_vu", "ho_ten", "doi_tuong", "ghi_chu", "ngay_nhan", "ngay_sinh"] {
        for value in [Value::Integer(0), text("0")] {
            assert_eq!(one(key, value), (Value::Empty, vec!["DL040 0".to_owned()]), "{key}");
        }
    }
    assert_eq!(tidied("ngay_nhan", vec![shown(Value::Integer(0), "00/01/1900")]).0, [Value::Empty]);
    assert_eq!(tidied("chuc_vu", vec![shown(Value::Integer(0), "-")]), (vec![Value::Empty], vec![]));
    assert_eq!(tidied("chuc_vu", vec![shown(Value::Integer(0), "CB00")]), (vec![Value::Integer(0)], vec![]));
    for key in ["gia_tri", "so_luong"] {
        assert_eq!(one(key, Value::Integer(0)), (Value::Integer(0), vec![]));
    }
}

#[test]
fn dashes_are_blank_in_every_column() {
    for key in ["chuc_vu", "ngay_nhan", "gia_tri", "so_luong"] {
        assert_eq!(one(key, text("–")), (Value::Empty, vec![]), "{key}");
    }
}

#[test]
fn facts_stand_on_one_line() {
    assert_eq!(one("ho_ten", text("Hoàng\nVăn E")).0, text("Hoàng Văn E"));
    assert_eq!(one("chuc_vu", text("Chuyên viên,\n  Bí thư")).0, text("Chuyên viên, Bí thư"));
    assert_eq!(one("chuc_vu", text("- Giảm giờ\n- Tăng thu;\n+ Bớt giấy")).0, text("- Giảm giờ; Tăng thu; Bớt giấy"));
    assert_eq!(one("ghi_chu", text("a\nb")).0, text("a\nb"));
}

#[test]
fn forms_of_address_are_taken_off_persons_and_told() {
    for key in ["ho_ten", "doi_tuong"] {
        assert_eq!(one(key, text("Đ/c Vũ Thị G")), (text("Vũ Thị G"), vec!["DL045 0".to_owned()]));
    }
    assert_eq!(one("doi_tuong", text("Bà Rịa")), (text("Bà Rịa"), vec![]));
    assert_eq!(one("chuc_vu", text("Ông Hoàng Văn E")), (text("Ông Hoàng Văn E"), vec![]));
}

#[test]
fn serial_numbers_are_days() {
    let date = day(2026, 2, 20);
    for value in [Value::Integer(46_073), Value::Decimal(46_073.75), text("46073")] {
        assert_eq!(one("ngay_nhan", value), (date.clone(), vec![]));
    }
    let since_1904 = Look { since_1904: true, ..Look::default() };
    assert_eq!(tidied("ngay_nhan", vec![(Value::Integer(44_611), Some(since_1904))]).0, [date]);
    assert_eq!(one("ngay_sinh", Value::Integer(1980)).0, Value::Integer(1980));
    assert_eq!(one("ngay_sinh", Value::Integer(29_343)).0, day(1980, 5, 2));
    for value in [Value::Integer(2026), text("20/2/2026"), text("hôm qua"), Value::Integer(9839)] {
        assert_eq!(one("ngay_nhan", value.clone()), (value, vec![]));
    }
}

#[test]
fn years_that_can_not_be_are_told() {
    for value in [day(2206, 2, 20), day(1926, 12, 8), text("08/12/1926"), text("20/02/2206"), text("2206-02-20")] {
        assert_eq!(one("ngay_nhan", value), (Value::Empty, vec!["DL042 0".to_owned()]));
    }
    assert_eq!(one("ngay_sinh", day(1926, 12, 8)).1, Vec::<String>::new());
    assert_eq!(one("ngay_sinh", text("08/12/1826")).1, ["DL042 0"]);
}

#[test]
fn a_part_of_a_day_is_told() {
    assert_eq!(tidied("ngay_nhan", vec![shown(day(2026, 2, 20), "02/2026")]).1, ["DL046 0"]);
    assert_eq!(tidied("ngay_sinh", vec![shown(day(1980, 1, 1), "1980")]).1, Vec::<String>::new());
    assert_eq!(tidied("nam", vec![shown(day(2026, 1, 1), "2026")]), (vec![Value::Integer(2026)], vec![]));
    assert_eq!(tidied("nam", vec![shown(day(2026, 1, 1), "01/2026")]).0, [Value::Integer(2026)]);
}

#[test]
fn what_proves_months_first_makes_the_others_doubtful() {
    let column = [text("2/12/2026"), text("12/25/2026"), text("5/5/2026"), text("13/12/2026")];
    let (values, told) = tidied("ngay_nhan", plain(&column));
    assert_eq!(values, [Value::Empty, Value::Empty, text("5/5/2026"), text("13/12/2026")]);
    assert_eq!(told, ["DL041 0", "DL041 1"]);
    assert_eq!(tidied("ngay_nhan", plain(&[text("2/12/2026"), text("25/12/2026")])).1, Vec::<String>::new());
}

#[test]
fn days_that_a_machine_may_have_turned_are_told() {
    let (values, told) = tidied("ngay_nhan", plain(&[day(2026, 5, 3), text("25/03/2026"), day(2026, 4, 4)]));
    assert_eq!(values[0], day(2026, 5, 3));
    assert_eq!(told, ["DL041 0"]);
    let sure = [day(2026, 5, 3), text("25/03/2026"), day(2026, 4, 14)];
    assert_eq!(tidied("ngay_nhan", plain(&sure)).1, Vec::<String>::new());
    let month_first = Look { month_first: true, ..Look::default() };
    let cells = vec![(day(2026, 2, 12), Some(month_first.clone())), (day(2026, 2, 20), Some(month_first))];
    assert_eq!(tidied("ngay_nhan", cells).1, ["DL041 0"]);
}

#[test]
fn rounded_figures_of_a_column_are_told_once() {
    let rounded = |value: f64, text: &str| {
        (Value::Decimal(value), Some(Look { shown: Some(text.to_owned()), rounded: true, ..Look::default() }))
    };
    let (values, told) =
        tidied("gia_tri", vec![rounded(94.96, "95%"), (Value::Integer(3), None), rounded(89.7, "90%")]);
    assert_eq!((&values[0], told), (&Value::Decimal(94.96), vec!["DL046 0".to_owned()]));
}

#[test]
fn a_decimal_point_makes_points_before_three_digits_doubtful() {
    let (values, told) = tidied("gia_tri", plain(&[text("92.5"), text("96.425"), text("1.234.567"), text("90")]));
    assert_eq!(values, [text("92.5"), Value::Empty, text("1.234.567"), text("90")]);
    assert_eq!(told, ["DL047 1"]);
    assert_eq!(tidied("gia_tri", plain(&[text("96.425"), text("1.500")])).1, Vec::<String>::new());
}

#[test]
fn a_row_that_is_struck_out_is_told_once() {
    let place = Place::cell("s.xlsx", "Hồ sơ", 3, 0);
    let look = Look { struck: Some(Struck::Whole), ..Look::default() };
    let node =
        |text: &str| Node { value: Value::Text(text.into()), place: place.clone(), look: Some(Box::new(look.clone())) };
    let cells = vec![("ho_ten", node("Lê An")), ("chuc_vu", node("Chuyên viên"))];
    let row = Row::new(&SPEC, cells, place.clone(), 4);
    let table = Table { spec: &SPEC, place: place.clone(), own: Vec::new(), rows: vec![row], findings: Vec::new() };
    let findings = super::tidied(table).findings;
    assert_eq!((findings.len(), findings[0].place.as_ref()), (1, Some(&place)));
    assert!(findings[0].message.starts_with("dòng 4 "), "{}", findings[0]);
}

#[test]
fn a_thousands_comma_makes_commas_before_three_digits_doubtful() {
    let (values, told) = tidied("gia_tri", plain(&[text("1,234,567"), text("96,425"), text("92,5")]));
    assert_eq!((&values[1], &values[2]), (&Value::Empty, &text("92,5")));
    assert_eq!(told, ["DL047 1"]);
    assert_eq!(tidied("gia_tri", plain(&[text("1,234.5"), text("2,000")])).1, ["DL047 1"]);
    assert_eq!(tidied("gia_tri", plain(&[text("96,425"), text("92,5")])).1, Vec::<String>::new());
}

#[test]
fn what_is_struck_out_is_told_in_every_column() {
    for struck in [Struck::Whole, Struck::Part("cũ".into())] {
        let look = Look { struck: Some(struck), ..Look::default() };
        assert_eq!(
            tidied("so_luong", vec![(Value::Integer(3), Some(look))]),
            (vec![Value::Integer(3)], vec!["DL043 0".into()])
        );
    }
}

/// As [`tidied`], of an own column with the header `label`.
fn own(label: &str, cells: Vec<(Value, Option<Look>)>) -> (Vec<Value>, Vec<String>) {
    const NONE: TableSpec = TableSpec { key: "", label: "", columns: &[] };
    let column = Arc::new(OwnColumn { key: crate::base::text::ascii_key(label), label: label.to_owned() });
    let rows = cells.into_iter().enumerate().map(|(row, (value, look))| {
        let place = Place::cell("s.xlsx", "Khách", row as u32, 0);
        let node = Node { value, place: place.clone(), look: look.map(Box::new) };
        Row { own: vec![(column.clone(), node)], ..Row::new(&NONE, Vec::new(), place, row + 1) }
    });
    let rows = rows.collect();
    let place = Place::file(Path::new("s.xlsx"));
    let table = super::tidied(Table { spec: &NONE, place, own: vec![column.clone()], rows, findings: Vec::new() });
    let values = table.rows.iter().map(|row| row.own[0].1.value.clone()).collect();
    let at = |finding: &Diagnostic| finding.place.as_ref().and_then(Place::row_and_column).map_or(0, |(row, _)| row);
    let told = table.findings.iter().map(|finding| format!("{:?} {} {}", finding.severity, finding.code, at(finding)));
    (values, told.collect())
}

#[test]
fn what_is_wrong_in_any_column_is_told_in_those_of_the_office() {
    let zero = |look: &str| shown(Value::Integer(0), look);
    let month_first = (day(2026, 2, 12), Some(Look { month_first: true, ..Look::default() }));
    let cells: [(&str, Vec<Cell>, &[&str]); 12] = [
        ("Hạn", vec![zero("00/01/1900"), (text("mai"), None)], &["Warning DL040 0"]),
        ("Hạn", plain(&[text("00/01/1900")]), &["Warning DL040 0"]),
        ("Chức vụ", plain(&[text("Chuyên viên"), text("Văn thư"), Value::Integer(0)]), &["Warning DL040 2"]),
        ("Chức vụ", plain(&[text("Chuyên viên"), text("Văn thư"), text("0")]), &["Warning DL040 2"]),
        ("Ngày họp", plain(&[Value::Integer(46_073)]), &["Warning DL046 0"]),
        ("Hạn", plain(&[day(2026, 2, 2), text("20/02/2026"), Value::Integer(46_073)]), &["Warning DL046 2"]),
        ("Hạn", plain(&[text("12/25/2026"), text("2/12/2026")]), &["Error DL041 0", "Error DL041 1"]),
        ("Hạn", plain(&[day(2026, 5, 3), text("25/03/2026")]), &["Warning DL041 0"]),
        ("Hạn", vec![month_first], &["Warning DL041 0"]),
        ("Kính gửi", plain(&[text("Ông Ông Hoàng Văn E")]), &["Error DL045 0"]),
        ("Cơ quan", plain(&[text("Sở Y tế"), text("-nt-")]), &["Error DL048 1"]),
        ("Cơ quan", plain(&[text("Sở Y tế"), text("N/A")]), &["Warning DL048 1"]),
    ];
    for (label, cells, expected) in cells {
        assert_eq!(own(label, cells.clone()).1, expected, "{label} {cells:?}");
    }
    assert_eq!(own("Ngày họp", plain(&[Value::Integer(46_073)])).0, [day(2026, 2, 20)]);
}

#[test]
fn ordinary_cells_of_the_office_are_left_in_peace() {
    let words = [text("Chuyên viên"), text("Văn thư")];
    let cells: [(&str, Vec<Cell>); 22] = [
        ("Số con", plain(&[words[0].clone(), words[1].clone(), Value::Integer(0)])),
        ("Vắng", plain(&[Value::Integer(0), Value::Integer(0), Value::Integer(0), text("có phép"), text("ốm")])),
        ("Ghế", plain(&[text("A1"), text("B2"), Value::Integer(0)])),
        ("Phí", plain(&[text("miễn"), Value::Integer(0)])),
        ("Tỷ lệ", vec![shown(Value::Integer(0), "0%")]),
        ("Giờ họp", vec![shown(Value::Decimal(0.5), "12:00"), shown(Value::Integer(0), "00:00")]),
        ("Số tiền", plain(&[Value::Integer(46_073), Value::Integer(50_000)])),
        ("Số tiền", plain(&[Value::Integer(46_073), day(2026, 5, 3)])),
        ("Mã", plain(&[Value::Integer(46_073), text("46073a")])),
        ("Ngày công", plain(&[Value::Integer(22), Value::Decimal(21.5)])),
        ("Ngày sinh", plain(&[Value::Integer(1980), day(1981, 5, 2)])),
        ("Ngày họp", plain(&[text("2/12/2026"), text("25/12/2026"), text("12/2026")])),
        ("Hạn", plain(&[text("12/25/2026"), text("2/12/2026"), text("khi có thông báo")])),
        ("Tháng", vec![shown(day(2026, 2, 1), "02/2026")]),
        ("Tên", plain(&[text("Ông Ích Khiêm"), text("Ông Hoàng Văn E"), text("Bà Rịa - Vũng Tàu")])),
        ("Nơi nhận", plain(&[text("Như trên"), text("Sở Y tế")])),
        ("Tình trạng", plain(&[text("chưa rõ"), text("không rõ")])),
        ("Ghi chú", plain(&[text("?"), text("nt"), text("\"")])),
        ("Viết tắt", plain(&[text("NT"), text("VP")])),
        ("Trả lời", plain(&[text("–"), text("Có? Không?"), text("x")])),
        ("Số hiệu", plain(&[text("00"), text("007"), Value::Integer(7)])),
        ("Có mặt", plain(&[Value::Bool(true), text("vắng")])),
    ];
    for (label, cells) in cells {
        let before: Vec<Value> = cells.iter().map(|(value, _)| value.clone()).collect();
        assert_eq!(own(label, cells.clone()), (before, vec![]), "{label} {cells:?}");
    }
}
