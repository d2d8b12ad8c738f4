//! Writes what docx-rs built, children in the order of the schema.
//!
//! What a paragraph, a run, a row or a cell is stands in the tree of docx-rs; the properties of each are written by
//! docx-rs too, mended and kept ([`Mended`]), since hundreds of a document have the same. Only the elements around them
//! and the text are written here. What docx-rs cannot say travels in the paragraph's identifier as [`Marks`], which no
//! reader of the file ever sees.

use docx_rs::{
    BuildXML, Paragraph, ParagraphChild, Run, RunChild, SectionProperty, Table, TableCell, TableCellContent,
    TableChild, TableRow, TableRowChild,
};

use super::items::Block;
use super::mended::{self, Mended};
use super::section::PartKind;
use super::xml::DECLARATION;

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

    fn of(paragraph: &Paragraph) -> Marks {
        Marks { loose: paragraph.id.contains(LOOSE), header_row: paragraph.id.contains(HEADER_ROW) }
    }
}

/// In text: a hyphen at which no line ends. Word has an element for it.
pub const BOUND_HYPHEN: char = '\u{2011}';

/// What docx-rs wrote is not well-formed.
type Written = Result<(), String>;

/// The document: the blocks of all sections, at their end the properties of the last one.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn document(sections: &[Vec<Block>], end: &SectionProperty, mended: &mut Mended) -> Result<Vec<u8>, String> {
    let shell = mended.document(end)?;
    let (start, end) = shell.split_once(BODY).ok_or("the document has no body")?;
    let (start, end) = (format!("{DECLARATION}{start}{BODY}"), end.to_owned());
    let mut body = Body { xml: start, mended };
    sections.iter().flatten().try_for_each(|block| body.block(block))?;
    body.xml.push_str(&end);
    Ok(body.xml.into_bytes())
}

const BODY: &str = "<w:body>";

/// A header or footer of these blocks.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn part(kind: PartKind, blocks: &[Block], mended: &mut Mended) -> Result<Vec<u8>, String> {
    let tag = mended.part(kind)?.trim_end_matches("/>");
    let start = format!("{DECLARATION}{tag}>");
    let name = tag.trim_start_matches('<').split(' ').next().unwrap_or_default().to_owned();
    let mut body = Body { xml: start, mended };
    blocks.iter().try_for_each(|block| body.block(block))?;
    ["</", &name, ">"].iter().for_each(|piece| body.xml.push_str(piece));
    Ok(body.xml.into_bytes())
}

/// XML in the making.
struct Body<'a> {
    xml: String,
    mended: &'a mut Mended,
}

impl Body<'_> {
    fn block(&mut self, block: &Block) -> Written {
        match block {
            TableCellContent::Paragraph(paragraph) => self.paragraph(paragraph),
            TableCellContent::Table(table) => self.table(table),
            TableCellContent::StructuredDataTag(other) => self.other(other),
            TableCellContent::TableOfContents(other) => self.other(other),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Written {
        let loose = Marks::of(paragraph).loose;
        self.element("w:p", |body| {
            body.xml.push_str(body.mended.paragraph(&paragraph.property, loose)?);
            let mut line_is_empty = true;
            paragraph.children.iter().try_for_each(|child| match child {
                ParagraphChild::Run(run) => body.run(run, &mut line_is_empty),
                other => body.other(other),
            })
        })
    }

    /// Puts a soft hyphen, which nobody sees, before a leader at the start of a line: LibreOffice gives a
    /// line without any letter its natural height, whatever the style says.
    fn run(&mut self, run: &Run, line_is_empty: &mut bool) -> Written {
        self.element("w:r", |body| {
            body.xml.push_str(body.mended.run(&run.run_property)?);
            run.children.iter().try_for_each(|child| {
                if *line_is_empty && matches!(child, RunChild::Tab(_)) {
                    body.xml.push_str("<w:softHyphen/>");
                }
                *line_is_empty &= !matches!(child, RunChild::Tab(_) | RunChild::Text(_));
                *line_is_empty |= matches!(child, RunChild::Break(_));
                match child {
                    RunChild::Text(text) => body.text(&text.text),
                    other => body.xml.push_str(body.mended.sign(other)?),
                }
                Ok(())
            })
        })
    }

    /// Text as docx-rs has escaped it, with the element of Word in the place of each [`BOUND_HYPHEN`].
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            self.xml.push_str(r#"<w:t xml:space="preserve"/>"#);
        }
        for (index, part) in text.split(BOUND_HYPHEN).enumerate() {
            if index > 0 {
                self.xml.push_str("<w:noBreakHyphen/>");
            }
            if !part.is_empty() {
                [r#"<w:t xml:space="preserve">"#, part, "</w:t>"].iter().for_each(|piece| self.xml.push_str(piece));
            }
        }
    }

    fn table(&mut self, table: &Table) -> Written {
        self.element("w:tbl", |body| {
            body.xml.push_str(body.mended.table(&table.property)?);
            body.xml.push_str(body.mended.grid(&table.grid)?);
            table.rows.iter().try_for_each(|TableChild::TableRow(row)| body.row(row))
        })
    }

    fn row(&mut self, row: &TableRow) -> Written {
        self.element("w:tr", |body| {
            body.xml.push_str(body.mended.row(&row.property, repeats(row))?);
            row.cells.iter().try_for_each(|TableRowChild::TableCell(cell)| body.cell(cell))
        })
    }

    /// A cell; where it does not end with a paragraph docx-rs knows what is missing.
    fn cell(&mut self, cell: &TableCell) -> Written {
        if !matches!(cell.children.last(), Some(TableCellContent::Paragraph(_))) {
            return self.other(cell);
        }
        self.element("w:tc", |body| {
            body.xml.push_str(body.mended.cell(&cell.property)?);
            cell.children.iter().try_for_each(|block| body.block(block))
        })
    }

    /// What is written by docx-rs alone.
    fn other(&mut self, element: &impl BuildXML) -> Written {
        self.xml.push_str(&mended::mended(element, None)?);
        Ok(())
    }

    /// The element called `name` around what `content` writes.
    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self) -> Written) -> Written {
        ["<", name, ">"].iter().for_each(|piece| self.xml.push_str(piece));
        let start = self.xml.len();
        content(self)?;
        if self.xml.len() > start {
            ["</", name, ">"].iter().for_each(|piece| self.xml.push_str(piece));
        } else {
            self.xml.truncate(start - 1);
            self.xml.push_str("/>");
        }
        Ok(())
    }
}

