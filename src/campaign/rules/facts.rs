//! Everything a judgement looks at, as typed and located values.

use std::sync::Arc;

use crate::campaign::model::Registration;
use crate::campaign::model::council::Vote;
use crate::campaign::model::dossier::{CitedBasis, ReceivedPaper, Submission};
use crate::campaign::model::evidence::{Evidence, Initiative};
use crate::campaign::model::exclusion::Case;
use crate::campaign::model::nomination::{Nomination, Nominee, Override};
use crate::campaign::model::profile::{Passage, PastAward};
use crate::campaign::model::quota::Allotment;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::model::stage::Progress;
use crate::campaign::source::OwnValues;

/// Empty values of the own columns of sheets, for papers about somebody of whom there is no row.
#[derive(Clone, Debug, Default)]
pub struct Blank {
    pub don_vi: OwnValues,
    pub ca_nhan: OwnValues,
    pub de_nghi: OwnValues,
}

/// The rules of a campaign and what has been reported so far.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub quy_dinh: Rulebook,
    /// Every collective and individual of the campaign, proposed or not: units in the order of their table,
    /// then individuals.
    pub doi_tuong: Vec<Arc<Nominee>>,
    pub de_nghi: Vec<Nomination>,
    pub ket_qua: Vec<Evidence>,
    pub sang_kien: Vec<Initiative>,
    pub ky_luat: Vec<Case>,
    pub dang_ky: Vec<Registration>,
    pub ho_so_nhan: Vec<ReceivedPaper>,
    pub phan_bo: Vec<Allotment>,
    pub bieu_quyet: Vec<Vote>,
    pub ngoai_le: Vec<Override>,
    /// What happened in the steps.
    pub buoc: Vec<Progress>,
    /// Earlier awards.
    pub khen_thuong: Vec<PastAward>,
    /// Words of báo cáo thành tích, which only papers look at.
    pub bao_cao: Vec<Passage>,
    /// The own columns of the sheets.
    pub cot_trong: Blank,
    pub can_cu: Vec<CitedBasis>,
    pub to_trinh: Vec<Submission>,
}
