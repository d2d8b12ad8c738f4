//! A đề nghị that a loại trừ of the plan shuts out.

use std::collections::HashMap;

use super::{title, with_clause};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::model::exclusion::Exclusion;
use crate::campaign::rules::{Assessment, Context, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD032.md")]
pub struct Excluded;

/// How to say of `level` what it is against `rule`, which does not compare it with its own: none of these is left out.
fn unclear(context: &Context, rule: Option<&Exclusion>, level: &str) -> String {
    let is_known = context.law.ladders(context.date).iter().any(|ladder| ladder.position(level).is_some());
    let Some(rule) = rule.filter(|_| is_known) else {
        return "ghi mức kỷ luật ở ô ấy theo tên trong quyết định, ví dụ: cách chức, phạt tù 03 năm".to_owned();
    };
    let own = rule.muc_tu.iter().map(|lowest| lowest.value.as_str()).chain([level]);
    let all: Vec<String> = own.map(|level| format!("\"{level}\"")).collect();
    format!(
        "sửa mức kỷ luật ở ô ấy, hoặc nêu thêm trong `muc_tu` mức thấp nhất của thang kỷ luật này, ví dụ: muc_tu = [{}]",
        all.join(", ")
    )
}

impl Rule for Excluded {
    fn code(&self) -> Code {
        Code::TD032
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let levels = assessment.context.facts.ky_luat.iter().filter_map(|case| case.muc.as_ref());
        let levels: HashMap<&Place, &str> = levels.map(|level| (&level.place, level.value.as_str())).collect();
        for item in assessment.de_nghi {
            let against = |state: State| matches!(state, State::KhongDat | State::Cho);
            for verdict in item.loai_tru.iter().filter(|verdict| against(verdict.trang_thai)) {
                let place = verdict.place().unwrap_or(&item.vi_tri).clone();
                let word = if verdict.trang_thai == State::KhongDat {
                    "thuộc diện không xét"
                } else {
                    "chưa rõ có được xét"
                };
                let message = format!("{}: {word}: {}", title(assessment, item), verdict.ly_do);
                let finding = Diagnostic::warning(self.code(), message).at(place);
                let rule = assessment.context.rules().loai_tru.iter().find(|rule| rule.ma == verdict.ma);
                let finding = match rule {
                    Some(rule) => finding
                        .hint_at(rule.place.clone(), with_clause(rule.cau(assessment.context.rules()), &rule.can_cu)),
                    None => finding,
                };
                let level = verdict.place().and_then(|place| levels.get(place));
                report.push(match level {
                    Some(level) => finding.hint(unclear(assessment.context, rule, level)),
                    None => finding,
                });
            }
        }
    }
}