/// Whether one of the paragraphs in `row` says that it repeats.
fn repeats(row: &TableRow) -> bool {
    let blocks = row.cells.iter().flat_map(|TableRowChild::TableCell(cell)| &cell.children);
    let mut marks = blocks.filter_map(|block| match block {
        TableCellContent::Paragraph(paragraph) => Some(Marks::of(paragraph)),
        _ => None,
    });
    marks.any(|marks| marks.header_row)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `block` as it stands in the file.
    fn written(block: &Block) -> String {
        let mut mended = Mended::default();
        let mut body = Body { xml: String::new(), mended: &mut mended };
        body.block(block).unwrap();
        body.xml
    }

    fn paragraph(marks: Marks, runs: Vec<Run>) -> Paragraph {
        let children = runs.into_iter().map(|run| ParagraphChild::Run(Box::new(run))).collect();
        Paragraph { id: marks.id(), children, ..Paragraph::new() }
    }

    fn of_runs(runs: Vec<Run>) -> String {
        written(&TableCellContent::Paragraph(Box::new(paragraph(Marks::default(), runs))))
    }

    fn of_cell(cell: TableCell) -> String {
        written(&TableCellContent::Table(Box::new(Table::new(vec![TableRow::new(vec![cell])]))))
    }

    #[test]
    fn a_paragraph_that_says_nothing_is_one_tag() {
        assert_eq!(of_runs(Vec::new()), "<w:p/>");
        assert_eq!(of_runs(vec![Run::new()]), "<w:p><w:r/></w:p>");
        let empty = r#"<w:p><w:r><w:t xml:space="preserve"/></w:r></w:p>"#;
        assert_eq!(of_runs(vec![Run::new().add_text("")]), empty);
    }

    #[test]
    fn a_bound_hyphen_is_an_element() {
        let given = format!("NĐ{BOUND_HYPHEN}CP & {BOUND_HYPHEN}");
        let wanted = r#"<w:p><w:r><w:t xml:space="preserve">NĐ</w:t><w:noBreakHyphen/><w:t xml:space="preserve">CP &amp; </w:t><w:noBreakHyphen/></w:r></w:p>"#;
        assert_eq!(of_runs(vec![Run::new().add_text(given)]), wanted);
    }

    #[test]
    fn a_leader_is_anchored_where_no_letter_stands_before_it() {
        let anchors = |runs| of_runs(runs).matches("<w:softHyphen/><w:tab/>").count();
        let tab = || Run::new().add_tab();
        let text = || Run::new().add_text("a");
        let line = || Run::new().add_break(docx_rs::BreakType::TextWrapping);
        assert_eq!(anchors(vec![tab(), tab()]), 1);
        assert_eq!(anchors(vec![text(), tab()]), 0);
        assert_eq!(anchors(vec![text(), line(), tab(), line(), line(), tab()]), 2);
    }

    #[test]
    fn marks_become_properties() {
        let marks = Marks { loose: true, header_row: true };
        let marked = of_cell(TableCell::new().add_paragraph(paragraph(marks, Vec::new())));
        let wanted = r#"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:pPr><w:keepNext w:val="0"/></w:pPr></w:p></w:tc></w:tr>"#;
        assert!(marked.contains(wanted), "{marked}");
        let plain = of_cell(TableCell::new().add_paragraph(paragraph(Marks::default(), Vec::new())));
        assert!(plain.contains("<w:tr><w:tc><w:p/></w:tc></w:tr>"), "{plain}");
    }

    #[test]
    fn what_only_docx_rs_writes_is_not_dropped() {
        assert!(of_cell(TableCell::new()).contains("<w:tc><w:p/></w:tc>"), "a cell ends with a paragraph");
        let ends = of_cell(TableCell::new().add_table(Table::new(Vec::new())));
        assert!(ends.contains("<w:tblGrid/></w:tbl><w:p/></w:tc>"), "{ends}");
        let link = Paragraph::new().id("").add_bookmark_start(1, "a").add_bookmark_end(1);
        let wanted = r#"<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>"#;
        assert_eq!(written(&TableCellContent::Paragraph(Box::new(link))), wanted);
    }
}
