//! A criterion that nobody could meet, or that does not fit its indicator.

use crate::diag::{Diagnostic, Report, nearest};
use crate::model::criterion::{Condition, Criterion, Grouping};
use crate::model::evidence::IndicatorKind;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD004.md")]
pub struct ImpossibleCriterion;

impl Rule for ImpossibleCriterion {
    fn code(&self) -> &'static str {
        "TD004"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for criterion in &hearing.context.rules().tieu_chuan {
            let kind = criterion
                .dieu_kien
                .indicator()
                .and_then(|code| hearing.context.rules().indicator(&code.value))
                .map(|indicator| &indicator.kieu);
            let fault = fault(criterion, kind).or_else(|| too_many_points(hearing, criterion));
            if let Some((fault, hint)) = fault {
                let finding = Diagnostic::error(self.code(), format!("tiêu chuẩn `{}`: {fault}", criterion.ma));
                report.push(finding.at(criterion.place.as_ref().clone()).hint(hint));
            }
        }
    }
}

fn too_many_points(hearing: &Hearing, criterion: &Criterion) -> Option<(String, String)> {
    let Condition::TongDiem { thang_diem, muc } = &criterion.dieu_kien else { return None };
    let highest = hearing.context.rules().score_sheet(&thang_diem.value)?.highest();
    let fault = format!("cần {muc} điểm nhưng thang điểm chỉ có {highest} điểm");
    (*muc > highest).then(|| (fault, "sửa `muc`, hoặc sửa điểm chuẩn của các mục".to_owned()))
}

fn fault(criterion: &Criterion, kind: Option<&IndicatorKind>) -> Option<(String, String)> {
    let because = |fault: &str, hint: &str| Some((fault.to_owned(), hint.to_owned()));
    match (&criterion.dieu_kien, kind) {
        (Condition::Nhom { gom, .. } | Condition::DonVi { gom }, _) if gom.is_empty() => {
            because("nhóm không gồm tiêu chuẩn nào", "ghi các mã vào `gom`")
        }
        (Condition::Nhom { cach: Grouping::ItNhat(count), gom }, _) if *count == 0 || *count > gom.len() => Some((
            format!("cần ít nhất {count} nhưng nhóm có {} tiêu chuẩn", gom.len()),
            "sửa số lượng cần đạt hoặc thêm tiêu chuẩn".to_owned(),
        )),
        (Condition::Nguong { .. } | Condition::SoVoiNamTruoc { .. }, Some(kind))
            if !matches!(kind, IndicatorKind::So { .. }) =>
        {
            because("chỉ số này không phải là số", "dùng chỉ số kiểu `so`, hoặc đổi loại tiêu chuẩn")
        }
        (Condition::XepLoai { muc, .. }, Some(IndicatorKind::XepLoai { cac_muc })) if !cac_muc.contains(&muc.value) => {
            let near = nearest(&muc.value, cac_muc.iter().map(String::as_str));
            let hint =
                near.map_or_else(|| format!("các mức: {}", cac_muc.join(", ")), |near| format!("có phải `{near}`?"));
            Some((format!("thang xếp loại không có mức `{}`", muc.value), hint))
        }
        (Condition::XepLoai { .. }, Some(kind)) if !matches!(kind, IndicatorKind::XepLoai { .. }) => {
            because("chỉ số này không phải là xếp loại", "dùng chỉ số kiểu `xep_loai`, hoặc đổi loại tiêu chuẩn")
        }
        (Condition::CoKhong { .. } | Condition::XacNhan { .. } | Condition::DanChieu { .. }, Some(kind))
            if *kind != IndicatorKind::CoKhong =>
        {
            because("chỉ số này không phải là có/không", "dùng chỉ số kiểu `co_khong`, hoặc đổi loại tiêu chuẩn")
        }
        _ => None,
    }
}
