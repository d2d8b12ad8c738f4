//! What the commands read of a path, and which options go with it.

use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::campaign::OldText;
use crate::make::input::{Input, unreadable};
use crate::make::merge::{self, Merge};

/// What is to become of text in an old encoding, as `--chuyen-ma` says.
pub fn old_text(convert: bool) -> OldText {
    if convert { OldText::Convert } else { OldText::Refuse }
}

/// `TL009` for each of the options that is given and does not go with `input`: those about the data of a campaign
/// with anything but a folder, those about a table to merge with anything but a template.
pub fn misplaced(input: Input, of_campaigns: &[(&str, bool)], of_merges: &[(&str, bool)]) -> Report {
    let given = |options: &[(&str, bool)]| -> Vec<String> {
        options.iter().filter(|(_, is_given)| *is_given).map(|(option, _)| (*option).to_owned()).collect()
    };
    let refuse = |option: &String, place: &str, reason: &str| {
        let finding = Diagnostic::error(Code::TL009, format!("`{option}` chỉ dùng với {place}"));
        finding.hint(format!("bỏ `{option}`: {reason}"))
    };
    let (folder, template) = ("thư mục phong trào", "mẫu .van.tera");
    let mut report = Report::new();
    if input != Input::Campaign {
        let reason = match input {
            Input::Template => "mẫu .van.tera cho mỗi dòng của bảng một văn bản",
            _ => "tệp .van là một văn bản",
        };
        report.extend(given(of_campaigns).iter().map(|option| refuse(option, folder, reason)));
    }
    if input != Input::Template {
        let reason = match input {
            Input::Campaign => "thư mục phong trào có số liệu của nó, bảng riêng cũng đặt trong đó",
            _ => "tệp .van là một văn bản; muốn trộn thì đổi đuôi tệp thành .van.tera",
        };
        report.extend(given(of_merges).iter().map(|option| refuse(option, template, reason)));
    }
    report
}

/// Among `files` the template at `path` with the table `table` of the file `data`.
///
/// # Errors
/// `TL017` without a file, `TL001` for one that is not there; those of [`merge::open`].
pub fn read_merge(
    files: &dyn Files,
    path: &Path,
    data: Option<&Path>,
    table: Option<&str>,
    old: OldText,
) -> Result<Merge, Report> {
    let Some(data) = data else {
        let finding =
            Diagnostic::error(Code::TL017, "mẫu .van.tera cần một bảng số liệu để điền").at(Place::file(path));
        let hint = "thêm `--du-lieu` với tên tệp, ví dụ: --du-lieu khach_moi.xlsx; mẫu của một phong trào thì đặt vào thư mục `mau/` của nó";
        return Err(finding.hint(hint).into());
    };
    files.kind(data).map_err(|error| unreadable(data, &error))?;
    merge::open(files, path, data, table, old)
}
