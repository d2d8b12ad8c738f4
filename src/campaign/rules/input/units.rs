//! The sheet Đơn vị: its columns, and how a row is read.

use std::sync::Arc;

use super::{attributes, optional_text, place_of, unbroken};
use crate::base::text::first_small;
use crate::campaign::model::nomination::{Attribute, Nominee, NomineeKind};
use crate::campaign::model::profile::Profile;
use crate::campaign::source::{Column, Fields, Kind, List, TableSpec};

/// The sheet of units.
pub const TABLE: TableSpec = TableSpec {
    key: "don_vi",
    label: "Đơn vị",
    columns: &[
        Column::required("ten", "Tên đơn vị", &["don_vi", "phong_ban"]).holding(
            Kind::Words,
            28.0,
            "Tên đầy đủ, mỗi đơn vị một dòng; các bảng khác gọi đúng tên này",
        ),
        Column::new("viet_tat", "Viết tắt", &["ten_viet_tat"]).holding(
            Kind::Code,
            9.0,
            "Dùng trong ký hiệu và để gọi tắt đơn vị",
        ),
        Column::new("loai", "Loại đơn vị", &[]).holding(
            Kind::Words,
            11.0,
            "Phòng, Văn phòng, Trung tâm…; để trống thì lấy chữ đầu của tên",
        ),
        Column::new("ten_tren_van_ban", "Tên trên văn bản", &[]).holding(
            Kind::Lines,
            20.0,
            "Tên in ở đầu văn bản, nếu khác; nhiều dòng thì Alt+Enter",
        ),
        Column::new("chuc_vu_nguoi_ky", "Chức vụ người ký", &[]).holding(
            Kind::Lines,
            15.0,
            "Chức vụ in trên chữ ký, ví dụ Trưởng phòng",
        ),
        Column::new("nguoi_ky", "Người ký", &["ho_ten_nguoi_ky"]).holding(
            Kind::Person,
            16.0,
            "Họ và tên người ký thay mặt đơn vị",
        ),
        Column::new("thuoc", "Thuộc đơn vị", &["thuoc"])
            .holding(Kind::Words, 18.0, "Đơn vị cấp trên trong phong trào, nếu có")
            .chosen_from(List::Units),
        Column::new("dac_diem", "Đặc điểm", &[])
            .holding(Kind::Lines, 18.0, "Đặc điểm đã khai trong [[dac_diem]]; nhiều mục cách nhau bằng ;")
            .chosen_from(List::Attributes),
        Column::new("tru_so", "Trụ sở", &["tru_so_chinh"]).holding(
            Kind::Words,
            22.0,
            "Địa chỉ, in trong báo cáo thành tích",
        ),
        Column::new("dien_thoai", "Điện thoại", &["so_dien_thoai"]).holding(
            Kind::Code,
            13.0,
            "Số điện thoại, giữ số 0 ở đầu",
        ),
        Column::new("trang_tin", "Trang tin điện tử", &["website"]).holding(
            Kind::Words,
            15.0,
            "Địa chỉ trang tin điện tử",
        ),
        Column::new("tinh_hinh", "Đặc điểm, tình hình", &["tinh_hinh"]).holding(
            Kind::Lines,
            30.0,
            "Tổ chức, biên chế, đảng, đoàn thể; in trong báo cáo thành tích",
        ),
        Column::new("chuc_nang", "Chức năng, nhiệm vụ", &["chuc_nang"]).holding(
            Kind::Lines,
            30.0,
            "Chức năng, nhiệm vụ được giao; in trong báo cáo thành tích",
        ),
        Column::new("ghi_chu", "Ghi chú", &[]).holding(Kind::Lines, 22.0, "Ghi chú của người lập bảng"),
    ],
};

/// Reads one row; `known` are the đặc điểm of the plan.
pub fn read(fields: &mut Fields, known: &[Attribute]) -> Nominee {
    let ten = unbroken(fields.text("ten", "Phòng Quản lý ngân sách"));
    let letterhead = fields.lines("ten_tren_van_ban");
    let loai = fields.text_or_empty("loai");
    Nominee {
        ma: fields.text_or_empty("viet_tat"),
        loai: NomineeKind::TapThe,
        don_vi: optional_text(fields, "thuoc"),
        chuc_vu: String::new(),
        loai_don_vi: if loai.is_empty() { kind_of(&ten) } else { loai },
        dac_diem: attributes(fields, known),
        ly_lich: Arc::new(Profile {
            ten_tren_van_ban: if letterhead.is_empty() { vec![ten.clone()] } else { letterhead },
            chuc_vu_nguoi_ky: fields.lines("chuc_vu_nguoi_ky"),
            nguoi_ky: fields.text_or_empty("nguoi_ky"),
            tru_so: fields.text_or_empty("tru_so"),
            dien_thoai: fields.text_or_empty("dien_thoai"),
            trang_tin: fields.text_or_empty("trang_tin"),
            tinh_hinh: fields.lines("tinh_hinh"),
            chuc_nang: fields.lines("chuc_nang"),
            ..Profile::default()
        }),
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
    let first = first_small(name);
    let begins_so = |kind: &&&str| {
        if first != first_small(kind) {
            return false;
        }
        let mut letters = name.chars().flat_map(char::to_lowercase);
        kind.chars().flat_map(char::to_lowercase).all(|letter| letters.next() == Some(letter))
    };
    let kind = KINDS.iter().find(begins_so);
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
