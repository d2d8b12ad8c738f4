//! The same data in every shape an office keeps them in: the answer is the same.
//!
//! `tests/so_lieu/` holds the workbook of `workbook.rs` as LibreOffice saves it to .ods and .xls. After a
//! change there: write `bytes(&good())` to a file and run `soffice --convert-to ods` (and `xls`) on it.

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::program::run;
use crate::workbook::{FACTS, Sheet, folder, good};

/// What `check` says of the folder whose data file is `name`, with the name of an .xlsx in its place.
fn answer(folder: &Path, name: &str) -> (i32, String, String) {
    let (exit, out, talk) = run(folder, &["check", "."]);
    (exit, out.replace(name, "so_lieu.xlsx"), talk.replace(name, "so_lieu.xlsx"))
}

#[test]
fn old_excel_and_opendocument_read_like_xlsx() {
    for name in ["so_lieu.ods", "so_lieu.xls"] {
        let place = folder(FACTS, &good());
        let expected = answer(place.path(), "so_lieu.xlsx");
        assert_eq!(expected.0, 0);
        fs::remove_file(place.path().join("so_lieu.xlsx")).unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/so_lieu").join(name);
        fs::copy(fixture, place.path().join(name)).unwrap();
        assert_eq!(answer(place.path(), name), expected, "{name}");
    }
}

/// The rows of `sheet` as a list with `separator`, merged cells written out and titles left away.
pub fn list(sheet: &Sheet, separator: char) -> String {
    let mut text = String::from('\u{feff}');
    for row in spread(sheet) {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", plain(cell).replace('"', "\"\""))).collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push_str("\r\n");
    }
    text
}

/// The rows of `sheet` with the values of merged cells in each of their rows.
pub fn spread(sheet: &Sheet) -> Vec<Vec<String>> {
    let mut rows = sheet.rows.clone();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    for (first, column, last, _) in &sheet.merged {
        for row in first + 1..=*last {
            rows[row as usize][usize::from(*column)] = rows[*first as usize][usize::from(*column)].clone();
        }
    }
    rows
}

/// A cell as Excel writes it into a list.
fn plain(cell: &str) -> String {
    match cell.chars().next() {
        Some('#') => cell[1..].replace('.', ","),
        Some('%') => "95%".to_owned(),
        Some('@') => cell[1..].split('-').rev().collect::<Vec<_>>().join("/"),
        Some('?') => "TRUE".to_owned(),
        _ => cell.to_owned(),
    }
}

/// The answer without the places, which differ from shape to shape.
pub fn without_places(text: &str) -> String {
    let lines = text.lines().map(|line| line.split(" (xem ").next().unwrap_or_default());
    let lines = lines.map(|line| {
        line.rsplit_once(" (")
            .map_or(line, |(before, after)| if after.contains('!') || after.contains(':') { before } else { line })
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The name of the CSV file for the sheet called `name`.
pub fn file_name(name: &str) -> String {
    let plain = name.trim().to_lowercase().replace('đ', "d");
    let plain = plain.nfd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter));
    plain.map(|letter| if letter == ' ' { '_' } else { letter }).collect()
}

#[test]
fn lists_read_like_a_workbook() {
    let place = folder(FACTS, &good());
    let (exit, expected, _) = run(place.path(), &["check", "."]);
    assert_eq!(exit, 0);
    fs::remove_file(place.path().join("so_lieu.xlsx")).unwrap();
    for separator in [';', ',', '\t'] {
        for sheet in good() {
            let name = file_name(&sheet.name);
            fs::write(place.path().join(format!("{name}.csv")), list(&sheet, separator)).unwrap();
        }
        let (exit, out, talk) = run(place.path(), &["check", "."]);
        assert_eq!((exit, talk.as_str()), (0, "Không có lỗi\n"));
        assert_eq!(without_places(&out), without_places(&expected));
    }
}
