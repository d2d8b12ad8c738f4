//! One document from its text to its files, all in memory: what every door to the program goes through.
//!
//! ```
//! use std::path::Path;
//! use vanthu::paper;
//!
//! let text = "+++\n\
//!             loai = \"bieu_mau\"\n\
//!             ten_loai = \"Phiếu lấy ý kiến\"\n\
//!             +++\n\
//!             Họ và tên:\n\
//!             @o_trong 2\n";
//! let (document, warnings) = paper::parse(text.as_bytes(), Path::new("phieu.van"))?;
//! assert!(warnings.is_empty());
//!
//! let formats = [paper::format("pdf"), paper::format("docx")];
//! let formats: Vec<_> = formats.into_iter().flatten().collect();
//! let rendered = paper::render(&document, &formats)?;
//! assert_eq!(rendered.pages, Some(1));
//! assert!(rendered.files[0].starts_with(b"%PDF") && rendered.files[1].starts_with(b"PK"));
//! # Ok::<(), vanthu::diag::Report>(())
//! ```

pub mod document;
pub(crate) mod fonts;
pub(crate) mod job;
pub(crate) mod layout;
pub mod norm;
#[cfg(feature = "web")]
pub mod preview;
pub(crate) mod typeset;
pub(crate) mod writer;

use std::path::Path;

pub use self::document::Document;
use self::document::Source;
use self::layout::{LayoutEngine, Pages};
use self::typeset::Typesetter;
pub use self::writer::{FORMATS, Format, format, is_own};
use self::writer::{Kept, Writer};
pub use crate::base::data::OldText;
use crate::base::diag::{Code, Diagnostic, Report};

/// Bytes of stack that making a document may need; layout is deeply nested.
pub const STACK: usize = 16 * 1024 * 1024;

/// The document in the `.van` text `bytes`, with warnings; `path` is only for the places of findings.
///
/// # Errors
/// All that is wrong with the text, in the order of its lines.
pub fn parse(bytes: &[u8], path: &Path) -> Result<(Document, Report), Report> {
    parse_as(bytes, path, OldText::Refuse)
}

/// As [`parse`]; text in an encoding from before Unicode (TCVN3, VNI, Windows-1258, UTF-16) becomes what `old` says.
///
/// # Errors
/// Those of [`parse`].
pub fn parse_as(bytes: &[u8], path: &Path, old: OldText) -> Result<(Document, Report), Report> {
    Source::parse_as(bytes, path, old)?.build()
}

/// A document in the formats asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes of a file for each format, in the order in which they were asked for.
    pub files: Vec<Vec<u8>>,
    /// Number of pages, the same in every format that has any; `None` when none of them has.
    pub pages: Option<usize>,
    /// What does not fit its place on the page and is printed all the same (`TT003`, `TT004`).
    pub warnings: Report,
}

/// `document` in `formats`.
///
/// # Errors
/// As [`Renderer::render`].
pub fn render(document: &Document, formats: &[&Format]) -> Result<Rendered, Report> {
    Renderer::new()?.render(document, formats)
}

/// Renders one document after the other; the faces are loaded once.
///
/// It works in a thread of its own: the PDF engine spreads its work over the pool of threads that it runs
/// in, and shared by two documents it would start the second inside the first and overflow the stack.
pub struct Renderer {
    pool: rayon::ThreadPool,
    tools: Option<Tools>,
}

/// What one document hands on to the next.
#[derive(Default)]
struct Tools {
    typesetter: Typesetter,
    /// Loaded with the first document that has pages.
    engine: Option<LayoutEngine>,
    /// Parts of files that many documents have.
    kept: Kept,
}

impl Renderer {
    /// Starts the thread.
    ///
    /// # Errors
    /// `GF006` when the system gives no thread.
    pub fn new() -> Result<Self, Report> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        pool.map(|pool| Renderer { pool, tools: None }).map_err(|_| no_thread().into())
    }

    /// `document` in `formats`, laid out once for all of them.
    ///
    /// # Errors
    /// `TT001` for a character that no face has, `TT002` for a certificate that does not fit its sheet,
    /// and faults of the program (`TT901` of the layout, `TT903` of PDF, `TT950` and `TT951` of DOCX).
    pub fn render(&mut self, document: &Document, formats: &[&Format]) -> Result<Rendered, Report> {
        // Taken out, so that an engine that stumbles is not used again.
        let mut tools = self.tools.take().unwrap_or_default();
        let rendered = self.pool.install(|| write(&mut tools, document, formats));
        self.tools = Some(tools);
        rendered
    }
}

fn no_thread() -> Diagnostic {
    Diagnostic::error(Code::GF006, "không chạy được luồng xử lý")
        .hint("đóng bớt chương trình khác hoặc chạy lại với `--jobs 1`")
}

fn write(tools: &mut Tools, document: &Document, formats: &[&Format]) -> Result<Rendered, Report> {
    let Tools { typesetter, engine, kept } = tools;
    let flow = typesetter.set(document)?;
    let warnings = flow.warnings();
    let detail = formats.iter().filter_map(|format| format.detail()).max();
    let pages = detail.map(|detail| engine.get_or_insert_default().lay_out(flow, detail)).transpose()?;
    let mut file = |format: &&Format| match format.writer {
        Writer::Model(write) => Some(write(document)),
        Writer::Flow(write) => pages.as_ref().map(|pages| write(&pages.flow, &mut kept.docx)),
        Writer::Pages(write) => pages.as_ref().map(|pages| write(pages, &mut kept.pdf)),
    };
    let mut report = Report::new();
    let mut files = Vec::new();
    for written in formats.iter().filter_map(&mut file) {
        match written {
            Ok(bytes) => files.push(bytes),
            Err(faults) => report.extend(faults),
        }
    }
    pages.iter().for_each(layout::forget);
    let rendered = Rendered { files, pages: pages.as_ref().map(Pages::count), warnings };
    report.finish(rendered).map(|(rendered, _)| rendered)
}
