//! What Tera complains about, as diagnostics in Vietnamese at the line of the template.

use tera::{Error, ErrorKind, Span};

use super::budget::MARK;
use super::budget::meter::Metered;
use super::lint::Piece;
use super::tags::{self, Wrong};
use crate::base::diag::{Code, Diagnostic, Place};

/// Which signs and tags belong together.
const PAIRS: &str = "mỗi `{{` cần `}}`, mỗi `{% if %}` cần `{% endif %}`, mỗi `{% for %}` cần `{% endfor %}`";

/// A piece of text and what the engine got of it.
pub type Given<'a> = (&'a Piece, &'a Metered);

/// A fault found while a template was read (`MT001`) or filled in (`MT004`, `MT010`).
///
/// `find` gives the piece of text that Tera knows by a name.
pub fn diagnostic<'a>(error: &Error, find: impl Fn(&str) -> Option<Given<'a>>, fallback: Given<'_>) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let given = find(report.filename()).unwrap_or(fallback);
            of_tags(given.0, report.message()).unwrap_or_else(|| of_place(given, report.message(), report.span()))
        }
        ErrorKind::RenderingError(report) => {
            let place = place(find(report.filename()).unwrap_or(fallback), report.span());
            if let Some((_, what)) = report.message().split_once(MARK) {
                let finding = Diagnostic::error(Code::MT010, format!("mẫu làm quá nhiều cho một văn bản: {what}"));
                return finding.at(place).hint("bỏ vòng lặp thừa, hoặc chia thành nhiều văn bản");
            }
            not_filled(report.message()).at(place)
        }
        kind => {
            let place = fallback.0.place(1, 1);
            not_filled(&kind.to_string()).at(place)
        }
    }
}

/// The fault that Tera tells with this `message`, without its place.
fn not_filled(message: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::MT004, format!("mẫu không điền được: {}", rendering(message)));
    let lower = message.to_lowercase();
    match REFUSED.iter().find(|(words, ..)| lower.contains(words)) {
        Some((_, _, hint)) => finding.hint(*hint),
        None => finding,
    }
}

/// What Tera says of values with which it can't go on, that in Vietnamese, and how to mend it.
const REFUSED: [(&str, &str, &str); 12] = [
    ("is not defined", "biến hoặc trường không có giá trị", "đặt `{% if %}` quanh chỗ có thể trống"),
    ("undefined value", "biến hoặc trường không có giá trị", "đặt `{% if %}` quanh chỗ có thể trống"),
    (
        "invalid type for the value",
        "giá trị không đúng loại mà bộ lọc cần",
        "xem bộ lọc ấy nhận chữ, số, ngày hay danh sách",
    ),
    ("missing keyword argument", "bộ lọc hoặc hàm thiếu tham số", "ghi đủ tham số, ví dụ: `range(end=3)`"),
    ("recursion depth", "các thành phần gọi nhau không dừng", "bỏ chỗ thành phần gọi lại chính nó"),
    ("exceeds the limit of", "làm ra quá nhiều số", "`range` làm ra nhiều nhất 100.000 số: sửa `end` cho nhỏ lại"),
    ("argument greater than", "số đầu lớn hơn số cuối", "sửa `start` và `end`, hoặc thêm `step_by` âm để đếm lùi"),
    ("argument of 0", "bước đếm bằng 0", "sửa `step_by` khác 0"),
    ("divide by 0", "phép chia cho 0", "đặt `{% if %}` quanh phép chia, khi số chia có thể bằng 0"),
    (
        "can only be done on numbers",
        "phép tính với giá trị không phải là số",
        "chỉ tính với số; nối chữ thì dùng dấu `~`",
    ),
    ("unable to perform", "phép tính ra số quá lớn", TOO_LARGE),
    ("overflow", "phép tính ra số quá lớn", TOO_LARGE),
];

const TOO_LARGE: &str = "sửa phép tính cho số nhỏ lại: chương trình tính đến 38 chữ số";

/// The fault of syntax that the tags of `piece` show, where Tera's `message` may be about them.
fn of_tags(piece: &Piece, message: &str) -> Option<Diagnostic> {
    let is_about_tags =
        ["unexpected end of input", "unknown tag"].iter().any(|words| message.to_lowercase().contains(words));
    let wrong = tags::wrong(&piece.text).filter(|_| is_about_tags)?;
    let (tag, words) = match &wrong {
        Wrong::Open(tag) => (tag, format!("`{}` không có thẻ đóng", tag.text)),
        Wrong::Crossed(tag, open) => {
            let line = piece.place(open.line, open.column).line_and_column().map_or(open.line, |(line, _)| line);
            (tag, format!("đến `{}` mà `{}` ở dòng {line} chưa đóng", tag.text, open.text))
        }
        Wrong::Alone(tag) => (tag, format!("`{}` không có thẻ mở", tag.text)),
        Wrong::Unknown(tag) => (tag, format!("không có thẻ `{}`", tag.word)),
    };
    let finding = Diagnostic::error(Code::MT001, format!("mẫu sai cú pháp: {words}"));
    let finding = finding.at(piece.place(tag.line, tag.column));
    Some(match &wrong {
        Wrong::Unknown(tag) => finding.did_you_mean(&tag.word, tags::words(), || PAIRS.to_owned()),
        _ => finding.hint(PAIRS),
    })
}

/// The fault of syntax that Tera tells with this `message` at `span`, with what is typed there.
fn of_place(given: Given<'_>, message: &str, span: &Span) -> Diagnostic {
    let (piece, metered) = given;
    let line = span.start_line.max(1);
    let typed = tags::at(&piece.text, line, metered.column(line, span.start_col + 1)).map(|tag| tag.text);
    let words = syntax(message);
    let words = match typed.filter(|typed| !words.contains(typed.as_str())) {
        Some(typed) => format!("{words} (trong `{typed}`)"),
        None => words,
    };
    Diagnostic::error(Code::MT001, format!("mẫu sai cú pháp: {words}")).at(place(given, span)).hint(PAIRS)
}

fn place((piece, metered): Given<'_>, span: &Span) -> Place {
    let line = span.start_line.max(1);
    piece.place(line, metered.column(line, span.start_col + 1))
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
    translated(message, &REFUSED.map(|(words, vietnamese, _)| (words, vietnamese)))
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
