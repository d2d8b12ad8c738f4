//! What a check makes of cells: they are judged as a spreadsheet program shows them.

use crate::faulty::{named, put};
use crate::program::check;
use crate::workbook::{FACTS, folder, good};

/// The good campaign with `cells` of `sheet` changed: what `check` says of it and finds.
fn checked(sheet: &str, cells: &[(&str, &str)]) -> (String, String) {
    let mut sheets = good();
    cells.iter().for_each(|(cell, text)| put(named(&mut sheets, sheet), cell, text));
    let (_, said, found) = check(folder(FACTS, &sheets).path(), &["."]);
    (said, found)
}

#[test]
fn cells_are_judged_as_they_are_shown() {
    let (_, usual) = checked("Kết quả", &[]);
    for (sheet, cells, expected) in [
        ("Kết quả", &[("D6", "&0\"%\"&94")][..], ": 94% (yêu cầu tối thiểu 90%)"),
        ("Kết quả", &[("D6", "&0\\%&94")], ": 94% (yêu cầu tối thiểu 90%)"),
        ("Kết quả", &[("D6", "&[<=1]0%;0\"%\"&0.94")], ": 94% (yêu cầu tối thiểu 90%)"),
        ("Kết quả", &[("D6", "&General&94")], ": 94% (yêu cầu tối thiểu 90%)"),
        ("Đăng ký", &[("E2", "#44645")], "Phòng Ngân sách – đăng ký: đúng hạn"),
        ("Hồ sơ", &[("C4", "#44931")], "Tờ trình đề nghị khen thưởng: nhận ngày 05/01/2023"),
        ("Hồ sơ", &[("C4", "&General&44931.75")], "Tờ trình đề nghị khen thưởng: nhận ngày 05/01/2023"),
        ("Đề nghị", &[("C4", "&yyyy&44562")], "Trần An (cá nhân) – Giấy khen của Giám đốc Sở, năm 2022"),
        ("Đề nghị", &[("A4", "Trần\nAn")], "Trần An (cá nhân)"),
        ("Đề nghị", &[("A3", "Phòng\u{a0}Giá")], "Phòng Giá (tập thể)"),
        ("Hội đồng", &[("C2", "✓"), ("C3", "√")], "Trần An (cá nhân)"),
        ("Hội đồng", &[("C2", "☑"), ("C3", "X"), ("B4", "–")], "Trần An (cá nhân)"),
        ("Cá nhân", &[("F1", "Mã"), ("F2", "&\"CB\"00&4")], "Trần An (cá nhân)"),
    ] {
        let (said, found) = checked(sheet, cells);
        assert_eq!(found, usual, "{cells:?}");
        assert!(said.contains(expected), "{cells:?}: {said}");
    }
}

#[test]
fn what_a_format_hides_is_told() {
    for (format, is_hidden) in [(";;;", true), (";;", true), (";;;\"\"", true), ("0;;;", false), ("[Red]0", false)] {
        let (_, found) = checked("Kết quả", &[("D6", &format!("&{format}&95"))]);
        let is_told = found.contains("lỗi[DL014]") && found.contains("[Kết quả!D6]");
        assert_eq!(is_told, is_hidden, "{format}: {found}");
    }
}

#[test]
fn a_code_is_called_as_its_cell_shows_it() {
    let mut sheets = good();
    for (cell, text) in [("F1", "Mã"), ("F2", "&\"CB\"00&4")] {
        put(named(&mut sheets, "Cá nhân"), cell, text);
    }
    put(named(&mut sheets, "Đề nghị"), "A4", "CB04");
    let (code, said, found) = check(folder(FACTS, &sheets).path(), &["."]);
    assert_eq!(code, 0, "{found}");
    assert!(said.contains("Trần An (cá nhân)"), "{said}");
}
