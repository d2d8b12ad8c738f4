//! Words whose letters became question marks, told where they were typed.

use super::{Node, Value};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::lost::lost_in;

/// Tells the first of them in each text of `node`, keys aside: a warning `DL049` at its place.
pub fn tell_lost(node: &Node, report: &mut Report) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| tell_lost(item, report)),
        Value::Map(map) => map.entries.iter().for_each(|entry| tell_lost(&entry.node, report)),
        Value::Text(text) => {
            let finding = lost_in(text).map(|word| {
                let message = format!("`{word}` có dấu hỏi ở giữa từ: có vẻ chữ có dấu bị mất khi chép hay lưu tệp");
                let finding = Diagnostic::warning(Code::DL049, message).at(node.place.clone());
                finding.hint("gõ lại từ này, hoặc lấy lại từ tệp gốc và lưu với bảng mã UTF-8")
            });
            report.extend(finding);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Place;

    #[test]
    fn each_text_is_told_at_its_place() {
        let place = |row: u32| Place::cell("s.xlsx", "A", row, 1);
        let node = |row: u32, text: &str| Node::new(Value::Text(text.to_owned()), place(row));
        let items = [node(1, "Tr??ng phòng, Ph?ng Giá"), node(2, "Có không?"), node(3, "V?n thư")];
        let mut report = Report::new();
        tell_lost(&Node::new(Value::List(Box::new(items)), place(0)), &mut report);
        let told: Vec<_> = report.iter().map(|finding| finding.place.clone()).collect();
        assert_eq!(told, [Some(place(1)), Some(place(3))]);
        assert!(!report.has_errors());
    }
}
