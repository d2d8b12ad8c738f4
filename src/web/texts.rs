//! Texts between the disk and the field of a browser in which they are edited.
//!
//! A field knows lines only, and sends them back with line ends of its own. So what the file had of other ways (the
//! line ends of Windows, a byte order mark) is kept from the file.

use std::path::Path;

use super::drafts::is_text;
use super::store::{self, Version};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::base::limits;
use crate::campaign::OldText;
use crate::campaign::source::{bytes, read};
use crate::make::output::sha256;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text as it is edited.
pub struct Text {
    /// The version of the file that it was made from.
    pub seen: Version,
    /// With plain line ends.
    pub content: String,
}

/// The text `name` of `folder`.
///
/// # Errors
/// `TL001` outside the folder, `TL002` for what is no text of it, those of the readers for what can't be read.
pub fn open(folder: &Path, name: &str) -> Result<Text, Report> {
    let path = store::inside(folder, name)?;
    if !is_text(&path) {
        return Err(no_text(&path).into());
    }
    let content = read(&Disk, &path)?;
    if !limits::TYPED_TEXT.allows(content.len()) {
        return Err(limits::TYPED_TEXT.over().at(Place::file(&path)).into());
    }
    match std::str::from_utf8(&content) {
        Ok(text) => Ok(Text { seen: Some(sha256(&content)), content: unix(text.trim_start_matches(BYTE_ORDER_MARK)) }),
        // Told in the words of the reader; what it can convert is still not what would be saved.
        Err(_) => Err(bytes::text(&content, &path, OldText::Refuse, &mut Report::new()).err().unwrap_or_default()),
    }
}

/// The finding for a file that is not edited here.
pub fn no_text(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::TL002, "tệp này không phải văn bản sửa được ở đây")
        .at(Place::file(path))
        .hint("ở đây chỉ sửa tệp .van, mẫu .tera và phong_trao.toml; bảng số liệu thì mở bằng chương trình bảng tính")
}

/// `text` with plain line ends.
pub fn unix(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The bytes of `content` in the ways of the file that stands at `path`.
pub fn as_on_disk(path: &Path, content: &str) -> Vec<u8> {
    let there = Disk.read(path).unwrap_or_default();
    let mark = if there.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
    let is_of_windows = there.windows(2).any(|pair| pair == b"\r\n");
    let lines = if is_of_windows { content.replace('\n', "\r\n") } else { content.to_owned() };
    format!("{mark}{lines}").into_bytes()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_ways_of_a_file_are_kept() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.van");
        for bytes in ["a\nb\n", "a\r\nb\r\n", "\u{feff}a\r\nb", "\n\na", ""] {
            fs::write(&path, bytes).unwrap();
            let text = open(place.path(), "a.van").unwrap();
            assert!(!text.content.contains('\r') && !text.content.contains('\u{feff}'));
            let sent = text.content.replace('\n', "\r\n");
            assert_eq!(as_on_disk(&path, &unix(&sent)), bytes.as_bytes(), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_not_opened() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.xlsx"), "").unwrap();
        fs::write(place.path().join("cu.van"), b"C\xf4ng h\xb5a\n\xff\n").unwrap();
        let codes = |name: &str| open(place.path(), name).err().unwrap().iter().map(|it| it.code).collect::<Vec<_>>();
        assert_eq!(codes("a.xlsx"), [Code::TL002]);
        assert_eq!(codes("../a.van"), [Code::TL001]);
        assert_eq!(codes("khong_co.van"), [Code::DL001]);
        assert!(!codes("cu.van").is_empty(), "another encoding is told");
    }
}
