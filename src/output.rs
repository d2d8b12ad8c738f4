//! Files that appear whole or not at all.
//!
//! A clerk must never pick up half a decision from the output folder. So every file is written under a
//! temporary name in the folder it belongs to and renamed at the end, and the files of one document
//! (its PDF, its DOCX) are put in place together: when one cannot be, none is.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use self::aside::{IsOurs, Placed};
use crate::diag::{Code, Diagnostic, Place};

pub mod aside;
pub mod whole;

/// The code of a full disk: what comes after in the same run would fail as well.
pub const DISK_FULL: Code = Code::GF004;

/// The longest name of a file in characters, extension included.
pub const LONGEST_NAME: usize = 100;

/// How the names of passing files and folders begin.
const TEMPORARY: &str = ".vanthu-";

/// A file to be: its name in the output folder and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the folder, parts separated by `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A folder that takes the documents of one run.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    made_by_us: bool,
}

impl OutputFolder {
    /// Opens the folder, making it when it is not there; `GF001` when that cannot be.
    pub fn create(root: &Path) -> Result<Self, Diagnostic> {
        let made_by_us = !root.exists();
        match fs::create_dir_all(root) {
            Ok(()) => Ok(OutputFolder { root: root.to_path_buf(), made_by_us }),
            Err(error) => Err(folder_fault(root, &error)),
        }
    }

    /// The folder as the user named it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Puts all `files` in place, or none of them.
    pub fn put(&self, files: &[OutputFile]) -> Result<(), Diagnostic> {
        self.put_keeping(files, &|_, _| true).map(|_| ())
    }

    /// As [`Self::put`]; an older file that `is_ours` does not know is kept under another name, and told
    /// (`GF012`).
    pub fn put_keeping(&self, files: &[OutputFile], is_ours: IsOurs) -> Result<Vec<Diagnostic>, Diagnostic> {
        let staged = files.iter().map(|file| self.stage(file)).collect::<Result<Vec<_>, _>>()?;
        let mut placed: Vec<Placed> = Vec::new();
        for (file, (temporary, target)) in files.iter().zip(staged) {
            match Placed::put(file, temporary, target, is_ours) {
                Ok(one) => placed.push(one),
                Err(fault) => {
                    placed.into_iter().for_each(Placed::undo);
                    return Err(fault);
                }
            }
        }
        Ok(placed.into_iter().filter_map(Placed::finding).collect())
    }

    /// Takes the folder away again when this run made it and nothing came into it.
    pub fn discard_if_empty(self) {
        if self.made_by_us {
            // Refused by the system when the folder holds anything: then it is rightly kept.
            let _ = fs::remove_dir(&self.root);
        }
    }

    /// The file called `path` as [`Self::put`] names it; `GF008` for a name that it would not take.
    pub fn locate(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        check_name(path)?;
        Ok(path.split('/').fold(self.root.clone(), |folder, part| folder.join(part)))
    }

    fn stage(&self, file: &OutputFile) -> Result<(NamedTempFile, PathBuf), Diagnostic> {
        let target = self.locate(&file.path)?;
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(|error| folder_fault(folder, &error))?;
        let temporary = written(folder, &target, &file.bytes)?;
        Ok((temporary, target))
    }
}

/// A file in `folder` under a passing name that holds `bytes` and can take the place of `target`.
fn written(folder: &Path, target: &Path, bytes: &[u8]) -> Result<NamedTempFile, Diagnostic> {
    check_replaceable(target)?;
    let write = || -> io::Result<NamedTempFile> {
        let mut temporary = temporary_file(folder)?;
        temporary.write_all(bytes)?;
        temporary.flush()?;
        Ok(temporary)
    };
    write().map_err(|error| file_fault(target, &error))
}

