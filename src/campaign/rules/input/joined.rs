//! Rows of several files about one unit or one individual, joined into one.
//!
//! The office keeps a list of its units, and each unit sends a workbook that begins with itself: that is one
//! unit with what both files know of it, and not two units of one name. What they say differently is told at
//! both cells. Rows of one file are left as they are; they have rules of their own.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::answers::Answers;
use super::same::{Units, words};
use super::{people, units};
use crate::base::diag::{Code, Diagnostic, Report, is_slip};
use crate::campaign::source::{Row, Table};

/// How many people of a unit a new name is compared with: each costs a look.
const MOST_LOOKS: usize = 300;
/// Columns in which many people are alike.
const LOOSE: [&str; 9] = [
    "don_vi",
    "gioi_tinh",
    "chuc_vu",
    "lanh_dao_chu_chot",
    "dac_diem",
    "que_quan",
    "trinh_do",
    "so_nam_cong_tac",
    "ghi_chu",
];

/// Joins what several files say of one unit or individual in `tables`. A workbook among `answers` repeats what
/// the office knows by itself.
///
/// # Errors
/// `DL027` in `report`: a warning for each row that was joined, an error at both cells for what they contradict in.
pub fn join(tables: &mut [Table], answers: &Answers, report: &mut Report) {
    let mut names = None;
    for at in 0..tables.len() {
        let Some(table) = tables.get(at).filter(|table| is_joined(table, answers)) else { continue };
        let is_of_units = table.spec.key == units::TABLE.key;
        let names = &*names.get_or_insert_with(|| Units::of(tables));
        let mut joining = Joining::new(names, answers);
        let Some(table) = tables.get_mut(at) else { continue };
        for row in std::mem::take(&mut table.rows) {
            let keys = if is_of_units { joining.unit(&row, report) } else { joining.individual(&row) };
            joining.put(row, keys, report);
        }
        if !is_of_units {
            joining.tell_renamed(report);
        }
        table.rows = joining.kept;
    }
}

/// Whether `table` is one of units or people that several files may have filled.
fn is_joined(table: &Table, answers: &Answers) -> bool {
    let is_of_units = table.spec.key == units::TABLE.key;
    if !is_of_units && table.spec.key != people::TABLE.key {
        return false;
    }
    let mut files = table.rows.iter().map(|row| &row.place.file);
    let first = files.next();
    (is_of_units && !answers.is_empty()) || first.is_some_and(|first| files.any(|file| !is_same(first, file)))
}

fn is_same(one: &Arc<Path>, other: &Arc<Path>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// The rows of one table while they are joined.
struct Joining<'a> {
    names: &'a Units,
    answers: &'a Answers,
    kept: Vec<Row>,
    /// Positions of those kept, by all that they are known by.
    by_name: HashMap<String, usize>,
    /// Which of them a file has named as well.
    met: HashSet<(Arc<Path>, usize)>,
}

impl<'a> Joining<'a> {
    fn new(names: &'a Units, answers: &'a Answers) -> Self {
        Joining { names, answers, kept: Vec::new(), by_name: HashMap::new(), met: HashSet::new() }
    }

    /// Tells people of an answer who are new under a name that is like that of somebody whom it should have named.
    fn tell_renamed(&self, report: &mut Report) {
        let mut by_unit: HashMap<String, Vec<usize>> = HashMap::new();
        let unit = |row: &Row| self.names.name(words(row, "don_vi"));
        for (at, row) in self.kept.iter().enumerate().filter(|(_, row)| !self.answers.are_from(row)) {
            by_unit.entry(unit(row)).or_default().push(at);
        }
        for row in self.kept.iter().filter(|row| self.answers.are_from(row)) {
            let file = &row.place.file;
            let left = by_unit.get(&unit(row)).into_iter().flatten().copied();
            let left = left
                .take(MOST_LOOKS)
                .filter(|at| !self.met.contains(&(file.clone(), *at)))
                .filter_map(|at| self.kept.get(at));
            let renamed = left.into_iter().find(|known| self.may_be_renamed(known, row));
            report.extend(renamed.map(|known| other_name(known, row, self.answers)));
        }
    }

