//! Characters that nobody sees, dropped from what was read.
//!
//! After the texts are in Unicode ([`super::recode`]): in the old encoding TCVN3 the soft hyphen is a letter.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::{Node, Value};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::unseen::{is_blank, name, unseen_in, with_own_d, with_plain_blanks, without_unseen};

/// Whether `letter` is a blank other than the ordinary one.
fn is_odd_blank(letter: char) -> bool {
    letter != ' ' && is_blank(letter)
}

/// Drops them from the texts of `node`, keys aside, each with a warning `DL044` at its place. With `blanks`
/// all its blanks become ordinary ones: in a text file somebody may have chosen them, in a cell nobody has.
pub fn drop_unseen(node: &mut Node, blanks: bool, report: &mut Report) {
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
            if let Some((clean, letter)) = with_own_d(text) {
                report.push(foreign(letter).at(node.place.clone()));
                *text = clean;
            }
            if blanks && text.contains(is_odd_blank) {
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

/// What to say of a letter that looks like Đ.
fn foreign(letter: char) -> Diagnostic {
    let own = if letter.is_uppercase() { 'Đ' } else { 'đ' };
    let message = format!("chữ `{letter}` (U+{:04X}) không phải chữ tiếng Việt, được đọc là `{own}`", letter as u32);
    Diagnostic::warning(Code::DL044, message).hint("xóa chữ này và gõ lại bằng bàn phím tiếng Việt Unicode")
}

/// Drops them from `lines` of `file`, each kind of them with one warning `DL044` at the first.
pub fn drop_from_lines(lines: &mut [String], file: &Arc<Path>, report: &mut Report) {
    let mut found: BTreeMap<char, Vec<(usize, usize)>> = BTreeMap::new();
    let mut strange = None;
    for (at, line) in lines.iter_mut().enumerate() {
        for (column, letter) in unseen_in(line) {
            found.entry(letter).or_default().push((at + 1, column + 1));
        }
        if let Some((clean, _)) = without_unseen(line) {
            *line = clean;
        }
        if let Some((clean, letter)) = with_own_d(line) {
            let column = line.chars().position(|own| own == letter).unwrap_or_default() + 1;
            strange = strange.or(Some((letter, at + 1, column)));
            *line = clean;
        }
    }
    if let Some((letter, line, column)) = strange {
        report.push(foreign(letter).at(Place::at_line(file, line, column)));
    }
    for (letter, places) in found {
        let Some((line, column)) = places.first().copied() else { continue };
        let message = format!("bỏ ký tự vô hình U+{:04X} ({}): {}", letter as u32, name(letter), named_lines(&places));
        let finding = Diagnostic::warning(Code::DL044, message).at(Place::at_line(file, line, column));
        report.push(finding.hint("xóa chỗ này và gõ lại, không dán từ chương trình khác"));
    }
}

/// The lines of `places`, each once.
fn named_lines(places: &[(usize, usize)]) -> String {
    const MOST: usize = 12;
    let mut lines: Vec<usize> = places.iter().map(|(line, _)| *line).collect();
    lines.dedup();
    let named: Vec<String> = lines.iter().take(MOST).map(usize::to_string).collect();
    let rest = lines.len().saturating_sub(MOST);
    let more = if rest > 0 { format!(" và {rest} dòng khác") } else { String::new() };
    format!("dòng {}{more}", named.join(", "))
}
