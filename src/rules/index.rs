//! Who is meant by each row, looked up once.
//!
//! Rows name people and units as clerks write them: by code or by name, with the unit where a name
//! occurs twice. The index resolves all of them in one pass, so that no judgement searches a list; a
//! row that names nobody, or several, is a finding.

use std::collections::HashMap;

use super::facts::Facts;
use crate::diag::{Code, Diagnostic, Place, Severity, nearest};
use crate::model::Registration;
use crate::model::located::{Located, fold};
use crate::model::nomination::{Nominee, NomineeKind, SubjectRef};

/// How many unknown names get a suggestion: each costs a look at every known name.
const SUGGESTIONS: usize = 20;

/// A đề nghị with what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Row in [`Facts::de_nghi`].
    pub row: usize,
    /// In [`Facts::doi_tuong`].
    pub nominee: usize,
    /// In the awards of the rulebook.
    pub award: usize,
    pub year: Option<i32>,
}

/// Rows by whom they concern. Numbers are positions in the lists of [`Facts`].
#[derive(Debug, Default)]
pub struct Index {
    names: HashMap<String, Vec<usize>>,
    indicators: HashMap<String, usize>,
    awards: HashMap<String, usize>,
    papers: HashMap<String, usize>,
    pub unit_of: Vec<Option<usize>>,
    pub members: Vec<Vec<usize>>,
    pub evidence: HashMap<(usize, usize), Vec<usize>>,
    pub initiatives: HashMap<usize, Vec<usize>>,
    /// Cases by the person or unit, and by the unit for somebody who is not listed.
    pub cases: HashMap<usize, Vec<usize>>,
    pub cases_of_strangers: HashMap<usize, Vec<usize>>,
    pub past: HashMap<usize, Vec<usize>>,
    /// By whom they register.
    pub registrations: HashMap<usize, Vec<usize>>,
    /// Registrations by the unit that sends them, whomever in it they register.
    pub sent: HashMap<usize, Vec<usize>>,
    pub received: HashMap<(usize, usize), Vec<usize>>,
    pub votes: HashMap<(usize, usize), Vec<usize>>,
    pub allotments: HashMap<(String, usize), Vec<usize>>,
    pub overrides: HashMap<usize, Vec<usize>>,
    /// In canonical order: award, year, then nominees in Vietnamese order.
    pub proposed: Vec<Proposed>,
    /// Rows that name nobody or several.
    pub findings: Vec<Diagnostic>,
    suggested: usize,
}

impl Index {
    /// Looks up every row of `facts`.
    pub fn new(facts: &Facts) -> Self {
        let mut index = Index::default();
        index.name_everything(facts);
        index.find_units(facts);
        index.sort_rows(facts);
        index.sort_nominations(facts);
        index
    }

    fn name_everything(&mut self, facts: &Facts) {
        for (at, nominee) in facts.doi_tuong.iter().enumerate() {
            let (code, name) = (fold(&nominee.ma), fold(&nominee.ten));
            if code != name && !code.is_empty() {
                self.names.entry(code).or_default().push(at);
            }
            self.names.entry(name).or_default().push(at);
        }
        let rules = &facts.quy_dinh;
        self.indicators = named(rules.chi_so.iter().map(|entry| (&entry.ma, &entry.ten)));
        self.awards = named(rules.hinh_thuc.iter().map(|entry| (&entry.ma, &entry.ten)));
        self.papers = named(rules.ho_so.iter().map(|entry| (&entry.ma, &entry.ten)));
    }

    fn find_units(&mut self, facts: &Facts) {
        self.members = vec![Vec::new(); facts.doi_tuong.len()];
        self.unit_of = vec![None; facts.doi_tuong.len()];
        for (at, nominee) in by_place(&facts.doi_tuong, |nominee| &nominee.place) {
            let Some(name) = &nominee.don_vi else { continue };
            let unit = self.unit(facts, name).filter(|unit| *unit != at);
            if let Some(members) = unit.and_then(|unit| self.members.get_mut(unit)) {
                members.push(at);
            }
            if let Some(slot) = self.unit_of.get_mut(at) {
                *slot = unit;
            }
        }
    }

    /// The collective called `name`.
    fn unit(&mut self, facts: &Facts, name: &Located<String>) -> Option<usize> {
        let subject = SubjectRef { ten: name.clone(), don_vi: None };
        self.subject(facts, &subject, Some(NomineeKind::TapThe))
    }

