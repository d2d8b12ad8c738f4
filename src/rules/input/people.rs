//! The sheet Cá nhân: its columns, and how a row is read.

use super::sheets::{REMARK, column, required};
use super::{attributes, place_of, text};
use crate::model::located::Located;
use crate::model::nomination::{Attribute, KEY_LEADER, Nominee, NomineeKind, WOMAN};
use crate::model::profile::{Gender, Profile};
use crate::source::{Fields, TableSpec};

/// Individuals.
pub const TABLE: TableSpec = TableSpec {
    key: "ca_nhan",
    label: "Cá nhân",
    columns: &[
        column("ma", "Mã", &["ma_so", "ma_can_bo"]),
        required("ho_ten", "Họ và tên", &["ho_ten"]),
        required("don_vi", "Đơn vị", &["ten_don_vi", "don_vi_cong_tac", "phong_ban"]),
        column("chuc_vu", "Chức vụ", &["chuc_danh"]),
        column("gioi_tinh", "Giới tính", &[]),
        column("lanh_dao_chu_chot", "Lãnh đạo chủ chốt", &[]),
        column("dac_diem", "Đặc điểm", &[]),
        column("ngay_sinh", "Ngày sinh", &["nam_sinh", "ngay_thang_nam_sinh"]),
        column("que_quan", "Quê quán", &[]),
        column("noi_o", "Nơi ở hiện nay", &["noi_o", "tru_quan"]),
        column("trinh_do", "Trình độ", &["trinh_do_chuyen_mon", "trinh_do_dao_tao"]),
        column("hoc_ham_hoc_vi", "Học hàm, học vị", &["hoc_vi"]),
        column("chuc_vu_dang_doan_the", "Chức vụ Đảng, đoàn thể", &[]),
        column("so_nam_cong_tac", "Số năm công tác", &[]),
        column("dien_thoai", "Điện thoại", &["so_dien_thoai"]),
        REMARK,
    ],
};

/// Reads one row; `known` are the đặc điểm of the plan.
pub fn read(fields: &mut Fields, known: &[Attribute]) -> Nominee {
    let mut dac_diem = attributes(fields, known);
    let sex = fields.parse::<Gender>("gioi_tinh");
    if sex == Some(Gender::Nu) {
        dac_diem.push(Located { value: WOMAN.to_owned(), place: place_of(fields, "gioi_tinh") });
    }
    if fields.flag("lanh_dao_chu_chot") == Some(true) {
        dac_diem.push(Located { value: KEY_LEADER.to_owned(), place: place_of(fields, "lanh_dao_chu_chot") });
    }
    Nominee {
        ten: fields.text("ho_ten", "Nguyễn Văn An"),
        ma: fields.text_or_empty("ma"),
        loai: NomineeKind::CaNhan,
        don_vi: Some(text(fields, "don_vi", "Phòng Quản lý ngân sách")),
        chuc_vu: fields.text_or_empty("chuc_vu"),
        loai_don_vi: String::new(),
        dac_diem,
        ly_lich: Profile {
            gioi_tinh: sex.map(|sex| sex.label().to_owned()).unwrap_or_default(),
            ngay_sinh: fields.partial_date("ngay_sinh"),
            que_quan: fields.text_or_empty("que_quan"),
            noi_o: fields.text_or_empty("noi_o"),
            trinh_do: fields.text_or_empty("trinh_do"),
            hoc_ham_hoc_vi: fields.text_or_empty("hoc_ham_hoc_vi"),
            chuc_vu_dang_doan_the: fields.text_or_empty("chuc_vu_dang_doan_the"),
            so_nam_cong_tac: fields.text_or_empty("so_nam_cong_tac"),
            dien_thoai: fields.text_or_empty("dien_thoai"),
            ..Profile::default()
        },
        ghi_chu: fields.text_or_empty("ghi_chu"),
        cot: fields.own_values(),
        place: place_of(fields, "ho_ten"),
    }
}
