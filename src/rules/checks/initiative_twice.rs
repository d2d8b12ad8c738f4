//! One initiative used for several nominees or a second time.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Report};
use crate::model::evidence::Initiative;
use crate::model::located::fold;
use crate::rules::{Hearing, Rule};

#[doc = include_str!("../../codes/TD028.md")]
pub struct InitiativeTwice;

impl Rule for InitiativeTwice {
    fn code(&self) -> &'static str {
        "TD028"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let mut rows: Vec<&Initiative> = hearing.context.facts.sang_kien.iter().collect();
        rows.sort_by(|left, right| left.ten.place.cmp(&right.ten.place));
        let mut first: BTreeMap<(String, String), &Initiative> = BTreeMap::new();
        for row in rows {
            if let Some(used) = &row.da_su_dung {
                let message = format!("sáng kiến `{}` đã dùng cho {}, không tính lần nữa", row.ten.value, used.value);
                report.push(Diagnostic::warning(self.code(), message).at(used.place()).hint("nêu sáng kiến khác"));
            }
            match first.get(&(fold(&row.ten.value), fold(&row.quyet_dinh))) {
                Some(earlier) => {
                    let message = format!("sáng kiến `{}` dùng cho hai đối tượng", row.ten.value);
                    let finding = Diagnostic::warning(self.code(), message).at(row.ten.place());
                    report.push(finding.hint_at(earlier.ten.place(), "nơi thứ nhất; ghi rõ ai là tác giả"));
                }
                None => {
                    first.insert((fold(&row.ten.value), fold(&row.quyet_dinh)), row);
                }
            }
        }
    }
}
