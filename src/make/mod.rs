//! From what a campaign says to files that appear whole or not at all: documents made many at a time, their folder with
//! its journal and manifest, what is handed on of them, merges of a table, reports, workbooks that units fill in, and the folder that a new campaign starts from.

#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod delivery;
#[cfg(feature = "cli")]
pub mod handout;
#[cfg(feature = "cli")]
pub mod input;
#[cfg(feature = "cli")]
pub mod manifest;
pub mod merge;
#[cfg(feature = "cli")]
pub mod output;
#[cfg(feature = "cli")]
pub mod requests;
#[cfg(feature = "cli")]
pub mod review;
#[cfg(feature = "cli")]
pub mod run;
#[cfg(feature = "cli")]
pub mod shard;
#[cfg(feature = "cli")]
pub mod spreadsheet;
#[cfg(feature = "cli")]
pub mod starter;
