//! Format codes as offices and spreadsheets write them, and what their cells show.

use super::*;

fn read(code: &str, number: f64) -> Reading {
    NumberFormat::parse(code).read(number, Epoch::From1900)
}

/// The text in the cell.
fn shown(code: &str, number: f64) -> String {
    match read(code, number) {
        Reading::Figure { shown, .. } | Reading::Day { shown, .. } | Reading::Words(shown) => shown,
        Reading::Nothing => String::new(),
    }
}

fn value(code: &str, number: f64) -> f64 {
    match read(code, number) {
        Reading::Figure { value, .. } => value,
        other => panic!("{code}: {other:?}"),
    }
}

#[test]
fn only_a_bare_percent_sign_in_the_section_in_use_multiplies() {
    for (code, number, expected) in [
        ("0%", 0.95, 95.0),
        ("0.00%", 0.07, 7.0),
        ("#,##0.0 %", 0.925, 92.5),
        ("0\"%\"", 98.0, 98.0),
        ("0\\%", 94.0, 94.0),
        ("0.0\" %\"", 94.5, 94.5),
        ("0[$%]", 94.0, 94.0),
        ("0[$%-42A]", 94.0, 94.0),
        ("0_%", 94.0, 94.0),
        ("0*%", 94.0, 94.0),
        ("0%;-0\"%\"", 0.5, 50.0),
        ("0%;-0\"%\"", -5.0, -5.0),
        ("0\"%\";[Red]-0%", 50.0, 50.0),
        ("0\"%\";[Red]-0%", -0.05, -5.0),
        ("[<=1]0%;0\"%\"", 0.94, 94.0),
        ("[<=1]0%;0\"%\"", 94.0, 94.0),
        ("[>1]0\\%;0%", 94.0, 94.0),
        ("[>1]0\\%;0%", 0.94, 94.0),
        ("[Blue][>=0.9]0%;[Red]0%", 0.94, 94.0),
        ("0%;-0%;0", 0.0, 0.0),
        ("0%%", 0.0095, 95.0),
        ("General", 0.95, 0.95),
        ("General\"%\"", 95.0, 95.0),
        ("General%", 0.95, 95.0),
        ("\"đạt \"0%", 0.95, 95.0),
        ("%0", 0.95, 95.0),
    ] {
        assert_eq!(value(code, number), expected, "{code}");
    }
}

#[test]
fn commas_behind_the_digits_show_thousands() {
    for (code, number, expected, text) in [
        ("#,##0", 1_234_567.0, 1_234_567.0, "1.234.567"),
        ("#,##0,", 1_234_567.0, 1_234.567, "1.235"),
        ("#,##0.0,,", 45_600_000.0, 45.6, "45,6"),
        ("0,\" nghìn\"", 5_000.0, 5.0, "5 nghìn"),
    ] {
        assert_eq!((value(code, number), shown(code, number)), (expected, text.to_owned()), "{code}");
    }
}

#[test]
fn codes_and_telephones_show_their_letters_and_zeros() {
    for (code, number, text) in [
        ("\"CB\"00", 4.0, "CB04"),
        ("\\C\\B00", 4.0, "CB04"),
        ("0000 000 000", 900_000_002.0, "0900 000 002"),
        ("0000\\.000\\.000", 900_000_002.0, "0900.000.002"),
        ("(000) 000-0000", 2_973_812_345.0, "(297) 381-2345"),
        ("000000", 123.0, "000123"),
        ("000000", 12_345_678.0, "12345678"),
        ("00\"/QĐ-UBND\"", 7.0, "07/QĐ-UBND"),
        ("\"Số \"0\"/BC\"", 12.0, "Số 12/BC"),
        ("000-00-0000", 123_456_789.0, "123-45-6789"),
        ("[<=9999999]###-####;(###) ###-####", 5_551_234.0, "555-1234"),
        ("[<=9999999]###-####;(###) ###-####", 2_015_551_234.0, "(201) 555-1234"),
        ("@", 7.0, "7"),
        ("\"Tổ \"@", 7.0, "Tổ 7"),
        ("0000000000000000", 12_345_678.0, "0000000012345678"),
    ] {
        assert_eq!(shown(code, number), text, "{code}");
    }
}

#[test]
fn numbers_are_shown_in_the_vietnamese_manner() {
    for (code, number, text) in [
        ("General", 0.1 + 0.2, "0,3"),
        ("General", 1.0 / 3.0, "0,333333333"),
        ("General", -12.5, "-12,5"),
        ("", 12.5, "12,5"),
        ("0.00", 1.005, "1,01"),
        ("0", 94.96, "95"),
        ("0", -0.4, "0"),
        ("#", 0.0, ""),
        ("#,##0.0#", 1234.5, "1.234,5"),
        ("0.0?", 1.5, "1,5"),
        ("#,##0 ;(#,##0)", -1234.0, "(1.234)"),
        ("0;-0", -5.0, "-5"),
        ("0.0;[Red]0.0", -5.0, "5,0"),
        ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", 1234.5, "1.234,50"),
        ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", -1234.5, "(1.234,50)"),
        ("#,##0\\ [$₫-42A]", 5_000_000.0, "5.000.000 ₫"),
        ("0.00E+00", 1234.5, "1234,5"),
        ("# ?/?", 0.5, "0,5"),
    ] {
        assert_eq!(shown(code, number), text, "{code} {number}");
    }
}

