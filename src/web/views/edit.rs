//! A text of the folder to be edited: its lines, what is wrong with them, and the paper that they give.

use std::path::{Path, PathBuf};

use maud::{Markup, html};

use super::layout::{self, Tab};
use super::pages::{USUAL_SIZE, pages};
use super::{refusal, told};
use crate::base::diag::Report;
use crate::base::files::Disk;
use crate::base::text::visible::visible;
use crate::make::output::sha256;
use crate::web::App;
use crate::web::deeds::asked_of;
use crate::web::drafts::{self, Looked};
use crate::web::http::{Request, Response};
use crate::web::session::Current;
use crate::web::single;
use crate::web::store::{Unsaved, inside};
use crate::web::texts::{self, Text};
use crate::web::watch::PAPERS;

/// What the address says after a text was made into its files.
const MADE: &str = "tao";

/// What is said above the text.
enum Said {
    Nothing,
    Saved,
    /// It was saved, and made into its files, of which this is told.
    Made(Report),
    /// It was saved, and can't be made.
    Unmade(Report),
    /// Somebody else has saved another version: this is what it says.
    Newer(Option<String>),
    Failed(Report),
}

/// The text that the query names, or the list of all.
pub fn page(app: &App, request: &Request) -> Response {
    let Some(current) = app.session.current() else { return super::papers::page(app) };
    let folder = &current.path;
    let Some(name) = request.query.get("tep") else { return layout::page(app, Tab::Texts, &list(folder, None)) };
    let said = match request.query.get("xong") {
        Some(MADE) => Said::Made(Report::new()),
        Some(_) => Said::Saved,
        None => Said::Nothing,
    };
    match texts::open(folder, name) {
        Ok(text) => shown(app, &current, (name, &text), request.query.get("loai"), said),
        Err(report) => {
            let content = html! { (list(folder, Some(name))) (told::list(&report, folder, None)) };
            layout::page(app, Tab::Texts, &content).status(404)
        }
    }
}

/// Looks at the text that was sent, or saves it.
pub fn done(app: &App, request: &Request) -> Response {
    let form = request.form();
    let sent = form.whole("noi_dung").unwrap_or_default();
    let current = match asked_of(app, &form) {
        Ok(current) => current,
        Err(finding) => return kept(app, &finding.into(), sent),
    };
    let name = form.get("tep").unwrap_or_default();
    let path = match text_path(&current.path, name) {
        Ok(path) => path,
        Err(report) => return refusal::of(403, &report),
    };
    let seen = form.get("ban").map(str::to_owned);
    let wanted = form.get("loai");
    let text = Text { seen: seen.clone(), content: texts::unix(sent) };
    let is_made = form.get("viec") == Some("tao") && single::is_paper(name);
    if form.get("viec") != Some("luu") && !is_made {
        return shown(app, &current, (name, &text), wanted, Said::Nothing);
    }
    let bytes = texts::as_on_disk(&path, &text.content);
    match app.store.save(&current.path, &path, &bytes, &seen) {
        Ok(()) if is_made => {
            let text = Text { seen: Some(sha256(&bytes)), ..text };
            match single::make(&current, name) {
                Ok(mut told) => {
                    // What is told of the text stands beside it anyway.
                    told.retain(|finding| finding.place.as_ref().is_none_or(|place| place.path() != path));
                    match told.is_empty() {
                        true => Response::see(&address(name, wanted, Some(MADE))),
                        false => shown(app, &current, (name, &text), wanted, Said::Made(told)),
                    }
                }
                Err(report) => shown(app, &current, (name, &text), wanted, Said::Unmade(report)).status(409),
            }
        }
        Ok(()) => Response::see(&address(name, wanted, Some("1"))),
        Err(Unsaved::Failed(finding)) => {
            shown(app, &current, (name, &text), wanted, Said::Failed(finding.into())).status(409)
        }
        Err(Unsaved::Newer(now)) => {
            let there = texts::open(&current.path, name).ok().map(|text| text.content);
            let text = Text { seen: now, ..text };
            shown(app, &current, (name, &text), wanted, Said::Newer(there)).status(409)
        }
    }
}

