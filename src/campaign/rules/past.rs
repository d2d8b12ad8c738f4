//! Judging tiêu chuẩn on awards that somebody has: how many times, in which years.
//!
//! For an award for công trạng, what was given theo chuyên đề does not count (khoản 3 Điều 4 Nghị định
//! 98/2023/NĐ-CP). An earlier award that is not in the sheet was not given: the lists are the offices' own. A title
//! that the campaign itself gives counts for its year as soon as it is given.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::stages;
use super::verdict::{State, Verdict};
use crate::base::diag::Place;
use crate::campaign::model::Period;
use crate::campaign::model::award::{Award, RewardType};
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::profile::PastAward;
use crate::campaign::model::short_date;

/// What a tiêu chuẩn asks for.
pub struct Wanted<'a> {
    pub names: &'a [Located<String>],
    pub times: u32,
    /// In the last so many years, the judged one included.
    pub years: Option<u32>,
    /// In years that follow each other.
    pub running: bool,
}

impl Wanted<'_> {
    fn is_in_time(&self, year: Option<i32>, period: &Period, candidate: Candidate) -> bool {
        let counts = |year: i32| candidate.since.is_none_or(|since| year > period.year_of(since));
        match (year, candidate.year) {
            (Some(year), Some(judged)) => {
                let first = self.years.and_then(|years| judged.checked_sub_unsigned(years.saturating_sub(1)));
                year <= judged && first.is_none_or(|first| year >= first) && counts(year)
            }
            (Some(year), None) => self.years.is_none() && counts(year),
            (None, _) => self.years.is_none() && candidate.since.is_none(),
        }
    }
}

/// An award that somebody has, or may come to have in this campaign.
pub struct Held {
    pub nam: Option<i32>,
    /// "Lao động tiên tiến năm 2025"
    pub words: String,
    pub place: Place,
    /// "Đạt", or "chờ" where it is not given yet.
    pub state: State,
}

/// The earlier awards of the nominee that are called as wanted, in the years that count.
pub fn named<'a>(context: &Context<'a>, wanted: &Wanted, candidate: Candidate) -> Vec<&'a PastAward> {
    let rows = Context::rows(&context.facts.khen_thuong, context.index.past.get(&candidate.nominee));
    let period = &context.rules().thoi_gian;
    let in_time = |row: &&PastAward| wanted.is_in_time(row.year(period), period, candidate);
    let called = |row: &&PastAward| wanted.names.iter().any(|name| row.is_called(&name.value));
    let mut seen = BTreeSet::new();
    // The same award typed twice is one award.
    let mut once = |row: &&PastAward| seen.insert((row.nam.clone(), fold(&row.noi_dung.value), fold(&row.quyet_dinh)));
    rows.into_iter().filter(called).filter(in_time).filter(&mut once).collect()
}

/// What of `awards` of this campaign the nominee is given or may be given, where no row says it already.
fn given(context: &Context, wanted: &Wanted, awards: &[(usize, &Award)], candidate: Candidate) -> Vec<Held> {
    let (rows, period) = (named(context, wanted, candidate), &context.rules().thoi_gian);
    let mut held = Vec::new();
    for (at, award) in awards.iter().filter(|(_, award)| award.ma != candidate.award) {
        let so_far = candidate.so_far.into_iter();
        for (year, state) in so_far.flat_map(|so_far| so_far.held(candidate.nominee, *at)) {
            let typed = rows.iter().any(|row| row.year(period) == year && row.is_called(&stages::bare(&award.ten)));
            if wanted.is_in_time(year, period, candidate) && !typed {
                let when = year.map(|year| format!(" {}", period.year_words(year))).unwrap_or_default();
                let words = format!("{}{when} (đề nghị trong đợt này)", award.ten);
                held.push(Held { nam: year, words, place: award.place.clone(), state });
            }
        }
    }
    held
}

