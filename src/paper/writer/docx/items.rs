//! From the items of the set page to the blocks of WordprocessingML, in any container.
//!
//! The body, the cells of a grid, headers and footers all hold the same items.

use super::first_guess::more_gaps;
use super::looks::ParagraphLook;
use super::paragraph::{self, Context, GAP_LINE_TWIPS, Styles};
use super::table;
use crate::paper::typeset::flow::{FlowTable, Grid, Item, Par};

/// Height of a gap at least, in points.
const GAP_LINE_PT: f64 = GAP_LINE_TWIPS as f64 / 20.0;

/// A paragraph or a table, as it will be written.
#[derive(Clone, Copy, Debug)]
pub enum Block<'a> {
    Text(&'a Par, Context),
    /// Without text.
    Bare(ParagraphLook),
    /// The number of the page.
    PageNumber(ParagraphLook),
    Grid(&'a Grid, Context),
    Table(&'a FlowTable, Context),
}

impl Block<'_> {
    fn is_paragraph(&self) -> bool {
        !matches!(self, Block::Grid(..) | Block::Table(..))
    }
}

/// The items as blocks; the last one is always a paragraph, as Word wants it.
pub fn blocks<'a>(items: &'a [Item], styles: &Styles, context: Context) -> Vec<Block<'a>> {
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
            Item::Par(par) => blocks.push(Block::Text(par, here)),
            Item::Rule(rule) => {
                below_rule = !below_rule;
                blocks.push(Block::Bare(paragraph::rule(rule, !below_rule, here)));
            }
            Item::Grid(grid) => {
                let here = Context { keep_next: context.keep_next.or(Some(grid.keep_next)), ..here };
                blocks.push(Block::Grid(grid, here));
                let mut gap_pt = grid.after_pt - table::line_below_pt(grid);
                for _ in 0..std::mem::take(&mut more).min((gap_pt / GAP_LINE_PT - 1.0) as usize) {
                    gap_pt -= GAP_LINE_PT;
                    blocks.push(Block::Bare(paragraph::gap(GAP_LINE_PT, Context { page_break: false, ..here })));
                }
                blocks.extend(gap(gap_pt, rest, here));
            }
            Item::Table(table) => {
                blocks.push(Block::Table(table, here));
                let keep_next = (table.keep_rows > 0).then_some(true);
                blocks.extend(gap(table.after_pt, rest, Context { keep_next, ..here }));
            }
            Item::PageBreak => page_break = true,
        }
    }
    if !blocks.last().is_some_and(Block::is_paragraph) {
        let here = Context { page_break, ..context };
        blocks.push(Block::Bare(if context.in_cell { paragraph::gap(0.0, here) } else { paragraph::end(here) }));
    }
    blocks
}

/// The gap below a table, where there is one on this page or Word needs a paragraph there; what ends
/// the container outside cells is left to [`blocks`].
fn gap<'a>(height_pt: f64, rest: &[Item], context: Context) -> Option<Block<'a>> {
    let below = match rest.first() {
        Some(Item::PageBreak) => 0.0,
        None if !context.in_cell => return None,
        _ => height_pt,
    };
    let next = rest.iter().find(|item| **item != Item::PageBreak);
    let needed = !matches!(next, Some(Item::Par(_) | Item::Rule(_)));
    let look = || paragraph::gap(below, Context { page_break: false, ..context });
    (needed || below > 0.0).then(|| Block::Bare(look()))
}
