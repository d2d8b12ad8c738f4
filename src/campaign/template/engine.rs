//! Loads the templates, checks them, and fills them in.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::budget::Budgets;
use super::budget::meter::Metered;
use super::faults::{Given, diagnostic};
use super::files::{self, Template, Templates, Text};
use super::filters;
use super::kind::{Kind, TABLE};
use super::kinds::Kinds;
use super::lint::{Linter, Piece};
use super::mentions::{Mentions, names};
use super::schema::Schema;
use crate::base::data::OldText;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::sum::Digest;
use crate::campaign::model::located::Located;
use crate::law::form_sets::FormSets;
use crate::paper::document::markup::escape;
use crate::paper::document::{PartialDate, Source};

/// An engine of one template, and the kind that its head makes of it.
pub type SingleTemplate = (Engine, Option<Arc<Kind>>);

/// All templates of one campaign, ready to be filled in on any number of threads.
pub struct Engine {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    /// The text that Tera knows under each name.
    pieces: BTreeMap<String, Piece>,
    /// The same with the calls that count.
    metered: BTreeMap<String, Metered>,
    /// The texts of front matters and of heads that hold something to fill in, read once: as they were typed, with
    /// the calls that count and the name by which Tera knows them.
    texts: HashMap<String, (Metered, String)>,
    budgets: Budgets,
    /// A check sum of all templates.
    sum: String,
}

impl Engine {
    /// Checks each of `templates` against `data`, the shape of what it will get, and what only it will get by the
    /// name of its file (`own`); the words in the heads of `kinds` go with their templates.
    ///
    /// # Errors
    /// `MT001` to `MT003` for faults of the templates.
    pub fn new(
        templates: Templates,
        kinds: &Kinds,
        data: &Schema,
        own: &BTreeMap<String, Schema>,
    ) -> Result<(Engine, Report), Report> {
        let mut report = Report::new();
        let mut engine = Engine {
            tera: Tera::default(),
            sources: BTreeMap::new(),
            pieces: BTreeMap::new(),
            metered: BTreeMap::new(),
            texts: HashMap::new(),
            budgets: Budgets::default(),
            sum: sum(&templates),
        };
        templates.into_iter().for_each(|(name, template)| engine.add(name, template));
        engine.tera.set_escape_fn(write_escaped);
        engine.tera.autoescape_on([".tera"]);
        filters::register(&mut engine.tera);
        engine.budgets.register(&mut engine.tera);
        let mut pieces: Vec<(&str, Piece)> =
            engine.pieces.iter().map(|(name, piece)| (name.as_str(), piece.clone())).collect();
        pieces.extend(engine.strings());
        let names: Vec<String> = kinds.iter().map(|kind| kind.template()).collect();
        for (name, kind) in names.iter().zip(kinds) {
            let words = kind.ten_tep.iter().chain(&kind.ngay);
            pieces.extend(words.map(|words| (name.as_str(), string_piece(&words.value, &words.place))));
        }
        let bodies = engine.pieces.len();
        let typed: BTreeSet<String> = pieces.iter().skip(bodies).map(|(_, piece)| piece.text.clone()).collect();
        let mut trial = Tera::default();
        let faults: Vec<Diagnostic> = pieces.iter().filter_map(|(_, piece)| syntax_fault(piece, &mut trial)).collect();
        if faults.is_empty() {
            let nothing = Schema::map([]);
            let shapes: Vec<&Schema> = pieces.iter().map(|(name, _)| own.get(*name).unwrap_or(&nothing)).collect();
            let pieces = pieces.into_iter().map(|(_, piece)| piece).collect();
            report.extend(Linter::new(pieces).check(data, &shapes));
        }
        report.extend(faults);
        if !report.has_errors() {
            let metered = engine.pieces.iter().map(|(name, piece)| (name.clone(), Metered::of(&piece.text)));
            engine.metered = metered.collect();
            engine.texts = typed.into_iter().enumerate().map(|(at, text)| (text.clone(), named(at, &text))).collect();
            let bodies = engine.metered.iter().map(|(name, metered)| (name.clone(), metered.text.clone()));
            let texts = engine.texts.values().map(|(metered, name)| (name.clone(), metered.text.clone()));
            if let Err(error) = engine.tera.add_raw_templates(bodies.chain(texts).collect::<Vec<_>>()) {
                report.push(engine.fault(&error, (&nowhere(), &Metered::default())));
            }
        }
        report.finish(engine)
    }

