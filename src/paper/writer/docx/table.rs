//! Tables: the invisible grids of letterhead and signatures, and the ruled ones.
//!
//! Both have fixed columns, rows that never split, and every margin said aloud, so that nothing
//! depends on what a reader takes for its default. Rows are made one after the other as they are written: a table may
//! have tens of thousands.

use docx_rs::{
    BorderType, Table, TableBorder, TableBorderPosition, TableBorders, TableCellMargins, TableLayoutType, WidthType,
};

use super::looks::{CellLook, RowLook};
use super::measure::{column_widths, eighths, length, twentieths, twips};
use super::paragraph::Context;
use crate::paper::norm;
use crate::paper::typeset::flow::{FlowTable, Grid, GridCell, Item, Par, TableCell, spread};

/// A row as it will be written.
pub struct Row<'a> {
    pub look: RowLook,
    pub cells: Vec<Cell<'a>>,
}

/// A cell of a [`Row`].
pub struct Cell<'a> {
    pub look: CellLook,
    pub content: Content<'a>,
    pub context: Context,
}

/// What stands in a cell.
pub enum Content<'a> {
    Items(&'a [Item]),
    Text(&'a Par),
}

/// Width of the lines of a table in twips.
fn line_twips() -> i32 {
    twentieths(norm::BORDER_PT)
}

/// Columns side by side without lines; without its rows.
pub fn grid(grid: &Grid) -> Table {
    let widths = column_widths(&grid.columns_mm);
    Table::without_borders(Vec::new())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .indent(twips(grid.left_mm))
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .set_grid(widths)
}

/// The rows of `grid`.
pub fn grid_rows(grid: &Grid, context: Context) -> impl Iterator<Item = Row<'_>> {
    let widths = column_widths(&grid.columns_mm);
    grid.rows.iter().enumerate().map(move |(index, row)| {
        let keep_next = if index + 1 < grid.rows.len() && !grid.splits { Some(true) } else { context.keep_next };
        let context = Context { page_break: context.page_break && index == 0, keep_next, ..context };
        let sizes = widths.iter().zip(&grid.columns_mm);
        let cells = row.iter().zip(sizes).enumerate().map(|(index, (cell, (width, width_mm)))| {
            let page_break = context.page_break && index == 0;
            grid_cell(cell, *width, Context { width_mm: *width_mm, page_break, in_cell: true, ..context })
        });
        let height_mm = row.iter().map(|cell| cell.height_mm).fold(0.0, f64::max);
        let look = RowLook { height: twips(height_mm), splits: grid.splits, repeats: false };
        Row { look, cells: cells.collect() }
    })
}

fn grid_cell(cell: &GridCell, width: usize, context: Context) -> Cell<'_> {
    let ink = cell.border;
    let look = CellLook { width, columns: 1, rows: 1, above: None, centred: ink.is_some(), ink };
    Cell { look, content: Content::Items(&cell.items), context }
}

/// Height that the lower lines of the last row add below a grid, in points.
pub fn line_below_pt(grid: &Grid) -> f64 {
    let bordered = grid.rows.last().is_some_and(|row| row.iter().any(|cell| cell.border.is_some()));
    if bordered { norm::BORDER_PT } else { 0.0 }
}

/// A ruled table without its rows.
pub fn ruled(table: &FlowTable) -> Table {
    let widths = column_widths(&table.columns_mm);
    let side = length(twips(table.margin_mm));
    let padding = twentieths(table.padding_pt);
    let margins = TableCellMargins::new().margin(length(padding - line_twips()), side, length(padding), side);
    Table::new(Vec::new())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .indent(twips(table.margin_mm))
        .margins(margins)
        .set_borders(lines())
        .set_grid(widths)
}

/// The rows of a ruled table. The upper line of a row stands inside the row, so the margin above the text is
/// smaller by its width and the row comes out as high as `heights_pt` says. The last line of a page
/// stands below its row: the first row, which is on every page with the header, gives up that height.
pub fn ruled_rows(table: &FlowTable, context: Context) -> impl Iterator<Item = Row<'_>> {
    let widths = column_widths(&table.columns_mm);
    let sizes: Vec<(usize, f64)> = widths.into_iter().zip(table.columns_mm.iter().copied()).collect();
    let heights = table.heights_pt.iter().copied().chain(std::iter::repeat(0.0));
    let rows = table.all_rows().zip(heights).enumerate();
    let head = table.header.len();
    let kept = head + table.rows.len().saturating_sub(table.keep_rows);
    rows.filter(|(_, (cells, _))| !cells.is_empty()).map(move |(index, (cells, height_pt))| {
        let splits = table.splitting.binary_search(&index).is_ok();
        let repeats = index < head && !splits;
        let stays = repeats || index >= kept || table.bound.binary_search(&index).is_ok();
        let keep_next = if stays { Some(true) } else { context.keep_next };
        let context = Context { keep_next, page_break: context.page_break && index == 0, ..context };
        let gives_up = repeats && index == 0;
        let above = gives_up.then(|| length(twentieths(table.padding_pt) - 2 * line_twips()));
        let look = CellLook { width: 0, columns: 1, rows: 1, above, centred: repeats, ink: None };
        let below = if gives_up { line_twips() } else { 0 };
        let height = twentieths(height_pt) - below;
        Row { look: RowLook { height, splits, repeats }, cells: ruled_cells(cells, table, &sizes, look, context) }
    })
}

/// The cells of a row, which are like `look` but for the columns and rows that they take.
fn ruled_cells<'a>(
    cells: &'a [TableCell],
    table: &FlowTable,
    sizes: &[(usize, f64)],
    look: CellLook,
    context: Context,
) -> Vec<Cell<'a>> {
    let cells = spread(cells, sizes).enumerate().map(|(index, (cell, own))| {
        let width_mm = own.iter().map(|(_, width_mm)| width_mm).sum::<f64>() - 2.0 * table.margin_mm;
        let width = own.iter().map(|(width, _)| width).sum();
        let look = CellLook { width, columns: cell.columns, rows: cell.rows, ..look };
        let page_break = context.page_break && index == 0;
        let context = Context { width_mm, page_break, in_cell: true, ..context };
        Cell { look, content: Content::Text(&cell.par), context }
    });
    cells.collect()
}

fn lines() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(TableBorders::with_empty(), |borders, side| {
        borders.set(TableBorder::new(side).border_type(BorderType::Single).size(eighths(norm::BORDER_PT)))
    })
}
