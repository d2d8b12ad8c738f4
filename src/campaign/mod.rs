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

pub(crate) mod astray;
mod chronology;
mod dated;
mod findings;
mod issued;
mod items;
mod jobs;
mod load;
pub(crate) mod model;
mod needs;
pub mod origin;
mod own;
pub mod ownership;
pub(crate) mod parties;
mod prose;
pub(crate) mod rules;
pub(crate) mod source;
mod story;
pub(crate) mod template;
mod variables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use self::own::OwnTables;
use self::ownership::Findings;
use self::story::{Dossiers, Story};
use crate::base::diag::Report;
use crate::base::files::{Disk, Files};
use crate::campaign::model::Campaign;
use crate::campaign::model::certificate::CertificateOptions;
use crate::campaign::model::paper_group::PaperGroup;
use crate::campaign::parties::Parties;
use crate::campaign::rules::{Context, Facts, Judged, Judgement};
pub use crate::campaign::source::OldText;
use crate::campaign::template::{Engine, Kinds, Printed, Schema, files};
use crate::law::Law;
use crate::law::form_sets::{Choice, FormSets};
pub use crate::paper::job::Job;

/// The file that makes a folder a campaign.
pub const FILE: &str = "phong_trao.toml";

/// A campaign folder, read, checked and judged.
pub struct CampaignFolder {
    shared: Arc<Shared>,
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
    parties: Parties,
    judgement: Judgement,
    /// `[van_ban.<nhóm>]`, by group.
    papers: BTreeMap<String, PaperGroup>,
    /// What each unit sends in.
    dossiers: Dossiers,
    /// All that was found, with whom it concerns.
    findings: Findings,
    /// The tables that templates print row by row.
    own_tables: OwnTables,
    /// What the papers say, before one is told what it is about.
    story: Story,
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

/// Reads the campaign in `folder` on disk.
///
/// # Errors
/// All faults that concern the campaign as a whole.
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
    let mut file = keep(load::campaign_file(files, folder, old_text, &kinds), &mut report).unwrap_or_default();
    let form_set = keep(dated::form_set(&mut file, &law, form_set), &mut report);
    let mut sheets = load::sheets(files, folder, old_text, &mut report);
    load::settle_registration(&mut file, &sheets, folder, &mut report);
    let prose = prose::texts(files, folder, &mut report);
    astray::tell(files, folder, &mut report);
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
    let mut read = Report::new();
    let facts = load::facts(&file, &mut sheets, &law, &mut read);
    let day = day.unwrap_or_else(|| load::day(&file.campaign, &facts));
    let context = Context::new(&facts, &law, day);
    let Judged { judgement, report: judged } = rules::judge_in(&context);
    report.extend(chronology::check(&file.campaign, &facts));
    let sources = story::Sources {
        law: &law,
        campaign: &file.campaign,
        kinds: &kinds,
        papers: &file.papers,
        prose: &prose,
        facts: &facts,
        context: &context,
        judgement: &judgement,
    };
    let (mut story, dossiers) = story::of_campaign(&sources, &mut read, &mut report);
    let own_tables = OwnTables::asked(&sheets.tables, sheets.own, &kinds, &engine);
    story.bang = own_tables.printed();
    let findings = Findings::new(report, read, judged, &context, &sheets.tables);
    let Context { parties, .. } = context;
    let certificates = file.certificates.into_iter().map(|(kind, options)| (kind, Printed::new(options))).collect();
    let shared = Shared {
        engine,
        kinds,
        form_set,
        certificates,
        parties,
        judgement,
        papers: file.papers,
        dossiers,
        findings,
        own_tables,
        story,
        law,
        facts,
    };
    Ok(CampaignFolder { shared: Arc::new(shared) })
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
