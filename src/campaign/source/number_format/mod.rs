//! The number formats of spreadsheets: what a cell shows for the number in it.
//!
//! A clerk reads the cell, not the number behind it: `95%` is 0,95, `CB04` may be 4 and `2026` a day. A
//! format of several sections may even treat two cells of one column differently. So a number is read
//! with its format: its value is the figure that stands in the cell, beside it the text there. Texts are
//! in the Vietnamese manner (`1.234,5`; dates day first), as offices here have their spreadsheets.
//!
//! Source: ECMA-376 part 1, 18.8.31 (format codes) and 18.8.30 (those with a number of their own).

mod beside;
mod day;
mod decimal;
mod number;
mod section;

use chrono::NaiveDate;

pub use beside::{beside, shows_whole};
use decimal::Decimal;
use section::Section;

/// A format code, for example `#,##0.0%;[Red]-0`, ready for use.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
}

/// The first day of a workbook's count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is 01/01/1900.
    #[default]
    From1900,
    /// 0 is 01/01/1904: workbooks that began on an old Macintosh.
    From1904,
}

impl Epoch {
    /// The day of a serial number; the part of the day after the point is dropped. `None` before day 1
    /// and for more than ten thousand years.
    pub fn day(self, serial: f64) -> Option<NaiveDate> {
        let whole = serial.floor();
        if !(0.0..3_000_000.0).contains(&whole) {
            return None;
        }
        let days = whole as u64;
        let first = match self {
            Epoch::From1904 => NaiveDate::from_ymd_opt(1904, 1, 1),
            Epoch::From1900 if days == 0 => None,
            // The 29/02/1900 that never was: days before it are one more away from the others.
            Epoch::From1900 if days < 60 => NaiveDate::from_ymd_opt(1899, 12, 31),
            Epoch::From1900 => NaiveDate::from_ymd_opt(1899, 12, 30),
        };
        first?.checked_add_days(chrono::Days::new(days))
    }
}

/// What stands in a cell for a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A figure.
    Figure {
        /// As the cell shows it, but not rounded: 0,95 in the format `0%` is 95.
        value: f64,
        /// The text in the cell.
        shown: String,
        /// Whether the cell shows fewer decimals than the value has.
        rounded: bool,
    },
    /// A day, or a part of one.
    Day {
        /// `None` for a day that no calendar has, such as 00/01/1900.
        date: Option<NaiveDate>,
        /// The text in the cell; the Vietnamese `dd/mm/yyyy` for every format with day, month and year.
        shown: String,
        /// Whether day, month and year are all shown.
        whole: bool,
        /// Whether the month stands before the day, both as numbers.
        month_first: bool,
    },
    /// Words in place of the number, as of the format `"có";;"không"`.
    Words(String),
    /// Nothing, as of the format `;;;`.
    Nothing,
}

impl NumberFormat {
    /// A format code with a number of its own in every workbook; `None` for those that files spell out.
    pub fn built_in(number: u16) -> Option<Self> {
        let code = match number {
            0 => "General",
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14 => "mm-dd-yy",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "mm-dd-yy h:mm",
            37 | 38 => "#,##0 ;(#,##0)",
            39 | 40 => "#,##0.00;(#,##0.00)",
            41 | 42 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
            43 | 44 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mmss.0",
            48 => "##0.0E+0",
            49 => "@",
            // Days in the manner of East Asian machines.
            27..=36 | 50..=58 => "dd/mm/yyyy",
            _ => return None,
        };
        Some(Self::parse(code))
    }

    /// Reads a format code; none is wrong, for a spreadsheet has already accepted it.
    pub fn parse(code: &str) -> Self {
        let code = if code.is_empty() { "General" } else { code };
        NumberFormat { sections: section::split(code) }
    }

    /// Whether it shows every number as it is typed (`General`, `@`).
    pub fn is_general(&self) -> bool {
        self.sections.iter().all(Section::is_general)
    }

    /// What the cell shows for `number` in a workbook that counts days from `epoch`.
    pub fn read(&self, number: f64, epoch: Epoch) -> Reading {
        let (section, sign) = section::select(&self.sections, number);
        if section.is_date() {
            return day::read(section, number, epoch);
        }
        number::read(section, Decimal::of(number), sign)
    }

    /// What the cell shows for `text`, when that is something else.
    pub fn show_text(&self, text: &str) -> Option<String> {
        let section = match self.sections.as_slice() {
            [_, _, _, section] => section,
            [.., last] if last.is_for_text() => last,
            _ => return None,
        };
        let shown = section.with_text(text);
        (shown != text).then_some(shown)
    }
}

#[cfg(test)]
mod tests;
