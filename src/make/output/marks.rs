//! Files that are known again by their look, without being read.
//!
//! A run over ten thousand papers of which one has changed would spend its time reading twenty thousand files back, only
//! to find that nobody has touched them. So the program notes how each of its files looked when it knew what is in it:
//! length, times and number, as the system tells them. One that still looks so holds the same bytes; any other is read.
//! A clock that has not moved on tells no change from none, so what is not older than the note is not noted, nor are
//! files of a disk that counts in whole seconds. What is left is a change in the very moment (some milliseconds) in which
//! the program puts the file.
//!
//! In the same way the summary of a run is known again, so that it need not be read where the journal tells all of it.
//!
//! The notes decide only that a paper need not be made again: whatever is to be written over or removed is read first.
//! They stand in a file of their own, for they are true of one folder on one machine only, while the manifest and the
//! journal are the same wherever a run is made. Without them, or with damaged ones, a run takes longer, and that is all.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::disk::FileSystem;
use super::temporary::Temporary;
use super::told::{STEP, put_line};

/// The name of the file.
pub const NAME: &str = ".dau_tep_vanthu.jsonl";
/// The most bytes that are read.
const LARGEST: u64 = 64 << 20;
/// Files that most documents have.
const USUAL_FILES: usize = 2;
/// Bytes that a line with so many files has.
const USUAL_LINE: usize = 300;
/// Nanoseconds in a second: times are counted from 1970 in these.
const SECOND: u64 = 1_000_000_000;

/// How a file looks from outside: another way after each change of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u64; 4]", into = "[u64; 4]")]
pub(super) struct Look {
    length: u64,
    modified: u64,
    /// When anything about it changed; where the system does not tell, when it was made.
    changed: u64,
    /// Its number on the disk; 0 where the system does not tell.
    number: u64,
}

impl From<[u64; 4]> for Look {
    fn from([length, modified, changed, number]: [u64; 4]) -> Self {
        Look { length, modified, changed, number }
    }
}

impl From<Look> for [u64; 4] {
    fn from(Look { length, modified, changed, number }: Look) -> Self {
        [length, modified, changed, number]
    }
}

impl Look {
    /// The look of the file with this `metadata`; `None` where the system does not tell its times.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        let (changed, number) = kept_by_system(metadata)?;
        Some(Look { length: metadata.len(), modified: moment(metadata)?, changed, number })
    }

    /// Whether nothing has happened to the file from `moment` on, by a clock that tells more than seconds.
    pub(super) fn is_before(&self, moment: u64) -> bool {
        self.modified.max(self.changed) < moment && !self.modified.is_multiple_of(SECOND)
    }
}

/// What no program sets: when the file was last changed in any way, and its number.
#[cfg(unix)]
fn kept_by_system(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, rest) = (u64::try_from(metadata.ctime()).ok()?, u64::try_from(metadata.ctime_nsec()).ok()?);
    Some((seconds.checked_mul(SECOND)?.checked_add(rest)?, metadata.ino()))
}

/// When the file was made.
#[cfg(not(unix))]
fn kept_by_system(metadata: &Metadata) -> Option<(u64, u64)> {
    Some((counted(metadata.created().ok()?)?, 0))
}

/// The moment in which the file with this `metadata` was last written.
pub(super) fn moment(metadata: &Metadata) -> Option<u64> {
    counted(metadata.modified().ok()?)
}

fn counted(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

/// What was in a file of a document that looked so: its extension, its check sum. A line is a document with all of them.
#[derive(Debug, Serialize, Deserialize)]
struct Mark(String, String, Look);

/// How a run ended after which the journal tells all that the summary does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ending {
    /// How the summary looked.
    pub summary: Look,
    /// The check sum of the journal: unlike the summary it need not be on the disk itself when the power is cut.
    pub journal: String,
}

/// The marks of an output folder.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Those of the files of each document, by its path without extension.
    marks: HashMap<String, Vec<Mark>>,
    ended: Option<Ending>,
    /// Documents that are not marked so on the disk.
    noted: BTreeSet<String>,
    /// How many lines stand on the disk, where each can be read.
    lines: Option<usize>,
}

