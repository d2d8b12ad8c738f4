//! What templates are given. Every key is always there, so that the shape can be read off a sample.
//!
//! | Biến | Nội dung |
//! |---|---|
//! | `phong_trao` | [`crate::model::Campaign`] |
//! | `don_vi` | [`crate::model::Unit`] |
//! | `dang_ky` | what the unit registered: `trong`, `ngay`, `tap_the`, `ca_nhan` |

pub mod awards;
mod council;
mod nominees;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use crate::document::PartialDate;
use crate::model::{Bound, Campaign, Period, Reference, Registration, RegistrationRules, Subject, Unit, Until};

/// What one unit registered, put together for the form.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Registered {
    /// Nothing yet: a form to be filled in by hand.
    trong: bool,
    ngay: PartialDate,
    tap_the: Vec<Group>,
    ca_nhan: Persons,
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct Persons {
    so_luong: u32,
    /// Whether at least one is named.
    co_ten: bool,
    nhom: Vec<Group>,
}

/// Those who register the same.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Group {
    so_luong: u32,
    danh_sach: Vec<String>,
    noi_dung: String,
    danh_hieu: String,
}

/// The data of one unit's papers; without registrations they are blank forms.
pub fn of_unit(campaign: &Campaign, unit: &Unit, registrations: &[Registration]) -> Value {
    let rules = &campaign.dang_ky;
    let of = |subject: Subject| registrations.iter().filter(move |row| row.doi_tuong == subject);
    let persons: Vec<&Registration> = of(Subject::CaNhan).collect();
    let day = registrations.iter().filter_map(|row| row.ngay_nop).max();
    let registered = Registered {
        trong: registrations.is_empty(),
        ngay: day.map_or_else(|| blank_day(rules), PartialDate::whole),
        tap_the: groups(of(Subject::TapThe), &rules.noi_dung_tap_the),
        ca_nhan: Persons {
            so_luong: persons.iter().map(|row| row.so_luong).fold(0, u32::saturating_add),
            co_ten: persons.iter().any(|row| !row.ho_ten.is_empty()),
            nhom: groups(persons.into_iter(), &rules.noi_dung_ca_nhan),
        },
    };
    json!({ "phong_trao": campaign, "don_vi": unit, "dang_ky": registered })
}

/// The month in which registrations are due, its day left to be written in.
fn blank_day(rules: &RegistrationRules) -> PartialDate {
    let due = rules.han.map(|until| PartialDate { ngay: None, ..PartialDate::whole(until.ngay) });
    due.unwrap_or_default()
}

/// Rows of the same content together, in the order in which each content comes first.
fn groups<'a>(rows: impl Iterator<Item = &'a Registration>, usual: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let noi_dung = if row.noi_dung.is_empty() { usual } else { &row.noi_dung };
        let same = |group: &&mut Group| group.noi_dung == noi_dung && group.danh_hieu == row.danh_hieu;
        if let Some(group) = groups.iter_mut().find(same) {
            group.add(row);
        } else {
            let mut group =
                Group { noi_dung: noi_dung.to_owned(), danh_hieu: row.danh_hieu.clone(), ..Group::default() };
            group.add(row);
            groups.push(group);
        }
    }
    groups
}

impl Group {
    fn add(&mut self, row: &Registration) {
        self.so_luong = self.so_luong.saturating_add(row.so_luong);
        if !row.ho_ten.is_empty() {
            self.danh_sach.push(row.ho_ten.clone());
        }
    }
}

/// A campaign in which nothing is missing, for the shape of the data.
pub fn sample() -> Value {
    let date = NaiveDate::from_ymd_opt(2022, 3, 30).unwrap_or_default();
    let reference = Reference { ngay: Some(date), ..Reference::default() };
    let mut campaign = Campaign {
        thoi_gian: Period { tu_ngay: Some(date), den_ngay: Some(date), hang_nam: true },
        ..Campaign::default()
    };
    let texts = vec![String::new()];
    campaign.co_quan.co_quan_chu_quan = texts.clone();
    campaign.ke_hoach.can_cu = vec![reference];
    campaign.ke_hoach.nguoi_ky.quyen_han = texts.clone();
    campaign.ke_hoach.noi_nhan = texts.clone();
    campaign.dang_ky.noi_nhan = texts.clone();
    campaign.dang_ky.han = Some(Until { gioi_han: Bound::DenHet, ngay: date });
    let unit = Unit { ten_tren_van_ban: texts.clone(), chuc_vu_nguoi_ky: texts, ..Unit::default() };
    let row = |doi_tuong| Registration {
        doi_tuong,
        ho_ten: "A".to_owned(),
        so_luong: 1,
        noi_dung: String::new(),
        danh_hieu: String::new(),
        ngay_nop: Some(date),
        ghi_chu: String::new(),
    };
    of_unit(&campaign, &unit, &[row(Subject::TapThe), row(Subject::CaNhan)])
}
