//! The tokens of a template, for [`super::lint`]. Tera keeps its own syntax tree to itself.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{{`
    OpenValue,
    /// `{%`
    OpenTag,
    /// `}}` or `%}`
    Close,
    Name(String),
    Text(String),
    Number,
    /// An operator or bracket.
    Sign(&'static str),
}

/// A token with line and column, both from 1, columns in characters, and its first byte in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
    pub column: usize,
    pub at: usize,
}

impl Token {
    /// Whether this is the sign `sign`.
    pub fn is(&self, sign: &str) -> bool {
        matches!(&self.kind, Kind::Sign(own) if *own == sign)
    }

    /// The name, when it is one.
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Longer signs first.
const SIGNS: [&str; 30] = [
    "...", "?.", "?[", "==", "!=", ">=", "<=", "**", "//", "</", "/>", "+", "-", "*", "/", "%", "<", ">", "=", "~",
    "|", ".", ",", ":", "(", ")", "[", "]", "{", "}",
];

/// The tokens between `{{ }}` and `{% %}` in `text`. Faults of syntax are left to Tera: what can't be
/// understood is skipped.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { length: text.len(), rest: text, line: 1, column: 1, tokens: Vec::new() };
    while !scanner.rest.is_empty() {
        scanner.content();
    }
    scanner.tokens
}

struct Scanner<'a> {
    /// Of the whole text, in bytes.
    length: usize,
    rest: &'a str,
    line: usize,
    column: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        for letter in skipped.chars() {
            if letter == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
    }

    fn skip_past(&mut self, end: &str) {
        self.skip(self.rest.find(end).map_or(self.rest.len(), |at| at + end.len()));
    }

    fn put(&mut self, kind: Kind, bytes: usize) {
        let at = self.length - self.rest.len();
        self.tokens.push(Token { kind, line: self.line, column: self.column, at });
        self.skip(bytes);
    }

    /// Text up to the next opening sign, and what stands between that and its end.
    fn content(&mut self) {
        let opens = |at: &usize| matches!(self.rest.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
        let opening = self.rest.match_indices('{').map(|(at, _)| at).find(opens);
        self.skip(opening.unwrap_or(self.rest.len()));
        if self.rest.starts_with("{#") {
            self.skip_past("#}");
        } else if self.rest.starts_with("{{") {
            self.put(Kind::OpenValue, 2);
            self.inside("}}");
        } else if self.rest.starts_with("{%") {
            if self.is_raw() {
                self.skip_past("endraw");
                self.skip_past("%}");
                return;
            }
            self.put(Kind::OpenTag, 2);
            self.inside("%}");
        }
    }

    fn is_raw(&self) -> bool {
        let tag = self.rest.trim_start_matches("{%").trim_start_matches('-').trim_start();
        tag.strip_prefix("raw").is_some_and(|rest| rest.trim_start().trim_start_matches('-').starts_with("%}"))
    }

    fn inside(&mut self, end: &str) {
        let mut braces = 0usize;
        if self.rest.starts_with('-') {
            self.skip(1);
        }
        while let Some(letter) = self.rest.chars().next() {
            let trimmed = self.rest.strip_prefix('-').unwrap_or(self.rest);
            if braces == 0 && trimmed.starts_with(end) {
                self.skip(self.rest.len() - trimmed.len());
                self.put(Kind::Close, end.len());
                return;
            }
            match letter {
                '{' => braces += 1,
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
            self.token(letter);
        }
    }

    fn token(&mut self, letter: char) {
        if letter.is_whitespace() {
            return self.skip(letter.len_utf8());
        }
        if letter.is_ascii_digit() {
            let length = self.rest.find(|next: char| !next.is_ascii_digit()).unwrap_or(self.rest.len());
            return self.put(Kind::Number, length);
        }
        if letter.is_alphabetic() || letter == '_' {
            let length = self.rest.find(|next: char| !next.is_alphanumeric() && next != '_');
            let name = self.rest.get(..length.unwrap_or(self.rest.len())).unwrap_or_default().to_owned();
            let bytes = name.len();
            return self.put(Kind::Name(name), bytes);
        }
        if matches!(letter, '"' | '\'' | '`') {
            return self.string(letter);
        }
        match SIGNS.iter().find(|sign| self.rest.starts_with(**sign)) {
            Some(sign) => self.put(Kind::Sign(sign), sign.len()),
            None => self.skip(letter.len_utf8()),
        }
    }

    fn string(&mut self, quote: char) {
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        let mut length = self.rest.len();
        while let Some((at, letter)) = letters.next() {
            if letter == quote {
                length = at + 1;
                break;
            }
            if letter == '\\' {
                text.extend(letters.next().map(|(_, escaped)| escaped));
            } else {
                text.push(letter);
            }
        }
        self.put(Kind::Text(text), length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_know_their_places() {
        let tokens = tokens("ờ {{ a.b -}}\n{# {{ x }} #}{%- raw %}{{ y }}{% endraw %}{% if \"}}\" %}");
        let shown: Vec<_> = tokens.iter().map(|token| (&token.kind, token.line, token.column)).collect();
        let name = |name: &str| Kind::Name(name.to_owned());
        assert_eq!(shown[1], (&name("a"), 1, 6));
        assert_eq!(shown[3], (&name("b"), 1, 8));
        assert_eq!(shown[4], (&Kind::Close, 1, 11));
        assert_eq!(shown[6].0, &name("if"));
        assert_eq!(shown[7].0, &Kind::Text("}}".to_owned()));
        assert_eq!(shown.len(), 9);
    }
}
