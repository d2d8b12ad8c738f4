//! A parcel: the papers of one unit in one ZIP, to be sent to it.
//!
//! PDF and DOCX are compressed already, so they are only put side by side; the same papers give the same bytes.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

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
