//! Rows that give the same thing twice, alike or different.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, Report};
use crate::rules::{Context, Hearing, Rule};

#[doc = include_str!("../../codes/TD026.md")]
pub struct ContradictingValues;

impl Rule for ContradictingValues {
    fn code(&self) -> &'static str {
        "TD026"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        let (facts, index) = (hearing.context.facts, &hearing.context.index);
        for rows in index.evidence.values() {
            let rows = Context::rows(&facts.ket_qua, Some(rows)).into_iter();
            let told = rows.map(|row| {
                let what = format!("{} của {}", row.chi_so.value, row.doi_tuong.ten.value);
                (row.nam, what, row.gia_tri.value.to_string(), &row.gia_tri.place)
            });
            self.compare(told.collect(), report);
        }
        for rows in index.votes.values() {
            let rows = Context::rows(&facts.bieu_quyet, Some(rows)).into_iter();
            let told = rows.map(|row| {
                let against = row.khong_dong_y.as_ref().map(|against| format!(" và {}", against.value));
                let votes = format!("{}{}", row.dong_y.value, against.unwrap_or_default());
                (row.nam, format!("số phiếu của {}", row.doi_tuong.ten.value), votes, &row.dong_y.place)
            });
            self.compare(told.collect(), report);
        }
        for rows in index.allotments.values() {
            let rows = Context::rows(&facts.phan_bo, Some(rows)).into_iter();
            let told = rows.map(|row| {
                let what = format!("phân bổ `{}` của {}", row.chi_tieu.value, row.don_vi.value);
                (None, what, row.so.value.to_string(), &row.so.place)
            });
            self.compare(told.collect(), report);
        }
    }
}

/// The year, what is told, the value and its place.
type Told<'a> = (Option<i32>, String, String, &'a Arc<Place>);

impl ContradictingValues {
    /// Rows about the same thing, year by year.
    fn compare(&self, rows: Vec<Told>, report: &mut Report) {
        let mut by_year: BTreeMap<Option<i32>, Vec<Told>> = BTreeMap::new();
        for row in rows {
            by_year.entry(row.0).or_default().push(row);
        }
        for mut same in by_year.into_values() {
            same.sort_by(|left, right| left.3.cmp(right.3));
            let Some((first, rest)) = same.split_first() else { continue };
            rest.iter().for_each(|row| report.push(self.clash(first, row)));
        }
    }

    fn clash(&self, first: &Told, row: &Told) -> Diagnostic {
        let (_, what, value, place) = row;
        let (finding, hint) = if first.2 == *value {
            (Diagnostic::warning(self.code(), format!("{what} ghi hai lần")), "dòng thứ nhất; xóa một dòng")
        } else {
            let message = format!("{what} có hai giá trị: `{}` và `{value}`", first.2);
            (Diagnostic::error(self.code(), message), "giá trị thứ nhất; giữ giá trị đúng")
        };
        finding.at(place.as_ref().clone()).hint_at(first.3.as_ref().clone(), hint)
    }
}
