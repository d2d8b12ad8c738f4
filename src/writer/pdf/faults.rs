//! Faults of Typst as findings for a clerk.
//!
//! The Typst program is ours and text cannot harm it, so what fails here is either a sign that none
//! of our faces has (TT902) or a fault of the program (TT901, TT903).

use typst::diag::SourceDiagnostic;
use typst_as_lib::TypstAsLibError;

use crate::diag::{Code, Diagnostic, Report};
use crate::fonts;
use crate::typeset::flow::{Flow, Item, Par, Span};

/// The setting of the pages failed.
pub fn compile_fault(error: TypstAsLibError) -> Report {
    match error {
        TypstAsLibError::TypstSource(faults) => gather(faults.iter().map(|fault| bug(Code::TT901, &told(fault)))),
        other => bug(Code::TT901, &other.to_string()).into(),
    }
}

/// The making of the file failed.
pub fn export_fault(faults: &[SourceDiagnostic], flow: &Flow) -> Report {
    let missing = missing_signs(flow);
    if missing.is_empty() { gather(faults.iter().map(|fault| bug(Code::TT903, &told(fault)))) } else { missing }
}

/// Any other fault of the program while it makes the file.
pub fn export_bug(message: &str) -> Report {
    bug(Code::TT903, message).into()
}

fn gather(findings: impl Iterator<Item = Diagnostic>) -> Report {
    let mut report = Report::new();
    findings.for_each(|finding| report.push(finding));
    report
}

fn bug(code: Code, message: &str) -> Diagnostic {
    let what = if code == Code::TT901 { "không dàn được trang PDF" } else { "không tạo được tệp PDF" };
    Diagnostic::error(code, format!("{what}: {message}"))
        .hint("đây là lỗi của chương trình, không phải của dữ liệu: hãy gửi báo lỗi kèm văn bản này")
}

fn told(fault: &SourceDiagnostic) -> String {
    let hints: Vec<&str> = fault.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() { fault.message.to_string() } else { format!("{} ({})", fault.message, hints.join("; ")) }
}

/// A finding for each paragraph with signs that cannot be printed.
fn missing_signs(flow: &Flow) -> Report {
    let faces: Vec<ttf_parser::Face> = fonts::TINOS
        .iter()
        .chain(&fonts::FALLBACKS)
        .filter_map(|bytes| ttf_parser::Face::parse(bytes, 0).ok())
        .collect();
    let lacks = |sign: char| sign == BYTE_ORDER_MARK || faces.iter().all(|face| face.glyph_index(sign).is_none());
    let mut report = Report::new();
    for_each_paragraph(flow, &mut |text| {
        let mut signs: Vec<char> = text.chars().filter(|sign| lacks(*sign)).collect();
        signs.sort_unstable();
        signs.dedup();
        if !signs.is_empty() {
            report.push(missing(text, &signs));
        }
    });
    report
}

/// No sign but a mark at the start of files; PDF forbids it in text.
const BYTE_ORDER_MARK: char = '\u{feff}';

fn missing(text: &str, signs: &[char]) -> Diagnostic {
    let named: Vec<String> = signs.iter().map(|sign| format!("`{sign}` (U+{:04X})", u32::from(*sign))).collect();
    let start: String = text.chars().take(60).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    let message = format!("phông chữ không có ký tự {} trong đoạn “{start}{more}”", named.join(", "));
    let finding = Diagnostic::error(Code::TT902, message).hint("thay bằng chữ hoặc dấu thông dụng");
    signs.iter().take(1).fold(finding, |finding, sign| finding.about(*sign))
}

fn for_each_paragraph(flow: &Flow, visit: &mut impl FnMut(&str)) {
    for section in &flow.sections {
        for items in [&section.first_header, &section.items, &section.first_footer] {
            visit_items(items, visit);
        }
    }
}

fn visit_items(items: &[Item], visit: &mut impl FnMut(&str)) {
    for item in items {
        match item {
            Item::Par(par) => visit(&text_of(par)),
            Item::Grid(grid) => grid.rows.iter().flatten().for_each(|cell| visit_items(&cell.items, visit)),
            Item::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| visit(&text_of(&cell.par)));
            }
            Item::Rule(_) | Item::PageBreak => {}
        }
    }
}

fn text_of(par: &Par) -> String {
    let text = |span: &Span| match span {
        Span::Text { text, .. } => text.clone(),
        Span::Break | Span::Leader => " ".to_owned(),
    };
    par.spans.iter().map(text).collect()
}
