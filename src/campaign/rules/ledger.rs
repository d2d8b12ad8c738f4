//! Giving places out of chỉ tiêu, one group of equals after another, never more than there are.
//!
//! A nominee draws on every chỉ tiêu that counts it. Places that somebody may still come to need stay free: who
//! would only get one of these waits as well.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::judgement::Assessed;
use super::quotas::{self, Places};
use super::selection::Outcome;
use crate::campaign::model::quota::Quota;

/// Groups of equals from high to low, as positions in the list of the judgement.
pub type Order = Vec<Vec<usize>>;

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
        for group in order {
            let rank = placed.len() + 1;
            let (kept, members): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| waiting.contains(at));
            keep(self.context, &mut accounts, &kept, assessed);
            let outcomes = settle(self.context, &mut accounts, &members, assessed);
            placed.extend(members.into_iter().zip(outcomes).map(|(at, outcome)| Placed { at, outcome, rank }));
            placed.extend(kept.into_iter().map(|at| Placed { at, outcome: Outcome::ChoChiTieu, rank }));
        }
        placed
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
struct Account<'a> {
    quota: &'a Quota,
    left: Places,
    /// Places spent in all (key `None`) or by unit.
    spent: BTreeMap<Option<usize>, u32>,
    /// Places that must stay free for those of whom it is not known yet.
    kept: BTreeMap<Option<usize>, u32>,
}

impl Account<'_> {
    /// The purse, and how much is left in it; `None` when that is not known.
    fn room(&self, purse: Option<usize>) -> (Option<usize>, Option<u32>) {
        let spent = self.spent.get(&purse).copied().unwrap_or(0);
        (purse, self.total(purse).map(|total| total.saturating_sub(spent)))
    }

    /// How much is in a purse at first.
    fn total(&self, purse: Option<usize>) -> Option<u32> {
        match &self.left {
            Places::Unlimited => Some(u32::MAX),
            Places::Unknown => None,
            Places::Total(count) | Places::Each(count) => Some(*count),
            Places::Allotted(counts) => purse.and_then(|unit| counts.get(&unit).copied()),
        }
    }

    fn kept(&self, purse: Option<usize>) -> u32 {
        self.kept.get(&purse).copied().unwrap_or(0)
    }
}

/// Keeps the places free that `group` may come to need.
fn keep(context: &Context, ledger: &mut [Account], group: &[usize], assessed: &[Assessed]) {
    for account in ledger.iter_mut() {
        for item in
            group.iter().filter_map(|at| assessed.get(*at)).filter(|item| quotas::counts(context, account.quota, item))
        {
            let (purse, _) = account.room(quotas::purse(context, account.quota, item.proposed.nominee));
            *account.kept.entry(purse).or_default() += 1;
        }
    }
}

/// Settles a group of equals against all accounts.
fn settle(context: &Context, ledger: &mut [Account], group: &[usize], assessed: &[Assessed]) -> Vec<Outcome> {
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
    let wanted = demand(ledger, group, &outcomes, &purse, &counted);
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
            } else if needs > free {
                *outcome = Outcome::ChoChiTieu;
            }
        }
    }
    for ((number, key), count) in demand(ledger, group, &outcomes, &purse, &counted) {
        if let Some(account) = ledger.get_mut(number) {
            let spent = account.spent.entry(key).or_default();
            *spent = spent.saturating_add(count);
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

/// How many places of each purse those of the group take who are chosen, or equal to others at the edge.
fn demand(
    ledger: &[Account],
    group: &[usize],
    outcomes: &[Outcome],
    purse: &dyn Fn(&Account, usize) -> Option<usize>,
    counted: &dyn Fn(&Account, usize) -> bool,
) -> BTreeMap<(usize, Option<usize>), u32> {
    let mut wanted = BTreeMap::new();
    for (number, account) in ledger.iter().enumerate() {
        for (at, _) in group.iter().zip(outcomes).filter(|(_, outcome)| **outcome >= Outcome::DongHang) {
            if counted(account, *at) {
                *wanted.entry((number, account.room(purse(account, *at)).0)).or_insert(0) += 1;
            }
        }
    }
    wanted
}
