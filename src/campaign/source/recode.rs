//! The texts of a sheet, put into Unicode: each column tells what it is in ([`crate::base::data::recode`]).

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Node, OldText, Sheet, Value};
use crate::base::data::lost::tell_lost;
pub use crate::base::data::recode::{IsHeader, listed, settle_lines, settle_map, settle_node};
use crate::base::data::recode::{Piece, is_clear_among, settle};
use crate::base::data::undrawn::tell_undrawn;
use crate::base::data::unseen::drop_unseen;
use crate::base::diag::Report;
use crate::base::text::is_ordinary;
use crate::base::text::legacy::Words;

/// Settles the texts of `sheet`, headers and titles too; what `is_header` knows is right as typed.
pub fn settle_sheet(sheet: &mut Sheet, old: OldText, is_header: IsHeader, report: &mut Report) {
    let capitals = std::mem::take(&mut sheet.capitals);
    if is_old(sheet) {
        let mut columns: HashMap<u32, Rc<str>> = HashMap::new();
        let mut pieces = Vec::new();
        for row in &mut sheet.rows {
            for (column, node) in &mut row.cells {
                let capitals = capitals.contains(&(row.number, *column));
                let column = columns.entry(*column).or_insert_with_key(|column| column.to_string().into());
                if let Value::Text(text) = &mut node.value {
                    let place = Cow::Borrowed(&node.place);
                    pieces.push(Piece { column: column.clone(), text, place, capitals });
                }
            }
        }
        settle(pieces, "ô", old, is_header, report);
    }
    settle_unicode(sheet, report);
}

/// As [`settle_sheet`], of a `sheet` of which nothing is in an old encoding.
pub fn settle_unicode(sheet: &mut Sheet, report: &mut Report) {
    // Of most texts there is nothing to say.
    let is_fine = |node: &Node| match &node.value {
        Value::Text(text) => {
            is_ordinary(text)
                && !text.contains('?')
                && !text.starts_with(' ')
                && !text.ends_with(' ')
                && !text.is_empty()
        }
        _ => false,
    };
    let nodes = sheet.rows.iter_mut().flat_map(|row| &mut row.cells).map(|(_, node)| node);
    for node in nodes.filter(|node| !is_fine(node)) {
        drop_unseen(node, true, report);
        tell_undrawn(node, report);
        tell_lost(node, report);
    }
}

/// Whether some text of `sheet` is in an old encoding.
pub fn is_old(sheet: &Sheet) -> bool {
    let mut words = Words::default();
    let nodes = sheet.rows.iter().flat_map(|row| &row.cells).map(|(_, node)| node);
    let mut texts = nodes.filter_map(|node| match &node.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.any(|text| is_clear_among(text, &mut words))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::base::data::Node;
    use crate::base::diag::{Code, Diagnostic};

    /// A sheet with the rows `rows`.
    fn sheet(rows: &[&[&str]]) -> Sheet {
        let file: Arc<Path> = Path::new("so_lieu.xlsx").into();
        let mut sheet = Sheet::new(&file, "Đơn vị");
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let place = sheet.place(row as u32, column as u32);
                sheet.put(row as u32, column as u32, Node::new(Value::Text((*text).to_owned()), place));
            }
        }
        sheet
    }

    fn texts(sheet: &Sheet) -> Vec<Vec<&Value>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(|(_, node)| &node.value).collect()).collect()
    }

    #[test]
    fn a_column_tells_what_a_name_alone_can_not() {
        let mut sheet = sheet(&[&["Tªn ®¬n vÞ", "Ghi chú"], &["Së Tµi chÝnh", "Tô"], &["Vô", "Café"], &["Së", "x"]]);
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Refuse, &|_| false, &mut report);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(texts(&sheet)[0][0], &text("Tên đơn vị"));
        assert_eq!(texts(&sheet)[1], [&text("Sở Tài chính"), &text("Tô")]);
        assert_eq!(texts(&sheet)[2], [&text("Vụ"), &text("Café")]);
        assert_eq!(texts(&sheet)[3][0], &text("Sở"));
        let findings: Vec<&Diagnostic> = report.iter().collect();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, Code::DL024);
        assert!(findings[0].message.ends_with("không phải Unicode: A1:A4"), "{}", findings[0].message);
        assert!(findings[0].hints[0].text.starts_with("`Tªn ®¬n vÞ` đọc là `Tên đơn vị`; "));
        assert!(findings[0].hints[1].text.contains("--chuyen-ma"));
    }

    #[test]
    fn doubtful_names_go_with_the_many() {
        let name = |rows: &[&[&str]]| {
            let mut sheet = sheet(rows);
            settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut Report::new());
            texts(&sheet).last().map(|row| row[0].clone())
        };
        let old = &["Së Tµi chÝnh"][..];
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        assert_eq!(name(&[&["Họ tên"], old, old, old, &["Vò"]]), text("Vũ"));
        assert_eq!(name(&[&["Họ tên"], old, &["Đỗ Chi"], &["Vò"]]), text("Vò"));
    }

    #[test]
    fn what_is_right_as_typed_stays_and_abbreviations_follow() {
        let mut sheet = sheet(&[
            &["Vai trò", "Viết tắt"],
            &["Phoøng Ngaân saùch", "TCÑT"],
            &["Phoøng Giaù", "NS"],
            &["Phòng Thành", "CAFÉ"],
            &["Vò Tó", "x"],
        ]);
        let is_header = |text: &str| ["Vai trò", "Viết tắt"].contains(&text);
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &is_header, &mut report);
        let expected = [
            ["Vai trò", "Viết tắt"],
            ["Phòng Ngân sách", "TCĐT"],
            ["Phòng Giá", "NS"],
            ["Phòng Thành", "CAFÉ"],
            ["Vò Tó", "x"],
        ];
        let read = texts(&sheet);
        for (row, texts) in expected.iter().enumerate() {
            let texts = texts.map(|text| Value::Text(text.to_owned()));
            assert_eq!(read[row], texts.iter().collect::<Vec<_>>());
        }
        let hints: Vec<String> =
            report.iter().flat_map(|finding| &finding.hints).map(|hint| hint.text.clone()).collect();
        let left = hints.iter().find(|hint| hint.starts_with("giữ nguyên ô")).unwrap();
        assert!(left.ends_with(": A5"), "{left}");
    }

    #[test]
    fn what_was_converted_is_only_a_warning() {
        let mut sheet = sheet(&[&["Phoøng Ngaân saùch", "Phòng Giá"]]);
        sheet.capitals.insert((0, 0));
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut report);
        assert_eq!(texts(&sheet)[0][0], &Value::Text("PHÒNG NGÂN SÁCH".to_owned()));
        assert!(!report.has_errors());
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL025]);
    }

    #[test]
    fn many_places_are_counted() {
        let rows: Vec<Vec<&str>> =
            (0..40).map(|row| if row % 2 == 0 { vec!["Së Tµi chÝnh"] } else { vec!["a"] }).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut report = Report::new();
        settle_sheet(&mut sheet(&rows), OldText::Refuse, &|_| false, &mut report);
        let message = report.iter().next().map(|finding| finding.message.clone()).unwrap();
        assert!(message.starts_with("20 ô ") && message.ends_with("A31 và 4 ô khác"), "{message}");
    }

    #[test]
    fn unicode_stays_as_it_is() {
        let mut sheet = sheet(&[&["Tên đơn vị", "Café"], &["Tô Hà", "Së"]]);
        let before = sheet.clone();
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut report);
        assert_eq!(sheet, before);
        assert!(report.is_empty());
    }
}
