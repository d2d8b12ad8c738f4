//! Where templates come from: the program, and the folder `mau` of a campaign, general or for one form
//! set. The most particular file of a name wins. The heads of the general ones say which kinds of paper
//! there are; a folder of a form set only puts other text in the place of theirs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::kind::{DOCUMENT, Kind, TABLE};
use super::kinds::Kinds;
use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::base::files::Files;
use crate::campaign::source::{OldText, bytes, read, recode};
use crate::law::form_sets::FormSets;
use crate::paper::document::Source;

/// The folder of a campaign with templates of its own.
pub const OVERRIDES: &str = "mau";

/// The templates that are part of the program: every file of `templates/`, those of one form set as `<set>/<name>`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The file of the program called `name`, and the components that it rests on, each with its text.
#[cfg(feature = "cli")]
pub fn with_components(name: &str) -> Vec<(&'static str, &'static str)> {
    let mut wanted: Vec<(&str, &str)> = EMBEDDED.iter().copied().filter(|(known, _)| *known == name).collect();
    let mut at = 0;
    while let Some((_, body)) = wanted.get(at).copied() {
        for (name, text) in EMBEDDED.iter().copied().filter(|(name, _)| is_component(name)) {
            let is_used = defined(text).any(|part| body.contains(&format!("<{part} ")));
            if is_used && wanted.iter().all(|(known, _)| *known != name) {
                wanted.push((name, text));
            }
        }
        at += 1;
    }
    wanted
}

/// The names of the components that stand in `text`.
#[cfg(feature = "cli")]
fn defined(text: &str) -> impl Iterator<Item = &str> {
    text.split("component ").skip(1).filter_map(|rest| rest.split('(').next()).map(str::trim)
}

/// A template or a component, read but not filled in.
#[derive(Clone, Debug)]
pub struct Template {
    pub path: PathBuf,
    pub text: Text,
}

/// What stands in the file of a template.
#[derive(Clone, Debug)]
pub enum Text {
    /// A whole `.van`.
    Document(Source),
    /// Parts that templates share.
    Component(String),
}

/// Templates by the names of their files.
pub type Templates = BTreeMap<String, Template>;

/// A campaign folder, where it is, and what becomes of text in old encodings in it.
pub type Folder<'a> = (&'a dyn Files, &'a Path, OldText);

/// The templates of the program and those in `mau` of `folder`, with the kinds that they are. Faults of files
/// and of heads go to `report`, files that are nothing of use as warnings (`MT005`).
pub fn general(folder: Option<Folder>, sets: &FormSets, report: &mut Report) -> (Templates, Kinds) {
    let mut templates = embedded(None, report);
    let kind = |(name, template): (&String, &Template)| template.kind(name, sets, &mut Report::new());
    let mut kinds: BTreeMap<String, Kind> =
        templates.iter().filter_map(kind).map(|kind| (kind.template(), kind)).collect();
    let Some((files, folder, old)) = folder.map(|(files, folder, old)| (files, folder.join(OVERRIDES), old)) else {
        return (templates, Kinds::new(kinds.into_values()));
    };
    for path in entries(files, &folder, report).into_iter().filter(|path| files.is_file(path)) {
        let name = file_name(&path);
        if !is_component(&name) && !name.ends_with(DOCUMENT) {
            report.push(stray(&path, &templates));
            continue;
        }
        let Some(template) = load(files, path, old, report) else { continue };
        if template.has_head() {
            if let Some(kind) = template.kind(&name, sets, report) {
                kinds.insert(name.clone(), Kind { is_own: !kinds.contains_key(&name), ..kind });
            }
        } else if !is_component(&name) && !templates.contains_key(&name) {
            report.push(stray(&template.path, &templates));
            continue;
        }
        templates.insert(name, template);
    }
    check_folders(files, &folder, sets, report);
    report.extend(kinds.values().filter(|kind| kind.is_own).filter_map(|kind| twin(kind, &kinds)));
    (templates, Kinds::new(kinds.into_values()))
}

/// Puts the templates of the form set `set` in the place of the general ones of the same name.
pub fn put_set(
    templates: &mut Templates,
    kinds: &Kinds,
    folder: Option<Folder>,
    (sets, set): (&FormSets, &str),
    report: &mut Report,
) {
    templates.extend(embedded(Some(set), report));
    let own = folder.map(|(files, folder, old)| (files, folder.join(OVERRIDES).join(set), old));
    let Some((files, folder, old)) = own.filter(|(files, folder, _)| files.is_folder(folder)) else { return };
    for path in entries(files, &folder, report).into_iter().filter(|path| files.is_file(path)) {
        let name = file_name(&path);
        if !is_component(&name) && !templates.contains_key(&name) {
            report.push(stray(&path, templates));
            continue;
        }
        let Some(template) = load(files, path, old, report) else { continue };
        let kind = template.kind(&name, sets, report);
        if let Some(kind) = kind.filter(|kind| kinds.find(&kind.name).is_some_and(|known| !known.is_same(kind))) {
            let message = format!("`[mau]` ở đây khác `[mau]` của loại `{}`", kind.name);
            let finding = Diagnostic::error(Code::MT006, message).at(kind.place);
            report.push(finding.hint(format!("bỏ `[mau]` ở tệp này: loại văn bản chỉ khai ở `{OVERRIDES}/{name}`")));
        }
        templates.insert(name, template);
    }
}

