//! The table of measures: which component of a document is set how, and which clause says so.
//!
//! A size is written down here once. The setter ([`crate::paper::typeset`]), the layout and the writers take it
//! from here; the checker of finished files has its own sheet and never reads this one. Sizes and pitches
//! are in points, lengths in millimetres. "Mục II" and "Mục V" are those of Phụ lục I Phần I,
//! Nghị định 30/2020/NĐ-CP. The certificate is set by Điều 104 Nghị định 98/2023/NĐ-CP, which names its
//! sheet, its lines, their colours and weights, and leaves faces and sizes free.

mod style;
mod table;

pub use style::{Align, Ink, PageSpec, StyleSpec};
pub use table::{Component, MEASURES, Measure, index, measure, pitch};

/// Upright A4: margins within 20–25, 20–25, 30–35 and 15–20 mm (Mục I.1).
pub const PORTRAIT: PageSpec = PageSpec {
    width_mm: 210.0,
    height_mm: 297.0,
    top_mm: 20.0,
    bottom_mm: 20.0,
    left_mm: 30.0,
    right_mm: 15.0,
    header_mm: 10.0,
    footer_mm: 5.0,
};

/// A4 on its side for wide tables, with the same margins: the decree names no others (Mục I.1).
pub const LANDSCAPE: PageSpec = PageSpec { width_mm: 297.0, height_mm: 210.0, ..PORTRAIT };

/// The certificate: A4 on its side (Điều 104 Nghị định 98/2023/NĐ-CP). The frame lies within the margins,
/// and so does Quốc huy, which stands above the first line.
pub const CERTIFICATE: PageSpec = PageSpec {
    width_mm: 297.0,
    height_mm: 210.0,
    top_mm: 49.5,
    bottom_mm: 21.0,
    left_mm: 29.0,
    right_mm: 29.0,
    header_mm: 5.0,
    footer_mm: 5.0,
};
/// A3 against A4: the sides, and with them every size.
pub const A3_SCALE: f64 = std::f64::consts::SQRT_2;
/// The place of Quốc huy: its width, and its upper edge from the edge of the sheet.
pub const EMBLEM_MM: f64 = 30.0;
/// Upper edge of Quốc huy from the upper edge of the sheet in mm.
pub const EMBLEM_TOP_MM: f64 = 19.0;

/// Share of the text width given to the issuing body (ô 2); the rest holds Quốc hiệu (ô 1).
pub const LETTERHEAD_LEFT_SHARE: f64 = 0.42;
/// Gap between the two columns of the letterhead in mm at least.
pub const LETTERHEAD_GAP_MM: f64 = 2.0;
/// The rule below a body or a trích yếu: 1/3 to 1/2 of the line above it (Mục II.2, II.5).
pub const SHORT_RULE_SHARE: f64 = 0.4;
/// Height of the strip that holds a drawn rule, in points.
pub const RULE_STRIP_PT: f64 = 6.0;
/// Between a line of text and the rule below it, in points.
pub const RULE_GAP_PT: f64 = 2.0;
/// Width of drawn rules in points: six eighths, for Word counts in eighths.
pub const RULE_PT: f64 = 0.75;
/// Width of the lines of tables and stamps in points.
pub const BORDER_PT: f64 = 0.5;
/// Where the base line stands in a line of exact pitch, as Word has it: this share from the top.
pub const ASCENT: f64 = 0.78;
/// The rest, below the base line.
pub const DESCENT: f64 = 0.22;
/// Space for the signature between chức vụ and họ tên, in points (not fixed by the decree).
pub const SIGNATURE_SPACE_PT: f64 = 62.0;
/// Gap below Kính gửi in points.
pub const KINH_GUI_GAP_PT: f64 = 12.0;
/// "Kính gửi:" from the left margin when it has several recipients, in mm (form 1.5).
pub const KINH_GUI_LEFT_MM: f64 = 35.0;
/// Widths in mm of the boxes of độ mật and mức độ khẩn by the letters in them, at most: KHẨN 20, HỎA TỐC 30,
/// THƯỢNG KHẨN 40 (Mục II.10); độ mật alike by length.
pub const MARK_WIDTHS_MM: [(usize, f64); 3] = [(5, 20.0), (7, 30.0), (usize::MAX, 40.0)];
/// Phạm vi lưu hành and its box: so much wider is the box, in mm.
pub const CIRCULATION_ROOM_MM: f64 = 8.0;
/// Height of the boxes of độ mật, mức độ khẩn and phạm vi lưu hành in mm (Mục II, ô 10, 11).
pub const MARK_HEIGHT_MM: f64 = 8.0;
/// Edge of the sheet to what stands in the top margin, when two things have to share it, in mm.
pub const CROWDED_HEADER_MM: f64 = 5.0;
/// Height in mm of the strip at the bottom of the page area that Word and LibreOffice want for a footer; the address
/// (ô 13) stands above it and above the bottom margin (Mục I.3 and the diagram of Mục IV).
pub const FOOTER_STRIP_MM: f64 = 1.0;
/// From the left margin to Kính gửi beside the boxes of độ mật and mức độ khẩn, in mm: the widest box and a gap.
pub const BESIDE_MARKS_MM: f64 = 44.0;
/// First-line indent in mm: 1 cm or 1,27 cm (Mục II.6).
pub const FIRST_LINE_MM: f64 = 12.7;
/// Gap between paragraphs in points: at least 6 (Mục II.6).
pub const PARAGRAPH_GAP_PT: f64 = 6.0;

/// The width in mm of the box around `mark`.
pub fn mark_width_mm(mark: &str) -> f64 {
    let letters = mark.chars().count();
    MARK_WIDTHS_MM.iter().find(|(most, _)| letters <= *most).map_or(0.0, |(_, width_mm)| *width_mm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_as_wide_as_the_decree_says() {
        let cases = [("KHẨN", 20.0), ("HỎA TỐC", 30.0), ("THƯỢNG KHẨN", 40.0), ("MẬT", 20.0), ("TUYỆT MẬT", 40.0)];
        for (mark, width_mm) in cases {
            assert_eq!(mark_width_mm(mark), width_mm, "{mark}");
        }
    }

    #[test]
    fn a_line_is_what_stands_above_and_below_its_base_line() {
        assert!((ASCENT + DESCENT - 1.0_f64).abs() < 1e-9);
    }

    #[test]
    fn lines_are_of_widths_that_word_can_draw() {
        for width_pt in [RULE_PT, BORDER_PT] {
            assert_eq!((width_pt * 8.0).fract(), 0.0);
        }
    }
}
