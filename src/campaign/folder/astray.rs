//! What lies in a campaign folder under a name that nobody reads: `phong_trao (1).toml`, a folder `Nội dung`,
//! prose beside its folder. Workbooks are told where tables are read (`source::strays`).

use std::path::{Path, PathBuf};

use super::FILE;
use super::prose::{PROSE, PROSE_NAMES};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::text::ascii_key;
use crate::campaign::source::books;
use crate::campaign::template::files::OVERRIDES;

/// Tells what in `folder` seems to be a part of the campaign and is not read, as warnings `MT005`.
pub fn tell(files: &dyn Files, folder: &Path, report: &mut Report) {
    let here = files.list(folder).unwrap_or_default();
    for path in &here {
        let name = file_name(path);
        let key = ascii_key(&name).replace('_', "");
        let meant = if files.is_folder(path) {
            [PROSE, OVERRIDES, books::FOLDER].into_iter().find(|known| key == known.replace('_', ""))
        } else if is_facts(&name) {
            Some(FILE)
        } else {
            None
        };
        if let Some(meant) = meant.filter(|meant| !is_read(files, path, meant, &here)) {
            let message = format!("`{name}` không được đọc");
            let finding = Diagnostic::warning(Code::MT005, message).at(Place::file(path));
            let there = here.iter().any(|path| file_name(path) == meant);
            report.push(finding.hint(match there {
                true => format!("đang dùng `{meant}`; không dùng thì dời ra khỏi thư mục"),
                false => format!("đổi tên thành `{meant}`"),
            }));
        }
        let stem = name.strip_suffix(".van").filter(|stem| PROSE_NAMES.contains(stem));
        if stem.is_some() && files.is_file(path) {
            let message = format!("`{name}` không được đọc: nó nằm ngoài thư mục `{PROSE}`");
            let finding = Diagnostic::warning(Code::MT005, message).at(Place::file(path));
            report.push(finding.hint(format!("dời tệp vào thư mục `{PROSE}`")));
        }
    }
}

/// The file of `folder` that may be meant as its facts, where `phong_trao.toml` itself is not there.
pub fn facts_by_another_name(files: &dyn Files, folder: &Path) -> Option<String> {
    let names = files.list(folder).unwrap_or_default().into_iter().map(|path| file_name(&path));
    names.into_iter().find(|name| is_facts(name))
}

/// Whether a file `name` seems to hold the facts of a campaign: `Phong_trao.toml`, `phong_trao.toml.txt`,
/// `phong trào (1).toml`.
fn is_facts(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let key = ascii_key(stem).replace('_', "");
    let bare = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
    bare == "phongtrao" && name.to_lowercase().contains(".toml") && !name.ends_with('~')
}

/// Whether `path` is what is read as `meant`. Some disks know no capitals: there a file is read under a name
/// that it does not have.
fn is_read(files: &dyn Files, path: &Path, meant: &str, here: &[PathBuf]) -> bool {
    let name = file_name(path);
    let has_name = here.iter().any(|path| file_name(path) == meant);
    let by_other_name = || name.eq_ignore_ascii_case(meant) && files.kind(&path.with_file_name(meant)).is_ok();
    name == meant || !has_name && by_other_name()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Memory;

    #[test]
    fn parts_of_a_campaign_under_other_names_are_told() {
        let names = [
            "phong_trao.toml",
            "phong_trao (1).toml",
            "Nội dung/muc_dich.van",
            "mẫu/ke_hoach.van.tera",
            "Số liệu/phong_a.xlsx",
            "muc_dich.van",
            "giay_moi.van",
            "ghi_chu.txt",
            "ket_qua/phong_trao.toml",
        ];
        let memory: Memory = names.iter().map(|name| (*name, "")).collect();
        let mut report = Report::new();
        tell(&memory, Path::new(""), &mut report);
        let told: Vec<String> =
            report.iter().map(|finding| format!("{}; {}", finding.message, finding.hints[0].text)).collect();
        let expected = [
            "`Nội dung` không được đọc; đổi tên thành `noi_dung`",
            "`Số liệu` không được đọc; đổi tên thành `so_lieu`",
            "`muc_dich.van` không được đọc: nó nằm ngoài thư mục `noi_dung`; dời tệp vào thư mục `noi_dung`",
            "`mẫu` không được đọc; đổi tên thành `mau`",
            "`phong_trao (1).toml` không được đọc; đang dùng `phong_trao.toml`; không dùng thì dời ra khỏi thư mục",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn facts_are_found_by_another_name() {
        for name in ["phong_trao.toml.txt", "Phong_trao.toml", "phong trào.TOML"] {
            let memory: Memory = [(name, "")].into_iter().collect();
            assert_eq!(facts_by_another_name(&memory, Path::new("")).as_deref(), Some(name));
        }
        let memory: Memory = [("so_lieu.xlsx", "")].into_iter().collect();
        assert_eq!(facts_by_another_name(&memory, Path::new("")), None);
    }
}
