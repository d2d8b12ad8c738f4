//! Choosing from high to low among those who qualify, never more than the chỉ tiêu give.
//!
//! Awards that share a chỉ tiêu are chosen together. Nominees equal in every link of the chain stand or
//! fall together: where they straddle the edge, none of them is chosen and the clerk is told, because a
//! program must not draw lots. Places taken up by such a tie are not given to those ranked below. Nor can
//! points be held against ballots: awards that rank by unlike things and want more places than a shared
//! chỉ tiêu has wait until the plan says how it is shared.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use super::judgement::Assessed;
use super::leaf;
use super::ledger::{Ledger, Order, Placed};
use super::quotas::{self, Places, QuotaUse};
use super::strands::Strand;
use super::verdict::State;
use super::{scores, sums, votes};
use crate::campaign::model::award::{Award, RankKey};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::labelled::labelled;
use crate::campaign::model::located::Located;
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
    /// Codes of those that can't be given, because they are shared with an award that ranks by unlike things.
    #[serde(skip)]
    pub khac_xep_hang: Vec<String>,
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

/// The choice, pool after pool.
#[derive(Debug, Default)]
pub struct Choice {
    /// Codes of the chỉ tiêu that can't be given, by year.
    unlike: BTreeMap<Option<i32>, BTreeSet<String>>,
}

impl Choice {
    /// Chooses within `pool`, and writes outcome and rank into `assessed`.
    pub fn choose(&mut self, context: &Context, pool: &BTreeSet<usize>, assessed: &mut [Assessed]) {
        for year in years(assessed) {
            self.unlike.entry(year).or_default().extend(choose(context, pool, year, assessed));
        }
    }

    /// What was chosen for each award in each year.
    pub fn lists(&self, context: &Context, assessed: &[Assessed]) -> Vec<Selection> {
        let none = BTreeSet::new();
        let of_year = |year: Option<i32>| {
            let unlike = self.unlike.get(&year).unwrap_or(&none);
            let awards = context.rules().hinh_thuc.iter();
            awards.filter_map(move |award| list(context, award, year, assessed, unlike)).collect::<Vec<_>>()
        };
        years(assessed).into_iter().flat_map(of_year).collect()
    }
}

fn years(assessed: &[Assessed]) -> BTreeSet<Option<i32>> {
    assessed.iter().map(|item| item.nam).collect()
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

/// Chooses within one pool; the codes of the chỉ tiêu whose places can't be given, because those who want
/// them are ranked by unlike things.
fn choose(context: &Context, pool: &BTreeSet<usize>, year: Option<i32>, assessed: &mut [Assessed]) -> Vec<String> {
    let codes: BTreeSet<&str> =
        pool.iter().filter_map(|award| context.award(*award)).map(|award| award.ma.as_str()).collect();
    let shared = |quota: &&Quota| quota.hinh_thuc.iter().any(|code| codes.contains(code.value.as_str()));
    let quotas: Vec<(&Quota, Places)> = context
        .rules()
        .chi_tieu
        .iter()
        .filter(shared)
        .map(|quota| (quota, quotas::measure(context, quota, year, assessed).places))
        .collect();
    let ledger = Ledger { context, quotas };
    let orders = orders(context, pool, year, assessed);
    let none = BTreeSet::new();
    let mut chosen: Vec<Vec<Placed>> = orders.iter().map(|order| ledger.give(order, assessed, &none)).collect();
    let (unlike, waiting) = ledger.contested(&chosen, assessed);
    if !waiting.is_empty() {
        chosen = orders.iter().map(|order| ledger.give(order, assessed, &waiting)).collect();
    }
    for placed in chosen.into_iter().flatten() {
        if let Some(item) = assessed.get_mut(placed.at) {
            item.ket_qua = placed.outcome;
            item.hang = Some(placed.rank);
        }
    }
    unlike
}

/// What an award ranks by, link by link.
type Chain<'a> = Vec<(&'static str, &'a str, bool)>;

/// Those who qualify, in order. Only what is ranked by the same links can be compared: awards that have the
/// first ones in common make one order by these, in which the equals of each award are a strand of their own; awards
/// that have none in common make an order each.
fn orders(context: &Context, pool: &BTreeSet<usize>, year: Option<i32>, assessed: &[Assessed]) -> Vec<Order> {
    let mut chains: BTreeMap<Chain, Vec<(Reverse<RankValues>, usize)>> = BTreeMap::new();
    let concerned = |item: &Assessed| item.nam == year && pool.contains(&item.proposed.award);
    for (at, item) in assessed.iter().enumerate() {
        let Some(award) = context.award(item.proposed.award) else { continue };
        if concerned(item) && item.ket_luan == State::Dat {
            let chain = award.xep_hang.iter().map(RankKey::identity).collect();
            chains.entry(chain).or_default().push((Reverse(rank_values(context, item)), at));
        }
    }
    let common = common_links(chains.keys());
    if chains.len() > 1 && common == 0 {
        return chains.into_values().map(|members| vec![vec![in_order(members)]]).collect();
    }
    let mut whole: BTreeMap<Reverse<RankValues>, Vec<Vec<Ranked>>> = BTreeMap::new();
    for members in chains.into_values() {
        let mut parts: BTreeMap<Reverse<RankValues>, Vec<Ranked>> = BTreeMap::new();
        for member in members {
            parts.entry(Reverse(member.0.0.iter().take(common).copied().collect())).or_default().push(member);
        }
        parts.into_iter().for_each(|(values, part)| whole.entry(values).or_default().push(part));
    }
    vec![whole.into_values().map(|parts| parts.into_iter().map(in_order).collect()).collect()]
}

/// The values that a đề nghị is ranked by, from high to low, and its position.
type Ranked = (Reverse<RankValues>, usize);

/// How many links all `chains` begin with.
fn common_links<'a>(chains: impl Iterator<Item = &'a Chain<'a>>) -> usize {
    let all: Vec<&Chain> = chains.collect();
    let Some((first, rest)) = all.split_first() else { return 0 };
    let same = |at: usize| rest.iter().all(|chain| chain.get(at) == first.get(at));
    (0..first.len()).take_while(|at| same(*at)).count()
}

