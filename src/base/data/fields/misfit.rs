//! What is said of a value that is not what is wanted.

use crate::base::data::{CONCEALED, Node, UNCALCULATED, Value};
use crate::base::diag::{Code, Diagnostic};

/// The finding for a value called `name` that is not what is `wanted`.
pub fn misfit(name: &str, node: &Node, code: Code, wanted: &str, hint: &str) -> Diagnostic {
    let message = match shown(&node.value) {
        Some(text) if text == UNCALCULATED && matches!(node.value, Value::Fault(_)) => {
            format!("{name} có công thức chưa được tính, không có giá trị để đọc")
        }
        Some(text) if text == CONCEALED && matches!(node.value, Value::Fault(_)) => {
            format!("{name} có giá trị mà định dạng của ô không cho hiện")
        }
        Some(text) => format!("{name} phải là {wanted}, không phải `{text}`"),
        None => format!("{name} phải là {wanted}, ở đây là {}", node.value.type_name()),
    };
    let hint = match &node.value {
        Value::Fault(text) if **text == *UNCALCULATED => {
            "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại để công thức có kết quả, hoặc dán giá trị vào ô"
        }
        Value::Fault(text) if **text == *CONCEALED => "đặt lại định dạng chung (General) cho ô, hoặc xóa nội dung ô",
        Value::Fault(_) => "sửa công thức của ô, hoặc dán lại giá trị",
        _ => hint,
    };
    Diagnostic::error(code, message).at(node.place.clone()).hint(hint)
}

/// A plain value as text.
pub fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Fault(text) => Some(text.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Decimal(number) => Some(number.to_string().replace('.', ",")),
        Value::Bool(flag) => Some(if *flag { "có" } else { "không" }.to_owned()),
        Value::Date(date) => Some(date.format("%d/%m/%Y").to_string()),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    }
}
