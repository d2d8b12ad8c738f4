//! Workbooks that units have sent back, between the moment they are dropped on the page and the one they count.
//!
//! They wait in memory: what is read from each is shown with what is wrong with it, as if it lay in `so_lieu/` already,
//! and only what the clerk accepts is written there.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::overlay::Overlay;
use super::store::{Store, Unsaved, Version, version};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::files::{Disk, Files, Memory};
use crate::base::limits;
use crate::base::text::visible::visible;
use crate::campaign::rules::input::TABLES;
use crate::campaign::source::own::EXTENSIONS;
use crate::campaign::source::{books, tables};
use crate::campaign::{self, OldText, Opening};

/// The longest name in bytes: what most disks hold, with room for the number of a copy.
const LONGEST_NAME: usize = 200;

/// The files that wait.
#[derive(Debug, Default)]
pub struct Answers(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    files: Vec<Sent>,
    last: u64,
}

/// A file that waits.
#[derive(Clone, Debug)]
pub struct Sent {
    pub number: u64,
    /// The campaign that was open when it came.
    folder: PathBuf,
    /// As it was called, or with the number of a copy where another that waits is called so.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What is read from a file that waits.
pub struct Received {
    pub number: u64,
    pub name: String,
    /// The unit that it was made for and the campaign, as they were called then; of an answer to `vanthu phieu`.
    pub unit: Option<(String, Option<String>)>,
    /// The tables in it, by the names that people know, with the number of their rows.
    pub tables: Vec<(String, usize)>,
    /// What is wrong with it among the other data.
    pub findings: Report,
    /// What stands in `so_lieu/` under its name.
    pub standing: Standing,
}

/// What stands where a file would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Free,
    /// The very same.
    Same,
    /// Another file, of this version.
    Other(String),
}

/// What is to become of a file whose name is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It gets a name of its own.
    Beside,
    /// It replaces the file of this version.
    Replace(String),
}

impl Answers {
    /// Takes in a file called `name` for the campaign in `folder`. The same file once more changes nothing.
    ///
    /// # Errors
    /// `TL002` for a name that can't stand in `so_lieu/`, `DL060` when all that wait would be too much.
    pub fn take(&self, folder: &Path, name: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        check_name(name)?;
        let mut waiting = self.held();
        // Those of another campaign that was open before are nobody's any more.
        waiting.files.retain(|file| file.folder == folder);
        if waiting.files.iter().any(|file| file.bytes == bytes && original(&file.name) == original(name)) {
            return Ok(());
        }
        let size: usize = waiting.files.iter().map(|file| file.bytes.len()).sum();
        if !limits::FILE.allows(size + bytes.len()) {
            let full = Diagnostic { hints: Vec::new(), ..limits::FILE.over() };
            return Err(full.hint("nhận hoặc bỏ những tệp đang chờ trước rồi gửi tiếp"));
        }
        waiting.last += 1;
        let number = waiting.last;
        let name = free_name(name, |name| waiting.files.iter().any(|file| file.name.eq_ignore_ascii_case(name)));
        waiting.files.push(Sent { number, folder: folder.to_path_buf(), name, bytes });
        Ok(())
    }

    /// The files that wait for the campaign in `folder`.
    pub fn waiting(&self, folder: &Path) -> Vec<Sent> {
        self.held().files.iter().filter(|file| file.folder == folder).cloned().collect()
    }

    /// Lets the file `number` go.
    pub fn drop_one(&self, number: u64) {
        self.held().files.retain(|file| file.number != number);
    }

