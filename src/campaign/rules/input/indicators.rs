//! `[[chi_so]]`: what units and people have values of, typed, added up from others, or rated by points.

use crate::base::diag::{Code, Report};
use crate::campaign::model::criterion::Scope;
use crate::campaign::model::evidence::{Indicator, IndicatorKind, Reckoned, Term};
use crate::campaign::model::grade::{Against, Ceiling, Grade, GradeShare, Grading};
use crate::campaign::model::labelled::labelled;
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::Rounding;
use crate::campaign::model::share::Share;
use crate::campaign::source::Fields;

use super::criteria::{cases, concerned};
use super::limits::blocks;
use super::points::from;
use super::{among, optional_text, place, quantity, share_of_places, text, word};

labelled! {
    /// `kieu` of a chỉ số.
    ValueKind {
        So "so" "số";
        XepLoai "xep_loai" "xếp loại";
        CoKhong "co_khong" "có/không";
    }
}

/// Reads one `[[chi_so]]`.
pub fn indicator(fields: &mut Fields) -> Indicator {
    let (kieu, tinh) = match word(fields, "kieu", ValueKind::So) {
        ValueKind::So => (IndicatorKind::So { don_vi_tinh: fields.text_or_empty("don_vi_tinh") }, sum(fields)),
        ValueKind::CoKhong => (IndicatorKind::CoKhong, None),
        ValueKind::XepLoai => rating(fields),
    };
    Indicator {
        ma: fields.text("ma", "\"chi_so_cai_cach_hanh_chinh\""),
        ten: fields.text("ten", "\"Chỉ số cải cách hành chính\""),
        kieu,
        nguon: fields.text_or_empty("nguon"),
        tinh,
        place: place(fields),
    }
}

/// `cong = [{ chi_so = "…", he_so = "1,5" }, …]`.
fn sum(fields: &mut Fields) -> Option<Reckoned> {
    let terms = fields.groups("cong", |fields| Term {
        chi_so: text(fields, "chi_so", "\"so_nam_cong_tac\""),
        he_so: quantity(fields, "he_so").map_or(Quantity::whole(1), |number| number.value),
    });
    (!terms.is_empty()).then_some(Reckoned::Cong(terms))
}

/// `cac_muc` where the rating is typed; `theo`, `muc` and what limits them where it follows from points.
fn rating(fields: &mut Fields) -> (IndicatorKind, Option<Reckoned>) {
    let Some(theo) = optional_text(fields, "theo") else {
        let cac_muc = fields.lines("cac_muc");
        if cac_muc.len() < 2 {
            let hint = "ghi các mức từ thấp đến cao: cac_muc = [\"Trung bình\", \"Khá\", \"Tốt\"]";
            fields.fault("cac_muc", Code::DL013, "thang xếp loại cần ít nhất hai mức".to_owned(), hint);
        }
        return (IndicatorKind::XepLoai { cac_muc }, None);
    };
    let muc = grades(fields);
    let ap_dung = Scope { doi_tuong: concerned(fields), hinh_thuc: Vec::new(), trong: among(fields) };
    let khong_qua = fields.groups("khong_qua", ceiling);
    let ty_le = fields.groups("ty_le", grade_share);
    let grading = Grading { theo, ap_dung, muc, khong_qua, ty_le };
    unknown_grades(fields, &grading);
    let cac_muc = grading.muc.iter().map(|grade| grade.ten.clone()).collect();
    (IndicatorKind::XepLoai { cac_muc }, Some(Reckoned::XepLoai(Box::new(grading))))
}

/// `muc = [{ ten = "Tốt", tu = 80 }, …]` in any order; one, the lowest, may name no points.
fn grades(fields: &mut Fields) -> Vec<Grade> {
    let mut muc = fields
        .groups("muc", |fields| Grade {
            ten: fields.text("ten", "\"Hoàn thành tốt nhiệm vụ\""), tu: from(fields)
        });
    muc.sort_by_key(|grade| grade.tu);
    let hint = "ví dụ: muc = [{ ten = \"Tốt\", tu = 80 }, { ten = \"Khá\", tu = 65 }, { ten = \"Trung bình\" }]";
    if muc.len() < 2 {
        fields.fault("muc", Code::DL013, "thang xếp loại cần ít nhất hai mức".to_owned(), hint);
    }
    let twice = muc.windows(2).find(|pair| matches!(pair, [low, high] if low.tu == high.tu));
    if let Some([low, high]) = twice {
        let message = format!("mức `{}` và mức `{}` bắt đầu từ cùng một số điểm", low.ten, high.ten);
        fields.fault("muc", Code::DL017, message, "mỗi mức một `tu` (hoặc `tren`); chỉ mức thấp nhất được bỏ trống");
    }
    muc
}

/// `{ muc = "Khá", trang_thai = […], muc_tu = … }` or `{ muc = "Khá", khong_dat = "a" }`.
fn ceiling(fields: &mut Fields) -> Ceiling {
    let muc = text(fields, "muc", "\"Khá\"");
    let criterion = optional_text(fields, "khong_dat");
    let by_cases = ["trang_thai", "muc_tu", "cua"].iter().any(|key| !fields.is_blank(key));
    let cases = Against::KyLuat(Box::new(cases(fields, "khong_qua".to_owned())));
    if criterion.is_some() && by_cases {
        let message = "`khong_qua` nói hoặc về kỷ luật, hoặc về tiêu chuẩn không đạt".to_owned();
        fields.fault("khong_dat", Code::DL017, message, "tách thành hai mục của `khong_qua`");
    }
    let khi = criterion.map_or(cases, Against::TieuChuan);
    Ceiling { muc, khi }
}

fn share_of_grade(fields: &mut Fields) -> Share {
    let share = share_of_places(fields, "ty_le", "20");
    if share.is_out_of_range() {
        let message = format!("`ty_le` là {share}, ngoài khoảng từ 0 đến toàn bộ");
        fields.fault("ty_le", Code::DL017, message, "ghi số phần trăm, ví dụ 20; hoặc phân số, ví dụ \"1/5\"");
    }
    share
}

fn grade_share(fields: &mut Fields) -> GradeShare {
    GradeShare {
        muc: text(fields, "muc", "\"Hoàn thành xuất sắc nhiệm vụ\""),
        ty_le: share_of_grade(fields),
        tren: optional_text(fields, "tren"),
        theo: blocks(fields),
        lam_tron: word(fields, "lam_tron", Rounding::Xuong),
    }
}

/// Tells limits that name no mức of the rating.
fn unknown_grades(fields: &mut Fields, grading: &Grading) {
    let named = grading.khong_qua.iter().map(|ceiling| &ceiling.muc);
    let of_shares = grading.ty_le.iter().flat_map(|share| [Some(&share.muc), share.tren.as_ref()]).flatten();
    let names = || grading.muc.iter().map(|grade| grade.ten.as_str());
    let unknown: Vec<&Located<String>> =
        named.chain(of_shares).filter(|name| !names().any(|known| fold(known) == fold(&name.value))).collect();
    let mut report = Report::new();
    for name in unknown {
        let message = format!("thang xếp loại không có mức `{}`", name.value);
        let finding = crate::base::diag::Diagnostic::error(Code::DL017, message).at(name.place());
        let all = || format!("các mức: {}", names().collect::<Vec<_>>().join(", "));
        report.push(finding.did_you_mean(&name.value, names(), all));
    }
    report.into_iter().for_each(|finding| fields.push(finding));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_labels_without_accents() {
        ValueKind::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
    }
}
