//! The words in which measures are said: how a paragraph looks, which colours there are, what a sheet is.

use serde::Serialize;

use super::Component;

/// One named paragraph style.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StyleSpec {
    pub component: Component,
    /// In points.
    pub size_pt: f64,
    /// Exact distance of base lines in points.
    pub pitch_pt: f64,
    /// Gap below the paragraph in points; dropped at the foot of a page.
    pub after_pt: f64,
    pub bold: bool,
    pub italic: bool,
    pub ink: Ink,
    pub align: Align,
    /// Indent of the first line in mm.
    pub first_mm: f64,
    /// Level in the navigation pane, from 1.
    pub outline: Option<u8>,
    /// Stays on the page of what follows.
    pub keep_next: bool,
}

/// Where lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Center,
    Right,
    Justify,
}

/// A sheet and its margins in mm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PageSpec {
    pub width_mm: f64,
    pub height_mm: f64,
    pub top_mm: f64,
    pub bottom_mm: f64,
    pub left_mm: f64,
    pub right_mm: f64,
    /// Edge of the sheet to the page number.
    pub header_mm: f64,
    /// Edge of the sheet to the foot of what Word calls a footer.
    pub footer_mm: f64,
}

impl PageSpec {
    /// Width between the margins in mm.
    pub fn text_width_mm(&self) -> f64 {
        self.width_mm - self.left_mm - self.right_mm
    }

    /// Height between the margins in mm.
    pub fn text_height_mm(&self) -> f64 {
        self.height_mm - self.top_mm - self.bottom_mm
    }
}

/// What is printed in which colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    #[default]
    Black,
    /// Chức vụ of the decider and "GIẤY KHEN" (Điều 104 Nghị định 98/2023/NĐ-CP).
    Red,
    /// Độ mật and mức độ khẩn, "đỏ tươi" (Mục III.2 of Phụ lục I).
    BrightRed,
    /// The ornament of the frame.
    Gold,
    /// The ground of the frame.
    PaleGold,
    /// What is golden on Quốc huy.
    Yellow,
    /// Marks that help and do not speak.
    Grey,
}

impl Ink {
    /// Red, green and blue in six hexadecimal digits.
    pub fn hex(self) -> &'static str {
        match self {
            Ink::Black => "000000",
            Ink::Red => "C8141E",
            Ink::BrightRed => "FF0000",
            Ink::Gold => "B58A2E",
            Ink::PaleGold => "FAF0D2",
            Ink::Yellow => "FFCD00",
            Ink::Grey => "C8C8C8",
        }
    }
}
