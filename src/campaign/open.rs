//! From a folder to a campaign that is read, checked and judged.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::base::diag::Report;
use crate::base::files::{Disk, Files};
#[cfg(feature = "cli")]
use crate::campaign::model::Rulebook;
use crate::campaign::opened::{CampaignFolder, Shared};
use crate::campaign::own_tables::{self, OwnTables};
use crate::campaign::ownership::Findings;
use crate::campaign::rules::{self, Context, Judged};
use crate::campaign::source::OldText;
#[cfg(feature = "cli")]
use crate::campaign::source::Table;
use crate::campaign::template::{Engine, Kinds, Printed, Schema, files};
use crate::campaign::{example, folder, story};
use crate::law::Law;
use crate::law::form_sets::FormSets;

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
    let folder = folder.map(|folder| (&Disk as &dyn Files, folder, OldText::Convert));
    let (_, kinds) = files::general(folder, sets, &mut report);
    report.finish(kinds)
}

/// The steps of the campaign in `folder` on disk that kinds of paper wait for: the kind, and the name of the step. A
/// folder that can't be read has none; `check` tells why.
#[cfg(feature = "cli")]
pub(crate) fn steps(folder: &Path, kinds: &Kinds) -> Vec<(String, String)> {
    let Ok((file, _)) = folder::campaign_file(&Disk, folder, OldText::Convert, kinds) else { return Vec::new() };
    let tied = file.rulebook.buoc.iter().flat_map(|stage| stage.van_ban.iter().map(|kind| (kind, &stage.ten)));
    tied.map(|(kind, step)| (kind.value.clone(), step.clone())).collect()
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
    let place: Option<files::Folder> = Some((files, folder, old_text));
    let (mut templates, kinds) = files::general(place, &law.form_sets, &mut report);
    let file = keep(folder::campaign_file(files, folder, old_text, &kinds), &mut report);
    let layout = file.as_ref().map(|file| file.campaign.ke_hoach.bo_cuc.clone());
    let mut file = file.unwrap_or_default();
    let form_set = keep(folder::form_set::choose(&mut file, &law, form_set), &mut report);
    let mut sheets = folder::sheets(files, folder, &file.rulebook, old_text, &mut report);
    sheets.tell_other_campaigns(&file.campaign.ten, &mut report);
    folder::settle_registration(&mut file, &sheets, folder, &mut report);
    let prose = folder::prose::texts((files, folder, old_text), layout.as_deref(), &mut report);
    folder::astray::tell(files, folder, &mut report);
    let body = &file.campaign.co_quan.ten;
    example::tell(files, &folder.join(folder::prose::PROSE), (body, &sheets.tables), &mut report);
    if let Some(set) = &form_set {
        let set = (&law.form_sets, set.bo_mau.ma.as_str());
        files::put_set(&mut templates, &kinds, place, set, &mut report);
    }
    let shape = Schema::of(&story::sample::sample(&law, &kinds, &sheets.tables))
        .or(own_tables::schema(&sheets.tables, &sheets.own));
    let engine = keep(Engine::new(templates, &kinds, &shape, &own_tables::own_shapes(&kinds, &shape)), &mut report);
    let (Some(engine), Some(form_set)) = (engine, form_set) else { return Err(report) };
    if report.has_errors() {
        return Err(report);
    }
    let mut read = Report::new();
    sheets.settle(&mut read);
    let own_tables = OwnTables::asked(&sheets.tables, std::mem::take(&mut sheets.own), &kinds, &engine);
    let facts = folder::facts(&file, &mut sheets, &law, &mut read);
    let day = day.unwrap_or_else(|| folder::day(&file.campaign, &facts));
    let context = Context::new(&facts, &law, day);
    let Judged { judgement, report: judged } = rules::judge_in(&context);
    report.extend(folder::chronology::check(&file.campaign, &facts));
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
    story.bang = own_tables.printed();
    let findings = Findings::new(report, read, judged, &context, &sheets.tables);
    let terms = context.terms();
    let Context { parties, .. } = context;
    let certificates = file.certificates.into_iter().map(|(kind, options)| (kind, Printed::new(options))).collect();
    let parties = Arc::new(parties);
    let shared = Shared {
        engine: Arc::new(engine),
        #[cfg(feature = "web")]
        shape: Arc::new(shape),
        kinds,
        form_set,
        certificates,
        parties,
        judgement: Arc::new(judgement),
        papers: file.papers,
        dossiers: Arc::new(dossiers),
        findings: Arc::new(findings),
        own_tables: Arc::new(own_tables),
        story,
        terms,
        law: Arc::new(law),
        facts: Arc::new(facts),
    };
    Ok(CampaignFolder { shared: Arc::new(shared) })
}

/// The rows of the sheets of `folder`, a campaign with these `rules`, as they were read when it was opened in the way of `opening`; what is wrong
/// with them has been told then.
#[cfg(feature = "cli")]
pub(crate) fn tables(folder: &Path, rules: &Rulebook, opening: &Opening) -> Vec<Table> {
    let mut told = Report::new();
    let mut sheets = folder::sheets(opening.files, folder, rules, opening.old_text, &mut told);
    sheets.join(&mut told);
    sheets.tables
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
