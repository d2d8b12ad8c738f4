//! A campaign folder: its data read and put together, and the papers that can be made from it.
//!
//! ```text
//! phong_trao.toml                       the facts of the campaign and the rules of its awards
//! so_lieu.xlsx | so_lieu.json | *.csv   units, registrations, đề nghị, results …
//! noi_dung/*.van                        prose of the plan and the reports (optional)
//! mau/                                  templates that take the place of built-in ones, and new kinds (optional)
//! mau/nd98/                             the same for dossiers of one form set (optional)
//! ```
//!
//! A fault of the campaign (bad TOML, a missing header) stops everything; a fault of one unit, of
//! a row, of an award or of the rules stops the papers that rest on it ([`concern`], [`rests`]) and no
//! others. All papers are filled in from one [`context`], so they can't contradict.

mod assign;
mod chronology;
mod concern;
mod dated;
mod findings;
mod issued;
mod items;
mod jobs;
mod load;
mod needs;
pub mod origin;
mod own;
mod rests;
mod story;
mod variables;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use self::own::OwnTables;
use self::rests::Concerns;
use self::story::{Dossiers, Story};
use crate::diag::{Code, Diagnostic, Place, Report, Severity};
use crate::files::{Disk, Files};
use crate::law::Law;
use crate::law::form_sets::{Choice, FormSets};
use crate::model::certificate::CertificateOptions;
use crate::model::{Campaign, Registration, Unit};
use crate::rules::selection::pools;
use crate::rules::{self, Context, Facts, Judgement};
pub use crate::source::OldText;
use crate::source::Table;
use crate::template::{Engine, Kinds, Printed, Schema, files};

/// The file that makes a folder a campaign.
pub const FILE: &str = "phong_trao.toml";

/// A campaign folder, read, checked and judged.
pub struct CampaignFolder {
    shared: Arc<Shared>,
    warnings: Report,
}

/// What all papers have in common.
struct Shared {
    engine: Engine,
    /// What papers there are.
    kinds: Kinds,
    law: Law,
    /// The form set of the dossiers.
    form_set: Choice,
    /// How the giấy khen of each kind are printed.
    certificates: BTreeMap<String, Printed<CertificateOptions>>,
    facts: Facts,
    judgement: Judgement,
    units: Vec<UnitRecord>,
    /// What each unit sends in.
    dossiers: Dossiers,
    /// Faults in the sheets that the judgement looks at.
    faults: Report,
    /// What is wrong, with whom it concerns.
    concerns: Concerns,
    /// The tables that templates print row by row.
    own_tables: OwnTables,
    /// What the papers say, before one is told what it is about.
    story: Story,
}

/// A unit with what it registered, and what is wrong with either.
#[derive(Clone, Debug, Default)]
pub struct UnitRecord {
    pub unit: Unit,
    pub registrations: Vec<Registration>,
    /// The name of its files: ASCII, unique in the campaign.
    pub stem: String,
    pub report: Report,
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

    /// The form set of the dossiers, and why it is the one.
    pub fn form_set(&self) -> &Choice {
        &self.shared.form_set
    }

    /// The law that it was judged by.
    pub fn law(&self) -> &Law {
        &self.shared.law
    }

    /// The units in the order of their table.
    pub fn units(&self) -> &[UnitRecord] {
        &self.shared.units
    }

    /// The rules and all that was reported.
    pub fn facts(&self) -> &Facts {
        &self.shared.facts
    }

    /// What became of every đề nghị.
    pub fn judgement(&self) -> &Judgement {
        &self.shared.judgement
    }

    /// Findings that stop nothing.
    pub fn warnings(&self) -> &Report {
        &self.warnings
    }
}

/// Reads the campaign in `folder` on disk.
///
/// # Errors
/// All faults that concern the campaign as a whole. Faults of single units are kept with them.
pub fn open(folder: &Path) -> Result<CampaignFolder, Report> {
    open_as(folder, &Opening::default())
}

/// The kinds of paper of the campaign in `folder` on disk; those of the program without one.
///
/// # Errors
/// Faults of the templates and of their heads.
pub fn kinds(folder: Option<&Path>, sets: &FormSets) -> Result<(Kinds, Report), Report> {
    let mut report = Report::new();
    let folder = folder.map(|folder| (&Disk as &dyn Files, folder));
    let (_, kinds) = files::general(folder, sets, &mut report);
    report.finish(kinds)
}

/// How a folder is to be opened.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// Where the folder is.
    pub files: &'a dyn Files,
    /// The form set of the dossiers ("nd98"); by the date of filing when `None`.
    pub form_set: Option<&'a str>,
    /// The day of judgement; the one that the data suggest when `None`.
    pub day: Option<NaiveDate>,
    /// What becomes of text in TCVN3 and VNI.
    pub old_text: OldText,
}

