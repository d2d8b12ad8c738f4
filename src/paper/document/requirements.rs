//! Warns of parts that Nghị định 30 asks for (Điều 8) and that a document does not have.
//!
//! Only what the form of the kind shows in Phụ lục III is asked for, so that a warning always means
//! something. A text that is issued by another document (`kem_theo`, form 1.3) has no số, no date, no
//! Nơi nhận and no signature of its own.

use super::DocumentKind::{
    self, BanGhiNho, BanThoaThuan, BienBan, CongVan, GiayGioiThieu, GiayNghiPhep, HopDong, NghiQuyet, QuyetDinh,
    ThuCong,
};
use super::body::{Attachment, Body};
use super::front_matter::FrontMatter;
use super::punctuation::is_file_copy;
use crate::base::diag::{Code, Diagnostic, Report};

/// Kinds without trích yếu in their form, or without a form.
const WITHOUT_SUBJECT: &[DocumentKind] = &[GiayGioiThieu, GiayNghiPhep, HopDong, BanGhiNho, BanThoaThuan, ThuCong];

/// Adds a warning for each part that is missing; `signed_in_body`: the body has its own `@chu_ky`.
pub(super) fn check(front: &FrontMatter, signed_in_body: bool, report: &mut Report) {
    let loai = front.loai;
    if !(loai.is_of_decree() || loai.is_copy()) || loai == ThuCong {
        return;
    }
    let own = front.kem_theo.is_none() || front.ky_hieu.is_some();
    let has_subject = !loai.is_copy() && !WITHOUT_SUBJECT.contains(&loai);
    let parts = [
        ("co_quan", "tên cơ quan ban hành", front.co_quan.is_empty()),
        ("ky_hieu", "số, ký hiệu", own && front.ky_hieu.is_none()),
        ("dia_danh", "địa danh và thời gian ban hành", own && loai != BienBan && front.dia_danh.is_none()),
        ("trich_yeu", "trích yếu nội dung", front.trich_yeu.is_empty() && has_subject),
        ("tham_quyen", "thẩm quyền ban hành", [QuyetDinh, NghiQuyet].contains(&loai) && front.tham_quyen.is_none()),
        ("kinh_gui", "nơi gửi đến (Kính gửi)", loai == CongVan && front.kinh_gui.is_empty()),
        ("chu_ky", "chức vụ và họ tên người ký", own && front.chu_ky.is_empty() && !signed_in_body),
    ];
    for (key, name, _) in parts.iter().filter(|(_, _, missing)| *missing) {
        let message = format!("{} thiếu {name}", loai.label());
        let fault = Diagnostic::warning(Code::VB022, message).at(front.place(key));
        report.push(fault.hint(format!("thêm khóa `{key}` vào phần khai báo")));
    }
    let another = front.noi_nhan.iter().find(|item| is_file_copy(item)).filter(|_| front.luu.is_some());
    if let Some(another) = another {
        let message = format!("Nơi nhận có hai dòng Lưu: `{another}` và khóa `luu`");
        let fault = Diagnostic::warning(Code::VB023, message).at(front.place("noi_nhan"));
        report.push(fault.hint("bỏ dòng Lưu ở `noi_nhan`, chỉ ghi ở `luu`"));
    }
    let filed = front.luu.is_some() || front.noi_nhan.iter().any(|item| is_file_copy(item));
    if !front.noi_nhan.is_empty() && !filed {
        let fault = Diagnostic::warning(Code::VB023, "Nơi nhận thiếu dòng Lưu").at(front.place("noi_nhan"));
        report.push(fault.hint("thêm nơi lưu, ví dụ `luu = \"VT, TH\"`"));
    }
}

/// Adds an error when there are not as many `@bieu_mau` as `[[bieu_mau]]`.
pub(super) fn check_forms(front: &FrontMatter, body: &Body, report: &mut Report) {
    let places = body.attachments.iter().filter(|(part, _)| *part == Attachment::Form).count();
    let told = front.bieu_mau.len();
    if places != told {
        let message = format!("khai báo {told} biểu mẫu `[[bieu_mau]]` nhưng có {places} dòng `@bieu_mau`");
        let fault = Diagnostic::error(Code::VB034, message).at(front.place("bieu_mau"));
        report.push(fault.hint("mỗi `[[bieu_mau]]` ở phần khai báo ứng với một dòng `@bieu_mau` ở cuối văn bản"));
    }
}

/// Adds what is wrong with a phụ lục in a file of its own: it is one `@phu_luc` and nothing before it.
pub(super) fn check_appendix(front: &FrontMatter, body: &Body, report: &mut Report) {
    let starts = matches!(body.attachments.first(), Some((Attachment::Appendix(_), _)));
    if !starts || !body.main.is_empty() {
        let message = "tệp phụ lục phải bắt đầu bằng dòng `@phu_luc`";
        let fault = Diagnostic::error(Code::VB029, message).at(front.place("loai"));
        report.push(fault.hint("viết `@phu_luc \"Tên phụ lục\"` ở dòng đầu tiên dưới phần khai báo"));
    }
    if front.kem_theo.is_none() {
        let message = "Phụ lục thiếu văn bản mà nó kèm theo";
        let fault = Diagnostic::warning(Code::VB022, message).at(front.place("kem_theo"));
        report.push(fault.hint("thêm `kem_theo = \"Kèm theo Kế hoạch số … ngày … tháng … năm … của …\"`"));
    }
}
