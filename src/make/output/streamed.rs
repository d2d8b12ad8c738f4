//! Files too large to be held: written bit by bit under a passing name, and in place when they are whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::Digest;
use super::disk::{FileSystem, create_folders};
use super::fault::{file_fault, folder_fault};
use super::folder::{OutputFolder, Put};
use super::place::{Standing, place_staged};
use super::temporary::Temporary;
use crate::base::diag::Diagnostic;

/// Bytes that are written in one step.
const STEP: usize = 1 << 20;

impl OutputFolder {
    /// Puts what `write` writes at `path`, as [`OutputFolder::put`] does, and gives what `write` gives.
    ///
    /// # Errors
    /// `GF…` when it can't be put, also for what `write` refuses; what stood at `path` is then still there.
    pub fn put_streamed<T>(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<(T, Put), Diagnostic> {
        let target = self.locate(path)?;
        self.announce(&[(path, None)], false)?;
        let folder = target.parent().unwrap_or(self.root());
        create_folders(self.disk.as_ref(), folder).map_err(|error| folder_fault(folder, &error))?;
        let staged = Temporary::create(self.disk.as_ref(), folder).and_then(|(temporary, file)| {
            let stream = Stream { disk: self.disk.as_ref(), file, digest: Digest::default(), length: 0 };
            let (value, stream) = in_steps(stream, write)?;
            Ok((value, temporary, stream.digest.finish(), stream.length))
        });
        let (value, temporary, sum, length) = staged.map_err(|error| file_fault(&target, &error))?;
        let change = self.change_at(path, length, &sum)?;
        let is_change = !matches!(change.standing, Standing::Same);
        self.announce(&[(path, Some(&sum))], is_change)?;
        let staged = if is_change { vec![(temporary, change)] } else { Vec::new() };
        let findings = place_staged(self.disk.as_ref(), staged)?;
        Ok((value, Put { sums: vec![sum], findings }))
    }
}

/// Writes to a passing file, and sums up what it writes.
struct Stream<'a> {
    disk: &'a dyn FileSystem,
    file: File,
    digest: Digest,
    length: u64,
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write(&mut self.file, bytes)?;
        self.digest.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lets `write` write into `stream` in large steps.
fn in_steps<'a, T>(
    stream: Stream<'a>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<(T, Stream<'a>)> {
    let mut buffered = BufWriter::with_capacity(STEP, stream);
    let value = write(&mut buffered)?;
    let stream = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((value, stream))
}
