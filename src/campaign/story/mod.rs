//! What the papers of a campaign say, typed. [`Story`] is at once what the program asks and, field by field,
//! what templates are given: serialised once, shared by all papers ([`Printed`]), with the few variables of
//! one paper in the place of empty ones ([`telling`]). Every key is always there, so that the shape can be
//! read off a [`sample`]; in a paper that is not about a unit, an award or a đề nghị the variable of that
//! name holds empty values.

mod achievements;
pub mod allotment;
mod authority;
pub mod awards;
mod ballots;
mod bases;
mod beyond;
mod campaign_name;
mod common;
mod conflicts;
mod council;
mod criteria;
mod dossiers;
mod heads;
pub mod letterhead;
mod names;
pub mod nominees;
mod numbers;
mod once;
mod percent;
pub mod plan;
mod position;
mod proposer;
mod reading;
mod refusals;
pub mod registered;
pub mod results;
pub mod round;
pub mod rulebook;
mod same_body;
pub mod sample;
pub mod scoring;
mod section;
mod shared_words;
mod steps;
pub mod submissions;
pub mod summary;
mod telling;
mod variables;

pub use dossiers::{Dossiers, UnitDossier};
pub use reading::Reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use self::awards::Awards;
use self::letterhead::Letterhead;
use self::nominees::Person;
use self::plan::{PlanFacts, PlanPart};
use self::registered::Registered;
use self::results::Results;
use self::round::Round;
use self::rulebook::RulebookText;
use self::submissions::Submission;
use self::summary::Summary;
use crate::base::diag::Report;
use crate::campaign::model::certificate::CertificateOptions;
use crate::campaign::model::paper_group::{PaperGroup, Step};
use crate::campaign::model::paper_keys::{PaperKeys, PaperText};
use crate::campaign::model::{Campaign, Paper, Unit};
use crate::campaign::rules::{Context, Facts, Judgement};
use crate::campaign::source::OwnValues;
use crate::campaign::template::{Kind, Kinds, Printed};
use crate::law::Law;
use crate::law::form_sets::FormSetText;

/// The variables of the templates.
#[derive(Clone, Debug, Serialize)]
pub struct Story {
    pub phong_trao: Printed<Campaign>,
    /// Tiêu chuẩn, hình thức, chỉ tiêu, loại trừ, thời hạn, hồ sơ as sentences.
    pub quy_dinh: Printed<RulebookText>,
    /// Own prose in the folder `noi_dung`, each a `.van` text (printed with `safe`).
    pub noi_dung: Printed<BTreeMap<String, String>>,
    /// The parts of the plan, in their order.
    pub bo_cuc: Printed<Vec<PlanPart>>,
    /// What every unit has registered and sent in.
    pub tong_hop: Printed<Summary>,
    /// How many were proposed, qualified and chosen for each hình thức.
    pub ket_qua: Printed<Results>,
    /// All that the judgement came to.
    pub xet: Printed<Awards>,
    /// Number, date and signer of every kind of paper, by its name.
    pub cac_van_ban: Printed<BTreeMap<String, Printed<PaperText>>>,
    /// The same of the paper itself.
    pub van_ban: Printed<PaperText>,
    /// The unit that the paper is about.
    pub don_vi: Printed<Unit>,
    /// The letterhead of this unit.
    pub dau_giay: Printed<Letterhead>,
    /// What this unit registered.
    pub dang_ky: Printed<Registered>,
    /// The đề nghị that this unit sends in with the paper.
    pub de_nghi_don_vi: Printed<UnitDossier>,
    /// The item of `xet.ho_so_trinh` that a tờ trình is about.
    pub ho_so_trinh: Printed<Submission>,
    /// The item of `xet.hinh_thuc` that the paper is about.
    pub hinh_thuc: Printed<Round>,
    /// The item of `xet.de_nghi` that the paper is about.
    pub de_nghi: Printed<Person>,
    /// The row that the paper is about.
    pub hang: Printed<OwnValues>,
    /// The number of this row, from 1.
    pub tt: usize,
    /// How giấy khen are printed.
    pub in_giay_khen: Printed<CertificateOptions>,
    /// The rows of every table that some template asks for.
    pub bang: Printed<TableRows>,
    /// Of which decree the forms are.
    pub bo_mau: Printed<FormSetText>,
    /// An empty form, to be filled in by hand.
    pub trong: bool,
}

/// The rows of each table, by its key.
pub type TableRows = BTreeMap<String, Vec<Printed<OwnValues>>>;

/// All that the variables are made of.
pub struct Sources<'a> {
    pub law: &'a Law,
    pub campaign: &'a Campaign,
    pub kinds: &'a Kinds,
    /// `[van_ban.<nhóm>]` as told, by group.
    pub papers: &'a BTreeMap<String, PaperGroup>,
    pub prose: &'a BTreeMap<String, String>,
    pub facts: &'a Facts,
    /// The same with who is who, as they were judged.
    pub context: &'a Context<'a>,
    pub judgement: &'a Judgement,
}

