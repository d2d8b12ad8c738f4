//! Makes one document on a worker: build, set, write in every format, put in place.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Batch, Outcome, Status, WrittenFile};
use crate::diag::{Code, Diagnostic, Report};
use crate::job::Job;
use crate::output::OutputFile;
use crate::typeset;
use crate::writer::{DocumentWriter, Format, Settler};

/// The writers of one worker, opened once for all its documents.
pub(super) struct Writers<'a> {
    formats: &'a [&'a Format],
    open: Vec<Box<dyn DocumentWriter>>,
    settler: Settler,
}

/// A document in memory.
struct Made {
    files: Vec<OutputFile>,
    pages: Option<usize>,
    warnings: Report,
}

impl<'a> Writers<'a> {
    /// Writers of `formats`, opened with the first document.
    pub(super) fn new(formats: &'a [&'a Format]) -> Self {
        Writers { formats, open: Vec::new(), settler: Settler::default() }
    }

    /// Makes `job` and puts its files into the folder of `batch`.
    pub(super) fn make(&mut self, job: &Job<'_>, batch: &Batch<'_>) -> Outcome {
        match self.guarded(job) {
            Ok(made) => self.place(job, batch, made),
            Err(report) => Outcome::new(job, Status::Failed, report),
        }
    }

    /// Makes `job` in memory only and gives what there is to say about it.
    pub(super) fn rehearse(&mut self, job: &Job<'_>) -> Report {
        self.guarded(job).map_or_else(|report| report, |made| made.warnings)
    }

    fn guarded(&mut self, job: &Job<'_>) -> Result<Made, Report> {
        catch_unwind(AssertUnwindSafe(|| self.write(job))).unwrap_or_else(|payload| {
            // A writer that stumbled may be left half done: start with fresh ones.
            self.open.clear();
            self.settler = Settler::default();
            Err(stumbled(job, payload.as_ref()).into())
        })
    }

    /// Builds the document and writes it in every format, collecting what each has to say.
    fn write(&mut self, job: &Job<'_>) -> Result<Made, Report> {
        let (document, mut report) = (job.make)()?;
        let flow = match typeset::set(&document).and_then(|flow| self.settler.settle(flow)) {
            Ok(flow) => flow,
            Err(faults) => {
                report.extend(faults);
                return Err(report);
            }
        };
        if self.open.is_empty() {
            self.open = self.formats.iter().map(|format| (format.open)()).collect();
        }
        let mut files = Vec::new();
        let mut pages = None;
        for (format, writer) in self.formats.iter().zip(&mut self.open) {
            match writer.write(&document, &flow) {
                Ok(printed) => {
                    pages = pages.or(printed.pages);
                    let path = format!("{}.{}", job.path, format.extension);
                    files.push(OutputFile { path, bytes: printed.bytes });
                }
                Err(faults) => report.extend(faults),
            }
        }
        let (files, warnings) = report.finish(files)?;
        Ok(Made { files, pages, warnings })
    }

    fn place(&self, job: &Job<'_>, batch: &Batch<'_>, made: Made) -> Outcome {
        let mut outcome = Outcome::new(job, Status::Written, made.warnings);
        let put = match batch.folder.put(&made.files) {
            Ok(put) => put,
            Err(fault) => {
                outcome.status = Status::Failed;
                outcome.report.push(fault);
                return outcome;
            }
        };
        outcome.report.extend(put.findings);
        outcome.pages = made.pages;
        let files = self.formats.iter().zip(made.files).zip(put.sums);
        outcome.files = files
            .map(|((format, file), sha256)| WrittenFile { format: format.name, sha256, path: file.path })
            .collect();
        outcome
    }
}

fn stumbled(job: &Job<'_>, payload: &(dyn Any + Send)) -> Diagnostic {
    let reason = panic_reason(payload);
    Diagnostic::error(Code::GF006, format!("lỗi trong chương trình khi tạo văn bản `{}`: {reason}", job.path))
        .hint("các văn bản khác không bị ảnh hưởng; hãy gửi thông báo này kèm dữ liệu cho người phát triển")
}

/// What a panic says of itself.
pub fn panic_reason(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("không rõ lý do")
}