    /// As [`Self::new`], of the one template at `path` among `files` and the components: built-in ones, and those
    /// beside it. Gives the kind that its head says it is, too, if it says so.
    ///
    /// # Errors
    /// Those of [`Self::new`]; `VB…` for the front matter, `MT006` for `[mau]`.
    pub fn of_template(
        (files, path, old): (&dyn Files, &Path, OldText),
        sets: &FormSets,
        data: &Schema,
    ) -> Result<(SingleTemplate, Report), Report> {
        let mut report = Report::new();
        // On a disk the present folder has a name, in memory it has none.
        let folder = path.parent().filter(|folder| files.is_folder(folder)).unwrap_or(Path::new("."));
        let mut templates = files::components((files, folder, old), &mut report);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let template = files::load(files, path.to_owned(), old, &mut report);
        let kind = template.as_ref().and_then(|template| match &template.text {
            Text::Document(source) => Kind::read(&name, source, sets, &mut report),
            Text::Component(_) => None,
        });
        templates.extend(template.map(|template| (name, template)));
        let ((), mut warnings) = report.finish(())?;
        let kinds = Kinds::new(kind);
        let (engine, found) = Self::new(templates, &kinds, data, &BTreeMap::new())?;
        warnings.extend(found);
        Ok(((engine, kinds.iter().next().cloned()), warnings))
    }

    fn add(&mut self, name: String, template: Template) {
        let piece = |line: usize, text: String| Piece { path: template.path.clone(), line, column: 1, text };
        let piece = match template.text {
            Text::Component(text) => piece(1, text),
            Text::Document(mut source) => {
                source.take(TABLE);
                let piece = piece(source.body_line(), source.body().to_owned());
                self.sources.insert(name.clone(), source);
                piece
            }
        };
        self.pieces.insert(name, piece);
    }

