//! A small tree of XML, so that parts are mended and made as data instead of as strings.
//!
//! Only what the parts of a DOCX need: elements with their attributes in order, and text. Names keep
//! their prefix; comments and processing instructions are dropped. A tree that was read borrows from the text that it
//! was read from: a part of docx-rs is read only to be mended and written again.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use quick_xml::events::attributes::{Attribute, Attributes};

/// An element with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// Name with its prefix (`w:pPr`).
    pub name: Cow<'a, str>,
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub children: Vec<Node<'a>>,
}

/// An element that borrows nothing, as the program makes it.
pub type Made = Element<'static>;

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

impl<'a> Element<'a> {
    /// An empty element.
    pub fn new(name: &str) -> Self {
        Element { name: name.to_owned().into(), ..Element::default() }
    }

    /// An element with only the attribute `w:val`.
    pub fn value(name: &str, value: impl ToString) -> Self {
        Element::new(name).with("w:val", value)
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes.push((name.to_owned().into(), value.to_string().into()));
        self
    }

    /// Adds an element at the end.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds text at the end.
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned().into()));
        self
    }

    /// The elements directly in this one, to change them.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element<'a>> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The element as an XML document.
    pub fn to_part(&self) -> Vec<u8> {
        let mut part = DECLARATION.to_owned();
        self.write(&mut part);
        part.into_bytes()
    }

    /// The element alone.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, part: &mut String) {
        part.push('<');
        part.push_str(&self.name);
        for (name, value) in &self.attributes {
            let escaped = Attribute::from((name.as_ref(), value.as_ref())).value;
            [" ", name, "=\"", &escaped, "\""].iter().for_each(|piece| part.push_str(piece));
        }
        if self.children.is_empty() {
            part.push_str("/>");
            return;
        }
        part.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(part),
                Node::Text(text) => part.push_str(&escape(text.as_ref())),
            }
        }
        ["</", &self.name, ">"].iter().for_each(|piece| part.push_str(piece));
    }
}

/// What a part begins with.
pub const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The root element of an XML document.
///
/// # Errors
/// What is not well-formed.
pub fn parse(part: &[u8]) -> Result<Element<'_>, String> {
    let text = std::str::from_utf8(part).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let start = offset(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        // Between `<` and `>`.
        let tag = |end: &str| text.get(start + 1..offset(&reader) - end.len()).unwrap_or_default();
        match event {
            Event::Start(start) => open.push(element(tag(">"), start.name().as_ref().len())?),
            Event::Empty(start) => put(&mut open, Node::Element(element(tag("/>"), start.name().as_ref().len())?)),
            Event::End(_) => {
                let closed = open.pop().unwrap_or_default();
                put(&mut open, Node::Element(closed));
            }
            Event::Text(text) => put_text(&mut open, text.xml10_content()),
            Event::CData(text) => put_text(&mut open, text.xml10_content()),
            Event::GeneralRef(reference) => {
                let escaped = format!("&{};", &*reference.xml10_content());
                let text = unescape(&escaped).map_err(|error| error.to_string())?;
                put_text(&mut open, text.into_owned().into());
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
    let document = open.pop().filter(|_| open.is_empty()).ok_or("an element is not closed")?;
    let mut roots = document.children.into_iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    match (roots.next(), roots.next()) {
        (Some(root), None) => Ok(root),
        (None, _) => Err("there is no root element".to_owned()),
        _ => Err("there is more than one root element".to_owned()),
    }
}

/// How much of its text `reader` has read.
fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The element whose tag is `tag`: its name, of so many bytes, and its attributes.
fn element(tag: &str, name: usize) -> Result<Element<'_>, String> {
    let mut attributes = Vec::new();
    for attribute in Attributes::new(tag, name) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.into_inner().into(), value));
    }
    Ok(Element { name: tag.get(..name).unwrap_or_default().into(), attributes, children: Vec::new() })
}

fn put<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Adds text, joined to text before it: references come as events of their own.
fn put_text<'a>(open: &mut [Element<'a>], text: Cow<'a, str>) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.to_mut().push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_survives_writing_and_reading() {
        let hostile = "<w:t> &amp; ]]> \"'  \u{1f600} \u{a0} end ";
        let tree = Element::new("a").with("b", hostile).child(Element::new("c").text(hostile));
        let part = tree.to_part();
        assert_eq!(parse(&part).unwrap(), tree);
    }

    #[test]
    fn broken_xml_is_an_error() {
        for broken in ["", "<a>", "<a></b>", "<a b=c/>", "<a/><b/>"] {
            assert!(parse(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