/// The right half of the page alone, for the text that was sent.
pub fn tried(app: &App, request: &Request) -> Response {
    let form = request.form();
    let current = match asked_of(app, &form) {
        Ok(current) => current,
        Err(finding) => return refusal::of(409, &finding.into()),
    };
    let name = form.get("tep").unwrap_or_default();
    if let Err(report) = text_path(&current.path, name) {
        return refusal::of(403, &report);
    }
    let content = texts::unix(form.whole("noi_dung").unwrap_or_default());
    let looked = drafts::look((&current, &app.underlay), (name, content.as_bytes()), form.get("loai"));
    Response::page(trial(app, &current.path, name, &looked))
}

/// A text that can't be saved where it came from, for its words to be copied.
fn kept(app: &App, report: &Report, content: &str) -> Response {
    let content = html! {
        h1 { "Chưa lưu" }
        div.thong-bao.hong role="alert" { (told::list(report, Path::new(""), None)) }
        p { label for="chu-da-gui" { "Chữ đã gửi, để chép lại:" } }
        textarea.giu #chu-da-gui data-giu rows="20" readonly { "\n" (content) }
    };
    layout::page(app, Tab::Texts, &content).status(409)
}

/// The path of the text `name`, if it is one that may be edited.
fn text_path(folder: &Path, name: &str) -> Result<PathBuf, Report> {
    let path = inside(folder, name)?;
    if drafts::is_text(&path) { Ok(path) } else { Err(texts::no_text(&path).into()) }
}

/// Where the text `name` is edited, seen in a paper of `kind`, after what was `done`.
pub fn address(name: &str, kind: Option<&str>, done: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("tep", name);
    query.extend_pairs(kind.map(|kind| ("loai", kind)));
    query.extend_pairs(done.map(|done| ("xong", done)));
    format!("/sua?{}", query.finish())
}

/// The texts of `folder`, the one called `open` marked.
fn list(folder: &Path, open: Option<&str>) -> Markup {
    let names = drafts::texts(&Disk, folder);
    html! {
        h1 { (Tab::Texts.label()) }
        @if open.is_none() {
            p { "Sửa chữ của kế hoạch, báo cáo, mẫu và tệp " code { "phong_trao.toml" } ", xem ngay trang in. "
                "Bảng số liệu thì sửa trong chương trình bảng tính." }
            p { (super::compose::link(folder, "Soạn văn bản mới…")) }
        }
        details #cac-tep open[open.is_none()] {
            summary { "Các tệp của thư mục (" (names.len()) ")" }
            @if names.is_empty() { p { "Thư mục này không có tệp văn bản nào." } }
            ul.cac-tep {
                @for name in &names {
                    li { a href=(address(name, None, None)) aria-current=[(open == Some(name)).then_some("true")] { (visible(name)) } }
                }
            }
        }
    }
}

fn shown(app: &App, current: &Current, (name, text): (&str, &Text), wanted: Option<&str>, said: Said) -> Response {
    let folder = &current.path;
    let looked = drafts::look((current, &app.underlay), (name, text.content.as_bytes()), wanted);
    let content = html! {
        (list(folder, Some(name)))
        (notice(&said, current, name))
        div.hai-cot.soan {
            (form(current, (name, text), &looked, matches!(said, Said::Newer(_))))
            section #xem-thu aria-label="Xem thử" { (trial(app, folder, name, &looked)) }
        }
    };
    layout::page(app, Tab::Texts, &content)
}

