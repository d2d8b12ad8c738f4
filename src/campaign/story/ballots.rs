//! Ballots for somebody as minutes tell them: how many for and against, of how many, and what follows from it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::criteria::clause;
use super::percent::percent;
use super::round::VoteText;
use crate::campaign::model::award::Award;
use crate::campaign::model::council::{BallotRound, SecondFor, Vote, VoteBase};
use crate::campaign::model::located::Located;
use crate::campaign::model::share::Share;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::{Assessed, Context, State, votes};

/// The texts that the plan has beside what is made of the rules, by their names.
type Prose = BTreeMap<String, String>;

/// Words of a paragraph about ballots.
const ABOUT_BALLOTS: [&str; 4] = ["phiếu", "đồng ý", "tán thành", "nhất trí"];

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
pub fn of_award(context: &Context, prose: &Prose, award: &Award) -> VoteText {
    asked(context, prose, award, if runs_off(award) { BallotRound::Hai } else { BallotRound::Mot })
}

/// What `round` asks for. That the plan asks for it is said where the `prose` of the plan does.
pub fn asked(context: &Context, prose: &Prose, award: &Award, round: BallotRound) -> VoteText {
    let Some(threshold) = votes::threshold(context, award, votes::meeting_day(context), round) else {
        return VoteText::default();
    };
    let says_nothing = threshold.can_cu == votes::MAJORITY || (round == BallotRound::Mot && runs_off(award));
    VoteText {
        co: true,
        cau: if says_nothing { String::new() } else { threshold.cau() },
        tinh_tren: threshold.cua.words().to_owned(),
        can_cu: match threshold.can_cu.as_str() {
            "" if !prose.values().any(|text| tells(text, &threshold.ty_le)) => String::new(),
            "" if award.can_cu.is_empty() => "Kế hoạch".to_owned(),
            "" => clause(&award.can_cu),
            by_law => clause(by_law),
        },
    }
}

/// Whether a paragraph of `text` speaks of ballots and of so large a `share`.
fn tells(text: &str, share: &Share) -> bool {
    let (share, digit) = (share.to_string(), |letter: char| letter.is_ascii_digit());
    let names = |line: &str| {
        let found = line.match_indices(&share);
        found.into_iter().any(|(at, _)| {
            let (before, after) =
                (line.get(..at).unwrap_or_default(), line.get(at + share.len()..).unwrap_or_default());
            !before.ends_with(digit) && !after.starts_with(digit)
        })
    };
    text.lines().any(|line| ABOUT_BALLOTS.iter().any(|word| line.to_lowercase().contains(word)) && names(line))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_tells_the_share_of_ballots() {
        for (text, share, told) in [
            ("Hội đồng bỏ phiếu; được từ 2/3 số phiếu trở lên.", "2/3", true),
            ("Có trên 1/2 thành viên đồng ý", "trên 1/2", true),
            ("Từ 80% thành viên tán thành", "80", true),
            ("Đạt từ 180% chỉ tiêu; bỏ phiếu kín", "80", false),
            ("Bỏ phiếu kín.\nĐạt 80% trở lên", "80", false),
            ("Họp ngày 12/3, bỏ phiếu", "2/3", false),
        ] {
            assert_eq!(tells(text, &Share::parse(share).unwrap()), told, "{text}");
        }
    }
}
