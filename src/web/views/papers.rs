//! The papers and their state: looked for, chosen, made, opened.

use std::collections::{BTreeMap, BTreeSet};

use form_urlencoded::byte_serialize;
use maud::{Markup, html};

use super::explain::inline;
use super::layout::{self, Tab};
use super::paged::{self, Paged};
use super::{run, told};
use crate::base::text::visible::visible;
use crate::base::text::{fold, upper_first};
use crate::web::App;
use crate::web::http::{Form, Request, Response};
use crate::web::session::Current;
use crate::web::stock::{Paper, State, Stock};

/// Papers on one page.
const PER_PAGE: usize = 100;

/// The view, as it is without a campaign.
pub fn page(app: &App) -> Response {
    view(app, &Form::default())
}

/// The view with the papers that are asked for.
pub fn list(app: &App, request: &Request) -> Response {
    view(app, &request.query)
}

fn view(app: &App, asked: &Form) -> Response {
    layout::of_campaign(app, Tab::Papers, |current, checked| {
        let kinds: BTreeMap<&str, &str> = checked
            .folder
            .iter()
            .flat_map(|(folder, _)| folder.kinds().iter())
            .map(|kind| (kind.name.as_str(), kind.ten.as_str()))
            .collect();
        html! {
            h1 { (Tab::Papers.label()) }
            @if let Some(progress) = app.session.run() { (run::panel(current, &progress)) }
            @match &current.stock {
                _ if checked.folder.is_none() => p { "Chưa mở được phong trào: sửa " a href=(Tab::Findings.path()) { "các lỗi" } " trước." },
                None => p { "Đang xem từng văn bản lập được chưa…" },
                Some(stock) => (Papers { current, kinds, stock, asked }.content()),
            }
        }
    })
}

struct Papers<'a> {
    current: &'a Current,
    /// What kinds are called, by key.
    kinds: BTreeMap<&'a str, &'a str>,
    stock: &'a Stock,
    asked: &'a Form,
}

