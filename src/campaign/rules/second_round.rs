//! Who goes on to a second round of ballots where a plan lets in only those with the most, counted once for all.
//!
//! Equals at the edge go on together: only ballots may part them. While somebody proposed has no ballots yet and no
//! second round was held, whoever may still be overtaken waits.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::verdict::State;
use super::votes;
use crate::campaign::model::council::{BallotRound, SecondFor};

/// The ballots of the first round that count for the second, by award and year.
#[derive(Debug, Default)]
pub struct SecondRounds(BTreeMap<(usize, Option<i32>), First>);

/// A first round of which some go on.
#[derive(Debug, Default)]
struct First {
    places: usize,
    /// For each who may go on, from high to low.
    ballots: Vec<u32>,
    /// How many have no ballots yet.
    open: usize,
}

impl SecondRounds {
    /// Counts the first rounds of all awards of which only some go on.
    pub fn of(context: &Context) -> Self {
        let mut rounds: BTreeMap<(usize, Option<i32>), BTreeSet<usize>> = BTreeMap::new();
        for item in &context.index.proposed {
            let second = context.award(item.award).and_then(|award| award.vong_2.as_ref());
            if second.is_some_and(|second| second.so.is_some()) {
                rounds.entry((item.award, item.year)).or_default().insert(item.nominee);
            }
        }
        let counted = rounds.into_iter().map(|(key, nominees)| (key, First::of(context, key, &nominees)));
        SecondRounds(counted.collect())
    }

    /// Whether somebody with so many ballots in the first round goes on; `None` where nobody is held back.
    pub fn admits(&self, award: usize, year: Option<i32>, ballots: u32) -> Option<State> {
        let first = self.0.get(&(award, year))?;
        let above = first.ballots.partition_point(|other| *other > ballots);
        Some(match (above < first.places, above + first.open < first.places) {
            (false, _) => State::KhongDat,
            (true, true) => State::Dat,
            (true, false) => State::Cho,
        })
    }
}

impl First {
    fn of(context: &Context, (award, year): (usize, Option<i32>), nominees: &BTreeSet<usize>) -> Self {
        let second = context.award(award).and_then(|award| award.vong_2.as_ref());
        let (Some(second), Some(known)) = (second, context.award(award)) else { return First::default() };
        let ballots = |nominee: &usize, round| votes::fewest(&votes::votes(context, *nominee, award, year, round));
        let mut counts: Vec<Option<u32>> = nominees.iter().map(|nominee| ballots(nominee, BallotRound::Mot)).collect();
        let was_held = nominees.iter().any(|nominee| ballots(nominee, BallotRound::Hai).is_some());
        counts.sort_unstable_by(|left, right| right.cmp(left));
        let may_go_on = |agreed: &u32| match second.cho {
            SecondFor::NhieuPhieuNhat => true,
            SecondFor::DuPhieu => votes::share(context, known, *agreed) != State::KhongDat,
            SecondFor::ChuaDuPhieu => votes::share(context, known, *agreed) != State::Dat,
        };
        First {
            places: second.so.unwrap_or(u32::MAX) as usize,
            ballots: counts.iter().flatten().copied().filter(may_go_on).collect(),
            open: if was_held { 0 } else { counts.iter().filter(|count| count.is_none()).count() },
        }
    }
}
