//! The page of a code: law, reason, example, how to mend it.

use maud::{Markup, html};

use super::layout::{self, Tab};
use crate::base::diag::Code;
use crate::web::App;
use crate::web::http::{Request, Response};

/// The sections of every page.
const SECTIONS: [&str; 4] = ["Căn cứ", "Vì sao", "Ví dụ", "Cách sửa"];

/// The page of the code that is asked for.
pub fn page(app: &App, request: &Request) -> Response {
    match request.query.get("ma").and_then(|word| word.parse::<Code>().ok()) {
        Some(code) => layout::page(app, Tab::Findings, &text(code.page())),
        None => super::refusal::page(404, "không có mã này"),
    }
}

/// `page`, in the few forms of Markdown that the pages of codes are written in.
fn text(page: &str) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    let mut blocks = page.split("\n```");
    // Before, between and after fences.
    if let Some(first) = blocks.next() {
        parts.extend(lines(first));
    }
    while let Some(fenced) = blocks.next() {
        let code = fenced.split_once('\n').map_or("", |(_, code)| code);
        parts.push(html! { pre { code { (code) } } });
        parts.extend(blocks.next().into_iter().flat_map(lines));
    }
    html! { @for part in &parts { (part) } p { a href="/loi" { "Về lỗi và cảnh báo" } } }
}

fn lines(text: &str) -> Vec<Markup> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_section = |line: &str| SECTIONS.iter().any(|section| line.strip_prefix("## ") == Some(section));
    // Examples may have marks of their own, which are not ours.
    let line = |line: &str| match line.split_once(' ') {
        Some(("##", title)) if is_section(line) => html! { h2 { (title) } },
        Some(("#", title)) if title.contains(" — ") => html! { h1 { (marked(title)) } },
        Some(("-", item)) => html! { p.muc-con { "– " (marked(item)) } },
        _ => html! { p { (marked(line)) } },
    };
    lines.map(line).collect()
}

/// `words` of a finding, with what stands between backticks as it is typed; a backtick without another stays.
pub fn inline(words: &str) -> Markup {
    if words.matches('`').count() % 2 == 0 {
        marked(words)
    } else {
        html! { (words) }
    }
}

/// Words between backticks stand as they are typed, also where the second one is on another line.
fn marked(line: &str) -> Markup {
    html! {
        @for (at, part) in line.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_typed_are_marked() {
        assert_eq!(inline("tệp `a<b>` và `c`").into_string(), "tệp <code>a&lt;b&gt;</code> và <code>c</code>");
        assert_eq!(inline("một ` thôi").into_string(), "một ` thôi");
    }

    #[test]
    fn no_mark_of_markdown_is_left_on_any_page() {
        for code in Code::ALL {
            let page = text(code.page()).into_string();
            assert_eq!((page.matches("<h1>").count(), page.matches("<h2>").count()), (1, 4), "{code}");
            let bare: String =
                page.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, rest)| rest)).collect();
            assert!(!bare.contains('`'), "{code}: {bare}");
        }
    }
}
