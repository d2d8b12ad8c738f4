//! Workbooks that units have sent back: what is read from each, and whether it is to count.

use std::path::Path;

use maud::{Markup, html};

use super::layout::{self, Tab};
use super::told;
use crate::base::diag::Report;
use crate::base::text::visible::visible;
use crate::campaign::source::own::EXTENSIONS;
use crate::web::App;
use crate::web::answers::{self, Received, Standing, Taken};
use crate::web::deeds::asked_of;
use crate::web::http::{Form, Request, Response};
use crate::web::session::Current;

/// The files that wait, and the place to drop more.
pub fn page(app: &App, request: &Request) -> Response {
    let count = request.query.get("xong").and_then(|word| word.parse().ok());
    shown(app, count, &Report::new())
}

/// Takes in a file that was sent.
pub fn sent(app: &App, request: &Request) -> Response {
    let name = request.query.get("ten").unwrap_or_default();
    let taken = asked_of(app, &request.query).and_then(|it| app.answers.take(&it.path, name, request.body.clone()));
    match taken {
        Ok(()) => Response::nothing(),
        Err(finding) => {
            let hints: Vec<&str> = finding.hints.iter().map(|hint| hint.text.as_str()).collect();
            let words = format!("{}: {}", finding.message, hints.join("; "));
            Response::json(&serde_json::json!({ "loi": words })).status(409)
        }
    }
}

/// Accepts the files that are chosen, or lets them go.
pub fn done(app: &App, request: &Request) -> Response {
    let form = request.form();
    let folder = match asked_of(app, &form) {
        Ok(current) => current.path,
        Err(finding) => return shown(app, None, &finding.into()).status(409),
    };
    let chosen: Vec<u64> = form.all("tep").filter_map(|number| number.parse().ok()).collect();
    if form.get("viec") != Some("nhan") {
        chosen.iter().for_each(|number| app.answers.drop_one(*number));
        return Response::see(Tab::Answers.path());
    }
    let accept = |number: &u64| app.answers.accept(&app.store, &folder, *number, taken(&form, *number).as_ref());
    let results: Vec<_> = chosen.iter().map(accept).collect();
    let count = results.iter().filter(|result| result.is_ok()).count();
    let faults: Report = results.into_iter().filter_map(Result::err).collect();
    match faults.is_empty() {
        true => Response::see(&format!("{}?xong={count}", Tab::Answers.path())),
        false => shown(app, Some(count), &faults).status(409),
    }
}

/// What is to become of the file `number` where its name is taken.
fn taken(form: &Form, number: u64) -> Option<Taken> {
    match form.get(&format!("trung_{number}"))? {
        "giu" => Some(Taken::Beside),
        version => version.strip_prefix("thay:").map(|version| Taken::Replace(version.to_owned())),
    }
}

fn shown(app: &App, accepted: Option<usize>, faults: &Report) -> Response {
    let Some(current) = app.session.current().filter(|current| !current.is_texts) else {
        return layout::of_campaign(app, Tab::Answers, |_, _| html! {});
    };
    let folder = &current.path;
    let waiting = app.answers.waiting(folder);
    let (received, others) = if waiting.is_empty() { Default::default() } else { answers::read(folder, &waiting) };
    let content = html! {
        h1 { (Tab::Answers.label()) }
        @if let Some(count) = accepted.filter(|count| *count > 0) {
            p.thong-bao role="status" { "Đã nhận " (count) " tệp vào thư mục so_lieu." }
        }
        @if !faults.is_empty() {
            div.thong-bao.hong role="alert" {
                p { strong { "Chưa nhận được mấy tệp; chúng vẫn chờ ở dưới." } }
                (told::list(faults, folder, None))
            }
        }
        (drop_zone(&current))
        @if !received.is_empty() { (waiting_files(&current, &received, &others)) }
    };
    layout::page(app, Tab::Answers, &content)
}

fn drop_zone(current: &Current) -> Markup {
    let endings: Vec<String> = EXTENSIONS.iter().map(|ending| format!(".{ending}")).collect();
    html! {
        div #tha .tha data-so=(current.number) {
            p { label for="tep-gui" { "Chọn các sổ tính mà đơn vị gửi lại" } }
            p { input #tep-gui type="file" multiple accept=(endings.join(",")); }
            p { "hoặc kéo các tệp thả vào khung này. Tệp chỉ được đọc để xem, chưa tính vào số liệu cho đến khi bấm Nhận." }
        }
        noscript { p { "Trình duyệt đang tắt JavaScript: chép tệp vào thư mục so_lieu của phong trào rồi xem ở mục Lỗi và cảnh báo." } }
        div role="alert" { ul #gui-loi .phat-hien {} }
    }
}

fn waiting_files(current: &Current, received: &[Received], others: &Report) -> Markup {
    let folder = &current.path;
    html! {
        form method="post" action="/nhan" {
            input type="hidden" name="so" value=(current.number);
            h2 { (received.len()) " tệp đang chờ" }
            @for file in received { (waiting_file(file, folder)) }
            @if !others.is_empty() {
                h3 { "Điều khác đi trong số liệu nếu nhận các tệp này" }
                (told::list(others, folder, None))
            }
            p {
                button type="submit" name="viec" value="nhan" { "Nhận các tệp đã đánh dấu" }
                " "
                button.phu type="submit" name="viec" value="bo" { "Bỏ các tệp đã đánh dấu" }
            }
        }
    }
}

fn waiting_file(file: &Received, folder: &Path) -> Markup {
    let is_good = !file.findings.has_errors();
    let id = format!("tep-{}", file.number);
    html! {
        fieldset.tep-cho {
            legend { (visible(&file.name)) }
            p {
                input type="checkbox" id=(id) name="tep" value=(file.number) checked[is_good];
                " "
                label for=(id) { "Đánh dấu tệp này" }
            }
            @match &file.unit {
                Some((unit, campaign)) => p {
                    "Phiếu của " strong { (visible(unit)) }
                    @if let Some(campaign) = campaign { ", phong trào " (visible(campaign)) }
                },
                None => p { "Tệp không có dấu của một phiếu lập từ chương trình; vẫn đọc như bảng số liệu." }
            }
            @if file.tables.is_empty() {
                p { "Không đọc được bảng nào." }
            } @else {
                table {
                    caption { "Đọc được" }
                    thead { tr { th scope="col" { "Bảng" } th scope="col" { "Số dòng" } } }
                    tbody { @for (label, rows) in &file.tables { tr { th scope="row" { (visible(label)) } td { (rows) } } } }
                }
            }
            @if file.findings.is_empty() { p { "Không có lỗi hay cảnh báo." } } @else { (told::list(&file.findings, folder, None)) }
            (standing(file))
        }
    }
}

fn standing(file: &Received) -> Markup {
    let id = format!("trung-{}", file.number);
    match &file.standing {
        Standing::Free => html! {},
        Standing::Same => html! { p { "Đã có đúng tệp này trong so_lieu; nhận lại không đổi gì." } },
        Standing::Other(version) => html! {
            p {
                label for=(id) { "Trong so_lieu đã có tệp khác mang tên này: " }
                select id=(id) name={ "trung_" (file.number) } {
                    option value="" { "chọn cách nhận" }
                    option value={ "thay:" (version) } { "Thay tệp đang có" }
                    option value="giu" { "Giữ cả hai, tệp này mang tên mới" }
                }
            }
        },
    }
}
