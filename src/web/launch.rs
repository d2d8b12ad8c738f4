//! What the page asks the system to open: an address in the browser, a file with its own program.

use std::ffi::OsStr;
use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::files::{Disk, Files};
use crate::make::input::unreadable;
use crate::make::output::reason;

/// The ends of names that are opened: data, papers and texts, never what the system would run.
const OPENED: [&str; 12] = ["xlsx", "xls", "ods", "csv", "json", "toml", "van", "tera", "pdf", "docx", "txt", "zip"];

/// Shows `address` in the browser of the user.
///
/// # Errors
/// `GF023` when the system has none to show it with.
pub fn show(address: &str) -> Result<(), Diagnostic> {
    open::that_detached(address).map_err(|error| {
        Diagnostic::error(Code::GF023, format!("không mở được trình duyệt: {}", reason(&error)))
            .hint(format!("tự mở trình duyệt và dán địa chỉ này vào: {address}"))
    })
}

/// Opens the file or folder at `path` with the program that the system has for it.
///
/// # Errors
/// `GF023` when it has none, or when it would run the file instead; `TL001` when nothing is there.
pub fn open_file(path: &Path) -> Result<(), Diagnostic> {
    let refused = |why: &str| {
        let finding = Diagnostic::error(Code::GF023, format!("không mở được tệp này: {why}")).at(Place::file(path));
        finding.hint("tự mở tệp bằng chương trình của máy")
    };
    if let Err(error) = Disk.kind(path) {
        return Err(unreadable(path, &error));
    }
    let end = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    if !OPENED.contains(&end.as_str()) && !Disk.is_folder(path) {
        return Err(refused("trang chỉ mở sổ tính, văn bản và tệp chữ"));
    }
    open::that_detached(path).map_err(|error| refused(&reason(&error)))
}
