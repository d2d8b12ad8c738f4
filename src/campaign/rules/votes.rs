//! Judging ballots: the share of the council that agreed, of all its members unless the plan says of whom.
//!
//! A plan may have two rounds. Either those who have enough in the first need enough in the second too, or those
//! who have too few in the first get another chance, or those with the most in the first run against each other; a
//! second round never undoes more than that. Of each of these only so many may go on ([`super::second_round`]).

use chrono::NaiveDate;

use super::context::Context;
use super::criteria::Candidate;
use super::verdict::{State, Verdict};
use crate::campaign::model::award::Award;
use crate::campaign::model::council::{BallotRound, Council, SecondFor, SecondRound, Vote, VoteBase, VoteThreshold};
use crate::campaign::model::share::Share;
use crate::law::Law;

/// The code of the vote among the verdicts, and the word that waives it.
pub const VOTE: &str = "bieu_quyet";

/// On what the share rests that neither a plan nor a law names.
pub const MAJORITY: &str = "nguyên tắc đa số";

/// The share that the plan asks for in `round`, else the law on `date`, else more than half; `None` when nobody
/// has to vote.
pub fn threshold(context: &Context, award: &Award, date: NaiveDate, round: BallotRound) -> Option<VoteThreshold> {
    let first = first_threshold(context, award, date)?;
    let second = award.vong_2.as_ref().filter(|_| round == BallotRound::Hai);
    let own = second.and_then(|second| Some((second, second.ty_le_phieu.as_ref()?)));
    Some(match own {
        Some((second, share)) => VoteThreshold {
            ty_le: share.value,
            cua: second.phieu_tinh_tren,
            can_cu: String::new(),
            chua_kiem_chung: false,
        },
        None => first,
    })
}

fn first_threshold(context: &Context, award: &Award, date: NaiveDate) -> Option<VoteThreshold> {
    if award.bieu_quyet == Some(false) {
        return None;
    }
    if let Some(share) = &award.ty_le_phieu {
        let cua = award.phieu_tinh_tren;
        return Some(VoteThreshold { ty_le: share.value, cua, can_cu: String::new(), chua_kiem_chung: false });
    }
    let by_law = award.danh_muc.as_ref().and_then(|title| by_law(context.law, &title.value, date));
    let asked = award.bieu_quyet == Some(true) || context.rules().hoi_dong.is_some();
    by_law.or_else(|| {
        asked.then(|| VoteThreshold {
            ty_le: Share::majority(),
            cua: VoteBase::TongSo,
            can_cu: MAJORITY.to_owned(),
            chua_kiem_chung: false,
        })
    })
}

fn by_law(law: &Law, title: &str, date: NaiveDate) -> Option<VoteThreshold> {
    let decree = law.votes(date)?;
    let share = decree.muc.iter().find(|share| share.hinh_thuc.iter().any(|known| known == title))?;
    Some(VoteThreshold {
        ty_le: Share::percent(share.ty_le),
        cua: VoteBase::TongSo,
        can_cu: decree.can_cu.clone(),
        chua_kiem_chung: decree.chua_kiem_chung,
    })
}

/// The ballots for one đề nghị in `round`.
pub fn votes<'a>(
    context: &Context<'a>,
    nominee: usize,
    award: usize,
    year: Option<i32>,
    round: BallotRound,
) -> Vec<&'a Vote> {
    let rows = Context::rows(&context.facts.bieu_quyet, context.index.votes.get(&(nominee, award)));
    let of_year = |vote: &&Vote| vote.nam.is_none() || vote.nam == year;
    rows.into_iter().filter(of_year).filter(|vote| vote.vong == round).collect()
}

/// The ballots for it that count: of contradicting rows the fewest.
pub fn fewest(rows: &[&Vote]) -> Option<u32> {
    rows.iter().map(|vote| vote.dong_y.value).min()
}

