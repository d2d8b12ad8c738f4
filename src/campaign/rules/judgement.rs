//! The judgement on a campaign: every đề nghị assessed, every award chosen, everything found.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::context::Context;
use super::criteria::{self, Candidate};
use super::index::Proposed;
use super::money::{self, RewardMoney};
use super::selection::{Choice, Outcome, Selection};
use super::stages::{SoFar, Stages};
use super::verdict::{State, Verdict};
use super::{dossiers, exclusions, progress, votes};
use crate::base::diag::{Place, Report};
use crate::campaign::model::award::Award;
use crate::campaign::model::nomination::{NomineeKind, Override};

/// The code of all criteria together among the verdicts.
pub const CRITERIA: &str = "tieu_chuan";

/// One đề nghị, assessed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessed {
    /// Code of the nominee.
    pub doi_tuong: String,
    pub ten: String,
    pub loai: NomineeKind,
    /// Name of the unit it belongs to, or of itself.
    pub don_vi: String,
    /// The same as a position among the parties.
    #[serde(skip)]
    pub unit: usize,
    /// Code of the award.
    pub hinh_thuc: String,
    pub nam: Option<i32>,
    pub tieu_chuan: Verdict,
    pub loai_tru: Vec<Verdict>,
    pub ho_so: Verdict,
    pub bieu_quyet: Verdict,
    /// A member for each step of the plan that concerns it, in their order.
    pub buoc: Verdict,
    /// Codes of the steps that are open for it.
    #[serde(skip)]
    pub buoc_mo: Vec<String>,
    /// "Đạt" when it qualifies, whatever the chỉ tiêu.
    pub ket_luan: State,
    pub ket_qua: Outcome,
    /// Among those who qualify, from 1; equals share a number.
    pub hang: Option<usize>,
    pub tien_thuong: Option<RewardMoney>,
    /// Written reasons of the ngoại lệ that were used.
    pub dac_cach: Vec<String>,
    #[serde(serialize_with = "place_text")]
    pub vi_tri: Place,
    #[serde(skip)]
    pub proposed: Proposed,
}

fn place_text<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

impl Assessed {
    /// All verdicts on it, in the order in which they are told.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        [&self.tieu_chuan].into_iter().chain(&self.loai_tru).chain([&self.ho_so, &self.bieu_quyet, &self.buoc])
    }

    /// Whether it meets all that is judged before the council votes.
    pub fn can_be_voted_on(&self) -> bool {
        let before = [&self.tieu_chuan, &self.ho_so].into_iter().chain(&self.loai_tru);
        let is_open = before.into_iter().all(|verdict| !matches!(verdict.trang_thai, State::KhongDat | State::Cho));
        // A step may be due after the vote; one that ended it is not.
        is_open && self.buoc.trang_thai != State::KhongDat
    }

    /// The innermost reasons for its conclusion.
    pub fn reasons(&self) -> Vec<&Verdict> {
        let same = self.verdicts().filter(|verdict| verdict.trang_thai == self.ket_luan);
        same.flat_map(Verdict::causes).collect()
    }
}

/// What a campaign comes to on one day.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub ngay: NaiveDate,
    /// By award, year and nominee; independent of the order of rows.
    pub de_nghi: Vec<Assessed>,
    pub chon: Vec<Selection>,
    /// Codes of the steps that are open whoever is proposed.
    pub buoc_mo: Vec<String>,
}

/// A judgement, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Judged {
    pub judgement: Judgement,
    /// By code, then by place as a person reads a sheet; each finding once.
    pub report: Report,
}

impl Judgement {
    /// What was chosen for this award in this year, from high to low.
    pub fn chosen(&self, award: &str, year: Option<i32>) -> Vec<&Assessed> {
        let selection = self.chon.iter().find(|selection| selection.hinh_thuc == award && selection.nam == year);
        selection
            .into_iter()
            .flat_map(|selection| &selection.duoc_chon)
            .filter_map(|at| self.de_nghi.get(*at))
            .collect()
    }
}

/// Assesses every đề nghị and chooses.
pub fn assess(context: &Context) -> (Vec<Assessed>, Vec<Selection>) {
    let mut seen = BTreeSet::new();
    let mut again = |proposed: &Proposed| !seen.insert((proposed.award, proposed.year, proposed.nominee));
    let nobody = SoFar::default();
    let first = |proposed: &Proposed| {
        let again = again(proposed);
        Some((again, assess_one(context, *proposed, again, &nobody)?))
    };
    let (again, mut assessed): (Vec<bool>, Vec<Assessed>) = context.index.proposed.iter().filter_map(first).unzip();
    assessed.shrink_to_fit();
    let stages = Stages::of(context);
    let mut choice = Choice::default();
    for level in 0..=stages.last() {
        if level > 0 {
            let so_far = SoFar::of(&assessed, stages.done_before(level));
            let due = |item: &Assessed| stages.assessed_at(item.proposed.award) == level;
            for (item, again) in assessed.iter_mut().zip(&again).filter(|(item, _)| due(item)) {
                if let Some(judged) = assess_one(context, item.proposed, *again, &so_far) {
                    *item = judged;
                }
            }
        }
        let due = stages.pools.iter().filter(|(at, _)| *at == level);
        due.for_each(|(_, pool)| choice.choose(context, pool, &mut assessed));
    }
    let selections = choice.lists(context, &assessed);
    (assessed, selections)
}

