//! Files that are known again by their look, without being read.
//!
//! A run over ten thousand papers of which one has changed would spend its time reading twenty thousand files back, only
//! to find that nobody has touched them. So the program notes how each of its files looked when it knew what is in it:
//! length, times and number, as the system tells them. One that still looks so holds the same bytes; any other is read.
//! A clock that has not moved on tells no change from none, so what is not older than the note is not noted, nor are
//! files of a disk that counts in whole seconds. What is left is a change in the very moment (some milliseconds) in which
//! the program puts the file.
//!
//! The notes decide only that a paper need not be made again: whatever is to be written over or removed is read first.
//! They stand in a file of their own, for they are true of one folder on one machine only, while the manifest and the
//! journal are the same wherever a run is made. Without them, or with damaged ones, a run takes longer, and that is all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::disk::FileSystem;
use super::temporary::Temporary;
use super::told::{self, STEP};

/// The name of the file.
pub const NAME: &str = ".dau_tep_vanthu.jsonl";
/// The most bytes that are read.
const LARGEST: u64 = 64 << 20;
/// Nanoseconds in a second: times are counted from 1970 in these.
const SECOND: u64 = 1_000_000_000;

/// How a file looks from outside: another way after each change of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    length: u64,
    modified: u64,
    /// When anything about it changed; where the system does not tell, when it was made.
    changed: u64,
    /// Its number on the disk; 0 where the system does not tell.
    number: u64,
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

/// One line: what was in a file that looked so.
#[derive(Debug, Serialize, Deserialize)]
struct Mark<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    sha256: Cow<'a, str>,
    length: u64,
    modified: u64,
    changed: u64,
    number: u64,
}

impl Mark<'_> {
    fn look(&self) -> Look {
        let Mark { length, modified, changed, number, .. } = *self;
        Look { length, modified, changed, number }
    }
}

/// The marks of an output folder.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// By path.
    marks: BTreeMap<String, (Look, String)>,
    /// They are not those that stand on the disk.
    has_changed: bool,
}

impl Marks {
    /// Those of the folder `root`; none where there are none that can be read.
    pub(super) fn read(root: &Path) -> Self {
        let path = root.join(NAME);
        let is_ours = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file() && there.len() <= LARGEST);
        let mut reader = File::open(&path).ok().filter(|_| is_ours).map(|file| BufReader::with_capacity(STEP, file));
        let (mut marks, mut bytes) = (Vec::new(), Vec::new());
        while reader.as_mut().is_some_and(|reader| reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0)) {
            if let Ok(mark) = serde_json::from_slice::<Mark>(&bytes) {
                marks.push((mark.path.to_string(), (mark.look(), mark.sha256.to_string())));
            }
            bytes.clear();
        }
        Marks { marks: marks.into_iter().collect(), has_changed: false }
    }

    /// The check sum of the file at `path` when it last looked as it does now.
    pub(super) fn sum(&self, path: &str, look: &Look) -> Option<&str> {
        self.marks.get(path).filter(|(known, _)| known == look).map(|(_, sum)| sum.as_str())
    }

    /// The file at `path` that looks so has this check sum: it was seen before it was read, or has just been put.
    pub(super) fn note(&mut self, path: &str, look: Look, sha256: &str) {
        self.marks.insert(path.to_owned(), (look, sha256.to_owned()));
        self.has_changed = true;
    }

    /// Writes those that are `kept`, by path and check sum, into the folder `root`. A disk that refuses keeps the older
    /// ones, which are true as well.
    pub(super) fn write(&mut self, disk: &dyn FileSystem, root: &Path, kept: &dyn Fn(&str, &str) -> bool) {
        let count = self.marks.len();
        self.marks.retain(|path, (_, sum)| kept(path, sum));
        self.has_changed |= self.marks.len() != count;
        let is_taken = fs::symlink_metadata(root.join(NAME)).is_ok_and(|there| !there.is_file());
        if self.has_changed && !is_taken && self.put(disk, root).is_some() {
            self.has_changed = false;
        }
    }

    fn put(&self, disk: &dyn FileSystem, root: &Path) -> Option<()> {
        let (temporary, mut file) = Temporary::create(disk, root).ok()?;
        let moment = temporary.moment()?;
        let tell = |out: &mut dyn Write| {
            self.marks.iter().filter(|(_, (look, _))| look.is_before(moment)).try_for_each(|(path, (look, sha256))| {
                let Look { length, modified, changed, number } = *look;
                let mark = Mark { path: path.into(), sha256: sha256.into(), length, modified, changed, number };
                serde_json::to_writer(&mut *out, &mark)?;
                out.write_all(b"\n")
            })
        };
        told::write(disk, &mut file, &tell).ok()?;
        drop(file);
        temporary.persist(&root.join(NAME)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::Disk;
    use super::*;

    const PATH: &str = "a.pdf";

    fn look(root: &Path) -> Look {
        Look::of(&fs::metadata(root.join(PATH)).unwrap()).unwrap()
    }

    /// A folder with one file and its mark.
    fn marked() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(PATH), "one").unwrap();
        // The clock moves on at last.
        while Marks::read(place.path()).marks.is_empty() {
            let mut marks = Marks::default();
            marks.note(PATH, look(place.path()), "01");
            marks.write(&Disk, place.path(), &|path, sum| (path, sum) == (PATH, "01"));
        }
        place
    }

    #[test]
    fn a_file_is_known_until_it_looks_otherwise() {
        let place = marked();
        let mut marks = Marks::read(place.path());
        assert_eq!(marks.sum(PATH, &look(place.path())), Some("01"));
        assert_eq!(marks.sum("b.pdf", &look(place.path())), None);
        let file = fs::File::options().write(true).open(place.path().join(PATH)).unwrap();
        let time = file.metadata().unwrap().modified().unwrap();
        fs::write(place.path().join(PATH), "two").unwrap();
        // Where the system keeps its own time of changes, one set back does not help.
        if cfg!(unix) {
            file.set_modified(time).unwrap();
        }
        assert_eq!(marks.sum(PATH, &look(place.path())), None);
        marks.write(&Disk, place.path(), &|_, _| false);
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
        marks.write(&Disk, place.path(), &|_, _| true);
        assert!(path.is_dir() && fs::read_dir(place.path()).unwrap().count() == 2);
        assert!(Marks::read(place.path()).marks.is_empty());
    }
}
