//! Tables: the invisible grids of letterhead and signatures, and the ruled ones.
//!
//! Both have fixed columns, rows that never split, and every margin said aloud, so that nothing
//! depends on what a reader takes for its default.

use docx_rs::{
    BorderType, HeightRule, Table, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType,
    WidthType,
};

use super::items::{self, Block};
use super::measure::{column_widths, eighths, length, twentieths, twips};
use super::paragraph::{self, Context, Styles};
use crate::paper::norm;
use crate::paper::typeset::flow::{FlowTable, Grid, GridCell, TableCell as FlowCell, spread};

/// Width of the lines of a table in twips.
fn line_twips() -> i32 {
    twentieths(norm::BORDER_PT)
}

/// Columns side by side without lines.
pub fn grid(grid: &Grid, styles: &Styles, context: Context) -> Table {
    let widths = column_widths(&grid.columns_mm);
    let rows = grid.rows.iter().enumerate().map(|(index, row)| {
        let keep_next = if index + 1 < grid.rows.len() && !grid.splits { Some(true) } else { context.keep_next };
        let context = Context { page_break: context.page_break && index == 0, keep_next, ..context };
        grid_row(row, grid, &widths, styles, context)
    });
    Table::without_borders(rows.collect())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .indent(twips(grid.left_mm))
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .set_grid(widths)
}

fn grid_row(row: &[GridCell], grid: &Grid, widths: &[usize], styles: &Styles, context: Context) -> TableRow {
    let sizes = widths.iter().zip(&grid.columns_mm);
    let cells = row.iter().zip(sizes).enumerate().map(|(index, (cell, (width, width_mm)))| {
        let page_break = context.page_break && index == 0;
        let context = Context { width_mm: *width_mm, page_break, in_cell: true, ..context };
        grid_cell(cell, *width, styles, context)
    });
    let height_mm = row.iter().map(|cell| cell.height_mm).fold(0.0, f64::max);
    let made = TableRow::new(cells.collect());
    tall(if grid.splits { made } else { made.cant_split() }, twips(height_mm))
}

fn grid_cell(cell: &GridCell, width: usize, styles: &Styles, context: Context) -> TableCell {
    let blocks = items::blocks(&cell.items, styles, context);
    let mut made = TableCell::new().width(width, WidthType::Dxa);
    made.children = blocks;
    let Some(ink) = cell.border else { return made };
    use TableCellBorderPosition::{Bottom, Left, Right, Top};
    let borders = [Top, Left, Bottom, Right].into_iter().fold(TableCellBorders::with_empty(), |borders, side| {
        let line = TableCellBorder::new(side).border_type(BorderType::Single).size(eighths(norm::BORDER_PT));
        borders.set(line.color(ink.hex()))
    });
    made.set_borders(borders).vertical_align(VAlignType::Center)
}

/// Height that the lower lines of the last row add below a grid, in points.
pub fn line_below_pt(grid: &Grid) -> f64 {
    let bordered = grid.rows.last().is_some_and(|row| row.iter().any(|cell| cell.border.is_some()));
    if bordered { norm::BORDER_PT } else { 0.0 }
}

/// A ruled table. The upper line of a row stands inside the row, so the margin above the text is
/// smaller by its width and the row comes out as high as `heights_pt` says. The last line of a page
/// stands below its row: the first row, which is on every page with the header, gives up that height.
pub fn ruled(table: &FlowTable, styles: &Styles, context: Context) -> Table {
    let widths = column_widths(&table.columns_mm);
    let heights = table.heights_pt.iter().copied().chain(std::iter::repeat(0.0));
    let rows = table.all_rows().zip(heights).enumerate();
    let head = table.header.len();
    let kept = head + table.rows.len().saturating_sub(table.keep_rows);
    let rows = rows.filter(|(_, (cells, _))| !cells.is_empty()).map(|(index, (cells, height_pt))| {
        let splits = table.splitting.binary_search(&index).is_ok();
        let header_row = index < head && !splits;
        let stays = header_row || index >= kept || table.bound.binary_search(&index).is_ok();
        let keep_next = if stays { Some(true) } else { context.keep_next };
        let context = Context { header_row, keep_next, page_break: context.page_break && index == 0, ..context };
        let gives_up = header_row && index == 0;
        let row = ruled_row(cells, table, &widths, styles, context, gives_up);
        let below = if gives_up { line_twips() } else { 0 };
        tall(if splits { row } else { row.cant_split() }, twentieths(height_pt) - below)
    });
    let side = length(twips(table.margin_mm));
    let padding = twentieths(table.padding_pt);
    let margins = TableCellMargins::new().margin(length(padding - line_twips()), side, length(padding), side);
    Table::new(rows.collect())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .indent(twips(table.margin_mm))
        .margins(margins)
        .set_borders(lines())
        .set_grid(widths)
}

/// A row; one that `gives_up` a line has so much less above its text.
fn ruled_row(
    cells: &[FlowCell],
    table: &FlowTable,
    widths: &[usize],
    styles: &Styles,
    context: Context,
    gives_up: bool,
) -> TableRow {
    let sizes: Vec<(usize, f64)> = widths.iter().copied().zip(table.columns_mm.iter().copied()).collect();
    let cells = spread(cells, &sizes).enumerate().map(|(index, (cell, own))| {
        let width_mm = own.iter().map(|(_, width_mm)| width_mm).sum::<f64>() - 2.0 * table.margin_mm;
        let width: usize = own.iter().map(|(width, _)| width).sum();
        let context = Context { width_mm, page_break: context.page_break && index == 0, ..context };
        let paragraph = paragraph::paragraph(&cell.par, styles, context);
        let mut made = merged(cell, TableCell::new().width(width, WidthType::Dxa));
        made.children.push(Block::Paragraph(paragraph));
        if gives_up {
            let above = length(twentieths(table.padding_pt) - 2 * line_twips());
            made.property = made.property.margin_top(above, WidthType::Dxa);
        }
        if context.header_row {
            made.property = made.property.vertical_align(VAlignType::Center);
        }
        made
    });
    TableRow::new(cells.collect())
}

/// `made` over the rows and columns of `cell`.
fn merged(cell: &FlowCell, mut made: TableCell) -> TableCell {
    if cell.columns > 1 {
        made = made.grid_span(cell.columns);
    }
    match cell.rows {
        0 => made.vertical_merge(VMergeType::Continue),
        1 => made,
        _ => made.vertical_merge(VMergeType::Restart),
    }
}

fn tall(row: TableRow, height: i32) -> TableRow {
    if height <= 0 {
        return row;
    }
    row.row_height(height as f32).height_rule(HeightRule::AtLeast)
}

fn lines() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(TableBorders::with_empty(), |borders, side| {
        borders.set(TableBorder::new(side).border_type(BorderType::Single).size(eighths(norm::BORDER_PT)))
    })
}