impl Marks {
    /// Those of the folder `root`; none where there are none that can be read.
    pub(super) fn read(root: &Path) -> Self {
        let path = root.join(NAME);
        let is_ours = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file() && there.len() <= LARGEST);
        let Some(file) = File::open(&path).ok().filter(|_| is_ours) else { return Marks::default() };
        let usual = file.metadata().map_or(0, |there| usize::try_from(there.len()).unwrap_or_default() / USUAL_LINE);
        let mut reader = BufReader::with_capacity(STEP, file);
        let known = HashMap::with_capacity(usual);
        let (mut marks, mut bytes) = (Marks { lines: Some(0), marks: known, ..Marks::default() }, Vec::new());
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let is_read = str::from_utf8(&bytes).is_ok_and(|line| marks.take(line));
            marks.lines = marks.lines.filter(|_| is_read).map(|lines| lines + 1);
            bytes.clear();
        }
        marks
    }

    /// Takes in a line, the last word on what it is about; whether it can be read.
    fn take(&mut self, line: &str) -> bool {
        if let Ok((document, files)) = serde_json::from_str(line) {
            self.marks.insert(document, files);
        } else if let Ok(ended) = serde_json::from_str(line) {
            self.ended = Some(ended);
        } else {
            return false;
        }
        line.ends_with('\n')
    }

    /// How the last run ended.
    pub(super) fn ended(&self) -> Option<&Ending> {
        self.ended.as_ref()
    }

    /// The check sum of the file of the document `path` with this `extension` when it last looked as it does now.
    pub(super) fn sum(&self, (path, extension): (&str, &str), look: &Look) -> Option<&str> {
        let Mark(_, sum, known) = self.marks.get(path)?.iter().find(|Mark(known, ..)| known == extension)?;
        (known == look).then_some(sum)
    }

    /// The file of the document `path` with this `extension` that looks so has this check sum: it was seen before it was
    /// read, or has just been put.
    pub(super) fn note(&mut self, (path, extension): (&str, &str), look: Look, sha256: &str) {
        let marks = self.marks.entry(path.to_owned()).or_insert_with(|| Vec::with_capacity(USUAL_FILES));
        marks.retain(|Mark(known, ..)| known != extension);
        let at = marks.partition_point(|Mark(known, ..)| known.as_str() < extension);
        marks.insert(at, Mark(extension.to_owned(), sha256.to_owned(), look));
        self.noted.insert(path.to_owned());
    }

    /// Writes those of files that `told` knows by document and extension with the same check sum, and how the run `ended`,
    /// into the folder `root`: what is new is added to what stands there, until most of that is of no use any more. A disk
    /// that refuses keeps the older ones, which are true as well.
    pub(super) fn write<'a>(
        &mut self,
        disk: &dyn FileSystem,
        root: &Path,
        told: &dyn Fn((&str, &str)) -> Option<&'a str>,
        ended: Option<Ending>,
    ) {
        self.marks.retain(|document, marks| {
            marks.retain(|Mark(extension, sum, _)| told((document, extension)) == Some(sum));
            !marks.is_empty()
        });
        let is_new_end = self.ended != ended;
        let is_forgotten = is_new_end && ended.is_none();
        self.ended = ended;
        let news = self.noted.len() + usize::from(is_new_end);
        let most = 2 * self.marks.len() + usize::from(self.ended.is_some());
        let is_of_use = !is_forgotten && self.lines.is_some_and(|lines| lines + news <= most);
        let has_any = !self.marks.is_empty() || self.ended.is_some() || self.lines.is_some();
        let is_taken = fs::symlink_metadata(root.join(NAME)).is_ok_and(|there| !there.is_file());
        if is_taken || !has_any || is_of_use && news == 0 {
            return;
        }
        self.lines = if is_of_use { self.add(disk, root) } else { self.put(disk, root) };
        self.noted.clear();
    }

    /// Adds what is new to what stands on the disk; how many lines stand there then.
    fn add(&mut self, disk: &dyn FileSystem, root: &Path) -> Option<usize> {
        let (temporary, _) = Temporary::create(disk, root).ok()?;
        let moment = temporary.moment()?;
        let noted = self.noted.iter().filter_map(|document| self.marks.get_key_value(document));
        let (text, lines) = self.text(noted, moment)?;
        let mut file = disk.open(&root.join(NAME)).ok()?;
        file.seek(SeekFrom::End(0)).ok()?;
        disk.write(&mut file, &text).ok()?;
        Some(self.lines? + lines)
    }

    /// Writes all anew; how many lines there are.
    fn put(&mut self, disk: &dyn FileSystem, root: &Path) -> Option<usize> {
        let (temporary, mut file) = Temporary::create(disk, root).ok()?;
        let moment = temporary.moment()?;
        let mut all: Vec<_> = self.marks.iter().collect();
        all.sort_unstable_by_key(|(document, _)| *document);
        let (text, lines) = self.text(all.into_iter(), moment)?;
        disk.write(&mut file, &text).ok()?;
        drop(file);
        temporary.persist(&root.join(NAME)).ok()?;
        Some(lines)
    }

    /// The lines of `documents`, but for files to which something may have happened since `moment`, and of the end of the
    /// run; their number.
    fn text<'a>(
        &self,
        documents: impl Iterator<Item = (&'a String, &'a Vec<Mark>)>,
        moment: u64,
    ) -> Option<(Vec<u8>, usize)> {
        let (mut text, mut lines) = (Vec::new(), 0);
        for (document, marks) in documents {
            let marks: Vec<&Mark> = marks.iter().filter(|Mark(_, _, look)| look.is_before(moment)).collect();
            if !marks.is_empty() {
                put_line(&mut text, &(document, marks)).ok()?;
                lines += 1;
            }
        }
        if let Some(ended) = self.ended.as_ref().filter(|ended| ended.summary.is_before(moment)) {
            put_line(&mut text, ended).ok()?;
            lines += 1;
        }
        Some((text, lines))
    }
}

