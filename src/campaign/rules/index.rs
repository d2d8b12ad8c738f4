//! Whom each row is about, looked up once.
//!
//! Rows name people and units as clerks write them. The index asks [`Parties`] for all of them in one pass,
//! so that no judgement searches a list; a row that names nobody, or several, is a finding.

use std::collections::{BTreeSet, HashMap};

use super::facts::Facts;
use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::campaign::model::Registration;
use crate::campaign::model::evidence::{Evidence, EvidenceValue, Reckoned};
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::{NomineeKind, SubjectRef};
use crate::campaign::parties::{Finder, Parties, unknown};

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
    indicators: HashMap<String, usize>,
    awards: HashMap<String, usize>,
    papers: HashMap<String, usize>,
    stages: HashMap<String, usize>,
    /// The kinds of units, by their folded names.
    pub kinds: HashMap<String, usize>,
    pub evidence: HashMap<(usize, usize), Vec<usize>>,
    pub initiatives: HashMap<usize, Vec<usize>>,
    /// Cases by the person or unit, and by the unit for somebody who is not listed.
    pub cases: HashMap<usize, Vec<usize>>,
    pub cases_of_strangers: HashMap<usize, Vec<usize>>,
    /// Cases of which nobody can say whose they are, by everybody who may be meant.
    pub cases_perhaps: HashMap<usize, Vec<usize>>,
    pub past: HashMap<usize, Vec<usize>>,
    /// Words for the papers.
    pub passages: HashMap<usize, Vec<usize>>,
    /// By whom they register.
    pub registrations: HashMap<usize, Vec<usize>>,
    pub received: HashMap<(usize, usize), Vec<usize>>,
    pub votes: HashMap<(usize, usize), Vec<usize>>,
    pub allotments: HashMap<(String, usize), Vec<usize>>,
    pub overrides: HashMap<usize, Vec<usize>>,
    /// What happened, by the step and whom it is about; about everybody without one.
    pub progress: HashMap<(usize, Option<usize>), Vec<usize>>,
    /// In canonical order: award, year, then nominees in Vietnamese order.
    pub proposed: Vec<Proposed>,
    /// Names that mean nobody or several.
    pub findings: Report,
}

impl Index {
    /// Looks up every row of `facts` among the `parties`.
    pub fn new(facts: &Facts, parties: &Parties) -> Self {
        let rules = &facts.quy_dinh;
        let index = Index {
            indicators: named(rules.chi_so.iter().map(|entry| (&entry.ma, &entry.ten))),
            awards: named(rules.hinh_thuc.iter().map(|entry| (&entry.ma, &entry.ten))),
            papers: named(rules.ho_so.iter().map(|entry| (&entry.ma, &entry.ten))),
            stages: named(rules.buoc.iter().map(|entry| (&entry.ma, &entry.ten))),
            kinds: kinds(facts),
            ..Index::default()
        };
        let mut sorter = Sorter { facts, parties, finder: Finder::new(parties), index };
        sorter.sort_rows();
        sorter.sort_nominations();
        let findings = std::mem::take(&mut sorter.finder.findings);
        let mut index = sorter.index;
        index.findings.extend(findings.shared());
        index
    }

    /// The number of the award with this code or name, without a finding.
    pub fn award_number(&self, name: &str) -> Option<usize> {
        self.awards.get(&fold(name)).copied()
    }

    /// The number of the step with this code or name, without a finding.
    pub fn stage_number(&self, name: &str) -> Option<usize> {
        self.stages.get(&fold(name)).copied()
    }

    /// The number of the indicator with this code or name, without a finding.
    pub fn indicator_number(&self, name: &str) -> Option<usize> {
        self.indicators.get(&fold(name)).copied()
    }
}

/// Lays every row to whom it is about.
struct Sorter<'a> {
    facts: &'a Facts,
    parties: &'a Parties,
    finder: Finder<'a>,
    index: Index,
}