/// What a member of a collective has or may come to have; of the campaign itself any award counts.
pub fn of_member(context: &Context, wanted: &Wanted, candidate: Candidate) -> Option<Held> {
    let told = |row: &PastAward| Held {
        nam: row.year(&context.rules().thoi_gian),
        words: row.noi_dung.value.clone(),
        place: row.noi_dung.place(),
        state: State::Dat,
    };
    let typed = named(context, wanted, candidate).first().map(|row| told(row));
    let awards = stages::called(context, wanted.names);
    typed.or_else(|| given(context, wanted, &awards, candidate).into_iter().max_by_key(|held| held.state))
}

/// Whether an earlier award is no base for an award for công trạng.
pub fn is_no_base(row: &PastAward) -> bool {
    row.loai_hinh == Some(RewardType::ChuyenDe)
}

/// Whether the nominee has been rewarded as often as `wanted`.
pub fn judge(context: &Context, code: &str, wanted: &Wanted, candidate: Candidate) -> Verdict {
    let all = named(context, wanted, candidate);
    let period = &context.rules().thoi_gian;
    if wanted.times == 0 {
        return never(code, wanted, &all, period);
    }
    let (left, counted): (Vec<&PastAward>, Vec<&PastAward>) =
        all.into_iter().partition(|row| candidate.merit && is_no_base(row));
    let awards = stages::titles(context, wanted.names);
    let given = given(context, wanted, &awards, candidate);
    let times = |surely: bool| {
        let own = given.iter().filter(|held| !surely || held.state == State::Dat).map(|held| held.nam);
        let years: Vec<Option<i32>> = counted.iter().map(|row| row.year(period)).chain(own).collect();
        if wanted.running { longest_run(&years) } else { years.len() }
    };
    let (surely, perhaps) = (times(true), times(false));
    let names: Vec<&str> = wanted.names.iter().map(|name| name.value.as_str()).collect();
    let running = if wanted.running { " liên tục" } else { "" };
    let open = if perhaps > surely { ", đang xét trong đợt này" } else { "" };
    let asked = wanted.times;
    let mut reason = format!("{}: {surely:02} lần{running}{open} (yêu cầu từ {asked:02} lần)", names.join(", "));
    if let Some(since) = candidate.since {
        reason.push_str(&format!("; tính lại sau ngày {}, khi hết kỷ luật", short_date(since)));
    }
    if !left.is_empty() {
        reason.push_str(&format!("; không tính {:02} lần khen theo chuyên đề", left.len()));
    }
    let state = match wanted.times as usize {
        needed if surely >= needed => State::Dat,
        needed if perhaps >= needed => State::Cho,
        _ => State::KhongDat,
    };
    let verdict = counted
        .iter()
        .chain(&left)
        .fold(Verdict::new(code, state, reason), |verdict, row| verdict.looked(row.words(period), &row.noi_dung.place));
    given.iter().fold(verdict, |verdict, held| verdict.looked(held.words.clone(), &held.place))
}

/// Whether the nominee has none of the `found` awards: an award of any loại hình is one.
fn never(code: &str, wanted: &Wanted, found: &[&PastAward], period: &Period) -> Verdict {
    let names: Vec<&str> = wanted.names.iter().map(|name| name.value.as_str()).collect();
    let span = wanted.years.map(|years| format!(" trong {years:02} năm gần nhất")).unwrap_or_default();
    let verdict = match found {
        [] => Verdict::new(code, State::Dat, format!("chưa được tặng {}{span}", names.join(", "))),
        _ => {
            let known: Vec<String> = found.iter().map(|row| row.words(period)).collect();
            let asked = if span.is_empty() {
                "yêu cầu chưa từng được tặng"
            } else {
                "yêu cầu chưa được tặng"
            };
            Verdict::new(code, State::KhongDat, format!("đã được tặng {} ({asked}{span})", known.join(", ")))
        }
    };
    found.iter().fold(verdict, |verdict, row| verdict.looked(row.words(period), &row.noi_dung.place))
}

/// The most years in a row.
fn longest_run(years: &[Option<i32>]) -> usize {
    let years: BTreeSet<i32> = years.iter().flatten().copied().collect();
    let (mut longest, mut run, mut before) = (0, 0, None);
    for year in years {
        run = if before == Some(year - 1) { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(year);
    }
    longest
}
