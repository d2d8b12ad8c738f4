//! The papers and their state.

use maud::html;

use super::layout::{self, Tab};
use crate::web::App;
use crate::web::http::Response;

/// The view.
pub fn page(app: &App) -> Response {
    let content = html! {
        h1 { (Tab::Papers.label()) }
        p { "Chưa mở phong trào nào: " a href="/" { "bắt đầu" } "." }
    };
    layout::page(app, Tab::Papers, &content)
}
