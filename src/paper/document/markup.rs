//! Makes data safe to stand in a body: whatever it holds is printed as it is.
//!
//! Templates put names and sentences from spreadsheets into the `.van` text. Escaping them here, by the
//! same rules that `lines` reads, is what keeps data from ever becoming markup.

use super::label;
use super::lines::plain;
use crate::base::text::nfc;
use crate::base::text::unseen::is_blank;

/// Signs with a meaning somewhere in a body: in a line, at its start, in a table or in a directive.
const SIGNS: &[char] = &['\\', '*', '|', '@', '#', '"', '“', '”', '/', '~', '<', '^'];

/// `text` as markup that prints `text` anywhere in a body: at the start of a line, inside it, in a
/// cell of a table, between the quotes of a directive. A line feed becomes a line break inside the
/// paragraph, a tab a space. The result is NFC. Forbidden characters stay, for the parser to report.
pub fn escape(text: &str) -> String {
    let has_returns = text.contains('\r');
    let text = if has_returns { nfc(&text.replace("\r\n", "\n").replace('\r', "\n")) } else { nfc(text) };
    let last = text.chars().count().saturating_sub(1);
    // Before a letter a backslash would be printed.
    let blank_of_label =
        if label::may_start(&text) { text.chars().position(is_blank).unwrap_or(usize::MAX) } else { usize::MAX };
    let mut escaped = String::with_capacity(text.len() + 8);
    for (index, letter) in text.chars().map(plain).enumerate() {
        let at_end = index == 0 || index == last;
        let special = SIGNS.contains(&letter) || letter == '\n' || (at_end && is_blank(letter));
        if special || (index == blank_of_label) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::base::text::forbidden_character;
    use crate::paper::document::body::{Attachment, Body, parse};
    use crate::paper::document::lines::Faults;
    use crate::paper::document::{Block, Inline, Role};

    fn read(body: &str) -> Body {
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        let parsed = parse(body, &mut faults);
        assert!(faults.report.is_empty(), "{body:?}: {:?}", faults.report);
        parsed
    }

    fn letters(inlines: &[Inline]) -> String {
        let letter = |inline: &Inline| match inline {
            Inline::Text(run) => {
                assert!(!run.bold && !run.italic);
                run.text.clone()
            }
            Inline::Break => "\n".to_owned(),
            Inline::Blank { .. } => panic!("data became a blank"),
        };
        inlines.iter().map(letter).collect()
    }

    fn paragraph(body: &str) -> String {
        match &read(body).main[..] {
            [Block::Paragraph(paragraph)] => {
                assert_eq!(paragraph.role, Role::NoiDung);
                letters(&paragraph.inlines)
            }
            other => panic!("{body:?} became {other:?}"),
        }
    }

    fn printed(data: &str) -> String {
        nfc(data).chars().map(plain).collect()
    }

    fn is_clean(data: &str) -> bool {
        !data.is_empty() && forbidden_character(data).is_none()
    }

    fn check(data: &str) {
        let (expected, escaped) = (printed(data), escape(data));
        assert_eq!(paragraph(&escaped), expected);
        assert_eq!(paragraph(&format!("- {escaped}\n")), format!("- {expected}"));
        assert_eq!(paragraph(&format!("x{escaped}y")), format!("x{expected}y"));
        let body = read(&format!("| a | b |\n|---|---|\n| {escaped} |{escaped}|\n"));
        let [Block::Table(table)] = &body.main[..] else { panic!("no table") };
        for cell in &table.rows[0] {
            assert_eq!(letters(cell), expected);
        }
        let body = read(&format!("@phu_luc \"x{escaped}x\"\n@giua {escaped}"));
        let [(Attachment::Appendix(appendix), blocks)] = &body.attachments[..] else { panic!("no appendix") };
        assert_eq!(appendix.ten, format!("x{}x", expected.replace('\n', " ")));
        let [Block::Paragraph(line)] = &blocks[..] else { panic!("no line") };
        assert_eq!(letters(&line.inlines), expected);
    }

    #[test]
    fn what_looks_like_markup_is_printed() {
        for data in [
            "#let x = 1",
            "$a$",
            "@x",
            "@o_trong{3}",
            "{{ x }}",
            "<w:t>",
            "<",
            "^",
            "&amp;",
            "]]>",
            "\\",
            "C:\\So lieu\\2026",
            "\\\\may-chu\\chung",
            "\\Điều 1. X",
            "\\",
            "\\\\a\\",
            "*",
            "**a**",
            "|",
            "a\\\nb",
            "Điều 1. X",
            "Tiểu mục 1",
            "Tiểu mục\u{a0}1",
            "Chương I",
            "Mục 1",
            "  hai đầu  ",
            "a\n",
            "\n",
            "\t",
            "+++",
            "a / b",
            "a // b",
            "a~b",
            "<",
            "“x”",
            "e\u{301}",
            "\u{2028}",
            "|---|",
            "👍🏽",
            " ",
            "\u{a0}",
            "\u{2002}🀰\u{3000}",
        ] {
            check(data);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_printed_as_it_is(data in any::<String>().prop_filter("clean", |data| is_clean(data))) {
            check(&data);
        }

        #[test]
        fn any_mix_of_signs_is_printed_as_it_is(data in r#"[ \n\t\\*|@#"/~{}a:.“”-]{1,12}"#) {
            check(&data);
        }

        #[test]
        fn any_path_is_printed_as_it_is(data in r#"[\\ \t(Đab1.]{0,4}(\\{0,3}(Điều |Mục 1|Tiểu mục\t1|a|1|đ)){1,4}\\{0,2}"#) {
            check(&data);
        }
    }
}
