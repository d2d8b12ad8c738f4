//! What is wrong, where, and how to mend it.
//!
//! Everything that reads, judges or writes reports through this module, so that a clerk sees one
//! form of message everywhere and all faults at once. A [`Diagnostic`] has a stable ASCII code that
//! `vanthu explain` knows; its texts are Vietnamese. Closed lists of words (`labelled`) refuse a word in
//! the same way.

pub mod code;
mod fold;
pub(crate) mod labelled;
pub mod place;
#[cfg(feature = "cli")]
mod read;
mod suggest;

pub use code::{Code, Family};
pub use fold::{Link, Told};
pub use place::{Place, PlaceRow, Position, Step};
pub use suggest::{is_slip, nearest};

use std::fmt;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::base::text::visible::visible;

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
    /// Stable code, with a page that `vanthu explain` prints.
    pub code: Code,
    pub message: String,
    pub place: Option<Place>,
    pub hints: Vec<Hint>,
    /// The character that it speaks of, when it is about one: its place is looked for by it.
    pub character: Option<char>,
    /// How it hangs together with others.
    pub link: Option<Link>,
}

impl Diagnostic {
    /// An error with `code`; `message` has no closing full stop.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning with `code`.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// What is told comes from files of all sorts: control characters in it are shown, not sent.
    fn new(severity: Severity, code: Code, message: String) -> Self {
        Diagnostic {
            severity,
            code,
            message: visible(&message).into_owned(),
            place: None,
            hints: Vec::new(),
            character: None,
            link: None,
        }
    }

    /// Where it is.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The character that it is about.
    pub fn about(mut self, character: char) -> Self {
        self.character = Some(character);
        self
    }

    /// How to mend it.
    pub fn hint(self, text: impl Into<String>) -> Self {
        self.with_hint(None, text.into())
    }

    /// How to mend it, or what it clashes with, elsewhere.
    pub fn hint_at(self, place: Place, text: impl Into<String>) -> Self {
        self.with_hint(Some(place), text.into())
    }

    /// Of hundreds of thousands most have one hint: no room is kept for more.
    fn with_hint(mut self, place: Option<Place>, text: String) -> Self {
        self.hints.reserve_exact(1);
        self.hints.push(Hint { text: visible(&text).into_owned(), place });
        self
    }
}

impl Diagnostic {
    /// Writes it with `lines` below its place.
    fn write(&self, out: &mut fmt::Formatter<'_>, lines: &[String]) -> fmt::Result {
        write!(out, "{}[{}]: {}", self.severity.label(), self.code, self.message)?;
        if let Some(place) = &self.place {
            write!(out, "\n  --> {place}")?;
        }
        lines.iter().try_for_each(|line| write!(out, "\n  {line}"))?;
        for hint in &self.hints {
            write!(out, "\ngợi ý: {}", hint.text)?;
            if let Some(place) = &hint.place {
                write!(out, " ({place})")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(out, &[])
    }
}

impl Serialize for Diagnostic {
    /// `place` in words, then each part of it by itself: `file`, `line` and `column` of a text, `sheet`,
    /// `row`, `column` and `column_letter` of a cell, `key` of a value in a tree; `null` where there is none.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 12)?;
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        object.serialize_field("severity", severity)?;
        object.serialize_field("code", self.code.name())?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("place", &self.place.as_ref().map(ToString::to_string))?;
        let hints: Vec<String> = self.hints.iter().map(hint_line).collect();
        object.serialize_field("hints", &hints)?;
        let place = self.place.as_ref();
        let line = place.and_then(Place::line_and_column);
        let cell = place.and_then(Place::row_and_column);
        let column = cell.map(|(_, column)| column as usize + 1).or(line.map(|(_, column)| column));
        let is_key = place.filter(|place| matches!(place.position, Position::Key(_)));
        object.serialize_field("file", &place.map(|place| visible(&place.path().to_string_lossy()).into_owned()))?;
        object.serialize_field("line", &line.map(|(line, _)| line))?;
        object.serialize_field("column", &column)?;
        object.serialize_field("sheet", &place.and_then(Place::sheet).map(visible))?;
        object.serialize_field("row", &cell.map(|(row, _)| u64::from(row) + 1))?;
        object.serialize_field("column_letter", &cell.map(|(_, column)| place::column_letters(column)))?;
        object.serialize_field("key", &is_key.map(Place::within_file))?;
        object.end()
    }
}

fn hint_line(hint: &Hint) -> String {
    match &hint.place {
        Some(place) => format!("{} ({place})", hint.text),
        None => hint.text.clone(),
    }
}

/// All findings of one piece of work, in the order they were met. There may be hundreds of thousands, and each paper
/// tells some of them: a copy of a report shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Arc<Diagnostic>>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(Arc::new(diagnostic));
    }

    /// The findings to be kept elsewhere as well, none of them copied.
    pub fn shared(&self) -> impl Iterator<Item = Arc<Diagnostic>> {
        self.diagnostics.iter().cloned()
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
    pub fn retain(&mut self, mut wanted: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(|finding| wanted(finding));
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().map(|finding| &**finding)
    }

    /// The same, with findings that name no place of their own set at `place`.
    pub fn at(mut self, place: &Place) -> Self {
        for finding in self.diagnostics.iter_mut().filter(|finding| finding.place.is_none()) {
            Arc::make_mut(finding).place = Some(place.clone());
        }
        self
    }

    /// The same, with `place` asked for each finding that names none of its own.
    pub fn placed(mut self, mut place: impl FnMut(&Diagnostic) -> Option<Place>) -> Self {
        for finding in self.diagnostics.iter_mut().filter(|finding| finding.place.is_none()) {
            let found = place(finding);
            Arc::make_mut(finding).place = found;
        }
        self
    }

    /// `Ok((value, warnings))` without errors, else the whole report.
    pub fn finish<T>(self, value: T) -> Result<(T, Report), Report> {
        if self.has_errors() { Err(self) } else { Ok((value, self)) }
    }
}

