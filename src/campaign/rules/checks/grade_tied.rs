//! Equals at the edge of a share of a mức xếp loại.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD037.md")]
pub struct GradeTied;

impl Rule for GradeTied {
    fn code(&self) -> Code {
        Code::TD037
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        for indicator in context.rules().chi_so.iter().filter(|indicator| indicator.grading().is_some()) {
            for (nominee, year, graded) in context.grades.rated(&indicator.ma).filter(|(.., graded)| graded.tied) {
                let Some(nominee) = context.nominee(nominee) else { continue };
                let when =
                    year.map(|year| format!(" {}", context.rules().thoi_gian.year_words(year))).unwrap_or_default();
                let message = format!(
                    "{}, {}{when}: {} điểm, bằng điểm người khác ở suất cuối nên chưa xếp được",
                    nominee.ten, indicator.ten, graded.sum.so_far
                );
                let finding = Diagnostic::warning(self.code(), message).at(nominee.place.clone());
                let hint = "tỷ lệ đặt ở đây; người có thẩm quyền quyết định, rồi sửa điểm hoặc tỷ lệ";
                report.push(finding.hint_at(indicator.place.clone(), hint));
            }
        }
    }
}
