//! The styles of an OpenDocument sheet, as far as they change what is read: fonts and strike-through.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::super::package::attribute;

/// A style; what it does not say is as in its parent.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    font: Option<String>,
    /// Of a sheet: whether the user does not see it.
    hidden: bool,
}

/// The styles of a document by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: HashMap<String, Style>,
    /// The style that is open.
    name: Option<String>,
}

/// Longer chains of parents are circles.
const MOST_PARENTS: usize = 16;

impl Styles {
    /// Takes the next event of a part: first those of the part with styles given by hand, then those of the content.
    pub fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "style:style" => self.name = self.open(start),
                "style:text-properties" => self.change(|style| style.take(start)),
                "style:table-properties" => {
                    let is_hidden = attribute(start, "table:display").is_some_and(|display| display == "false");
                    self.change(|style| style.hidden = is_hidden);
                }
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == "style:style" => self.name = None,
            _ => {}
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Style)) {
        let style = self.name.as_ref().and_then(|name| self.known.get_mut(name));
        if let Some(style) = style {
            change(style);
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Option<String> {
        let name = attribute(start, "style:name")?;
        let style = Style { parent: attribute(start, "style:parent-style-name"), ..Style::default() };
        self.known.insert(name.clone(), style);
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

    /// Whether a sheet in the style `name` is not shown.
    pub fn is_hidden(&self, name: &str) -> bool {
        self.known.get(name).is_some_and(|style| style.hidden)
    }

    fn look_up<T>(&self, name: &str, wanted: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let first = self.known.get(name);
        let mut line =
            std::iter::successors(first, |style| style.parent.as_ref().and_then(|parent| self.known.get(parent)));
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
        let part = r#"<style:style style:name="Default"><style:text-properties style:font-name="Arial"/></style:style>
            <style:style style:name="ce1" style:parent-style-name="Default">
                <style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="ce2" style:parent-style-name="ce1">
                <style:text-properties style:text-line-through-style="none"/></style:style>
            <style:style style:name="T1"><style:text-properties style:text-line-through-type="single"/></style:style>
            <style:style style:name="a" style:parent-style-name="a"/>
            <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#;
        let mut reader = quick_xml::Reader::from_str(part);
        while let Ok(event) = reader.read_event() {
            if event == Event::Eof {
                break;
            }
            styles.take(&event);
        }
        assert!(styles.is_hidden("ta2") && !styles.is_hidden("ce1"));
        assert_eq!((styles.is_struck("ce1"), styles.font("ce1")), (true, "Arial".to_owned()));
        assert!(styles.is_struck("T1"));
        assert!(!styles.is_struck("ce2") && !styles.is_struck("a") && !styles.is_struck("unknown"));
    }
}
