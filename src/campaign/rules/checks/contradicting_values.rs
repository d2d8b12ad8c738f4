//! Rows that give the same thing twice, alike or different.

use std::collections::BTreeMap;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::Evidence;
use crate::campaign::rules::{Assessment, Context, Rule};

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
