//! Files of the open folder that the page writes: whole or not at all, and never over what the clerk has not seen.
//!
//! Between the moment a text is opened here and the one it is saved, somebody may have saved it in Word, on another
//! tab or on a shared disk. So each write says which version it was made from, by its check sum.

use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::files::{Disk, Files};
use crate::base::text::visible::visible;
use crate::base::text::{forbidden_character, is_device_name};
use crate::make::output::whole::replace_file;
use crate::make::output::{file_fault, sha256};

/// What stands in no name on Windows.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
/// The longest name, in bytes: with an extension and that of a passing file it stays below what systems take.
const LONGEST_NAME: usize = 180;

/// The check sum of what stands at a path; nothing where nothing does.
pub type Version = Option<String>;

/// One write at a time, so that what was looked at is what is replaced.
#[derive(Debug, Default)]
pub struct Store(Mutex<()>);

/// Why something was not saved.
#[derive(Debug)]
pub enum Unsaved {
    /// Another version stands there by now: this one.
    Newer(Version),
    /// It can't be written; what stood there is as it was.
    Failed(Diagnostic),
}

impl Store {
    /// Writes `bytes` at `path` in `folder` if what stands there is still the version `seen`. The same bytes again are
    /// fine. A folder that has gone (a stick pulled out, a share that is not connected) is not made anew.
    ///
    /// # Errors
    /// The version that stands there when it is another, with nothing written; what keeps it from being written.
    pub fn save(&self, folder: &Path, path: &Path, bytes: &[u8], seen: &Version) -> Result<(), Unsaved> {
        let _alone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !Disk.is_folder(folder) {
            return Err(Unsaved::Failed(gone(folder)));
        }
        let now = version(path).map_err(Unsaved::Failed)?;
        if now.as_ref() == Some(&sha256(bytes)) {
            return Ok(());
        }
        if now != *seen {
            return Err(Unsaved::Newer(now));
        }
        replace_file(path, bytes).map_err(Unsaved::Failed)
    }
}

fn gone(folder: &Path) -> Diagnostic {
    let finding = Diagnostic::error(Code::TL001, "thư mục đang mở không còn ở chỗ cũ").at(Place::file(folder));
    finding.hint("cắm lại ổ, nối lại ổ mạng hoặc đưa thư mục về chỗ cũ rồi làm lại; chữ và tệp trên trang vẫn còn")
}

