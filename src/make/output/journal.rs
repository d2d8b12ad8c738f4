//! The journal of an output folder: what the program writes there, noted before it is put.
//!
//! A run that is cut off (a power cut, a full disk, `kill`) leaves papers that no manifest tells of. The next
//! run must know them as the program's own and not as somebody's work. So every file is noted here with its
//! check sum before it comes to its place, one line of JSON each. When a run ends the journal is written anew
//! with just what is there then: it stays, and stands in for a manifest that is lost or damaged. Whoever
//! holds its lock is the one run that may change the folder; the system frees it when the run dies.

use std::borrow::Cow;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::disk::FileSystem;
use super::known::Known;
use super::marks::Look;
use super::name::check_name;
use super::owner::Owner;
use super::records::{Noted, Records};
use super::told::{self, STEP, Tell};
use super::{Digest, sha256};

/// The name of the file.
pub const NAME: &str = ".nhat_ky_vanthu.jsonl";
/// The most bytes that are read; about 100,000 documents in two formats.
const LARGEST: u64 = 64 << 20;
/// How long a folder that is in use is waited for.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);
/// How long to wait before the next try.
const PAUSE: Duration = Duration::from_millis(200);

/// How often a journal may be gone again before it is taken as it is.
const MOST_MISSES: usize = 5;

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Line<'a> {
    /// The campaign that the folder belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Cow<'a, Owner>>,
    /// A folder in which files are made; empty in any other line.
    #[serde(borrow, skip_serializing_if = "str::is_empty")]
    pub folder: Cow<'a, str>,
    /// A file with its check sum.
    #[serde(borrow, skip_serializing_if = "str::is_empty")]
    pub path: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "str::is_empty")]
    pub sha256: Cow<'a, str>,
    /// What a document was made of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<Cow<'a, Known>>,
}

impl<'a> Line<'a> {
    pub fn file(path: &'a str, sha256: &'a str) -> Self {
        Line { path: path.into(), sha256: sha256.into(), ..Line::default() }
    }

    pub fn folder(folder: &'a str) -> Self {
        Line { folder: folder.into(), ..Line::default() }
    }

    pub fn known(known: &'a Known) -> Self {
        Line { known: Some(Cow::Borrowed(known)), ..Line::default() }
    }

    pub fn owner(owner: &'a Owner) -> Self {
        Line { owner: Some(Cow::Borrowed(owner)), ..Line::default() }
    }

    /// Puts the line into `out`.
    pub fn put(&self, out: &mut dyn Write) -> io::Result<()> {
        told::put_line(out, self)
    }

    /// The line by itself.
    pub fn kept(self) -> Line<'static> {
        let Line { owner, folder, path, sha256, known } = self;
        let kept = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Line {
            owner: owner.map(|owner| Cow::Owned(owner.into_owned())),
            folder: kept(folder),
            path: kept(path),
            sha256: kept(sha256),
            known: known.map(|known| Cow::Owned(known.into_owned())),
        }
    }
}

/// Why a journal can't be had.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Another run holds the folder and has not let go of it.
    InUse,
    /// Something else stands under the name.
    NotAFile,
    System(io::Error),
}

/// What a journal says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    pub owner: Option<Owner>,
    pub folders: Vec<String>,
    /// What it says of files and documents.
    pub records: Records,
}

/// The bytes of a journal when it was read.
#[derive(Debug, Default)]
struct AsRead {
    length: usize,
    sum: String,
    look: Option<Look>,
}

impl Notes {
    /// What `file` says.
    #[cfg(feature = "web")]
    pub(super) fn read(file: &File) -> io::Result<Self> {
        Self::read_with(file, &mut |_| ())
    }

