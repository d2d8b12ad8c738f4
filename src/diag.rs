//! What is wrong, where, and how to mend it.
//!
//! Everything that reads, judges or writes reports through this module, so that a clerk sees one
//! form of message everywhere and all faults at once. A [`Diagnostic`] has a stable ASCII code that
//! `vanthu explain` knows; its texts are Vietnamese.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::text::without_accents;

/// How bad it is: an error stops the document it belongs to, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// The Vietnamese word printed before the code.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Error => "lỗi",
            Severity::Warning => "cảnh báo",
        }
    }
}

/// A place in what the user gave us.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A whole file or folder.
    File { path: PathBuf },
    /// A line and a column of a text file, both counted from 1, columns in characters.
    Line { path: PathBuf, line: usize, column: usize },
    /// A cell of a sheet, in the notation of a spreadsheet (`D7`).
    Cell { path: PathBuf, sheet: String, cell: String },
    /// A value in a file whose reader keeps no lines (`dang_ky[3].don_vi`).
    Key { path: PathBuf, key: String },
}

impl Place {
    /// The whole of `path`.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Place::File { path: path.into() }
    }

    /// `line` and `column` of `path`, from 1.
    pub fn line(path: impl Into<PathBuf>, line: usize, column: usize) -> Self {
        Place::Line { path: path.into(), line, column }
    }

    /// The cell in `row` and `column` (both from 0) of `sheet`.
    pub fn cell(path: impl Into<PathBuf>, sheet: &str, row: usize, column: usize) -> Self {
        Place::Cell { path: path.into(), sheet: sheet.to_owned(), cell: cell_name(row, column) }
    }

    /// The row that this place is in; none for a whole file.
    pub fn row(&self) -> Option<PlaceRow> {
        let row = match self {
            Place::File { .. } => return None,
            Place::Line { line, .. } => line.to_string(),
            Place::Cell { sheet, cell, .. } => {
                format!("{sheet}!{}", cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()))
            }
            Place::Key { key, .. } => key.split(']').next().unwrap_or(key).to_owned(),
        };
        Some(PlaceRow { path: self.path().to_path_buf(), row })
    }

    /// The file this place lies in.
    pub fn path(&self) -> &Path {
        match self {
            Place::File { path } | Place::Line { path, .. } | Place::Cell { path, .. } | Place::Key { path, .. } => {
                path
            }
        }
    }
}

/// A row of a sheet, a line of a text file or an item of a list: what the places of one record share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlaceRow {
    path: PathBuf,
    row: String,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            Place::File { .. } => write!(out, "{path}"),
            Place::Line { line, column, .. } => write!(out, "{path}:{line}:{column}"),
            Place::Cell { sheet, cell, .. } => write!(out, "{path} [{sheet}!{cell}]"),
            Place::Key { key, .. } => write!(out, "{path}: {key}"),
        }
    }
}

/// The name of the cell in `row` and `column`, both from 0: `D7`.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// Spreadsheet letters of a column counted from 0: `A`, `Z`, `AA`.
fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// A piece of advice, with the place it speaks of when that is another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hint {
    pub text: String,
    pub place: Option<Place>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable ASCII code, for example `VB003`; see [`crate::codes`].
    pub code: &'static str,
    pub message: String,
    pub place: Option<Place>,
    pub hints: Vec<Hint>,
}

impl Diagnostic {
    /// An error with `code`; `message` has no closing full stop.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning with `code`.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Diagnostic { severity, code, message, place: None, hints: Vec::new() }
    }

    /// Where it is.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// How to mend it.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(Hint { text: text.into(), place: None });
        self
    }

    /// How to mend it, or what it clashes with, elsewhere.
    pub fn hint_at(mut self, place: Place, text: impl Into<String>) -> Self {
        self.hints.push(Hint { text: text.into(), place: Some(place) });
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}[{}]: {}", self.severity.label(), self.code, self.message)?;
        if let Some(place) = &self.place {
            write!(out, "\n  --> {place}")?;
        }
        for hint in &self.hints {
            write!(out, "\ngợi ý: {}", hint.text)?;
            if let Some(place) = &hint.place {
                write!(out, " ({place})")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 5)?;
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        object.serialize_field("severity", severity)?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("place", &self.place.as_ref().map(ToString::to_string))?;
        let hints: Vec<String> = self.hints.iter().map(hint_line).collect();
        object.serialize_field("hints", &hints)?;
        object.end()
    }
}

fn hint_line(hint: &Hint) -> String {
    match &hint.place {
        Some(place) => format!("{} ({place})", hint.text),
        None => hint.text.clone(),
    }
}

