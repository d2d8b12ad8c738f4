//! Two things under one code: a reference to it would mean either.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::{fold, fold_onto};
use crate::campaign::model::nomination::{Nominee, NomineeKind};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD001.md")]
pub struct DuplicateCode;

impl Rule for DuplicateCode {
    fn code(&self) -> Code {
        Code::TD001
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let rules = assessment.context.rules();
        unique(self.code(), "chỉ số", rules.chi_so.iter().map(|entry| (&entry.ma, &entry.place)), report);
        unique(
            self.code(),
            "thang điểm",
            rules.thang_diem.iter().flat_map(|sheet| {
                let groups = sheet.nhom.iter().map(|group| (&group.ma, &group.place));
                [(&sheet.ma, &sheet.place)].into_iter().chain(groups)
            }),
            report,
        );
        unique(self.code(), "đặc điểm", rules.dac_diem.iter().map(|entry| (&entry.ma, &entry.place)), report);
        unique(self.code(), "hình thức", rules.hinh_thuc.iter().map(|entry| (&entry.ma, &entry.place)), report);
        unique(self.code(), "chỉ tiêu", rules.chi_tieu.iter().map(|entry| (&entry.ma, &entry.place)), report);
        unique(self.code(), "thời hạn", rules.thoi_han.iter().map(|entry| (&entry.ma, &entry.place)), report);
        unique(self.code(), "hồ sơ", rules.ho_so.iter().map(|entry| (&entry.ma, &entry.place)), report);
        // A waiver names a criterion, an exclusion or a step by the same column.
        let steps = rules.buoc.iter().map(|entry| (&entry.ma, &entry.place));
        let criteria = rules.tieu_chuan.iter().map(|entry| (&entry.ma, &entry.place));
        let exclusions = rules.loai_tru.iter().map(|entry| (&entry.ma, &entry.place));
        unique(self.code(), "tiêu chuẩn, loại trừ hoặc bước", criteria.chain(exclusions).chain(steps), report);
        let repeated = repeated_units(&assessment.context.facts.doi_tuong);
        let nominees = assessment.context.facts.doi_tuong.iter();
        let told = nominees.filter(|nominee| !identity(nominee).is_empty() && !repeated.contains(&nominee.place));
        unique(self.code(), "đối tượng", told.map(|nominee| (identity(nominee), &nominee.place)), report);
    }
}

/// The code, or name and unit where there is none.
fn identity(nominee: &Nominee) -> Cow<'_, str> {
    match &nominee.don_vi {
        _ if !nominee.ma.is_empty() => Cow::Borrowed(&nominee.ma),
        Some(unit) => Cow::Owned(format!("{} ({})", nominee.ten, unit.value)),
        None => Cow::Borrowed(&nominee.ten),
    }
}

/// The rows of units that another row has under the same name and code: these are told where rows are read.
fn repeated_units(nominees: &[Arc<Nominee>]) -> HashSet<&Place> {
    let mut first: HashMap<String, &Place> = HashMap::with_capacity(nominees.len());
    let mut repeated = HashSet::new();
    for unit in nominees.iter().filter(|nominee| nominee.loai == NomineeKind::TapThe) {
        // No name has the control character that sets it off from the code.
        let mut both = String::with_capacity(unit.ma.len() + unit.ten.len() + 1);
        fold_onto(&mut both, &unit.ma);
        both.push('\0');
        fold_onto(&mut both, &unit.ten);
        let known = first.entry(both).or_insert(&unit.place);
        if **known != unit.place {
            repeated.insert(std::cmp::max(*known, &unit.place));
            *known = std::cmp::min(*known, &unit.place);
        }
    }
    repeated
}

fn unique<'a>(
    code: Code,
    what: &str,
    entries: impl Iterator<Item = (impl Into<Cow<'a, str>>, &'a Place)>,
    report: &mut Report,
) {
    let mut sorted: Vec<(Cow<'_, str>, &Place)> = entries.map(|(name, place)| (name.into(), place)).collect();
    sorted.sort_by(|left, right| left.1.cmp(right.1));
    let mut first: HashMap<String, &Place> = HashMap::with_capacity(sorted.len());
    for (name, place) in sorted {
        match first.entry(fold(&name)) {
            Entry::Occupied(earlier) => {
                let finding = Diagnostic::error(code, format!("{what} `{name}` khai báo hai lần"));
                let finding = finding.at(place.clone());
                report.push(finding.hint_at((*earlier.get()).clone(), "lần thứ nhất; đổi mã hoặc xóa một dòng"));
            }
            Entry::Vacant(free) => drop(free.insert(place)),
        }
    }
}
