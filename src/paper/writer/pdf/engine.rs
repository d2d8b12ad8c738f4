//! The file as Typst writes it, for what is not known to [`super::file`]: other alphabets, pictures of signs.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{bug, creator};
use crate::base::diag::Report;
use crate::paper::layout::Pages;
use crate::paper::layout::faults::words;
use crate::paper::typeset::flow::Meta;

/// The file of `pages`.
///
/// # Errors
/// As [`super::write`].
pub fn write(pages: &Pages) -> Result<Vec<u8>, Report> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| bug(error.message()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(creator())),
        timestamp: timestamp(&pages.flow.meta),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages.frames, &options).map_err(|faults| faults.iter().map(|fault| bug(&words(fault))).collect())
}

/// Midnight of the day of the document.
fn timestamp(meta: &Meta) -> Option<Timestamp> {
    let (year, month, day) = meta.date;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc)
}
