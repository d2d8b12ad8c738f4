//! `styles.xml` from the table of measures: real styles, so that Word's gallery, navigation pane and
//! table of contents work on the finished file.
//!
//! Headings of mục, khoản and điểm are Word's own "heading 1" to "heading 3" under a Vietnamese alias;
//! other headings are based on them.

use super::measure::{half_points, twentieths, twips};
use super::paragraph::{GAP_LINE_TWIPS, Styles};
use super::xml::{Element, Made};
use crate::paper::norm::{self, Component, Ink};
use crate::paper::typeset::flow::{Align, StyleSpec};

/// Style of the strip that holds a drawn line.
pub const RULE: &str = "DuongKe";
/// Style of the gap below a table.
pub const GAP: &str = "KhoangCach";

const FACE: &str = "Times New Roman";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The identifier of a style: the component's own name, or that of the built-in heading.
pub fn id(component: Component) -> String {
    match heading(component) {
        Some(level) => format!("Heading{level}"),
        None => format!("{component:?}"),
    }
}

/// The built-in heading that a component is.
fn heading(component: Component) -> Option<u8> {
    match component {
        Component::Muc => Some(1),
        Component::Khoan => Some(2),
        Component::Diem => Some(3),
        _ => None,
    }
}

/// The whole part.
pub fn part(styles: &Styles) -> Made {
    let mut root = Element::new("w:styles").with("xmlns:w", NAMESPACE).child(defaults()).child(normal(styles));
    for fixed in [default_character(), default_table(), default_numbering()] {
        root = root.child(fixed);
    }
    for component in [Component::Muc, Component::Khoan, Component::Diem] {
        root = root.child(style(&styles.get(component)));
    }
    for spec in styles.iter().filter(|spec| heading(spec.component).is_none()) {
        root = root.child(style(spec));
    }
    root.child(strip(RULE, "Đường kẻ", None)).child(strip(GAP, "Khoảng cách", Some(GAP_LINE_TWIPS)))
}

/// What holds where no style says otherwise.
fn defaults() -> Made {
    let fonts = Element::new("w:rFonts")
        .with("w:ascii", FACE)
        .with("w:hAnsi", FACE)
        .with("w:eastAsia", FACE)
        .with("w:cs", FACE);
    let language = Element::value("w:lang", "vi-VN").with("w:eastAsia", "vi-VN").with("w:bidi", "ar-SA");
    let run = Element::new("w:rPr").child(fonts).child(language);
    let spacing = Element::new("w:spacing").with("w:before", 0).with("w:after", 0);
    let paragraph = Element::new("w:pPr").child(Element::new("w:widowControl")).child(spacing);
    Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(run))
        .child(Element::new("w:pPrDefault").child(paragraph))
}

fn named(kind: &str, id: &str, name: &str) -> Made {
    Element::new("w:style").with("w:type", kind).with("w:styleId", id).child(Element::value("w:name", name))
}

fn default_of(kind: &str, id: &str, name: &str) -> Made {
    let mut style = named(kind, id, name);
    style.attributes.insert(1, ("w:default".into(), "1".into()));
    style
}

/// The style of what a clerk types into the finished file.
fn normal(styles: &Styles) -> Made {
    let size = half_points(styles.get(Component::NoiDung).size_pt);
    let run = Element::new("w:rPr").child(Element::value("w:sz", size)).child(Element::value("w:szCs", size));
    default_of("paragraph", "Normal", "Normal").child(Element::new("w:qFormat")).child(run)
}

fn hidden(style: Made) -> Made {
    style
        .child(Element::value("w:uiPriority", 99))
        .child(Element::new("w:semiHidden"))
        .child(Element::new("w:unhideWhenUsed"))
}

fn default_character() -> Made {
    hidden(default_of("character", "DefaultParagraphFont", "Default Paragraph Font"))
}

fn default_numbering() -> Made {
    hidden(default_of("numbering", "NoList", "No List"))
}

fn default_table() -> Made {
    let width = |name: &str, width: i32| Element::new(name).with("w:w", width).with("w:type", "dxa");
    let margins = [("w:top", 0), ("w:left", 108), ("w:bottom", 0), ("w:right", 108)];
    let margins = margins.iter().fold(Element::new("w:tblCellMar"), |all, (name, size)| all.child(width(name, *size)));
    let property = Element::new("w:tblPr").child(width("w:tblInd", 0)).child(margins);
    hidden(default_of("table", "TableNormal", "Normal Table")).child(property)
}

fn style(spec: &StyleSpec) -> Made {
    let label = style_name(norm::measure(spec.component).label);
    let named = match heading(spec.component) {
        Some(level) => named("paragraph", &id(spec.component), &format!("heading {level}"))
            .child(Element::value("w:aliases", label)),
        None => named("paragraph", &id(spec.component), &label),
    };
    let base = match spec.outline {
        Some(level @ 1..=3) if heading(spec.component).is_none() => format!("Heading{level}"),
        _ => "Normal".to_owned(),
    };
    let mut style = named.child(Element::value("w:basedOn", base));
    if spec.outline.is_some() {
        style = style.child(Element::value("w:next", id(Component::NoiDung)));
    }
    style.child(Element::new("w:qFormat")).child(paragraph_property(spec)).child(run_property(spec))
}

/// A comma in the name of a style separates aliases in Word.
fn style_name(label: &str) -> String {
    label.replace(", ", " - ")
}

fn paragraph_property(spec: &StyleSpec) -> Made {
    let spacing = Element::new("w:spacing")
        .with("w:before", 0)
        .with("w:after", twentieths(spec.after_pt))
        .with("w:line", twentieths(spec.pitch_pt))
        .with("w:lineRule", "exact");
    let (first, name) = match twips(spec.first_mm) {
        hanging if hanging < 0 => (-hanging, "w:hanging"),
        first => (first, "w:firstLine"),
    };
    let align = match spec.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    let property = Element::new("w:pPr")
        .child(Element::value("w:keepNext", u8::from(spec.keep_next)))
        .child(spacing)
        .child(Element::new("w:ind").with(name, first))
        .child(Element::value("w:jc", align));
    match spec.outline {
        Some(level) => property.child(Element::value("w:outlineLvl", level.max(1) - 1)),
        None => property,
    }
}

fn run_property(spec: &StyleSpec) -> Made {
    let size = half_points(spec.size_pt);
    let mut property = Element::new("w:rPr");
    for (name, on) in [("w:b", spec.bold), ("w:bCs", spec.bold), ("w:i", spec.italic), ("w:iCs", spec.italic)] {
        property = property.child(Element::value(name, u8::from(on)));
    }
    if spec.ink != Ink::Black {
        property = property.child(Element::value("w:color", spec.ink.hex()));
    }
    property.child(Element::value("w:sz", size)).child(Element::value("w:szCs", size))
}

/// An empty line without text of its own.
fn strip(id: &str, name: &str, line: Option<i32>) -> Made {
    let mut property = Element::new("w:pPr");
    if let Some(line) = line {
        property = property.child(Element::new("w:spacing").with("w:line", line).with("w:lineRule", "exact"));
    }
    let run = Element::new("w:rPr").child(Element::value("w:sz", 2)).child(Element::value("w:szCs", 2));
    named("paragraph", id, name).child(Element::value("w:basedOn", "Normal")).child(property).child(run)
}
