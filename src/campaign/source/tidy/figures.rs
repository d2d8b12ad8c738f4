//! Cells of figures: rounded on the screen, and points that may be of decimals or of thousands.

use super::Findings;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::campaign::source::recode::listed;
use crate::campaign::source::{Node, Value};

/// Tells what is doubtful in a column of figures.
pub(super) fn tell(cells: &mut [&mut Node], label: &str, found: &mut Findings) {
    tell_rounded(cells, label, found);
    tell_points(cells, found);
}

/// One finding for all cells of the column that show less than they hold: they come from one formula or
/// one format.
fn tell_rounded(cells: &[&mut Node], label: &str, found: &mut Findings) {
    let is_rounded = |node: &&&mut Node| node.look.as_ref().is_some_and(|look| look.rounded);
    let rounded: Vec<&Node> = cells.iter().filter(is_rounded).map(|node| &**node).collect();
    let Some(first) = rounded.first() else { return };
    let places: Vec<&Place> = rounded.iter().map(|node| &node.place).collect();
    let (shown, exact) = (first.text().unwrap_or_default(), first.plain().unwrap_or_default());
    let message =
        format!("`{label}` hiện số đã làm tròn, xét theo số trong ô: {} ({shown} là {exact})", listed(&places, "ô"));
    let finding = Diagnostic::warning(Code::DL046, message).at(first.place.clone());
    found.push(finding.hint("muốn xét theo số hiện trên ô thì gõ thẳng số ấy, hoặc dùng hàm ROUND"));
}

/// A point before three digits sets off thousands and a comma decimals, unless another cell of the column
/// uses the same mark in a way that only the other habit does.
fn tell_points(cells: &mut [&mut Node], found: &mut Findings) {
    for (mark, proves) in [('.', has_decimal_point as fn(&str) -> bool), (',', has_thousands_comma)] {
        let proof = cells.iter().find(|node| typed(node).is_some_and(proves));
        let Some(proof) = proof.map(|node| (node.text().unwrap_or_default(), node.place.clone())) else { continue };
        for node in cells.iter_mut() {
            let Some(text) = typed(node).filter(|text| may_be_either(text, mark)) else { continue };
            let (name, use_here) = if mark == '.' { ("chấm", "phần lẻ") } else { ("phẩy", "hàng nghìn") };
            let message = format!("`{text}` có thể đọc hai cách: dấu {name} ngăn hàng nghìn hay phần lẻ");
            let finding = Diagnostic::error(Code::DL047, message).at(node.place.clone());
            let clash = format!("cùng cột có `{}` dùng dấu {name} cho {use_here}", proof.0);
            let meant = text.replace(['.', ','], if mark == '.' { "," } else { "." });
            found.push(
                finding
                    .hint_at(proof.1.clone(), clash)
                    .hint(format!("phần lẻ viết sau dấu phẩy, hàng nghìn ngăn bằng dấu chấm: `{meant}`")),
            );
            node.value = Value::Empty;
        }
    }
}

fn typed(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim_end_matches(['%', ' '])),
        _ => None,
    }
}

/// The digits before and behind a lone `mark`.
fn parts(text: &str, mark: char) -> Option<(&str, &str)> {
    text.split_once(mark).filter(|(whole, part)| is_digits(whole) && is_digits(part))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit())
}

fn has_decimal_point(text: &str) -> bool {
    has_thousands_comma(text) && text.contains('.')
        || parts(text, '.').is_some_and(|(whole, part)| part.len() != 3 || whole.len() > 3 || whole.starts_with('0'))
}

/// `1,234,567` and `1,234.5`.
fn has_thousands_comma(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let shaped = groups.iter().all(|group| is_digits(group)) && groups.iter().skip(1).all(|group| group.len() == 3);
    shaped && is_digits(part) && groups.len() > if text.contains('.') { 1 } else { 2 }
}

fn may_be_either(text: &str, mark: char) -> bool {
    parts(text, mark).is_some_and(|(whole, part)| part.len() == 3 && whole.len() <= 3 && !whole.starts_with('0'))
}
