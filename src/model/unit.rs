//! The units that take part in a campaign.

use serde::Serialize;

use crate::source::{Column, Fields, OwnValues, TableSpec};

/// The sheet of units.
pub const TABLE: TableSpec = TableSpec {
    key: "don_vi",
    label: "Đơn vị",
    columns: &[
        Column { key: "ten", label: "Tên đơn vị", also: &["don_vi", "phong_ban"], required: true },
        Column { key: "viet_tat", label: "Viết tắt", also: &["ten_viet_tat"], required: false },
        Column { key: "loai", label: "Loại đơn vị", also: &[], required: false },
        Column { key: "ten_tren_van_ban", label: "Tên trên văn bản", also: &[], required: false },
        Column { key: "chuc_vu_nguoi_ky", label: "Chức vụ người ký", also: &[], required: false },
        Column { key: "nguoi_ky", label: "Người ký", also: &["ho_ten_nguoi_ky"], required: false },
        Column { key: "thuoc", label: "Thuộc đơn vị", also: &["thuoc"], required: false },
        Column { key: "dac_diem", label: "Đặc điểm", also: &[], required: false },
        Column { key: "tru_so", label: "Trụ sở", also: &["tru_so_chinh"], required: false },
        Column { key: "dien_thoai", label: "Điện thoại", also: &["so_dien_thoai"], required: false },
        Column { key: "trang_tin", label: "Trang tin điện tử", also: &["website"], required: false },
        Column { key: "tinh_hinh", label: "Đặc điểm, tình hình", also: &["tinh_hinh"], required: false },
        Column { key: "chuc_nang", label: "Chức năng, nhiệm vụ", also: &["chuc_nang"], required: false },
        Column { key: "ghi_chu", label: "Ghi chú", also: &[], required: false },
    ],
};

/// A unit: a phòng of a sở, a sở of a tỉnh, a xã.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unit {
    /// "Phòng Quản lý ngân sách"
    pub ten: String,
    /// "QLNS"
    pub viet_tat: String,
    /// "Phòng", "Văn phòng", "Thanh tra": the first word of the name when the column is left out.
    pub loai: String,
    /// The unit that it belongs to, as the sheet names it; empty for the body of the campaign.
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
    /// Reads one row.
    pub fn read(fields: &mut Fields) -> Self {
        let ten = fields.text("ten", "Phòng Quản lý ngân sách").replace('\n', " ");
        let letterhead = fields.lines("ten_tren_van_ban");
        let loai = fields.text_or_empty("loai");
        Unit {
            viet_tat: fields.text_or_empty("viet_tat"),
            thuoc: fields.text_or_empty("thuoc"),
            loai: if loai.is_empty() { kind_of(&ten) } else { loai },
            ten_tren_van_ban: if letterhead.is_empty() { vec![ten.clone()] } else { letterhead },
            chuc_vu_nguoi_ky: fields.lines("chuc_vu_nguoi_ky"),
            nguoi_ky: fields.text_or_empty("nguoi_ky"),
            ghi_chu: fields.text_or_empty("ghi_chu"),
            cot: fields.own_values(),
            ten,
        }
    }
}

/// The kind that a name begins with; nothing when it begins otherwise.
fn kind_of(name: &str) -> String {
    const KINDS: [&str; 9] =
        ["Văn phòng", "Thanh tra", "Phòng", "Ban", "Chi cục", "Trung tâm", "Ủy ban nhân dân", "Sở", "Bộ phận"];
    let lower = name.to_lowercase();
    let kind = KINDS.iter().find(|kind| lower.starts_with(&kind.to_lowercase()));
    kind.map_or_else(|| "đơn vị".to_owned(), |kind| (*kind).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_read_off_the_name() {
        for (name, kind) in [("Phòng Quản lý ngân sách", "Phòng"), ("VĂN PHÒNG", "Văn phòng"), ("Tổ 1", "đơn vị")]
        {
            assert_eq!(kind_of(name), kind);
        }
    }
}
