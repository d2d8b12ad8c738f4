//! A number laid out in the digit places of its section.

use super::Reading;
use super::decimal::Decimal;
use super::section::{Section, Sign, Token};

/// The most letters that a cell without a format gives to a number.
const GENERAL_WIDTH: usize = 11;

/// Where the parts of a number stand in a section.
struct Layout<'a> {
    /// Tokens before the point, and from it on.
    whole: &'a [Token],
    part: &'a [Token],
    grouped: bool,
    /// How many tens the percent signs multiply by and the commas behind the digits divide by.
    power: i32,
}

impl<'a> Layout<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
        let (whole, part) = tokens.split_at(point);
        let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
        let commas = |tokens: &[Token]| tokens.iter().take_while(|token| **token == Token::Comma).count();
        let behind =
            |tokens: &'a [Token]| tokens.iter().rposition(is_digit).map_or(0, |last| commas(&tokens[last + 1..]));
        let thousands = behind(whole) + behind(part);
        let digits = whole.iter().position(is_digit).zip(whole.iter().rposition(is_digit));
        let grouped = digits.is_some_and(|(first, last)| whole[first..last].contains(&Token::Comma));
        Layout { whole, part, grouped, power: 2 * percents as i32 - 3 * thousands as i32 }
    }

    fn decimals(&self) -> usize {
        self.part.iter().filter(|token| matches!(token, Token::Digit(_))).count()
    }

    /// The digits before the point, from right to left into their places; the first place takes all the rest.
    fn whole(&self, digits: &[u8], text: &mut Vec<String>) {
        let first = self.whole.iter().position(|token| matches!(token, Token::Digit(_)));
        let mut left = digits.iter().rev();
        let mut count = 0;
        for (at, token) in self.whole.iter().enumerate().rev() {
            let Token::Digit(place) = token else {
                text.push(literal(token));
                continue;
            };
            let mut put = |digit: String| {
                if self.grouped && count > 0 && count % 3 == 0 && !digit.trim().is_empty() {
                    text.push(".".to_owned());
                }
                count += 1;
                text.push(digit);
            };
            put(left.next().map_or_else(|| blank(*place), u8::to_string));
            if Some(at) == first {
                left.by_ref().for_each(|digit| put(digit.to_string()));
            }
        }
        text.reverse();
    }

    /// The digits behind the point.
    fn part(&self, digits: &[u8], text: &mut Vec<String>) {
        let mut digits = digits.iter();
        text.extend(self.part.iter().map(|token| match token {
            Token::Point => ",".to_owned(),
            Token::Digit(place) => digits.next().map_or_else(|| blank(*place), u8::to_string),
            other => literal(other),
        }));
    }
}

/// What a place shows that has no digit.
fn blank(place: char) -> String {
    match place {
        '0' => "0",
        '?' => " ",
        _ => "",
    }
    .to_owned()
}

fn literal(token: &Token) -> String {
    match token {
        Token::Literal(text) => text.clone(),
        Token::Percent => "%".to_owned(),
        Token::Stroke => "/".to_owned(),
        _ => String::new(),
    }
}

/// Reads `number` in `section`.
pub(super) fn read(section: &Section, number: Decimal, sign: Sign) -> Reading {
    let tokens = section.tokens.as_slice();
    let has = |wanted: &dyn Fn(&Token) -> bool| tokens.iter().any(wanted);
    let has_digits = has(&|token| matches!(token, Token::Digit(_)));
    if !has_digits && !has(&|token| matches!(token, Token::General | Token::Text | Token::Percent)) {
        return words(tokens);
    }
    let layout = Layout::of(tokens);
    let number = number.shifted(layout.power);
    let value = number.value();
    let minus = if number.negative && sign == Sign::Shown { "-" } else { "" };
    // Fractions and powers of ten are other spellings of the same number.
    let spelt = has(&|token| *token == Token::Exponent) || (has_digits && has(&|token| *token == Token::Stroke));
    if !has_digits || spelt {
        let digits = general(&number);
        let parts = tokens.iter().map(|token| match token {
            Token::General | Token::Text => digits.clone(),
            other => literal(other),
        });
        let shown = if spelt { digits.clone() } else { parts.collect() };
        return Reading::Figure { value, shown: format!("{minus}{}", shown.trim()), rounded: false };
    }
    let rounded = number.clone().rounded(layout.decimals());
    let (whole, part) = rounded.parts();
    let (mut text, mut behind) = (Vec::new(), Vec::new());
    layout.whole(&whole, &mut text);
    layout.part(&part, &mut behind);
    let shown = [text, behind].concat().concat();
    let minus = if rounded.is_zero() { "" } else { minus };
    Reading::Figure { value, shown: format!("{minus}{}", shown.trim()), rounded: rounded != number }
}

/// What a section without a number shows.
fn words(tokens: &[Token]) -> Reading {
    let text: String = tokens.iter().map(literal).collect();
    if text.trim().is_empty() { Reading::Nothing } else { Reading::Words(text.trim().to_owned()) }
}

/// A number without a format, its sign aside: as many decimals as the width of a cell allows.
fn general(number: &Decimal) -> String {
    let (whole, _) = number.parts();
    let room = GENERAL_WIDTH.saturating_sub(whole.len().max(1) + 1);
    let (whole, part) = number.clone().rounded(room).parts();
    let join = |digits: &[u8]| digits.iter().map(u8::to_string).collect::<String>();
    let whole = if whole.is_empty() { "0".to_owned() } else { join(&whole) };
    if part.is_empty() { whole } else { format!("{whole},{}", join(&part)) }
}
