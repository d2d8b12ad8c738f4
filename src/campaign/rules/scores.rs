//! Points of a thang điểm added up: whether they are enough, and what they rank by.
//!
//! Points that are not known yet may be anything within the bounds of their item. An item that only takes away
//! needs no row of somebody who lost nothing. Points beyond the điểm chuẩn, a finding of their own, never help.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::sums::Sum;
use super::verdict::{State, Verdict};
use crate::campaign::model::criterion::Comparison;
use crate::campaign::model::evidence::{Evidence, EvidenceValue};
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{CountedPoints, POINTS, ScoreItem, ScoreSheet, Total};

/// The points of a row that count: those of the appraiser, or until then those of the unit where the sheet takes
/// these.
pub fn counted<'a>(context: &Context, sheet: &ScoreSheet, row: &'a Evidence) -> &'a EvidenceValue {
    match (leaf::known(context, row), sheet.diem_tinh, &row.tu_cham) {
        (EvidenceValue::Trong, CountedPoints::TuCham, Some(own)) => &own.value,
        (value, ..) => value,
    }
}

/// What the points of one item may come to; of rows that contradict each other the lowest counts.
pub fn points(context: &Context, sheet: &ScoreSheet, item: &ScoreItem, nominee: usize, year: Option<i32>) -> Sum {
    let rows = leaf::evidence(context, nominee, source(item), year);
    let value = |row: &Evidence| match &item.theo {
        Some(theo) => leaf::number(leaf::known(context, row)).map(|number| theo.cach.points(number, item.diem)),
        None => leaf::number(counted(context, sheet, row)),
    };
    let bounded = |points: Quantity| if item.theo.is_some() { item.held(points) } else { points.min(item.most()) };
    let values: BTreeSet<Option<Quantity>> = rows.into_iter().map(|row| value(row).map(bounded)).collect();
    let spared = values.is_empty() && item.is_penalty() && item.theo.is_none();
    let known = spared || !values.is_empty() && !values.contains(&None);
    let lowest = values.iter().flatten().next().copied();
    let so_far = lowest.unwrap_or_default();
    let bottom = item.least().unwrap_or(Quantity::LEAST);
    Sum {
        least: if known { so_far } else { lowest.map_or(bottom, |lowest| lowest.min(bottom)) },
        most: if spared { so_far } else { lowest.unwrap_or(item.most()) },
        so_far,
        missing: usize::from(!known),
        contested: values.len() > 1,
    }
}

/// The code of the chỉ số whose rows tell the points of an item.
pub fn source(item: &ScoreItem) -> &str {
    item.theo.as_ref().map_or(&item.ma, |theo| &theo.chi_so.value)
}

/// What `total` comes to.
pub fn sum(context: &Context, total: Total, nominee: usize, year: Option<i32>) -> Sum {
    let of = |item: &ScoreItem| points(context, total.thang, item, nominee, year);
    let all: Vec<Sum> = total.all_items().into_iter().map(of).collect();
    Sum {
        least: total.sum(&|item| of(item).least),
        most: total.sum(&|item| of(item).most),
        so_far: total.sum(&|item| of(item).so_far),
        missing: all.iter().map(|points| points.missing).sum(),
        contested: all.iter().any(|points| points.contested),
    }
}

/// The item with code `code` and its sheet, where its points are not just those of its rows.
pub fn worked_out<'a>(context: &Context<'a>, code: &str) -> Option<(&'a ScoreSheet, &'a ScoreItem)> {
    let sheets = context.rules().thang_diem.iter();
    let mut items = sheets.flat_map(|sheet| sheet.muc.iter().map(move |item| (sheet, item)));
    let (sheet, item) = items.find(|(_, item)| item.ma == code)?;
    (item.theo.is_some() || sheet.diem_tinh == CountedPoints::TuCham).then_some((sheet, item))
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
    let verdict = verdict(code, total.name(), &sum, so_sanh, wanted);
    total
        .all_items()
        .into_iter()
        .fold(verdict, |verdict, item| looked(context, verdict, (total.thang, item), candidate))
}

/// The same of a single item.
pub fn judge_item(
    context: &Context,
    code: &str,
    (sheet, item): (&ScoreSheet, &ScoreItem),
    so_sanh: Comparison,
    wanted: Quantity,
    candidate: Candidate,
) -> Verdict {
    let sum = points(context, sheet, item, candidate.nominee, candidate.year);
    looked(context, verdict(code, &item.noi_dung, &sum, so_sanh, wanted), (sheet, item), candidate)
}

fn verdict(code: &str, name: &str, sum: &Sum, so_sanh: Comparison, wanted: Quantity) -> Verdict {
    let open = if sum.missing == 0 { String::new() } else { format!(", {:02} mục chưa có điểm", sum.missing) };
    let asked = match so_sanh {
        Comparison::ToiThieu => "từ",
        other => other.label(),
    };
    let unlike = sum.unlike();
    let reason = format!("{name}: {} {POINTS}{open}{unlike} (yêu cầu {asked} {wanted} {POINTS})", sum.so_far);
    Verdict::new(code, sum.state(so_sanh, wanted), reason)
}

fn looked(
    context: &Context,
    verdict: Verdict,
    (sheet, item): (&ScoreSheet, &ScoreItem),
    candidate: Candidate,
) -> Verdict {
    let rows = leaf::evidence(context, candidate.nominee, source(item), candidate.year);
    rows.into_iter().fold(verdict, |verdict, row| {
        let is_own = item.theo.is_none() && leaf::known(context, row) == &EvidenceValue::Trong;
        let own = row.tu_cham.as_ref().filter(|_| is_own && sheet.diem_tinh == CountedPoints::TuCham);
        match own {
            Some(own) => verdict.looked(format!("{}: {} (tự chấm)", item.noi_dung, own.value), &own.place),
            None => verdict.looked(format!("{}: {}", item.noi_dung, row.gia_tri.value), &row.gia_tri.place),
        }
    })
}