impl fmt::Display for Report {
    /// Every finding with its hints, each on lines of its own.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostics.iter().try_for_each(|finding| writeln!(out, "{finding}"))
    }
}

impl std::error::Error for Report {}

impl Extend<Diagnostic> for Report {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        self.diagnostics.extend(findings.into_iter().map(Arc::new));
    }
}

impl Extend<Arc<Diagnostic>> for Report {
    fn extend<I: IntoIterator<Item = Arc<Diagnostic>>>(&mut self, findings: I) {
        self.diagnostics.extend(findings);
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Report { diagnostics: findings.into_iter().map(Arc::new).collect() }
    }
}

impl FromIterator<Arc<Diagnostic>> for Report {
    fn from_iter<I: IntoIterator<Item = Arc<Diagnostic>>>(findings: I) -> Self {
        Report { diagnostics: findings.into_iter().collect() }
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Report { diagnostics: vec![Arc::new(diagnostic)] }
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::iter::Map<std::vec::IntoIter<Arc<Diagnostic>>, fn(Arc<Diagnostic>) -> Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter().map(Arc::unwrap_or_clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_reads_what_where_and_how() {
        let finding = Diagnostic::error(Code::DL001, "thiếu cột `Tên đơn vị`")
            .at(Place::cell("so_lieu.xlsx", "Đơn vị", 0, 1))
            .hint("thêm cột này");
        let text = "lỗi[DL001]: thiếu cột `Tên đơn vị`\n  --> so_lieu.xlsx [Đơn vị!B1]\ngợi ý: thêm cột này";
        assert_eq!(finding.to_string(), text);
    }

    #[test]
    fn every_part_of_a_place_is_a_field_of_its_own() {
        let json = |place: Place| serde_json::to_value(Diagnostic::error(Code::DL001, "x").at(place)).unwrap();
        let cell = json(Place::cell("so_lieu.xlsx", "Đăng ký", 6, 3));
        assert_eq!((cell["file"].as_str(), cell["sheet"].as_str()), (Some("so_lieu.xlsx"), Some("Đăng ký")));
        assert_eq!((cell["row"].as_u64(), cell["column"].as_u64()), (Some(7), Some(4)));
        assert_eq!((cell["column_letter"].as_str(), cell["line"].as_u64()), (Some("D"), None));
        let line = json(Place::line("ke_hoach.van", 12, 5));
        assert_eq!((line["line"].as_u64(), line["column"].as_u64(), line["row"].as_u64()), (Some(12), Some(5), None));
    }
}
