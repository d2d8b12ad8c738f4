//! Checks every name in a template before anything is rendered.
//!
//! Tera takes an unknown variable inside `{% if %}` for false, so a slip of the keyboard would silently
//! print the wrong form. Here every variable, field, filter, test, function and component of a
//! template is looked up against the shape of its data ([`Schema`]), also in branches that the data
//! at hand don't reach.

mod expression;
mod scopes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::lexer::{Kind, Token, tokens};
use super::schema::Schema;
use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use scopes::Scopes;

/// How deep components may call each other.
const MAX_DEPTH: usize = 8;

/// A piece of template text and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Piece {
    pub path: PathBuf,
    /// Line and column, from 1, of the first character.
    pub line: usize,
    pub column: usize,
    pub text: String,
}

impl Piece {
    /// The place of `line` and `column` of the text, both from 1.
    pub fn place(&self, line: usize, column: usize) -> Place {
        let column = if line == 1 { self.column + column - 1 } else { column };
        Place::line(&self.path, self.line + line - 1, column)
    }
}

/// A component as defined: `{% component ten(a, b="…") %}`.
#[derive(Clone, Debug)]
struct Component {
    piece: usize,
    arguments: Vec<String>,
    /// Its body, as a range of the tokens of its piece.
    body: std::ops::Range<usize>,
}

/// The check of a set of pieces that share their components.
pub struct Linter {
    pieces: Vec<(Piece, Vec<Token>)>,
    components: BTreeMap<String, Component>,
    report: Report,
    /// Components already looked at, with the shapes they were given.
    seen: Vec<(String, Vec<Schema>)>,
    depth: usize,
}

impl Linter {
    /// Takes `pieces`, first of all for the components that they define.
    pub fn new(pieces: Vec<Piece>) -> Self {
        let pieces: Vec<_> = pieces
            .into_iter()
            .map(|piece| {
                let tokens = tokens(&piece.text);
                (piece, tokens)
            })
            .collect();
        let mut components = BTreeMap::new();
        for (index, (_, tokens)) in pieces.iter().enumerate() {
            find_components(index, tokens, &mut components);
        }
        Linter { pieces, components, report: Report::new(), seen: Vec::new(), depth: 0 }
    }

    /// Checks all pieces against `data` and what each of them gets beside it (`own`, in their order).
    ///
    /// # Errors
    /// `MT002` for an unknown variable or field, `MT003` for an unknown filter, test, function or
    /// component.
    pub fn check(mut self, data: &Schema, own: &[&Schema]) -> Report {
        for index in 0..self.pieces.len() {
            let length = self.pieces.get(index).map_or(0, |(_, tokens)| tokens.len());
            let mut scopes = Scopes::new(data);
            own.get(index).into_iter().for_each(|own| scopes.add(own));
            self.walk(index, 0..length, &mut scopes);
        }
        let names: Vec<String> = self.components.keys().cloned().collect();
        for name in names {
            if !self.seen.iter().any(|(seen, _)| *seen == name) {
                self.call(&name, &BTreeMap::new(), false);
            }
        }
        self.report
    }

    /// Checks the tokens in `range` of one piece.
    fn walk(&mut self, piece: usize, range: std::ops::Range<usize>, scopes: &mut Scopes) {
        let tokens = self.pieces.get(piece).and_then(|(_, tokens)| tokens.get(range)).unwrap_or_default().to_vec();
        let mut at = 0;
        while at < tokens.len() {
            let length =
                tokens.iter().skip(at).position(|token| token.kind == Kind::Close).unwrap_or(tokens.len() - at);
            let inner = tokens.get(at + 1..at + length).unwrap_or_default();
            let is_tag = tokens.get(at).is_some_and(|token| token.kind == Kind::OpenTag);
            match (is_tag, inner.first().and_then(Token::name)) {
                (true, Some("component")) => at = end_of_component(&tokens, at),
                (true, Some(word)) => {
                    self.tag(piece, word, inner.get(1..).unwrap_or_default(), scopes);
                    at += length + 1;
                }
                _ => {
                    self.expression(piece, inner, scopes);
                    at += length + 1;
                }
            }
        }
    }

