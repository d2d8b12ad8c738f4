//! CSV into located cells: fields set off by `,`, `;` or tabs, quoted with `"`.
//!
//! Read by hand rather than with a crate because each field has to know its own line and column, also
//! behind quoted line breaks.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::header::TITLE_ROWS;
use super::tally::Tally;
use super::{Node, Sheet, cell};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;

/// Separators in use; Excel writes `;` where the comma is the decimal mark, as in Vietnam.
pub const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The rows among which headers are looked for, and some more.
const HEAD: usize = 2 * TITLE_ROWS;

/// The rows of `text` with fields between `separator`s.
///
/// # Errors
/// `DL006` for a quote that is never closed, `DL060` beyond the limits.
pub fn parse(text: &str, separator: char, path: &Path) -> Result<Sheet, Report> {
    rows(text, separator, path, Kept::All)
}

/// As [`parse`], but the first rows alone: nothing is known of those that follow.
///
/// # Errors
/// As [`parse`], of these rows.
pub fn head(text: &str, separator: char, path: &Path) -> Result<Sheet, Report> {
    rows(text, separator, path, Kept::HeadAlone)
}

/// The first rows of `text`, by each separator with which it can be read: enough to know its headers. A large file is
/// not held once for each of them.
pub fn heads(text: &str, path: &Path) -> Vec<(char, Sheet)> {
    let head = |separator: &char| Some((*separator, rows(text, *separator, path, Kept::Head).ok()?));
    SEPARATORS.iter().filter_map(head).collect()
}

/// Whether `faults` are those of a row with too many columns.
pub fn is_too_wide(faults: &Report) -> bool {
    let over = limits::COLUMNS.over().message;
    faults.iter().any(|finding| finding.message == over)
}

/// Looks at how many columns the first rows of `text` have.
///
/// # Errors
/// `DL060` for too many columns between separators of whatever kind.
pub fn check_width(text: &str, path: &Path) -> Result<(), Report> {
    let faults = SEPARATORS.iter().filter_map(|separator| head(text, *separator, path).err());
    faults.into_iter().find(is_too_wide).map_or(Ok(()), Err)
}

/// Which rows of a text are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    All,
    /// The first; the others are only looked at.
    Head,
    /// The first; the others are not even looked at.
    HeadAlone,
}

/// The rows of `text` that hold something, as many as are `kept`.
fn rows(text: &str, separator: char, path: &Path, kept: Kept) -> Result<Sheet, Report> {
    if !limits::TABLE_TEXT.allows(text.len()) {
        return Err(limits::TABLE_TEXT.over().at(Place::file(path)).into());
    }
    let file: Arc<Path> = path.into();
    let mut tally = Tally::default();
    let mut scanner = Scanner { rest: text, line: 1, column: 1 };
    let mut sheet = Sheet::new(&file, "");
    let (mut row, mut column) = (0, 0);
    while !scanner.rest.is_empty() && (kept != Kept::HeadAlone || sheet.rows.len() < HEAD || column > 0) {
        let place = Place::at_line(&file, scanner.line, scanner.column);
        let (raw, end) = match scanner.field(separator) {
            Ok(field) => field,
            Err(()) => {
                let finding = Diagnostic::error(Code::DL006, "dấu nháy kép mở ra mà không đóng lại");
                let finding = finding.at(place.clone());
                return Err(finding.hint("thêm `\"` ở cuối ô, hoặc viết `\"\"` cho dấu nháy trong ô").into());
            }
        };
        let node = Node::new(cell::listed(&raw), place);
        if !node.is_empty() {
            let begins = || sheet.rows.len() < HEAD || sheet.rows.last().is_some_and(|last| last.number == row);
            let is_kept = kept == Kept::All || begins();
            if is_kept { tally.put(&mut sheet, row, column, node)? } else { tally.pass(row, &node)? }
        }
        (row, column) = if end == End::Row { (row + 1, 0) } else { (row, column + 1) };
    }
    Ok(sheet)
}

#[derive(PartialEq)]
enum End {
    Field,
    Row,
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Scanner<'a> {
    /// Goes on behind the first `length` bytes of the rest, and gives them.
    fn pass(&mut self, length: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        match passed.rsplit_once('\n') {
            Some((_, last)) => {
                self.line += passed.matches('\n').count();
                self.column = last.chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        passed
    }

    /// One field and what ends it; `Err` for an open quote.
    fn field(&mut self, separator: char) -> Result<(Cow<'a, str>, End), ()> {
        let mut raw = Cow::Borrowed("");
        if self.rest.starts_with('"') {
            self.pass(1);
            raw = Cow::Owned(self.quoted()?);
        }
        let is_end = |byte: u8| byte == b'\n' || char::from(byte) == separator;
        let end = self.rest.bytes().position(is_end).unwrap_or(self.rest.len());
        let (plain, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        // No line break stands in it.
        self.column += plain.chars().count();
        match plain {
            "" => {}
            plain if raw.is_empty() => raw = Cow::Borrowed(plain),
            plain => raw.to_mut().push_str(plain),
        }
        if let Some(rest) = rest.strip_prefix(separator) {
            (self.rest, self.column) = (rest, self.column + 1);
            return Ok((raw, End::Field));
        }
        (self.rest, self.line, self.column) = (rest.get(1..).unwrap_or_default(), self.line + 1, 1);
        Ok((raw, End::Row))
    }

    /// What stands up to the closing quote, which is passed.
    fn quoted(&mut self) -> Result<String, ()> {
        let mut raw = String::new();
        loop {
            let end = self.rest.find('"').ok_or(())?;
            raw.push_str(self.pass(end));
            self.pass(1);
            if !self.rest.starts_with('"') {
                return Ok(raw);
            }
            raw.push_str(self.pass(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::source::Value;

    #[test]
    fn quotes_hold_separators_and_line_breaks() {
        let sheet = parse("a;b\n\"x;\"\"y\"\"\nz\";ơ;\n\nc", ';', Path::new("d.csv")).unwrap();
        let texts: Vec<Vec<&Value>> =
            sheet.rows.iter().map(|row| row.cells.iter().map(|(_, node)| &node.value).collect()).collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(texts[1], [&text("x;\"y\"\nz"), &text("ơ")]);
        assert_eq!(sheet.rows[1].cells[1].1.place.clone().to_string(), "d.csv:3:4");
        assert_eq!(sheet.rows[2].cells[0].1.place.clone().to_string(), "d.csv:5:1");
    }

    #[test]
    fn too_many_columns_are_told_as_such() {
        let wide = |columns: usize| vec!["1"; columns].join(";");
        let check = |columns: usize| check_width(&wide(columns), Path::new("d.csv"));
        assert!(check(1_000).is_ok());
        for columns in [1_001, 100_001] {
            let report = check(columns).unwrap_err();
            let finding = report.iter().next().unwrap();
            assert!(is_too_wide(&report) && finding.place.is_some(), "{finding}");
        }
        assert!(!is_too_wide(&parse("\"x", ',', Path::new("d.csv")).unwrap_err()));
    }

    #[test]
    fn an_open_quote_is_located() {
        let report = parse("a,b\n1,\"x\n", ',', Path::new("d.csv")).unwrap_err();
        assert_eq!(report.iter().next().unwrap().place, Some(Place::line("d.csv", 2, 3)));
    }
}