/// Refuses a name that would not be safe on every system or would leave the folder (`GF008`).
pub fn check_name(path: &str) -> Result<(), Diagnostic> {
    let fits = path.split('/').all(|part| {
        !part.is_empty() && part.len() <= LONGEST_NAME && !part.starts_with('.') && part.chars().all(is_safe)
    });
    if fits {
        return Ok(());
    }
    let message = format!("tên tệp `{path}` không dùng được");
    Err(Diagnostic::error(Code::GF008, message)
        .hint(format!("dùng chữ không dấu, chữ số, `_` và `-`, không quá {LONGEST_NAME} ký tự")))
}

/// `name` as the stem of a file: without accents, nothing that a system forbids, not too long.
pub fn safe_stem(name: &str) -> String {
    let plain = crate::text::without_accents(name);
    let safe = plain.chars().map(|letter| if is_safe(letter) { letter } else { '_' });
    // Room for the longest extension.
    let stem: String = safe.take(LONGEST_NAME - ".native".len()).collect();
    let stem = stem.trim_matches([' ', '.']);
    if stem.is_empty() { "van_ban".to_owned() } else { stem.to_owned() }
}

fn is_safe(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || " !#$%&'()+,-.;=@[]^_{}~".contains(letter)
}

/// A file under a passing name, with the permissions any new file gets.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Finds out before anything is moved whether `target` could be replaced.
fn check_replaceable(target: &Path) -> Result<(), Diagnostic> {
    let Ok(metadata) = fs::metadata(target) else {
        return Ok(());
    };
    if metadata.is_dir() {
        let message = format!("không ghi được `{}`: đã có thư mục mang tên này", target.display());
        return Err(Diagnostic::error(Code::GF002, message)
            .at(Place::file(target))
            .hint("đổi tên hoặc xóa thư mục đó, hoặc chọn nơi khác bằng `--out`"));
    }
    if metadata.permissions().readonly() {
        return Err(locked(target, "tệp chỉ cho đọc"));
    }
    if !metadata.is_file() {
        return Err(locked(target, "đây không phải một tệp thường"));
    }
    match OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(locked(target, "tệp bị khóa, không cho ghi")),
        Err(error) => Err(file_fault(target, &error)),
    }
}

fn locked(target: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::GF002, format!("không ghi đè được tệp: {reason}")).at(Place::file(target)).hint(
        "đóng tệp trong Word hay trình xem PDF, bỏ thuộc tính chỉ đọc, rồi chạy lại; hoặc chọn nơi khác bằng `--out`",
    )
}

fn folder_fault(folder: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => file_fault(folder, error),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Diagnostic::error(Code::GF001, "không tạo được thư mục kết quả: trên đường dẫn này đã có một tệp")
                .at(Place::file(folder))
                .hint("chọn một thư mục khác bằng `--out`")
        }
        _ => Diagnostic::error(Code::GF001, format!("không tạo được thư mục kết quả: {}", reason(error)))
            .at(Place::file(folder))
            .hint("chọn bằng `--out` một thư mục mà tài khoản của bạn được ghi"),
    }
}

fn file_fault(target: &Path, error: &io::Error) -> Diagnostic {
    if is_sharing_violation(error) {
        return locked(target, "tệp đang mở trong chương trình khác");
    }
    let finding = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Diagnostic::error(DISK_FULL, "hết chỗ trên ổ đĩa")
            .hint("xóa bớt tệp hoặc chọn ổ đĩa khác bằng `--out`, rồi chạy lại"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Diagnostic::error(Code::GF003, "không được phép ghi vào thư mục này")
                .hint("chọn bằng `--out` một thư mục mà tài khoản của bạn được ghi")
        }
        _ => Diagnostic::error(Code::GF005, format!("không ghi được tệp: {}", reason(error)))
            .hint("thử lại, hoặc chọn nơi khác bằng `--out`"),
    };
    finding.at(Place::file(target))
}

