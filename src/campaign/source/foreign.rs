//! What a file is that should be a workbook and is none that can be read.
//!
//! "The file is damaged" sends a clerk looking for a backup, when all it takes is to open the file and save it
//! in another way: it has a password, is an .xlsb, or is a web page that some program has called `.xls`. What a
//! file is stands in its first bytes and in the names of its parts, whatever it is called.

use super::biff;
use super::package::Package;

/// What such a file is, as the rest of "không đọc được sổ tính: …", and how to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    pub is: &'static str,
    pub mend: &'static str,
}

/// How to save a workbook that a program can open.
const SAVE: &str = "mở tệp bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi chạy lại";
/// How to take a password off.
const UNLOCK: &str = "mở tệp bằng Excel hoặc LibreOffice, bỏ mật khẩu mở tệp rồi lưu lại dạng .xlsx";
/// What to do about a file that is none at all.
const FETCH: &str = "chép hoặc tải lại tệp; tệp đúng mở được bằng Excel hoặc LibreOffice";
/// What to do about words and pictures.
const RETYPE: &str = "chép bảng sang một sổ tính Excel, lưu dạng .xlsx";

const PASSWORD: Foreign = Foreign { is: "tệp có mật khẩu", mend: UNLOCK };
const BINARY: Foreign = Foreign { is: "tệp ở dạng sổ tính nhị phân .xlsb", mend: SAVE };

/// Compound files, of which .xls is one: [MS-CFB].
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Files by their first bytes, small letters for capitals.
const BEGINNINGS: &[(&[u8], Foreign)] = &[
    (b"%pdf", Foreign { is: "tệp là PDF", mend: RETYPE }),
    (b"{\\rtf", Foreign { is: "tệp là văn bản RTF", mend: RETYPE }),
    (b"\xff\xd8\xff", Foreign { is: "tệp là ảnh", mend: RETYPE }),
    (b"\x89png", Foreign { is: "tệp là ảnh", mend: RETYPE }),
    (b"rar!", Foreign { is: "tệp là tệp nén RAR", mend: "giải nén rồi dùng sổ tính ở trong" }),
    (b"7z\xbc\xaf", Foreign { is: "tệp là tệp nén 7-Zip", mend: "giải nén rồi dùng sổ tính ở trong" }),
    (b"mime-version:", Foreign { is: "tệp là trang web một tệp (.mht)", mend: SAVE }),
];

/// Packages by the beginning of the name of one of their parts.
const PARTS: &[(&str, Foreign)] = &[
    ("xl/workbook.bin", BINARY),
    ("word/", Foreign { is: "tệp là văn bản Word", mend: RETYPE }),
    ("ppt/", Foreign { is: "tệp là bài trình chiếu PowerPoint", mend: RETYPE }),
    ("Index/", Foreign { is: "tệp ở dạng Numbers của Apple", mend: "mở bằng Numbers, xuất ra Excel (.xlsx)" }),
    ("encrypted-package", PASSWORD),
];

/// Compound files by the name of one of their streams.
const STREAMS: &[(&str, Foreign)] = &[
    ("EncryptedPackage", PASSWORD),
    ("WordDocument", Foreign { is: "tệp là văn bản Word", mend: RETYPE }),
    ("PowerPoint Document", Foreign { is: "tệp là bài trình chiếu PowerPoint", mend: RETYPE }),
];

