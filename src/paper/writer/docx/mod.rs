//! Word files: docx-rs makes the properties, the rest is ours.
//!
//! [`items`], [`paragraph`] and [`table`] say what each block, row and cell looks like; docx-rs makes and writes the
//! properties of each look, and [`normalise`] makes these valid, once for all that are the same ([`mended`]); [`body`]
//! writes the blocks around them; [`styles`] and [`parts`] add what a file needs beside them; [`package`] packs it. No
//! clock, no random number and no counter takes part, so the same document gives the same bytes.
//!
//! Heights agree with the PDF to a twentieth of a point: every line has an exact pitch, the lines of
//! a table stand inside its rows, and a gap below a table is a paragraph of one point with the rest
//! of the gap below it.

mod body;
pub mod drawing;
mod first_guess;
pub mod items;
mod looks;
pub mod measure;
mod mended;
pub mod normalise;
pub mod package;
pub mod paragraph;
pub mod parts;
#[cfg(test)]
mod reading;
pub mod section;
pub mod styles;
pub mod table;
pub mod xml;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub use reading::{paragraphs, unpack};

use docx_rs::SectionProperty;

pub use self::package::Kept;
use self::package::{Finished, Package};
use self::paragraph::Styles;
use self::section::Parts;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::typeset::flow::Flow;

/// The file of `flow`, whose pages Word makes anew; parts that documents before had too are taken from `kept`.
///
/// # Errors
/// `TT950` when the package cannot be made, `TT951` for text that XML forbids.
pub fn write(flow: &Flow, kept: &mut Kept) -> Result<Vec<u8>, Report> {
    let (bytes, forbidden) = pack(flow, kept).map_err(|message| broken(&message))?;
    let report: Report = forbidden.into_iter().map(|(path, letter)| of_forbidden(&path, letter)).collect();
    report.finish(bytes).map(|(bytes, _)| bytes)
}

/// The file of `flow` alone.
#[cfg(test)]
pub fn file(flow: &Flow) -> Result<Vec<u8>, Report> {
    write(flow, &mut Kept::default())
}

/// Whether `bytes` are a package that this writer packed.
pub fn is_own(bytes: &[u8]) -> bool {
    package::part(bytes, APP).is_some_and(|there| there == parts::APP.as_bytes())
}

/// The part that names the program.
const APP: &str = "docProps/app.xml";

fn broken(message: &str) -> Report {
    Diagnostic::error(Code::TT950, format!("không dựng được tệp DOCX: {message}"))
        .hint("đây là lỗi của chương trình, hãy gửi văn bản này cho người bảo trì")
        .into()
}

fn of_forbidden(path: &str, letter: char) -> Diagnostic {
    let code = u32::from(letter);
    let message = format!("văn bản có ký tự điều khiển U+{code:04X}, tệp DOCX không chứa được (`{path}`)");
    let finding = Diagnostic::error(Code::TT951, message).about(letter);
    finding.hint("xóa ký tự này trong dữ liệu rồi xuất lại")
}

fn pack(flow: &Flow, kept: &mut Kept) -> Result<Finished, String> {
    let styles = Styles::of(flow);
    let mut parts = Parts::default();
    let sections = flow.sections.iter().map(|it| section::property(it, &styles, &mut parts, kept));
    let sections: Vec<SectionProperty> = sections.collect::<Result<_, _>>()?;
    let document = body::document(flow, &sections, &styles, &mut kept.mended)?;
    let names: String = parts.0.iter().map(|part| format!("{} ", part.name)).collect();
    let names = names.as_bytes();
    let mut package = Package::new(kept);
    package.shared("[Content_Types].xml", names, || Ok(parts::content_types(&parts.0).to_part()))?;
    package.shared("_rels/.rels", b"", || Ok(parts::package_relationships().to_part()))?;
    package.own("word/document.xml", &document)?;
    package.shared("word/_rels/document.xml.rels", names, || Ok(parts::document_relationships(&parts.0).to_part()))?;
    package.styles("word/styles.xml", &styles, || styles::part(&styles).to_part())?;
    for (path, fixed) in [
        ("word/settings.xml", parts::SETTINGS),
        ("word/fontTable.xml", parts::FONT_TABLE),
        ("word/theme/theme1.xml", parts::THEME),
    ] {
        package.shared(path, b"", || Ok(fixed.into()))?;
    }
    package.own("docProps/core.xml", &parts::core(&flow.meta).to_part())?;
    package.shared(APP, b"", || Ok(parts::APP.into()))?;
    for part in &parts.0 {
        package.shared(&format!("word/{}", part.name), &part.xml, || Ok(part.xml.clone()))?;
    }
    package.finish()
}
