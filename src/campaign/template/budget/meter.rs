//! A piece of template text with the calls that count put into it.
//!
//! Only calls are added, never a line, and each addition is remembered, so that a fault is still told at the place
//! where its author finds it.

use super::super::lexer::{Kind, Token, tokens};
use super::function;

/// A text for the engine, and where it differs from what its author wrote.
#[derive(Clone, Debug, Default)]
pub struct Metered {
    pub text: String,
    added: Vec<Added>,
}

/// Something put in before the column of a line, both from 1 and as in the original.
#[derive(Clone, Copy, Debug)]
struct Added {
    line: usize,
    column: usize,
    letters: usize,
}

impl Metered {
    /// `text` with the calls in it.
    pub fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let mut meter = Meter { text, tokens: &tokens, puts: Vec::new() };
        meter.walk();
        meter.finish()
    }

    /// The column that its author knows for `column` of `line`, both from 1.
    pub fn column(&self, line: usize, column: usize) -> usize {
        let mut shift = 0;
        for added in self.added.iter().filter(|added| added.line == line) {
            if column < added.column + shift {
                break;
            }
            if column < added.column + shift + added.letters {
                return added.column;
            }
            shift += added.letters;
        }
        column - shift
    }
}

/// A text to be put in at a byte; of several at one byte the first comes first.
struct Put {
    at: usize,
    line: usize,
    column: usize,
    words: String,
}

struct Meter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    puts: Vec<Put>,
}

/// A loop or a component whose end is not yet met: the place of its call, what it weighs and what it prints.
struct Open {
    put: usize,
    weight: usize,
    letters: usize,
}

