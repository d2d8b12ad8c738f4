//! What is wrong and how to mend it: the cause first, each with its place, what has changed at the top.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use maud::{Markup, html};

use super::explain::inline;
use super::layout::{self, Tab};
use super::paged::{self, Paged};
use crate::base::diag::{Diagnostic, Place, Severity, Told};
use crate::base::text::{fold, upper_first};
use crate::campaign::OldText;
use crate::make::review::{count, hint_words, owners, place_cells};
use crate::web::App;
use crate::web::check::{Changes, Checked};
use crate::web::http::{Form, Request, Response};
use crate::web::session::Current;
use crate::web::store::name_in;

/// Findings on one page.
const PER_PAGE: usize = 100;
/// Further places of one finding, and news, that are told one by one.
const MOST_NAMED: usize = 200;

/// The view.
pub fn page(app: &App, request: &Request) -> Response {
    layout::of_campaign(app, Tab::Findings, |current, checked| content(current, checked, &request.query))
}

fn content(current: &Current, checked: &Checked, asked: &Form) -> Markup {
    let owners = checked.folder.as_ref().map(|(folder, _)| owners(folder)).unwrap_or_default();
    let look = Look { current, owners };
    let mut told = checked.findings.told();
    told.sort_by_key(|each| (each.following.is_empty(), each.finding.severity));
    let chosen: Vec<&Told> = told.iter().filter(|each| look.is_asked(each, asked)).collect();
    let shown = Paged::of(&chosen, PER_PAGE, asked);
    html! {
        h1 { (Tab::Findings.label()) }
        p { strong { (count(&checked.findings)) } ". Lưu tệp số liệu là trang tự kiểm tra lại." }
        (again(current))
        @if let Some(changes) = checked.changes.as_ref().filter(|changes| !changes.is_empty()) { (look.changes(changes)) }
        @if !told.is_empty() { (look.filter(&told, asked)) }
        @if chosen.len() < told.len() { p { "Đang xem " (chosen.len()) " trong " (told.len()) " mục. " a href="/loi" { "Xem tất cả" } } }
        ol.ds-loi start=(shown.first + 1) {
            @for each in shown.items { li { (look.told(each)) } }
        }
        (paged::links(&shown, "/loi", asked))
    }
}

/// A check by hand, and the way to read text in old encodings.
fn again(current: &Current) -> Markup {
    let is_converting = current.old_text == OldText::Convert;
    html! {
        form.nut-bam method="post" action="/kiem-tra" {
            input type="hidden" name="so" value=(current.number);
            @if !is_converting { input type="hidden" name="doi" value="co"; }
            button.phu type="submit" { "Kiểm tra lại" }
            button.phu type="submit" formaction="/chuyen-ma" {
                @if is_converting { "Thôi tự đổi chữ bảng mã cũ" } @else { "Tự đổi chữ bảng mã cũ (TCVN3, VNI) khi đọc" }
            }
        }
    }
}

/// What findings are looked at with.
struct Look<'a> {
    current: &'a Current,
    /// Whom they concern.
    owners: HashMap<&'a Diagnostic, &'a str>,
}

