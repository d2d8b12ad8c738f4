//! One style of dots on a page: a blank to fill in looks the same whether it was typed as "……", asked for by
//! `@o_trong`, or runs to the end of its line.
//!
//! The dots of "…" stand farther apart than full stops and than those of a leader, which all word processors set like
//! full stops. Four of these are as wide as an upright one. What is measured is made even first ([`Setter::width_mm`]).

use std::borrow::Cow;

use super::flow::{Par, Span};
use super::{Setter, overflow};

const ELLIPSIS: &str = "…";
/// As wide as an ellipsis in the upright text face.
const FULL_STOPS: &str = "....";
/// A word of so many dots is a blank to fill in.
const BLANK_DOTS: usize = 6;
/// Less than this share of a line is no line more.
const LEAST_LINE: f64 = 0.5;
/// More lines to write on than a page has.
const MOST_LINES: usize = 60;
/// A line before a blank that lacks more than this share of its width is not stretched.
const MOST_STRETCH: f64 = 0.08;

/// `text` with the dots of each blank as full stops; a single "…" is a mark of punctuation and stays.
pub fn even(text: &str) -> Cow<'_, str> {
    if !text.contains("……") {
        return Cow::Borrowed(text);
    }
    let mut even = String::with_capacity(text.len() + text.len() / 3);
    let mut rest = text;
    while let Some(start) = rest.find("……") {
        let (before, from) = rest.split_at(start);
        let after = from.trim_start_matches(ELLIPSIS);
        even.push_str(before);
        even.push_str(&FULL_STOPS.repeat((from.len() - after.len()) / ELLIPSIS.len()));
        rest = after;
    }
    even.push_str(rest);
    Cow::Owned(even)
}

/// Whether a line of `par` in a column of `width_mm` would be stretched only because the blank after it is too long
/// for it.
pub fn stretches(setter: &Setter, par: &Par, width_mm: f64) -> bool {
    let text: String = par.spans.iter().map(letters).collect();
    if par.spans.contains(&Span::Break) || !text.contains(&".".repeat(BLANK_DOTS)) {
        return false;
    }
    let found = overflow::broken(setter, par, width_mm);
    let full_pt = width_mm * super::metrics::PT_PER_MM;
    let is_short = |own_pt: &f64| full_pt - own_pt > MOST_STRETCH * full_pt;
    // The blank holds the word before it.
    let blank = ".".repeat(BLANK_DOTS);
    let starts_blank = |start: &usize| {
        text.get(*start..).is_some_and(|rest| rest.split(' ').take(2).any(|word| word.starts_with(&blank)))
    };
    // The first line is shorter by its indent.
    let first_mm = par.first_mm.unwrap_or(setter.style(par.style).first_mm);
    let indents = std::iter::once(first_mm * super::metrics::PT_PER_MM).chain(std::iter::repeat(0.0));
    let lines = found.widths_pt.iter().zip(indents).map(|(own_pt, indent_pt)| own_pt + indent_pt);
    lines.zip(&found.starts).any(|(own_pt, next)| is_short(&own_pt) && starts_blank(next))
}

/// Lets typed dots at the end of `par`, in a container of `width_mm`, run to the ends of their lines where they are more
/// than a line holds: no line may begin with a full stop, so they would run off the paper.
pub fn fit(setter: &Setter, par: &mut Par, width_mm: f64) {
    let Some((room_mm, run_mm, last_mm)) = overlong(setter, par, width_mm) else { return };
    let Some(Span::Text { text, .. }) = par.spans.last_mut() else { return };
    *text = text.trim_end().trim_end_matches('.').to_owned();
    let is_bare = text.is_empty();
    par.spans.truncate(par.spans.len() - usize::from(is_bare));
    par.spans.push(Span::Leader);
    let more = (run_mm - (room_mm - last_mm)) / room_mm;
    let lines = if more > LEAST_LINE { more.ceil() as usize } else { 0 };
    par.spans.extend([Span::Break, Span::Leader].into_iter().cycle().take(2 * lines.min(MOST_LINES)));
}

