//! What all pages have in common: the head, the way from one view to another, the place where news appear.

use maud::{DOCTYPE, Markup, html};

use crate::base::text::visible::visible;
use crate::web::App;
use crate::web::assets::{SCRIPT, STYLE};
use crate::web::http::Response;

/// The views, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Start,
    Overview,
    Answers,
    Findings,
    Texts,
    Papers,
}

impl Tab {
    const ALL: [Tab; 6] = [Tab::Start, Tab::Overview, Tab::Answers, Tab::Findings, Tab::Texts, Tab::Papers];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Tab::Start => "Bắt đầu",
            Tab::Overview => "Tổng quan",
            Tab::Answers => "Nhận phiếu",
            Tab::Findings => "Lỗi và cảnh báo",
            Tab::Texts => "Sửa văn bản",
            Tab::Papers => "Văn bản",
        }
    }

    /// Where it is.
    pub fn path(self) -> &'static str {
        match self {
            Tab::Start => "/",
            Tab::Overview => "/tong-quan",
            Tab::Answers => "/nhan",
            Tab::Findings => "/loi",
            Tab::Texts => "/sua",
            Tab::Papers => "/van-ban",
        }
    }
}

/// The view `tab` with `content`, which begins with its first heading.
pub fn page(app: &App, tab: Tab, content: &Markup) -> Response {
    let folder = app.session.folder();
    let name = folder.as_deref().and_then(|folder| folder.file_name()).map(|name| name.to_string_lossy());
    let title = match &name {
        Some(name) => format!("{} – {}", tab.label(), visible(name)),
        None => tab.label().to_owned(),
    };
    let head = html! {
        header.dau {
            p.ten { "Văn thư thi đua" @if let Some(name) = &name { " " span.phong-trao { (visible(name)) } } }
            nav aria-label="Các phần" {
                ul {
                    @for each in Tab::ALL {
                        li { a href=(each.path()) aria-current=[(each == tab).then_some("page")] { (each.label()) } }
                    }
                }
            }
            form method="post" action="/ket-thuc" { button.phu type="submit" { "Kết thúc" } }
        }
        p #tin .tin role="status" aria-live="polite" {}
    };
    Response::page(frame(
        &title,
        Some(app.session.version()),
        &html! { (head) main #noi-dung tabindex="-1" { (content) } },
    ))
}

/// A page without the way to others: one that asks for news after `version`, or one that is the last.
pub fn frame(title: &str, version: Option<u64>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – vanthu" }
                link rel="stylesheet" href=(STYLE);
                link rel="icon" href="data:,";
                @if version.is_some() { script src=(SCRIPT) defer {} }
            }
            body data-so=[version] {
                a.nhay href="#noi-dung" { "Đến nội dung" }
                (body)
            }
        }
    }
}
