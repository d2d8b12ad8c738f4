//! Warns of parts that Nghị định 30 asks for (Điều 8) and that a document does not have.
//!
//! Only what the form of the kind shows in Phụ lục III is asked for, so that a warning always means
//! something. A text that is issued by another document (`kem_theo`, form 1.3) has no số, no date, no
//! Nơi nhận and no signature of its own.

use super::DocumentKind::{
    self, BanGhiNho, BanThoaThuan, BienBan, CongVan, GiayGioiThieu, GiayNghiPhep, GiayUyQuyen, HopDong, NghiQuyet,
    PhieuBao, PhieuChuyen, PhieuGui, QuyetDinh, ThuCong,
};
use super::endings::is_file_copy;
use super::front::Front;
use crate::diag::{Diagnostic, Report};

/// Kinds without trích yếu in their form, or without a form.
const WITHOUT_SUBJECT: &[DocumentKind] = &[
    GiayGioiThieu,
    GiayNghiPhep,
    GiayUyQuyen,
    PhieuGui,
    PhieuChuyen,
    PhieuBao,
    HopDong,
    BanGhiNho,
    BanThoaThuan,
    ThuCong,
];

/// Adds a warning for each part that is missing; `signed_in_body`: the body has its own `@chu_ky`.
pub(super) fn check(front: &Front, signed_in_body: bool, report: &mut Report) {
    let loai = front.loai;
    if !loai.is_of_decree() || loai == ThuCong {
        return;
    }
    let own = front.kem_theo.is_none() || front.ky_hieu.is_some();
    let parts = [
        ("co_quan", "tên cơ quan ban hành", front.co_quan.is_empty()),
        ("ky_hieu", "số, ký hiệu", own && front.ky_hieu.is_none()),
        ("dia_danh", "địa danh và thời gian ban hành", own && loai != BienBan && front.dia_danh.is_none()),
        ("trich_yeu", "trích yếu nội dung", front.trich_yeu.is_empty() && !WITHOUT_SUBJECT.contains(&loai)),
        ("tham_quyen", "thẩm quyền ban hành", [QuyetDinh, NghiQuyet].contains(&loai) && front.tham_quyen.is_none()),
        ("kinh_gui", "nơi gửi đến (Kính gửi)", loai == CongVan && front.kinh_gui.is_empty()),
        ("chu_ky", "chức vụ và họ tên người ký", own && front.chu_ky.is_empty() && !signed_in_body),
    ];
    for (key, name, _) in parts.iter().filter(|(_, _, missing)| *missing) {
        let message = format!("{} thiếu {name}", loai.label());
        let fault = Diagnostic::warning("VB022", message).at(front.place(key));
        report.push(fault.hint(format!("thêm khóa `{key}` vào phần khai báo")));
    }
    let filed = front.luu.is_some() || front.noi_nhan.iter().any(|item| is_file_copy(item));
    if !front.noi_nhan.is_empty() && !filed {
        let fault = Diagnostic::warning("VB023", "Nơi nhận thiếu dòng Lưu").at(front.place("noi_nhan"));
        report.push(fault.hint("thêm nơi lưu, ví dụ `luu = \"VT, TH\"`"));
    }
}