/// All findings of one piece of work, in the order they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all findings of `other`.
    pub fn append(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Whether at least one finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Keeps only the findings that `wanted` says.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(wanted);
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// The same, with findings that name no place of their own set at `place`.
    pub fn at(mut self, place: &Place) -> Self {
        for finding in &mut self.diagnostics {
            finding.place.get_or_insert_with(|| place.clone());
        }
        self
    }

    /// The same, with `place` asked for each finding that names none of its own.
    pub fn placed(mut self, mut place: impl FnMut(&Diagnostic) -> Option<Place>) -> Self {
        for finding in self.diagnostics.iter_mut().filter(|finding| finding.place.is_none()) {
            finding.place = place(finding);
        }
        self
    }

    /// `Ok((value, warnings))` without errors, else the whole report.
    pub fn finish<T>(self, value: T) -> Result<(T, Report), Report> {
        if self.has_errors() { Err(self) } else { Ok((value, self)) }
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Report { diagnostics: vec![diagnostic] }
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}

/// The candidate nearest to `word` in any case, when near enough to be a slip of the keyboard or when it
/// begins with the words of `word`, accents aside.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(2);
    let small = word.to_lowercase();
    let plain = without_accents(&small);
    let measured = |candidate: &'a str| {
        let known = candidate.to_lowercase();
        let whole = strsim::damerau_levenshtein(&small, &known);
        let whole = (whole <= limit).then_some((whole, false));
        let begun = slips_in_beginning(&plain, &without_accents(&known)).map(|slips| (slips, true));
        Some((whole.into_iter().chain(begun).min()?, candidate))
    };
    candidates.into_iter().filter_map(measured).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many slips make `known` begin with the words of `plain`; one is forgiven for every four words.
/// `None` for a single word, which many names begin with, and when `known` is not longer.
fn slips_in_beginning(plain: &str, known: &str) -> Option<usize> {
    let count = plain.split_whitespace().count();
    if count < 2 || known.split_whitespace().count() <= count {
        return None;
    }
    let beginning: Vec<&str> = known.split_whitespace().take(count).collect();
    let slips = strsim::damerau_levenshtein(plain, &beginning.join(" "));
    (slips <= count / 4).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")] {
            let place = Place::cell("a.xlsx", "S", 0, column);
            assert_eq!(place.to_string(), format!("a.xlsx [S!{name}]"));
        }
    }

    #[test]
    fn cells_of_one_row_are_one_row() {
        let cell = |name: &str, at: usize| Place::cell("s.xlsx", name, at, 3).row();
        assert_eq!(Place::cell("s.xlsx", "Đăng ký", 6, 0).row(), cell("Đăng ký", 6));
        assert_ne!(cell("Đề nghị", 6), cell("Đăng ký", 6));
        let key = |key: &str| Place::Key { path: "s.json".into(), key: key.to_owned() }.row();
        assert_eq!(key("de_nghi[3].nam"), key("de_nghi[3]"));
        assert_eq!(Place::file("s.xlsx").row(), None);
    }

    #[test]
    fn a_diagnostic_reads_what_where_and_how() {
        let finding = Diagnostic::error("DL001", "thiếu cột `Tên đơn vị`")
            .at(Place::cell("so_lieu.xlsx", "Đơn vị", 0, 1))
            .hint("thêm cột này");
        let text = "lỗi[DL001]: thiếu cột `Tên đơn vị`\n  --> so_lieu.xlsx [Đơn vị!B1]\ngợi ý: thêm cột này";
        assert_eq!(finding.to_string(), text);
    }

    #[test]
    fn only_near_words_are_suggested() {
        assert_eq!(nearest("trich_yue", ["trich_yeu", "noi_nhan"]), Some("trich_yeu"));
        assert_eq!(nearest("abc", ["trich_yeu", "noi_nhan"]), None);
    }

    #[test]
    fn a_name_that_begins_with_the_typed_words_is_nearer() {
        let known = ["Phòng Tài chính doanh nghiệp", "Phòng Tài chính hành chính sự nghiệp", "Phòng Giá"];
        assert_eq!(nearest("Phòng Tài chính hành chánh", known), Some(known[1]));
        assert_eq!(nearest("phong tai chinh hanh chinh", known), Some(known[1]));
        assert_eq!(nearest("Phòng Tài chính doanh nghiệq", known), Some(known[0]));
        assert_eq!(nearest("Phòng", known), None);
        assert_eq!(nearest("Trần Thị Lan", ["Trần Thị Lam Anh Thư"]), None);
    }
}
