//! Workbooks that go out: one look for all of them, and the same bytes every time.
//!
//! Clerks print these sheets and pass them on, so each is set up for that: Times New Roman, a bold row of
//! headings that stays in view and comes again on every page, landscape A4, one page wide. Text is written
//! as text: a value that begins with `=` never becomes a formula.

use std::io::{Cursor, Read};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};
use zip::System;
use zip::result::ZipResult;

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::forbidden_character;

/// The font of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I.4).
pub const FONT: &str = "Times New Roman";
/// The most characters of one cell, a little below the limit of the format.
const LONGEST_TEXT: usize = 32_000;
/// The tallest row of the format, in points.
const TALLEST_ROW: f64 = 409.0;
/// A4 in the list of paper sizes of the format.
const A4: u8 = 9;
/// The colours of the headings: columns that must be filled in, and others.
const REQUIRED: Color = Color::RGB(0x1F_4E_79);
const OPTIONAL: Color = Color::RGB(0xDD_EB_F7);

/// Who made a workbook, by its properties.
const AUTHOR: &str = "vanthu";
/// The part of a workbook that holds title and author, and the bytes of it that are looked at.
const PROPERTIES: &str = "docProps/core.xml";
const LONGEST_PROPERTIES: u64 = 64 * 1024;
/// Where in the central header of an entry it stands on which system it was made (APPNOTE of ZIP, 4.3.12 and 4.4.2).
const MADE_ON: usize = 5;

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    pub label: &'a str,
    /// In characters.
    pub width: f64,
    /// Whether it stands out as one that must be filled in.
    pub required: bool,
    /// What the column is for, shown when the pointer rests on it; none when empty.
    pub help: &'a str,
}

/// An empty workbook called `title`.
///
/// # Errors
/// Those of the library.
pub fn book(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The library would write the time of making; no workbook of ours depends on a clock.
    let made = ExcelDateTime::from_ymd(2020, 3, 5)?;
    let properties = DocProperties::new().set_title(title).set_author(AUTHOR).set_creation_datetime(&made);
    book.set_properties(&properties);
    book.set_default_format(&Format::new().set_font_name(FONT).set_font_size(11), 20, 64)?;
    Ok(book)
}

/// Whether `bytes` are a workbook that [`book`] made with this `title`, also when Excel has saved it since.
pub fn is_book(bytes: &[u8], title: &str) -> bool {
    let properties = || {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let part = archive.by_name(PROPERTIES).ok()?;
        let mut text = String::new();
        part.take(LONGEST_PROPERTIES).read_to_string(&mut text).ok()?;
        Some(text)
    };
    properties().is_some_and(|text| text.contains(&format!(">{title}<")) && text.contains(&format!(">{AUTHOR}<")))
}

/// Adds the sheet `name` with a row of `headings`, ready to be filled in below and printed.
///
/// # Errors
/// Those of the library.
pub fn table<'a>(book: &'a mut Workbook, name: &str, headings: &[Heading]) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (at, heading) in headings.iter().enumerate() {
        let column = number(at);
        sheet.set_column_width(column, heading.width)?;
        sheet.write_string_with_format(0, column, heading.label, &heading_format(heading.required))?;
        if !heading.help.is_empty() {
            sheet.insert_note(0, column, &note(heading.help))?;
        }
    }
    sheet.set_row_height(0, 48)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    print_setup(sheet, name);
    sheet.set_landscape();
    Ok(sheet)
}

/// A4, one page wide, the name of the sheet and the page number at the foot.
pub fn print_setup(sheet: &mut Worksheet, name: &str) {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_gridlines(true);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer(format!("&L&\"{FONT}\"&9{}&R&\"{FONT}\"&9&P/&N", name.replace('&', "&&")));
}

/// The workbook as bytes, the same on every system.
///
/// # Errors
/// `GF009` when the library can't make it.
pub fn bytes(book: Result<Workbook, XlsxError>) -> Result<Vec<u8>, Diagnostic> {
    let made = book.and_then(|mut book| book.save_to_buffer()).ok();
    made.and_then(|bytes| of_no_system(bytes).ok()).ok_or_else(|| {
        Diagnostic::error(Code::GF009, "không lập được sổ tính")
            .hint("hãy gửi thông báo này kèm dữ liệu cho người phát triển")
    })
}

