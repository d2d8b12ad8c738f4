//! Batches of made-up documents through made-up writers.

use std::fs;
use std::sync::atomic::AtomicUsize;

use super::*;
use crate::make::output::OutputFolder;
use crate::paper::document::{
    Block, Document, DocumentKind, Inline, Paragraph, PartialDate, Role, Run, Section, SizeSet,
};
use crate::paper::writer::Writer;

/// Writes the subject; stumbles over "ngã", refuses "từ chối".
const SUBJECT: Format = Format { name: "pdf", extension: "pdf", writer: Writer::Model(subject), is_own: |_| false };
const COPY: Format = Format {
    name: "native",
    extension: "txt",
    writer: Writer::Model(|document| Ok(document.title().into_bytes())),
    is_own: |_| false,
};

/// How often [`COUNTED`] has written.
static MADE: AtomicUsize = AtomicUsize::new(0);
const COUNTED: Format = Format { writer: Writer::Model(counted), ..SUBJECT };

fn counted(document: &Document) -> Result<Vec<u8>, Report> {
    MADE.fetch_add(1, Ordering::SeqCst);
    subject(document)
}

fn subject(document: &Document) -> Result<Vec<u8>, Report> {
    let subject = document.trich_yeu.join(" ");
    assert!(subject != "ngã", "ngã rồi");
    if subject == "từ chối" {
        return Err(Diagnostic::error(Code::GF005, "không viết").into());
    }
    Ok(subject.into_bytes())
}

fn document(subject: &str) -> Document {
    let paragraph = Paragraph { role: Role::NoiDung, inlines: vec![Inline::Text(Run::plain(subject))] };
    Document {
        loai: DocumentKind::KeHoach,
        ten_loai: "Kế hoạch".to_owned(),
        trich_yeu: vec![subject.to_owned()],
        co_chu: SizeSet::Lon,
        ngay: PartialDate::default(),
        sections: vec![Section { blocks: vec![Block::Paragraph(paragraph)], ..Section::default() }],
    }
}

