//! Thang điểm: the annex of a plan that gives points for each of its items, or takes them away.
//!
//! The points of an item are values like any other: each item is a chỉ số of its own, so that they are
//! typed into the sheet `Kết quả` and shown with their cells. Totals of the sheet and of its groups are
//! reckoned, never typed; criteria and orders name them by their codes as they name chỉ số.

use super::evidence::{Indicator, IndicatorKind, Reckoned};
use super::formula::Reckoning;
use super::labelled::labelled;
use super::located::Located;
use super::quantity::Quantity;
use crate::base::diag::Place;

/// The unit of measure of points.
pub const POINTS: &str = "điểm";

labelled! {
    /// Whose points count.
    CountedPoints {
        /// Those of the appraiser alone.
        ThamDinh "tham_dinh" "thẩm định";
        /// Those that units give themselves, until the appraiser has given his.
        TuCham "tu_cham" "tự chấm";
    }
}

/// One line of the annex.
#[derive(Clone, Debug)]
pub struct ScoreItem {
    pub ma: String,
    /// "5.1"; the running number when empty.
    pub stt: String,
    /// "Tiêu chí thi đua".
    pub noi_dung: String,
    /// "Điểm chuẩn": the most that can be given; for an item that only takes away, nothing or the most it takes,
    /// below nothing.
    pub diem: Quantity,
    /// The least, where the plan names one.
    pub toi_thieu: Option<Quantity>,
    /// Code of the group it stands in.
    pub nhom: Option<Located<String>>,
    /// "Hướng dẫn chấm điểm".
    pub huong_dan: String,
    /// What its points are reckoned from; given by hand when `None`.
    pub theo: Option<Reckoning>,
    pub place: Place,
}

impl ScoreItem {
    /// Whether it only takes points away: nobody needs a row of it who lost none.
    pub fn is_penalty(&self) -> bool {
        self.diem <= Quantity::default()
    }

    /// The most that it can come to.
    pub fn most(&self) -> Quantity {
        self.diem.max(Quantity::default())
    }

    /// The least that it can come to; without a bound when `None`.
    pub fn least(&self) -> Option<Quantity> {
        let zero = Quantity::default();
        match self.toi_thieu {
            Some(least) => Some(least),
            None if self.diem < zero => Some(self.diem),
            None if self.diem == zero => None,
            None => Some(zero),
        }
    }

    /// `points` within what it can come to.
    pub fn held(&self, points: Quantity) -> Quantity {
        let least = self.least().unwrap_or(Quantity::LEAST);
        points.max(least).min(self.most())
    }

    /// How it is scored: the words of the plan, then the formula that is enforced.
    pub fn guidance(&self, name: impl Fn(&str) -> String) -> String {
        let formula = self.theo.as_ref().map(|theo| theo.words(self.diem, name)).unwrap_or_default();
        let parts = [self.huong_dan.trim_end_matches('.'), &formula];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
    }
}

/// Items under one heading, with a total of their own.
#[derive(Clone, Debug)]
pub struct ScoreGroup {
    pub ma: String,
    /// "I".
    pub stt: String,
    pub ten: String,
    /// Code of the group above it.
    pub thuoc: Option<Located<String>>,
    pub tran: Bounds,
    pub place: Place,
}

/// How far a total goes, whatever its items come to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    pub toi_thieu: Option<Quantity>,
    pub toi_da: Option<Quantity>,
}

impl Bounds {
    /// `sum` within the bounds.
    pub fn held(self, sum: Quantity) -> Quantity {
        let above = self.toi_thieu.map_or(sum, |least| sum.max(least));
        self.toi_da.map_or(above, |most| above.min(most))
    }
}

/// The whole annex.
#[derive(Clone, Debug)]
pub struct ScoreSheet {
    pub ma: String,
    /// As it reads in a sentence ("Tổng điểm thi đua").
    pub ten: String,
    pub tran: Bounds,
    pub diem_tinh: CountedPoints,
    /// How far the points of unit and appraiser may lie apart before it is told; half of the điểm chuẩn when `None`.
    pub chenh_lech: Option<Quantity>,
    /// Each after the group above it.
    pub nhom: Vec<ScoreGroup>,
    pub muc: Vec<ScoreItem>,
    pub place: Place,
}

/// What points are added up to: a whole sheet or one of its groups.
#[derive(Clone, Copy, Debug)]
pub struct Total<'a> {
    pub thang: &'a ScoreSheet,
    pub nhom: Option<&'a ScoreGroup>,
}

impl<'a> Total<'a> {
    /// As it reads in a sentence.
    pub fn name(self) -> &'a str {
        self.nhom.map_or(&self.thang.ten, |group| &group.ten)
    }

    /// The total of what `points` says of each item.
    pub fn sum(self, points: &impl Fn(&ScoreItem) -> Quantity) -> Quantity {
        let own = self.items().map(points).fold(Quantity::default(), Quantity::plus);
        let whole = self.groups().map(|group| group.sum(points)).fold(own, Quantity::plus);
        self.nhom.map_or(self.thang.tran, |group| group.tran).held(whole)
    }

    /// The items that stand in it and in no group below it.
    pub fn items(self) -> impl Iterator<Item = &'a ScoreItem> {
        self.thang.muc.iter().filter(move |item| self.is_above(item.nhom.as_ref()))
    }

    /// The groups right below it.
    pub fn groups(self) -> impl Iterator<Item = Total<'a>> {
        let below = self.thang.nhom.iter().filter(move |group| self.is_above(group.thuoc.as_ref()));
        below.map(move |group| Total { thang: self.thang, nhom: Some(group) })
    }

    /// All items in it, at any depth.
    pub fn all_items(self) -> Vec<&'a ScoreItem> {
        self.items().chain(self.groups().flat_map(Total::all_items)).collect()
    }

    fn is_above(self, code: Option<&Located<String>>) -> bool {
        self.nhom.map(|group| &group.ma) == code.map(|code| &code.value)
    }
}

impl ScoreSheet {
    /// The total of the whole sheet.
    pub fn total(&self) -> Total<'_> {
        Total { thang: self, nhom: None }
    }

    /// The total with code `ma`, of the sheet or of a group.
    pub fn total_called(&self, ma: &str) -> Option<Total<'_>> {
        if self.ma == ma {
            return Some(self.total());
        }
        let group = self.nhom.iter().find(|group| group.ma == ma);
        group.map(|group| Total { thang: self, nhom: Some(group) })
    }

    /// The items as chỉ số.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        self.muc.iter().map(|item| Indicator {
            ma: item.ma.clone(),
            ten: item.noi_dung.clone(),
            kieu: IndicatorKind::So { don_vi_tinh: POINTS.to_owned() },
            nguon: String::new(),
            tinh: item.theo.as_ref().map(|_| Reckoned::Muc),
            place: item.place.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_labels_without_accents() {
        CountedPoints::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
    }
}
