//! Small workbooks, record by record.

use super::super::cell::Style;
use super::*;

const WHOLE: &[u8] = include_bytes!("../../../../tests/so_lieu/so_lieu.xls");

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// The cells of the only sheet of a workbook, `globals` before its list of sheets.
fn book(globals: &[u8], cells: &[u8]) -> Book {
    let begin = record(record::BOF, &[0; 16]);
    let end = record(record::EOF, &[]);
    let at = (begin.len() + globals.len() + 4 + 9 + 4) as u32;
    let sheet = record(record::BOUND_SHEET, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let stream = [&begin, globals, &sheet, &end, &begin, cells, &end].concat();
    let Globals { styles, formats, fonts, sheets, .. } = super::globals(&stream).unwrap();
    let style = |(number, format): &(u16, u16)| Style {
        format: formats.get(format).cloned().or_else(|| NumberFormat::built_in(*format)).filter(|it| !it.is_general()),
        ..font(&fonts, *number).cloned().unwrap_or_default()
    };
    let styles = styles.iter().map(style).collect();
    Book { sheets, epoch: Epoch::From1900, words: Words::default(), styles, texts: Vec::new(), stream }
}

/// Row, column and value of every cell in words.
fn read(book: &Book) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    let mut left = book.stream.len();
    book.read(&book.sheets[0], &mut left, &mut |cell| {
        found.push(format!("{},{} {:?}", cell.row, cell.column, cell.held));
        Ok(())
    })?;
    Ok(found)
}

#[test]
fn styles_lead_from_cells_to_formats_and_fonts() {
    let font = |flags: u8| record(record::FONT, &[&[0, 0, flags, 0][..], &[0; 10], &[1, 0, b'F']].concat());
    let fonts = [font(0), font(0), font(0), font(0), font(8)].concat();
    let format = record(record::FORMAT, &[164, 0, 4, 0, 0, b'0', b'.', b'0', b'%']);
    let style = |font: u8, format: u8| record(record::XF, &[font, 0, format, 0]);
    let book = book(&[fonts, format, style(0, 0), style(0, 9), style(5, 164)].concat(), &[]);
    let plain = Style { font: "F".into(), ..Style::default() };
    assert_eq!(book.style(0), Some(&plain));
    assert_eq!(book.style(1), Some(&Style { format: NumberFormat::built_in(9), ..plain.clone() }));
    assert_eq!(book.style(2), Some(&Style { format: Some(NumberFormat::parse("0.0%")), struck: true, ..plain }));
    assert_eq!(book.style(9), None);
}

#[test]
fn every_sort_of_cell_is_read() {
    let at = |row: u8, column: u8, rest: &[u8]| [&[row, 0, column, 0, 0, 0][..], rest].concat();
    let cells = [
        record(record::NUMBER, &at(0, 0, &0.95f64.to_le_bytes())),
        record(record::RK, &at(0, 1, &[(7 << 2) | 2, 0, 0, 0])),
        record(record::RK, &at(0, 2, &[3, 4, 0, 0])),
        record(record::LABEL, &at(0, 3, &[1, 0, 0, b'x'])),
        record(record::BOOL_ERR, &at(0, 4, &[7, 1])),
        record(record::FORMULA, &at(0, 5, &[0, 0, 0, 0, 0, 0, 0xff, 0xff])),
        record(record::STRING, &[1, 0, 0, b'y']),
        record(record::FORMULA, &at(0, 6, &[1, 0, 1, 0, 0, 0, 0xff, 0xff])),
        record(record::MUL_RK, &[1, 0, 254, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 255, 0]),
        // A chart in the sheet.
        record(record::BOF, &[0; 16]),
        record(record::NUMBER, &at(9, 9, &1f64.to_le_bytes())),
        record(record::EOF, &[]),
        record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]),
    ];
    let found = read(&book(&[], &cells.concat())).unwrap();
    assert_eq!(
        found,
        [
            "0,0 Number(0.95)",
            "0,1 Number(7.0)",
            "0,2 Number(2.56)",
            "0,3 Text(\"x\", None)",
            "0,4 Error(Div0)",
            "0,5 Text(\"y\", None)",
            "0,6 Flag(true)",
            "1,254 Number(1.0)",
            "1,255 Number(2.0)",
        ]
    );
}

#[test]
fn a_cell_outside_the_sheet_and_one_cut_short_are_damage() {
    let far = record(record::NUMBER, &[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(matches!(read(&book(&[], &far)), Err(Fault::Damaged(cause)) if cause.contains("cột 257")));
    assert!(matches!(read(&book(&[], &record(record::NUMBER, &[0, 0, 0, 0, 0, 0]))), Err(Fault::Damaged(_))));
}

#[test]
fn damaged_files_neither_panic_nor_grow() {
    let open = |bytes: &[u8]| {
        let Ok(book) = Book::open(bytes) else { return };
        let mut left = book.stream.len();
        for sheet in &book.sheets {
            let _ = book.read(sheet, &mut left, &mut |_| Ok(()));
        }
    };
    for length in [0, 8, 100, 511, 600, 2000, WHOLE.len() / 2] {
        open(&WHOLE[..length]);
    }
    for at in (0..WHOLE.len()).step_by(61) {
        let mut bytes = WHOLE.to_vec();
        bytes[at] ^= 0x5a;
        open(&bytes);
    }
}
