//! Ballots for somebody as minutes tell them: how many for and against, of how many, and what follows from it.

use serde::Serialize;

use super::criteria::clause;
use super::percent::percent;
use super::round::VoteText;
use crate::campaign::model::award::Award;
use crate::campaign::model::council::{BallotRound, SecondFor, Vote, VoteBase};
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
        let Some(agreed) = votes::fewest(&rows) else { return Ballots::default() };
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
                State::Dat | State::KhongDat => conclusion(context, item, award, (round, agreed), state).to_owned(),
                State::Cho | State::KhongApDung => String::new(),
            },
        }
    }
}

/// What the papers of `award` say of the vote: what its first round asks for, and where that only says who goes on,
/// its second.
pub fn of_award(context: &Context, award: &Award) -> VoteText {
    asked(context, award, if runs_off(award) { BallotRound::Hai } else { BallotRound::Mot })
}

/// What `round` asks for.
pub fn asked(context: &Context, award: &Award, round: BallotRound) -> VoteText {
    let Some(threshold) = votes::threshold(context, award, votes::meeting_day(context), round) else {
        return VoteText::default();
    };
    let says_nothing = threshold.can_cu == votes::MAJORITY || (round == BallotRound::Mot && runs_off(award));
    VoteText {
        co: true,
        cau: if says_nothing { String::new() } else { threshold.cau() },
        tinh_tren: threshold.cua.words().to_owned(),
        can_cu: clause(&threshold.can_cu),
    }
}

/// Whether the first round only says who goes on to the second.
fn runs_off(award: &Award) -> bool {
    award.vong_2.as_ref().is_some_and(|second| second.cho == SecondFor::NhieuPhieuNhat)
}

/// What follows from ballots that are `enough` or not; of a first round of which only some go on, who does.
fn conclusion(
    context: &Context,
    item: &Assessed,
    award: &Award,
    (round, agreed): (BallotRound, u32),
    enough: State,
) -> &'static str {
    let second = award.vong_2.as_ref().filter(|second| round == BallotRound::Mot && second.so.is_some());
    let at = item.proposed;
    let goes_on =
        |second| votes::held_back(context, at.award, second, Candidate::of(at.nominee, item.nam, award)).is_none();
    match (second.map(|second| (second, second.cho)), enough) {
        (Some((_, SecondFor::DuPhieu | SecondFor::NhieuPhieuNhat)), State::Dat) => "Vào vòng 2",
        (Some((_, SecondFor::NhieuPhieuNhat)), _) => "Không vào vòng 2",
        (Some((_, SecondFor::DuPhieu)), _) if votes::share(context, award, agreed) == State::Dat => "Không vào vòng 2",
        (Some((second, SecondFor::ChuaDuPhieu)), State::KhongDat) if goes_on(second) => "Vào vòng 2",
        (_, State::Dat) => "Đủ phiếu",
        _ => "Không đủ phiếu",
    }
}
