//! Loads the templates, checks them, and fills them in.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tera::{Context, Tera};

use super::faults::diagnostic;
use super::files;
use super::filters;
use super::forms::Form;
use super::lint::{Linter, Piece};
use super::mentions::Mentions;
use super::schema::Schema;
use crate::diag::{Code, Diagnostic, Place, Report};
use crate::document::Source;
use crate::document::markup::escape;
use crate::files::Files;
use crate::law::form_sets::FormSets;
use crate::source::decode;

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
    /// against the data that it will get. The templates of the form set `set`, one of `sets`, come before the
    /// general ones: first `mau/<set>/x`, then `mau/x`, then the built-in `<set>/x`, then the built-in `x`.
    ///
    /// # Errors
    /// `MT001` to `MT003` for faults of the templates, `VB…` for their front matter; a warning `MT005`
    /// for a file in `mau` that is no template.
    pub fn load(
        folder: Option<(&dyn Files, &Path)>,
        sets: &FormSets,
        set: Option<&str>,
        data: &Schema,
    ) -> Result<(Engine, Report), Report> {
        let mut report = Report::new();
        let mut engine = Engine { tera: Tera::default(), sources: BTreeMap::new(), pieces: BTreeMap::new() };
        for (name, path, bytes) in files::files(folder, sets, set, &mut report) {
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
            report.extend(Linter::new(pieces).check(data));
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
            Err(faults) => report.extend(faults),
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

    /// What the template `name` asks of `variable`.
    pub fn mentions(&self, name: &str, variable: &str) -> Mentions {
        let mut mentions = Mentions::default();
        self.pieces.get(name).iter().for_each(|piece| mentions.read(&piece.text, variable));
        if let Some(source) = self.sources.get(name) {
            source.clone().map_strings(|text, _| {
                mentions.read(text, variable);
                Ok(text.to_owned())
            });
        }
        mentions
    }

    /// The `.van` text of `form` with `data` filled in.
    ///
    /// # Errors
    /// `MT004` where the data do not fit the template.
    pub fn render(&self, form: &Form, data: &impl Serialize) -> Result<Source, Report> {
        let (Some(source), Some(body)) = (self.sources.get(form.template), self.pieces.get(form.template)) else {
            return Err(Diagnostic::error(Code::MT004, format!("không có mẫu `{}`", form.template)).into());
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
    let (line, column) = place.line_and_column().map_or((1, 1), |(line, column)| (line, column + 1));
    Piece { path: place.path().to_path_buf(), line, column, text: text.to_owned() }
}

fn nowhere() -> Piece {
    Piece { path: PathBuf::from("templates"), line: 1, column: 1, text: String::new() }
}

/// The first fault of syntax in `piece`. What else Tera misses, it only misses here.
fn syntax_fault(piece: &Piece) -> Option<Diagnostic> {
    let error = Tera::default().add_raw_template("one", &piece.text).err()?;
    let fault = diagnostic(&error, |_| None, piece);
    (fault.code == Code::MT001).then_some(fault)
}

fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escape(text).as_bytes())
}
