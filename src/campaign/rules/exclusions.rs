//! Judging loại trừ: whose cases count, from which level, in which time.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::context::Context;
use super::criteria::{Candidate, not_concerned};
use super::verdict::{State, Verdict};
use crate::base::diag::Place;
use crate::campaign::model::exclusion::{Case, CaseState, Exclusion, Party, Window};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::KEY_LEADER;
use crate::campaign::model::{Period, short_date};
use crate::law::discipline::is_at_least;

/// The code of what the law itself excludes, and the word that waives it.
pub const BY_LAW: &str = "phap_luat";

/// The verdicts on all exclusions that concern the candidate; "đạt" means not excluded. What the law
/// excludes is told only where the plan has not done so.
pub fn judge_all(context: &Context, candidate: Candidate) -> Vec<Verdict> {
    let judged = |exclusion: &Exclusion| candidate.waived(judge(context, exclusion, candidate));
    let mut verdicts: Vec<Verdict> = context.rules().loai_tru.iter().map(judged).collect();
    let against = |verdict: &Verdict| verdict.trang_thai == State::KhongDat || verdict.dac_cach.is_some();
    if !verdicts.iter().any(against) {
        // A row that makes the plan wait need not be told again.
        let told = |law: &Verdict| verdicts.iter().any(|plan| plan.trang_thai == law.trang_thai);
        let by_law = by_law(context, candidate).filter(|law| !told(law));
        verdicts.extend(by_law.map(|verdict| candidate.waived(verdict)));
    }
    verdicts
}

/// Why the law in force on the day of judgement lets nobody reward the candidate now.
fn by_law(context: &Context, candidate: Candidate) -> Option<Verdict> {
    let law = context.law.open_cases(context.date)?;
    let open = |charge: &&Charge| law.trang_thai.contains(&charge.case.trang_thai.value);
    let charges = charges(context, Party::ChinhDoiTuong, candidate.nominee);
    let mut open: Vec<&Charge> = charges.iter().filter(|charge| charge.is_known(context.date)).filter(open).collect();
    open.sort_by_key(|charge| charge.unclear().is_some());
    let charge = open.first()?;
    if let Some((reason, value, place)) = charge.unclear() {
        return Some(Verdict::new(BY_LAW, State::Cho, format!("{reason} ({})", law.can_cu)).looked(value, place));
    }
    let case = charge.case;
    let state = case.trang_thai.value.label();
    let reason = format!("{} có vụ việc {state}, chưa được xét ({})", case.doi_tuong.ten.value, law.can_cu);
    Some(Verdict::new(BY_LAW, State::KhongDat, reason).looked(state, &case.trang_thai.place))
}

/// When time began anew.
#[derive(Default)]
pub struct Restart {
    /// Only what lies after this day counts; the day of judgement while a discipline has not ended.
    pub since: Option<NaiveDate>,
    /// Why a later day may be right, and where.
    pub unclear: Option<(String, Place)>,
}

/// When time began anew for the candidate, after the discipline that the loại trừ in `codes` speak of.
pub fn restart(context: &Context, codes: &[Located<String>], candidate: Candidate) -> Restart {
    let mut restart = Restart::default();
    let rules = codes.iter().filter_map(|code| context.rules().loai_tru.iter().find(|rule| rule.ma == code.value));
    for rule in rules.filter(|rule| not_concerned(context, &rule.ap_dung, candidate).is_none()) {
        let mut charges = charges(context, rule.cua, candidate.nominee);
        charges.sort_by(|left, right| left.case.place.cmp(&right.case.place));
        for charge in charges {
            match ended(context, rule, charge) {
                Ok(day) => restart.since = restart.since.max(day),
                Err(reason) => restart.unclear = restart.unclear.or(Some((reason, charge.case.place.clone()))),
            }
        }
    }
    restart
}

/// The last day of the discipline of `charge`, when it is one of those that `rule` speaks of, whatever its window.
fn ended(context: &Context, rule: &Exclusion, charge: Charge) -> Result<Option<NaiveDate>, String> {
    let case = charge.case;
    let who = &case.doi_tuong.ten.value;
    if !charge.is_known(context.date) {
        return Ok(None);
    }
    if let Some((reason, ..)) = charge.unclear() {
        return Err(reason);
    }
    if !matches!(case.trang_thai.value, CaseState::DaBi | CaseState::DangThiHanh) {
        return Ok(None);
    }
    match (heavy(context, rule, case, "bị kỷ luật").0, &case.den_ngay, case.trang_thai.value) {
        (State::Dat, ..) => Ok(None),
        (State::Cho, ..) => {
            Err(format!("{who} bị kỷ luật, mức không so được với mức của kế hoạch nên chưa rõ có tính lại thời gian"))
        }
        (_, Some(day), _) => Ok(Some(day.value.min(context.date))),
        (_, None, CaseState::DangThiHanh) => Ok(Some(context.date)),
        (_, None, _) => Err(format!("{who} bị kỷ luật, chưa ghi ngày hết thi hành nên chưa tính lại được thời gian")),
    }
}

