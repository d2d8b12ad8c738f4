//! `--bao-cao`: the result of a check as a workbook beside what is printed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diag::{Code, Diagnostic, Place};
use crate::make::output::whole::write_file;
use crate::make::review::workbook::{Subject, bytes, is_report};

/// The name in a folder that was given.
const NAME: &str = "bao_cao_kiem_tra.xlsx";
/// The stem of the data of a campaign, which no report may replace.
const DATA: &str = "so_lieu";
const OPTION: &str = "--bao-cao";

/// The file that `wanted` names.
///
/// # Errors
/// `TL013` when it is no workbook, has the name of the data, or is there and no report.
pub fn target(wanted: &Path) -> Result<PathBuf, Diagnostic> {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let refused = |message: &str| Diagnostic::error(Code::TL013, message).at(Place::file(wanted));
    let folder = if wanted.is_dir() { wanted } else { wanted.parent().unwrap_or(Path::new("")) };
    if part(folder.file_name()) == DATA {
        let finding = refused("thư mục này là số liệu của phong trào, không ghi báo cáo vào đó");
        return Err(finding.hint(format!("chọn nơi khác, ví dụ: `{OPTION} {NAME}`")));
    }
    if wanted.is_dir() {
        let inside = wanted.join(NAME);
        return check_free(&inside).map(|()| inside);
    }
    if part(wanted.extension()) != "xlsx" {
        return Err(refused("báo cáo phải là tệp có đuôi .xlsx").hint(format!("ví dụ: `{OPTION} {NAME}`")));
    }
    if part(wanted.file_stem()) == DATA {
        let finding = refused("tên này dành cho số liệu của phong trào, không ghi báo cáo vào đó");
        return Err(finding.hint(format!("chọn tên khác, ví dụ: `{OPTION} {NAME}`")));
    }
    check_free(wanted).map(|()| wanted.to_path_buf())
}

/// Refuses to write over a file that is no report (`TL013`); one that can't be read is left to the writing.
fn check_free(target: &Path) -> Result<(), Diagnostic> {
    // What is no ordinary file is refused by the writing, and must not be waited for here.
    let is_file = fs::metadata(target).is_ok_and(|metadata| metadata.is_file());
    if !is_file || fs::read(target).map_or(true, |there| is_report(&there)) {
        return Ok(());
    }
    let finding = Diagnostic::error(Code::TL013, "tệp này đã có và không phải báo cáo kiểm tra, không ghi đè lên");
    Err(finding.at(Place::file(target)).hint("chọn tên khác, hoặc tự xóa hay chuyển tệp ấy đi trước"))
}

/// Makes the report on `subject` and puts it in place.
///
/// # Errors
/// `GF…` when it can't be made or written; an older report is then left as it was.
pub fn write(subject: &Subject) -> Result<(), Diagnostic> {
    write_file(subject.target, &bytes(subject)?, OPTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_never_takes_the_place_of_data() {
        for (wanted, is_fine) in [
            ("a/Báo cáo.XLSX", true),
            ("bao_cao.xls", false),
            ("bao_cao", false),
            ("phong_trao/so_lieu.xlsx", false),
            ("SO_LIEU.xlsx", false),
            ("phong_trao/so_lieu/bao_cao.xlsx", false),
        ] {
            assert_eq!(target(Path::new(wanted)).is_ok(), is_fine, "{wanted}");
        }
        let place = tempfile::tempdir().unwrap();
        assert_eq!(target(place.path()).unwrap(), place.path().join(NAME));
    }
}
