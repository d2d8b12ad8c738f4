//! What a paper says something of, and so which findings it must not be printed with.
//!
//! A đăng ký tells what its unit registered, a báo cáo thành tích what is known of one nominee, a
//! list of everybody who was proposed for the same places, the final report on everything.

use std::collections::BTreeSet;

use crate::base::diag::Report;
use crate::campaign::about::About;
use crate::campaign::model::quota::{Limit, ShareBase};
use crate::campaign::opened::Shared;
use crate::campaign::ownership::Subject;
use crate::campaign::rules::Assessed;
use crate::campaign::template::{Kind, Need};
use crate::paper::document::DocumentKind;

impl Shared {
    /// The findings that concern the paper of `kind` about `about`.
    pub fn findings_of(&self, kind: &Kind, about: About) -> Report {
        self.findings.on_papers(|known| match about {
            About::Campaign | About::Row(_) => {
                let needs = || kind.can.iter().copied().chain(self.annexed(kind));
                known.filter(|subject| needs().any(|need| is_of(need, *subject))).collect()
            }
            _ => self.subjects(kind, about),
        })
    }

    /// What the plan also rests on where it prints what units and blocks are allotted.
    fn annexed(&self, kind: &Kind) -> Option<Need> {
        let is_plan = kind.loai == DocumentKind::KeHoach;
        (is_plan && !self.story.quy_dinh.phan_bo.is_empty()).then_some(Need::ChiTieu)
    }

    /// What a paper about somebody or about an award says something of.
    fn subjects(&self, kind: &Kind, about: About) -> BTreeSet<Subject> {
        match about {
            // An empty form says nothing of anybody, and that of the plan no rule.
            About::Campaign | About::Blank | About::Row(_) => BTreeSet::new(),
            About::Unit(at) => self.of_unit(at, kind.can.iter().any(|need| need.is_judged())),
            About::Award(at) => self.of_round(at),
            About::Submission(at) => {
                let submission = self.story.xet.ho_so_trinh.get(at);
                submission.iter().flat_map(|submission| &submission.dot).flat_map(|at| self.of_round(*at)).collect()
            }
            About::Nomination(at) => {
                let Some(item) = self.judgement.de_nghi.get(at) else { return BTreeSet::new() };
                if kind.can.contains(&Need::DuocChon) {
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
        [Some(nominee), self.parties.unit_of(nominee)].into_iter().flatten().map(Subject::Nominee)
    }

    /// What the unit at this position sends in: its registration, or also its đề nghị.
    fn of_unit(&self, unit: usize, with_nominees: bool) -> BTreeSet<Subject> {
        let mut subjects = BTreeSet::from([Subject::Unit(unit)]);
        if with_nominees {
            subjects.insert(Subject::Nominee(unit));
            for item in self.judgement.de_nghi.iter().filter(|item| item.unit == unit) {
                subjects.extend([Subject::Rules, Subject::RulesOf(item.proposed.award)]);
                subjects.extend(self.of_nominee(item.proposed.nominee));
            }
        }
        subjects
    }

    /// All who compete with those of the round, and the rules by which they do.
    fn of_round(&self, round: usize) -> BTreeSet<Subject> {
        let rules = &self.facts.quy_dinh;
        let Some(round) = self.judgement.chon.get(round) else { return BTreeSet::new() };
        let Some(award) = rules.hinh_thuc.iter().position(|award| award.ma == round.hinh_thuc) else {
            return BTreeSet::new();
        };
        let pool = self.findings.pool(award);
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

/// Whether a paper that can't do without `need` says something of `subject`.
fn is_of(need: Need, subject: Subject) -> bool {
    match need {
        Need::QuyDinh => matches!(subject, Subject::Rules | Subject::RulesOf(_)),
        Need::DangKy => matches!(subject, Subject::Unit(_)),
        Need::ConThieu => !matches!(subject, Subject::Council | Subject::Choice(_)),
        Need::DonVi | Need::CoDangKy => false,
        Need::ChiTieu => matches!(subject, Subject::Rules | Subject::RulesOf(_) | Subject::Roll | Subject::Lists),
        Need::ThangDiem | Need::HoSoDonVi | Need::DeNghi | Need::DuocChon | Need::HoiDong | Need::BieuQuyet => true,
    }
}

/// Whether the places are a share of all that there are or that have registered.
fn counts_roll(limit: &Limit) -> bool {
    matches!(limit, Limit::TyLe { co_so: Some(ShareBase::TongSo | ShareBase::DaDangKy | ShareBase::DaDat), .. })
}
