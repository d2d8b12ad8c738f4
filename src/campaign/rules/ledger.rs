//! Giving places out of chỉ tiêu, one group of equals after another, never more than there are.
//!
//! A nominee draws on every chỉ tiêu that counts it. Places that somebody may still come to need stay free: who
//! would only get one of these waits as well.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::judgement::Assessed;
use super::quotas::{self, Places};
use super::selection::Outcome;
use super::strands::{self, Strand};
use crate::campaign::model::quota::Quota;

/// What comes after each other: one strand, or several of which none comes before another.
pub type Order = Vec<Vec<Strand>>;

/// What became of one that qualifies.
pub struct Placed {
    pub at: usize,
    pub outcome: Outcome,
    pub rank: usize,
}

/// The chỉ tiêu of a pool.
pub struct Ledger<'a, 'b> {
    pub context: &'a Context<'b>,
    pub(super) quotas: Vec<(&'a Quota, Places)>,
}

impl Ledger<'_, '_> {
    /// Gives places in the order of `order`, as if it had all of them; those in `waiting` only keep theirs free.
    pub fn give(&self, order: &Order, assessed: &[Assessed], waiting: &BTreeSet<usize>) -> Vec<Placed> {
        let mut accounts: Vec<Account> = Vec::new();
        for (quota, left) in &self.quotas {
            accounts.push(Account { quota, left: left.clone(), spent: BTreeMap::new(), kept: BTreeMap::new() });
        }
        let mut placed = Vec::new();
        for tier in order {
            let [strand] = tier.as_slice() else {
                let rank = placed.len() + 1;
                let settled = strands::settle_all(self.context, &mut accounts, tier, assessed);
                placed.extend(settled.into_iter().map(|(at, outcome)| Placed { at, outcome, rank }));
                continue;
            };
            self.give_strand(&mut accounts, strand, assessed, waiting, &mut placed);
        }
        placed
    }

    fn give_strand(
        &self,
        accounts: &mut [Account],
        strand: &Strand,
        assessed: &[Assessed],
        waiting: &BTreeSet<usize>,
        placed: &mut Vec<Placed>,
    ) {
        for group in strand {
            let rank = placed.len() + 1;
            let (kept, members): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| waiting.contains(at));
            keep(self.context, accounts, &kept, assessed);
            let outcomes = settle(self.context, accounts, &members, assessed);
            placed.extend(members.into_iter().zip(outcomes).map(|(at, outcome)| Placed { at, outcome, rank }));
            placed.extend(kept.into_iter().map(|at| Placed { at, outcome: Outcome::ChoChiTieu, rank }));
        }
    }

    /// The chỉ tiêu that several orders would overdraw together, and all who draw on those.
    pub fn contested(&self, orders: &[Vec<Placed>], assessed: &[Assessed]) -> (Vec<String>, BTreeSet<usize>) {
        let (mut codes, mut waiting) = (Vec::new(), BTreeSet::new());
        for (quota, left) in &self.quotas {
            let account = Account { quota, left: left.clone(), spent: BTreeMap::new(), kept: BTreeMap::new() };
            let mut purses: BTreeMap<Option<usize>, Vec<(usize, usize)>> = BTreeMap::new();
            for (order, placed) in orders.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |one| (at, one)))
            {
                let Some(item) = assessed.get(placed.at) else { continue };
                let wants = matches!(placed.outcome, Outcome::DuocChon | Outcome::DongHang);
                if wants && quotas::counts(self.context, quota, item) {
                    let (purse, _) = account.room(quotas::purse(self.context, quota, item.proposed.nominee));
                    purses.entry(purse).or_default().push((order, placed.at));
                }
            }
            for (purse, wanting) in purses {
                let unlike = wanting.iter().any(|(order, _)| Some(*order) != wanting.first().map(|first| first.0));
                let room = account.total(purse).map_or(usize::MAX, |room| room as usize);
                if unlike && wanting.len() > room {
                    codes.push(quota.ma.clone());
                    waiting.extend(wanting.into_iter().map(|(_, at)| at));
                }
            }
        }
        (codes, waiting)
    }
}

/// A chỉ tiêu while places are given out.
#[derive(Clone)]
pub(super) struct Account<'a> {
    quota: &'a Quota,
    left: Places,
    /// Places spent in all (key `None`) or by unit.
    spent: BTreeMap<Option<usize>, u32>,
    /// Places that must stay free for those of whom it is not known yet.
    kept: BTreeMap<Option<usize>, u32>,
}

impl Account<'_> {
    /// The purse, and how much is left in it; `None` when that is not known.
    pub(super) fn room(&self, purse: Option<usize>) -> (Option<usize>, Option<u32>) {
        let spent = self.spent.get(&purse).copied().unwrap_or(0);
        (purse, self.total(purse).map(|total| total.saturating_sub(spent)))
    }

    /// How much is in a purse at first.
    fn total(&self, purse: Option<usize>) -> Option<u32> {
        match &self.left {
            Places::Unlimited => Some(u32::MAX),
            Places::Unknown => None,
            Places::Total(count) => Some(*count),
            Places::Each(count) => purse.filter(|unit| *unit != quotas::NOWHERE).map(|_| *count),
            Places::Allotted(counts) => purse.and_then(|unit| counts.get(&unit).copied()),
        }
    }

    /// The purse that the đề nghị at this position draws on; `None` where the chỉ tiêu does not count it.
    pub(super) fn purse_of(&self, context: &Context, at: usize, assessed: &[Assessed]) -> Option<Option<usize>> {
        let item = assessed.get(at).filter(|item| quotas::counts(context, self.quota, item))?;
        Some(quotas::purse(context, self.quota, item.proposed.nominee))
    }

    /// Whether nothing is left for the đề nghị at this position.
    pub(super) fn is_empty_for(&self, context: &Context, at: usize, assessed: &[Assessed]) -> bool {
        self.purse_of(context, at, assessed).is_some_and(|purse| self.room(purse).1 == Some(0))
    }

    /// Leaves nothing in the purse.
    pub(super) fn exhaust(&mut self, purse: Option<usize>) {
        self.spent.insert(purse, u32::MAX);
    }

    fn kept(&self, purse: Option<usize>) -> u32 {
        self.kept.get(&purse).copied().unwrap_or(0)
    }
}

