//! Marks at the ends of lists and of the text: dashes and ";" of Kính gửi and Nơi nhận, ";" and "." of
//! căn cứ, and `./.` that closes the body (the forms of Phụ lục III).
//!
//! They are added here so that a list whose items come and go with the data always ends rightly.

use super::{Block, Inline, Paragraph, Role};

/// The mark that closes the body of every form from 1.1 to 3.2.
const END: &str = "./.";

/// Căn cứ: ";" after each, "." after the last.
pub(super) fn legal_bases(items: &[String]) -> Vec<String> {
    marked(items, "")
}

/// Kính gửi: one stays as it is; several become "- X;" and "- Z.".
pub(super) fn recipients(items: &[String]) -> Vec<String> {
    match items {
        [_] | [] => items.to_vec(),
        _ => marked(items, "- "),
    }
}

/// Nơi nhận: "- X;" and, last, "- Lưu: VT, …."
pub(super) fn copies(items: &[String], luu: Option<&str>) -> Vec<String> {
    let file_copy = luu.map(|luu| if is_file_copy(luu) { luu.to_owned() } else { format!("Lưu: {luu}") });
    let items: Vec<String> = items.iter().cloned().chain(file_copy).collect();
    marked(&items, "- ")
}

/// Whether a line of Nơi nhận is the one of the archive.
pub(super) fn is_file_copy(item: &str) -> bool {
    without_dash(item).starts_with("Lưu")
}

fn without_dash(item: &str) -> &str {
    item.trim_start_matches(['-', '–', '—', ' '])
}

fn marked(items: &[String], dash: &str) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    let mark = |index| if index == last { '.' } else { ';' };
    let line = |(index, item): (usize, &String)| format!("{dash}{}", with_mark(without_dash(item), mark(index)));
    items.iter().enumerate().map(line).collect()
}

/// `text` with `mark` in the place of an end mark that it may have; "…", ".." and the full stop of an
/// abbreviation stay. No full stop follows another, nor "?" and "!".
fn with_mark(text: &str, mark: char) -> String {
    let text = text.trim_end();
    if is_abbreviation(text) {
        return if mark == '.' { text.to_owned() } else { format!("{text}{mark}") };
    }
    let bare = match text.strip_suffix([';', ',', '.']) {
        Some(bare) if !bare.ends_with('.') => bare.trim_end(),
        _ => text,
    };
    if mark == '.' && bare.ends_with(['?', '!']) { bare.to_owned() } else { format!("{bare}{mark}") }
}

/// Whether the full stop at the end of `text` belongs to its last word: "v.v.", "Th.S.".
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let parts: Vec<&str> = word.strip_suffix('.').map(|bare| bare.split('.').collect()).unwrap_or_default();
    let is_short = |part: &&str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    parts.len() > 1 && parts.iter().all(is_short)
}

/// Puts `./.` at the end of the last paragraph of text in `blocks`, unless a table or a line to write
/// on closes them.
pub(super) fn close(blocks: &mut [Block]) {
    let is_closed = blocks.iter().any(|block| matches!(block, Block::Paragraph(text) if ends_text(text)));
    let after_text = |block: &&mut Block| !matches!(block, Block::Signature(_) | Block::PageBreak);
    let Some(Block::Paragraph(paragraph)) = blocks.iter_mut().rev().find(after_text) else {
        return;
    };
    let is_text = matches!(paragraph.role, Role::NoiDung | Role::Dieu | Role::Khoan | Role::Diem | Role::Trai);
    let Some(Inline::Text(run)) = paragraph.inlines.last_mut().filter(|_| is_text) else {
        return;
    };
    let text = run.text.trim_end();
    let closed = text.ends_with(END) || text.ends_with(". /.");
    let bare = match text.strip_suffix(['.', ';']) {
        Some(bare) if !bare.ends_with('.') => bare,
        _ => text,
    };
    if !closed && !is_closed {
        run.text = format!("{bare}{END}");
    }
}

/// Whether the end of the text was typed behind `paragraph`: what follows is a note.
fn ends_text(paragraph: &Paragraph) -> bool {
    matches!(paragraph.inlines.last(), Some(Inline::Text(run)) if run.text.trim_end().ends_with(END))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::{Run, Table};

    fn owned(items: &[&str]) -> Vec<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    #[test]
    fn lists_end_rightly_however_they_are_typed() {
        assert_eq!(legal_bases(&owned(&["Luật A", "Luật B;", "Luật C;"])), ["Luật A;", "Luật B;", "Luật C."]);
        assert_eq!(legal_bases(&owned(&["- Căn cứ Luật A"])), ["Căn cứ Luật A."]);
        assert_eq!(recipients(&owned(&["Bộ Nội vụ"])), ["Bộ Nội vụ"]);
        assert_eq!(recipients(&owned(&["- A", "B."])), ["- A;", "- B."]);
        assert_eq!(copies(&owned(&["Như trên"]), Some("VT, TH")), ["- Như trên;", "- Lưu: VT, TH."]);
        assert_eq!(copies(&owned(&["Như trên;"]), None), ["- Như trên."]);
        assert_eq!(copies(&[], Some("- Lưu: VT, HC (2).")), ["- Lưu: VT, HC (2)."]);
        assert_eq!(copies(&owned(&["A, v.v..", "B…"]), None), ["- A, v.v..;", "- B…."]);
        assert_eq!(legal_bases(&owned(&["Luật A, v.v.", "Luật B v.v."])), ["Luật A, v.v.;", "Luật B v.v."]);
        assert_eq!(recipients(&owned(&["A?", "B!", "C?"])), ["- A?;", "- B!;", "- C?"]);
    }

    fn closed(text: &str, role: Role) -> String {
        let inlines = vec![Inline::Text(Run::plain(text))];
        let mut blocks = [Block::Paragraph(Paragraph { role, inlines }), Block::PageBreak];
        close(&mut blocks);
        match &blocks[0] {
            Block::Paragraph(Paragraph { inlines, .. }) => format!("{inlines:?}").split('"').nth(1).unwrap().to_owned(),
            _ => String::new(),
        }
    }

    #[test]
    fn the_text_is_closed_once() {
        assert_eq!(closed("Xong.", Role::NoiDung), "Xong./.");
        assert_eq!(closed("Xong", Role::Dieu), "Xong./.");
        assert_eq!(closed("Xong;", Role::Diem), "Xong./.");
        assert_eq!(closed("Xong./.", Role::NoiDung), "Xong./.");
        assert_eq!(closed("Xong. /.", Role::NoiDung), "Xong. /.");
        assert_eq!(closed("v.v...", Role::NoiDung), "v.v..../.");
        for role in [Role::Giua, Role::Muc] {
            assert_eq!(closed("Tên", role), "Tên");
        }
    }

    #[test]
    fn a_table_at_the_end_takes_no_mark() {
        let text =
            Block::Paragraph(Paragraph { role: Role::NoiDung, inlines: vec![Inline::Text(Run::plain("Xong."))] });
        let mut blocks = [text, Block::Table(Table::default())];
        let before = blocks.clone();
        close(&mut blocks);
        assert_eq!(blocks, before);
    }
}