    fn sort_rows(&mut self, facts: &Facts) {
        for (row, evidence) in by_place(&facts.ket_qua, |row| &row.gia_tri.place) {
            let subject = self.subject(facts, &evidence.doi_tuong, None);
            let indicator = self.indicator(facts, &evidence.chi_so);
            if let (Some(subject), Some(indicator)) = (subject, indicator) {
                self.evidence.entry((subject, indicator)).or_default().push(row);
            }
        }
        for (row, initiative) in by_place(&facts.sang_kien, |row| &row.ten.place) {
            if let Some(subject) = self.subject(facts, &initiative.doi_tuong, None) {
                self.initiatives.entry(subject).or_default().push(row);
            }
        }
        for (row, award) in by_place(&facts.khen_thuong, |row| &row.noi_dung.place) {
            if let Some(subject) = self.subject(facts, &award.doi_tuong, None) {
                self.past.entry(subject).or_default().push(row);
            }
        }
        for (row, case) in by_place(&facts.ky_luat, |row| &row.place) {
            self.sort_case(facts, row, &case.doi_tuong);
        }
        for (row, registration) in by_place(&facts.dang_ky, |row| &row.place) {
            self.sort_registration(facts, row, registration);
        }
        for (row, paper) in by_place(&facts.ho_so_nhan, |row| &row.place) {
            let subject = self.subject(facts, &paper.doi_tuong, None);
            let kind = self.paper(facts, &paper.loai);
            if let (Some(subject), Some(kind)) = (subject, kind) {
                self.received.entry((subject, kind)).or_default().push(row);
            }
        }
        for (row, allotment) in by_place(&facts.phan_bo, |row| &row.so.place) {
            if let Some(unit) = self.unit(facts, &allotment.don_vi) {
                self.allotments.entry((allotment.chi_tieu.value.clone(), unit)).or_default().push(row);
            }
        }
    }

    /// A row without a unit is reported where it is read.
    fn sort_registration(&mut self, facts: &Facts, row: usize, registration: &Registration) {
        if registration.don_vi.value.is_empty() {
            return;
        }
        let unit = SubjectRef { ten: registration.don_vi.clone(), don_vi: None };
        if let [unit] = self.candidates(facts, &unit, Some(NomineeKind::TapThe)).as_slice() {
            self.sent.entry(*unit).or_default().push(row);
        }
        let subject = registration.subject();
        if let Some(subject) = subject.and_then(|subject| self.outsider(facts, &subject)) {
            self.registrations.entry(subject).or_default().push(row);
        }
    }

    /// Somebody disciplined need not be on the list when the unit is; a name like a listed one is a slip.
    fn sort_case(&mut self, facts: &Facts, row: usize, subject: &SubjectRef) {
        if let Some(subject) = self.outsider(facts, subject) {
            self.cases.entry(subject).or_default().push(row);
            return;
        }
        let Some(unit) = &subject.don_vi else { return };
        let named = SubjectRef { ten: unit.clone(), don_vi: None };
        match self.candidates(facts, &named, Some(NomineeKind::TapThe)).as_slice() {
            [unit] => self.cases_of_strangers.entry(*unit).or_default().push(row),
            // Of somebody who is known, the unit has been reported with the name.
            _ if self.names.contains_key(&fold(&subject.ten.value)) => {}
            _ => {
                self.unit(facts, unit);
            }
        }
    }

    fn sort_nominations(&mut self, facts: &Facts) {
        for (row, nomination) in by_place(&facts.de_nghi, |row| &row.place) {
            let award = self.award(facts, &nomination.hinh_thuc);
            let kind = award.and_then(|award| facts.quy_dinh.hinh_thuc.get(award)).and_then(|award| award.doi_tuong);
            let subject = self.preferring(facts, &nomination.doi_tuong, kind);
            if let (Some(nominee), Some(award)) = (subject, award) {
                self.proposed.push(Proposed { row, nominee, award, year: nomination.nam });
            }
        }
        let order = |at: usize| facts.doi_tuong.get(at).map(|nominee| (nominee.order(), nominee.identity()));
        self.proposed.sort_by_cached_key(|item| {
            let place = facts.de_nghi.get(item.row).map(|nomination| nomination.place.clone());
            (item.award, item.year, order(item.nominee), place)
        });
        for (row, vote) in by_place(&facts.bieu_quyet, |row| &row.dong_y.place) {
            let award = self.award(facts, &vote.hinh_thuc);
            let kind = award.and_then(|award| facts.quy_dinh.hinh_thuc.get(award)).and_then(|award| award.doi_tuong);
            let subject = self.preferring(facts, &vote.doi_tuong, kind);
            if let (Some(subject), Some(award)) = (subject, award) {
                self.votes.entry((subject, award)).or_default().push(row);
            }
        }
        for (row, waiver) in by_place(&facts.ngoai_le, |row| &row.place) {
            if let Some(subject) = self.subject(facts, &waiver.doi_tuong, None) {
                self.overrides.entry(subject).or_default().push(row);
            }
        }
    }

