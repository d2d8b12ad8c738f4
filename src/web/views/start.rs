//! Where the work begins: a campaign that is there, or a new one.

use std::path::Path;

use maud::{Markup, html};

use super::layout::{self, Tab, frame};
use crate::base::diag::Report;
use crate::base::text::visible::visible;
use crate::make::starter::office::QUESTIONS;
use crate::web::App;
use crate::web::deeds::{has_texts, usable};
use crate::web::http::{Form, Response};

/// The names of the fields in which the questions are answered.
pub const ANSWERS: [&str; 4] = ["ten", "tinh", "viet_tat", "nguoi_ky"];

/// The first view, with what was wrong with what was tried.
pub fn page(app: &App, wrong: &Report, tried: &Form) -> Response {
    layout::view(app, Tab::Start, |current| {
        let recent = app.recent.folders();
        html! {
            h1 { (Tab::Start.label()) }
            (said(wrong))
            @if let Some(current) = current {
                @let (tab, words) =
                    if current.is_texts { (Tab::Texts, "sửa văn bản") } else { (Tab::Overview, "xem tổng quan") };
                p { "Đang mở: " code { (shown(&current.path)) } " – " a href=(tab.path()) { (words) } "." }
            }
            section aria-labelledby="mo" {
                h2 #mo { "Mở một phong trào đã có" }
                @if !recent.is_empty() {
                    h3 { "Gần đây" }
                    ul.thu-muc { @for folder in &recent { li { (open_button(folder, &shown(folder))) } } }
                }
                form.hang method="post" action="/mo-thu-muc" {
                    (field("thu_muc", "Thư mục của phong trào (nơi có tệp phong_trao.toml)", tried.get("thu_muc").unwrap_or_default(), true))
                    button type="submit" { "Mở" }
                }
                p { a href="/thu-muc" { "Tìm thư mục trên máy này…" } }
            }
            section aria-labelledby="moi" {
                h2 #moi { "Bắt đầu một phong trào mới" }
                p { a.nut href="/tao-moi" { "Tạo phong trào mới…" } }
            }
            section aria-labelledby="le" {
                h2 #le { "Soạn một văn bản lẻ" }
                p { "Công văn, thông báo, giấy mời… không cần phong trào nào." }
                p { a.nut href="/soan" { "Soạn văn bản mới…" } }
            }
        }
    })
}

/// The questions to who begins a campaign in the folder `place`; `earlier` are campaigns whose rules may be taken over.
pub fn new_campaign(app: &App, wrong: &Report, tried: &Form, place: &Path) -> Response {
    layout::view(app, Tab::Start, |_| {
        let told = |name: &str| tried.get(name).unwrap_or_default().to_owned();
        let place = tried.get("noi").map_or_else(|| shown(place), str::to_owned);
        let mut earlier = app.recent.folders();
        earlier.retain(|folder| usable(folder).is_ok());
        html! {
            h1 { "Tạo phong trào mới" }
            (said(wrong))
            form.dung method="post" action="/tao-moi" {
                (field("noi", "Đặt trong thư mục", &place, true))
                p.goi-y { a href=(browse(Path::new(&place))) { "Chọn thư mục khác…" } }
                (field("ten_thu_muc", "Tên thư mục của phong trào (ví dụ: Thi đua 2026)", &told("ten_thu_muc"), true))
                fieldset {
                    legend { "Cơ quan (để trống là giữ như ví dụ, sửa sau được)" }
                    @for (name, question) in ANSWERS.iter().zip(QUESTIONS) { (field(name, question, &told(name), false)) }
                }
                p.truong {
                    label for="tu" { "Bắt đầu từ" }
                    select #tu name="tu" {
                        option value="" { "Ví dụ của chương trình: một sở, có số liệu mẫu để ghi đè" }
                        @for folder in &earlier {
                            option value=(shown(folder)) selected[told("tu") == shown(folder)] { "Quy định của " (shown(folder)) ", bảng số liệu trống" }
                        }
                    }
                }
                button type="submit" { "Tạo" }
            }
        }
    })
}

/// The folders in `folder`; `folders` has each with whether it is a campaign.
pub fn folders(app: &App, folder: &Path, folders: &[(std::path::PathBuf, bool)]) -> Response {
    layout::view(app, Tab::Start, |_| {
        html! {
            h1 { "Chọn thư mục" }
            p { code { (shown(folder)) } }
            @if let Some(parent) = folder.parent() { p { a href=(browse(parent)) { "Lên thư mục " (shown(parent)) } } }
            ul.thu-muc {
                @for (path, is_campaign) in folders {
                    li {
                        a href=(browse(path)) { (name(path)) "/" }
                        @if *is_campaign { " " (open_button(path, "Mở phong trào này")) }
                    }
                }
            }
            @if folders.is_empty() { p { "Không có thư mục con nào." } }
            p { a.nut href=(with_folder("/tao-moi", folder)) { "Tạo phong trào mới ở đây…" } " "
                (super::compose::link(folder, "Soạn văn bản mới ở đây…")) }
            @if has_texts(folder) { p { (open_button(folder, "Mở các văn bản ở đây")) } }
            p { a href="/" { "Về trang bắt đầu" } }
        }
    })
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

/// What is wrong, before what is to be mended.
pub fn said(wrong: &Report) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div.sai role="alert" { @for told in wrong.told() { pre.chu { (told.to_string()) } } }
        }
    }
}

/// A field called `name`, with what is told so far.
pub fn field(name: &str, label: &str, value: &str, is_required: bool) -> Markup {
    html! {
        p.truong {
            label for=(name) { (label) }
            input id=(name) name=(name) type="text" value=(value) required[is_required] autocomplete="off" spellcheck="false";
        }
    }
}

fn open_button(folder: &Path, words: &str) -> Markup {
    html! {
        form.mo method="post" action="/mo-thu-muc" {
            input type="hidden" name="thu_muc" value=(folder.display());
            button.phu type="submit" { (words) }
        }
    }
}

/// The way to the folders in `folder`.
pub fn browse(folder: &Path) -> String {
    with_folder("/thu-muc", folder)
}

fn with_folder(path: &str, folder: &Path) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("{path}?{}", query.append_pair("o", &folder.to_string_lossy()).finish())
}

/// `path` as people read it.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| visible(&name.to_string_lossy()).into_owned())
}
