//! Judging what was due: registrations and dossiers, in time, late, or still awaited.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::context::Context;
use super::criteria::{Candidate, left_out};
use super::verdict::{State, Verdict};
use crate::base::diag::Place;
use crate::campaign::model::Registration;
use crate::campaign::model::deadline::{Deadline, LateEffect, Mark, Side, Task};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::short_date;
use crate::campaign::model::title::title_key;

/// When something is due.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// By the strictest and by the mildest deadline of the plan, where they can be said.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Why a deadline can't be said yet.
    pub unknown: Option<String>,
    /// Whether the unknown deadline lies before an event, so that it may have passed already.
    pub may_have_passed: bool,
    /// What being late means.
    pub effect: Option<LateEffect>,
    /// Where the plan sets it.
    pub place: Option<Place>,
}

/// When `task` is due for `award` (a code) in `year`, for whom the plan says nothing else; without an award, by the
/// deadlines for all of them where there are some.
pub fn due(context: &Context, task: Task, award: Option<&str>, year: Option<i32>) -> Due {
    let for_all = |deadline: &&Deadline| deadline.trong.is_all();
    reckoned(context, of_task(context, task, award).filter(for_all), year)
}

/// When `task` is due of `nominee` for `award` (a code) in `year`: by the deadlines for such as it, else by those
/// for all.
pub fn due_of(context: &Context, task: Task, award: Option<&str>, year: Option<i32>, nominee: usize) -> Due {
    let is_among =
        |deadline: &&Deadline| !deadline.trong.is_all() && left_out(context, &deadline.trong, nominee).is_none();
    let own: Vec<&Deadline> = of_task(context, task, award).filter(is_among).collect();
    if own.is_empty() { due(context, task, award, year) } else { reckoned(context, own.into_iter(), year) }
}

/// When a task is due of each of many, whatever the award and the year: most have no term of their own, and that of
/// all is reckoned once.
pub struct DueOfEach<'a> {
    context: &'a Context<'a>,
    task: Task,
    of_all: Due,
    /// Whether some have a term of their own.
    differs: bool,
}

impl<'a> DueOfEach<'a> {
    /// Of `task`.
    pub fn new(context: &'a Context<'a>, task: Task) -> Self {
        let differs = of_task(context, task, None).any(|deadline| !deadline.trong.is_all());
        DueOfEach { context, task, of_all: due(context, task, None, None), differs }
    }

    /// As [`due_of`] of `nominee`, as [`due`] of nobody that is known.
    pub fn of(&self, nominee: Option<usize>) -> Cow<'_, Due> {
        match nominee.filter(|_| self.differs) {
            Some(nominee) => Cow::Owned(due_of(self.context, self.task, None, None, nominee)),
            None => Cow::Borrowed(&self.of_all),
        }
    }
}

fn of_task<'a>(context: &Context<'a>, task: Task, award: Option<&str>) -> impl Iterator<Item = &'a Deadline> {
    let deadlines = context.rules().thoi_han.iter().filter(move |deadline| concerns(deadline, task, award));
    let is_for_all = |deadline: &&Deadline| deadline.hinh_thuc.is_empty();
    let only_those = award.is_none() && deadlines.clone().any(|deadline| is_for_all(&deadline));
    deadlines.filter(move |deadline| !only_those || is_for_all(deadline))
}

