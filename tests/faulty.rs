//! What can be wrong with the data of an office, fault by fault: each gives its code, its place and a
//! hint, nothing panics, and nothing is written that should not be.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::faults::Change::{self, *};
use crate::faults::{CASES, Case, DON_VI, TCVN3};
use crate::program::{check, run};
use crate::workbook::{FACTS, Sheet, folder, good};

/// Puts `text` into the cell called `cell` ("B3").
pub fn put(sheet: &mut Sheet, cell: &str, text: &str) {
    let column = usize::from(cell.as_bytes()[0] - b'A');
    let row: usize = cell[1..].parse::<usize>().unwrap() - 1;
    while sheet.rows.len() <= row {
        sheet.rows.push(Vec::new());
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = text.to_owned();
}

pub fn named<'a>(sheets: &'a mut [Sheet], name: &str) -> &'a mut Sheet {
    sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
}

/// The good campaign with `change`.
fn changed(change: &Change) -> TempDir {
    let mut sheets = good();
    let mut facts = FACTS.to_owned();
    match change {
        Cell(sheet, cell, text) => put(named(&mut sheets, sheet), cell, text),
        Cells(sheet, cells) => cells.iter().for_each(|(cell, text)| put(named(&mut sheets, sheet), cell, text)),
        Rename(sheet, name) => named(&mut sheets, sheet).name = (*name).to_owned(),
        Without(name) => sheets.retain(|sheet| sheet.name != *name),
        Hide(name) => named(&mut sheets, name).hidden = true,
        Add(name, rows) => {
            let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
            sheets.push(Sheet { name: (*name).to_owned(), rows, merged: Vec::new(), hidden: false });
        }
        Facts(from, to) => {
            assert!(facts.contains(from), "{from}");
            facts = facts.replacen(from, to, 1);
        }
        Instead(..) | Beside(..) | Cut => {}
    }
    let place = folder(&facts, &sheets);
    let book = place.path().join("so_lieu.xlsx");
    match change {
        Instead(name, bytes) => {
            fs::remove_file(&book).unwrap();
            fs::write(place.path().join(name), bytes).unwrap();
        }
        Beside(name, bytes) => fs::write(place.path().join(name), bytes).unwrap(),
        Cut => {
            let whole = fs::read(&book).unwrap();
            fs::write(&book, &whole[..whole.len() / 2]).unwrap();
        }
        _ => {}
    }
    place
}

/// What lies in `folder`, with its bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<(String, Vec<u8>)> =
        entries.map(|path| (path.display().to_string(), fs::read(&path).unwrap_or_default())).collect();
    found.sort();
    found
}

/// What is wrong with the answer to `case`, empty when it is right.
fn complaints(case: &Case) -> String {
    let Case(change, code, place, hint, (check, render)) = case;
    let folder = changed(change);
    let before = contents(folder.path());
    let (exit, out, talk) = run(folder.path(), &["check", ".", "--json"]);
    let mut wrong = String::new();
    let found = out.lines().any(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let hints = finding["hints"].as_array().unwrap().iter().any(|known| known.as_str().unwrap().contains(hint));
        let words = hints || finding["message"].as_str().unwrap().contains(hint);
        let at = finding["place"].as_str().unwrap_or_default();
        finding["code"] == *code && at.trim_start_matches("./").starts_with(place) && words
    });
    if !found || exit != *check {
        wrong.push_str(&format!("check: exit {exit}, wanted {check}\n{out}"));
    }
    if contents(folder.path()) != before {
        wrong.push_str("check wrote something\n");
    }
    let (exit, _, other) = run(folder.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    if exit != *render {
        wrong.push_str(&format!("render: exit {exit}, wanted {render}\n{other}"));
    }
    if exit == 2 && contents(folder.path()) != before {
        wrong.push_str("render wrote something\n");
    }
    for text in [&talk, &other, &out] {
        if text.contains("GF006") || text.contains("panicked") {
            wrong.push_str(text);
        }
    }
    if wrong.is_empty() { wrong } else { format!("--- {code} {place} {hint}\n{wrong}\n") }
}

#[test]
fn an_unknown_unit_is_told_once() {
    const CHANGES: [Change; 2] = [Cell("Đăng ký", "A2", "Phòng Ngân sáhc"), Cell("Đăng ký", "A2", "Chi cục Thú y")];
    for change in &CHANGES {
        let place = changed(change);
        let (_, out, _) = run(place.path(), &["check", ".", "--json"]);
        assert_eq!(out.lines().filter(|line| line.contains("[Đăng ký!A2]\"")).count(), 1, "{out}");
    }
}

