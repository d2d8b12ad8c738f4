//! Judging tiêu chuẩn on a thang điểm: the points of all items together.
//!
//! Points that are not known yet may be anything up to the điểm chuẩn of their item, so the verdict is
//! "chờ" only where they decide.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::verdict::{State, Verdict};
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{POINTS, ScoreItem};

/// What the points of one item may come to.
struct Points {
    least: Quantity,
    most: Quantity,
    known: bool,
    /// Whether rows contradict each other.
    contested: bool,
}

/// The points of one item: of rows that contradict each other the lowest counts.
fn points(context: &Context, item: &ScoreItem, candidate: Candidate) -> Points {
    let rows = leaf::evidence(context, candidate.nominee, &item.ma, candidate.year);
    let values: BTreeSet<Option<Quantity>> = rows.iter().map(|row| leaf::number(leaf::known(context, row))).collect();
    let known = !values.is_empty() && !values.contains(&None);
    let lowest = values.iter().flatten().next().copied();
    Points {
        least: lowest.filter(|_| known).unwrap_or_default(),
        most: lowest.unwrap_or(item.diem),
        known,
        contested: values.len() > 1,
    }
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
    let all: Vec<Points> = sheet.muc.iter().map(|item| points(context, item, candidate)).collect();
    let sum = all.iter().map(|points| points.least).fold(Quantity::default(), Quantity::plus);
    let possible = all.iter().map(|points| points.most).fold(Quantity::default(), Quantity::plus);
    let missing = all.iter().filter(|points| !points.known).count();
    let state = match (sum >= wanted, possible >= wanted) {
        (true, _) if all.iter().all(|points| !points.contested) => State::Dat,
        (false, false) => State::KhongDat,
        _ => State::Cho,
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