/// Whether `exclusion` is against the candidate.
pub fn judge(context: &Context, exclusion: &Exclusion, candidate: Candidate) -> Verdict {
    if let Some(reason) = not_concerned(context, &exclusion.ap_dung, candidate) {
        return Verdict::new(&exclusion.ma, State::KhongApDung, reason);
    }
    let mut judged: Vec<(State, String, Charge)> = charges(context, exclusion.cua, candidate.nominee)
        .into_iter()
        .map(|charge| {
            let (state, reason) = judge_charge(context, exclusion, charge, candidate.year);
            (state, reason, charge)
        })
        .filter(|(state, ..)| *state != State::Dat)
        .collect();
    judged.sort_by(|left, right| (left.0, &left.2.case.place).cmp(&(right.0, &right.2.case.place)));
    // A row that may be that of several is one row.
    judged.dedup_by(|left, right| left.2.case.place == right.2.case.place);
    let Some((state, reason, _)) = judged.first() else {
        return Verdict::new(&exclusion.ma, State::Dat, "không thuộc diện loại trừ");
    };
    let verdict = Verdict::new(&exclusion.ma, *state, reason.clone());
    judged.iter().fold(verdict, |verdict, (state, _, charge)| match (charge.unclear(), &charge.case.muc) {
        (Some((_, value, place)), _) => verdict.looked(value, place),
        (None, Some(level)) if *state == State::Cho && charge.case.ngay.is_some() => {
            verdict.looked(level.value.clone(), &level.place)
        }
        _ => verdict.looked(charge.case.trang_thai.value.label(), &charge.case.trang_thai.place),
    })
}

/// A row of Kỷ luật that may stand against somebody.
#[derive(Clone, Copy)]
struct Charge<'a> {
    case: &'a Case,
    /// Whether the row says whose it is.
    is_certain: bool,
}

impl<'a> Charge<'a> {
    /// Nothing dated later is known.
    fn is_known(self, date: NaiveDate) -> bool {
        self.case.ngay.as_ref().is_none_or(|day| day.value <= date)
    }

    /// Why nobody can say what the row means until it is mended, and what stands where.
    fn unclear(self) -> Option<(String, &'static str, &'a Place)> {
        let who = &self.case.doi_tuong;
        let whose = Some(who.ten.value.as_str()).filter(|name| !name.is_empty());
        let whose = whose.map(|name| format!(" ghi tên {name}")).unwrap_or_default();
        if let Some(place) = &self.case.chua_doc {
            return Some((format!("bảng Kỷ luật có dòng{whose} chưa đọc được"), "chưa đọc được", place));
        }
        let reason = || format!("bảng Kỷ luật có dòng{whose}, chưa rõ là của ai");
        (!self.is_certain).then(|| (reason(), "chưa rõ là ai", &who.ten.place))
    }
}

/// The cases of `party` of the nominee, and those that may be.
fn charges<'a>(context: &Context<'a>, party: Party, nominee: usize) -> Vec<Charge<'a>> {
    let of = |known: &HashMap<usize, Vec<usize>>, at: usize, is_certain: bool| {
        let rows = Context::rows(&context.facts.ky_luat, known.get(&at)).into_iter();
        rows.map(|case| Charge { case, is_certain }).collect::<Vec<_>>()
    };
    let rows = |at| [of(&context.index.cases, at, true), of(&context.index.cases_perhaps, at, false)].concat();
    if party == Party::ChinhDoiTuong {
        return rows(nominee);
    }
    let direct = context.parties.members(nominee);
    // Whoever leads a unit below it does not lead it.
    let members = if party == Party::ThanhVien { context.parties.everybody_in(nominee) } else { direct.to_vec() };
    let leads = |at: &usize| context.nominee(*at).is_some_and(|nominee| nominee.has(KEY_LEADER));
    let mut found = rows(nominee);
    for at in members {
        let counts = party == Party::ThanhVien || leads(&at);
        found.extend(rows(at).into_iter().filter(|charge| counts || charge.case.lanh_dao_chu_chot));
    }
    let strangers = of(&context.index.cases_of_strangers, nominee, true);
    found.extend(strangers.into_iter().filter(|it| party == Party::ThanhVien || it.case.lanh_dao_chu_chot));
    found
}

