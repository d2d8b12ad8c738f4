//! A group of criteria that contains itself, a step that waits for itself: neither can ever be judged.

use std::collections::{BTreeSet, HashSet};

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::award::Award;
use crate::campaign::model::criterion::Criterion;
use crate::campaign::model::evidence::Indicator;
use crate::campaign::model::grade::Against;
use crate::campaign::model::located::Located;
use crate::campaign::model::stage::Stage;
use crate::campaign::rules::stages::Stages;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD003.md")]
pub struct CriterionCycle;

impl Rule for CriterionCycle {
    fn code(&self) -> Code {
        Code::TD003
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let criteria = &assessment.context.rules().tieu_chuan;
        let mut told: HashSet<BTreeSet<&str>> = HashSet::new();
        for criterion in criteria {
            let mut path = vec![criterion.ma.as_str()];
            if !cycle(criteria, criterion, &mut path) {
                continue;
            }
            // Every member of a cycle leads back to itself; the first one speaks for all.
            if told.insert(path.iter().copied().collect()) {
                let back = format!("{} → {}", path.join(" → "), criterion.ma);
                let finding = Diagnostic::error(self.code(), format!("nhóm tiêu chuẩn lồng vào chính nó: {back}"));
                report.push(finding.at(criterion.place.clone()).hint("bỏ một mã trong `gom` để cắt vòng"));
            }
        }
        let steps = &assessment.context.rules().buoc;
        for step in steps {
            let path = before(steps, step);
            if path.first() == path.last() && path.len() > 1 && told.insert(path.iter().copied().collect()) {
                let message = format!("các bước chờ lẫn nhau: {}", path.join(" → "));
                let finding = Diagnostic::error(self.code(), message).at(step.place.clone());
                report.push(finding.hint("bỏ một `sau_buoc` để cắt vòng"));
            }
        }
        let circle = Stages::of(assessment.context).circle();
        let awards: Vec<&Award> = circle.iter().filter_map(|at| assessment.context.award(*at)).collect();
        if let Some(first) = awards.first() {
            let names: Vec<String> = awards.iter().map(|award| format!("`{}`", award.ma)).collect();
            let message = format!("các hình thức {} xét lẫn nhau nên chưa hình thức nào xét được", names.join(", "));
            let finding = Diagnostic::error(self.code(), message).at(first.place.clone());
            report.push(finding.hint(
                "bỏ một tiêu chuẩn `da_khen`, `thanh_vien`, một `cua_danh_hieu`, hoặc tách chỉ tiêu chung của chúng",
            ));
        }
        for indicator in &assessment.context.rules().chi_so {
            report.extend(self.rating_on_rating(assessment, indicator));
        }
    }
}

impl CriterionCycle {
    /// A mức xếp loại held down by a criterion that looks at a rating itself.
    fn rating_on_rating(&self, assessment: &Assessment, indicator: &Indicator) -> Option<Diagnostic> {
        let rules = assessment.context.rules();
        let against = indicator.grading()?.khong_qua.iter().filter_map(|ceiling| match &ceiling.khi {
            Against::TieuChuan(code) => Some(code),
            Against::KyLuat(_) => None,
        });
        let rated = |code: &Located<String>| rules.indicator(&code.value).is_some_and(|it| it.grading().is_some());
        let code = against.into_iter().find(|code| {
            let tree = rules.tree(std::slice::from_ref(code));
            tree.iter().filter_map(|criterion| criterion.dieu_kien.indicator()).any(rated)
        })?;
        let message = format!(
            "xếp loại `{}` phụ thuộc tiêu chuẩn `{}`, tiêu chuẩn ấy lại xét một xếp loại",
            indicator.ma, code.value
        );
        let finding = Diagnostic::error(self.code(), message).at(code.place());
        Some(finding.hint("dùng tiêu chuẩn xét điểm hoặc chỉ số khác trong `khong_dat`"))
    }
}

/// The step, what comes before it, and so on, until one comes a second time.
fn before<'a>(steps: &'a [Stage], step: &'a Stage) -> Vec<&'a str> {
    let (mut path, mut at) = (vec![step.ma.as_str()], Some(step));
    while let Some(code) = at.and_then(|step| step.sau_buoc.as_ref()) {
        at = steps.iter().find(|known| known.ma == code.value && !path.contains(&known.ma.as_str()));
        path.push(&code.value);
    }
    path
}

/// Whether a way leads from `at` back to the first code of `path`; it then stands in `path`.
fn cycle<'a>(criteria: &'a [Criterion], at: &'a Criterion, path: &mut Vec<&'a str>) -> bool {
    for member in at.dieu_kien.members() {
        if path.first() == Some(&member.value.as_str()) {
            return true;
        }
        if path.contains(&member.value.as_str()) {
            continue;
        }
        let Some(next) = criteria.iter().find(|criterion| criterion.ma == member.value) else { continue };
        path.push(&next.ma);
        if cycle(criteria, next, path) {
            return true;
        }
        path.pop();
    }
    false
}
