//! Findings beside what they are about: a paper, a text that is being typed, a file that was sent.

use std::path::Path;

use maud::{Markup, html};

use crate::base::diag::{Diagnostic, Hint, Place, Report, Severity};
use crate::base::text::upper_first;

/// The findings of `report`, those of one cause once; places are named from `folder`. Places in the text `own` lead to
/// their line in the field where it is typed.
pub fn list(report: &Report, folder: &Path, own: Option<&Path>) -> Markup {
    html! {
        ul.phat-hien {
            @for told in report.told() {
                @let finding = told.finding;
                li class=(class(finding)) {
                    p {
                        strong { (upper_first(finding.severity.label())) " " a href={ "/giai-thich?ma=" (finding.code) } { (finding.code) } ": " }
                        (finding.message)
                    }
                    @if let Some(place) = &finding.place { p.cho { (at(place, folder, own)) } }
                    @for other in told.others.iter().filter_map(|other| other.place.as_ref()).take(MOST) {
                        p.cho { (at(other, folder, own)) }
                    }
                    @if told.others.len() > MOST { p.cho { "và " (told.others.len() - MOST) " chỗ nữa" } }
                    @for hint in &finding.hints { p.goi-y { "Cách sửa: " (words(hint, folder)) } }
                }
            }
        }
    }
}

/// Places of equal findings that are named.
const MOST: usize = 5;

fn class(finding: &Diagnostic) -> &'static str {
    match finding.severity {
        Severity::Error => "loi",
        Severity::Warning => "canh-bao",
    }
}

/// `place` in words; a line of the text `own` as a link to it.
fn at(place: &Place, folder: &Path, own: Option<&Path>) -> Markup {
    let line = place.line_and_column().filter(|_| own == Some(place.path()));
    match line {
        Some((line, column)) => html! {
            a.den href="#van" data-dong=(line) data-cot=(column) { "dòng " (line) ", cột " (column) }
        },
        None => html! { (shown(place, folder)) },
    }
}

/// `place` with its file named from `folder`.
fn shown(place: &Place, folder: &Path) -> String {
    let file = place.path().strip_prefix(folder).ok().filter(|rest| !rest.as_os_str().is_empty());
    file.map_or_else(
        || place.to_string(),
        |rest| Place { file: rest.into(), position: place.position.clone() }.to_string(),
    )
}

fn words(hint: &Hint, folder: &Path) -> String {
    match &hint.place {
        Some(place) => format!("{} ({})", hint.text, shown(place, folder)),
        None => hint.text.clone(),
    }
}
