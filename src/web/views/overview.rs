//! How the campaign stands.

use maud::html;

use super::layout::{self, Tab};
use crate::web::App;
use crate::web::http::Response;

/// The view.
pub fn page(app: &App) -> Response {
    let content = html! {
        h1 { (Tab::Overview.label()) }
        p { "Chưa mở phong trào nào: " a href="/" { "bắt đầu" } "." }
    };
    layout::page(app, Tab::Overview, &content)
}
