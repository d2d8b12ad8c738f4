//! A paper that proposes another number than the list.

use std::collections::{BTreeSet, HashMap};

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Assessment, Context, Rule};

#[doc = include_str!("../../../base/diag/codes/TD044.md")]
pub struct CountMismatch;

impl Rule for CountMismatch {
    fn code(&self) -> Code {
        Code::TD044
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        if assessment.de_nghi.is_empty() {
            // Papers come before the list is begun: there is nothing yet to compare with.
            return;
        }
        let listed = listed(assessment);
        for ((sender, _), rows) in &assessment.context.index.received {
            let count = |kind: NomineeKind| listed.get(&(*sender, kind)).map_or(0, BTreeSet::len);
            for row in Context::rows(&assessment.context.facts.ho_so_nhan, Some(rows)) {
                self.compare(&row.so_tap_the, NomineeKind::TapThe, count(NomineeKind::TapThe), report);
                self.compare(&row.so_ca_nhan, NomineeKind::CaNhan, count(NomineeKind::CaNhan), report);
            }
        }
    }
}

/// Who is proposed by each sender: itself and those below it.
fn listed(assessment: &Assessment) -> HashMap<(usize, NomineeKind), BTreeSet<usize>> {
    let mut listed: HashMap<(usize, NomineeKind), BTreeSet<usize>> = HashMap::new();
    for item in assessment.de_nghi {
        let nominee = item.proposed.nominee;
        for sender in [Some(nominee), assessment.context.unit_of(nominee)].into_iter().flatten() {
            listed.entry((sender, item.loai)).or_default().insert(nominee);
        }
    }
    listed
}

impl CountMismatch {
    fn compare(&self, said: &Option<Located<u32>>, kind: NomineeKind, listed: usize, report: &mut Report) {
        let Some(said) = said.as_ref().filter(|said| said.value as usize != listed) else { return };
        let kind = kind.label();
        let message = format!("văn bản ghi {:02} {kind}, danh sách đề nghị có {listed:02}", said.value);
        let finding = Diagnostic::error(self.code(), message).at(said.place());
        report.push(finding.hint("sửa số trong văn bản, hoặc bổ sung danh sách đề nghị"));
    }
}
