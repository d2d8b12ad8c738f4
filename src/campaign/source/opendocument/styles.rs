//! The styles of an OpenDocument sheet, as far as they change what is read: fonts and strike-through.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::package::attribute;

/// A style; what it does not say is as in its parent.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    font: Option<String>,
}

/// The styles of a document by their names.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// Longer chains of parents are circles.
const MOST_PARENTS: usize = 16;

impl Styles {
    /// Takes the styles of a part, those given by hand before those of the program.
    pub fn scan(&mut self, part: &str) {
        let mut reader = Reader::from_str(part);
        let mut name = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => match start.name().as_ref() {
                    "style:style" => name = self.open(&start),
                    "style:text-properties" => {
                        let style = name.as_ref().and_then(|name| self.0.get_mut(name));
                        style.into_iter().for_each(|style| style.take(&start));
                    }
                    // What follows are cells.
                    "table:table" => return,
                    _ => {}
                },
                Ok(Event::End(end)) if end.name().as_ref() == "style:style" => name = None,
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Option<String> {
        let name = attribute(start, "style:name")?;
        let style = Style { parent: attribute(start, "style:parent-style-name"), ..Style::default() };
        self.0.insert(name.clone(), style);
        Some(name)
    }

    /// Whether text in the style `name` is struck out.
    pub fn is_struck(&self, name: &str) -> bool {
        self.look_up(name, |style| style.struck).unwrap_or_default()
    }

    /// The font of the style `name`; empty where none is told.
    pub fn font(&self, name: &str) -> String {
        self.look_up(name, |style| style.font.clone()).unwrap_or_default()
    }

    fn look_up<T>(&self, name: &str, wanted: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let first = self.0.get(name);
        let mut line =
            std::iter::successors(first, |style| style.parent.as_ref().and_then(|parent| self.0.get(parent)));
        line.by_ref().take(MOST_PARENTS).find_map(wanted)
    }
}

impl Style {
    fn take(&mut self, start: &BytesStart<'_>) {
        let line = attribute(start, "style:text-line-through-type");
        let line = line.or_else(|| attribute(start, "style:text-line-through-style"));
        self.struck = line.map(|line| line != "none").or(self.struck);
        let font = attribute(start, "style:font-name").or_else(|| attribute(start, "fo:font-family"));
        self.font = font.map(|font| font.trim_matches('\'').to_owned()).or(self.font.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_what_its_parent_says() {
        let mut styles = Styles::default();
        styles.scan(
            r#"<style:style style:name="Default"><style:text-properties style:font-name="Arial"/></style:style>
            <style:style style:name="ce1" style:parent-style-name="Default">
                <style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="ce2" style:parent-style-name="ce1">
                <style:text-properties style:text-line-through-style="none"/></style:style>
            <style:style style:name="T1"><style:text-properties style:text-line-through-type="single"/></style:style>
            <style:style style:name="a" style:parent-style-name="a"/>"#,
        );
        assert_eq!((styles.is_struck("ce1"), styles.font("ce1")), (true, "Arial".to_owned()));
        assert!(styles.is_struck("T1"));
        assert!(!styles.is_struck("ce2") && !styles.is_struck("a") && !styles.is_struck("unknown"));
    }
}
