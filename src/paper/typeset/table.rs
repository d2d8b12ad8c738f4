//! Ruled tables: alignment of columns, heights of rows from their lines, what does not fit.
//!
//! Both writers are told every width and height, so a row breaks to the next page at the same place in
//! the PDF and in the DOCX.

use super::Setter;
use super::body::spans;
use super::columns::{Columns, columns, plain};
use super::dots;
use super::flow::{Align, FlowTable, PageSpec, Par, TableCell};
use super::metrics::PT_PER_MM;
use super::overflow::{Count, settle};
use super::rows::{self, Height, Spot, Spots};
use crate::base::diag::{Code, Diagnostic};
use crate::paper::document::{ColumnAlign, Inline, Table};
use crate::paper::norm::{self, Component};

/// Margin left and right inside a cell in mm.
pub const MARGIN_MM: f64 = 1.2;
/// Margin above and below inside a cell in points.
pub const PADDING_PT: f64 = 2.0;

/// Sets `table` to the full width of the text on `page`.
pub fn table(setter: &Setter, table: &Table, page: &PageSpec) -> FlowTable {
    let columns = columns(setter, table, page.text_width_mm());
    let mut maker = Maker::new(setter, table, &columns.widths_mm);
    let mut rows: Vec<Vec<TableCell>> =
        table.all_rows().enumerate().map(|(row, cells)| maker.row(row, cells)).collect();
    let warnings = told(table, &columns, &maker.torn, page.text_width_mm());
    let heights = rows::heights(setter, &rows, &maker.counts);
    let head = table.header.len();
    let header_pt: f64 = heights.iter().take(head).map(|row| row.pt).sum();
    let page_pt = page.text_height_mm() * PT_PER_MM;
    // A header that takes half of the page leaves too little for the rows, and is as they are.
    let repeats = header_pt <= page_pt / 2.0;
    let room_pt = if repeats { page_pt - header_pt } else { page_pt };
    let splits = |row: &usize| if *row < head { !repeats } else { heights[*row].most_pt > room_pt };
    let splitting: Vec<usize> = (0..rows.len()).filter(splits).collect();
    let bound = rows::bound(&rows, &heights, head, room_pt);
    let fixed = |(row, height): (usize, &Height)| {
        if height.doubtful || splitting.binary_search(&row).is_ok() { 0.0 } else { height.pt }
    };
    let heights_pt = heights.iter().enumerate().map(fixed).collect();
    let body = rows.split_off(head);
    FlowTable {
        columns_mm: columns.widths_mm,
        margin_mm: MARGIN_MM,
        padding_pt: PADDING_PT,
        header: rows,
        rows: body,
        heights_pt,
        after_pt: 8.0,
        keep_rows: 0,
        splitting,
        bound,
        warnings,
    }
}

struct Maker<'s> {
    setter: &'s Setter,
    table: &'s Table,
    columns_mm: &'s [f64],
    spots: Spots,
    /// How the cells of each column below the header stand.
    aligns: Vec<Align>,
    /// The lines of the cells made, row by row.
    counts: Vec<Vec<Count>>,
    torn: Vec<Torn>,
}

impl<'s> Maker<'s> {
    fn new(setter: &'s Setter, table: &'s Table, columns_mm: &'s [f64]) -> Self {
        let spots = Spots::of(table);
        let aligns = (0..table.columns()).map(|column| alignment(table, &spots, column)).collect();
        Maker { setter, table, columns_mm, spots, aligns, counts: Vec::new(), torn: Vec::new() }
    }

