//! Judging tiêu chuẩn on earlier awards: how many times, in which years.
//!
//! For an award for công trạng, what was given theo chuyên đề does not count (khoản 3 Điều 4 Nghị định
//! 98/2023/NĐ-CP). An earlier award that is not in the sheet was not given: the lists are the offices' own.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::context::Context;
use super::criteria::Candidate;
use super::verdict::{State, Verdict};
use crate::campaign::model::award::RewardType;
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

/// The earlier awards of the nominee that are called as wanted, in the years that count.
pub fn named<'a>(context: &Context<'a>, wanted: &Wanted, candidate: Candidate) -> Vec<&'a PastAward> {
    let rows = Context::rows(&context.facts.khen_thuong, context.index.past.get(&candidate.nominee));
    let in_time = |row: &&PastAward| match (row.year(), candidate.year) {
        (Some(year), Some(judged)) => {
            let first = wanted.years.and_then(|years| judged.checked_sub_unsigned(years.saturating_sub(1)));
            let counts = candidate.since.is_none_or(|since| year > since.year());
            year <= judged && first.is_none_or(|first| year >= first) && counts
        }
        (Some(year), None) => wanted.years.is_none() && candidate.since.is_none_or(|since| year > since.year()),
        (None, _) => wanted.years.is_none() && candidate.since.is_none(),
    };
    let called = |row: &&PastAward| wanted.names.iter().any(|name| row.is_called(&name.value));
    let mut seen = BTreeSet::new();
    // The same award typed twice is one award.
    let mut once = |row: &&PastAward| seen.insert((row.nam.clone(), fold(&row.noi_dung.value), fold(&row.quyet_dinh)));
    rows.into_iter().filter(called).filter(in_time).filter(&mut once).collect()
}

/// Whether an earlier award is no base for an award for công trạng.
pub fn is_no_base(row: &PastAward) -> bool {
    row.loai_hinh == Some(RewardType::ChuyenDe)
}

/// Whether the nominee has been rewarded as often as `wanted`.
pub fn judge(context: &Context, code: &str, wanted: &Wanted, candidate: Candidate) -> Verdict {
    let all = named(context, wanted, candidate);
    if wanted.times == 0 {
        return never(code, wanted, &all);
    }
    let (left, counted): (Vec<&PastAward>, Vec<&PastAward>) =
        all.into_iter().partition(|row| candidate.merit && is_no_base(row));
    let times = if wanted.running { longest_run(&counted) } else { counted.len() };
    let names: Vec<&str> = wanted.names.iter().map(|name| name.value.as_str()).collect();
    let running = if wanted.running { " liên tục" } else { "" };
    let mut reason = format!("{}: {times:02} lần{running} (yêu cầu từ {:02} lần)", names.join(", "), wanted.times);
    if let Some(since) = candidate.since {
        reason.push_str(&format!("; tính lại sau ngày {}, khi hết kỷ luật", short_date(since)));
    }
    if !left.is_empty() {
        reason.push_str(&format!("; không tính {:02} lần khen theo chuyên đề", left.len()));
    }
    let enough = times >= wanted.times as usize;
    let verdict = Verdict::new(code, if enough { State::Dat } else { State::KhongDat }, reason);
    counted.iter().chain(&left).fold(verdict, |verdict, row| {
        verdict.looked(format!("{} năm {}", row.noi_dung.value, row.nam), &row.noi_dung.place)
    })
}

/// Whether the nominee has none of the `found` awards: an award of any loại hình is one.
fn never(code: &str, wanted: &Wanted, found: &[&PastAward]) -> Verdict {
    let names: Vec<&str> = wanted.names.iter().map(|name| name.value.as_str()).collect();
    let span = wanted.years.map(|years| format!(" trong {years:02} năm gần nhất")).unwrap_or_default();
    let verdict = match found {
        [] => Verdict::new(code, State::Dat, format!("chưa được tặng {}{span}", names.join(", "))),
        _ => {
            let known: Vec<String> =
                found.iter().map(|row| format!("{} năm {}", row.noi_dung.value, row.nam)).collect();
            let asked = if span.is_empty() {
                "yêu cầu chưa từng được tặng"
            } else {
                "yêu cầu chưa được tặng"
            };
            Verdict::new(code, State::KhongDat, format!("đã được tặng {} ({asked}{span})", known.join(", ")))
        }
    };
    found.iter().fold(verdict, |verdict, row| {
        verdict.looked(format!("{} năm {}", row.noi_dung.value, row.nam), &row.noi_dung.place)
    })
}

/// The most years in a row.
fn longest_run(rows: &[&PastAward]) -> usize {
    let years: BTreeSet<i32> = rows.iter().filter_map(|row| row.year()).collect();
    let (mut longest, mut run, mut before) = (0, 0, None);
    for year in years {
        run = if before == Some(year - 1) { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(year);
    }
    longest
}
