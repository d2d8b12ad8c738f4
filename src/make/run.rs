//! One run over papers: made, joined for print and packed, brought to an end, and told in a few words.
//!
//! The command line and the local page make papers through here, so that what the one has made is known to the other.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crate::base::diag::{Place, Report};
use crate::base::text::visible::visible;
use crate::campaign::CampaignFolder;
use crate::campaign::model::Campaign;
use crate::make::batch::{self, Batch, Outcome, Status};
use crate::make::delivery::{Delivery, Whole};
use crate::make::handout::{self, Names, Wanted, is_blank};
use crate::make::input::Origins;
use crate::make::output::{Owner, Sink, safe_stem, this_program};
use crate::paper::job::Job;
use crate::paper::writer::Format;

/// Failed documents named in the last lines; the manifest has them all.
const MOST_NAMED: usize = 10;
/// The folder that takes what is sent nowhere else.
const USUAL_FOLDER: &str = "ket_qua";

/// What the files made of papers are called.
#[derive(Default)]
pub struct Naming {
    /// The names of the kinds, by key.
    pub kinds: HashMap<String, String>,
    /// The campaign; empty of a merge.
    pub of: String,
    /// The body that announces it; empty of a merge.
    pub body: String,
}

impl Naming {
    /// For papers of `folder`.
    pub fn of(folder: &CampaignFolder) -> Self {
        let campaign = folder.campaign();
        Naming {
            kinds: folder.kinds().iter().map(|kind| (kind.name.clone(), kind.ten.clone())).collect(),
            of: campaign.ten.clone(),
            body: campaign.co_quan.ten.clone(),
        }
    }
}

/// `jobs` of `folder` without the empty forms, which are handed out once and not with every run. Whoever has written a
/// template of which the data give no paper yet sees its empty form; and where nothing else can be made they are made.
pub fn without_blanks(folder: &CampaignFolder, mut jobs: Vec<Job<'static>>) -> Vec<Job<'static>> {
    let filled: BTreeSet<String> = jobs.iter().filter(|job| !is_blank(&job.path)).map(|job| job.kind.clone()).collect();
    if !filled.is_empty() {
        let is_shown = |job: &Job| !filled.contains(&job.kind) && folder.has_own_template(&job.kind);
        jobs.retain(|job| !is_blank(&job.path) || is_shown(job));
    }
    jobs
}

/// What tells `campaign` from any other.
pub fn owner(campaign: &Campaign) -> Owner {
    let body = [&campaign.co_quan.ten_day_du, &campaign.co_quan.ten].into_iter().find(|name| !name.is_empty());
    let period = [campaign.thoi_gian.tu_ngay, campaign.thoi_gian.den_ngay];
    let days: Vec<String> = period.iter().flatten().map(ToString::to_string).collect();
    Owner {
        name: campaign.ten.clone(),
        body: body.cloned().unwrap_or_default(),
        plan_number: campaign.ke_hoach.so.clone(),
        plan_symbol: campaign.ke_hoach.ky_hieu.clone(),
        plan_date: campaign.ke_hoach.ngay.to_string(),
        period: days.join("/"),
    }
}

/// Where documents go that are sent nowhere: those of the campaign in `folder` into one named after it, so that two
/// campaigns never meet, single texts, which are named after theirs, side by side.
pub fn usual_folder(campaign: Option<&Path>) -> PathBuf {
    let whole = campaign.map(|folder| folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()));
    let name = whole.as_deref().and_then(Path::file_name).map(|name| safe_stem(&name.to_string_lossy()));
    name.map_or_else(|| PathBuf::from(USUAL_FOLDER), |name| Path::new(USUAL_FOLDER).join(name))
}

/// The papers of a run, and how they are made.
pub struct Run<'a> {
    pub jobs: &'a [Job<'a>],
    pub formats: &'a [&'a Format],
    /// Documents made at the same time; as many as the machine has cores when `None`.
    pub workers: Option<usize>,
    /// Once set, no document is begun any more.
    pub stop: &'a AtomicBool,
}

/// How a run ends.
pub struct Ending<'a> {
    /// What is handed on of the papers.
    pub wanted: Wanted,
    pub naming: &'a Naming,
    /// It was over everything, so that what it no longer makes is cleared away; `Some(true)` where the data have
    /// errors.
    pub whole: Option<bool>,
    /// The kind of the documents of a merge.
    pub merge: Option<&'a str>,
}