fn notice(said: &Said, current: &Current, name: &str) -> Markup {
    let folder = &current.path;
    match said {
        Said::Nothing => html! {},
        Said::Made(report) => html! {
            div.thong-bao role="status" {
                p { "Đã lưu và tạo tệp, trong thư mục " code { (PAPERS) } " cạnh văn bản:" }
                ul.hang { @for file in single::made(folder, name) { li { (made(current, &file)) } } }
                @if !report.is_empty() { (told::list(report, folder, None)) }
            }
        },
        Said::Unmade(report) => html! {
            div.thong-bao.hong role="alert" {
                p { strong { "Đã lưu; chưa tạo được tệp." } }
                (told::list(report, folder, Some(&folder.join(name))))
            }
        },
        Said::Saved => html! { p.thong-bao role="status" { "Đã lưu." } },
        Said::Failed(report) => html! {
            div.thong-bao.hong role="alert" {
                p { strong { "Chưa lưu được; chữ đang sửa vẫn còn ở ô bên dưới, tệp trên đĩa giữ nguyên." } }
                (told::list(report, folder, None))
            }
        },
        Said::Newer(there) => html! {
            div.thong-bao.hong role="alert" {
                p { strong { "Chưa lưu: tệp đã được sửa ở nơi khác từ lúc mở." }
                    " Bấm " em { "Ghi đè bản mới hơn" } " nếu muốn giữ bản ở ô bên dưới, hoặc chép phần cần giữ sang bản mới." }
                @match there {
                    Some(content) => details { summary { "Bản đang có trên đĩa" } pre { (content) } },
                    None => p { "Tệp ấy hiện không còn trên đĩa, hoặc không đọc được." }
                }
            }
        },
    }
}

/// The way to a file that was made: a PDF is shown by the browser, anything else is opened with its own program.
fn made(current: &Current, file: &str) -> Markup {
    let path: String = form_urlencoded::byte_serialize(file.as_bytes()).collect();
    html! {
        @if file.ends_with(".pdf") {
            a href=(format!("/tep?so={}&tep={path}", current.number)) target="_blank" rel="noopener" { "Xem PDF để in" }
        } @else {
            (layout::open_button(current, "", file))
        }
        " " code { (visible(file)) }
    }
}

fn form(current: &Current, (name, text): (&str, &Text), looked: &Looked, is_newer: bool) -> Markup {
    html! {
        form #form-sua data-giu method="post" action="/sua" {
            input type="hidden" name="so" value=(current.number);
            input type="hidden" name="tep" value=(name);
            input type="hidden" name="ban" value=[text.seen.as_deref()];
            p {
                button type="submit" name="viec" value="luu" { @if is_newer { "Ghi đè bản mới hơn" } @else { "Lưu" } }
                " "
                @if single::is_paper(name) {
                    button type="submit" name="viec" value="tao" { "Lưu và tạo PDF, Word" }
                    " "
                }
                button.phu type="submit" name="viec" value="xem" { "Xem thử" }
                " "
                a href=(address(name, looked.kind.as_deref(), None)) { "Mở lại bản trên đĩa" }
            }
            @if !looked.kinds.is_empty() {
                p {
                    label for="loai" { "Xem trong " }
                    select #loai name="loai" {
                        @for (kind, label) in &looked.kinds {
                            option value=(kind) selected[looked.kind.as_ref() == Some(kind)] { (label) }
                        }
                    }
                }
            }
            label for="van" { "Nội dung " code { (visible(name)) } }
            div.khung-van {
                div.so-dong aria-hidden="true" {}
                // The first line break after the tag is not part of the text.
                textarea #van name="noi_dung" spellcheck="false" autocomplete="off" rows="28" { "\n" (text.content) }
            }
        }
    }
}

/// What is wrong with the text, and the paper that it gives.
fn trial(app: &App, folder: &Path, name: &str, looked: &Looked) -> Markup {
    let mut report = looked.findings.clone();
    let shown = looked.document.as_ref().and_then(|document| match app.previews.show(document) {
        Ok(shown) => {
            report.extend(shown.warnings().iter().cloned());
            Some(shown)
        }
        Err(faults) => {
            report.extend(faults);
            None
        }
    });
    html! {
        h2 { "Lỗi và cảnh báo" }
        @if report.is_empty() { p { "Không có." } } @else { (told::list(&report, folder, Some(&folder.join(name)))) }
        h2 { "Trang in" }
        @match &shown {
            Some(shown) => (pages(shown, USUAL_SIZE, None)),
            None if report.has_errors() => p { "Sửa hết lỗi thì trang in hiện ở đây." },
            None => p { "Chữ này không có trong văn bản đang chọn." }
        }
    }
}
