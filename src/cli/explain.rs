//! `vanthu explain`: the page of a code, or the list of all codes.

use super::Exit;
use super::arguments::Explain;
use super::console::Console;
use crate::base::diag::{Code, Diagnostic, nearest};

pub fn run(arguments: &Explain, console: &Console) -> Exit {
    let Some(wanted) = &arguments.code else {
        return console.result(&list());
    };
    match wanted.parse::<Code>() {
        Ok(code) => console.result(code.page()),
        Err(_) => {
            console.finding(&unknown(wanted));
            Exit::Unusable
        }
    }
}

fn list() -> String {
    Code::ALL.iter().map(|code| format!("{code}  {}\n", code.title())).collect()
}

fn unknown(wanted: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::TL006, format!("không có mã `{wanted}`"));
    let names = Code::ALL.iter().map(|code| code.name());
    match nearest(&wanted.to_uppercase(), names) {
        Some(name) => finding.hint(format!("có phải là `{name}`? Gõ `vanthu explain` để xem mọi mã")),
        None => finding.hint("gõ `vanthu explain` để xem mọi mã"),
    }
}
