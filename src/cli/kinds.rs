//! `vanthu kinds`: what can be made.

use super::Exit;
use super::console::Console;
use crate::document::DocumentKind;
use crate::template::FORMS;

pub fn run(console: &Console) -> Exit {
    console.result(&text())
}

fn text() -> String {
    let (decree, other): (Vec<DocumentKind>, Vec<DocumentKind>) =
        DocumentKind::ALL.iter().partition(|kind| kind.is_of_decree());
    let copies: Vec<DocumentKind> = other.into_iter().filter(|kind| *kind != DocumentKind::BieuMau).collect();
    [
        section("Văn bản hành chính (Nghị định 30/2020/NĐ-CP, Điều 7; ghi ở `loai` của tệp .van)", &rows(&decree)),
        section("Bản sao", &rows(&copies)),
        campaign_papers(),
    ]
    .join("\n")
}

/// The papers of a campaign folder, with where their form comes from and the data they need.
fn campaign_papers() -> String {
    let rows: Vec<[&str; 3]> = FORMS.iter().map(|form| [form.name, form.label, form.scope.label()]).collect();
    let mut text = section("Văn bản của một phong trào (render THƯ_MỤC; cột cuối: mỗi … một văn bản)", &rows);
    for form in FORMS {
        text.push_str(&format!("\n  {}\n    mẫu: {}\n    cần: {}\n", form.name, form.form_set, form.needs_text()));
    }
    text
}

fn rows(kinds: &[DocumentKind]) -> Vec<[&'static str; 3]> {
    kinds.iter().map(|kind| [kind.name(), kind.label(), kind.abbreviation().unwrap_or_default()]).collect()
}

/// A title and aligned columns; Vietnamese in NFC takes one column a character.
fn section(title: &str, rows: &[[&str; 3]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    let mut text = format!("{title}:\n");
    for [name, label, abbreviation] in rows {
        let line = format!("  {name:first$}  {label:second$}  {abbreviation}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_across_accents() {
        let text = section("Loại", &[["a", "Đề án", "ĐA"], ["bcd", "Quy", ""]]);
        assert_eq!(text, "Loại:\n  a    Đề án  ĐA\n  bcd  Quy\n");
    }

    #[test]
    fn every_kind_is_listed_but_the_nameless_form() {
        let text = text();
        for kind in DocumentKind::ALL {
            let listed = text.lines().any(|line| line.split_whitespace().next() == Some(kind.name()));
            assert_eq!(listed, *kind != DocumentKind::BieuMau, "{}", kind.name());
        }
    }
}
