//! A disk on which each step fails in turn, for the tests of all that writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::base::diag::Report;
use crate::make::output::disk::{Disk, FileSystem};
use crate::make::output::{MARKS, SUMMARY, sha256};
use crate::paper::document::Document;
use crate::paper::writer::{Format, Writer};

/// Two formats whose files bear the marks of the true ones, and then say only what the document is about.
pub const FORMATS: [Format; 2] = [
    Format { name: "pdf", extension: "pdf", writer: Writer::Model(subject_of_pdf), is_own: |_| true },
    Format { name: "native", extension: "txt", writer: Writer::Model(subject_of_text), is_own: |_| true },
];

fn subject_of_pdf(document: &Document) -> Result<Vec<u8>, Report> {
    Ok(format!("%PDF-1.7 /Creator(vanthu 1)\n{}", document.trich_yeu.join(" ")).into_bytes())
}

fn subject_of_text(document: &Document) -> Result<Vec<u8>, Report> {
    Ok(format!("document ke_hoach\n  ten_loai \n{}", document.trich_yeu.join(" ")).into_bytes())
}

/// What a file in one of [`FORMATS`] says.
pub fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap().lines().last().unwrap_or_default()
}

/// How a step fails: alone or with all after it, and what the system says.
pub const WAYS: [(bool, ErrorKind); 4] = [
    (false, ErrorKind::TimedOut),
    (true, ErrorKind::TimedOut),
    (false, ErrorKind::StorageFull),
    (true, ErrorKind::StorageFull),
];
/// Enough where a run is costly.
pub const FEW_WAYS: [(bool, ErrorKind); 2] = [(false, ErrorKind::TimedOut), (true, ErrorKind::StorageFull)];

/// A disk on which the step number `at` fails, and all after it when `is_lasting`.
#[derive(Debug)]
pub struct Failing {
    at: usize,
    pub is_lasting: bool,
    kind: ErrorKind,
    steps: AtomicUsize,
}

impl Failing {
    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        let fails = step == self.at || self.is_lasting && step > self.at;
        if fails { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl FileSystem for Failing {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.create_folder(path))
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        self.step().and_then(|()| Disk.create(path))
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.step().and_then(|()| Disk.open(path))
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let half = bytes.len() / 2;
        match self.step() {
            Ok(()) => Disk.write(file, bytes),
            Err(error) => Disk.write(file, &bytes[..half]).and(Err(error)),
        }
    }

    fn shorten(&self, file: &File, length: u64) -> io::Result<()> {
        self.step().and_then(|()| Disk.shorten(file, length))
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step().and_then(|()| Disk.sync(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| Disk.remove_folder(path))
    }
}

/// Lets `run` meet a disk on which the first step fails, the second, and so on to the last, in each of `ways`; gives
/// the number of runs.
pub fn in_turn(ways: &[(bool, ErrorKind)], mut run: impl FnMut(Arc<Failing>, &str)) -> usize {
    let mut runs = 0;
    for (is_lasting, kind) in ways.iter().copied() {
        for at in 0.. {
            let disk = Arc::new(Failing { at, is_lasting, kind, steps: AtomicUsize::new(0) });
            run(disk.clone(), &format!("step {at}, {kind:?}, lasting {is_lasting}"));
            runs += 1;
            if disk.steps.load(Ordering::SeqCst) <= at {
                break;
            }
        }
    }
    runs
}

/// All that is below `folder` but how its files look; an empty folder counts as well.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.insert(name.clone(), Vec::new());
            found.extend(tree(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found.remove(MARKS);
    found
}

/// Fails with the files that are not the same in both.
pub fn assert_same(after: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>, name: &str) {
    let differing: BTreeSet<&String> =
        after.keys().chain(expected.keys()).filter(|key| after.get(*key) != expected.get(*key)).collect();
    assert!(differing.is_empty(), "{name}: {differing:?}");
}

/// Whether the file at `path` is the journal or one that is on its way.
pub fn is_passing(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

/// Fails where a file is none of those in `wholes`, or where the manifest tells of one that is not there.
pub fn assert_whole(after: &BTreeMap<String, Vec<u8>>, wholes: &[&BTreeMap<String, Vec<u8>>], name: &str) {
    for (path, bytes) in after.iter().filter(|(path, _)| !is_passing(path) && *path != SUMMARY) {
        assert!(wholes.iter().any(|whole| whole.get(path) == Some(bytes)), "{name}: {path} is half");
    }
    let Some(manifest) = after.get(SUMMARY) else { return };
    let manifest: Value = serde_json::from_slice(manifest).unwrap_or_else(|_| panic!("{name}: the manifest is half"));
    let mut open = vec![&manifest];
    while let Some(value) = open.pop() {
        open.extend(value.as_array().into_iter().flatten());
        open.extend(value.as_object().into_iter().flat_map(|keys| keys.values()));
        if let (Some(path), Some(sum)) = (value["path"].as_str(), value["sha256"].as_str()) {
            let there = after.get(path).unwrap_or_else(|| panic!("{name}: the manifest tells of {path}"));
            assert_eq!(sha256(there), sum, "{name}: {path} is another");
        }
    }
}
