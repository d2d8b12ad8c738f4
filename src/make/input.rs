//! What a path names: a campaign folder, a single `.van` file, or a template to merge with a table.

use std::collections::HashMap;
use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files, Kind};
use crate::campaign::{FILE, OldText, astray, origin};
use crate::law::{self, Law};
use crate::make::merge;
use crate::make::output::{reason, safe_stem};
use crate::paper;
use crate::paper::document::Document;
use crate::paper::job::Job;

/// What is to be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Campaign,
    Single,
    /// A `.van.tera`.
    Template,
}

impl Input {
    /// Finds out what stands among `files` at `path`; `TL001`, `TL002` and `TL008` when it is nothing of use.
    pub fn of(files: &dyn Files, path: &Path) -> Result<Self, Diagnostic> {
        let kind = files.kind(path).map_err(|error| unreadable(path, &error))?;
        let is_van = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("van"));
        match (kind == Kind::Folder, is_van) {
            (true, _) if files.is_file(&path.join(FILE)) => Ok(Input::Campaign),
            (true, _) => {
                let finding = unusable(path, &format!("thư mục không có tệp `{FILE}`"));
                let finding = match astray::facts_by_another_name(files, path) {
                    Some(name) => finding.hint(format!("có tệp `{name}`: đổi tên thành `{FILE}`")),
                    None => finding,
                };
                Err(finding.hint("đưa thư mục của một phong trào, hoặc một tệp .van"))
            }
            (false, true) => Ok(Input::Single),
            (false, false) if merge::is_template(path) => Ok(Input::Template),
            (false, false) if van_name(path).is_some() => {
                let hint =
                    format!("đuôi `.van` phải ở cuối tên: đổi tên thành `{}`", van_name(path).unwrap_or_default());
                Err(unusable(path, "tệp không có đuôi .van").hint(hint))
            }
            (false, false) if files.is_file(&path.with_file_name(FILE)) => {
                let hint = "đưa thư mục chứa tệp này, không phải chính tệp này";
                Err(unusable(path, "tệp không có đuôi .van").hint(hint))
            }
            (false, false) => {
                let hint = "đưa một tệp .van, một mẫu .van.tera, hoặc thư mục của một phong trào";
                Err(unusable(path, "tệp không có đuôi .van").hint(hint))
            }
        }
    }
}

/// Reads the document at `path`.
///
/// # Errors
/// `TL001` and `TL008` when it can't be; all that is wrong with it.
pub fn read_single(path: &Path, old: OldText) -> Result<(Document, Report), Report> {
    let bytes = Disk.read(path).map_err(|error| unreadable(path, &error))?;
    let (document, mut warnings) = paper::parse_as(&bytes, path, old)?;
    warnings.extend(law::check(&document, &Law::builtin()?));
    Ok((document, warnings))
}

/// The job that makes a document already read from `path`.
pub fn single_job(path: &Path, document: Document, warnings: Report) -> Job<'static> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Job {
        kind: document.loai.name().to_owned(),
        subject: document.title(),
        path: safe_stem(&stem),
        unit: None,
        look: Box::new(|| None),
        make: Box::new(move || Ok((document.clone(), warnings.clone()))),
    }
}

/// The name of a text to which an editor has added an ending of its own: `ke_hoach.van.txt`.
fn van_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let (stem, _) = name.split_once(".van.")?;
    Some(format!("{stem}.van"))
}

/// The finding for what can't be looked at: `TL001` when nothing is there, else `TL008`.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let finding = match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            Diagnostic::error(Code::TL001, "không tìm thấy tệp hay thư mục này").hint("kiểm tra lại đường dẫn")
        }
        _ => Diagnostic::error(Code::TL008, format!("không đọc được: {}", reason(error)))
            .hint("kiểm tra quyền đọc của tệp hoặc thư mục"),
    };
    finding.at(Place::file(path))
}

fn unusable(path: &Path, message: &str) -> Diagnostic {
    Diagnostic::error(Code::TL002, message).at(Place::file(path))
}

/// Finds where a character was typed, once for each.
pub struct Origins<'a> {
    path: &'a Path,
    data: Option<&'a Path>,
    input: Input,
    known: HashMap<char, Option<Place>>,
}

impl<'a> Origins<'a> {
    /// Looks in the document or in the campaign at `path`; of a template also in its `data`.
    pub fn new(path: &'a Path, data: Option<&'a Path>, input: Input) -> Self {
        Origins { path, data, input, known: HashMap::new() }
    }

    fn of(&mut self, letter: char) -> Option<Place> {
        let found = self.known.entry(letter).or_insert_with(|| match self.input {
            Input::Single => origin::in_text(&Disk, self.path, letter),
            Input::Campaign => origin::of_character(&Disk, self.path, letter),
            Input::Template => {
                let files = [Some(self.path), self.data].into_iter().flatten();
                files.into_iter().find_map(|path| origin::in_file(&Disk, path, letter))
            }
        });
        found.clone()
    }

    /// `report`, with findings that name no place set at the character that they speak of.
    pub fn place(&mut self, report: Report) -> Report {
        report.placed(|finding| self.of(finding.character?))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_character_is_found_in_the_file() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.van");
        fs::write(&path, "+++\nloai = \"bieu_mau\"\n+++\nTên: \u{e01}\n").unwrap();
        let mut report = Report::new();
        report.push(
            Diagnostic::error(Code::TT001, "không có phông chữ nào in được ký tự `\u{e01}` (U+0E01)").about('\u{e01}'),
        );
        report.push(Diagnostic::error(Code::TT002, "khác"));
        let places: Vec<Option<Place>> =
            Origins::new(&path, None, Input::Single).place(report).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, [Some(Place::line(&path, 4, 6)), None]);
    }

    #[test]
    fn a_path_is_a_campaign_a_document_or_a_fault() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        fs::write(root.join("a.VAN"), "").unwrap();
        fs::write(root.join("a.txt"), "").unwrap();
        fs::create_dir(root.join("phong_trao")).unwrap();
        let code = |name: &str| Input::of(&Disk, &root.join(name)).map_err(|finding| finding.code);
        fs::write(root.join("a.van.tera"), "").unwrap();
        assert_eq!(code("a.VAN"), Ok(Input::Single));
        assert_eq!(code("a.van.tera"), Ok(Input::Template));
        assert_eq!(code("a.txt"), Err(Code::TL002));
        fs::write(root.join("b.van.txt"), "").unwrap();
        let finding = Input::of(&Disk, &root.join("b.van.txt")).unwrap_err();
        assert!(finding.hints[0].text.contains("`b.van`"), "{finding}");
        assert_eq!(code("phong_trao"), Err(Code::TL002));
        assert_eq!(code("nowhere"), Err(Code::TL001));
        fs::write(root.join("phong_trao/phong_trao.toml"), "").unwrap();
        assert_eq!(code("phong_trao"), Ok(Input::Campaign));
        fs::write(root.join("phong_trao/so_lieu.xlsx"), "").unwrap();
        for name in ["phong_trao.toml", "so_lieu.xlsx"] {
            let finding = Input::of(&Disk, &root.join("phong_trao").join(name)).unwrap_err();
            assert!(finding.code == Code::TL002 && finding.hints[0].text.contains("thư mục chứa tệp này"), "{finding}");
        }
    }
}
