//! Findings read back from what [`Diagnostic`] is written as.
//!
//! Machines that make a campaign in parts write down what they found; one of them puts the parts together and tells
//! all of it as if it had found it itself. What is read is written again as it stood, no more is promised.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::{Code, Diagnostic, Hint, Place, Severity, Step};

#[derive(Deserialize)]
struct Written {
    severity: String,
    code: String,
    message: String,
    hints: Vec<String>,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    sheet: Option<String>,
    row: Option<u32>,
    key: Option<String>,
}

impl Written {
    fn place(&self) -> Option<Place> {
        let file = self.file.as_deref()?;
        let place = match (self.line, self.column, &self.sheet, self.row, &self.key) {
            (Some(line), Some(column), ..) => Place::line(file, line, column),
            (_, Some(column), Some(sheet), Some(row), _) => {
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                Place::cell(file, sheet, row.saturating_sub(1), column.saturating_sub(1))
            }
            (.., Some(key)) => Place::at_key(&std::path::Path::new(file).into(), &[Step::Name(key.as_str().into())]),
            _ => Place::file(file),
        };
        Some(place)
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let severity = match written.severity.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            other => return Err(D::Error::custom(format!("no severity: {other}"))),
        };
        let code: Code = written.code.parse().map_err(D::Error::custom)?;
        let mut finding = Diagnostic::new(severity, code, written.message.clone());
        finding.place = written.place();
        // The place of a hint is part of its words by now.
        finding.hints = written.hints.into_iter().map(|text| Hint { text, place: None }).collect();
        Ok(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again_as_it_stood() {
        let key = [Step::Name("dang_ky".into()), Step::Item(3), Step::Name("don_vi".into())];
        for place in [
            None,
            Some(Place::file("thư mục/so_lieu\u{7}.xlsx")),
            Some(Place::line("ke_hoach.van", 12, 5)),
            Some(Place::cell("so_lieu.xlsx", "Đăng ký", 6, 27)),
            Some(Place::at_key(&std::path::Path::new("so_lieu.json").into(), &key)),
        ] {
            let mut finding = Diagnostic::warning(Code::DL001, "thiếu \u{1b} cột").hint("thêm");
            finding = finding.hint_at(Place::cell("a.xlsx", "B", 1, 1), "xem");
            finding.place = place;
            let written = serde_json::to_string(&finding).unwrap();
            let read: Diagnostic = serde_json::from_str(&written).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), written);
        }
        assert!(serde_json::from_str::<Diagnostic>("{}").is_err());
    }
}
