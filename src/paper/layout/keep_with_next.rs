//! Takes the last rows of a table, or the last lines of a paragraph, to the next page together with what stands
//! below.
//!
//! Typst keeps whole paragraphs and whole tables with what follows, but not rows and lines. So the first of
//! the rows that must not stay behind, or the end of the paragraph, leaves a mark on its page, and what follows
//! leaves another. When the two lie on different pages, the table is cut above those rows, the paragraph above
//! those lines, a page break is put there, and the document is laid out once more. Both parts of a table have the
//! header row, as the pages of any long table have.

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::paper::typeset::flow::{Flow, FlowTable, Item};

/// What a mark is called on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The first row of table number n that goes with what follows, or the end of paragraph number n.
    Row(usize),
    /// What follows number n.
    Below(usize),
}

impl Mark {
    /// The mark as text.
    pub fn name(self) -> String {
        match self {
            Mark::Row(number) => format!("row {number}"),
            Mark::Below(number) => format!("below {number}"),
        }
    }
}

/// Whether some rows or lines of `item`, but not all, stay with what follows: only then it may need a cut.
pub fn is_marked(item: &Item) -> bool {
    match item {
        Item::Table(table) => has_kept_rows(table),
        Item::Par(par) => par.tail.is_some(),
        _ => false,
    }
}

/// Whether some rows of `table`, but not all, stay with what follows.
pub fn has_kept_rows(table: &FlowTable) -> bool {
    (1..table.rows.len()).contains(&table.keep_rows)
}

/// The number of the first marked item whose last rows or lines stand on an earlier page than what follows.
pub fn left_behind(pages: &PagedDocument) -> Option<usize> {
    let mut marks: Vec<(String, usize)> = Vec::new();
    for (number, page) in pages.pages().iter().enumerate() {
        collect(&page.frame, number, &mut marks);
    }
    let page_of = |mark: Mark| marks.iter().find(|(name, _)| *name == mark.name()).map(|(_, page)| *page);
    let pairs = (0..).map_while(|table| page_of(Mark::Row(table)).zip(page_of(Mark::Below(table))));
    pairs.enumerate().find(|(_, (row, below))| row != below).map(|(table, _)| table)
}

fn collect(frame: &Frame, page: usize, marks: &mut Vec<(String, usize)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, page, marks),
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Some(Value::Str(name)) = content.to_packed::<MetadataElem>().map(|metadata| &metadata.value) {
                    marks.push((name.to_string(), page));
                }
            }
            _ => {}
        }
    }
}

/// `flow` with a page break above the kept rows or lines of marked item `number`.
pub fn cut(mut flow: Flow, number: usize) -> Flow {
    let mut before = 0;
    for section in &mut flow.sections {
        let places: Vec<usize> = (0..section.items.len()).filter(|index| is_marked(&section.items[*index])).collect();
        if let Some(place) = number.checked_sub(before).and_then(|nth| places.get(nth).copied()) {
            let cut = match &section.items[place] {
                Item::Table(table) => halves(table),
                Item::Par(par) => {
                    let [upper, lower] = par.divided(par.tail.unwrap_or(0));
                    [Item::Par(upper), Item::PageBreak, Item::Par(lower)]
                }
                _ => return flow,
            };
            section.items.splice(place..=place, cut);
            return flow;
        }
        before += places.len();
    }
    flow
}

fn halves(table: &FlowTable) -> [Item; 3] {
    let at = table.rows.len() - table.keep_rows;
    let heights_of = |from: usize, to: usize| {
        let header = table.heights_pt.first();
        header.into_iter().chain(table.heights_pt.get(from + 1..=to).unwrap_or_default()).copied().collect()
    };
    let splitting_of = |from: usize, to: usize| {
        let rows = table.splitting.iter().filter(|row| (from + 1..=to).contains(row)).map(|row| row - from);
        table.splitting.iter().take_while(|row| **row == 0).copied().chain(rows).collect()
    };
    let upper = FlowTable {
        rows: table.rows[..at].to_vec(),
        heights_pt: heights_of(0, at),
        splitting: splitting_of(0, at),
        after_pt: 0.0,
        keep_rows: 0,
        ..table.clone()
    };
    let lower = FlowTable {
        rows: table.rows[at..].to_vec(),
        heights_pt: heights_of(at, table.rows.len()),
        splitting: splitting_of(at, table.rows.len()),
        ..table.clone()
    };
    [Item::Table(upper), Item::PageBreak, Item::Table(lower)]
}
