//! Judging a single condition on the rows that speak of it.
//!
//! What has not been published by the day of judgement is not known: the verdict is "chờ". Rows that
//! contradict each other never help: the worst of them counts, and at best the verdict is "chờ".

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::verdict::{State, Verdict, grouped};
use super::{deadlines, grades, members, past, scores, sums};
use crate::campaign::model::criterion::{Comparison, Condition, Grouping, measured};
use crate::campaign::model::evidence::{CouncilLevel, Evidence, EvidenceValue, IndicatorKind, Initiative};
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::short_date;

/// How the value of the year before begins among those that were looked at.
pub const YEAR_BEFORE: &str = "năm trước: ";

/// The verdict on `condition`, which is no group.
pub fn judge(context: &Context, code: &str, condition: &Condition, candidate: Candidate) -> Verdict {
    match condition {
        Condition::Nguong { chi_so, so_sanh, muc, rieng } => {
            let own = context
                .nominee(candidate.nominee)
                .and_then(|nominee| rieng.iter().find(|own| nominee.has(&own.dac_diem.value)).map(|own| own.muc));
            threshold(context, code, chi_so, *so_sanh, own.unwrap_or(*muc), candidate)
        }
        Condition::SoVoiNamTruoc { chi_so, xu_huong } => match number_before(context, chi_so, candidate) {
            Ok((before, place)) => {
                let year = context.rules().thoi_gian.kind_of_year();
                let known = measured(context.rules(), &chi_so.value, before);
                let wanted = format!("{} so với {known} của {year} trước", xu_huong.label());
                on_values(context, code, chi_so, candidate, &wanted, |value| {
                    number(value).map(|value| xu_huong.holds(before, value))
                })
                .looked(format!("{YEAR_BEFORE}{before}"), &place)
            }
            Err(reason) => Verdict::new(code, State::Cho, reason),
        },
        Condition::XepLoai { chi_so, muc } => {
            let indicator = context.rules().indicator(&chi_so.value);
            let typed = || {
                on_values(context, code, chi_so, candidate, &format!("từ loại {}", muc.value), |value| {
                    let levels = rank(context, chi_so, value).zip(level(context, chi_so, &muc.value));
                    levels.map(|(has, wanted)| has >= wanted)
                })
            };
            let graded = indicator.and_then(|indicator| grades::judge(context, code, indicator, muc, candidate));
            graded.unwrap_or_else(typed)
        }
        Condition::CoKhong { chi_so, gia_tri } => {
            let wanted = if *gia_tri { "có" } else { "không" };
            let verdict =
                on_values(context, code, chi_so, candidate, wanted, |value| yes(value).map(|value| value == *gia_tri));
            let name = context.rules().words(&chi_so.value);
            failing(verdict, if *gia_tri { format!("không đạt: {name}") } else { format!("có: {name}") })
        }
        Condition::XacNhan { chi_so } => confirmed(context, code, chi_so, candidate),
        Condition::DanChieu { chi_so, van_ban } => {
            let wanted = format!("được xét đạt theo {van_ban}");
            failing(on_values(context, code, chi_so, candidate, &wanted, yes), format!("không {wanted}"))
        }
        Condition::SangKien { cap, ca_thanh_vien, so, so_nam } => {
            let wanted = Initiatives { cap: *cap, of_members: *ca_thanh_vien, count: *so, years: *so_nam };
            initiative(context, code, &wanted, candidate)
        }
        Condition::LienTuc { so_nam, moi_nam } => in_a_row(context, code, *so_nam, moi_nam, candidate),
        Condition::ThanhVien { khen_thuong, can } => members::judge(context, code, khen_thuong, can, candidate),
        Condition::DaKhen { khen_thuong, so_lan, so_nam, lien_tuc } => {
            let wanted = past::Wanted { names: khen_thuong, times: *so_lan, years: *so_nam, running: *lien_tuc };
            past::judge(context, code, &wanted, candidate)
        }
        Condition::TongDiem { thang_diem, muc } => {
            scores::judge(context, code, thang_diem, Comparison::ToiThieu, *muc, candidate)
        }
        Condition::DangKy { dung_han, danh_hieu } => {
            deadlines::registered(context, code, *dung_han, danh_hieu, candidate)
        }
        Condition::Nhom { .. } | Condition::DonVi { .. } => Verdict::new(code, State::Cho, "không phải tiêu chuẩn đơn"),
    }
}

