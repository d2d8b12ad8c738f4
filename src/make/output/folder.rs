//! A folder that takes the documents of one run, and remembers what the program wrote into it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{FileSystem, create_folders, remove_folders};
use super::fault::{file_fault, folder_fault, refused};
use super::journal::{Journal, Line, Notes, PATIENCE};
use super::marks::Marks;
use super::name::check_name;
use super::owner::Owner;
use super::place::{Change, Standing, check_is_file, check_unlocked, place, put_aside};
use super::records::Records;
use super::temporary::{Temporary, sweep};
use super::{Digest, IsOwn, OutputFile, SUMMARY, sha256};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::ascii_key;

/// The largest file that is held in memory.
const LARGEST_HELD: u64 = 64 << 20;

/// A folder that takes the documents of one run. No other run changes it meanwhile.
#[derive(Debug)]
pub struct OutputFolder {
    pub(super) root: PathBuf,
    pub(super) disk: Arc<dyn FileSystem>,
    /// The folders that this run made to have it, outermost first.
    made: Vec<PathBuf>,
    is_own: IsOwn,
    state: Mutex<State>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) journal: Journal,
    pub(super) owner: Option<Owner>,
    /// Folders below the root in which files were made.
    pub(super) folders: BTreeSet<String>,
    /// Everything that the program wrote.
    pub(super) records: Records,
    /// The folder in which files were looked at last, as it is called and where it lies.
    pub(super) looked_in: Option<(String, Arc<Path>)>,
    /// How their files look.
    pub(super) marks: Marks,
    /// When this run began, by the clock of the disk; nothing is before a clock that can't be read.
    pub(super) begin: u64,
    /// The records that the journal does not hold yet.
    pub(super) unnoted: Vec<Line<'static>>,
    /// Files of single texts that the program wrote and that were overwritten.
    pub(super) overwritten: HashSet<String>,
    /// Single texts in whose place others were put.
    pub(super) replaced: Vec<Diagnostic>,
    /// This run has changed a file.
    has_begun: bool,
}

/// What came of putting files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Put {
    /// The check sum of each file, in order.
    pub sums: Vec<String>,
    /// What was put aside (`GF012`).
    pub findings: Vec<Diagnostic>,
}

/// What stands at a path of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    /// A file with its check sum, and its bytes unless they are too many.
    File(String, Option<Vec<u8>>),
    /// A folder, a link, something behind a link, or a file that can't be read.
    Other,
}