/// The components that are part of the program, those of `files` in `folder` before them.
pub fn components((files, folder, old): Folder, report: &mut Report) -> Templates {
    let mut templates = embedded(None, report);
    templates.retain(|name, _| is_component(name));
    let paths = entries(files, folder, report).into_iter();
    for path in paths.filter(|path| files.is_file(path) && is_component(&file_name(path))) {
        let name = file_name(&path);
        templates.extend(load(files, path, old, report).map(|template| (name, template)));
    }
    templates
}

/// Reads the template at `path`; its faults go to `report`.
pub fn load(files: &dyn Files, path: PathBuf, old: OldText, report: &mut Report) -> Option<Template> {
    let template = read(files, &path).and_then(|bytes| Template::parse(&bytes, path, old, report));
    template.map_err(|faults| report.extend(faults)).ok()
}

impl Template {
    /// Reads `bytes`; what was put right goes to `report` once, and not with every paper.
    fn parse(bytes: &[u8], path: PathBuf, old: OldText, report: &mut Report) -> Result<Self, Report> {
        let text = if file_name(&path).ends_with(DOCUMENT) {
            let mut source = Source::parse_as(bytes, &path, old)?;
            report.extend(source.take_warnings());
            Text::Document(source)
        } else {
            let mut found = Report::new();
            let text = bytes::text(bytes, &path, old, &mut found)?;
            let (text, warnings) = found.finish(recode::settle_lines(&text, &path, old, report))?;
            report.extend(warnings);
            Text::Component(text)
        };
        Ok(Template { path, text })
    }

    fn source(&self) -> Option<&Source> {
        match &self.text {
            Text::Document(source) => Some(source),
            Text::Component(_) => None,
        }
    }

    fn has_head(&self) -> bool {
        self.source().is_some_and(|source| source.front().node(TABLE).is_some())
    }

    fn kind(&self, name: &str, sets: &FormSets, report: &mut Report) -> Option<Kind> {
        Kind::read(name, self.source()?, sets, report)
    }
}

/// The general templates of the program, or those of `set`.
fn embedded(set: Option<&str>, report: &mut Report) -> Templates {
    let mut templates = Templates::new();
    for (name, text) in EMBEDDED {
        let (of, file) = name.rsplit_once('/').map_or((None, *name), |(set, file)| (Some(set), file));
        if of != set {
            continue;
        }
        match Template::parse(text.as_bytes(), Path::new("templates").join(name), OldText::Refuse, report) {
            Ok(template) => drop(templates.insert(file.to_owned(), template)),
            Err(faults) => report.extend(faults),
        }
    }
    templates
}

/// Whether the file `name` holds parts that templates share.
fn is_component(name: &str) -> bool {
    name.starts_with('_') && name.ends_with(".tera")
}

/// The finding for a file in `mau` that is no template, no component and no kind of its own.
fn stray(path: &Path, templates: &Templates) -> Diagnostic {
    let name = file_name(path);
    let finding = Diagnostic::warning(Code::MT005, format!("`{name}` không thay cho mẫu nào, bỏ qua"));
    let finding = match nearest(&name, templates.keys().map(String::as_str)) {
        Some(near) => finding.hint(format!("có phải là `{near}`?")),
        None => finding,
    };
    finding.at(Place::file(path)).hint(format!(
        "một loại văn bản mới là tệp `ten_loai{DOCUMENT}` trong `{OVERRIDES}` có bảng `[{TABLE}]` với `ten`, `pham_vi`; thành \
         phần dùng chung là tệp có tên bắt đầu bằng `_` và đuôi .tera"
    ))
}

/// The finding for a kind of the campaign's own that goes by what people call one of the program: most often a template
/// of the program was copied under a mistyped name.
fn twin(own: &Kind, kinds: &BTreeMap<String, Kind>) -> Option<Diagnostic> {
    let of_program = kinds.values().find(|kind| !kind.is_own && kind.ten == own.ten)?;
    let (name, other) = (own.template(), of_program.template());
    let message =
        format!("`{name}` không thay cho mẫu có sẵn `{other}` mà thêm một loại văn bản nữa, cũng tên `{}`", own.ten);
    let finding = Diagnostic::warning(Code::MT005, message).at(own.place.clone());
    let finding = finding.hint(format!("để thay cho mẫu có sẵn: đổi tên tệp thành `{other}`"));
    Some(finding.hint(format!("để có loại văn bản mới: đặt `ten` khác ở `[{TABLE}]` của tệp này")))
}

