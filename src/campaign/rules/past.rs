//! Judging tiêu chuẩn on awards that somebody has: how many times, in which years.
//!
//! For an award for công trạng, what was given theo chuyên đề does not count (khoản 3 Điều 4 Nghị định
//! 98/2023/NĐ-CP). An earlier award that is not in the sheet was not given: the lists are the offices' own. A title
//! that the campaign itself gives counts for its year as soon as it is given.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::context::Context;
use super::criteria::Candidate;
use super::stages;
use super::verdict::{State, Verdict};
use crate::base::diag::Place;
use crate::campaign::model::Period;
use crate::campaign::model::award::{Award, RewardType};
use crate::campaign::model::bestowal;
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::profile::PastAward;
use crate::campaign::model::short_date;
use crate::campaign::model::title::title_key;

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
    /// Whether what was given in `year` counts; `None` where the year is not known and decides. What is judged for no
    /// year looks back from the year of the campaign.
    fn is_in_time(&self, year: Option<i32>, context: &Context, candidate: Candidate) -> Option<bool> {
        let Some(year) = year else {
            return (self.years.is_none() && candidate.since.is_none() && !self.running).then_some(true);
        };
        let last = candidate.year.or(self.years.map(|_| context.usual_year()));
        let first = self.years.and_then(|years| last?.checked_sub_unsigned(years.saturating_sub(1)));
        let after = candidate.since.is_none_or(|since| year > context.rules().thoi_gian.year_of(since));
        Some(last.is_none_or(|last| year <= last) && first.is_none_or(|first| year >= first) && after)
    }
}

/// An earlier award that may count, in one of the years that its row tells.
pub struct Earlier<'a> {
    pub row: &'a PastAward,
    pub nam: Option<i32>,
    /// Whether it counts in any case: the year is known, or decides nothing.
    pub is_sure: bool,
}

impl Earlier<'_> {
    /// "Lao động tiên tiến năm 2025"
    pub fn words(&self, period: &Period) -> String {
        self.row.words(period, self.nam)
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
pub fn named<'a>(context: &Context<'a>, wanted: &Wanted, candidate: Candidate) -> Vec<Earlier<'a>> {
    let rows = Context::rows(&context.facts.khen_thuong, context.index.past.get(&candidate.nominee));
    let period = &context.rules().thoi_gian;
    let called = |row: &&PastAward| wanted.names.iter().any(|name| row.is_called(&name.value));
    let each = rows.into_iter().filter(called).flat_map(|row| row.years(period).into_iter().map(move |nam| (row, nam)));
    let key = |row: &PastAward, nam: Option<i32>| {
        let typed = if nam.is_some() { String::new() } else { row.nam.clone() };
        (nam, typed, title_key(&row.noi_dung.value), decision_key(&row.quyet_dinh))
    };
    let mut all: Vec<(Key, &PastAward)> = each.map(|(row, nam)| (key(row, nam), row)).collect();
    let keys: BTreeSet<Key> = all.iter().map(|(key, _)| key.clone()).collect();
    // The same award typed twice is one award; a row that names no decision tells of one that is named, which is next.
    let is_told = |key: &Key| {
        let next = keys.range((Bound::Excluded(key), Bound::Unbounded)).next();
        let same = |next: &Key| (next.0, &next.1, &next.2) == (key.0, &key.1, &key.2);
        key.3.is_empty() && next.is_some_and(same)
    };
    let mut seen = BTreeSet::new();
    all.retain(|(key, _)| !is_told(key) && seen.insert(key.clone()));
    let earlier = all.into_iter().filter_map(|((nam, ..), row)| {
        let counts = wanted.is_in_time(nam, context, candidate);
        (counts != Some(false)).then_some(Earlier { row, nam, is_sure: counts.is_some() })
    });
    earlier.collect()
}

/// What an award is known by: its year, or else what is typed for it; its name; its decision.
type Key = (Option<i32>, String, String, String);

/// A decision as decisions are compared: by its number and symbol ("5/qđ-snv"), where it has one.
fn decision_key(typed: &str) -> String {
    // "Số: 5 /QĐ-SNV"
    let folded = fold(&typed.replace(':', " ")).replace(" /", "/").replace("/ ", "/");
    let mut bare = folded.split(' ').map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let is_symbol = |word: &&str| {
        let numbered = word.split_once('/').filter(|(number, _)| number.starts_with(|it: char| it.is_ascii_digit()));
        numbered.is_some_and(|(_, symbol)| symbol.contains(char::is_alphabetic))
    };
    let symbol = bare.find(is_symbol).map(|word| word.trim_start_matches('0').to_owned());
    symbol.unwrap_or(folded)
}

