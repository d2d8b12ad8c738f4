//! `[[tieu_chuan]]` and `[[loai_tru]]`.

use crate::base::diag::Code;
use crate::campaign::model::criterion::{
    Comparison, Condition, Criterion, Grouping, Members, OwnThreshold, Scope, Trend,
};
use crate::campaign::model::evidence::CouncilLevel;
use crate::campaign::model::exclusion::{CaseState, Exclusion, Party, Window};
use crate::campaign::model::labelled::labelled;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::source::Fields;

use super::{among, place, quantity_required, text, texts, threshold, word};

/// The most years that a plan looks back on.
const LONGEST_RUN: u32 = 50;

labelled! {
    /// `loai` of a tiêu chuẩn.
    ConditionKind {
        Nguong "nguong" "ngưỡng";
        SoVoiNamTruoc "so_voi_nam_truoc" "so với năm trước";
        XepLoai "xep_loai" "xếp loại";
        SangKien "sang_kien" "sáng kiến";
        CoKhong "co_khong" "có/không";
        DangKy "dang_ky" "đăng ký";
        XacNhan "xac_nhan" "xác nhận";
        DanChieu "dan_chieu" "dẫn chiếu";
        DaKhen "da_khen" "đã khen";
        ThanhVien "thanh_vien" "thành viên";
        TongDiem "tong_diem" "tổng điểm";
        TatCa "tat_ca" "tất cả";
        MotTrong "mot_trong" "một trong";
        ItNhat "it_nhat" "ít nhất";
        DonVi "don_vi" "đơn vị";
    }
}

labelled! {
    /// `ap_dung` of a tiêu chuẩn or loại trừ.
    Concerned {
        TapThe "tap_the" "tập thể";
        CaNhan "ca_nhan" "cá nhân";
        HoGiaDinh "ho_gia_dinh" "hộ gia đình";
        TatCa "tat_ca" "tất cả";
    }
}

labelled! {
    /// `trong` of a loại trừ without days of its own.
    WindowKind {
        NamXet "nam_xet" "năm xét";
        KhongGioiHan "khong_gioi_han" "không giới hạn";
    }
}

/// Reads `ap_dung`, `hinh_thuc`, `dac_diem` and `loai_don_vi`.
pub(super) fn scope(fields: &mut Fields) -> Scope {
    Scope { doi_tuong: concerned(fields), hinh_thuc: texts(fields, "hinh_thuc"), trong: among(fields) }
}

/// `ap_dung`: both kinds when `None`.
pub(super) fn concerned(fields: &mut Fields) -> Option<NomineeKind> {
    match word(fields, "ap_dung", Concerned::TatCa) {
        Concerned::TapThe => Some(NomineeKind::TapThe),
        Concerned::CaNhan => Some(NomineeKind::CaNhan),
        Concerned::HoGiaDinh => Some(NomineeKind::HoGiaDinh),
        Concerned::TatCa => None,
    }
}

/// Reads one `[[tieu_chuan]]`; only the keys of its `loai` are known in it.
pub fn criterion(fields: &mut Fields) -> Option<Criterion> {
    let ma = fields.text("ma", "\"a\"");
    let noi_dung = fields.text_or_empty("noi_dung");
    let nguon = fields.text_or_empty("nguon");
    let can_cu = fields.text_or_empty("can_cu");
    let ap_dung = scope(fields);
    let kind = fields.parse_required("loai", "\"nguong\"");
    // Without a kind the other keys can't be judged; asking for them keeps the report to the point.
    let dieu_kien = condition(fields, kind.unwrap_or(ConditionKind::DangKy));
    let tinh_lai = restarts(fields, &dieu_kien);
    kind?;
    Some(Criterion { ma, noi_dung, nguon, can_cu, ap_dung, dieu_kien, tinh_lai, place: place(fields) })
}

/// `tinh_lai`: the loại trừ after which years are counted anew, of a tiêu chuẩn that counts years.
fn restarts(fields: &mut Fields, condition: &Condition) -> Vec<Located<String>> {
    if condition.counts_years() {
        return texts(fields, "tinh_lai");
    }
    if !fields.is_blank("tinh_lai") {
        let message = "`tinh_lai` chỉ dùng với tiêu chuẩn đếm số lần khen, số năm".to_owned();
        let hint = "bỏ `tinh_lai`, hoặc đặt loai = \"da_khen\", `so_nam`";
        fields.fault("tinh_lai", Code::DL017, message, hint);
        texts(fields, "tinh_lai");
    }
    Vec::new()
}