impl Papers<'_> {
    fn content(&self) -> Markup {
        let chosen: Vec<&Paper> = self.stock.papers.iter().filter(|paper| self.is_asked(paper)).collect();
        let shown = Paged::of(&chosen, PER_PAGE, self.asked);
        html! {
            @if !self.stock.report.is_empty() { (told::list(&self.stock.report, &self.current.path, None)) }
            @if self.current.is_taking_stock { p { "Đang xem lại các văn bản theo số liệu mới…" } }
            ul.tom-tat {
                @for state in State::ALL { li { b { (self.stock.count(state)) } (state.label()) } }
            }
            (self.filter())
            form method="post" action="/tao" {
                input type="hidden" name="so" value=(self.current.number);
                input type="hidden" name="o" value="ket_qua";
                (self.orders())
                (self.table(&shown))
            }
            (paged::links(&shown, Tab::Papers.path(), self.asked))
            (self.products())
            (self.lacking())
        }
    }

    fn is_asked(&self, paper: &Paper) -> bool {
        let is = |name: &str, value: &str| self.asked.get(name).is_none_or(|wanted| wanted == value);
        let words = self.asked.get("tim").map(fold);
        let told = || fold(&format!("{} {}", paper.subject, self.kind(&paper.kind)));
        is("tinh_trang", paper.state.key())
            && is("loai", &paper.kind)
            && is("don_vi", paper.unit.as_deref().unwrap_or_default())
            && words.is_none_or(|words| told().contains(&words))
    }

    fn kind<'k>(&'k self, key: &'k str) -> &'k str {
        self.kinds.get(key).copied().unwrap_or(key)
    }

    fn filter(&self) -> Markup {
        let kinds: BTreeSet<&str> = self.stock.papers.iter().map(|paper| paper.kind.as_str()).collect();
        let kinds = kinds.into_iter().map(|kind| (kind, self.kind(kind).to_owned()));
        let units: BTreeSet<&str> = self.stock.papers.iter().filter_map(|paper| paper.unit.as_deref()).collect();
        let units = units.into_iter().map(|unit| (unit, unit.to_owned()));
        let states = State::ALL.map(|state| (state.key(), upper_first(state.label())));
        html! {
            form.loc method="get" action=(Tab::Papers.path()) role="search" aria-label="Lọc văn bản" {
                (paged::choice("tinh_trang", "Tình trạng", states, self.asked))
                (paged::choice("loai", "Loại", kinds, self.asked))
                (paged::choice("don_vi", "Đơn vị", units, self.asked))
                (paged::search("Tìm theo tên", self.asked))
                button type="submit" { "Lọc" }
            }
        }
    }

    /// What can be made of the papers, and how.
    fn orders(&self) -> Markup {
        let check = |name: &str, value: &str, label: &str, is_on: bool| {
            let id = format!("{name}-{value}");
            html! { span.o-chon { input id=(id) type="checkbox" name=(name) value=(value) checked[is_on]; label for=(id) { (label) } } }
        };
        html! {
            fieldset.dat-hang {
                legend { "Tạo văn bản" }
                p { (check("dang", "pdf", "PDF", true)) (check("dang", "docx", "DOCX (Word)", true)) }
                p {
                    (check("gop", "co", "Thêm tệp để in, mỗi loại một tệp", false))
                    (check("hai_mat", "co", "In hai mặt", false))
                    (check("theo_don_vi", "co", "Thêm gói gửi từng đơn vị", false))
                }
                details #noi-dat {
                    summary { "Đặt vào " code { (visible(&self.current.out.to_string_lossy())) } }
                    p.truong { label for="ra" { "Thư mục kết quả" } input #ra name="ra" type="text" value=(self.current.out.display()) spellcheck="false"; }
                }
                p.nut-bam {
                    button type="submit" name="pham_vi" value="chon" { "Tạo văn bản đã chọn" }
                    @if let Some(kind) = self.asked.get("loai") {
                        button.phu type="submit" name="pham_vi" value=(kind) { "Tạo cả loại " (self.kind(kind)) }
                    }
                    button.phu type="submit" name="pham_vi" value="tat_ca" { "Tạo tất cả" }
                    button.phu type="submit" formaction="/mo-ket-qua" { "Mở thư mục kết quả" }
                }
            }
        }
    }

    fn table(&self, shown: &Paged<&Paper>) -> Markup {
        html! {
            div.cuon {
                table {
                    caption { "Văn bản " (shown.first + 1) "–" (shown.first + shown.items.len()) }
                    thead { tr {
                        th scope="col" { input #chon-het type="checkbox" aria-label="Chọn mọi văn bản trên trang này" hidden; } th scope="col" { "Loại" } th scope="col" { "Về" }
                        th scope="col" { "Tình trạng" } th scope="col" { "Xem, mở" }
                    } }
                    tbody { @for (at, paper) in shown.items.iter().enumerate() { (self.row(at, paper)) } }
                }
            }
            @if shown.items.is_empty() { p { "Không có văn bản nào như vậy." } }
        }
    }

    fn row(&self, at: usize, paper: &Paper) -> Markup {
        let (id, name) = (format!("giay-{at}"), format!("{}: {}", self.kind(&paper.kind), paper.subject));
        html! {
            tr {
                td { input id=(id) type="checkbox" name="giay" value=(paper.path) disabled[paper.state == State::Blocked] aria-label=(format!("Chọn {name}")); }
                td { (self.kind(&paper.kind)) }
                td { label for=(id) { (paper.subject) } }
                td {
                    span class=(paper.state.key()) { (upper_first(paper.state.label())) }
                    @if !paper.report.is_empty() {
                        details id=(format!("vi-sao-{at}")) {
                            summary { @if paper.state == State::Blocked { "Vì sao" } @else { "Điều cần xem" } }
                            (told::list(&paper.report, &self.current.path, None))
                        }
                    }
                }
                td.viec {
                    a href=(format!("/xem?giay={}", byte_serialize(paper.path.as_bytes()).collect::<String>())) aria-label=(format!("Xem trước {name}")) { "Xem trước" }
                    @for extension in &paper.files { " " (self.file(&format!("{}.{extension}", paper.path), &extension.to_uppercase(), &name)) }
                }
            }
        }
    }

    /// A PDF is shown by the browser, anything else is opened with its own program.
    fn file(&self, path: &str, words: &str, of: &str) -> Markup {
        let label = format!("Mở {words} {of}");
        html! {
            @if path.ends_with(".pdf") {
                a href=(self.address(path)) target="_blank" rel="noopener" aria-label=(label) { (words) }
            } @else {
                button.phu.nho type="submit" formaction="/mo-tep" name="tep" value=(path) aria-label=(label) { (words) }
            }
        }
    }

    fn address(&self, path: &str) -> String {
        let path: String = byte_serialize(path.as_bytes()).collect();
        format!("/tep?so={}&o=ket_qua&tep={path}", self.current.number)
    }

    /// What was made of papers to be handed on.
    fn products(&self) -> Markup {
        html! {
            @if !self.stock.products.is_empty() {
                section aria-labelledby="de-in" {
                    h2 #de-in { "Để in và gửi đi" }
                    form method="post" action="/mo-tep" {
                        input type="hidden" name="so" value=(self.current.number);
                        input type="hidden" name="o" value="ket_qua";
                        ul { @for path in &self.stock.products { li { (self.file(path, path, "")) } } }
                    }
                }
            }
        }
    }

    /// The kinds of which there is no paper yet.
    fn lacking(&self) -> Markup {
        html! {
            @if !self.stock.lacking.is_empty() {
                details #chua-lap {
                    summary { "Chưa lập được (" (self.stock.lacking.len()) " loại)" }
                    dl {
                        @for (kind, why) in &self.stock.lacking {
                            dt { (kind) }
                            dd { (inline(&upper_first(&why.message))) @for hint in why.hints.iter().take(1) { "; " (inline(&hint.text)) } }
                        }
                    }
                }
            }
        }
    }
}
