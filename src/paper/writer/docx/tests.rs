//! The parts of finished files, read back and looked into.

use super::normalise::ORDER;
use super::xml::{Element, Made, parse};
use super::*;
use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component, LANDSCAPE, MEASURES, PORTRAIT};
use crate::paper::typeset::flow::{
    FlowSection, FlowTable, Grid, GridCell, Item, Meta, PageSpec, Par, Rule, Span, TableCell,
};

const HOSTILE: &str = "<w:t> &amp; &lt; ]]> #let x = 1 $a$ @x {{ x }} \\ * | \"'  \u{1f600} ậ ";

fn span(text: &str, bold: bool) -> Span {
    Span::text(text, bold, false)
}

fn par(style: Component, text: &str) -> Par {
    let bold = norm::measure(style).bold;
    Par::new(style, vec![span(text, bold)])
}

fn item(style: Component, text: &str) -> Item {
    Item::Par(par(style, text))
}

fn rule(left_mm: f64, length_mm: f64) -> Item {
    Item::Rule(Rule { left_mm, length_mm, height_pt: 6.0, keep_next: false })
}

fn grid(left_mm: f64, columns_mm: &[f64], cells: Vec<Vec<Item>>) -> Item {
    let row = cells.into_iter().map(|items| GridCell { items, ..GridCell::default() }).collect();
    let columns_mm = columns_mm.to_vec();
    Item::Grid(Grid { left_mm, columns_mm, rows: vec![row], after_pt: 8.0, ..Grid::default() })
}

fn table(rows: usize) -> Item {
    let row =
        |style, text: &str| vec![TableCell::new(par(style, text)), TableCell::new(par(style, &format!("Ông {text}")))];
    Item::Table(FlowTable {
        columns_mm: vec![15.0, 150.0],
        margin_mm: 1.9,
        padding_pt: 2.0,
        header: vec![row(Component::DauBang, "TT")],
        rows: (1..=rows).map(|number| row(Component::OBang, &number.to_string())).collect(),
        heights_pt: vec![18.95; rows + 1],
        after_pt: 6.0,
        keep_rows: 0,
        splitting: Vec::new(),
        bound: Vec::new(),
        warnings: Vec::new(),
    })
}

fn section(page: PageSpec, items: Vec<Item>) -> FlowSection {
    FlowSection { page, drawings: Vec::new(), first_header: Vec::new(), first_footer: Vec::new(), items }
}

fn flow(sections: Vec<FlowSection>) -> Flow {
    let meta = Meta { title: HOSTILE.to_owned(), author: "Sở Tài chính".to_owned(), date: (2022, 3, 25) };
    let styles = MEASURES.iter().map(|measure| measure.style(SizeSet::Lon)).collect();
    Flow { meta, styles, sections }
}

/// One of everything.
fn everything() -> Flow {
    let stamp = GridCell {
        items: vec![item(Component::MucDoKhan, "KHẨN")],
        border: Some(crate::paper::norm::Ink::BrightRed),
        height_mm: 8.0,
    };
    let stamps =
        Grid { columns_mm: vec![20.0], rows: vec![vec![stamp]], after_pt: 6.0, keep_next: true, ..Grid::default() };
    let mut first = section(
        PORTRAIT,
        vec![
            grid(0.0, &[69.3, 95.7], vec![vec![item(Component::CoQuanBanHanh, "SỞ"), rule(20.0, 25.0)], Vec::new()]),
            Item::Grid(stamps.clone()),
            item(Component::Muc, "I. MỤC ĐÍCH"),
            Item::Par(Par { left_mm: 45.0, first_mm: Some(-5.0), right_mm: 3.0, ..par(Component::KinhGui, "- Sở;") }),
            Item::Par(Par::new(Component::NoiDung, vec![span("a", true), Span::Break, Span::Leader])),
            item(Component::NoiDung, HOSTILE),
            table(3),
            Item::PageBreak,
            grid(0.0, &[165.0], vec![vec![item(Component::TenLoai, "MỚI"), grid(1.0, &[9.0], vec![Vec::new()])]]),
        ],
    );
    first.first_header = vec![Item::Grid(stamps)];
    first.first_footer = vec![rule(0.0, 165.0), item(Component::DiaChi, "Số 1")];
    flow(vec![
        first,
        section(LANDSCAPE, vec![item(Component::TenPhuLuc, "DANH SÁCH"), table(2)]),
        section(PORTRAIT, vec![]),
    ])
}

