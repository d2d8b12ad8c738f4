//! TOML into located values.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::syntax::explain;
use super::{Codes, Entry, Map, Node, Place, Positions, Value};
use crate::base::diag::{Diagnostic, Report};
use crate::base::limits;
use crate::base::text::unseen::is_blank;

/// Parses `text` of the file `path`.
///
/// # Errors
/// `DL004` on each line that is not TOML.
pub fn parse(text: &str, path: &Path) -> Result<Map, Report> {
    parse_part(text, path, 1, Codes::DATA)
}

/// Parses `text`, which starts on line `first_line` of the file `path`.
///
/// # Errors
/// The code of syntax on each line that is not TOML; `DL060` beyond the limits of a typed text.
pub fn parse_part(text: &str, path: &Path, first_line: usize, codes: &Codes) -> Result<Map, Report> {
    if !limits::TYPED_TEXT.allows(text.len()) {
        return Err(limits::TYPED_TEXT.over().at(Place::file(path)).into());
    }
    let text = &*with_plain_blanks(text);
    let file: Arc<Path> = path.into();
    let mut reader = Reader { positions: Positions::new(text), file, first_line, values: 0, report: Report::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let map = reader.map(table.get_ref(), reader.place(0));
        if !limits::VALUES.allows(reader.values) {
            reader.report.push(limits::VALUES.over().at(Place::file(path)));
        }
        return reader.report.finish(map).map(|(map, _)| map);
    }
    let start = |error: &toml::de::Error| error.span().map_or(text.len(), |span| span.start);
    let mut errors: Vec<(usize, &str)> = errors.iter().map(|error| (start(error), error.message())).collect();
    errors.sort_by_key(|(at, _)| *at);
    // A slip leads to more errors on its line; the first one names it.
    errors.dedup_by_key(|(at, _)| reader.positions.at(*at).0);
    let finding = |(at, message): (usize, &str)| {
        let (words, hint) = explain(message, text.get(at..).unwrap_or_default());
        Diagnostic::error(codes.syntax, format!("sai cú pháp TOML: {words}")).at(reader.place(at)).hint(hint)
    };
    Err(errors.into_iter().map(finding).collect())
}

/// `text` with ordinary blanks in the place of all others outside its strings, where they stand for nothing.
fn with_plain_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| is_blank(letter) && !letter.is_ascii()) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' | '\'' => string_length(rest, letter),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            _ => letter.len_utf8(),
        };
        let (piece, behind) = rest.split_at(length);
        if is_blank(letter) {
            plain.push(' ')
        } else {
            plain.push_str(piece)
        }
        rest = behind;
    }
    Cow::Owned(plain)
}

/// How many bytes of `text` the string takes that it begins with, in quotes of `quote`.
fn string_length(text: &str, quote: char) -> usize {
    let triple = quote.to_string().repeat(3);
    let mark = if text.starts_with(&triple) { triple } else { quote.to_string() };
    let mut at = mark.len();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(&mark) {
            return at + mark.len();
        }
        if mark.len() == 1 && rest.starts_with('\n') {
            return at;
        }
        let escaped = quote == '"' && rest.starts_with('\\');
        at += rest.chars().take(1 + usize::from(escaped)).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

struct Reader<'a> {
    positions: Positions<'a>,
    file: Arc<Path>,
    first_line: usize,
    /// How many values were met.
    values: usize,
    report: Report,
}

impl Reader<'_> {
    fn place(&self, offset: usize) -> Place {
        let (line, column) = self.positions.at(offset);
        Place::at_line(&self.file, self.first_line + line - 1, column)
    }

    fn map(&mut self, table: &DeTable<'_>, place: Place) -> Map {
        let mut keys: Vec<_> = table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        let entries = keys.into_iter().map(|(key, value)| self.entry(key, value)).collect();
        Map { entries, place }
    }

    fn entry(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Entry {
        let place = self.place(key.span().start);
        if !limits::KEY.allows(key.get_ref().len()) {
            self.report.push(limits::KEY.over().at(place.clone()));
        }
        Entry { key: key.get_ref().to_string(), place, node: self.node(value) }
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let place = self.place(value.span().start);
        self.values += 1;
        let value = match value.get_ref() {
            DeValue::String(text) => {
                if !limits::CELL.allows(text.len()) {
                    self.report.push(limits::CELL.over().at(place.clone()));
                }
                Value::clean(text)
            }
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Text(number.to_string()),
            },
            DeValue::Float(number) => number.as_str().parse().map_or(Value::Empty, Value::Decimal),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(moment) => {
                whole_date(moment).map_or_else(|| Value::Text(moment.to_string()), Value::Date)
            }
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Map(Box::new(self.map(table, place.clone()))),
        };
        Node::new(value, place)
    }
}

/// The date of `moment`; none when it has a time, which nothing here has a use for.
fn whole_date(moment: &Datetime) -> Option<NaiveDate> {
    let date = moment.date.filter(|_| moment.time.is_none())?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Code;

    #[test]
    fn values_keep_line_and_column() {
        let map = parse("a = 1\n[b]\nten = \"Phòng\"\nngay = 2022-03-25\n", Path::new("p.toml")).unwrap();
        let Value::Map(inner) = &map.entries[1].node.value else { panic!("a table") };
        assert_eq!(inner.entries[0].node.value, Value::Text("Phòng".into()));
        assert_eq!(inner.entries[0].node.place.clone(), Place::line("p.toml", 3, 7));
        assert_eq!(inner.entries[1].node.value, Value::Date(NaiveDate::from_ymd_opt(2022, 3, 25).unwrap()));
    }

    #[test]
    fn blanks_of_all_widths_are_blanks_outside_of_strings() {
        let text = "a\u{a0}= \"x\u{a0}\\\"y\" # \u{2009}\n\u{3000}b =\u{202f}'\u{a0}'\u{2003}\n";
        let map = parse(text, Path::new("p.toml")).unwrap();
        let texts: Vec<Option<String>> = map.entries.iter().map(|entry| entry.node.plain()).collect();
        assert_eq!(texts, [Some("x\u{a0}\"y".to_owned()), None]);
        assert_eq!(map.entries[1].place, Place::line("p.toml", 2, 2));
        let open = parse("a\u{a0}= \"x\nb\u{a0}= \"\"\"\n\u{a0}", Path::new("p.toml"));
        assert!(open.is_err());
    }

    #[test]
    fn a_time_of_day_is_not_dropped() {
        let map = parse("ngay = 2022-03-25T10:00:00\n", Path::new("p.toml")).unwrap();
        assert_eq!(map.entries[0].node.value, Value::Text("2022-03-25T10:00:00".into()));
    }

    #[test]
    fn every_fault_is_located() {
        let report = parse("a = \"x\nb = Sở\nc = 1\nc = 2\n", Path::new("p.toml")).unwrap_err();
        let lines: Vec<_> =
            report.iter().filter_map(|finding| Some(finding.place.as_ref()?.line_and_column()?.0)).collect();
        assert!(report.iter().all(|finding| finding.code == Code::DL004));
        assert_eq!(lines, [1, 2, 4]);
    }
}
