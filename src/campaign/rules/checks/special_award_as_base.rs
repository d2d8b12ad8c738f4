//! An earlier award theo chuyên đề where one for công trạng is asked for.

use super::title;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::criterion::Condition;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::past::{Wanted, is_no_base, named};
use crate::campaign::rules::{Assessment, Rule, Verdict};

#[doc = include_str!("../../../base/diag/codes/TD029.md")]
pub struct SpecialAwardAsBase;

impl Rule for SpecialAwardAsBase {
    fn code(&self) -> Code {
        Code::TD029
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for item in assessment.de_nghi {
            let Some(award) = assessment.context.award(item.proposed.award) else { continue };
            let candidate = Candidate::of(item.proposed.nominee, item.nam, award);
            for condition in if candidate.merit { conditions(assessment, &item.tieu_chuan) } else { Vec::new() } {
                let Condition::DaKhen { khen_thuong, so_lan: so_lan @ 1.., so_nam, lien_tuc } = condition else {
                    continue;
                };
                let wanted = Wanted { names: khen_thuong, times: *so_lan, years: *so_nam, running: *lien_tuc };
                let earlier = named(assessment.context, &wanted, candidate).into_iter();
                for earlier in earlier.filter(|earlier| is_no_base(earlier.row)) {
                    let what = earlier.words(&assessment.context.rules().thoi_gian);
                    let message = format!("{}: {what} khen theo chuyên đề, không tính", title(assessment, item));
                    let finding = Diagnostic::warning(self.code(), message).at(earlier.row.noi_dung.place());
                    report
                        .push(finding.hint("nêu danh hiệu, hình thức khen theo công trạng; kiểm lại cột `Loại hình`"));
                }
            }
        }
    }
}

/// The conditions of all criteria in the tree.
fn conditions<'a>(assessment: &Assessment<'a>, verdict: &Verdict) -> Vec<&'a Condition> {
    let own = assessment.context.rules().criterion(&verdict.ma).map(|criterion| &criterion.dieu_kien);
    own.into_iter().chain(verdict.gom.iter().flat_map(|member| conditions(assessment, member))).collect()
}