/// What `bytes` are; `None` for a workbook, whole or damaged.
pub(super) fn of(bytes: &[u8]) -> Option<Foreign> {
    if bytes.is_empty() {
        return Some(Foreign { is: "tệp trống, không có byte nào", mend: FETCH });
    }
    if bytes.starts_with(b"PK") {
        return of_package(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        let stream = STREAMS.iter().find(|(name, _)| biff::has_stream(bytes, name)).map(|(_, foreign)| *foreign);
        return stream.or_else(|| biff::is_locked(bytes).then_some(PASSWORD));
    }
    of_text(bytes)
}

fn of_package(bytes: &[u8]) -> Option<Foreign> {
    let mut package = Package::open(bytes).ok()??;
    let names = package.names();
    let known = PARTS.iter().find(|(part, _)| names.iter().any(|name| name.starts_with(part)));
    if let Some((_, foreign)) = known {
        return Some(*foreign);
    }
    if package.part("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Some(PASSWORD);
    }
    let kind = package.part("mimetype").unwrap_or_default();
    if kind.contains("opendocument.text") {
        return Some(Foreign { is: "tệp là văn bản OpenDocument (.odt)", mend: RETYPE });
    }
    let is_book = names.iter().any(|name| name.starts_with("xl/") || name == "content.xml");
    (!is_book).then_some(Foreign {
        is: "tệp nén không có sổ tính ở trong", mend: "giải nén rồi dùng sổ tính ở trong"
    })
}

fn of_text(bytes: &[u8]) -> Option<Foreign> {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes).to_ascii_lowercase();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    if let Some((_, foreign)) = BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning)) {
        return Some(*foreign);
    }
    // UTF-16 has a zero beside each letter.
    let letters: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    if letters.contains("office:spreadsheet") && letters.contains("<?xml") {
        return Some(Foreign { is: "tệp ở dạng bảng tính XML của Excel 2003", mend: SAVE });
    }
    if letters.contains("opendocument") && letters.contains("<?xml") {
        return Some(Foreign { is: "tệp ở dạng OpenDocument không nén (.fods)", mend: SAVE });
    }
    if letters.contains("<html") || letters.contains("<table") || letters.contains("<!doctype html") {
        return Some(Foreign { is: "tệp là trang web (HTML) đặt tên như sổ tính", mend: SAVE });
    }
    let is_text = |letter: char| !letter.is_ascii_control() || letter.is_ascii_whitespace();
    letters.chars().all(is_text).then_some(Foreign {
        is: "tệp là văn bản thường (CSV, TXT) đặt tên như sổ tính",
        mend: "mở tệp bằng Excel, lưu lại dạng .xlsx; hoặc đặt tên theo bảng với đuôi .csv, ví dụ `don_vi.csv`",
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_is_told_by_what_it_is_and_not_by_its_name() {
        let wide: Vec<u8> = "\u{feff}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
        for (bytes, words) in [
            (Vec::new(), "trống"),
            (b"<html><body><table><tr><td>A".to_vec(), "HTML"),
            (b"\xef\xbb\xbf \r\n<TABLE border=1>".to_vec(), "HTML"),
            (wide, "HTML"),
            (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>".to_vec(), "2003"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related".to_vec(), ".mht"),
            (b"%PDF-1.7".to_vec(), "PDF"),
            ("Tên đơn vị;Viết tắt\nPhòng A;A\n".as_bytes().to_vec(), "CSV"),
            (biff::compound_file("EncryptedPackage", b"x"), "mật khẩu"),
            (biff::compound_file("Workbook", b"\x09\x08\x02\0\0\x06\x2f\0\x02\0\x01\0\x0a\0\0\0"), "mật khẩu"),
            (biff::compound_file("WordDocument", b"x"), "Word"),
            (package(&[("xl/workbook.bin", "x")]), ".xlsb"),
            (package(&[("word/document.xml", "x")]), "Word"),
            (package(&[("content.xml", "x"), ("META-INF/manifest.xml", locked)]), "mật khẩu"),
            (package(&[("mimetype", "application/vnd.oasis.opendocument.text")]), ".odt"),
            (package(&[("so_lieu.csv", "a;b")]), "nén"),
        ] {
            let foreign = of(&bytes).unwrap_or(Foreign { is: "", mend: "" });
            assert!(foreign.is.contains(words) && !foreign.mend.is_empty(), "{words}: {foreign:?}");
        }
    }

    #[test]
    fn a_damaged_workbook_is_a_workbook() {
        assert_eq!(of(&package(&[("xl/workbook.xml", "<workbook")])), None);
        assert_eq!(of(&package(&[("content.xml", "<office")])), None);
        assert_eq!(of(b"\0\x01\x02\x03"), None);
        assert_eq!(of(&biff::compound_file("Workbook", b"\x09\x08\x02\0\0\x06\x0a\0\0\0")), None);
        assert_eq!(of(include_bytes!("../../../tests/so_lieu/so_lieu.xls")), None);
    }
}
