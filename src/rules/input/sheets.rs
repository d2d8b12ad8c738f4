//! The sheets: their names and columns, as clerks type them. Those of [`units`], [`people`] and
//! [`registration`]s have modules of their own.

use super::{people, registration, units};
use crate::source::{Column, TableSpec};

pub(super) const fn column(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Column {
    Column { key, label, also, required: false }
}

pub(super) const fn required(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Column {
    Column { key, label, also, required: true }
}

const SUBJECT: Column =
    required("doi_tuong", "Đối tượng", &["ten_doi_tuong", "ho_va_ten", "ho_ten", "tap_the_ca_nhan"]);
const UNIT: Column = column("don_vi", "Đơn vị", &["ten_don_vi", "don_vi_cong_tac", "phong_ban"]);
const AWARD: Column = required("hinh_thuc", "Hình thức", &["hinh_thuc_khen_thuong", "danh_hieu"]);
const YEAR: Column = column("nam", "Năm", &["nam_xet"]);
pub(super) const REMARK: Column = column("ghi_chu", "Ghi chú", &[]);

/// Đề nghị khen thưởng.
pub const NOMINATIONS: TableSpec = TableSpec {
    key: "de_nghi",
    label: "Đề nghị",
    columns: &[SUBJECT, UNIT, AWARD, YEAR, column("thanh_tich", "Thành tích", &[]), REMARK],
};

/// Values of indicators.
pub const RESULTS: TableSpec = TableSpec {
    key: "ket_qua",
    label: "Kết quả",
    columns: &[
        SUBJECT,
        UNIT,
        required("chi_so", "Chỉ số", &["tieu_chi", "noi_dung_danh_gia"]),
        YEAR,
        required("gia_tri", "Giá trị", &["ket_qua", "diem"]),
        column("dien_giai", "Diễn giải", &["thanh_tich"]),
        column("nguon", "Nguồn chứng cứ", &["nguon"]),
        column("ngay_cong_bo", "Ngày công bố", &[]),
        REMARK,
    ],
};

/// Initiatives.
pub const INITIATIVES: TableSpec = TableSpec {
    key: "sang_kien",
    label: "Sáng kiến",
    columns: &[
        required("doi_tuong", "Tác giả", &["doi_tuong", "ten_tac_gia", "tap_the_ca_nhan"]),
        UNIT,
        required("ten", "Tên sáng kiến", &["ten_de_tai", "sang_kien"]),
        required("cap", "Cấp công nhận", &["don_vi_cong_nhan"]),
        column("quyet_dinh", "Quyết định công nhận", &["so_quyet_dinh"]),
        column("ngay_cong_nhan", "Ngày công nhận", &[]),
        YEAR,
        column("da_su_dung", "Đã sử dụng cho", &["da_su_dung"]),
        REMARK,
    ],
};

/// Discipline and open cases.
pub const CASES: TableSpec = TableSpec {
    key: "ky_luat",
    label: "Kỷ luật",
    columns: &[
        SUBJECT,
        UNIT,
        column("lanh_dao_chu_chot", "Lãnh đạo chủ chốt", &[]),
        column("muc", "Mức kỷ luật", &["hinh_thuc_ky_luat"]),
        required("trang_thai", "Trạng thái", &["tinh_trang"]),
        column("ngay", "Ngày quyết định", &[]),
        column("den_ngay", "Thi hành đến ngày", &["den_ngay"]),
        REMARK,
    ],
};

/// Papers that came.
pub const PAPERS: TableSpec = TableSpec {
    key: "ho_so",
    label: "Hồ sơ",
    columns: &[
        SUBJECT,
        UNIT,
        required("loai", "Loại giấy tờ", &["thanh_phan_ho_so", "giay_to"]),
        column("so_ky_hieu", "Số, ký hiệu", &["so_van_ban"]),
        column("ngay_nhan", "Ngày nhận", &["ngay_nop"]),
        column("so_ban", "Số bản", &[]),
        column("so_tap_the", "Số tập thể", &[]),
        column("so_ca_nhan", "Số cá nhân", &[]),
        REMARK,
    ],
};

/// Places allotted by the body above.
pub const ALLOTMENTS: TableSpec = TableSpec {
    key: "phan_bo",
    label: "Phân bổ",
    columns: &[
        required("chi_tieu", "Chỉ tiêu", &["ma_chi_tieu"]),
        required("don_vi", "Đơn vị", &["ten_don_vi"]),
        required("so", "Số lượng", &["so_duoc_phan_bo"]),
        REMARK,
    ],
};

/// Members of the council.
pub const COUNCIL: TableSpec = TableSpec {
    key: "hoi_dong",
    label: "Hội đồng",
    columns: &[
        required("ho_ten", "Họ và tên", &["ho_ten"]),
        column("chuc_vu", "Chức vụ", &["chuc_vu_don_vi"]),
        column("vai_tro", "Vai trò", &["chuc_danh_trong_hoi_dong"]),
        required("co_mat", "Có mặt", &["du_hop"]),
        column("ly_do_vang", "Lý do vắng", &[]),
        column("y_kien_bang_van_ban", "Ý kiến bằng văn bản", &[]),
        REMARK,
    ],
};

/// Votes.
pub const VOTES: TableSpec = TableSpec {
    key: "bieu_quyet",
    label: "Biểu quyết",
    columns: &[
        SUBJECT,
        UNIT,
        AWARD,
        YEAR,
        required("dong_y", "Số phiếu đồng ý", &["dong_y", "so_phieu"]),
        column("khong_dong_y", "Số phiếu không đồng ý", &["khong_dong_y"]),
        REMARK,
    ],
};

/// Ngoại lệ.
pub const OVERRIDES: TableSpec = TableSpec {
    key: "ngoai_le",
    label: "Ngoại lệ",
    columns: &[
        SUBJECT,
        UNIT,
        column("hinh_thuc", "Hình thức", &["hinh_thuc_khen_thuong"]),
        required("bo_qua", "Bỏ qua", &["ma_tieu_chuan"]),
        required("ly_do", "Lý do", &[]),
        column("nguoi_quyet_dinh", "Người quyết định", &[]),
        REMARK,
    ],
};

/// Earlier awards.
pub const PAST_AWARDS: TableSpec = TableSpec {
    key: "khen_thuong",
    label: "Khen thưởng đã nhận",
    columns: &[
        SUBJECT,
        UNIT,
        required("nam", "Năm", &[]),
        required("loai", "Loại", &["loai_khen_thuong"]),
        column("loai_hinh", "Loại hình", &["loai_hinh_khen_thuong"]),
        required("noi_dung", "Nội dung", &["ten_danh_hieu", "ten_hinh_thuc", "danh_hieu_hinh_thuc"]),
        column("quyet_dinh", "Quyết định", &["so_quyet_dinh"]),
    ],
};

/// Words of the báo cáo thành tích.
pub const PASSAGES: TableSpec = TableSpec {
    key: "bao_cao",
    label: "Báo cáo thành tích",
    columns: &[SUBJECT, UNIT, required("muc", "Mục", &["tieu_chuan"]), required("noi_dung", "Nội dung", &[])],
};

/// Every sheet that a judgement looks at.
pub const TABLES: &[&TableSpec] = &[
    &units::TABLE,
    &people::TABLE,
    &registration::TABLE,
    &NOMINATIONS,
    &RESULTS,
    &INITIATIVES,
    &CASES,
    &PAPERS,
    &ALLOTMENTS,
    &COUNCIL,
    &VOTES,
    &OVERRIDES,
    &PAST_AWARDS,
    &PASSAGES,
];
