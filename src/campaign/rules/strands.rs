//! Equals of several awards: who of them has a place whoever of the others is preferred.
//!
//! Awards that share a chỉ tiêu may agree in their first ways of ranking only. Those who are equal in these stand in a
//! strand for each award, in order within it, while nothing says who of two strands comes first. Somebody is chosen
//! where there is a place even when all of the other strands take theirs first, and outside where those who are surely
//! chosen leave none. Whoever is neither is equal to others at the edge.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::judgement::Assessed;
use super::ledger::{Account, keep, settle, spend};
use super::selection::Outcome;

/// Groups of equals of one award from high to low, as positions in the list of the judgement.
pub type Strand = Vec<Vec<usize>>;

/// What is settled of some settles others; more rounds than any campaign needs.
const MOST_ROUNDS: usize = 16;

/// Who is surely chosen, and who surely is not.
#[derive(Default)]
struct Known {
    chosen: BTreeSet<usize>,
    outside: BTreeSet<usize>,
}

impl Known {
    fn is_open(&self, at: usize) -> bool {
        !self.chosen.contains(&at) && !self.outside.contains(&at)
    }

    /// The members of `group` that may have a place.
    fn left(&self, group: &[usize]) -> Vec<usize> {
        group.iter().copied().filter(|at| !self.outside.contains(at)).collect()
    }

    /// The members of `strands` beside the one at `own` who may have a place, or only those who surely have one.
    fn others(&self, strands: &[Strand], own: usize, surely: bool) -> Vec<usize> {
        let others = strands.iter().enumerate().filter(|(at, _)| *at != own).flat_map(|(_, strand)| strand.iter());
        let members = others.flatten().copied();
        members.filter(|at| if surely { self.chosen.contains(at) } else { !self.outside.contains(at) }).collect()
    }
}

/// Settles `strands`, none of which comes before another, against all accounts.
pub(super) fn settle_all(
    context: &Context,
    ledger: &mut [Account],
    strands: &[Strand],
    assessed: &[Assessed],
) -> Vec<(usize, Outcome)> {
    let mut known = Known::default();
    for _ in 0..MOST_ROUNDS {
        let before = (known.chosen.len(), known.outside.len());
        for (own, strand) in strands.iter().enumerate() {
            choose(context, ledger, strand, &known.others(strands, own, false), &mut known, assessed);
        }
        for (own, strand) in strands.iter().enumerate() {
            leave_out(context, ledger, strand, &known.others(strands, own, true), &mut known, assessed);
        }
        if before == (known.chosen.len(), known.outside.len()) {
            break;
        }
    }
    let mut open: BTreeMap<usize, Outcome> = BTreeMap::new();
    for (own, strand) in strands.iter().enumerate() {
        let mut accounts = ledger.to_vec();
        spend(context, &mut accounts, &known.others(strands, own, true), assessed);
        for group in strand {
            let group = known.left(group);
            let outcomes = settle(context, &mut accounts, &group, assessed);
            open.extend(group.into_iter().zip(outcomes).filter(|(at, _)| known.is_open(*at)));
        }
    }
    let outcome = |at: usize| match open.get(&at) {
        None if known.chosen.contains(&at) => Outcome::DuocChon,
        None => Outcome::NgoaiChiTieu,
        // By itself it would have a place, or be equal to others of its own strand.
        Some(Outcome::DuocChon | Outcome::DongHang) => Outcome::DongHang,
        Some(_) => Outcome::ChoChiTieu,
    };
    let settled: Vec<(usize, Outcome)> = strands.iter().flatten().flatten().map(|at| (*at, outcome(*at))).collect();
    let with = |wanted: Outcome| -> Vec<usize> {
        settled.iter().filter(|(_, outcome)| *outcome == wanted).map(|(at, _)| *at).collect()
    };
    spend(context, ledger, &with(Outcome::DuocChon), assessed);
    // Nobody knows which places they will take: those behind them wait.
    let open = [with(Outcome::DongHang), with(Outcome::ChoChiTieu)].concat();
    let surely = surely_spent(ledger, &with(Outcome::DongHang), context, assessed);
    keep(context, ledger, &open, assessed);
    for (number, purse) in surely {
        if let Some(account) = ledger.get_mut(number) {
            account.exhaust(purse);
        }
    }
    settled
}

/// Finds those of `strand` who have a place even when all of `others` take theirs.
fn choose(
    context: &Context,
    ledger: &[Account],
    strand: &Strand,
    others: &[usize],
    known: &mut Known,
    assessed: &[Assessed],
) {
    let mut accounts = ledger.to_vec();
    keep(context, &mut accounts, others, assessed);
    for group in strand {
        let group = known.left(group);
        let outcomes = settle(context, &mut accounts, &group, assessed);
        let chosen = group.into_iter().zip(outcomes).filter(|(_, outcome)| *outcome == Outcome::DuocChon);
        known.chosen.extend(chosen.map(|(at, _)| at));
    }
}

/// Finds those of `strand` for whom there is no place when only those who surely have one take theirs.
fn leave_out(
    context: &Context,
    ledger: &[Account],
    strand: &Strand,
    others: &[usize],
    known: &mut Known,
    assessed: &[Assessed],
) {
    let mut accounts = ledger.to_vec();
    spend(context, &mut accounts, others, assessed);
    for group in strand {
        let has_none = |at: &usize| accounts.iter().any(|account| account.is_empty_for(context, *at, assessed));
        let outside: Vec<usize> = group.iter().copied().filter(|at| known.is_open(*at) && has_none(at)).collect();
        known.outside.extend(outside);
        let chosen: Vec<usize> = group.iter().copied().filter(|at| known.chosen.contains(at)).collect();
        spend(context, &mut accounts, &chosen, assessed);
    }
}

/// The purses of which nothing is left whoever of `equals` is taken: as many of them as there are places can be held
/// back by nothing else.
fn surely_spent(
    ledger: &[Account],
    equals: &[usize],
    context: &Context,
    assessed: &[Assessed],
) -> Vec<(usize, Option<usize>)> {
    let mut wanting: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (number, account) in ledger.iter().enumerate() {
        for at in equals {
            if let Some(purse) = account.purse_of(context, *at, assessed) {
                wanting.entry((number, purse)).or_default().push(*at);
            }
        }
    }
    let room = |(number, purse): &(usize, Option<usize>)| {
        ledger.get(*number).and_then(|account| account.room(*purse).1).map_or(usize::MAX, |room| room as usize)
    };
    wanting.retain(|key, members| members.len() > room(key));
    let mut edges: BTreeMap<usize, usize> = BTreeMap::new();
    wanting.values().flatten().for_each(|at| *edges.entry(*at).or_default() += 1);
    let full = |(key, members): (&(usize, Option<usize>), &Vec<usize>)| {
        let only_here = members.iter().filter(|at| edges.get(at) == Some(&1)).count();
        (only_here >= room(key)).then_some(*key)
    };
    wanting.iter().filter_map(full).collect()
}
