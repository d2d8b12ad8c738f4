//! Judging tiêu chuẩn: the tree of groups, who is concerned, what was waived.

use chrono::NaiveDate;

use super::context::Context;
use super::stages::SoFar;
use super::verdict::{State, Verdict, grouped};
use super::{exclusions, leaf};
use crate::campaign::model::award::Award;
use crate::campaign::model::criterion::{Among, Condition, Criterion, Grouping, Scope};
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::NomineeKind;

/// Deeper nesting than any plan has; stops rules that contain themselves.
const DEEPEST: usize = 16;

/// One đối tượng judged for one year, with what it is excused from.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub nominee: usize,
    pub year: Option<i32>,
    /// Code of the award that it is judged for.
    pub award: &'a str,
    /// Whether it is judged for an award for công trạng, for which chuyên đề awards are no base.
    pub merit: bool,
    /// Codes with the written reasons.
    pub waivers: &'a [(&'a str, &'a str)],
    /// What is counted in years counts only after this day: a time that began anew.
    pub since: Option<NaiveDate>,
    /// Who has been chosen for what when it is judged; nobody when `None`.
    pub so_far: Option<&'a SoFar>,
}

impl<'a> Candidate<'a> {
    /// Nominee number `nominee`, proposed for `award` in `year`, excused from nothing.
    pub fn of(nominee: usize, year: Option<i32>, award: &'a Award) -> Self {
        Candidate { award: &award.ma, merit: award.is_for_merit(), ..Candidate::nobody(nominee, year) }
    }

    /// The same, judged for no award.
    pub fn nobody(nominee: usize, year: Option<i32>) -> Self {
        Candidate { nominee, year, award: "", merit: false, waivers: &[], since: None, so_far: None }
    }

    /// The reason for which `code` is waived.
    pub fn waiver(&self, code: &str) -> Option<String> {
        self.waivers.iter().find(|(waived, _)| *waived == code).map(|(_, reason)| (*reason).to_owned())
    }

    /// `verdict` with its waiver applied: a waived criterion counts as met.
    pub fn waived(&self, mut verdict: Verdict) -> Verdict {
        if matches!(verdict.trang_thai, State::KhongDat | State::Cho)
            && let Some(reason) = self.waiver(&verdict.ma)
        {
            verdict.trang_thai = State::Dat;
            verdict.dac_cach = Some(reason);
        }
        verdict
    }
}

/// The verdict on all criteria in `codes` together; it is called `name`.
pub fn judge_all(context: &Context, name: &str, codes: &[Located<String>], candidate: Candidate) -> Verdict {
    let members = judge_members(context, codes, candidate, 0);
    let state = grouped(Grouping::TatCa, members.iter().map(|member| member.trang_thai));
    Verdict { gom: members, ..Verdict::new(name, state, summary(state)) }
}

fn judge_members(context: &Context, codes: &[Located<String>], candidate: Candidate, depth: usize) -> Vec<Verdict> {
    let judge = |code: &Located<String>| match context.rules().criterion(&code.value) {
        Some(criterion) if depth < DEEPEST => judge(context, criterion, candidate, depth + 1),
        Some(_) => Verdict::new(&code.value, State::Cho, "tiêu chuẩn lồng vào chính nó"),
        None => Verdict::new(&code.value, State::Cho, format!("kế hoạch không có tiêu chuẩn `{}`", code.value)),
    };
    codes.iter().map(judge).collect()
}

fn judge(context: &Context, criterion: &Criterion, candidate: Candidate, depth: usize) -> Verdict {
    let code = criterion.ma.as_str();
    if let Some(reason) = not_concerned(context, &criterion.ap_dung, candidate) {
        return Verdict::new(code, State::KhongApDung, reason);
    }
    let restart = exclusions::restart(context, &criterion.tinh_lai, candidate);
    let candidate = Candidate { since: restart.since, ..candidate };
    let verdict = match &criterion.dieu_kien {
        Condition::Nhom { cach, gom } => {
            let members = judge_members(context, gom, candidate, depth);
            let state = grouped(*cach, members.iter().map(|member| member.trang_thai));
            Verdict { gom: members, ..Verdict::new(code, state, summary(state)) }
        }
        Condition::DonVi { gom } => judge_unit(context, code, gom, candidate, depth),
        condition => leaf::judge(context, code, condition, candidate),
    };
    // Nobody knows what still counts, but what is too little now is too little in any case.
    let verdict = match restart.unclear {
        Some((reason, place)) if verdict.trang_thai > State::KhongDat => {
            Verdict::new(code, State::Cho, reason).looked("chưa rõ", &place)
        }
        _ => verdict,
    };
    candidate.waived(verdict)
}

fn judge_unit(context: &Context, code: &str, gom: &[Located<String>], candidate: Candidate, depth: usize) -> Verdict {
    let Some(unit) = context.unit_of(candidate.nominee) else {
        return Verdict::new(code, State::Cho, "chưa rõ thuộc đơn vị nào");
    };
    let name = context.nominee(unit).map_or("", |nominee| nominee.ten.as_str());
    let members = judge_members(context, gom, Candidate { nominee: unit, ..candidate }, depth);
    let state = grouped(Grouping::TatCa, members.iter().map(|member| member.trang_thai));
    Verdict { gom: members, ..Verdict::new(code, state, format!("{name}: {}", summary(state))) }
}

/// Why `scope` leaves the candidate out; `None` when it is concerned.
pub fn not_concerned(context: &Context, scope: &Scope, candidate: Candidate) -> Option<String> {
    let nominee = context.nominee(candidate.nominee)?;
    if let Some(kind) = scope.doi_tuong.filter(|kind| *kind != nominee.loai) {
        return Some(format!("chỉ áp dụng cho {}", kind.label()));
    }
    if !scope.hinh_thuc.is_empty() && scope.hinh_thuc.iter().all(|code| code.value != candidate.award) {
        return Some("chỉ áp dụng cho hình thức khác".to_owned());
    }
    left_out(context, &scope.trong, candidate.nominee)
}

/// Why the nominee is not among those of whom something holds; `None` when it is.
pub fn left_out(context: &Context, among: &Among, nominee: usize) -> Option<String> {
    let has = |code: &str| context.nominee(nominee).is_some_and(|nominee| nominee.has(code));
    if let Some(attribute) = among.dac_diem.as_ref().filter(|attribute| !has(&attribute.value)) {
        return Some(format!("chỉ áp dụng cho đối tượng {}", context.rules().words(&attribute.value)));
    }
    let kind = fold(kind_of_unit(context, nominee));
    let named = among.loai_don_vi.is_empty() || among.loai_don_vi.iter().any(|known| fold(&known.value) == kind);
    (!named).then(|| format!("chỉ áp dụng cho {}", among.kinds()))
}

/// The kind of the collective, or of the unit of the individual.
pub fn kind_of_unit<'a>(context: &Context<'a>, nominee: usize) -> &'a str {
    let own = context.nominee(nominee).filter(|nominee| nominee.loai == NomineeKind::TapThe);
    let unit = || context.unit_of(nominee).and_then(|unit| context.nominee(unit));
    own.or_else(unit).map_or("", |unit| unit.loai_don_vi.as_str())
}

fn summary(state: State) -> &'static str {
    match state {
        State::Dat => "đạt các tiêu chuẩn",
        State::Cho => "chưa đủ chứng cứ để kết luận",
        State::KhongDat => "không đạt tiêu chuẩn",
        State::KhongApDung => "không tiêu chuẩn nào áp dụng",
    }
}