#[test]
fn the_good_campaign_has_no_faults() {
    let place = folder(FACTS, &good());
    let (exit, out, talk) = run(place.path(), &["check", "."]);
    assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"), "{out}");
    assert_eq!(run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]).0, 0);
}

/// The findings of `check` in `folder`, as codes and messages.
fn findings(folder: &Path) -> Vec<(String, String)> {
    let (_, out, _) = run(folder, &["check", ".", "--json"]);
    let finding = |line: &str| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        (text("code"), text("message"))
    };
    out.lines().map(finding).collect()
}

#[test]
fn a_stray_sheet_is_the_slip_of_one_table_only() {
    let mut sheets = good();
    sheets.retain(|sheet| sheet.name != "Sáng kiến");
    named(&mut sheets, "Đăng ký").name = "Đăng kí".to_owned();
    let place = folder(FACTS, &sheets);
    assert_eq!(findings(place.path()), [("DL021".to_owned(), "không có bảng `Đăng ký`".to_owned())]);
}

#[test]
fn what_is_no_data_is_left_in_peace() {
    let help: Change = Add("Hướng dẫn", &[&["Đối tượng", "Hình thức", "Năm"], &["ai", "gì", "bao giờ"]]);
    let notes: Change = Add("Kết luận", &[&["Việc", "Người làm"], &["Gửi công văn", "Trần An"]]);
    let table: Change = Add("Tổng hợp", &[&["Đơn vị", "Tổng"], &["Phòng Giá", "#3"]]);
    for change in [help, notes, table, Add("Nháp", &[]), Beside("ghi_chep.csv", b"a,b\n1,2\n")] {
        assert_eq!(findings(changed(&change).path()), []);
    }
    let mut sheets = good();
    let rows = named(&mut sheets, "Kết quả").rows.clone();
    sheets.push(Sheet { name: "Kết quả 2021".to_owned(), rows, merged: Vec::new(), hidden: true });
    assert_eq!(findings(folder(FACTS, &sheets).path()), [], "a hidden sheet was put aside on purpose");
}

#[test]
fn a_table_may_be_called_by_its_label_or_its_key() {
    let rows: &[&[&str]] = &[&["Đối tượng", "Năm", "Loại", "Nội dung"], &["Chi cục lạ", "#2020", "x", "Giấy khen"]];
    for name in ["Khen thưởng đã nhận", "khen_thuong"] {
        let found = findings(changed(&Add(name, rows)).path());
        assert!(found.iter().any(|(_, message)| message.contains("Chi cục lạ")), "{name}: {found:?}");
    }
}

#[test]
fn an_abbreviation_of_two_units_names_neither() {
    let place = changed(&Cell(DON_VI, "C5", "VP"));
    let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--only", "VP"]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("`VP` là tên chung của 2 đơn vị: `Phòng Ngân sách` hay `Văn phòng Sở`"), "{talk}");
    assert!(!talk.contains("có phải"), "{talk}");
    let mut sheets = good();
    put(named(&mut sheets, DON_VI), "C5", "VP");
    put(named(&mut sheets, "Đăng ký"), "A2", "VP");
    let found = findings(folder(FACTS, &sheets).path());
    assert!(found.iter().any(|(code, text)| code == "DL018" && text.contains("hay `Văn phòng Sở`")), "{found:?}");
}

