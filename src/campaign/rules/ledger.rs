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
        let mut accounts = self.open(assessed);
        let mut placed = Vec::new();
        for tier in order {
            let [strand] = tier.as_slice() else {
                let rank = placed.len() + 1;
                let settled = strands::settle_all(&mut accounts, tier);
                placed.extend(settled.into_iter().map(|(at, outcome)| Placed { at, outcome, rank }));
                continue;
            };
            for group in strand {
                let rank = placed.len() + 1;
                let (kept, members): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| waiting.contains(at));
                accounts.keep(&kept);
                let outcomes = accounts.settle(&members);
                placed.extend(members.into_iter().zip(outcomes).map(|(at, outcome)| Placed { at, outcome, rank }));
                placed.extend(kept.into_iter().map(|at| Placed { at, outcome: Outcome::ChoChiTieu, rank }));
            }
        }
        placed
    }

    /// The chỉ tiêu that several orders would overdraw together, and all who draw on those.
    pub fn contested(&self, orders: &[Vec<Placed>], assessed: &[Assessed]) -> (Vec<String>, BTreeSet<usize>) {
        let (mut codes, mut waiting) = (Vec::new(), BTreeSet::new());
        let accounts = self.open(assessed);
        let mut purses: BTreeMap<Purse, Vec<(usize, usize)>> = BTreeMap::new();
        for (order, placed) in orders.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |one| (at, one))) {
            if matches!(placed.outcome, Outcome::DuocChon | Outcome::DongHang) {
                let drawn = accounts.purses(placed.at);
                drawn.into_iter().for_each(|purse| purses.entry(purse).or_default().push((order, placed.at)));
            }
        }
        for (purse, wanting) in purses {
            let unlike = wanting.iter().any(|(order, _)| Some(*order) != wanting.first().map(|first| first.0));
            let room = accounts.room(purse).map_or(usize::MAX, |room| room as usize);
            if unlike && wanting.len() > room {
                codes.extend(self.quotas.get(purse.0).map(|(quota, _)| quota.ma.clone()));
                waiting.extend(wanting.into_iter().map(|(_, at)| at));
            }
        }
        (codes, waiting)
    }

    fn open<'a>(&'a self, assessed: &'a [Assessed]) -> Accounts<'a> {
        let (spent, kept) = Default::default();
        Accounts { context: self.context, quotas: &self.quotas, assessed, spent, kept }
    }
}

/// The position of a chỉ tiêu, and which of its purses: `None` where there is one for all.
pub(super) type Purse = (usize, Option<usize>);

/// The chỉ tiêu while places are given out.
#[derive(Clone)]
pub(super) struct Accounts<'a> {
    context: &'a Context<'a>,
    quotas: &'a [(&'a Quota, Places)],
    assessed: &'a [Assessed],
    spent: BTreeMap<Purse, u32>,
    /// Places that must stay free for those of whom it is not known yet.
    kept: BTreeMap<Purse, u32>,
}

impl Accounts<'_> {
    /// The purses that the đề nghị at this position draws on: one of every chỉ tiêu that counts it.
    pub(super) fn purses(&self, at: usize) -> Vec<Purse> {
        let Some(item) = self.assessed.get(at) else { return Vec::new() };
        let quotas = self.quotas.iter().map(|(quota, _)| quota).enumerate();
        let counting = quotas.filter(|(_, quota)| quotas::counts(self.context, quota, item));
        counting.map(|(number, quota)| (number, quotas::purse(self.context, quota, item.proposed.nominee))).collect()
    }

    /// How much is left in a purse; `None` when that is not known.
    pub(super) fn room(&self, purse: Purse) -> Option<u32> {
        Some(self.total(purse)?.saturating_sub(count(&self.spent, purse)))
    }

    /// How much is in a purse at first.
    fn total(&self, (number, key): Purse) -> Option<u32> {
        match &self.quotas.get(number)?.1 {
            Places::Unlimited => Some(u32::MAX),
            Places::Unknown => None,
            Places::Total(count) => Some(*count),
            Places::Each(count) => key.filter(|unit| *unit != quotas::NOWHERE).map(|_| *count),
            Places::Allotted(counts) => counts.get(&key?).copied(),
        }
    }

    /// Whether nothing is left for the đề nghị at this position.
    pub(super) fn is_empty_for(&self, at: usize) -> bool {
        self.purses(at).into_iter().any(|purse| self.room(purse) == Some(0))
    }

    /// Leaves nothing in the purse.
    pub(super) fn exhaust(&mut self, purse: Purse) {
        self.spent.insert(purse, u32::MAX);
    }

    /// Keeps the places free that `group` may come to need.
    pub(super) fn keep(&mut self, group: &[usize]) {
        group.iter().for_each(|at| self.purses(*at).into_iter().for_each(|purse| add(&mut self.kept, purse)));
    }

    /// Takes a place for everybody in `group`.
    pub(super) fn spend(&mut self, group: &[usize]) {
        group.iter().for_each(|at| self.purses(*at).into_iter().for_each(|purse| add(&mut self.spent, purse)));
    }

    /// Settles a group of equals.
    pub(super) fn settle(&mut self, group: &[usize]) -> Vec<Outcome> {
        let purses: Vec<Vec<Purse>> = group.iter().map(|at| self.purses(*at)).collect();
        let first = |purses: &Vec<Purse>| {
            purses.iter().fold(Outcome::DuocChon, |outcome, purse| match self.room(*purse) {
                None => Outcome::ChoChiTieu.min(outcome),
                Some(0) => Outcome::NgoaiChiTieu,
                Some(_) => outcome,
            })
        };
        let mut outcomes: Vec<Outcome> = purses.iter().map(first).collect();
        let mut wanted: BTreeMap<Purse, u32> = BTreeMap::new();
        let may_have = purses.iter().zip(&outcomes).filter(|(_, outcome)| **outcome == Outcome::DuocChon);
        may_have.flat_map(|(purses, _)| purses).for_each(|purse| add(&mut wanted, *purse));
        let mut edges: BTreeSet<Purse> = BTreeSet::new();
        let open = outcomes.iter_mut().zip(&purses).filter(|(outcome, _)| **outcome >= Outcome::ChoChiTieu);
        for (outcome, purses) in open {
            for purse in purses {
                let Some(room) = self.room(*purse) else { continue };
                let needs = count(&wanted, *purse);
                let free = room.saturating_sub(count(&self.kept, *purse));
                // Where all that is left is kept for others, nobody knows yet whether there is an edge to be equal at.
                if needs > room && free > 0 {
                    *outcome = Outcome::DongHang.min(*outcome);
                    edges.insert(*purse);
                } else if needs > free {
                    *outcome = Outcome::ChoChiTieu;
                }
            }
        }
        for (outcome, purses) in outcomes.iter().zip(purses) {
            for purse in purses {
                match outcome {
                    Outcome::DuocChon => add(&mut self.spent, purse),
                    Outcome::DongHang if edges.contains(&purse) => add(&mut self.spent, purse),
                    // Of equals at the edge of one chỉ tiêu nobody knows who will take places of another.
                    Outcome::DongHang | Outcome::ChoChiTieu => add(&mut self.kept, purse),
                    _ => {}
                }
            }
        }
        outcomes
    }
}

fn count(places: &BTreeMap<Purse, u32>, purse: Purse) -> u32 {
    places.get(&purse).copied().unwrap_or(0)
}

fn add(places: &mut BTreeMap<Purse, u32>, purse: Purse) {
    let count = places.entry(purse).or_default();
    *count = count.saturating_add(1);
}
