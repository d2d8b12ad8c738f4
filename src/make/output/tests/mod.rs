//! Folders that take files, whole or not at all.

pub mod failing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::disk::Disk;
use super::*;
use crate::base::diag::{Code, Diagnostic};

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn opened(root: &Path) -> Result<OutputFolder, Diagnostic> {
    OutputFolder::open(root, Arc::new(Disk), |_, _| true, &mut || ())
}

fn open(root: &Path) -> OutputFolder {
    opened(root).unwrap()
}

/// Names in `folder` that are no hidden ones.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != journal::NAME);
    names.sort();
    names
}

#[test]
fn files_replace_older_ones_and_leave_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path());
    folder.put(&[file("a/b.pdf", "one")]).unwrap();
    let put = folder.put(&[file("a/b.pdf", "two"), file("a/b.docx", "three")]).unwrap();
    assert_eq!(put, Put { sums: vec![sha256(b"two"), sha256(b"three")], findings: Vec::new() });
    assert_eq!(fs::read_to_string(place.path().join("a/b.pdf")).unwrap(), "two");
    assert_eq!(names(&place.path().join("a")), ["b.docx", "b.pdf"]);
}

#[test]
fn a_read_only_target_keeps_its_document_out_whole() {
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path());
    let old = place.path().join("b.docx");
    fs::write(&old, "old").unwrap();
    let mut permissions = fs::metadata(&old).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&old, permissions).unwrap();
    let refused = folder.put(&[file("b.pdf", "new"), file("b.docx", "new")]).unwrap_err();
    assert_eq!(refused.code, Code::GF002);
    assert_eq!(names(place.path()), ["b.docx"]);
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
}

#[test]
fn a_folder_in_the_way_is_named() {
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path());
    fs::create_dir(place.path().join("b.pdf")).unwrap();
    assert_eq!(folder.put(&[file("b.pdf", "new")]).unwrap_err().code, Code::GF002);
    fs::write(place.path().join("file"), "").unwrap();
    assert_eq!(folder.put(&[file("file/b.pdf", "new")]).unwrap_err().code, Code::GF001);
    for taken in ["file", "file/x"] {
        assert_eq!(opened(&place.path().join(taken)).unwrap_err().code, Code::GF001);
    }
}

#[test]
fn what_is_not_ours_is_kept_under_free_names() {
    let place = tempfile::tempdir().unwrap();
    let read = |name: &str| fs::read_to_string(place.path().join("a").join(name)).ok();
    let put = |text: &str| open(place.path()).put(&[file("a/b.docx", text)]).unwrap().findings;
    assert!(put("one").is_empty() && put("one").is_empty() && put("two").is_empty());
    let told: Vec<String> = ["hai", "ba"]
        .into_iter()
        .flat_map(|text| {
            fs::write(place.path().join("a/b.docx"), text).unwrap();
            put("new")
        })
        .map(|finding| finding.message)
        .collect();
    assert_eq!(read("b.docx").as_deref(), Some("new"));
    assert_eq!(read("b_sua_tay.docx").as_deref(), Some("hai"));
    assert_eq!(read("b_sua_tay_2.docx").as_deref(), Some("ba"));
    assert!(told.len() == 2 && told[1].contains("`a/b_sua_tay_2.docx`"), "{told:?}");
}

#[test]
fn the_journal_alone_knows_what_was_written() {
    let place = tempfile::tempdir().unwrap();
    open(place.path()).put(&[file("a/b.pdf", "one")]).unwrap();
    let folder = open(place.path());
    assert!(folder.knows("a/b.pdf", &sha256(b"one")) && !folder.knows("a/b.pdf", &sha256(b"two")));
    assert!(folder.put(&[file("a/b.pdf", "two")]).unwrap().findings.is_empty());
    folder.conclude(&|out| out.write_all(b"{}"), &Files::from([("a/b.pdf", sha256(b"two").as_str())]), true).unwrap();
    drop(folder);
    let records = open(place.path()).records(|_| true);
    assert_eq!(records, BTreeMap::from([("a/b.pdf".to_owned(), vec![sha256(b"two")])]));
}

#[test]
fn an_ended_run_is_known_by_its_look() {
    let place = tempfile::tempdir().unwrap();
    let (summary, journal) = (place.path().join(SUMMARY), place.path().join(journal::NAME));
    let end = |is_all_told: bool| {
        let folder = open(place.path());
        folder.put(&[file("a/b.pdf", "one")]).unwrap();
        let sum = sha256(b"one");
        let files = Files::from([("a/b.pdf", sum.as_str())]);
        folder.conclude(&|out| out.write_all(b"{}"), &files, is_all_told).unwrap();
    };
    let has_ended = || open(place.path()).has_ended();
    let ends_at_last = || {
        // The clock moves on at last.
        (0..1_000).any(|_| {
            end(true);
            std::thread::sleep(Duration::from_millis(1));
            has_ended()
        })
    };
    assert!(ends_at_last());
    fs::write(&summary, "{ }").unwrap();
    assert!(!has_ended(), "somebody has written in the summary");
    assert!(ends_at_last());
    let noted = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, "").unwrap();
    assert!(!has_ended(), "the journal is empty");
    assert!(ends_at_last());
    assert_eq!(fs::read_to_string(&journal).unwrap(), noted);
    fs::remove_file(&summary).unwrap();
    assert!(!has_ended());
    assert!(ends_at_last());
    let other: String = noted.chars().rev().collect();
    fs::write(&journal, other).unwrap();
    assert!(!has_ended(), "a journal from before, as after a power cut");
    assert!(ends_at_last());
    end(false);
    assert!(!has_ended(), "the summary tells more");
}

