//! Cells of figures: rounded on the screen, and points that may be of decimals or of thousands.

use super::Findings;
use crate::diag::{Code, Diagnostic, Place};
use crate::source::recode::listed;
use crate::source::{Node, Value};

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

/// A point before three digits sets off thousands, unless another cell of the column has one that can't.
fn tell_points(cells: &mut [&mut Node], found: &mut Findings) {
    let proof = cells.iter().find(|node| typed(node).is_some_and(has_decimal_point));
    let Some(proof) = proof.map(|node| (node.text().unwrap_or_default(), node.place.clone())) else { return };
    for node in cells.iter_mut() {
        let Some(text) = typed(node).filter(|text| may_be_either(text)) else { continue };
        let message = format!("`{text}` có thể đọc hai cách: dấu chấm ngăn hàng nghìn hay phần lẻ");
        let finding = Diagnostic::error(Code::DL047, message).at(node.place.clone());
        let finding = finding.hint_at(proof.1.clone(), format!("cùng cột có `{}` dùng dấu chấm cho phần lẻ", proof.0));
        found.push(finding.hint(format!("phần lẻ viết sau dấu phẩy: `{}`", text.replace('.', ","))));
        node.value = Value::Empty;
    }
}

fn typed(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim_end_matches(['%', ' '])),
        _ => None,
    }
}

/// The digits before and behind a lone point.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (whole, part) = text.split_once('.')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    (digits(whole) && digits(part)).then_some((whole, part))
}

fn has_decimal_point(text: &str) -> bool {
    parts(text).is_some_and(|(whole, part)| part.len() != 3 || whole.len() > 3 || whole.starts_with('0'))
}

fn may_be_either(text: &str) -> bool {
    parts(text).is_some_and(|(whole, part)| part.len() == 3 && whole.len() <= 3 && !whole.starts_with('0'))
}
