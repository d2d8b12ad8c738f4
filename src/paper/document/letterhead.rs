//! The lines of the letterhead that are put together from parts: số và ký hiệu, địa danh và thời
//! gian, "V/v" of a công văn (Mục II.3 to II.5 of Phụ lục I), and "(Kèm theo …)".
//!
//! What a ký hiệu may look like is the law's (a kind has one abbreviation, a year belongs to legal
//! normative documents, a công văn has no "CV"), but an office may have reasons of its own, so these
//! are warnings.

use super::date::HAND_BLANK;
use super::front_matter::FrontMatter;
use super::issuer::issuer;
use super::{CopyHead, DocumentKind, Letterhead};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::subject::without_about;

/// Ô 1 to 5b of the first page.
pub(super) fn letterhead(front: &FrontMatter) -> Letterhead {
    Letterhead {
        co_quan_chu_quan: front.co_quan_chu_quan.clone(),
        co_quan: front.co_quan.clone(),
        so_ky_hieu: number_line(front),
        dia_danh_ngay: place_and_date(front),
        ve_viec: subject_of_letter(front),
    }
}

/// The head of the copy that `front` speaks of.
pub(super) fn copy_head(front: &FrontMatter) -> CopyHead {
    CopyHead { hinh_thuc: front.loai.label().to_owned(), letterhead: letterhead(front) }
}

/// The head of a text that this document issues: without số and without date (form 1.3).
pub(super) fn of_attached_text(front: &FrontMatter) -> Letterhead {
    Letterhead {
        co_quan_chu_quan: front.co_quan_chu_quan.clone(),
        co_quan: front.co_quan.clone(),
        ..Letterhead::default()
    }
}

/// "Số: 05/KH-STC"; `None` when neither số nor ký hiệu is given.
pub(super) fn number_line(front: &FrontMatter) -> Option<String> {
    let code = number_and_code(front)?;
    let space = if code.starts_with('\u{a0}') { "" } else { " " };
    Some(format!("Số:{space}{code}"))
}

/// "05/KH-STC", a blank for a số to be written by hand.
fn number_and_code(front: &FrontMatter) -> Option<String> {
    let number = front.so.as_deref().map_or(HAND_BLANK.to_owned(), padded);
    match front.ky_hieu.as_deref().map(|code| code.trim_start_matches('/')) {
        Some(code) => Some(format!("{number}/{code}")),
        None => front.so.is_some().then_some(number),
    }
}

/// Numbers below 10 take a leading zero.
fn padded(number: &str) -> String {
    match number.parse::<u32>() {
        Ok(value) if number.len() == 1 => format!("{value:02}"),
        _ => number.to_owned(),
    }
}

/// "Kiên Giang, ngày 25 tháng 3 năm 2022".
pub(super) fn place_and_date(front: &FrontMatter) -> Option<String> {
    let date = front.ngay.unwrap_or_default().spelled();
    match (&front.dia_danh, front.ngay, front.loai) {
        (Some(place), ..) => Some(format!("{place}, {date}")),
        // Form 1.9 has no such line.
        (None, None, _) | (None, _, DocumentKind::BienBan) => None,
        (None, Some(_), _) => Some(format!("N{}", date.strip_prefix('n').unwrap_or(&date))),
    }
}

fn subject_of_letter(front: &FrontMatter) -> Option<String> {
    let subject = front.trich_yeu.join(" ");
    if front.loai != DocumentKind::CongVan || subject.is_empty() {
        return None;
    }
    let words = without_about(&subject).unwrap_or(&subject);
    Some(format!("V/v {words}").trim_end().to_owned())
}

/// `note` in round brackets.
pub(super) fn in_brackets(note: &str) -> String {
    if note.starts_with('(') && note.ends_with(')') { note.to_owned() } else { format!("({note})") }
}

/// "(Kèm theo Kế hoạch số 05/KH-STC ngày … của …)" from this document's own facts; none for a form.
pub(super) fn attached_to(front: &FrontMatter) -> Option<String> {
    if !front.loai.is_of_decree() {
        return None;
    }
    let number = number_and_code(front).unwrap_or_else(|| HAND_BLANK.to_owned());
    let date = front.ngay.unwrap_or_default().spelled();
    let issuer = issuer(front);
    let of_issuer = if issuer.is_empty() { String::new() } else { format!(" của {issuer}") };
    Some(format!("(Kèm theo {} số {number} {date}{of_issuer})", front.loai.label()))
}

/// Warns of a ký hiệu that is not of the kind's form.
pub(super) fn check_code(front: &FrontMatter, report: &mut Report) {
    for key in ["so", "ky_hieu"] {
        let value = if key == "so" { &front.so } else { &front.ky_hieu };
        let Some(value) = value else { continue };
        if let Some(year) = value.split(['/', '-']).find(|group| is_year(group)) {
            let message =
                format!("`{value}` có năm {year}; năm chỉ có trong số, ký hiệu của văn bản quy phạm pháp luật");
            let fault = Diagnostic::warning(Code::VB025, message).at(front.place(key));
            report.push(fault.hint("bỏ năm: số và ký hiệu văn bản hành chính có dạng `05/KH-STC`"));
        }
    }
    let Some(code) = &front.ky_hieu else { return };
    let groups: Vec<&str> = code.split(['/', '-']).filter(|group| !group.is_empty()).collect();
    if front.loai == DocumentKind::CongVan && groups.contains(&"CV") {
        let fault = Diagnostic::warning(Code::VB026, "ký hiệu công văn không có chữ `CV`").at(front.place("ky_hieu"));
        report.push(fault.hint("viết tên viết tắt của cơ quan và của đơn vị soạn thảo: `STC-VP`"));
    }
    let Some(abbreviation) = front.loai.abbreviation() else {
        return;
    };
    let first = groups.iter().find(|group| !is_year(group)).copied().unwrap_or_default();
    if first != abbreviation {
        let message =
            format!("ký hiệu `{code}` không bắt đầu bằng `{abbreviation}`, viết tắt của {}", front.loai.label());
        let fault = Diagnostic::warning(Code::VB024, message).at(front.place("ky_hieu"));
        let known = DocumentKind::ALL.iter().any(|kind| kind.abbreviation() == Some(first));
        // "TT" of a Tờ trình.
        let is_meant = abbreviation.to_lowercase().starts_with(&first.to_lowercase());
        let rest = groups.iter().skip(usize::from(known || is_meant)).filter(|group| !is_year(group));
        let mended: Vec<&str> = [abbreviation].into_iter().chain(rest.copied()).collect();
        report.push(fault.hint(format!("có phải là `{}`?", mended.join("-"))));
    }
}

fn is_year(group: &str) -> bool {
    group.len() == 4
        && (group.starts_with("19") || group.starts_with("20"))
        && group.bytes().all(|byte| byte.is_ascii_digit())
}
