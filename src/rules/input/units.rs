//! The sheet Đơn vị: its columns, and how a row is read.

use super::{attributes, optional_text, place_of};
use crate::model::nomination::{Attribute, Nominee, NomineeKind};
use crate::model::profile::Profile;
use crate::source::{Column, Fields, TableSpec};

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

/// Reads one row; `known` are the đặc điểm of the plan.
pub fn read(fields: &mut Fields, known: &[Attribute]) -> Nominee {
    let ten = fields.text("ten", "Phòng Quản lý ngân sách").replace('\n', " ");
    let letterhead = fields.lines("ten_tren_van_ban");
    let loai = fields.text_or_empty("loai");
    Nominee {
        ma: fields.text_or_empty("viet_tat"),
        loai: NomineeKind::TapThe,
        don_vi: optional_text(fields, "thuoc"),
        chuc_vu: String::new(),
        loai_don_vi: if loai.is_empty() { kind_of(&ten) } else { loai },
        dac_diem: attributes(fields, known),
        ly_lich: Profile {
            ten_tren_van_ban: if letterhead.is_empty() { vec![ten.clone()] } else { letterhead },
            chuc_vu_nguoi_ky: fields.lines("chuc_vu_nguoi_ky"),
            nguoi_ky: fields.text_or_empty("nguoi_ky"),
            tru_so: fields.text_or_empty("tru_so"),
            dien_thoai: fields.text_or_empty("dien_thoai"),
            trang_tin: fields.text_or_empty("trang_tin"),
            tinh_hinh: fields.lines("tinh_hinh"),
            chuc_nang: fields.lines("chuc_nang"),
            ..Profile::default()
        },
        ghi_chu: fields.text_or_empty("ghi_chu"),
        cot: fields.own_values(),
        place: place_of(fields, "ten"),
        ten,
    }
}

/// The kind that a name begins with; "đơn vị" when it begins otherwise.
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
