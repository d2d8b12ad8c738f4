//! Writes blocks, children in the order of the schema.
//!
//! Properties are written by docx-rs, mended and kept ([`Mended`]), since hundreds of a document are the same. Only the
//! elements around them and the text are written here, one block and one row after the other, so that a table takes no
//! more room than its text.

use std::borrow::Cow;

use docx_rs::{SectionProperty, Table, Text};

use super::items::{self, Block};
use super::looks::ParagraphLook;
use super::mended::{Mended, Sign, last_paragraph};
use super::paragraph::{self, Context, Styles};
use super::section::PartKind;
use super::table::{self, Cell, Content, Row};
use super::xml::DECLARATION;
use crate::paper::typeset::flow::{Flow, Par, Span};

/// What docx-rs wrote is not well-formed.
type Written = Result<(), String>;

/// The document: the last paragraph of a section carries its properties, those of the last section
/// stand at the end of the body.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn document(
    flow: &Flow,
    sections: &[SectionProperty],
    styles: &Styles,
    mended: &mut Mended,
) -> Result<Vec<u8>, String> {
    let none = SectionProperty::default();
    let (end, inner) = sections.split_last().unwrap_or((&none, &[]));
    let shell = mended.document(end)?;
    let (start, end) = shell.split_once(BODY).ok_or("the document has no body")?;
    let (start, end) = (format!("{DECLARATION}{start}{BODY}"), end.to_owned());
    let mut body = Body { xml: start, styles, mended };
    for (index, section) in flow.sections.iter().enumerate() {
        let context = Context { width_mm: section.page.text_width_mm(), ..Context::default() };
        let blocks = items::blocks(&section.items, styles, context);
        body.blocks(&blocks, inner.get(index))?;
    }
    body.xml.push_str(&end);
    Ok(body.xml.into_bytes())
}

const BODY: &str = "<w:body>";

/// A header or footer of these blocks.
///
/// # Errors
/// What docx-rs wrote that is not well-formed.
pub fn part(kind: PartKind, blocks: &[Block], styles: &Styles, mended: &mut Mended) -> Result<Vec<u8>, String> {
    let tag = mended.part(kind)?.trim_end_matches("/>");
    let start = format!("{DECLARATION}{tag}>");
    let name = tag.trim_start_matches('<').split(' ').next().unwrap_or_default().to_owned();
    let mut body = Body { xml: start, styles, mended };
    body.blocks(blocks, None)?;
    ["</", &name, ">"].iter().for_each(|piece| body.xml.push_str(piece));
    Ok(body.xml.into_bytes())
}

/// XML in the making.
struct Body<'a> {
    xml: String,
    styles: &'a Styles,
    mended: &'a mut Mended,
}

