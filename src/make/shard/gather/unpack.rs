//! Unpacks all shards into one folder, as one machine would have made it.
//!
//! The papers and the manifest are those of a run without shards: it is the same delivery, only that the bytes come
//! out of packed files. The next run into such a folder knows its papers, and makes them anew: what they were made
//! of, only the machines knew that made them.

use std::path::Path;
use std::sync::Arc;

use super::super::record::Record;
use super::super::stored::Contents;
use super::Gathered;
use crate::base::diag::{Diagnostic, Report};
use crate::make::batch::Outcome;
use crate::make::delivery::{Delivery, Whole};
use crate::make::output::disk::FileSystem;
use crate::make::output::{OutputFile, OutputFolder};
use crate::paper::writer::{FORMATS, Format};

/// Puts the papers of the shards, which are all there, into the folder `root`; `waiting` is called when another run is
/// at work there. The outcomes, in the order of the run, and what is remarkable.
///
/// # Errors
/// `GF…`: of the folder, as for any run; `GF019` when a shard can't be read any more. What was put by then stays, and
/// the next run goes on from there.
pub fn unpack(
    gathered: &Gathered,
    root: &Path,
    disk: Arc<dyn FileSystem>,
    waiting: &mut dyn FnMut(),
) -> Result<(Vec<Outcome>, Report), Diagnostic> {
    let run = gathered.run().cloned().unwrap_or_default();
    let (delivery, mut report) = Delivery::open(root, run.owner.as_ref(), disk, waiting)?;
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(run.documents);
    for checked in &gathered.shards {
        let mut contents = checked.open()?;
        while let Some(record) = contents.next_record()? {
            outcomes.push((record.index, put(&record, &mut contents, delivery.folder())?));
        }
    }
    outcomes.sort_by_key(|(index, _)| *index);
    let outcomes: Vec<Outcome> = outcomes.into_iter().map(|(_, outcome)| outcome).collect();
    let formats: Vec<&Format> =
        FORMATS.iter().filter(|format| run.formats.iter().any(|name| name == format.name)).collect();
    let whole = Whole { formats: &formats, is_doubtful: run.is_doubtful };
    let is_whole = run.is_whole() || run.merge.is_some();
    report.extend(delivery.finish(&outcomes, &[], is_whole.then_some(whole), run.merge.as_deref()));
    Ok((outcomes, report))
}

/// Puts the papers that `record` tells of.
fn put(record: &Record, contents: &mut Contents, folder: &OutputFolder) -> Result<Outcome, Diagnostic> {
    let Some(mut outcome) = record.outcome() else { return Err(contents.changed()) };
    let files = record.files.iter().map(|file| {
        let bytes = contents.bytes(&file.part)?;
        Ok(OutputFile { path: file.part.path.clone(), bytes })
    });
    let files = files.collect::<Result<Vec<_>, Diagnostic>>()?;
    if !files.is_empty() {
        outcome.report.extend(folder.put(&files)?.findings);
    }
    Ok(outcome)
}
