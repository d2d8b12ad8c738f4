//! Rows that give the same thing twice, alike or different.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Report};
use crate::model::evidence::Evidence;
use crate::rules::{Context, Hearing, Rule};

#[doc = include_str!("../../codes/TD026.md")]
pub struct ContradictingValues;

impl Rule for ContradictingValues {
    fn code(&self) -> &'static str {
        "TD026"
    }

    fn check(&self, hearing: &Hearing, report: &mut Report) {
        for rows in hearing.context.index.evidence.values() {
            let mut by_year: BTreeMap<Option<i32>, Vec<&Evidence>> = BTreeMap::new();
            for row in Context::rows(&hearing.context.facts.ket_qua, Some(rows)) {
                by_year.entry(row.nam).or_default().push(row);
            }
            for mut same in by_year.into_values() {
                same.sort_by_cached_key(|row| reading_order(&row.gia_tri.place.to_string()));
                let Some((first, rest)) = same.split_first() else { continue };
                rest.iter().for_each(|row| report.push(clash(self.code(), first, row)));
            }
        }
    }
}

/// The key that puts places in the order of reading: numbers count as numbers, so that E2 stands before E12.
fn reading_order(place: &str) -> Vec<(String, u64)> {
    let mut parts = vec![(String::new(), 0_u64)];
    let mut in_number = false;
    for letter in place.chars() {
        match (letter.to_digit(10), parts.last_mut()) {
            (Some(digit), Some((_, number))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                in_number = true;
            }
            (None, Some((text, _))) if !in_number => text.push(letter),
            _ => {
                parts.push((letter.to_string(), 0));
                in_number = false;
            }
        }
    }
    parts
}

fn clash(code: &'static str, first: &Evidence, row: &Evidence) -> Diagnostic {
    let what = format!("{} của {}", row.chi_so.value, row.doi_tuong.ten.value);
    let (finding, hint) = if first.gia_tri.value == row.gia_tri.value {
        (Diagnostic::warning(code, format!("{what} ghi hai lần")), "dòng thứ nhất; xóa một dòng")
    } else {
        let message = format!("{what} có hai giá trị: `{}` và `{}`", first.gia_tri.value, row.gia_tri.value);
        (Diagnostic::error(code, message), "giá trị thứ nhất; giữ giá trị đúng")
    };
    finding.at(row.gia_tri.place()).hint_at(first.gia_tri.place(), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_from_the_top() {
        let mut places = ["s.xlsx [Kết quả!E12]", "s.xlsx [Kết quả!E2]", "ket_qua[10].x", "ket_qua[9].x"];
        places.sort_by_cached_key(|place| reading_order(place));
        assert_eq!(places, ["ket_qua[9].x", "ket_qua[10].x", "s.xlsx [Kết quả!E2]", "s.xlsx [Kết quả!E12]"]);
    }
}