    /// Writes the file `number` into `so_lieu/` of `folder`, as `taken` says where its name is; it waits no more.
    ///
    /// # Errors
    /// `TL012` when its name is taken and nothing is said; what keeps it from being written. It then goes on waiting.
    pub fn accept(
        &self,
        store: &Store,
        folder: &Path,
        number: u64,
        taken: Option<&Taken>,
    ) -> Result<PathBuf, Diagnostic> {
        let waiting = self.waiting(folder);
        let Some(file) = waiting.into_iter().find(|file| file.number == number) else {
            return Err(Diagnostic::error(Code::TL001, "tệp này không còn chờ nhận").hint("gửi lại tệp"));
        };
        let data = folder.join(books::FOLDER);
        let path = match taken {
            Some(Taken::Beside) => data.join(free_name(&file.name, |name| Disk.kind(&data.join(name)).is_ok())),
            _ => data.join(&file.name),
        };
        let seen: Version = match taken {
            Some(Taken::Replace(version)) => Some(version.clone()),
            _ => None,
        };
        match store.save(folder, &path, &file.bytes, &seen) {
            Ok(()) => {
                self.drop_one(number);
                Ok(path)
            }
            Err(Unsaved::Failed(finding)) => Err(finding),
            Err(Unsaved::Newer(_)) => {
                let message = format!("`{}` đã có trong `{}` và khác tệp này", visible(&file.name), books::FOLDER);
                Err(Diagnostic::error(Code::TL012, message).hint("chọn thay tệp đang có hay giữ cả hai rồi nhận lại"))
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads the files that wait for the campaign in `folder`, all together with its data, and says what is wrong that is
/// not about one of them.
pub fn read(folder: &Path, waiting: &[Sent]) -> (Vec<Received>, Report) {
    let data = folder.join(books::FOLDER);
    let mut files = Overlay::default();
    waiting.iter().for_each(|file| files.put(data.join(&file.name), file.bytes.clone()));
    let findings = |opening: &Opening| match campaign::open_as(folder, opening) {
        Ok(campaign) => campaign.findings(),
        Err(faults) => faults,
    };
    let all = findings(&Opening { files: &files, ..Opening::default() });
    let received = waiting.iter().map(|file| {
        let path = data.join(&file.name);
        let mut own = all.clone();
        own.retain(|finding| concerns(finding, &path));
        let (unit, tables) = contents(file);
        let standing = standing(&path, &file.bytes);
        Received { number: file.number, name: file.name.clone(), unit, tables, findings: own, standing }
    });
    let received: Vec<Received> = received.collect();
    let before = findings(&Opening::default());
    let mut others = all;
    let is_of_one = |finding: &Diagnostic| waiting.iter().any(|file| concerns(finding, &data.join(&file.name)));
    others.retain(|finding| !is_of_one(finding) && before.iter().all(|known| known != finding));
    (received, others)
}

fn concerns(finding: &Diagnostic, path: &Path) -> bool {
    let hinted = finding.hints.iter().filter_map(|hint| hint.place.as_ref());
    finding.place.iter().chain(hinted).any(|place| place.path() == path)
}

type Contents = (Option<(String, Option<String>)>, Vec<(String, usize)>);

/// Whose answer a file is, and the tables in it.
fn contents(file: &Sent) -> Contents {
    let path = Path::new(books::FOLDER).join(&file.name);
    let memory: Memory = [(path, file.bytes.clone())].into_iter().collect();
    let read = tables::load(&memory, Path::new(""), TABLES, OldText::default(), &mut Report::new());
    let unit = read.answers.into_iter().next();
    let unit = unit.map(|answer| (answer.unit, answer.campaign.map(|(name, _)| name)));
    let known = read.known.iter().flatten().chain(&read.wide);
    let known = known.map(|table| (table.spec.label.to_owned(), table.rows.len()));
    let own = read.own.iter().map(|table| (table.label.clone(), table.rows.len()));
    (unit, known.chain(own).collect())
}

fn standing(path: &Path, bytes: &[u8]) -> Standing {
    match version(path) {
        Ok(None) => Standing::Free,
        Ok(Some(there)) if there == crate::make::output::sha256(bytes) => Standing::Same,
        Ok(Some(there)) => Standing::Other(there),
        // Saving tells why.
        Err(_) => Standing::Free,
    }
}

/// Refuses what is no plain name of a file of data.
fn check_name(name: &str) -> Result<(), Diagnostic> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let shown = visible(name);
    if !EXTENSIONS.contains(&ending.as_str()) {
        let finding = Diagnostic::error(Code::TL002, format!("`{shown}` không phải sổ tính, bảng CSV hay JSON"));
        return Err(finding.hint(format!("chỉ nhận tệp .{}", EXTENSIONS.join(", ."))));
    }
    let is_plain = !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) && !name.contains(char::is_control);
    if !is_plain || name.starts_with(['.', '~', ' ']) || name.len() > LONGEST_NAME {
        let finding = Diagnostic::error(Code::TL002, format!("tên tệp `{shown}` không dùng được"));
        return Err(finding.hint("đổi tên tệp: ngắn, không có dấu / \\ : * ? \" < > |, không bắt đầu bằng dấu chấm"));
    }
    Ok(())
}

/// `name`, or with the first number that is not taken: `phieu (2).xlsx`.
fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = |number: u32| if number == 1 { name.to_owned() } else { format!("{stem} ({number}).{ending}") };
    (1..).map(numbered).find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
}

/// `name` without the number of a copy.
fn original(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let number = stem.rsplit_once(" (").filter(|(_, number)| number.trim_end_matches(')').parse::<u32>().is_ok());
    format!("{}.{ending}", number.map_or(stem, |(stem, _)| stem))
}

#[cfg(test)]
mod tests;
