//! Widths of the columns of a table, from what stands in them.
//!
//! Every column first gets its longest word, then its longest unbreakable sign (an e-mail address, a symbol)
//! as far as no word of another column suffers; what is left goes where text is still folded.

use std::ops::Range;

use super::Setter;
use super::rows::{Spot, Spots};
use super::table::MARGIN_MM;
use crate::paper::document::{Inline, Table};
use crate::paper::norm::Component;

/// Room beyond the longest word of a column in mm.
const SLACK_MM: f64 = 0.4;
/// The narrowest column holds so much in mm.
const LEAST_MM: f64 = 5.0;
/// A word of more signs than this may have to give way to the words of others; the longest syllable has seven
/// letters, a date or a sum of money ten.
const WORD_SIGNS: usize = 10;

/// What a cell takes beyond its text in mm.
const FRAME_MM: f64 = 2.0 * MARGIN_MM + SLACK_MM;

/// Columns that are as wide together as the text.
pub struct Columns {
    pub widths_mm: Vec<f64>,
    /// Each is as wide as its longest word.
    pub hold_words: bool,
}

/// What a column asks for, in mm.
#[derive(Clone, Copy)]
struct Need {
    /// The longest word.
    word: f64,
    /// The longest sign of any kind.
    least: f64,
    /// The longest cell on one line.
    most: f64,
}

impl Need {
    fn widen(&mut self, other: &Need) {
        self.word = self.word.max(other.word);
        self.least = self.least.max(other.least);
        self.most = self.most.max(other.most);
    }
}

/// The columns of `table` on `text_mm`: as asked for, else as the content needs them.
pub fn columns(setter: &Setter, table: &Table, text_mm: f64) -> Columns {
    let needs = needs(setter, table);
    if table.columns_mm.len() == table.columns() && !table.columns_mm.is_empty() {
        let sum: f64 = table.columns_mm.iter().sum();
        return Columns { widths_mm: scaled(&table.columns_mm, text_mm / sum), hold_words: true };
    }
    let words: f64 = needs.iter().map(|need| need.word).sum();
    if words > text_mm {
        let widths: Vec<f64> = needs.iter().map(|need| need.word).collect();
        return Columns { widths_mm: scaled(&widths, text_mm / words), hold_words: false };
    }
    Columns { widths_mm: share(&granted(needs, text_mm - words), text_mm), hold_words: true }
}

fn scaled(widths: &[f64], by: f64) -> Vec<f64> {
    widths.iter().map(|width| width * by).collect()
}

/// What each column asks for: first for its own cells, then a share of what cells of several columns lack.
fn needs(setter: &Setter, table: &Table) -> Vec<Need> {
    let spots = Spots::of(table);
    let least = FRAME_MM + LEAST_MM;
    let mut needs = vec![Need { word: least, least, most: least }; table.columns()];
    let mut wide: Vec<(Range<usize>, Need)> = Vec::new();
    for (row, cells) in table.all_rows().enumerate() {
        let style = if row < table.header.len() { Component::DauBang } else { Component::OBang };
        for (column, cell) in cells.iter().enumerate() {
            match spots.at(row, column) {
                Spot::Cell { columns: 1, .. } => needs[column].widen(&need(setter, style, cell)),
                Spot::Cell { columns, .. } => wide.push((column..column + columns, need(setter, style, cell))),
                Spot::Below { .. } | Spot::Within => {}
            }
        }
    }
    for (columns, need) in wide {
        share_in(&mut needs[columns], &need);
    }
    needs
}

/// What one cell asks for.
fn need(setter: &Setter, style: Component, cell: &[Inline]) -> Need {
    let text = plain(cell);
    let (mut word, mut signs): (f64, f64) = (0.0, 0.0);
    for sign in text.split([' ', '\n']) {
        let width = setter.width_mm(style, sign);
        signs = signs.max(width);
        if is_word(sign) {
            word = word.max(width);
        }
    }
    let longest = text.split('\n').map(|line| setter.width_mm(style, line)).fold(0.0, f64::max);
    let longest = if style == Component::DauBang { signs.max(longest / 2.0) } else { longest };
    Need { word: word + FRAME_MM, least: signs + FRAME_MM, most: longest + FRAME_MM }
}

/// Widens the columns of a cell evenly where its words and signs need more than they have together. That it be on
/// one line it does not ask.
fn share_in(columns: &mut [Need], need: &Need) {
    let count = columns.len() as f64;
    let more_word = (need.word - columns.iter().map(|column| column.word).sum::<f64>()).max(0.0) / count;
    columns.iter_mut().for_each(|column| column.word += more_word);
    columns.iter_mut().for_each(|column| column.least = column.least.max(column.word));
    let more_least = (need.least - columns.iter().map(|column| column.least).sum::<f64>()).max(0.0) / count;
    for column in columns {
        column.least += more_least;
        column.most = column.most.max(column.least);
    }
}

