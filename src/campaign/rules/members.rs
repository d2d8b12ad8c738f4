//! Judging tiêu chuẩn on the members of a collective: how many were given a title in the year that is judged.
//!
//! A share is taken of the number of people that a chỉ số tells, never of the list of individuals, which need
//! not hold everybody.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::past::{Wanted, named};
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
    let is_person = |at: usize| context.nominee(at).is_some_and(|nominee| nominee.loai == NomineeKind::CaNhan);
    if is_person(candidate.nominee) {
        return Verdict::new(code, State::KhongApDung, "chỉ áp dụng cho tập thể");
    }
    let wanted = Wanted { names: awards, times: 1, years: candidate.year.map(|_| 1), running: false };
    let people = context.parties.members(candidate.nominee).iter().copied().filter(|at| is_person(*at));
    let rewarded: Vec<_> = people
        .filter_map(|at| named(context, &wanted, Candidate { nominee: at, ..candidate }).into_iter().next())
        .collect();
    let count = u32::try_from(rewarded.len()).unwrap_or(u32::MAX);
    let names: Vec<&str> = awards.iter().map(|name| name.value.as_str()).collect();
    let names = names.join(", ");
    let (state, reason) = match can {
        Members::ItNhat(needed) => {
            let state = if count >= *needed { State::Dat } else { State::KhongDat };
            (state, format!("{count:02} người được tặng {names}"))
        }
        Members::TyLe { ty_le, tren } => match whole(context, tren, candidate) {
            Ok(whole) if whole < count => {
                (State::Cho, format!("{count:02} người được tặng {names} nhưng tập thể chỉ ghi {whole} người"))
            }
            Ok(whole) => {
                let state = if ty_le.holds(count, whole) { State::Dat } else { State::KhongDat };
                (state, format!("{count}/{whole} người được tặng {names}"))
            }
            Err(reason) => (State::Cho, reason),
        },
    };
    let asked = format!("{reason} (yêu cầu {})", can.words());
    let verdict = Verdict::new(code, state, asked);
    rewarded.iter().fold(verdict, |verdict, row| {
        verdict.looked(format!("{}, {}", row.doi_tuong.ten.value, row.noi_dung.value), &row.noi_dung.place)
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
