//! `vanthu explain`: the page of a code, or the list of all codes.

use super::Exit;
use super::arguments::Explain;
use super::console::Console;
use crate::codes;
use crate::diag::{Diagnostic, nearest};

pub fn run(arguments: &Explain, console: &Console) -> Exit {
    let Some(wanted) = &arguments.code else {
        return console.result(&list());
    };
    match codes::find(wanted) {
        Some(code) => console.result(code.page),
        None => {
            console.finding(&unknown(wanted));
            Exit::Unusable
        }
    }
}

fn list() -> String {
    codes::TABLE.iter().map(|code| format!("{}  {}\n", code.name, code.title())).collect()
}

fn unknown(wanted: &str) -> Diagnostic {
    let finding = Diagnostic::error("TL006", format!("không có mã `{wanted}`"));
    let names = codes::TABLE.iter().map(|code| code.name);
    match nearest(&wanted.to_uppercase(), names) {
        Some(name) => finding.hint(format!("có phải là `{name}`? Gõ `vanthu explain` để xem mọi mã")),
        None => finding.hint("gõ `vanthu explain` để xem mọi mã"),
    }
}