/// Whether `sign` is never to be torn for the sake of others.
fn is_word(sign: &str) -> bool {
    sign.trim_matches(|letter: char| !letter.is_alphanumeric()).chars().count() <= WORD_SIGNS
}

/// The text of a cell; bold words are measured as the style has them, which the slack covers.
pub fn plain(cell: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break => "\n".to_owned(),
        Inline::Blank { mm } => ".".repeat(mm.map_or(10, |mm| mm.round() as usize)),
    };
    cell.iter().map(part).collect()
}

/// Gives each column its longest sign out of `spare_mm` that its words leave; where it does not reach, the
/// longest have equal shares.
fn granted(mut needs: Vec<Need>, mut spare_mm: f64) -> Vec<Need> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by(|left, right| {
        let wants = |index: &usize| needs[*index].least - needs[*index].word;
        wants(left).total_cmp(&wants(right))
    });
    for (done, index) in order.iter().enumerate() {
        let share_mm = spare_mm / (order.len() - done) as f64;
        let need = &mut needs[*index];
        let given = (need.least - need.word).min(share_mm).max(0.0);
        spare_mm -= given;
        need.least = need.word + given;
    }
    needs
}

/// Divides the width: every column gets its least, the rest goes where text is still folded.
fn share(needs: &[Need], text_mm: f64) -> Vec<f64> {
    let most: f64 = needs.iter().map(|need| need.most).sum();
    if most <= text_mm {
        let spare = text_mm - most;
        let wide: f64 = needs.iter().map(|need| need.most * need.most).sum();
        return needs.iter().map(|need| need.most + spare * need.most * need.most / wide).collect();
    }
    let spare = text_mm - needs.iter().map(|need| need.least).sum::<f64>();
    let weight = |need: &Need| (need.most - need.least).max(0.0).sqrt();
    let total: f64 = needs.iter().map(weight).sum::<f64>().max(f64::MIN_POSITIVE);
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
    scaled(&widths, text_mm / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::{Run, SizeSet};

    fn cell(text: &str) -> Vec<Inline> {
        vec![Inline::Text(Run::plain(text))]
    }

    fn table(header: &[&str], row: &[&str]) -> Table {
        let cells = |texts: &[&str]| texts.iter().map(|text| cell(text)).collect();
        Table { header: vec![cells(header)], rows: vec![cells(row)], ..Table::default() }
    }

    #[test]
    fn a_long_sign_takes_nothing_from_the_words_of_others() {
        let email = "nguyen.thi.phuong.thao.vanphong@angiang.vidu.gov.vn";
        let header = ["TT", "Họ và tên", "Chức vụ", "Trình độ", "Danh hiệu", "Thư điện tử"];
        let row = ["1", "Nguyễn Thị G", "Trưởng phòng", "Thạc sĩ", "Chiến sĩ thi đua", email];
        let setter = Setter::new(SizeSet::Lon);
        for text_mm in [110.0, 140.0, 165.0, 252.0] {
            let found = columns(&setter, &table(&header, &row), text_mm);
            assert!(found.hold_words);
            assert!((found.widths_mm.iter().sum::<f64>() - text_mm).abs() < 1e-6);
            for (index, width) in found.widths_mm.iter().enumerate().take(5) {
                for word in header[index].split(' ') {
                    assert!(setter.width_mm(Component::DauBang, word) < width - 2.0 * MARGIN_MM, "{text_mm} {word}");
                }
                for word in row[index].split(' ') {
                    assert!(setter.width_mm(Component::OBang, word) < width - 2.0 * MARGIN_MM, "{text_mm} {word}");
                }
            }
        }
    }

    #[test]
    fn a_cell_of_several_columns_has_room_for_its_words() {
        use crate::paper::document::Area;
        let names = ["TT", "Chuyên nghiệp", "", "Họ và tên"].map(cell).to_vec();
        let parts = ["", "A", "B", ""].map(cell).to_vec();
        let row = ["1", "x", "y", &"Nguyễn Thị Hồng Hạnh ".repeat(40)].map(cell).to_vec();
        let areas = vec![Area { row: 0, column: 1, rows: 1, columns: 2 }];
        let table = Table { header: vec![names, parts], rows: vec![row], areas, ..Table::default() };
        let setter = Setter::new(SizeSet::Lon);
        let found = columns(&setter, &table, 165.0);
        let word = setter.width_mm(Component::DauBang, "nghiệp");
        assert!(found.widths_mm[1] + found.widths_mm[2] > word + 2.0 * MARGIN_MM);
        assert!((found.widths_mm[1] - found.widths_mm[2]).abs() < 0.1);
    }

    #[test]
    fn columns_that_cannot_hold_their_words_are_known() {
        let header = vec!["Khen thưởng"; 21];
        let many = table(&header, &vec!["1"; 21]);
        let setter = Setter::new(SizeSet::Lon);
        assert!(!columns(&setter, &many, 252.0).hold_words);
        let numbers = table(&vec!["T1"; 24], &vec!["15"; 24]);
        assert!(columns(&setter, &numbers, 252.0).hold_words);
    }
}
