//! Numbers that decide: percentages, points, multiples.
//!
//! Who is rewarded hangs on them, so they are exact: millionths in an integer, never binary fractions.
//! 89,99 stays below 90, and 20 % of 7 is 1,4.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

const ONE: i64 = 1_000_000;

/// An exact number with up to six decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// The lowest number that there is.
    pub const LEAST: Quantity = Quantity(i64::MIN);

    /// The highest number that there is.
    pub const MOST: Quantity = Quantity(i64::MAX);

    /// A whole number; the ends of the range are kept when it does not fit.
    pub fn whole(number: i64) -> Self {
        Quantity(number.saturating_mul(ONE))
    }

    /// `number` rounded to millionths; `None` when it is not finite or too large.
    pub fn from_f64(number: f64) -> Option<Self> {
        let scaled = (number * ONE as f64).round();
        (scaled.is_finite() && scaled.abs() < i64::MAX as f64 / 4.0).then_some(Quantity(scaled as i64))
    }

    /// `factor` times as much; the ends of the range are kept.
    pub fn times(self, factor: i64) -> Self {
        Quantity(self.0.saturating_mul(factor))
    }

    /// A part of it; `None` when millionths do not suffice.
    pub fn divided(self, divisor: i64) -> Option<Self> {
        let exact = self.0.checked_rem(divisor)? == 0;
        exact.then_some(Quantity(self.0 / divisor))
    }

    /// Both together; the ends of the range are kept.
    pub fn plus(self, other: Quantity) -> Self {
        Quantity(self.0.saturating_add(other.0))
    }

    /// What is left without `other`; the ends of the range are kept.
    pub fn minus(self, other: Quantity) -> Self {
        Quantity(self.0.saturating_sub(other.0))
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Quantity(self.0.saturating_abs())
    }

    /// `count` hundredths of this share: 20 (%) of 7 is 1,4. Rounded to millionths.
    pub fn percent_of(self, count: u32) -> Self {
        let product = i128::from(self.0) * i128::from(count) / 100;
        Quantity(i64::try_from(product).unwrap_or(i64::MAX))
    }

    /// `factor` times as much, over `divisor`; parts of a millionth are left out towards the lower number, and the
    /// ends of the range are kept.
    pub fn scaled(self, factor: Quantity, divisor: u32) -> Self {
        let product = i128::from(self.0) * i128::from(factor.0);
        let whole = product.div_euclid(i128::from(ONE) * i128::from(divisor.max(1)));
        Quantity(i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The number of millionths.
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// Reads a number as typed in Vietnam (`1.234,56`) or in data (`1234.56`), with or without `%`.
    ///
    /// A lone point followed by other than three digits is a decimal point.
    pub fn parse(text: &str) -> Option<Self> {
        let bare: String = text.trim().trim_end_matches('%').chars().filter(|letter| !letter.is_whitespace()).collect();
        let (sign, digits) = match bare.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, bare.as_str()),
        };
        let (whole, decimals) = match digits.split_once(',') {
            Some((whole, decimals)) => (whole, decimals),
            None => decimal_point(digits),
        };
        let whole = if whole.contains('.') { ungroup(whole)? } else { whole.to_owned() };
        from_parts(&whole, decimals).map(|millionths| Quantity(sign * millionths))
    }
}

/// Splits at a lone point that can't stand between thousands.
fn decimal_point(digits: &str) -> (&str, &str) {
    match digits.split_once('.') {
        Some((whole, tail)) if !tail.contains('.') && tail.len() != 3 => (whole, tail),
        _ => (digits, ""),
    }
}

/// `1.234.567` without its points; `None` when the groups are not of three digits.
fn ungroup(digits: &str) -> Option<String> {
    let mut groups = digits.split('.');
    let first = groups.next()?;
    let shaped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    shaped.then(|| digits.replace('.', ""))
}

fn from_parts(whole: &str, decimals: &str) -> Option<i64> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 6 {
        return None;
    }
    let fraction: i64 = format!("{decimals:0<6}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(ONE)?.checked_add(fraction)
}

impl fmt::Display for Quantity {
    /// "1.234,56": points between thousands, comma before decimals.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0.unsigned_abs() / ONE as u64, self.0.unsigned_abs() % ONE as u64);
        if self.0 < 0 {
            out.write_str("-")?;
        }
        out.write_str(&grouped(whole))?;
        if fraction > 0 {
            let decimals = format!("{fraction:06}");
            write!(out, ",{}", decimals.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// `1234567` as "1.234.567".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    /// Reads the text that [`Self::parse`] reads.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Quantity::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` không phải số")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_type_them() {
        for (text, shown) in [
            ("92,5", "92,5"),
            ("92.5", "92,5"),
            ("90 %", "90"),
            ("1.234,56", "1.234,56"),
            ("1.234.567", "1.234.567"),
            ("2.340.000", "2.340.000"),
            ("-0,25", "-0,25"),
        ] {
            assert_eq!(Quantity::parse(text).map(|number| number.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "tốt", "1,2,3", "12.34.5", "1..2", "0,1234567"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }

    #[test]
    fn binary_fractions_are_rounded_away() {
        assert_eq!(Quantity::from_f64(0.1 + 0.2), Quantity::parse("0,3"));
        assert_eq!(Quantity::from_f64(f64::NAN), None);
    }
}