    /// As [`Self::read`]; `line` is given every line, in order.
    fn read_with(file: &File, take: &mut dyn FnMut(&[u8])) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(STEP, file.take(LARGEST));
        let mut notes = Notes::default();
        let (mut files, mut known) = (Vec::new(), Vec::new());
        let (mut bytes, mut end) = (Vec::new(), 0);
        while reader.read_until(b'\n', &mut bytes)? > 0 {
            take(&bytes);
            let place = end..end + bytes.len();
            end = place.end;
            // A line that can't be read was cut off while it was written: its file was never put.
            if let Some(line) = str::from_utf8(&bytes).ok().and_then(|line| serde_json::from_str::<Line>(line).ok()) {
                let is_alone = line.owner.is_none() && line.folder.is_empty() && line.path.is_empty();
                notes.owner = line.owner.map(Cow::into_owned).or(notes.owner);
                let document = line.known.filter(|known| known.is_safe()).map(Cow::into_owned);
                known.extend(document.map(|document| Noted::new(document, is_alone.then_some(place))));
                if !line.folder.is_empty() && check_name(&line.folder).is_ok() {
                    notes.folders.push(line.folder.into_owned());
                }
                if !line.sha256.is_empty() && check_name(&line.path).is_ok() {
                    files.push((line.path.into_owned(), line.sha256.into_owned()));
                }
            }
            bytes.clear();
        }
        notes.records = Records::new(files, known);
        Ok(notes)
    }
}

/// The open journal of a folder.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    /// This run made it.
    pub is_new: bool,
    /// No other run can be at work in the folder; not every network drive can tell.
    pub is_locked: bool,
    /// The last line may lack its end.
    is_torn: bool,
    as_read: AsRead,
}

impl Journal {
    /// Opens the journal of the folder `root` and holds it; `waiting` is called once when another run has it,
    /// which is waited for as long as `patience` lasts.
    pub(super) fn open(
        disk: &dyn FileSystem,
        root: &Path,
        patience: Duration,
        waiting: &mut dyn FnMut(),
    ) -> Result<(Self, Notes), Refusal> {
        let path = root.join(NAME);
        let begin = Instant::now();
        let (mut has_told, mut misses) = (false, 0);
        loop {
            let (file, is_new) = opened(disk, &path)?;
            let is_locked = match file.try_lock() {
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => {
                    if !std::mem::replace(&mut has_told, true) {
                        waiting();
                    }
                    if begin.elapsed() >= patience {
                        return Err(Refusal::InUse);
                    }
                    sleep(PAUSE);
                    continue;
                }
                Err(TryLockError::Error(_)) => false,
            };
            // The run before may just have taken its unused journal away. A drive that never gives a file the
            // same number is believed nothing.
            let is_there = is_at(&file, &path);
            misses += usize::from(!is_there);
            if is_there || misses >= MOST_MISSES {
                let is_locked = is_locked && is_there;
                let mut journal = Journal { file, path, is_new, is_locked, is_torn: false, as_read: AsRead::default() };
                let notes = journal.read().map_err(Refusal::System)?;
                return Ok((journal, notes));
            }
        }
    }

    fn read(&mut self) -> io::Result<Notes> {
        let look = self.look();
        let (mut digest, mut length, mut is_torn) = (Digest::default(), 0, false);
        let notes = Notes::read_with(&self.file, &mut |line| {
            digest.add(line);
            length += line.len();
            is_torn = line.last() != Some(&b'\n');
        })?;
        self.is_torn = is_torn;
        self.as_read = AsRead { length, sum: digest.finish(), look };
        Ok(notes)
    }

    /// The check sum of what was read.
    pub(super) fn sum(&self) -> &str {
        &self.as_read.sum
    }

    /// Whether it looks as when it was read.
    pub(super) fn is_as_read(&self) -> bool {
        self.as_read.look.is_some() && self.look() == self.as_read.look
    }

    fn look(&self) -> Option<Look> {
        Look::of(&self.file.metadata().ok()?)
    }

    /// Adds `lines`.
    pub(super) fn append(&mut self, disk: &dyn FileSystem, lines: &[Line<'_>]) -> io::Result<()> {
        self.file.seek(SeekFrom::End(0))?;
        let mut text = Vec::new();
        text.extend(self.is_torn.then_some(b'\n'));
        lines.iter().try_for_each(|line| line.put(&mut text))?;
        self.is_torn = true;
        disk.write(&mut self.file, &text)?;
        self.is_torn = false;
        Ok(())
    }

    /// What was read, if it still stands there: a drive that knows no locks lets others write meanwhile.
    pub(super) fn text_as_read(&mut self) -> io::Result<Option<Vec<u8>>> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut text = vec![0; self.as_read.length];
        match self.file.read_exact(&mut text) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            read => read.map(|()| (sha256(&text) == self.as_read.sum).then_some(text)),
        }
    }

    /// Lets `lines` stand alone. Whatever is cut off on the way, no line that counts is lost: the new ones are
    /// written over the old ones before the rest is taken away.
    pub(super) fn replace(&mut self, disk: &dyn FileSystem, lines: Tell<'_>) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        if told::holds(&self.file, lines) {
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(0))?;
        let length = told::write(disk, &mut self.file, lines)?;
        disk.shorten(&self.file, length)
    }

    /// Takes the journal away.
    pub(super) fn remove(&self, disk: &dyn FileSystem) {
        // An empty journal harms nobody.
        let _ = disk.remove_file(&self.path);
    }
}

