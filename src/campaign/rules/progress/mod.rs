//! Judging bước: what was done, in time, with a good result, one after the other.
//!
//! A required step that is not done yet keeps a đề nghị waiting; one that came out badly or too late ends it. Of
//! several rows of one step the worst counts. What is dated after the day of judgement is not known.

mod terms;

use chrono::NaiveDate;

use self::terms::{begun_words, due, in_time, short_of, unfinished};
use super::context::Context;
use super::criteria::{Candidate, not_concerned};
use super::verdict::{State, Verdict, grouped};
use crate::base::text::lower_first;
use crate::campaign::model::criterion::Grouping;
use crate::campaign::model::short_date;
use crate::campaign::model::stage::{Progress, Stage, StageKind, StageOf, StageResult};

/// The code of all steps together among the verdicts, and the word that waives them.
pub const STAGES: &str = "buoc";
/// Longer chains than any plan has; stops steps that wait for themselves.
const LONGEST_CHAIN: usize = 16;

/// Where one đề nghị stands in one step.
pub struct Standing<'a> {
    pub state: State,
    pub reason: String,
    /// Whether it may be done by now: what comes before is done, and its first day has come.
    pub is_open: bool,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// By how many days it was late where the plan only warns of it.
    pub tolerated: Option<i64>,
    /// The rows that say so.
    pub rows: Vec<&'a Progress>,
}

/// Whether the candidate has come through all steps; a member for each that concerns it.
pub fn judge(context: &Context, candidate: Candidate) -> Verdict {
    let concerned = |stage: &&Stage| not_concerned(context, &stage.ap_dung, candidate).is_none();
    let members: Vec<Verdict> = context
        .rules()
        .buoc
        .iter()
        .filter(concerned)
        .map(|stage| candidate.waived(verdict(stage, &standing(context, stage, candidate))))
        .collect();
    let state = grouped(Grouping::TatCa, members.iter().map(|member| member.trang_thai));
    let reason = match state {
        State::Dat => "đã qua các bước",
        State::Cho => "chưa xong các bước",
        State::KhongDat => "dừng ở một bước",
        State::KhongApDung => "kế hoạch không đặt bước nào",
    };
    candidate.waived(Verdict { gom: members, ..Verdict::new(STAGES, state, reason) })
}

/// The codes of the steps that are open for the candidate.
pub fn open_for(context: &Context, candidate: Candidate) -> Vec<String> {
    let concerned = |stage: &&Stage| not_concerned(context, &stage.ap_dung, candidate).is_none();
    let stages = context.rules().buoc.iter().filter(concerned);
    stages.filter(|stage| standing(context, stage, candidate).is_open).map(|stage| stage.ma.clone()).collect()
}

/// The codes of the steps that are open whoever is proposed: nothing comes before them, and their first day has come.
pub fn open_for_all(context: &Context) -> Vec<String> {
    let is_open = |stage: &&Stage| stage.sau_buoc.is_none() && has_begun(context, stage);
    context.rules().buoc.iter().filter(is_open).map(|stage| stage.ma.clone()).collect()
}

fn has_begun(context: &Context, stage: &Stage) -> bool {
    stage.tu_ngay.as_ref().is_none_or(|day| day.value <= context.date)
}

fn verdict(stage: &Stage, standing: &Standing) -> Verdict {
    let told = Verdict::new(&stage.ma, standing.state, format!("{}: {}", stage.ten, standing.reason));
    standing.rows.iter().fold(told, |verdict, row| match (&row.ngay, &row.tu_ngay) {
        (Some(day), _) | (None, Some(day)) => verdict.looked(short_date(day.value), &day.place),
        (None, None) => verdict.looked("chưa ghi ngày", &row.place),
    })
}

/// Where the candidate stands in `stage`.
pub fn standing<'a>(context: &Context<'a>, stage: &Stage, candidate: Candidate) -> Standing<'a> {
    standing_at(context, stage, candidate, 0)
}

fn standing_at<'a>(context: &Context<'a>, stage: &Stage, candidate: Candidate, depth: usize) -> Standing<'a> {
    let before = before(context, stage, candidate, depth);
    let rows = rows(context, stage, candidate);
    let is_open = before.as_ref().is_none_or(|before| before.is_done()) && has_begun(context, stage);
    let judged = rows.iter().map(|row| judge_row(context, stage, row, before.as_ref(), candidate));
    let worst = judged.min_by(|left, right| (left.state, &left.reason).cmp(&(right.state, &right.reason)));
    let found = worst.unwrap_or_else(|| awaited(context, stage, before.as_ref(), candidate));
    let state = match &before {
        Some(before) if !before.is_done() => found.state.min(State::Cho),
        _ => found.state,
    };
    let reason = match &before {
        Some(before) if !before.is_done() && found.state > State::Cho => format!("bước “{}” chưa xong", before.ten),
        _ => found.reason,
    };
    Standing { state, reason, is_open: is_open || !rows.is_empty(), done: found.done, tolerated: found.tolerated, rows }
}

/// The step before, as far as it has come.
struct Before {
    ten: String,
    state: State,
    done: Option<NaiveDate>,
}

