//! Word files: docx-rs builds the tree, the rest is ours.
//!
//! docx-rs writes the document, its headers and footers; [`normalise`] makes them valid; [`styles`]
//! and [`parts`] add what a file needs beside them; [`package`] packs it. No clock, no random number
//! and no counter takes part, so the same document gives the same bytes.
//!
//! Heights agree with the PDF to a twentieth of a point: every line has an exact pitch, the lines of
//! a table stand inside its rows, and a gap below a table is a paragraph of one point with the rest
//! of the gap below it.

pub mod drawing;
mod first_guess;
pub mod items;
pub mod measure;
pub mod normalise;
pub mod package;
pub mod paragraph;
pub mod parts;
#[cfg(test)]
mod reading;
pub mod section;
pub mod styles;
pub mod table;
pub mod xml;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub use reading::{paragraphs, unpack};

use docx_rs::{BuildXML, Document as Tree, SectionProperty};

use self::items::{Block, Container};
use self::package::PackagePart;
use self::paragraph::{Context, Styles};
use self::section::Parts;
use self::xml::Element;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::forbidden_character;
use crate::paper::layout::Pages;
use crate::paper::typeset::flow::Flow;

/// The file of `pages`.
///
/// # Errors
/// As [`file`].
pub fn write(pages: &Pages) -> Result<Vec<u8>, Report> {
    file(&pages.flow)
}

/// The file of `flow`, which Word cuts into pages.
///
/// # Errors
/// `TT950` when the package cannot be made, `TT951` for text that XML forbids.
pub fn file(flow: &Flow) -> Result<Vec<u8>, Report> {
    let parts = package_parts(flow).map_err(|message| broken(&message))?;
    let report = forbidden(&parts);
    if report.has_errors() {
        return Err(report);
    }
    package::pack(&parts).map_err(|message| broken(&message))
}

/// Whether `bytes` are a package that this writer packed.
pub fn is_own(bytes: &[u8]) -> bool {
    package::part(bytes, APP).is_some_and(|there| there == parts::APP.as_bytes())
}

/// The part that names the program.
const APP: &str = "docProps/app.xml";

fn broken(message: &str) -> Report {
    Diagnostic::error(Code::TT950, format!("không dựng được tệp DOCX: {message}"))
        .hint("đây là lỗi của chương trình, hãy gửi văn bản này cho người bảo trì")
        .into()
}

/// Characters that XML forbids, in any part.
fn forbidden(parts: &[PackagePart]) -> Report {
    let mut report = Report::new();
    for (path, bytes) in parts {
        let found = forbidden_character(&String::from_utf8_lossy(bytes)).map(|(_, letter)| letter);
        if let Some(letter) = found {
            let code = u32::from(letter);
            let message = format!("văn bản có ký tự điều khiển U+{code:04X}, tệp DOCX không chứa được (`{path}`)");
            let finding = Diagnostic::error(Code::TT951, message).about(letter);
            report.push(finding.hint("xóa ký tự này trong dữ liệu rồi xuất lại"));
        }
    }
    report
}

/// All parts of the package, in their order.
fn package_parts(flow: &Flow) -> Result<Vec<PackagePart>, String> {
    let styles = Styles::of(flow);
    let mut parts = Parts::default();
    let document = tree(flow, &styles, &mut parts)?.build();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), parts::content_types(&parts.0).to_part()?),
        ("_rels/.rels".to_owned(), parts::package_relationships().to_part()?),
        ("word/document.xml".to_owned(), valid(&document)?),
        ("word/_rels/document.xml.rels".to_owned(), parts::document_relationships(&parts.0).to_part()?),
        ("word/styles.xml".to_owned(), styles::part(&styles).to_part()?),
        ("word/settings.xml".to_owned(), parts::SETTINGS.into()),
        ("word/fontTable.xml".to_owned(), parts::FONT_TABLE.into()),
        ("word/theme/theme1.xml".to_owned(), parts::THEME.into()),
        ("docProps/core.xml".to_owned(), parts::core(&flow.meta).to_part()?),
        (APP.to_owned(), parts::APP.into()),
    ];
    for part in &parts.0 {
        files.push((format!("word/{}", part.name), valid(&part.xml)?));
    }
    Ok(files)
}

/// A part of docx-rs made valid.
fn valid(xml: &[u8]) -> Result<Vec<u8>, String> {
    let mut root: Element = xml::parse(xml)?;
    normalise::normalise(&mut root);
    root.to_part()
}

/// The document: the last paragraph of a section carries its properties, those of the last section
/// stand at the end of the body.
fn tree(flow: &Flow, styles: &Styles, parts: &mut Parts) -> Result<Tree, String> {
    let mut tree = Tree::new();
    for (index, section) in flow.sections.iter().enumerate() {
        let context = Context { width_mm: section.page.text_width_mm(), ..Context::default() };
        let mut blocks = items::blocks(&section.items, styles, context);
        let property = section::property(section, styles, parts)?;
        if index + 1 == flow.sections.len() {
            tree = tree.default_section_property(property);
        } else {
            end_section(&mut blocks, property);
        }
        tree = tree.fill(blocks);
    }
    Ok(tree)
}

fn end_section(blocks: &mut [Block], property: SectionProperty) {
    if let Some(Block::Paragraph(paragraph)) = blocks.last_mut() {
        paragraph.property.section_property = Some(property);
    }
}
