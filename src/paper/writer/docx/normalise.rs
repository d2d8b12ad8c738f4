//! Turns the XML of docx-rs into valid WordprocessingML.
//!
//! docx-rs writes children in an order of its own, which Word may call damaged; it writes containers that say nothing,
//! and it numbers paragraphs with a counter that depends on the thread. All that is mended here, on the tree and by the
//! table below.

use super::xml::{Element, Node};

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

/// Makes the part below `element` valid.
pub fn normalise(element: &mut Element) {
    strip_attributes(element);
    for child in element.elements_mut() {
        normalise(child);
    }
    element.children.retain(|node| match node {
        Node::Element(child) => !is_vain(child),
        Node::Text(_) => true,
    });
    if element.children.len() > 1
        && let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name)
    {
        element.children.sort_by_cached_key(|node| place(node, order));
    }
}

/// Whether `element` is a container that says nothing.
pub fn is_vain(element: &Element) -> bool {
    element.children.is_empty() && VAIN.contains(&element.name.as_ref())
}

/// Place in the schema; what the table does not know stays behind all it knows.
fn place(node: &Node, order: &[&str]) -> usize {
    match node {
        Node::Element(child) => order.iter().position(|name| *name == child.name).unwrap_or(order.len()),
        Node::Text(_) => order.len(),
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
}
