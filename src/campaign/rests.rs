//! What a paper rests on, and so which findings it must not be printed with.
//!
//! A đăng ký rests on what its unit registered, a báo cáo thành tích on what is known of one nominee, a
//! list on everybody who was proposed for the same places, the final report on everything.

use std::collections::BTreeSet;

use super::Shared;
use super::concern::{Concern, Subject};
use super::needs::is_judged;
use super::story::about::About;
use crate::diag::Report;
use crate::model::nomination::NomineeKind;
use crate::model::quota::{Limit, ShareBase};
use crate::rules::Assessed;
use crate::template::{Form, Need};

/// Findings with their subjects, and how the subjects hang together.
#[derive(Default)]
pub struct Concerns {
    pub all: Vec<Concern>,
    /// The unit of each đối tượng, by position.
    pub unit_of: Vec<Option<usize>>,
    /// Awards that are chosen together.
    pub pools: Vec<BTreeSet<usize>>,
}

impl Shared {
    /// The findings that concern the paper on `form` about `about`.
    pub(super) fn findings_of(&self, form: &Form, about: About) -> Report {
        let mut report = Report::new();
        if self.concerns.all.is_empty() {
            return report;
        }
        let subjects = self.subjects(form, about);
        let rests = |subject: &Subject| match about {
            About::Campaign => form.needs.iter().any(|need| rests_need(*need, *subject)),
            // An empty form says nothing of anybody, and that of the plan no rule.
            About::Blank => false,
            _ => subjects.contains(subject),
        };
        let concerned = self.concerns.all.iter().filter(|concern| concern.subjects.iter().any(rests));
        concerned.for_each(|concern| report.push(concern.finding.clone()));
        report
    }

    /// What a paper about somebody or about an award rests on.
    fn subjects(&self, form: &Form, about: About) -> BTreeSet<Subject> {
        match about {
            About::Campaign | About::Blank => BTreeSet::new(),
            About::Unit(at) => self.of_unit(at, is_judged(form)),
            About::Award(at) => self.of_round(at),
            About::Submission(at) => {
                let submission = self.story.xet.ho_so_trinh.get(at);
                submission.iter().flat_map(|submission| &submission.dot).flat_map(|at| self.of_round(*at)).collect()
            }
            About::Nomination(at) => {
                let Some(item) = self.judgement.de_nghi.get(at) else { return BTreeSet::new() };
                if form.needs.contains(&Need::DuocChon) {
                    let chosen = &self.judgement.chon;
                    let round = chosen.iter().position(|it| it.hinh_thuc == item.hinh_thuc && it.nam == item.nam);
                    return round.map(|round| self.of_round(round)).unwrap_or_default();
                }
                let own = [Subject::Rules, Subject::RulesOf(item.proposed.award)];
                own.into_iter().chain(self.of_nominee(item.proposed.nominee)).collect()
            }
        }
    }

    fn of_nominee(&self, nominee: usize) -> impl Iterator<Item = Subject> {
        let unit = self.concerns.unit_of.get(nominee).copied().flatten();
        [Some(nominee), unit].into_iter().flatten().map(Subject::Nominee)
    }

    /// What the unit at this position sends in: its registration, or also its đề nghị.
    fn of_unit(&self, at: usize, with_nominees: bool) -> BTreeSet<Subject> {
        let mut subjects = BTreeSet::from([Subject::Unit(at)]);
        if !with_nominees {
            return subjects;
        }
        let name = self.units.get(at).map(|record| record.unit.ten.as_str()).unwrap_or_default();
        let items = self.judgement.de_nghi.iter().filter(|item| item.don_vi == name);
        for item in items {
            subjects.extend([Subject::Rules, Subject::RulesOf(item.proposed.award)]);
            subjects.extend(self.of_nominee(item.proposed.nominee));
        }
        let known = self.facts.doi_tuong.iter().enumerate();
        let own = known.filter(|(_, nominee)| nominee.loai == NomineeKind::TapThe && nominee.ten == name);
        subjects.extend(own.map(|(at, _)| Subject::Nominee(at)));
        subjects
    }

    /// All who compete with those of the round, and the rules by which they do.
    fn of_round(&self, round: usize) -> BTreeSet<Subject> {
        let rules = &self.facts.quy_dinh;
        let Some(round) = self.judgement.chon.get(round) else { return BTreeSet::new() };
        let Some(award) = rules.hinh_thuc.iter().position(|award| award.ma == round.hinh_thuc) else {
            return BTreeSet::new();
        };
        let pool = self.concerns.pools.iter().find(|pool| pool.contains(&award)).cloned().unwrap_or_default();
        let mut subjects = BTreeSet::from([Subject::Rules, Subject::Lists, Subject::Council]);
        let of_award = |award: &usize| [Subject::RulesOf(*award), Subject::Award(*award), Subject::Choice(*award)];
        subjects.extend(pool.iter().flat_map(of_award));
        let competes = |item: &&Assessed| item.nam == round.nam && pool.contains(&item.proposed.award);
        let competitors = self.judgement.de_nghi.iter().filter(competes);
        subjects.extend(competitors.flat_map(|item| self.of_nominee(item.proposed.nominee)));
        let codes: Vec<&str> =
            pool.iter().filter_map(|at| rules.hinh_thuc.get(*at)).map(|award| award.ma.as_str()).collect();
        let mut quotas = rules.chi_tieu.iter().filter(|quota| counts_roll(&quota.gioi_han));
        if quotas.any(|quota| quota.hinh_thuc.iter().any(|award| codes.contains(&award.value.as_str()))) {
            subjects.insert(Subject::Roll);
        }
        subjects
    }
}

/// Whether a paper that can't do without `need` rests on `subject`.
fn rests_need(need: Need, subject: Subject) -> bool {
    match need {
        Need::QuyDinh => matches!(subject, Subject::Rules | Subject::RulesOf(_)),
        Need::DangKy => matches!(subject, Subject::Unit(_)),
        Need::ConThieu => !matches!(subject, Subject::Council | Subject::Choice(_)),
        Need::DonVi | Need::CoDangKy => false,
        Need::HoSoDonVi | Need::DeNghi | Need::DuocChon | Need::HoiDong | Need::BieuQuyet => true,
    }
}

/// Whether the places are a share of all that there are or that have registered.
fn counts_roll(limit: &Limit) -> bool {
    matches!(limit, Limit::TyLe { co_so: Some(ShareBase::TongSo | ShareBase::DaDangKy), .. })
}
