//! Names of files that a page asks for: only what lies in a folder of the campaign, wherever links lead.

use std::path::{Component, Path, PathBuf};

use crate::base::diag::{Code, Diagnostic, Place};
use crate::make::output::reason;

/// The file called `name` in `folder`, with all links on the way followed.
///
/// # Errors
/// `GF024` for a name that leads out of the folder; `TL001` when nothing is there.
pub fn below(folder: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let relative = Path::new(name);
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_))) && !name.is_empty();
    if !is_plain {
        return Err(outside(relative));
    }
    let whole = |path: &Path| {
        path.canonicalize().map_err(|error| {
            Diagnostic::error(Code::TL001, format!("không tìm thấy tệp này: {}", reason(&error)))
                .at(Place::file(path))
                .hint("tệp có thể đã đổi tên, dời đi hay bị xóa; tải lại trang rồi thử lại")
        })
    };
    let (folder, path) = (whole(folder)?, whole(&folder.join(relative))?);
    if path.starts_with(&folder) { Ok(path) } else { Err(outside(relative)) }
}

/// The name in `folder` of the file at `path`, parts separated by `/`; none of what lies elsewhere.
pub fn name_in(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/")).filter(|name| !name.is_empty())
}

fn outside(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::GF024, "tệp này nằm ngoài thư mục đang mở, trang không đụng đến")
        .at(Place::file(path))
        .hint("chép tệp vào thư mục của phong trào rồi thử lại")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("phong trào");
        fs::create_dir_all(root.join("so_lieu")).unwrap();
        for path in ["so_lieu/a.xlsx", "b.csv"] {
            fs::write(root.join(path), "").unwrap();
        }
        fs::write(place.path().join("ngoai.txt"), "").unwrap();
        for name in ["so_lieu/a.xlsx", "b.csv", "so_lieu"] {
            let path = below(&root, name).unwrap();
            assert_eq!(name_in(&root.canonicalize().unwrap(), &path).as_deref(), Some(name));
        }
        let absolute = place.path().join("ngoai.txt").display().to_string();
        for name in ["", ".", "..", "../ngoai.txt", "so_lieu/../../ngoai.txt", "/etc/passwd", absolute.as_str()] {
            assert_eq!(below(&root, name).unwrap_err().code, Code::GF024, "{name}");
        }
        assert_eq!(below(&root, "c.csv").unwrap_err().code, Code::TL001);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place.path(), root.join("lien_ket")).unwrap();
            assert_eq!(below(&root, "lien_ket/ngoai.txt").unwrap_err().code, Code::GF024);
        }
    }
}
