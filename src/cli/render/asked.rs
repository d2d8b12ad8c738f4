//! Which papers a call asks for: empty forms are handed out once, not with every run.

use std::collections::BTreeSet;

use crate::base::text::stems::BLANK;
use crate::campaign::CampaignFolder;
use crate::cli::arguments::Render;
use crate::make::handout::is_blank;
use crate::paper::job::Job;

/// What `--only` names, and the empty forms where they are asked for beside it.
pub fn named(arguments: &Render) -> Vec<String> {
    let blanks = (arguments.blanks && !arguments.only.is_empty()).then(|| BLANK.to_owned());
    arguments.only.iter().cloned().chain(blanks).collect()
}

/// `jobs` of `folder` without the empty forms, unless these are asked for, by themselves or with their kind. Whoever has
/// written a template of which the data give no paper yet sees its empty form; and where nothing else can be made
/// they are made.
pub fn asked_for(arguments: &Render, folder: &CampaignFolder, mut jobs: Vec<Job<'static>>) -> Vec<Job<'static>> {
    let is_plain = !arguments.blanks && arguments.kinds.is_empty() && arguments.only.is_empty();
    let filled: BTreeSet<String> = jobs.iter().filter(|job| !is_blank(&job.path)).map(|job| job.kind.clone()).collect();
    if is_plain && !filled.is_empty() {
        let is_shown = |job: &Job| !filled.contains(&job.kind) && folder.has_own_template(&job.kind);
        jobs.retain(|job| !is_blank(&job.path) || is_shown(job));
    }
    jobs
}
