//! The rules of a campaign and its results, read from `phong_trao.toml` and the sheets.
//!
//! The plan is printed from these tables and the check enforces them, so each says everything once: the
//! words of the plan, the clause they rest on, what proves it, and the number. All codes (`ma`) are
//! chosen by the office. Unknown keys and words are errors with the nearest known one.
//!
//! | `phong_trao.toml` | Holds | Read by |
//! |---|---|---|
//! | `[[chi_so]]` | what units and people have values of | [`indicators`] |
//! | `[[thang_diem]]` | points for each item of an annex | [`points`] |
//! | `[[dac_diem]]` | attributes that only some have | [`rulebook`] |
//! | `[[tieu_chuan]]` | tiêu chuẩn, groups by code | [`criteria`] |
//! | `[[loai_tru]]` | who is not considered | [`criteria`] |
//! | `[[hinh_thuc]]` | awards: criteria, order, votes, decider | [`rulebook`] |
//! | `[[chi_tieu]]` | how many | [`limits`] |
//! | `[[thoi_han]]`, `[[su_kien]]` | until when, counted from what | [`limits`] |
//! | `[[ho_so]]` | papers of a dossier | [`rulebook`] |
//! | `[[buoc]]`, `[[ngay_nghi]]` | steps; days off that the law does not tell | [`stages`] |
//! | `[hoi_dong]` | the council and its ballots | [`rulebook`] |
//!
//! | Sheet | Columns in [`sheets`] |
//! |---|---|
//! | Đơn vị, Cá nhân | who there is |
//! | Đăng ký | who registered, when it came |
//! | Đề nghị | who is proposed for what |
//! | Kết quả, Sáng kiến | what they achieved |
//! | Kỷ luật | discipline and open cases |
//! | Hồ sơ | papers that came |
//! | Phân bổ | places allotted by the body above |
//! | Hội đồng, Biểu quyết | members and votes |
//! | Bước | what happened in the steps |
//! | Ngoại lệ | who is excused from what, and why |
//! | Khen thưởng đã nhận | earlier awards |
//! | Báo cáo thành tích | words that only the papers print |
//!
//! # Examples
//!
//! The rules of five real plans stand in the `phong_trao.toml` of the samples `kien_giang_2022`,
//! `binh_phuoc_2024`, `ninh_thuan_2020`, `soc_trang_2022` and `an_bien_2020`; steps and two rounds of ballots in
//! `tong_cong_ty_2026`, places by kind of unit in `gia_lai_bau_cu_2026`. Every kind of tiêu chuẩn:
//!
//! ```toml
#![doc = include_str!("example.toml")]
//! ```

pub mod answers;
pub mod criteria;
pub mod indicators;
pub mod joined;
pub mod limits;
pub mod people;
pub mod points;
pub mod registration;
pub mod repeats;
pub mod rows;
pub mod rulebook;
mod same;
pub mod sheets;
pub mod stages;
pub mod titles;
pub mod units;
pub mod wide;

pub use rows::read_facts;
pub use rulebook::{REGISTRATION, add_registration_deadline, complete_kinds, read_rulebook};
pub use sheets::TABLES;

use std::fmt::Display;
use std::str::FromStr;

use crate::base::diag::labelled::Labelled;
use crate::base::diag::{Code, Place, Report};
use crate::base::text::ascii_key;
use crate::campaign::model::Period;
use crate::campaign::model::criterion::Among;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Attribute, SubjectRef};
use crate::campaign::model::period::typed_year;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::share::Share;
use crate::campaign::source::{Fields, Row, Table, scalar};

/// The place of the value of `key`.
fn place_of(fields: &Fields, key: &str) -> Place {
    fields.place_of(key)
}

/// The place of the whole row or group.
fn place(fields: &Fields) -> Place {
    fields.place().clone()
}

/// Text that must be there, with its place.
fn text(fields: &mut Fields, key: &'static str, example: &str) -> Located<String> {
    let value = fields.text(key, example);
    Located { value, place: place_of(fields, key) }
}

/// `text` with its line breaks as blanks.
fn unbroken(text: String) -> String {
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}

