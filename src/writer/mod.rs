//! The table of writers: each turns a set page into the bytes of one file format.
//!
//! A writer decides nothing about the page, that is what makes the formats agree. New formats are
//! added to [`FORMATS`] and nowhere else.

pub mod docx;
pub mod native;
pub mod pdf;

use crate::diag::Report;
use crate::document::Document;
use crate::typeset::flow::Flow;

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub bytes: Vec<u8>,
    /// Number of pages, where the format knows it.
    pub pages: Option<usize>,
}

/// Writes documents of one format, one after the other. A writer is made once for a batch (or once a
/// thread) because fonts and the like are costly to load.
pub trait DocumentWriter {
    /// Writes one document: `document` as its parts and `flow`, the same document set.
    ///
    /// # Errors
    /// Everything that keeps the file from being written.
    fn write(&mut self, document: &Document, flow: &Flow) -> Result<Printed, Report>;
}

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// File extension without the dot.
    pub extension: &'static str,
    /// Makes a writer.
    pub open: fn() -> Box<dyn DocumentWriter>,
    /// Whether a file bears the mark of this writer.
    pub is_own: fn(&[u8]) -> bool,
}

/// Settles where long tables are cut, before any format is written, so that all formats agree. Word keeps
/// the last rows of a table with a signature by itself, Typst not at all, LibreOffice not in a table that
/// runs over three pages.
#[derive(Default)]
pub struct Settler(Option<pdf::PdfWriter>);

impl Settler {
    /// `flow` as every writer is to write it.
    ///
    /// # Errors
    /// `TT901` when the layout fails, which is a fault of the program.
    pub fn settle(&mut self, flow: Flow) -> Result<Flow, Report> {
        if pdf::is_unsettled(&flow) { self.0.get_or_insert_default().settle(flow) } else { Ok(flow) }
    }
}

/// All formats, in the order in which they are written.
pub const FORMATS: &[Format] = &[
    Format { name: "pdf", extension: "pdf", open: || Box::new(pdf::PdfWriter::new()), is_own: pdf::is_own },
    Format { name: "docx", extension: "docx", open: || Box::new(docx::DocxWriter), is_own: docx::is_own },
    Format { name: "native", extension: "txt", open: || Box::new(native::NativeWriter), is_own: native::is_own },
];

/// The format called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Whether the file at `path` holds what one of the writers writes: an honest file of another program never does.
pub fn is_own(path: &str, bytes: &[u8]) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    FORMATS.iter().any(|format| format.extension == extension && (format.is_own)(bytes))
}
