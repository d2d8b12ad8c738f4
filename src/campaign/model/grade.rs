//! Xếp loại theo điểm: a rating that follows from a total, with what it can't be above and how many may have it.
//!
//! It is a chỉ số of kind xếp loại that nobody types, so criteria and orders name it as they name others.

use super::criterion::Scope;
use super::exclusion::Exclusion;
use super::formula::Edge;
use super::located::Located;
use super::quantity::Quantity;
use super::quota::{Division, Rounding};
use super::rulebook::Rulebook;
use super::share::Share;
use crate::base::text::lower_first;

/// The unit of measure behind a number of points.
const POINTS: &str = " điểm";

/// A rating by points.
#[derive(Clone, Debug)]
pub struct Grading {
    /// The total that it goes by: of a thang điểm or of a group of it.
    pub theo: Located<String>,
    /// Who is rated; for all awards.
    pub ap_dung: Scope,
    /// From the lowest to the highest.
    pub muc: Vec<Grade>,
    pub khong_qua: Vec<Ceiling>,
    pub ty_le: Vec<GradeShare>,
}

/// One mức.
#[derive(Clone, Debug)]
pub struct Grade {
    pub ten: String,
    /// From how many points; the lowest may name none.
    pub tu: Option<Edge>,
}

/// The highest that somebody can be rated with whom something stands against.
#[derive(Clone, Debug)]
pub struct Ceiling {
    pub muc: Located<String>,
    pub khi: Against,
}

/// What stands against a higher rating.
#[derive(Clone, Debug)]
pub enum Against {
    /// Discipline and open cases, said as a loại trừ says them.
    KyLuat(Box<Exclusion>),
    /// A tiêu chuẩn that is not met.
    TieuChuan(Located<String>),
}

/// How many may be rated so high.
#[derive(Clone, Debug)]
pub struct GradeShare {
    pub muc: Located<String>,
    pub ty_le: Share,
    /// Of those who are rated from this on; of all who are rated when `None`.
    pub tren: Option<Located<String>>,
    /// In each of these by itself.
    pub theo: Option<Division>,
    pub lam_tron: Rounding,
}

impl Grading {
    /// How many of the mức `points` reach: the mức before this position are reached.
    pub fn level(&self, points: Quantity) -> usize {
        self.muc.iter().take_while(|grade| grade.tu.is_none_or(|from| from.is_reached(points))).count()
    }

    /// The level of the mức called `name`, as [`Grading::level`] counts.
    pub fn level_called(&self, name: &str) -> Option<usize> {
        let folded = super::located::fold(name);
        self.muc.iter().position(|grade| super::located::fold(&grade.ten) == folded).map(|at| at + 1)
    }

    /// The name of a level; of none "không xếp loại".
    pub fn name(&self, level: usize) -> &str {
        let grade = level.checked_sub(1).and_then(|at| self.muc.get(at));
        grade.map_or("không xếp loại", |grade| &grade.ten)
    }

    /// What is enforced, a sentence each, from the highest mức down, then what limits them.
    pub fn sentences(&self, rules: &Rulebook) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        let mut above: Option<Edge> = None;
        for grade in self.muc.iter().rev() {
            sentences.push(match (grade.tu, above) {
                (Some(from), None) => format!("{}: {}", grade.ten, from.upwards(POINTS)),
                (Some(from), Some(to)) => {
                    let begin = if from.qua { "trên" } else { "từ" };
                    format!("{}: {begin} {}{POINTS} {}", grade.ten, from.muc, to.end_below(POINTS))
                }
                (None, Some(to)) => {
                    let end = if to.qua { "không quá" } else { "dưới" };
                    format!("{}: {end} {}{POINTS}", grade.ten, to.muc)
                }
                (None, None) => grade.ten.clone(),
            });
            above = grade.tu;
        }
        sentences.extend(self.khong_qua.iter().map(|ceiling| match &ceiling.khi {
            Against::KyLuat(cases) => format!("Không xếp trên mức {} đối với {}", ceiling.muc.value, cases.whom(rules)),
            Against::TieuChuan(code) => {
                let criterion = rules.criterion(&code.value).map(|known| lower_first(&known.cau(rules)));
                let words = criterion.unwrap_or_else(|| code.value.clone());
                format!("Không xếp trên mức {} khi không đạt: {words}", ceiling.muc.value)
            }
        }));
        sentences.extend(self.ty_le.iter().map(|share| share.sentence(self)));
        sentences
    }
}

impl GradeShare {
    fn sentence(&self, grading: &Grading) -> String {
        let highest = grading.muc.last().is_some_and(|grade| grade.ten == self.muc.value);
        let and_above = if highest { "" } else { " trở lên" };
        let of = match &self.tren {
            Some(lowest) => format!("số được xếp từ mức {} trở lên", lowest.value),
            None => "số được xếp loại".to_owned(),
        };
        let each = self.theo.as_ref().map(|theo| format!(" của {}", theo.words())).unwrap_or_default();
        let (level, rounding) = (&self.muc.value, self.lam_tron.words());
        format!("Mức {level}{and_above} không quá {} {of}{each} ({rounding}), lấy từ cao xuống thấp", self.ty_le)
    }
}
