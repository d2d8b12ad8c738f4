//! `vanthu render`: documents from a campaign folder, a single `.van` file, or a template and a table.

mod asked;
mod shard;
mod talk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::asked::{asked_for, named};
use self::talk::talk;
use super::arguments::Render;
use super::console::Console;
use super::handed_on;
use super::input::{misplaced, old_text, read_merge};
use super::interrupt::{Interrupt, stopped};
use super::{Exit, quoted, to_the_end};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{self, Files};
use crate::base::text::ascii_key;
use crate::campaign::model::paper_group::Step;
use crate::campaign::{self, Opening};
use crate::make::batch::{Outcome, Status};
use crate::make::delivery::Delivery;
use crate::make::handout::Wanted;
use crate::make::input::{Input, Origins, read_single, single_job};
use crate::make::merge;
use crate::make::output::disk::Disk;
use crate::make::output::{Owner, Sink};
use crate::make::review::count;
use crate::make::run::{Ending, Naming, Run, owner, summary, usual_folder};
use crate::paper::document::DocumentKind;
use crate::paper::job::Job;
use crate::paper::writer::{FORMATS, Format};

/// What there is to make of the input.
#[derive(Default)]
struct Papers {
    jobs: Vec<Job<'static>>,
    /// What is remarkable about the data.
    warnings: Report,
    /// Which form set the dossiers are on, when there are papers of a dossier; for which awards only tờ trình are made.
    lines: Vec<String>,
    /// The campaign that the output folder must belong to; none for a single text.
    owner: Option<Owner>,
    /// Whether the data have errors, so that rows may be missing.
    is_doubtful: bool,
    /// What the files made of them are called.
    naming: Naming,
    /// What a check of the campaign would tell, in short; none when it would tell nothing.
    found: Option<String>,
    /// Of a merge: the kind of its documents, and the row of each job.
    merge: Option<(String, Vec<Place>)>,
}

/// What the call asks for, once all of it is found good.
struct Plan {
    input: Input,
    formats: Vec<&'static Format>,
    papers: Papers,
}

pub fn run(arguments: &Render, interrupt: &Interrupt, console: &Console) -> Exit {
    if let Some(wanted) = arguments.shard {
        return shard::run(wanted, arguments, interrupt, console);
    }
    let plan = match plan(arguments, &files::Disk) {
        Ok(plan) => to_the_end(plan),
        Err(report) => {
            console.report(&report);
            return Exit::Unusable;
        }
    };
    console.report(&plan.papers.warnings);
    plan.papers.lines.iter().for_each(|line| console.line(line));
    let out = out_folder(arguments, plan.input);
    let mut waiting = || console.line("Đang chờ một lần chạy khác ghi xong vào thư mục kết quả này…");
    match Delivery::open(&out, plan.papers.owner.as_ref(), Arc::new(Disk), &mut waiting) {
        Ok((delivery, findings)) => {
            console.report(&findings);
            make(arguments, &plan, delivery, interrupt, console)
        }
        Err(finding) => {
            console.finding(&finding);
            Exit::Unusable
        }
    }
}

/// Where the documents go: as `--out` says, else where those of its kind usually go.
fn out_folder(arguments: &Render, input: Input) -> PathBuf {
    let usual = || usual_folder((input == Input::Campaign).then_some(arguments.path.as_path()));
    arguments.out.clone().unwrap_or_else(usual)
}

