//! What can't be shown or done, and why.

use maud::{Markup, html};

use super::layout::frame;
use crate::base::diag::Report;
use crate::base::text::upper_first;
use crate::web::http::Response;

/// A refusal with the status `status` that says `words`.
pub fn page(status: u16, words: &str) -> Response {
    let said = html! { p { (upper_first(words)) "." } };
    answer(status, &said)
}

/// A refusal for what `report` says.
pub fn of(status: u16, report: &Report) -> Response {
    let said = html! {
        @for told in report.told() { pre.chu { (told.to_string()) } }
    };
    answer(status, &said)
}

fn answer(status: u16, said: &Markup) -> Response {
    let body = html! {
        main #noi-dung tabindex="-1" {
            h1 { "Không làm được" }
            (said)
            p { a href="/" { "Về trang bắt đầu" } }
        }
    };
    Response::page(frame("Không làm được", None, &body)).status(status)
}
