//! Ruled tables: alignment of columns, heights of rows from their lines, what does not fit.
//!
//! Both writers are told every width and height, so a row breaks to the next page at the same place in
//! the PDF and in the DOCX.

use super::Setter;
use super::body::spans;
use super::columns::{Columns, columns, plain};
use super::flow::{Align, FlowTable, PageSpec, Par, TableCell, spread};
use super::metrics::PT_PER_MM;
use super::overflow::{lines, settle};
use crate::base::diag::{Code, Diagnostic};
use crate::paper::document::{ColumnAlign, Inline, Table};
use crate::paper::norm::{self, Component};

/// Margin left and right inside a cell in mm.
pub const MARGIN_MM: f64 = 1.2;
/// Margin above and below inside a cell in points.
const PADDING_PT: f64 = 2.0;

/// Sets `table` to the full width of the text on `page`.
pub fn table(setter: &Setter, table: &Table, page: &PageSpec) -> FlowTable {
    let columns = columns(setter, table, page.text_width_mm());
    let aligns: Vec<Align> = (0..table.header.len()).map(|column| alignment(table, column)).collect();
    let centred = vec![Align::Center; aligns.len()];
    let mut maker = Maker { setter, table, columns_mm: &columns.widths_mm, torn: Vec::new() };
    let header = maker.row(0, Component::DauBang, &table.header, &centred);
    let rows = table.rows.iter().enumerate();
    let rows: Vec<Vec<TableCell>> =
        rows.map(|(index, cells)| maker.row(index + 1, Component::OBang, cells, &aligns)).collect();
    let warnings = told(table, &columns, &maker.torn, page.text_width_mm());
    let columns_mm = columns.widths_mm;
    let all = std::iter::once(&header).chain(&rows);
    let heights: Vec<Height> = all.map(|cells| height(setter, cells, &columns_mm)).collect();
    let splitting = splitting(&heights, page.text_height_mm() * PT_PER_MM);
    let fixed = |(index, height): (usize, &Height)| {
        if height.doubtful || splitting.contains(&index) { 0.0 } else { height.pt }
    };
    let heights_pt = heights.iter().enumerate().map(fixed).collect();
    FlowTable {
        columns_mm,
        margin_mm: MARGIN_MM,
        padding_pt: PADDING_PT,
        header,
        rows,
        heights_pt,
        after_pt: 8.0,
        keep_rows: 0,
        splitting,
        warnings,
    }
}

/// The rows, header first, that a page of `page_pt` cannot hold below the header. A header that takes
/// half of the page leaves too little for the rows, and is one of them.
fn splitting(heights: &[Height], page_pt: f64) -> Vec<usize> {
    let header_pt = heights.first().map_or(0.0, |header| header.pt);
    let splits = header_pt > page_pt / 2.0;
    let room_pt = if splits { page_pt } else { page_pt - header_pt };
    let rows = heights.iter().enumerate().skip(1).filter(|(_, height)| height.most_pt > room_pt);
    splits.then_some(0).into_iter().chain(rows.map(|(index, _)| index)).collect()
}

struct Maker<'s> {
    setter: &'s Setter,
    table: &'s Table,
    columns_mm: &'s [f64],
    torn: Vec<Torn>,
}

impl Maker<'_> {
    fn row(&mut self, row: usize, style: Component, cells: &[Vec<Inline>], aligns: &[Align]) -> Vec<TableCell> {
        let mut made = Vec::with_capacity(cells.len());
        for (column, (inlines, align)) in cells.iter().zip(aligns).enumerate() {
            let columns = self.taken(row, column);
            let Some(own_mm) = self.columns_mm.get(column..column + columns).filter(|own| !own.is_empty()) else {
                continue;
            };
            let mut par = Par::new(style, spans(self.setter, style, inlines, false));
            // The heading of a section of rows is no number of its first column.
            par.align = Some(if columns > 1 && row > 0 { Align::Left } else { *align });
            let torn = settle(self.setter, &mut par, own_mm.iter().sum::<f64>() - 2.0 * MARGIN_MM);
            self.torn.extend(torn.map(|word| Torn { row, column, word }));
            made.push(TableCell { par, columns });
        }
        made
    }

    /// How many columns the cell takes; none when it is one with the cell at its left.
    fn taken(&self, row: usize, column: usize) -> usize {
        let joined = |column: usize| self.table.joined.contains(&(row, column));
        if joined(column) { 0 } else { 1 + (column + 1..).take_while(|next| joined(*next)).count() }
    }
}

/// What the fullest cell of a row needs.
struct Height {
    pt: f64,
    /// With one line more where rounding decides.
    most_pt: f64,
    doubtful: bool,
}

fn height(setter: &Setter, cells: &[TableCell], columns: &[f64]) -> Height {
    let (mut most, mut pitch, mut doubtful) = (1, 0.0_f64, false);
    for (cell, own_mm) in spread(cells, columns) {
        let (count, near) = lines(setter, &cell.par, own_mm.iter().sum::<f64>() - 2.0 * MARGIN_MM);
        pitch = pitch.max(setter.style(cell.par.style).pitch_pt);
        most = most.max(count);
        doubtful |= near;
    }
    let pt = most as f64 * pitch + 2.0 * PADDING_PT;
    Height { pt, most_pt: pt + if doubtful { pitch } else { 0.0 }, doubtful }
}

/// What of the table is torn: a table too wide for its words, or the longest signs of single columns.
fn told(table: &Table, columns: &Columns, torn: &[Torn], text_mm: f64) -> Vec<Diagnostic> {
    if !columns.hold_words {
        return vec![too_wide(table, torn, text_mm)];
    }
    let mut told = Vec::new();
    for column in 0..table.header.len() {
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
    let count = table.header.len();
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
    /// The header is row 0.
    row: usize,
    column: usize,
    word: String,
}

/// As asked for; else left for text, centre for numbers, dates and short codes.
fn alignment(table: &Table, column: usize) -> Align {
    match table.align.get(column).copied().unwrap_or_default() {
        ColumnAlign::Left => Align::Left,
        ColumnAlign::Center => Align::Center,
        ColumnAlign::Right => Align::Right,
        ColumnAlign::Auto => {
            let alone = |row: usize| [column, column + 1].iter().all(|at| !table.joined.contains(&(row + 1, *at)));
            let rows = table.rows.iter().enumerate().filter(|(index, _)| alone(*index));
            let texts: Vec<String> = rows.filter_map(|(_, row)| row.get(column)).map(|cell| plain(cell)).collect();
            let short = texts.iter().all(|text| text.chars().count() <= 12 && !text.contains(char::is_alphabetic));
            if short { Align::Center } else { Align::Left }
        }
    }
}
