//! Expressions: every name in them is looked up; what they give is known when they are a path with
//! filters that keep the shape.

use std::collections::BTreeMap;

use super::scopes::Scopes;
use super::{Diagnostic, Linter, Schema, Token};
use crate::base::diag::Code;
use crate::campaign::template::filters::{FILTERS, FUNCTIONS, TESTS, Yield};
use crate::campaign::template::lexer::Kind;

const WORDS: [&str; 14] =
    ["and", "or", "not", "in", "if", "else", "for", "true", "false", "none", "True", "False", "None", "null"];

/// The state of one walk over the tokens of an expression.
struct Walk<'a> {
    piece: usize,
    tokens: &'a [Token],
    at: usize,
    /// What the expression gives so far; `None` before the first operand.
    value: Option<Schema>,
}

impl<'a> Walk<'a> {
    fn peek(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    fn next_is(&self, ahead: usize, sign: &str) -> bool {
        self.peek(ahead).is_some_and(|token| token.is(sign))
    }

    /// The tokens between the bracket at the present place and its partner; goes behind it.
    fn bracketed(&mut self) -> &'a [Token] {
        let start = self.at + 1;
        let mut depth = 0usize;
        while let Some(token) = self.peek(0) {
            self.at += 1;
            match &token.kind {
                Kind::Sign("(" | "[" | "{" | "?[") => depth += 1,
                Kind::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return self.tokens.get(start..self.at - 1).unwrap_or_default();
            }
        }
        self.tokens.get(start..).unwrap_or_default()
    }

    fn operand(&mut self, schema: Schema) {
        self.value = Some(if self.value.is_none() { schema } else { Schema::Any });
    }
}

impl Linter {
    /// Checks `tokens` and says what they give.
    pub(super) fn expression(&mut self, piece: usize, tokens: &[Token], scopes: &Scopes) -> Schema {
        let mut walk = Walk { piece, tokens, at: 0, value: None };
        while let Some(token) = walk.peek(0) {
            match &token.kind {
                Kind::Name(name) => self.name(name, token, &mut walk, scopes),
                Kind::Sign("|") => self.filter(&mut walk, scopes),
                Kind::Sign("<") if is_call(&walk) => self.component(&mut walk, scopes),
                Kind::Sign("[") => self.list(&mut walk, scopes),
                Kind::Sign("(") => {
                    let inner = walk.bracketed();
                    let value = self.expression(piece, inner, scopes);
                    walk.operand(value);
                }
                Kind::Sign("{") => {
                    let inner = walk.bracketed();
                    self.map(piece, inner, scopes);
                    walk.operand(Schema::Any);
                }
                Kind::Text(_) | Kind::Number => {
                    walk.at += 1;
                    walk.operand(Schema::Scalar);
                }
                _ => walk.at += 1,
            }
        }
        walk.value.unwrap_or(Schema::Any)
    }

    fn name(&mut self, name: &str, token: &Token, walk: &mut Walk, scopes: &Scopes) {
        walk.at += 1;
        if name == "is" {
            self.test(walk, scopes);
        } else if WORDS.contains(&name) {
            walk.operand(Schema::Any);
        } else if walk.next_is(0, "(") {
            if !FUNCTIONS.contains(&name) {
                self.unknown_name(walk.piece, token, "hàm", FUNCTIONS);
            }
            let inner = walk.bracketed();
            self.arguments(walk.piece, inner, scopes);
            walk.operand(Schema::Any);
        } else {
            let value = self.path(name, token, walk, scopes);
            walk.operand(value);
        }
    }

    /// A variable with its fields.
    fn path(&mut self, name: &str, token: &Token, walk: &mut Walk, scopes: &Scopes) -> Schema {
        let mut value = match scopes.get(name) {
            Some(schema) => schema.clone(),
            None => {
                let finding = Diagnostic::error(Code::MT002, format!("không có biến `{name}`"));
                self.push(walk.piece, std::slice::from_ref(token), suggest(finding, name, &scopes.names()));
                Schema::Any
            }
        };
        let mut shown = name.to_owned();
        loop {
            if (walk.next_is(0, ".") || walk.next_is(0, "?."))
                && let Some(field) = walk.peek(1)
                && let Some(key) = field.name()
            {
                walk.at += 2;
                value = self.field(&value, key, &shown, field, walk.piece);
                shown = format!("{shown}.{key}");
            } else if walk.next_is(0, "[") || walk.next_is(0, "?[") {
                let inner = walk.bracketed();
                value = self.subscript(value, inner, &shown, walk.piece, scopes);
                shown.push_str("[…]");
            } else {
                return value;
            }
        }
    }

