//! Papers that need not be made again: what each was made of, beside what came of it.
//!
//! A campaign of ten thousand papers is rendered anew for one changed row. So the journal tells of each document a
//! check sum of all that went into it, and when the same comes again, and its files stand as they were put, they
//! stay as they are. There are two such sums: of the data that a template is filled in with, and of the document that
//! came of it, which other data may give as well. A file that somebody changed, or that is gone, has its document
//! made again.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::folder::{OutputFolder, content, folder_of};
use super::journal::Line;
use super::made::Made;
use super::marks::{Look, parted};
use super::name::check_name;
use crate::base::diag::{Code, Diagnostic, Place};

/// Bytes that most extensions have, with the point before them.
const USUAL_EXTENSION: usize = 5;

/// Signs between the parts of a path.
const SIGNS: usize = 2;

/// A document that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The path of its files without extension.
    pub document: String,
    /// A check sum of the document itself.
    pub inputs: String,
    /// One of the data and templates that it came of, where there was nothing to tell but what they tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// Số and ký hiệu.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its day, as far as it is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// `None` when no format has pages.
    pub pages: Option<usize>,
    /// Check sum and length of its files, by extension.
    pub files: Made,
}

impl Known {
    /// Whether it is the whole of what is asked for: made of `inputs`, by one of the two sums, with files of all
    /// these `extensions`.
    pub(super) fn is(&self, inputs: &str, extensions: &[&str]) -> bool {
        let is_made_of = self.inputs == inputs || self.data.as_deref() == Some(inputs);
        is_made_of && extensions.iter().all(|extension| self.files.get(extension).is_some())
    }

    /// Whether its files have names that are safe: a journal is data like any other.
    pub(super) fn is_safe(&self) -> bool {
        let is_plain = |extension: &str| extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
        check_name(&self.document).is_ok() && self.files.iter().all(|(extension, _)| is_plain(extension))
    }

    /// The check sum of its file with this `extension`.
    pub(super) fn sum(&self, extension: &str) -> Option<&str> {
        self.files.get(extension).map(|(sum, _)| sum.as_str())
    }

    /// The paths of its files with their check sums.
    pub(super) fn paths(&self) -> impl Iterator<Item = (String, &str)> {
        self.paths_of(|_| true)
    }

    /// Those that are `wanted`.
    pub(super) fn paths_of(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (String, &str)> {
        let mut path = String::with_capacity(self.document.len() + USUAL_EXTENSION);
        self.files.iter().filter_map(move |(extension, (sum, _))| {
            path.clear();
            path.extend([self.document.as_str(), ".", extension]);
            wanted(&path).then(|| (path.clone(), sum.as_str()))
        })
    }

    /// Whether `now`, which takes the place of all its files, has another number: of a single text, as those of a campaign
    /// and of a merge lie in folders of their own and are told when they go.
    fn is_another_text(&self, now: &Known) -> bool {
        let numbers = [&self.number, &now.number];
        folder_of(&self.document).is_none()
            && numbers.iter().all(|number| number.starts_with(|first: char| first.is_ascii_digit()))
            && self.number != now.number
            && self.files.iter().all(|(extension, _)| now.files.get(extension).is_some())
    }

    /// Whether `holds` is true of the path and the check sum of each of its files.
    pub(super) fn all_files(&self, mut holds: impl FnMut(&str, &str) -> bool) -> bool {
        let mut path = String::with_capacity(self.document.len() + USUAL_EXTENSION);
        self.files.iter().all(|(extension, (sum, _))| {
            path.clear();
            path.extend([self.document.as_str(), ".", extension]);
            holds(&path, sum)
        })
    }
}

impl OutputFolder {
    /// As [`super::sink::Sink::known`].
    pub fn known(&self, path: &str, inputs: &str, extensions: &[&str]) -> Option<Arc<Known>> {
        let known = self.state().records.known(path).filter(|known| known.is(inputs, extensions)).cloned()?;
        let folder = self.folder_to_look_in(path)?;
        let stands = |(extension, (sum, _)): (&str, &(String, u64))| {
            !extensions.contains(&extension) || self.stands(&folder, (path, extension), sum)
        };
        let do_stand = known.files.iter().all(stands);
        do_stand.then_some(known)
    }

    /// The folder of the document at `path`; nothing where a link stands on the way. Whether one does is asked once for all
    /// documents of a folder: here files are only looked at, and what is to be written asks again.
    fn folder_to_look_in(&self, path: &str) -> Option<Arc<Path>> {
        let name = folder_of(path).unwrap_or_default();
        if let Some((_, folder)) = self.state().looked_in.as_ref().filter(|(known, _)| known == name) {
            return Some(Arc::clone(folder));
        }
        let folder: Arc<Path> = self.locate(path).ok()?.parent()?.into();
        self.state().looked_in = Some((name.to_owned(), Arc::clone(&folder)));
        Some(folder)
    }

