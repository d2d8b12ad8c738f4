//! The style and the script of the pages, which are part of the program: nothing is fetched from anywhere.

use super::http::Response;
use super::views;

/// Where they are.
pub const FOLDER: &str = "/tai-san/";
/// The path of the style.
pub const STYLE: &str = "/tai-san/trang.css";
/// The path of the script.
pub const SCRIPT: &str = "/tai-san/trang.js";

/// The path of the picture in the tab.
pub const ICON: &str = "/tai-san/hinh.svg";

/// The file at `path`.
pub fn answer(path: &str) -> Response {
    match path {
        STYLE => Response::of(
            "text/css; charset=utf-8",
            concat!(include_str!("assets/page.css"), include_str!("assets/paper.css")),
        ),
        SCRIPT => Response::of(
            "text/javascript; charset=utf-8",
            concat!(include_str!("assets/page.js"), include_str!("assets/paper.js")),
        ),
        ICON => Response::of("image/svg+xml", include_str!("assets/icon.svg")),
        _ => views::refusal::page(404, "không có tệp này"),
    }
}
