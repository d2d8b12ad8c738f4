//! A campaign that is read and judged: what all its papers have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::campaign::model::Campaign;
use crate::campaign::model::certificate::CertificateOptions;
use crate::campaign::model::paper_group::PaperGroup;
use crate::campaign::own_tables::OwnTables;
use crate::campaign::ownership::Findings;
use crate::campaign::parties::Parties;
use crate::campaign::rules::{Facts, Judgement};
use crate::campaign::story::{Dossiers, Story};
use crate::campaign::template::{Engine, Kinds, Printed};
use crate::law::Law;
use crate::law::form_sets::Choice;

/// A campaign folder, read, checked and judged.
#[derive(Clone)]
pub struct CampaignFolder {
    pub(super) shared: Arc<Shared>,
}

/// What all papers have in common.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) engine: Arc<Engine>,
    /// The shape of what templates are given, for those that are edited.
    #[cfg(feature = "web")]
    pub(super) shape: Arc<crate::campaign::template::Schema>,
    /// What papers there are.
    pub(super) kinds: Kinds,
    pub(super) law: Arc<Law>,
    /// The form set of the dossiers.
    pub(super) form_set: Choice,
    /// How the giấy khen of each kind are printed.
    pub(super) certificates: BTreeMap<String, Printed<CertificateOptions>>,
    pub(super) facts: Arc<Facts>,
    pub(super) parties: Arc<Parties>,
    pub(super) judgement: Arc<Judgement>,
    /// `[van_ban.<nhóm>]`, by group.
    pub(super) papers: BTreeMap<String, PaperGroup>,
    /// What each unit sends in.
    pub(super) dossiers: Arc<Dossiers>,
    /// All that was found, with whom it concerns.
    pub(super) findings: Arc<Findings>,
    /// The tables that templates print row by row.
    pub(super) own_tables: Arc<OwnTables>,
    /// What the papers say, before one is told what it is about.
    pub(super) story: Story,
    /// What is due until when, the first first.
    pub(super) terms: Vec<(NaiveDate, String)>,
}

impl CampaignFolder {
    /// The facts of the campaign.
    pub fn campaign(&self) -> &Campaign {
        &self.shared.story.phong_trao
    }

    /// The kinds of paper that there are.
    pub fn kinds(&self) -> &Kinds {
        &self.shared.kinds
    }

    /// Whether the template of the kind called `name` is one of the campaign's own.
    pub fn has_own_template(&self, name: &str) -> bool {
        self.kinds().find(name).is_some_and(|kind| self.shared.engine.is_own(&kind.template()))
    }

    /// The form set of the dossiers, and why it is the one.
    pub fn form_set(&self) -> &Choice {
        &self.shared.form_set
    }

    /// What is due until when as far as it can be said on the day of judgement, the first first.
    pub fn terms(&self) -> &[(NaiveDate, String)] {
        &self.shared.terms
    }

    /// The law that it was judged by.
    pub fn law(&self) -> &Law {
        &self.shared.law
    }

    /// Who takes part.
    pub fn parties(&self) -> &Parties {
        &self.shared.parties
    }

    /// The rules and all that was reported.
    pub fn facts(&self) -> &Facts {
        &self.shared.facts
    }

    /// What became of every đề nghị.
    pub fn judgement(&self) -> &Judgement {
        &self.shared.judgement
    }
}
