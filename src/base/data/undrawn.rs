//! Characters that no face draws, told where they were typed: a paper that prints one is not made.

use std::path::Path;

use super::scalar::yes_no;
use super::{Node, Value};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::undrawn::undrawn_in;

/// Tells the first of them in each text of `node`, keys aside, as a warning `TT001` at its place: nobody knows yet
/// whether a paper prints it. A tick by itself is an answer and is not printed.
pub fn tell_undrawn(node: &Node, report: &mut Report) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| tell_undrawn(item, report)),
        Value::Map(map) => map.entries.iter().for_each(|entry| tell_undrawn(&entry.node, report)),
        Value::Text(text) => {
            let found = undrawn_in(text).filter(|_| yes_no(text).is_none());
            found.into_iter().for_each(|(_, letter)| report.push(undrawn(letter).at(node.place.clone())));
        }
        _ => {}
    }
}

/// Tells the first of them in each line of `text`, which is the file at `path`.
pub fn tell_undrawn_lines(text: &str, path: &Path, report: &mut Report) {
    for (at, line) in text.lines().enumerate() {
        if let Some((column, letter)) = undrawn_in(line) {
            report.push(undrawn(letter).at(Place::line(path, at + 1, column + 1)));
        }
    }
}

fn undrawn(letter: char) -> Diagnostic {
    let message = format!(
        "không có phông chữ nào in được ký tự `{letter}` (U+{:04X}): văn bản có chữ này sẽ không tạo được",
        u32::from(letter)
    );
    let hint = match letter {
        '\u{f000}'..='\u{f0ff}' => {
            "đây là ký hiệu riêng của phông Symbol hay Wingdings, thường là dấu đầu dòng chép từ Word: xóa và gõ lại, ví dụ `-`"
        }
        _ => "thay bằng chữ Việt, hoặc bỏ đi",
    };
    Diagnostic::warning(Code::TT001, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_told_once_at_its_place() {
        let place = |row: u32| Place::cell("s.xlsx", "A", row, 1);
        let node = |row: u32, text: &str| Node::new(Value::Text(text.to_owned()), place(row));
        let items = [node(1, "中山"), node(2, "Trung Sơn"), node(3, "\u{f0b7} Làm tốt"), node(4, "\u{f0fc}")];
        let mut report = Report::new();
        tell_undrawn(&Node::new(Value::List(Box::new(items)), place(0)), &mut report);
        tell_undrawn_lines("a\nbไ", Path::new("a.van"), &mut report);
        assert!(!report.has_errors());
        let told: Vec<_> = report.iter().map(|finding| (finding.code, finding.place.clone())).collect();
        let expected = [place(1), place(3), Place::line("a.van", 2, 2)].map(|place| (Code::TT001, Some(place)));
        assert_eq!(told, expected);
        assert!(report.iter().nth(1).is_some_and(|finding| finding.hints[0].text.contains("dấu đầu dòng")));
    }
}
