//! A workbook whose words were typed for fonts from before Unicode: the example of `vanthu new`, retyped.

use std::collections::HashMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};

use crate::base::diag::Code;
use crate::base::text::legacy::{Encoding, convert};
use crate::campaign::{self, OldText, Opening};
use crate::make::output::whole::new_folder;
use crate::make::starter;

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

/// What became of every đề nghị, and the codes of all findings.
fn judged(folder: &Path) -> (String, Vec<Code>) {
    let opening = Opening { old_text: OldText::Convert, ..Opening::default() };
    let campaign = campaign::open_as(folder, &opening).unwrap_or_else(|report| panic!("{report:?}"));
    let verdicts = serde_json::to_string(&campaign.judgement().de_nghi).unwrap();
    (verdicts.to_lowercase(), campaign.findings().iter().map(|finding| finding.code).collect())
}

#[test]
fn the_workbook_typed_in_an_old_encoding_below_its_own_headers_is_read() {
    for encoding in Encoding::ALL {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("pt");
        new_folder(&folder, &starter::files(&starter::office::Office::default()).unwrap()).unwrap();
        let (meant, _) = judged(&folder);
        retype(&folder.join("so_lieu.xlsx"), encoding);
        let (read, codes) = judged(&folder);
        assert!(codes.contains(&Code::DL025) && !codes.contains(&Code::DL011), "{encoding:?} {codes:?}");
        assert_eq!(read, meant, "{encoding:?}");
    }
}
