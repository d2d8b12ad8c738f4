//! Ballots for somebody as minutes tell them: how many for and against, of how many, and what follows from it.

use serde::Serialize;

use super::percent::percent;
use crate::campaign::model::council::{BallotRound, Vote, VoteBase};
use crate::campaign::model::located::Located;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::{Assessed, Context, State, votes};

/// Ballots for somebody in one round.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ballots {
    /// Whether the council has voted.
    pub co: bool,
    pub dong_y: u32,
    /// Against; reckoned of none.
    pub khong_dong_y: u32,
    /// Valid ballots that say neither.
    pub khong_y_kien: u32,
    /// Of how many members, or ballots where the plan takes the share of those.
    pub tong_so: u32,
    /// "88,9%": of these.
    pub ty_le: String,
    pub dat: bool,
    /// "Đủ phiếu", "Không đủ phiếu"; empty before it can be said.
    pub ket_luan: String,
}

impl Ballots {
    /// Those of the round that decides on `item`.
    pub fn deciding(context: &Context, item: &Assessed) -> Self {
        let at = item.proposed;
        let round = votes::deciding(context, at.nominee, at.award, item.nam);
        let ballots = Ballots::of(context, item, round);
        // What was waived passes, whatever the ballots say.
        Ballots { dat: ballots.co && item.bieu_quyet.trang_thai == State::Dat, ..ballots }
    }

    /// Those of `round` for `item`.
    pub fn of(context: &Context, item: &Assessed, round: BallotRound) -> Self {
        let at = item.proposed;
        let rows = votes::votes(context, at.nominee, at.award, item.nam, round);
        let Some(agreed) = rows.iter().map(|vote| vote.dong_y.value).min() else { return Ballots::default() };
        let Some(award) = context.award(at.award) else { return Ballots::default() };
        let threshold = votes::threshold(context, award, votes::meeting_day(context), round);
        let base = threshold.map_or(VoteBase::TongSo, |threshold| threshold.cua);
        let total = votes::whole(context.rules().hoi_dong.as_ref(), base, round).unwrap_or_default();
        let most = |count: fn(&Vote) -> &Option<Located<u32>>| {
            rows.iter().filter_map(|vote| count(vote).as_ref()).map(|count| count.value).max().unwrap_or(0)
        };
        let candidate = Candidate::of(at.nominee, item.nam, award);
        let state = votes::judge_round(context, at.award, award, candidate, round).trang_thai;
        Ballots {
            co: true,
            dong_y: agreed,
            khong_dong_y: most(|vote| &vote.khong_dong_y),
            khong_y_kien: most(|vote| &vote.khong_y_kien),
            tong_so: total,
            ty_le: percent(agreed, total),
            dat: state == State::Dat,
            ket_luan: match state {
                State::Dat => "Đủ phiếu".to_owned(),
                State::KhongDat => "Không đủ phiếu".to_owned(),
                State::Cho | State::KhongApDung => String::new(),
            },
        }
    }
}
