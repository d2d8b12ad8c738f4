//! A large file that grows bit by bit under a passing name and appears whole.
//!
//! Several runs may work in one folder at once, on several machines: so there is no journal and no lock of the
//! folder here. Each growing file is locked by whoever writes it, for as long as it lives; one that nobody holds
//! any more was left by a run that was cut off, and may be taken away.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Digest;
use super::disk::{FileSystem, create_folders};
use super::fault::{file_fault, folder_fault};
use super::place::check_replaceable;
use super::temporary::{PREFIX, begin, is_random, middle};
use crate::base::diag::Diagnostic;

/// A file on its way to `target`; it goes away again unless it comes there.
pub struct Growing {
    disk: Arc<dyn FileSystem>,
    file: File,
    path: PathBuf,
    target: PathBuf,
    /// The first fault is told; what comes after it is thrown away in silence, for nothing of it will be kept.
    is_lost: bool,
    has_moved: bool,
}

impl Growing {
    /// Begins the file `target`, making its folder when it is not there.
    ///
    /// # Errors
    /// `GF…` when it can't be written there.
    pub fn begin(disk: Arc<dyn FileSystem>, target: &Path) -> Result<Self, Diagnostic> {
        let folder = target.parent().unwrap_or(Path::new("."));
        create_folders(disk.as_ref(), folder).map_err(|error| folder_fault(folder, &error))?;
        check_replaceable(target)?;
        let prefix = format!("{PREFIX}{}-", target.file_name().unwrap_or_default().to_string_lossy());
        let (file, path) = begin(disk.as_ref(), folder, &prefix).map_err(|error| file_fault(target, &error))?;
        // Where the system knows no locks nothing is ever taken away either.
        let _ = file.try_lock();
        Ok(Growing { disk, file, path, target: target.to_path_buf(), is_lost: false, has_moved: false })
    }

    /// The check sum and the length of what was written.
    ///
    /// # Errors
    /// `GF…` when it can't be read back.
    pub fn sum(&mut self) -> Result<(String, u64), Diagnostic> {
        let sum = |file: &mut File| {
            file.seek(SeekFrom::Start(0))?;
            sum_of(file)
        };
        sum(&mut self.file).map_err(|error| file_fault(&self.target, &error))
    }

    /// Waits until it would outlive a power cut, then brings it to its place, in that of an older file.
    ///
    /// # Errors
    /// `GF…` when the system refuses.
    pub fn persist(mut self) -> Result<(), Diagnostic> {
        let moved = self.disk.sync(&self.file).and_then(|()| self.disk.rename(&self.path, &self.target));
        moved.map_err(|error| file_fault(&self.target, &error))?;
        self.has_moved = true;
        Ok(())
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_lost
            && let Err(error) = self.disk.write(&mut self.file, bytes)
        {
            self.is_lost = true;
            return Err(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Growing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.is_lost { Ok(0) } else { self.file.seek(to) }
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        if !self.has_moved {
            // What stays is taken away by the next run for the same file.
            let _ = self.disk.remove_file(&self.path);
        }
    }
}

/// Takes away what runs that were cut off left in `folder` of the files whose names are `of_ours`.
pub fn sweep_after(disk: &dyn FileSystem, folder: &Path, of_ours: &dyn Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_left = name.to_str().and_then(target_of).is_some_and(of_ours);
        let is_idle = || disk.open(&entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left && entry.file_type().is_ok_and(|kind| kind.is_file()) && is_idle() {
            // Tried again by the next run.
            let _ = disk.remove_file(&entry.path());
        }
    }
}

/// Removes the file `target`; one that is not there is no fault.
///
/// # Errors
/// `GF…` when the system refuses.
pub fn remove(disk: &dyn FileSystem, target: &Path) -> Result<(), Diagnostic> {
    match disk.remove_file(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(file_fault(target, &error)),
        _ => Ok(()),
    }
}

/// The check sum of all that is left in `source`, and its length.
///
/// # Errors
/// When it can't be read.
pub fn sum_of(source: &mut dyn Read) -> io::Result<(String, u64)> {
    let mut digest = Digest::default();
    let length = io::copy(source, &mut digest)?;
    Ok((digest.finish(), length))
}

/// The name of the file that one with this passing name was to become.
fn target_of(name: &str) -> Option<&str> {
    let (target, letters) = middle(name)?.rsplit_once('-')?;
    is_random(letters).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    /// What stands in `folder`, also hidden.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("a/b.zip");
        let begun = || Growing::begin(Arc::new(Disk), &target).unwrap();
        let mut growing = begun();
        growing.write_all(b"one").unwrap();
        assert!(!target.exists());
        assert_eq!(growing.sum().unwrap(), (super::super::sha256(b"one"), 3));
        growing.persist().unwrap();
        begun().write_all(b"two").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "one");
        assert_eq!(names(&place.path().join("a")), ["b.zip"]);
    }

    #[test]
    fn only_what_nobody_writes_any_more_is_swept() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("b.zip");
        let held = Growing::begin(Arc::new(Disk), &target).unwrap();
        let kept = held.path.file_name().unwrap().to_str().unwrap().to_owned();
        for name in [".vanthu-b.zip-a1B2c3.tmp", ".vanthu-c.zip-a1B2c3.tmp", ".vanthu-b.zip-a1B2c3", "b.zip"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        sweep_after(&Disk, place.path(), &|name| name == "b.zip");
        let mut expected = vec![kept, ".vanthu-b.zip-a1B2c3".into(), ".vanthu-c.zip-a1B2c3.tmp".into(), "b.zip".into()];
        expected.sort();
        assert_eq!(names(place.path()), expected);
        drop(held);
        assert_eq!(names(place.path()).len(), 3);
    }
}
