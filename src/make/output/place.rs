//! Puts the files of one document where they belong: all of them, or none.
//!
//! A file that the program wrote gives way to its new version. What a user changed by hand is put aside
//! first: a clerk who mended a sentence in Word and runs the program again finds the mended paper with its
//! bytes under another name, and the new version under the usual one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{FileSystem, check_writable};
use super::fault::{file_fault, locked};
use super::temporary::Temporary;
use crate::base::diag::{Code, Diagnostic, Place};

/// What is added to the stem of a file that was put aside.
const SUFFIX: &str = "_sua_tay";

/// What stands where a file is to come.
pub(super) enum Standing {
    Nothing,
    /// The very bytes that are to come.
    Same,
    /// A file that the program wrote, with its bytes unless they are too many to be held.
    Ours(Option<Vec<u8>>),
    /// Somebody's work.
    Foreign,
}

/// A file to be put, and where.
pub(super) struct Change<'a> {
    /// Below the folder.
    pub path: &'a str,
    pub target: PathBuf,
    pub standing: Standing,
}

/// A file that has come to its place.
struct Placed {
    target: PathBuf,
    before: Before,
}

/// What stood in its place.
enum Before {
    Nothing,
    Ours(Option<Vec<u8>>),
    /// Put aside at this path, with what there is to say about it.
    Aside(PathBuf, Diagnostic),
}

/// Puts all of `changes` in place and tells what was put aside.
///
/// # Errors
/// The first refusal (`GF…`); everything is then as it was, as far as the disk allows.
pub(super) fn place(disk: &dyn FileSystem, changes: Vec<(Change<'_>, &[u8])>) -> Result<Vec<Diagnostic>, Diagnostic> {
    let mut staged = Vec::with_capacity(changes.len());
    for (change, bytes) in changes {
        let folder = change.target.parent().unwrap_or(Path::new("."));
        let temporary = Temporary::write(disk, folder, bytes, false);
        staged.push((temporary.map_err(|error| file_fault(&change.target, &error))?, change));
    }
    place_staged(disk, staged)
}

/// As [`place`], for files that are written already under passing names.
pub(super) fn place_staged(
    disk: &dyn FileSystem,
    staged: Vec<(Temporary<'_>, Change<'_>)>,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let mut placed: Vec<Placed> = Vec::with_capacity(staged.len());
    for (temporary, change) in staged {
        match Placed::put(disk, temporary, change) {
            Ok(one) => placed.push(one),
            Err(fault) => {
                placed.into_iter().rev().for_each(|one| one.undo(disk));
                return Err(fault);
            }
        }
    }
    Ok(placed.into_iter().filter_map(Placed::finding).collect())
}

impl Placed {
    fn put(disk: &dyn FileSystem, temporary: Temporary<'_>, change: Change<'_>) -> Result<Self, Diagnostic> {
        let Change { path, target, standing } = change;
        let before = match standing {
            Standing::Nothing | Standing::Same => Before::Nothing,
            Standing::Ours(bytes) => Before::Ours(bytes),
            Standing::Foreign => {
                let (aside, finding) = put_aside(disk, path, &target)?;
                Before::Aside(aside, finding)
            }
        };
        match temporary.persist(&target) {
            Ok(()) => Ok(Placed { target, before }),
            Err(error) => {
                if let Before::Aside(aside, _) = &before {
                    // When this is refused the file stays safe under its other name.
                    let _ = disk.rename(aside, &target);
                }
                Err(file_fault(&target, &error))
            }
        }
    }

    /// Brings back what stood there. The first failure is the one to report; the journal knows all versions.
    fn undo(self, disk: &dyn FileSystem) {
        let _ = match &self.before {
            Before::Nothing => disk.remove_file(&self.target),
            Before::Aside(aside, _) => disk.rename(aside, &self.target),
            Before::Ours(None) => Ok(()),
            Before::Ours(Some(bytes)) => {
                let folder = self.target.parent().unwrap_or(Path::new("."));
                Temporary::write(disk, folder, bytes, false).and_then(|old| old.persist(&self.target))
            }
        };
    }

    fn finding(self) -> Option<Diagnostic> {
        match self.before {
            Before::Aside(_, finding) => Some(finding),
            _ => None,
        }
    }
}

/// Gives what stands at `target`, called `path` below the folder, a free name, and tells which (`GF012`).
///
/// # Errors
/// `GF…` when the system refuses.
pub(super) fn put_aside(disk: &dyn FileSystem, path: &str, target: &Path) -> Result<(PathBuf, Diagnostic), Diagnostic> {
    let (aside, name) = free_name(path, target);
    disk.rename(target, &aside).map_err(|error| file_fault(target, &error))?;
    let message = format!("tệp đã có ở đây không còn đúng như chương trình ghi; đã giữ lại với tên `{name}`");
    let finding = Diagnostic::warning(Code::GF012, message)
        .at(Place::file(path))
        .hint("bản mới mang tên cũ; chép phần sửa tay cần giữ sang bản mới, rồi tự xóa bản giữ lại");
    Ok((aside, finding))
}

/// A name beside `target` that nothing has, and the same for `path`.
fn free_name(path: &str, target: &Path) -> (PathBuf, String) {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let names = (1_usize..).map(|number| match number {
        1 => format!("{stem}{SUFFIX}.{extension}"),
        _ => format!("{stem}{SUFFIX}_{number}.{extension}"),
    });
    let beside = |name: String| {
        let last = name.rsplit('/').next().unwrap_or_default();
        (target.with_file_name(last), name)
    };
    let mut free = names.map(beside).skip_while(|(at, _)| fs::symlink_metadata(at).is_ok());
    free.next().unwrap_or_else(|| beside(format!("{stem}{SUFFIX}.{extension}")))
}

/// Refuses what could not give way to a file at `target` (`GF002`).
pub(super) fn check_replaceable(target: &Path) -> Result<(), Diagnostic> {
    let Ok(metadata) = fs::metadata(target) else { return Ok(()) };
    check_is_file(target, &metadata)?;
    check_unlocked(target, &metadata)
}

pub(super) fn check_is_file(target: &Path, metadata: &fs::Metadata) -> Result<(), Diagnostic> {
    if metadata.is_dir() {
        let message = format!("không ghi được `{}`: đã có thư mục mang tên này", target.display());
        return Err(Diagnostic::error(Code::GF002, message)
            .at(Place::file(target))
            .hint("đổi tên hoặc xóa thư mục đó, hoặc chọn nơi khác bằng `--out`"));
    }
    if metadata.is_file() { Ok(()) } else { Err(locked(target, "đây không phải một tệp thường")) }
}

/// Whether the file could be written over.
pub(super) fn check_unlocked(target: &Path, metadata: &fs::Metadata) -> Result<(), Diagnostic> {
    if metadata.permissions().readonly() {
        return Err(locked(target, "tệp chỉ cho đọc"));
    }
    match check_writable(target) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(locked(target, "tệp bị khóa, không cho ghi")),
        Err(error) => Err(file_fault(target, &error)),
    }
}