    fn subscript(&mut self, value: Schema, inner: &[Token], shown: &str, piece: usize, scopes: &Scopes) -> Schema {
        if let [token] = inner
            && let Kind::Text(key) = &token.kind
        {
            return self.field(&value, key, shown, token, piece);
        }
        self.expression(piece, inner, scopes);
        if inner.iter().any(|token| token.is(":")) { value } else { value.item() }
    }

    fn field(&mut self, value: &Schema, key: &str, shown: &str, token: &Token, piece: usize) -> Schema {
        let finding = match value {
            Schema::Any => return Schema::Any,
            Schema::Map(fields) => match fields.get(key) {
                Some(schema) => return schema.clone(),
                None => {
                    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
                    suggest(Diagnostic::error(Code::MT002, format!("`{shown}` không có trường `{key}`")), key, &names)
                }
            },
            Schema::List(_) => {
                Diagnostic::error(Code::MT002, format!("`{shown}` là danh sách, không có trường `{key}`"))
                    .hint("dùng `{% for … in … %}`, hoặc bộ lọc `first`")
            }
            Schema::Scalar => {
                Diagnostic::error(Code::MT002, format!("`{shown}` là giá trị đơn, không có trường `{key}`"))
            }
        };
        self.push(piece, std::slice::from_ref(token), finding);
        Schema::Any
    }

    fn filter(&mut self, walk: &mut Walk, scopes: &Scopes) {
        walk.at += 1;
        let Some(token) = walk.peek(0) else { return };
        let Some(name) = token.name() else { return };
        walk.at += 1;
        let known = FILTERS.iter().find(|filter| filter.name == name);
        if known.is_none() {
            let names: Vec<&str> = FILTERS.iter().map(|filter| filter.name).collect();
            self.unknown_name(walk.piece, token, "bộ lọc", &names);
        }
        if walk.next_is(0, "(") {
            let inner = walk.bracketed();
            self.arguments(walk.piece, inner, scopes);
        }
        let before = walk.value.take().unwrap_or(Schema::Any);
        walk.value = Some(match known.map(|filter| filter.gives) {
            Some(Yield::Same) => before,
            Some(Yield::Item) => before.item(),
            Some(Yield::Scalar) => Schema::Scalar,
            Some(Yield::Any) | None => Schema::Any,
        });
    }

    fn test(&mut self, walk: &mut Walk, scopes: &Scopes) {
        if walk.peek(0).is_some_and(|token| token.name() == Some("not")) {
            walk.at += 1;
        }
        let Some(token) = walk.peek(0) else { return };
        let Some(name) = token.name() else { return };
        walk.at += 1;
        if !TESTS.contains(&name) {
            self.unknown_name(walk.piece, token, "phép thử", TESTS);
        }
        if walk.next_is(0, "(") {
            let inner = walk.bracketed();
            self.arguments(walk.piece, inner, scopes);
        }
        walk.value = Some(Schema::Scalar);
    }

    /// `name=value` between round brackets.
    fn arguments(&mut self, piece: usize, tokens: &[Token], scopes: &Scopes) {
        for part in split(tokens) {
            let named = part.get(1).is_some_and(|token| token.is("="));
            self.expression(piece, part.get(if named { 2 } else { 0 }..).unwrap_or_default(), scopes);
        }
    }

    /// `key: value` between curly brackets.
    fn map(&mut self, piece: usize, tokens: &[Token], scopes: &Scopes) {
        for part in split(tokens) {
            let keyed = part.get(1).is_some_and(|token| token.is(":"));
            self.expression(piece, part.get(if keyed { 2 } else { 0 }..).unwrap_or_default(), scopes);
        }
    }

