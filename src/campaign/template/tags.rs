//! Which tag of a template a fault of syntax is about: Tera tells where it stopped, most often at the end of the file,
//! and not which `{% if %}` it was that has no end.

use super::lexer::{Kind, Token, tokens};

/// Each tag that opens a part, with the one that ends it.
const PAIRS: [(&str, &str); 6] = [
    ("if", "endif"),
    ("for", "endfor"),
    ("set", "endset"),
    ("set_global", "endset"),
    ("filter", "endfilter"),
    ("component", "endcomponent"),
];
/// Tags in the middle of a part, with those that open it.
const MIDDLE: [(&str, &[&str]); 2] = [("elif", &["if"]), ("else", &["if", "for"])];
/// Tags that stand alone.
const ALONE: [&str; 4] = ["break", "continue", "include", "extends"];
/// Letters of a tag that are shown.
const SHOWN: usize = 60;

/// A tag, or a value, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word that it begins with; nothing for a value.
    pub word: String,
    /// From its opening sign to its closing one, on one line.
    pub text: String,
    /// Of its opening sign, from 1.
    pub line: usize,
    pub column: usize,
}

/// What is wrong with the tags of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It opens a part that is never ended.
    Open(Tag),
    /// The first stands where the part that the second opens has not ended yet.
    Crossed(Tag, Tag),
    /// It ends or divides a part that nothing opens.
    Alone(Tag),
    /// There is no such tag.
    Unknown(Tag),
}

/// The first thing that is wrong with the tags of `text`.
pub fn wrong(text: &str) -> Option<Wrong> {
    let mut open: Vec<Tag> = Vec::new();
    for (tag, inner) in all(text).filter(|(tag, _)| !tag.word.is_empty()) {
        let is_value = tag.word.starts_with("set") && inner.get(2).is_some_and(|token| token.is("="));
        let word = tag.word.as_str();
        let opens = |tag: &&Tag| PAIRS.iter().any(|(first, last)| tag.word == *first && word == *last);
        let divides = |tag: &&Tag| MIDDLE.iter().any(|(middle, of)| word == *middle && of.contains(&tag.word.as_str()));
        if is_value || ALONE.contains(&word) {
        } else if PAIRS.iter().any(|(first, _)| *first == word) {
            open.push(tag);
        } else if MIDDLE.iter().any(|(middle, _)| *middle == word) {
            match open.last() {
                Some(last) if divides(&last) => {}
                Some(last) => return Some(Wrong::Crossed(tag.clone(), last.clone())),
                None => return Some(Wrong::Alone(tag)),
            }
        } else if PAIRS.iter().any(|(_, last)| *last == word) {
            match open.last() {
                Some(last) if opens(&last) => drop(open.pop()),
                Some(last) if open.iter().any(|tag| opens(&tag)) => {
                    return Some(Wrong::Crossed(tag.clone(), last.clone()));
                }
                _ => return Some(Wrong::Alone(tag)),
            }
        } else {
            return Some(Wrong::Unknown(tag));
        }
    }
    open.pop().map(Wrong::Open)
}

/// The tag or value of `text` that begins last before `line` and `column`, both from 1, or there.
pub fn at(text: &str, line: usize, column: usize) -> Option<Tag> {
    all(text).map(|(tag, _)| tag).take_while(|tag| (tag.line, tag.column) <= (line, column)).last()
}

/// The words of all tags.
pub fn words() -> impl Iterator<Item = &'static str> {
    let pairs = PAIRS.iter().flat_map(|(first, last)| [*first, *last]);
    pairs.chain(MIDDLE.iter().map(|(word, _)| *word))
}

/// Each tag and value of `text`, with the tokens in it.
fn all(text: &str) -> impl Iterator<Item = (Tag, Vec<Token>)> {
    let mut tokens = tokens(text).into_iter().peekable();
    std::iter::from_fn(move || {
        let begin = tokens.next()?;
        let is_tag = begin.kind == Kind::OpenTag;
        let mut inner = Vec::new();
        let mut end = None;
        while let Some(token) = tokens.next_if(|token| !matches!(token.kind, Kind::OpenTag | Kind::OpenValue)) {
            if token.kind == Kind::Close {
                end = Some(token.at + 2);
                break;
            }
            inner.push(token);
        }
        let typed = text.get(begin.at..end.unwrap_or(text.len())).unwrap_or_default();
        let first = inner.first().and_then(Token::name).filter(|_| is_tag);
        let tag = Tag {
            word: first.unwrap_or_default().to_owned(),
            text: on_one_line(typed),
            line: begin.line,
            column: begin.column,
        };
        Some((tag, inner))
    })
}

/// What is typed, up to the end of its line, if it is long.
fn on_one_line(typed: &str) -> String {
    let line = typed.lines().next().unwrap_or_default();
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => line.split_at_checked(at).map_or(line, |(shown, _)| shown).to_owned() + "…",
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match wrong(text) {
            None => String::new(),
            Some(Wrong::Open(tag)) => format!("mở {} {}:{}", tag.text, tag.line, tag.column),
            Some(Wrong::Crossed(tag, open)) => format!("{} trong {} {}", tag.text, open.text, open.line),
            Some(Wrong::Alone(tag)) => format!("thừa {} {}", tag.text, tag.line),
            Some(Wrong::Unknown(tag)) => format!("lạ {} {}", tag.text, tag.line),
        }
    }

    #[test]
    fn the_tag_that_is_at_fault_is_found() {
        for (text, wanted) in [
            ("{% if a %}{% elif b %}{% else %}{% endif %}{% for x in y %}{% else %}{% endfor %}{{ z }}", ""),
            ("{% set a = 1 %}{% set b %}{{ c }}{% endset %}{%- if a -%}{% raw %}{% if %}{% endraw %}{% endif %}", ""),
            ("{% component a(b) %}{% break %}{% endcomponent %}{{<a b={c} />}}{% <a b={c}> %}d{% </a> %}", ""),
            ("a\n{% if don_vi.ten %}\n{% if x %}{% endif %}", "mở {% if don_vi.ten %} 2:1"),
            ("{% for x in y %}\n{% if x %}\n{% endfor %}", "{% endfor %} trong {% if x %} 2"),
            ("{% for x in y %}{% endfor %}\n{% endif %}", "thừa {% endif %} 2"),
            ("{% filter a %}{% else %}", "{% else %} trong {% filter a %} 1"),
            ("{% else %}", "thừa {% else %} 1"),
            ("\n{% iff x %}{% endif %}", "lạ {% iff x %} 2"),
            ("{% if x %}{% endfor %}{% endif %}", "thừa {% endfor %} 1"),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_tag_at_a_place_is_shown_as_it_is_typed() {
        let text = "{{ a }} {{ b | }} c\n{% if d e %}";
        let shown = |line, column| at(text, line, column).map(|tag| tag.text);
        assert_eq!(shown(1, 15).as_deref(), Some("{{ b | }}"));
        assert_eq!(shown(2, 9).as_deref(), Some("{% if d e %}"));
        assert!(at("abc", 1, 2).is_none());
        let long = format!("{{{{ {} }}}}", "ă".repeat(200));
        assert_eq!(at(&long, 1, 1).unwrap().text.chars().count(), SHOWN + 1);
    }
}
