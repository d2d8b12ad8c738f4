//! The PDF writer: a fixed Typst program (`templates/layout.typ`) is given the set page as data.
//!
//! Typst is taken as a library because it breaks lines greedily, keeps an exact line pitch and writes
//! tagged PDF/A-2a and PDF/UA-1 files that are the same every time. Text never becomes Typst source.

mod faults;
pub mod lines;
mod sheet;
mod tail;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use typst::foundations::{Bytes, Datetime, Dict, IntoValue, Smart};
use typst::text::Font;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diag::Report;
use crate::document::Document;
use crate::fonts;
use crate::typeset::flow::{Flow, Item, Meta};
use crate::writer::{DocumentWriter, Printed};

const LAYOUT: &str = include_str!("../../../templates/layout.typ");

/// The program in the information on the file, before its version.
const CREATOR: &str = "vanthu ";

/// Whether `bytes` are a PDF that this writer wrote.
pub fn is_own(bytes: &[u8]) -> bool {
    let mark = format!("/Creator({CREATOR}");
    bytes.starts_with(b"%PDF-") && bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// Writes PDF files that are PDF/A-2a and PDF/UA-1 at once.
pub struct PdfWriter {
    engine: TypstEngine<TypstTemplateMainFile>,
    /// Names of the faces, the text face first.
    families: Vec<String>,
}

impl PdfWriter {
    /// Loads the faces and the layout, once for many documents.
    pub fn new() -> Self {
        let faces = || fonts::TINOS.iter().chain(&fonts::FALLBACKS).map(|bytes| Bytes::new(*bytes));
        let mut families: Vec<String> = Vec::new();
        for font in faces().flat_map(Font::iter) {
            if !families.contains(&font.info().family) {
                families.push(font.info().family.clone());
            }
        }
        let engine = TypstEngine::builder().main_file(LAYOUT).fonts(faces()).comemo_evict_max_age(None).build();
        PdfWriter { engine, families }
    }

    /// Sets `flow` on pages.
    ///
    /// # Errors
    /// TT901 when the layout fails, which is a fault of the program.
    pub fn compile(&self, flow: &Flow) -> Result<PagedDocument, Report> {
        Ok(self.settled(Cow::Borrowed(flow))?.1)
    }

    /// `flow` with its tables cut where their last rows must go to the next page with what follows.
    ///
    /// # Errors
    /// As [`Self::compile`].
    pub fn settle(&self, flow: Flow) -> Result<Flow, Report> {
        let settled = self.settled(Cow::Owned(flow)).map(|(flow, _)| flow.into_owned());
        comemo::evict(0);
        settled
    }

    fn settled<'f>(&self, mut flow: Cow<'f, Flow>) -> Result<(Cow<'f, Flow>, PagedDocument), Report> {
        let mut pages = self.lay_out(&flow)?;
        while let Some(table) = tail::left_behind(&pages) {
            flow = Cow::Owned(tail::cut(flow.into_owned(), table));
            pages = self.lay_out(&flow)?;
        }
        Ok((flow, pages))
    }

    fn lay_out(&self, flow: &Flow) -> Result<PagedDocument, Report> {
        let sheet = sheet::sheet(flow, &self.families);
        let json = serde_json::to_vec(&sheet).map_err(|error| faults::export_bug(&error.to_string()))?;
        let mut inputs = Dict::new();
        inputs.insert("sheet".into(), Bytes::new(json).into_value());
        let compiled = self.engine.compile_with_input(inputs).output;
        compiled.map_err(faults::compile_fault)
    }

    /// Makes the file of a set document.
    ///
    /// # Errors
    /// TT902 for signs that no face has, TT903 for a fault of the program.
    fn export(pages: &PagedDocument, flow: &Flow) -> Result<Vec<u8>, Report> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| faults::export_bug(error.message()))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some(format!("{CREATOR}{}", env!("CARGO_PKG_VERSION")))),
            timestamp: timestamp(&flow.meta),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(pages, &options).map_err(|errors| faults::export_fault(&errors, flow))
    }
}

impl Default for PdfWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl DocumentWriter for PdfWriter {
    fn write(&mut self, _document: &Document, flow: &Flow) -> Result<Printed, Report> {
        let printed = self.compile(flow).and_then(|pages| {
            let bytes = Self::export(&pages, flow)?;
            Ok(Printed { bytes, pages: Some(pages.pages().len()) })
        });
        // Nothing of one document serves the next; kept results would only fill the memory.
        comemo::evict(0);
        printed
    }
}

/// Midnight of the day of the document.
fn timestamp(meta: &Meta) -> Option<Timestamp> {
    let (year, month, day) = meta.date;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc)
}

/// Whether [`PdfWriter::settle`] may change `flow`.
pub fn is_unsettled(flow: &Flow) -> bool {
    let mut items = flow.sections.iter().flat_map(|section| &section.items);
    items.any(|item| matches!(item, Item::Table(table) if tail::is_marked(table)))
}

/// Sets `flow` on pages, for tests and tools; see [`PdfWriter::compile`].
///
/// # Errors
/// As [`PdfWriter::compile`].
pub fn compile(flow: &Flow) -> Result<PagedDocument, Report> {
    PdfWriter::new().compile(flow)
}

/// The lines of text on each page, in reading order.
///
/// # Errors
/// As [`PdfWriter::compile`].
pub fn lines(flow: &Flow) -> Result<Vec<Vec<String>>, Report> {
    let pages = lines::page_lines(&compile(flow)?);
    Ok(pages.into_iter().map(|page| page.into_iter().map(|line| line.text).collect()).collect())
}