fn plan(arguments: &Render, files: &dyn Files) -> Result<Plan, Report> {
    let mut report = Report::new();
    let formats = formats(&arguments.formats, &mut report);
    report.extend(handed_on::misplaced(arguments, &formats));
    let input = match Input::of(files, &arguments.path) {
        Ok(input) => input,
        Err(finding) => {
            report.push(finding);
            return Err(report);
        }
    };
    let kinds: Vec<String> = arguments.kinds.iter().map(|kind| ascii_key(kind)).collect();
    let papers = match input {
        Input::Campaign => folder(arguments, &kinds, files),
        Input::Single => single(arguments, &kinds).map(|jobs| Papers { jobs, ..Papers::default() }),
        Input::Template => of_rows(arguments, files),
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
fn folder(arguments: &Render, kinds: &[String], files: &dyn Files) -> Result<Papers, Report> {
    misplaced_in(arguments, Input::Campaign).finish(())?;
    let old_text = old_text(arguments.convert);
    let opening = Opening { files, form_set: arguments.form_set.as_deref(), old_text, day: None };
    let folder = campaign::open_as(&arguments.path, &opening)?;
    let jobs = asked_for(arguments, &folder, folder.jobs(kinds, &named(arguments))?);
    let choice = folder.form_set();
    let line = format!("Bộ mẫu hồ sơ: {} ({})", choice.bo_mau.ten, choice.ly_do);
    let is_dossier = jobs.iter().any(|job| folder.kinds().find(&job.kind).is_some_and(|kind| !kind.bo_mau.is_empty()));
    let owner = Some(owner(folder.campaign()));
    let findings = folder.findings();
    let path = quoted(&arguments.path.display().to_string());
    let found = format!("Số liệu: {}; xem từng chỗ: vanthu check {path}", count(&findings));
    let found = (!findings.is_empty()).then_some(found);
    let submits = jobs.iter().any(|job| job.kind == Step::ToTrinh.name());
    let submitted = submits.then(|| folder.lines_of_submitted()).into_iter().flatten();
    let lines = is_dossier.then_some(line).into_iter().chain(submitted).collect();
    let is_doubtful = findings.has_errors();
    let naming = Naming::of(&folder);
    Ok(Papers { jobs, warnings: folder.warnings(), lines, owner, is_doubtful, naming, found, merge: None })
}

/// One document a row of the table.
fn of_rows(arguments: &Render, files: &dyn Files) -> Result<Papers, Report> {
    let mut refused = misplaced_in(arguments, Input::Template);
    for kind in &arguments.kinds {
        let finding = Diagnostic::error(Code::TL009, format!("mẫu .van.tera không chọn được loại `{kind}`"));
        refused.push(finding.hint("bỏ tên loại: loại văn bản ghi ở `loai` trong phần đầu của mẫu"));
    }
    refused.finish(())?;
    let Render { path, data, table, convert, .. } = arguments;
    let merge = read_merge(files, path, data.as_deref(), table.as_deref(), old_text(*convert))?;
    let rows = merge.rows();
    Ok(Papers {
        jobs: merge.jobs(),
        warnings: merge.warnings().clone(),
        is_doubtful: rows.iter().any(|row| row.report.has_errors()),
        merge: Some((merge.kind(), rows.iter().map(|row| row.place.clone()).collect())),
        ..Papers::default()
    })
}

/// The options that do not go with `input`.
fn misplaced_in(arguments: &Render, input: Input) -> Report {
    let Render { only, blanks, form_set, data, table, parcels, .. } = arguments;
    let of_campaigns = [
        ("--only", !only.is_empty()),
        ("--mau-trong", *blanks),
        ("--bo-mau", form_set.is_some()),
        ("--theo-don-vi", *parcels),
    ];
    let mut report = misplaced(input, &of_campaigns, &[("--du-lieu", data.is_some()), ("--bang", table.is_some())]);
    report.extend(handed_on::of_one(arguments, input));
    report
}

fn single(arguments: &Render, kinds: &[String]) -> Result<Vec<Job<'static>>, Report> {
    let mut report = misplaced_in(arguments, Input::Single);
    let known: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.name()).collect();
    for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
        report.push(unknown(Code::TL003, "loại văn bản", kind, &known));
    }
    match read_single(&arguments.path, old_text(arguments.convert)) {
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
    finding.did_you_mean(name, known.iter().copied(), || format!("chọn trong: {}", known.join(", ")))
}

/// Makes the papers for `sink` and tells what there is to say about them; whether it was stopped before the last.
fn outcomes(
    arguments: &Render,
    plan: &Plan,
    sink: &dyn Sink,
    interrupt: &Interrupt,
    console: &Console,
) -> (Vec<Outcome>, bool) {
    let bar = console.progress(plan.papers.jobs.len());
    let mut origins = Origins::new(&arguments.path, arguments.data.as_deref(), plan.input);
    let place = |at: usize, outcome: &Outcome| place_of(outcome, at, arguments, plan);
    let run = run_of(arguments, plan, interrupt);
    let (outcomes, is_stopped) = run.outcomes(sink, &mut origins, place, &|| bar.inc(1));
    bar.finish_and_clear();
    match &plan.papers.merge {
        Some((_, rows)) => {
            console.report(&merge::told(rows.iter().zip(outcomes.iter().map(|outcome| &outcome.report))));
        }
        None => talk(&outcomes, console),
    }
    (outcomes, is_stopped)
}

fn run_of<'a>(arguments: &Render, plan: &'a Plan, interrupt: &'a Interrupt) -> Run<'a> {
    Run { jobs: &plan.papers.jobs, formats: &plan.formats, workers: arguments.jobs, stop: interrupt.making() }
}

fn make(arguments: &Render, plan: &Plan, delivery: Delivery, interrupt: &Interrupt, console: &Console) -> Exit {
    let (outcomes, is_stopped) = outcomes(arguments, plan, delivery.folder(), interrupt, console);
    let outcomes = to_the_end(outcomes);
    let count = |status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let (written, skipped) = (count(Status::Written), count(Status::Skipped));
    if plan.input == Input::Single && written < outcomes.len() && !is_stopped {
        delivery.abandon();
        return Exit::Unusable;
    }
    let is_whole = plan.input == Input::Campaign && arguments.kinds.is_empty() && arguments.only.is_empty();
    let merge = plan.papers.merge.as_ref().map(|(kind, _)| kind.as_str());
    let ending = Ending {
        wanted: Wanted { print: arguments.print, two_sided: arguments.two_sided, parcels: arguments.parcels },
        naming: &plan.papers.naming,
        whole: (is_whole || merge.is_some()).then_some(plan.papers.is_doubtful),
        merge,
    };
    let delivery = to_the_end(delivery);
    let summary = summary(&outcomes, delivery.folder().root());
    let ending = run_of(arguments, plan, interrupt).end(&delivery, &outcomes, is_stopped, &ending);
    console.report(&ending);
    if is_stopped {
        console.finding(&stopped(&format!("đã làm {written} văn bản, còn {skipped} văn bản chưa làm")));
    }
    console.line(&summary);
    plan.papers.found.iter().for_each(|line| console.line(line));
    if written == outcomes.len() && !ending.has_errors() { Exit::Fine } else { Exit::Findings }
}

/// Findings about the document as a whole stand at the file that was asked for, in a merge at the row.
fn place_of(outcome: &Outcome, at: usize, arguments: &Render, plan: &Plan) -> Place {
    let row = plan.papers.merge.as_ref().and_then(|(_, rows)| rows.get(at));
    match (plan.input, row) {
        (Input::Single, _) => Place::file(&arguments.path),
        (_, Some(row)) => row.clone(),
        _ => Place::file(&outcome.path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
