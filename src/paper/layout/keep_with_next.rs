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
    let upper = FlowTable { after_pt: 0.0, keep_rows: 0, ..part(table, 0, at) };
    [Item::Table(upper), Item::PageBreak, Item::Table(part(table, at, table.rows.len()))]
}

/// The table with the rows below the header from `from` to `to`.
fn part(table: &FlowTable, from: usize, to: usize) -> FlowTable {
    let head = table.header.len();
    let own = |row: &usize| *row < head || (head + from..head + to).contains(row);
    let numbers = |rows: &[usize]| {
        let own = rows.iter().filter(|row| own(row)).copied();
        own.map(|row| if row < head { row } else { row - from }).collect()
    };
    let heights = table.heights_pt.iter().copied().enumerate().filter(|(row, _)| own(row));
    FlowTable {
        rows: table.rows[from..to].to_vec(),
        heights_pt: heights.map(|(_, height)| height).collect(),
        splitting: numbers(&table.splitting),
        bound: numbers(&table.bound),
        ..table.clone()
    }
}
