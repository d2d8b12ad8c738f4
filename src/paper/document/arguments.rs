//! What stands after the name of a directive: words, texts in quotes, and bars between groups.
//!
//! Separate from [`super::directive`] because every directive reads the same three things and differs
//! only in what it makes of them.

use super::lines::{Faults, Glyph, text, trim};
use super::marks::LINE_END;
use crate::base::diag::{Code, Diagnostic};
use crate::base::limits;

/// One argument, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument {
    pub at: usize,
    pub value: Value,
}

/// What an argument is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Word(String),
    /// The text between quotes; ` / ` in it is a line feed, see [`lines`].
    Quoted(String),
    Bar,
}

impl Argument {
    /// The argument as typed, for messages.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Word(word) => word.clone(),
            Value::Quoted(quoted) => format!("\"{}\"", one_line(quoted)),
            Value::Bar => "|".to_owned(),
        }
    }
}

/// The arguments in `glyphs`; `None` when a quote is not closed.
pub(super) fn parse(glyphs: &[Glyph], faults: &mut Faults) -> Option<Vec<Argument>> {
    let mut arguments = Vec::new();
    let mut rest = trim(glyphs);
    while let Some(first) = rest.first() {
        let (value, used) = if first.is('|') {
            (Value::Bar, 1)
        } else if let Some(closing) = closing_quote(first) {
            let inner = rest.get(1..).unwrap_or_default();
            let Some(length) = inner.iter().position(|glyph| glyph.is(closing)) else {
                let fault = Diagnostic::error(Code::VB017, "dấu ngoặc kép mở mà không đóng");
                faults.push(first.at, fault.hint(format!("thêm dấu `{closing}` vào cuối đoạn chữ")));
                return None;
            };
            if !limits::NAME.allows(length) {
                faults.push(first.at, limits::NAME.over_with("rút ngắn đoạn chữ trong ngoặc kép"));
                return None;
            }
            (Value::Quoted(quoted(inner.get(..length).unwrap_or_default())), length + 2)
        } else {
            let in_word = |glyph: &&Glyph| !glyph.is_blank() && !glyph.is('|') && closing_quote(glyph).is_none();
            let length = rest.iter().take_while(in_word).count();
            (Value::Word(text(rest.get(..length).unwrap_or_default())), length)
        };
        arguments.push(Argument { at: first.at, value });
        rest = trim(rest.get(used..).unwrap_or_default());
    }
    Some(arguments)
}

/// The text of a quote on one line.
pub(super) fn one_line(quoted: &str) -> String {
    quoted.replace('\n', "/").trim().to_owned()
}

/// The lines of a quote, without blank ones.
pub(super) fn lines(quoted: &str) -> Vec<String> {
    let lines = quoted.split(['\n', LINE_END]).map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn closing_quote(glyph: &Glyph) -> Option<char> {
    if glyph.is('"') {
        Some('"')
    } else if glyph.is('“') {
        Some('”')
    } else {
        None
    }
}

fn quoted(glyphs: &[Glyph]) -> String {
    let space = |index: Option<usize>| {
        let glyph = index.and_then(|index| glyphs.get(index));
        glyph.is_some_and(Glyph::is_blank)
    };
    let letter = |(index, glyph): (usize, &Glyph)| match glyph.letter {
        '/' if !glyph.escaped && space(index.checked_sub(1)) && space(Some(index + 1)) => '\n',
        '\n' if glyph.escaped => ' ',
        '\n' => LINE_END,
        letter => letter,
    };
    glyphs.iter().enumerate().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper::document::lines::split;

    #[test]
    fn words_quotes_and_bars() {
        let body = r#"a "b \" c/d / e \/ f" | “g "h"”"#;
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        let values: Vec<Value> =
            parse(&split(body)[0].glyphs, &mut faults).unwrap().into_iter().map(|argument| argument.value).collect();
        let expected = [
            Value::Word("a".to_owned()),
            Value::Quoted("b \" c/d \n e / f".to_owned()),
            Value::Bar,
            Value::Quoted("g \"h\"".to_owned()),
        ];
        assert_eq!(values, expected);
    }
}