fn opened(disk: &dyn FileSystem, path: &Path) -> Result<(File, bool), Refusal> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(Refusal::NotAFile),
        Ok(_) => disk.open(path).map(|file| (file, false)).map_err(Refusal::System),
        Err(error) if error.kind() == ErrorKind::NotFound => match disk.create(path) {
            Ok(file) => Ok((file, true)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                disk.open(path).map(|file| (file, false)).map_err(Refusal::System)
            }
            Err(error) => Err(Refusal::System(error)),
        },
        Err(error) => Err(Refusal::System(error)),
    }
}

/// Whether `file` still stands at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        let (held, there) = (file.metadata().map(number), fs::symlink_metadata(path).map(number));
        held.ok() == there.ok()
    }
    // Elsewhere an open file keeps its name.
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::disk::Disk;
    use super::*;

    fn open(root: &Path) -> (Journal, Notes) {
        Journal::open(&Disk, root, Duration::ZERO, &mut || panic!("nobody holds it")).unwrap()
    }

    #[test]
    fn torn_lines_and_strange_paths_are_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let (mut journal, notes) = open(place.path());
        assert!(journal.is_new && journal.is_locked && notes == Notes::default());
        let owner = Owner { name: "x".to_owned(), ..Owner::default() };
        journal.append(&Disk, &[Line::owner(&owner), Line::folder("a"), Line::file("a/b.pdf", "01")]).unwrap();
        Disk.write(&mut journal.file, b"{\"path\":\"a/c.p").unwrap();
        drop(journal);
        let (mut journal, _) = open(place.path());
        let strange = ["../x.pdf", "/etc/x", "a/../b", "a\\b", ""].map(|path| Line::file(path, "01"));
        journal.append(&Disk, &strange).unwrap();
        journal.append(&Disk, &[Line::file("a/b.pdf", "02")]).unwrap();
        drop(journal);
        let (journal, notes) = open(place.path());
        assert!(!journal.is_new);
        assert_eq!((notes.owner, notes.folders), (Some(owner), vec!["a".to_owned()]));
        let files = BTreeMap::from([("a/b.pdf".to_owned(), vec!["01".to_owned(), "02".to_owned()])]);
        assert_eq!(notes.records.files(|_| true), files);
    }

    #[test]
    fn new_lines_take_the_place_of_all_others() {
        let place = tempfile::tempdir().unwrap();
        let (mut journal, _) = open(place.path());
        let many: Vec<Line> = (0..9).map(|number| Line::file(&format!("{number}.pdf"), "01").kept()).collect();
        journal.append(&Disk, &many).unwrap();
        journal.replace(&Disk, &|out| many[4].put(out)).unwrap();
        journal.append(&Disk, &many[7..8]).unwrap();
        drop(journal);
        let text = fs::read_to_string(place.path().join(NAME)).unwrap();
        assert_eq!(text, "{\"path\":\"4.pdf\",\"sha256\":\"01\"}\n{\"path\":\"7.pdf\",\"sha256\":\"01\"}\n");
    }

    #[test]
    fn a_journal_is_held_by_one_and_is_a_file() {
        let place = tempfile::tempdir().unwrap();
        let (journal, _) = open(place.path());
        let other = File::open(place.path().join(NAME)).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        let mut told = 0;
        let refused = Journal::open(&Disk, place.path(), Duration::from_millis(1), &mut || told += 1);
        assert!(matches!(refused, Err(Refusal::InUse)) && told == 1);
        journal.remove(&Disk);
        assert!(!is_at(&journal.file, &journal.path));
        drop(journal);
        fs::create_dir(place.path().join(NAME)).unwrap();
        assert!(matches!(Journal::open(&Disk, place.path(), Duration::ZERO, &mut || ()), Err(Refusal::NotAFile)));
    }
}
