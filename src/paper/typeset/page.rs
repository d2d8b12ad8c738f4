//! One section after the other: its sheet, what stands in the margins of its first page, its blocks.

use std::collections::BTreeSet;

use super::flow::{FlowSection, Item, PageSpec, Par, Rule, Span, visit};
use super::metrics::Metrics;
use super::{Setter, body, gap_below, head, keep_with_next, overflow, signature, table};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::document::{Block, Orientation, Section};
use crate::paper::norm::{self, Component};

/// Gap in points between the text and the signature.
const SIGNATURE_GAP_PT: f64 = 12.0;

/// Sets one section.
pub fn section(setter: &Setter, section: &Section) -> FlowSection {
    let page = match section.orientation {
        Orientation::Doc => norm::PORTRAIT,
        Orientation::Ngang => norm::LANDSCAPE,
    };
    let text_mm = page.text_width_mm();
    let mut items = Vec::new();
    let mut above: Option<&Block> = None;
    let beside = recipients_beside_marks(section);
    for block in &section.blocks {
        if matches!(block, Block::Marks(_)) && !beside.is_empty() {
            continue;
        }
        let joined = match (above, block) {
            (Some(Block::Signature(_)), Block::Signature(foot)) => {
                signature::join(setter, foot, items.last_mut(), SIGNATURE_GAP_PT, page.text_height_mm())
            }
            _ => false,
        };
        if let (Block::Recipients(names), Some(marks)) = (block, beside.first()) {
            items.extend(head::marks(setter, marks, names, text_mm));
        } else if !joined {
            push(setter, block, &page, &mut items);
        }
        above = Some(block);
    }
    keep_with_next::last_line(setter, &mut items, text_mm);
    keep_with_next::announcements(&mut items);
    let corner = section.chu_ky_so.iter().chain(&section.mau_so);
    let corner = corner.map(|line| Item::Par(setter.par(Component::ChuKySo, line)));
    let stamp = circulation(setter, section.luu_hanh.as_deref(), text_mm);
    let lines = [section.chu_ky_so.is_some(), section.mau_so.is_some(), section.luu_hanh.is_some()];
    let crowded = lines.into_iter().filter(|is_there| *is_there).count() > 1;
    let mut first_header: Vec<Item> = corner.chain(stamp).collect();
    let mut first_footer = address(setter, &section.dia_chi, text_mm);
    for items in [&mut items, &mut first_header, &mut first_footer] {
        overflow::fit(setter, items, text_mm, page.text_height_mm());
    }
    FlowSection {
        page: PageSpec {
            header_mm: if crowded { norm::CROWDED_HEADER_MM } else { page.header_mm },
            footer_mm: if first_footer.is_empty() { page.footer_mm } else { page.bottom_mm - norm::FOOTER_STRIP_MM },
            ..page
        },
        drawings: Vec::new(),
        first_header,
        first_footer,
        items,
    }
}

/// The marks that stand beside Kính gửi, where a section has both.
fn recipients_beside_marks(section: &Section) -> Vec<&[String]> {
    let has_recipients = section.blocks.iter().any(|block| matches!(block, Block::Recipients(_)));
    let marks = section.blocks.iter().filter_map(|block| match block {
        Block::Marks(marks) if has_recipients => Some(marks.as_slice()),
        _ => None,
    });
    marks.collect()
}

fn push(setter: &Setter, block: &Block, page: &PageSpec, items: &mut Vec<Item>) {
    let text_mm = page.text_width_mm();
    match block {
        Block::Letterhead(head) => items.push(head::letterhead(setter, head, text_mm)),
        Block::CopyHead(head) => {
            gap_below(items, SIGNATURE_GAP_PT);
            items.extend(head::copy_head(setter, head, text_mm));
        }
        Block::Marks(marks) => items.extend(head::marks(setter, marks, &[], text_mm)),
        Block::Title(title) => items.extend(head::title(setter, title, text_mm)),
        Block::Authority(line) => {
            items.push(Item::Par(setter.balanced_capitals(Component::ThamQuyen, line, text_mm).0))
        }
        Block::Recipients(names) => items.extend(head::recipients(setter, names, text_mm)),
        Block::LegalBasis(text) => items.push(Item::Par(setter.par(Component::CanCu, text))),
        Block::Enacting(word) => items.push(Item::Par(setter.par(Component::QuyetDinh, &word.to_uppercase()))),
        Block::Paragraph(paragraph) => items.push(Item::Par(body::paragraph(setter, paragraph, text_mm))),
        Block::Table(table) => items.push(Item::Table(table::table(setter, table, page))),
        Block::WritingLines(count) => items.extend(body::writing_lines(*count).into_iter().map(Item::Par)),
        Block::Appendix(head) => items.extend(head::appendix(setter, head, text_mm)),
        Block::Signature(foot) => {
            gap_below(items, SIGNATURE_GAP_PT);
            keep_with_next::before_signature(setter, items, text_mm);
            items.extend(signature::signature(setter, foot, text_mm));
        }
        Block::PageBreak => items.push(Item::PageBreak),
        // A sheet of its own, see `super::certificate`.
        Block::Certificate(_) => {}
    }
}

/// Phạm vi lưu hành above Quốc hiệu (ô 11).
fn circulation(setter: &Setter, text: Option<&str>, text_mm: f64) -> Vec<Item> {
    let stamp = |text: &str| {
        let width = head::circulation_width_mm(setter, text);
        let middle = text_mm * (1.0 + norm::LETTERHEAD_LEFT_SHARE) / 2.0;
        head::stamp(setter, Component::PhamViLuuHanh, text, middle - width / 2.0, width)
    };
    text.map(stamp).into_iter().collect()
}

/// Address lines under a line as wide as the text (ô 13), a blank line below the text.
fn address(setter: &Setter, lines: &[String], text_mm: f64) -> Vec<Item> {
    if lines.is_empty() {
        return Vec::new();
    }
    let rule = Rule { left_mm: 0.0, length_mm: text_mm, height_pt: 3.0, keep_next: true };
    let pars = lines.iter().map(|line| Item::Par(setter.par(Component::DiaChi, line)));
    let blank = Item::Par(setter.par(Component::DiaChi, ""));
    [blank, Item::Rule(rule)].into_iter().chain(pars).collect()
}

/// A report of every character that no face can show, each once.
pub fn missing_glyphs(flow: &super::flow::Flow, metrics: &Metrics) -> Report {
    let mut report = Report::new();
    let mut seen = BTreeSet::new();
    for section in &flow.sections {
        for items in [&section.first_header, &section.items, &section.first_footer] {
            visit(items, &mut |par| note_missing(par, metrics, &mut seen, &mut report));
        }
    }
    report
}

fn note_missing(par: &Par, metrics: &Metrics, seen: &mut BTreeSet<char>, report: &mut Report) {
    for span in &par.spans {
        let Span::Text { text, .. } = span else { continue };
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            if metrics.missing(letter.encode_utf8(&mut [0; 4])).is_some() && seen.insert(letter) {
                let excerpt: String = text.chars().take(40).collect();
                let message = format!("không có phông chữ nào in được ký tự `{letter}` (U+{:04X})", u32::from(letter));
                let hint = format!("thay hoặc bỏ ký tự này trong đoạn “{excerpt}”");
                report.push(Diagnostic::error(Code::TT001, message).about(letter).hint(hint));
            }
        }
    }
}
