//! What one unit registered, put together for the form.

use serde::Serialize;

use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::{Campaign, Registration, RegistrationRules};
use crate::campaign::source::OwnValues;
use crate::paper::document::PartialDate;

/// What one unit registered, put together for the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Registered {
    /// Nothing yet: a form to be filled in by hand.
    pub trong: bool,
    pub ngay: PartialDate,
    tap_the: Vec<Group>,
    ca_nhan: Persons,
    /// The rows as they stand in the sheet.
    dong: Vec<Line>,
}

/// One row of Đăng ký.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    la_tap_the: bool,
    ho_ten: String,
    so_luong: u32,
    noi_dung: String,
    danh_hieu: String,
    ngay_nop: PartialDate,
    ghi_chu: String,
    /// The own columns of the sheet, by their keys.
    cot: OwnValues,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Persons {
    so_luong: u32,
    /// Whether at least one is named.
    co_ten: bool,
    nhom: Vec<Group>,
}

/// Those who register the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    so_luong: u32,
    danh_sach: Vec<String>,
    /// The same, each with the post.
    nguoi: Vec<Registrant>,
    noi_dung: String,
    danh_hieu: String,
}

/// Somebody who registers by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Registrant {
    ho_ten: String,
    /// Empty where it is not known.
    chuc_vu: String,
}

/// Says the post of somebody by the name; empty where nobody, or several, are called so.
pub type PostOf<'a> = &'a dyn Fn(&str) -> String;

/// The registrations of one unit; without any it is a blank form.
pub fn registered(campaign: &Campaign, registrations: &[&Registration], post: PostOf) -> Registered {
    let rules = &campaign.dang_ky;
    let of = |kind: NomineeKind| registrations.iter().copied().filter(move |row| row.doi_tuong == Some(kind));
    let persons: Vec<&Registration> = of(NomineeKind::CaNhan).chain(of(NomineeKind::HoGiaDinh)).collect();
    let day = registrations.iter().filter_map(|row| row.ngay_nop.as_ref()).map(|day| day.value).max();
    Registered {
        trong: registrations.is_empty(),
        ngay: day.map_or_else(|| blank_day(rules), PartialDate::whole),
        tap_the: groups(of(NomineeKind::TapThe), rules, post),
        ca_nhan: Persons {
            so_luong: persons.iter().map(|row| row.count()).fold(0, u32::saturating_add),
            co_ten: persons.iter().any(|row| row.ho_ten.is_some()),
            nhom: groups(persons.into_iter(), rules, post),
        },
        dong: registrations.iter().map(|row| line(row, rules)).collect(),
    }
}

fn line(row: &Registration, rules: &RegistrationRules) -> Line {
    let text = |cell: &Option<Located<String>>| cell.as_ref().map(|cell| cell.value.clone()).unwrap_or_default();
    Line {
        la_tap_the: row.doi_tuong == Some(NomineeKind::TapThe),
        ho_ten: text(&row.ho_ten),
        so_luong: row.count(),
        noi_dung: rules.content_of(row).to_owned(),
        danh_hieu: text(&row.danh_hieu),
        ngay_nop: row.ngay_nop.as_ref().map(|day| PartialDate::whole(day.value)).unwrap_or_default(),
        ghi_chu: row.ghi_chu.clone(),
        cot: row.cot.clone(),
    }
}

/// The month in which registrations are due, its day left to be written in.
fn blank_day(rules: &RegistrationRules) -> PartialDate {
    let due = rules.han.map(|until| PartialDate { ngay: None, ..PartialDate::whole(until.ngay) });
    due.unwrap_or_default()
}

/// Rows of the same content together, in the order in which each content comes first.
fn groups<'a>(rows: impl Iterator<Item = &'a Registration>, rules: &RegistrationRules, post: PostOf) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let noi_dung = rules.content_of(row);
        let danh_hieu = row.danh_hieu.as_ref().map_or("", |title| &title.value);
        let same = |group: &&mut Group| group.noi_dung == noi_dung && group.danh_hieu == danh_hieu;
        if let Some(group) = groups.iter_mut().find(same) {
            group.add(row, post);
        } else {
            let mut group =
                Group { noi_dung: noi_dung.to_owned(), danh_hieu: danh_hieu.to_owned(), ..Group::default() };
            group.add(row, post);
            groups.push(group);
        }
    }
    groups
}

impl Group {
    fn add(&mut self, row: &Registration, post: PostOf) {
        self.so_luong = self.so_luong.saturating_add(row.count());
        if let Some(name) = &row.ho_ten {
            self.danh_sach.push(name.value.clone());
            self.nguoi.push(Registrant { ho_ten: name.value.clone(), chuc_vu: post(&name.value) });
        }
    }
}
