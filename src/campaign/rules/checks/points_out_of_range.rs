//! Points above the điểm chuẩn of their item, or below nothing.

use std::collections::HashMap;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::quantity::Quantity;
use crate::campaign::rules::{Hearing, Rule, leaf};

#[doc = include_str!("../../../base/diag/codes/TD033.md")]
pub struct PointsOutOfRange;

impl Rule for PointsOutOfRange {
    fn code(&self) -> Code {
        Code::TD033
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let items = hearing.context.rules().thang_diem.iter().flat_map(|sheet| &sheet.muc);
        let items: HashMap<&str, _> = items.map(|item| (item.ma.as_str(), item)).collect();
        for row in &hearing.context.facts.ket_qua {
            let indicator = super::indicator(hearing, &row.chi_so.value);
            let Some(item) = indicator.and_then(|indicator| items.get(indicator.ma.as_str())) else { continue };
            let Some(points) = leaf::number(&row.gia_tri.value) else { continue };
            if points > item.diem || points < Quantity::default() {
                let message = format!("{}: {points} điểm, điểm chuẩn là {}", item.noi_dung, item.diem);
                let finding = Diagnostic::error(self.code(), message).at(row.gia_tri.place());
                report.push(finding.hint_at(item.place.clone(), "điểm chuẩn đặt tại đây"));
            }
        }
    }
}