impl Run<'_> {
    /// Makes the papers for `sink`; findings without a place are set where their character was typed (`origins`), or
    /// at `place`, which is asked with the number of the job. `done` is called after each. Whether it was stopped
    /// before the last comes with them.
    pub fn outcomes(
        &self,
        sink: &dyn Sink,
        origins: &mut Origins,
        place: impl Fn(usize, &Outcome) -> Place,
        done: &(dyn Fn() + Sync),
    ) -> (Vec<Outcome>, bool) {
        let workers = self.workers.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
        let program = this_program();
        let batch = Batch { formats: self.formats, sink, workers, program: program.as_deref(), stop: self.stop };
        let outcomes = batch::run(self.jobs, &batch, done).into_iter();
        let outcomes = outcomes.map(|outcome| Outcome { report: origins.place(outcome.report), ..outcome });
        let located = outcomes.enumerate().map(|(at, outcome)| match outcome.report.is_empty() {
            true => outcome,
            false => {
                let place = place(at, &outcome);
                outcome.at(&place)
            }
        });
        let outcomes: Vec<Outcome> = located.collect();
        let is_stopped =
            self.stop.load(Ordering::SeqCst) && outcomes.iter().any(|outcome| outcome.status == Status::Skipped);
        (outcomes, is_stopped)
    }

    /// Makes what is handed on of `outcomes` and ends the `delivery`; one that was stopped hands nothing on and clears
    /// nothing away. The report has an error when the run is not what it should be.
    pub fn end(&self, delivery: &Delivery, outcomes: &[Outcome], is_stopped: bool, ending: &Ending) -> Report {
        let Ending { wanted, naming, whole, merge } = *ending;
        let Naming { kinds, of, body } = naming;
        let kind = |kind: &str| kinds.get(kind).cloned().unwrap_or_else(|| kind.to_owned());
        let names = Names { kind: &kind, of, body };
        let (products, mut report) = match is_stopped {
            true => (Vec::new(), Report::new()),
            false => handout::make(wanted, &handout::papers(self.jobs, outcomes), &names, delivery.folder()),
        };
        let whole = whole.filter(|_| !is_stopped);
        let whole = whole.map(|is_doubtful| Whole { formats: self.formats, is_doubtful });
        report.extend(delivery.folder().replaced());
        report.extend(delivery.finish(outcomes, &products, whole, merge));
        report
    }
}

/// What was made in `folder`, and what was not.
pub fn summary(outcomes: &[Outcome], folder: &Path) -> String {
    let written: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.status == Status::Written).collect();
    let files: usize = written.iter().map(|outcome| outcome.files.len()).sum();
    let mut text =
        format!("Đã tạo {files} tệp cho {} văn bản trong {}", written.len(), visible(&folder.to_string_lossy()));
    for (status, words) in [(Status::Failed, "có lỗi, không tạo"), (Status::Skipped, "chưa làm")] {
        let paths: Vec<&str> =
            outcomes.iter().filter(|outcome| outcome.status == status).map(|outcome| outcome.path.as_str()).collect();
        if !paths.is_empty() {
            text.push_str(&format!("\n{} văn bản {words}: {}", paths.len(), some_of(&paths)));
        }
    }
    text
}

/// The first of `paths`, and how many more there are.
pub fn some_of(paths: &[&str]) -> String {
    let named: Vec<&str> = paths.iter().copied().take(MOST_NAMED).collect();
    let rest = paths.len() - named.len();
    let more = if rest > 0 { format!(" và {rest} văn bản khác") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::PartialDate;

    fn outcome(path: &str, status: Status) -> Outcome {
        Outcome {
            kind: "dang_ky".to_owned(),
            subject: path.to_owned(),
            path: path.to_owned(),
            status,
            pages: None,
            number: String::new(),
            date: PartialDate::default(),
            files: Vec::new(),
            report: Report::new(),
        }
    }

    #[test]
    fn the_last_lines_count_and_name() {
        let outcomes = [outcome("a", Status::Written), outcome("b", Status::Failed), outcome("c", Status::Skipped)];
        let text = summary(&outcomes, Path::new("ket_qua"));
        assert_eq!(
            text,
            "Đã tạo 0 tệp cho 1 văn bản trong ket_qua\n1 văn bản có lỗi, không tạo: b\n1 văn bản chưa làm: c"
        );
        let many: Vec<Outcome> = (0..12).map(|number| outcome(&number.to_string(), Status::Failed)).collect();
        assert!(summary(&many, Path::new("x")).ends_with("8, 9 và 2 văn bản khác"));
    }
}
