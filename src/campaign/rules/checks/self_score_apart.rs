//! Points that a unit gives itself far from those of the appraiser, or where nothing is scored.

use std::collections::HashMap;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::Evidence;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{ScoreItem, ScoreSheet};
use crate::campaign::rules::{Assessment, Rule, leaf};

#[doc = include_str!("../../../base/diag/codes/TD036.md")]
pub struct SelfScoreApart;

impl Rule for SelfScoreApart {
    fn code(&self) -> Code {
        Code::TD036
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let sheets = assessment.context.rules().thang_diem.iter();
        let items: HashMap<&str, (&ScoreSheet, &ScoreItem)> =
            sheets.flat_map(|sheet| sheet.muc.iter().map(move |item| (item.ma.as_str(), (sheet, item)))).collect();
        for row in &assessment.context.facts.ket_qua {
            let Some(own) = &row.tu_cham else { continue };
            let indicator = super::indicator(assessment, &row.chi_so.value);
            let item = indicator.and_then(|indicator| items.get(indicator.ma.as_str()));
            match (indicator, item) {
                (Some(indicator), None) => {
                    let message =
                        format!("{} không phải mục của thang điểm nào, nên không tính điểm tự chấm", indicator.ten);
                    let finding = Diagnostic::warning(self.code(), message).at(own.place());
                    report.push(finding.hint("xóa ô này, hoặc ghi vào cột `Giá trị`"));
                }
                (_, Some((sheet, item))) => report.extend(self.apart(sheet, item, row)),
                (None, None) => {}
            }
        }
    }
}

impl SelfScoreApart {
    fn apart(&self, sheet: &ScoreSheet, item: &ScoreItem, row: &Evidence) -> Option<Diagnostic> {
        let own = row.tu_cham.as_ref()?;
        let (claimed, given) = (leaf::number(&own.value)?, leaf::number(&row.gia_tri.value)?);
        let apart = claimed.minus(given).abs();
        let widest = sheet.chenh_lech.unwrap_or_else(|| item.most().max(item.diem.abs()).scaled(Quantity::whole(1), 2));
        if apart <= widest || widest == Quantity::default() {
            return None;
        }
        let who = &row.doi_tuong.ten.value;
        let message = format!("{who}, {}: tự chấm {claimed}, thẩm định {given}, chênh {apart} điểm", item.noi_dung);
        let finding = Diagnostic::warning(self.code(), message).at(own.place());
        let finding =
            finding.hint_at(row.gia_tri.place(), "điểm thẩm định; đối chiếu tài liệu kiểm chứng, sửa ô ghi sai");
        Some(
            finding.hint_at(
                sheet.place.clone(),
                format!("chênh quá {widest} điểm thì nhắc; đặt mức khác bằng `chenh_lech`"),
            ),
        )
    }
}
