//! Characters that nobody sees, dropped from what was read.
//!
//! After the texts are in Unicode ([`super::recode`]): in the old encoding TCVN3 the soft hyphen is a letter.

use super::{Node, Value};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::unseen::{name, with_plain_blanks, without_unseen};

/// Drops them from the texts of `node`, keys aside, each with a warning `DL044` at its place. With `blanks`
/// all its blanks become ordinary ones: in a text file somebody may have chosen them, in a cell nobody has.
pub(super) fn drop_unseen(node: &mut Node, blanks: bool, report: &mut Report) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| drop_unseen(item, blanks, report)),
        Value::Map(map) => map.entries.iter_mut().for_each(|entry| drop_unseen(&mut entry.node, blanks, report)),
        Value::Text(text) => {
            if let Some((clean, letter)) = without_unseen(text) {
                let message = format!("bỏ ký tự vô hình U+{:04X} ({})", letter as u32, name(letter));
                let finding = Diagnostic::warning(Code::DL044, message).at(node.place.clone());
                report.push(finding.hint("xóa nội dung và gõ lại, không dán từ chương trình khác"));
                *text = clean;
            }
            if blanks {
                *text = with_plain_blanks(text);
            }
            let trimmed = text.trim();
            if trimmed.is_empty() {
                node.value = Value::Empty;
            } else if trimmed.len() < text.len() {
                node.value = Value::Text(trimmed.to_owned());
            }
        }
        _ => {}
    }
}
