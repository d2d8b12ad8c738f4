//! Makes one document on a worker: build, render, put in place.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Batch, Outcome, Status, WrittenFile};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::make::output::OutputFile;
use crate::paper::document::PartialDate;
use crate::paper::job::Job;
use crate::paper::writer::Format;
use crate::paper::{Rendered, Renderer};

/// One who makes documents, one after the other.
pub(super) struct Worker<'a> {
    formats: &'a [&'a Format],
    renderer: Renderer,
}

/// A document in memory.
struct Made {
    rendered: Rendered,
    number: String,
    date: PartialDate,
}

impl<'a> Worker<'a> {
    /// A worker for `formats`.
    ///
    /// # Errors
    /// `GF006` when the system gives no thread.
    pub(super) fn new(formats: &'a [&'a Format]) -> Result<Self, Report> {
        Ok(Worker { formats, renderer: Renderer::new()? })
    }

    /// Makes `job`, number `index`, and hands its files to the sink of `batch`.
    pub(super) fn make(&mut self, index: usize, job: &Job<'_>, batch: &Batch<'_>) -> Outcome {
        match self.guarded(job) {
            Ok((made, warnings)) => self.place((index, job), batch, made, warnings),
            Err(report) => Outcome::new(job, Status::Failed, report),
        }
    }

    /// Makes `job` in memory only and gives what there is to say about it.
    pub(super) fn dry_run(&mut self, job: &Job<'_>) -> Report {
        self.guarded(job).map_or_else(|report| report, |(_, warnings)| warnings)
    }

    fn guarded(&mut self, job: &Job<'_>) -> Result<(Made, Report), Report> {
        catch_unwind(AssertUnwindSafe(|| self.render(job)))
            .unwrap_or_else(|payload| Err(stumbled(job, payload.as_ref()).into()))
    }

    /// Builds the document and renders it, collecting what each step has to say.
    fn render(&mut self, job: &Job<'_>) -> Result<(Made, Report), Report> {
        let (document, mut report) = (job.make)()?;
        match self.renderer.render(&document, self.formats) {
            Ok(mut rendered) => {
                report.extend(std::mem::take(&mut rendered.warnings));
                Ok((Made { rendered, number: document.number(), date: document.ngay }, report))
            }
            Err(faults) => {
                report.extend(faults);
                Err(report)
            }
        }
    }

    fn place(&self, (index, job): (usize, &Job<'_>), batch: &Batch<'_>, made: Made, warnings: Report) -> Outcome {
        let Made { rendered, number, date } = made;
        let mut outcome = Outcome { number, date, ..Outcome::new(job, Status::Written, warnings) };
        let file = |(format, bytes): (&&Format, Vec<u8>)| {
            let path = format!("{}.{}", job.path, format.extension);
            OutputFile { path, bytes }
        };
        let files: Vec<OutputFile> = self.formats.iter().zip(rendered.files).map(file).collect();
        let put = match batch.sink.put(index, &files) {
            Ok(put) => put,
            Err(fault) => {
                outcome.status = Status::Failed;
                outcome.report.push(fault);
                return outcome;
            }
        };
        outcome.report.extend(put.findings);
        outcome.pages = rendered.pages;
        let files = self.formats.iter().zip(files).zip(put.sums);
        outcome.files = files
            .map(|((format, file), sha256)| WrittenFile {
                format: format.name,
                sha256,
                bytes: file.bytes.len() as u64,
                path: file.path,
            })
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