    /// Whether the file of the document `path` with this `extension`, which lies in `folder`, has this check sum. It is read
    /// unless it looks as it did when it was known to have it.
    fn stands(&self, folder: &Path, (path, extension): (&str, &str), sum: &str) -> bool {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let mut target = PathBuf::with_capacity(folder.as_os_str().len() + name.len() + extension.len() + SIGNS);
        target.push(folder);
        target.push(name);
        target.as_mut_os_string().extend([".", extension].map(OsStr::new));
        let target = target.as_path();
        let Some(metadata) = metadata(target) else { return false };
        let look = Look::of(&metadata);
        if look.is_some_and(|look| self.state().marks.sum((path, extension), &look) == Some(sum)) {
            return true;
        }
        let stands = content(target, metadata.len()).is_ok_and(|(found, _)| found == sum);
        let state = &mut *self.state();
        if let Some(look) = look.filter(|look| stands && look.is_before(state.begin)) {
            state.marks.note((path, extension), look, sum);
        }
        stands
    }

    /// Notes how the file at `path` looks, which has just been put with this check sum.
    pub(super) fn mark(&self, path: &str, sum: &str) {
        let metadata = self.locate(path).ok().and_then(|target| metadata(&target));
        if let Some(look) = metadata.and_then(|metadata| Look::of(&metadata)) {
            self.state().marks.note(parted(path), look, sum);
        }
    }

    /// As [`super::sink::Sink::learn`].
    pub fn learn(&self, known: Known) {
        let state = &mut *self.state();
        // Refused, it comes with the next note.
        state.unnoted.push(Line::known(&known).kept());
        if state.journal.append(self.disk.as_ref(), &state.unnoted).is_ok() {
            state.unnoted.clear();
        }
        let before = state.records.known(&known.document).filter(|before| before.is_another_text(&known));
        let before = before.filter(|before| before.paths().any(|(path, _)| state.overwritten.contains(&path)));
        state.replaced.extend(before.map(|before| replaced(&self.root, before, &known)));
        state.records.learn(known);
    }

    /// What this run has put in the place of another text (`GF028`).
    pub fn replaced(&self) -> Vec<Diagnostic> {
        self.state().replaced.clone()
    }
}

/// The finding for the text `before`, in whose place `now` stands in the folder `root`.
fn replaced(root: &Path, before: &Known, now: &Known) -> Diagnostic {
    let (old, new) = (&before.number, &now.number);
    let message =
        format!("`{}` trước là văn bản số {old}, nay là số {new}: bản số {old} không còn ở đây", now.document);
    let finding = Diagnostic::warning(Code::GF028, message).at(Place::file(root));
    finding.hint("hai văn bản khác nhau thì đặt tên tệp `.van` khác nhau, hoặc ghi vào hai thư mục (`--out`)")
}

/// What the system says of the file at `target`; nothing of what is no file.
fn metadata(target: &Path) -> Option<Metadata> {
    fs::symlink_metadata(target).ok().filter(Metadata::is_file)
}

/// What tells this program from another build of it: length and time of its file.
pub fn this_program() -> Option<String> {
    let metadata = fs::metadata(env::current_exe().ok()?).ok()?;
    let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), metadata.len(), time.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::super::marks::Marks;
    use super::super::records::Files;
    use super::super::{OutputFile, sha256};
    use super::*;

    fn open(root: &Path) -> OutputFolder {
        OutputFolder::open(root, Arc::new(Disk), |_, _| true, &mut || ()).unwrap()
    }

    /// A folder with the file `a/b.txt` of a document made of "x", and what it holds.
    fn with_a_document(root: &Path) -> OutputFolder {
        let folder = open(root);
        let file = |path: &str, text: &str| OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        folder.put(&[file("a/b.txt", "one")]).unwrap();
        folder.learn(Known {
            document: "a/b".to_owned(),
            inputs: "x".to_owned(),
            data: None,
            number: String::new(),
            date: String::new(),
            pages: None,
            files: Made::from_iter([("txt".to_owned(), (sha256(b"one"), 3))]),
        });
        folder
            .conclude(&|out| out.write_all(b"{}"), &Files::from([("a/b.txt", sha256(b"one").as_str())]), true)
            .unwrap();
        drop(folder);
        open(root)
    }

    #[test]
    fn a_file_is_read_only_when_it_looks_otherwise() {
        let place = tempfile::tempdir().unwrap();
        let folder = with_a_document(place.path());
        let is_known = || folder.known("a/b", "x", &["txt"]).is_some();
        assert!(is_known() && folder.known("a/b", "y", &["txt"]).is_none());
        fs::write(place.path().join("a/b.txt"), "two").unwrap();
        assert!(!is_known(), "it was read");
        folder.mark("a/b.txt", &sha256(b"one"));
        assert!(is_known(), "it was not read");
        folder.state().marks = Marks::default();
        assert!(!is_known());
    }
}
