//! A parcel: the papers of one unit in one ZIP, to be sent to it.
//!
//! PDF and DOCX are compressed already, so they are only put side by side; the same papers give the same bytes.

use std::io::{self, Read, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::{LISTING, listing};
use crate::make::output::Source;

/// A ZIP in the making.
pub struct Parcel<'a> {
    archive: ZipWriter<StreamWriter<&'a mut dyn Write>>,
}

impl<'a> Parcel<'a> {
    /// An empty one in `out`.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Parcel { archive: ZipWriter::new_stream(out) }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        self.archive.start_file(path, options)?;
        self.archive.write_all(bytes)
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(self) -> io::Result<()> {
        self.archive.finish().map(drop).map_err(io::Error::from)
    }
}

/// The longest list that is looked into: of some 100,000 papers.
const LONGEST_LIST: u64 = 16 << 20;

/// Whether `source` is a parcel: its list lies in it, side by side with the papers.
pub fn is_own(source: &mut dyn Source) -> bool {
    let list = || {
        let mut archive = ZipArchive::new(source).ok()?;
        let part = archive.by_name(LISTING).ok().filter(|part| part.compression() == CompressionMethod::Stored)?;
        let mut list = Vec::new();
        part.take(LONGEST_LIST).read_to_end(&mut list).ok()?;
        Some(list)
    };
    list().is_some_and(|list| listing::is_own(&list))
}
