//! A single text made into its files, in the folder of papers beside it: what `vanthu render cong_van.van` does.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::session::Current;
use super::stock::FORMATS;
use super::watch::PAPERS;
use crate::base::diag::{Place, Report};
use crate::base::files::{self, Files};
use crate::make::batch::{Outcome, Status};
use crate::make::delivery::Delivery;
use crate::make::handout::Wanted;
use crate::make::input::{Input, Origins, read_single, single_job};
use crate::make::output::disk::Disk;
use crate::make::output::safe_stem;
use crate::make::output::whole::instead;
use crate::make::run::{Ending, Naming, Run};
use crate::paper::writer::{self, Format};

/// Whether the text `name` of a folder is a paper by itself.
pub fn is_paper(name: &str) -> bool {
    name.ends_with(".van") && !name.contains('/')
}

/// Makes the text `name` of the folder that is open, in the formats for people. What it tells of it.
///
/// # Errors
/// All that is wrong with the text, `GF…` when the files can't be written; nothing is then made.
pub fn make(current: &Current, name: &str) -> Result<Report, Report> {
    let path = current.path.join(name);
    let (document, warnings) = read_single(&path, current.old_text)?;
    let jobs = [single_job(&path, document, warnings)];
    let formats: Vec<&'static Format> = FORMATS.iter().filter_map(|name| writer::format(name)).collect();
    let opened = Delivery::open(&current.path.join(PAPERS), None, Arc::new(Disk), &mut || {});
    let (delivery, mut report) = opened.map_err(|finding| instead(finding, ""))?;
    let stop = AtomicBool::new(false);
    let run = Run { jobs: &jobs, formats: &formats, workers: Some(1), stop: &stop };
    let mut origins = Origins::new(&path, None, Input::Single);
    let place = |_: usize, _: &Outcome| Place::file(&path);
    let (outcomes, is_stopped) = run.outcomes(delivery.folder(), &mut origins, place, &|| {});
    outcomes.iter().for_each(|outcome| report.extend(outcome.report.iter().cloned()));
    if outcomes.iter().any(|outcome| outcome.status != Status::Written) {
        delivery.abandon();
        return Err(report);
    }
    let naming = Naming::default();
    let ending = Ending { wanted: Wanted::default(), naming: &naming, whole: None, merge: None };
    report.extend(run.end(&delivery, &outcomes, is_stopped, &ending));
    report.finish(()).map(|((), told)| told)
}

/// The files of the text `name` that are there, by their names in the folder that is open.
pub fn made(folder: &Path, name: &str) -> Vec<String> {
    let stem = safe_stem(name.strip_suffix(".van").unwrap_or(name));
    let names = FORMATS.iter().map(|format| format!("{PAPERS}/{stem}.{format}"));
    let path = |name: &String| -> PathBuf { folder.join(name) };
    names.filter(|name| files::Disk.is_file(&path(name))).collect()
}