fn judge_charge(context: &Context, exclusion: &Exclusion, charge: Charge, year: Option<i32>) -> (State, String) {
    if !charge.is_known(context.date) {
        return (State::Dat, String::new());
    }
    let unread = charge.case.chua_doc.is_some();
    match (charge.unclear(), judge_case(context, exclusion, charge.case, year)) {
        (Some((reason, ..)), (state, _)) if unread || state != State::Dat => (State::Cho, reason),
        (_, judged) => judged,
    }
}

fn judge_case(context: &Context, exclusion: &Exclusion, case: &Case, year: Option<i32>) -> (State, String) {
    let who = &case.doi_tuong.ten.value;
    let decided = case.ngay.as_ref().map(|day| day.value);
    let enforced = is_enforced(context, case);
    let wants = |state: CaseState| exclusion.trang_thai.contains(&state);
    match case.trang_thai.value {
        CaseState::DangXemXet if wants(CaseState::DangXemXet) => {
            (State::KhongDat, format!("{who} đang bị xem xét kỷ luật"))
        }
        CaseState::DangXacMinh if wants(CaseState::DangXacMinh) => {
            (State::KhongDat, format!("{who} có vụ việc đang được xác minh"))
        }
        CaseState::DangXemXet | CaseState::DangXacMinh => (State::Dat, String::new()),
        _ if enforced && wants(CaseState::DangThiHanh) => heavy(context, exclusion, case, "đang thi hành kỷ luật"),
        _ if wants(CaseState::DaBi) => match in_window(&context.rules().thoi_gian, exclusion.trong, decided, year) {
            Some(false) => (State::Dat, String::new()),
            Some(true) => heavy(context, exclusion, case, "bị kỷ luật"),
            None => match heavy(context, exclusion, case, "bị kỷ luật") {
                (State::Dat, reason) => (State::Dat, reason),
                _ => (State::Cho, format!("{who} bị kỷ luật nhưng chưa ghi ngày quyết định")),
            },
        },
        _ => (State::Dat, String::new()),
    }
}

/// Whether the discipline is enforced on the day of judgement: until its last day, however its state is called;
/// without one as long as its state says so.
fn is_enforced(context: &Context, case: &Case) -> bool {
    let last = case.den_ngay.as_ref().map(|day| day.value);
    match case.trang_thai.value {
        CaseState::DangThiHanh => last.is_none_or(|last| last >= context.date),
        CaseState::DaBi => last.is_some_and(|last| last >= context.date),
        CaseState::DangXemXet | CaseState::DangXacMinh => false,
    }
}

fn in_window(period: &Period, window: Window, decided: Option<NaiveDate>, year: Option<i32>) -> Option<bool> {
    match window {
        Window::KhongGioiHan => Some(true),
        Window::Khoang { tu, den } => decided.map(|day| (tu..=den).contains(&day)),
        Window::NamXet => {
            // What is judged for no year is judged for all years of the campaign.
            let first = year.or(period.tu_ngay.map(|day| period.year_of(day)));
            let last = year.or(period.den_ngay.map(|day| period.year_of(day)));
            let within = |year: i32| first.is_none_or(|first| year >= first) && last.is_none_or(|last| year <= last);
            if first.or(last).is_none() { Some(true) } else { decided.map(|day| within(period.year_of(day))) }
        }
    }
}

/// Excluded when the level is at least the one that the rule names; nobody knows of a level that is not told.
fn heavy(context: &Context, exclusion: &Exclusion, case: &Case, words: &str) -> (State, String) {
    let who = &case.doi_tuong.ten.value;
    let day = case.ngay.as_ref().map(|day| day.value);
    let when = day.map(|day| format!(" ngày {}", short_date(day))).unwrap_or_default();
    let Some(level) = &case.muc else {
        return match exclusion.muc_tu.is_empty() {
            true => (State::KhongDat, format!("{who} {words}{when}")),
            false => (State::Cho, format!("{who} {words}{when}, chưa ghi mức kỷ luật")),
        };
    };
    let excluded = (State::KhongDat, format!("{who} {words} mức {}{when}", level.value));
    if exclusion.muc_tu.is_empty() {
        return excluded;
    }
    let ladders = context.law.ladders(day.unwrap_or(context.date));
    let compared = exclusion.muc_tu.iter().filter_map(|lowest| is_at_least(&ladders, &level.value, &lowest.value));
    match compared.reduce(|left, right| left || right) {
        Some(true) => excluded,
        Some(false) => (State::Dat, String::new()),
        None => (State::Cho, format!("{who} {words}, mức `{}` không so được với mức của kế hoạch", level.value)),
    }
}
