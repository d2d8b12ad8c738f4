//! What all pages have in common: the head, the way from one view to another, the place where news appear.

use maud::{DOCTYPE, Markup, html};

use crate::base::text::visible::visible;
use crate::web::App;
use crate::web::assets::{ICON, SCRIPT, STYLE};
use crate::web::check::Checked;
use crate::web::http::Response;
use crate::web::session::Current;

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

    /// Whether there is something in it where no campaign is, only single texts.
    fn is_of_texts(self) -> bool {
        matches!(self, Tab::Start | Tab::Texts)
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
    view(app, tab, |_| html! { (content) })
}

/// The view `tab` with the `content` that there is of the campaign that is open; it begins with its first heading.
pub fn view(app: &App, tab: Tab, content: impl FnOnce(Option<&Current>) -> Markup) -> Response {
    // What comes after this look is news.
    let (version, current) = app.session.look();
    let content = content(current.as_ref());
    let name = current.as_ref().and_then(|current| current.path.file_name()).map(|name| name.to_string_lossy());
    let is_texts = current.as_ref().is_some_and(|current| current.is_texts);
    let title = match &name {
        Some(name) => format!("{} – {}", tab.label(), visible(name)),
        None => tab.label().to_owned(),
    };
    let head = html! {
        header.dau {
            p.ten { "Văn thư thi đua" @if let Some(name) = &name { " " span.phong-trao { (visible(name)) } } }
            nav aria-label="Các phần" {
                ul {
                    @for each in Tab::ALL.into_iter().filter(|each| !is_texts || each.is_of_texts()) {
                        li { a href=(each.path()) aria-current=[(each == tab).then_some("page")] { (each.label()) } }
                    }
                }
            }
            form method="post" action="/ket-thuc" { button.phu type="submit" { "Kết thúc" } }
        }
        p #tin .tin role="status" aria-live="polite" {}
    };
    Response::page(frame(&title, Some(version), &html! { (head) main #noi-dung tabindex="-1" { (content) } }))
}

/// The view `tab` of the campaign that is open, once it has been checked.
pub fn of_campaign(app: &App, tab: Tab, content: impl FnOnce(&Current, &Checked) -> Markup) -> Response {
    view(app, tab, |current| match current.map(|current| (current, current.checked.as_deref())) {
        Some((current, Some(checked))) => content(current, checked),
        Some((current, _)) if current.is_texts => html! {
            h1 { (tab.label()) }
            p { "Thư mục đang mở chỉ có văn bản lẻ, không phải một phong trào: " a href=(Tab::Texts.path()) { "sửa văn bản" } " hoặc "
                a href=(Tab::Start.path()) { "mở một phong trào" } "." }
        },
        Some((_, None)) => html! {
            h1 { (tab.label()) }
            p { "Đang đọc số liệu… Xong thì trang tự hiện; nếu không, " a href=(tab.path()) { "tải lại" } "." }
        },
        None => html! {
            h1 { (tab.label()) }
            p { "Chưa mở phong trào nào: " a href=(Tab::Start.path()) { "bắt đầu" } "." }
        },
    })
}

/// The button that opens the file `name` of the campaign, or of its papers (`place`), with the system's own program.
pub fn open_button(current: &Current, place: &str, name: &str) -> Markup {
    html! {
        form.mo method="post" action="/mo-tep" {
            input type="hidden" name="so" value=(current.number);
            input type="hidden" name="o" value=(place);
            input type="hidden" name="tep" value=(name);
            button.phu type="submit" aria-label=(format!("Mở bằng chương trình: {name}")) { "Mở bằng chương trình" }
        }
    }
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
                link rel="icon" type="image/svg+xml" href=(ICON);
                @if version.is_some() { script src=(SCRIPT) defer {} }
            }
            body data-so=[version] {
                a.nhay href="#noi-dung" { "Đến nội dung" }
                (body)
            }
        }
    }
}
