//! What a file says of itself, in the two places where readers look for it.

use pdf_writer::writers::DocumentInfo;
use pdf_writer::{Chunk, Date, Ref, TextStr};
use typst::utils::hash128;
use xmp_writer::{DateTime, LangId, RenditionClass, ResourceEventAction, Timezone, XmpWriter};

use super::creator;
use crate::paper::typeset::flow::Meta;

/// The language of all papers.
pub const TONGUE: &str = "vi-VN";

/// What PDF/A calls by other names than PDF.
const PART_OF_PDF_A: (i32, &str) = (2, "A");
const PART_OF_PDF_UA: i32 = 1;

/// Names of a file: of the paper, and of these very bytes of it.
pub struct Identity {
    pub paper: String,
    pub instance: String,
}

impl Identity {
    /// Of the paper `meta` whose objects are `bytes`.
    pub fn new(meta: &Meta, bytes: &[u8]) -> Self {
        let hex = |sum: u128| format!("{sum:032x}");
        Identity { paper: hex(hash128(&(&meta.title, &meta.author))), instance: hex(hash128(bytes)) }
    }
}

/// Year, month and day in the sizes of PDF; nothing for a day that PDF has no number for.
fn day(meta: &Meta) -> Option<(u16, u8, u8)> {
    let (year, month, day) = meta.date;
    Some((u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// The short form, as object `at`; nothing for a day that PDF has no number for.
pub fn information(chunk: &mut Chunk, at: Ref, meta: &Meta) -> Option<()> {
    let (year, month, day) = day(meta)?;
    let date =
        Date::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    let mut about = chunk.indirect(at).start::<DocumentInfo>();
    about.title(TextStr(&meta.title));
    if !meta.author.is_empty() {
        about.author(TextStr(&meta.author));
    }
    about.creator(TextStr(&creator())).modified_date(date).creation_date(date);
    Some(())
}

/// The long form, in XMP, of a paper of so many `pages`.
pub fn description(meta: &Meta, pages: usize, identity: &Identity) -> Option<String> {
    let (year, month, day) = day(meta)?;
    let date = DateTime {
        year,
        month: Some(month),
        day: Some(day),
        hour: Some(0),
        minute: Some(0),
        second: Some(0),
        timezone: Some(Timezone::Utc),
    };
    let creator = creator();
    let source = format!("{}_source", identity.instance);
    let mut xmp = XmpWriter::new();
    xmp.title([(None, meta.title.as_str())]);
    if !meta.author.is_empty() {
        xmp.creator([meta.author.as_str()]);
    }
    xmp.creator_tool(&creator).language([LangId(TONGUE)]).modify_date(date).create_date(date);
    let mut history = xmp.history();
    history.add_event().action(ResourceEventAction::Saved).when(date).instance_id(&source);
    history.add_event().action(ResourceEventAction::Converted).when(date).software_agent(&creator).instance_id(&source);
    drop(history);
    xmp.extension_schemas().pdfua_id().properties().describe_part();
    let (part, conformance) = PART_OF_PDF_A;
    xmp.pdfa_part(part).pdfa_conformance(conformance).pdfua_part(PART_OF_PDF_UA);
    xmp.num_pages(u32::try_from(pages).ok()?).format("application/pdf");
    xmp.instance_id(&identity.instance).document_id(&identity.paper);
    xmp.rendition_class(RenditionClass::Proof).pdf_version("1.7");
    Some(xmp.finish(None))
}