fn in_order(mut members: Vec<Ranked>) -> Strand {
    members.sort();
    members.chunk_by(|left, right| left.0 == right.0).map(|group| group.iter().map(|(_, at)| *at).collect()).collect()
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
        RankKey::SoPhieu => votes::rank(context, item.proposed.nominee, item.proposed.award, item.nam),
        RankKey::TongDiem { thang_diem, tang_dan } => total_value(context, &thang_diem.value, *tang_dan, item),
        RankKey::ChiSo { chi_so, tang_dan } if context.rules().total_as_indicator(&chi_so.value).is_some() => {
            total_value(context, &chi_so.value, *tang_dan, item)
        }
        RankKey::ChiSo { chi_so, tang_dan } => indicator_value(context, chi_so, *tang_dan, item),
    }
}

/// The value of a chỉ số that is no total: typed, or reckoned from others.
fn indicator_value(context: &Context, chi_so: &Located<String>, ascending: bool, item: &Assessed) -> Option<i64> {
    let (nominee, year) = (item.proposed.nominee, item.nam);
    let signed = |number: i64| if ascending { -number } else { number };
    if let Some((sheet, of_sheet)) = scores::worked_out(context, &chi_so.value) {
        return scores::points(context, sheet, of_sheet, nominee, year).ranked(ascending);
    }
    let indicator = context.rules().indicator(&chi_so.value);
    if let Some(sum) = indicator.filter(|indicator| !indicator.terms().is_empty()) {
        return sums::of(context, sum, nominee, year).ranked(ascending);
    }
    if let Some(graded) = indicator.and_then(|indicator| context.grades.of(&indicator.ma, nominee, year)) {
        return graded.settled().map(|level| signed(level as i64));
    }
    let rows = leaf::evidence(context, nominee, &chi_so.value, year);
    let numbers = rows.iter().map(|row| {
        let number = match leaf::known(context, row) {
            EvidenceValue::CoKhong(flag) => Some(Quantity::whole(i64::from(*flag))),
            value => leaf::number(value)
                .or_else(|| leaf::rank(context, chi_so, value).map(|rank| Quantity::whole(rank as i64))),
        };
        number.map(|number| signed(number.millionths()))
    });
    numbers.min().flatten()
}

/// The total of points; `None` while some are not known.
fn total_value(context: &Context, code: &str, ascending: bool, item: &Assessed) -> Option<i64> {
    let sum = scores::sum(context, context.rules().total(code)?, item.proposed.nominee, item.nam);
    sum.ranked(ascending)
}

fn list(
    context: &Context,
    award: &Award,
    year: Option<i32>,
    assessed: &[Assessed],
    unlike: &BTreeSet<String>,
) -> Option<Selection> {
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
    let khac_xep_hang = quotas.clone().filter(|quota| unlike.contains(&quota.ma)).map(|quota| quota.ma.clone());
    Some(Selection {
        hinh_thuc: award.ma.clone(),
        nam: year,
        khac_xep_hang: khac_xep_hang.collect(),
        chi_tieu: quotas.map(|quota| quotas::measure(context, quota, year, assessed)).collect(),
        duoc_chon: with(Outcome::DuocChon),
        dong_hang: with(Outcome::DongHang),
        ngoai_chi_tieu: with(Outcome::NgoaiChiTieu),
        cho_chi_tieu: with(Outcome::ChoChiTieu),
        cho: with(Outcome::Cho),
        khong_dat: with(Outcome::KhongDat),
    })
}
