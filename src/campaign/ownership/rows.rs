//! Whose a cell is.
//!
//! It is known from what stands beside it in its row: a result is that of the unit which has it, a ballot
//! that of the award as well. What stands in `phong_trao.toml` is a rule, of one award or of all. A row whose
//! owner nobody can tell may be missing in any list.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::Subject;
use crate::base::diag::{Place, PlaceRow, nearest};
use crate::campaign::model::award::{Award, RankKey};
use crate::campaign::model::council::Council;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{NomineeKind, SubjectRef};
use crate::campaign::model::quota::Quota;
use crate::campaign::rules::Context;
use crate::campaign::rules::input::{people, registration, sheets, stages, units};
use crate::campaign::source::{Row, Table};

/// How many unknown names are taken for the nearest known one: each costs a look at all of them.
const MOST_LOOKS: usize = 200;

/// The subjects of cells and of rows.
pub struct Rows<'a, 'b> {
    context: &'a Context<'b>,
    /// Positions of đối tượng by the places of their names.
    at: HashMap<&'a Place, usize>,
    /// How often the nearest of all names was looked for.
    looks: usize,
    cells: HashMap<&'a Place, Arc<[Subject]>>,
    rows: HashMap<PlaceRow, Arc<[Subject]>>,
}

impl<'a, 'b> Rows<'a, 'b> {
    /// Looks up the rows of `tables` in which the `wanted` places are.
    pub fn new(context: &'a Context<'b>, tables: &[Table], wanted: &HashSet<&'a Place>) -> Self {
        let nominees = context.facts.doi_tuong.iter().enumerate();
        let mut rows = Rows {
            context,
            at: nominees.map(|(at, nominee)| (&nominee.place, at)).collect(),
            looks: 0,
            cells: HashMap::new(),
            rows: HashMap::new(),
        };
        let lines: HashSet<PlaceRow> = wanted.iter().filter_map(|place| place.row()).collect();
        for row in tables.iter().flat_map(|table| &table.rows) {
            let own = row.place.row().filter(|own| lines.contains(own));
            // A merged cell stands in the row of its first line and is meant in others too.
            let mut places: Vec<&Place> =
                row.cells.iter().filter_map(|(_, node)| wanted.get(&node.place).copied()).collect();
            if row.line().row().is_some_and(|line| lines.contains(&line)) {
                places.extend(row.blanks().filter_map(|blank| wanted.get(&blank).copied()));
            }
            if own.is_none() && places.is_empty() {
                continue;
            }
            let subjects: Arc<[Subject]> = rows.of_row(row).into_iter().collect();
            places.into_iter().for_each(|place| add(&mut rows.cells, place, &subjects));
            own.into_iter().for_each(|own| add(&mut rows.rows, own, &subjects));
        }
        rows.put_rules();
        rows
    }

    /// Whose the cell at `place` is; nobody's that is known when empty.
    pub fn of(&self, place: &Place) -> Arc<[Subject]> {
        let row = || self.rows.get(&place.row()?);
        self.cells.get(place).or_else(row).cloned().unwrap_or_default()
    }

    /// Whom a row of a sheet is about.
    fn of_row(&mut self, row: &Row) -> BTreeSet<Subject> {
        let cell = |key: &str| row.text(key).map(|(value, place)| Located { value, place: place.clone() });
        let key = row.spec.key;
        if key == units::TABLE.key {
            return self.unit_row(row, cell("ten"));
        }
        if key == people::TABLE.key {
            let known = self.at.get(&row.place_of("ho_ten")).copied();
            return known.map(Subject::Nominee).into_iter().chain([Subject::Roll]).collect();
        }
        if key == registration::TABLE.key {
            let empty = Located { value: String::new(), place: row.place_of("don_vi") };
            return self.registration(cell("don_vi").unwrap_or(empty), cell("ho_ten"));
        }
        if key == sheets::COUNCIL.key {
            return [Subject::Council].into();
        }
        if key == sheets::ALLOTMENTS.key {
            return self.allotted(cell("chi_tieu").as_ref());
        }
        let award = [sheets::NOMINATIONS.key, sheets::VOTES.key].contains(&key).then(|| {
            let name = cell("hinh_thuc");
            name.and_then(|name| self.context.index.award_number(&name.value)).map_or(Subject::Lists, Subject::Award)
        });
        let unit_alone = || cell("don_vi").filter(|_| key == stages::TABLE.key);
        let named = cell("doi_tuong").map(|ten| SubjectRef { ten, don_vi: cell("don_vi") });
        let subject = named.or_else(|| unit_alone().map(|ten| SubjectRef { ten, don_vi: None }));
        self.somebody(subject.as_ref(), award)
    }

    /// The units that a row of Đơn vị may mean: all of its name, so a second row of a unit is the first one's.
    fn unit_row(&self, row: &Row, name: Option<Located<String>>) -> BTreeSet<Subject> {
        let named = name.map(|name| self.context.parties.called(&name.value, Some(NomineeKind::TapThe)));
        let units = named.unwrap_or_else(|| self.at.get(&row.place_of("ten")).copied().into_iter().collect());
        units.into_iter().flat_map(of_unit).chain([Subject::Roll]).collect()
    }

