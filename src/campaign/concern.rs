//! Whom a finding concerns, so that it fails their papers and no others.
//!
//! A finding names a cell. Whose cell it is, is known from what stands beside it in its row: a result is
//! that of the unit which has it, a ballot that of the award as well. What stands in `phong_trao.toml` is
//! a rule, of one award or of all. A row whose owner nobody can tell may be missing in any list.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::UnitRecord;
use super::assign::{Names, nameless};
use crate::diag::{Code, Diagnostic, Place, PlaceRow, Report, nearest};
use crate::model::award::{Award, RankKey};
use crate::model::council::Council;
use crate::model::located::{Located, fold};
use crate::model::nomination::{NomineeKind, SubjectRef};
use crate::model::quota::Quota;
use crate::model::unit;
use crate::rules::Context;
use crate::rules::input::{registration, sheets};
use crate::source::{Fields, Row, Table};

/// How many unknown names are taken for the nearest known one: each costs a look at all of them.
const MOST_LOOKS: usize = 200;

/// The code of a tie at the edge: nothing that is known of the equals is wrong.
const TIE: Code = Code::TD051;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The rules of the campaign.
    Rules,
    /// What the rules say of the award at this position.
    RulesOf(usize),
    /// Who is proposed for the award at this position, and how they were voted on.
    Award(usize),
    /// Who of them is chosen for the award at this position.
    Choice(usize),
    /// Somebody who cannot be found: any list may lack the row.
    Lists,
    /// Members and ballots of the council.
    Council,
    /// The đối tượng at this position, a collective or an individual.
    Nominee(usize),
    /// What the unit at this position is called and has registered.
    Unit(usize),
    /// Who there is and who has registered: what shares are counted of.
    Roll,
}

/// A finding with its subjects.
pub struct Concern {
    pub finding: Diagnostic,
    pub subjects: BTreeSet<Subject>,
}

/// Finds the subjects of what is wrong with the `units` themselves and of all `others`, each once.
pub fn concerns(context: &Context, tables: &[Table], units: &[UnitRecord], others: &[&Diagnostic]) -> Vec<Concern> {
    let own = units.iter().enumerate().flat_map(|(at, record)| record.report.iter().map(move |it| (it, Some(at))));
    let findings: Vec<(&Diagnostic, Option<usize>)> =
        own.chain(others.iter().map(|finding| (*finding, None))).collect();
    let mut seen = HashSet::new();
    let findings: Vec<_> = findings.into_iter().filter(|(finding, _)| seen.insert(*finding)).collect();
    let places: HashSet<&Place> = findings.iter().filter_map(|(finding, _)| finding.place.as_ref()).collect();
    let owners = Owners::new(context, tables, units, &places);
    let concern = |(finding, unit): (&Diagnostic, Option<usize>)| {
        let mut subjects = finding.place.as_ref().map(|place| owners.of(place)).unwrap_or_default();
        if finding.code == TIE {
            let choices = subjects.iter().filter_map(|subject| match subject {
                Subject::Award(award) => Some(Subject::Choice(*award)),
                _ => None,
            });
            subjects = choices.collect();
        }
        subjects.extend(unit.into_iter().flat_map(|at| [Subject::Unit(at), Subject::Roll]));
        if subjects.is_empty() {
            let is_rule = finding.place.as_ref().is_none_or(|place| place.path().ends_with(super::FILE));
            subjects.insert(if is_rule { Subject::Rules } else { Subject::Lists });
        }
        Concern { finding: finding.clone(), subjects }
    };
    findings.into_iter().map(concern).collect()
}

/// The subjects of cells and of rows.
struct Owners<'a, 'b> {
    context: &'a Context<'b>,
    units: &'a [UnitRecord],
    names: Names,
    /// Positions of đối tượng by name and by code.
    called: HashMap<String, Vec<usize>>,
    /// How often the nearest of all names was looked for.
    looks: usize,
    cells: HashMap<&'a Place, BTreeSet<Subject>>,
    rows: HashMap<PlaceRow, BTreeSet<Subject>>,
}

impl<'a, 'b> Owners<'a, 'b> {
    /// Looks up the rows in which the `wanted` places are.
    fn new(
        context: &'a Context<'b>,
        tables: &[Table],
        units: &'a [UnitRecord],
        wanted: &HashSet<&'a Place>,
    ) -> Owners<'a, 'b> {
        let mut owners = Owners {
            context,
            units,
            names: Names::new(units),
            called: HashMap::new(),
            looks: 0,
            cells: HashMap::new(),
            rows: HashMap::new(),
        };
        for (at, nominee) in context.facts.doi_tuong.iter().enumerate() {
            for name in BTreeSet::from([fold(&nominee.ten), fold(&nominee.ma)]) {
                owners.called.entry(name).or_default().push(at);
            }
        }
        let lines: HashSet<PlaceRow> = wanted.iter().filter_map(|place| place.row()).collect();
        for row in tables.iter().flat_map(|table| &table.rows) {
            let own = row.place.clone().row().filter(|own| lines.contains(own));
            // A merged cell stands in the row of its first line and is meant in others too.
            let places: Vec<&Place> =
                row.cells.iter().filter_map(|(_, node)| wanted.get(&node.place.clone()).copied()).collect();
            if own.is_none() && places.is_empty() {
                continue;
            }
            let subjects = owners.of_row(row);
            for place in places {
                owners.cells.entry(place).or_default().extend(&subjects);
            }
            own.into_iter().for_each(|own| owners.rows.entry(own).or_default().extend(&subjects));
        }
        owners.put_rules();
        owners
    }