#[test]
fn a_section_may_show_words_or_nothing() {
    assert_eq!(read("\"có\";;\"không\"", 1.0), Reading::Words("có".into()));
    assert_eq!(read("\"có\";;\"không\"", 0.0), Reading::Words("không".into()));
    assert_eq!(read("[=1]\"✓\";[=0]\"\"", 1.0), Reading::Words("✓".into()));
    assert_eq!(read("0;-0;;@", 0.0), Reading::Nothing);
    for code in [";;;", ";;", ";", ";;;\"\"", ";;;@"] {
        assert!(!NumberFormat::parse(code).is_general(), "{code}");
        assert_eq!(read(code, 5.0), Reading::Nothing, "{code}");
    }
    assert_eq!(NumberFormat::parse(";;;").show_text("có").as_deref(), Some(""));
    assert_eq!([";;", ";;;@"].map(|code| NumberFormat::parse(code).show_text("có")), [None, None]);
    for code in ["", "General", "@", "[Red]", "General;General", "[Red];[Blue]"] {
        assert!(NumberFormat::parse(code).is_general(), "{code}");
    }
    assert_eq!(shown("0;-0;;@", 5.0), "5");
    assert_eq!(shown("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 0.0), "-");
}

#[test]
fn rounding_is_known() {
    for (code, number, expected) in [
        ("0", 94.96, true),
        ("0%", 0.9496, true),
        ("0.00%", 0.9496, false),
        ("0.0", 92.5, false),
        ("General", 1.0 / 3.0, false),
        ("#,##0,", 1500.0, true),
    ] {
        let Reading::Figure { rounded, .. } = read(code, number) else { panic!("{code}") };
        assert_eq!(rounded, expected, "{code} {number}");
    }
}

#[test]
fn days_are_shown_whole_or_in_part() {
    let date = NaiveDate::from_ymd_opt(2026, 2, 20);
    for (code, text, is_whole, first) in [
        ("dd/mm/yyyy", "20/02/2026", true, false),
        ("mm-dd-yy", "20/02/2026", true, false),
        ("m/d/yyyy", "20/02/2026", true, true),
        ("[$-42A]dd\\ mmmm\\ yyyy", "20/02/2026", true, false),
        ("yyyy\\-mm\\-dd hh:mm:ss", "20/02/2026", true, false),
        ("\"ngày \"dd\" tháng \"mm\" năm \"yyyy", "20/02/2026", true, false),
        ("yyyy", "2026", false, false),
        ("yy", "26", false, false),
        ("mm/yyyy", "02/2026", false, false),
        ("\"Năm \"yyyy", "Năm 2026", false, false),
        ("mmm-yy", "thg 2-26", false, false),
        ("d/m", "20/2", false, false),
        ("h:mm", "0:00", false, false),
    ] {
        let expected = Reading::Day { date, shown: text.to_owned(), whole: is_whole, month_first: first };
        assert_eq!(read(code, 46_073.0), expected, "{code}");
    }
}

#[test]
fn minutes_are_no_months() {
    let noon = 0.5 + 5.0 / 1440.0;
    assert_eq!(shown("h:mm", noon), "12:05");
    assert_eq!(shown("h:mm AM/PM", noon), "12:05 CH");
    assert_eq!(shown("mm:ss", noon), "05:00");
    assert_eq!(shown("[h]:mm", 1.5), "36:00");
}

#[test]
fn days_are_counted_from_the_epoch_of_the_workbook() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    assert_eq!(Epoch::From1904.day(44_902.0), day(2026, 12, 8));
    assert_eq!(Epoch::From1904.day(0.0), day(1904, 1, 1));
    assert_eq!(Epoch::From1900.day(46_073.75), day(2026, 2, 20));
    assert_eq!(Epoch::From1900.day(1.0), day(1900, 1, 1));
    assert_eq!(Epoch::From1900.day(59.0), day(1900, 2, 28));
    assert_eq!(Epoch::From1900.day(61.0), day(1900, 3, 1));
    for serial in [0.0, 0.5, -1.0, 1e9, f64::NAN, f64::INFINITY] {
        assert_eq!(Epoch::From1900.day(serial), None, "{serial}");
    }
    assert_eq!(shown("dd/mm/yyyy", 0.0), "00/01/1900");
}

#[test]
fn texts_are_shown_through_their_section() {
    let shown = |code: &str| NumberFormat::parse(code).show_text("Ngân sách");
    assert_eq!(shown("\"Phòng \"@"), Some("Phòng Ngân sách".into()));
    assert_eq!(shown("0;-0;0;\"Phòng \"@"), Some("Phòng Ngân sách".into()));
    assert_eq!(shown("0;-0;0;"), Some(String::new()));
    for code in ["General", "@", "0.00", "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"] {
        assert_eq!(shown(code), None, "{code}");
    }
}

#[test]
fn no_code_is_too_odd() {
    for code in [
        "\"",
        "\\",
        "[",
        "[$",
        "_",
        "*",
        ";;;;;;",
        "[>]0",
        "E+",
        ".",
        ",",
        "%",
        "0.0.0",
        "General;General",
        "[h]",
        "AM/PM",
    ] {
        for number in [0.0, -1.5, 1e300, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY] {
            shown(code, number);
        }
        NumberFormat::parse(code).show_text("a");
    }
}
