//! The parts of the package that docx-rs writes poorly or not at all.
//!
//! What never changes is a file beside this one; what depends on the document is made here. The
//! settings keep Word and LibreOffice at plain line breaking:
//!
//! - `compatibilityMode` is 14 (Word 2010). From 15 on Word fits one more word into a justified line
//!   by squeezing its spaces, and LibreOffice from 24.2 on does the same for such files; how far they
//!   squeeze is not documented. With 14 a line ends where the next word no longer fits, as in the PDF.
//!   The price is "Compatibility Mode" in Word's title bar. With 14, too, the indent of a table is
//!   measured to the text of its first cell, not to its line.
//! - `doNotExpandShiftReturn`: a line before a line break is not stretched to the margin.
//! - `doNotUseHTMLParagraphAutoSpacing`: the gap below a paragraph and the one above the next add up;
//!   otherwise the larger one wins.
//! - Without `w:kern` Word and LibreOffice do not kern, and the PDF does not either.

use super::section::Part;
use super::xml::{Element, Made};
use crate::paper::typeset::flow::Meta;

/// `word/settings.xml`.
pub const SETTINGS: &str = include_str!("parts/settings.xml");
/// `word/fontTable.xml`.
pub const FONT_TABLE: &str = include_str!("parts/font_table.xml");
/// `word/theme/theme1.xml`.
pub const THEME: &str = include_str!("parts/theme.xml");
/// `docProps/app.xml`.
pub const APP: &str = include_str!("parts/app.xml");

/// The first relationship of the document that is free for headers and footers.
pub const FIRST_FREE_ID: usize = 5;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// `[Content_Types].xml`.
pub fn content_types(parts: &[Part]) -> Made {
    let default =
        |extension: &str, kind: &str| Element::new("Default").with("Extension", extension).with("ContentType", kind);
    let over = |name: &str, kind: &str| Element::new("Override").with("PartName", name).with("ContentType", kind);
    let mut types = Element::new("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .child(over("/word/document.xml", &format!("{WORD}.document.main+xml")))
        .child(over("/word/styles.xml", &format!("{WORD}.styles+xml")))
        .child(over("/word/settings.xml", &format!("{WORD}.settings+xml")))
        .child(over("/word/fontTable.xml", &format!("{WORD}.fontTable+xml")))
        .child(over("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"))
        .child(over("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        .child(over("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"));
    for part in parts {
        types = types.child(over(&format!("/word/{}", part.name), &format!("{WORD}.{}+xml", part.kind.word())));
    }
    types
}

fn relationships() -> Made {
    Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships"))
}

fn relationship(id: &str, kind: &str, target: &str) -> Made {
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

/// `_rels/.rels`.
pub fn package_relationships() -> Made {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relationships()
        .child(relationship("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"))
        .child(relationship("rId2", &core, "docProps/core.xml"))
        .child(relationship("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"))
}

/// `word/_rels/document.xml.rels`.
pub fn document_relationships(parts: &[Part]) -> Made {
    let fixed = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
        ("rId4", "theme", "theme/theme1.xml"),
    ];
    let all = fixed.iter().fold(relationships(), |all, (id, kind, target)| {
        all.child(relationship(id, &format!("{OFFICE}/{kind}"), target))
    });
    parts
        .iter()
        .fold(all, |all, part| all.child(relationship(&part.id, &format!("{OFFICE}/{}", part.kind.word()), &part.name)))
}

/// `docProps/core.xml`: title, author, language, and the date of the document as that of the file.
pub fn core(meta: &Meta) -> Made {
    let (year, month, day) = meta.date;
    let stamp = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let dated = |name: &str| Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(&stamp);
    Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").text(&meta.title))
        .child(Element::new("dc:creator").text(&meta.author))
        .child(Element::new("cp:lastModifiedBy").text(&meta.author))
        .child(dated("dcterms:created"))
        .child(dated("dcterms:modified"))
        .child(Element::new("dc:language").text("vi-VN"))
}
