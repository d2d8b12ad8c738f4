//! One document for each row of a table, without a campaign: invitations, certificates, a notice to every unit.
//!
//! The template is a `.van.tera` as in a campaign. Of the data it knows `hang`, the row by the keys of its
//! columns as the sheet shows them, and `tt`, the running number of the row from 1. A row with a fault costs its
//! own document and no other.

mod choice;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::sum::Digest;
use crate::base::text::address::{form_before, without_address};
use crate::base::text::ascii_key;
use crate::base::text::stems::Stems;
use crate::campaign::model::located::Located;
use crate::campaign::source::{OldText, OwnRow, OwnTable, own};
use crate::campaign::template::kind::{DOCUMENT, RESERVED};
use crate::campaign::template::{Engine, Schema};
use crate::law;
use crate::law::Law;
use crate::paper::document::Document;
use crate::paper::document::source::Source;
use crate::paper::job::{Job, MadeOf};

/// The variable with the columns of the row.
const ROW: &str = "hang";
/// The variable with the number of the row.
const NUMBER: &str = "tt";
/// What documents are called whose template has no name of use.
const UNNAMED: &str = "van_ban";

/// A template and the rows that it is filled in with.
pub struct Merge {
    shared: Arc<Shared>,
    warnings: Report,
}

/// What all documents have in common.
struct Shared {
    engine: Engine,
    /// The name of the template in the engine.
    template: String,
    /// What names its files, as a template, where its head says it.
    name_words: Option<Located<String>>,
    table: OwnTable,
    law: Law,
}

/// Whether `path` is called as a template is.
pub fn is_template(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(DOCUMENT))
}

/// Reads among `files` the `template`, and of the workbook, CSV or JSON file `data` the table called `name`; the
/// only one there is when `None`.
///
/// # Errors
/// `TL002` when `data` is no such file; faults of the file and of the headers of the table, `TL018` when no one
/// table is meant, `TL010` when it has no rows; `MT…` and `VB…` of the template, `MT002` for a variable or a column that is not there.
pub fn open(
    files: &dyn Files,
    template: &Path,
    data: &Path,
    name: Option<&str>,
    old: OldText,
) -> Result<Merge, Report> {
    let extension = data.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !own::EXTENSIONS.contains(&extension.as_str()) {
        let known: Vec<String> = own::EXTENSIONS.iter().map(|known| format!(".{known}")).collect();
        let finding = Diagnostic::error(Code::TL002, "tệp này không phải một bảng số liệu").at(Place::file(data));
        let finding = match extension.as_str() {
            "xlsb" => finding.hint("mở tệp .xlsb bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx"),
            _ => finding,
        };
        return Err(finding.hint(format!("đưa một tệp có đuôi: {}", known.join(", "))).into());
    }
    let table = choice::table(own::candidates(files, data, old)?, name, data)?;
    if table.report.has_errors() {
        return Err(table.report);
    }
    if table.rows.is_empty() {
        let message = format!("bảng `{}` không có dòng nào, nên không có văn bản nào để tạo", table.label);
        return Err(Diagnostic::error(Code::TL010, message)
            .at(table.place)
            .hint("thêm số liệu vào bảng, mỗi văn bản một dòng")
            .into());
    }
    let law = Law::builtin()?;
    let ((engine, kind), mut warnings) = Engine::of_template((files, template, old), &law.form_sets, &schema(&table))?;
    warnings.extend(table.report.clone());
    let name_words = kind.and_then(|kind| kind.ten_tep.clone());
    let name = template.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shared = Shared { engine, template: name, name_words, table, law };
    Ok(Merge { shared: Arc::new(shared), warnings })
}

fn schema(table: &OwnTable) -> Schema {
    let columns = table.columns.iter().map(|column| (column.key.clone(), Schema::Scalar));
    Schema::map([(ROW.to_owned(), Schema::map(columns)), (NUMBER.to_owned(), Schema::Scalar)])
}

impl Merge {
    /// Findings that stop nothing.
    pub fn warnings(&self) -> &Report {
        &self.warnings
    }

    /// The rows, in the order of the table.
    pub fn rows(&self) -> &[OwnRow] {
        &self.shared.table.rows
    }

    /// The kind of the documents and the folder that they go to: the name of the template as a key.
    pub fn kind(&self) -> String {
        let key = ascii_key(self.shared.template.trim_end_matches(DOCUMENT));
        match key.as_str() {
            "" => UNNAMED.to_owned(),
            // What is handed on of papers lies there.
            key if RESERVED.contains(&key) => format!("{UNNAMED}_{key}"),
            _ => key,
        }
    }

