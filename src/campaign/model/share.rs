//! Shares as plans word them: "80%", "2/3", "trên 1/2", "quá nửa".
//!
//! Two thirds are no number of hundredths: 66,67 % of 9 is more than 6. So a share is kept as it is written,
//! a numerator over a denominator, and held against counts exactly.

use std::fmt;

use super::quantity::Quantity;
use crate::base::text::fold;

/// Words before a number that ask for more than just as much.
const MORE: [&str; 5] = ["trên", "quá", "hơn", "lớn hơn", ">"];
/// Words around a number that say nothing more.
const AT_LEAST: [&str; 6] = ["từ", "ít nhất", "tối thiểu", "đạt", ">=", "≥"];
const AFTER: &str = "trở lên";
/// One half in words.
const HALVES: [&str; 3] = ["nửa", "một nửa", "bán"];

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    tu: Quantity,
    mau: Quantity,
    /// More than the share, and not just as much.
    pub qua: bool,
}

impl Share {
    /// So many hundredths.
    pub fn percent(number: Quantity) -> Self {
        Share { tu: number, mau: Quantity::whole(100), qua: false }
    }

    /// More than half.
    pub fn majority() -> Self {
        Share { qua: true, ..Share::percent(Quantity::whole(50)) }
    }

    /// Reads a share: hundredths with or without `%`, or a fraction, with the words of a plan around it.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let mut rest = folded.trim();
        let mut qua = false;
        loop {
            let without = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word)).map(str::trim_start);
            if let Some(after) = without(&AT_LEAST) {
                rest = after;
            } else if let Some(after) = without(&MORE) {
                (rest, qua) = (after, true);
            } else {
                break;
            }
        }
        rest = rest.strip_suffix(AFTER).unwrap_or(rest).trim();
        let (tu, mau) = match rest.split_once('/') {
            _ if HALVES.contains(&rest) => (Quantity::whole(1), Quantity::whole(2)),
            Some((part, whole)) => (Quantity::parse(part)?, Quantity::parse(whole)?),
            None => (Quantity::parse(rest)?, Quantity::whole(100)),
        };
        (mau > Quantity::default()).then_some(Share { tu, mau, qua })
    }

    /// Whether `part` of `whole` is enough; of nothing, nothing is.
    pub fn holds(self, part: u32, whole: u32) -> bool {
        let have = i128::from(part) * i128::from(self.mau.millionths());
        let need = i128::from(self.tu.millionths()) * i128::from(whole);
        whole > 0 && if self.qua { have > need } else { have >= need }
    }

    /// It as a part of `count`, numerator and denominator.
    pub fn part_of(self, count: u32) -> (u128, u128) {
        let positive = |number: Quantity| u128::try_from(number.millionths()).unwrap_or(0);
        (positive(self.tu) * u128::from(count), positive(self.mau))
    }

    /// The hundredths, where it is told in them.
    pub fn hundredths(self) -> Option<Quantity> {
        (self.mau == Quantity::whole(100)).then_some(self.tu)
    }

    /// Whether it is no part of a whole: below nothing or above all.
    pub fn is_out_of_range(self) -> bool {
        self.tu < Quantity::default() || self.tu > self.mau
    }

    /// Whether it is so small a number of hundredths that a part of one was meant (0,8 for 80%).
    pub fn is_tiny(self) -> bool {
        self.hundredths().is_some_and(|number| number > Quantity::default() && number <= Quantity::whole(1))
    }

    /// Whether it is no part at all.
    pub fn is_nothing(self) -> bool {
        self.tu == Quantity::default() && !self.qua
    }

    /// The thirds that a number of hundredths like 66,67 stands for.
    pub fn meant(self) -> Option<&'static str> {
        let number = self.hundredths()?.millionths();
        [("1/3", 33_333_333), ("2/3", 66_666_667)]
            .into_iter()
            .find(|(_, exact)| number % 1_000_000 != 0 && (number - exact).abs() < 100_000)
            .map(|(words, _)| words)
    }
}

impl fmt::Display for Share {
    /// "80%", "2/3".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hundredths() {
            Some(number) => write!(out, "{number}%"),
            None => write!(out, "{}/{}", self.tu, self.mau),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_plans_word_them() {
        for (text, shown, more) in [
            ("80", "80%", false),
            ("80%", "80%", false),
            ("66,67 %", "66,67%", false),
            ("2/3", "2/3", false),
            (" 2 / 3 ", "2/3", false),
            ("trên 1/2", "1/2", true),
            ("Quá nửa", "1/2", true),
            ("quá bán", "1/2", true),
            ("trên 50%", "50%", true),
            ("> 50%", "50%", true),
            ("ít nhất 2/3", "2/3", false),
            ("từ 80% trở lên", "80%", false),
            (">= 3/4", "3/4", false),
        ] {
            let share = Share::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((share.to_string().as_str(), share.qua), (shown, more), "{text}");
        }
        for text in ["", "hai phần ba phẩy", "2/0", "1/2/3", "đa số", "trên"] {
            assert_eq!(Share::parse(text), None, "{text}");
        }
    }

    #[test]
    fn fractions_are_held_exactly() {
        for (text, part, whole, enough) in [
            ("2/3", 6, 9, true),
            ("2/3", 5, 9, false),
            ("66.67", 6, 9, false),
            ("trên 1/2", 5, 10, false),
            ("1/2", 5, 10, true),
            ("trên 50%", 6, 11, true),
            ("0", 0, 0, false),
        ] {
            assert_eq!(Share::parse(text).unwrap().holds(part, whole), enough, "{text}: {part}/{whole}");
        }
    }

    #[test]
    fn hundredths_that_stand_for_thirds_are_known() {
        for (text, meant) in [
            ("66.67", Some("2/3")),
            ("66,7", Some("2/3")),
            ("66.66", Some("2/3")),
            ("33,3", Some("1/3")),
            ("67", None),
            ("66,5", None),
            ("2/3", None),
        ] {
            assert_eq!(Share::parse(text).unwrap().meant(), meant, "{text}");
        }
    }
}
