//! Judging tiêu chuẩn on the members of a collective: how many were given a title in the year that is judged.
//!
//! A share is taken of the number of people that a chỉ số tells, never of the list of individuals, which need
//! not hold everybody. Titles that the campaign itself gives count as soon as they are given.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::past::{Held, Wanted, of_member};
use super::verdict::{State, Verdict};
use crate::campaign::model::criterion::Members;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;

/// Whether as many members as `can` asks for were given one of `awards`.
pub fn judge(
    context: &Context,
    code: &str,
    awards: &[Located<String>],
    can: &Members,
    candidate: Candidate,
) -> Verdict {
    let is_a = |kind: NomineeKind, at: usize| context.nominee(at).is_some_and(|nominee| nominee.loai == kind);
    if !is_a(NomineeKind::TapThe, candidate.nominee) {
        return Verdict::new(code, State::KhongApDung, "chỉ áp dụng cho tập thể");
    }
    let wanted = Wanted { names: awards, times: 1, years: Some(1), running: false };
    let people =
        context.parties.everybody_in(candidate.nominee).into_iter().filter(|at| is_a(NomineeKind::CaNhan, *at));
    let held = |at: usize| Some((at, of_member(context, &wanted, Candidate { nominee: at, ..candidate })?));
    let rewarded: Vec<(usize, Held)> = people.filter_map(held).collect();
    let counted = |surely: bool| {
        let counted = rewarded.iter().filter(|(_, held)| !surely || held.state == State::Dat).count();
        u32::try_from(counted).unwrap_or(u32::MAX)
    };
    let (count, perhaps) = (counted(true), counted(false));
    let open = match perhaps - count {
        0 => String::new(),
        open => format!(", {open:02} người đang xét trong đợt này"),
    };
    let state_of = |holds: &dyn Fn(u32) -> bool| match (holds(count), holds(perhaps)) {
        (true, _) => State::Dat,
        (_, true) => State::Cho,
        _ => State::KhongDat,
    };
    let names: Vec<&str> = awards.iter().map(|name| name.value.as_str()).collect();
    let names = names.join(", ");
    let (state, reason) = match can {
        Members::ItNhat(needed) => {
            (state_of(&|count| count >= *needed), format!("{count:02} người được tặng {names}{open}"))
        }
        Members::TyLe { ty_le, tren } => match whole(context, tren, candidate) {
            Ok(whole) if whole < count => {
                (State::Cho, format!("{count:02} người được tặng {names} nhưng tập thể chỉ ghi {whole} người"))
            }
            Ok(whole) => {
                (state_of(&|count| ty_le.holds(count, whole)), format!("{count}/{whole} người được tặng {names}{open}"))
            }
            Err(reason) => (State::Cho, reason),
        },
    };
    let asked = format!("{reason} (yêu cầu {})", can.words());
    let verdict = Verdict::new(code, state, asked);
    rewarded.iter().fold(verdict, |verdict, (at, held)| {
        let name = context.nominee(*at).map_or("", |nominee| nominee.ten.as_str());
        verdict.looked(format!("{name}, {}", held.words), &held.place)
    })
}

/// The number of people of the collective.
fn whole(context: &Context, tren: &Located<String>, candidate: Candidate) -> Result<u32, String> {
    let name = context.rules().words(&tren.value);
    let rows = leaf::evidence(context, candidate.nominee, &tren.value, candidate.year);
    let numbers: BTreeSet<Option<i64>> =
        rows.iter().map(|row| leaf::number(leaf::known(context, row)).map(|number| number.millionths())).collect();
    match numbers.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(number)] if number % 1_000_000 == 0 => {
            u32::try_from(number / 1_000_000).map_err(|_| format!("{name}: không phải số người"))
        }
        [] | [None] => Err(format!("chưa có kết quả: {name}")),
        [_] => Err(format!("{name}: không phải số người")),
        _ => Err(format!("{name}: các dòng cho kết quả khác nhau")),
    }
}