/// The width of the lines of `par`, of its dots at the end and of the last line of what stands before these, all in
/// millimetres; nothing where a line holds the dots with what they are written to.
fn overlong(setter: &Setter, par: &Par, width_mm: f64) -> Option<(f64, f64, f64)> {
    let Some((Span::Text { text, bold, italic, .. }, before)) = par.spans.split_last() else { return None };
    let text = text.trim_end();
    let head = text.trim_end_matches('.');
    let room_mm = width_mm - par.left_mm - par.right_mm;
    let word = head.rsplit(' ').next().unwrap_or_default();
    let own_mm = |text: &str| setter.width_mm(par.style, text);
    let run_mm = own_mm(&text[head.len()..]);
    if text.len() - head.len() < BLANK_DOTS || own_mm(word) + run_mm <= room_mm {
        return None;
    }
    let mut rest = Par { spans: before.to_vec(), ..par.clone() };
    rest.spans.extend((!head.is_empty()).then(|| Span::text(head, *bold, *italic)));
    let lines = overflow::broken(setter, &rest, width_mm).widths_pt;
    let first_mm = if lines.len() > 1 { 0.0 } else { par.first_mm.unwrap_or(setter.style(par.style).first_mm) };
    Some((room_mm, run_mm, lines.last().map_or(0.0, |last_pt| last_pt / super::metrics::PT_PER_MM) + first_mm))
}

/// What the breaker sees of a span.
fn letters(span: &Span) -> &str {
    match span {
        Span::Text { text, .. } => text,
        Span::Break | Span::Leader => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::SizeSet;
    use crate::paper::norm::Component;

    #[test]
    fn blanks_become_full_stops_of_the_same_width() {
        assert_eq!(even("Số ……/TTr, v.v… ngày ………"), "Số ......../TTr, v.v… ngày ............");
        assert!(matches!(even("a, b, …"), Cow::Borrowed(_)));
        let setter = Setter::new(SizeSet::Lon);
        for style in [Component::NoiDung, Component::DauBang] {
            let widths = [ELLIPSIS, FULL_STOPS].map(|dots| setter.width_mm(style, dots));
            assert!((widths[0] - widths[1]).abs() < 1e-6, "{style:?} {widths:?}");
        }
    }

    #[test]
    fn more_dots_than_a_line_holds_run_to_its_end() {
        let setter = Setter::new(SizeSet::Lon);
        let fitted = |text: &str| {
            let mut par = setter.par(Component::NoiDung, text);
            fit(&setter, &mut par, 165.0);
            par.spans
        };
        let bound = format!("- Tình trạng vệ sinh:{}", "…".repeat(37));
        assert_eq!(fitted(&bound), [Span::text("- Tình trạng vệ sinh:", false, false), Span::Leader]);
        let lines = fitted(&format!("Ý kiến: {}", ".".repeat(300)));
        assert!(lines.len() > 3 && lines.iter().filter(|span| **span == Span::Leader).count() > 1, "{lines:?}");
        for text in [format!("Tên: {}", "…".repeat(20)), "Trên đây là báo cáo.".to_owned()] {
            assert!(!fitted(&text).contains(&Span::Leader), "{text}");
        }
    }

    #[test]
    fn only_a_long_blank_that_moves_down_stretches_the_line_before_it() {
        let setter = Setter::new(SizeSet::Lon);
        let par = |text: &str| setter.par(Component::NoiDung, text);
        let pushed = format!("Trên đây là báo cáo thành tích đề nghị {}/.", "…".repeat(30));
        assert!(stretches(&setter, &par(&pushed), 165.0));
        assert!(!stretches(&setter, &par(&format!("Trên đây {}", "…".repeat(8))), 165.0));
        assert!(!stretches(&setter, &par(&"chữ dài ".repeat(40)), 165.0));
    }
}