impl Body<'_> {
    /// `blocks`, the last of which carries the properties of its `section`.
    fn blocks(&mut self, blocks: &[Block], section: Option<&SectionProperty>) -> Written {
        blocks.iter().enumerate().try_for_each(|(index, block)| {
            let section = section.filter(|_| index + 1 == blocks.len());
            match block {
                Block::Text(par, context) => self.text(par, *context, section),
                Block::Bare(look) => self.paragraph(look, section, |_| Ok(())),
                Block::PageNumber(look) => self.paragraph(look, section, |body| body.sign(Sign::PageNumber)),
                Block::Grid(grid, context) => self.table(&table::grid(grid), table::grid_rows(grid, *context)),
                Block::Table(table, context) => self.table(&table::ruled(table), table::ruled_rows(table, *context)),
            }
        })
    }

    fn paragraph(
        &mut self,
        look: &ParagraphLook,
        section: Option<&SectionProperty>,
        content: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        self.element("w:p", |body| {
            match section {
                Some(section) => body.xml.push_str(&last_paragraph(look, section)?),
                None => body.xml.push_str(body.mended.paragraph(look)?),
            }
            content(body)
        })
    }

    /// A soft hyphen, which nobody sees, stands before a leader at the start of a line: LibreOffice gives a
    /// line without any letter its natural height, whatever the style says.
    fn text(&mut self, par: &Par, context: Context, section: Option<&SectionProperty>) -> Written {
        let styles = self.styles;
        let style = &styles.get(par.style);
        self.paragraph(&paragraph::text(par, style, context), section, |body| {
            let mut line_is_empty = true;
            par.spans.iter().try_for_each(|span| {
                let look = paragraph::run(span, style);
                body.element("w:r", |body| {
                    body.xml.push_str(body.mended.run(&look)?);
                    if line_is_empty && *span == Span::Leader {
                        body.xml.push_str("<w:softHyphen/>");
                    }
                    line_is_empty = *span == Span::Break;
                    match span {
                        Span::Break => body.sign(Sign::LineBreak),
                        Span::Leader => {
                            body.sign(Sign::Tab)?;
                            // In a cell LibreOffice draws no leader behind which the text ends.
                            body.xml.push_str(if context.in_cell { "<w:softHyphen/>" } else { "" });
                            Ok(())
                        }
                        Span::Text { text, bonds, .. } => {
                            body.letters(&bound(text, bonds));
                            Ok(())
                        }
                    }
                })
            })
        })
    }

    fn sign(&mut self, sign: Sign) -> Written {
        self.xml.push_str(self.mended.sign(sign)?);
        Ok(())
    }

    /// Text as docx-rs escapes it, with the element of Word in the place of each [`BOUND_HYPHEN`].
    fn letters(&mut self, text: &str) {
        let text = Text::new(text).text;
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

    fn table<'r>(&mut self, shell: &Table, mut rows: impl Iterator<Item = Row<'r>>) -> Written {
        self.element("w:tbl", |body| {
            body.xml.push_str(body.mended.table(&shell.property)?);
            body.xml.push_str(body.mended.grid(&shell.grid)?);
            rows.try_for_each(|row| body.row(&row))
        })
    }

    fn row(&mut self, row: &Row) -> Written {
        self.element("w:tr", |body| {
            body.xml.push_str(body.mended.row(&row.look)?);
            row.cells.iter().try_for_each(|cell| body.cell(cell))
        })
    }

    fn cell(&mut self, cell: &Cell) -> Written {
        let styles = self.styles;
        self.element("w:tc", |body| {
            body.xml.push_str(body.mended.cell(&cell.look)?);
            match &cell.content {
                Content::Items(items) => body.blocks(&items::blocks(items, styles, cell.context), None),
                Content::Text(par) => body.text(par, cell.context, None),
            }
        })
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

/// In text: a hyphen at which no line ends. Word has an element for it.
const BOUND_HYPHEN: char = '\u{2011}';

/// `text` with signs that do not break at `bonds`: blanks, a hyphen also before a blank, and behind any other
/// sign a joiner of no width.
fn bound<'a>(text: &'a str, bonds: &[usize]) -> Cow<'a, str> {
    if bonds.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bound = String::with_capacity(text.len() + bonds.len());
    let mut start = 0;
    for end in bonds.iter().copied().filter(|end| text.is_char_boundary(*end)) {
        let part = text.get(start..end).unwrap_or_default();
        let word = part.trim_end_matches(' ');
        match word.strip_suffix('-') {
            Some(before) => {
                bound.push_str(before);
                bound.push(BOUND_HYPHEN);
            }
            None => bound.push_str(word),
        }
        if word.ends_with(['–', '—']) || (word.len() == part.len() && !word.ends_with('-')) {
            bound.push('\u{2060}');
        }
        bound.extend(std::iter::repeat_n('\u{a0}', part.len() - word.len()));
        start = end;
    }
    bound.push_str(text.get(start..).unwrap_or_default());
    Cow::Owned(bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::layout::sample::simple;
    use crate::paper::norm::Component;

    /// A paragraph of these `spans` as it stands in the file, without its properties.
    fn written(spans: Vec<Span>) -> String {
        let (styles, mut mended) = (Styles::of(&simple(Vec::new())), Mended::default());
        let mut body = Body { xml: String::new(), styles: &styles, mended: &mut mended };
        let par = Par::new(Component::NoiDung, spans);
        body.text(&par, Context::default(), None).unwrap();
        let (_, runs) = body.xml.split_once("</w:pPr>").unwrap();
        runs.trim_end_matches("</w:p>").to_owned()
    }

    fn text(text: &str) -> Span {
        Span::text(text, false, false)
    }

    #[test]
    fn empty_text_is_text() {
        assert_eq!(written(Vec::new()), "");
        assert_eq!(written(vec![text("")]), r#"<w:r><w:t xml:space="preserve"/></w:r>"#);
    }

    #[test]
    fn a_bound_hyphen_is_an_element() {
        let mut span = text("NĐ-CP & -");
        span.bind(&["NĐ-".len(), "NĐ-CP & -".len()]);
        let wanted = r#"<w:r><w:t xml:space="preserve">NĐ</w:t><w:noBreakHyphen/><w:t xml:space="preserve">CP &amp; </w:t><w:noBreakHyphen/></w:r>"#;
        assert_eq!(written(vec![span]), wanted);
    }

    #[test]
    fn a_leader_is_anchored_where_no_letter_stands_before_it() {
        let anchors = |spans| written(spans).matches("<w:softHyphen/><w:tab/>").count();
        assert_eq!(anchors(vec![Span::Leader, Span::Leader]), 1);
        assert_eq!(anchors(vec![text("a"), Span::Leader]), 0);
        assert_eq!(anchors(vec![text("a"), Span::Break, Span::Leader, Span::Break, Span::Break, Span::Leader]), 2);
    }
}