impl Look<'_> {
    /// Whether one of the findings that are told together is asked for.
    fn is_asked(&self, told: &Told, asked: &Form) -> bool {
        let all = [told.finding].into_iter().chain(told.others.iter().copied()).chain(told.following.iter().copied());
        let words = asked.get("tim").map(fold);
        let is_asked = |finding: &&Diagnostic| {
            let [file, ..] = place_cells(finding.place.as_ref(), &self.current.path);
            let is = |name: &str, value: &str| asked.get(name).is_none_or(|wanted| wanted == value);
            is("muc", severity_key(finding.severity))
                && is("ma", finding.code.name())
                && is("tep", &file)
                && is("don_vi", self.owners.get(*finding).copied().unwrap_or_default())
                && words.as_ref().is_none_or(|words| fold(&finding.message).contains(words))
        };
        all.into_iter().any(|finding| is_asked(&finding))
    }

    /// The form that picks findings out.
    fn filter(&self, told: &[Told], asked: &Form) -> Markup {
        let files: BTreeSet<String> =
            told.iter().map(|each| place_cells(each.finding.place.as_ref(), &self.current.path)[0].clone()).collect();
        let codes: BTreeMap<&str, &str> =
            told.iter().map(|each| (each.finding.code.name(), each.finding.code.title())).collect();
        let units: BTreeSet<&str> = told.iter().filter_map(|each| self.owners.get(each.finding).copied()).collect();
        let files = files.iter().map(|file| (file.as_str(), file.clone()));
        let codes = codes.into_iter().map(|(code, title)| (code, format!("{code} – {title}")));
        let units = units.into_iter().map(|unit| (unit, unit.to_owned()));
        let levels = [Severity::Error, Severity::Warning];
        let levels = levels.map(|level| (severity_key(level), upper_first(level.label())));
        html! {
            form.loc method="get" action="/loi" role="search" aria-label="Lọc lỗi và cảnh báo" {
                (paged::choice("muc", "Mức độ", levels, asked))
                (paged::choice("tep", "Tệp", files.filter(|(file, _)| !file.is_empty()), asked))
                (paged::choice("ma", "Mã", codes, asked))
                (paged::choice("don_vi", "Đơn vị", units, asked))
                (paged::search("Tìm trong nội dung", asked))
                button type="submit" { "Lọc" }
            }
        }
    }

    /// What has come and gone since the check before.
    fn changes(&self, changes: &Changes) -> Markup {
        let list = |title: &str, class: &str, findings: &[Diagnostic]| {
            html! {
                @if !findings.is_empty() {
                    details open id=(class) class=(class) {
                        summary { (title) " (" (findings.len()) ")" }
                        ul { @for finding in findings.iter().take(MOST_NAMED) { li { (head(finding)) " " (self.place(finding)) } } }
                    }
                }
            }
        };
        html! {
            section.vua-doi aria-labelledby="vua-doi" {
                h2 #vua-doi { "Vừa đổi sau lần lưu cuối" }
                (list("Đã hết", "da-het", &changes.gone))
                (list("Mới có", "moi-co", &changes.come))
            }
        }
    }

    fn told(&self, told: &Told) -> Markup {
        let Told { finding, others, following } = told;
        let list = |title: String, findings: &[&Diagnostic], with_words: bool| {
            html! {
                @if !findings.is_empty() {
                    details {
                        summary { (title) }
                        ul {
                            @for each in findings.iter().take(MOST_NAMED) {
                                li { @if with_words { (inline(&each.message)) " " } (self.place(each)) }
                            }
                            @if findings.len() > MOST_NAMED { li { "và " (findings.len() - MOST_NAMED) " chỗ nữa" } }
                        }
                    }
                }
            }
        };
        html! {
            article class=(severity_key(finding.severity)) {
                h2 { (head(finding)) }
                p.cho { (self.place(finding)) @if let Some(unit) = self.owners.get(finding) { " · " (unit) } }
                @for hint in &finding.hints { p.sua { strong { "Cách sửa: " } (inline(&upper_first(&hint_words(hint, &self.current.path)))) } }
                (list(format!("Cùng lỗi này ở {} chỗ nữa", others.len()), others, true))
                (list(format!("{} mục theo đó mà có, sửa xong thì hết", following.len()), following, true))
                @if let Some(name) = finding.place.as_ref().and_then(|place| name_in(&self.current.path, place.path())) {
                    (layout::open_button(self.current, "phong_trao", &name))
                }
            }
        }
    }

    /// File, sheet and cell.
    fn place(&self, finding: &Diagnostic) -> Markup {
        let words = finding.place.as_ref().map(|place| place_words(place, &self.current.path)).unwrap_or_default();
        html! { @if !words.is_empty() { span.o { (words) } } }
    }
}

/// File, sheet and cell of `place`, the file named from `folder`.
pub fn place_words(place: &Place, folder: &Path) -> String {
    let [file, sheet, cell] = place_cells(Some(place), folder);
    let cell = match (sheet.is_empty(), cell.is_empty()) {
        (false, false) => format!("ô {cell}"),
        _ => cell,
    };
    let sheet = if sheet.is_empty() { sheet } else { format!("trang {sheet}") };
    [file, sheet, cell].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Severity, code and words.
pub fn head(finding: &Diagnostic) -> Markup {
    let code = finding.code.name();
    html! {
        span.muc { (upper_first(finding.severity.label())) } " "
        a href=(format!("/giai-thich?ma={code}")) { (code) } " "
        span { (inline(&upper_first(&finding.message))) }
    }
}

/// The class and the word in a query for `severity`.
pub fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "loi",
        Severity::Warning => "canh_bao",
    }
}