    fn may_be_renamed(&self, known: &Row, row: &Row) -> bool {
        let telling = |(key, is_same): &(&str, bool)| *is_same && !LOOSE.contains(key);
        is_slip(&words(row, "ho_ten"), &words(known, "ho_ten"))
            || self.names.compared(known, row).iter().filter(|it| telling(it)).count() > 0
    }

    /// A unit is known by its name; the workbook of a unit is about this unit, whatever stands in it.
    fn unit(&self, row: &Row, report: &mut Report) -> Vec<String> {
        let name = match self.answers.unit_of(row) {
            Some(unit) => {
                if !self.by_name.contains_key(&unit) {
                    report.extend(self.answers.other_unit(row));
                }
                unit
            }
            None => words(row, "ten"),
        };
        Some(name).filter(|name| !name.is_empty()).into_iter().collect()
    }

    /// An individual is known by the code, or by name and unit to those who give no other code.
    fn individual(&self, row: &Row) -> Vec<String> {
        let (code, name) = (words(row, "ma"), words(row, "ho_ten"));
        let unit = self.names.name(words(row, "don_vi"));
        let code = Some(code).filter(|code| !code.is_empty()).map(|code| format!("ma {code}"));
        let name = Some(name).filter(|name| !name.is_empty()).map(|name| format!("ten {name} / {unit}"));
        code.into_iter().chain(name).collect()
    }

    fn put(&mut self, row: Row, keys: Vec<String>, report: &mut Report) {
        let same = keys.iter().find_map(|key| self.by_name.get(key)).copied();
        let same = same.filter(|at| self.kept.get(*at).is_some_and(|first| may_be_one(first, &row)));
        let at = same.unwrap_or(self.kept.len());
        keys.into_iter().for_each(|key| {
            self.by_name.entry(key).or_insert(at);
        });
        self.met.insert((row.place.file.clone(), at));
        let Some(first) = self.kept.get_mut(at) else { return self.kept.push(row) };
        let is_repeated = self.answers.are_from(first) || self.answers.are_from(&row);
        let (second, hint) = (row.place.clone(), self.answers.hint(&row));
        let (findings, has_more) = self.names.lay_over(first, row, hint);
        if findings.is_empty() && !is_repeated {
            report.push(joined(first, has_more).hint_at(second, "dòng ở tệp kia; không cần cả hai thì xóa một dòng"));
        }
        report.extend(findings);
    }
}

/// The finding for somebody whom `row` of an answer calls otherwise than the office, which knows `known`.
fn other_name(known: &Row, row: &Row, answers: &Answers) -> Diagnostic {
    let name = |row: &Row| row.text("ho_ten").map(|(name, _)| name).unwrap_or_default();
    let message = format!("phiếu của đơn vị ghi `{}`, ở đây là `{}`: có phải một người?", name(row), name(known));
    let finding = Diagnostic::error(Code::DL027, message).at(known.place_of("ho_ten"));
    finding.hint_at(row.place_of("ho_ten"), answers.hint(row))
}

/// Whether two rows of one name may be about one: they are in two files, and give no two codes.
fn may_be_one(first: &Row, second: &Row) -> bool {
    let (one, other) = (words(first, "ma"), words(second, "ma"));
    first.place.file != second.place.file && (one.is_empty() || other.is_empty() || one == other)
}

fn joined(first: &Row, has_more: bool) -> Diagnostic {
    let key = if first.spec.key == units::TABLE.key { "ten" } else { "ho_ten" };
    let who = first.text(key).map(|(name, _)| name).unwrap_or_default();
    let message = if has_more {
        format!("`{who}` có dòng ở hai tệp, đọc làm một: ô bỏ trống ở tệp này lấy từ tệp kia")
    } else {
        format!("`{who}` có dòng giống nhau ở hai tệp, đọc làm một")
    };
    Diagnostic::warning(Code::DL027, message).at(first.place.clone())
}
