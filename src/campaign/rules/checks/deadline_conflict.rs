//! Two deadlines of the plan for the same thing that end on different days.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::deadline::{Deadline, Task};
use crate::campaign::model::short_date;
use crate::campaign::rules::criteria::left_out;
use crate::campaign::rules::{Assessment, Context, Rule};

#[doc = include_str!("../../../base/diag/codes/TD005.md")]
pub struct DeadlineConflict;

impl Rule for DeadlineConflict {
    fn code(&self) -> Code {
        Code::TD005
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let deadlines = &assessment.context.rules().thoi_han;
        let events = &assessment.context.rules().su_kien;
        let period = &assessment.context.rules().thoi_gian;
        let years: std::collections::BTreeSet<Option<i32>> =
            assessment.de_nghi.iter().map(|item| item.nam).chain([None]).collect();
        for (at, first) in deadlines.iter().enumerate() {
            let shared = |second: &&Deadline| overlap(first, second) && concern_one(assessment.context, first, second);
            for second in deadlines.iter().skip(at + 1).filter(shared) {
                let days = |deadline: &Deadline, year| {
                    deadline.last_day(year, period, events, assessment.context.calendar()).ok()
                };
                let differ = years
                    .iter()
                    .filter_map(|year| days(first, *year).zip(days(second, *year)))
                    .find(|(left, right)| left != right);
                let Some((left, right)) = differ else { continue };
                let (earlier, later) = if first.place <= second.place { (first, second) } else { (second, first) };
                let message = format!(
                    "thời hạn {} mâu thuẫn: `{}` và `{}` (ngày cuối là {} hoặc {})",
                    first.viec.label(),
                    earlier.cau(events),
                    later.cau(events),
                    short_date(left.min(right)),
                    short_date(left.max(right)),
                );
                let clause = if earlier.muc.is_empty() { "nơi thứ nhất".to_owned() } else { earlier.muc.clone() };
                report.push(
                    Diagnostic::warning(self.code(), message)
                        .at(later.place.clone())
                        .hint_at(earlier.place.clone(), clause)
                        .hint("thống nhất một ngày trong kế hoạch, hoặc đính chính bằng văn bản"),
                );
            }
        }
    }
}

/// Whether both are about the same thing. Registrations and dossiers of one award are judged by all
/// deadlines for them, whatever their words; reports and submissions may be several.
fn overlap(first: &Deadline, second: &Deadline) -> bool {
    let shared = first.hinh_thuc.iter().any(|award| second.hinh_thuc.iter().any(|other| other.value == award.value));
    let everywhere = first.hinh_thuc.is_empty() || second.hinh_thuc.is_empty();
    let one_thing = matches!(first.viec, Task::DangKy | Task::HoSo) || first.noi_dung == second.noi_dung;
    // What holds for some only stands beside what holds for all.
    let alike = first.trong.is_all() == second.trong.is_all();
    alike && first.viec == second.viec && one_thing && (everywhere || shared)
}

/// Whether somebody is among those of both.
fn concern_one(context: &Context, first: &Deadline, second: &Deadline) -> bool {
    let is_among = |deadline: &Deadline, at: usize| left_out(context, &deadline.trong, at).is_none();
    first.trong.is_all() || (0..context.facts.doi_tuong.len()).any(|at| is_among(first, at) && is_among(second, at))
}
