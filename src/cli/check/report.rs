//! `--bao-cao`: the result of a check as a workbook beside what is printed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::CampaignFolder;
use crate::make::output::whole::write_file;
use crate::make::review::workbook::{Subject, bytes, is_report};
use crate::make::review::{Review, UnitReview};

/// The name in a folder that was given.
const NAME: &str = "bao_cao_kiem_tra.xlsx";
/// The stem of the data of a campaign, which no report may replace.
const DATA: &str = "so_lieu";
const OPTION: &str = "--bao-cao";

/// Where reports go.
pub struct Target {
    /// The file of the whole.
    pub file: PathBuf,
    /// The folder that takes a file for each unit as well.
    pub folder: Option<PathBuf>,
}

/// The files that `wanted` names: a workbook, a folder that takes it, or, when it ends in `/`, one that takes a file for
/// each unit as well.
///
/// # Errors
/// `TL013` when it is no workbook, has the name of the data, or is there and no report.
pub fn target(wanted: &Path) -> Result<Target, Diagnostic> {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let refused = |message: &str| Diagnostic::error(Code::TL013, message).at(Place::file(wanted));
    let is_for_units = wanted.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    let is_folder = is_for_units || wanted.is_dir();
    let folder = if is_folder { wanted } else { wanted.parent().unwrap_or(Path::new("")) };
    if part(folder.file_name()) == DATA {
        let finding = refused("thư mục này là số liệu của phong trào, không ghi báo cáo vào đó");
        return Err(finding.hint(format!("chọn nơi khác, ví dụ: `{OPTION} {NAME}`")));
    }
    if is_folder {
        let file = wanted.join(NAME);
        return check_free(&file).map(|()| Target { file, folder: is_for_units.then(|| wanted.to_path_buf()) });
    }
    if part(wanted.extension()) != "xlsx" {
        return Err(refused("báo cáo phải là tệp có đuôi .xlsx").hint(format!("ví dụ: `{OPTION} {NAME}`")));
    }
    if part(wanted.file_stem()) == DATA {
        let finding = refused("tên này dành cho số liệu của phong trào, không ghi báo cáo vào đó");
        return Err(finding.hint(format!("chọn tên khác, ví dụ: `{OPTION} {NAME}`")));
    }
    check_free(wanted).map(|()| Target { file: wanted.to_path_buf(), folder: None })
}

impl Target {
    /// The file of one unit.
    ///
    /// # Errors
    /// `TL013` when it is there and no report.
    fn of_unit(&self, unit: &UnitReview) -> Result<Option<PathBuf>, Diagnostic> {
        let Some(folder) = self.folder.as_ref().filter(|_| !unit.ten_tep.is_empty()) else { return Ok(None) };
        let file = folder.join(format!("{}.xlsx", unit.ten_tep));
        let file = if file == self.file { folder.join(format!("{}_2.xlsx", unit.ten_tep)) } else { file };
        check_free(&file).map(|()| Some(file))
    }
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

/// Makes the report on the campaign or document at `path` and puts it in place, and one for each unit where a folder
/// is asked for. Gives the files.
///
/// # Errors
/// `GF…` when one can't be made or written, `TL013` when something else stands there; an older report is then left
/// as it was.
pub fn write(
    path: &Path,
    findings: &Report,
    folder: Option<(&CampaignFolder, &Review)>,
    target: &Target,
) -> Result<usize, Diagnostic> {
    let whole = Subject { path, findings, folder, unit: None, target: &target.file };
    write_file(whole.target, &bytes(&whole)?, OPTION)?;
    let mut written = 1;
    let Some((campaign, review)) = folder else { return Ok(written) };
    for unit in &review.don_vi {
        let (Some(at), Some(file)) = (unit.vi_tri, target.of_unit(unit)?) else { continue };
        let findings = &campaign.findings_of(&[at]);
        let of_unit = Subject { path, findings, folder, unit: Some(at), target: &file };
        write_file(&file, &bytes(&of_unit)?, OPTION)?;
        written += 1;
    }
    Ok(written)
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
        assert_eq!(target(place.path()).unwrap().file, place.path().join(NAME));
        assert!(target(Path::new("moi/")).unwrap().folder.is_some());
    }
}
