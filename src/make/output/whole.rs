//! A new folder or a single file under a name that the user chose, whole or not at all.
//!
//! The name is the user's own, so it may have accents and blanks, which the names of papers never have.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::OutputFile;
use super::disk::{Disk, FileSystem, create_folders, remove_folders};
use super::fault::{file_fault, folder_fault};
use super::name::check_name;
use super::place::check_replaceable;
use super::temporary::{PREFIX, Temporary};
use crate::base::diag::{Code, Diagnostic, Place};

/// How the faults of a run with `--out` call the way out.
const USUAL_OPTION: &str = " bằng `--out`";

/// Makes the folder `dir` with `files` in it. An empty folder of this name may be there already. The last of
/// `files` appears last.
///
/// # Errors
/// `TL012` when something stands at `dir`; `GF…` when it can't be written, and then nothing is left.
pub fn new_folder(dir: &Path, files: &[OutputFile]) -> Result<(), Diagnostic> {
    let is_there = dir.try_exists().map_err(|error| folder_fault(dir, &error))?;
    if is_there {
        check_empty(dir)?;
    }
    make_folder(dir, files, is_there).map_err(|finding| instead(finding, ""))
}

fn make_folder(dir: &Path, files: &[OutputFile], is_there: bool) -> Result<(), Diagnostic> {
    let beside = if is_there { dir } else { folder_of(dir) };
    let made = create_folders(&Disk, beside).map_err(|error| folder_fault(beside, &error))?;
    let staged = temporary_folder(&Disk, beside).map_err(|error| folder_fault(dir, &error))?;
    let done = fill(&Disk, &staged, files).and_then(|()| match is_there {
        true => move_up(&Disk, &staged, dir, files),
        false => Disk.rename(&staged, dir).map_err(|error| folder_fault(dir, &error)),
    });
    clear(&Disk, &staged, files);
    if done.is_err() {
        remove_folders(&Disk, &made);
    }
    done
}

/// Writes `files` into the folder `staged`.
fn fill(disk: &dyn FileSystem, staged: &Path, files: &[OutputFile]) -> Result<(), Diagnostic> {
    for file in files {
        check_name(&file.path)?;
        let target = staged.join(&file.path);
        let write = || {
            create_folders(disk, folder_of(&target))?;
            disk.write(&mut disk.create(&target)?, &file.bytes)
        };
        write().map_err(|error| file_fault(&target, &error))?;
    }
    Ok(())
}

/// Takes away what is left of `files` in `staged`, and the folder.
fn clear(disk: &dyn FileSystem, staged: &Path, files: &[OutputFile]) {
    let mut folders = vec![staged.to_path_buf()];
    for target in files.iter().map(|file| staged.join(&file.path)) {
        if target.is_file() {
            // What stays is of no harm; the first failure is the one to report.
            let _ = disk.remove_file(&target);
        }
        folders.extend(target.parent().filter(|folder| *folder != staged).map(Path::to_path_buf));
    }
    remove_folders(disk, &folders);
}