/// A folder in `mau` that is named after no form set is never looked into.
fn check_folders(files: &dyn Files, folder: &Path, sets: &FormSets, report: &mut Report) {
    for path in entries(files, folder, report).into_iter().filter(|path| files.is_folder(path)) {
        let name = file_name(&path);
        if sets.bo_mau.iter().any(|set| set.ma == name) {
            let below = entries(files, &path, report).into_iter().filter(|path| files.is_folder(path));
            report.extend(below.map(|path| never_read(&path)));
            continue;
        }
        let known: Vec<&str> = sets.bo_mau.iter().map(|set| set.ma.as_str()).collect();
        let finding = Diagnostic::warning(Code::MT005, format!("thư mục `{name}` không phải bộ mẫu nào, bỏ qua"));
        report.push(finding.at(Place::file(&path)).hint(format!("tên thư mục là một trong: {}", known.join(", "))));
    }
}

/// The finding for a folder in that of a form set.
fn never_read(path: &Path) -> Diagnostic {
    let message = format!("thư mục `{}` nằm trong thư mục của một bộ mẫu, bỏ qua", file_name(path));
    Diagnostic::warning(Code::MT005, message).at(Place::file(path)).hint("dời các mẫu ra ngay trong thư mục bộ mẫu")
}

/// What stands in `folder`, in the order of the names; hidden files are left aside.
fn entries(files: &dyn Files, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    if !files.is_folder(folder) {
        return Vec::new();
    }
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
    use super::super::mentions::Mentions;
    use super::*;
    use crate::base::files::Disk;
    use crate::law::Law;

    /// A template that prints `text`.
    fn van(text: &str) -> String {
        format!("+++\nloai = \"bieu_mau\"\n+++\n{text}\n")
    }

    #[test]
    fn the_most_particular_file_wins() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(OVERRIDES);
        std::fs::create_dir_all(folder.join("nd98")).unwrap();
        std::fs::create_dir(folder.join("nd99")).unwrap();
        std::fs::write(folder.join("dang_ky.van.tera"), van("chung")).unwrap();
        std::fs::write(folder.join("nd98/dang_ky.van.tera"), van("98")).unwrap();
        let sets = Law::builtin().unwrap().form_sets;
        for (set, text) in [("nd98", "98"), ("nd152", "chung")] {
            let mut report = Report::new();
            let folder: Option<Folder> = Some((&Disk, place.path(), OldText::Refuse));
            let (mut templates, kinds) = general(folder, &sets, &mut report);
            put_set(&mut templates, &kinds, folder, (&sets, set), &mut report);
            assert_eq!(templates["dang_ky.van.tera"].source().unwrap().body().trim(), text, "{set}");
            let codes: Vec<_> = report.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, [Code::MT005]);
        }
    }

    #[test]
    fn a_template_copied_under_a_mistyped_name_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(OVERRIDES);
        std::fs::create_dir(&folder).unwrap();
        let text = std::fs::read_to_string("templates/ke_hoach.van.tera").unwrap();
        let told = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).unwrap();
            let mut report = Report::new();
            let sets = Law::builtin().unwrap().form_sets;
            general(Some((&Disk, place.path(), OldText::Refuse)), &sets, &mut report);
            report.iter().map(|finding| (finding.code, finding.hints[0].text.clone())).collect::<Vec<_>>()
        };
        assert_eq!(told("ke_hoach.van.tera", &text), []);
        assert_eq!(told("ke_hoach_2.van.tera", &text.replacen("ten = \"", "ten = \"Một ", 1)), []);
        let found = told("ke_hoch.van.tera", &text);
        assert!(matches!(found.as_slice(), [(Code::MT005, hint)] if hint.contains("`ke_hoach.van.tera`")), "{found:?}");
    }

    #[test]
    fn every_template_of_the_program_is_a_kind() {
        let mut report = Report::new();
        let (templates, kinds) = general(None, &Law::builtin().unwrap().form_sets, &mut report);
        let sets = Law::builtin().unwrap().form_sets;
        for (name, template) in templates.iter().filter(|(name, _)| !is_component(name)) {
            template.kind(name, &sets, &mut report);
            assert!(kinds.iter().any(|kind| kind.template() == *name), "{name}");
        }
        assert!(report.is_empty(), "{report:?}");
    }

    #[test]
    fn no_template_of_the_program_asks_for_every_table() {
        let (templates, _) = general(None, &Law::builtin().unwrap().form_sets, &mut Report::new());
        for (name, template) in &templates {
            let text = match &template.text {
                Text::Component(text) => text.as_str(),
                Text::Document(source) => source.body(),
            };
            let mut asked = Mentions::default();
            asked.read(text, "bang");
            assert_eq!(asked, Mentions::default(), "{name}: a table that is printed costs its rows, in each campaign");
        }
    }
}