fn assess_one(context: &Context, proposed: Proposed, again: bool, so_far: &SoFar) -> Option<Assessed> {
    let nominee = context.nominee(proposed.nominee)?;
    let award = context.award(proposed.award)?;
    let nomination = context.facts.de_nghi.get(proposed.row)?;
    let overrides = waivers(context, proposed, award);
    let waivers: Vec<(&str, &str)> =
        overrides.iter().map(|waiver| (waiver.bo_qua.value.as_str(), waiver.ly_do.value.as_str())).collect();
    let candidate = Candidate::of(proposed.nominee, proposed.year, award);
    let candidate = Candidate { waivers: &waivers, so_far: Some(so_far), ..candidate };
    let criteria = candidate.waived(criteria::judge_all(context, CRITERIA, &award.tieu_chuan, candidate));
    let exclusions = exclusions::judge_all(context, candidate);
    let dossier = dossiers::judge(context, award, candidate);
    let vote = votes::judge(context, proposed.award, award, candidate);
    let steps = progress::judge(context, candidate);
    let misplaced = again || award.doi_tuong.is_some_and(|kind| kind != nominee.loai);
    let conclusion = if misplaced {
        State::KhongDat
    } else {
        conclude(&criteria, exclusions.iter().chain([&dossier, &vote, &steps]))
    };
    let unit = context.unit_of(proposed.nominee).unwrap_or(proposed.nominee);
    let is_outside = unit == proposed.nominee && nominee.loai != NomineeKind::TapThe;
    let mut item = Assessed {
        doi_tuong: nominee.ma.clone(),
        ten: nominee.ten.clone(),
        loai: nominee.loai,
        don_vi: if is_outside { String::new() } else { context.nominee(unit).unwrap_or(nominee).ten.clone() },
        unit,
        hinh_thuc: award.ma.clone(),
        nam: proposed.year,
        tieu_chuan: criteria,
        loai_tru: exclusions,
        ho_so: dossier,
        bieu_quyet: vote,
        buoc: steps,
        buoc_mo: progress::open_for(context, candidate),
        ket_luan: conclusion,
        ket_qua: if conclusion == State::KhongDat { Outcome::KhongDat } else { Outcome::Cho },
        hang: None,
        tien_thuong: money(context, award, nominee.loai),
        dac_cach: Vec::new(),
        vi_tri: nomination.place.clone(),
        proposed,
    };
    item.dac_cach = used_waivers(&item);
    Some(item)
}

/// The written ngoại lệ that concern a đề nghị; one without a reason has no effect.
fn waivers<'a>(context: &Context<'a>, proposed: Proposed, award: &Award) -> Vec<&'a Override> {
    let rows = Context::rows(&context.facts.ngoai_le, context.index.overrides.get(&proposed.nominee));
    let concerns = |row: &&Override| {
        let named = row.hinh_thuc.as_ref().map(|name| context.index.award_number(&name.value));
        !row.ly_do.value.is_empty()
            && named.is_none_or(|number| {
                number.is_some_and(|at| context.award(at).is_some_and(|known| known.ma == award.ma))
            })
    };
    let mut rows: Vec<&Override> = rows.into_iter().filter(concerns).collect();
    rows.sort_by(|left, right| left.place.cmp(&right.place));
    rows
}

/// Nothing may be against it, nothing open, and at least one criterion must speak for it.
fn conclude<'a>(criteria: &Verdict, others: impl Iterator<Item = &'a Verdict>) -> State {
    let own = if criteria.trang_thai == State::KhongApDung { State::Cho } else { criteria.trang_thai };
    others.map(|verdict| verdict.trang_thai).filter(|state| *state != State::KhongApDung).fold(own, State::min)
}

fn money(context: &Context, award: &Award, kind: NomineeKind) -> Option<RewardMoney> {
    if let Some(amount) = award.tien_thuong.of(kind) {
        return Some(RewardMoney::set(amount, &award.can_cu));
    }
    let title = award.danh_muc.as_ref()?;
    let date = award.ngay_quyet_dinh.as_ref().map_or(context.date, |day| day.value);
    money::reward(context.law, &title.value, kind, date)
}

fn used_waivers(item: &Assessed) -> Vec<String> {
    fn collect(verdict: &Verdict, reasons: &mut BTreeSet<String>) {
        reasons.extend(verdict.dac_cach.clone());
        verdict.gom.iter().for_each(|member| collect(member, reasons));
    }
    let mut reasons = BTreeSet::new();
    item.verdicts().for_each(|verdict| collect(verdict, &mut reasons));
    reasons.into_iter().collect()
}