    fn of(&self, place: &Place) -> BTreeSet<Subject> {
        let row = || self.rows.get(&place.row()?);
        self.cells.get(place).or_else(row).cloned().unwrap_or_default()
    }

    /// Whom a row of a sheet is about.
    fn of_row(&mut self, row: &Row) -> BTreeSet<Subject> {
        let mut unread = Report::new();
        let mut fields = Fields::of_row(row, &mut unread);
        let mut cell = |key: &'static str| {
            let value = fields.text_or_empty(key).replace('\n', " ");
            (!value.is_empty()).then(|| Located { value, place: fields.place_of(key) })
        };
        let key = row.spec.key;
        if key == unit::TABLE.key {
            return self.unit(cell("ten").as_ref());
        }
        if key == sheets::PEOPLE.key {
            let place = cell("ho_ten").map(|name| name.place);
            let at = self.context.facts.doi_tuong.iter().position(|known| Some(&known.place) == place.as_ref());
            return at.map(Subject::Nominee).into_iter().chain([Subject::Roll]).collect();
        }
        if key == registration::TABLE.key {
            return self.registration(cell("don_vi"), cell("ho_ten"), &row.place);
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
        let subject = cell("doi_tuong").map(|ten| SubjectRef { ten, don_vi: cell("don_vi") });
        self.somebody(subject.as_ref(), award)
    }

    /// The units that may be called `name`.
    fn unit(&self, name: Option<&Located<String>>) -> BTreeSet<Subject> {
        let mut subjects = BTreeSet::from([Subject::Roll]);
        let Some(name) = name else { return subjects };
        for at in self.names.meant(&name.value) {
            subjects.insert(Subject::Unit(*at));
            let called = self.units.get(*at).map(|record| record.unit.ten.as_str()).unwrap_or_default();
            subjects.extend(self.named(called, Some(NomineeKind::TapThe)));
        }
        subjects
    }

    /// The unit that has registered, and the person. A unit that nobody knows is no other one, only missing.
    fn registration(
        &self,
        unit: Option<Located<String>>,
        person: Option<Located<String>>,
        row: &Place,
    ) -> BTreeSet<Subject> {
        let mut subjects = match &unit {
            Some(unit) => self.unit(Some(unit)),
            None => self.names.meant(&nameless(row)).iter().map(|at| Subject::Unit(*at)).collect(),
        };
        subjects.insert(Subject::Roll);
        if !subjects.iter().any(|subject| matches!(subject, Subject::Nominee(_))) {
            subjects.insert(Subject::Lists);
        }
        let person = person.map(|ten| SubjectRef { ten, don_vi: unit });
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
        let found = subject.map(|subject| self.meant(subject)).unwrap_or_default();
        if found.is_empty() {
            subjects.insert(award.unwrap_or(Subject::Lists));
            let Some(subject) = subject else { return subjects };
            let known = self.context.facts.doi_tuong.iter().map(|nominee| nominee.ten.as_str());
            self.looks += 1;
            let near = nearest(&subject.ten.value, known.take(if self.looks > MOST_LOOKS { 0 } else { usize::MAX }));
            subjects.extend(near.into_iter().flat_map(|near| self.named(near, None)));
            let unit = subject.don_vi.iter();
            subjects.extend(unit.flat_map(|unit| self.named(&unit.value, Some(NomineeKind::TapThe))));
        }
        subjects.extend(found.into_iter().map(Subject::Nominee));
        subjects
    }

    /// Positions of those whom `subject` names, whatever the unit when nobody is in that one.
    fn meant(&self, subject: &SubjectRef) -> Vec<usize> {
        let index = &self.context.index;
        let found = index.candidates(self.context.facts, subject, None);
        if !found.is_empty() {
            return found;
        }
        index.candidates(self.context.facts, &SubjectRef { ten: subject.ten.clone(), don_vi: None }, None)
    }

    fn named(&self, name: &str, kind: Option<NomineeKind>) -> Vec<Subject> {
        let of_kind = |at: &&usize| {
            let nominee = self.context.nominee(**at);
            nominee.is_some_and(|nominee| kind.is_none_or(|kind| kind == nominee.loai))
        };
        let called = self.called.get(&fold(name));
        called.into_iter().flatten().filter(of_kind).map(|at| Subject::Nominee(*at)).collect()
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
        for row in places.iter().filter_map(|place| place.row()) {
            self.rows.entry(row).or_default().extend(&subjects);
        }
    }
}

fn places_of_award(award: &Award) -> Vec<&Place> {
    let words = award.danh_muc.iter().chain(&award.nguoi_quyet_dinh).chain(&award.tieu_chuan);
    let ranks = award.xep_hang.iter().filter_map(|key| match key {
        RankKey::ChiSo { chi_so, .. } => Some(&chi_so.place),
        RankKey::UuTien { dac_diem } => Some(&dac_diem.place),
        RankKey::SoPhieu => None,
    });
    let words = words.map(|word| &word.place);
    words.chain(ranks).chain(award.ngay_quyet_dinh.iter().map(|day| &day.place)).chain([&award.place]).collect()
}

fn places_of_council(council: &Council) -> Vec<&Place> {
    let Council { tong_so, phieu_phat_ra, phieu_thu_ve, phieu_hop_le, phieu_khong_hop_le, .. } = council;
    let numbers = [tong_so, phieu_phat_ra, phieu_thu_ve, phieu_hop_le, phieu_khong_hop_le];
    numbers.into_iter().flatten().map(|number| &number.place).chain([&council.place]).collect()
}