    /// `[a, b]`, or `[x.a for x in list if …]`.
    fn list(&mut self, walk: &mut Walk, scopes: &Scopes) {
        let inner = walk.bracketed();
        let Some(at) = top_level(inner, "for") else {
            for part in split(inner) {
                self.expression(walk.piece, part, scopes);
            }
            return walk.operand(Schema::Any);
        };
        let (item, clause) = inner.split_at(at);
        let from = clause.iter().position(|token| token.name() == Some("in")).unwrap_or(clause.len());
        let names: Vec<String> = clause.iter().take(from).skip(1).filter_map(Token::name).map(str::to_owned).collect();
        let target = clause.get(from + 1..).unwrap_or_default();
        let (list, condition) = target.split_at(top_level(target, "if").unwrap_or(target.len()));
        let list = self.expression(walk.piece, list, scopes);
        let mut inner_scopes = Scopes::new(&Schema::map(all(scopes)));
        inner_scopes.enter_loop(&names, &list);
        let item = self.expression(walk.piece, item, &inner_scopes);
        self.expression(walk.piece, condition.get(1..).unwrap_or_default(), &inner_scopes);
        walk.operand(Schema::list(item));
    }

    /// `<ten a={…} b="…" />`, with or without a body.
    fn component(&mut self, walk: &mut Walk, scopes: &Scopes) {
        walk.at += 1;
        let Some(token) = walk.peek(0) else { return };
        let mut name = token.name().unwrap_or_default().to_owned();
        walk.at += 1;
        while walk.next_is(0, ".") {
            name = format!("{name}.{}", walk.peek(1).and_then(Token::name).unwrap_or_default());
            walk.at += 2;
        }
        let mut given = BTreeMap::new();
        let mut has_body = false;
        while let Some(token) = walk.peek(0) {
            if token.is("/>") || token.is(">") {
                has_body = token.is(">");
                walk.at += 1;
                break;
            }
            self.attribute(token, &mut given, walk, scopes);
        }
        if !self.components.contains_key(&name) {
            let known: Vec<String> = self.components.keys().cloned().collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.unknown_name(walk.piece, token, "thành phần", &known);
        }
        self.call(&name, &given, has_body);
        walk.operand(Schema::Scalar);
    }

    fn attribute(&mut self, token: &Token, given: &mut BTreeMap<String, Schema>, walk: &mut Walk, scopes: &Scopes) {
        let Some(key) = token.name() else {
            if token.is("{") {
                let inner = walk.bracketed();
                self.expression(walk.piece, inner, scopes);
            } else {
                walk.at += 1;
            }
            return;
        };
        walk.at += 1;
        let value = if !walk.next_is(0, "=") {
            self.path(key, token, walk, scopes)
        } else if walk.next_is(1, "{") {
            walk.at += 1;
            let inner = walk.bracketed();
            self.expression(walk.piece, inner, scopes)
        } else {
            walk.at += 2;
            Schema::Scalar
        };
        given.insert(key.to_owned(), value);
    }
}

/// Whether `<` opens a component call and does not compare.
fn is_call(walk: &Walk) -> bool {
    let before = walk.at.checked_sub(1).and_then(|at| walk.tokens.get(at));
    let after_operand = before.is_some_and(|token| {
        let word = token.name().is_some_and(|name| !WORDS.contains(&name));
        word || matches!(token.kind, Kind::Text(_) | Kind::Number | Kind::Sign(")" | "]" | "}"))
    });
    !after_operand && walk.peek(1).is_some_and(|token| token.name().is_some())
}

/// Parts between the commas outside brackets.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0usize;
    let at_comma = |token: &Token| {
        match &token.kind {
            Kind::Sign("(" | "[" | "{" | "?[") => depth += 1,
            Kind::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is(",")
    };
    tokens.split(at_comma).collect()
}

/// Where the word stands outside brackets.
fn top_level(tokens: &[Token], word: &str) -> Option<usize> {
    let mut depth = 0usize;
    tokens.iter().position(|token| {
        match &token.kind {
            Kind::Sign("(" | "[" | "{" | "?[") => depth += 1,
            Kind::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.name() == Some(word)
    })
}

fn all(scopes: &Scopes) -> impl Iterator<Item = (String, Schema)> {
    scopes.names().into_iter().filter_map(|name| Some((name.to_owned(), scopes.get(name).cloned()?)))
}

fn suggest(finding: Diagnostic, name: &str, known: &[&str]) -> Diagnostic {
    finding.did_you_mean(name, known.iter().copied(), || match known {
        [] => "ở đây không có trường nào: thêm cột vào bảng, hoặc bỏ chỗ này trong mẫu".to_owned(),
        known => format!("ở đây có: {}", known.join(", ")),
    })
}
