//! Judging hồ sơ: every paper that the plan asks for, come in time.

use super::context::Context;
use super::criteria::{Candidate, left_out};
use super::deadlines::due_of;
use super::verdict::{State, Verdict, grouped};
use crate::campaign::model::award::Award;
use crate::campaign::model::criterion::Grouping;
use crate::campaign::model::deadline::Task;
use crate::campaign::model::dossier::{ReceivedPaper, RequiredPaper, Sender};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::short_date;

/// The code of the dossier among the verdicts, and the word that waives all of it.
pub const DOSSIER: &str = "ho_so";

/// Whether the dossier for `award` is complete and in time; a member for each paper.
pub fn judge(context: &Context, award: &Award, candidate: Candidate) -> Verdict {
    let kind = context.nominee(candidate.nominee).map(|nominee| nominee.loai);
    let members: Vec<Verdict> = context
        .rules()
        .ho_so
        .iter()
        .enumerate()
        .filter(|(_, paper)| {
            is_required(paper, award, kind) && left_out(context, &paper.trong, candidate.nominee).is_none()
        })
        .map(|(number, paper)| candidate.waived(judge_paper(context, award, number, paper, candidate)))
        .collect();
    let state = grouped(Grouping::TatCa, members.iter().map(|member| member.trang_thai));
    let reason = match state {
        State::Dat => "đủ hồ sơ",
        State::Cho => "hồ sơ chưa đủ",
        State::KhongDat => "hồ sơ thiếu hoặc muộn",
        State::KhongApDung => "kế hoạch không yêu cầu hồ sơ",
    };
    candidate.waived(Verdict { gom: members, ..Verdict::new(DOSSIER, state, reason) })
}

fn is_required(paper: &RequiredPaper, award: &Award, kind: Option<NomineeKind>) -> bool {
    let named = paper.hinh_thuc.is_empty() || paper.hinh_thuc.iter().any(|code| code.value == award.ma);
    named && (paper.doi_tuong.is_none() || paper.doi_tuong == kind)
}

/// Who may have sent `paper` for the nominee: itself, and where a unit sends it once, the unit above.
pub fn senders(context: &Context, paper: &RequiredPaper, nominee: usize) -> Vec<usize> {
    let collective = context.nominee(nominee).is_some_and(|nominee| nominee.loai == NomineeKind::TapThe);
    let unit = context.unit_of(nominee);
    // For somebody outside the units whoever proposes him sends it.
    let itself = (paper.cua == Sender::DoiTuong || collective || unit.is_none()).then_some(nominee);
    let above = unit.filter(|_| paper.cua == Sender::DonVi);
    itself.into_iter().chain(above).collect()
}

/// What came of the paper with this number for the nominee.
pub fn received<'a>(
    context: &Context<'a>,
    number: usize,
    paper: &RequiredPaper,
    nominee: usize,
) -> Vec<&'a ReceivedPaper> {
    let rows = |from| Context::rows(&context.facts.ho_so_nhan, context.index.received.get(&(from, number)));
    senders(context, paper, nominee).into_iter().flat_map(rows).collect()
}

fn judge_paper(
    context: &Context,
    award: &Award,
    number: usize,
    paper: &RequiredPaper,
    candidate: Candidate,
) -> Verdict {
    let rows = received(context, number, paper, candidate.nominee);
    let due = due_of(context, Task::HoSo, Some(&award.ma), candidate.year, candidate.nominee);
    let judge = |row: Option<&ReceivedPaper>| match row {
        Some(row) => match (&row.ngay_nhan, copies(row, paper)) {
            (_, Some(reason)) => (State::Cho, reason),
            (Some(day), None) => due.judge(Some(day.value), context.date),
            (None, None) => (State::Cho, "đã nhận nhưng chưa ghi ngày nhận".to_owned()),
        },
        None => due.judge(None, context.date),
    };
    let best = rows.iter().map(|row| judge(Some(row))).max();
    let (state, reason) = best.unwrap_or_else(|| judge(None));
    let verdict = Verdict::new(&paper.ma, state, format!("{}: {reason}", paper.ten));
    rows.iter().fold(verdict, |verdict, row| match &row.ngay_nhan {
        Some(day) => verdict.looked(short_date(day.value), &day.place),
        None => verdict.looked("chưa ghi ngày nhận", &row.place),
    })
}

fn copies(row: &ReceivedPaper, paper: &RequiredPaper) -> Option<String> {
    let count = row.so_ban.as_ref().filter(|count| count.value < paper.so_ban)?;
    Some(format!("có {:02} bản, cần {:02} bản", count.value, paper.so_ban))
}
