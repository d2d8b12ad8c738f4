//! `vanthu new`: a campaign that checks and renders as it stands, under any name, over nobody's files.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};
use vanthu::campaign;
use vanthu::law::Law;
use vanthu::text::legacy::{Encoding, convert};

use crate::program::run;

#[test]
fn a_new_campaign_renders_every_kind_of_paper() {
    let place = tempfile::tempdir().unwrap();
    let name = "Phong trào An Giang 2027";
    let (code, out, talk) = run(place.path(), &["new", name]);
    assert_eq!((code, talk.as_str()), (0, ""), "{out}");
    for command in [format!("vanthu check \"{name}\""), format!("vanthu render \"{name}\" --out ket_qua")] {
        assert!(out.contains(&command), "{out}");
    }
    let (code, out, talk) = run(place.path(), &["check", name]);
    assert_eq!(code, 0, "{talk}");
    assert!(out.contains("Được chọn (4): ") && !talk.contains("lỗi["), "{talk}");
    let (code, _, talk) = run(place.path(), &["render", name, "--formats", "native"]);
    assert_eq!(code, 0, "{talk}");
    let made = place.path().join("ket_qua/Phong trao An Giang 2027");
    let report = fs::read_to_string(made.join("bao_cao_thanh_tich_ca_nhan/hoang_van_e_2026.txt")).unwrap();
    assert!(report.contains("Theo dõi việc tiếp nhận, trả kết quả trên hệ thống của tỉnh."), "{report}");
    let kinds = campaign::kinds(None, &Law::builtin().unwrap().form_sets).unwrap().0;
    for kind in &kinds {
        let papers = fs::read_dir(made.join(&kind.name)).into_iter().flatten().flatten();
        let stems = papers.filter(|entry| !entry.file_name().to_string_lossy().starts_with("mau_trong"));
        assert!(stems.count() > 0, "no {}", kind.name);
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
}

#[test]
fn an_empty_folder_is_filled_and_a_full_one_left_alone() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), &["new", "."]).0, 0);
    let names = || {
        let mut names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["noi_dung", "phong_trao.toml", "so_lieu.xlsx"]);
    let before = fs::read(place.path().join("so_lieu.xlsx")).unwrap();
    let (code, out, talk) = run(place.path(), &["new", "."]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(talk.starts_with("lỗi[TL012]: thư mục đã có và không trống\n"), "{talk}");
    assert_eq!(run(place.path(), &["new", "phong_trao.toml"]).0, 2);
    assert_eq!(fs::read(place.path().join("so_lieu.xlsx")).unwrap(), before);
    assert_eq!(names().len(), 3);
}

/// The codes of `encoding` by the letters that they stand for.
fn codes(encoding: Encoding) -> HashMap<char, String> {
    let singles = ('\u{a1}'..='\u{ff}').map(String::from);
    let pairs = "aeouyôö".chars().flat_map(|base| "ùøûõïâáàåãäêéèúüë".chars().map(move |mark| format!("{base}{mark}")));
    let mut codes = HashMap::new();
    for code in pairs.filter(|_| encoding == Encoding::Vni).chain(singles) {
        let read = convert(&format!("b{code}"), encoding);
        let mut letters = read.chars().skip(1);
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            codes.entry(letter).or_insert(code);
        }
    }
    codes
}

/// The workbook at `path` with every text below the headers typed in `encoding`.
fn retype(path: &Path, encoding: Encoding) {
    let codes = codes(encoding);
    // TCVN3 has small letters only, but for a few.
    let small =
        |letter: char| letter.to_lowercase().next().filter(|_| !letter.is_ascii()).and_then(|one| codes.get(&one));
    let code = |letter: char| codes.get(&letter).or_else(|| small(letter)).cloned().unwrap_or_else(|| letter.into());
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut retyped = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for name in book.sheet_names().into_iter().filter(|name| name != "Hướng dẫn") {
        let sheet = retyped.add_worksheet().set_name(&name).unwrap();
        for (row, column, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            let (row, column) = (row as u32, column as u16);
            match cell {
                Data::String(text) if row == 0 => sheet.write_string(row, column, text),
                Data::String(text) => sheet.write_string(row, column, text.chars().map(code).collect::<String>()),
                Data::DateTime(date) => sheet.write_number_with_format(row, column, date.as_f64(), &day),
                Data::Float(number) => sheet.write_number(row, column, *number),
                other => sheet.write_string(row, column, other.to_string()),
            }
            .unwrap();
        }
    }
    retyped.save(path).unwrap();
}

#[test]
fn the_workbook_typed_in_an_old_encoding_below_its_own_headers_is_read() {
    for encoding in Encoding::ALL {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(run(place.path(), &["new", "pt"]).0, 0);
        let (_, meant, _) = run(place.path(), &["check", "pt"]);
        retype(&place.path().join("pt/so_lieu.xlsx"), encoding);
        let (code, out, talk) = run(place.path(), &["check", "pt", "--chuyen-ma"]);
        assert!(code == 0 && talk.contains("DL025") && !talk.contains("DL011"), "{encoding:?}\n{talk}");
        assert_eq!(out.to_lowercase(), meant.to_lowercase(), "{encoding:?}\n{talk}");
    }
}
