//! A campaign folder: its data read and put together, and the papers that can be made from it.
//!
//! ```text
//! phong_trao.toml                       the facts of the campaign and the rules of its awards
//! so_lieu.xlsx | so_lieu.json | *.csv   units, registrations, đề nghị, results …
//! noi_dung/*.van                        prose of the plan and the reports (optional)
//! mau/                                  templates that take the place of built-in ones (optional)
//! mau/nd98/                             the same for dossiers of one form set (optional)
//! ```
//!
//! A fault of the campaign (bad TOML, a missing header) stops everything; a fault of one unit, of
//! a row, of an award or of the rules stops the papers that rest on it (`concern`, `rests`) and no
//! others. All papers are filled in from one `story`, so they can't contradict.
//!
//! ```
//! use std::path::Path;
//! use vanthu::campaign::{self, Opening};
//! use vanthu::files::Memory;
//! use vanthu::paper;
//!
//! // As `campaign::open(Path::new("samples/kien_giang_2022"))`, with other tables and from memory.
//! let memory: Memory = [
//!     ("phong_trao.toml", std::fs::read("samples/kien_giang_2022/phong_trao.toml")?),
//!     ("don_vi.csv", "Tên đơn vị\nPhòng Ngân sách\nPhòng Giá\n".into()),
//!     ("dang_ky.csv", "Đơn vị,Đối tượng,Ngày nộp\nPhòng Giá,Tập thể,31/3/2022\n".into()),
//! ]
//! .into_iter()
//! .collect();
//! let campaign = campaign::open_as(Path::new(""), &Opening { files: &memory, ..Opening::default() })?;
//!
//! // What is wrong, each with its place and how to mend it.
//! assert!(!campaign.findings().has_errors(), "{}", campaign.findings());
//!
//! // What can be made, and one of it.
//! let jobs = campaign.jobs(&[], &[])?;
//! let job = jobs.iter().find(|job| job.path == "dang_ky/phong_gia").ok_or("no form")?;
//! let (document, warnings) = (job.make)()?;
//! assert!(warnings.is_empty());
//! let formats: Vec<_> = paper::format("docx").into_iter().collect();
//! let docx = paper::render(&document, &formats)?.files.concat();
//! assert!(docx.starts_with(b"PK"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assign;
mod chronology;
mod concern;
mod dated;
mod findings;
mod issued;
mod jobs;
mod load;
mod needs;
pub mod origin;
mod own;
mod rests;
mod story;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use self::own::OwnTables;
use self::rests::Concerns;
use self::story::{Dossiers, Story};
use crate::diag::{Code, Diagnostic, Place, Report, Severity};
use crate::files::{Disk, Files};
pub use crate::job::Job;
use crate::law::Law;
use crate::law::form_sets::Choice;
use crate::model::{Campaign, Registration, Unit};
use crate::rules::selection::pools;
use crate::rules::{self, Context, Facts, Judgement};
pub use crate::source::OldText;
use crate::source::Table;
use crate::template::{Engine, Schema};

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
    law: Law,
    /// The form set of the dossiers.
    form_set: Choice,
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
    let mut told = keep(load::told(files, folder, old_text), &mut report).unwrap_or_default();
    let form_set = keep(dated::form_set(&mut told, &law, form_set), &mut report);
    let mut sheets = load::sheets(files, folder, old_text, &mut report);
    load::settle_registration(&mut told, &sheets, folder, &mut report);
    let prose = load::prose_texts(files, folder, &mut report);
    let schema = Schema::of(&story::sample(&law)).or(own::schema(&sheets.tables, &sheets.own));
    let set = form_set.as_ref().map(|choice| choice.bo_mau.ma.as_str());
    let engine = keep(Engine::load(Some((files, folder)), &law.form_sets, set, &schema), &mut report);
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
        papers: &told.papers,
        award_papers: &told.award_papers,
        certificate: &told.certificate,
        profiles: &profiles,
        prose: &prose,
        units: &units,
        facts: &facts,
        judgement: &judgement,
    };
    let (mut story, dossiers) = story::of_campaign(&sources, &mut faults, &mut report);
    let own_tables = OwnTables::asked(&sheets.tables, sheets.own, &engine);
    story.bang = own_tables.printed();
    let errors = judgement.report.iter().filter(|finding| finding.severity == Severity::Error);
    let context_of_rules = Context::new(&facts, &law, judgement.ngay);
    let concerns = concerned(&context_of_rules, &sheets.tables, &units, faults.iter().chain(errors));
    let shared =
        Shared { engine, law, form_set, facts, judgement, units, dossiers, faults, concerns, own_tables, story };
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