fn written(flow: &Flow) -> Vec<u8> {
    file(flow).unwrap()
}

fn part(bytes: &[u8], path: &str) -> Made {
    let parts = unpack(bytes).unwrap();
    parse(&parts.iter().find(|(name, _)| name == path).unwrap().1).unwrap().into_made()
}

fn document(items: Vec<Item>) -> Made {
    part(&written(&flow(vec![section(PORTRAIT, items)])), "word/document.xml")
}

fn values<'a>(root: &'a Element, name: &str, attribute: &str) -> Vec<&'a str> {
    root.descendants(name).into_iter().filter_map(|element| element.attribute(attribute)).collect()
}

fn assert_schema_order(element: &Element, path: &str) {
    if let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name) {
        let places: Vec<_> =
            element.elements().map(|child| order.iter().position(|name| *name == child.name)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{path}: {element:?}");
    }
    if element.name == "w:tc" {
        assert_eq!(element.elements().last().unwrap().name, "w:p", "{path}");
    }
    element.elements().for_each(|child| assert_schema_order(child, path));
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    for (path, bytes) in unpack(&written(&everything())).unwrap() {
        let root = parse(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_schema_order(&root, &path);
        assert!(!String::from_utf8(bytes).unwrap().contains("paraId"), "{path}");
    }
}

#[test]
fn every_part_has_its_type_and_every_reference_its_part() {
    let bytes = written(&everything());
    let paths: Vec<String> = unpack(&bytes).unwrap().into_iter().map(|(path, _)| format!("/{path}")).collect();
    let types = part(&bytes, "[Content_Types].xml");
    let typed = values(&types, "Override", "PartName");
    for path in paths.iter().filter(|path| !path.ends_with(".rels") && *path != "/[Content_Types].xml") {
        assert!(typed.contains(&path.as_str()), "{path}");
    }
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let ids = values(&relations, "Relationship", "Id");
    for target in values(&relations, "Relationship", "Target") {
        assert!(paths.contains(&format!("/word/{target}")), "{target}");
    }
    let root = part(&bytes, "word/document.xml");
    for name in ["w:headerReference", "w:footerReference"] {
        for id in values(&root, name, "r:id") {
            assert_eq!(ids.iter().filter(|own| **own == id).count(), 1, "{id}");
        }
    }
}

#[test]
fn every_style_used_is_defined_and_headings_are_those_of_word() {
    let bytes = written(&everything());
    let styles = part(&bytes, "word/styles.xml");
    let ids = values(&styles, "w:style", "w:styleId");
    for path in ["word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml"] {
        for style in values(&part(&bytes, path), "w:pStyle", "w:val") {
            assert!(ids.contains(&style), "{style}");
        }
    }
    for base in values(&styles, "w:basedOn", "w:val") {
        assert!(ids.contains(&base), "{base}");
    }
    let names = values(&styles, "w:name", "w:val");
    assert!(names.contains(&"heading 1") && names.contains(&"heading 3") && names.contains(&"Nội dung"));
    assert!(names.iter().all(|name| !name.contains(',')), "a comma would be an alias");
    let defaults: Vec<_> = styles.elements().filter(|style| style.attribute("w:default").is_some()).collect();
    assert_eq!(defaults.first().and_then(|style| style.attribute("w:styleId")), Some("Normal"));
}

#[test]
fn the_header_row_repeats_and_no_row_splits() {
    let root = document(vec![table(3)]);
    let rows = root.descendants("w:tr");
    let flags = |name| rows.iter().map(|row| row.descendants(name).len()).collect::<Vec<_>>();
    assert_eq!(flags("w:tblHeader"), [1, 0, 0, 0]);
    assert_eq!(flags("w:cantSplit"), [1, 1, 1, 1]);
    assert_eq!(values(&root, "w:trHeight", "w:val"), ["369", "379", "379", "379"], "the header gives up the last line");
    assert_eq!(values(&root, "w:trHeight", "w:hRule"), ["atLeast"; 4]);
}

#[test]
fn cells_over_several_rows_and_columns_are_those_of_word() {
    let cell = |style, text: &str, rows, columns| TableCell { rows, columns, ..TableCell::new(par(style, text)) };
    let Item::Table(plain) = table(3) else { panic!("no table") };
    let merged = FlowTable {
        columns_mm: vec![15.0, 75.0, 75.0],
        header: vec![
            vec![cell(Component::DauBang, "TT", 2, 1), cell(Component::DauBang, "Số phiếu", 1, 2)],
            ["", "có", "không"].map(|text| cell(Component::DauBang, text, usize::from(!text.is_empty()), 1)).to_vec(),
        ],
        rows: vec![
            vec![cell(Component::OBang, "I. Tập thể", 1, 3)],
            ["1", "a", "b"].map(|text| cell(Component::OBang, text, 1, 1)).to_vec(),
        ],
        heights_pt: vec![18.95; 4],
        bound: vec![2],
        ..plain
    };
    let root = document(vec![Item::Table(merged)]);
    let rows = root.descendants("w:tr");
    let flags = |name| rows.iter().map(|row| row.descendants(name).len()).collect::<Vec<_>>();
    assert_eq!(flags("w:tblHeader"), [1, 1, 0, 0]);
    assert_eq!(flags("w:tc"), [2, 3, 1, 3]);
    assert_eq!(values(&root, "w:vMerge", "w:val"), ["restart", "continue"]);
    assert_eq!(values(&root, "w:gridSpan", "w:val"), ["2", "3"]);
    assert_eq!(values(&root, "w:trHeight", "w:val"), ["369", "379", "379", "379"]);
    assert_eq!(flags("w:keepNext"), [2, 3, 1, 0], "the heading stays with its row");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let flow = everything();
    let first = written(&flow);
    assert_eq!(first, written(&flow), "second document of the thread");
    let other = std::thread::scope(|scope| scope.spawn(|| written(&flow)).join().unwrap());
    assert_eq!(first, other, "another thread");
    let mut kept = Kept::default();
    let small = Flow { styles: flow.styles.iter().take(3).cloned().collect(), ..flow.clone() };
    for flow in [&flow, &small, &flow, &flow] {
        assert_eq!(write(flow, &mut kept).unwrap(), written(flow), "after others");
    }
}

#[test]
fn any_text_comes_back_letter_by_letter() {
    let long = "ậ".repeat(300);
    for text in [HOSTILE, "]]>", "&#65;", " ", &long] {
        let bytes = written(&flow(vec![section(PORTRAIT, vec![item(Component::NoiDung, text)])]));
        assert_eq!(paragraphs(&bytes).unwrap(), [text]);
        let core = part(&bytes, "docProps/core.xml");
        assert_eq!(core.find("dc:title").unwrap().all_text(), HOSTILE);
    }
    let texts = paragraphs(&written(&everything())).unwrap();
    assert_eq!(texts[..3], ["SỞ", "KHẨN", "I. MỤC ĐÍCH"]);
    assert!(texts.contains(&"a\n\t".to_owned()));
}

#[test]
fn what_xml_forbids_is_an_error() {
    let flow = flow(vec![section(PORTRAIT, vec![item(Component::NoiDung, "a\u{1}b")])]);
    let report = file(&flow).unwrap_err();
    let codes: Vec<_> = report.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::TT951]);
}

