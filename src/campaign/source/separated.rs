//! CSV into located cells: fields set off by `,`, `;` or tabs, quoted with `"`.
//!
//! Read by hand rather than with a crate because each field has to know its own line and column, also
//! behind quoted line breaks.

use std::path::Path;
use std::sync::Arc;

use super::header::TITLE_ROWS;
use super::tally::Tally;
use super::{Node, Sheet, Value};
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
    rows(text, separator, path, usize::MAX)
}

/// The first rows of `text`, by each separator with which it can be read: enough to know its headers. A large file is
/// not held once for each of them.
pub fn heads(text: &str, path: &Path) -> Vec<(char, Sheet)> {
    let head = |separator: &char| Some((*separator, rows(text, *separator, path, HEAD).ok()?));
    SEPARATORS.iter().filter_map(head).collect()
}

/// The first `kept` rows of `text` that hold something; the others are only looked at.
fn rows(text: &str, separator: char, path: &Path, kept: usize) -> Result<Sheet, Report> {
    if !limits::TABLE_TEXT.allows(text.len()) {
        return Err(limits::TABLE_TEXT.over().at(Place::file(path)).into());
    }
    let file: Arc<Path> = path.into();
    let mut tally = Tally::default();
    let mut scanner = Scanner { letters: text.chars().peekable(), line: 1, column: 1 };
    let mut sheet = Sheet::new(&file, "");
    let (mut row, mut column) = (0, 0);
    while scanner.letters.peek().is_some() {
        let place = Place::at_line(&file, scanner.line, scanner.column);
        let (raw, end) = match scanner.field(separator) {
            Ok(field) => field,
            Err(()) => {
                let finding = Diagnostic::error(Code::DL006, "dấu nháy kép mở ra mà không đóng lại");
                let finding = finding.at(place.clone());
                return Err(finding.hint("thêm `\"` ở cuối ô, hoặc viết `\"\"` cho dấu nháy trong ô").into());
            }
        };
        let node = Node::new(Value::clean(&raw), place);
        if !node.is_empty() {
            let is_kept = sheet.rows.len() < kept || sheet.rows.last().is_some_and(|last| last.number == row);
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
    letters: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
    column: usize,
}

impl Scanner<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.letters.next()?;
        if letter == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(letter)
    }

    /// One field and what ends it; `Err` for an open quote.
    fn field(&mut self, separator: char) -> Result<(String, End), ()> {
        let mut raw = String::new();
        if self.letters.peek() == Some(&'"') {
            self.next();
            self.quoted(&mut raw)?;
        }
        loop {
            match self.next() {
                None | Some('\n') => return Ok((raw, End::Row)),
                Some(letter) if letter == separator => return Ok((raw, End::Field)),
                Some(letter) => raw.push(letter),
            }
        }
    }

    fn quoted(&mut self, raw: &mut String) -> Result<(), ()> {
        loop {
            match self.next() {
                None => return Err(()),
                Some('"') if self.letters.peek() == Some(&'"') => {
                    self.next();
                    raw.push('"');
                }
                Some('"') => return Ok(()),
                Some(letter) => raw.push(letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn an_open_quote_is_located() {
        let report = parse("a,b\n1,\"x\n", ',', Path::new("d.csv")).unwrap_err();
        assert_eq!(report.iter().next().unwrap().place, Some(Place::line("d.csv", 2, 3)));
    }
}