#[test]
fn a_character_without_a_font_is_found_in_the_data() {
    for (change, place) in [
        (Cell("Hội đồng", "A3", "Nguyễn Thu \u{e01}"), "so_lieu.xlsx [Hội đồng!A3]"),
        (Facts("Phát động", "Phát \u{e01}động"), "phong_trao.toml:12:19"),
    ] {
        let folder = changed(&change);
        let (exit, _, talk) = run(folder.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
        assert_eq!(exit, 1, "{talk}");
        assert!(talk.contains("lỗi[TT001]") && talk.contains(&format!("--> ./{place}")), "{talk}");
    }
}

#[test]
fn characters_that_cannot_be_printed_are_told_by_a_check() {
    let hoi_dong = "so_lieu.xlsx [Hội đồng!A3]";
    for (text, told) in [
        ("Nguyễn Thu \u{4e2d}", "cảnh báo[TT001]"),
        ("\u{f0b7} Nguyễn Thu", "cảnh báo[TT001]"),
        ("Nguy\u{fffd}n Thu", "lỗi[DL003]"),
        ("Nguyễn \u{fffc}Thu", "lỗi[DL003]"),
    ] {
        let folder = changed(&Cell("Hội đồng", "A3", text));
        let (_, _, talk) = check(folder.path(), &["."]);
        assert!(talk.contains(told) && talk.contains(hoi_dong), "{text:?}: {talk}");
    }
    let folder = changed(&Facts("Phát động", "Phát \u{e01}động"));
    let (_, _, talk) = check(folder.path(), &["."]);
    assert!(talk.contains("cảnh báo[TT001]") && talk.contains("phong_trao.toml:12:"), "{talk}");
}

#[test]
fn an_office_of_many_pages_is_told_at_its_name() {
    let name = format!("ten = \"Sở {}\"", "Tài chính ".repeat(3_300));
    let folder = folder(&FACTS.replacen("ten = \"Sở Tài chính\"", &name, 1), &good());
    let (exit, _, talk) = check(folder.path(), &["."]);
    assert!(exit == 2 && talk.contains("lỗi[DL060]") && talk.contains("phong_trao.toml:5:7"), "{exit} {talk}");
}

#[test]
fn more_columns_than_a_table_has_are_told_as_columns() {
    for columns in [1_500, 60_000] {
        let header = (0..columns).map(|column| format!(",c{column}")).collect::<String>();
        let table = format!("Đối tượng,Chỉ số,Năm,Giá trị{header}\nPhòng Giá,diem,2022,95\n");
        let place = tempfile::tempdir().unwrap();
        for (name, text) in [("phong_trao.toml", FACTS), ("don_vi.csv", "Đơn vị\nPhòng Giá\n"), ("ket_qua.csv", &table)]
        {
            fs::write(place.path().join(name), text).unwrap();
        }
        let (_, _, talk) = check(place.path(), &["."]);
        assert!(talk.contains("lỗi[DL060]: số cột của bảng vượt giới hạn"), "{columns}: {talk}");
    }
}

#[test]
fn every_fault_has_its_code_place_and_hint() {
    assert!(CASES.len() >= 40);
    let chunk = CASES.len().div_ceil(4);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> =
            CASES.chunks(chunk).map(|part| scope.spawn(|| part.iter().map(complaints).collect::<String>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    });
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn old_encodings_are_read_when_asked_for() {
    let place = changed(&Cells(DON_VI, TCVN3));
    let (exit, out, talk) = run(place.path(), &["check", ".", "--chuyen-ma"]);
    assert_eq!(exit, 0, "{talk}");
    assert!(
        out.contains("Phòng Đầu tư") && talk.contains("cảnh báo[DL025]") && talk.contains("B3, B5:B8"),
        "{out}{talk}"
    );
    assert_eq!(run(place.path(), &["render", ".", "--out", "ket_qua", "--chuyen-ma", "--formats", "native"]).0, 0);
    let text = fs::read_to_string(place.path().join("ket_qua/dang_ky/phong_dau_tu.txt")).unwrap();
    assert!(text.to_lowercase().contains("phòng đầu tư"), "{text}");
    assert_eq!(run(place.path(), &["check", ".", "--json"]).0, 2);
}

/// Things that stand in cells of real sheets and should not.
fn nasty() -> impl Strategy<Value = String> {
    let known = [
        "",
        "#1e308",
        "#-1",
        "#0.000001",
        "#44649.75",
        "%1e9",
        "@9999-12-31",
        "=#REF!",
        "=#N/A",
        "=",
        "?",
        "Err:502",
        "31/02/2022",
        "0/0/0000",
        "1.234,5,6",
        "Së Tµi chÝnh",
        "Sôû Taøi chính",
        "{{ ten }}",
        "@phu_luc",
        "| a | b |",
        "\u{feff}",
        "\u{202e}abc",
        "😀",
        "a\nb\nc",
        "Tổng cộng",
        "TT",
        "'",
        "\"",
        "**đậm**",
        "+++",
        "\\",
        "(1)",
    ];
    prop_oneof![
        prop::sample::select(known.map(str::to_owned).to_vec()),
        "[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,30}",
        any::<i32>().prop_map(|number| format!("#{number}")),
        "[a-zA-ZăâđêôơưạảấầứừĂÂĐ ]{1,400}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_can_break_a_check(sheet in 0usize..11, row in 0usize..8, column in 0usize..5, text in nasty()) {
        let mut sheets = good();
        put(&mut sheets[sheet], &format!("{}{}", char::from(b'A' + column as u8), row + 1), &text);
        let place = folder(FACTS, &sheets);
        let (exit, out, talk) = run(place.path(), &["check", "."]);
        prop_assert!((0..=2).contains(&exit), "{}", talk);
        prop_assert!(!talk.contains("GF006") && !talk.contains("panicked"), "{}{}", out, talk);
        prop_assert_eq!(talk.contains("lỗi["), exit > 0, "{}", talk);
    }
}
