//! Every step that changes the disk fails once, in a small campaign: nothing is half done, nothing is lost,
//! and the next run ends as if nothing had happened.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::base::diag::Code;
use crate::make::batch::{Batch, run};
use crate::make::output::disk::Disk;
use crate::make::output::tests::failing::{FORMATS, WAYS, assert_same, in_turn, said, tree};
use crate::make::output::{SUMMARY, sha256};
use crate::paper::document::{Document, DocumentKind, PartialDate, Section, SizeSet};
use crate::paper::job::Job;

/// The papers of a campaign as path and words; without words the paper has an error.
type Papers = &'static [(&'static str, &'static str)];

const OLD: Papers = &[("ke_hoach/ke_hoach", "kế hoạch"), ("to/a", "a"), ("to/b", "b"), ("don/c", "c"), ("don/d", "d")];
const NEW: Papers =
    &[("ke_hoach/ke_hoach", "kế hoạch"), ("to/a", "a mới"), ("to/b", "b mới"), ("to/e", "e"), ("to/d", "")];

fn jobs(papers: Papers) -> Vec<Job<'static>> {
    let job = |(path, words): &(&'static str, &'static str)| {
        let document = Document {
            loai: DocumentKind::KeHoach,
            ten_loai: "Kế hoạch".to_owned(),
            trich_yeu: vec![(*words).to_owned()],
            co_chu: SizeSet::Lon,
            ngay: PartialDate::default(),
            sections: vec![Section::default()],
        };
        let make = move || match document.trich_yeu[0].as_str() {
            "" => Err(Diagnostic::error(Code::DL001, "hỏng").into()),
            _ => Ok((document.clone(), Report::new())),
        };
        let (kind, subject) = (path.split('/').next().unwrap().to_owned(), (*words).to_owned());
        Job { kind, subject, path: (*path).to_owned(), unit: None, look: Box::new(|| None), make: Box::new(make) }
    };
    papers.iter().map(job).collect()
}

/// One run over the whole campaign; false when the folder could not be used.
fn deliver(root: &Path, papers: Papers, disk: Arc<dyn FileSystem>) -> bool {
    let owner = Owner { name: "cải cách hành chính".to_owned(), ..Owner::default() };
    let Ok((delivery, _)) = Delivery::open(root, Some(&owner), disk, &mut || ()) else { return false };
    let formats: Vec<&Format> = FORMATS.iter().collect();
    let stop = AtomicBool::new(false);
    let batch = Batch { formats: &formats, sink: delivery.folder(), workers: 1, program: Some("1"), stop: &stop };
    let outcomes = run(&jobs(papers), &batch, &|| ());
    delivery.finish(&outcomes, &[], Some(Whole { formats: &formats, is_doubtful: false }), None);
    true
}

/// What a folder holds before the run that is disturbed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Nothing,
    OldRun,
    /// An old run, and one paper of it mended by hand.
    Mended,
}

const MENDED: &str = "sửa tay";

fn prepared(before: Before) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    if before != Before::Nothing {
        assert!(deliver(&out, OLD, Arc::new(Disk)));
    }
    if before == Before::Mended {
        fs::write(out.join("to/b.txt"), MENDED).unwrap();
    }
    place
}

/// Every file is whole, the work of the user is there once, and the manifest, if there is one, is true.
fn check(out: &Path, before: Before, place: &str) {
    let files = tree(out);
    let words: BTreeSet<&str> = OLD.iter().chain(NEW).map(|(_, words)| *words).chain([MENDED]).collect();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".pdf") || path.ends_with(".txt")) {
        assert!(words.contains(said(bytes)), "{place}: {path} is half");
    }
    let mended = files.values().filter(|bytes| *bytes == MENDED.as_bytes()).count();
    assert_eq!(mended, usize::from(before == Before::Mended), "{place}: work of the user");
    let Some(manifest) = files.get(SUMMARY) else { return };
    let manifest: Value = serde_json::from_slice(manifest).unwrap();
    let list = |key: &str| manifest.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let made = list("documents").into_iter().flat_map(|document| ["pdf", "native"].map(|key| document[key].clone()));
    for claim in made.filter(|claim| !claim.is_null()).chain(list("earlier")) {
        let path = claim["path"].as_str().unwrap();
        let there = files.get(path).unwrap_or_else(|| panic!("{place}: the manifest tells of {path}"));
        assert!(claim["sha256"] == sha256(there) || there == MENDED.as_bytes(), "{place}: {path} is another");
    }
}

/// Papers of the run that are not the same in both formats. (Of an old one that can't be removed whole, what
/// is left is told.)
fn halved(out: &Path) -> Vec<String> {
    let files = tree(out);
    let words = |path: &str, end: &str| files.get(&format!("{path}.{end}")).map(|bytes| said(bytes).to_owned());
    let paths = NEW.iter().filter(|(_, words)| !words.is_empty()).map(|(path, _)| *path);
    let halved = paths.filter(|path| words(path, "pdf") != words(path, "txt"));
    halved.map(str::to_owned).collect()
}

#[test]
fn whatever_step_fails_nothing_is_half_done_or_lost() {
    let mut runs = 0;
    for before in [Before::Nothing, Before::OldRun, Before::Mended] {
        let undisturbed = prepared(before);
        let expected = undisturbed.path().join("out");
        assert!(deliver(&expected, NEW, Arc::new(Disk)));
        let mut expected = tree(&expected);
        runs += in_turn(&WAYS, |disk, step| {
            let place = prepared(before);
            let out = place.path().join("out");
            deliver(&out, NEW, disk.clone());
            let name = format!("{before:?}, {step}");
            check(&out, before, &name);
            if !disk.is_lasting && before != Before::Mended {
                assert!(halved(&out).is_empty(), "{name}: {:?}", halved(&out));
            }
            assert!(deliver(&out, NEW, Arc::new(Disk)));
            let mut after = tree(&out);
            if before == Before::Mended {
                // That the paper was put aside is told by the run that did it.
                after.remove(SUMMARY);
                expected.remove(SUMMARY);
            }
            assert_same(&after, &expected, &name);
        });
    }
    println!("{runs} disturbed runs");
    assert!(runs > 400, "{runs}");
}