/// A number against its threshold, wherever the number comes from.
fn threshold(
    context: &Context,
    code: &str,
    chi_so: &Located<String>,
    so_sanh: Comparison,
    muc: Quantity,
    candidate: Candidate,
) -> Verdict {
    let rules = context.rules();
    if rules.total_as_indicator(&chi_so.value).is_some() {
        return scores::judge(context, code, chi_so, so_sanh, muc, candidate);
    }
    if let Some(item) = scores::worked_out(context, &chi_so.value) {
        return scores::judge_item(context, code, item, so_sanh, muc, candidate);
    }
    if let Some(sum) = rules.indicator(&chi_so.value).filter(|indicator| !indicator.terms().is_empty()) {
        return sums::judge(context, code, sum, so_sanh, muc, candidate);
    }
    let wanted = format!("{} {}", so_sanh.label(), measured(rules, &chi_so.value, muc));
    on_values(context, code, chi_so, candidate, &wanted, |value| number(value).map(|value| so_sanh.holds(value, muc)))
}

/// Rows of `indicator` for the nominee in `year`, or those without a year when there are none.
pub fn evidence<'a>(context: &Context<'a>, nominee: usize, indicator: &str, year: Option<i32>) -> Vec<&'a Evidence> {
    let Some(number) = context.index.indicator_number(indicator) else { return Vec::new() };
    let rows = Context::rows(&context.facts.ket_qua, context.index.evidence.get(&(nominee, number)));
    let of_year = |wanted: Option<i32>| -> Vec<&Evidence> {
        rows.iter().copied().filter(|evidence| evidence.nam == wanted).collect()
    };
    let exact = of_year(year);
    if exact.is_empty() { of_year(None) } else { exact }
}

/// The value as it is known on the day of judgement.
pub fn known<'a>(context: &Context, evidence: &'a Evidence) -> &'a EvidenceValue {
    let published = evidence.ngay_cong_bo.as_ref().is_none_or(|day| day.value <= context.date);
    if published { &evidence.gia_tri.value } else { &EvidenceValue::Trong }
}

/// Reads a number.
pub fn number(value: &EvidenceValue) -> Option<Quantity> {
    match value {
        EvidenceValue::So(number) => Some(*number),
        EvidenceValue::Chu(text) => Quantity::parse(text),
        _ => None,
    }
}

