//! Points above the most that their item gives, or below the least.

use std::collections::HashMap;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::ScoreItem;
use crate::campaign::rules::{Assessment, Rule, leaf};

#[doc = include_str!("../../../base/diag/codes/TD033.md")]
pub struct PointsOutOfRange;

impl Rule for PointsOutOfRange {
    fn code(&self) -> Code {
        Code::TD033
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let items = assessment.context.rules().thang_diem.iter().flat_map(|sheet| &sheet.muc);
        let items: HashMap<&str, _> = items.map(|item| (item.ma.as_str(), item)).collect();
        for row in &assessment.context.facts.ket_qua {
            let indicator = super::indicator(assessment, &row.chi_so.value);
            let Some(item) = indicator.and_then(|indicator| items.get(indicator.ma.as_str())) else { continue };
            for typed in [Some(&row.gia_tri), row.tu_cham.as_ref()].into_iter().flatten() {
                report.extend(self.fault(item, typed));
            }
        }
    }
}

impl PointsOutOfRange {
    fn fault(&self, item: &ScoreItem, typed: &Located<EvidenceValue>) -> Option<Diagnostic> {
        let points = leaf::number(&typed.value)?;
        let is_below = item.least().is_some_and(|least| points < least);
        if points <= item.most() && !is_below {
            return None;
        }
        let range = match (item.is_penalty(), item.least()) {
            (false, _) if item.toi_thieu.is_none() => format!("điểm chuẩn là {}", item.diem),
            (_, Some(least)) => format!("mục này từ {least} đến {} điểm", item.most()),
            (_, None) => "mục này chỉ trừ điểm, ghi số âm hoặc 0".to_owned(),
        };
        let message = format!("{}: {points} điểm, {range}", item.noi_dung);
        let finding = Diagnostic::error(self.code(), message).at(typed.place());
        let finding = if item.is_penalty() && points > Quantity::default() {
            finding.hint(format!("điểm bị trừ ghi số âm: -{points}"))
        } else {
            finding
        };
        Some(finding.hint_at(item.place.clone(), "điểm chuẩn đặt tại đây"))
    }
}