    /// The indicator that `name` is the code or the name of.
    pub fn indicator(&mut self, facts: &Facts, name: &Located<String>) -> Option<usize> {
        let found = self.indicators.get(&fold(&name.value)).copied();
        if found.is_none() {
            let known = facts.quy_dinh.chi_so.iter().flat_map(|entry| [entry.ten.as_str(), entry.ma.as_str()]);
            self.findings.push(unknown("chỉ số", name, nearest(&name.value, known)));
        }
        found
    }

    fn award(&mut self, facts: &Facts, name: &Located<String>) -> Option<usize> {
        let found = self.awards.get(&fold(&name.value)).copied();
        if found.is_none() {
            let known = facts.quy_dinh.hinh_thuc.iter().flat_map(|entry| [entry.ten.as_str(), entry.ma.as_str()]);
            self.findings.push(unknown("hình thức khen thưởng", name, nearest(&name.value, known)));
        }
        found
    }

    fn paper(&mut self, facts: &Facts, name: &Located<String>) -> Option<usize> {
        let found = self.papers.get(&fold(&name.value)).copied();
        if found.is_none() {
            let known = facts.quy_dinh.ho_so.iter().flat_map(|entry| [entry.ten.as_str(), entry.ma.as_str()]);
            self.findings.push(unknown("thành phần hồ sơ", name, nearest(&name.value, known)));
        }
        found
    }

    /// The number of the award with this code or name, without a finding.
    pub fn award_number(&self, name: &str) -> Option<usize> {
        self.awards.get(&fold(name)).copied()
    }

    /// The number of the indicator with this code or name, without a finding.
    pub fn indicator_number(&self, name: &str) -> Option<usize> {
        self.indicators.get(&fold(name)).copied()
    }

    /// Who is meant by `subject`; a name of nobody or of several becomes a finding.
    pub fn find(&mut self, facts: &Facts, subject: &SubjectRef) -> Option<usize> {
        self.subject(facts, subject, None)
    }

    /// Positions of all who may be meant by `subject`, only those of `kind` when it is known.
    pub fn candidates(&self, facts: &Facts, subject: &SubjectRef, kind: Option<NomineeKind>) -> Vec<usize> {
        let named = self.names.get(&fold(&subject.ten.value)).map_or(&[][..], Vec::as_slice);
        let of_kind =
            |at: &usize| facts.doi_tuong.get(*at).is_some_and(|nominee| kind.is_none_or(|kind| nominee.loai == kind));
        let found: Vec<usize> = named.iter().copied().filter(of_kind).collect();
        let Some(unit) = &subject.don_vi else { return found };
        let units = self.names.get(&fold(&unit.value)).map_or(&[][..], Vec::as_slice);
        let belongs = |at: &usize| {
            units.contains(at) || self.unit_of.get(*at).copied().flatten().is_some_and(|unit| units.contains(&unit))
        };
        found.iter().copied().filter(belongs).collect()
    }

    fn preferring(&mut self, facts: &Facts, subject: &SubjectRef, kind: Option<NomineeKind>) -> Option<usize> {
        match self.candidates(facts, subject, kind).as_slice() {
            [one] => Some(*one),
            _ => self.subject(facts, subject, None),
        }
    }

    /// A person who registers or was disciplined need not be listed when the unit is told: a name that is
    /// like no listed one is only worth a warning. One that is like a listed one is a slip, and the row is
    /// lost to him.
    fn outsider(&mut self, facts: &Facts, subject: &SubjectRef) -> Option<usize> {
        let found = self.candidates(facts, subject, None);
        if let [one] = found.as_slice() {
            return Some(*one);
        }
        let (mut finding, is_stranger) = self.unmatched(facts, subject, None, found.len());
        if is_stranger && subject.don_vi.is_some() {
            finding.severity = Severity::Warning;
        }
        self.findings.push(finding);
        None
    }