/// Whether so many `agreed` are the share that the first round asks for.
pub fn share(context: &Context, award: &Award, agreed: u32) -> State {
    let threshold = threshold(context, award, meeting_day(context), BallotRound::Mot);
    let Some(threshold) = threshold else { return State::KhongApDung };
    match whole(context.rules().hoi_dong.as_ref(), threshold.cua, BallotRound::Mot) {
        Err(_) => State::Cho,
        Ok(total) if threshold.ty_le.holds(agreed, total) => State::Dat,
        Ok(_) => State::KhongDat,
    }
}

/// The round that decides on one đề nghị: the second as soon as it has ballots there.
pub fn deciding(context: &Context, nominee: usize, award: usize, year: Option<i32>) -> BallotRound {
    let has_second = context.award(award).is_some_and(|award| award.vong_2.is_some());
    let voted = has_second && !votes(context, nominee, award, year, BallotRound::Hai).is_empty();
    if voted { BallotRound::Hai } else { BallotRound::Mot }
}

/// What ballots are worth in a ranking: those whom the first round settled stand before those who needed another.
pub fn rank(context: &Context, nominee: usize, award: usize, year: Option<i32>) -> Option<i64> {
    let round = deciding(context, nominee, award, year);
    let agreed = i64::from(fewest(&votes(context, nominee, award, year, round))?);
    let second = context.award(award).and_then(|award| award.vong_2.as_ref());
    let is_chance = second.is_some_and(|second| second.cho == SecondFor::ChuaDuPhieu);
    let settled_first = is_chance && round == BallotRound::Mot;
    Some(agreed + if settled_first { i64::from(u32::MAX) } else { 0 })
}

/// The day on which the council met, else the day of judgement.
pub fn meeting_day(context: &Context) -> NaiveDate {
    let council = context.rules().hoi_dong.as_ref();
    council.and_then(|council| council.ngay_hop.as_ref()).map_or(context.date, |day| day.value)
}

/// How many of `base` there are in `round`; why it can't be said otherwise.
pub fn whole(council: Option<&Council>, base: VoteBase, round: BallotRound) -> Result<u32, String> {
    let council = council.filter(|council| council.total() > 0).ok_or("chưa khai báo số thành viên Hội đồng")?;
    let table = match round {
        BallotRound::Mot => "[hoi_dong]",
        BallotRound::Hai => "[hoi_dong.vong_2]",
    };
    let missing = |key: &str| format!("chưa ghi `{key}` của `{table}` nên chưa rõ {}", base.words());
    match base {
        VoteBase::TongSo => Ok(council.total()),
        VoteBase::DuHop if council.thanh_vien.is_empty() => {
            Err("chưa có bảng Hội đồng nên chưa rõ số thành viên dự họp".to_owned())
        }
        VoteBase::DuHop => Ok(council.voting()),
        VoteBase::BoPhieu => {
            let back = council.ballots(round).thu_ve.as_ref().map(|back| back.value);
            back.ok_or_else(|| missing("phieu_thu_ve"))
        }
        VoteBase::HopLe => council.ballots(round).valid().ok_or_else(|| missing("phieu_hop_le")),
    }
}

/// Whether enough members agreed, in the rounds that the plan has.
pub fn judge(context: &Context, award_number: usize, award: &Award, candidate: Candidate) -> Verdict {
    let of_round = |round| judge_round(context, award_number, award, candidate, round);
    let first = of_round(BallotRound::Mot);
    let verdict = match (&award.vong_2, first.trang_thai) {
        (Some(second), State::Dat) if second.cho != SecondFor::ChuaDuPhieu => of_round(BallotRound::Hai),
        (Some(second), State::KhongDat) if second.cho == SecondFor::ChuaDuPhieu => {
            match held_back(context, award_number, second, candidate) {
                None => of_round(BallotRound::Hai),
                Some((state, why)) => Verdict { trang_thai: state, ly_do: format!("{}, {why}", first.ly_do), ..first },
            }
        }
        _ => first,
    };
    candidate.waived(verdict)
}

