//! The PDF writer: laid-out pages as a file that is PDF/A-2a and PDF/UA-1 at once, the same every time.
//!
//! Nearly every paper is letters of the text faces, lines and a few curves; its file is written here, without what
//! Typst's writer does for everything else that a page may hold. What is not known here is left to Typst.
//! Tests hold both files of all samples to the same text, places, tags and bookmarks.
//!
//! [`file`] goes over the frames twice: [`letters`] finds out which parts of the [`faces`] are needed, then [`draw`]
//! makes the [`content`] of each page, the [`structure`] of what is read and the [`outline`].

mod about;
mod background;
mod colours;
mod content;
mod deflate;
mod draw;
mod engine;
mod faces;
mod file;
mod letters;
mod objects;
mod outline;
mod seal;
mod structure;
mod table;
#[cfg(test)]
pub mod tests;

#[cfg(test)]
pub use self::engine::write as by_engine;
use pdf_writer::Settings;

#[cfg(feature = "cli")]
pub use self::deflate::{Deflate, LITTLE};
pub use self::file::Kept;
#[cfg(feature = "cli")]
pub use self::objects::{Numbers, Objects};
#[cfg(feature = "cli")]
pub use self::seal::is_whole;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::layout::{Detail, Pages};

/// The program in the information on the file, before its version.
const CREATOR: &str = "vanthu ";

/// Objects are written without blanks and ends of lines that only people look at.
pub const PLAIN: Settings = Settings { pretty: false };

/// A length in points as files tell it, to thousandths.
fn rounded(points: f64) -> f32 {
    ((points * 1000.0).round() / 1000.0) as f32
}

/// The program with its version.
fn creator() -> String {
    format!("{CREATOR}{}", env!("CARGO_PKG_VERSION"))
}

/// Whether `bytes` are a PDF that this writer wrote.
pub fn is_own(bytes: &[u8]) -> bool {
    let mark = format!("/Creator({CREATOR}");
    bytes.starts_with(b"%PDF-") && bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// The file of `pages`; parts that the files before had too are kept.
///
/// # Errors
/// `TT903` when it cannot be made by both standards, which is a fault of the program.
pub fn write(pages: &Pages, kept: &mut Kept) -> Result<Vec<u8>, Report> {
    if pages.detail != Detail::Drawn {
        return Err(bug("các trang chưa được vẽ").into());
    }
    let own = if pages.by_typst { None } else { file::write(pages, kept) };
    match own {
        Some(bytes) => Ok(bytes),
        None => engine::write(pages),
    }
}

fn bug(message: &str) -> Diagnostic {
    Diagnostic::error(Code::TT903, format!("không tạo được tệp PDF: {message}"))
        .hint("đây là lỗi của chương trình, không phải của dữ liệu: hãy gửi báo lỗi kèm văn bản này")
}
