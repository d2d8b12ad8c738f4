//! The steps that somebody proposed has come through, as papers tell them.

use serde::Serialize;

use crate::campaign::model::short_date;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::{Assessed, Context, State, Verdict, progress};

/// One step of somebody.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StepText {
    pub ma: String,
    pub ten: String,
    /// "đạt", "chờ", "không đạt".
    pub trang_thai: String,
    pub ly_do: String,
    /// When it was done: "05/3/2026".
    pub ngay: String,
    /// The paper of it.
    pub so_van_ban: String,
}

/// The steps that concern `item`, in the order of the plan.
pub fn steps(context: &Context, item: &Assessed) -> Vec<StepText> {
    let Some(award) = context.award(item.proposed.award) else { return Vec::new() };
    let candidate = Candidate::of(item.proposed.nominee, item.nam, award);
    let concerned = item.buoc.gom.iter().filter(|verdict| verdict.trang_thai != State::KhongApDung);
    let tell = |verdict: &Verdict| {
        let stage = context.rules().buoc.iter().find(|stage| stage.ma == verdict.ma)?;
        let standing = progress::standing(context, stage, candidate);
        let paper = standing.rows.iter().map(|row| row.so_van_ban.as_str()).find(|number| !number.is_empty());
        Some(StepText {
            ma: stage.ma.clone(),
            ten: stage.ten.clone(),
            trang_thai: verdict.trang_thai.label().to_owned(),
            ly_do: verdict.ly_do.clone(),
            ngay: standing.done.map(short_date).unwrap_or_default(),
            so_van_ban: paper.unwrap_or_default().to_owned(),
        })
    };
    concerned.filter_map(tell).collect()
}
