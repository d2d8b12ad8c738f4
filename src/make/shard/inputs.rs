//! What a run was made from.
//!
//! Shards are made one after the other, on several machines, and somebody may mend a cell in between: half of the
//! papers would then rest on other data than the rest, and nobody would see it. So each shard notes a check sum of
//! all that was read for it. The same look tells a file that is wrong from a disk that does not answer now.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::files::{Files, Kind};
use crate::make::output::sha256;

/// Files that are read and noted.
#[derive(Debug)]
pub struct Inputs<'a> {
    files: &'a dyn Files,
    root: &'a Path,
    /// Check sums by path.
    read: Mutex<BTreeMap<PathBuf, String>>,
    has_stumbled: AtomicBool,
}

impl<'a> Inputs<'a> {
    /// Those of `files`; paths are noted as they are below `root`.
    pub fn new(files: &'a dyn Files, root: &'a Path) -> Self {
        Inputs { files, root, read: Mutex::default(), has_stumbled: AtomicBool::new(false) }
    }

    /// The check sum of all that was read so far: of names and contents, wherever they lie.
    pub fn sum(&self) -> String {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = read.iter().map(|(path, sum)| format!("{sum} {}\n", self.name(path)));
        sha256(lines.collect::<String>().as_bytes())
    }

    /// Whether something could not be read that may be read the next time.
    pub fn has_stumbled(&self) -> bool {
        self.has_stumbled.load(Ordering::Relaxed)
    }

    /// `path` below the root; of a file beside it its name.
    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).ok().filter(|below| !below.as_os_str().is_empty());
        let name = below.map_or_else(|| path.file_name().unwrap_or_default().to_string_lossy(), Path::to_string_lossy);
        name.replace('\\', "/")
    }

    fn noted<T>(&self, answer: io::Result<T>) -> io::Result<T> {
        if answer.as_ref().is_err_and(may_pass) {
            self.has_stumbled.store(true, Ordering::Relaxed);
        }
        answer
    }
}

/// Whether the next try may go better.
fn may_pass(error: &io::Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::NotADirectory
            | ErrorKind::IsADirectory
            | ErrorKind::FileTooLarge
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
            | ErrorKind::Unsupported
    )
}

impl Files for Inputs<'_> {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.noted(self.files.kind(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.noted(self.files.list(folder))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.noted(self.files.read(path))?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert(path.to_path_buf(), sha256(&bytes));
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Memory;

    #[derive(Debug)]
    struct Sick(ErrorKind);

    impl Files for Sick {
        fn kind(&self, _: &Path) -> io::Result<Kind> {
            Ok(Kind::File)
        }

        fn list(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
            Err(self.0.into())
        }

        fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
            Err(self.0.into())
        }
    }

    fn sum(files: &[(&str, &str)], root: &str) -> String {
        let memory: Memory = files.iter().map(|(path, text)| (*path, *text)).collect();
        let inputs = Inputs::new(&memory, Path::new(root));
        files.iter().rev().for_each(|(path, _)| drop(inputs.read(Path::new(path)).unwrap()));
        inputs.sum()
    }

    #[test]
    fn the_sum_is_that_of_names_and_contents_wherever_they_lie() {
        let one = sum(&[("a/x.toml", "1"), ("a/mau/y", "2")], "a");
        assert_eq!(one, sum(&[("b/c/mau/y", "2"), ("b/c/x.toml", "1")], "b/c"));
        for other in [
            sum(&[("a/x.toml", "1"), ("a/mau/y", "3")], "a"),
            sum(&[("a/x.toml", "1"), ("a/mau/z", "2")], "a"),
            sum(&[("a/x.toml", "1")], "a"),
        ] {
            assert_ne!(one, other);
        }
        assert_eq!(
            sum(&[("m.van.tera", "1"), ("d/t.csv", "2")], "m.van.tera"),
            sum(&[("x/m.van.tera", "1"), ("t.csv", "2")], "x/m.van.tera")
        );
    }

    #[test]
    fn a_disk_that_does_not_answer_is_no_wrong_file() {
        for (kind, is_passing) in [
            (ErrorKind::TimedOut, true),
            (ErrorKind::StaleNetworkFileHandle, true),
            (ErrorKind::Other, true),
            (ErrorKind::NotFound, false),
            (ErrorKind::PermissionDenied, false),
            (ErrorKind::FileTooLarge, false),
        ] {
            let sick = Sick(kind);
            let inputs = Inputs::new(&sick, Path::new(""));
            assert!(inputs.read(Path::new("a")).is_err());
            assert_eq!(inputs.has_stumbled(), is_passing, "{kind:?}");
        }
    }
}
