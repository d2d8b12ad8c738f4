//! Loads the templates, checks them, and fills them in.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tera::{Context, Tera};

use super::faults::diagnostic;
use super::filters;
use super::forms::{EMBEDDED, Form};
use super::lint::{Linter, Piece};
use super::schema::Schema;
use crate::diag::{Diagnostic, Place, Report, nearest};
use crate::document::Source;
use crate::document::markup::escape;
use crate::source::{decode, read};

/// The folder of a campaign whose files take the place of built-in templates.
pub const OVERRIDES: &str = "mau";
/// How the name of a whole template ends; other templates hold components.
const DOCUMENT: &str = ".van.tera";

/// All templates of one campaign, ready to be filled in on any number of threads.
pub struct Engine {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    /// The text that Tera knows under each name.
    pieces: BTreeMap<String, Piece>,
}

impl Engine {
    /// Reads the built-in templates and those in `mau` of the campaign folder `folder`, and checks each
    /// against the data that it will get.
    ///
    /// # Errors
    /// `MT001` to `MT003` for faults of the templates, `VB…` for their front matter; a warning `MT005`
    /// for a file in `mau` that is no template.
    pub fn load(folder: Option<&Path>, data: &Schema) -> Result<(Engine, Report), Report> {
        let mut report = Report::new();
        let mut engine = Engine { tera: Tera::default(), sources: BTreeMap::new(), pieces: BTreeMap::new() };
        for (name, path, bytes) in files(folder, &mut report) {
            engine.add(name, &path, &bytes, &mut report);
        }
        engine.tera.set_escape_fn(write_escaped);
        engine.tera.autoescape_on([".tera"]);
        filters::register(&mut engine.tera);
        let strings = engine.strings();
        let mut sound = true;
        for piece in engine.pieces.values().chain(&strings) {
            if let Some(fault) = syntax_fault(piece) {
                report.push(fault);
                sound = false;
            }
        }
        if sound {
            let pieces = engine.pieces.values().chain(&strings).cloned().collect();
            report.append(Linter::new(pieces).check(data));
        }
        if !report.has_errors() {
            let texts = engine.pieces.iter().map(|(name, piece)| (name.clone(), piece.text.clone()));
            if let Err(error) = engine.tera.add_raw_templates(texts.collect::<Vec<_>>()) {
                report.push(engine.fault(&error, &nowhere()));
            }
        }
        report.finish(engine)
    }

    fn add(&mut self, name: String, path: &Path, bytes: &[u8], report: &mut Report) {
        let piece = if name.ends_with(DOCUMENT) {
            Source::parse(bytes, path).map(|source| {
                let piece = Piece {
                    path: path.to_owned(),
                    line: source.body_line(),
                    column: 1,
                    text: source.body().to_owned(),
                };
                self.sources.insert(name.clone(), source);
                piece
            })
        } else {
            decode(bytes, path).map(|text| Piece { path: path.to_owned(), line: 1, column: 1, text })
        };
        match piece {
            Ok(piece) => {
                self.pieces.insert(name, piece);
            }
            Err(faults) => report.append(faults),
        }
    }

    /// The strings of all front matters that hold something to fill in.
    fn strings(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for source in self.sources.values() {
            source.clone().map_strings(|text, place| {
                if has_tags(text) {
                    pieces.push(string_piece(text, place));
                }
                Ok(text.to_owned())
            });
        }
        pieces
    }

    /// The `.van` text of `form` with `data` filled in.
    ///
    /// # Errors
    /// `MT004` where the data do not fit the template.
    pub fn render(&self, form: &Form, data: &Value) -> Result<Source, Report> {
        let (Some(source), Some(body)) = (self.sources.get(form.template), self.pieces.get(form.template)) else {
            return Err(Diagnostic::error("MT004", format!("không có mẫu `{}`", form.template)).into());
        };
        let context = Context::from_serialize(data).map_err(|error| Report::from(self.fault(&error, body)))?;
        let mut source = source.clone();
        let mut report = source.map_strings(|text, place| {
            if !has_tags(text) {
                return Ok(text.to_owned());
            }
            let filled = self.tera.render_str(text, &context, false);
            filled.map_err(|error| self.fault(&error, &string_piece(text, place)))
        });
        match self.tera.render(form.template, &context) {
            Ok(text) => source.set_body(text),
            Err(error) => report.push(self.fault(&error, body)),
        }
        if report.has_errors() { Err(report) } else { Ok(source) }
    }

    fn fault(&self, error: &tera::Error, piece: &Piece) -> Diagnostic {
        diagnostic(error, |name| self.pieces.get(name), piece)
    }
}

fn has_tags(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("{#")
}

/// A front-matter string; its place is that of the opening quote.
fn string_piece(text: &str, place: &Place) -> Piece {
    let (line, column) = match place {
        Place::Line { line, column, .. } => (*line, column + 1),
        _ => (1, 1),
    };
    Piece { path: place.path().to_path_buf(), line, column, text: text.to_owned() }
}

fn nowhere() -> Piece {
    Piece { path: PathBuf::from("templates"), line: 1, column: 1, text: String::new() }
}

/// The first fault of syntax in `piece`. What else Tera misses, it only misses here.
fn syntax_fault(piece: &Piece) -> Option<Diagnostic> {
    let error = Tera::default().add_raw_template("one", &piece.text).err()?;
    let fault = diagnostic(&error, |_| None, piece);
    (fault.code == "MT001").then_some(fault)
}

fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escape(text).as_bytes())
}

/// Name, path and bytes of every template, built-in ones replaced by those of the campaign.
fn files(folder: Option<&Path>, report: &mut Report) -> Vec<(String, PathBuf, Vec<u8>)> {
    let mut files: BTreeMap<String, (PathBuf, Vec<u8>)> = BTreeMap::new();
    for (name, text) in EMBEDDED {
        files.insert((*name).to_owned(), (Path::new("templates").join(name), text.as_bytes().to_vec()));
    }
    for path in overrides(folder, report) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_component = name.starts_with('_') && name.ends_with(".tera");
        if !is_component && !files.contains_key(&name) {
            let finding = Diagnostic::warning("MT005", format!("`{name}` không thay cho mẫu nào, bỏ qua"));
            let finding = finding.at(Place::file(&path));
            report.push(match nearest(&name, EMBEDDED.iter().map(|(name, _)| *name)) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint("tên tệp phải là tên một mẫu có sẵn, hoặc bắt đầu bằng `_` và có đuôi .tera"),
            });
            continue;
        }
        match read(&path) {
            Ok(bytes) => {
                files.insert(name, (path, bytes));
            }
            Err(faults) => report.append(faults),
        }
    }
    files.into_iter().map(|(name, (path, bytes))| (name, path, bytes)).collect()
}

/// The files of the folder `mau`, in the order of their names; hidden ones are left aside.
fn overrides(folder: Option<&Path>, report: &mut Report) -> Vec<PathBuf> {
    let Some(folder) = folder.map(|folder| folder.join(OVERRIDES)).filter(|folder| folder.is_dir()) else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(&folder) else {
        let finding = Diagnostic::error("DL001", "không đọc được thư mục mẫu").at(Place::file(folder));
        report.push(finding.hint("kiểm tra quyền đọc của thư mục"));
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~'])));
    paths.sort();
    paths
}