/// The condition, of the judged year or of each of the last `so_nam`.
fn condition(fields: &mut Fields, kind: ConditionKind) -> Condition {
    let moi_nam = single(fields, kind);
    if !matches!(kind, ConditionKind::Nguong | ConditionKind::XepLoai | ConditionKind::CoKhong) {
        return moi_nam;
    }
    match years(fields) {
        Some(so_nam @ 2..) => Condition::LienTuc { so_nam, moi_nam: Box::new(moi_nam) },
        _ => moi_nam,
    }
}

/// `so_nam`: so many years, the judged one the last of them.
fn years(fields: &mut Fields) -> Option<u32> {
    let so_nam = fields.count("so_nam")?;
    if !(1..=LONGEST_RUN).contains(&so_nam) {
        let message = format!("`so_nam = {so_nam}` không phải số năm xét");
        fields.fault("so_nam", Code::DL017, message, "ghi số năm, ví dụ: so_nam = 2");
        return None;
    }
    Some(so_nam)
}

fn single(fields: &mut Fields, kind: ConditionKind) -> Condition {
    let indicator = |fields: &mut Fields| text(fields, "chi_so", "\"chi_so_cai_cach_hanh_chinh\"");
    match kind {
        ConditionKind::Nguong => Condition::Nguong {
            chi_so: indicator(fields),
            so_sanh: word(fields, "so_sanh", Comparison::ToiThieu),
            muc: quantity_required(fields, "muc", "90"),
            rieng: fields.groups("muc_rieng", |fields| OwnThreshold {
                dac_diem: text(fields, "dac_diem", "\"nu\""),
                muc: quantity_required(fields, "muc", "15"),
            }),
        },
        ConditionKind::SoVoiNamTruoc => {
            Condition::SoVoiNamTruoc { chi_so: indicator(fields), xu_huong: word(fields, "xu_huong", Trend::Tang) }
        }
        ConditionKind::XepLoai => {
            Condition::XepLoai { chi_so: indicator(fields), muc: text(fields, "muc", "\"Tốt\"") }
        }
        ConditionKind::SangKien => Condition::SangKien {
            cap: word(fields, "cap", CouncilLevel::CoSo),
            ca_thanh_vien: fields.flag("ca_thanh_vien").unwrap_or_default(),
            so: fields.count("so").unwrap_or(1),
            so_nam: years(fields),
        },
        ConditionKind::CoKhong => {
            Condition::CoKhong { chi_so: indicator(fields), gia_tri: fields.flag("gia_tri").unwrap_or(true) }
        }
        ConditionKind::DangKy => Condition::DangKy {
            dung_han: fields.flag("dung_han").unwrap_or(true),
            danh_hieu: texts(fields, "danh_hieu"),
        },
        ConditionKind::XacNhan => Condition::XacNhan { chi_so: indicator(fields) },
        ConditionKind::DanChieu => Condition::DanChieu {
            chi_so: indicator(fields),
            van_ban: fields.text("van_ban", "\"Kế hoạch số 64/KH-UBND\""),
        },
        ConditionKind::DaKhen => {
            let so_lan = fields.count("so_lan").unwrap_or(1);
            let lien_tuc = fields.flag("lien_tuc").unwrap_or_default();
            if so_lan == 0 && lien_tuc {
                let message = "`so_lan = 0` là chưa được khen, nên không có `lien_tuc`".to_owned();
                fields.fault("lien_tuc", Code::DL017, message, "bỏ `lien_tuc`, hoặc sửa `so_lan`");
            }
            Condition::DaKhen { khen_thuong: names(fields), so_lan, so_nam: years(fields), lien_tuc }
        }
        ConditionKind::ThanhVien => Condition::ThanhVien { khen_thuong: names(fields), can: members(fields) },
        ConditionKind::TongDiem => Condition::TongDiem {
            thang_diem: text(fields, "thang_diem", "\"cham_diem\""),
            muc: quantity_required(fields, "muc", "80"),
        },
        ConditionKind::TatCa => Condition::Nhom { cach: Grouping::TatCa, gom: texts(fields, "gom") },
        ConditionKind::MotTrong => Condition::Nhom { cach: Grouping::MotTrong, gom: texts(fields, "gom") },
        ConditionKind::ItNhat => {
            let so = fields.count("so").unwrap_or_default();
            Condition::Nhom { cach: Grouping::ItNhat(so as usize), gom: texts(fields, "gom") }
        }
        ConditionKind::DonVi => Condition::DonVi { gom: texts(fields, "gom") },
    }
}

