//! A text to be begun: of which type, under which name, where.

use std::path::{Path, PathBuf};

use maud::{Markup, html};

use super::edit::address;
use super::layout::{self, Tab};
use super::start::{browse, field, said, shown};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::ascii_key;
use crate::campaign::CampaignFolder;
use crate::campaign::template::Scope;
use crate::make::starter::kinds::Empty;
use crate::make::starter::texts;
use crate::paper::document::DocumentKind;
use crate::web::App;
use crate::web::begun::{self, Begin};
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

/// Begins the kind of paper that was told of, and opens its template.
pub fn kind(app: &App, request: &Request) -> Response {
    let form = request.form();
    let begun = asked_of(app, &form).map_err(Report::from).and_then(|current| match campaign_of(&current) {
        Some(campaign) => {
            let begin = begin_of(&form)?;
            begun::kind(&app.store, &current.path, &campaign, (form.get("ten_loai").unwrap_or_default(), &begin))
        }
        None => Err(current.checked.map(|checked| checked.findings.clone()).unwrap_or_default()),
    });
    match begun {
        Ok((key, name)) => Response::see(&address(&name, Some(&key), None)),
        Err(report) => ask(app, &report, &form).status(409),
    }
}

/// What the kind that `form` tells of begins from.
///
/// # Errors
/// `TL003` for a type or a scope that there is not, `TL010` for rows of no table.
fn begin_of(form: &Form) -> Result<Begin<'_>, Diagnostic> {
    if let Some(kind) = form.get("tu_loai") {
        return Ok(Begin::Kind(kind));
    }
    let loai = form.get("loai_giay").and_then(DocumentKind::from_name);
    let pham_vi = Scope::ALL.iter().copied().find(|scope| form.get("moi") == Some(scope.name()));
    let (Some(loai), Some(pham_vi)) = (loai, pham_vi) else {
        let finding = Diagnostic::error(Code::TL003, "chưa chọn loại giấy, hoặc mỗi ai một bản");
        return Err(finding.hint("chọn trong các danh sách rồi bấm lại"));
    };
    let bang = form.get("bang").unwrap_or_default().to_owned();
    if pham_vi == Scope::Hang && ascii_key(&bang).is_empty() {
        let finding = Diagnostic::error(Code::TL010, "chưa ghi tên bảng mà mỗi dòng một bản");
        return Err(finding.hint("ghi tên trang của bảng số liệu, ví dụ: Khách mời"));
    }
    Ok(Begin::Nothing(Empty { loai, pham_vi, bang }))
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
            @if let Some(current) = current.filter(|current| !current.is_texts) {
                (templates(current))
                (new_kind(current, tried))
            }
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
                p { "Mẫu của chương trình được chép vào thư mục " code { "mau" } " của phong trào; từ đó mọi văn bản loại ấy in theo bản đã sửa. Chữ nào không có trong mẫu thì ở phần dùng chung cạnh nó, tệp có tên bắt đầu bằng " code { "_" } ". Xóa các tệp đã chép là trở lại mẫu của chương trình." }
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

/// The questions to who begins a kind of paper.
fn new_kind(current: &Current, tried: &Form) -> Markup {
    let campaign = campaign_of(current);
    let kinds = campaign.iter().flat_map(|campaign| campaign.kinds().iter());
    let told = |name: &str| tried.get(name).unwrap_or_default().to_owned();
    let papers = [DocumentKind::BieuMau].into_iter().chain(texts::kinds().filter(|kind| kind.is_of_decree()));
    html! {
        @if campaign.is_some() {
            section aria-labelledby="loai-moi" {
                h2 #loai-moi { "Thêm một loại văn bản của cơ quan mình" }
                p { "Phiếu nhận hồ sơ, giấy mời dự tổng kết, tờ trình của phòng… Đặt tên là có ngay bản đầu tiên ở thẻ Văn bản; trang mở ra để sửa câu chữ." }
                form.dung method="post" action="/soan-loai" {
                    input type="hidden" name="so" value=(current.number);
                    (field("ten_loai", "Tên loại văn bản (ví dụ: Phiếu nhận hồ sơ)", &told("ten_loai"), true))
                    p.truong {
                        label for="tu-loai" { "Bắt đầu từ" }
                        select #tu-loai name="tu_loai" {
                            option value="" { "Tờ trống: tên cơ quan, nơi ký có sẵn" }
                            @for kind in kinds { option value=(kind.name) selected[told("tu_loai") == kind.name] { "Chép từ: " (kind.ten) } }
                        }
                    }
                    fieldset {
                        legend { "Khi bắt đầu từ tờ trống" }
                        p.truong {
                            label for="loai-giay" { "Loại giấy" }
                            select #loai-giay name="loai_giay" {
                                @for kind in papers { option value=(kind.name()) selected[told("loai_giay") == kind.name()] { (kind.label()) } }
                            }
                        }
                        p.truong {
                            label for="moi" { "Lập mấy bản" }
                            select #moi name="moi" {
                                @for (scope, words) in SCOPES { option value=(scope.name()) selected[told("moi") == scope.name()] { (words) } }
                            }
                        }
                        (field("bang", "Tên bảng, chỉ khi mỗi dòng của một bảng một bản (ví dụ: Khách mời)", &told("bang"), false))
                    }
                    button type="submit" { "Thêm loại văn bản" }
                }
            }
        }
    }
}

/// How many papers there are of a kind, in words.
const SCOPES: [(Scope, &str); 8] = [
    (Scope::DonVi, "Mỗi đơn vị một bản"),
    (Scope::PhongTrao, "Một bản cho cả phong trào"),
    (Scope::TapThe, "Mỗi tập thể được đề nghị một bản"),
    (Scope::CaNhan, "Mỗi cá nhân được đề nghị một bản"),
    (Scope::DeNghi, "Mỗi đề nghị (tập thể, cá nhân) một bản"),
    (Scope::HinhThuc, "Mỗi hình thức khen thưởng một bản"),
    (Scope::HoSoTrinh, "Mỗi bộ hồ sơ trình một bản"),
    (Scope::Hang, "Mỗi dòng của một bảng một bản"),
];

/// The way to the questions, in `folder`.
pub fn link(folder: &Path, words: &str) -> Markup {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.append_pair("o", &folder.to_string_lossy()).finish();
    html! { a.nut href=(format!("/soan?{query}")) { (words) } }
}
