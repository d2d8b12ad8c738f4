//! Cells of words: on one line, without forms of address, never a bare 0.

use super::{Findings, drop_zero};
use crate::base::data::fields::persons::addressed;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::has_even_blanks;
use crate::campaign::source::column::Kind;
use crate::campaign::source::{Node, Value, scalar};

/// Tidies a cell of a column of words.
pub(super) fn tidy(node: &mut Node, kind: Kind, label: &str, found: &mut Findings) {
    if is_zero(node) {
        // The format for accounts shows 0 as a dash.
        if node.shown().is_some_and(scalar::is_dash) {
            node.value = Value::Empty;
        } else {
            drop_zero(node, label, "chữ", found);
        }
        return;
    }
    if kind != Kind::Code && label != REMARK && stands_in(node, label, true, found) {
        return;
    }
    let Value::Text(text) = &mut node.value else { return };
    if kind != Kind::Lines && !is_one_line(text) {
        *text = on_one_line(text);
    }
    if !matches!(kind, Kind::Person | Kind::Subject) {
        return;
    }
    if let Some((name, finding)) = addressed(text, kind == Kind::Person, label, &node.place) {
        found.push(finding);
        *text = name;
    }
}

/// What stands for the cell above.
const DITTO: [&str; 9] = ["nt", "-nt-", "- nt -", "\"nt\"", "(nt)", "\"", "''", "”", "“"];
const DITTO_WORDS: [&str; 2] = ["như trên", "-như trên-"];
/// What says that nothing is known.
const UNKNOWN: [&str; 4] = ["n/a", "?", "??", "???"];
const UNKNOWN_WORDS: [&str; 4] = ["chưa rõ", "không rõ", "chưa biết", "chưa có thông tin"];
/// The column for the clerk's own eyes.
pub(super) const REMARK: &str = "Ghi chú";
/// Bytes of the longest of these.
const LONGEST: usize = 20;

/// As [`stands_in`], of signs alone: words may be meant, and `NT` may abbreviate a name.
pub(super) fn sign_stands_in(node: &mut Node, label: &str, found: &mut Findings) {
    if node.value != Value::Text("NT".to_owned()) {
        stands_in(node, label, false, found);
    }
}

/// Tells what stands in the place of a value, a sign or, with `words_too`, a word, and makes the cell blank; whether
/// there is such a thing.
fn stands_in(node: &mut Node, label: &str, words_too: bool, found: &mut Findings) -> bool {
    let Value::Text(text) = &node.value else { return false };
    if text.len() > LONGEST {
        return false;
    }
    let small = text.to_lowercase();
    let is_one = |signs: &[&str], words: &[&str]| {
        signs.contains(&small.as_str()) || words_too && words.contains(&small.as_str())
    };
    let finding = match () {
        () if is_one(&DITTO, &DITTO_WORDS) => {
            Diagnostic::error(Code::DL048, format!("`{label}` là dấu `{text}`, không phải giá trị của dòng này"))
                .hint("ghi đủ như dòng trên (trong Excel: chọn cả ô trên, rồi Ctrl+D)")
        }
        () if is_one(&UNKNOWN, &UNKNOWN_WORDS) => {
            Diagnostic::warning(Code::DL048, format!("`{label}` ghi `{text}`: coi như ô trống"))
                .hint("biết rồi thì điền; chưa biết thì xóa ô")
        }
        () => return false,
    };
    found.push(finding.at(node.place.clone()));
    node.value = Value::Empty;
    node.look = None;
    true
}

/// Whether `text` is on one line already, with single blanks.
fn is_one_line(text: &str) -> bool {
    has_even_blanks(text) && !text.starts_with(' ') && !text.ends_with(' ')
}

/// `text` with its line breaks as blanks; those before the marks of a list as semicolons.
fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let item = part.trim_start_matches(['-', '+', '•', '*', '–']).trim_start();
        let is_item = item.len() < part.len() && !line.is_empty();
        let closed = line.ends_with([';', '.', ':', ',']);
        line.push_str(if line.is_empty() {
            ""
        } else if is_item && !closed {
            "; "
        } else {
            " "
        });
        line.push_str(if is_item { item } else { part });
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether nothing but a 0 stands in the cell; `00` is a code.
pub(super) fn is_zero(node: &Node) -> bool {
    match &node.value {
        Value::Integer(0) => node.shown().is_none_or(|shown| scalar::is_dash(shown) || is_bare_zero(shown)),
        Value::Decimal(number) => *number == 0.0,
        Value::Text(text) => text == "0",
        _ => false,
    }
}

/// `0`, `0,00`, `0%`.
fn is_bare_zero(shown: &str) -> bool {
    let bare = shown.trim_end_matches(['%', ' ']);
    let (whole, part) = bare.split_once(',').unwrap_or((bare, ""));
    whole == "0" && part.bytes().all(|digit| digit == b'0')
}