impl Default for Opening<'_> {
    /// A folder on disk.
    fn default() -> Self {
        Opening { files: &Disk, form_set: None, day: None, old_text: OldText::default() }
    }
}

/// As [`open`], in the way of `opening`.
///
/// # Errors
/// Those of [`open`]; `TC010` for an unknown set.
pub fn open_as(folder: &Path, opening: &Opening) -> Result<CampaignFolder, Report> {
    let Opening { files, form_set, day, old_text } = *opening;
    let law = Law::builtin()?;
    let mut report = Report::new();
    let place: Option<(&dyn Files, &Path)> = Some((files, folder));
    let (mut templates, kinds) = files::general(place, &law.form_sets, &mut report);
    let mut told = keep(load::told(files, folder, old_text, &kinds), &mut report).unwrap_or_default();
    let form_set = keep(dated::form_set(&mut told, &law, form_set), &mut report);
    let mut sheets = load::sheets(files, folder, old_text, &mut report);
    load::settle_registration(&mut told, &sheets, folder, &mut report);
    let prose = load::prose_texts(files, folder, &mut report);
    if let Some(set) = &form_set {
        let set = (&law.form_sets, set.bo_mau.ma.as_str());
        files::put_set(&mut templates, &kinds, place, set, &mut report);
    }
    let shape =
        Schema::of(&story::sample::sample(&law, &kinds, &sheets.tables)).or(own::schema(&sheets.tables, &sheets.own));
    let engine = keep(Engine::new(templates, &kinds, &shape, &own::own_shapes(&kinds, &shape)), &mut report);
    let (Some(engine), Some(form_set)) = (engine, form_set) else { return Err(report) };
    if report.has_errors() {
        return Err(report);
    }
    let mut faults = Report::new();
    let (facts, profiles) = load::facts(&told, &mut sheets, &law, &mut faults);
    let units = assign::assign(&sheets.units, &facts.dang_ky, &mut faults);
    let mut judgement = rules::judge(&facts, &law, day.unwrap_or_else(|| load::day(&told.campaign, &facts)));
    say_once(&faults, &mut judgement.report);
    report.extend(chronology::check(&told.campaign, &facts));
    let sources = story::Sources {
        law: &law,
        campaign: &told.campaign,
        kinds: &kinds,
        papers: &told.papers,
        award_papers: &told.award_papers,
        profiles: &profiles,
        prose: &prose,
        units: &units,
        facts: &facts,
        judgement: &judgement,
    };
    let (mut story, dossiers) = story::of_campaign(&sources, &mut faults, &mut report);
    let own_tables = OwnTables::asked(&sheets.tables, sheets.own, &kinds, &engine);
    story.bang = own_tables.printed();
    let errors = judgement.report.iter().filter(|finding| finding.severity == Severity::Error);
    let context_of_rules = Context::new(&facts, &law, judgement.ngay);
    let concerns = concerned(&context_of_rules, &sheets.tables, &units, faults.iter().chain(errors));
    let certificates = told.certificates.into_iter().map(|(kind, options)| (kind, Printed::new(options))).collect();
    let shared = Shared {
        engine,
        kinds,
        law,
        form_set,
        certificates,
        facts,
        judgement,
        units,
        dossiers,
        faults,
        concerns,
        own_tables,
        story,
    };
    Ok(CampaignFolder { shared: Arc::new(shared), warnings: report })
}

/// Drops from `judged` that a name is unknown where the `faults` of reading have said so of the same cell.
fn say_once(faults: &Report, judged: &mut Report) {
    let said = faults.iter().filter(|finding| finding.code == Code::DL018);
    let cells: HashSet<&Place> = said.filter_map(|finding| finding.place.as_ref()).collect();
    judged
        .retain(|finding| finding.code != Code::TD020 || !finding.place.as_ref().is_some_and(|at| cells.contains(at)));
}

/// Whom the findings of the `units` and the `others` concern.
fn concerned<'a>(
    context: &Context,
    tables: &[Table],
    units: &[UnitRecord],
    others: impl Iterator<Item = &'a Diagnostic>,
) -> Concerns {
    let others: Vec<&Diagnostic> = others.collect();
    if others.is_empty() && units.iter().all(|record| record.report.is_empty()) {
        return Concerns::default();
    }
    let all = concern::concerns(context, tables, units, &others);
    Concerns { all, pools: pools(context), unit_of: context.index.unit_of.clone() }
}

/// The value with its warnings in `report`, or `None` with its faults there.
fn keep<T>(result: Result<(T, Report), Report>, report: &mut Report) -> Option<T> {
    let (value, findings) = match result {
        Ok((value, warnings)) => (Some(value), warnings),
        Err(faults) => (None, faults),
    };
    report.extend(findings);
    value
}