/// What all papers share, with empty values for what a paper is about. Rows that name nobody go to `report`,
/// heads of papers that do not fit to `notes`. Beside it, what each unit sends in.
pub fn of_campaign(sources: &Sources, report: &mut Report, notes: &mut Report) -> (Story, Dossiers) {
    let xet = awards::awards(sources, report, notes);
    let dossiers = dossiers::dossiers(sources, &xet);
    let round = awards::blank_round(sources);
    let columns = &sources.facts.cot_trong;
    let unit = Unit { cot: columns.don_vi.clone(), ..telling::usual_unit(&sources.context.parties) };
    let papers = papers(sources).into_iter().map(|(name, paper)| (name, Printed::new(paper))).collect();
    let has_annex = sources.campaign.ke_hoach.phu_luc_phan_bo.is_some();
    let rules = RulebookText {
        phan_bo: if has_annex { allotment::planned(sources.context) } else { Vec::new() },
        ..rulebook::rulebook(&sources.facts.quy_dinh)
    };
    let plan = PlanFacts { campaign: sources.campaign, rules: &rules, prose: sources.prose };
    let bo_cuc = plan::parts(&plan, notes);
    let ket_qua = results::results(sources, &xet.hinh_thuc);
    let story = Story {
        phong_trao: Printed::new(sources.campaign.clone()),
        bo_cuc: Printed::new(bo_cuc),
        quy_dinh: Printed::new(rules),
        noi_dung: Printed::new(sources.prose.clone()),
        tong_hop: Printed::new(summary::summary(sources)),
        ket_qua: Printed::new(ket_qua),
        xet: Printed::new(xet),
        cac_van_ban: Printed::new(papers),
        van_ban: Printed::default(),
        dau_giay: Printed::new(letterhead::letterhead(sources.campaign, &unit)),
        don_vi: Printed::new(unit),
        dang_ky: Printed::new(registered::registered(sources.campaign, &[], &|_| String::new())),
        de_nghi_don_vi: Printed::default(),
        ho_so_trinh: Printed::new(submissions::blank(&round)),
        hinh_thuc: Printed::new(round),
        de_nghi: Printed::new(Person::blank(columns)),
        hang: Printed::default(),
        tt: 0,
        in_giay_khen: Printed::default(),
        bang: Printed::default(),
        bo_mau: Printed::new(bases::form_set_text(sources)),
        trong: false,
    };
    (story, dossiers)
}

#[cfg(feature = "web")]
impl Story {
    /// The same with other `prose`, every name of it there: only the plan is put together anew.
    pub fn with_prose(&self, prose: BTreeMap<String, String>) -> Story {
        let facts = PlanFacts { campaign: &self.phong_trao, rules: &self.quy_dinh, prose: &prose };
        // What is told of the layout of the plan stands in the facts.
        let parts = plan::parts(&facts, &mut Report::new());
        Story { bo_cuc: Printed::new(parts), noi_dung: Printed::new(prose), ..self.clone() }
    }
}

impl Sources<'_> {
    /// What is told of the papers of `step`.
    fn of_step(&self, step: Step) -> PaperGroup {
        let untold = || {
            let keys = self.kinds.groups().remove(step.name()).unwrap_or_default();
            let keys = keys.iter().fold(PaperKeys::default(), |keys, kind| keys.and(&kind.van_ban));
            PaperGroup::untold(&keys)
        };
        self.papers.get(step.name()).cloned().unwrap_or_else(untold)
    }
}

/// Head and foot of every kind of paper, as told or as usual.
fn papers(sources: &Sources) -> BTreeMap<String, PaperText> {
    let whole = |kind: &Arc<Kind>| {
        let told = sources.papers.get(&kind.nhom).map_or_else(|| kind.van_ban.usual(), |group| group.usual.clone());
        (kind.name.clone(), whole(kind, sources.campaign, told))
    };
    sources.kinds.iter().map(whole).collect()
}

/// What is `told` of a paper of `kind`, with what is usual: signed as the plan, with a ký hiệu of the
/// abbreviations of the kind and of the body.
pub fn whole(kind: &Kind, campaign: &Campaign, told: PaperText) -> PaperText {
    let told = kind.van_ban.only(told);
    let own = &told.giay;
    let body = campaign.body_on(own.ngay).0.viet_tat;
    let noi_nhan = if own.kinh_gui.is_empty() { Vec::new() } else { vec!["Như trên".to_owned()] };
    let usual = Paper {
        ky_hieu: kind.loai.abbreviation().map_or_else(|| body.clone(), |kind| format!("{kind}-{body}")),
        nguoi_ky: campaign.ke_hoach.nguoi_ky.clone(),
        noi_nhan,
        luu: "VT".to_owned(),
        ..Paper::default()
    };
    PaperText { giay: told.giay.or(&usual).cited_as(kind.loai.label()), rieng: told.rieng }
}
