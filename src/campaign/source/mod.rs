//! The files of a campaign folder, read into the one tree of [`crate::base::data`].
//!
//! Offices keep their data in what they have: TOML, JSON, CSV, Excel. What comes after (the typed
//! model, the rules) must not care which, so all four become [`Node`]s; headers are keyed by
//! [`crate::base::text::ascii_key`].

pub mod answer;
mod aside;
pub mod biff;
pub mod books;
mod born;
pub mod cell;
pub mod column;
pub mod columns;
pub mod concealed;
mod foreign;
pub mod header;
pub mod json;
pub mod number_format;
pub mod opendocument;
pub mod own;
mod package;
pub mod recode;
mod rich_text;
pub mod row;
pub mod separated;
pub mod strays;
pub mod table;
pub mod tables;
mod tally;
mod tidy;
pub mod union;
pub mod unread;
pub mod wide;
pub mod workbook;

pub use crate::base::data::{
    Entry, Fields, Look, Map, Node, OldText, Struck, Value, bytes, decode, fields, scalar, toml,
};
pub use column::{Column, Kind, List};
pub use columns::{OwnColumn, OwnValues};
pub use own::{OwnRow, OwnTable};
pub use row::{Layout, Row};
pub use table::{Sheet, Table, TableSpec};

use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::limits;

/// The bytes of the file at `path` among `files`.
///
/// # Errors
/// `DL001` when it is missing or may not be read, `DL060` when it is too large.
pub fn read(files: &dyn Files, path: &Path) -> Result<Vec<u8>, Report> {
    files.read(path).map_err(|error| {
        let (message, hint) = match error.kind() {
            std::io::ErrorKind::NotFound => ("không có tệp này", "kiểm tra lại tên tệp và thư mục"),
            std::io::ErrorKind::PermissionDenied => {
                ("không có quyền đọc tệp", "đóng chương trình đang giữ tệp hoặc xin quyền đọc")
            }
            std::io::ErrorKind::FileTooLarge => return Report::from(limits::FILE.over().at(Place::file(path))),
            std::io::ErrorKind::Unsupported => {
                ("đây không phải tệp thường (ống dẫn, thiết bị)", "chép nội dung vào một tệp thường rồi chạy lại")
            }
            _ => ("không đọc được tệp", "kiểm tra ổ đĩa và thử mở tệp bằng chương trình khác"),
        };
        Diagnostic::error(Code::DL001, message).at(Place::file(path)).hint(hint).into()
    })
}
