//! Ruled tables: widths of columns from their words, heights of rows from their lines.
//!
//! Both writers are told every width and height, so a row breaks to the next page at the same place in
//! the PDF and in the DOCX.

use super::Setter;
use super::body::spans;
use super::flow::{Align, FlowTable, PageSpec, Par, TableCell};
use super::metrics::PT_PER_MM;
use super::overflow::{force_breaks, lines};
use crate::paper::document::{ColumnAlign, Inline, Table};
use crate::paper::norm::Component;

/// Margin left and right inside a cell in mm.
const MARGIN_MM: f64 = 1.2;
/// Margin above and below inside a cell in points.
const PADDING_PT: f64 = 2.0;
/// Room beyond the longest word of a column in mm.
const SLACK_MM: f64 = 0.4;

/// Sets `table` to the full width of the text on `page`.
pub fn table(setter: &Setter, table: &Table, page: &PageSpec) -> FlowTable {
    let columns_mm = columns(setter, table, page.text_width_mm());
    let aligns: Vec<Align> = (0..table.header.len()).map(|column| alignment(table, column)).collect();
    let header = row(setter, Component::DauBang, &table.header, &columns_mm, &vec![Align::Center; aligns.len()]);
    let rows: Vec<Vec<TableCell>> =
        table.rows.iter().map(|cells| row(setter, Component::OBang, cells, &columns_mm, &aligns)).collect();
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

fn row(setter: &Setter, style: Component, cells: &[Vec<Inline>], columns: &[f64], aligns: &[Align]) -> Vec<TableCell> {
    let cell = |((inlines, column), align): ((&Vec<Inline>, &f64), &Align)| {
        let mut par = Par::new(style, spans(setter, style, inlines, false));
        par.align = Some(*align);
        force_breaks(setter, &mut par, column - 2.0 * MARGIN_MM);
        TableCell { par }
    };
    cells.iter().zip(columns).zip(aligns).map(cell).collect()
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
    for (cell, column) in cells.iter().zip(columns) {
        let (count, near) = lines(setter, &cell.par, column - 2.0 * MARGIN_MM);
        pitch = pitch.max(setter.style(cell.par.style).pitch_pt);
        most = most.max(count);
        doubtful |= near;
    }
    let pt = most as f64 * pitch + 2.0 * PADDING_PT;
    Height { pt, most_pt: pt + if doubtful { pitch } else { 0.0 }, doubtful }
}

/// What a column asks for, in mm.
#[derive(Clone, Copy)]
struct Need {
    /// The longest word.
    least: f64,
    /// The longest cell on one line.
    most: f64,
}

fn columns(setter: &Setter, table: &Table, text_mm: f64) -> Vec<f64> {
    if table.columns_mm.len() == table.header.len() && !table.columns_mm.is_empty() {
        let sum: f64 = table.columns_mm.iter().sum();
        return table.columns_mm.iter().map(|width| width * text_mm / sum).collect();
    }
    let needs: Vec<Need> = (0..table.header.len()).map(|column| need(setter, table, column, text_mm)).collect();
    share(&needs, text_mm)
}

fn need(setter: &Setter, table: &Table, column: usize, text_mm: f64) -> Need {
    let header = table.header.get(column).map(|cell| (Component::DauBang, cell));
    let body = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| (Component::OBang, cell));
    let frame = 2.0 * MARGIN_MM + SLACK_MM;
    let mut need = Need { least: frame + 5.0, most: frame + 5.0 };
    for (style, cell) in header.into_iter().chain(body) {
        let text = plain(cell);
        let words = text.split([' ', '\n']).map(|word| setter.width_mm(style, word)).fold(0.0, f64::max);
        let longest = text.split('\n').map(|line| setter.width_mm(style, line)).fold(0.0, f64::max);
        let longest = if style == Component::DauBang { words.max(longest / 2.0) } else { longest };
        need.least = need.least.max((words + frame).min(text_mm / 4.0));
        need.most = need.most.max(longest + frame);
    }
    need
}

/// The text of a cell; bold words are measured as the style has them, which the slack covers.
fn plain(cell: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break => "\n".to_owned(),
        Inline::Blank { mm } => ".".repeat(mm.map_or(10, |mm| mm.round() as usize)),
    };
    cell.iter().map(part).collect()
}

/// Divides the width: every column gets its longest word, the rest goes where text is still folded.
fn share(needs: &[Need], text_mm: f64) -> Vec<f64> {
    let least: f64 = needs.iter().map(|need| need.least).sum();
    if least >= text_mm {
        return needs.iter().map(|need| need.least * text_mm / least).collect();
    }
    let most: f64 = needs.iter().map(|need| need.most).sum();
    if most <= text_mm {
        let spare = text_mm - most;
        let wide: f64 = needs.iter().map(|need| need.most * need.most).sum();
        return needs.iter().map(|need| need.most + spare * need.most * need.most / wide).collect();
    }
    let spare = text_mm - least;
    let weight = |need: &Need| (need.most - need.least).max(0.0).sqrt();
    let total: f64 = needs.iter().map(weight).sum();
    settle(needs, needs.iter().map(|need| need.least + spare * weight(need) / total).collect(), text_mm)
}

/// Takes back what a column got beyond its longest cell and gives it to the others.
fn settle(needs: &[Need], mut widths: Vec<f64>, text_mm: f64) -> Vec<f64> {
    for _ in 0..needs.len() {
        let mut spare = 0.0;
        for (width, need) in widths.iter_mut().zip(needs) {
            if *width > need.most {
                spare += *width - need.most;
                *width = need.most;
            }
        }
        let hungry = widths.iter().zip(needs).filter(|(width, need)| **width < need.most).count();
        if spare < 0.01 || hungry == 0 {
            break;
        }
        for (width, need) in widths.iter_mut().zip(needs) {
            if *width < need.most {
                *width += spare / hungry as f64;
            }
        }
    }
    let sum: f64 = widths.iter().sum();
    widths.into_iter().map(|width| width * text_mm / sum).collect()
}

/// As asked for; else left for text, centre for numbers, dates and short codes.
fn alignment(table: &Table, column: usize) -> Align {
    match table.align.get(column).copied().unwrap_or_default() {
        ColumnAlign::Left => Align::Left,
        ColumnAlign::Center => Align::Center,
        ColumnAlign::Right => Align::Right,
        ColumnAlign::Auto => {
            let texts: Vec<String> =
                table.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain(cell)).collect();
            let short = texts.iter().all(|text| text.chars().count() <= 12 && !text.contains(char::is_alphabetic));
            if short { Align::Center } else { Align::Left }
        }
    }
}