impl Sorter<'_> {
    fn sort_rows(&mut self) {
        let facts = self.facts;
        for (row, evidence) in by_place(&facts.ket_qua, |row| &row.gia_tri.place) {
            let subject = self.finder.find(&evidence.doi_tuong);
            let indicator = self.indicator(evidence);
            if let (Some(subject), Some(indicator)) = (subject, indicator) {
                self.index.evidence.entry((subject, indicator)).or_default().push(row);
            }
        }
        for (row, initiative) in by_place(&facts.sang_kien, |row| &row.ten.place) {
            put(&mut self.index.initiatives, self.finder.find(&initiative.doi_tuong), row);
        }
        for (row, award) in by_place(&facts.khen_thuong, |row| &row.noi_dung.place) {
            put(&mut self.index.past, self.finder.find(&award.doi_tuong), row);
        }
        for (row, passage) in by_place(&facts.bao_cao, |row| &row.muc.place) {
            put(&mut self.index.passages, self.finder.find(&passage.doi_tuong), row);
        }
        for (row, case) in by_place(&facts.ky_luat, |row| &row.place) {
            self.sort_case(row, &case.doi_tuong);
        }
        for (row, registration) in by_place(&facts.dang_ky, |row| &row.place) {
            let subject = self.registered(registration);
            put(&mut self.index.registrations, subject, row);
        }
        for (row, paper) in by_place(&facts.ho_so_nhan, |row| &row.place) {
            let subject = self.finder.find(&paper.doi_tuong);
            let kind = self.paper(&paper.loai);
            if let (Some(subject), Some(kind)) = (subject, kind) {
                self.index.received.entry((subject, kind)).or_default().push(row);
            }
        }
        for (row, progress) in by_place(&facts.buoc, |row| &row.place) {
            let stage = self.stage(&progress.buoc);
            let subject = progress.doi_tuong.as_ref().map(|subject| self.finder.find(subject));
            if let (Some(stage), Some(subject)) = (stage, subject.map_or(Some(None), |found| found.map(Some))) {
                self.index.progress.entry((stage, subject)).or_default().push(row);
            }
            progress.hinh_thuc.iter().for_each(|award| {
                self.award(award);
            });
        }
        for (row, allotment) in by_place(&facts.phan_bo, |row| &row.so.place) {
            if let Some(unit) = self.finder.unit(&allotment.don_vi) {
                self.index.allotments.entry((allotment.chi_tieu.value.clone(), unit)).or_default().push(row);
            }
        }
    }

    /// Whom a row of Đăng ký registers. That its unit is unknown has been reported with the unit.
    fn registered(&mut self, registration: &Registration) -> Option<usize> {
        let subject = registration.subject()?;
        let named = subject.don_vi.is_some();
        match self.parties.called(&registration.don_vi.value, Some(NomineeKind::TapThe)).as_slice() {
            [_] if named => self.finder.outsider(&subject).ok(),
            [unit] => Some(*unit),
            [] => None,
            _ => match self.parties.meant(&subject, None).as_slice() {
                [one] if named => Some(*one),
                _ => None,
            },
        }
    }

    /// Somebody disciplined need not be on the list when the unit is; a name like a listed one is a slip. A row that
    /// does not say whose it is may be that of all who are like it.
    fn sort_case(&mut self, row: usize, subject: &SubjectRef) {
        match self.finder.outsider(subject) {
            Ok(subject) => return put(&mut self.index.cases, Some(subject), row),
            Err(perhaps) => self.put_perhaps(perhaps, row),
        }
        let Some(unit) = &subject.don_vi else { return };
        match self.parties.called(&unit.value, Some(NomineeKind::TapThe)).as_slice() {
            [unit] if subject.ten.value.is_empty() => {
                self.put_perhaps([vec![*unit], self.parties.everybody_in(*unit)].concat(), row);
            }
            [unit] => put(&mut self.index.cases_of_strangers, Some(*unit), row),
            // Of somebody who is known, the unit has been reported with the name.
            _ if !self.parties.called(&subject.ten.value, None).is_empty() => {}
            _ => {
                let perhaps = self.finder.unit_or_like(unit).err();
                self.put_perhaps(perhaps.unwrap_or_default(), row);
            }
        }
    }

    fn put_perhaps(&mut self, perhaps: Vec<usize>, row: usize) {
        perhaps.into_iter().for_each(|at| put(&mut self.index.cases_perhaps, Some(at), row));
    }

    fn sort_nominations(&mut self) {
        let facts = self.facts;
        for (row, nomination) in by_place(&facts.de_nghi, |row| &row.place) {
            let award = self.award(&nomination.hinh_thuc);
            let subject = self.finder.preferring(&nomination.doi_tuong, self.kind_of(award));
            if let (Some(nominee), Some(award)) = (subject, award) {
                self.index.proposed.push(Proposed { row, nominee, award, year: nomination.nam });
            }
        }
        let order = |at: usize| facts.doi_tuong.get(at).map(|nominee| (nominee.order(), nominee.identity()));
        self.index.proposed.sort_by_cached_key(|item| {
            let place = facts.de_nghi.get(item.row).map(|nomination| nomination.place.clone());
            (item.award, item.year, order(item.nominee), place)
        });
        for (row, vote) in by_place(&facts.bieu_quyet, |row| &row.dong_y.place) {
            let award = self.award(&vote.hinh_thuc);
            let subject = self.finder.preferring(&vote.doi_tuong, self.kind_of(award));
            if let (Some(subject), Some(award)) = (subject, award) {
                self.index.votes.entry((subject, award)).or_default().push(row);
            }
        }
        for (row, waiver) in by_place(&facts.ngoai_le, |row| &row.place) {
            put(&mut self.index.overrides, self.finder.find(&waiver.doi_tuong), row);
        }
    }

    /// For whom the award is.
    fn kind_of(&self, award: Option<usize>) -> Option<NomineeKind> {
        self.facts.quy_dinh.hinh_thuc.get(award?)?.doi_tuong
    }

    fn indicator(&mut self, evidence: &Evidence) -> Option<usize> {
        let name = &evidence.chi_so;
        if let Some(finding) = self.total(name).or_else(|| self.reckoned(evidence)) {
            self.index.findings.push(finding);
            return None;
        }
        let known = self.facts.quy_dinh.chi_so.iter().map(|entry| (&entry.ten, &entry.ma));
        entry("chỉ số", name, &self.index.indicators, known, &mut self.index.findings)
    }

    /// A row that types a total, which is added up and never typed.
    fn total(&self, name: &Located<String>) -> Option<Diagnostic> {
        let word = fold(&name.value);
        let totals = self.facts.quy_dinh.thang_diem.iter().flat_map(|sheet| {
            let groups = sheet.nhom.iter().map(|group| (&group.ma, &group.ten));
            [(&sheet.ma, &sheet.ten)].into_iter().chain(groups)
        });
        let (_, called) = totals.into_iter().find(|(ma, ten)| fold(ma) == word || fold(ten) == word)?;
        (!self.index.indicators.contains_key(&word)).then(|| {
            let message = format!("`{called}` do chương trình cộng từ điểm các mục, không ghi vào bảng này");
            Diagnostic::error(Code::TD020, message).at(name.place()).hint("xóa dòng này, ghi điểm của từng mục")
        })
    }

    /// A row that types what follows from others; who is rated in which year is not known yet.
    fn reckoned(&self, evidence: &Evidence) -> Option<Diagnostic> {
        let at = self.index.indicator_number(&evidence.chi_so.value)?;
        let indicator = self.facts.quy_dinh.chi_so.get(at)?;
        let by_itself = matches!(indicator.tinh, Some(Reckoned::Cong(_) | Reckoned::Muc));
        (by_itself && evidence.gia_tri.value != EvidenceValue::Trong).then(|| {
            let message = format!("`{}` do chương trình tính từ chỉ số khác, không ghi vào bảng này", indicator.ten);
            let finding = Diagnostic::error(Code::TD020, message).at(evidence.gia_tri.place());
            finding
                .hint_at(indicator.place.clone(), "cách tính ở đây; xóa dòng này, ghi kết quả của chỉ số dùng để tính")
        })
    }

    fn award(&mut self, name: &Located<String>) -> Option<usize> {
        let known = self.facts.quy_dinh.hinh_thuc.iter().map(|entry| (&entry.ten, &entry.ma));
        entry("hình thức khen thưởng", name, &self.index.awards, known, &mut self.index.findings)
    }

    fn stage(&mut self, name: &Located<String>) -> Option<usize> {
        let known = self.facts.quy_dinh.buoc.iter().map(|entry| (&entry.ten, &entry.ma));
        entry("bước", name, &self.index.stages, known, &mut self.index.findings)
    }

    fn paper(&mut self, name: &Located<String>) -> Option<usize> {
        let known = self.facts.quy_dinh.ho_so.iter().map(|entry| (&entry.ten, &entry.ma));
        entry("thành phần hồ sơ", name, &self.index.papers, known, &mut self.index.findings)
    }
}