/// `path` as that of a document and the extension of one of its files.
pub(super) fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    const PATH: (&str, &str) = ("a", "pdf");
    const NAME_OF_FILE: &str = "a.pdf";

    fn look(root: &Path) -> Look {
        Look::of(&fs::metadata(root.join(NAME_OF_FILE)).unwrap()).unwrap()
    }

    /// A folder with one file and its mark.
    fn marked() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(NAME_OF_FILE), "one").unwrap();
        // The clock moves on at last.
        while Marks::read(place.path()).marks.is_empty() {
            let mut marks = Marks::default();
            marks.note(PATH, look(place.path()), "01");
            marks.write(&Disk, place.path(), &|path| (path == PATH).then_some("01"), None);
        }
        place
    }

    #[test]
    fn a_file_is_known_until_it_looks_otherwise() {
        let place = marked();
        let mut marks = Marks::read(place.path());
        assert_eq!(marks.sum(PATH, &look(place.path())), Some("01"));
        assert_eq!(marks.sum(("b", "pdf"), &look(place.path())), None);
        let file = fs::File::options().write(true).open(place.path().join(NAME_OF_FILE)).unwrap();
        let time = file.metadata().unwrap().modified().unwrap();
        fs::write(place.path().join(NAME_OF_FILE), "two").unwrap();
        // Where the system keeps its own time of changes, one set back does not help.
        if cfg!(unix) {
            file.set_modified(time).unwrap();
        }
        assert_eq!(marks.sum(PATH, &look(place.path())), None);
        marks.write(&Disk, place.path(), &|_| None, None);
        assert!(Marks::read(place.path()).marks.is_empty());
    }

    #[test]
    fn what_is_as_new_as_the_note_is_not_noted() {
        let place = marked();
        let look = look(place.path());
        let newest = look.modified.max(look.changed);
        assert!(look.is_before(newest + 1) && !look.is_before(newest));
        let coarse = Look { modified: SECOND, changed: SECOND, ..look };
        assert!(!coarse.is_before(u64::MAX), "of a clock of seconds");
    }

    #[test]
    fn the_end_of_a_run_is_told() {
        let place = marked();
        let look = look(place.path());
        let (mut marks, ended) = (Marks::read(place.path()), Ending { summary: look, journal: "02".to_owned() });
        assert_eq!(marks.ended(), None);
        marks.write(&Disk, place.path(), &|_| Some("01"), Some(ended.clone()));
        let mut marks = Marks::read(place.path());
        assert_eq!((marks.ended(), marks.sum(PATH, &look)), (Some(&ended), Some("01")));
        // Somebody may change it in the same moment.
        let summary = Look { modified: u64::MAX, ..look };
        marks.write(&Disk, place.path(), &|_| Some("01"), Some(Ending { summary, ..ended.clone() }));
        assert_eq!(Marks::read(place.path()).ended(), Some(&ended), "what was noted before does no harm");
    }

    #[test]
    fn what_is_new_is_added() {
        let place = marked();
        let (path, first) = (place.path().join(NAME), look(place.path()));
        let other = Look { length: 9, ..first };
        for count in [1, 2, 3, 1] {
            let mut marks = Marks::read(place.path());
            marks.note(("b", "pdf"), other, "02");
            marks.write(&Disk, place.path(), &|file| Some(if file == PATH { "01" } else { "02" }), None);
            let marks = Marks::read(place.path());
            assert_eq!((marks.sum(PATH, &first), marks.sum(("b", "pdf"), &other)), (Some("01"), Some("02")));
            assert_eq!(fs::read_to_string(&path).unwrap().matches("\"b\"").count(), count);
        }
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 1]).unwrap();
        let mut marks = Marks::read(place.path());
        assert_eq!((marks.lines, marks.sum(PATH, &first)), (None, Some("01")));
        marks.write(&Disk, place.path(), &|file| (file == PATH).then_some("01"), None);
        assert_eq!(Marks::read(place.path()).lines, Some(1), "written anew");
    }

    #[test]
    fn damaged_marks_are_passed_over() {
        let place = marked();
        let path = place.path().join(NAME);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{{\n\u{0}\n[]\n{text}{}", &text[..text.len() / 2])).unwrap();
        let mut marks = Marks::read(place.path());
        assert_eq!(marks.sum(PATH, &look(place.path())), Some("01"));
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        marks.note(PATH, look(place.path()), "01");
        marks.write(&Disk, place.path(), &|_| Some("01"), None);
        assert!(path.is_dir() && fs::read_dir(place.path()).unwrap().count() == 2);
        assert!(Marks::read(place.path()).marks.is_empty());
    }
}
