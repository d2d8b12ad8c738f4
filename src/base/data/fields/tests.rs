//! What is read of a value and what is told of one that does not fit, whatever file it stands in.

use std::path::Path;

use super::*;
use crate::base::data::{PartialDate, UNCALCULATED, toml};
use crate::base::diag::labelled::labelled;

labelled! {
    /// A closed list.
    Answer {
        Co "co" "có";
        Khong "khong" "không";
    }
}

struct Headers;

impl TableRow for Headers {
    fn label(&self, key: &str) -> Option<&str> {
        (key == "gia_tri").then_some("Giá trị")
    }

    fn place_of(&self, _: &str) -> Place {
        Place::file("")
    }

    fn own_values(&self, _: &mut Report) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}

/// The findings of reading `text` with `read`, as `code message`.
fn told<T>(text: &str, read: impl FnOnce(&mut Fields) -> T) -> (T, Vec<String>) {
    let map = toml::parse(text, Path::new("p.toml")).unwrap();
    let mut report = Report::new();
    let value = read_whole(&map, &mut report, read);
    (value, report.iter().map(|finding| format!("{} {}", finding.code, finding.message)).collect())
}

#[test]
fn a_formula_without_a_value_is_told_at_its_cell() {
    let place = Place::cell("s.xlsx", "Kết quả", 2, 3);
    let node = Node::new(Value::Fault(UNCALCULATED.into()), place.clone());
    let mut report = Report::new();
    Fields::of_cells([("gia_tri", &node)].into_iter(), &place, &Headers, &mut report).text("gia_tri", "90");
    let finding = report.iter().next().unwrap();
    assert_eq!(finding.place.as_ref(), Some(&place));
    assert!(finding.message.starts_with("`Giá trị` có công thức chưa được tính"), "{finding}");
    assert!(finding.hints[0].text.contains("lưu lại"), "{finding}");
}

#[test]
fn values_are_taken_as_they_are_meant() {
    let (read, told) = told("so = 5\nngay = 2022-03-25\nco = \"không\"\nnoi = [\"a\", 5]\n", |fields| {
        (fields.one_line("so"), fields.one_line("ngay"), fields.flag("co"), fields.one_line_each("noi"))
    });
    let lines = ["a".to_owned(), "5".to_owned()].to_vec();
    assert_eq!(read, (Some("5".to_owned()), Some("25/03/2022".to_owned()), Some(false), lines));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn years_that_nobody_means_are_told() {
    for (text, year) in [
        ("2206-03-25", 2206),
        ("1026-03-25", 1026),
        ("1926-03-25", 1926),
        ("\"25/3/2206\"", 2206),
        ("\"3/1822\"", 1822),
        ("2100", 2100),
    ] {
        let (date, told) = told(&format!("ngay = {text}\n"), |fields| fields.partial_date("ngay"));
        assert_eq!((date, told.len()), (PartialDate::default(), 1), "{text}");
        assert!(told[0].starts_with("DL015 `ngay` là") && told[0].contains(&format!("năm {year} khó")), "{told:?}");
    }
    let (dates, told) = told("ngay = 2206-03-25\nsinh = 1950\ncuoi = 2099-12-31\n", |fields| {
        (fields.date("ngay"), fields.partial_date("sinh").nam, fields.date("cuoi").is_some())
    });
    assert_eq!((dates, told.len()), ((None, Some(1950), true), 1));
}

#[test]
fn what_does_not_fit_is_told_once() {
    for (text, expected) in [
        ("so = true", "DL014 `so` phải là chữ, không phải `có`"),
        ("so = []\n[x]", "DL011 không có khóa `x` ở đây"),
        ("so = {}", "DL014 `so` phải là chữ, ở đây là bảng"),
        ("so = \"a\\u0007\"", "DL003 ký tự điều khiển U+0007 ở vị trí 2"),
    ] {
        assert_eq!(
            told(text, |fields| fields.parse::<Answer>("so")).1.last().map(String::as_str),
            Some(expected),
            "{text}"
        );
        assert_eq!(told(text, |fields| fields.one_line("so")).1.len(), if text.ends_with("[x]") { 2 } else { 1 });
    }
}

#[test]
fn words_come_from_their_list() {
    let (read, findings) = told("kho = \"A5\"\nin = [\"doc\", \"ngag\"]", |fields| {
        (fields.choice("kho", &[("A4", 4), ("A3", 3)]), fields.each_of("in", &["doc", "ngang"]))
    });
    assert_eq!(read, (None, vec!["doc"]));
    assert_eq!(findings, ["DL017 `kho` không có giá trị `A5`", "DL017 `in` không có giá trị `ngag`"]);
}