/// The version that stands at `path`.
///
/// # Errors
/// When it can't be read.
pub fn version(path: &Path) -> Result<Version, Diagnostic> {
    match Disk.read(path) {
        Ok(bytes) => Ok(Some(sha256(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file_fault(path, &error)),
    }
}

/// The file `name` of `folder`, whose parts are separated by `/`.
///
/// # Errors
/// `TL001` for a name that leads out of the folder, by its words or by a link on the way.
pub fn inside(folder: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let parts: Vec<&str> = name.split('/').collect();
    let is_plain = |part: &&str| {
        let mut components = Path::new(part).components();
        let is_name = matches!(components.next(), Some(Component::Normal(_))) && components.next().is_none();
        is_name && !part.contains(['\\', ':', '\0'])
    };
    let path = folder.join(name);
    if !parts.iter().all(is_plain) || !stays(folder, &path) {
        let finding = Diagnostic::error(Code::TL001, format!("`{}` không ở trong thư mục đang mở", visible(name)));
        return Err(finding.hint("chỉ mở và ghi được tệp trong thư mục phong trào đang mở").at(Place::file(folder)));
    }
    Ok(path)
}

/// Whether a file or folder may be called `name` on every system.
///
/// # Errors
/// `TL007` with what is wrong with it.
pub fn check_name(name: &str) -> Result<(), Diagnostic> {
    let why = match () {
        () if name.is_empty() => "chưa ghi tên",
        () if name.len() > LONGEST_NAME => "tên dài quá",
        () if name.starts_with('.') => "tên không bắt đầu bằng dấu chấm",
        () if name.ends_with(['.', ' ']) => "tên không kết thúc bằng dấu chấm hay dấu cách",
        () if name.contains(FORBIDDEN) => "tên không có các dấu / \\ : * ? \" < > |",
        () if forbidden_character(name).is_some() || name.contains(['\t', '\n']) => "tên có ký tự không nhìn thấy được",
        () if is_device_name(name) => "Windows giữ tên này cho thiết bị",
        () => return Ok(()),
    };
    let finding = Diagnostic::error(Code::TL007, format!("không dùng được tên `{}`: {why}", visible(name)));
    Err(finding.hint("dùng chữ, số, dấu cách, dấu gạch; ví dụ: Thi đua 2026"))
}

/// The name in `folder` of the file at `path`, parts separated by `/`; none of what lies elsewhere.
pub fn name_in(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/")).filter(|name| !name.is_empty())
}

/// Whether the nearest part of `path` that is there lies in `folder`, links followed.
fn stays(folder: &Path, path: &Path) -> bool {
    // In a folder that has gone no link is on the way.
    let Ok(root) = folder.canonicalize() else { return Disk.kind(folder).is_err() };
    let there = path.ancestors().find_map(|part| part.canonicalize().ok());
    there.is_some_and(|there| there.starts_with(root))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_newer_version_is_never_written_over_unseen() {
        let place = tempfile::tempdir().unwrap();
        let (store, path) = (Store::default(), place.path().join("noi_dung/mo_dau.van"));
        store.save(place.path(), &path, b"mot", &None).unwrap();
        let seen = version(&path).unwrap();
        fs::write(&path, "hai").unwrap();
        let newer = version(&path).unwrap();
        for old in [&seen, &None] {
            match store.save(place.path(), &path, b"ba", old) {
                Err(Unsaved::Newer(found)) => assert_eq!(found, newer),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "hai");
        store.save(place.path(), &path, b"ba", &newer).unwrap();
        store.save(place.path(), &path, b"ba", &None).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "ba");
        fs::remove_file(&path).unwrap();
        assert!(matches!(store.save(place.path(), &path, b"bon", &newer), Err(Unsaved::Newer(None))));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0, "no passing file stays");
    }

    #[test]
    fn a_new_name_is_one_on_every_system() {
        for good in ["Công văn số 1 (2026)", "a", "..a".trim_start_matches('.'), "con trỏ"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        let long = "đ".repeat(100);
        for bad in [
            "",
            ".a",
            "a.",
            "a ",
            "a/b",
            "a\\b",
            "C:a",
            "a?",
            "CON",
            "aux.van",
            "com1",
            "a\u{202e}b",
            "a\tb",
            "a\u{7}",
            &long,
        ] {
            assert_eq!(check_name(bad).unwrap_err().code, Code::TL007, "{bad:?}");
        }
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("phong trào");
        fs::create_dir_all(root.join("mau")).unwrap();
        fs::write(place.path().join("mat.van"), "").unwrap();
        for good in ["a.van", "mau/nd98/Kế hoạch (2).van.tera", "noi_dung/..van"] {
            assert_eq!(inside(&root, good).unwrap(), root.join(good));
        }
        let bad =
            ["", "/etc/passwd", "..", "../mat.van", "mau/../../mat.van", "a//b", "./a", "C:\\a", "..\\mat.van", "C:a"];
        for bad in bad.into_iter().chain(["a\0b"]) {
            assert_eq!(inside(&root, bad).unwrap_err().code, Code::TL001, "{bad:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_never_leads_out_of_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("phong_trao");
        fs::create_dir(&root).unwrap();
        fs::write(place.path().join("mat.van"), "").unwrap();
        std::os::unix::fs::symlink(place.path(), root.join("mau")).unwrap();
        std::os::unix::fs::symlink(place.path().join("mat.van"), root.join("a.van")).unwrap();
        for bad in ["mau/mat.van", "mau/moi.van", "a.van"] {
            assert!(inside(&root, bad).is_err(), "{bad}");
        }
    }
}