impl OutputFolder {
    /// Opens the folder, making it when it is not there, and holds it for this run. `is_own` knows the files that
    /// bear a mark of the program; `waiting` is called once when another run is at work in it.
    ///
    /// # Errors
    /// `GF001` to `GF005` when nothing can be written there, `GF014` when the other run does not end, `GF017`
    /// when the place of the journal is taken. Nothing is then made.
    pub fn open(
        root: &Path,
        disk: Arc<dyn FileSystem>,
        is_own: IsOwn,
        waiting: &mut dyn FnMut(),
    ) -> Result<Self, Diagnostic> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let made = create_folders(disk.as_ref(), root).map_err(|error| folder_fault(root, &error))?;
        let opened = Journal::open(disk.as_ref(), root, PATIENCE, waiting).map_err(|refusal| refused(root, &refusal));
        let (journal, notes) = opened.inspect_err(|_| remove_folders(disk.as_ref(), &made))?;
        let Notes { owner, folders, records } = notes;
        let folders: HashSet<&str> = folders.iter().map(String::as_str).chain(records.folders()).collect();
        // Folders of ours are called by the key of what is in them; any other one may be somebody's.
        let folders = folders.into_iter().filter(|folder| ascii_key(folder) == *folder).map(str::to_owned).collect();
        let state = State {
            journal,
            owner,
            folders,
            records,
            looked_in: None,
            marks: Marks::read(root),
            begin: 0,
            unnoted: Vec::new(),
            overwritten: HashSet::new(),
            replaced: Vec::new(),
            has_begun: false,
        };
        let folder = OutputFolder { root: root.to_path_buf(), disk, made, is_own, state: Mutex::new(state) };
        // A journal from a better day says nothing about what can be written now.
        let probe = Temporary::write(folder.disk.as_ref(), &folder.root, b"", false);
        match probe.map(|probe| probe.moment()) {
            Ok(begin) => {
                folder.state().begin = begin.unwrap_or_default();
                Ok(folder)
            }
            Err(error) => {
                let fault = file_fault(&folder.root, &error);
                folder.abandon();
                Err(fault)
            }
        }
    }

    /// The folder as the user named it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The campaign that the journal names.
    pub fn owner(&self) -> Option<Owner> {
        self.state().owner.clone()
    }

    /// The folder belongs to `owner` from now on.
    pub fn belongs_to(&self, owner: &Owner) {
        let state = &mut *self.state();
        if state.owner.as_ref() != Some(owner) {
            state.unnoted.push(Line::owner(owner).kept());
            state.owner = Some(owner.clone());
        }
    }

    /// Whether the journal has noted this file with this check sum.
    pub fn knows(&self, path: &str, sha256: &str) -> bool {
        self.state().records.has(path, sha256)
    }

    /// Whether the file at `path`, with these `bytes` unless they are too many to be held, bears a mark of the program.
    /// A journal and a manifest are data like any other: who has them in hand can note any file in them.
    pub fn is_own(&self, path: &str, bytes: Option<&[u8]>) -> bool {
        match bytes {
            Some(bytes) => (self.is_own)(path, &mut Cursor::new(bytes)),
            None => {
                let file = self.locate(path).ok().and_then(|target| File::open(target).ok());
                file.is_some_and(|mut file| (self.is_own)(path, &mut file))
            }
        }
    }

    /// Whether anything stands at `path`.
    pub fn is_there(&self, path: &str) -> bool {
        self.locate(path).is_ok_and(|target| fs::symlink_metadata(target).is_ok())
    }

    /// The program wrote the file at `path` with this check sum: whoever calls this has the proof.
    pub fn remember(&self, path: &str, sha256: &str) {
        let state = &mut *self.state();
        state.folders.extend(folder_of(path).map(str::to_owned));
        state.note(path, sha256);
    }

    /// Whether this run has changed any file.
    pub fn has_changed(&self) -> bool {
        self.state().has_begun
    }

    /// Whether the program wrote any file.
    pub fn has_records(&self) -> bool {
        !self.state().records.is_empty()
    }

    /// Every file that the program wrote and whose path is `wanted`, by path, with the check sums that it had.
    pub fn records(&self, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
        self.state().records.files(wanted)
    }

    /// Takes away the passing files of a run that was cut off.
    pub fn sweep(&self) {
        let state = self.state();
        if state.journal.is_locked {
            sweep(self.disk.as_ref(), &self.root);
            state.folders.iter().filter_map(|folder| self.locate(folder).ok()).for_each(|folder| {
                if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir()) {
                    sweep(self.disk.as_ref(), &folder);
                }
            });
        }
    }

    /// Puts all `files` in place, or none of them. An older file that the program did not write is kept under
    /// another name, and told (`GF012`).
    ///
    /// # Errors
    /// `GF…` for the first file that can't be put.
    pub fn put(&self, files: &[OutputFile]) -> Result<Put, Diagnostic> {
        let sums: Vec<String> = files.iter().map(|file| sha256(&file.bytes)).collect();
        let changes = files.iter().zip(&sums).map(|(file, sum)| self.change(file, sum));
        let mut changes = changes.collect::<Result<Vec<_>, _>>()?;
        let is_new: Vec<bool> = changes.iter().map(|(change, _)| !matches!(change.standing, Standing::Same)).collect();
        changes.retain(|(change, _)| !matches!(change.standing, Standing::Same));
        let noted: Vec<(&str, Option<&str>)> =
            files.iter().zip(&sums).map(|(file, sum)| (file.path.as_str(), Some(sum.as_str()))).collect();
        self.announce(&noted, !changes.is_empty())?;
        for folder in changes.iter().filter_map(|(change, _)| change.target.parent()) {
            create_folders(self.disk.as_ref(), folder).map_err(|error| folder_fault(folder, &error))?;
        }
        let ours = changes.iter().filter(|(change, _)| matches!(change.standing, Standing::Ours(_)));
        let overwritten: Vec<String> =
            ours.map(|(change, _)| change.path.to_owned()).filter(|path| folder_of(path).is_none()).collect();
        let findings = place(self.disk.as_ref(), changes)?;
        self.state().overwritten.extend(overwritten);
        let placed = files.iter().zip(&sums).zip(is_new).filter(|(_, is_new)| *is_new);
        placed.for_each(|((file, sum), _)| self.mark(&file.path, sum));
        Ok(Put { sums, findings })
    }

    /// Takes the folder away again, as far as this run made it and nothing came into it.
    pub fn abandon(self) {
        let state = self.state();
        if state.journal.is_new && !state.has_begun {
            state.journal.remove(self.disk.as_ref());
        }
        remove_folders(self.disk.as_ref(), &self.made);
    }

    /// Removes the file at `path`, which must be one of ours.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let target = self.locate(path).map_err(|_| ErrorKind::InvalidInput)?;
        self.disk.remove_file(&target)
    }

    /// Keeps the file at `path` under another name, and tells it (`GF012`).
    ///
    /// # Errors
    /// `GF…` when the system refuses.
    pub fn set_aside(&self, path: &str) -> Result<Diagnostic, Diagnostic> {
        let target = self.locate(path)?;
        put_aside(self.disk.as_ref(), path, &target).map(|(_, finding)| finding)
    }

    /// What stands at `path`, nothing of it followed that leads out of the folder.
    pub fn find(&self, path: &str) -> Found {
        let Ok(target) = self.locate(path) else { return Found::Other };
        match fs::symlink_metadata(&target) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Found::Nothing,
            Ok(metadata) if metadata.is_file() => {
                content(&target, metadata.len()).map_or(Found::Other, |(sum, bytes)| Found::File(sum, bytes))
            }
            _ => Found::Other,
        }
    }

    /// Where `path` lies: `GF008` for a name that is not safe, `GF001` when a link stands on the way.
    pub fn locate(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        check_name(path)?;
        let mut target = self.root.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            target.push(part);
            let is_link = || fs::symlink_metadata(&target).is_ok_and(|metadata| metadata.is_symlink());
            if parts.peek().is_some() && is_link() {
                let message = "không ghi qua liên kết: tệp sẽ nằm ngoài thư mục kết quả";
                return Err(Diagnostic::error(Code::GF001, message)
                    .at(Place::file(&target))
                    .hint("bỏ liên kết này, hoặc chọn thư mục khác bằng `--out`"));
            }
        }
        Ok(target)
    }

    fn change<'a>(&self, file: &'a OutputFile, sha256: &str) -> Result<(Change<'a>, &'a [u8]), Diagnostic> {
        Ok((self.change_at(&file.path, file.bytes.len() as u64, sha256)?, &file.bytes))
    }

    /// What would come of a file of `length` bytes with this check sum at `path`.
    pub(super) fn change_at<'a>(&self, path: &'a str, length: u64, sha256: &str) -> Result<Change<'a>, Diagnostic> {
        let target = self.locate(path)?;
        let standing = self.standing(path, length, sha256, &target)?;
        Ok(Change { path, target, standing })
    }

    /// Finds out before anything is moved what would give way to such a file, and whether it could.
    fn standing(&self, path: &str, length: u64, sha256: &str, target: &Path) -> Result<Standing, Diagnostic> {
        let metadata = match fs::symlink_metadata(target) {
            Ok(metadata) if metadata.is_symlink() => return Ok(Standing::Foreign),
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(folder_fault(target.parent().unwrap_or(target), &error)),
        };
        check_is_file(target, &metadata)?;
        let is_known = self.state().records.has_path(path);
        let is_looked_at = is_known || metadata.len() == length;
        let there = is_looked_at.then(|| content(target, metadata.len()).ok()).flatten();
        if there.as_ref().is_some_and(|(sum, _)| sum == sha256) {
            return Ok(Standing::Same);
        }
        check_unlocked(target, &metadata)?;
        Ok(match there {
            Some((sum, bytes)) if self.knows(path, &sum) && self.is_own(path, bytes.as_deref()) => {
                Standing::Ours(bytes)
            }
            _ => Standing::Foreign,
        })
    }

    /// Notes files, those whose check sum is known yet, and their folders in the journal before they come; with the
    /// first of a run that changes anything, the summary of the run before goes, which would no longer be true.
    pub(super) fn announce(&self, files: &[(&str, Option<&str>)], is_change: bool) -> Result<(), Diagnostic> {
        let state = &mut *self.state();
        let folders: BTreeSet<&str> = files.iter().filter_map(|(path, _)| folder_of(path)).collect();
        for folder in folders {
            if state.folders.insert(folder.to_owned()) {
                state.unnoted.push(Line::folder(folder).kept());
            }
        }
        files.iter().filter_map(|(path, sum)| Some((path, (*sum)?))).for_each(|(path, sum)| state.note(path, sum));
        if !state.unnoted.is_empty() {
            let noted = state.journal.append(self.disk.as_ref(), &state.unnoted);
            noted.map_err(|error| file_fault(&self.root, &error))?;
            state.unnoted.clear();
        }
        if is_change && !state.has_begun {
            let summary = self.root.join(SUMMARY);
            match self.disk.remove_file(&summary) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(file_fault(&summary, &error)),
                _ => state.has_begun = true,
            }
        }
        Ok(())
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn note(&mut self, path: &str, sha256: &str) {
        if self.records.note(path, sha256) {
            self.unnoted.push(Line::file(path, sha256).kept());
        }
    }
}

/// The check sum of the file `path` of `length` bytes, and the bytes unless they are too many.
pub(super) fn content(path: &Path, length: u64) -> io::Result<(String, Option<Vec<u8>>)> {
    if length <= LARGEST_HELD {
        let bytes = fs::read(path)?;
        return Ok((sha256(&bytes), Some(bytes)));
    }
    let mut digest = Digest::default();
    io::copy(&mut File::open(path)?, &mut digest)?;
    Ok((digest.finish(), None))
}

/// The folder part of `path`.
pub(super) fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
