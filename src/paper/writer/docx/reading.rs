//! Reading a finished DOCX back, for tests that compare it with other formats.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Element, Made, Node};

/// A part: its path in the package and its bytes.
pub type PackagePart = (String, Vec<u8>);

/// The parts of a finished DOCX in the order of the package.
///
/// # Errors
/// The message of the ZIP library when the bytes are no package.
pub fn unpack(bytes: &[u8]) -> Result<Vec<PackagePart>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        parts.push((name, content));
    }
    Ok(parts)
}

/// The text of `word/document.xml` paragraph by paragraph, in order: a line break is `\n`, a leader
/// is `\t`. Paragraphs without text are left out.
///
/// # Errors
/// What of the bytes is no DOCX.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<String>, String> {
    let parts = unpack(bytes)?;
    let document = parts.iter().find(|(path, _)| path == "word/document.xml");
    let (_, document) = document.ok_or("there is no word/document.xml")?;
    let root = xml::parse(document)?;
    let texts = root.descendants("w:p").into_iter().map(paragraph_text);
    Ok(texts.filter(|text| !text.is_empty()).collect())
}

fn paragraph_text(paragraph: &Element) -> String {
    let pieces = paragraph.elements().filter(|child| child.name == "w:r").flat_map(Element::elements);
    let pieces = pieces.map(|piece| match piece.name.as_ref() {
        "w:t" => piece.all_text(),
        "w:br" => "\n".to_owned(),
        "w:tab" => "\t".to_owned(),
        "w:noBreakHyphen" => "-".to_owned(),
        _ => String::new(),
    });
    pieces.collect()
}

impl<'a> Element<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_ref())
    }

    /// The elements directly in this one.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly in this one.
    pub fn find(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// All text in this element, at any depth.
    pub fn all_text(&self) -> String {
        let mut all = String::new();
        for node in &self.children {
            match node {
                Node::Element(element) => all.push_str(&element.all_text()),
                Node::Text(text) => all.push_str(text),
            }
        }
        all
    }

    /// Every element of that name in this one, at any depth, in the order of the text.
    pub fn descendants<'s>(&'s self, name: &str) -> Vec<&'s Element<'a>> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.descendants(name));
        }
        found
    }

    /// The same, with nothing borrowed.
    pub fn into_made(self) -> Made {
        let owned = |text: std::borrow::Cow<'a, str>| text.into_owned().into();
        let node = |node| match node {
            Node::Element(element) => Node::Element(element.into_made()),
            Node::Text(text) => Node::Text(owned(text)),
        };
        Element {
            name: owned(self.name),
            attributes: self.attributes.into_iter().map(|(name, value)| (owned(name), owned(value))).collect(),
            children: self.children.into_iter().map(node).collect(),
        }
    }
}
