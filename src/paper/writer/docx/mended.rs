//! Properties as they stand in the file, kept by what docx-rs made them of.
//!
//! A document of hundreds of paragraphs and cells has a few kinds of them, and the next document has the same kinds. So
//! docx-rs writes each kind once, it is read and put in order once ([`normalise`]), and the bytes serve all others.

use docx_rs::{
    BuildXML, Document, Footer, Header, ParagraphProperty, RunChild, RunProperty, SectionProperty, TableCellProperty,
    TableGrid, TableProperty, TableRowProperty,
};

use super::normalise::{is_vain, normalise};
use super::section::PartKind;
use super::xml::{self, Element, Made, Node};

/// What was mended for those that were written before.
#[derive(Default)]
pub struct Mended {
    documents: Known<SectionProperty>,
    parts: Known<PartKind>,
    paragraphs: Known<ParagraphProperty>,
    /// Those in which `keepNext` of the style does not hold.
    loose: Known<ParagraphProperty>,
    runs: Known<RunProperty>,
    signs: Known<RunChild>,
    tables: Known<TableProperty>,
    grids: Known<Vec<usize>>,
    rows: Known<TableRowProperty>,
    /// Those of rows that repeat on every page.
    headers: Known<TableRowProperty>,
    cells: Known<TableCellProperty>,
}

/// An element as it stands in the file, nothing when it says nothing; or what docx-rs wrote that is not well-formed.
type Text<'a> = Result<&'a str, String>;

impl Mended {
    /// A document without blocks that ends with these properties.
    pub fn document(&mut self, end: &SectionProperty) -> Text<'_> {
        let make = || mended(&Document::new().default_section_property(end.clone()), None);
        self.documents.get(end, |known| known == end, make)
    }

    /// A header or footer without blocks.
    pub fn part(&mut self, kind: PartKind) -> Text<'_> {
        let make = || match kind {
            PartKind::Header => mended(&Header::new(), None),
            PartKind::Footer => mended(&Footer::new(), None),
        };
        self.parts.get(&kind, |known| *known == kind, make)
    }

    /// `w:pPr`; in one that is `loose`, `keepNext` of the style does not hold.
    pub fn paragraph(&mut self, property: &ParagraphProperty, loose: bool) -> Text<'_> {
        let known = if loose { &mut self.loose } else { &mut self.paragraphs };
        let add = loose.then(|| Element::value("w:keepNext", 0));
        // Kinds differ in these before all else.
        let is = |other: &ParagraphProperty| {
            other.style == property.style && other.indent == property.indent && other == property
        };
        known.get(property, is, || mended(property, add))
    }

    /// `w:rPr`.
    pub fn run(&mut self, property: &RunProperty) -> Text<'_> {
        self.runs.get(property, |known| known == property, || mended(property, None))
    }

    /// What stands in a run and is no text.
    pub fn sign(&mut self, sign: &RunChild) -> Text<'_> {
        self.signs.get(sign, |known| known == sign, || mended(sign, None))
    }

    /// `w:tblPr`.
    pub fn table(&mut self, property: &TableProperty) -> Text<'_> {
        self.tables.get(property, |known| known == property, || mended(property, None))
    }

    /// `w:tblGrid`.
    pub fn grid(&mut self, widths: &[usize]) -> Text<'_> {
        let widths = widths.to_vec();
        self.grids.get(&widths, |known| *known == widths, || mended(&TableGrid::new(widths.clone()), None))
    }

    /// `w:trPr`; whether the row repeats on every page docx-rs cannot say.
    pub fn row(&mut self, property: &TableRowProperty, repeats: bool) -> Text<'_> {
        let known = if repeats { &mut self.headers } else { &mut self.rows };
        let add = repeats.then(|| Element::new("w:tblHeader"));
        known.get(property, |known| known == property, || mended(property, add))
    }

    /// `w:tcPr`.
    pub fn cell(&mut self, property: &TableCellProperty) -> Text<'_> {
        self.cells.get(property, |known| known == property, || mended(property, None))
    }
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

impl<T: Clone> Known<T> {
    /// The text of what `is` the same, else what `make` makes of `of`.
    fn get(
        &mut self,
        of: &T,
        is: impl Fn(&T) -> bool,
        make: impl FnOnce() -> Result<String, String>,
    ) -> Result<&str, String> {
        let at = match self.0.iter().position(|(known, _)| is(known)) {
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
    use super::*;

    #[test]
    fn each_kind_keeps_its_own_text_and_few_are_kept() {
        let mut mended = Mended::default();
        for turn in 0..2 {
            for width in 0..2 * MOST {
                let property = TableCellProperty::new().width(width, docx_rs::WidthType::Dxa);
                let wanted = format!(r#"<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
                assert_eq!(mended.cell(&property).unwrap(), wanted, "{turn}");
                assert_eq!(mended.cell(&property).unwrap(), wanted, "{turn}");
            }
        }
        assert!(mended.cells.0.len() <= MOST);
    }

    #[test]
    fn what_is_added_makes_another_kind() {
        let mut mended = Mended::default();
        let (row, paragraph) = (TableRowProperty::new(), ParagraphProperty::new().style("Muc"));
        for _ in 0..2 {
            assert_eq!(mended.row(&row, true).unwrap(), "<w:trPr><w:tblHeader/></w:trPr>");
            assert_eq!(mended.row(&row, false).unwrap(), "");
            assert!(mended.paragraph(&paragraph, true).unwrap().contains(r#"<w:keepNext w:val="0"/>"#));
            assert!(!mended.paragraph(&paragraph, false).unwrap().contains("keepNext"));
        }
    }
}
