//! `[[chi_tieu]]`, `[[thoi_han]]` and `[[su_kien]]`.

use crate::base::diag::Code;
use crate::base::text::ascii_key;
use crate::campaign::model::Bound;
use crate::campaign::model::deadline::{DayKind, Days, Deadline, Event, LateEffect, Mark, Side, Task};
use crate::campaign::model::labelled::labelled;
use crate::campaign::model::located::Located;
use crate::campaign::model::period::typed_year;
use crate::campaign::model::quota::{Division, Limit, Quota, Rounding, ShareBase};
use crate::campaign::source::Fields;

use super::{among, count, date, optional_text, place, share_of_places, texts, word};

/// The longest term, in days: ten years.
const MOST_DAYS: u32 = 3660;

labelled! {
    /// `loai` of a chỉ tiêu.
    LimitKind {
        SoLuong "so_luong" "số lượng";
        TyLe "ty_le" "tỷ lệ";
        MoiDonVi "moi_don_vi" "mỗi đơn vị";
        PhanBo "phan_bo" "phân bổ";
        DanChieu "dan_chieu" "dẫn chiếu";
        KhongGioiHan "khong_gioi_han" "không giới hạn";
    }
}

/// Reads one `[[chi_tieu]]`.
pub fn quota(fields: &mut Fields) -> Option<Quota> {
    let ma = fields.text("ma", "\"bang_khen\"");
    let noi_dung = fields.text_or_empty("noi_dung");
    let can_cu = fields.text_or_empty("can_cu");
    let hinh_thuc = texts(fields, "hinh_thuc");
    let doi_tuong = fields.parse("doi_tuong");
    if hinh_thuc.is_empty() {
        fields.fault(
            "hinh_thuc",
            Code::DL013,
            format!("chỉ tiêu `{ma}` không nêu hình thức"),
            "thêm dòng: hinh_thuc = [\"…\"]",
        );
    }
    let kind = fields.parse_required("loai", "\"so_luong\"");
    let gioi_han = limit(fields, kind.unwrap_or(LimitKind::KhongGioiHan));
    let trong = among(fields);
    let theo = division(fields, &gioi_han);
    kind?;
    Some(Quota { ma, noi_dung, hinh_thuc, doi_tuong, trong, theo, gioi_han, can_cu, place: place(fields) })
}

/// `theo`: "đơn vị", "loại đơn vị", or the đặc điểm that are blocks.
pub(super) fn blocks(fields: &mut Fields) -> Option<Division> {
    let words = texts(fields, "theo");
    let first = words.first()?;
    Some(match (ascii_key(&first.value).as_str(), words.len()) {
        ("don_vi", 1) => Division::DonVi,
        ("loai_don_vi", 1) => Division::LoaiDonVi,
        _ => Division::DacDiem(words),
    })
}

fn division(fields: &mut Fields, limit: &Limit) -> Option<Division> {
    let division = blocks(fields)?;
    let hint = match (limit, &division) {
        (Limit::SoLuong(_), Division::DonVi) => "mỗi đơn vị một số thì dùng loai = \"moi_don_vi\"",
        (Limit::SoLuong(_), _) | (Limit::TyLe { so_ghi: None, .. }, _) => return Some(division),
        (Limit::TyLe { .. }, _) => "số ghi tay chỉ có một, không chia được; tách thành nhiều [[chi_tieu]]",
        _ => "`theo` chỉ dùng với loai = \"so_luong\" hoặc \"ty_le\"",
    };
    fields.fault("theo", Code::DL017, "chỉ tiêu này không chia theo nhóm được".to_owned(), hint);
    None
}

/// A number typed by hand for the base of a share, with where it comes from.
fn typed_base(fields: &mut Fields, base: Option<ShareBase>) -> Option<(u32, String)> {
    if base != Some(ShareBase::SoGhi) {
        return None;
    }
    for (key, example) in [("so_ghi", "480"), ("nguon", "\"Báo cáo số 15/BC-VP ngày 02/11/2026\"")] {
        if fields.is_blank(key) {
            fields.text(key, example);
        }
    }
    Some((fields.count("so_ghi")?, fields.text_or_empty("nguon")))
}