#[test]
fn weight_is_that_of_the_span_not_of_the_style() {
    let spans =
        |style| document(vec![Item::Par(Par::new(style, vec![span("a", false), span("b", true), Span::Leader]))]);
    let weights = |root: &Element| {
        let runs = root.descendants("w:r").into_iter();
        let bold =
            |run: &Element| Some(run.find("w:rPr")?.find("w:b")?.attribute("w:val").unwrap_or("true").to_owned());
        runs.map(bold).collect::<Vec<_>>()
    };
    assert_eq!(weights(&spans(Component::NoiDung)), [None, Some("true".to_owned()), None]);
    let off = || Some("false".to_owned());
    assert_eq!(weights(&spans(Component::Muc)), [off(), None, off()]);
}

#[test]
fn a_page_break_takes_no_line() {
    let text = || item(Component::NoiDung, "a");
    for (next, paragraphs) in [(text(), 2), (grid(0.0, &[9.0], vec![vec![text()]]), 3)] {
        let root = document(vec![text(), Item::PageBreak, next]);
        assert_eq!(root.descendants("w:pageBreakBefore").len(), 1);
        assert_eq!(root.descendants("w:br").len(), 0);
        assert_eq!(root.descendants("w:p").len(), paragraphs);
    }
}

#[test]
fn a_table_that_ends_a_section_opens_no_page() {
    let root = document(vec![table(1)]);
    let end = root.find("w:body").unwrap().elements().filter(|child| child.name == "w:p").last().unwrap();
    assert_eq!(values(end, "w:spacing", "w:line"), ["1"]);
    let between = document(vec![table(1), table(1)]);
    assert_eq!(values(&between, "w:spacing", "w:after"), ["100"], "6 points less the paragraph itself");
}