fn reckoned<'d>(context: &Context, deadlines: impl Iterator<Item = &'d Deadline>, year: Option<i32>) -> Due {
    let mut due = Due::default();
    for deadline in deadlines {
        due.place.get_or_insert_with(|| deadline.place.clone());
        due.effect = due.effect.min(Some(deadline.khi_qua_han)).or(Some(deadline.khi_qua_han));
        match context.last_day(deadline, year) {
            Ok(day) => {
                due.days = Some(due.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
            Err(reason) => {
                due.unknown.get_or_insert(reason);
                due.may_have_passed |= matches!(&deadline.moc, Mark::SuKien { phia: Side::Truoc, .. });
            }
        }
    }
    due
}

fn concerns(deadline: &Deadline, task: Task, award: Option<&str>) -> bool {
    let named = |award: &str| deadline.hinh_thuc.iter().any(|known| known.value == award);
    deadline.viec == task && (deadline.hinh_thuc.is_empty() || award.is_none_or(named))
}

impl Due {
    /// Whether what came on `received` is in time; `None` is what has not come by `today`.
    pub fn judge(&self, received: Option<NaiveDate>, today: NaiveDate) -> (State, String) {
        let Some(day) = received.filter(|day| *day <= today) else { return self.judge_missing(today) };
        let when = short_date(day);
        let lenient = self.effect == Some(LateEffect::CanhBao);
        match self.days {
            Some((_, last)) if day > last => {
                let late = format!("nhận ngày {when}, muộn {} ngày", (day - last).num_days());
                (if lenient { State::Dat } else { State::KhongDat }, late)
            }
            Some((first, last)) if day > first => {
                let reason =
                    format!("nhận ngày {when}; kế hoạch nêu hai hạn: {} và {}", short_date(first), short_date(last));
                (if lenient { State::Dat } else { State::Cho }, reason)
            }
            _ if self.may_have_passed && !lenient => {
                (State::Cho, format!("nhận ngày {when}; {}", self.unknown.as_deref().unwrap_or("chưa rõ hạn")))
            }
            Some(_) => (State::Dat, format!("nhận ngày {when}, đúng hạn")),
            None => (State::Dat, format!("nhận ngày {when}")),
        }
    }

    fn judge_missing(&self, today: NaiveDate) -> (State, String) {
        match self.days {
            Some((_, last)) if today > last && self.unknown.is_none() => {
                // Where the plan only warns of being late it may still come.
                let state = if self.effect == Some(LateEffect::CanhBao) { State::Cho } else { State::KhongDat };
                (state, format!("chưa nhận được, đã quá hạn {}", short_date(last)))
            }
            Some((first, _)) => (State::Cho, format!("chưa nhận được, hạn {}", short_date(first))),
            None => (State::Cho, "chưa nhận được".to_owned()),
        }
    }
}

/// Registrations that stand for the nominee: its own, or its unit's when that includes individuals.
pub fn registrations<'a>(context: &Context<'a>, nominee: usize) -> Vec<&'a Registration> {
    let rows = |at: usize| Context::rows(&context.facts.dang_ky, context.index.registrations.get(&at));
    let mut found = rows(nominee);
    found.retain(|row| !row.is_nameless());
    let person = context.nominee(nominee).is_some_and(|nominee| nominee.loai == NomineeKind::CaNhan);
    if let Some(unit) = context.unit_of(nominee).filter(|_| person) {
        found.extend(rows(unit).into_iter().filter(|row| row.nameless().is_some()));
    }
    found
}

/// Whether the nominee registered by the day of judgement, in time when `on_time`, for one of `titles` where some are
/// named.
pub fn registered(
    context: &Context,
    code: &str,
    on_time: bool,
    titles: &[Located<String>],
    candidate: Candidate,
) -> Verdict {
    let due = due_of(context, Task::DangKy, Some(candidate.award), candidate.year, candidate.nominee);
    let all = registrations(context, candidate.nominee);
    let rows: Vec<&Registration> = all.iter().copied().filter(|row| is_for_title(row, titles)).collect();
    if let (Some(other), true) = (all.first(), rows.is_empty()) {
        let wanted: Vec<&str> = titles.iter().map(|title| title.value.as_str()).collect();
        let reason = format!("đăng ký thi đua: không đăng ký danh hiệu {}", wanted.join(", "));
        let verdict = Verdict::new(code, State::KhongDat, reason);
        return match &other.danh_hieu {
            Some(title) => verdict.looked(title.value.clone(), &title.place),
            None => verdict.looked("không ghi danh hiệu", &other.place),
        };
    }
    if rows.is_empty() {
        let (state, reason) = due.judge_missing(context.date);
        return Verdict::new(code, state, format!("đăng ký thi đua: {reason}"));
    }
    let best = rows.iter().map(|row| judge_row(&due, row, on_time, context.date)).max();
    let (state, reason) = best.unwrap_or((State::Cho, String::new()));
    let verdict = Verdict::new(code, state, format!("đăng ký thi đua: {reason}"));
    rows.iter().fold(verdict, |verdict, row| match &row.ngay_nop {
        Some(day) => verdict.looked(short_date(day.value), &day.place),
        None => verdict.looked("chưa ghi ngày nhận", &row.place),
    })
}

/// Whether `row` registers for one of `titles`, of which a cell may name several.
fn is_for_title(row: &Registration, titles: &[Located<String>]) -> bool {
    let typed = row.danh_hieu.as_ref().map_or("", |title| title.value.as_str());
    let mut typed = typed.split([';', ',', '\n']).map(title_key);
    titles.is_empty() || typed.any(|title| titles.iter().any(|wanted| title_key(&wanted.value) == title))
}

/// Whether one registration counts.
pub fn judge_row(due: &Due, row: &Registration, on_time: bool, today: NaiveDate) -> (State, String) {
    let day: Option<&Located<NaiveDate>> = row.ngay_nop.as_ref();
    match (day, on_time) {
        (Some(day), _) if day.value > today => due.judge_missing(today),
        (Some(day), true) => due.judge(Some(day.value), today),
        (Some(day), false) => (State::Dat, format!("nhận ngày {}", short_date(day.value))),
        (None, false) => (State::Dat, "đã nhận".to_owned()),
        (None, true) => (State::Cho, "đã nhận nhưng chưa ghi ngày nhận".to_owned()),
    }
}