    fn subject(&mut self, facts: &Facts, subject: &SubjectRef, kind: Option<NomineeKind>) -> Option<usize> {
        let found = self.candidates(facts, subject, kind);
        if let [one] = found.as_slice() {
            return Some(*one);
        }
        let (finding, _) = self.unmatched(facts, subject, kind, found.len());
        self.findings.push(finding);
        None
    }

    /// What is wrong with a name that `count` listed ones have, none or several; and whether it is like
    /// no listed name at all.
    fn unmatched(
        &mut self,
        facts: &Facts,
        subject: &SubjectRef,
        kind: Option<NomineeKind>,
        count: usize,
    ) -> (Diagnostic, bool) {
        let what = if kind == Some(NomineeKind::TapThe) { "đơn vị" } else { "đối tượng" };
        if count > 0 {
            let finding = Diagnostic::error(Code::TD021, format!("có {count} {what} tên `{}`", subject.ten.value));
            return (finding.at(subject.ten.place()).hint("ghi mã, hoặc ghi thêm đơn vị để phân biệt"), false);
        }
        if let Some(finding) = self.elsewhere(facts, subject, kind) {
            return (finding, false);
        }
        self.suggested += 1;
        let of_kind = |nominee: &&Nominee| kind.is_none_or(|kind| nominee.loai == kind);
        let room = if self.suggested > SUGGESTIONS { 0 } else { usize::MAX };
        let known = self.colleagues(facts, subject).chain(facts.doi_tuong.iter().take(room));
        let near = nearest(&subject.ten.value, known.filter(of_kind).map(|nominee| nominee.ten.as_str()));
        (unknown(what, &subject.ten, near), near.is_none())
    }

    /// Everybody in the unit that stands beside `subject`: few enough to be looked at for every name.
    fn colleagues<'f>(&self, facts: &'f Facts, subject: &SubjectRef) -> impl Iterator<Item = &'f Nominee> {
        let units = subject.don_vi.iter().filter_map(|unit| self.names.get(&fold(&unit.value))).flatten();
        let members = units.filter_map(|unit| self.members.get(*unit)).flatten();
        members.filter_map(|at| facts.doi_tuong.get(*at))
    }

    /// What is wrong when somebody of that name is known, and only the unit beside it does not fit.
    fn elsewhere(&self, facts: &Facts, subject: &SubjectRef, kind: Option<NomineeKind>) -> Option<Diagnostic> {
        let unit = subject.don_vi.as_ref()?;
        let namesakes = self.candidates(facts, &SubjectRef { ten: subject.ten.clone(), don_vi: None }, kind);
        let known = facts.doi_tuong.get(*namesakes.first()?)?;
        if !self.names.contains_key(&fold(&unit.value)) {
            let units = facts.doi_tuong.iter().filter(|nominee| nominee.loai == NomineeKind::TapThe);
            let near = nearest(&unit.value, units.map(|nominee| nominee.ten.as_str()));
            return Some(unknown("đơn vị", unit, near));
        }
        let finding = Diagnostic::error(Code::TD020, format!("`{}` không thuộc `{}`", subject.ten.value, unit.value));
        let words = match &known.don_vi {
            Some(home) => format!("ở đây ghi thuộc `{}`; sửa một trong hai chỗ", home.value),
            None => "ở đây không ghi thuộc đơn vị nào; bổ sung hoặc bỏ tên đơn vị ở dòng kia".to_owned(),
        };
        Some(finding.at(unit.place()).hint_at(known.place.clone(), words))
    }
}

/// The rows in the order of their places, so that nothing depends on the order of the list.
fn by_place<T>(rows: &[T], place: impl Fn(&T) -> &Place) -> Vec<(usize, &T)> {
    let mut sorted: Vec<(usize, &T)> = rows.iter().enumerate().collect();
    sorted.sort_by(|left, right| place(left.1).cmp(place(right.1)));
    sorted
}

/// Codes and names to positions; the first keeps a name that occurs twice.
fn named<'a>(entries: impl Iterator<Item = (&'a String, &'a String)>) -> HashMap<String, usize> {
    let mut map = HashMap::new();
    for (at, (code, name)) in entries.enumerate() {
        map.entry(fold(code)).or_insert(at);
        map.entry(fold(name)).or_insert(at);
    }
    map
}

/// A name that nothing has; `near` is the known one that it is most like.
fn unknown(what: &str, name: &Located<String>, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::error(Code::TD020, format!("không có {what} `{}`", name.value)).at(name.place());
    match near {
        Some(near) => finding.hint(format!("có phải `{near}`?")),
        None => finding.hint(format!("sửa tên, hoặc khai báo {what} này trước")),
    }
}
