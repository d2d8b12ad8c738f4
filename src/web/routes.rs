//! Which view or deed answers a request.
//!
//! What is looked at is asked for with GET and changes nothing; what is done comes with POST and leads on to a view,
//! so that a reload does nothing twice. Paths are plain ASCII; what a page is about stands in its query.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::App;
use super::assets;
use super::deeds;
use super::http::{Method, Request, Response};
use super::views;
use crate::base::diag::Report;
use crate::base::limits;

/// Where a page says that it is closed.
pub const GOODBYE: &str = "/roi";
/// How long a page that waits for news is let wait.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// The most bytes of a form.
const MOST_FORM: u64 = 64 << 10;
/// The most bytes of a form with a choice of papers: a page of them at most.
const MOST_CHOICE: u64 = 256 << 10;
/// The most bytes of a form with a text: each of its bytes may be sent as three.
const MOST_TEXT: u64 = 3 * limits::TYPED_TEXT.most() + MOST_FORM;

/// The most bytes that may be sent to `path`.
pub fn most_body(path: &str) -> u64 {
    match path {
        "/sua" | "/sua/thu" => MOST_TEXT,
        "/tao" => MOST_CHOICE,
        "/nhan/tep" => limits::FILE.most(),
        _ if path.starts_with('/') => MOST_FORM,
        _ => 0,
    }
}

/// Answers `request`, which the guard has let pass.
pub fn answer(app: &Arc<App>, request: &Request) -> Response {
    match (request.method, request.path.as_str()) {
        (Method::Get, "/") => views::start::page(app, &Report::new(), &request.query),
        (Method::Get, "/thu-muc") => deeds::browse(app, request),
        (Method::Get, "/tao-moi") => new_campaign(app, request),
        (Method::Get, "/tong-quan") => views::overview::page(app, request),
        (Method::Get, "/loi") => views::findings::page(app, request),
        (Method::Get, "/giai-thich") => views::explain::page(app, request),
        (Method::Get, "/van-ban") => views::papers::list(app, request),
        (Method::Get, "/xem") => views::preview::page(app, request),
        (Method::Get, "/trang") => views::preview::picture(app, request),
        (Method::Get, "/sua") => views::edit::page(app, request),
        (Method::Post, "/sua") => views::edit::done(app, request),
        (Method::Post, "/sua/thu") => views::edit::tried(app, request),
        (Method::Get, "/soan") => views::compose::page(app, request),
        (Method::Post, "/soan") => views::compose::done(app, request),
        (Method::Post, "/soan-mau") => views::compose::template(app, request),
        (Method::Post, "/soan-loai") => views::compose::kind(app, request),
        (Method::Get, "/nhan") => views::receive::page(app, request),
        (Method::Post, "/nhan") => views::receive::done(app, request),
        (Method::Post, "/nhan/tep") => views::receive::sent(app, request),
        (Method::Get, "/su-kien") => news(app, request),
        (Method::Get, path) if path.starts_with(assets::FOLDER) => assets::answer(path),
        (Method::Post, GOODBYE) => {
            app.life.leave();
            Response::nothing()
        }
        (Method::Post, "/mo-thu-muc") => deeds::open(app, request),
        (Method::Post, "/tao-moi") => deeds::begin(app, request),
        (Method::Get, "/tep") => deeds::file(app, request),
        (Method::Post, "/tao") => deeds::make(app, request),
        (Method::Post, "/dung") => {
            app.work.stop(app);
            Response::see("/van-ban")
        }
        (Method::Post, "/mo-ket-qua") => deeds::open_papers(app, request),
        (Method::Post, "/chuyen-ma") => deeds::convert(app, request),
        (Method::Post, "/kiem-tra") => deeds::check(app, request),
        (Method::Post, "/mo-tep") => deeds::open_named(app, request),
        (Method::Post, "/ket-thuc") => {
            app.life.end();
            views::start::farewell()
        }
        _ => views::refusal::page(404, "không có trang này"),
    }
}

/// The questions to who begins a campaign, in the folder that was looked at last.
fn new_campaign(app: &App, request: &Request) -> Response {
    let place = request.query.get("o").map_or_else(deeds::usual_place, PathBuf::from);
    views::start::new_campaign(app, &Report::new(), &request.query, &place)
}

/// What has happened since the page looked, as soon as something has.
fn news(app: &App, request: &Request) -> Response {
    let known = request.query.get("tu").and_then(|word| word.parse().ok());
    let patience = if known.is_some() { LONGEST_WAIT } else { Duration::ZERO };
    let news = app.session.wait(known.unwrap_or_default(), patience);
    let run = news.progress.map(|progress| json!({ "xong": progress.done, "tong": progress.total }));
    Response::json(&json!({ "so": news.version, "trang": news.content, "viec": run, "het": news.is_over }))
}
