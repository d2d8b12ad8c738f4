//! Where templates come from: the program, and the folder `mau` of a campaign, general or for one form
//! set. The most particular file of a name wins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::forms::EMBEDDED;
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::files::Files;
use crate::law::form_sets::FormSets;
use crate::source::read;

/// The folder of a campaign whose files take the place of built-in templates.
pub const OVERRIDES: &str = "mau";

/// Name, path and bytes of every template for the form set `set`, one of `sets`; built-in ones replaced by
/// those of the campaign.
pub fn files(
    folder: Option<(&dyn Files, &Path)>,
    sets: &FormSets,
    set: Option<&str>,
    report: &mut Report,
) -> Vec<(String, PathBuf, Vec<u8>)> {
    let mut templates = embedded(set);
    let folder = folder.map(|(files, folder)| (files, folder.join(OVERRIDES)));
    if let Some((files, folder)) = folder.filter(|(files, folder)| files.is_folder(folder)) {
        put_overrides(files, &folder, &mut templates, report);
        check_folders(files, &folder, sets, report);
        if let Some(own) = set.map(|set| folder.join(set)).filter(|own| files.is_folder(own)) {
            put_overrides(files, &own, &mut templates, report);
        }
    }
    templates.into_iter().map(|(name, (path, bytes))| (name, path, bytes)).collect()
}

type Templates = BTreeMap<String, (PathBuf, Vec<u8>)>;

/// The built-in templates, those of `set` in the place of general ones.
fn embedded(set: Option<&str>) -> Templates {
    let mut templates = Templates::new();
    let (own, general): (Vec<_>, Vec<_>) = EMBEDDED.iter().partition(|(name, _)| name.contains('/'));
    let own = own.into_iter().filter(|(name, _)| name.split('/').next() == set);
    for (name, text) in general.into_iter().chain(own) {
        let file = name.rsplit('/').next().unwrap_or(name);
        templates.insert(file.to_owned(), (Path::new("templates").join(name), text.as_bytes().to_vec()));
    }
    templates
}

fn put_overrides(files: &dyn Files, folder: &Path, templates: &mut Templates, report: &mut Report) {
    for path in entries(files, folder, report).into_iter().filter(|path| files.is_file(path)) {
        let name = file_name(&path);
        let is_component = name.starts_with('_') && name.ends_with(".tera");
        if !is_component && !templates.contains_key(&name) {
            let finding = Diagnostic::warning(Code::MT005, format!("`{name}` không thay cho mẫu nào, bỏ qua"));
            let finding = finding.at(Place::file(&path));
            report.push(match nearest(&name, templates.keys().map(String::as_str)) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint("tên tệp phải là tên một mẫu có sẵn, hoặc bắt đầu bằng `_` và có đuôi .tera"),
            });
            continue;
        }
        match read(files, &path) {
            Ok(bytes) => {
                templates.insert(name, (path, bytes));
            }
            Err(faults) => report.extend(faults),
        }
    }
}

/// A folder in `mau` that is named after no form set is never looked into.
fn check_folders(files: &dyn Files, folder: &Path, sets: &FormSets, report: &mut Report) {
    for path in entries(files, folder, report).into_iter().filter(|path| files.is_folder(path)) {
        let name = file_name(&path);
        if sets.bo_mau.iter().any(|set| set.ma == name) {
            continue;
        }
        let known: Vec<&str> = sets.bo_mau.iter().map(|set| set.ma.as_str()).collect();
        let finding = Diagnostic::warning(Code::MT005, format!("thư mục `{name}` không phải bộ mẫu nào, bỏ qua"));
        report.push(finding.at(Place::file(&path)).hint(format!("tên thư mục là một trong: {}", known.join(", "))));
    }
}

/// What stands in `folder`, in the order of the names; hidden files are left aside.
fn entries(files: &dyn Files, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let Ok(mut paths) = files.list(folder) else {
        let finding = Diagnostic::error(Code::DL001, "không đọc được thư mục mẫu").at(Place::file(folder));
        report.push(finding.hint("kiểm tra quyền đọc của thư mục"));
        return Vec::new();
    };
    paths.retain(|path| !file_name(path).starts_with(['.', '~']));
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Disk;

    #[test]
    fn the_most_particular_file_wins() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(OVERRIDES);
        std::fs::create_dir_all(folder.join("nd98")).unwrap();
        std::fs::create_dir(folder.join("nd99")).unwrap();
        std::fs::write(folder.join("dang_ky.van.tera"), "chung").unwrap();
        std::fs::write(folder.join("nd98/dang_ky.van.tera"), "98").unwrap();
        let sets = crate::law::Law::builtin().unwrap().form_sets;
        for (set, text) in [(Some("nd98"), "98"), (Some("nd152"), "chung"), (None, "chung")] {
            let mut report = Report::new();
            let files = files(Some((&Disk, place.path())), &sets, set, &mut report);
            let found = files.iter().find(|(name, ..)| name == "dang_ky.van.tera").unwrap();
            assert_eq!(found.2, text.as_bytes(), "{set:?}");
            let codes: Vec<_> = report.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, [Code::MT005]);
        }
    }
}
