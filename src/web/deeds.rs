//! What forms have done: a campaign opened or begun, a check asked for, a file opened.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::drafts;
use super::http::{Form, Request, Response};
use super::launch::open_file;
use super::session::Current;
use super::store::{check_name, inside};
use super::views::{refusal, start};
use super::work::{Choice, Order};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::campaign::{FILE, OldText};
use crate::make::handout::Wanted;
use crate::make::input::{Input, unreadable};
use crate::make::starter::begin;
use crate::make::starter::office::{Office, QUESTIONS};
use crate::paper::writer::{FORMATS, Format};

/// The most folders that are shown of one.
const MOST_FOLDERS: usize = 2000;

/// Opens the campaign that is named.
pub fn open(app: &App, request: &Request) -> Response {
    let form = request.form();
    let folder = PathBuf::from(form.get("thu_muc").unwrap_or_default());
    match usable(&folder) {
        Ok(()) => opened(app, &folder),
        Err(_) if has_texts(&folder) => opened_texts(app, &folder),
        Err(finding) => start::page(app, &finding.into(), &form),
    }
}

/// Whether single texts lie in `folder`.
pub fn has_texts(folder: &Path) -> bool {
    Disk.is_folder(folder) && !drafts::texts(&Disk, folder).is_empty()
}

/// Whether a campaign is in `folder`.
pub fn usable(folder: &Path) -> Result<(), Diagnostic> {
    match Input::of(&Disk, folder)? {
        Input::Campaign => Ok(()),
        Input::Single | Input::Template => {
            let finding = Diagnostic::error(Code::TL002, "đây là một tệp, không phải thư mục của một phong trào");
            Err(finding.at(Place::file(folder)).hint(format!("đưa thư mục có tệp `{FILE}`")))
        }
    }
}

pub fn opened(app: &App, folder: &Path) -> Response {
    app.session.open(folder);
    app.session.current().iter().for_each(|current| app.recent.add(&current.path));
    Response::see("/tong-quan")
}

/// Opens `folder` for the single texts in it.
pub fn opened_texts(app: &App, folder: &Path) -> Response {
    app.session.open_texts(folder);
    app.session.current().iter().for_each(|current| app.recent.add(&current.path));
    Response::see("/sua")
}

/// The folder in which what `form` tells is to be put.
///
/// # Errors
/// `TL001` for one that is not there.
pub fn place_of(form: &Form) -> Result<PathBuf, Diagnostic> {
    let place = PathBuf::from(form.get("noi").unwrap_or_default());
    if place.is_absolute() && Disk.is_folder(&place) {
        return Ok(place);
    }
    let finding = Diagnostic::error(Code::TL001, "không tìm thấy thư mục để đặt vào").at(Place::file(&place));
    Err(finding.hint("chọn một thư mục có trên máy này"))
}

/// Begins a campaign as told, and opens it.
pub fn begin(app: &App, request: &Request) -> Response {
    let form = request.form();
    match begun(&form) {
        Ok(folder) => opened(app, &folder),
        Err(wrong) => start::new_campaign(app, &wrong, &form, &usual_place()),
    }
}

fn begun(form: &Form) -> Result<PathBuf, Report> {
    let name = form.get("ten_thu_muc").unwrap_or_default();
    check_name(name)?;
    let folder = place_of(form)?.join(name);
    let words = start::ANSWERS.map(|name| form.get(name));
    match form.get("tu") {
        Some(earlier) => begin::after(&folder, Path::new(earlier))?,
        None => begin::from_example(&folder, &Office::told(words, QUESTIONS)?)?,
    }
    Ok(folder)
}

/// The folders in the one that is asked for.
pub fn browse(app: &App, request: &Request) -> Response {
    let folder = request.query.get("o").map_or_else(usual_place, PathBuf::from);
    let paths = match Disk.list(&folder) {
        Ok(paths) => paths,
        Err(_) => {
            let finding = Diagnostic::error(Code::TL001, "không xem được thư mục này").at(Place::file(&folder));
            return start::page(app, &finding.hint("kiểm tra lại đường dẫn và quyền đọc").into(), &Form::default());
        }
    };
    let is_hidden = |path: &Path| path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let folders = paths.into_iter().filter(|path| path.to_str().is_some() && !is_hidden(path) && Disk.is_folder(path));
    let told: Vec<(PathBuf, bool)> =
        folders.take(MOST_FOLDERS).map(|path| (path.clone(), Disk.is_file(&path.join(FILE)))).collect();
    start::folders(app, &folder, &told)
}

/// Where who has told no folder begins to look.
pub fn usual_place() -> PathBuf {
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    let documents = home.as_ref().map(|home| home.join("Documents")).filter(|folder| Disk.is_folder(folder));
    documents.or(home).or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("/"))
}

/// Has the campaign checked now.
pub fn check(app: &App, request: &Request) -> Response {
    match asked_of(app, &request.form()) {
        Ok(current) => {
            app.session.check(current.number, None);
            Response::see("/loi")
        }
        Err(finding) => refusal::of(409, &finding.into()),
    }
}

