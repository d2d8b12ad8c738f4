//! `vanthu render --gop`: where it can't be asked for.

use super::arguments::Render;
use crate::base::diag::{Code, Diagnostic};
use crate::make::input::Input;
use crate::paper::writer::Format;

/// The format that files to print are made of.
const PDF: &str = "pdf";

/// `--gop` without the format that it needs.
pub fn misplaced(arguments: &Render, formats: &[&Format]) -> Option<Diagnostic> {
    let lacks = arguments.print && !formats.is_empty() && !formats.iter().any(|format| format.name == PDF);
    lacks.then(|| {
        Diagnostic::error(Code::TL009, "`--gop` ghép các tệp PDF, nhưng `--formats` không có pdf")
            .hint("thêm pdf vào `--formats`, hoặc bỏ `--gop`")
    })
}

/// `--gop` where there is one document only.
pub fn of_one(arguments: &Render, input: Input) -> Option<Diagnostic> {
    (arguments.print && input == Input::Single).then(|| {
        Diagnostic::error(Code::TL009, "`--gop` nối nhiều văn bản; tệp .van chỉ là một văn bản").hint("bỏ `--gop`")
    })
}
