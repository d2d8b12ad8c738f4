//! The sheet Cá nhân: its columns, and how a row is read.

use std::sync::Arc;

use super::sheets::REMARK;
use super::{attributes, place_of, text};
use crate::base::text::upper_first;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Attribute, KEY_LEADER, Nominee, NomineeKind, WOMAN};
use crate::campaign::model::profile::{Gender, Profile};
use crate::campaign::source::{Column, Fields, Kind, List, TableSpec};

/// Individuals.
pub const TABLE: TableSpec = TableSpec {
    key: "ca_nhan",
    label: "Cá nhân",
    columns: &[
        Column::new("ma", "Mã", &["ma_so", "ma_can_bo"]).holding(
            Kind::Code,
            8.0,
            "Mã riêng của mỗi người; các bảng khác gọi bằng mã khi trùng họ tên",
        ),
        Column::required("ho_ten", "Họ và tên", &["ho_ten"]).holding(
            Kind::Person,
            22.0,
            "Họ và tên đầy đủ; hộ gia đình thì ghi: Hộ gia đình ông …",
        ),
        Column::required("don_vi", "Đơn vị", &["ten_don_vi", "don_vi_cong_tac", "phong_ban"])
            .holding(Kind::Words, 24.0, "Đúng tên trong bảng Đơn vị; người ngoài cơ quan thì để trống, ghi nơi ở")
            .chosen_from(List::Units),
        Column::new("chuc_vu", "Chức vụ", &["chuc_danh"]).holding(Kind::Words, 16.0, "Chức vụ hoặc chức danh"),
        Column::new("gioi_tinh", "Giới tính", &[])
            .holding(Kind::Words, 9.0, "Nam hoặc Nữ; dùng để xưng hô và ưu tiên khi bằng nhau")
            .chosen_from(List::Sexes),
        Column::new("lanh_dao_chu_chot", "Lãnh đạo chủ chốt", &[]).holding(
            Kind::Flag,
            10.0,
            "Ghi x nếu là lãnh đạo chủ chốt của đơn vị",
        ),
        Column::new("dac_diem", "Đặc điểm", &[])
            .holding(Kind::Lines, 16.0, "Đặc điểm đã khai trong [[dac_diem]]; nhiều mục cách nhau bằng ;")
            .chosen_from(List::Attributes),
        Column::new("ngay_sinh", "Ngày sinh", &["nam_sinh", "ngay_thang_nam_sinh"]).holding(
            Kind::BirthDate,
            12.0,
            "Ngày/tháng/năm; chỉ biết năm thì ghi năm",
        ),
        Column::new("que_quan", "Quê quán", &[]).holding(Kind::Words, 16.0, "Quê quán"),
        Column::new("noi_o", "Nơi ở hiện nay", &["noi_o", "tru_quan", "dia_chi"]).holding(
            Kind::Words,
            20.0,
            "Nơi ở hiện nay",
        ),
        Column::new("trinh_do", "Trình độ", &["trinh_do_chuyen_mon", "trinh_do_dao_tao"]).holding(
            Kind::Words,
            18.0,
            "Trình độ chuyên môn, nghiệp vụ",
        ),
        Column::new("hoc_ham_hoc_vi", "Học hàm, học vị", &["hoc_vi"]).holding(Kind::Words, 12.0, "Học hàm, học vị"),
        Column::new("chuc_vu_dang_doan_the", "Chức vụ Đảng, đoàn thể", &[]).holding(
            Kind::Words,
            18.0,
            "Chức vụ trong Đảng, đoàn thể",
        ),
        Column::new("so_nam_cong_tac", "Số năm công tác", &[]).holding(Kind::Count, 9.0, "Số năm, chỉ ghi số"),
        Column::new("dien_thoai", "Điện thoại", &["so_dien_thoai"]).holding(
            Kind::Code,
            13.0,
            "Số điện thoại, giữ số 0 ở đầu",
        ),
        REMARK,
    ],
};

/// Reads one row; `known` are the đặc điểm of the plan, `nothing` is the profile of whom nothing is known.
pub fn read(fields: &mut Fields, known: &[Attribute], nothing: &Arc<Profile>) -> Nominee {
    let mut dac_diem = attributes(fields, known);
    let sex = fields.parse::<Gender>("gioi_tinh");
    if sex == Some(Gender::Nu) {
        dac_diem.push(Located { value: WOMAN.to_owned(), place: place_of(fields, "gioi_tinh") });
    }
    if fields.flag("lanh_dao_chu_chot") == Some(true) {
        dac_diem.push(Located { value: KEY_LEADER.to_owned(), place: place_of(fields, "lanh_dao_chu_chot") });
    }
    let ten = fields.text("ho_ten", "Nguyễn Văn An");
    let loai = NomineeKind::of_name(&ten);
    let outside = fields.is_blank("don_vi") && (loai == NomineeKind::HoGiaDinh || !fields.is_blank("noi_o"));
    Nominee {
        ten: upper_first(&ten),
        ma: fields.text_or_empty("ma"),
        loai,
        don_vi: (!outside).then(|| text(fields, "don_vi", "Phòng Quản lý ngân sách")),
        chuc_vu: fields.text_or_empty("chuc_vu"),
        loai_don_vi: String::new(),
        dac_diem,
        ly_lich: profile(fields, sex, nothing),
        ghi_chu: fields.text_or_empty("ghi_chu"),
        cot: fields.own_values(),
        place: place_of(fields, "ho_ten"),
    }
}

/// What the row says for the papers; `nothing` where that is nothing.
fn profile(fields: &mut Fields, sex: Option<Gender>, nothing: &Arc<Profile>) -> Arc<Profile> {
    let told = Profile {
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
    };
    if told == **nothing { Arc::clone(nothing) } else { Arc::new(told) }
}
