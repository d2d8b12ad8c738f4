//! Rows that give the same thing twice, alike or different.

use std::collections::BTreeMap;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::Evidence;
use crate::campaign::model::located::fold;
use crate::campaign::rules::{Assessment, Context, Rule, grades};

#[doc = include_str!("../../../base/diag/codes/TD026.md")]
pub struct ContradictingValues;

impl Rule for ContradictingValues {
    fn code(&self) -> Code {
        Code::TD026
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for rows in assessment.context.index.evidence.values() {
            let mut by_year: BTreeMap<Option<i32>, Vec<&Evidence>> = BTreeMap::new();
            for row in Context::rows(&assessment.context.facts.ket_qua, Some(rows)) {
                by_year.entry(row.nam).or_default().push(row);
            }
            for mut same in by_year.into_values() {
                same.sort_by(|left, right| left.gia_tri.place.cmp(&right.gia_tri.place));
                let Some((first, rest)) = same.split_first() else { continue };
                rest.iter().for_each(|row| report.push(clash(self.code(), first, row)));
            }
        }
        self.typed_grades(assessment, report);
    }
}

impl ContradictingValues {
    /// Ratings typed for somebody whose points rate him.
    fn typed_grades(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        for ((nominee, number), rows) in &context.index.evidence {
            let indicator = context.rules().chi_so.get(*number);
            let Some((indicator, grading)) = indicator.and_then(|it| Some((it, it.grading()?))) else { continue };
            for row in Context::rows(&context.facts.ket_qua, Some(rows)) {
                let Some(graded) = context.grades.of(&indicator.ma, *nominee, row.nam) else { continue };
                let reckoned = grades::told(grading, graded);
                let typed = row.gia_tri.value.to_string();
                let is_same = graded.settled().is_some_and(|level| fold(grading.name(level)) == fold(&typed));
                let who = &row.doi_tuong.ten.value;
                let message = format!("{} của {who}: ghi `{typed}`, tính từ điểm là {reckoned}", indicator.ten);
                let finding = if is_same {
                    Diagnostic::warning(self.code(), message)
                } else {
                    Diagnostic::error(self.code(), message)
                };
                let hint = "xếp loại tính từ điểm; xóa dòng này, hoặc sửa điểm của các mục";
                report.push(finding.at(row.gia_tri.place()).hint_at(indicator.place.clone(), hint));
            }
        }
    }
}

fn clash(code: Code, first: &Evidence, row: &Evidence) -> Diagnostic {
    let what = format!("{} của {}", row.chi_so.value, row.doi_tuong.ten.value);
    let (finding, hint) = if first.gia_tri.value == row.gia_tri.value {
        (Diagnostic::warning(code, format!("{what} ghi hai lần")), "dòng thứ nhất; xóa một dòng")
    } else {
        let message = format!("{what} có hai giá trị: `{}` và `{}`", first.gia_tri.value, row.gia_tri.value);
        (Diagnostic::error(code, message), "giá trị thứ nhất; giữ giá trị đúng")
    };
    finding.at(row.gia_tri.place()).hint_at(first.gia_tri.place(), hint)
}
