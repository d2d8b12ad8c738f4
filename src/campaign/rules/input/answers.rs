//! Workbooks that were handed out to units and have come back, laid over what the office has.
//!
//! A unit is given its own rows, locked, and blank ones. When it sends the workbook back, the first are no
//! second rows, and a blank that it has filled is filled in the row of the office. What it has changed
//! nevertheless is told at both cells.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::same::{Units, words};
use super::{people, registration, sheets, units};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::located::fold;
use crate::campaign::source::answer::Answer;
use crate::campaign::source::{Node, Row, Table, Value};

/// The columns by which a row of a table is known again, beside [`SOFT`].
const MATTERS: &[(&str, &[&str])] = &[
    (registration::TABLE.key, &["don_vi", "doi_tuong", "ho_ten"]),
    (sheets::NOMINATIONS.key, &["doi_tuong", "hinh_thuc"]),
    (sheets::RESULTS.key, &["doi_tuong", "chi_so"]),
    (sheets::INITIATIVES.key, &["doi_tuong", "ten"]),
    (sheets::CASES.key, &["doi_tuong"]),
    (sheets::PAPERS.key, &["doi_tuong", "loai"]),
    (sheets::PAST_AWARDS.key, &["doi_tuong", "nam", "noi_dung"]),
    (sheets::PASSAGES.key, &["doi_tuong", "muc"]),
];
/// Columns in which rows about one matter may not contradict, but may be blank.
const SOFT: [&str; 2] = ["don_vi", "nam"];
/// The column of the unit that a row is about.
const UNIT: &str = "don_vi";
/// What a row of results is about; one that holds no more has not been answered.
const ASKED: [&str; 4] = ["doi_tuong", "don_vi", "chi_so", "nam"];
/// How many cells two rows have alike, beside one that differs, to be one row that was changed.
const ALIKE: usize = 3;
/// Tables in which every row of a unit's workbook is about the unit.
const OF_THE_UNIT: [&str; 2] = [people::TABLE.key, registration::TABLE.key];

/// The workbooks that have come back, by their files.
#[derive(Debug, Default)]
pub struct Answers {
    list: Vec<Answer>,
    by_file: HashMap<Arc<Path>, usize>,
    /// Files that have a row of their own unit in the table of units.
    sound: HashSet<Arc<Path>>,
}

impl Answers {
    /// Those in `list`, whose rows are in `tables`.
    pub fn new(list: Vec<Answer>, tables: &[Table]) -> Self {
        let by_file = list.iter().enumerate().map(|(at, answer)| (answer.place.file.clone(), at)).collect();
        let mut answers = Answers { list, by_file, sound: HashSet::new() };
        let rows = tables.iter().filter(|table| table.spec.key == units::TABLE.key).flat_map(|table| &table.rows);
        let is_own = |row: &&Row| answers.of(row).is_some_and(|answer| fold(&answer.unit) == words(row, "ten"));
        answers.sound = rows.filter(is_own).map(|row| row.place.file.clone()).collect();
        answers
    }

    /// Whether none has come.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn of(&self, row: &Row) -> Option<&Answer> {
        self.by_file.get(&row.place.file).and_then(|at| self.list.get(*at))
    }

    /// Whether `row` stands in one.
    pub(super) fn are_from(&self, row: &Row) -> bool {
        self.of(row).is_some()
    }

    /// The unit, for comparing, that `row` of the table of units must be about: in a workbook that has no row of
    /// its own unit, whatever stands there.
    pub(super) fn unit_of(&self, row: &Row) -> Option<String> {
        self.of(row).filter(|answer| !self.sound.contains(&answer.place.file)).map(|answer| fold(&answer.unit))
    }

    /// The finding for a row of the table of units that calls the unit of its workbook otherwise.
    pub(super) fn other_unit(&self, row: &Row) -> Option<Diagnostic> {
        let answer = self.of(row)?;
        let (name, _) = row.text("ten")?;
        let message = format!("phiếu của `{}` mà ô này ghi `{name}`", answer.unit);
        let finding = Diagnostic::error(Code::DL027, message).at(row.place_of("ten"));
        Some(finding.hint_at(answer.place.clone(), "tên đơn vị của phiếu; giữ nguyên tên ở các ô đã khóa"))
    }

    /// What is said where `second` contradicts a row of another file.
    pub(super) fn hint(&self, second: &Row) -> &'static str {
        if self.are_from(second) {
            "đơn vị ghi khác ở chỗ này trong phiếu: hỏi lại đơn vị, rồi sửa một trong hai ô"
        } else {
            "chỗ thứ hai; giữ giá trị đúng, sửa hoặc xóa ô kia"
        }
    }

    /// Lays the rows of all answers over those of other files in `tables`.
    ///
    /// # Errors
    /// `DL027` in `report`: for what an answer says otherwise, a warning for two answers of one unit.
    pub fn settle(&self, tables: &mut [Table], report: &mut Report) {
        if self.is_empty() {
            return;
        }
        self.tell_twins(report);
        let names = Units::of(tables);
        for table in tables {
            if OF_THE_UNIT.contains(&table.spec.key) {
                table.rows.iter_mut().for_each(|row| self.name_unit(row));
            }
            if table.spec.key == sheets::RESULTS.key {
                table.rows.retain(|row| !self.are_from(row) || is_answered(row));
            }
            if let Some((_, matter)) = MATTERS.iter().find(|(key, _)| *key == table.spec.key) {
                let rows = std::mem::take(&mut table.rows);
                table.rows = Laying::new(self, &names, matter).of(rows, report);
            }
        }
    }

    fn tell_twins(&self, report: &mut Report) {
        let mut first: HashMap<String, &Answer> = HashMap::new();
        for answer in &self.list {
            if let Some(earlier) = first.get(&fold(&answer.unit)) {
                let message = format!("`{}` có hai phiếu, cả hai đều được đọc", answer.unit);
                let finding = Diagnostic::warning(Code::DL027, message).at(answer.place.clone());
                report.push(finding.hint_at(earlier.place.clone(), "phiếu thứ nhất; giữ lại phiếu mới nhất"));
            } else {
                first.insert(fold(&answer.unit), answer);
            }
        }
    }

    /// Writes the unit of the workbook into a blank cell of `row`.
    fn name_unit(&self, row: &mut Row) {
        let Some(unit) = self.of(row).map(|answer| answer.unit.clone()) else { return };
        if row.has_column(UNIT) && row.get(UNIT).is_none_or(Node::is_empty) {
            let node = Node::new(Value::Text(unit), row.place_of(UNIT));
            row.cells.retain(|(key, _)| *key != UNIT);
            row.put(UNIT, node);
        }
    }
}