/// Text that may be missing, with its place.
fn optional_text(fields: &mut Fields, key: &'static str) -> Option<Located<String>> {
    let value = fields.text_or_empty(key);
    (!value.is_empty()).then(|| Located { value, place: place_of(fields, key) })
}

/// A list of texts, each with its place.
fn texts(fields: &mut Fields, key: &'static str) -> Vec<Located<String>> {
    let values = fields.lines_at(key);
    values.into_iter().map(|(value, place)| Located { value, place: place.clone() }).collect()
}

/// Columns that say whose a row is.
const WHOSE: [&str; 6] = ["ten", "ho_ten", "doi_tuong", "don_vi", "hinh_thuc", "chi_tieu"];

/// The rows of the table `key`, each read by `read`; none when there is no such table. What nobody asks for any more is
/// dropped from them.
fn rows<T>(tables: &mut [Table], key: &str, report: &mut Report, read: impl Fn(&mut Fields) -> T) -> Vec<T> {
    let table = tables.iter_mut().find(|table| table.spec.key == key);
    let rows = table.map_or(&mut [][..], |table| table.rows.as_mut_slice());
    let read = |row: &mut Row| {
        let fact = read(&mut Fields::of_row(row, report));
        row.forget(&WHOSE);
        fact
    };
    rows.iter_mut().map(read).collect()
}

/// Whom a row is about.
fn subject(fields: &mut Fields) -> SubjectRef {
    SubjectRef { ten: text(fields, "doi_tuong", "Phòng Ngân sách"), don_vi: optional_text(fields, "don_vi") }
}

/// A list in one cell, set off by `;` or lines.
fn listed(fields: &mut Fields, key: &'static str) -> Vec<Located<String>> {
    let values = fields.lines(key);
    if values.is_empty() {
        return Vec::new();
    }
    let place = place_of(fields, key);
    let parts = values.iter().flat_map(|line| line.split(';')).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Located { value: part.to_owned(), place: place.clone() }).collect()
}

/// Đặc điểm in a cell, by code or by words.
fn attributes(fields: &mut Fields, known: &[Attribute]) -> Vec<Located<String>> {
    let mut found = listed(fields, "dac_diem");
    for attribute in &mut found {
        let key = ascii_key(&attribute.value);
        if let Some(known) = known.iter().find(|known| known.ma == attribute.value || ascii_key(&known.ten) == key) {
            attribute.value = known.ma.clone();
        }
    }
    found
}

/// Among whom something holds: `dac_diem`, `loai_don_vi`.
fn among(fields: &mut Fields) -> Among {
    Among { dac_diem: optional_text(fields, "dac_diem"), loai_don_vi: texts(fields, "loai_don_vi") }
}

/// A count with its place.
fn count(fields: &mut Fields, key: &'static str) -> Option<Located<u32>> {
    let value = fields.count(key)?;
    Some(Located { value, place: place_of(fields, key) })
}

/// A date with its place.
fn date(fields: &mut Fields, key: &'static str) -> Option<Located<chrono::NaiveDate>> {
    let value = fields.date(key)?;
    Some(Located { value, place: place_of(fields, key) })
}

/// A value that parses itself from the words of a cell; may be missing.
fn parsed<T: FromStr<Err: Display>>(fields: &mut Fields, key: &'static str) -> Option<T> {
    let text = fields.one_line(key)?;
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            let error: T::Err = error;
            fields.fault(key, Code::DL017, format!("`{key}` không nhận `{text}`"), &error.to_string());
            None
        }
    }
}

/// The year of a row, as the campaign counts years; may be missing.
fn year(fields: &mut Fields, key: &'static str, period: &Period) -> Option<i32> {
    let (year, is_school_year) = typed_year(fields, key)?;
    if is_school_year == period.nam_hoc {
        return Some(year);
    }
    let message =
        format!("`{key}` ở đây là {}", if is_school_year { "năm học" } else { "một năm, không phải năm học" });
    let hint = match is_school_year {
        true => {
            "phong trào xét theo năm: ghi năm, ví dụ 2024; xét theo năm học thì thêm `nam_hoc = true` vào `[thoi_gian]`"
                .to_owned()
        }
        false => format!("phong trào xét theo năm học: ghi {}", period.year(year)),
    };
    fields.fault(key, Code::DL017, message, &hint);
    None
}

