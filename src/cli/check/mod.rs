//! `vanthu check`: what is wrong, who qualifies and why, before any paper is made.

mod overview;
mod report;

use self::report::Target;

use serde_json::json;

use super::Exit;
use super::arguments::Check;
use super::console::Console;
use super::input::{misplaced, old_text, read_merge};
use crate::base::diag::{Diagnostic, Family, Place, Report};
use crate::base::files::Disk;
use crate::campaign::rules::{Assessed, Judgement};
use crate::campaign::{self, CampaignFolder, Opening};
use crate::make::batch::dry_run;
use crate::make::input::{Input, Origins, read_single, single_job};
use crate::make::merge;
use crate::make::review::{Review, count};
use crate::paper::writer::{FORMATS, Format};

/// What a check comes to.
struct Checked {
    findings: Report,
    /// The campaign and what became of it; none for a single document and where it can't be opened.
    folder: Option<(CampaignFolder, Review)>,
    /// Whether the input could be judged at all.
    usable: bool,
}

impl Checked {
    fn unusable(findings: Report) -> Self {
        Checked { findings, folder: None, usable: false }
    }

    fn exit(&self) -> Exit {
        match (self.usable, self.findings.has_errors()) {
            (false, _) => Exit::Unusable,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Fine,
        }
    }
}

pub fn run(arguments: &Check, console: &Console) -> Exit {
    let (mut checked, target) = check(arguments);
    let mut written = None;
    if let Some(target) = &target {
        let folder = checked.folder.as_ref().map(|(folder, review)| (folder, review));
        match report::write(&arguments.path, &checked.findings, folder, target) {
            Ok(files) => written = Some(told_of(target, files)),
            Err(finding) => {
                checked.findings.push(finding);
                checked.usable = false;
            }
        }
    }
    let printed = if arguments.json {
        let judged = checked.folder.as_ref().filter(|_| arguments.verdicts);
        let verdicts = judged.into_iter().flat_map(|(folder, review)| verdicts(folder.judgement(), review));
        console.results(lines(&checked.findings).chain(verdicts))
    } else {
        console.report(&checked.findings);
        let summary = checked.folder.as_ref().map(|(folder, review)| {
            let untold = if arguments.only.is_empty() { folder.uncited() } else { &[] };
            overview::text(review, &arguments.path, untold)
        });
        let printed = console.result(&summary.unwrap_or_default());
        written.iter().for_each(|line| console.line(line));
        console.line(&count(&checked.findings));
        printed
    };
    if printed == Exit::Fine { checked.exit() } else { printed }
}

/// Checks what the call names, and says which file a report goes to. There is a report whenever there was
/// something to look at, also when a campaign is too broken to be opened: its faults are then all there is.
fn check(arguments: &Check) -> (Checked, Option<Target>) {
    let input = match Input::of(&Disk, &arguments.path) {
        Ok(input) => input,
        Err(finding) => return (Checked::unusable(finding.into()), None),
    };
    let target = match arguments.bao_cao.as_deref().map(report::target).transpose() {
        Ok(target) => target,
        Err(finding) => return (Checked::unusable(finding.into()), None),
    };
    let Check { ngay, verdicts, data, table, only, .. } = arguments;
    let of_campaigns = vec![("--ngay", ngay.is_some()), ("--ket-qua", *verdicts), ("--only", !only.is_empty())];
    let refused = misplaced(input, &of_campaigns, &[("--du-lieu", data.is_some()), ("--bang", table.is_some())]);
    if !refused.is_empty() {
        return (Checked::unusable(refused), None);
    }
    let checked = match input {
        Input::Campaign => folder(arguments),
        Input::Single => single(arguments),
        Input::Template => of_rows(arguments),
    };
    (checked, target)
}

fn told_of(target: &Target, files: usize) -> String {
    let others = files - 1;
    let units =
        if others > 0 { format!(" và {others} tệp của từng đơn vị cạnh nó") } else { String::new() };
    format!("Đã ghi báo cáo: {}{units}", super::shown(&target.file))
}

fn folder(arguments: &Check) -> Checked {
    let opening = Opening { day: arguments.ngay, old_text: old_text(arguments.convert), ..Opening::default() };
    match campaign::open_as(&arguments.path, &opening) {
        Ok(folder) => {
            let review = Review::of(&folder, &arguments.path);
            if arguments.only.is_empty() {
                return Checked { findings: folder.findings(), folder: Some((folder, review)), usable: true };
            }
            let mut unknown = Report::new();
            let units = folder.chosen(&arguments.only.iter().collect::<Vec<_>>(), &mut unknown);
            match unknown.finish(units) {
                Ok((units, _)) => {
                    let (findings, review) = (folder.findings_of(&units), review.of_units(&units));
                    Checked { findings, folder: Some((folder, review)), usable: true }
                }
                Err(unknown) => Checked::unusable(unknown),
            }
        }
        Err(faults) => Checked::unusable(faults),
    }
}

/// A single document is made in memory, so that nothing is left for `render` to find.
fn single(arguments: &Check) -> Checked {
    let path = &arguments.path;
    let findings = match read_single(path, old_text(arguments.convert)) {
        Ok((document, warnings)) => {
            let formats: Vec<&Format> = FORMATS.iter().collect();
            dry_run(&[single_job(path, document, warnings)], &formats).into_iter().flatten().collect()
        }
        // The file could not even be read.
        Err(faults) if faults.iter().any(|finding| finding.code.family() == Family::Call) => {
            return Checked::unusable(faults);
        }
        Err(faults) => faults,
    };
    Checked {
        findings: Origins::new(path, None, Input::Single).place(findings).at(&Place::file(path)),
        folder: None,
        usable: true,
    }
}

/// The document of every row is made in memory.
fn of_rows(arguments: &Check) -> Checked {
    let Check { path, data, table, convert, .. } = arguments;
    let merge = match read_merge(&Disk, path, data.as_deref(), table.as_deref(), old_text(*convert)) {
        Ok(merge) => merge,
        Err(faults) => return Checked::unusable(faults),
    };
    let formats: Vec<&Format> = FORMATS.iter().collect();
    let mut origins = Origins::new(path, data.as_deref(), Input::Template);
    let rows = merge.rows().iter().zip(dry_run(&merge.jobs(), &formats));
    let reports: Vec<(&Place, Report)> =
        rows.map(|(row, report)| (&row.place, origins.place(report).at(&row.place))).collect();
    let mut findings = merge.warnings().clone();
    findings.extend(merge::told(reports.iter().map(|(place, report)| (*place, report))));
    Checked { findings, folder: None, usable: true }
}

/// One JSON object a line.
fn lines(findings: &Report) -> impl Iterator<Item = String> {
    let line = |finding: &Diagnostic| serde_json::to_string(finding).map(|text| text + "\n").unwrap_or_default();
    findings.iter().map(line)
}

/// One JSON object a đề nghị, told from a finding by its only key.
fn verdicts<'a>(judgement: &'a Judgement, review: &'a Review) -> impl Iterator<Item = String> + 'a {
    let told = |item: &&Assessed| review.tells_of(item.unit);
    let line = |item: &Assessed| serde_json::to_string(&json!({ "de_nghi": item })).map(|text| text + "\n");
    judgement.de_nghi.iter().filter(told).filter_map(move |item| line(item).ok())
}
