//! Where the work begins: a campaign that is there, or a new one.

use maud::html;

use super::layout::{self, Tab, frame};
use crate::web::App;
use crate::web::http::Response;

/// The first view.
pub fn page(app: &App) -> Response {
    let content = html! {
        h1 { "Bắt đầu" }
        @match app.session.folder() {
            Some(folder) => p { "Đang mở: " code { (folder.display()) } },
            None => p { "Chưa mở phong trào nào." },
        }
        form.hang method="post" action="/mo-thu-muc" {
            label for="thu_muc" { "Thư mục của phong trào (có tệp " code { "phong_trao.toml" } ")" }
            input #thu_muc name="thu_muc" type="text" required autocomplete="off" spellcheck="false";
            button type="submit" { "Mở" }
        }
    };
    layout::page(app, Tab::Start, &content)
}

/// The last page: the program has ended.
pub fn farewell() -> Response {
    let body = html! {
        main #noi-dung tabindex="-1" {
            h1 { "Đã kết thúc" }
            p { "Chương trình đã dừng; đóng được trang này. Muốn dùng tiếp thì mở lại chương trình." }
        }
    };
    Response::page(frame("Đã kết thúc", None, &body))
}
