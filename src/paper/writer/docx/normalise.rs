//! Turns the XML of docx-rs into valid WordprocessingML.
//!
//! docx-rs writes children in an order of its own, which Word may call damaged; it cannot write a
//! repeated header row or a switched-off `keepNext`; and it numbers paragraphs with a counter that
//! depends on the thread. All that is mended here, on the tree and by the table below, once for every
//! part. What docx-rs cannot say travels in the paragraph's identifier as [`Marks`], which no reader
//! of the file ever sees.

use super::xml::{Element, Node};

/// Orders a paragraph carries to this module in its identifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `keepNext` of the style does not hold here.
    pub loose: bool,
    /// The row around repeats on every page.
    pub header_row: bool,
}

const LOOSE: char = 'l';
const HEADER_ROW: char = 'h';

impl Marks {
    /// The marks as an identifier.
    pub fn id(self) -> String {
        let letters = [(self.loose, LOOSE), (self.header_row, HEADER_ROW)];
        letters.iter().filter(|(set, _)| *set).map(|(_, letter)| letter).collect()
    }

    fn of(paragraph: &Element) -> Marks {
        let id = paragraph.attribute("w14:paraId").unwrap_or_default();
        Marks { loose: id.contains(LOOSE), header_row: id.contains(HEADER_ROW) }
    }
}

/// The children of each element in the order of ISO/IEC 29500-1 (transitional); only what is used.
pub const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:strike",
            "w:dstrike",
            "w:vanish",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:lang",
            "w:specVanish",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader", "w:ins", "w:del"]),
    (
        "w:tcPr",
        &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:vAlign",
        ],
    ),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right", "w:between"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
            "w:textDirection",
            "w:docGrid",
        ],
    ),
];

/// Containers that say nothing when they are empty.
const VAIN: &[&str] = &["w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:tblBorders", "w:tcBorders", "w:pBdr", "w:tabs"];

/// In text: a hyphen at which no line ends. Word has an element for it.
pub const BOUND_HYPHEN: char = '\u{2011}';

/// Makes the part below `element` valid.
pub fn normalise(element: &mut Element) {
    apply_marks(element);
    if element.name == "w:r" {
        bind_hyphens(element);
    }
    if element.name == "w:p" {
        anchor_leaders(element);
    }
    strip_attributes(element);
    for child in element.elements_mut() {
        normalise(child);
    }
    element.children.retain(|node| match node {
        Node::Element(child) => !(child.children.is_empty() && VAIN.contains(&child.name.as_ref())),
        Node::Text(_) => true,
    });
    if element.children.len() > 1
        && let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name)
    {
        element.children.sort_by_cached_key(|node| place(node, order));
    }
}

/// Place in the schema; what the table does not know stays behind all it knows.
fn place(node: &Node, order: &[&str]) -> usize {
    match node {
        Node::Element(child) => order.iter().position(|name| *name == child.name).unwrap_or(order.len()),
        Node::Text(_) => order.len(),
    }
}

fn apply_marks(element: &mut Element) {
    match element.name.as_ref() {
        "w:p" if Marks::of(element).loose => add_property(element, "w:pPr", Element::value("w:keepNext", 0)),
        "w:tr" if repeats(element) => add_property(element, "w:trPr", Element::new("w:tblHeader")),
        _ => {}
    }
}

fn repeats(row: &Element) -> bool {
    let paragraphs = row.elements().flat_map(Element::elements);
    paragraphs.filter(|child| child.name == "w:p").any(|paragraph| Marks::of(paragraph).header_row)
}

/// Puts a soft hyphen, which nobody sees, before a leader at the start of a line: LibreOffice gives a
/// line without any letter its natural height, whatever the style says.
fn anchor_leaders(paragraph: &mut Element) {
    let mut line_is_empty = true;
    for run in paragraph.elements_mut().filter(|child| child.name == "w:r") {
        let mut index = 0;
        while let Some(node) = run.children.get(index) {
            let name = if let Node::Element(piece) = node { piece.name.as_ref() } else { "" };
            match name {
                "w:tab" if line_is_empty => {
                    run.children.insert(index, Node::Element(Element::new("w:softHyphen")));
                    index += 1;
                    line_is_empty = false;
                }
                "w:t" => line_is_empty = false,
                "w:br" => line_is_empty = true,
                _ => {}
            }
            index += 1;
        }
    }
}

