//! A paper before it is made: its pages, beside the findings that concern it.

use std::path::Path;

use maud::{Markup, html};

use super::layout::{self, Tab};
use super::pages::{SIZES, USUAL_SIZE, pages, scale};
use super::{refusal, told};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::{CampaignFolder, Job};
use crate::web::App;
use crate::web::http::{Form, Request, Response};

/// The paper that the query names.
pub fn page(app: &App, request: &Request) -> Response {
    layout::of_campaign(app, Tab::Papers, |current, checked| {
        let folder = &current.path;
        let Some(path) = request.query.get("giay") else {
            return html! {
                h1 { "Xem trước" }
                p { "Chọn một văn bản ở mục " a href=(Tab::Papers.path()) { (Tab::Papers.label()) } " để xem trước khi in." }
            };
        };
        let campaign = checked.folder.as_ref().map(|(campaign, _)| campaign).ok_or_else(|| checked.findings.clone());
        match campaign.and_then(|campaign| job(campaign, path)) {
            Ok((job, label)) => paper(app, folder, (&job, &label), size(&request.query)),
            Err(report) => html! { h1 { "Xem trước" } (findings(&report, folder)) },
        }
    })
}

/// The picture of a page that was shown.
pub fn picture(app: &App, request: &Request) -> Response {
    let look = request.query.get("hinh").and_then(|word| u128::from_str_radix(word, 16).ok());
    let percent = request.query.get("ty_le").and_then(|word| word.parse().ok()).unwrap_or(USUAL_SIZE);
    let draw = |look| app.previews.picture(look, percent, scale(percent));
    let picture = look.map_or(Ok(None), |look| match draw(look) {
        // It was let go for others: the paper is laid out once more.
        Ok(None) if again(app, &request.query) => draw(look),
        drawn => drawn,
    });
    match picture {
        Ok(Some(png)) => Response::of("image/png", png.as_slice()),
        Ok(None) => refusal::page(404, "trang này không còn giữ: tải lại trang đang xem"),
        Err(report) => refusal::of(500, &report),
    }
}

/// Lays out the paper that `query` names once more; whether that was possible.
fn again(app: &App, query: &Form) -> bool {
    let (Some(path), Some(current)) = (query.get("giay"), app.session.current()) else { return false };
    let campaign = current.checked.as_deref().and_then(|checked| checked.folder.as_ref());
    let made = campaign.and_then(|(campaign, _)| job(campaign, path).ok()).and_then(|(job, _)| (job.make)().ok());
    made.is_some_and(|(document, _)| app.previews.show(&document).is_ok())
}

/// The size that `query` asks for, in percent.
fn size(query: &Form) -> u16 {
    let wanted = query.get("ty_le").and_then(|word| word.parse().ok());
    wanted.filter(|percent| SIZES.contains(percent)).unwrap_or(USUAL_SIZE)
}

/// The paper at `path` of `campaign`, and what its kind is called.
fn job(campaign: &CampaignFolder, path: &str) -> Result<(Job<'static>, String), Report> {
    let kind = path.split('/').next().unwrap_or_default();
    let label =
        campaign.kinds().find(kind).map(|kind| kind.ten.clone()).ok_or_else(|| campaign.kinds().unknown(kind))?;
    let jobs = campaign.jobs(&[], &[])?;
    let job = jobs.into_iter().find(|job| job.path == path).ok_or_else(|| {
        let finding = Diagnostic::error(Code::TL010, format!("số liệu hiện có không cho văn bản `{path}`"));
        finding.hint("số liệu có thể vừa đổi: chọn lại ở danh sách văn bản")
    })?;
    Ok((job, label))
}

fn paper(app: &App, folder: &Path, (job, label): (&Job, &str), percent: u16) -> Markup {
    let made = (job.make)().and_then(|(document, mut warnings)| {
        let shown = app.previews.show(&document)?;
        warnings.extend(shown.warnings().iter().cloned());
        Ok((shown, warnings))
    });
    let (shown, report) = match made {
        Ok((shown, warnings)) => (Some(shown), warnings),
        Err(faults) => (None, faults),
    };
    html! {
        h1 { (label) ": " (job.subject) }
        p { a href=(Tab::Papers.path()) { "Về danh sách văn bản" } }
        div.hai-cot {
            section aria-labelledby="dau-trang-in" {
                h2 #dau-trang-in { "Bản in" }
                @match &shown {
                    Some(shown) => { (sizes(&job.path, percent)) (pages(shown, percent, Some(&job.path))) }
                    None => p { "Chưa in được: sửa các lỗi bên cạnh trước." }
                }
            }
            (findings(&report, folder))
        }
    }
}

/// How large the pages are shown.
fn sizes(path: &str, percent: u16) -> Markup {
    html! {
        form.co method="get" action="/xem" {
            input type="hidden" name="giay" value=(path);
            label for="ty-le" { "Cỡ xem" }
            select #ty-le name="ty_le" data-tu-gui {
                @for each in SIZES { option value=(each) selected[each == percent] { (each) "%" } }
            }
            button.phu type="submit" { "Đổi cỡ" }
        }
    }
}

fn findings(report: &Report, folder: &Path) -> Markup {
    html! {
        section aria-labelledby="dau-phat-hien" {
            h2 #dau-phat-hien { "Lỗi và cảnh báo của văn bản này" }
            @if report.is_empty() { p { "Không có." } } @else { (told::list(report, folder, None)) }
        }
    }
}
