//! Keeps headings with their text in LibreOffice, whatever number of paragraphs stands before them.
//!
//! LibreOffice (7.4, measured) first guesses that a page holds 25 paragraphs, rows of tables counted, and lays out
//! each such lot before it looks at the next. A heading that ends the first lot forgets that it stays with what
//! follows, and may be left at the foot of the page. So where that would be, the gap below the letterhead consists of
//! more paragraphs than one, of the same height together, and the lot ends earlier. Word sees no difference.

use super::paragraph::Styles;
use crate::paper::typeset::flow::{Item, Par};

/// Paragraphs of the first lot.
const LOT: usize = 25;

/// How many paragraphs the gap below the grid that begins `items` must have beyond one.
pub fn more_gaps(items: &[Item], styles: &Styles) -> usize {
    if !matches!(items.first(), Some(Item::Grid(_))) {
        return 0;
    }
    let mut kept = Vec::with_capacity(LOT);
    for item in items {
        match item {
            Item::Par(par) => kept.push(stays(par, styles)),
            Item::Rule(rule) => kept.push(rule.keep_next),
            // Its rows, and the gap below.
            Item::Grid(grid) => kept.extend(std::iter::repeat_n(grid.keep_next, grid.rows.len() + 1)),
            Item::Table(_) | Item::PageBreak => break,
        }
    }
    let last_of_lot = kept.get(..LOT).unwrap_or_default().iter().rev();
    let more = last_of_lot.take_while(|stays| **stays).count();
    if more < LOT { more } else { 0 }
}

/// Whether `par` stays with what follows.
fn stays(par: &Par, styles: &Styles) -> bool {
    par.tail.is_none() && par.keep_next.unwrap_or(styles.get(par.style).keep_next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::layout::sample::{body, cell, grid, par, simple};
    use crate::paper::norm::Component;
    use crate::paper::typeset::flow::Grid;

    /// The gaps of a letterhead of two rows over `before` paragraphs of text, `headings` and text.
    fn gaps(before: usize, headings: usize) -> usize {
        let row = || vec![cell(vec![body("x")])];
        let head = Grid { after_pt: 13.0, keep_next: true, ..grid(&[80.0], vec![row(), row()]) };
        let heading = |_| Item::Par(par(Component::Muc, "I. ĐỀ MỤC"));
        let text = (0..before).map(|_| body("Dòng."));
        let items: Vec<Item> = [Item::Grid(head)]
            .into_iter()
            .chain(text)
            .chain((0..headings).map(heading))
            .chain([body("Sau đề mục."), body("Hết.")])
            .collect();
        let flow = simple(items);
        more_gaps(&flow.sections[0].items, &Styles::of(&flow))
    }

    #[test]
    fn no_heading_ends_the_first_lot() {
        // Two rows, the gap, 21 lines: the heading is number 25.
        assert_eq!([gaps(20, 1), gaps(21, 1), gaps(22, 1)], [0, 1, 0]);
        assert_eq!([gaps(19, 2), gaps(20, 2), gaps(21, 2), gaps(22, 2)], [0, 2, 1, 0]);
        assert_eq!(gaps(3, 2), 0);
    }
}