    fn tag(&mut self, piece: usize, word: &str, rest: &[Token], scopes: &mut Scopes) {
        match word {
            "for" => {
                let names = rest.iter().take_while(|token| token.name() != Some("in"));
                let names: Vec<String> = names.filter_map(Token::name).map(str::to_owned).collect();
                let at = rest.iter().position(|token| token.name() == Some("in")).map_or(rest.len(), |at| at + 1);
                let list = self.expression(piece, rest.get(at..).unwrap_or_default(), scopes);
                scopes.enter_loop(&names, &list);
            }
            "endfor" => scopes.leave(),
            "set" | "set_global" => {
                let is_block = !rest.get(1).is_some_and(|token| token.is("="));
                let value =
                    self.expression(piece, rest.get(if is_block { 1 } else { 2 }..).unwrap_or_default(), scopes);
                if let Some(name) = rest.first().and_then(Token::name) {
                    scopes.define(name, if is_block { Schema::Scalar } else { value });
                }
            }
            "filter" => {
                let mut tokens = vec![Token { kind: Kind::Sign("|"), line: 0, column: 0, at: 0 }];
                tokens.extend_from_slice(rest);
                self.expression(piece, &tokens, scopes);
            }
            "if" | "elif" => {
                self.expression(piece, rest, scopes);
            }
            "else" | "endif" | "endset" | "endfilter" | "endcomponent" | "break" | "continue" => {}
            "include" | "extends" | "block" | "endblock" => {
                let message = format!("thẻ `{word}` không dùng trong mẫu văn bản");
                self.push(
                    piece,
                    rest,
                    Diagnostic::error(Code::MT003, message).hint("dùng thành phần (component) thay vào"),
                );
            }
            _ => {}
        }
    }

    fn push(&mut self, piece: usize, tokens: &[Token], finding: Diagnostic) {
        let Some((piece, _)) = self.pieces.get(piece) else { return };
        let (line, column) = tokens.first().map_or((1, 1), |token| (token.line, token.column));
        let finding = finding.at(piece.place(line, column));
        if !self.report.iter().any(|known| *known == finding) {
            self.report.push(finding);
        }
    }

    /// Checks the body of the component `name` with the shapes of its arguments.
    fn call(&mut self, name: &str, given: &BTreeMap<String, Schema>, has_body: bool) {
        let Some(component) = self.components.get(name).cloned() else { return };
        let shape = |argument: &String| given.get(argument).cloned().unwrap_or(Schema::Any);
        let shapes: Vec<Schema> = component.arguments.iter().map(shape).collect();
        let call = (name.to_owned(), shapes.clone());
        if self.depth >= MAX_DEPTH || self.seen.contains(&call) {
            return;
        }
        self.seen.push(call);
        let mut scopes = Scopes::new(&Schema::map([]));
        for (argument, shape) in component.arguments.iter().zip(shapes) {
            scopes.define(argument, shape);
        }
        if has_body || !component.arguments.iter().any(|argument| argument == "body") {
            scopes.define("body", Schema::Scalar);
        }
        self.depth += 1;
        self.walk(component.piece, component.body, &mut scopes);
        self.depth -= 1;
    }

    fn unknown_name(&mut self, piece: usize, token: &Token, what: &str, known: &[&str]) {
        let name = token.name().unwrap_or_default();
        let finding = Diagnostic::error(Code::MT003, format!("không có {what} `{name}`"));
        let finding = match nearest(name, known.iter().copied()) {
            Some(near) => finding.hint(format!("có phải là `{near}`?")),
            None if known.is_empty() => finding,
            None => finding.hint(format!("chọn trong: {}", known.join(", "))),
        };
        self.push(piece, std::slice::from_ref(token), finding);
    }
}

/// The place behind the end of the component that opens at `at`.
fn end_of_component(tokens: &[Token], at: usize) -> usize {
    let end =
        tokens.iter().skip(at).position(|token| token.name() == Some("endcomponent")).unwrap_or(tokens.len() - at);
    let close = tokens.iter().skip(at + end).position(|token| token.kind == Kind::Close).unwrap_or(tokens.len());
    (at + end + close + 1).min(tokens.len())
}

fn find_components(piece: usize, tokens: &[Token], components: &mut BTreeMap<String, Component>) {
    for (at, pair) in tokens.windows(2).enumerate() {
        if pair[0].kind != Kind::OpenTag || pair[1].name() != Some("component") {
            continue;
        }
        let head = tokens.iter().skip(at + 2).take_while(|token| token.kind != Kind::Close);
        let head: Vec<&Token> = head.collect();
        let end = end_of_component(tokens, at);
        let body_end = tokens.iter().take(end).rposition(|token| token.kind == Kind::OpenTag).unwrap_or(end);
        let name: String = head.iter().take_while(|token| !token.is("(")).map(|token| token_text(token)).collect();
        let body = (at + 3 + head.len()).min(body_end)..body_end;
        components.insert(name, Component { piece, arguments: parameters(&head), body });
    }
}

fn token_text(token: &Token) -> &str {
    match &token.kind {
        Kind::Name(name) => name,
        Kind::Sign(sign) => sign,
        _ => "",
    }
}

/// The names after `(` and after commas of the outermost brackets.
fn parameters(head: &[&Token]) -> Vec<String> {
    let mut depth = 0usize;
    let mut names = Vec::new();
    for pair in head.windows(2) {
        let [before, token] = pair else { continue };
        match token_text(before) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let starts = before.is("(") || before.is(",") || before.is("...");
        if depth == 1 && starts {
            names.extend(token.name().map(str::to_owned));
        }
    }
    names
}
