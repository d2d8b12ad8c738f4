//! Where in a campaign folder a character was typed.
//!
//! Whether a face can show a character is only known when a paper is set, and by then a name has gone
//! through rules and templates. It is found again by looking for the character itself, which is rare by
//! its nature.

use std::path::Path;

use super::prose::PROSE;
use crate::base::diag::Place;
use crate::base::files::Files;
use crate::base::text::nfc;
use crate::campaign::source::{Sheet, Value, books, workbook};

/// Files that are read as lines.
const TEXTS: [&str; 5] = ["toml", "csv", "json", "van", "tera"];
const WORKBOOKS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];
/// The folder with templates of the campaign's own.
const TEMPLATES: &str = "mau";

/// The first place of `letter` in the `files` of the campaign in `folder`.
pub fn of_character(files: &dyn Files, folder: &Path, letter: char) -> Option<Place> {
    let folders = [folder.to_path_buf(), folder.join(PROSE), folder.join(TEMPLATES)];
    let paths = folders.iter().flat_map(|folder| files.list(folder).unwrap_or_default());
    let paths = paths.chain(books::data_files(files, folder));
    paths.filter(|path| files.is_file(path)).find_map(|path| in_file(files, &path, letter))
}

/// The first place of `letter` in the file at `path` among `files`, a text or a workbook.
pub fn in_file(files: &dyn Files, path: &Path, letter: char) -> Option<Place> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    if TEXTS.contains(&extension.as_str()) {
        in_text(files, path, letter)
    } else if WORKBOOKS.contains(&extension.as_str()) {
        let sheets = workbook::parse(&files.read(path).ok()?, path).ok()?;
        sheets.iter().find_map(|sheet| in_sheet(sheet, letter))
    } else {
        None
    }
}

/// The first place of `letter` in the text file at `path` among `files`.
pub fn in_text(files: &dyn Files, path: &Path, letter: char) -> Option<Place> {
    let text = nfc(&String::from_utf8_lossy(&files.read(path).ok()?));
    text.lines().enumerate().find_map(|(line, words)| {
        let column = words.chars().position(|known| known == letter)?;
        Some(Place::line(path, line + 1, column + 1))
    })
}

fn in_sheet(sheet: &Sheet, letter: char) -> Option<Place> {
    let mut nodes = sheet.rows.iter().flat_map(|row| &row.cells).map(|(_, node)| node);
    let found = nodes.find(|node| matches!(&node.value, Value::Text(text) if text.contains(letter)))?;
    Some(found.place.clone())
}