/// Opens a file of the campaign or of its papers with the system's own program; the page stays.
pub fn open_named(app: &App, request: &Request) -> Response {
    let form = request.form();
    let opened = asked_of(app, &form).and_then(|current| open_file(&named(&current, &form)?));
    match opened {
        Ok(()) => Response::nothing(),
        Err(finding) => refusal::of(409, &finding.into()),
    }
}

/// Shows or hands over a file of the papers.
pub fn file(app: &App, request: &Request) -> Response {
    let read = asked_of(app, &request.query).and_then(|current| {
        let path = named(&current, &request.query)?;
        let bytes = Disk.read(&path).map_err(|error| unreadable(&path, &error))?;
        Ok((path, bytes))
    });
    match read {
        Ok((path, bytes)) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.extension().is_some_and(|end| end == "pdf") {
                true => Response::file("application/pdf", &name, true, bytes),
                false => Response::file("application/octet-stream", &name, false, bytes),
            }
        }
        Err(finding) => refusal::of(404, &finding.into()),
    }
}

/// Begins to make the papers that are asked for.
pub fn make(app: &Arc<App>, request: &Request) -> Response {
    let form = request.form();
    let begun = asked_of(app, &form).and_then(|current| {
        let (current, order) = ordered(current, &form)?;
        app.session.amend(current.number, |known| known.out.clone_from(&order.out));
        app.work.begin(app, current, order)
    });
    match begun {
        Ok(()) => Response::see("/van-ban"),
        Err(finding) => refusal::of(409, &finding.into()),
    }
}

/// What `form` asks for of `current`.
fn ordered(current: Current, form: &Form) -> Result<(Current, Order), Diagnostic> {
    let formats: Vec<&'static Format> =
        FORMATS.iter().filter(|format| form.all("dang").any(|name| name == format.name)).collect();
    if formats.is_empty() {
        let finding = Diagnostic::error(Code::TL004, "chưa chọn dạng tệp nào");
        return Err(finding.hint("quay lại, chọn PDF, DOCX hoặc cả hai"));
    }
    let choice = match form.get("pham_vi") {
        Some("tat_ca") => Choice::All,
        Some("chon") => Choice::Papers(form.all("giay").map(str::to_owned).collect()),
        Some(kind) => Choice::Kind(kind.to_owned()),
        None => Choice::Papers(HashSet::new()),
    };
    let is = |name: &str| form.get(name).is_some();
    let has_pdf = formats.iter().any(|format| format.name == "pdf");
    let wanted = Wanted { print: is("gop") && has_pdf, two_sided: is("hai_mat"), parcels: is("theo_don_vi") };
    let out = form.get("ra").map_or_else(|| current.out.clone(), PathBuf::from);
    if !out.is_absolute() {
        let finding = Diagnostic::error(Code::TL007, "thư mục kết quả phải ghi từ gốc ổ đĩa").at(Place::file(&out));
        return Err(finding.hint(format!("ví dụ: {}", current.out.display())));
    }
    Ok((current, Order { choice, formats, wanted, out }))
}

/// Opens the folder of papers with the system's own program; the page stays.
pub fn open_papers(app: &App, request: &Request) -> Response {
    match asked_of(app, &request.form()).and_then(|current| open_file(&current.out)) {
        Ok(()) => Response::nothing(),
        Err(finding) => refusal::of(409, &finding.into()),
    }
}

/// Text in old encodings is read as Unicode from now on, or told again.
pub fn convert(app: &App, request: &Request) -> Response {
    let form = request.form();
    match asked_of(app, &form) {
        Ok(current) => {
            let old_text = if form.get("doi").is_some() { OldText::Convert } else { OldText::Refuse };
            app.session.check(current.number, Some(old_text));
            Response::see("/loi")
        }
        Err(finding) => refusal::of(409, &finding.into()),
    }
}

/// The file that `form` names: of the papers, or of the campaign.
///
/// # Errors
/// Those of [`inside`].
pub fn named(current: &Current, form: &Form) -> Result<PathBuf, Diagnostic> {
    let folder = if form.get("o") == Some("ket_qua") { &current.out } else { &current.path };
    inside(folder, form.get("tep").unwrap_or_default())
}

/// The campaign that is open, if it is the one that the page of `form` was about.
///
/// # Errors
/// `GF024` when it is another one.
pub fn asked_of(app: &App, form: &Form) -> Result<Current, Diagnostic> {
    let current = app.session.current().filter(|current| form.get("so") == Some(current.number.to_string().as_str()));
    current.ok_or_else(|| {
        Diagnostic::error(Code::GF024, "trang này mở cho một phong trào khác với phong trào đang mở; chưa làm gì")
            .hint("tải lại trang, hoặc mở lại phong trào ấy ở phần Bắt đầu, rồi làm lại")
    })
}
