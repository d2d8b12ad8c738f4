//! What Tera complains about, as diagnostics in Vietnamese at the line of the template.

use tera::{Error, ErrorKind, Span};

use super::lint::Piece;
use crate::base::diag::{Code, Diagnostic, Place};

/// A fault found while a template was read (`MT001`) or filled in (`MT004`).
///
/// `find` gives the piece of text that Tera knows by a name.
pub fn diagnostic<'a>(error: &Error, find: impl Fn(&str) -> Option<&'a Piece>, fallback: &Piece) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let place = place(find(report.filename()).unwrap_or(fallback), report.span());
            Diagnostic::error(Code::MT001, format!("mẫu sai cú pháp: {}", syntax(report.message())))
                .at(place)
                .hint("mỗi `{{` cần `}}`, mỗi `{% if %}` cần `{% endif %}`, mỗi `{% for %}` cần `{% endfor %}`")
        }
        ErrorKind::RenderingError(report) => {
            let place = place(find(report.filename()).unwrap_or(fallback), report.span());
            Diagnostic::error(Code::MT004, format!("mẫu không điền được: {}", rendering(report.message()))).at(place)
        }
        kind => {
            let place = fallback.place(1, 1);
            Diagnostic::error(Code::MT004, format!("mẫu không điền được: {}", rendering(&kind.to_string()))).at(place)
        }
    }
}

fn place(piece: &Piece, span: &Span) -> Place {
    piece.place(span.start_line.max(1), span.start_col + 1)
}

/// The usual complaints in Vietnamese, with the names that Tera's own words hold.
fn syntax(message: &str) -> String {
    let known = [
        ("unexpected end of input", "thiếu thẻ đóng ở cuối mẫu"),
        ("is missing its closing", "chuỗi chưa đóng dấu nháy"),
        ("unknown tag", "không có thẻ này"),
        ("unexpected end of raw", "thiếu `{% endraw %}`"),
        ("is a reserved keyword", "tên này Tera đã dùng"),
    ];
    translated(message, &known)
}

fn rendering(message: &str) -> String {
    let known = [
        ("is not defined", "biến hoặc trường không có giá trị"),
        ("invalid type for the value", "giá trị không đúng loại mà bộ lọc cần"),
        ("missing keyword argument", "bộ lọc hoặc hàm thiếu tham số"),
        ("recursion depth", "các thành phần gọi nhau không dừng"),
    ];
    translated(message, &known)
}

fn translated(message: &str, known: &[(&str, &str)]) -> String {
    let lower = message.to_lowercase();
    let vietnamese = known.iter().find(|(words, _)| lower.contains(words));
    let words = vietnamese.map_or("chỗ này không hiểu được", |(_, vietnamese)| vietnamese);
    let names = names(message);
    if names.is_empty() { words.to_owned() } else { format!("{words}: `{}`", names.join("`, `")) }
}

/// What stands in `message` between quotation marks.
fn names(message: &str) -> Vec<&str> {
    let marks = ['`', '\'', '"'];
    message.split(marks).skip(1).step_by(2).filter(|name| !name.trim().is_empty()).collect()
}
