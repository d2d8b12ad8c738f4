//! Makes one document on a worker: build, render, put in place.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Batch, Outcome, Status, WrittenFile};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::sum::{Digest, sha256};
use crate::make::output::{Known, OutputFile};
use crate::paper::document::{Document, PartialDate};
use crate::paper::job::{Job, MadeOf};
use crate::paper::writer::Format;
use crate::paper::{Rendered, Renderer};

/// One who makes documents, one after the other.
pub(super) struct Worker<'a> {
    formats: &'a [&'a Format],
    renderer: Renderer,
}

/// A document in memory, or that it is in place already.
struct Made {
    come: Come,
    number: String,
    date: PartialDate,
    /// Check sums of what it is made of.
    inputs: Inputs,
}

/// What a document is made of.
#[derive(Default)]
struct Inputs {
    /// Of the data and templates, where these tell all that is told with it.
    data: Option<String>,
    /// Of the document itself.
    document: Option<String>,
}

/// How a document comes to its place.
enum Come {
    Rendered(Rendered),
    Before(Arc<Known>),
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
        match self.guarded(job, Some(batch)) {
            Ok((made, warnings)) => self.place((index, job), batch, made, warnings),
            Err(report) => Outcome::new(job, Status::Failed, report),
        }
    }

    /// Makes `job` in memory only and gives what there is to say about it.
    pub(super) fn dry_run(&mut self, job: &Job<'_>) -> Report {
        self.guarded(job, None).map_or_else(|report| report, |(_, warnings)| warnings)
    }

    fn guarded(&mut self, job: &Job<'_>, batch: Option<&Batch<'_>>) -> Result<(Made, Report), Report> {
        catch_unwind(AssertUnwindSafe(|| self.render(job, batch)))
            .unwrap_or_else(|payload| Err(stumbled(job, payload.as_ref()).into()))
    }

    /// Builds the document and renders it unless its files are there, collecting what each step has to say.
    fn render(&mut self, job: &Job<'_>, batch: Option<&Batch<'_>>) -> Result<(Made, Report), Report> {
        let known = |inputs: Option<&str>| {
            let extensions: Vec<&str> = self.formats.iter().map(|format| format.extension).collect();
            batch.zip(inputs).and_then(|(batch, inputs)| batch.sink.known(&job.path, inputs, &extensions))
        };
        let program = batch.and_then(|batch| batch.program);
        let looked = program.and_then(|program| data_of(job, program));
        if let Some((data, told)) = &looked
            && let Some(known) = known(Some(data))
        {
            let (number, date) = (known.number.clone(), known.date.parse().unwrap_or_default());
            let inputs = Inputs { data: known.data.clone(), document: None };
            return Ok((Made { come: Come::Before(known), number, date, inputs }, told.clone()));
        }
        let (document, mut report) = (job.make)()?;
        let (number, date) = (document.number(), document.ngay);
        // What only the making has found has to be found again each time.
        let data = looked.filter(|(_, told)| told.iter().eq(report.iter())).map(|(data, _)| data);
        let inputs = Inputs { data, document: program.and_then(|program| sum_of(&document, program)) };
        if let Some(known) = known(inputs.document.as_deref()) {
            return Ok((Made { come: Come::Before(known), number, date, inputs }, report));
        }
        match self.renderer.render(&document, self.formats) {
            Ok(mut rendered) => {
                // What a page has to say is said again each time.
                let inputs = if rendered.warnings.is_empty() { inputs } else { Inputs::default() };
                report.extend(std::mem::take(&mut rendered.warnings));
                Ok((Made { come: Come::Rendered(rendered), number, date, inputs }, report))
            }
            Err(faults) => {
                report.extend(faults);
                Err(report)
            }
        }
    }

    fn place(&self, (index, job): (usize, &Job<'_>), batch: &Batch<'_>, made: Made, warnings: Report) -> Outcome {
        let Made { come, number, date, inputs } = made;
        let mut outcome = Outcome { number, date, ..Outcome::new(job, Status::Written, warnings) };
        let rendered = match come {
            Come::Rendered(rendered) => rendered,
            Come::Before(known) => {
                let has_pages = self.formats.iter().any(|format| format.detail().is_some());
                outcome.pages = known.pages.filter(|_| has_pages);
                outcome.files = self.formats.iter().filter_map(|format| written(format, &known)).collect();
                if known.data != inputs.data {
                    batch.sink.learn(Known {
                        data: inputs.data,
                        number: outcome.number.clone(),
                        date: date.to_string(),
                        ..Known::clone(&known)
                    });
                }
                return outcome;
            }
        };
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
        self.known(&outcome, inputs).into_iter().for_each(|known| batch.sink.learn(known));
        outcome
    }

    /// What became of the document of `outcome`, made of `inputs`; nothing where they are not known.
    fn known(&self, outcome: &Outcome, inputs: Inputs) -> Option<Known> {
        let files = self.formats.iter().zip(&outcome.files);
        let files = files.map(|(format, file)| (format.extension.to_owned(), (file.sha256.clone(), file.bytes)));
        Some(Known {
            document: outcome.path.clone(),
            inputs: inputs.document?,
            data: inputs.data,
            number: outcome.number.clone(),
            date: outcome.date.to_string(),
            pages: outcome.pages,
            files: files.collect(),
        })
    }
}

/// A check sum of all that `program` makes the document of `job` of, and what is told with it in any case.
pub fn data_of(job: &Job<'_>, program: &str) -> Option<(String, Report)> {
    let MadeOf { sum, told } = (job.look)()?;
    let mut digest = Digest::default();
    [program, "\n", &sum].iter().for_each(|part| digest.add(part.as_bytes()));
    Some((digest.finish(), told))
}

/// A check sum of all that `program` makes the files of `document` of: the document itself, and the program, which
/// has everything else in it.
pub fn sum_of(document: &Document, program: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer(&mut bytes, document).ok()?;
    bytes.extend(program.as_bytes());
    Some(sha256(&bytes))
}

/// More than most documents are as JSON.
const USUAL_BYTES: usize = 1 << 16;

/// The file of `known` in `format`.
fn written(format: &Format, known: &Known) -> Option<WrittenFile> {
    let (sha256, bytes) = known.files.get(format.extension)?.clone();
    let path = format!("{}.{}", known.document, format.extension);
    Some(WrittenFile { format: format.name, sha256, bytes, path })
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
