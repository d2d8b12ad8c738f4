//! The one door to the world for reading: folders and files on disk, or held in memory.
//!
//! A clerk's campaign lies in a folder; a page, a worker or a test has the same files as bytes. Readers ask
//! a [`Files`] and cannot tell. Writing has a door of its own (`output`), for it must be whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::base::limits;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
}

/// Files that can be read.
pub trait Files: Debug + Sync {
    /// What stands at `path`.
    ///
    /// # Errors
    /// `NotFound` when nothing does; what the system says when it may not be looked at.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// What stands in `folder`, in the order of the names.
    ///
    /// # Errors
    /// `NotFound`, `NotADirectory`, or what the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// `NotFound`, `IsADirectory`, `FileTooLarge` beyond [`limits::FILE`], `Unsupported` for what is no ordinary
    /// file (a pipe would be waited for without end), or what the system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether a file stands at `path`.
    fn is_file(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::File)
    }

    /// Whether a folder stands at `path`.
    fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::Folder)
    }
}

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(if fs::metadata(path)?.is_dir() { Kind::Folder } else { Kind::File })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(ErrorKind::Unsupported.into());
        }
        let told = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        if !limits::FILE.allows(told) {
            return Err(ErrorKind::FileTooLarge.into());
        }
        // A buffer that grows by doubling would hold three times the file for a moment.
        let mut bytes = Vec::with_capacity(told);
        // The size that the system tells may be old by now.
        File::open(path)?.take(limits::FILE.most() + 1).read_to_end(&mut bytes)?;
        if limits::FILE.allows(bytes.len()) { Ok(bytes) } else { Err(ErrorKind::FileTooLarge.into()) }
    }
}

/// Files held in memory. Their paths are relative to a folder without a name (`Path::new("")`); a folder is
/// there when a file stands below it.
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// Puts `bytes` at `path` ("noi_dung/mo_dau.van"), in the place of what stood there.
    pub fn put(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), bytes.into());
    }

    /// Everything below `folder`, with its path from there.
    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        self.0.keys().filter_map(move |path| path.strip_prefix(folder).ok())
    }
}

impl<P: Into<PathBuf>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let mut memory = Memory::default();
        files.into_iter().for_each(|(path, bytes)| memory.put(path, bytes));
        memory
    }
}

impl Files for Memory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        if self.0.contains_key(path) {
            return Ok(Kind::File);
        }
        self.below(path).next().map(|_| Kind::Folder).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self.kind(folder)? {
            Kind::File => Err(ErrorKind::NotADirectory.into()),
            Kind::Folder => {
                let names: BTreeSet<&Path> =
                    self.below(folder).filter_map(|path| path.iter().next()).map(Path::new).collect();
                Ok(names.into_iter().map(|name| folder.join(name)).collect())
            }
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.0.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(path) => Err(ErrorKind::IsADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }
}

/// What tells a file from an older or newer version of itself without its being read: where it is, how long, of when.
#[cfg(feature = "web")]
pub type Stamp = (PathBuf, u64, Option<std::time::SystemTime>);

/// How many files are looked at below a folder, and how deep: what is beyond belongs to no campaign.
#[cfg(feature = "web")]
const MOST_STAMPS: (usize, usize) = (20_000, 6);

#[cfg(feature = "web")]
impl Disk {
    /// The stamps of the files below `folder`, as far as they can be looked at, in no order that lasts. What `passed`
    /// holds of is passed over with all that is in it.
    pub fn stamps(folder: &Path, passed: &dyn Fn(&Path) -> bool) -> Vec<Stamp> {
        let (most, deepest) = MOST_STAMPS;
        let (mut stamps, mut folders) = (Vec::new(), vec![(folder.to_path_buf(), 0)]);
        while let Some((folder, depth)) = folders.pop() {
            for path in Disk.list(&folder).unwrap_or_default().into_iter().filter(|path| !passed(path)) {
                match fs::metadata(&path) {
                    Ok(metadata) if metadata.is_dir() && depth < deepest => folders.push((path, depth + 1)),
                    Ok(metadata) if stamps.len() < most => {
                        stamps.push((path, metadata.len(), metadata.modified().ok()))
                    }
                    _ => {}
                }
            }
        }
        stamps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_answers_as_the_disk_does() {
        let place = tempfile::tempdir().unwrap();
        let texts = [("a.toml", "một"), ("mau/b.tera", "hai"), ("mau/nd98/c.tera", "ba")];
        for (path, text) in texts {
            let path = place.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let memory: Memory = texts.into_iter().collect();
        for path in ["", "a.toml", "a.toml/x", "mau", "mau/nd98", "mau/nd98/c.tera", "ma", "không có"] {
            let (on_disk, in_memory) = (place.path().join(path), Path::new(path));
            let here = |paths: Vec<PathBuf>| -> Vec<PathBuf> {
                paths.into_iter().map(|path| path.strip_prefix(place.path()).unwrap_or(&path).to_owned()).collect()
            };
            assert_eq!(memory.is_file(in_memory), Disk.is_file(&on_disk), "{path}");
            assert_eq!(memory.is_folder(in_memory), Disk.is_folder(&on_disk), "{path}");
            assert_eq!(memory.list(in_memory).ok(), Disk.list(&on_disk).ok().map(here), "{path}");
            assert_eq!(memory.read(in_memory).ok(), Disk.read(&on_disk).ok(), "{path}");
        }
        assert_eq!(memory.list(Path::new("")).unwrap(), [PathBuf::from("a.toml"), PathBuf::from("mau")]);
        assert_eq!(memory.read(Path::new("mau")).unwrap_err().kind(), ErrorKind::IsADirectory);
    }
}