/// What of `awards` of this campaign the nominee is given or may be given, where none of `rows` says it already.
fn given(
    context: &Context,
    wanted: &Wanted,
    awards: &[(usize, &Award)],
    rows: &[Earlier],
    candidate: Candidate,
) -> Vec<Held> {
    let period = &context.rules().thoi_gian;
    let mut held = Vec::new();
    for (at, award) in awards.iter().filter(|(_, award)| award.ma != candidate.award) {
        let so_far = candidate.so_far.into_iter();
        for (year, state) in so_far.flat_map(|so_far| so_far.held(candidate.nominee, *at)) {
            // Where all are judged for no year, they are given in that of the campaign.
            let given = year.or(candidate.year.is_none().then(|| context.usual_year()));
            let typed = rows.iter().any(|it| it.nam == given && it.row.is_called(&award.ten));
            if wanted.is_in_time(given, context, candidate) == Some(true) && !typed {
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
    let told = |earlier: &Earlier| Held {
        nam: earlier.nam,
        words: earlier.row.noi_dung.value.clone(),
        place: earlier.row.noi_dung.place(),
        state: if earlier.is_sure { State::Dat } else { State::Cho },
    };
    let rows = named(context, wanted, candidate);
    let typed = rows.iter().find(|earlier| earlier.is_sure).or(rows.first()).map(told);
    let awards = stages::called(context, wanted.names);
    let given = given(context, wanted, &awards, &rows, candidate).into_iter().max_by_key(|held| held.state);
    typed.filter(|held| held.state == State::Dat || given.is_none()).or(given)
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
    let awards = stages::titles(context, wanted.names);
    let given = given(context, wanted, &awards, &all, candidate);
    let (left, counted): (Vec<Earlier>, Vec<Earlier>) =
        all.into_iter().partition(|earlier| candidate.merit && is_no_base(earlier.row));
    let times = |surely: bool| {
        let own = given.iter().filter(|held| !surely || held.state == State::Dat).map(|held| held.nam);
        let years: Vec<Option<i32>> =
            counted.iter().filter(|earlier| earlier.is_sure).map(|earlier| earlier.nam).chain(own).collect();
        if wanted.running { longest_run(&years) } else { years.len() }
    };
    let unclear = counted.iter().filter(|earlier| !earlier.is_sure).count();
    let (surely, perhaps) = (times(true), times(false));
    let names: Vec<&str> = wanted.names.iter().map(|name| bestowal::bare(&name.value)).collect();
    let running = if wanted.running { " liên tục" } else { "" };
    let open = if perhaps > surely { ", đang xét trong đợt này" } else { "" };
    let asked = wanted.times;
    let names = names.join(", ");
    let mut reason = match surely {
        0 => format!("chưa được tặng {names}{open} (yêu cầu từ {asked:02} lần{running})"),
        _ => format!("{names}: {surely:02} lần{running}{open} (yêu cầu từ {asked:02} lần)"),
    };
    if let Some(since) = candidate.since {
        reason.push_str(&format!("; tính lại sau ngày {}, khi hết kỷ luật", short_date(since)));
    }
    if unclear > 0 {
        reason.push_str(&format!("; {unclear:02} lần chưa rõ năm"));
    }
    if !left.is_empty() {
        reason.push_str(&format!("; không tính {:02} lần khen theo chuyên đề", left.len()));
    }
    let state = match wanted.times as usize {
        needed if surely >= needed => State::Dat,
        needed if perhaps.saturating_add(unclear) >= needed => State::Cho,
        _ => State::KhongDat,
    };
    let looked = |verdict: Verdict, it: &Earlier| verdict.looked(it.words(period), &it.row.noi_dung.place);
    let verdict = counted.iter().chain(&left).fold(Verdict::new(code, state, reason), looked);
    given.iter().fold(verdict, |verdict, held| verdict.looked(held.words.clone(), &held.place))
}

/// Whether the nominee has none of the `found` awards: an award of any loại hình is one.
fn never(code: &str, wanted: &Wanted, found: &[Earlier], period: &Period) -> Verdict {
    let names: Vec<&str> = wanted.names.iter().map(|name| bestowal::bare(&name.value)).collect();
    let span = wanted.years.map(|years| format!(" trong {years:02} năm gần nhất")).unwrap_or_default();
    let verdict = match found {
        [] => Verdict::new(code, State::Dat, format!("chưa được tặng {}{span}", names.join(", "))),
        _ => {
            let known: Vec<String> = found.iter().map(|earlier| earlier.words(period)).collect();
            let known: Vec<&str> = known.iter().map(|words| bestowal::bare(words)).collect();
            let asked = if span.is_empty() {
                "yêu cầu chưa từng được tặng"
            } else {
                "yêu cầu chưa được tặng"
            };
            let (state, open) = match found.iter().any(|earlier| earlier.is_sure) {
                true => (State::KhongDat, ""),
                false => (State::Cho, ", chưa rõ năm"),
            };
            Verdict::new(code, state, format!("đã được tặng {}{open} ({asked}{span})", known.join(", ")))
        }
    };
    found.iter().fold(verdict, |verdict, it| verdict.looked(it.words(period), &it.row.noi_dung.place))
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
