//! Thang điểm: the annex of a plan that gives points for each of its items.
//!
//! The points of an item are values like any other: each item is a chỉ số of its own, so that they are
//! typed into the sheet `Kết quả` and shown with their cells.

use super::evidence::{Indicator, IndicatorKind};
use super::quantity::Quantity;
use crate::base::diag::Place;

/// The unit of measure of points.
pub const POINTS: &str = "điểm";

/// One line of the annex.
#[derive(Clone, Debug)]
pub struct ScoreItem {
    pub ma: String,
    /// "Tiêu chí thi đua".
    pub noi_dung: String,
    /// "Điểm chuẩn": the most that can be given.
    pub diem: Quantity,
    /// "Hướng dẫn chấm điểm".
    pub huong_dan: String,
    pub place: Place,
}

/// The whole annex.
#[derive(Clone, Debug)]
pub struct ScoreSheet {
    pub ma: String,
    /// As it reads in a sentence ("Tổng điểm thi đua").
    pub ten: String,
    pub muc: Vec<ScoreItem>,
    pub place: Place,
}

impl ScoreSheet {
    /// The most points in all.
    pub fn highest(&self) -> Quantity {
        self.muc.iter().map(|item| item.diem).fold(Quantity::default(), Quantity::plus)
    }

    /// The items as chỉ số.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        self.muc.iter().map(|item| Indicator {
            ma: item.ma.clone(),
            ten: item.noi_dung.clone(),
            kieu: IndicatorKind::So { don_vi_tinh: POINTS.to_owned() },
            nguon: String::new(),
            place: item.place.clone(),
        })
    }
}