/// Whether a row of results says more than what it is about.
fn is_answered(row: &Row) -> bool {
    let known = row.cells.iter().any(|(key, node)| !ASKED.contains(key) && !node.is_empty());
    known || row.own.iter().any(|(_, node)| !node.is_empty())
}

/// The rows of one table while those of answers are laid over the others.
struct Laying<'a> {
    answers: &'a Answers,
    names: &'a Units,
    /// The columns that say what a row is about.
    matter: &'a [&'static str],
    kept: Vec<Row>,
    /// Positions of those kept, by what they are about.
    by_matter: HashMap<Vec<String>, Vec<usize>>,
    /// The same by whom they are about alone.
    by_subject: HashMap<String, Vec<usize>>,
}

impl<'a> Laying<'a> {
    fn new(answers: &'a Answers, names: &'a Units, matter: &'a [&'static str]) -> Self {
        Laying { answers, names, matter, kept: Vec::new(), by_matter: HashMap::new(), by_subject: HashMap::new() }
    }

    fn of(mut self, rows: Vec<Row>, report: &mut Report) -> Vec<Row> {
        let (answered, others): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| self.answers.are_from(row));
        others.into_iter().for_each(|row| self.keep(row));
        let mut answered = answered.into_iter().peekable();
        while let Some(file) = answered.peek().map(|row| row.place.file.clone()) {
            let mut of_file = Vec::new();
            while let Some(row) = answered.next_if(|row| row.place.file == file) {
                of_file.push(row);
            }
            self.lay(of_file, report);
        }
        self.kept
    }

    /// Lays the rows of one file: first those that agree with a row of another, then those that do not, at last those
    /// of which one fact was changed that says what they are about.
    fn lay(&mut self, rows: Vec<Row>, report: &mut Report) {
        let mut taken: HashSet<usize> = HashSet::new();
        let mut changed = Vec::new();
        for row in rows {
            match self.find(&row, &taken, |_| true) {
                Some(at) => report.extend(self.lay_over(at, row, &mut taken)),
                None => changed.push(row),
            }
        }
        let mut new = Vec::new();
        for row in changed {
            match self.find(&row, &taken, |key| SOFT.contains(&key)) {
                Some(at) => report.extend(self.lay_over(at, row, &mut taken)),
                None => new.push(row),
            }
        }
        for row in new {
            match self.nearly(&row, &taken) {
                Some(at) => report.extend(self.lay_over(at, row, &mut taken)),
                None => self.keep(row),
            }
        }
    }

    /// A row of another file about the same subject that is not `taken` and of which `row` says one thing otherwise.
    fn nearly(&self, row: &Row, taken: &HashSet<usize>) -> Option<usize> {
        let places = self.by_subject.get(self.matter_of(row)?.first()?)?;
        places.iter().copied().find(|at| {
            let known = self.kept.get(*at).filter(|known| known.place.file != row.place.file && !taken.contains(at));
            known.is_some_and(|known| {
                let compared = self.names.compared(known, row);
                let same = compared.iter().filter(|(_, is_same)| *is_same).count();
                same >= ALIKE && compared.len() - same == 1 && !self.answers.are_from(known)
            })
        })
    }

    /// A row of another file about the same as `row` that is not `taken` and agrees with it in the `wanted` columns.
    fn find(&self, row: &Row, taken: &HashSet<usize>, wanted: impl Fn(&str) -> bool) -> Option<usize> {
        let places = self.by_matter.get(&self.matter_of(row)?)?;
        places.iter().copied().find(|at| {
            let known = self.kept.get(*at).filter(|known| known.place.file != row.place.file && !taken.contains(at));
            known.is_some_and(|known| self.names.rows_agree(known, row, &wanted))
        })
    }

    fn lay_over(&mut self, at: usize, row: Row, taken: &mut HashSet<usize>) -> Vec<Diagnostic> {
        taken.insert(at);
        let hint = self.answers.hint(&row);
        let first = self.kept.get_mut(at);
        first.map(|first| self.names.lay_over(first, row, hint).0).unwrap_or_default()
    }

    fn keep(&mut self, row: Row) {
        if let Some(matter) = self.matter_of(&row) {
            let subject = matter.first().cloned().unwrap_or_default();
            self.by_subject.entry(subject).or_default().push(self.kept.len());
            self.by_matter.entry(matter).or_default().push(self.kept.len());
        }
        self.kept.push(row);
    }

    /// What `row` is about; nothing for one that does not say whom.
    fn matter_of(&self, row: &Row) -> Option<Vec<String>> {
        let matter: Vec<String> = self.matter.iter().map(|key| words(row, key)).collect();
        matter.first().is_some_and(|whom| !whom.is_empty()).then_some(matter)
    }
}
