//! Properties as they stand in the file, kept by the look that docx-rs made them of.
//!
//! A document of hundreds of paragraphs and cells has a few looks, and the next document has the same. So docx-rs
//! writes each once, it is read and put in order once ([`normalise`]), and the bytes serve all others.

use docx_rs::{
    Break, BreakType, BuildXML, Document, Footer, Header, PageNum, RunChild, SectionProperty, Tab, TableGrid,
    TableProperty,
};

use super::looks::{CellLook, ParagraphLook, RowLook, RunLook};
use super::normalise::{is_vain, normalise};
use super::section::PartKind;
use super::xml::{self, Element, Made, Node};

/// What was mended for those that were written before.
#[derive(Default)]
pub struct Mended {
    documents: Known<SectionProperty>,
    parts: Known<PartKind>,
    paragraphs: Known<ParagraphLook>,
    runs: Known<RunLook>,
    signs: Known<Sign>,
    tables: Known<TableProperty>,
    grids: Known<Vec<usize>>,
    rows: Known<RowLook>,
    cells: Known<CellLook>,
}

/// What stands in a paragraph and is no text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    LineBreak,
    Tab,
    /// The number of the page, in a field, so that Word counts.
    PageNumber,
}

/// An element as it stands in the file, nothing when it says nothing; or what docx-rs wrote that is not well-formed.
type Text<'a> = Result<&'a str, String>;

impl Mended {
    /// A document without blocks that ends with these properties.
    pub fn document(&mut self, end: &SectionProperty) -> Text<'_> {
        let make = || mended(&Document::new().default_section_property(end.clone()), None);
        self.documents.get(end, make)
    }

    /// A header or footer without blocks.
    pub fn part(&mut self, kind: PartKind) -> Text<'_> {
        let make = || match kind {
            PartKind::Header => mended(&Header::new(), None),
            PartKind::Footer => mended(&Footer::new(), None),
        };
        self.parts.get(&kind, make)
    }

    /// `w:pPr`.
    pub fn paragraph(&mut self, look: &ParagraphLook) -> Text<'_> {
        self.paragraphs.get(look, || mended(&look.property(), untied(look)))
    }

    /// `w:rPr`.
    pub fn run(&mut self, look: &RunLook) -> Text<'_> {
        self.runs.get(look, || mended(&look.property(), None))
    }

    /// What stands in a run, or for one.
    pub fn sign(&mut self, sign: Sign) -> Text<'_> {
        let make = || match sign {
            Sign::LineBreak => mended(&RunChild::Break(Break::new(BreakType::TextWrapping)), None),
            Sign::Tab => mended(&RunChild::Tab(Tab::new()), None),
            Sign::PageNumber => mended(&PageNum::new(), None),
        };
        self.signs.get(&sign, make)
    }

    /// `w:tblPr`.
    pub fn table(&mut self, property: &TableProperty) -> Text<'_> {
        self.tables.get(property, || mended(property, None))
    }

    /// `w:tblGrid`.
    pub fn grid(&mut self, widths: &[usize]) -> Text<'_> {
        let widths = widths.to_vec();
        self.grids.get(&widths, || mended(&TableGrid::new(widths.clone()), None))
    }

    /// `w:trPr`.
    pub fn row(&mut self, look: &RowLook) -> Text<'_> {
        self.rows.get(look, || mended(&look.property(), look.repeats.then(|| Element::new("w:tblHeader"))))
    }

    /// `w:tcPr`.
    pub fn cell(&mut self, look: &CellLook) -> Text<'_> {
        self.cells.get(look, || mended(&look.property(), None))
    }
}

/// `w:pPr` of the paragraph that ends a section with these properties: there are few, so none is kept.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn last_paragraph(look: &ParagraphLook, section: &SectionProperty) -> Result<String, String> {
    let mut property = look.property();
    property.section_property = Some(section.clone());
    mended(&property, untied(look))
}

/// What undoes the `keepNext` of a style.
fn untied(look: &ParagraphLook) -> Option<Made> {
    look.loose.then(|| Element::value("w:keepNext", 0))
}

/// `element` as docx-rs writes it, with `add` in it, made valid; nothing when it says nothing.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn mended(element: &impl BuildXML, add: Option<Made>) -> Result<String, String> {
    let xml = element.build();
    let mut root = xml::parse(&xml)?;
    root.children.extend(add.map(Node::Element));
    normalise(&mut root);
    Ok(if is_vain(&root) { String::new() } else { root.to_text() })
}

/// What elements of one kind were made of, and their text.
struct Known<T>(Vec<(T, String)>);

/// So many of a kind are kept at most. More are sought longer than they are made.
const MOST: usize = 48;

impl<T: Clone + PartialEq> Known<T> {
    /// The text of what is the same as `of`, else what `make` makes of it.
    fn get(&mut self, of: &T, make: impl FnOnce() -> Result<String, String>) -> Result<&str, String> {
        let at = match self.0.iter().position(|(known, _)| known == of) {
            Some(at) => at,
            None => {
                let text = make()?;
                if self.0.len() >= MOST {
                    self.0.clear();
                }
                self.0.push((of.clone(), text));
                self.0.len() - 1
            }
        };
        Ok(self.0.get(at).map_or("", |(_, text)| text))
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Known(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::super::looks::Name;
    use super::*;
    use crate::paper::norm::Component;

    #[test]
    fn each_look_keeps_its_own_text_and_few_are_kept() {
        let mut mended = Mended::default();
        for turn in 0..2 {
            for width in 0..2 * MOST {
                let look = CellLook { width, columns: 1, rows: 1, above: None, centred: false, ink: None };
                let wanted = format!(r#"<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
                assert_eq!(mended.cell(&look).unwrap(), wanted, "{turn}");
                assert_eq!(mended.cell(&look).unwrap(), wanted, "{turn}");
            }
        }
        assert!(mended.cells.0.len() <= MOST);
    }

    #[test]
    fn what_docx_rs_cannot_say_is_added() {
        let mut mended = Mended::default();
        let plain = ParagraphLook::of(Name::Of(Component::Muc));
        for _ in 0..2 {
            let row = RowLook { height: 0, splits: true, repeats: true };
            assert_eq!(mended.row(&row).unwrap(), "<w:trPr><w:tblHeader/></w:trPr>");
            assert_eq!(mended.row(&RowLook { repeats: false, ..row }).unwrap(), "");
            let loose = ParagraphLook { loose: true, ..plain };
            assert!(mended.paragraph(&loose).unwrap().contains(r#"<w:keepNext w:val="0"/>"#));
            assert!(!mended.paragraph(&plain).unwrap().contains("keepNext"));
        }
    }
}
