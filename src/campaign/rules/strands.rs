//! Equals of several awards: who of them has a place whoever of the others is preferred.
//!
//! Awards that share a chỉ tiêu may agree in their first ways of ranking only. Those who are equal in these stand in a
//! strand for each award, in order within it, while nothing says who of two strands comes first. Somebody is chosen
//! where there is a place even when all of the other strands take theirs first, and outside where those who are surely
//! chosen leave none. Whoever is neither is equal to others at the edge.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Accounts, Purse};
use super::selection::Outcome;

/// Groups of equals of one award from high to low, as positions in the list of the judgement.
pub type Strand = Vec<Vec<usize>>;

/// What is settled of some settles others, in so many rounds at most; who is still open then stays so.
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

    /// Finds those of `strand` who have a place even when all others take theirs, which `accounts` keep free.
    fn choose(&mut self, mut accounts: Accounts, strand: &Strand) {
        for group in strand {
            let group = self.left(group);
            let outcomes = accounts.settle(&group);
            let chosen = group.into_iter().zip(outcomes).filter(|(_, outcome)| *outcome == Outcome::DuocChon);
            self.chosen.extend(chosen.map(|(at, _)| at));
        }
    }

    /// Finds those of `strand` for whom there is no place when only those who surely have one take theirs, of which
    /// `accounts` have spent those of other strands.
    fn leave_out(&mut self, mut accounts: Accounts, strand: &Strand) {
        for group in strand {
            let outside: Vec<usize> =
                group.iter().copied().filter(|at| self.is_open(*at) && accounts.is_empty_for(*at)).collect();
            self.outside.extend(outside);
            let chosen: Vec<usize> = group.iter().copied().filter(|at| self.chosen.contains(at)).collect();
            accounts.spend(&chosen);
        }
    }
}

/// Settles `strands`, none of which comes before another.
pub(super) fn settle_all(accounts: &mut Accounts, strands: &[Strand]) -> Vec<(usize, Outcome)> {
    let mut known = Known::default();
    for _ in 0..MOST_ROUNDS {
        let before = (known.chosen.len(), known.outside.len());
        for (own, strand) in strands.iter().enumerate() {
            let mut left = accounts.clone();
            left.keep(&known.others(strands, own, false));
            known.choose(left, strand);
        }
        for (own, strand) in strands.iter().enumerate() {
            let mut left = accounts.clone();
            left.spend(&known.others(strands, own, true));
            known.leave_out(left, strand);
        }
        if before == (known.chosen.len(), known.outside.len()) {
            break;
        }
    }
    let mut open: BTreeMap<usize, Outcome> = BTreeMap::new();
    for (own, strand) in strands.iter().enumerate() {
        let mut left = accounts.clone();
        left.spend(&known.others(strands, own, true));
        for group in strand {
            let group = known.left(group);
            let outcomes = left.settle(&group);
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
    accounts.spend(&with(Outcome::DuocChon));
    // Nobody knows which places they will take: those behind them wait.
    let equals = with(Outcome::DongHang);
    let surely = surely_spent(accounts, &equals);
    accounts.keep(&[equals, with(Outcome::ChoChiTieu)].concat());
    surely.into_iter().for_each(|purse| accounts.exhaust(purse));
    settled
}

/// The purses of which nothing is left whoever of `equals` is taken: as many of them as there are places can be held
/// back by nothing else.
fn surely_spent(accounts: &Accounts, equals: &[usize]) -> Vec<Purse> {
    let mut wanting: BTreeMap<Purse, Vec<usize>> = BTreeMap::new();
    for at in equals {
        accounts.purses(*at).into_iter().for_each(|purse| wanting.entry(purse).or_default().push(*at));
    }
    let room = |purse: &Purse| accounts.room(*purse).map_or(usize::MAX, |room| room as usize);
    wanting.retain(|purse, members| members.len() > room(purse));
    let mut edges: BTreeMap<usize, usize> = BTreeMap::new();
    wanting.values().flatten().for_each(|at| *edges.entry(*at).or_default() += 1);
    let full = |(purse, members): (&Purse, &Vec<usize>)| {
        let only_here = members.iter().filter(|at| edges.get(at) == Some(&1)).count();
        (only_here >= room(purse)).then_some(*purse)
    };
    wanting.iter().filter_map(full).collect()
}