/// The package `bytes` with one system named as that on which its entries were made, which the library lets nobody
/// choose.
fn of_no_system(mut bytes: Vec<u8>) -> ZipResult<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice()))?;
    let headers = (0..archive.len()).map(|at| Ok(archive.by_index_raw(at)?.central_header_start()));
    let headers: Vec<u64> = headers.collect::<ZipResult<_>>()?;
    for header in headers {
        let at = usize::try_from(header).map_or(usize::MAX, |header| header.saturating_add(MADE_ON));
        bytes.get_mut(at).into_iter().for_each(|system| *system = System::Unix as u8);
    }
    Ok(bytes)
}

/// A column number of the library.
pub fn number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// A row number of the library.
pub fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// An ordinary cell: wrapped, from the top.
pub fn cell_format() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_text_wrap().set_align(FormatAlign::Top)
}

/// The height of a row, in points, that shows all of `cells`: texts with the widths of their columns.
///
/// Excel reckons it by itself, other programs don't; a row of fixed height no longer grows when it is
/// edited, so this is for sheets that are only read.
pub fn height(cells: &[(&str, f64)]) -> f64 {
    let lines = |(text, width): &(&str, f64)| -> usize {
        let room = width.max(1.0) as usize;
        text.split('\n').map(|line| line.chars().count().div_ceil(room).max(1)).sum()
    };
    let most = cells.iter().map(lines).max().unwrap_or(1);
    (15.0 * most as f64).min(TALLEST_ROW)
}

/// `text` as a cell may hold it: forbidden characters replaced, and cut where it is too long.
pub fn fitting(text: &str) -> String {
    let allowed = |letter: char| {
        let is_forbidden = forbidden_character(letter.encode_utf8(&mut [0; 4])).is_some();
        if is_forbidden { char::REPLACEMENT_CHARACTER } else { letter }
    };
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.chars().map(allowed).collect();
    }
    let mut room = LONGEST_TEXT;
    let kept = text.chars().take_while(|letter| {
        let fits = room >= letter.len_utf16();
        room = room.saturating_sub(letter.len_utf16());
        fits
    });
    kept.map(allowed).chain(" […]".chars()).collect()
}

fn heading_format(required: bool) -> Format {
    let (fill, ink) = if required { (REQUIRED, Color::White) } else { (OPTIONAL, Color::Black) };
    let format = Format::new().set_font_name(FONT).set_font_size(11).set_bold().set_text_wrap();
    let format = format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    format.set_background_color(fill).set_font_color(ink).set_border(FormatBorder::Thin)
}

fn note(text: &str) -> Note {
    let lines = row(text.chars().count() / 36 + 2);
    let note = Note::new(text).set_author("vanthu").add_author_prefix(false);
    note.set_font_name(FONT).set_font_size(10).set_width(230).set_height(18 * lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_has_the_same_bytes_every_time() {
        let make = || {
            let mut made = book("Thử").unwrap();
            let heading = Heading { label: "Ô", width: 12.0, required: true, help: "để thử" };
            table(&mut made, "Trang", &[heading]).unwrap().write_string(1, 0, "=1+1").unwrap();
            bytes(Ok(made)).unwrap()
        };
        let first = make();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, make());
        assert!(is_book(&first, "Thử"));
        assert!(!is_book(&first, "Khác") && !is_book(b"PK", "Thử") && !is_book(b"", ""));
    }

    #[test]
    fn a_workbook_has_the_same_bytes_on_every_system() {
        let mut made = book("Thử").unwrap();
        table(&mut made, "Trang", &[]).unwrap().write_string(1, 0, "ô").unwrap();
        let here = bytes(Ok(made)).unwrap();
        // As the library of ZIP names Windows.
        let mut there = here.clone();
        let headers: Vec<usize> =
            (0..there.len() - 3).filter(|at| there[*at..].starts_with(b"PK\x01\x02")).map(|at| at + MADE_ON).collect();
        assert!(headers.len() > 5 && headers.iter().all(|at| there[*at] == System::Unix as u8), "{headers:?}");
        headers.iter().for_each(|at| there[*at] = System::Dos as u8);
        assert_eq!(of_no_system(there).unwrap(), here);
        assert!(is_book(&here, "Thử"));
    }

    #[test]
    fn long_text_is_cut_and_bad_characters_are_marked() {
        let text = fitting(&"😀".repeat(20_000));
        assert!(text.ends_with(" […]") && text.encode_utf16().count() <= 32_767);
        assert_eq!(fitting("ngắn\ndòng\u{fffe}\u{7}"), "ngắn\ndòng\u{fffd}\u{fffd}");
    }
}
