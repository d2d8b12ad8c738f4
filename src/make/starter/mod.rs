//! The campaign folder that `vanthu new` makes: an example that renders as it stands, to be overwritten.
//!
//! A clerk starts from something that works and changes it, rather than from an empty page. The sheets of
//! the workbook are made from the tables that the reader knows, so headers can't drift from what is read;
//! the rest is text in `templates/khoi_dau`. Nothing in it depends on the day on which it is made.

pub mod begin;
mod choices;
pub mod columns;
pub mod editor;
mod example;
pub mod guide;
#[cfg(feature = "web")]
pub mod kinds;
pub mod office;
pub mod schema;
#[cfg(feature = "web")]
pub mod texts;
mod workbook;

use example::Example;
use office::Office;

use crate::base::diag::Report;
use crate::campaign::example::{FACTS, PROSE};
use crate::make::output::OutputFile;
use crate::make::spreadsheet;

/// The files of the folder of `office`; `phong_trao.toml`, which makes it a campaign, comes last.
///
/// # Errors
/// `GF009` when the workbook can't be made; those of the readers when the example is broken, which a test
/// rules out.
pub fn files(office: &Office) -> Result<Vec<OutputFile>, Report> {
    let book = spreadsheet::bytes(workbook::make(&Example::of_office(office)?))?;
    let mut files = vec![OutputFile { path: "so_lieu.xlsx".to_owned(), bytes: book }];
    for (name, text) in PROSE {
        files.push(OutputFile { path: format!("noi_dung/{name}.van"), bytes: office.put_in(text).into_bytes() });
    }
    files.push(OutputFile { path: "phong_trao.toml".to_owned(), bytes: office.put_in(FACTS).into_bytes() });
    Ok(files)
}

/// An empty workbook for the campaign whose `phong_trao.toml` says `facts`, with its lists to choose from.
///
/// # Errors
/// Those of reading `facts`; `GF009` when it can't be made.
pub fn workbook_for(facts: &str) -> Result<Vec<u8>, Report> {
    Ok(spreadsheet::bytes(workbook::make(&Example::of_facts(facts)?))?)
}

#[cfg(test)]
mod tests;