    fn row(&mut self, row: usize, cells: &[Vec<Inline>]) -> Vec<TableCell> {
        let is_header = row < self.table.header.len();
        let style = if is_header { Component::DauBang } else { Component::OBang };
        let (mut made, mut counts) = (Vec::with_capacity(cells.len()), Vec::with_capacity(cells.len()));
        for (column, inlines) in cells.iter().enumerate() {
            let (rows, columns) = match self.spots.at(row, column) {
                Spot::Cell { rows, columns } => (rows, columns),
                Spot::Below { columns } => (0, columns),
                Spot::Within => continue,
            };
            let Some(own_mm) = self.columns_mm.get(column..column + columns) else { continue };
            let mut par = Par::new(style, spans(self.setter, style, inlines, false));
            par.align = Some(match columns {
                _ if is_header => Align::Center,
                1 => self.aligns.get(column).copied().unwrap_or(Align::Left),
                // The heading of a section of rows is no number of its first column.
                _ => Align::Left,
            });
            let width_mm = own_mm.iter().sum::<f64>() - 2.0 * MARGIN_MM;
            dots::fit(self.setter, &mut par, width_mm);
            let settled = settle(self.setter, &mut par, width_mm);
            counts.push(settled.count(self.setter, &par, width_mm));
            self.torn.extend(settled.torn.map(|word| Torn { row, column, word }));
            made.push(TableCell { par, columns, rows });
        }
        self.counts.push(counts);
        made
    }
}

/// What of the table is torn: a table too wide for its words, or the longest signs of single columns.
fn told(table: &Table, columns: &Columns, torn: &[Torn], text_mm: f64) -> Vec<Diagnostic> {
    if !columns.hold_words {
        return vec![too_wide(table, torn, text_mm)];
    }
    let mut told = Vec::new();
    for column in 0..table.columns() {
        let mut here = torn.iter().filter(|torn| torn.column == column);
        let Some(first) = here.next() else { continue };
        let others = match here.count() {
            0 => String::new(),
            count => format!(" và {count} ô khác của cột này"),
        };
        let message = format!("`{}`{others} dài hơn cột, bị ngắt giữa chừng", first.word);
        let hint = "ngắn lại, thêm bề rộng cho cột bằng `@cot`, hoặc đặt bảng trong phụ lục ngang";
        told.push(at_row(Diagnostic::warning(Code::TT004, message).hint(hint), table, first.row));
    }
    told
}

fn too_wide(table: &Table, torn: &[Torn], text_mm: f64) -> Diagnostic {
    let count = table.columns();
    let example = torn.first().map_or(String::new(), |torn| format!(", như `{}`", torn.word));
    let message = format!("bảng {count} cột không vừa {text_mm:.0} mm: có chữ bị cắt đôi giữa dòng{example}");
    let hint = match text_mm > norm::PORTRAIT.text_width_mm() {
        true => "viết gọn tên cột, hoặc tách thành nhiều bảng",
        false => "đặt bảng trong phụ lục ngang (`@phu_luc \"…\" ngang`), viết gọn tên cột, hoặc tách thành nhiều bảng",
    };
    at_row(Diagnostic::warning(Code::TT003, message).hint(hint), table, 0)
}

fn at_row(finding: Diagnostic, table: &Table, row: usize) -> Diagnostic {
    match table.places.get(row) {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

/// A word that its column cannot hold.
struct Torn {
    /// Those of the header are counted first.
    row: usize,
    column: usize,
    word: String,
}

/// As asked for; else left for text, centre for numbers, dates and short codes.
fn alignment(table: &Table, spots: &Spots, column: usize) -> Align {
    match table.align.get(column).copied().unwrap_or_default() {
        ColumnAlign::Left => Align::Left,
        ColumnAlign::Center => Align::Center,
        ColumnAlign::Right => Align::Right,
        ColumnAlign::Auto => {
            let own = |row: usize| spots.is_narrow(row + table.header.len(), column);
            let rows = table.rows.iter().enumerate().filter(|(index, _)| own(*index));
            let texts: Vec<String> = rows.filter_map(|(_, row)| row.get(column)).map(|cell| plain(cell)).collect();
            let short = texts.iter().all(|text| text.chars().count() <= 12 && !text.contains(char::is_alphabetic));
            if short { Align::Center } else { Align::Left }
        }
    }
}
