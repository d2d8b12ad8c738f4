//! From the items of the set page to the blocks of WordprocessingML, in any container.
//!
//! The body, the cells of a grid, headers and footers all hold the same items.

use docx_rs::{Paragraph, TableCellContent};

use super::first_guess::more_gaps;
use super::paragraph::{self, Context, GAP_LINE_TWIPS, Styles};
use super::table;
use crate::paper::typeset::flow::Item;

/// Height of a gap at least, in points.
const GAP_LINE_PT: f64 = GAP_LINE_TWIPS as f64 / 20.0;

/// A block as docx-rs knows it: a paragraph or a table.
pub type Block = TableCellContent;

/// The items as blocks; the last one is always a paragraph, as Word wants it.
pub fn blocks(items: &[Item], styles: &Styles, context: Context) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(items.len() + 1);
    let mut page_break = context.page_break;
    let mut below_rule = false;
    let mut more = more_gaps(items, styles);
    for (index, item) in items.iter().enumerate() {
        let here = Context { page_break, ..context };
        let rest = items.get(index + 1..).unwrap_or_default();
        page_break = false;
        below_rule &= matches!(item, Item::Rule(_));
        match item {
            Item::Par(par) => push(&mut blocks, paragraph::paragraph(par, styles, here)),
            Item::Rule(rule) => {
                below_rule = !below_rule;
                push(&mut blocks, paragraph::rule(rule, !below_rule, here));
            }
            Item::Grid(grid) => {
                let here = Context { keep_next: context.keep_next.or(Some(grid.keep_next)), ..here };
                blocks.push(Block::Table(Box::new(table::grid(grid, styles, here))));
                let mut gap_pt = grid.after_pt - table::line_below_pt(grid);
                for _ in 0..std::mem::take(&mut more).min((gap_pt / GAP_LINE_PT - 1.0) as usize) {
                    gap_pt -= GAP_LINE_PT;
                    push(&mut blocks, paragraph::gap(GAP_LINE_PT, Context { page_break: false, ..here }));
                }
                push_gap(&mut blocks, gap_pt, rest, here);
            }
            Item::Table(table) => {
                blocks.push(Block::Table(Box::new(table::ruled(table, styles, here))));
                let keep_next = (table.keep_rows > 0).then_some(true);
                push_gap(&mut blocks, table.after_pt, rest, Context { keep_next, ..here });
            }
            Item::PageBreak => page_break = true,
        }
    }
    if !matches!(blocks.last(), Some(Block::Paragraph(_))) {
        let here = Context { page_break, ..context };
        push(&mut blocks, if context.in_cell { paragraph::gap(0.0, here) } else { paragraph::end(here) });
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, paragraph: Box<Paragraph>) {
    blocks.push(Block::Paragraph(paragraph));
}

/// The gap below a table, where there is one on this page or Word needs a paragraph there; what ends
/// the container outside cells is left to [`blocks`].
fn push_gap(blocks: &mut Vec<Block>, height_pt: f64, rest: &[Item], context: Context) {
    let below = match rest.first() {
        Some(Item::PageBreak) => 0.0,
        None if !context.in_cell => return,
        _ => height_pt,
    };
    let next = rest.iter().find(|item| **item != Item::PageBreak);
    let needed = !matches!(next, Some(Item::Par(_) | Item::Rule(_)));
    if needed || below > 0.0 {
        push(blocks, paragraph::gap(below, Context { page_break: false, ..context }));
    }
}
