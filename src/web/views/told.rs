//! Findings beside what they are about: a paper, a text that is being typed, a file that was sent.

use std::path::Path;

use maud::{Markup, html};

use super::explain::inline;
use super::findings::{head, place_words, severity_key};
use crate::base::diag::{Place, Report};
use crate::make::review::hint_words;

/// Places of equal findings that are named.
const MOST: usize = 5;

/// The findings of `report`, those of one cause once; places are named from `folder`. Places in the text `own` lead to
/// their line in the field where it is typed.
pub fn list(report: &Report, folder: &Path, own: Option<&Path>) -> Markup {
    html! {
        ul.phat-hien {
            @for told in report.told() {
                li class=(severity_key(told.finding.severity)) {
                    p { (head(told.finding)) }
                    @if let Some(place) = &told.finding.place { p.cho { (at(place, folder, own)) } }
                    @for other in told.others.iter().filter_map(|other| other.place.as_ref()).take(MOST) {
                        p.cho { (at(other, folder, own)) }
                    }
                    @if told.others.len() > MOST { p.cho { "và " (told.others.len() - MOST) " chỗ nữa" } }
                    @for hint in &told.finding.hints { p { "Cách sửa: " (inline(&hint_words(hint, folder))) } }
                }
            }
        }
    }
}

/// `place` in words; a line of the text `own` as a link to it.
fn at(place: &Place, folder: &Path, own: Option<&Path>) -> Markup {
    let line = place.line_and_column().filter(|_| own == Some(place.path()));
    match line {
        Some((line, column)) => html! {
            a.den href="#van" data-dong=(line) data-cot=(column) { "dòng " (line) ", cột " (column) }
        },
        None => html! { (place_words(place, folder)) },
    }
}