    /// The strings of all front matters that hold something to fill in, with the names of their templates.
    fn strings(&self) -> Vec<(&str, Piece)> {
        let mut pieces = Vec::new();
        for (name, source) in &self.sources {
            source.clone().map_strings(|text, place| {
                if has_tags(text) {
                    pieces.push((name.as_str(), string_piece(text, place)));
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

    /// The names that the template of `kind`, its head and the components say anywhere, fields aside: every variable that
    /// its papers read is among them.
    pub fn names(&self, kind: &Kind) -> BTreeSet<String> {
        self.texts_of(kind).iter().flat_map(|text| names(text)).collect()
    }

    /// What the template of `kind`, its head and the components ask of `variable`.
    pub fn asked(&self, kind: &Kind, variable: &str) -> Mentions {
        let mut mentions = Mentions::default();
        self.texts_of(kind).iter().for_each(|text| mentions.read(text, variable));
        mentions
    }

    /// All texts with something to fill in that papers of `kind` are made of.
    fn texts_of(&self, kind: &Kind) -> Vec<String> {
        let own = kind.template();
        let is_read = |name: &str| name == own || !self.sources.contains_key(name);
        let pieces = self.pieces.iter().filter(|(name, _)| is_read(name)).map(|(_, piece)| &piece.text);
        let words = kind.ten_tep.iter().chain(&kind.ngay).map(|words| &words.value);
        let mut texts: Vec<String> = pieces.chain(words).cloned().collect();
        if let Some(source) = self.sources.get(&own) {
            source.clone().map_strings(|text, _| {
                texts.push(text.to_owned());
                Ok(text.to_owned())
            });
        }
        texts
    }

    /// Whether the template `name` is one of the campaign's own, new or in the place of one of the program.
    pub fn is_own(&self, name: &str) -> bool {
        let is_of_campaign = |piece: &Piece| piece.path.components().any(|part| part.as_os_str() == files::OVERRIDES);
        self.pieces.get(name).is_some_and(is_of_campaign)
    }

    /// A check sum of all templates: of others it is another.
    pub fn sum(&self) -> &str {
        &self.sum
    }

    /// The date of the paper of `kind` that `data` fill in: what its head says of it, else what it prints at the
    /// upper right. `None` when it has none of its own.
    pub fn date(&self, kind: &Kind, data: &impl Serialize) -> Option<PartialDate> {
        let printed = || {
            let node = self.sources.get(&kind.template())?.front().node("ngay")?;
            Some(Located::new(node.text()?, &node.place))
        };
        let words = kind.ngay.clone().or_else(printed)?;
        // What is wrong with it is told when it is printed.
        Some(self.words(&words, data).ok()?.parse().unwrap_or_default())
    }

    /// `words` with `data` filled in.
    ///
    /// # Errors
    /// `MT004` where the data do not fit, `MT010` beyond the budget of a paper.
    pub fn words(&self, words: &Located<String>, data: &impl Serialize) -> Result<String, Report> {
        let piece = string_piece(&words.value, &words.place);
        let context =
            Context::from_serialize(data).map_err(|error| self.fault(&error, (&piece, &Metered::default())))?;
        let _running = self.budgets.begin();
        Ok(self.string(&piece, &context)?)
    }

    /// A text of a front matter filled in.
    fn string(&self, piece: &Piece, context: &Context) -> Result<String, Diagnostic> {
        if let Some((metered, name)) = self.texts.get(&piece.text) {
            return self.tera.render(name, context).map_err(|error| self.fault(&error, (piece, metered)));
        }
        let metered = Metered::of(&piece.text);
        let filled = self.tera.render_str(&metered.text, context, false);
        filled.map_err(|error| self.fault(&error, (piece, &metered)))
    }

    /// The `.van` text of the template `name` with `data` filled in.
    ///
    /// # Errors
    /// `MT004` where the data do not fit the template, `MT010` beyond the budget of a paper.
    pub fn fill(&self, name: &str, data: &impl Serialize) -> Result<Source, Report> {
        let (Some(source), Some(body)) = (self.sources.get(name), self.pieces.get(name)) else {
            return Err(Diagnostic::error(Code::MT004, format!("không có mẫu `{name}`")).into());
        };
        let plain = Metered::default();
        let given = (body, self.metered.get(name).unwrap_or(&plain));
        let context = Context::from_serialize(data).map_err(|error| Report::from(self.fault(&error, given)))?;
        let _running = self.budgets.begin();
        let mut source = source.clone();
        let mut report = source.map_strings(|text, place| {
            if !has_tags(text) {
                return Ok(text.to_owned());
            }
            self.string(&string_piece(text, place), &context)
        });
        match self.tera.render(name, &context) {
            Ok(text) => source.set_body(text),
            Err(error) => report.push(self.fault(&error, given)),
        }
        if report.has_errors() { Err(report) } else { Ok(source) }
    }

    fn fault(&self, error: &tera::Error, given: Given<'_>) -> Diagnostic {
        diagnostic(error, |name| Some((self.pieces.get(name)?, self.metered.get(name)?)), given)
    }
}

fn sum(templates: &Templates) -> String {
    let mut digest = Digest::default();
    templates.iter().for_each(|(name, template)| digest.add(format!("{name} {:?}\n", template.text).as_bytes()));
    digest.finish()
}

/// A text of a front matter with the name that Tera gets for it; nothing is escaped in it.
fn named(at: usize, text: &str) -> (Metered, String) {
    (Metered::of(text), format!("chuỗi {at}"))
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

/// The first fault of syntax in `piece`, as `tera` tells it. What else it misses, it only misses here.
fn syntax_fault(piece: &Piece, tera: &mut Tera) -> Option<Diagnostic> {
    let is_of_syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
    let error = tera.add_raw_template("one", &piece.text).err().filter(is_of_syntax)?;
    let fault = diagnostic(&error, |_| None, (piece, &Metered::default()));
    (fault.code == Code::MT001).then_some(fault)
}

fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escape(text).as_bytes())
}