/// The awards whose đề nghị a share is taken of, or the titles of those it is taken of.
fn base_awards(fields: &mut Fields, base: Option<ShareBase>) -> Vec<Located<String>> {
    if base == Some(ShareBase::DaDat) {
        let titles = texts(fields, "cua_danh_hieu");
        if titles.is_empty() {
            let message = "cơ sở `da_dat` chưa nêu danh hiệu".to_owned();
            fields.fault("cua_danh_hieu", Code::DL013, message, "thêm: cua_danh_hieu = [\"Lao động tiên tiến\"]");
        }
        return titles;
    }
    let awards = texts(fields, "cua_hinh_thuc");
    let counts_them = matches!(base, Some(ShareBase::DuocDeNghi | ShareBase::DuDieuKien));
    if !awards.is_empty() && !counts_them {
        let message = "`cua_hinh_thuc` cần cơ sở là số được đề nghị hoặc đủ điều kiện".to_owned();
        fields.fault("cua_hinh_thuc", Code::DL017, message, "đặt co_so = \"du_dieu_kien\" hoặc \"duoc_de_nghi\"");
    }
    awards
}

fn limit(fields: &mut Fields, kind: LimitKind) -> Limit {
    let number = |fields: &mut Fields| {
        if fields.is_blank("so") {
            fields.text("so", "6");
        }
        fields.count("so").unwrap_or_default()
    };
    match kind {
        LimitKind::SoLuong => Limit::SoLuong(number(fields)),
        LimitKind::MoiDonVi => Limit::MoiDonVi(number(fields)),
        LimitKind::TyLe => {
            let co_so = fields.parse::<ShareBase>("co_so");
            Limit::TyLe {
                ty_le: share_of_places(fields, "ty_le", "20"),
                co_so,
                lam_tron: word(fields, "lam_tron", Rounding::Xuong),
                it_nhat: fields.count("it_nhat").unwrap_or_default(),
                so_ghi: typed_base(fields, co_so),
                cua: base_awards(fields, co_so),
            }
        }
        LimitKind::PhanBo => Limit::PhanBo {
            so: count(fields, "so"),
            tung_don_vi: fields.flag("tung_don_vi").unwrap_or_default(),
            co_quan: fields.text("co_quan", "\"Sở Nội vụ\""),
        },
        LimitKind::DanChieu => Limit::DanChieu {
            so: count(fields, "so"),
            van_ban: fields.text("van_ban", "\"Kế hoạch số 64/KH-UBND\""),
        },
        LimitKind::KhongGioiHan => Limit::KhongGioiHan,
    }
}

/// Reads one `[[thoi_han]]`.
pub fn deadline(fields: &mut Fields) -> Option<Deadline> {
    let ma = fields.text("ma", "\"ho_so\"");
    let noi_dung = fields.text_or_empty("noi_dung");
    let viec = fields.parse_required::<Task>("viec", "\"ho_so\"");
    let hinh_thuc = texts(fields, "hinh_thuc");
    let khi_qua_han = word(fields, "khi_qua_han", LateEffect::KhongXet);
    let muc = fields.text_or_empty("muc");
    let trong = among(fields);
    if !trong.is_all() && viec == Some(Task::Trinh) {
        let message = "thời hạn trình không riêng cho một số đối tượng được: mỗi tờ trình gồm mọi đối tượng".to_owned();
        fields.fault("viec", Code::DL017, message, "bỏ `dac_diem`, `loai_don_vi` của thời hạn này");
    }
    let moc = mark(fields);
    Some(Deadline { ma, noi_dung, viec: viec?, moc: moc?, hinh_thuc, trong, khi_qua_han, muc, place: place(fields) })
}

