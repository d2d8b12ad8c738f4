//! Which papers a call asks for: empty forms are handed out once, not with every run.

use crate::base::text::stems::BLANK;
use crate::campaign::CampaignFolder;
use crate::cli::arguments::Render;
use crate::make::run::without_blanks;
use crate::paper::job::Job;

/// What `--only` names, and the empty forms where they are asked for beside it.
pub fn named(arguments: &Render) -> Vec<String> {
    let blanks = (arguments.blanks && !arguments.only.is_empty()).then(|| BLANK.to_owned());
    arguments.only.iter().cloned().chain(blanks).collect()
}

/// `jobs` of `folder` without the empty forms, unless these are asked for.
pub fn asked_for(arguments: &Render, folder: &CampaignFolder, jobs: Vec<Job<'static>>) -> Vec<Job<'static>> {
    let is_plain = !arguments.blanks && arguments.only.is_empty();
    if is_plain { without_blanks(folder, jobs) } else { jobs }
}