/// Why somebody whom the second round is for is not, or not yet, among the so many who go on to it.
pub fn held_back(
    context: &Context,
    award_number: usize,
    second: &SecondRound,
    candidate: Candidate,
) -> Option<(State, String)> {
    let rows = votes(context, candidate.nominee, award_number, candidate.year, BallotRound::Mot);
    match context.second_rounds.admits(award_number, candidate.year, fewest(&rows)?)? {
        State::KhongDat => Some((State::KhongDat, format!("không thuộc {}", second.whom()))),
        State::Cho => Some((State::Cho, format!("chưa rõ có thuộc {} hay không", second.whom()))),
        State::Dat | State::KhongApDung => None,
    }
}

/// Whether enough members agreed in `round`; of a first round that others must be left behind in, also whether that
/// is so.
pub fn judge_round(
    context: &Context,
    award_number: usize,
    award: &Award,
    candidate: Candidate,
    round: BallotRound,
) -> Verdict {
    let Some(threshold) = threshold(context, award, meeting_day(context), round) else {
        return Verdict::new(VOTE, State::KhongApDung, "không phải biểu quyết");
    };
    let which = if award.vong_2.is_some() { format!("{}: ", round.label()) } else { String::new() };
    let rows = votes(context, candidate.nominee, award_number, candidate.year, round);
    let Some(fewest) = fewest(&rows) else {
        return Verdict::new(VOTE, State::Cho, format!("{which}chưa có kết quả biểu quyết"));
    };
    if meeting_day(context) > context.date {
        return Verdict::new(VOTE, State::Cho, format!("{which}Hội đồng chưa họp"));
    }
    let second =
        award.vong_2.as_ref().filter(|second| round == BallotRound::Mot && second.cho != SecondFor::ChuaDuPhieu);
    let by_rank = second.is_some_and(|second| second.cho == SecondFor::NhieuPhieuNhat);
    let council = context.rules().hoi_dong.as_ref();
    let most = council.filter(|council| council.total() > 0).map(|council| council.most_ballots(round));
    let (state, reason) = match whole(council, threshold.cua, round) {
        Err(reason) => (State::Cho, reason),
        Ok(_) if most.is_some_and(|(most, _)| fewest > most) => {
            let (most, of) = most.unwrap_or_default();
            (State::Cho, format!("{fewest} phiếu đồng ý, nhiều hơn {of} {most}"))
        }
        Ok(total) => {
            let agreed = agreed(threshold.cua, fewest, total);
            let behind = second.and_then(|second| held_back(context, award_number, second, candidate));
            match behind {
                _ if !by_rank && !threshold.ty_le.holds(fewest, total) => {
                    let asked = if threshold.can_cu == MAJORITY {
                        ", chưa quá nửa".to_owned()
                    } else {
                        format!(" (yêu cầu {})", threshold.cau())
                    };
                    (State::KhongDat, format!("{agreed}{asked}"))
                }
                Some((state, why)) => (state, format!("{agreed}, {why}")),
                None => (State::Dat, agreed),
            }
        }
    };
    rows.iter().fold(Verdict::new(VOTE, state, format!("{which}{reason}")), |verdict, vote| {
        verdict.looked(vote.dong_y.value.to_string(), &vote.dong_y.place)
    })
}

/// "6/9 thành viên đồng ý"
fn agreed(base: VoteBase, agreed: u32, total: u32) -> String {
    match base {
        VoteBase::TongSo => format!("{agreed}/{total} thành viên đồng ý"),
        VoteBase::DuHop => format!("{agreed}/{total} thành viên dự họp đồng ý"),
        VoteBase::BoPhieu => format!("{agreed}/{total} phiếu đồng ý"),
        VoteBase::HopLe => format!("{agreed}/{total} phiếu hợp lệ đồng ý"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::quantity::Quantity;

    #[test]
    fn the_law_names_its_share_by_title_and_day() {
        let law = Law::builtin().unwrap();
        let share = |title: &str, date: &str| by_law(&law, title, date.parse().unwrap()).map(|found| found.ty_le);
        let percent = |number| Some(Share::percent(Quantity::whole(number)));
        assert_eq!(share("chien_si_thi_dua_co_so", "2024-06-01"), percent(80));
        assert_eq!(share("chien_si_thi_dua_tinh", "2024-06-01"), percent(90));
        assert_eq!(share("giay_khen", "2024-06-01"), None);
    }
}
