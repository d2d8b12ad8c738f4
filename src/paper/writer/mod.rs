//! The table of writers: each turns a document into the bytes of one file format.
//!
//! A writer decides nothing about the page, that is what makes the formats agree. New formats are
//! added to [`FORMATS`] and nowhere else.

pub mod docx;
pub mod native;
pub mod pdf;

use crate::base::diag::Report;
use crate::paper::document::Document;
use crate::paper::layout::{Detail, Pages};
use crate::paper::typeset::flow::Flow;

/// What a format is written from, and by what.
#[derive(Clone, Copy)]
pub enum Writer {
    /// From the parts of the document: it has no pages.
    Model(fn(&Document) -> Result<Vec<u8>, Report>),
    /// From the set page, cut where its pages end; what the documents before had too is kept.
    Flow(fn(&Flow, &mut docx::Kept) -> Result<Vec<u8>, Report>),
    /// From the document drawn on its pages; the same is kept.
    Pages(fn(&Pages, &mut pdf::Kept) -> Result<Vec<u8>, Report>),
}

/// What writers hand on from one document to the next.
#[derive(Default)]
pub struct Kept {
    pub docx: docx::Kept,
    pub pdf: pdf::Kept,
}

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// File extension without the dot.
    pub extension: &'static str,
    pub writer: Writer,
    /// Whether a file bears the mark of this writer.
    pub is_own: fn(&[u8]) -> bool,
}

impl Format {
    /// How far the document has to be laid out for it; nothing for a format without pages.
    pub fn detail(&self) -> Option<Detail> {
        match self.writer {
            Writer::Model(_) => None,
            Writer::Flow(_) => Some(Detail::Places),
            Writer::Pages(_) => Some(Detail::Drawn),
        }
    }
}

/// All formats, in the order in which they are written.
pub const FORMATS: &[Format] = &[
    Format { name: "pdf", extension: "pdf", writer: Writer::Pages(pdf::write), is_own: pdf::is_own },
    Format { name: "docx", extension: "docx", writer: Writer::Flow(docx::write), is_own: docx::is_own },
    Format { name: "native", extension: "txt", writer: Writer::Model(native::write), is_own: native::is_own },
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
