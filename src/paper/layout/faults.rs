//! Faults of Typst as findings. The Typst program is ours and text cannot harm it, so whatever fails is a
//! fault of the program.

use typst::diag::SourceDiagnostic;
use typst_as_lib::TypstAsLibError;

use crate::base::diag::{Code, Diagnostic, Report};

/// The findings `TT901` of a layout that failed.
pub fn of_typst(error: TypstAsLibError) -> Report {
    match error {
        TypstAsLibError::TypstSource(faults) => faults.iter().map(|fault| bug(&words(fault))).collect(),
        other => told(&other.to_string()),
    }
}

/// The finding `TT901` in the words of `message`.
pub fn told(message: &str) -> Report {
    bug(message).into()
}

fn bug(message: &str) -> Diagnostic {
    Diagnostic::error(Code::TT901, format!("không dàn được trang: {message}"))
        .hint("đây là lỗi của chương trình, không phải của dữ liệu: hãy gửi báo lỗi kèm văn bản này")
}

/// What Typst says, its hints in brackets.
pub fn words(fault: &SourceDiagnostic) -> String {
    let hints: Vec<&str> = fault.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() { fault.message.to_string() } else { format!("{} ({})", fault.message, hints.join("; ")) }
}
