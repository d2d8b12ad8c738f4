//! How the campaign stands: what is due, its steps, each award, each unit with the reasons.

use std::path::PathBuf;

use maud::{Markup, html};

use super::layout::{self, Tab};
use super::paged::{self, Paged};
use crate::base::files::{Disk, Files};
use crate::base::text::fold;
use crate::base::text::visible::visible;
use crate::campaign::model::short_date;
use crate::campaign::rules::State;
use crate::campaign::source::books::data_files;
use crate::campaign::source::own::EXTENSIONS;
use crate::campaign::{CampaignFolder, FILE};
use crate::make::review::{AwardReview, NominationReview, Review, UnitReview, count, place_words};
use crate::web::App;
use crate::web::check::Checked;
use crate::web::http::{Form, Request, Response};
use crate::web::session::Current;
use crate::web::store::name_in;

/// Units on one page.
const PER_PAGE: usize = 50;
/// Files with facts that are offered.
const MOST_FILES: usize = 12;

/// The view.
pub fn page(app: &App, request: &Request) -> Response {
    layout::of_campaign(app, Tab::Overview, |current, checked| match &checked.folder {
        Some((folder, review)) => content(current, checked, (folder, review), &request.query),
        None => html! {
            h1 { (Tab::Overview.label()) }
            p { strong { (count(&checked.findings)) } ". Chưa mở được phong trào: sửa " a href=(Tab::Findings.path()) { "các lỗi" } " trước." }
        },
    })
}

fn content(current: &Current, checked: &Checked, (folder, review): (&CampaignFolder, &Review), asked: &Form) -> Markup {
    html! {
        h1 { (Tab::Overview.label()) }
        p { "Phong trào " strong { (review.phong_trao) } ", xét đến hết ngày " (short_date(review.ngay)) ". "
            strong { (count(&checked.findings)) } " – " a href=(Tab::Findings.path()) { "xem" } "." }
        (numbers(review))
        (sources(current))
        (terms(folder, review))
        (steps(review))
        @if !review.hinh_thuc.is_empty() {
            section aria-labelledby="hinh-thuc" {
                h2 #hinh-thuc { "Từng hình thức" }
                @for award in &review.hinh_thuc { (self::award(award)) }
            }
        }
        (units(current, review, asked))
        @if !folder.uncited().is_empty() {
            section aria-labelledby="can-cu" {
                h2 #can-cu { "Căn cứ chưa kiểm chứng, không tự ghi vào văn bản" }
                ul { @for text in folder.uncited() { li { (text) } } }
            }
        }
    }
}

/// The whole in a few numbers.
fn numbers(review: &Review) -> Markup {
    let units = &review.don_vi;
    let all = || units.iter().flat_map(|unit| &unit.de_nghi);
    let with = |state: State| all().filter(|item| item.trang_thai == state).count();
    let owing = units.iter().filter(|unit| !unit.con_thieu.is_empty()).count();
    html! {
        ul.tom-tat {
            li { b { (units.len()) } "đơn vị" }
            li { b { (owing) } "đơn vị còn thiếu" }
            li { b { (all().count()) } "đề nghị" }
            li { b { (with(State::Dat)) } "đạt" }
            li { b { (with(State::Cho)) } "chờ" }
            li { b { (with(State::KhongDat)) } "không đạt" }
        }
    }
}

/// Where the facts stand, to be opened: most that is done begins there.
fn sources(current: &Current) -> Markup {
    let folder = &current.path;
    let is_table = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let is_passing = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '~']));
        !is_passing && ending.is_some_and(|ending| EXTENSIONS.contains(&ending.as_str()))
    };
    let here = Disk.list(folder).unwrap_or_default().into_iter().filter(is_table);
    let names = here.chain(data_files(&Disk, folder)).filter_map(|path| name_in(folder, &path));
    html! {
        section aria-labelledby="so-lieu" {
            h2 #so-lieu { "Số liệu và quy định" }
            ul.tep {
                @for name in names.take(MOST_FILES) {
                    li { code { (visible(&name)) } " " (layout::open_button(current, "phong_trao", &name)) }
                }
                li { code { (FILE) } " " a href={ "/sua?tep=" (FILE) } { "Sửa trên trang" } }
            }
            p.goi-y { "Lưu bảng số liệu trong chương trình bảng tính là trang tự đọc lại." }
        }
    }
}

