//! Makes many documents: side by side, each on its own, results in order.
//!
//! A document that cannot be made, or that makes the program stumble, costs only itself. What comes out
//! does not depend on how many workers there are.

mod make;

pub use crate::paper::job::Job;
pub use make::panic_reason;
#[cfg(feature = "web")]
pub use make::{data_of, sum_of};

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::make::output::{DISK_FULL, Sink};
use crate::paper::STACK;
use crate::paper::document::PartialDate;
use crate::paper::writer::Format;

/// How a batch runs.
pub struct Batch<'a> {
    /// The formats each document is written in.
    pub formats: &'a [&'a Format],
    /// Takes the files.
    pub sink: &'a dyn Sink,
    /// Documents made at the same time, at least 1.
    pub workers: usize,
    /// What tells this program from any other that would make other files of the same document; without it every
    /// document is made again.
    pub program: Option<&'a str>,
    /// Once set, no document is begun any more; those begun are finished.
    pub stop: &'a AtomicBool,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All its files are in place.
    Written,
    /// It has errors; none of its files is in place.
    Failed,
    /// Not tried, because the run could not go on.
    Skipped,
}

/// A file that is in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// The name of its [`Format`].
    pub format: &'static str,
    /// Relative to the output folder, parts separated by `/`.
    pub path: String,
    /// In hexadecimal digits.
    pub sha256: String,
    /// How long it is.
    pub bytes: u64,
}

/// The result of one job.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub kind: String,
    pub subject: String,
    /// The path of the job.
    pub path: String,
    pub status: Status,
    /// `None` when no format has pages.
    pub pages: Option<usize>,
    /// Số and ký hiệu of the document; empty when it has none.
    pub number: String,
    /// The day of the document, as far as it is told.
    pub date: PartialDate,
    pub files: Vec<WrittenFile>,
    pub report: Report,
}

impl Outcome {
    fn new(job: &Job<'_>, status: Status, report: Report) -> Self {
        Outcome {
            kind: job.kind.clone(),
            subject: job.subject.clone(),
            path: job.path.clone(),
            status,
            pages: None,
            number: String::new(),
            date: PartialDate::default(),
            files: Vec::new(),
            report,
        }
    }

    /// The same, with findings that name no place of their own set at `place`.
    pub fn at(mut self, place: &Place) -> Self {
        self.report = self.report.at(place);
        self
    }
}

/// Makes all `jobs` and gives their outcomes in the same order; `done` is called after each one.
pub fn run(jobs: &[Job<'_>], batch: &Batch<'_>, done: &(dyn Fn() + Sync)) -> Vec<Outcome> {
    let queue = Queue { jobs, doubled: doubled(jobs), next: AtomicUsize::new(0), full: AtomicBool::new(false) };
    let results: Vec<OnceLock<Outcome>> = jobs.iter().map(|_| OnceLock::new()).collect();
    thread::scope(|scope| {
        for _ in 0..batch.workers.clamp(1, jobs.len().max(1)) {
            // A worker that cannot start leaves its share to the others.
            let _ =
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || work(&queue, batch, &results, done));
        }
    });
    let pairs = jobs.iter().zip(results);
    pairs.map(|(job, result)| result.into_inner().unwrap_or_else(|| never_run(job))).collect()
}

/// Makes each of `jobs` in every one of `formats` without writing a file, and gives all there is to say about it.
pub fn dry_run(jobs: &[Job<'_>], formats: &[&Format]) -> Vec<Report> {
    let make = || {
        let mut worker = make::Worker::new(formats).ok()?;
        Some(jobs.iter().map(|job| worker.dry_run(job)).collect())
    };
    let made = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, make);
        thread.ok().and_then(|thread| thread.join().ok()).flatten()
    });
    made.unwrap_or_else(|| jobs.iter().map(|job| never_run(job).report).collect())
}

/// What the workers share: the jobs, handed out in order.
struct Queue<'a> {
    jobs: &'a [Job<'a>],
    /// Indices of jobs whose file names an earlier job has taken.
    doubled: BTreeSet<usize>,
    next: AtomicUsize,
    /// The disk is full: nothing more is tried.
    full: AtomicBool,
}

fn work(queue: &Queue<'_>, batch: &Batch<'_>, results: &[OnceLock<Outcome>], done: &(dyn Fn() + Sync)) {
    let Ok(mut worker) = make::Worker::new(batch.formats) else { return };
    loop {
        let index = queue.next.fetch_add(1, Ordering::Relaxed);
        let (Some(job), Some(result)) = (queue.jobs.get(index), results.get(index)) else {
            break;
        };
        let is_over = queue.full.load(Ordering::Relaxed) || batch.stop.load(Ordering::Relaxed);
        let outcome = if is_over || batch.sink.is_lost() {
            Outcome::new(job, Status::Skipped, Report::new())
        } else if queue.doubled.contains(&index) {
            Outcome::new(job, Status::Failed, name_taken(job).into())
        } else {
            worker.make(index, job, batch)
        };
        if outcome.report.iter().any(|finding| finding.code == DISK_FULL) {
            queue.full.store(true, Ordering::Relaxed);
        }
        if outcome.status != Status::Written {
            batch.sink.pass(index);
        }
        // Each index is handed out once, so the place is free.
        let _ = result.set(outcome);
        done();
    }
}

/// Jobs that would overwrite an earlier one, also on systems that ignore the case of names.
fn doubled(jobs: &[Job<'_>]) -> BTreeSet<usize> {
    let mut taken = HashSet::with_capacity(jobs.len());
    let indices = jobs.iter().enumerate();
    indices.filter(|(_, job)| !taken.insert(small(&job.path))).map(|(index, _)| index).collect()
}

/// `path` in small letters.
fn small(path: &str) -> Cow<'_, str> {
    let is_small = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(path) } else { Cow::Owned(path.to_lowercase()) }
}

fn name_taken(job: &Job<'_>) -> Diagnostic {
    let message = format!("hai văn bản cùng có tên tệp `{}`; chỉ văn bản đầu được ghi", job.path);
    Diagnostic::error(Code::GF007, message).hint("đặt tên hoặc mã khác nhau cho hai đơn vị này trong dữ liệu")
}

fn never_run(job: &Job<'_>) -> Outcome {
    let finding = Diagnostic::error(Code::GF006, format!("không chạy được luồng xử lý cho văn bản `{}`", job.path))
        .hint("đóng bớt chương trình khác hoặc chạy lại với `--jobs 1`");
    Outcome::new(job, Status::Failed, finding.into())
}

#[cfg(test)]
mod tests;