fn put(rows: &mut HashMap<usize, Vec<usize>>, whose: Option<usize>, row: usize) {
    if let Some(whose) = whose {
        rows.entry(whose).or_default().push(row);
    }
}

/// The number of the entry with the code or name `name` among the `known` names and codes of the rules.
fn entry<'a>(
    what: &str,
    name: &Located<String>,
    numbers: &HashMap<String, usize>,
    known: impl Iterator<Item = (&'a String, &'a String)>,
    findings: &mut Report,
) -> Option<usize> {
    let found = numbers.get(&fold(&name.value)).copied();
    if found.is_none() && !name.value.is_empty() {
        let known = known.flat_map(|(name, code)| [name.as_str(), code.as_str()]);
        findings.push(unknown(what, name, nearest(&name.value, known)));
    }
    found
}

/// The rows in the order of their places, so that nothing depends on the order of the list.
fn by_place<T>(rows: &[T], place: impl Fn(&T) -> &Place) -> Vec<(usize, &T)> {
    let mut sorted: Vec<(usize, &T)> = rows.iter().enumerate().collect();
    sorted.sort_by(|left, right| place(left.1).cmp(place(right.1)));
    sorted
}

/// The kinds of units in their order, each once however it is spelled.
fn kinds(facts: &Facts) -> HashMap<String, usize> {
    let all: BTreeSet<&str> = facts.doi_tuong.iter().map(|unit| unit.loai_don_vi.as_str()).collect();
    let mut kinds = HashMap::new();
    for (at, kind) in all.into_iter().filter(|kind| !kind.is_empty()).enumerate() {
        kinds.entry(fold(kind)).or_insert(at);
    }
    kinds
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
