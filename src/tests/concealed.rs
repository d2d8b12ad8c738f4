//! Rows and columns that a sheet does not show, in the three kinds of workbooks alike.

use std::path::Path;

use rust_xlsxwriter::{FilterCondition, Format, Workbook};

use crate::base::diag::{Code, Report};
use crate::campaign::rules::input::TABLES;
use crate::campaign::source::table::{Sheet, from_sheet};
use crate::campaign::source::workbook;

const NAMES: [&str; 6] = ["Văn phòng", "Phòng A", "Phòng B", "Phòng C", "Phòng D", "Phòng E"];

/// A workbook of units, of which LibreOffice made `an_dong.xls` and `an_dong.ods`: rows 3 and 4 hidden, row 6 filtered away, the last struck out, the column `Viết tắt` hidden.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("Đơn vị").unwrap();
    let struck = Format::new().set_font_strikethrough();
    page.write_row(0, 0, ["Tên đơn vị", "Viết tắt", "Ghi chú"]).unwrap();
    for (at, name) in NAMES.iter().enumerate() {
        let (row, short) = (at as u32 + 1, format!("V{at}"));
        let format = if at == 5 { struck.clone() } else { Format::new() };
        page.write_string_with_format(row, 0, *name, &format).unwrap();
        page.write_string_with_format(row, 1, short, &format).unwrap();
        if at != 5 {
            page.write_string(row, 2, if at == 4 { "cũ" } else { "mới" }).unwrap();
        }
    }
    page.autofilter(0, 0, NAMES.len() as u32, 2).unwrap();
    page.filter_column(2, &FilterCondition::new().add_list_filter("mới").add_list_blanks_filter()).unwrap();
    page.set_row_hidden(2).unwrap().set_row_hidden(3).unwrap().set_row_hidden(5).unwrap();
    page.set_column_hidden(1).unwrap();
    book.save_to_buffer().unwrap()
}

/// What is told of the units in `bytes`.
fn told(bytes: &[u8]) -> Vec<String> {
    let sheet: Sheet = workbook::parse(bytes, Path::new("s")).unwrap().remove(0);
    let units = TABLES.iter().find(|table| table.key == "don_vi").unwrap();
    let mut report = Report::new();
    let mut table = from_sheet(sheet, units, &mut report).unwrap();
    assert_eq!(table.rows.len(), NAMES.len());
    report.extend(std::mem::take(&mut table.findings));
    let told = report.iter().filter(|finding| [Code::DL028, Code::DL043].contains(&finding.code));
    told.map(|finding| format!("{} {}", finding.place.as_ref().unwrap().within_file(), finding.message)).collect()
}

#[test]
fn what_a_sheet_does_not_show_is_read_and_told() {
    let books: [(&str, Vec<u8>); 3] = [
        ("xlsx", book()),
        ("xls", include_bytes!("../../tests/so_lieu/an_dong.xls").to_vec()),
        ("ods", include_bytes!("../../tests/so_lieu/an_dong.ods").to_vec()),
    ];
    for (kind, bytes) in books {
        let expected = [
            "A3 các dòng 3–4, 6 của trang `Đơn vị` đang ẩn hoặc bị lọc, vẫn được đọc: `Phòng A`, `Phòng B`, `Phòng D`",
            "B1 cột B (`Viết tắt`) của trang `Đơn vị` đang ẩn, vẫn được đọc",
            "A7 dòng 7 bị gạch ngang nhưng vẫn được đọc: `Phòng E`",
        ];
        assert_eq!(told(&bytes), expected, "{kind}");
    }
}

#[test]
fn a_workbook_that_shows_all_is_left_in_peace() {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("Đơn vị").unwrap();
    page.write_row(0, 0, ["Tên đơn vị", "Viết tắt", "Ghi chú"]).unwrap();
    page.write_column(1, 0, NAMES).unwrap();
    page.autofilter(0, 0, NAMES.len() as u32, 2).unwrap();
    // A hidden column beside the table holds nothing that is read.
    page.set_column_hidden(5).unwrap().set_row_hidden(20).unwrap();
    assert!(told(&book.save_to_buffer().unwrap()).is_empty());
}
