//! A text to be begun: of which type, under which name, where.

use std::path::{Path, PathBuf};

use maud::{Markup, html};

use super::edit::address;
use super::layout::{self, Tab};
use super::start::{browse, field, said, shown};
use crate::base::diag::{Diagnostic, Report};
use crate::campaign::CampaignFolder;
use crate::make::starter::texts;
use crate::web::App;
use crate::web::begun;
use crate::web::deeds::{asked_of, opened, opened_texts, place_of, usable, usual_place};
use crate::web::http::{Form, Request, Response};
use crate::web::session::Current;

/// The questions to who begins a text.
pub fn page(app: &App, request: &Request) -> Response {
    ask(app, &Report::new(), &request.query)
}

/// Begins the text that was told of, and opens it.
pub fn done(app: &App, request: &Request) -> Response {
    let form = request.form();
    match begin(app, &form) {
        Ok((folder, name)) => {
            if app.session.current().is_none_or(|current| current.path != folder) {
                let open = if usable(&folder).is_ok() { opened } else { opened_texts };
                open(app, &folder);
            }
            Response::see(&address(&name, None, None))
        }
        Err(finding) => ask(app, &finding.into(), &form).status(409),
    }
}

fn begin(app: &App, form: &Form) -> Result<(PathBuf, String), Diagnostic> {
    let place = place_of(form)?;
    let current = app.session.current().filter(|current| current.path == place);
    let campaign = current.as_ref().and_then(campaign_of);
    let office = campaign.as_ref().map(|campaign| &campaign.campaign().co_quan);
    let told = (form.get("ten_tep").unwrap_or_default(), form.get("loai").unwrap_or_default());
    let name = begun::text(&app.store, &place, told, office)?;
    Ok((place, name))
}

/// Copies the template that was chosen, and opens it.
pub fn template(app: &App, request: &Request) -> Response {
    let form = request.form();
    let kind = form.get("loai").unwrap_or_default();
    let copied = asked_of(app, &form).map_err(Report::from).and_then(|current| match campaign_of(&current) {
        Some(campaign) => begun::template(&app.store, &current.path, &campaign, kind),
        None => Err(current.checked.map(|checked| checked.findings.clone()).unwrap_or_default()),
    });
    match copied {
        Ok(name) => Response::see(&address(&name, Some(kind), None)),
        Err(report) => ask(app, &report, &Form::default()).status(409),
    }
}

fn campaign_of(current: &Current) -> Option<CampaignFolder> {
    let (campaign, _) = current.checked.as_deref()?.folder.as_ref()?;
    Some(campaign.clone())
}

fn ask(app: &App, wrong: &Report, tried: &Form) -> Response {
    layout::view(app, Tab::Texts, |current| {
        let (wanted, name) = (tried.get("loai"), tried.get("ten_tep"));
        let usual = || current.map_or_else(usual_place, |current| current.path.clone());
        let place = tried.get("noi").or_else(|| tried.get("o")).map_or_else(usual, PathBuf::from);
        html! {
            h1 { "Soạn văn bản mới" }
            (said(wrong))
            p { "Văn bản mở ra có sẵn chữ của một ví dụ đúng thể thức: viết đè lên, xem ngay trang in ở bên cạnh." }
            form.dung method="post" action="/soan" {
                p.truong {
                    label for="loai" { "Loại văn bản" }
                    select #loai name="loai" {
                        @for kind in texts::kinds() {
                            option value=(kind.name()) selected[wanted == Some(kind.name())] { (kind.label()) }
                        }
                    }
                }
                (field("ten_tep", "Tên tệp (ví dụ: Công văn đôn đốc)", name.unwrap_or_default(), true))
                (field("noi", "Đặt trong thư mục", &shown(&place), true))
                p.goi-y { a href=(browse(&place)) { "Chọn thư mục khác…" } }
                button type="submit" { "Soạn" }
            }
            @if let Some(current) = current.filter(|current| !current.is_texts) { (templates(current)) }
        }
    })
}

/// The kinds of paper of the campaign whose words can be changed.
fn templates(current: &Current) -> Markup {
    let campaign = campaign_of(current);
    let kinds = campaign.iter().flat_map(|campaign| {
        campaign
            .kinds()
            .iter()
            .filter(|kind| !campaign.has_own_template(&kind.name))
            .map(|kind| (&kind.name, &kind.ten))
    });
    html! {
        section aria-labelledby="mau-rieng" {
            h2 #mau-rieng { "Sửa câu chữ của một loại văn bản trong phong trào" }
            @if campaign.is_some() {
                p { "Mẫu của chương trình được chép vào thư mục " code { "mau" } " của phong trào; từ đó mọi văn bản loại ấy in theo bản đã sửa. Chữ nào không có trong mẫu thì ở phần dùng chung cạnh nó, tệp có tên bắt đầu bằng " code { "_" } ". Xóa tệp là trở lại mẫu của chương trình." }
                form.hang method="post" action="/soan-mau" {
                    input type="hidden" name="so" value=(current.number);
                    p.truong {
                        label for="loai-mau" { "Loại văn bản" }
                        select #loai-mau name="loai" { @for (name, label) in kinds { option value=(name) { (label) } } }
                    }
                    button.phu type="submit" { "Chép mẫu ra để sửa" }
                }
            } @else {
                p { "Sửa " a href=(Tab::Findings.path()) { "các lỗi" } " của phong trào trước." }
            }
        }
    }
}

/// The way to the questions, in `folder`.
pub fn link(folder: &Path, words: &str) -> Markup {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.append_pair("o", &folder.to_string_lossy()).finish();
    html! { a.nut href=(format!("/soan?{query}")) { (words) } }
}
