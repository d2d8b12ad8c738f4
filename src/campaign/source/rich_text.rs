//! Texts of an .xlsx of which a part is struck out.
//!
//! A clerk who strikes out the old words and types the new ones behind them has both in one cell; the
//! reader of values gives both without a word. So the texts with runs of their own fonts are gone through
//! once more. They are known by their letters: of two cells with the same words both are meant.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cell::StruckText;
use super::package::{Package, attribute, letters};

/// Texts of a workbook of which a part is struck out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StruckTexts(HashMap<String, StruckText>);

impl StruckTexts {
    /// Those in the `parts` of `package` that have any.
    pub fn of_package(package: &mut Package<'_>, parts: &[String]) -> Self {
        let mut found = StruckTexts::default();
        let is_text = |name: &&String| *name == "xl/sharedStrings.xml" || name.starts_with("xl/worksheets/sheet");
        for name in parts.iter().filter(is_text) {
            if let Some(part) = package.stream(name) {
                found.scan(part);
            }
        }
        found
    }

    /// What is known of `text`.
    pub fn get(&self, text: &str) -> Option<&StruckText> {
        if self.0.is_empty() { None } else { self.0.get(&key(text)) }
    }

    fn scan(&mut self, part: impl BufRead) {
        let mut reader = Reader::from_reader(part);
        let mut buffer = Vec::new();
        let (mut text, mut struck, mut within) = (StruckText::default(), false, false);
        loop {
            buffer.clear();
            let event = match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) | Err(_) => return,
                Ok(event) => event,
            };
            match &event {
                Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                    "si" | "is" => text = StruckText::default(),
                    "r" => struck = false,
                    "strike" => struck = is_on(start),
                    "t" => within = matches!(event, Event::Start(_)),
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "t" => within = false,
                    "si" | "is" if !text.gone.trim().is_empty() => {
                        let text = std::mem::take(&mut text);
                        self.0.insert(key(&text.whole), text);
                    }
                    _ => {}
                },
                _ if within => text.push(&letters(&event), struck),
                _ => {}
            }
        }
    }
}

/// `text` without its blanks, which are kept or not as the file says.
fn key(text: &str) -> String {
    text.split_whitespace().collect()
}

fn is_on(start: &BytesStart<'_>) -> bool {
    attribute(start, "val").is_none_or(|value| value != "0" && value != "false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn struck_runs_are_told_from_the_others() {
        let mut texts = StruckTexts::default();
        texts.scan(
            r#"<sst><si><r><rPr><strike/></rPr><t xml:space="preserve">Đưa 10 &amp; </t></r><r><t>Đưa 12</t></r></si>
            <si><r><rPr><strike val="0"/></rPr><t>Còn</t></r><r><t> nguyên</t></r></si><si><t>Thường</t></si></sst>"#
                .as_bytes(),
        );
        let struck = texts.get("Đưa 10 & Đưa 12").unwrap();
        assert_eq!((struck.gone.as_str(), struck.kept.as_str()), ("Đưa 10 & ", "Đưa 12"));
        assert_eq!((texts.get("Còn nguyên"), texts.get("Thường")), (None, None));
    }
}