/// Puts the element of Word in the place of each [`BOUND_HYPHEN`].
fn bind_hyphens(run: &mut Element) {
    let is_bound = |node: &Node| matches!(node, Node::Element(text) if text.all_text().contains(BOUND_HYPHEN));
    if !run.children.iter().any(is_bound) {
        return;
    }
    for node in std::mem::take(&mut run.children) {
        match node {
            Node::Element(text) if text.name == "w:t" => run.children.extend(with_bound_hyphens(&text)),
            other => run.children.push(other),
        }
    }
}

fn with_bound_hyphens<'a>(text: &Element<'a>) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for (index, part) in text.all_text().split(BOUND_HYPHEN).enumerate() {
        if index > 0 {
            nodes.push(Node::Element(Element::new("w:noBreakHyphen")));
        }
        if !part.is_empty() {
            let children = vec![Node::Text(part.to_owned().into())];
            nodes.push(Node::Element(Element { children, ..text.clone() }));
        }
    }
    nodes
}

/// Adds `child` to the property element `container`, made as the first child when there is none.
fn add_property<'a>(element: &mut Element<'a>, container: &str, child: Element<'a>) {
    if element.find(container).is_none() {
        element.children.insert(0, Node::Element(Element::new(container)));
    }
    if let Some(property) = element.elements_mut().find(|property| property.name == container) {
        property.children.push(Node::Element(child));
    }
}

/// Drops attributes that the schema forbids or that differ from run to run.
fn strip_attributes(element: &mut Element) {
    let grid_column = element.name == "w:gridCol";
    element.attributes.retain(|(name, _)| match name.as_ref() {
        "w14:paraId" | "w14:textId" | "w:dirty" => false,
        "w:type" => !grid_column,
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::super::xml::parse;
    use super::*;

    fn normalised(xml: &str) -> String {
        let mut root = parse(xml.as_bytes()).unwrap();
        normalise(&mut root);
        let part = String::from_utf8(root.to_part()).unwrap();
        part.split_once("?>").unwrap().1.to_owned()
    }

    #[test]
    fn children_come_in_the_order_of_the_schema() {
        for (given, wanted) in [
            ("<w:pPr><w:jc/><w:rPr/><w:pStyle/></w:pPr>", "<w:pPr><w:pStyle/><w:jc/></w:pPr>"),
            ("<w:rPr><w:sz/><w:i/><w:b/><w:rFonts/></w:rPr>", "<w:rPr><w:rFonts/><w:b/><w:i/><w:sz/></w:rPr>"),
            ("<w:tblPr><w:tblLayout/><w:tblW/></w:tblPr>", "<w:tblPr><w:tblW/><w:tblLayout/></w:tblPr>"),
            (
                "<w:sectPr><w:pgSz/><w:titlePg/><w:headerReference/></w:sectPr>",
                "<w:sectPr><w:headerReference/><w:pgSz/><w:titlePg/></w:sectPr>",
            ),
            ("<w:tr><w:trPr/><w:tc/></w:tr>", "<w:tr><w:tc/></w:tr>"),
        ] {
            assert_eq!(normalised(given), wanted);
        }
    }

    #[test]
    fn what_changes_from_run_to_run_or_breaks_the_schema_is_dropped() {
        assert_eq!(normalised(r#"<w:p w14:paraId="00000007"/>"#), "<w:p/>");
        assert_eq!(normalised(r#"<w:gridCol w:w="9" w:type="dxa"/>"#), r#"<w:gridCol w:w="9"/>"#);
        assert_eq!(normalised(r#"<w:tcW w:w="9" w:type="dxa"/>"#), r#"<w:tcW w:w="9" w:type="dxa"/>"#);
    }

    #[test]
    fn a_bound_hyphen_is_an_element() {
        let given = format!(r#"<w:r><w:t xml:space="preserve">NĐ{BOUND_HYPHEN}CP </w:t></w:r>"#);
        let wanted =
            r#"<w:r><w:t xml:space="preserve">NĐ</w:t><w:noBreakHyphen/><w:t xml:space="preserve">CP </w:t></w:r>"#;
        assert_eq!(normalised(&given), wanted);
    }

    #[test]
    fn marks_become_properties() {
        let marks = Marks { loose: true, header_row: true };
        let given = format!(r#"<w:tr><w:tc><w:p w14:paraId="{}"/></w:tc></w:tr>"#, marks.id());
        let wanted = r#"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:pPr><w:keepNext w:val="0"/></w:pPr></w:p></w:tc></w:tr>"#;
        assert_eq!(normalised(&given), wanted);
        assert_eq!(normalised(r#"<w:tr><w:tc><w:p w14:paraId=""/></w:tc></w:tr>"#), "<w:tr><w:tc><w:p/></w:tc></w:tr>");
    }
}
