//! Files under a passing name, on their way to the place where they belong.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::disk::FileSystem;
use super::fault::file_fault;
use super::marks::moment;
use super::told::{self, Tell};
use crate::base::diag::Diagnostic;

/// How the names of passing files and folders begin.
pub(super) const PREFIX: &str = ".vanthu-";
/// How the names of passing files end.
const SUFFIX: &str = ".tmp";
/// Letters between the two, chosen at random.
const LETTERS: usize = 6;

/// A whole file under a passing name; it goes away again unless it comes to its place.
pub(super) struct Temporary<'a> {
    disk: &'a dyn FileSystem,
    path: PathBuf,
    has_moved: bool,
}

impl<'a> Temporary<'a> {
    /// An empty file in `folder`, open to be written.
    pub(super) fn create(disk: &'a dyn FileSystem, folder: &Path) -> io::Result<(Self, File)> {
        let (file, path) = begin(disk, folder, PREFIX)?;
        Ok((Temporary { disk, path, has_moved: false }, file))
    }

    /// A file in `folder` that holds what is told, when it would outlive a power cut.
    pub(super) fn tell(disk: &'a dyn FileSystem, folder: &Path, tell: Tell<'_>) -> io::Result<Self> {
        let (temporary, mut file) = Self::create(disk, folder)?;
        told::write(disk, &mut file, tell)?;
        disk.sync(&file)?;
        Ok(temporary)
    }

    /// A file in `folder` that holds `bytes`, with the permissions any new file gets; `is_lasting` waits until
    /// it would outlive a power cut.
    pub(super) fn write(disk: &'a dyn FileSystem, folder: &Path, bytes: &[u8], is_lasting: bool) -> io::Result<Self> {
        let (temporary, mut file) = Self::create(disk, folder)?;
        disk.write(&mut file, bytes)?;
        if is_lasting {
            disk.sync(&file)?;
        }
        Ok(temporary)
    }

    /// When it was written, by the clock of the disk.
    pub(super) fn moment(&self) -> Option<u64> {
        moment(&fs::metadata(&self.path).ok()?)
    }

    /// Brings it to `target`, in place of an older file.
    pub(super) fn persist(mut self, target: &Path) -> io::Result<()> {
        self.disk.rename(&self.path, target)?;
        self.has_moved = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.has_moved {
            // What stays is swept away by the next run.
            let _ = self.disk.remove_file(&self.path);
        }
    }
}

/// An empty file in `folder` whose name begins with `prefix`, with the permissions any new file gets.
pub(super) fn begin(disk: &dyn FileSystem, folder: &Path, prefix: &str) -> io::Result<(File, PathBuf)> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(SUFFIX).rand_bytes(LETTERS);
    let made = builder.make_in(folder, |path| disk.create(path))?;
    made.keep().map_err(|refused| refused.error)
}

/// An empty folder among the passing files of the machine; it goes away with all that is in it.
///
/// # Errors
/// `GF003` to `GF005` when there is no room for it.
pub fn passing_folder() -> Result<TempDir, Diagnostic> {
    tempfile::Builder::new().prefix(PREFIX).tempdir().map_err(|error| {
        // There is no option for this place.
        let finding = Diagnostic { hints: Vec::new(), ..file_fault(&std::env::temp_dir(), &error) };
        finding.hint("cần một nơi ghi tạm trên máy này: đặt biến `TMPDIR` (Windows: `TEMP`) tới một thư mục còn chỗ")
    })
}

/// Removes the passing files in `folder` that a run left behind when it was cut off.
pub(super) fn sweep(disk: &dyn FileSystem, folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_passing) {
            // Tried again by the next run.
            let _ = disk.remove_file(&entry.path());
        }
    }
}

fn is_passing(name: &str) -> bool {
    middle(name).is_some_and(is_random)
}

/// What stands between the beginning and the end of the name of a passing file.
pub(super) fn middle(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)
}

pub(super) fn is_random(letters: &str) -> bool {
    letters.len() == LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    #[test]
    fn only_names_of_passing_files_are_swept() {
        let place = tempfile::tempdir().unwrap();
        let kept = [".vanthu-notes.tmp.txt", "vanthu-a1B2c3.tmp", ".vanthu-ghi chú.tmp", "a.pdf"];
        for name in kept.into_iter().chain([".vanthu-a1B2c3.tmp"]) {
            fs::write(place.path().join(name), "").unwrap();
        }
        fs::create_dir(place.path().join(".vanthu-folder.tmp")).unwrap();
        let held = Temporary::write(&Disk, place.path(), b"held", false).unwrap();
        assert!(is_passing(held.path.file_name().unwrap().to_str().unwrap()));
        sweep(&Disk, place.path());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), kept.len() + 1);
    }
}
