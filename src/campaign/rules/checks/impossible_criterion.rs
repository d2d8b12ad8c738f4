//! A criterion that nobody could meet, or that does not fit its indicator.

use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::campaign::model::Rulebook;
use crate::campaign::model::criterion::{Comparison, Condition, Criterion, Grouping, OwnThreshold};
use crate::campaign::model::evidence::{Evidence, Indicator, IndicatorKind};
use crate::campaign::model::formula::Formula;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::rules::leaf::number;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD004.md")]
pub struct ImpossibleCriterion;

impl Rule for ImpossibleCriterion {
    fn code(&self) -> Code {
        Code::TD004
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for criterion in &assessment.context.rules().tieu_chuan {
            let indicator = criterion.dieu_kien.indicator();
            let indicator = indicator.and_then(|code| assessment.context.rules().indicator(&code.value));
            let reckoned = indicator.is_some_and(|indicator| !indicator.is_typed());
            let fault = fault(criterion, indicator.map(|indicator| &indicator.kieu), reckoned)
                .or_else(|| too_many_points(assessment, criterion));
            if let Some((fault, hint)) = fault {
                let finding = Diagnostic::error(self.code(), format!("tiêu chuẩn `{}`: {fault}", criterion.ma));
                report.push(finding.at(criterion.place.clone()).hint(hint));
            } else if let Some(doubt) = above_the_whole(assessment, criterion) {
                let finding = Diagnostic::warning(self.code(), format!("tiêu chuẩn `{}`: {doubt}", criterion.ma));
                let hint = "sửa `muc` nếu gõ nhầm; chỉ số có thể vượt 100% thì để nguyên";
                report.push(finding.at(criterion.place.clone()).hint(hint));
            }
        }
        for (fault, hint, place) in misfits(assessment.context.rules()) {
            report.push(Diagnostic::error(self.code(), fault).at(place.clone()).hint(hint));
        }
    }
}

/// A level above 100% that no result of the indicator comes near; some shares do exceed the whole.
fn above_the_whole(assessment: &Assessment, criterion: &Criterion) -> Option<String> {
    let Condition::Nguong { chi_so, muc, rieng, .. } = criterion.dieu_kien.of_year() else { return None };
    let muc = highest(*muc, rieng);
    let whole = Quantity::whole(100);
    let indicator = assessment.context.rules().indicator(&chi_so.value)?;
    let percent = matches!(&indicator.kieu, IndicatorKind::So { don_vi_tinh } if don_vi_tinh == "%");
    let of_indicator =
        |row: &&Evidence| super::indicator(assessment, &row.chi_so.value).is_some_and(|known| known.ma == indicator.ma);
    let mut results = assessment.context.facts.ket_qua.iter().filter(of_indicator);
    let exceeded = results.any(|row| number(&row.gia_tri.value).is_some_and(|value| value > whole));
    (percent && muc > whole && !exceeded).then(|| format!("mức {muc}% cao hơn 100%"))
}

fn too_many_points(assessment: &Assessment, criterion: &Criterion) -> Option<(String, String)> {
    let rules = assessment.context.rules();
    let (total, muc) = match criterion.dieu_kien.of_year() {
        Condition::TongDiem { thang_diem, muc } => (rules.total(&thang_diem.value)?, *muc),
        Condition::Nguong { chi_so, so_sanh: Comparison::ToiThieu | Comparison::LonHon, muc, rieng } => {
            (rules.total_as_indicator(&chi_so.value)?, highest(*muc, rieng))
        }
        _ => return None,
    };
    let most = total.sum(&|item| item.most());
    let fault = format!("cần {muc} điểm nhưng thang điểm chỉ có {most} điểm");
    (muc > most).then(|| (fault, "sửa `muc`, hoặc sửa điểm chuẩn của các mục".to_owned()))
}

/// The highest of a threshold and those that some have of their own.
fn highest(muc: Quantity, rieng: &[OwnThreshold]) -> Quantity {
    rieng.iter().map(|own| own.muc).fold(muc, Quantity::max)
}

/// A formula or a rating that does not fit what it goes by.
fn misfits(rules: &Rulebook) -> Vec<(String, &'static str, &Place)> {
    let mut found = Vec::new();
    for item in rules.thang_diem.iter().flat_map(|sheet| &sheet.muc) {
        let Some(theo) = &item.theo else { continue };
        let share = rules.indicator(&theo.chi_so.value).is_none_or(Indicator::is_percentage);
        if theo.cach == Formula::TyLe && !share {
            let fault = format!("mục `{}`: chỉ số `{}` không tính bằng %", item.ma, theo.chi_so.value);
            found.push((
                fault,
                "đặt don_vi_tinh = \"%\" cho chỉ số, hoặc tính điểm bằng `bac`, `moi_don_vi`",
                &item.place,
            ));
        }
    }
    for indicator in &rules.chi_so {
        let Some(grading) = indicator.grading() else { continue };
        let Some(total) = rules.total(&grading.theo.value) else { continue };
        let highest = total.sum(&|item| item.most());
        for grade in grading.muc.iter().filter(|grade| grade.tu.is_some_and(|from| !from.is_reached(highest))) {
            let fault = format!("mức `{}` cần nhiều hơn {highest} điểm, là điểm cao nhất của thang", grade.ten);
            found.push((fault, "sửa `tu`, `tren`, hoặc sửa điểm chuẩn của các mục", &indicator.place));
        }
    }
    found
}

fn fault(criterion: &Criterion, kind: Option<&IndicatorKind>, reckoned: bool) -> Option<(String, String)> {
    let because = |fault: &str, hint: &str| Some((fault.to_owned(), hint.to_owned()));
    match (criterion.dieu_kien.of_year(), kind) {
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
        (Condition::SoVoiNamTruoc { .. } | Condition::ThanhVien { .. }, _) if reckoned => {
            because("chỉ số này do chương trình tính, tiêu chuẩn này cần số ghi ở bảng Kết quả", "dùng chỉ số ghi tay")
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
