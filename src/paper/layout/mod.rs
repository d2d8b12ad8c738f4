//! The laid-out pages: where every line, row and drawing of a set page stands, found once for all formats.
//!
//! Most papers are laid out by [`direct`], the others by Typst; both make the same pages.
//! A fixed Typst program (`templates/layout.typ`) is given the set page as data. Typst is taken as a
//! library because it breaks lines greedily and keeps an exact line pitch; text never becomes Typst
//! source. Where a table is cut so that its last rows go with a signature is found here too
//! ([`keep_with_next`]): Word keeps such rows by itself, Typst not at all, LibreOffice not in a table that runs
//! over three pages. So a format that is cut into pages is written from [`Pages`], never from a
//! [`Flow`] alone.

mod blanks;
pub(crate) mod direct;
pub mod faults;
mod keep_with_next;
#[cfg(any(test, feature = "web"))]
pub mod lines;
#[cfg(test)]
pub(crate) mod sample;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

#[cfg(test)]
pub use lines::{lay_out, lines};

use typst::foundations::{Bytes, Dict, IntoValue};
use typst::text::Font;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;

use direct::Direct;

use self::sheet::Sheet;
use crate::base::diag::Report;
use crate::paper::fonts;
use crate::paper::typeset::flow::Flow;

const LAYOUT: &str = include_str!("../../../templates/layout.typ");

/// A document on its pages.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The set page, its tables cut where their last rows must go to the next page with what follows.
    pub flow: Flow,
    /// The same as frames.
    pub frames: PagedDocument,
    pub detail: Detail,
    /// Laid out by Typst, whose memory is then full of it.
    pub by_typst: bool,
}

/// How much of a document stands in its frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Perhaps no letters, but the room that they take: enough to know where pages end.
    Places,
    /// All of it.
    Drawn,
}

impl Pages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.frames.pages().len()
    }
}

/// Lays out one document after the other; the faces are loaded once.
pub struct LayoutEngine {
    engine: TypstEngine<TypstTemplateMainFile>,
    /// Names of the faces, the text face first.
    families: Vec<String>,
    direct: Direct,
}

impl LayoutEngine {
    /// Loads the faces and the layout program.
    pub fn new() -> Self {
        let faces = || fonts::TINOS.iter().chain(&fonts::FALLBACKS).map(|bytes| Bytes::new(*bytes));
        let mut families: Vec<String> = Vec::new();
        for font in faces().flat_map(Font::iter) {
            if !families.contains(&font.info().family) {
                families.push(font.info().family.clone());
            }
        }
        let engine = TypstEngine::builder().main_file(LAYOUT).fonts(faces()).comemo_evict_max_age(None).build();
        let tinos = fonts::TINOS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0));
        LayoutEngine { engine, families, direct: Direct::new(tinos) }
    }

    /// The pages of `flow`.
    ///
    /// # Errors
    /// `TT901` when the layout fails, which is a fault of the program.
    pub fn lay_out(&self, mut flow: Flow, detail: Detail) -> Result<Pages, Report> {
        let (mut frames, mut by_typst) = self.compile(&flow, detail)?;
        while let Some(table) = keep_with_next::left_behind(&frames) {
            flow = keep_with_next::cut(flow, table);
            (frames, by_typst) = self.compile(&flow, detail)?;
        }
        Ok(Pages { flow, frames, detail, by_typst })
    }

    /// The pages, and whether Typst laid them out.
    fn compile(&self, flow: &Flow, detail: Detail) -> Result<(PagedDocument, bool), Report> {
        let sheet = sheet::sheet(flow, &self.families);
        match self.direct.pages(&sheet, detail) {
            Some(pages) => Ok((pages, false)),
            None => Ok((self.by_typst(&sheet)?, true)),
        }
    }

    /// The pages as Typst makes them.
    fn by_typst(&self, sheet: &Sheet) -> Result<PagedDocument, Report> {
        let json = serde_json::to_vec(&sheet).map_err(|error| faults::told(&error.to_string()))?;
        let mut inputs = Dict::new();
        inputs.insert("sheet".into(), Bytes::new(json).into_value());
        let frames: PagedDocument = self.engine.compile_with_input(inputs).output.map_err(faults::of_typst)?;
        Ok(if sheet.has_bound { blanks::plain(frames) } else { frames })
    }
}

impl Default for LayoutEngine {
    fn default() -> Self {
        Self::new()
    }
}

/// Forgets what Typst kept to make `pages`. What it laid out, or what is long, serves no other document and would only
/// fill the memory; of short ones it keeps faces and letters as pictures, which the next preview asks for again.
pub fn forget(pages: &Pages) {
    let is_short = !pages.by_typst && pages.count() <= SHORT;
    comemo::evict(if is_short { KEPT } else { 0 });
}

/// Pages of a short document.
const SHORT: usize = 8;
/// So many documents after the last that asked for it something is kept.
const KEPT: usize = 8;
