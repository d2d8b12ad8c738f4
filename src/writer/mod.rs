//! The formats that a document can be written in, in one table.
//!
//! A writer translates what it is given and decides nothing; the command line and the batch find it
//! here by its name and know no format themselves.

pub mod native;

use crate::diag::Report;
use crate::document::Document;
use crate::typeset::flow::Flow;

/// A written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub bytes: Vec<u8>,
    /// How many pages it has, where the writer knows.
    pub pages: Option<usize>,
}

/// Writes documents in one format; one writer serves many documents in turn.
pub trait DocumentWriter {
    /// `document` as a file; `flow` is the same document set.
    ///
    /// # Errors
    /// What this format cannot hold.
    fn write(&mut self, document: &Document, flow: &Flow) -> Result<Printed, Report>;
}

/// One row of the table.
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// Of the file, without the dot.
    pub extension: &'static str,
    /// Makes a writer.
    pub open: fn() -> Box<dyn DocumentWriter>,
}

/// Every format.
pub const FORMATS: &[Format] = &[Format { name: "native", extension: "txt", open: || Box::new(native::NativeWriter) }];
