//! Judging ballots: the share of all members of the council that agreed.

use chrono::NaiveDate;

use super::context::Context;
use super::criteria::Candidate;
use super::verdict::{State, Verdict};
use crate::campaign::model::award::Award;
use crate::campaign::model::council::{Vote, VoteThreshold};
use crate::campaign::model::quantity::Quantity;
use crate::law::Law;

/// The code of the vote among the verdicts, and the word that waives it.
pub const VOTE: &str = "bieu_quyet";

/// The share that the plan asks for, else the law on `date`, else more than half; `None` when nobody
/// has to vote.
pub fn threshold(context: &Context, award: &Award, date: NaiveDate) -> Option<VoteThreshold> {
    if award.bieu_quyet == Some(false) {
        return None;
    }
    if let Some(share) = &award.ty_le_phieu {
        let can_cu = if award.can_cu.is_empty() { "kế hoạch".to_owned() } else { award.can_cu.clone() };
        return Some(VoteThreshold { ty_le: share.value, qua: false, can_cu, chua_kiem_chung: false });
    }
    let by_law = award.danh_muc.as_ref().and_then(|title| by_law(context.law, &title.value, date));
    let asked = award.bieu_quyet == Some(true) || context.rules().hoi_dong.is_some();
    by_law.or_else(|| {
        asked.then(|| VoteThreshold {
            ty_le: Quantity::whole(50),
            qua: true,
            can_cu: "nguyên tắc đa số".to_owned(),
            chua_kiem_chung: false,
        })
    })
}

fn by_law(law: &Law, title: &str, date: NaiveDate) -> Option<VoteThreshold> {
    let decree = law.votes(date)?;
    let share = decree.muc.iter().find(|share| share.hinh_thuc.iter().any(|known| known == title))?;
    Some(VoteThreshold {
        ty_le: share.ty_le,
        qua: false,
        can_cu: decree.can_cu.clone(),
        chua_kiem_chung: decree.chua_kiem_chung,
    })
}

/// The ballots for one đề nghị.
pub fn votes<'a>(context: &Context<'a>, nominee: usize, award: usize, year: Option<i32>) -> Vec<&'a Vote> {
    let rows = Context::rows(&context.facts.bieu_quyet, context.index.votes.get(&(nominee, award)));
    rows.into_iter().filter(|vote| vote.nam.is_none() || vote.nam == year).collect()
}

/// The day on which the council met, else the day of judgement.
pub fn meeting_day(context: &Context) -> NaiveDate {
    let council = context.rules().hoi_dong.as_ref();
    council.and_then(|council| council.ngay_hop.as_ref()).map_or(context.date, |day| day.value)
}

/// Whether enough members agreed.
pub fn judge(context: &Context, award_number: usize, award: &Award, candidate: Candidate) -> Verdict {
    let Some(threshold) = threshold(context, award, meeting_day(context)) else {
        return Verdict::new(VOTE, State::KhongApDung, "không phải biểu quyết");
    };
    let total = context.rules().hoi_dong.as_ref().map_or(0, |council| council.total());
    let rows = votes(context, candidate.nominee, award_number, candidate.year);
    let Some(fewest) = rows.iter().map(|vote| vote.dong_y.value).min() else {
        return candidate.waived(Verdict::new(VOTE, State::Cho, "chưa có kết quả biểu quyết"));
    };
    if meeting_day(context) > context.date {
        return candidate.waived(Verdict::new(VOTE, State::Cho, "Hội đồng chưa họp"));
    }
    let agreed = format!("{fewest}/{total} thành viên đồng ý");
    let (state, reason) = if total == 0 {
        (State::Cho, "chưa khai báo số thành viên Hội đồng".to_owned())
    } else if threshold.holds(fewest, total) {
        (State::Dat, agreed)
    } else {
        (State::KhongDat, format!("{agreed} (yêu cầu {})", threshold.cau()))
    };
    let verdict = rows.iter().fold(Verdict::new(VOTE, state, reason), |verdict, vote| {
        verdict.looked(vote.dong_y.value.to_string(), &vote.dong_y.place)
    });
    candidate.waived(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_all_members() {
        let at_least = |share| VoteThreshold {
            ty_le: Quantity::whole(share),
            qua: false,
            can_cu: String::new(),
            chua_kiem_chung: false,
        };
        let majority = VoteThreshold { qua: true, ..at_least(50) };
        for (threshold, agreeing, total, enough) in [
            (&at_least(80), 8, 10, true),
            (&at_least(80), 7, 9, false),
            (&at_least(90), 9, 10, true),
            (&majority, 5, 10, false),
            (&majority, 6, 11, true),
            (&majority, 0, 0, false),
        ] {
            assert_eq!(threshold.holds(agreeing, total), enough, "{agreeing}/{total}");
        }
    }

    #[test]
    fn the_law_names_its_share_by_title_and_day() {
        let law = Law::builtin().unwrap();
        let share = |title: &str, date: &str| by_law(&law, title, date.parse().unwrap()).map(|found| found.ty_le);
        assert_eq!(share("chien_si_thi_dua_co_so", "2024-06-01"), Some(Quantity::whole(80)));
        assert_eq!(share("chien_si_thi_dua_tinh", "2024-06-01"), Some(Quantity::whole(90)));
        assert_eq!(share("giay_khen", "2024-06-01"), None);
    }
}