    /// The unit that has registered, and the person. A unit that nobody knows is no other one, only missing.
    fn registration(&self, unit: Located<String>, person: Option<Located<String>>) -> BTreeSet<Subject> {
        let parties = &self.context.parties;
        let units = parties.senders(&unit);
        let is_known = !parties.called(&unit.value, Some(NomineeKind::TapThe)).is_empty();
        let mut subjects: BTreeSet<Subject> = units.iter().copied().map(Subject::Unit).chain([Subject::Roll]).collect();
        if is_known {
            subjects.extend(units.into_iter().map(Subject::Nominee));
        } else {
            subjects.insert(Subject::Lists);
        }
        let don_vi = (!unit.value.is_empty()).then_some(unit);
        let person = person.map(|ten| SubjectRef { ten, don_vi });
        subjects.extend(person.iter().flat_map(|person| self.meant(person)).map(Subject::Nominee));
        subjects
    }

    /// The awards whose places the chỉ tiêu called `code` counts.
    fn allotted(&self, code: Option<&Located<String>>) -> BTreeSet<Subject> {
        let mut quotas = self.context.rules().chi_tieu.iter();
        let quota = quotas.find(|quota| code.is_some_and(|code| code.value == quota.ma));
        let awards: BTreeSet<Subject> =
            quota.into_iter().flat_map(|quota| self.awards(quota)).map(Subject::Award).collect();
        if awards.is_empty() { [Subject::Lists].into() } else { awards }
    }

    fn awards<'q>(&self, quota: &'q Quota) -> impl Iterator<Item = usize> + use<'q, '_, 'a, 'b> {
        quota.hinh_thuc.iter().filter_map(|award| self.context.index.award_number(&award.value))
    }

    /// Whoever may be meant: all of that name, else those with the name that is most like it and the
    /// unit beside it. A row of nobody belongs to `award`, or to any.
    fn somebody(&mut self, subject: Option<&SubjectRef>, award: Option<Subject>) -> BTreeSet<Subject> {
        let mut subjects: BTreeSet<Subject> = award.into_iter().collect();
        let mut found = subject.map(|subject| self.meant(subject)).unwrap_or_default();
        if found.is_empty() {
            subjects.insert(award.unwrap_or(Subject::Lists));
            let Some(subject) = subject else { return subjects };
            let parties = &self.context.parties;
            let known = self.context.facts.doi_tuong.iter().map(|nominee| nominee.ten.as_str());
            self.looks += 1;
            let near = nearest(&subject.ten.value, known.take(if self.looks > MOST_LOOKS { 0 } else { usize::MAX }));
            found.extend(near.into_iter().flat_map(|near| parties.called(near, None)));
            let unit = subject.don_vi.iter();
            found.extend(unit.flat_map(|unit| parties.called(&unit.value, Some(NomineeKind::TapThe))));
        }
        subjects.extend(found.into_iter().map(Subject::Nominee));
        subjects
    }

    /// Positions of those whom `subject` names, whatever the unit when nobody is in that one.
    fn meant(&self, subject: &SubjectRef) -> Vec<usize> {
        let parties = &self.context.parties;
        let found = parties.meant(subject, None);
        if found.is_empty() { parties.called(&subject.ten.value, None) } else { found }
    }

    fn put_rules(&mut self) {
        let rules = self.context.rules();
        for (at, award) in rules.hinh_thuc.iter().enumerate() {
            self.put_rule(&places_of_award(award), [Subject::RulesOf(at)].into());
        }
        for quota in &rules.chi_tieu {
            let subjects = self.awards(quota).map(Subject::RulesOf).collect();
            self.put_rule(&[&quota.place], subjects);
        }
        if let Some(council) = &rules.hoi_dong {
            self.put_rule(&places_of_council(council), [Subject::Council].into());
        }
    }

    fn put_rule(&mut self, places: &[&Place], subjects: BTreeSet<Subject>) {
        let subjects: Arc<[Subject]> = subjects.into_iter().collect();
        places.iter().filter_map(|place| place.row()).for_each(|row| add(&mut self.rows, row, &subjects));
    }
}

/// Adds `subjects` to those of `key`; most have no others, and share them.
fn add<K: Eq + Hash>(known: &mut HashMap<K, Arc<[Subject]>>, key: K, subjects: &Arc<[Subject]>) {
    match known.entry(key) {
        Entry::Vacant(free) => drop(free.insert(Arc::clone(subjects))),
        Entry::Occupied(mut taken) => {
            let all: BTreeSet<Subject> = taken.get().iter().chain(subjects.iter()).copied().collect();
            drop(taken.insert(all.into_iter().collect()));
        }
    }
}

fn of_unit(at: usize) -> [Subject; 2] {
    [Subject::Unit(at), Subject::Nominee(at)]
}

fn places_of_award(award: &Award) -> Vec<&Place> {
    let words = award.danh_muc.iter().chain(&award.nguoi_quyet_dinh).chain(&award.tieu_chuan);
    let ranks = award.xep_hang.iter().filter_map(|key| match key {
        RankKey::ChiSo { chi_so, .. } => Some(&chi_so.place),
        RankKey::TongDiem { thang_diem, .. } => Some(&thang_diem.place),
        RankKey::UuTien { dac_diem } => Some(&dac_diem.place),
        RankKey::SoPhieu => None,
    });
    let words = words.map(|word| &word.place);
    words.chain(ranks).chain(award.ngay_quyet_dinh.iter().map(|day| &day.place)).chain([&award.place]).collect()
}

fn places_of_council(council: &Council) -> Vec<&Place> {
    let ballots = council.phieu.numbers().chain(council.phieu_vong_2.numbers());
    council.tong_so.iter().chain(ballots).map(|number| &number.place).chain([&council.place]).collect()
}
