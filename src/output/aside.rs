//! What a user changed by hand is put aside before a new version takes its place.
//!
//! A clerk who mended a sentence in Word and runs the program again must find the mended paper: it keeps its
//! bytes under another name, and the new version stands under the usual one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{OutputFile, file_fault};
use crate::diag::{Code, Diagnostic, Place};

/// What is added to the stem of a file that was put aside.
const SUFFIX: &str = "_sua_tay";

/// Whether what stands at this path below the folder, with these bytes, was written by the program.
pub type IsOurs<'a> = &'a dyn Fn(&str, &[u8]) -> bool;

/// A file that has come to its place.
pub(super) struct Placed {
    target: PathBuf,
    kept: Option<Kept>,
}

/// An older file that was put aside.
struct Kept {
    at: PathBuf,
    finding: Diagnostic,
}

impl Placed {
    /// Puts `temporary` at `target`; an older file that `is_ours` does not know is kept under a new name.
    pub(super) fn put(
        file: &OutputFile,
        temporary: tempfile::NamedTempFile,
        target: PathBuf,
        is_ours: IsOurs,
    ) -> Result<Self, Diagnostic> {
        let kept = set_aside(file, &target, is_ours)?;
        match temporary.persist(&target) {
            Ok(_) => Ok(Placed { target, kept }),
            Err(refused) => {
                let fault = file_fault(&target, &refused.error);
                Placed { target, kept }.put_back();
                Err(fault)
            }
        }
    }

    /// Takes the new file away again; one that was put aside comes back.
    pub(super) fn undo(self) {
        // The first failure is the one to report; a leftover shows in the manifest.
        let _ = fs::remove_file(&self.target);
        self.put_back();
    }

    fn put_back(self) {
        if let Some(kept) = self.kept {
            // When this is refused the file stays safe under its other name.
            let _ = fs::rename(&kept.at, &self.target);
        }
    }

    /// What there is to say about the file that was put aside.
    pub(super) fn finding(self) -> Option<Diagnostic> {
        self.kept.map(|kept| kept.finding)
    }
}

fn set_aside(file: &OutputFile, target: &Path, is_ours: IsOurs) -> Result<Option<Kept>, Diagnostic> {
    let goes = match fs::read(target) {
        Ok(old) => old == file.bytes || is_ours(&file.path, &old),
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if goes {
        return Ok(None);
    }
    let (at, name) = free_name(file, target);
    fs::rename(target, &at).map_err(|error| file_fault(target, &error))?;
    let message = format!("tệp đã có ở đây không còn đúng như chương trình ghi; đã giữ lại với tên `{name}`");
    let finding = Diagnostic::warning(Code::GF012, message)
        .at(Place::file(&file.path))
        .hint("bản mới mang tên cũ; chép phần sửa tay cần giữ sang bản mới, rồi tự xóa bản giữ lại");
    Ok(Some(Kept { at, finding }))
}

/// A name beside `target` that nothing has, and the same as the path of `file`.
fn free_name(file: &OutputFile, target: &Path) -> (PathBuf, String) {
    let (stem, extension) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let names = (1_usize..).map(|number| match number {
        1 => format!("{stem}{SUFFIX}.{extension}"),
        _ => format!("{stem}{SUFFIX}_{number}.{extension}"),
    });
    let beside = |name: String| {
        let last = name.rsplit('/').next().unwrap_or_default();
        (target.with_file_name(last), name)
    };
    let mut free = names.map(beside).skip_while(|(at, _)| at.symlink_metadata().is_ok());
    free.next().unwrap_or_else(|| beside(format!("{stem}{SUFFIX}.{extension}")))
}

#[cfg(test)]
mod tests {
    use super::super::OutputFolder;
    use super::*;

    #[test]
    fn what_is_not_ours_is_kept_under_free_names() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(place.path()).unwrap();
        let put = |text: &str, is_ours: bool| {
            let file = OutputFile { path: "a/b.docx".to_owned(), bytes: text.as_bytes().to_vec() };
            folder.put_keeping(&[file], &|path, _| is_ours && path == "a/b.docx").unwrap()
        };
        let read = |name: &str| fs::read_to_string(place.path().join("a").join(name)).ok();
        assert!(put("one", false).is_empty());
        assert!(put("one", false).is_empty());
        assert!(put("two", true).is_empty());
        let told: Vec<String> =
            [put("three", false), put("four", false)].into_iter().flatten().map(|finding| finding.message).collect();
        assert_eq!(read("b.docx").as_deref(), Some("four"));
        assert_eq!(read("b_sua_tay.docx").as_deref(), Some("two"));
        assert_eq!(read("b_sua_tay_2.docx").as_deref(), Some("three"));
        assert!(told.len() == 2 && told[1].contains("`a/b_sua_tay_2.docx`"), "{told:?}");
    }

    #[test]
    fn a_document_that_cannot_be_put_gives_the_old_file_back() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("b.pdf"), "mine").unwrap();
        let file = OutputFile { path: "b.pdf".to_owned(), bytes: b"new".to_vec() };
        let temporary = tempfile::NamedTempFile::new_in(place.path()).unwrap();
        let placed = Placed::put(&file, temporary, place.path().join("b.pdf"), &|_, _| false).map_err(|_| ()).ok();
        placed.unwrap().undo();
        assert_eq!(fs::read_to_string(place.path().join("b.pdf")).unwrap(), "mine");
        assert!(!place.path().join("b_sua_tay.pdf").exists());
    }
}
