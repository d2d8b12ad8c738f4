//! Faults of Typst as findings for a clerk.
//!
//! The Typst program is ours and text cannot harm it, so what fails here is either a sign that none
//! of our faces has (TT902) or a fault of the program (TT901, TT903).

use typst::diag::SourceDiagnostic;
use typst_as_lib::TypstAsLibError;

use crate::diag::{Diagnostic, Report};
use crate::fonts;
use crate::typeset::flow::{Flow, FlowSection, Item, Par, Span};

/// The setting of the pages failed.
pub fn compile_fault(error: TypstAsLibError) -> Report {
    match error {
        TypstAsLibError::TypstSource(faults) => gather(faults.iter().map(|fault| bug("TT901", &told(fault)))),
        other => bug("TT901", &other.to_string()).into(),
    }
}

/// The making of the file failed.
pub fn export_fault(faults: &[SourceDiagnostic], flow: &Flow) -> Report {
    let missing = missing_signs(flow);
    if !missing.is_empty() {
        return gather(missing.into_iter().map(missing_sign));
    }
    gather(faults.iter().map(|fault| bug("TT903", &told(fault))))
}

/// Any other fault of the program while it makes the file.
pub fn export_bug(message: &str) -> Report {
    bug("TT903", message).into()
}

fn gather(findings: impl Iterator<Item = Diagnostic>) -> Report {
    let mut report = Report::new();
    findings.for_each(|finding| report.push(finding));
    report
}

fn bug(code: &'static str, message: &str) -> Diagnostic {
    let what = if code == "TT901" { "không dàn được trang PDF" } else { "không tạo được tệp PDF" };
    Diagnostic::error(code, format!("{what}: {message}"))
        .hint("đây là lỗi của chương trình, không phải của dữ liệu: hãy gửi báo lỗi kèm văn bản này")
}

fn told(fault: &SourceDiagnostic) -> String {
    let hints: Vec<&str> = fault.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() { fault.message.to_string() } else { format!("{} ({})", fault.message, hints.join("; ")) }
}

fn missing_sign(sign: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(sign));
    Diagnostic::error("TT902", format!("phông chữ của chương trình không có ký tự `{sign}` ({code})"))
        .hint("thay ký tự này bằng chữ hoặc dấu thông dụng")
}

/// Signs of the text that no face has, each once, in the order of their codes.
fn missing_signs(flow: &Flow) -> Vec<char> {
    let faces: Vec<ttf_parser::Face> = fonts::TINOS
        .iter()
        .chain(&fonts::FALLBACKS)
        .filter_map(|bytes| ttf_parser::Face::parse(bytes, 0).ok())
        .collect();
    let mut signs: Vec<char> = Vec::new();
    for section in &flow.sections {
        collect_section(section, &mut signs);
    }
    signs.sort_unstable();
    signs.dedup();
    signs.retain(|sign| faces.iter().all(|face| face.glyph_index(*sign).is_none()));
    signs
}

fn collect_section(section: &FlowSection, signs: &mut Vec<char>) {
    for items in [&section.first_header, &section.items, &section.first_footer] {
        collect_items(items, signs);
    }
}

fn collect_items(items: &[Item], signs: &mut Vec<char>) {
    for item in items {
        match item {
            Item::Par(par) => collect_par(par, signs),
            Item::Grid(grid) => grid.rows.iter().flatten().for_each(|cell| collect_items(&cell.items, signs)),
            Item::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| collect_par(&cell.par, signs));
            }
            Item::Rule(_) | Item::PageBreak => {}
        }
    }
}

fn collect_par(par: &Par, signs: &mut Vec<char>) {
    for span in &par.spans {
        if let Span::Text { text, .. } = span {
            signs.extend(text.chars());
        }
    }
}