/// Reads a yes or no.
pub fn yes(value: &EvidenceValue) -> Option<bool> {
    match value {
        EvidenceValue::CoKhong(flag) => Some(*flag),
        EvidenceValue::Chu(text) => match fold(text).as_str() {
            "x" | "có" | "đạt" | "đã xác nhận" => Some(true),
            "không" | "không đạt" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The position of a rating on the scale of the indicator.
pub fn rank(context: &Context, chi_so: &Located<String>, value: &EvidenceValue) -> Option<usize> {
    match value {
        EvidenceValue::Chu(text) => level(context, chi_so, text),
        _ => None,
    }
}

fn level(context: &Context, chi_so: &Located<String>, word: &str) -> Option<usize> {
    match &context.rules().indicator(&chi_so.value)?.kieu {
        IndicatorKind::XepLoai { cac_muc } => cac_muc.iter().position(|level| fold(level) == fold(word)),
        _ => None,
    }
}

/// Judges each row by `holds`, which gives `None` for a value of the wrong sort.
fn on_values(
    context: &Context,
    code: &str,
    chi_so: &Located<String>,
    candidate: Candidate,
    wanted: &str,
    holds: impl Fn(&EvidenceValue) -> Option<bool>,
) -> Verdict {
    let name = context.rules().words(&chi_so.value);
    let rows = evidence(context, candidate.nominee, &chi_so.value, candidate.year);
    let mut values: Vec<&EvidenceValue> = rows.iter().map(|row| known(context, row)).collect();
    values.sort();
    values.dedup();
    let state_of = |value: &EvidenceValue| match (value, holds(value)) {
        (EvidenceValue::Trong, _) | (_, None) => State::Cho,
        (_, Some(true)) => State::Dat,
        (_, Some(false)) => State::KhongDat,
    };
    let worst = values.iter().map(|value| state_of(value)).min();
    let (state, reason) = match (worst, values.as_slice()) {
        (None, _) | (_, [EvidenceValue::Trong]) => {
            (State::Cho, format!("chưa có kết quả: {}", in_year(context, &name, candidate.year)))
        }
        (Some(state), [value]) => (state, format!("{name}: {} (yêu cầu {wanted})", shown(context, chi_so, value))),
        (Some(worst), _) => (worst.min(State::Cho), format!("{name}: các dòng cho kết quả khác nhau")),
    };
    rows.iter().fold(Verdict::new(code, state, reason), |verdict, row| {
        verdict.looked(shown(context, chi_so, &row.gia_tri.value), &row.gia_tri.place)
    })
}

/// `verdict` with `words` for its reason, where the answer to a question is not the one that is asked for.
fn failing(verdict: Verdict, words: String) -> Verdict {
    match verdict.trang_thai {
        State::KhongDat => Verdict { ly_do: words, ..verdict },
        _ => verdict,
    }
}

/// "Chỉ số … năm 2024"; the name may end with the word itself.
fn in_year(context: &Context, name: &str, year: Option<i32>) -> String {
    let name = name.strip_suffix(" của năm").unwrap_or(name);
    year.map_or_else(|| name.to_owned(), |year| format!("{name} {}", context.rules().thoi_gian.year_words(year)))
}

fn shown(context: &Context, chi_so: &Located<String>, value: &EvidenceValue) -> String {
    match value {
        EvidenceValue::So(number) => measured(context.rules(), &chi_so.value, *number),
        other => other.to_string(),
    }
}

/// Last year's number and its place.
fn number_before(
    context: &Context,
    chi_so: &Located<String>,
    candidate: Candidate,
) -> Result<(Quantity, crate::base::diag::Place), String> {
    let name = context.rules().words(&chi_so.value);
    let Some(year) = candidate.year else { return Err(format!("{name}: chưa rõ năm để so sánh")) };
    let rows = evidence(context, candidate.nominee, &chi_so.value, Some(year.saturating_sub(1)));
    let before = rows.iter().filter(|row| row.nam == Some(year.saturating_sub(1)));
    let numbers: Vec<_> =
        before.filter_map(|row| Some((number(known(context, row))?, row.gia_tri.place.clone()))).collect();
    // Of contradicting rows the hardest counts; the contradiction is a finding of its own.
    let missing = || format!("chưa có kết quả: {}", in_year(context, &name, Some(year.saturating_sub(1))));
    numbers.into_iter().max().ok_or_else(missing)
}

fn confirmed(context: &Context, code: &str, chi_so: &Located<String>, candidate: Candidate) -> Verdict {
    let verdict = on_values(context, code, chi_so, candidate, "được xác nhận", yes);
    let rows = evidence(context, candidate.nominee, &chi_so.value, candidate.year);
    if verdict.trang_thai == State::Dat && rows.iter().all(|row| row.dien_giai.is_empty()) {
        let name = context.rules().words(&chi_so.value);
        return Verdict {
            trang_thai: State::Cho, ly_do: format!("{name}: chưa nêu thành tích bằng lời"), ..verdict
        };
    }
    failing(verdict, format!("không được xác nhận: {}", context.rules().words(&chi_so.value)))
}

/// The condition judged for each of the last `years`.
fn in_a_row(context: &Context, code: &str, years: u32, condition: &Condition, candidate: Candidate) -> Verdict {
    let Some(last) = candidate.year else {
        return Verdict::new(code, State::Cho, format!("chưa rõ năm xét để tính {years:02} năm liên tục"));
    };
    let period = &context.rules().thoi_gian;
    let of_year = |before: u32| {
        let year = last.saturating_sub_unsigned(before);
        if let Some(since) = candidate.since.filter(|since| year <= period.year_of(*since)) {
            let reason = format!("{}: không tính, hết kỷ luật ngày {}", period.year_words(year), short_date(since));
            return Verdict::new(code, State::KhongDat, reason);
        }
        let verdict = judge(context, code, condition, Candidate { year: Some(year), ..candidate });
        Verdict { ly_do: format!("{}: {}", period.year_words(year), verdict.ly_do), ..verdict }
    };
    let each: Vec<Verdict> = (0..years).rev().map(of_year).collect();
    let state = grouped(Grouping::TatCa, each.iter().map(|verdict| verdict.trang_thai));
    let met = each.iter().filter(|verdict| verdict.trang_thai == State::Dat).count();
    let reason = format!("đạt {met:02}/{years:02} năm liên tục đến {}", period.year_words(last));
    Verdict { gom: each, ..Verdict::new(code, state, reason) }
}

/// What a tiêu chuẩn asks of initiatives.
struct Initiatives {
    cap: CouncilLevel,
    of_members: bool,
    count: u32,
    /// In the last so many years; in the judged one when `None`.
    years: Option<u32>,
}

impl Initiatives {
    fn is_in_time(&self, year: Option<i32>, judged: Option<i32>) -> bool {
        match (year, judged) {
            (Some(year), Some(judged)) => {
                let first = judged.saturating_sub_unsigned(self.years.unwrap_or(1).saturating_sub(1));
                (first..=judged).contains(&year)
            }
            _ => true,
        }
    }
}

fn initiative(context: &Context, code: &str, wanted: &Initiatives, candidate: Candidate) -> Verdict {
    let mut who = vec![candidate.nominee];
    let collective = context.nominee(candidate.nominee).is_some_and(|nominee| nominee.loai == NomineeKind::TapThe);
    if wanted.of_members && collective {
        who.extend(context.parties.everybody_in(candidate.nominee));
    }
    let rows = who.iter().flat_map(|at| Context::rows(&context.facts.sang_kien, context.index.initiatives.get(at)));
    let of_year = |row: &&Initiative| wanted.is_in_time(row.nam, candidate.year);
    let mut judged: Vec<(State, String, &Initiative)> = rows
        .filter(of_year)
        .map(|row| {
            let (state, reason) = judge_initiative(context, row, wanted.cap);
            (state, reason, row)
        })
        .collect();
    judged.sort_by(|left, right| (right.0, &left.2.ten).cmp(&(left.0, &right.2.ten)));
    // The state of the last one that is needed; the same initiative typed twice is one.
    let mut seen = BTreeSet::new();
    judged.retain(|(_, _, row)| seen.insert(fold(&row.ten.value)));
    let needed = usize::try_from(wanted.count.max(1)).unwrap_or(usize::MAX);
    let found = judged.len();
    if found > 0 && found < needed {
        let reason = format!("mới có {found:02} sáng kiến (yêu cầu từ {needed:02})");
        let verdict = Verdict::new(code, State::KhongDat, reason);
        return judged
            .iter()
            .fold(verdict, |verdict, (_, _, row)| verdict.looked(row.ten.value.clone(), &row.ten.place));
    }
    let Some((state, reason, _)) = judged.get(needed - 1) else {
        let reason = format!("không có sáng kiến nào được Hội đồng Sáng kiến {} công nhận", wanted.cap.label());
        return Verdict::new(code, State::KhongDat, reason);
    };
    let verdict = Verdict::new(code, *state, reason.clone());
    judged.iter().take(3).fold(verdict, |verdict, (_, _, row)| verdict.looked(row.ten.value.clone(), &row.ten.place))
}

fn judge_initiative(context: &Context, row: &Initiative, wanted: CouncilLevel) -> (State, String) {
    let name = &row.ten.value;
    if let Some(used) = &row.da_su_dung {
        return (State::KhongDat, format!("sáng kiến “{name}” đã dùng cho {}", used.value));
    }
    if row.cap.value < wanted {
        return (State::KhongDat, format!("sáng kiến “{name}” mới được công nhận {}", row.cap.value.label()));
    }
    if row.is_recognised(context.date) {
        let since =
            row.ngay_cong_nhan.as_ref().map(|day| format!(" ngày {}", short_date(day.value))).unwrap_or_default();
        return (State::Dat, format!("sáng kiến “{name}” được công nhận {}{since}", row.cap.value.label()));
    }
    (State::Cho, format!("sáng kiến “{name}” chưa có quyết định công nhận"))
}