/// A folder with two documents that are known, and what a run that makes a third leaves in its journal when `meanwhile`
/// happens to the journal.
fn journal_after(meanwhile: impl Fn(&str) -> String) -> String {
    let place = tempfile::tempdir().unwrap();
    let journal = place.path().join(journal::NAME);
    let sum = sha256(b"one");
    let run = |documents: &[&str], meanwhile: &dyn Fn()| {
        let folder = open(place.path());
        let paths: Vec<String> = documents.iter().map(|document| format!("{document}.txt")).collect();
        for (document, path) in documents.iter().zip(&paths) {
            if !folder.put(&[file(path, "one")]).unwrap().sums.is_empty() && folder.known(document, "x", &[]).is_none()
            {
                folder.learn(Known {
                    document: (*document).to_owned(),
                    inputs: "x".to_owned(),
                    data: None,
                    number: String::new(),
                    date: String::new(),
                    pages: None,
                    files: [("txt".to_owned(), (sum.clone(), 3))].into_iter().collect(),
                });
            }
        }
        meanwhile();
        let files: Files = paths.iter().map(|path| (path.as_str(), sum.as_str())).collect();
        folder.conclude(&|out| out.write_all(b"{}"), &files, true).unwrap();
    };
    run(&["a/b", "a/c"], &|| ());
    run(&["a/b", "a/c", "a/d"], &|| {
        let text = fs::read_to_string(&journal).unwrap();
        fs::write(&journal, meanwhile(&text)).unwrap();
    });
    fs::read_to_string(&journal).unwrap()
}

#[test]
fn lines_that_somebody_else_wrote_are_not_taken_for_ours() {
    let undisturbed = journal_after(str::to_owned);
    assert_eq!(undisturbed.lines().count(), 3);
    let turned = |text: &str| text.lines().rev().map(|line| format!("{line}\n")).collect();
    for meanwhile in [turned, |text: &str| text[..text.len() / 3].to_owned(), |_: &str| String::new()] {
        assert_eq!(journal_after(meanwhile), undisturbed);
    }
}

#[test]
fn a_manifest_that_is_no_longer_true_goes_first() {
    let place = tempfile::tempdir().unwrap();
    let summary = place.path().join(SUMMARY);
    fs::write(&summary, "{}").unwrap();
    let folder = open(place.path());
    folder.put(&[file("b.pdf", "one")]).unwrap();
    assert!(!summary.exists());
    fs::write(&summary, "{}").unwrap();
    open_again(folder, place.path()).put(&[file("b.pdf", "one")]).unwrap();
    assert!(summary.exists(), "nothing changed");
}

fn open_again(folder: OutputFolder, root: &Path) -> OutputFolder {
    drop(folder);
    open(root)
}

#[test]
fn an_unused_folder_goes_as_it_came() {
    let place = tempfile::tempdir().unwrap();
    open(&place.path().join("a/b/c")).abandon();
    assert!(names(place.path()).is_empty());
    fs::create_dir(place.path().join("a")).unwrap();
    open(&place.path().join("a/b")).abandon();
    assert_eq!(names(place.path()), ["a"]);
    assert_eq!(fs::read_dir(place.path().join("a")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn nothing_goes_through_a_link() {
    use std::os::unix::fs::symlink;
    let (place, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mine = outside.path().join("b.pdf");
    fs::write(&mine, "mine").unwrap();
    symlink(outside.path(), place.path().join("a")).unwrap();
    symlink(&mine, place.path().join("c.pdf")).unwrap();
    let folder = open(place.path());
    assert_eq!(folder.put(&[file("a/b.pdf", "new")]).unwrap_err().code, Code::GF001);
    assert_eq!(folder.find("a/b.pdf"), Found::Other);
    assert!(folder.remove("a/b.pdf").is_err());
    let told = folder.put(&[file("c.pdf", "new")]).unwrap().findings;
    assert!(told.len() == 1 && place.path().join("c_sua_tay.pdf").is_symlink());
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn others_may_read_what_we_wrote() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let plain = place.path().join("plain");
    fs::write(&plain, "").unwrap();
    open(place.path()).put(&[file("b.pdf", "")]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&place.path().join("b.pdf")), mode(&plain));
}