/// Windows refuses to touch a file that another program holds open.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Why the system refused, in Vietnamese where the case is a common one.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "không tìm thấy".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        ErrorKind::IsADirectory => "đây là một thư mục".to_owned(),
        ErrorKind::InvalidFilename => "tên không hợp lệ hoặc quá dài".to_owned(),
        ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        ErrorKind::QuotaExceeded => "đã dùng hết phần ổ đĩa được cấp".to_owned(),
        ErrorKind::FileTooLarge => "tệp quá lớn so với ổ đĩa".to_owned(),
        ErrorKind::NotADirectory => "một phần của đường dẫn không phải thư mục".to_owned(),
        ErrorKind::DirectoryNotEmpty => "thư mục không trống".to_owned(),
        ErrorKind::AlreadyExists => "đã có tệp hoặc thư mục cùng tên".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "chương trình khác đang giữ tệp".to_owned(),
        ErrorKind::BrokenPipe => "chương trình nhận kết quả đã dừng".to_owned(),
        ErrorKind::OutOfMemory => "máy hết bộ nhớ".to_owned(),
        ErrorKind::TimedOut | ErrorKind::Interrupted => "ổ đĩa không trả lời".to_owned(),
        ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => {
            "không nối được với ổ đĩa mạng".to_owned()
        }
        _ => format!("hệ thống từ chối vì lý do khác (báo: {error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_replace_older_ones_and_leave_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(place.path()).unwrap();
        folder.put(&[file("a/b.pdf", "one")]).unwrap();
        folder.put(&[file("a/b.pdf", "two"), file("a/b.docx", "three")]).unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a/b.pdf")).unwrap(), "two");
        assert_eq!(names(&place.path().join("a")), ["b.docx", "b.pdf"]);
    }

    #[test]
    fn a_read_only_target_keeps_its_document_out_whole() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(place.path()).unwrap();
        let old = place.path().join("b.docx");
        fs::write(&old, "old").unwrap();
        let mut permissions = fs::metadata(&old).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&old, permissions).unwrap();
        let refused = folder.put(&[file("b.pdf", "new"), file("b.docx", "new")]).unwrap_err();
        assert_eq!(refused.code, Code::GF002);
        assert_eq!(names(place.path()), ["b.docx"]);
        assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    }

    #[test]
    fn a_folder_in_the_way_is_named() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(place.path()).unwrap();
        fs::create_dir(place.path().join("b.pdf")).unwrap();
        assert_eq!(folder.put(&[file("b.pdf", "new")]).unwrap_err().code, Code::GF002);
        fs::write(place.path().join("file"), "").unwrap();
        assert_eq!(folder.put(&[file("file/b.pdf", "new")]).unwrap_err().code, Code::GF001);
        assert_eq!(OutputFolder::create(&place.path().join("file/x")).unwrap_err().code, Code::GF001);
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        for name in ["../a.pdf", "/a.pdf", "a/../b.pdf", "a//b.pdf", "a\\b.pdf", "đ.pdf", ".ẩn", "c:a.pdf"] {
            assert_eq!(check_name(name).unwrap_err().code, Code::GF008, "{name}");
        }
        assert!(check_name("dang_ky/phong_ngan_sach.pdf").is_ok());
    }

    #[test]
    fn stems_are_ascii_and_keep_plain_names() {
        for (name, stem) in [
            ("cong_van", "cong_van"),
            ("Công văn số 5", "Cong van so 5"),
            ("a/b:c", "a_b_c"),
            ("…", "_"),
            ("..", "van_ban"),
        ] {
            assert_eq!(safe_stem(name), stem);
        }
        assert!(check_name(&format!("{}.docx", safe_stem(&"ầ".repeat(300)))).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_we_wrote() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let plain = place.path().join("plain");
        fs::write(&plain, "").unwrap();
        OutputFolder::create(place.path()).unwrap().put(&[file("b.pdf", "")]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&place.path().join("b.pdf")), mode(&plain));
    }
}