impl Before {
    /// Whether it holds nobody up.
    fn is_done(&self) -> bool {
        matches!(self.state, State::Dat | State::KhongApDung)
    }
}

fn before(context: &Context, stage: &Stage, candidate: Candidate, depth: usize) -> Option<Before> {
    let code = stage.sau_buoc.as_ref()?;
    let known = context.rules().stage(&code.value)?;
    if depth >= LONGEST_CHAIN {
        return Some(Before { ten: known.ten.clone(), state: State::Cho, done: None });
    }
    if not_concerned(context, &known.ap_dung, candidate).is_some() {
        return None;
    }
    let standing = standing_at(context, known, candidate, depth + 1);
    let is_waived = candidate.waiver(&known.ma).is_some();
    let state = if is_waived { State::Dat } else { standing.state };
    Some(Before { ten: known.ten.clone(), state, done: standing.done })
}

/// What one row comes to.
struct Found {
    state: State,
    reason: String,
    done: Option<NaiveDate>,
    tolerated: Option<i64>,
}

impl Found {
    fn new(state: State, reason: impl Into<String>) -> Self {
        Found { state, reason: reason.into(), done: None, tolerated: None }
    }
}

/// The rows that stand for the candidate, as known on the day of judgement.
fn rows<'a>(context: &Context<'a>, stage: &Stage, candidate: Candidate) -> Vec<&'a Progress> {
    let Some(number) = context.rules().buoc.iter().position(|known| known.ma == stage.ma) else { return Vec::new() };
    let of =
        |subject: Option<usize>| Context::rows(&context.facts.buoc, context.index.progress.get(&(number, subject)));
    let mut found = of(Some(candidate.nominee));
    match stage.cua {
        StageOf::DoiTuong => {}
        StageOf::DonVi => found.extend(context.unit_of(candidate.nominee).into_iter().flat_map(|unit| of(Some(unit)))),
        StageOf::DanhSach => found.extend(of(None)),
    }
    let of_award = |row: &&Progress| {
        let award = row.hinh_thuc.as_ref().map(|name| context.index.award_number(&name.value));
        award.is_none_or(|number| number.and_then(|at| context.award(at)).is_some_and(|it| it.ma == candidate.award))
    };
    let of_year = |row: &&Progress| row.nam.is_none() || candidate.year.is_none() || row.nam == candidate.year;
    let first = |row: &&Progress| row.tu_ngay.iter().chain(&row.ngay).map(|day| day.value).min();
    let is_known = |row: &&Progress| first(row).is_none_or(|day| day <= context.date);
    found.retain(|row| of_award(row) && of_year(row) && is_known(row));
    found.sort_by(|left, right| left.place.cmp(&right.place));
    found
}

fn judge_row(context: &Context, stage: &Stage, row: &Progress, before: Option<&Before>, candidate: Candidate) -> Found {
    let begun = row.tu_ngay.as_ref().map(|day| day.value).filter(|day| *day <= context.date);
    let done = row.ngay.as_ref().map(|day| day.value).filter(|day| *day <= context.date);
    // What comes out badly ends it, whenever it is dated.
    if row.ket_qua.as_ref().is_some_and(|result| result.value == StageResult::Xau)
        && (done.is_some() || row.ngay.is_none())
    {
        let when = done.map(|day| format!(" ngày {}", short_date(day))).unwrap_or_default();
        let words = if row.loi_ket_qua.is_empty() { "không đạt" } else { &row.loi_ket_qua };
        return Found::new(State::KhongDat, format!("kết quả {}{when}", lower_first(words)));
    }
    let due = due(context, stage, before, begun, candidate);
    let Some(day) = done else {
        let begun = begun.map(|day| begun_words(stage.loai, day)).unwrap_or_else(|| "chưa ghi ngày xong".to_owned());
        return unfinished(context, stage, &due, begun);
    };
    let (late, mut found) = in_time(stage, day, &due);
    found.done = Some(day);
    if found.state == State::KhongDat {
        return found;
    }
    let hold = short_of(context, stage, row, day, before).or_else(|| {
        let is_open = stage.loai.has_result() && row.ket_qua.is_none();
        is_open.then(|| "chưa ghi kết quả".to_owned())
    });
    match hold {
        Some(reason) => Found { state: State::Cho, reason, tolerated: None, ..found },
        None => Found { tolerated: late, ..found },
    }
}

/// What a step that nobody has begun comes to.
fn awaited(context: &Context, stage: &Stage, before: Option<&Before>, candidate: Candidate) -> Found {
    if stage.loai == StageKind::TraHoSo {
        return Found::new(State::KhongApDung, "không bị trả hồ sơ");
    }
    if !stage.bat_buoc {
        return Found::new(State::KhongApDung, "không bắt buộc");
    }
    if !has_begun(context, stage) {
        let first = stage.tu_ngay.as_ref().map(|day| short_date(day.value)).unwrap_or_default();
        return Found::new(State::Cho, format!("chưa đến ngày bắt đầu {first}"));
    }
    if let Some(before) = before.filter(|before| !before.is_done()) {
        return Found::new(State::Cho, format!("chờ xong bước “{}”", before.ten));
    }
    unfinished(context, stage, &due(context, stage, before, None, candidate), "chưa làm".to_owned())
}