/// Moves what stands in `from` to `to`, or nothing of it.
fn move_up(disk: &dyn FileSystem, from: &Path, to: &Path, files: &[OutputFile]) -> Result<(), Diagnostic> {
    let mut names: Vec<&str> = Vec::new();
    for name in files.iter().filter_map(|file| file.path.split('/').next()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut moved: Vec<&str> = Vec::new();
    for name in names {
        let target = to.join(name);
        if let Err(error) = disk.rename(&from.join(name), &target) {
            for name in moved {
                // The first failure is the one to report.
                let _ = disk.rename(&to.join(name), &from.join(name));
            }
            return Err(file_fault(&target, &error));
        }
        moved.push(name);
    }
    Ok(())
}

/// Writes `bytes` as the file `target`, in place of an older one; `option` is the option that named it.
///
/// # Errors
/// `GF…` when it can't be written; what stood there before is then left as it was.
pub fn write_file(target: &Path, bytes: &[u8], option: &str) -> Result<(), Diagnostic> {
    put_file(target, bytes, false).map_err(|finding| instead(finding, &format!(" bằng `{option}`")))
}

fn put_file(target: &Path, bytes: &[u8], is_lasting: bool) -> Result<(), Diagnostic> {
    let folder = folder_of(target);
    create_folders(&Disk, folder).map_err(|error| folder_fault(folder, &error))?;
    check_replaceable(target)?;
    let written = Temporary::write(&Disk, folder, bytes, is_lasting).and_then(|temporary| temporary.persist(target));
    written.map_err(|error| file_fault(target, &error))
}

/// Writes `bytes` as the file `target`, in place of an older one, and waits until it would outlive a power cut: it is
/// the only copy of what somebody has typed or sent.
///
/// # Errors
/// As [`write_file`].
#[cfg(feature = "web")]
pub fn replace_file(target: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    put_file(target, bytes, true).map_err(|finding| {
        // The file has its place: no other one is offered.
        let finding = Diagnostic { hints: Vec::new(), ..finding };
        finding.hint("đóng tệp ở chương trình khác, xem ổ đĩa còn chỗ và có được ghi không, rồi lưu lại")
    })
}

fn check_empty(dir: &Path) -> Result<(), Diagnostic> {
    let taken = |message: &str| {
        let finding = Diagnostic::error(Code::TL012, message).at(Place::file(dir));
        finding.hint("chọn một tên thư mục chưa có; chương trình không ghi đè lên tệp của bạn")
    };
    match fs::read_dir(dir).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(taken("thư mục đã có và không trống")),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(taken("đã có một tệp mang tên này")),
        Err(error) => Err(folder_fault(dir, &error)),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder under a passing name, with the permissions any new folder gets.
fn temporary_folder(disk: &dyn FileSystem, beside: &Path) -> io::Result<PathBuf> {
    let mut builder = tempfile::Builder::new();
    let made = builder.prefix(PREFIX).make_in(beside, |path| disk.create_folder(path))?;
    made.keep().map(|((), path)| path).map_err(|refused| refused.error)
}

/// The finding with another way out than `--out`: " ở ô Thư mục kết quả".
pub fn instead(mut finding: Diagnostic, way: &str) -> Diagnostic {
    for hint in &mut finding.hints {
        hint.text = hint.text.replace(USUAL_OPTION, way);
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<OutputFile> {
        let file = |path: &str| OutputFile { path: path.to_owned(), bytes: path.as_bytes().to_vec() };
        vec![file("a/b.txt"), file("a/c.txt"), file("last.toml")]
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_appears_under_any_name_and_over_an_empty_one() {
        let place = tempfile::tempdir().unwrap();
        let empty = place.path().join("trống");
        fs::create_dir(&empty).unwrap();
        for dir in [place.path().join("An Giang 2027/phong trào số 1"), empty] {
            new_folder(&dir, &files()).unwrap();
            assert_eq!(names(&dir), ["a", "last.toml"]);
            assert_eq!(names(&dir.join("a")), ["b.txt", "c.txt"]);
        }
        assert_eq!(names(place.path()), ["An Giang 2027", "trống"]);
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let (full, file) = (place.path().join("full"), place.path().join("file"));
        fs::create_dir(&full).unwrap();
        fs::write(full.join("mine"), "mine").unwrap();
        fs::write(&file, "mine").unwrap();
        for dir in [&full, &file] {
            assert_eq!(new_folder(dir, &files()).unwrap_err().code, Code::TL012);
        }
        assert_eq!(new_folder(&file.join("below"), &files()).unwrap_err().code, Code::GF001);
        assert_eq!(names(&full), ["mine"]);
        assert_eq!(names(place.path()), ["file", "full"]);
    }

    #[test]
    fn nothing_is_left_of_a_folder_that_fails() {
        let place = tempfile::tempdir().unwrap();
        let bad = OutputFile { path: "../x".to_owned(), bytes: Vec::new() };
        let dir = place.path().join("new");
        assert_eq!(new_folder(&dir, &[files(), vec![bad]].concat()).unwrap_err().code, Code::GF008);
        assert!(names(place.path()).is_empty());
    }

    #[test]
    fn a_file_replaces_an_older_one_or_names_its_own_option() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("Báo cáo.xlsx");
        for text in ["one", "two"] {
            write_file(&target, text.as_bytes(), "--bao-cao").unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        fs::create_dir(place.path().join("b.xlsx")).unwrap();
        let refused = write_file(&place.path().join("b.xlsx"), b"", "--bao-cao").unwrap_err();
        assert_eq!(refused.code, Code::GF002);
        assert!(refused.hints[0].text.ends_with("bằng `--bao-cao`"), "{refused}");
        assert_eq!(names(place.path()), ["Báo cáo.xlsx", "b.xlsx"]);
    }
}
