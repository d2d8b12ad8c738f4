//! Points of a thang điểm added up: whether they are enough, and what they rank by.
//!
//! Points that are not known yet may be anything within the bounds of their item, so the verdict is "chờ"
//! only where they decide. An item that only takes away needs no row of somebody who lost nothing. Points
//! beyond the điểm chuẩn, a finding of their own, never help.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::verdict::{State, Verdict};
use crate::campaign::model::criterion::Comparison;
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{POINTS, ScoreItem, Total};

/// Below what anybody can come to.
const BOTTOMLESS: Quantity = Quantity::LEAST;

/// What the points of one item may come to.
#[derive(Clone, Copy)]
struct Points {
    least: Quantity,
    most: Quantity,
    /// What is known of them so far.
    so_far: Quantity,
    known: bool,
    /// Whether rows contradict each other.
    contested: bool,
}

/// What a total may come to.
pub struct Sum {
    pub least: Quantity,
    pub most: Quantity,
    so_far: Quantity,
    /// Items of which no points are known.
    missing: usize,
    /// Whether rows contradict each other.
    pub contested: bool,
}

impl Sum {
    /// The total, once all points are known; of rows that contradict each other the lowest count.
    pub fn settled(&self) -> Option<Quantity> {
        (self.missing == 0).then_some(self.least)
    }
}

/// The points of one item: of rows that contradict each other the lowest counts.
fn points(context: &Context, item: &ScoreItem, nominee: usize, year: Option<i32>) -> Points {
    let rows = leaf::evidence(context, nominee, &item.ma, year);
    let value = |row| leaf::number(leaf::known(context, row)).map(|points| points.min(item.most()));
    let values: BTreeSet<Option<Quantity>> = rows.into_iter().map(value).collect();
    let spared = values.is_empty() && item.is_penalty();
    let known = spared || !values.is_empty() && !values.contains(&None);
    let lowest = values.iter().flatten().next().copied();
    let so_far = lowest.unwrap_or_default();
    let bottom = item.least().unwrap_or(BOTTOMLESS);
    Points {
        least: if known { so_far } else { lowest.map_or(bottom, |lowest| lowest.min(bottom)) },
        most: if spared { so_far } else { lowest.unwrap_or(item.most()) },
        so_far,
        known,
        contested: values.len() > 1,
    }
}

/// What `total` comes to.
pub fn sum(context: &Context, total: Total, nominee: usize, year: Option<i32>) -> Sum {
    let of = |item: &ScoreItem| points(context, item, nominee, year);
    let all: Vec<Points> = total.all_items().into_iter().map(of).collect();
    Sum {
        least: total.sum(&|item| of(item).least),
        most: total.sum(&|item| of(item).most),
        so_far: total.sum(&|item| of(item).so_far),
        missing: all.iter().filter(|points| !points.known).count(),
        contested: all.iter().any(|points| points.contested),
    }
}

/// Whether the total called `name` is as `so_sanh` wants it against `wanted`.
pub fn judge(
    context: &Context,
    code: &str,
    name: &Located<String>,
    so_sanh: Comparison,
    wanted: Quantity,
    candidate: Candidate,
) -> Verdict {
    let Some(total) = context.rules().total(&name.value) else {
        return Verdict::new(code, State::Cho, format!("kế hoạch không có thang điểm `{}`", name.value));
    };
    let sum = sum(context, total, candidate.nominee, candidate.year);
    let state = match (so_sanh.holds(sum.least, wanted), so_sanh.holds(sum.most, wanted)) {
        (true, true) if !sum.contested => State::Dat,
        (false, false) => State::KhongDat,
        _ => State::Cho,
    };
    let open = if sum.missing == 0 { String::new() } else { format!(", {:02} mục chưa có điểm", sum.missing) };
    let asked = match so_sanh {
        Comparison::ToiThieu => "từ",
        other => other.label(),
    };
    let reason = format!("{}: {} {POINTS}{open} (yêu cầu {asked} {wanted} {POINTS})", total.name(), sum.so_far);
    let items = total.all_items().into_iter().flat_map(|item| {
        leaf::evidence(context, candidate.nominee, &item.ma, candidate.year).into_iter().map(move |row| (item, row))
    });
    items.fold(Verdict::new(code, state, reason), |verdict, (item, row)| {
        verdict.looked(format!("{}: {}", item.noi_dung, row.gia_tri.value), &row.gia_tri.place)
    })
}
