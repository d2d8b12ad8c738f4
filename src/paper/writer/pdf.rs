//! The PDF writer: laid-out pages as a file that is PDF/A-2a and PDF/UA-1 at once, the same every time.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::layout::faults::words;
use crate::paper::layout::{Detail, Pages};
use crate::paper::typeset::flow::Meta;

#[cfg(test)]
mod tests;

/// The program in the information on the file, before its version.
const CREATOR: &str = "vanthu ";

/// Whether `bytes` are a PDF that this writer wrote.
pub fn is_own(bytes: &[u8]) -> bool {
    let mark = format!("/Creator({CREATOR}");
    bytes.starts_with(b"%PDF-") && bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// The file of `pages`.
///
/// # Errors
/// `TT903` when it cannot be made by both standards, which is a fault of the program.
pub fn write(pages: &Pages) -> Result<Vec<u8>, Report> {
    if pages.detail != Detail::Drawn {
        return Err(bug("các trang chưa được vẽ").into());
    }
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| bug(error.message()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(format!("{CREATOR}{}", env!("CARGO_PKG_VERSION")))),
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

fn bug(message: &str) -> Diagnostic {
    Diagnostic::error(Code::TT903, format!("không tạo được tệp PDF: {message}"))
        .hint("đây là lỗi của chương trình, không phải của dữ liệu: hãy gửi báo lỗi kèm văn bản này")
}
