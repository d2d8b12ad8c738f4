//! Long lists: a part of them at a time, picked out by a form.

use form_urlencoded::Serializer;
use maud::{Markup, html};

use crate::web::http::Form;

/// The name of the number of a page.
const PAGE: &str = "trang";

/// A part of a list.
pub struct Paged<'a, T> {
    pub items: &'a [T],
    /// The position of the first item in the whole.
    pub first: usize,
    page: usize,
    pages: usize,
}

impl<'a, T> Paged<'a, T> {
    /// The part of `all` that is asked for, `size` items or fewer.
    pub fn of(all: &'a [T], size: usize, asked: &Form) -> Self {
        let pages = all.len().div_ceil(size).max(1);
        let page = asked.get(PAGE).and_then(|word| word.parse().ok()).unwrap_or(1).clamp(1, pages);
        let first = (page - 1) * size;
        Paged { items: all.chunks(size).nth(page - 1).unwrap_or_default(), first, page, pages }
    }
}

/// The way to the other parts of the list at `path`, as it was `asked` for.
pub fn links<T>(paged: &Paged<T>, path: &str, asked: &Form) -> Markup {
    let link = |page: usize| {
        let mut query = Serializer::new(String::new());
        asked.pairs().filter(|(name, _)| *name != PAGE).for_each(|(name, value)| {
            query.append_pair(name, value);
        });
        format!("{path}?{}", query.append_pair(PAGE, &page.to_string()).finish())
    };
    html! {
        @if paged.pages > 1 {
            nav.trang aria-label="Các trang của danh sách" {
                @if paged.page > 1 { a rel="prev" href=(link(paged.page - 1)) { "Trang trước" } }
                span { "Trang " (paged.page) "/" (paged.pages) }
                @if paged.page < paged.pages { a rel="next" href=(link(paged.page + 1)) { "Trang sau" } }
            }
        }
    }
}

/// A list to choose from, with the words of each value; what is chosen stays chosen.
pub fn choice<V: AsRef<str>>(
    name: &str,
    label: &str,
    values: impl IntoIterator<Item = (V, String)>,
    asked: &Form,
) -> Markup {
    let chosen = asked.get(name).unwrap_or_default();
    html! {
        span.truong {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" selected[chosen.is_empty()] { "Tất cả" }
                @for (value, words) in values {
                    option value=(value.as_ref()) selected[value.as_ref() == chosen] { (words) }
                }
            }
        }
    }
}

/// The field for words to look for.
pub fn search(label: &str, asked: &Form) -> Markup {
    html! {
        span.truong {
            label for="tim" { (label) }
            input #tim name="tim" type="search" value=(asked.get("tim").unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_shown_in_parts_and_every_part_can_be_reached() {
        let all: Vec<usize> = (0..25).collect();
        let asked = |text: &str| Form::read(text.as_bytes());
        for (query, first, count) in
            [("", 0, 10), ("trang=3", 20, 5), ("trang=99", 20, 5), ("trang=0", 0, 10), ("trang=x", 0, 10)]
        {
            let paged = Paged::of(&all, 10, &asked(query));
            assert_eq!((paged.first, paged.items.len()), (first, count), "{query}");
        }
        let query = asked("trang=2&don_vi=A+%26+B");
        let text = links(&Paged::of(&all, 10, &query), "/loi", &query).into_string();
        for link in ["/loi?don_vi=A+%26+B&amp;trang=1", "/loi?don_vi=A+%26+B&amp;trang=3"] {
            assert!(text.contains(link), "{text}");
        }
        assert!(links(&Paged::of(&all[..3], 10, &query), "/loi", &query).into_string().is_empty());
        assert!(Paged::of(&all[..0], 10, &query).items.is_empty());
    }
}
