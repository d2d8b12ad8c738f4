//! Numbers that are added up while parts of them may not be known yet.
//!
//! What is not known may still be anything within its bounds, so a verdict is "chờ" only where that decides.
//! Parts of a chỉ số that is a sum are counts and times: what nobody has typed is nothing at least.

use std::collections::BTreeSet;

use super::context::Context;
use super::criteria::Candidate;
use super::leaf;
use super::verdict::{State, Verdict};
use crate::campaign::model::criterion::{Comparison, measured};
use crate::campaign::model::evidence::{Indicator, Term};
use crate::campaign::model::quantity::Quantity;

/// What a number may come to.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    pub least: Quantity,
    pub most: Quantity,
    /// What is known of it.
    pub so_far: Quantity,
    /// Parts of which nothing is known.
    pub missing: usize,
    /// Whether rows contradict each other.
    pub contested: bool,
}

impl Sum {
    /// The number, once all of it is known; of rows that contradict each other the lowest count.
    pub fn settled(&self) -> Option<Quantity> {
        (self.missing == 0).then_some(self.least)
    }

    /// What is said of it where rows contradict each other.
    pub fn unlike(&self) -> &'static str {
        if self.contested { ", các dòng cho kết quả khác nhau" } else { "" }
    }

    /// As an order has it, where few is good when `ascending`; `None` while it is not known.
    pub fn ranked(&self, ascending: bool) -> Option<i64> {
        let number = self.settled()?.millionths();
        // Of rows that contradict each other the lowest count, which is no harm where few is good.
        if ascending { (!self.contested).then_some(-number) } else { Some(number) }
    }

    /// Whether it is as `so_sanh` wants it against `wanted`.
    pub fn state(&self, so_sanh: Comparison, wanted: Quantity) -> State {
        match (so_sanh.holds(self.least, wanted), so_sanh.holds(self.most, wanted)) {
            (true, true) if !self.contested => State::Dat,
            (false, false) => State::KhongDat,
            _ => State::Cho,
        }
    }
}

/// The sum that `indicator` is, for the nominee in `year`.
pub fn of(context: &Context, indicator: &Indicator, nominee: usize, year: Option<i32>) -> Sum {
    let zero = Quantity::default();
    let nothing = Sum { least: zero, most: zero, so_far: zero, missing: 0, contested: false };
    indicator.terms().iter().map(|term| part(context, term, nominee, year)).fold(nothing, |sum, part| Sum {
        least: sum.least.plus(part.least),
        most: sum.most.plus(part.most),
        so_far: sum.so_far.plus(part.so_far),
        missing: sum.missing + part.missing,
        contested: sum.contested || part.contested,
    })
}

fn part(context: &Context, term: &Term, nominee: usize, year: Option<i32>) -> Sum {
    let rows = leaf::evidence(context, nominee, &term.chi_so.value, year);
    let number = |row| leaf::number(leaf::known(context, row)).map(|number| number.scaled(term.he_so, 1));
    let values: BTreeSet<Option<Quantity>> = rows.into_iter().map(number).collect();
    let (contested, zero) = (values.len() > 1, Quantity::default());
    let lowest = values.iter().flatten().next().copied();
    let missing = usize::from(values.is_empty() || values.contains(&None));
    let is_taken = term.he_so < zero;
    let open = |known: Quantity, may_be: bool, end: Quantity| if missing > 0 && may_be { end } else { known };
    let so_far = lowest.unwrap_or_default();
    Sum {
        least: open(so_far, is_taken, Quantity::LEAST),
        most: open(so_far, !is_taken, Quantity::MOST),
        so_far,
        missing,
        contested,
    }
}

/// Whether the sum that `indicator` is, is as `so_sanh` wants it.
pub fn judge(
    context: &Context,
    code: &str,
    indicator: &Indicator,
    so_sanh: Comparison,
    wanted: Quantity,
    candidate: Candidate,
) -> Verdict {
    let sum = of(context, indicator, candidate.nominee, candidate.year);
    let with_unit = |number| measured(context.rules(), &indicator.ma, number);
    let open =
        if sum.missing == 0 { String::new() } else { format!(", {:02} phần chưa có kết quả", sum.missing) };
    let (name, so_far, asked) = (&indicator.ten, with_unit(sum.so_far), with_unit(wanted));
    let unlike = sum.unlike();
    let reason = format!("{name}: {so_far}{open}{unlike} (yêu cầu {} {asked})", so_sanh.label());
    let verdict = Verdict::new(code, sum.state(so_sanh, wanted), reason);
    let rows = indicator.terms().iter().flat_map(|term| {
        let rows = leaf::evidence(context, candidate.nominee, &term.chi_so.value, candidate.year);
        rows.into_iter().map(move |row| (term, row))
    });
    rows.fold(verdict, |verdict, (term, row)| {
        let name = context.rules().words(&term.chi_so.value);
        verdict.looked(format!("{name}: {}", row.gia_tri.value), &row.gia_tri.place)
    })
}
