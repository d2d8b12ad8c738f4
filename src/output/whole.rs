//! A new folder or a single file under a name that the user chose, whole or not at all.
//!
//! The name is the user's own, so it may have accents and blanks, which the names of papers never have.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{OutputFile, OutputFolder, TEMPORARY, file_fault, folder_fault, written};
use crate::diag::{Code, Diagnostic, Place};

/// How the faults of a run with `--out` call the way out.
const USUAL_OPTION: &str = "bằng `--out`";

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
    make_folder(dir, files, is_there).map_err(|finding| instead(finding, "trong lệnh"))
}

fn make_folder(dir: &Path, files: &[OutputFile], is_there: bool) -> Result<(), Diagnostic> {
    let beside = if is_there { dir } else { folder_of(dir) };
    fs::create_dir_all(beside).map_err(|error| folder_fault(beside, &error))?;
    let staged = temporary_folder(beside).map_err(|error| folder_fault(dir, &error))?;
    OutputFolder::create(staged.path())?.put(files)?;
    if is_there {
        return move_up(staged.path(), dir, files);
    }
    fs::rename(staged.path(), dir).map_err(|error| folder_fault(dir, &error))?;
    // It has gone to its place; there is nothing to clear away.
    let _ = staged.keep();
    Ok(())
}

/// Moves what stands in `from` to `to`, or nothing of it.
fn move_up(from: &Path, to: &Path, files: &[OutputFile]) -> Result<(), Diagnostic> {
    let mut names: Vec<&str> = Vec::new();
    for name in files.iter().filter_map(|file| file.path.split('/').next()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut moved: Vec<PathBuf> = Vec::new();
    for name in names {
        let target = to.join(name);
        if let Err(error) = fs::rename(from.join(name), &target) {
            for path in &moved {
                // The first failure is the one to report.
                let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            }
            return Err(file_fault(&target, &error));
        }
        moved.push(target);
    }
    Ok(())
}

/// Writes `bytes` as the file `target`, in place of an older one; `option` is the option that named it.
///
/// # Errors
/// `GF…` when it can't be written; what stood there before is then left as it was.
pub fn write_file(target: &Path, bytes: &[u8], option: &str) -> Result<(), Diagnostic> {
    let folder = folder_of(target);
    let write = || {
        fs::create_dir_all(folder).map_err(|error| folder_fault(folder, &error))?;
        let temporary = written(folder, target, bytes)?;
        temporary.persist(target).map_err(|refused| file_fault(target, &refused.error))?;
        Ok(())
    };
    write().map_err(|finding| instead(finding, &format!("bằng `{option}`")))
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
fn temporary_folder(beside: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(beside)
}

/// The finding with another way out than `--out`.
fn instead(mut finding: Diagnostic, way: &str) -> Diagnostic {
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
