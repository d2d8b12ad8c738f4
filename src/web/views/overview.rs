//! How the campaign stands.

use maud::html;

use super::layout::{self, Tab};
use crate::web::App;
use crate::web::http::Response;

/// The view.
pub fn page(app: &App) -> Response {
    layout::view(app, Tab::Overview, |_| {
        html! {
            h1 { (Tab::Overview.label()) }
            p { "Chưa mở phong trào nào: " a href="/" { "bắt đầu" } "." }
        }
    })
}
