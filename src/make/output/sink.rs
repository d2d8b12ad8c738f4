//! Where finished documents go: into a folder as files of their own, or packed with others.
//!
//! Workers finish out of order and know nothing of each other; each hands over what it has made with the number of
//! its job, and a taker that wants an order of its own makes it from these numbers.

use std::sync::Arc;

use super::{Known, OutputFile, OutputFolder, Put};
use crate::base::diag::Diagnostic;

/// One who takes the files of documents, from several workers at once.
pub trait Sink: Sync {
    /// Takes all `files` of the document of job number `index` (from 0), or none of them.
    ///
    /// # Errors
    /// `GF…` for what can't be taken.
    fn put(&self, index: usize, files: &[OutputFile]) -> Result<Put, Diagnostic>;

    /// What was made before of the same `inputs`, by a check sum of the data or of the document, for the document at `path`, without extension, when its files with
    /// these `extensions` are still as they were.
    fn known(&self, _path: &str, _inputs: &str, _extensions: &[&str]) -> Option<Arc<Known>> {
        None
    }

    /// Remembers what the files that were put last were made of.
    fn learn(&self, _known: Known) {}

    /// Job number `index` ends without files of its own; it may be one that was refused.
    fn pass(&self, _index: usize) {}

    /// Whether it can take nothing more, so that nothing more need be made.
    fn is_lost(&self) -> bool {
        false
    }
}

impl Sink for OutputFolder {
    fn put(&self, _index: usize, files: &[OutputFile]) -> Result<Put, Diagnostic> {
        OutputFolder::put(self, files)
    }

    fn known(&self, path: &str, inputs: &str, extensions: &[&str]) -> Option<Arc<Known>> {
        OutputFolder::known(self, path, inputs, extensions)
    }

    fn learn(&self, known: Known) {
        OutputFolder::learn(self, known);
    }
}
