//! Sections: sheet, margins, page numbers, and the parts that hold headers and footers.
//!
//! Every section names its default header, its first header and its first footer, even when they are
//! empty: a section that names none takes those of the section before.

use docx_rs::{
    FooterReference, HeaderReference, PageMargin, PageNumType, PageOrientationType, PageSize, SectionProperty,
};

use super::body;

use super::items::{self, Block};
use super::looks::{Name, ParagraphLook};
use super::measure::twips;
use super::package::Kept;
use super::paragraph::{self, Context, Styles};
use crate::paper::norm::{self, Component};
use crate::paper::typeset::flow::{FlowSection, PageSpec};
use crate::paper::typeset::metrics::PT_PER_MM;

/// A header or footer beside the document.
pub struct Part {
    /// Relationship of the document to it.
    pub id: String,
    /// `header1.xml`, below `word/`.
    pub name: String,
    pub kind: PartKind,
    pub xml: Vec<u8>,
}

/// What a [`Part`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Header,
    Footer,
}

impl PartKind {
    /// The word in names, content types and relationships.
    pub fn word(self) -> &'static str {
        match self {
            PartKind::Header => "header",
            PartKind::Footer => "footer",
        }
    }
}

/// Headers and footers of one document; equal ones are one part.
#[derive(Default)]
pub struct Parts(pub Vec<Part>);

impl Parts {
    /// The relationship to a part of that content.
    fn id(&mut self, kind: PartKind, xml: Vec<u8>) -> String {
        if let Some(part) = self.0.iter().find(|part| part.kind == kind && part.xml == xml) {
            return part.id.clone();
        }
        let count = self.0.iter().filter(|part| part.kind == kind).count() + 1;
        let id = format!("rId{}", super::parts::FIRST_FREE_ID + self.0.len());
        self.0.push(Part { id: id.clone(), name: format!("{}{count}.xml", kind.word()), kind, xml });
        id
    }
}

/// The properties of a section; its headers and footers go to `parts`.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn property(
    section: &FlowSection,
    styles: &Styles,
    parts: &mut Parts,
    kept: &mut Kept,
) -> Result<SectionProperty, String> {
    let context = Context { width_mm: section.page.text_width_mm(), ..Context::default() };
    let first_header = items::blocks(&section.first_header, styles, context);
    let mut first_footer = items::blocks(&section.first_footer, styles, context);
    let strip = || Block::Bare(paragraph::strip(norm::FOOTER_STRIP_MM * PT_PER_MM));
    // The other pages have one too, as low as the strip, lest LibreOffice make it a line high.
    let other_footer = (!section.first_footer.is_empty()).then(strip);
    first_footer.extend(other_footer);
    let Kept { mended, drawn, .. } = kept;
    let mut made = |kind, blocks: &[Block]| body::part(kind, blocks, styles, mended);
    let number = Block::PageNumber(ParagraphLook::of(Name::Of(Component::SoTrang)));
    let header = parts.id(PartKind::Header, made(PartKind::Header, &[number])?);
    let mut first_header = made(PartKind::Header, &first_header)?;
    if !section.drawings.is_empty() {
        first_header = drawn.header(first_header, &section.drawings, &section.page)?;
    }
    let first_header = parts.id(PartKind::Header, first_header);
    let first_footer = parts.id(PartKind::Footer, made(PartKind::Footer, &first_footer)?);
    let other_footer = other_footer.map(|strip| made(PartKind::Footer, &[strip])).transpose()?;
    let other_footer = other_footer.map(|footer| parts.id(PartKind::Footer, footer));

    let mut property = SectionProperty::new()
        .page_size(sheet(&section.page))
        .page_margin(margins(&section.page))
        .page_num_type(PageNumType::new().start(1))
        .title_pg();
    property.space = 0;
    property.header_reference = Some(HeaderReference::new("default", header));
    property.first_header_reference = Some(HeaderReference::new("first", first_header));
    property.footer_reference = other_footer.map(|id| FooterReference::new("default", id));
    property.first_footer_reference = Some(FooterReference::new("first", first_footer));
    Ok(property)
}

fn sheet(page: &PageSpec) -> PageSize {
    let size = PageSize::new().size(twips(page.width_mm).unsigned_abs(), twips(page.height_mm).unsigned_abs());
    if page.width_mm > page.height_mm { size.orient(PageOrientationType::Landscape) } else { size }
}

fn margins(page: &PageSpec) -> PageMargin {
    PageMargin {
        top: twips(page.top_mm),
        left: twips(page.left_mm),
        bottom: twips(page.bottom_mm),
        right: twips(page.right_mm),
        header: twips(page.header_mm),
        footer: twips(page.footer_mm),
        gutter: 0,
    }
}
