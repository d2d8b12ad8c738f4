//! `vanthu render`: documents from a campaign folder, a single `.van` file, or a template and a table.

mod asked;
mod shard;
mod talk;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::available_parallelism;

use self::asked::{asked_for, named};
use self::talk::talk;
use super::arguments::Render;
use super::check;
use super::console::Console;
use super::handed_on::{self, Naming};
use super::input::{Input, Origins, misplaced, old_text, read_merge, read_single, single_job};
use super::interrupt::{Interrupt, stopped};
use super::{Exit, quoted};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{self, Files};
use crate::base::text::ascii_key;
use crate::campaign::model::Campaign;
use crate::campaign::{self, Opening};
use crate::make::batch::{self, Batch, Outcome, Status};
use crate::make::delivery::{Delivery, Whole};
use crate::make::merge;
use crate::make::output::disk::Disk;
use crate::make::output::{Owner, Sink, safe_stem, this_program};
use crate::paper::document::DocumentKind;
use crate::paper::job::Job;
use crate::paper::writer::{FORMATS, Format};

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

/// The folder that takes what no `--out` sends elsewhere.
const USUAL_FOLDER: &str = "ket_qua";

pub fn run(arguments: &Render, interrupt: &Interrupt, console: &Console) -> Exit {
    if let Some(wanted) = arguments.shard {
        return shard::run(wanted, arguments, interrupt, console);
    }
    let plan = match plan(arguments, &files::Disk) {
        Ok(plan) => plan,
        Err(report) => {
            console.report(&report);
            return Exit::Unusable;
        }
    };
    console.report(&plan.papers.warnings);
    plan.papers.form_set.iter().for_each(|line| console.line(line));
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

/// Where the documents go: as `--out` says, else a campaign into a folder named after its own, so that two
/// campaigns never meet, and single texts, which are named after theirs, side by side.
fn out_folder(arguments: &Render, input: Input) -> PathBuf {
    let usual = || {
        let folder = arguments.path.canonicalize().unwrap_or_else(|_| arguments.path.clone());
        let name = folder.file_name().filter(|_| input == Input::Campaign).map(|name| name.to_string_lossy());
        name.map_or_else(|| PathBuf::from(USUAL_FOLDER), |name| Path::new(USUAL_FOLDER).join(safe_stem(&name)))
    };
    arguments.out.clone().unwrap_or_else(usual)
}

/// What tells `campaign` from any other.
fn owner(campaign: &Campaign) -> Owner {
    let body = [&campaign.co_quan.ten_day_du, &campaign.co_quan.ten].into_iter().find(|name| !name.is_empty());
    let period = [campaign.thoi_gian.tu_ngay, campaign.thoi_gian.den_ngay];
    let days: Vec<String> = period.iter().flatten().map(ToString::to_string).collect();
    Owner {
        name: campaign.ten.clone(),
        body: body.cloned().unwrap_or_default(),
        plan_number: campaign.ke_hoach.so.clone(),
        plan_symbol: campaign.ke_hoach.ky_hieu.clone(),
        plan_date: campaign.ke_hoach.ngay.to_string(),
        period: days.join("/"),
    }
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
    let jobs = asked_for(arguments, folder.jobs(kinds, &named(arguments))?);
    let choice = folder.form_set();
    let line = format!("Bộ mẫu hồ sơ: {} ({})", choice.bo_mau.ten, choice.ly_do);
    let is_dossier = jobs.iter().any(|job| folder.kinds().find(&job.kind).is_some_and(|kind| !kind.bo_mau.is_empty()));
    let owner = Some(owner(folder.campaign()));
    let findings = folder.findings();
    let path = quoted(&arguments.path.display().to_string());
    let found = format!("Số liệu: {}; xem từng chỗ: vanthu check {path}", check::count(&findings));
    let found = (!findings.is_empty()).then_some(found);
    let form_set = is_dossier.then_some(line);
    let is_doubtful = findings.has_errors();
    let campaign = folder.campaign();
    let naming = Naming {
        kinds: folder.kinds().iter().map(|kind| (kind.name.clone(), kind.ten.clone())).collect(),
        of: campaign.ten.clone(),
        body: campaign.co_quan.ten.clone(),
    };
    Ok(Papers { jobs, warnings: folder.warnings(), form_set, owner, is_doubtful, naming, found, merge: None })
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
    let workers = arguments.jobs.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let stop = interrupt.making();
    let program = this_program();
    let batch = Batch { formats: &plan.formats, sink, workers, program: program.as_deref(), stop };
    let bar = console.progress(plan.papers.jobs.len());
    let outcomes = batch::run(&plan.papers.jobs, &batch, &|| bar.inc(1));
    bar.finish_and_clear();
    let mut origins = Origins::new(&arguments.path, arguments.data.as_deref(), plan.input);
    let outcomes = outcomes.into_iter().map(|outcome| Outcome { report: origins.place(outcome.report), ..outcome });
    let outcomes: Vec<Outcome> =
        outcomes.enumerate().map(|(at, outcome)| located(outcome, at, arguments, plan)).collect();
    match &plan.papers.merge {
        Some((_, rows)) => {
            console.report(&merge::told(rows.iter().zip(outcomes.iter().map(|outcome| &outcome.report))));
        }
        None => talk(&outcomes, console),
    }
    let is_stopped = stop.load(Ordering::SeqCst) && outcomes.iter().any(|outcome| outcome.status == Status::Skipped);
    (outcomes, is_stopped)
}

fn make(arguments: &Render, plan: &Plan, delivery: Delivery, interrupt: &Interrupt, console: &Console) -> Exit {
    let (outcomes, is_stopped) = outcomes(arguments, plan, delivery.folder(), interrupt, console);
    let count = |status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let (written, skipped) = (count(Status::Written), count(Status::Skipped));
    if plan.input == Input::Single && written < outcomes.len() && !is_stopped {
        delivery.abandon();
        return Exit::Unusable;
    }
    let is_whole = plan.input == Input::Campaign && arguments.kinds.is_empty() && arguments.only.is_empty();
    let whole = Whole { formats: &plan.formats, is_doubtful: plan.papers.is_doubtful };
    let summary = summary(&outcomes, delivery.folder().root());
    let merged = plan.papers.merge.as_ref().map(|(kind, _)| kind.as_str());
    let is_whole = (is_whole || merged.is_some()) && !is_stopped;
    let products = match is_stopped {
        true => Vec::new(),
        false => handed_on::make(arguments, &plan.papers.naming, &plan.papers.jobs, &outcomes, &delivery, console),
    };
    let ending = delivery.finish(&outcomes, &products, is_whole.then_some(whole), merged);
    console.report(&ending);
    if is_stopped {
        console.finding(&stopped(&format!("đã làm {written} văn bản, còn {skipped} văn bản chưa làm")));
    }
    console.line(&summary);
    plan.papers.found.iter().for_each(|line| console.line(line));
    if written == outcomes.len() && !ending.has_errors() { Exit::Fine } else { Exit::Findings }
}

/// Findings about the document as a whole stand at the file that was asked for, in a merge at the row.
fn located(outcome: Outcome, at: usize, arguments: &Render, plan: &Plan) -> Outcome {
    let row = plan.papers.merge.as_ref().and_then(|(_, rows)| rows.get(at));
    let place = match (plan.input, row) {
        (Input::Single, _) => Place::file(&arguments.path),
        (_, Some(row)) => row.clone(),
        _ => Place::file(&outcome.path),
    };
    outcome.at(&place)
}

/// What was made in `folder`, and what was not.
pub fn summary(outcomes: &[Outcome], folder: &Path) -> String {
    let written: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.status == Status::Written).collect();
    let files: usize = written.iter().map(|outcome| outcome.files.len()).sum();
    let mut text = format!("Đã tạo {files} tệp cho {} văn bản trong {}", written.len(), super::shown(folder));
    for (status, words) in [(Status::Failed, "có lỗi, không tạo"), (Status::Skipped, "chưa làm")] {
        let paths: Vec<&str> =
            outcomes.iter().filter(|outcome| outcome.status == status).map(|outcome| outcome.path.as_str()).collect();
        if !paths.is_empty() {
            text.push_str(&format!("\n{} văn bản {words}: {}", paths.len(), some_of(&paths)));
        }
    }
    text
}

/// The first of `paths`, and how many more there are.
pub fn some_of(paths: &[&str]) -> String {
    let named: Vec<&str> = paths.iter().copied().take(MOST_NAMED).collect();
    let rest = paths.len() - named.len();
    let more = if rest > 0 { format!(" và {rest} văn bản khác") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::PartialDate;

    fn outcome(path: &str, status: Status) -> Outcome {
        Outcome {
            kind: "dang_ky".to_owned(),
            subject: path.to_owned(),
            path: path.to_owned(),
            status,
            pages: None,
            number: String::new(),
            date: PartialDate::default(),
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