/// What is due until when, seen from the day of judgement.
fn terms(folder: &CampaignFolder, review: &Review) -> Markup {
    let left = |days: i64| match days {
        ..0 => format!("đã qua {} ngày", -days),
        0 => "hôm ấy là ngày cuối".to_owned(),
        _ => format!("còn {days} ngày"),
    };
    html! {
        @if !folder.terms().is_empty() {
            section aria-labelledby="thoi-han" {
                h2 #thoi-han { "Thời hạn" }
                ul {
                    @for (day, what) in folder.terms() {
                        li class=[(*day < review.ngay).then_some("da-qua")] { (short_date(*day)) ": " (what) " (" (left((*day - review.ngay).num_days())) ")" }
                    }
                }
            }
        }
    }
}

fn steps(review: &Review) -> Markup {
    html! {
        @if !review.buoc.is_empty() {
            section aria-labelledby="buoc" {
                h2 #buoc { "Các bước" }
                ol { @for step in &review.buoc { li { strong { (step.ten) } ": " (step.dong()) } } }
            }
        }
    }
}

fn award(award: &AwardReview) -> Markup {
    html! {
        h3 { (award.ten) }
        ul { @for line in &award.dong { li { (line) } } }
    }
}

fn units(current: &Current, review: &Review, asked: &Form) -> Markup {
    let words = asked.get("tim").map(fold);
    let is_asked = |unit: &&UnitReview| words.as_ref().is_none_or(|words| fold(&unit.ten).contains(words));
    let chosen: Vec<&UnitReview> = review.don_vi.iter().filter(is_asked).collect();
    let shown = Paged::of(&chosen, PER_PAGE, asked);
    html! {
        section aria-labelledby="don-vi" {
            h2 #don-vi { "Từng đơn vị" }
            form.loc method="get" action=(Tab::Overview.path()) role="search" aria-label="Tìm đơn vị" {
                (paged::search("Tìm đơn vị", asked))
                button type="submit" { "Tìm" }
            }
            div.cuon {
                table {
                    thead { tr {
                        th scope="col" { "Đơn vị" } th scope="col" { "Đăng ký" } th scope="col" { "Còn thiếu" }
                        th scope="col" { "Lỗi, cảnh báo" } th scope="col" { "Đề nghị" }
                    } }
                    tbody { @for (at, unit) in shown.items.iter().enumerate() { (row(current, shown.first + at, unit)) } }
                }
            }
            (paged::links(&shown, Tab::Overview.path(), asked))
        }
    }
}

fn row(current: &Current, at: usize, unit: &UnitReview) -> Markup {
    let name: String = form_urlencoded::byte_serialize(unit.ten.as_bytes()).collect();
    html! {
        tr {
            th scope="row" { (unit.ten) }
            td { (unit.dang_ky.as_deref().unwrap_or("–")) }
            td { @if unit.con_thieu.is_empty() { "–" } @else { ul { @for each in &unit.con_thieu { li { (each) } } } } }
            td {
                @if unit.so_loi + unit.so_canh_bao == 0 { "–" }
                @else { a href=(format!("/loi?don_vi={name}")) { (unit.so_loi) " lỗi, " (unit.so_canh_bao) " cảnh báo" } }
            }
            td {
                @if unit.de_nghi.is_empty() { "–" }
                @for (number, item) in unit.de_nghi.iter().enumerate() { (nomination(current, &format!("dn-{at}-{number}"), item)) }
            }
        }
    }
}

fn nomination(current: &Current, id: &str, item: &NominationReview) -> Markup {
    let class = match item.trang_thai {
        State::Dat => "dat",
        State::KhongDat => "khong",
        State::Cho | State::KhongApDung => "cho-xet",
    };
    html! {
        details id=(id) {
            summary { (item.ten) " (" (item.loai) ") – " (item.hinh_thuc) ": " span class=(class) { (item.ket_luan()) } @if let Some(rank) = item.hang { ", hạng " (rank) } }
            ul { @for reason in &item.ly_do { li { (reason) } } }
            p.o { (place_words(&item.vi_tri, &current.path)) }
        }
    }
}