/// `den_het`, `truoc` (a date, or "31/12" for every year), or `so_ngay` with `sau_su_kien` or
/// `truoc_su_kien`; exactly one of them.
fn mark(fields: &mut Fields) -> Option<Mark> {
    let inclusive = day(fields, "den_het", Bound::DenHet);
    let exclusive = day(fields, "truoc", Bound::Truoc);
    let counted = event_mark(fields);
    let mut marks = [inclusive, exclusive, counted].into_iter().flatten();
    let first = marks.next();
    if marks.next().is_some() {
        let message = "một thời hạn chỉ có một cách tính".to_owned();
        fields.fault(
            "ma",
            Code::DL017,
            message,
            "giữ một trong `den_het`, `truoc`, `sau_su_kien`, `truoc_su_kien`; tách thành hai [[thoi_han]]",
        );
    }
    if first.is_none() && ["den_het", "truoc", "so_ngay"].iter().all(|key| fields.is_blank(key)) {
        let message = "thời hạn không có ngày".to_owned();
        fields.fault(
            "ma",
            Code::DL013,
            message,
            "thêm `den_het = 2022-03-30`, `truoc = \"31/12\"`, hoặc `so_ngay` và `sau_su_kien`",
        );
    }
    first
}

/// A date, or "31/12" for every year.
pub(super) fn day(fields: &mut Fields, key: &'static str, gioi_han: Bound) -> Option<Mark> {
    let text = fields.words(key).unwrap_or_default().to_owned();
    let parts: Vec<Option<u32>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
    if let [Some(ngay), Some(thang)] = parts.as_slice() {
        // 29/02 stands in some years; in the others the deadline can't be said.
        let fine = chrono::NaiveDate::from_ymd_opt(2024, *thang, *ngay).is_some();
        if fine {
            let nam_sau = fields.flag("nam_sau").unwrap_or_default();
            return Some(Mark::HangNam { ngay: *ngay, thang: *thang, nam_sau, gioi_han });
        }
        fields.fault(
            key,
            Code::DL015,
            format!("`{key}`: không có ngày {text}"),
            "ghi ngày/tháng có trên lịch, ví dụ \"31/12\"",
        );
        return None;
    }
    fields.date(key).map(|ngay| Mark::Ngay { ngay, gioi_han })
}

/// `so_ngay` with `sau_su_kien` or `truoc_su_kien`.
pub(super) fn event_mark(fields: &mut Fields) -> Option<Mark> {
    let after = optional_text(fields, "sau_su_kien");
    let before = optional_text(fields, "truoc_su_kien");
    if after.is_some() && before.is_some() {
        let message = "một hạn tính từ một sự kiện, không phải hai".to_owned();
        fields.fault("truoc_su_kien", Code::DL017, message, "giữ một trong `sau_su_kien`, `truoc_su_kien`");
    }
    let phia = if after.is_some() { Side::Sau } else { Side::Truoc };
    let su_kien = after.or(before)?;
    if fields.is_blank("so_ngay") {
        fields.text("so_ngay", "15");
    }
    Some(Mark::SuKien { su_kien, dai: days(fields)?, phia })
}

/// `so_ngay` of `loai_ngay`.
pub(super) fn days(fields: &mut Fields) -> Option<Days> {
    let so_ngay = fields.count("so_ngay");
    let loai_ngay = word(fields, "loai_ngay", DayKind::NgayLich);
    if let Some(so_ngay) = so_ngay.filter(|count| *count > MOST_DAYS) {
        let message = format!("`so_ngay` là {so_ngay}, dài hơn mười năm");
        fields.fault("so_ngay", Code::DL017, message, "ghi số ngày, ví dụ: so_ngay = 15");
        return None;
    }
    Some(Days { so_ngay: so_ngay?, loai_ngay })
}

/// Reads one `[[su_kien]]`.
pub fn event(fields: &mut Fields) -> Event {
    Event {
        ma: fields.text("ma", "\"cong_bo_chi_so\""),
        ten: fields.text("ten", "\"Ủy ban nhân dân tỉnh công bố Chỉ số\""),
        nam: typed_year(fields, "nam").map(|(year, _)| year),
        ngay: date(fields, "ngay"),
        place: place(fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_labels_without_accents() {
        LimitKind::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
    }
}
