//! Running text: paragraphs, headings, Điều, căn cứ and lines to write on.

use super::Setter;
use super::breaks::Piece;
use super::dots;
use super::flow::{Align, Par, Span};
use crate::paper::document::{Inline, Paragraph, Role};
use crate::paper::norm::Component;

/// The component that sets a paragraph of `role`.
fn component(role: Role) -> Component {
    match role {
        Role::NoiDung | Role::Giua | Role::Trai | Role::Phai => Component::NoiDung,
        Role::Muc => Component::Muc,
        Role::Khoan => Component::Khoan,
        Role::Diem => Component::Diem,
        Role::PhanChuong | Role::MucCuaChuong => Component::PhanChuong,
        Role::TenPhanChuong | Role::TenMucCuaChuong => Component::TenPhanChuong,
        Role::Dieu => Component::Dieu,
    }
}

/// Sets one paragraph of the body in a column of `text_mm`.
pub fn paragraph(setter: &Setter, paragraph: &Paragraph, text_mm: f64) -> Par {
    let style = component(paragraph.role);
    let capitals = matches!(paragraph.role, Role::TenPhanChuong | Role::TenMucCuaChuong);
    let mut par = Par::new(style, spans(setter, style, &paragraph.inlines, capitals));
    dots::fit(setter, &mut par, text_mm);
    par.outline = outline(setter, paragraph.role, style);
    par.align = match paragraph.role {
        Role::Giua => Some(Align::Center),
        Role::Trai => Some(Align::Left),
        Role::Phai => Some(Align::Right),
        _ if leader_inside(&par.spans) || dots::stretches(setter, &par, text_mm) => Some(Align::Left),
        _ => None,
    };
    if matches!(paragraph.role, Role::Giua | Role::Trai | Role::Phai) {
        par.first_mm = Some(0.0);
    }
    if paragraph.role == Role::Dieu && paragraph.inlines.iter().all(is_bold) {
        par.keep_next = Some(true);
    }
    par
}

/// Whether text goes on after a blank that runs to the end of its line. Where nothing follows, the full lines before
/// it are justified like others (Mục II.6).
fn leader_inside(spans: &[Span]) -> bool {
    let place = spans.iter().position(|span| *span == Span::Leader);
    place.is_some_and(|place| place + 1 < spans.len())
}

/// A Điều that is bold to its end is a title: its text follows.
fn is_bold(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(run) if run.bold)
}

/// Level in the navigation pane; a title below "Chương I" stands for both lines.
fn outline(setter: &Setter, role: Role, style: Component) -> Option<u8> {
    match role {
        Role::TenMucCuaChuong | Role::Dieu => Some(2),
        _ => setter.style(style).outline,
    }
}

/// The inlines as spans with their final weight and slope.
pub fn spans(setter: &Setter, style: Component, inlines: &[Inline], capitals: bool) -> Vec<Span> {
    let spec = setter.style(style);
    let text = |text: String, bold: bool, italic: bool| Span::text(text, bold || spec.bold, italic || spec.italic);
    let span = |inline: &Inline| match inline {
        Inline::Text(run) if capitals => text(run.text.to_uppercase(), run.bold, run.italic),
        Inline::Text(run) => text(run.text.clone(), run.bold, run.italic),
        Inline::Break => Span::Break,
        Inline::Blank { mm: None } => Span::Leader,
        Inline::Blank { mm: Some(mm) } => {
            let dot = setter.width_mm(style, ".").max(0.1);
            text(".".repeat(((mm / dot).round() as usize).max(3)), false, false)
        }
    };
    inlines.iter().map(span).collect()
}

/// Lines to write on, as wide as the text.
pub fn writing_lines(count: usize) -> Vec<Par> {
    let line =
        Par { align: Some(Align::Left), first_mm: Some(0.0), ..Par::new(Component::NoiDung, vec![Span::Leader]) };
    vec![line; count]
}

/// What the breaker sees of a span.
pub fn piece(span: &Span, size_pt: f64) -> Piece<'_> {
    match span {
        Span::Text { text, bold, italic, bonds, .. } => Piece { text, bold: *bold, italic: *italic, size_pt, bonds },
        Span::Break | Span::Leader => Piece { text: " ", bold: false, italic: false, size_pt, bonds: &[] },
    }
}
