//! `vanthu check`: what is wrong, who qualifies and why, before any paper is made.

mod overview;

use std::path::Path;

use serde_json::json;

use super::Exit;
use super::arguments::Check;
use super::console::Console;
use super::input::{Input, read_single, single_job};
use crate::batch::rehearse;
use crate::campaign;
use crate::diag::{Diagnostic, Place, Report, Severity};
use crate::rules::{Assessed, Judgement};
use crate::writer::{FORMATS, Format};

/// What a check comes to.
struct Checked {
    findings: Report,
    /// For people; empty when there is nothing to sum up. With `--json` the verdicts that were asked for.
    summary: String,
    /// Whether the input could be judged at all.
    usable: bool,
}

impl Checked {
    fn unusable(findings: Report) -> Self {
        Checked { findings, summary: String::new(), usable: false }
    }

    fn exit(&self) -> Exit {
        match (self.usable, self.findings.has_errors()) {
            (false, _) => Exit::Unusable,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Fine,
        }
    }
}

pub fn run(arguments: &Check, console: &Console) -> Exit {
    let checked = match Input::of(&arguments.path) {
        Ok(Input::Campaign) => folder(arguments),
        Ok(Input::Single) => single(arguments),
        Err(finding) => Checked::unusable(finding.into()),
    };
    let printed = if arguments.json {
        console.result(&(lines(&checked.findings) + &checked.summary))
    } else {
        console.report(&checked.findings);
        let printed = console.result(&checked.summary);
        console.line(&count(&checked.findings));
        printed
    };
    if printed == Exit::Fine { checked.exit() } else { printed }
}

fn folder(arguments: &Check) -> Checked {
    match campaign::open_with(&arguments.path, None, arguments.ngay) {
        Ok(folder) => {
            let summary = match (arguments.json, arguments.verdicts) {
                (false, _) => overview::text(&folder, &arguments.path),
                (true, true) => verdicts(folder.judgement()),
                (true, false) => String::new(),
            };
            Checked { findings: folder.findings(), summary, usable: true }
        }
        Err(faults) => Checked::unusable(faults),
    }
}

/// A single document is made in memory, so that nothing is left for `render` to find.
fn single(arguments: &Check) -> Checked {
    if arguments.ngay.is_some() {
        let finding = Diagnostic::error("TL009", "`--ngay` chỉ dùng với thư mục phong trào");
        return Checked::unusable(finding.hint("bỏ `--ngay`: tệp .van là một văn bản").into());
    }
    let findings = match read_single(&arguments.path) {
        Ok((document, warnings)) => {
            let formats: Vec<&Format> = FORMATS.iter().collect();
            rehearse(&single_job(&arguments.path, document, warnings), &formats)
        }
        // The file could not even be read.
        Err(faults) if faults.iter().any(|finding| finding.code.starts_with("TL")) => return Checked::unusable(faults),
        Err(faults) => faults,
    };
    Checked { findings: located(findings, &arguments.path), summary: String::new(), usable: true }
}

fn located(findings: Report, path: &Path) -> Report {
    findings.at(&Place::file(path))
}

/// One JSON object a line.
fn lines(findings: &Report) -> String {
    let line = |finding: &Diagnostic| serde_json::to_string(finding).map(|text| text + "\n").unwrap_or_default();
    findings.iter().map(line).collect()
}

/// One JSON object a đề nghị, told from a finding by its only key.
fn verdicts(judgement: &Judgement) -> String {
    let line = |item: &Assessed| serde_json::to_string(&json!({ "de_nghi": item })).map(|text| text + "\n");
    judgement.de_nghi.iter().filter_map(|item| line(item).ok()).collect()
}

fn count(findings: &Report) -> String {
    let of = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => "Không có lỗi".to_owned(),
        (0, warnings) => format!("Không có lỗi, {warnings} cảnh báo"),
        (errors, 0) => format!("{errors} lỗi"),
        (errors, warnings) => format!("{errors} lỗi, {warnings} cảnh báo"),
    }
}
