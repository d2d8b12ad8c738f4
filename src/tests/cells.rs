//! Cells as a spreadsheet program shows them: whatever a format makes of a number, a day or a text, it is
//! read as it stands on the screen or told at its cell, and in the three kinds of workbooks alike.

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::campaign::source::{self, Node, Value, workbook};

/// A cell, and what is to be read in it.
struct Cell {
    format: &'static str,
    holds: Holds,
    value: Value,
    /// Where it is not the value as we write it.
    shown: Option<&'static str>,
}

/// What a cell holds.
enum Holds {
    Number(f64),
    Text(&'static str),
    /// `2026-02-20`.
    Day(&'static str),
    /// A text, the first piece of it struck out.
    Struck(&'static str, &'static str),
    /// A text in a font.
    Font(&'static str, &'static str),
}

use Holds::*;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn day(year: i32, month: u32, day: u32) -> Value {
    Value::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn cells() -> Vec<Cell> {
    let cell = |format, holds, value, shown| Cell { format, holds, value, shown };
    vec![
        cell("General", Number(98.0), Value::Integer(98), None),
        cell("0.00", Number(92.5), Value::Decimal(92.5), Some("92,50")),
        cell("0%", Number(0.95), Value::Integer(95), Some("95%")),
        cell("0.0%", Number(0.07), Value::Integer(7), Some("7,0%")),
        cell("0\"%\"", Number(98.0), Value::Integer(98), Some("98%")),
        cell("0\\%", Number(94.0), Value::Integer(94), Some("94%")),
        cell("0%;-0\"%\"", Number(-5.0), Value::Integer(-5), Some("-5%")),
        cell("\"CB\"00", Number(4.0), Value::Integer(4), Some("CB04")),
        cell("0000\\ 000\\ 000", Number(900_000_002.0), Value::Integer(900_000_002), Some("0900 000 002")),
        cell("00000", Number(123.0), Value::Integer(123), Some("00123")),
        cell("yyyy", Day("2026-01-01"), day(2026, 1, 1), Some("2026")),
        cell("mm/yyyy", Day("2026-02-20"), day(2026, 2, 20), Some("02/2026")),
        cell("dd/mm/yyyy", Day("2026-02-20"), day(2026, 2, 20), None),
        cell("General", Number(46_073.0), Value::Integer(46_073), None),
        cell("\"có\";;\"không\"", Number(1.0), text("có"), None),
        cell("General", Struck("Đưa 10 thủ tục ", "Đưa 12 thủ tục"), text("Đưa 12 thủ tục"), None),
        cell("General", Font("Wingdings", "ü"), text("✓"), None),
        cell("General", Text("Phòng\u{a0}Giá"), text("Phòng\u{a0}Giá"), None),
    ]
}

fn write(page: &mut Worksheet, row: u32, cell: &Cell) {
    let format = Format::new().set_num_format(cell.format);
    match cell.holds {
        Number(number) => page.write_number_with_format(row, 0, number, &format),
        Text(text) => page.write_string_with_format(row, 0, text, &format),
        Day(day) => page.write_datetime_with_format(row, 0, ExcelDateTime::parse_from_str(day).unwrap(), &format),
        Struck(gone, kept) => {
            page.write_rich_string(row, 0, &[(&Format::new().set_font_strikethrough(), gone), (&Format::new(), kept)])
        }
        Font(font, text) => page.write_string_with_format(row, 0, text, &format.set_font_name(font)),
    }
    .unwrap();
}

fn book(cells: &[Cell]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    cells.iter().enumerate().for_each(|(row, cell)| write(page, row as u32, cell));
    book.save_to_buffer().unwrap()
}

/// The cells of the first column.
fn column(bytes: &[u8]) -> Vec<Node> {
    let sheets = workbook::parse(bytes, Path::new("s")).unwrap();
    sheets[0].rows.iter().map(|row| row.cells[0].1.clone()).collect()
}

#[test]
fn formats_are_read_alike_in_all_workbooks() {
    let cells = cells();
    let books: [(&str, Vec<u8>); 3] = [
        ("xlsx", book(&cells)),
        ("xls", include_bytes!("../../tests/so_lieu/dinh_dang.xls").to_vec()),
        ("ods", include_bytes!("../../tests/so_lieu/dinh_dang.ods").to_vec()),
    ];
    for (kind, bytes) in books {
        let read = column(&bytes);
        assert_eq!(read.len(), cells.len(), "{kind}");
        for (cell, node) in cells.iter().zip(read) {
            assert_eq!((&node.value, node.shown()), (&cell.value, cell.shown), "{kind}: {}", cell.format);
            let struck = node.look.as_ref().and_then(|look| look.struck.clone());
            let gone = matches!(cell.holds, Struck(..)).then(|| source::Struck::Part("Đưa 10 thủ tục".to_owned()));
            assert_eq!(struck, gone, "{kind}");
        }
    }
}

/// A format, and what its cell holds and shows for a whole number and a number of hundredths.
type Sample = (&'static str, fn(u32, u32) -> (f64, String));

const SAMPLES: &[Sample] = &[
    ("0", |whole, _| (whole.into(), whole.to_string())),
    ("0.00", |whole, part| (hundredths(whole, part), format!("{whole},{part:02}"))),
    ("#,##0", |whole, part| {
        let number = (1000 + whole) * 1000 + part;
        (number.into(), format!("{}.{:03}.{part:03}", number / 1_000_000, number / 1000 % 1000))
    }),
    ("0%", |whole, _| (f64::from(whole) / 100.0, format!("{whole}%"))),
    ("0.00%", |whole, part| (hundredths(whole, part) / 100.0, format!("{whole},{part:02}%"))),
    ("0.00\"%\"", |whole, part| (hundredths(whole, part), format!("{whole},{part:02}%"))),
    ("0\\%", |whole, _| (whole.into(), format!("{whole}%"))),
    ("\"CB\"000", |whole, _| (whole.into(), format!("CB{whole:03}"))),
    ("0000 000 000", |whole, part| {
        (f64::from(900_000_000 + whole * 1000 + part), format!("0900 {whole:03} {part:03}"))
    }),
    ("[<=1]0%;0\"%\"", |whole, _| (whole.into(), format!("{}%", if whole <= 1 { whole * 100 } else { whole }))),
    ("[Blue]0;[Red]-0;\"không\"", |whole, _| {
        (whole.into(), if whole == 0 { "không".to_owned() } else { whole.to_string() })
    }),
    ("0;-0;;@", |whole, _| (whole.into(), if whole == 0 { String::new() } else { whole.to_string() })),
    ("0,\" nghìn\"", |whole, _| (f64::from(whole) * 1000.0, format!("{whole} nghìn"))),
];

fn hundredths(whole: u32, part: u32) -> f64 {
    f64::from(whole * 100 + part) / 100.0
}

/// The figure in the text of a cell, whatever stands around it.
fn figure(shown: &str) -> Option<f64> {
    let digits: String = shown.chars().filter(|letter| letter.is_ascii_digit() || *letter == ',').collect();
    digits.replace(',', ".").parse().ok()
}

fn single(format: &str, put: impl FnOnce(&mut Worksheet, &Format)) -> Node {
    let mut book = Workbook::new();
    put(book.add_worksheet(), &Format::new().set_num_format(format));
    column(&book.save_to_buffer().unwrap()).remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_read_as_its_cell_shows_it(whole in 0u32..999, part in 0u32..99) {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "Đầu cột").unwrap();
        for (at, (format, cell)) in SAMPLES.iter().enumerate() {
            let format = Format::new().set_num_format(*format);
            page.write_number_with_format(1, at as u16, cell(whole, part).0, &format).unwrap();
        }
        let sheets = workbook::parse(&book.save_to_buffer().unwrap(), Path::new("s.xlsx")).unwrap();
        for (at, (format, cell)) in SAMPLES.iter().enumerate() {
            let node = sheets[0].rows[1].cells.iter().find(|(column, _)| *column == at as u32).map(|(_, node)| node);
            let shown = cell(whole, part).1;
            prop_assert_eq!(node.and_then(Node::text).unwrap_or_default(), shown.clone(), "{}", format);
            let number = match node.map(|node| &node.value) {
                Some(Value::Integer(number)) => Some(*number as f64),
                Some(Value::Decimal(number)) => Some(*number),
                _ => None,
            };
            let shown = if *format == "\"CB\"000" { whole.to_string() } else { shown };
            prop_assert!(number.is_none() || number == figure(&shown), "{}: {:?} for {}", format, number, shown);
        }
    }

    #[test]
    fn a_day_is_read_as_its_cell_shows_it(days in 18_264u32..73_050, format in 0usize..6) {
        const FORMATS: [&str; 6] =
            ["dd/mm/yyyy", "d/m/yy", "yyyy-mm-dd", "dd\" tháng \"mm\" năm \"yyyy", "yyyy", "mm/yyyy"];
        let date = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + chrono::Days::new(days.into());
        let node = single(FORMATS[format], |page, format| {
            page.write_number_with_format(0, 0, days, format).unwrap();
        });
        prop_assert_eq!(&node.value, &Value::Date(date));
        let shown = ["%Y", "%m/%Y"].get(format.wrapping_sub(4)).unwrap_or(&"%d/%m/%Y");
        prop_assert_eq!(node.text(), Some(date.format(shown).to_string()));
    }

    #[test]
    fn a_text_is_read_as_its_cell_shows_it(text in "[a-zA-ZÀ-ỹ0-9.,%/ -]{1,20}", format in 0usize..4) {
        const FORMATS: [(&str, &str); 4] = [("General", ""), ("@", ""), ("0%", ""), ("\"Phòng \"@", "Phòng ")];
        let (format, before) = FORMATS[format];
        let node = single(format, |page, format| {
            page.write_string_with_format(0, 0, format!("x{text}x"), format).unwrap();
        });
        prop_assert_eq!(node.text(), Some(crate::base::text::nfc(&format!("{before}x{text}x"))));
    }
}