    /// One job a row, in their order. Files are named as the head of the template says (`ten_tep`), else after the
    /// first column of words that tell the rows apart; of one name the second row gets a number, also when the
    /// first has a fault.
    pub fn jobs(&self) -> Vec<Job<'static>> {
        let kind = self.kind();
        let naming = self.shared.table.naming_column();
        let mut stems = Stems::default();
        let rows = self.rows().iter().enumerate();
        let job = |(at, row): (usize, &OwnRow)| {
            let subject = row.name(naming);
            let (name, faults) = self.shared.name(at, &subject);
            let (shared, looked) = (Arc::clone(&self.shared), Arc::clone(&self.shared));
            let faults = Arc::new(faults);
            let known = Arc::clone(&faults);
            Job {
                kind: kind.clone(),
                path: format!("{kind}/{}", stems.make(&name)),
                subject,
                unit: None,
                look: Box::new(move || looked.look(at, &known)),
                make: Box::new(move || shared.make(at, &faults)),
            }
        };
        rows.map(job).collect()
    }
}

impl Shared {
    /// The variables of the document of the row at this position.
    fn data(&self, at: usize) -> serde_json::Value {
        json!({ ROW: self.table.rows.get(at).map(|row| &row.values), NUMBER: at + 1 })
    }

    /// What the file of the row is named after; `usual` where the template does not say it or has a fault.
    fn name(&self, at: usize, usual: &str) -> (String, Report) {
        let name = self.name_words.as_ref().map(|words| self.engine.words(words, &self.data(at)));
        match name.unwrap_or_else(|| Ok(usual.to_owned())) {
            Ok(name) => (name, Report::new()),
            Err(faults) => (usual.to_owned(), faults),
        }
    }

    /// What is wrong with the row, whatever the document is like.
    fn findings(&self, at: usize, faults: &Report) -> Report {
        let mut report = self.table.rows.get(at).map(|row| row.report.clone()).unwrap_or_default();
        report.extend(faults.clone());
        report
    }

    /// The names of the row that bring a form of address which the template prints as well.
    fn addressed_twice(&self, at: usize, source: &Source) -> Report {
        let Some(row) = self.table.rows.get(at) else { return Report::new() };
        let names: Vec<&String> = row.values.values().filter(|text| without_address(text, false).is_some()).collect();
        if names.is_empty() {
            return Report::new();
        }
        let text = source.words();
        let twice = names.into_iter().filter_map(|name| Some((name, form_before(&text, name)?)));
        let finding = |(name, form): (&String, &str)| {
            let message = format!("lời xưng hô đứng hai lần: mẫu in `{form}` ngay trước `{name}`");
            let finding = Diagnostic::error(Code::DL045, message).at(row.place.clone());
            finding.hint("bỏ lời xưng hô khỏi ô, hoặc khỏi mẫu")
        };
        twice.map(finding).collect()
    }

    fn look(&self, at: usize, faults: &Report) -> Option<MadeOf> {
        let told = self.findings(at, faults);
        let mut digest = Digest::default();
        digest.add(self.engine.sum().as_bytes());
        digest.add_value(&(&self.template, self.table.rows.get(at).map(|row| &row.values), at)).ok()?;
        (!told.has_errors()).then(|| MadeOf { sum: digest.finish(), told })
    }

    fn make(&self, at: usize, faults: &Report) -> Result<(Document, Report), Report> {
        let mut report = self.findings(at, faults);
        if report.has_errors() {
            return Err(report);
        }
        let source = self.engine.fill(&self.template, &self.data(at))?;
        report.extend(self.addressed_twice(at, &source));
        let (document, warnings) = source.build()?;
        report.extend(warnings);
        if report.has_errors() {
            return Err(report);
        }
        report.extend(law::check(&document, &self.law));
        Ok((document, report))
    }
}

/// `reports`, each of the document of the row at its place, as one list: a finding stands once, and where it is
/// not about a cell it names the rows with whose data it came.
pub fn told<'a>(reports: impl Iterator<Item = (&'a Place, &'a Report)>) -> Report {
    let mut order: Vec<(&Diagnostic, Vec<&Place>)> = Vec::new();
    let mut known: HashMap<&Diagnostic, usize> = HashMap::new();
    for (place, report) in reports {
        for finding in report.iter() {
            let at = *known.entry(finding).or_insert(order.len());
            match order.get_mut(at) {
                Some((_, rows)) => rows.push(place),
                None => order.push((finding, vec![place])),
            }
        }
    }
    let told = order.into_iter().map(|(finding, rows)| match rows.as_slice() {
        [first, ..] if finding.place.as_ref().is_none_or(|at| at.file != first.file) => {
            let words = match rows.len() {
                1 => "gặp ở dòng số liệu này".to_owned(),
                count => format!("gặp ở {count} dòng số liệu, dòng đầu là dòng này"),
            };
            finding.clone().hint_at((*first).clone(), words)
        }
        _ => finding.clone(),
    });
    told.collect()
}
