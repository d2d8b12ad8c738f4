//! TOML into located values.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Map, Node, Place, Value, clean, line_and_column};
use crate::diag::{Code, Diagnostic, Report};
use crate::text;

/// Parses `text` of the file `path`.
///
/// # Errors
/// `DL004` for each place that is not TOML, `DL003` for control characters in strings.
pub fn parse(text: &str, path: &Path) -> Result<Map, Report> {
    let mut reader = Reader { text, file: path.into(), report: Report::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
        reader.report.push(
            Diagnostic::error(Code::DL004, format!("sai cú pháp TOML: {}", text::toml::explain(error.message())))
                .at(Place::at_line(&reader.file, line, column))
                .hint("mỗi dòng có dạng `khoa = \"giá trị\"`, tên nhóm nằm trong ngoặc vuông: `[ke_hoach]`"),
        );
    }
    if reader.report.has_errors() {
        return Err(reader.report);
    }
    let place = Place::at_line(&reader.file, 1, 1);
    let map = reader.map(table.get_ref(), place);
    reader.report.finish(map).map(|(map, _)| map)
}

struct Reader<'a> {
    text: &'a str,
    file: Arc<Path>,
    report: Report,
}

impl Reader<'_> {
    fn place(&self, offset: usize) -> Place {
        let (line, column) = line_and_column(self.text, offset);
        Place::at_line(&self.file, line, column)
    }

    fn map(&mut self, table: &DeTable<'_>, place: Place) -> Map {
        let mut keys: Vec<_> = table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        let entries = keys.into_iter().map(|(key, value)| self.entry(key, value)).collect();
        Map { entries, place }
    }

    fn entry(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Entry {
        let place = self.place(key.span().start);
        Entry { key: key.get_ref().to_string(), place, node: self.node(value) }
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let place = self.place(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(text) => clean(text, &place, &mut self.report),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Text(number.to_string()),
            },
            DeValue::Float(number) => number.as_str().parse().map_or(Value::Empty, Value::Decimal),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(moment) => moment
                .date
                .and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
                .map_or_else(|| Value::Text(moment.to_string()), Value::Date),
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Map(self.map(table, place.clone())),
        };
        Node::new(value, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    #[test]
    fn values_keep_line_and_column() {
        let map = parse("a = 1\n[b]\nten = \"Phòng\"\nngay = 2022-03-25\n", Path::new("p.toml")).unwrap();
        let Value::Map(inner) = &map.entries[1].node.value else { panic!("a table") };
        assert_eq!(inner.entries[0].node.value, Value::Text("Phòng".into()));
        assert_eq!(inner.entries[0].node.place.clone(), Place::line("p.toml", 3, 7));
        assert_eq!(inner.entries[1].node.value, Value::Date(NaiveDate::from_ymd_opt(2022, 3, 25).unwrap()));
    }

    #[test]
    fn every_fault_is_located() {
        let report = parse("a = \"x\nb = Sở\nc = 1\nc = 2\n", Path::new("p.toml")).unwrap_err();
        let lines: Vec<_> =
            report.iter().filter_map(|finding| Some(finding.place.as_ref()?.line_and_column()?.0)).collect();
        assert!(report.iter().all(|finding| finding.code == Code::DL004));
        assert!(lines.contains(&1) && lines.contains(&4), "{lines:?}");
    }
}
