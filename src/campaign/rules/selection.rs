//! Choosing from high to low among those who qualify, never more than the chỉ tiêu give.
//!
//! Awards that share a chỉ tiêu are chosen together. Nominees equal in every link of the chain stand or
//! fall together: where they straddle the edge, none of them is chosen and the clerk is told, because a
//! program must not draw lots. Places taken up by such a tie are not given to those ranked below.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use super::judgement::Assessed;
use super::leaf;
use super::quotas::{self, Places, QuotaUse};
use super::verdict::State;
use super::votes;
use crate::campaign::model::award::{Award, RankKey};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::labelled::labelled;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::Quota;

labelled! {
    /// What became of a đề nghị, from worst to best.
    Outcome {
        KhongDat "khong_dat" "không đạt";
        Cho "cho" "chờ";
        NgoaiChiTieu "ngoai_chi_tieu" "ngoài chỉ tiêu";
        /// Qualified, but the number of places is not known.
        ChoChiTieu "cho_chi_tieu" "chờ chỉ tiêu";
        /// Equal to others at the edge.
        DongHang "dong_hang" "đồng hạng";
        DuocChon "duoc_chon" "được chọn";
    }
}

/// What was chosen for one award in one year. Numbers are positions in the list of the judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Selection {
    pub hinh_thuc: String,
    pub nam: Option<i32>,
    pub chi_tieu: Vec<QuotaUse>,
    /// From high to low.
    pub duoc_chon: Vec<usize>,
    pub dong_hang: Vec<usize>,
    pub ngoai_chi_tieu: Vec<usize>,
    pub cho_chi_tieu: Vec<usize>,
    pub cho: Vec<usize>,
    pub khong_dat: Vec<usize>,
}

/// Higher is better; what is missing comes last.
type RankValues = Vec<Option<i64>>;

/// Chooses, and writes outcome and rank into `assessed`.
pub fn select(context: &Context, assessed: &mut [Assessed]) -> Vec<Selection> {
    let pools = pools(context);
    let years: BTreeSet<Option<i32>> = assessed.iter().map(|item| item.nam).collect();
    let mut selections = Vec::new();
    for year in years {
        for pool in &pools {
            choose(context, pool, year, assessed);
        }
        selections.extend(context.rules().hinh_thuc.iter().filter_map(|award| list(context, award, year, assessed)));
    }
    selections
}

/// Awards in groups that share chỉ tiêu, in the order of the plan.
pub fn pools(context: &Context) -> Vec<BTreeSet<usize>> {
    let mut pools: Vec<BTreeSet<usize>> =
        (0..context.rules().hinh_thuc.len()).map(|award| BTreeSet::from([award])).collect();
    for quota in &context.rules().chi_tieu {
        let awards: BTreeSet<usize> =
            quota.hinh_thuc.iter().filter_map(|code| context.index.award_number(&code.value)).collect();
        let (mut joined, rest): (Vec<_>, Vec<_>) = pools.into_iter().partition(|pool| !pool.is_disjoint(&awards));
        pools = rest;
        if !joined.is_empty() {
            pools.push(joined.drain(..).flatten().collect());
        }
    }
    pools.sort();
    pools
}

fn choose(context: &Context, pool: &BTreeSet<usize>, year: Option<i32>, assessed: &mut [Assessed]) {
    let concerned = |item: &Assessed| item.nam == year && pool.contains(&item.proposed.award);
    let codes: BTreeSet<&str> =
        pool.iter().filter_map(|award| context.award(*award)).map(|award| award.ma.as_str()).collect();
    let shared = |quota: &&Quota| quota.hinh_thuc.iter().any(|code| codes.contains(code.value.as_str()));
    let mut ledger: Vec<Account> = context
        .rules()
        .chi_tieu
        .iter()
        .filter(shared)
        .map(|quota| Account {
            quota,
            left: quotas::measure(context, quota, year, assessed).places,
            spent: BTreeMap::new(),
        })
        .collect();
    let mut order: Vec<(Reverse<RankValues>, usize)> = assessed
        .iter()
        .enumerate()
        .filter(|(_, item)| concerned(item) && item.ket_luan == State::Dat)
        .map(|(at, item)| (Reverse(rank_values(context, item)), at))
        .collect();
    order.sort();
    let mut above = 0;
    for group in order.chunk_by(|left, right| left.0 == right.0) {
        let members: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
        let outcomes = settle(context, &mut ledger, &members, assessed);
        for (at, outcome) in members.iter().zip(outcomes) {
            if let Some(item) = assessed.get_mut(*at) {
                item.ket_qua = outcome;
                item.hang = Some(above + 1);
            }
        }
        above += group.len();
    }
}

/// A chỉ tiêu while places are given out.
struct Account<'a> {
    quota: &'a Quota,
    left: Places,
    /// Places spent in all (key `None`) or by unit.
    spent: BTreeMap<Option<usize>, u32>,
}

impl Account<'_> {
    /// Which purse a nominee draws on, and how much is left in it; `None` when that is not known.
    fn room(&self, unit: usize) -> (Option<usize>, Option<u32>) {
        let (key, total) = match &self.left {
            Places::Unlimited => (None, Some(u32::MAX)),
            Places::Unknown => (None, None),
            Places::Total(count) => (None, Some(*count)),
            Places::Each(count) => (Some(unit), Some(*count)),
            Places::Allotted(counts) => (Some(unit), counts.get(&unit).copied()),
        };
        let spent = self.spent.get(&key).copied().unwrap_or(0);
        (key, total.map(|total| total.saturating_sub(spent)))
    }
}