/// `so`, or `ty_le` of the number that `chi_so` tells.
fn members(fields: &mut Fields) -> Members {
    let so = fields.count("so");
    let ty_le = threshold(fields, "ty_le");
    match (so, ty_le) {
        (None, Some(share)) => Members::TyLe { ty_le: share.value, tren: text(fields, "chi_so", "\"so_nguoi\"") },
        (so, None) => Members::ItNhat(so.unwrap_or(1)),
        (Some(_), Some(_)) => {
            let message = "tiêu chuẩn này cần một trong hai: `so` hoặc `ty_le`".to_owned();
            fields.fault("so", Code::DL017, message, "giữ một khóa");
            Members::ItNhat(1)
        }
    }
}

/// The names of earlier awards; at least one.
fn names(fields: &mut Fields) -> Vec<Located<String>> {
    let names = texts(fields, "khen_thuong");
    if names.is_empty() {
        let message = "tiêu chuẩn chưa nêu danh hiệu, hình thức đã được khen".to_owned();
        let hint = "thêm dòng: khen_thuong = [\"Chiến sĩ thi đua cơ sở\"]";
        fields.fault("khen_thuong", Code::DL013, message, hint);
    }
    names
}

/// Reads one `[[loai_tru]]`.
pub fn exclusion(fields: &mut Fields) -> Exclusion {
    let ma = fields.text("ma", "\"ky_luat\"");
    Exclusion {
        noi_dung: fields.text_or_empty("noi_dung"),
        can_cu: fields.text_or_empty("can_cu"),
        ap_dung: scope(fields),
        ..cases(fields, ma)
    }
}

/// Which cases count, whose, and from when: what is said of discipline wherever it is said.
pub(super) fn cases(fields: &mut Fields, ma: String) -> Exclusion {
    let (from, until) = (fields.date("tu_ngay"), fields.date("den_ngay"));
    let trong = match (from, until) {
        (Some(tu), Some(den)) => Window::Khoang { tu, den },
        (None, None) => match word(fields, "trong", WindowKind::NamXet) {
            WindowKind::NamXet => Window::NamXet,
            WindowKind::KhongGioiHan => Window::KhongGioiHan,
        },
        _ => {
            let message = "khoảng thời gian cần cả `tu_ngay` và `den_ngay`".to_owned();
            fields.fault("tu_ngay", Code::DL013, message, "thêm ngày còn thiếu");
            Window::KhongGioiHan
        }
    };
    Exclusion {
        ma,
        noi_dung: String::new(),
        can_cu: String::new(),
        ap_dung: Scope::default(),
        cua: word(fields, "cua", Party::ChinhDoiTuong),
        trang_thai: states(fields),
        muc_tu: texts(fields, "muc_tu"),
        trong,
        place: place(fields),
    }
}

fn states(fields: &mut Fields) -> Vec<CaseState> {
    let words = fields.lines("trang_thai");
    if words.is_empty() {
        return vec![CaseState::DaBi, CaseState::DangThiHanh];
    }
    let mut states = Vec::new();
    for word in words {
        match word.parse() {
            Ok(state) => states.push(state),
            Err(error) => {
                let error: crate::campaign::model::labelled::UnknownWord = error;
                fields.fault(
                    "trang_thai",
                    Code::DL017,
                    format!("`trang_thai` không nhận `{word}`"),
                    &error.to_string(),
                );
            }
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::ascii_key;

    #[test]
    fn names_are_the_labels_without_accents() {
        ConditionKind::ALL.iter().for_each(|kind| assert_eq!(ascii_key(kind.label()), kind.name()));
        Concerned::ALL.iter().for_each(|kind| assert_eq!(ascii_key(kind.label()), kind.name()));
        WindowKind::ALL.iter().for_each(|kind| assert_eq!(ascii_key(kind.label()), kind.name()));
    }
}
