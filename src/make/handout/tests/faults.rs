//! Every step that changes the disk fails once while papers are joined, packed and listed: what is handed on is whole,
//! the manifest true, and the next run ends as if nothing had happened.

use std::path::Path;
use std::sync::Arc;

use crate::make::batch::WrittenFile;
use crate::make::delivery::{Delivery, Whole};
use crate::make::handout::*;
use crate::make::output::Owner;
use crate::make::output::disk::{Disk, FileSystem};
use crate::make::output::tests::failing::{FEW_WAYS, assert_same, assert_whole, in_turn, is_passing, tree};
use crate::paper::document::PartialDate;
use crate::paper::{format, parse, render};

/// A paper, its unit, and what it says.
type Words = &'static [(&'static str, &'static str, &'static str)];

const OLD: Words = &[("phieu/a", "gia", "một"), ("phieu/b", "thue", "hai")];
const NEW: Words = &[("phieu/a", "gia", "ba"), ("phieu/c", "gia", "hai")];

/// Papers as a run before made them.
struct Ready {
    jobs: Vec<Job<'static>>,
    files: Vec<OutputFile>,
}

fn ready(words: Words) -> Ready {
    let job = |(path, unit, _): &(&'static str, &'static str, &'static str)| Job {
        kind: "phieu".to_owned(),
        subject: (*path).to_owned(),
        path: (*path).to_owned(),
        unit: Some(Unit { stem: (*unit).to_owned(), name: unit.to_uppercase() }),
        look: Box::new(|| None),
        make: Box::new(|| Err(Report::new())),
    };
    let file = |(path, _, words): &(&'static str, &'static str, &'static str)| {
        let text = format!("+++\nloai = \"bieu_mau\"\nten_loai = \"P\"\n+++\n{words}\n");
        let (document, _) = parse(text.as_bytes(), Path::new("a.van")).unwrap();
        let bytes = render(&document, &[format("pdf").unwrap()]).unwrap().files.concat();
        OutputFile { path: format!("{path}.pdf"), bytes }
    };
    Ready { jobs: words.iter().map(job).collect(), files: words.iter().map(file).collect() }
}

fn outcome(job: &Job, file: &OutputFile, folder: &OutputFolder) -> Outcome {
    let put = folder.put(std::slice::from_ref(file));
    let (status, report) = match put {
        Ok(_) => (Status::Written, Report::new()),
        Err(finding) => (Status::Failed, finding.into()),
    };
    let (path, bytes) = (file.path.clone(), file.bytes.len() as u64);
    let written = WrittenFile { format: "pdf", path, sha256: crate::base::sum::sha256(&file.bytes), bytes };
    let files = if status == Status::Written { vec![written] } else { Vec::new() };
    let (kind, subject, path) = (job.kind.clone(), job.subject.clone(), job.path.clone());
    let (number, date) = (String::new(), PartialDate::default());
    Outcome { kind, subject, path, status, pages: Some(1), number, date, files, report }
}

/// One run with all that is handed on; whether nothing was amiss.
fn deliver(root: &Path, ready: &Ready, disk: Arc<dyn FileSystem>) -> bool {
    let owner = Owner { name: "thử".to_owned(), ..Owner::default() };
    let Ok((delivery, _)) = Delivery::open(root, Some(&owner), disk, &mut || ()) else { return false };
    let put = ready.jobs.iter().zip(&ready.files).map(|(job, file)| outcome(job, file, delivery.folder()));
    let outcomes: Vec<Outcome> = put.collect();
    let names = Names { kind: &|kind| kind.to_owned(), of: "thử", body: "Sở A" };
    let wanted = Wanted { print: true, two_sided: false, parcels: true };
    let (products, report) = make(wanted, &papers(&ready.jobs, &outcomes), &names, delivery.folder());
    let formats = [format("pdf").unwrap()];
    let whole = Whole { formats: &formats, is_doubtful: false };
    let ended = delivery.finish(&outcomes, &products, Some(whole), None);
    !report.has_errors() && !ended.has_errors()
}

#[test]
fn whatever_step_fails_what_is_handed_on_is_whole() {
    let (old, new) = (ready(OLD), ready(NEW));
    let folder = |before: Option<&Ready>| {
        let place = tempfile::tempdir().unwrap();
        assert!(before.is_none_or(|before| deliver(&place.path().join("out"), before, Arc::new(Disk))));
        place
    };
    let files = |before| tree(&folder(before).path().join("out"));
    let (of_old, of_new) = (files(Some(&old)), files(Some(&new)));
    let mut runs = 0;
    for before in [None, Some(&old)] {
        let out = |place: &tempfile::TempDir| place.path().join("out");
        let undisturbed = folder(before);
        assert!(deliver(&out(&undisturbed), &new, Arc::new(Disk)));
        let expected = tree(&out(&undisturbed));
        runs += in_turn(&FEW_WAYS, |disk, step| {
            let (place, name) = (folder(before), format!("{}, {step}", before.is_some()));
            deliver(&out(&place), &new, disk);
            // A print file or a parcel may lack a paper that could not be put, which is told: it is whole all the same.
            let after = tree(&out(&place));
            let mut products = after.clone();
            products.retain(|path, bytes| is_product(path) && !is_passing(path) && is_readable(path, bytes, &name));
            assert_whole(&after, &[&of_old, &of_new, &products], &name);
            assert!(deliver(&out(&place), &new, Arc::new(Disk)), "{name}");
            assert_same(&tree(&out(&place)), &expected, &name);
        });
    }
    println!("{runs} disturbed runs");
    assert!(runs > 100, "{runs}");
}

/// Whether the product at `path` can be read from its first byte to its last.
fn is_readable(path: &str, bytes: &[u8], name: &str) -> bool {
    let is_whole = match path.rsplit_once('.') {
        Some((_, "pdf")) => {
            hayro_syntax::Pdf::new(bytes.to_vec()).is_ok() && bytes.trim_ascii_end().ends_with(b"%%EOF")
        }
        _ => zip::ZipArchive::new(io::Cursor::new(bytes)).is_ok(),
    };
    assert!(is_whole, "{name}: {path} is half");
    is_whole
}
