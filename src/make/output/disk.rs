//! The one door through which the program changes what is on a disk.
//!
//! Every folder made, file written, renamed or removed goes through [`FileSystem`], so that a test can let
//! each of these steps fail in turn and see that nothing is left half done. Reading needs no such door here.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The steps that change a disk; as they stand here, a real one.
pub trait FileSystem: Debug + Send + Sync {
    /// Makes the folder `path` in one that is there.
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// Makes an empty file to be written and read; refused when anything stands at `path`.
    fn create(&self, path: &Path) -> io::Result<File> {
        File::options().read(true).write(true).create_new(true).open(path)
    }

    /// Opens a file that is there, to be read and written.
    fn open(&self, path: &Path) -> io::Result<File> {
        File::options().read(true).write(true).open(path)
    }

    /// Writes all of `bytes` where the last step in `file` ended.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Cuts `file` off after `length` bytes.
    fn shorten(&self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    /// Waits until `file` is on the disk itself.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Gives a file or folder another name; a file takes the place of an older one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Removes a file, or a link without what it leads to.
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {}

/// Makes `path` and the folders that it needs, and gives those made, outermost first.
///
/// # Errors
/// The first refusal; what was made for nothing is taken away again.
pub(super) fn create_folders(disk: &dyn FileSystem, path: &Path) -> io::Result<Vec<PathBuf>> {
    let missing: Vec<&Path> =
        path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match disk.create_folder(folder) {
            Ok(()) => made.push(folder.to_path_buf()),
            // Another worker was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => {
                remove_folders(disk, &made);
                return Err(error);
            }
        }
    }
    // A file in the way of the last part is told here, one on the way by the step that failed.
    if path.as_os_str().is_empty() || path.is_dir() { Ok(made) } else { Err(ErrorKind::NotADirectory.into()) }
}

/// Takes away the `folders` that are empty, innermost first.
pub(super) fn remove_folders(disk: &dyn FileSystem, folders: &[PathBuf]) {
    for folder in folders.iter().rev().filter(|folder| is_empty(folder)) {
        // An empty folder too many harms nobody.
        let _ = disk.remove_folder(folder);
    }
}

/// Whether there is a folder at `path` with nothing in it.
pub(super) fn is_empty(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// Whether the file at `path` lets itself be written to; nothing is.
pub(super) fn check_writable(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path).map(drop)
}
