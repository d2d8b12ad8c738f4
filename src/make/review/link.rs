//! Links from a report to the cells that it speaks of, which stay true wherever the folder of the campaign is sent.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::utility::quote_sheet_name;

use crate::base::diag::Place;

/// The longest link; the format allows a little more.
const LONGEST_LINK: usize = 2_000;

/// The address of a cell of a workbook, as seen from the report; none where no address is sure to lead
/// there.
pub fn link(place: &Place, target: &Path) -> Option<String> {
    let sheet = place.sheet()?;
    let file = relative(target.parent()?, place.path())?;
    let link = format!("file:///{file}#{}!{}", quote_sheet_name(sheet), place.within_file());
    let is_plain = !file.contains(['#', '%']) && !sheet.chars().any(char::is_control);
    (is_plain && link.encode_utf16().count() <= LONGEST_LINK).then_some(link)
}

/// The way from `folder` down to `file`, with `/` between its parts. None from elsewhere: a report that is sent
/// would lead nowhere, and tell how the folders of the office are called.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let folder = whole(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = whole(parent)?.join(file.file_name()?);
    let below = file.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn whole(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok()
}