fn job(path: &str, subject: &'static str) -> Job<'static> {
    let make = move || match subject {
        "hỏng" => Err(Diagnostic::error(Code::GF005, "dữ liệu hỏng").into()),
        "cảnh báo" => Ok((document(subject), Diagnostic::warning(Code::GF005, "coi chừng").into())),
        _ => Ok((document(subject), Report::new())),
    };
    Job {
        kind: "ke_hoach".to_owned(),
        subject: subject.to_owned(),
        path: path.to_owned(),
        unit: None,
        look: Box::new(|| None),
        make: Box::new(make),
    }
}

fn open(folder: &std::path::Path) -> OutputFolder {
    OutputFolder::open(folder, std::sync::Arc::new(crate::make::output::disk::Disk), |_, _| true, &mut || ()).unwrap()
}

fn run_in(folder: &std::path::Path, jobs: &[Job<'_>], workers: usize) -> Vec<Outcome> {
    let folder = open(folder);
    let done = AtomicUsize::new(0);
    let batch =
        Batch { formats: &[&SUBJECT, &COPY], sink: &folder, workers, program: None, stop: &AtomicBool::new(false) };
    let outcomes = run(jobs, &batch, &|| {
        done.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(done.into_inner(), jobs.len());
    outcomes
}

fn statuses(outcomes: &[Outcome]) -> Vec<Status> {
    outcomes.iter().map(|outcome| outcome.status).collect()
}

#[test]
fn a_bad_document_costs_only_itself() {
    let place = tempfile::tempdir().unwrap();
    let jobs = [job("a", "một"), job("b", "hỏng"), job("c", "ngã"), job("d", "từ chối"), job("e", "năm")];
    let outcomes = run_in(place.path(), &jobs, 1);
    use Status::{Failed, Written};
    assert_eq!(statuses(&outcomes), [Written, Failed, Failed, Failed, Written]);
    let codes: Vec<_> = outcomes.iter().flat_map(|outcome| outcome.report.iter()).map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::GF005, Code::GF006, Code::GF005]);
    let mut names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.retain(|name| !name.to_string_lossy().starts_with('.'));
    names.sort();
    assert_eq!(names, ["a.pdf", "a.txt", "e.pdf", "e.txt"]);
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let subjects = ["một", "hai", "hỏng", "ngã", "cảnh báo"];
    let jobs: Vec<_> = (0..40).map(|number| job(&format!("x/{number}"), subjects[number % 5])).collect();
    let alone = run_in(&place.path().join("1"), &jobs, 1);
    let together = run_in(&place.path().join("4"), &jobs, 4);
    assert_eq!(alone, together);
    assert_eq!(alone[4].report.iter().count(), 1);
    assert_eq!(alone[4].status, Status::Written);
}

#[test]
fn the_second_of_one_name_fails() {
    let place = tempfile::tempdir().unwrap();
    let outcomes = run_in(place.path(), &[job("phong", "một"), job("Phong", "hai")], 2);
    assert_eq!(statuses(&outcomes), [Status::Written, Status::Failed]);
    assert_eq!(outcomes[1].report.iter().next().unwrap().code, Code::GF007);
    assert_eq!(fs::read_to_string(place.path().join("phong.pdf")).unwrap(), "một");
}

#[test]
fn findings_without_a_place_get_one() {
    let place = tempfile::tempdir().unwrap();
    let outcome = run_in(place.path(), &[job("a", "hỏng")], 1).remove(0).at(&Place::file("a.van"));
    assert_eq!(outcome.report.iter().next().unwrap().place, Some(Place::file("a.van")));
}

#[test]
fn real_writers_give_the_same_bytes_side_by_side() {
    let place = tempfile::tempdir().unwrap();
    let subjects = ["một", "hai", "ba", "bốn"];
    let jobs: Vec<_> = (0..16).map(|number| job(&number.to_string(), subjects[number % 4])).collect();
    let formats: Vec<&Format> = crate::paper::writer::FORMATS.iter().collect();
    let run_with = |name: &str, workers| {
        let folder = open(&place.path().join(name));
        run(
            &jobs,
            &Batch { formats: &formats, sink: &folder, workers, program: None, stop: &AtomicBool::new(false) },
            &|| {},
        )
    };
    let alone = run_with("1", 1);
    assert!(alone.iter().all(|outcome| outcome.status == Status::Written && outcome.pages == Some(1)));
    assert_eq!(alone, run_with("2", 2));
}

#[test]
fn a_batch_that_is_stopped_begins_no_other_document() {
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path());
    let stop = AtomicBool::new(false);
    let jobs = ["a", "b", "c"].map(|path| job(path, "một"));
    let batch = Batch { formats: &[&SUBJECT], sink: &folder, workers: 1, program: None, stop: &stop };
    let outcomes = run(&jobs, &batch, &|| stop.store(true, Ordering::Relaxed));
    assert_eq!(statuses(&outcomes), [Status::Written, Status::Skipped, Status::Skipped]);
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let place = tempfile::tempdir().unwrap();
    let render = |subjects: &[&'static str], program: &str, formats: &[&Format]| {
        let folder = open(place.path());
        let jobs: Vec<_> = subjects.iter().enumerate().map(|(at, subject)| job(&at.to_string(), subject)).collect();
        let stop = AtomicBool::new(false);
        let batch = Batch { formats, sink: &folder, workers: 2, program: Some(program), stop: &stop };
        let before = MADE.load(Ordering::SeqCst);
        let outcomes = run(&jobs, &batch, &|| {});
        (outcomes, MADE.load(Ordering::SeqCst) - before)
    };
    let both = [&COUNTED, &COPY];
    let (first, made) = render(&["một", "hai", "cảnh báo"], "1", &both);
    assert_eq!(made, 3);
    assert_eq!(render(&["một", "hai", "cảnh báo"], "1", &both), (first.clone(), 0));
    assert_eq!(render(&["một", "khác", "cảnh báo"], "1", &both).1, 1);
    assert_eq!(render(&["một", "hai", "cảnh báo"], "1", &both).0, first);
    // Only one of its files is asked for; another program; a file that somebody changed, or took away.
    assert_eq!(render(&["một", "hai", "cảnh báo"], "1", &both[..1]).1, 0);
    assert_eq!(render(&["một", "hai", "cảnh báo"], "2", &both).1, 3);
    fs::write(place.path().join("0.txt"), "của ai").unwrap();
    fs::remove_file(place.path().join("1.pdf")).unwrap();
    let (outcomes, made) = render(&["một", "hai", "cảnh báo"], "2", &both);
    assert_eq!(made, 2);
    assert_eq!(outcomes[0].report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::GF012]);
    assert_eq!(fs::read_to_string(place.path().join("0_sua_tay.txt")).unwrap(), "của ai");
    assert_eq!(fs::read_to_string(place.path().join("1.pdf")).unwrap(), "hai");
}