#[test]
fn lengths_are_exact() {
    let root =
        document(vec![rule(20.0, 25.0), rule(20.0, 25.0), grid(5.0, &[69.3, 95.7], vec![Vec::new(), Vec::new()])]);
    assert_eq!(values(&root, "w:ind", "w:left"), ["1134", "1134"]);
    assert_eq!(values(&root, "w:ind", "w:right"), ["6803", "6804"], "neighbours differ, else their borders join");
    assert_eq!(values(&root, "w:tblInd", "w:w"), ["283"]);
    assert_eq!(values(&root, "w:gridCol", "w:w"), ["3929", "5425"]);
    assert_eq!(values(&root, "w:tblW", "w:w"), ["9354"]);
}

#[test]
fn a_leader_reaches_the_edge_of_its_container() {
    let leader = |right_mm| Item::Par(Par { right_mm, ..Par::new(Component::NoiDung, vec![Span::Leader]) });
    let root =
        document(vec![leader(0.0), leader(20.0), grid(0.0, &[50.0, 115.0], vec![Vec::new(), vec![leader(0.0)]])]);
    let stops = values(&root, "w:tab", "w:pos");
    assert_eq!(stops, ["9354", "8220", "6520"]);
    assert_eq!(
        root.descendants("w:softHyphen").len(),
        4,
        "a line without letters is anchored, one in a cell behind it as well"
    );
}

#[test]
fn each_section_has_its_sheet_and_counts_from_one() {
    let root = part(&written(&everything()), "word/document.xml");
    assert_eq!(values(&root, "w:pgSz", "w:w"), ["11906", "16838", "11906"]);
    assert_eq!(values(&root, "w:pgSz", "w:orient"), ["landscape"]);
    assert_eq!(values(&root, "w:pgNumType", "w:start"), ["1"; 3]);
    assert_eq!(root.descendants("w:titlePg").len(), 3);
    assert_eq!(
        values(&root, "w:headerReference", "w:type"),
        ["default", "first", "default", "first", "default", "first"]
    );
    let inside = root.descendants("w:pPr").into_iter().filter(|property| property.find("w:sectPr").is_some());
    assert_eq!(inside.count(), 2, "the last one stands at the end of the body");
}

#[test]
fn a_tie_of_the_style_is_undone_where_the_page_says_so() {
    let loose = Par { keep_next: Some(false), ..par(Component::Muc, "I.") };
    let tied = Par { keep_next: Some(true), ..par(Component::NoiDung, "a") };
    let root = document(vec![Item::Par(loose), Item::Par(tied), item(Component::Muc, "II.")]);
    let ties: Vec<_> = root.descendants("w:keepNext").iter().map(|tie| tie.attribute("w:val")).collect();
    assert_eq!(ties, [Some("0"), None]);
    let signature = grid(0.0, &[80.0], vec![vec![item(Component::NoiNhan, "Nơi nhận:")]]);
    assert_eq!(values(&document(vec![signature]), "w:keepNext", "w:val"), ["0"], "a grid is tied as a whole or not");
}