impl Meter<'_> {
    fn walk(&mut self) {
        let mut open: Vec<Open> = Vec::new();
        let mut at = 0;
        let mut end = 0;
        while let Some(first) = self.tokens.get(at) {
            let length = self.tokens.get(at..).unwrap_or_default().iter().position(|it| it.kind == Kind::Close);
            let close = at + length.unwrap_or(self.tokens.len() - at);
            let inner = self.tokens.get(at + 1..close).unwrap_or_default();
            if let Some(open) = open.last_mut() {
                open.weight += inner.len();
                open.letters += first.at.saturating_sub(end);
            }
            end = self.tokens.get(close).map_or(self.text.len(), |close| close.at + 2);
            match (&first.kind, inner.first().and_then(Token::name)) {
                (Kind::OpenTag, Some("for")) => {
                    let put = self.each(inner, close);
                    open.push(Open { put, weight: 0, letters: 0 });
                }
                (Kind::OpenTag, Some("component")) => {
                    let put = self.enter(close);
                    open.push(Open { put, weight: 0, letters: 0 });
                }
                (Kind::OpenTag, Some("endfor" | "endcomponent")) => {
                    open.pop().into_iter().for_each(|open| self.weigh(&open));
                }
                (Kind::OpenTag, Some("set" | "set_global")) => self.keep(inner, close),
                (Kind::OpenValue, _) => self.show(inner, close),
                _ => {}
            }
            self.comprehensions(inner);
            at = close + 1;
        }
        // What has no end is refused by the engine.
        open.iter().for_each(|open| self.weigh(open));
    }

    /// The call around the list of a loop; where its numbers go.
    fn each(&mut self, inner: &[Token], close: usize) -> usize {
        if let Some(word) = inner.iter().find(|token| token.name() == Some("in")) {
            self.put(word, 2, format!(" {}(v=(", function::EACH));
        }
        self.before_close(close, "))".to_owned())
    }

    /// The call at the beginning of a component, which prints nothing.
    fn enter(&mut self, close: usize) -> usize {
        let Some(token) = self.tokens.get(close) else { return self.puts.len() };
        let trim = if self.is_trimmed(token) { "-" } else { "" };
        self.put(token, 2, format!("{{{{ {}() {trim}}}}}", function::ENTER));
        self.puts.len() - 1
    }

    /// Writes into a call what the body of its loop or component weighs and prints.
    fn weigh(&mut self, open: &Open) {
        let numbers = format!("w={}, t={}", open.weight, open.letters);
        if let Some(put) = self.puts.get_mut(open.put) {
            put.words = match put.words.as_str() {
                "))" => format!("), {numbers})"),
                call => call.replace("()", &format!("({numbers})")),
            };
        }
    }

    fn keep(&mut self, inner: &[Token], close: usize) {
        // `set NAME = …` keeps a value, `set NAME` what follows up to its end.
        match inner.get(2).filter(|token| token.is("=")) {
            // What is only another name for a value that is there takes no room.
            Some(_) if inner.get(3..).unwrap_or_default().iter().all(is_path) => {}
            Some(sign) => {
                self.put(sign, 1, format!(" {}(v=(", function::KEEP));
                self.before_close(close, "))".to_owned());
            }
            None => _ = self.before_close(close, format!(" | {} ", function::KEEP)),
        }
    }

    fn show(&mut self, inner: &[Token], close: usize) {
        let is_component = inner.first().is_some_and(|token| token.is("<"));
        if let (Some(first), false) = (inner.first(), is_component) {
            self.put(first, 0, format!("{}(v=(", function::SHOW));
            self.before_close(close, "))".to_owned());
        }
    }

    /// The calls around the lists of `[… for … in LIST if …]`.
    fn comprehensions(&mut self, inner: &[Token]) {
        for (at, _) in inner.iter().enumerate().skip(1).filter(|(_, token)| token.name() == Some("for")) {
            let rest = inner.get(at..).unwrap_or_default();
            let Some(start) = rest.iter().position(|token| token.name() == Some("in")) else { continue };
            let mut depth = 0usize;
            let ends = |token: &Token| {
                match token.kind {
                    Kind::Sign("(" | "[" | "{") => depth += 1,
                    Kind::Sign(")" | "]" | "}") if depth == 0 => return true,
                    Kind::Sign(")" | "]" | "}") => depth -= 1,
                    _ => {}
                }
                depth == 0 && token.name() == Some("if")
            };
            let list = rest.get(start + 1..).unwrap_or_default();
            let (Some(begin), Some(end)) = (rest.get(start), list.iter().position(ends)) else { continue };
            let (Some(end), weight) = (list.get(end), inner.len()) else { continue };
            self.put(begin, 2, format!(" {}(v=(", function::EACH));
            self.put(end, 0, format!("), w={weight}) "));
        }
    }

    fn put(&mut self, token: &Token, behind: usize, words: String) {
        self.puts.push(Put { at: token.at + behind, line: token.line, column: token.column + behind, words });
    }

    /// Puts `words` before the end of a tag; where they are among all.
    fn before_close(&mut self, close: usize, words: String) -> usize {
        if let Some(token) = self.tokens.get(close) {
            let back = usize::from(self.is_trimmed(token));
            let (at, column) = (token.at - back, token.column.saturating_sub(back));
            self.puts.push(Put { at, line: token.line, column, words });
        }
        self.puts.len().saturating_sub(1)
    }

    /// Whether the tag that ends at `close` takes the blanks behind it.
    fn is_trimmed(&self, close: &Token) -> bool {
        close.at > 0 && self.text.as_bytes().get(close.at - 1) == Some(&b'-')
    }

    fn finish(mut self) -> Metered {
        self.puts.sort_by_key(|put| put.at);
        let mut metered = Metered::default();
        let mut from = 0;
        for put in self.puts {
            metered.text.push_str(self.text.get(from..put.at).unwrap_or_default());
            metered.text.push_str(&put.words);
            from = put.at.max(from);
            metered.added.push(Added { line: put.line, column: put.column, letters: put.words.chars().count() });
        }
        metered.text.push_str(self.text.get(from..).unwrap_or_default());
        metered
    }
}

/// Whether a token is part of the way to a value: `a.b.c`.
fn is_path(token: &Token) -> bool {
    token.name().is_some() || token.is(".")
}
