//! Judging tiêu chuẩn on a thang điểm: the points of all items together.
//!
//! Points that are not known yet may be anything up to the điểm chuẩn of their item, so the verdict is
//! "chờ" only where they decide.

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::verdict::{State, Verdict};
use crate::model::located::Located;
use crate::model::quantity::Quantity;
use crate::model::score::{POINTS, ScoreItem};

/// The points of one item: the worst of rows that contradict each other; none when not known.
fn points(context: &Context, item: &ScoreItem, candidate: Candidate) -> Option<Quantity> {
    let rows = leaf::evidence(context, candidate.nominee, &item.ma, candidate.year);
    rows.iter().map(|row| leaf::number(leaf::known(context, row))).min().flatten()
}

/// Whether the points of `sheet` come to at least `wanted`.
pub fn judge(
    context: &Context,
    code: &str,
    sheet: &Located<String>,
    wanted: Quantity,
    candidate: Candidate,
) -> Verdict {
    let Some(sheet) = context.rules().score_sheet(&sheet.value) else {
        return Verdict::new(code, State::Cho, format!("kế hoạch không có thang điểm `{}`", sheet.value));
    };
    let (mut sum, mut possible, mut missing) = (Quantity::default(), Quantity::default(), 0);
    for item in &sheet.muc {
        match points(context, item, candidate) {
            Some(points) => (sum, possible) = (sum.plus(points), possible.plus(points)),
            None => (possible, missing) = (possible.plus(item.diem), missing + 1),
        }
    }
    let state = match (sum >= wanted, possible >= wanted) {
        (true, _) => State::Dat,
        (false, true) => State::Cho,
        (false, false) => State::KhongDat,
    };
    let open = if missing == 0 { String::new() } else { format!(", {missing:02} mục chưa có điểm") };
    let reason = format!("{}: {sum} {POINTS}{open} (yêu cầu từ {wanted} {POINTS})", sheet.ten);
    let items = sheet.muc.iter().flat_map(|item| {
        leaf::evidence(context, candidate.nominee, &item.ma, candidate.year).into_iter().map(move |row| (item, row))
    });
    items.fold(Verdict::new(code, state, reason), |verdict, (item, row)| {
        verdict.looked(format!("{}: {}", item.noi_dung, row.gia_tri.value), &row.gia_tri.place)
    })
}
