//! The table of writers: from a set document to the bytes of a file, one writer a format.
//!
//! A writer is looked up by name, so that the command line, the batch and the tests know formats only
//! as data. Writers translate; what is set where was decided in [`crate::typeset`].

pub mod docx;

use crate::diag::Report;
use crate::document::Document;
use crate::typeset::flow::Flow;

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub bytes: Vec<u8>,
    /// Number of pages, where the format has them and the writer knows.
    pub pages: Option<usize>,
}

/// Writes documents of one format, one after the other.
pub trait DocumentWriter {
    /// The file of one document.
    ///
    /// # Errors
    /// What of the document cannot be written, with codes of the family `TT`.
    fn write(&mut self, document: &Document, flow: &Flow) -> Result<Printed, Report>;
}

/// A row of [`FORMATS`].
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// The extension of the file, without the dot.
    pub extension: &'static str,
    /// A writer for one worker.
    pub open: fn() -> Box<dyn DocumentWriter>,
}

/// All formats, in the order in which they are written.
pub const FORMATS: &[Format] =
    &[Format { name: "docx", extension: "docx", open: || Box::new(docx::DocxWriter) }];
