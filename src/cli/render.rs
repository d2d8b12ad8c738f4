//! `vanthu render`: documents from a campaign folder or a single `.van` file.

use std::collections::HashMap;
use std::path::Path;
use std::thread::available_parallelism;

use super::Exit;
use super::arguments::Render;
use super::console::Console;
use super::input::{Input, Origins, campaign_only, old_text, read_single, single_job};
use crate::batch::{self, Batch, Outcome, Status};
use crate::campaign::{self, Opening};
use crate::diag::{Code, Diagnostic, Place, Report, Severity, nearest};
use crate::document::DocumentKind;
use crate::job::Job;
use crate::manifest::{self, earlier::Earlier};
use crate::output::OutputFolder;
use crate::text::ascii_key;
use crate::writer::{FORMATS, Format};

/// Failed documents named in the last lines; the manifest has them all.
const MOST_NAMED: usize = 10;

/// What there is to make of the input.
#[derive(Default)]
struct Papers {
    jobs: Vec<Job<'static>>,
    /// What is remarkable about the data.
    warnings: Report,
    /// Which form set the dossiers are on, when there are papers of a dossier.
    form_set: Option<String>,
    /// The name of the campaign; empty for a single text.
    campaign: String,
    /// Whether the data have errors, so that rows may be missing.
    is_doubtful: bool,
}

/// What the call asks for, once all of it is found good.
struct Plan {
    input: Input,
    formats: Vec<&'static Format>,
    papers: Papers,
}

pub fn run(arguments: &Render, console: &Console) -> Exit {
    let plan = match plan(arguments) {
        Ok(plan) => plan,
        Err(report) => {
            console.report(&report);
            return Exit::Unusable;
        }
    };
    console.report(&plan.papers.warnings);
    plan.papers.form_set.iter().for_each(|line| console.line(line));
    match OutputFolder::create(&arguments.out) {
        Ok(folder) => make(arguments, &plan, folder, console),
        Err(finding) => {
            console.finding(&finding);
            Exit::Unusable
        }
    }
}

fn plan(arguments: &Render) -> Result<Plan, Report> {
    let mut report = Report::new();
    let formats = formats(&arguments.formats, &mut report);
    let input = match Input::of(&arguments.path) {
        Ok(input) => input,
        Err(finding) => {
            report.push(finding);
            return Err(report);
        }
    };
    let kinds: Vec<String> = arguments.kinds.iter().map(|kind| ascii_key(kind)).collect();
    let papers = match input {
        Input::Campaign => folder(arguments, &kinds),
        Input::Single => single(arguments, &kinds).map(|jobs| Papers { jobs, ..Papers::default() }),
    };
    match papers {
        Ok(papers) if papers.jobs.is_empty() => {
            report.push(nothing_to_make(&arguments.path));
            Err(report)
        }
        Ok(papers) => report.finish(Plan { input, formats, papers }).map(|(plan, _)| plan),
        Err(faults) => {
            report.extend(faults);
            Err(report)
        }
    }
}

fn formats(wanted: &[String], report: &mut Report) -> Vec<&'static Format> {
    let names: Vec<String> = wanted.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    for name in &names {
        if !FORMATS.iter().any(|format| format.name == name) {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            report.push(unknown(Code::TL004, "dạng tệp", name, &known));
        }
    }
    FORMATS.iter().filter(|format| names.iter().any(|name| format.name == name)).collect()
}

/// The papers of a campaign folder, and what is remarkable about its data.
fn folder(arguments: &Render, kinds: &[String]) -> Result<Papers, Report> {
    let old_text = old_text(arguments.convert);
    let opening = Opening { form_set: arguments.form_set.as_deref(), old_text, ..Opening::default() };
    let folder = campaign::open_as(&arguments.path, &opening)?;
    let jobs = folder.jobs(kinds, &arguments.only)?;
    let choice = folder.form_set();
    let line = format!("Bộ mẫu hồ sơ: {} ({})", choice.bo_mau.ten, choice.ly_do);
    let is_dossier = jobs.iter().any(|job| !folder.law().form_sets.forms_of(&job.kind).is_empty());
    let campaign = folder.campaign().ten.clone();
    let is_doubtful = folder.findings().has_errors();
    let form_set = is_dossier.then_some(line);
    Ok(Papers { jobs, warnings: folder.warnings(), form_set, campaign, is_doubtful })
}

fn single(arguments: &Render, kinds: &[String]) -> Result<Vec<Job<'static>>, Report> {
    let Render { only, form_set, convert, .. } = arguments;
    let mut report =
        campaign_only(&[("--only", !only.is_empty()), ("--bo-mau", form_set.is_some()), ("--chuyen-ma", *convert)]);
    let known: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.name()).collect();
    for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
        report.push(unknown(Code::TL003, "loại văn bản", kind, &known));
    }
    match read_single(&arguments.path) {
        Ok((document, warnings)) => {
            let own = document.loai.name();
            let others = kinds.iter().filter(|kind| known.contains(&kind.as_str()) && *kind != own);
            for kind in others {
                let message = format!("tệp này là `{own}`, không phải `{kind}`");
                let finding = Diagnostic::error(Code::TL009, message).at(Place::file(&arguments.path));
                report.push(finding.hint("bỏ tên loại: tệp .van là một văn bản"));
            }
            report.finish(vec![single_job(&arguments.path, document, warnings)]).map(|(jobs, _)| jobs)
        }
        Err(faults) => {
            report.extend(faults);
            Err(report)
        }
    }
}

