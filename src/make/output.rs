//! Files that appear whole or not at all, and are known again.
//!
//! A clerk must never pick up half a decision from the output folder. So every file is written under a
//! temporary name in the folder it belongs to and renamed at the end, and the files of one document
//! (its PDF, its DOCX) are put in place together: when one cannot be, none is. A journal notes each file
//! before it comes, so that no later run takes a paper of the program for somebody's, or the other way round.

pub mod disk;
mod ending;
mod fault;
mod folder;
pub mod growing;
mod journal;
mod known;
mod made;
mod marks;
mod name;
pub mod owner;
mod place;
mod records;
mod sink;
#[cfg(feature = "web")]
pub mod standing;
mod streamed;
mod temporary;
mod told;
pub mod whole;

#[cfg(test)]
pub mod tests;

use std::io::{Read, Seek};

pub use fault::{DISK_FULL, file_fault, reason, taken};
pub use folder::{Found, OutputFolder, Put};
pub use known::{Known, this_program};
#[cfg(test)]
pub use marks::NAME as MARKS;
pub use name::{check_name, safe_stem};
pub use owner::Owner;
pub use records::Files;
pub use sink::Sink;
pub use temporary::passing_folder;

pub use crate::base::sum::{Digest, sha256};

/// The name of the file that tells what a run made.
pub const SUMMARY: &str = "manifest.json";

/// Whether the file at this path below the folder, with this content, bears a mark of the program: an honest file of
/// another program never does. Only such files are ever written over or removed.
pub type IsOwn = fn(&str, &mut dyn Source) -> bool;

/// Bytes that can be looked into at any place.
pub trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// A file to be: its name in the output folder and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the folder, parts separated by `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}
