//! What criteria look at: indicators, their values, recognised initiatives.

use std::fmt;

use chrono::NaiveDate;

use super::grade::Grading;
use super::labelled::labelled;
use super::located::Located;
use super::nomination::SubjectRef;
use super::quantity::Quantity;
use crate::base::diag::Place;

/// A chỉ số or kết quả that units and people have values of.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub ma: String,
    /// As it reads in a sentence ("Chỉ số cải cách hành chính").
    pub ten: String,
    pub kieu: IndicatorKind,
    /// Who publishes it, in which paper.
    pub nguon: String,
    /// What it is reckoned from; typed into the sheet of results when `None`.
    pub tinh: Option<Reckoned>,
    pub place: Place,
}

/// How a chỉ số comes about that nobody types.
#[derive(Clone, Debug)]
pub enum Reckoned {
    /// So many times each of these.
    Cong(Vec<Term>),
    /// An item of a thang điểm, by its formula.
    Muc,
    /// A rating by points.
    XepLoai(Box<Grading>),
}

/// A part of a sum.
#[derive(Clone, Debug)]
pub struct Term {
    pub chi_so: Located<String>,
    pub he_so: Quantity,
}

impl Indicator {
    /// Whether its values are typed, and not reckoned from others.
    pub fn is_typed(&self) -> bool {
        self.tinh.is_none()
    }

    /// The parts that it is the sum of; none of what is no sum.
    pub fn terms(&self) -> &[Term] {
        match &self.tinh {
            Some(Reckoned::Cong(terms)) => terms,
            _ => &[],
        }
    }

    /// How it is rated by points.
    pub fn grading(&self) -> Option<&Grading> {
        match &self.tinh {
            Some(Reckoned::XepLoai(grading)) => Some(grading),
            _ => None,
        }
    }

    /// Whether its values are shares of a hundred.
    pub fn is_percentage(&self) -> bool {
        const NAMES: [&str; 3] = ["%", "phần trăm", "percent"];
        matches!(&self.kieu, IndicatorKind::So { don_vi_tinh } if NAMES.contains(&don_vi_tinh.trim().to_lowercase().as_str()))
    }
}

/// What the values of an indicator are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndicatorKind {
    /// Numbers, with their unit of measure ("%", "điểm").
    So { don_vi_tinh: String },
    /// Ratings, from the lowest to the highest.
    XepLoai { cac_muc: Vec<String> },
    /// Yes or no, perhaps with words that say what was done.
    CoKhong,
}

/// A value as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceValue {
    /// Not known yet.
    Trong,
    So(Quantity),
    Chu(String),
    CoKhong(bool),
}

impl fmt::Display for EvidenceValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EvidenceValue::Trong => out.write_str("chưa có"),
            EvidenceValue::So(number) => number.fmt(out),
            EvidenceValue::Chu(text) => out.write_str(text),
            EvidenceValue::CoKhong(true) => out.write_str("có"),
            EvidenceValue::CoKhong(false) => out.write_str("không"),
        }
    }
}

/// One row of results.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub doi_tuong: SubjectRef,
    /// Code or name of the indicator.
    pub chi_so: Located<String>,
    /// `None` for the whole phase.
    pub nam: Option<i32>,
    pub gia_tri: Located<EvidenceValue>,
    /// The points that the unit gives itself; nothing where the cell is blank.
    pub tu_cham: Option<Located<EvidenceValue>>,
    /// What was achieved, in words; printed in the báo cáo thành tích.
    pub dien_giai: String,
    pub nguon: String,
    /// When it was published; not known to a judgement before that day.
    pub ngay_cong_bo: Option<Located<NaiveDate>>,
}

labelled! {
    /// The level of the council that recognised an initiative.
    CouncilLevel {
        CoSo "cap_co_so" "cấp cơ sở";
        Tinh "cap_tinh" "cấp tỉnh";
        ToanQuoc "cap_toan_quoc" "cấp toàn quốc";
    }
}

/// One sáng kiến or giải pháp.
#[derive(Clone, Debug)]
pub struct Initiative {
    pub doi_tuong: SubjectRef,
    pub ten: Located<String>,
    pub cap: Located<CouncilLevel>,
    /// The decision that recognised it; empty while it is being considered.
    pub quyet_dinh: String,
    pub ngay_cong_nhan: Option<Located<NaiveDate>>,
    pub nam: Option<i32>,
    /// The award it has been used for already: it counts once only.
    pub da_su_dung: Option<Located<String>>,
}

impl Initiative {
    /// Whether a council has recognised it by `date`.
    pub fn is_recognised(&self, date: NaiveDate) -> bool {
        match &self.ngay_cong_nhan {
            Some(day) => day.value <= date,
            None => !self.quyet_dinh.is_empty(),
        }
    }
}
