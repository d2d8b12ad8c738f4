//! The campaign folder that `vanthu new` makes: an example that renders as it stands, to be overwritten.
//!
//! A clerk starts from something that works and changes it, rather than from an empty page. The sheets of
//! the workbook are made from the tables that the reader knows, so headers can't drift from what is read;
//! the rest is text in `templates/khoi_dau`. Nothing in it depends on the day on which it is made.

mod choices;
pub mod columns;
mod example;
pub mod guide;
mod workbook;

use example::{Example, FACTS, PROSE};

use crate::base::diag::Report;
use crate::make::output::OutputFile;
use crate::make::spreadsheet;

/// The files of the folder; `phong_trao.toml`, which makes it a campaign, comes last.
///
/// # Errors
/// `GF009` when the workbook can't be made; those of the readers when the example is broken, which a test
/// rules out.
pub fn files() -> Result<Vec<OutputFile>, Report> {
    let book = spreadsheet::bytes(workbook::make(&Example::read()?))?;
    let mut files = vec![OutputFile { path: "so_lieu.xlsx".to_owned(), bytes: book }];
    for (name, text) in PROSE {
        files.push(OutputFile { path: format!("noi_dung/{name}.van"), bytes: text.as_bytes().to_vec() });
    }
    files.push(OutputFile { path: "phong_trao.toml".to_owned(), bytes: FACTS.as_bytes().to_vec() });
    Ok(files)
}

#[cfg(test)]
mod tests;