/// Settles a group of equals against all accounts.
fn settle(context: &Context, ledger: &mut [Account], group: &[usize], assessed: &[Assessed]) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = vec![Outcome::DuocChon; group.len()];
    let unit = |at: usize| {
        assessed.get(at).map_or(at, |item| context.unit_of(item.proposed.nominee).unwrap_or(item.proposed.nominee))
    };
    let counted =
        |account: &Account, at: usize| assessed.get(at).is_some_and(|item| quotas::counts(account.quota, item));
    for account in ledger.iter() {
        for (at, outcome) in group.iter().zip(&mut outcomes) {
            if counted(account, *at) {
                *outcome = match account.room(unit(*at)).1 {
                    None => Outcome::ChoChiTieu.min(*outcome),
                    Some(0) => Outcome::NgoaiChiTieu,
                    Some(_) => *outcome,
                };
            }
        }
    }
    let wanted = demand(ledger, group, &outcomes, &unit, &counted);
    for (number, account) in ledger.iter().enumerate() {
        for (at, outcome) in group.iter().zip(&mut outcomes) {
            let (key, room) = account.room(unit(*at));
            let needs = wanted.get(&(number, key)).copied().unwrap_or(0);
            if *outcome == Outcome::DuocChon && counted(account, *at) && room.is_some_and(|room| needs > room) {
                *outcome = Outcome::DongHang;
            }
        }
    }
    for ((number, key), count) in wanted {
        if let Some(account) = ledger.get_mut(number) {
            let spent = account.spent.entry(key).or_default();
            *spent = spent.saturating_add(count);
        }
    }
    outcomes
}

/// How many places of each purse the group needs.
fn demand(
    ledger: &[Account],
    group: &[usize],
    outcomes: &[Outcome],
    unit: &dyn Fn(usize) -> usize,
    counted: &dyn Fn(&Account, usize) -> bool,
) -> BTreeMap<(usize, Option<usize>), u32> {
    let mut wanted = BTreeMap::new();
    for (number, account) in ledger.iter().enumerate() {
        for (at, _) in group.iter().zip(outcomes).filter(|(_, outcome)| **outcome == Outcome::DuocChon) {
            if counted(account, *at) {
                *wanted.entry((number, account.room(unit(*at)).0)).or_insert(0) += 1;
            }
        }
    }
    wanted
}

fn rank_values(context: &Context, item: &Assessed) -> RankValues {
    let Some(award) = context.award(item.proposed.award) else { return Vec::new() };
    award.xep_hang.iter().map(|key| rank_value(context, key, item)).collect()
}

/// The value of one link of the chain; `None` when it is missing.
pub fn rank_value(context: &Context, key: &RankKey, item: &Assessed) -> Option<i64> {
    match key {
        RankKey::UuTien { dac_diem } => {
            context.nominee(item.proposed.nominee).map(|nominee| i64::from(nominee.has(&dac_diem.value)))
        }
        RankKey::SoPhieu => {
            let votes = votes::votes(context, item.proposed.nominee, item.proposed.award, item.nam);
            votes.iter().map(|vote| i64::from(vote.dong_y.value)).min()
        }
        RankKey::ChiSo { chi_so, tang_dan } => {
            let rows = leaf::evidence(context, item.proposed.nominee, &chi_so.value, item.nam);
            let numbers = rows.iter().map(|row| {
                let number = match leaf::known(context, row) {
                    EvidenceValue::CoKhong(flag) => Some(Quantity::whole(i64::from(*flag))),
                    value => leaf::number(value)
                        .or_else(|| leaf::rank(context, chi_so, value).map(|rank| Quantity::whole(rank as i64))),
                };
                number.map(|number| if *tang_dan { -number.millionths() } else { number.millionths() })
            });
            numbers.min().flatten()
        }
    }
}

fn list(context: &Context, award: &Award, year: Option<i32>, assessed: &[Assessed]) -> Option<Selection> {
    let mut of_award: Vec<usize> = (0..assessed.len())
        .filter(|at| assessed.get(*at).is_some_and(|item| item.nam == year && item.hinh_thuc == award.ma))
        .collect();
    if of_award.is_empty() {
        return None;
    }
    of_award.sort_by_key(|at| (assessed.get(*at).and_then(|item| item.hang), *at));
    let with = |outcome: Outcome| -> Vec<usize> {
        of_award.iter().copied().filter(|at| assessed.get(*at).is_some_and(|item| item.ket_qua == outcome)).collect()
    };
    let quotas =
        context.rules().chi_tieu.iter().filter(|quota| quota.hinh_thuc.iter().any(|code| code.value == award.ma));
    Some(Selection {
        hinh_thuc: award.ma.clone(),
        nam: year,
        chi_tieu: quotas.map(|quota| quotas::measure(context, quota, year, assessed)).collect(),
        duoc_chon: with(Outcome::DuocChon),
        dong_hang: with(Outcome::DongHang),
        ngoai_chi_tieu: with(Outcome::NgoaiChiTieu),
        cho_chi_tieu: with(Outcome::ChoChiTieu),
        cho: with(Outcome::Cho),
        khong_dat: with(Outcome::KhongDat),
    })
}
