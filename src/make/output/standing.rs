//! What stands in an output folder, looked at while no run is at work there, or beside one.
//!
//! A run opens the folder and holds it ([`super::OutputFolder`]); who only wants to show which papers are there reads its
//! journal and the files, and changes nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::content;
use super::journal::{self, Notes};
use super::known::Known;
use super::marks::{Look, Marks, parted};

/// What stands where the files of a document come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    /// Files as the program wrote them.
    Ours,
    /// At least one that is not as the program wrote it.
    Changed,
}

/// An output folder that is looked at, again and again; a file that has not changed is read once.
#[derive(Default)]
pub struct OutputView {
    root: PathBuf,
    notes: Notes,
    /// How its files looked when they were last read, in a run or here.
    marks: Marks,
}

impl OutputView {
    /// Looks at the folder `root` as it is now; one that is not there is empty.
    pub fn look(&mut self, root: &Path) {
        if self.root != root {
            *self = OutputView { root: root.to_path_buf(), notes: Notes::default(), marks: Marks::read(root) };
        }
        let notes = File::open(root.join(journal::NAME)).and_then(|file| Notes::read(&file));
        self.notes = notes.unwrap_or_default();
    }

    /// What stands at `path` with one of `extensions`, and with which.
    pub fn standing<'e>(&mut self, path: &str, extensions: &[&'e str]) -> (Standing, Vec<&'e str>) {
        let (mut standing, mut there) = (Standing::Nothing, Vec::new());
        for extension in extensions {
            let name = format!("{path}.{extension}");
            let Some(sum) = self.sum(&name) else { continue };
            there.push(*extension);
            let is_ours = self.notes.records.has(&name, &sum);
            standing = if is_ours && standing != Standing::Changed { Standing::Ours } else { Standing::Changed };
        }
        (standing, there)
    }

    /// What the document at `path` was made of, where the journal tells it.
    pub fn known(&self, path: &str) -> Option<&Known> {
        self.notes.records.known(path).map(Arc::as_ref)
    }

    /// The files that the program wrote, that are `wanted` by their names and still there.
    pub fn files(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
        let there = |name: &str| fs::symlink_metadata(self.root.join(name)).is_ok_and(|metadata| metadata.is_file());
        self.notes.records.files(wanted).into_keys().filter(move |name| there(name))
    }

    /// The check sum of the file called `name`, if there is one.
    fn sum(&mut self, name: &str) -> Option<String> {
        let path = self.root.join(name);
        let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let look = Look::of(&metadata);
        if let Some(sum) = look.and_then(|look| self.marks.sum(parted(name), &look)) {
            return Some(sum.to_owned());
        }
        let (sum, _) = content(&path, metadata.len()).ok()?;
        look.into_iter().for_each(|look| self.marks.note(parted(name), look, &sum));
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::super::{OutputFile, OutputFolder};
    use super::*;

    #[test]
    fn papers_are_told_from_those_that_somebody_mended() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("kq");
        let mut output = OutputView::default();
        output.look(&root);
        assert_eq!(output.standing("a/b", &["pdf"]), (Standing::Nothing, vec![]));
        let folder = OutputFolder::open(&root, Arc::new(Disk), |_, _| true, &mut || ()).unwrap();
        let file = |path: &str| OutputFile { path: path.to_owned(), bytes: path.as_bytes().to_vec() };
        folder.put(&[file("a/b.pdf"), file("a/b.docx")]).unwrap();
        output.look(&root);
        assert_eq!(output.standing("a/b", &["pdf", "docx", "txt"]), (Standing::Ours, vec!["pdf", "docx"]));
        assert_eq!(output.files(|_| true).collect::<Vec<_>>(), ["a/b.docx", "a/b.pdf"]);
        fs::write(root.join("a/b.docx"), "sửa tay").unwrap();
        fs::write(root.join("a/c.pdf"), "của người khác").unwrap();
        output.look(&root);
        assert_eq!(output.standing("a/b", &["docx", "pdf"]).0, Standing::Changed);
        assert_eq!(output.standing("a/c", &["pdf"]).0, Standing::Changed);
        fs::remove_file(root.join("a/b.docx")).unwrap();
        assert_eq!(output.standing("a/b", &["docx", "pdf"]), (Standing::Ours, vec!["pdf"]));
    }
}