fn nothing_to_make(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::TL010, "không có văn bản nào để tạo")
        .at(Place::file(path))
        .hint("bổ sung dữ liệu, hoặc bỏ bớt điều kiện chọn loại và `--only`")
}

/// Something that is not known, with the nearest that is.
fn unknown(code: Code, what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::error(code, format!("không có {what} `{name}`"));
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.hint(format!("có phải là `{near}`?")),
        None => finding.hint(format!("chọn trong: {}", known.join(", "))),
    }
}

fn make(arguments: &Render, plan: &Plan, folder: OutputFolder, console: &Console) -> Exit {
    let workers = arguments.jobs.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let before = Earlier::read(&folder);
    let batch = Batch { formats: &plan.formats, folder: &folder, known: &before.files, workers };
    let bar = console.progress(plan.papers.jobs.len());
    let outcomes = batch::run(&plan.papers.jobs, &batch, &|| bar.inc(1));
    bar.finish_and_clear();
    let mut origins = Origins::new(&arguments.path, plan.input);
    let outcomes = outcomes.into_iter().map(|outcome| Outcome { report: origins.place(outcome.report), ..outcome });
    let outcomes: Vec<Outcome> = outcomes.map(|outcome| located(outcome, arguments, plan)).collect();
    talk(&outcomes, console);

    let all_well = outcomes.iter().all(|outcome| outcome.status == Status::Written);
    if plan.input == Input::Single && !all_well {
        folder.discard_if_empty();
        return Exit::Unusable;
    }
    let is_whole = plan.input == Input::Campaign && arguments.kinds.is_empty() && arguments.only.is_empty();
    let mut left = before.in_run_of(&plan.papers.campaign).without(&outcomes);
    if is_whole {
        console.report(&left.clear(&outcomes, &plan.formats, plan.papers.is_doubtful, &folder));
    }
    let manifest = folder.put(&[manifest::file(&outcomes, &left)]);
    if let Err(finding) = &manifest {
        console.finding(finding);
    }
    console.line(&summary(&outcomes, &arguments.out));
    if all_well && manifest.is_ok() { Exit::Fine } else { Exit::Findings }
}

/// Says each finding once, with the number of papers that it cost when there are several.
fn talk(outcomes: &[Outcome], console: &Console) {
    let mut told: HashMap<&Diagnostic, usize> = HashMap::new();
    let mut order = Vec::new();
    for outcome in outcomes {
        for finding in outcome.report.iter() {
            let papers = told.entry(finding).or_insert_with(|| {
                order.push(finding);
                0
            });
            *papers += usize::from(outcome.status == Status::Failed && finding.severity == Severity::Error);
        }
    }
    for finding in order {
        console.finding(finding);
        if let Some(papers) = told.get(finding).filter(|papers| **papers > 1) {
            console.line(&format!("  {papers} văn bản không tạo được vì lỗi này"));
        }
    }
}

/// Findings about the document as a whole stand at the file that was asked for.
fn located(outcome: Outcome, arguments: &Render, plan: &Plan) -> Outcome {
    let place = match plan.input {
        Input::Single => Place::file(&arguments.path),
        Input::Campaign => Place::file(&outcome.path),
    };
    outcome.at(&place)
}

fn summary(outcomes: &[Outcome], folder: &Path) -> String {
    let written: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.status == Status::Written).collect();
    let files: usize = written.iter().map(|outcome| outcome.files.len()).sum();
    let mut text = format!("Đã tạo {files} tệp cho {} văn bản trong {}", written.len(), folder.display());
    for (status, words) in [(Status::Failed, "có lỗi, không tạo"), (Status::Skipped, "chưa làm")] {
        let paths: Vec<&str> =
            outcomes.iter().filter(|outcome| outcome.status == status).map(|outcome| outcome.path.as_str()).collect();
        if !paths.is_empty() {
            text.push_str(&format!("\n{} văn bản {words}: {}", paths.len(), some_of(&paths)));
        }
    }
    text
}

fn some_of(paths: &[&str]) -> String {
    let named: Vec<&str> = paths.iter().copied().take(MOST_NAMED).collect();
    let rest = paths.len() - named.len();
    let more = if rest > 0 { format!(" và {rest} văn bản khác") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(path: &str, status: Status) -> Outcome {
        Outcome {
            kind: "dang_ky".to_owned(),
            subject: path.to_owned(),
            path: path.to_owned(),
            status,
            pages: None,
            files: Vec::new(),
            report: Report::new(),
        }
    }

    #[test]
    fn the_last_lines_count_and_name() {
        let outcomes = [outcome("a", Status::Written), outcome("b", Status::Failed), outcome("c", Status::Skipped)];
        let text = summary(&outcomes, Path::new("ket_qua"));
        assert_eq!(
            text,
            "Đã tạo 0 tệp cho 1 văn bản trong ket_qua\n1 văn bản có lỗi, không tạo: b\n1 văn bản chưa làm: c"
        );
        let many: Vec<Outcome> = (0..12).map(|number| outcome(&number.to_string(), Status::Failed)).collect();
        assert!(summary(&many, Path::new("x")).ends_with("8, 9 và 2 văn bản khác"));
    }

    #[test]
    fn formats_are_chosen_from_the_table_in_its_order() {
        let mut report = Report::new();
        let words = ["docx", "PDF ", "docx", "pfd"].map(String::from);
        let chosen: Vec<&str> = formats(&words, &mut report).iter().map(|format| format.name).collect();
        assert_eq!(chosen, ["pdf", "docx"]);
        let findings: Vec<_> = report.into_iter().collect();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].hints[0].text, "có phải là `pdf`?");
    }
}
