//! Files that appear whole or not at all, and are known again.
//!
//! A clerk must never pick up half a decision from the output folder. So every file is written under a
//! temporary name in the folder it belongs to and renamed at the end, and the files of one document
//! (its PDF, its DOCX) are put in place together: when one cannot be, none is. A journal notes each file
//! before it comes, so that no later run takes a paper of the program for somebody's, or the other way round.

pub mod disk;
mod fault;
mod folder;
pub mod growing;
mod journal;
mod known;
mod name;
pub mod owner;
mod place;
mod sink;
#[cfg(feature = "web")]
pub mod standing;
mod streamed;
mod temporary;
pub mod whole;

#[cfg(test)]
mod tests;

pub use fault::{DISK_FULL, file_fault, reason};
pub use folder::{Found, OutputFolder, Put, taken};
pub use known::{Known, this_program};
pub use name::{check_name, safe_stem};
pub use owner::Owner;
pub use sink::Sink;

use std::io;

use sha2::{Digest as _, Sha256};

/// The name of the file that tells what a run made.
pub const SUMMARY: &str = "manifest.json";

/// A file to be: its name in the output folder and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the folder, parts separated by `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The check sum of `bytes` in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.add(bytes);
    digest.finish()
}

/// A check sum in the making.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Takes in what comes next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// In hexadecimal digits.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
