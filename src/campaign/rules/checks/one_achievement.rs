//! One achievement brings one award.

use std::collections::BTreeMap;

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::rules::{Assessed, Assessment, Rule, stages};

#[doc = include_str!("../../../base/diag/codes/TD024.md")]
pub struct OneAchievement;

impl Rule for OneAchievement {
    fn code(&self) -> Code {
        Code::TD024
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let asked = |item: &Assessed, other: &Assessed| {
            stages::asked(assessment.context, item.proposed.award).contains(&other.proposed.award)
        };
        let builds_on = |item: &Assessed, other: &Assessed| asked(item, other) || asked(other, item);
        let mut first: BTreeMap<(usize, Option<i32>, String), &Assessed> = BTreeMap::new();
        for item in assessment.de_nghi {
            let words = assessment.context.facts.de_nghi.get(item.proposed.row).map(|row| fold(&row.thanh_tich));
            let key = (item.proposed.nominee, item.nam, words.unwrap_or_default());
            match first.get(&key) {
                Some(earlier) if earlier.hinh_thuc != item.hinh_thuc && !builds_on(item, earlier) => {
                    let message = format!("{}: một thành tích được đề nghị hai hình thức", title(assessment, item));
                    let finding = Diagnostic::error(self.code(), message).at(item.vi_tri.clone());
                    let other = format!("hình thức kia: {}", title(assessment, earlier));
                    let finding = finding.hint_at(earlier.vi_tri.clone(), other);
                    report.push(finding.hint("giữ một hình thức, hoặc nêu thành tích khác nhau cho từng hình thức"));
                }
                Some(_) => {}
                None => {
                    first.insert(key, item);
                }
            }
        }
    }
}