/// A number in `text`, rounded to millionths when a formula left more decimals.
fn number(text: &str) -> Option<Quantity> {
    Quantity::parse(text).or_else(|| scalar::decimal(text.trim_end_matches('%').trim()).and_then(Quantity::from_f64))
}

/// A number; may be missing.
fn quantity(fields: &mut Fields, key: &'static str) -> Option<Located<Quantity>> {
    let text = optional_text(fields, key)?;
    match number(&text.value) {
        Some(value) => Some(Located { value, place: text.place }),
        None => {
            fields.fault(
                key,
                Code::DL016,
                format!("`{key}` phải là số, không phải `{}`", text.value),
                "ghi số, ví dụ 90 hoặc 92,5",
            );
            None
        }
    }
}

/// A number that must be there; 0 when it is not.
fn quantity_required(fields: &mut Fields, key: &'static str, example: &str) -> Quantity {
    if fields.is_blank(key) {
        fields.text(key, example);
    }
    quantity(fields, key).map(|number| number.value).unwrap_or_default()
}

/// A share, in hundredths or as a fraction; may be missing.
fn share(fields: &mut Fields, key: &'static str) -> Option<Located<Share>> {
    let text = optional_text(fields, key)?;
    match Share::parse(&text.value).or_else(|| number(&text.value).map(Share::percent)) {
        Some(value) => Some(Located { value, place: text.place }),
        None => {
            let message = format!("`{key}` phải là số phần trăm hoặc phân số, không phải `{}`", text.value);
            let hint = "ghi số phần trăm, ví dụ 80 hoặc 92,5; hoặc phân số, ví dụ \"2/3\"";
            // "Quá 1/2 số phiếu hợp lệ": of what it is taken is another key.
            let words: Vec<&str> = text.value.split(' ').collect();
            let beginnings = (1..words.len()).rev().filter_map(|count| Some(words.get(..count)?.join(" ")));
            let share = beginnings.into_iter().find(|words| Share::parse(words).is_some());
            let apart = |share| format!("{key} = \"{share}\"; tính trên gì ghi ở khóa khác (phiếu: `phieu_tinh_tren`)");
            let hint = share.map_or_else(|| hint.to_owned(), apart);
            fields.fault(key, Code::DL016, message, &hint);
            None
        }
    }
}

/// A share that must be there, the most that may have something; nothing when it is not there. Whether it is a part of a
/// whole is told by whom it costs papers.
fn share_of_places(fields: &mut Fields, key: &'static str, example: &str) -> Share {
    if fields.is_blank(key) {
        fields.text(key, example);
    }
    let nothing = Share::percent(Quantity::default());
    let Some(Located { value: share, .. }) = share(fields, key) else { return nothing };
    if share.qua {
        let message = format!("`{key}` ở đây là mức nhiều nhất, không phải trên {share}");
        fields.fault(key, Code::DL017, message, &format!("ghi: {key} = \"{share}\""));
    }
    share
}

/// A share that somebody must reach: one that everybody reaches or nobody can is a slip.
fn threshold(fields: &mut Fields, key: &'static str) -> Option<Located<Share>> {
    let found = share(fields, key)?;
    let share = found.value;
    let hint = "số phần trăm viết như 80, phân số viết trong ngoặc kép như \"2/3\" hoặc \"trên 1/2\"";
    if share.is_out_of_range() {
        fields.fault(key, Code::DL017, format!("`{key}` là {share}, ngoài khoảng từ 0 đến toàn bộ"), hint);
        return None;
    }
    if share.is_tiny() || share.is_nothing() {
        fields.fault(key, Code::DL017, format!("`{key}` là {share}, gần như không ai phải đồng ý"), hint);
        return None;
    }
    Some(found)
}

/// A word of a closed list that may be missing; `fallback` then.
fn word<T: Labelled>(fields: &mut Fields, key: &'static str, fallback: T) -> T {
    fields.parse(key).unwrap_or(fallback)
}
