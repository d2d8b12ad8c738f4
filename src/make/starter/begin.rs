//! A new campaign on the disk: from the example, beside facts that are there, or after an earlier campaign.

use std::path::{Path, PathBuf};

use super::office::Office;
use super::{files, workbook_for};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::campaign::FILE;
#[cfg(feature = "web")]
use crate::make::output::OutputFile;
use crate::make::output::whole::{new_folder, write_file};

/// The workbook of a campaign.
const WORKBOOK: &str = "so_lieu.xlsx";

/// The folder `dir` with the example, for `office`.
///
/// # Errors
/// `TL012` when something stands at `dir`; `GF…` when it can't be written, and then nothing is left.
pub fn from_example(dir: &Path, office: &Office) -> Result<(), Report> {
    Ok(new_folder(dir, &files(office)?)?)
}

/// An empty workbook beside the `phong_trao.toml` in `dir`; where it is.
///
/// # Errors
/// Those of reading the facts; `GF…` when it can't be written.
pub fn beside_facts(dir: &Path) -> Result<PathBuf, Report> {
    let book = workbook_for(&facts(dir)?)?;
    let path = dir.join(WORKBOOK);
    write_file(&path, &book, WORKBOOK)?;
    Ok(path)
}

/// The folder `dir` with facts and rules of the campaign in `earlier`, and an empty workbook with its lists.
///
/// # Errors
/// Those of [`from_example`] and [`beside_facts`].
#[cfg(feature = "web")]
pub fn after(dir: &Path, earlier: &Path) -> Result<(), Report> {
    let facts = facts(earlier)?;
    let book = OutputFile { path: WORKBOOK.to_owned(), bytes: workbook_for(&facts)? };
    let facts = OutputFile { path: FILE.to_owned(), bytes: facts.into_bytes() };
    Ok(new_folder(dir, &[book, facts])?)
}

fn facts(dir: &Path) -> Result<String, Diagnostic> {
    let facts = dir.join(FILE);
    let unread = |_| {
        let finding = Diagnostic::error(Code::DL002, "không đọc được tệp").at(Place::file(&facts));
        finding.hint(format!("đưa thư mục của một phong trào đã có, nơi có tệp `{FILE}`"))
    };
    Disk.read(&facts).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(unread)
}
