//! The units that take part in a campaign.

use serde::Serialize;

use super::nomination::Nominee;
use crate::campaign::source::OwnValues;

/// A unit as papers tell of it: a phòng of a sở, a sở of a tỉnh, a xã.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unit {
    /// "Phòng Quản lý ngân sách"
    pub ten: String,
    /// "QLNS"
    pub viet_tat: String,
    /// "Phòng", "Văn phòng", "Thanh tra": the first word of the name when the column is left out.
    pub loai: String,
    /// The unit that it belongs to, by its name; empty for the body of the campaign.
    pub thuoc: String,
    /// Lines of the letterhead, in ordinary case; the name when not given.
    pub ten_tren_van_ban: Vec<String>,
    /// Lines above the signature; empty: "Lãnh đạo" and `loai`.
    pub chuc_vu_nguoi_ky: Vec<String>,
    pub nguoi_ky: String,
    pub ghi_chu: String,
    /// The own columns of the sheet, by their keys.
    pub cot: OwnValues,
}

impl Unit {
    /// What papers tell of the unit `row`, which belongs to the one called `above`.
    pub fn of(row: &Nominee, above: &str) -> Self {
        Unit {
            ten: row.ten.clone(),
            viet_tat: row.ma.clone(),
            loai: row.loai_don_vi.clone(),
            thuoc: above.to_owned(),
            ten_tren_van_ban: row.ly_lich.ten_tren_van_ban.clone(),
            chuc_vu_nguoi_ky: row.ly_lich.chuc_vu_nguoi_ky.clone(),
            nguoi_ky: row.ly_lich.nguoi_ky.clone(),
            ghi_chu: row.ghi_chu.clone(),
            cot: row.cot.clone(),
        }
    }
}