/// Keeps the places free that `group` may come to need.
pub(super) fn keep(context: &Context, ledger: &mut [Account], group: &[usize], assessed: &[Assessed]) {
    for account in ledger.iter_mut() {
        for at in group {
            if let Some(purse) = account.purse_of(context, *at, assessed) {
                let kept = account.kept.entry(purse).or_default();
                *kept = kept.saturating_add(1);
            }
        }
    }
}

/// Takes a place for everybody in `group`.
pub(super) fn spend(context: &Context, ledger: &mut [Account], group: &[usize], assessed: &[Assessed]) {
    for account in ledger.iter_mut() {
        for at in group {
            if let Some(purse) = account.purse_of(context, *at, assessed) {
                let spent = account.spent.entry(purse).or_default();
                *spent = spent.saturating_add(1);
            }
        }
    }
}

/// Settles a group of equals against all accounts.
pub(super) fn settle(
    context: &Context,
    ledger: &mut [Account],
    group: &[usize],
    assessed: &[Assessed],
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = vec![Outcome::DuocChon; group.len()];
    let purse = |account: &Account, at: usize| {
        let item = assessed.get(at)?;
        quotas::purse(context, account.quota, item.proposed.nominee)
    };
    let counted = |account: &Account, at: usize| {
        assessed.get(at).is_some_and(|item| quotas::counts(context, account.quota, item))
    };
    for account in ledger.iter() {
        for (at, outcome) in group.iter().zip(&mut outcomes) {
            if counted(account, *at) {
                *outcome = match account.room(purse(account, *at)).1 {
                    None => Outcome::ChoChiTieu.min(*outcome),
                    Some(0) => Outcome::NgoaiChiTieu,
                    Some(_) => *outcome,
                };
            }
        }
    }
    let wanted = demand(ledger, group, &|at| outcomes.get(at) >= Some(&Outcome::DongHang), &purse, &counted);
    let mut edges: BTreeSet<(usize, Option<usize>)> = BTreeSet::new();
    for (number, account) in ledger.iter().enumerate() {
        for (at, outcome) in group.iter().zip(&mut outcomes) {
            let (key, room) = account.room(purse(account, *at));
            let needs = wanted.get(&(number, key)).copied().unwrap_or(0);
            let Some(room) = room.filter(|_| *outcome >= Outcome::ChoChiTieu && counted(account, *at)) else {
                continue;
            };
            let free = room.saturating_sub(account.kept(key));
            // Where all that is left is kept for others, nobody knows yet whether there is an edge to be equal at.
            if needs > room && free > 0 {
                *outcome = Outcome::DongHang.min(*outcome);
                edges.insert((number, key));
            } else if needs > free {
                *outcome = Outcome::ChoChiTieu;
            }
        }
    }
    let became = |wanted: Outcome| demand(ledger, group, &|at| outcomes.get(at) == Some(&wanted), &purse, &counted);
    let (chosen, equal) = (became(Outcome::DuocChon), became(Outcome::DongHang));
    let (at_edge, elsewhere): (Vec<_>, Vec<_>) = equal.into_iter().partition(|(account, _)| edges.contains(account));
    for ((number, key), count) in chosen.into_iter().chain(at_edge) {
        if let Some(account) = ledger.get_mut(number) {
            let spent = account.spent.entry(key).or_default();
            *spent = spent.saturating_add(count);
        }
    }
    // Of equals at the edge of one chỉ tiêu nobody knows who will take places of another.
    for ((number, key), count) in elsewhere {
        if let Some(account) = ledger.get_mut(number) {
            let kept = account.kept.entry(key).or_default();
            *kept = kept.saturating_add(count);
        }
    }
    let waiting: Vec<usize> = group
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| **outcome == Outcome::ChoChiTieu)
        .map(|(at, _)| *at)
        .collect();
    keep(context, ledger, &waiting, assessed);
    outcomes
}

/// How many places of each purse those of the group take of whom `takes` says so by their position in it.
fn demand(
    ledger: &[Account],
    group: &[usize],
    takes: &dyn Fn(usize) -> bool,
    purse: &dyn Fn(&Account, usize) -> Option<usize>,
    counted: &dyn Fn(&Account, usize) -> bool,
) -> BTreeMap<(usize, Option<usize>), u32> {
    let mut wanted = BTreeMap::new();
    for (number, account) in ledger.iter().enumerate() {
        for at in group.iter().enumerate().filter(|(position, _)| takes(*position)).map(|(_, at)| at) {
            if counted(account, *at) {
                *wanted.entry((number, account.room(purse(account, *at)).0)).or_insert(0) += 1;
            }
        }
    }
    wanted
}
