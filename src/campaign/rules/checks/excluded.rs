//! A đề nghị that a loại trừ of the plan shuts out.

use super::{title, with_clause};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule, State};

#[doc = include_str!("../../../base/diag/codes/TD032.md")]
pub struct Excluded;

/// How to say of a level that the plan does not compare with its own.
const UNCLEAR: &str = "sửa mức kỷ luật ở ô ấy, hoặc nêu trong `muc_tu` cả mức thấp nhất của thang kỷ luật này, \
                       ví dụ: muc_tu = [\"cảnh cáo\", \"giáng cấp bậc hàm\"]";

impl Rule for Excluded {
    fn code(&self) -> Code {
        Code::TD032
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
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
                let levels = assessment.context.facts.ky_luat.iter().filter_map(|case| case.muc.as_ref());
                let of_level = levels.map(|level| &level.place).any(|level| verdict.place() == Some(level));
                report.push(if of_level { finding.hint(UNCLEAR) } else { finding });
            }
        }
    }
}
