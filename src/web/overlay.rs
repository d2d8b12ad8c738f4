//! Files as they would be: those of the disk, with others in their place that nobody has saved yet.
//!
//! A text that is being typed and a workbook that was only dropped on the page are read with the campaign that they
//! would belong to, by the same readers, and nothing is written for it.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::base::files::{Disk, Files, Kind};

/// The disk with some files more, or others in the place of its own.
#[derive(Debug, Default)]
pub struct Overlay {
    over: BTreeMap<PathBuf, Vec<u8>>,
}

impl Overlay {
    /// Puts `bytes` at `path`, as it would be on the disk.
    pub fn put(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.over.insert(path, bytes);
    }

    /// What stands in `folder` because of the files that are put over the disk.
    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = PathBuf> {
        let names = self.over.keys().filter_map(move |path| path.strip_prefix(folder).ok()?.iter().next());
        names.map(move |name| folder.join(name))
    }
}

impl Files for Overlay {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        if self.over.contains_key(path) {
            return Ok(Kind::File);
        }
        let is_folder = self.below(path).next().is_some();
        if is_folder { Ok(Kind::Folder) } else { Disk.kind(path) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = match Disk.list(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound && self.below(folder).next().is_some() => Vec::new(),
            listed => listed?,
        };
        paths.extend(self.below(folder));
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.over.get(path).map_or_else(|| Disk.read(path), |bytes| Ok(bytes.clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_stand_over_those_of_the_disk_and_beside_them() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        fs::write(root.join("a.van"), "cũ").unwrap();
        fs::write(root.join("b.van"), "b").unwrap();
        let mut files = Overlay::default();
        files.put(root.join("a.van"), "mới".into());
        files.put(root.join("so_lieu/phiếu.xlsx"), "c".into());
        let names = |folder: &Path| -> Vec<String> {
            let paths = files.list(folder).unwrap();
            paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names(root), ["a.van", "b.van", "so_lieu"]);
        assert_eq!(names(&root.join("so_lieu")), ["phiếu.xlsx"]);
        assert_eq!(files.read(&root.join("a.van")).unwrap(), "mới".as_bytes());
        assert_eq!(files.read(&root.join("b.van")).unwrap(), b"b");
        assert!(files.is_folder(&root.join("so_lieu")) && files.is_file(&root.join("so_lieu/phiếu.xlsx")));
        assert!(!files.is_file(&root.join("c.van")) && files.list(&root.join("khong_co")).is_err());
        assert_eq!(fs::read_to_string(root.join("a.van")).unwrap(), "cũ", "nothing is written");
    }
}
