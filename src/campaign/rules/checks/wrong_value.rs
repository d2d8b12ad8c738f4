//! A value of the wrong sort for its indicator.

use crate::base::diag::{Code, Diagnostic, Report, nearest};
use crate::campaign::model::evidence::{EvidenceValue, Indicator, IndicatorKind};
use crate::campaign::model::located::fold;
use crate::campaign::rules::leaf::{number, yes};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD025.md")]
pub struct WrongValue;

impl Rule for WrongValue {
    fn code(&self) -> Code {
        Code::TD025
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for row in &assessment.context.facts.ket_qua {
            let Some(indicator) = super::indicator(assessment, &row.chi_so.value) else { continue };
            if let Some((wanted, hint)) = fault(indicator, &row.gia_tri.value) {
                let message = format!("{} phải là {wanted}, không phải `{}`", indicator.ten, row.gia_tri.value);
                let finding = Diagnostic::error(self.code(), message).at(row.gia_tri.place());
                report.push(finding.hint_at(indicator.place.clone(), hint));
            }
            if let Some(own) = row.tu_cham.as_ref().filter(|own| number(&own.value).is_none()) {
                let message = format!("{}: điểm tự chấm phải là số, không phải `{}`", indicator.ten, own.value);
                report.push(Diagnostic::error(self.code(), message).at(own.place()).hint("ghi số, ví dụ 18,5"));
            }
        }
    }
}

fn fault(indicator: &Indicator, value: &EvidenceValue) -> Option<(&'static str, String)> {
    if *value == EvidenceValue::Trong {
        return None;
    }
    match &indicator.kieu {
        IndicatorKind::So { .. } => {
            number(value).is_none().then(|| ("số", "ghi số, ví dụ 92,5; để trống khi chưa công bố".to_owned()))
        }
        IndicatorKind::CoKhong => yes(value).is_none().then(|| ("có hoặc không", "ghi `có` hoặc `không`".to_owned())),
        IndicatorKind::XepLoai { cac_muc } => {
            let word = value.to_string();
            let known = cac_muc.iter().any(|level| fold(level) == fold(&word));
            let near = nearest(&word, cac_muc.iter().map(String::as_str));
            let hint =
                near.map_or_else(|| format!("các mức: {}", cac_muc.join(", ")), |near| format!("có phải `{near}`?"));
            (!known).then_some(("một mức của thang xếp loại", hint))
        }
    }
}
