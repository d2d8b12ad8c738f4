//! Every step that changes the disk fails once while shards are made and put together: a shard is whole or to be made
//! again, and the next run ends as if nothing had happened.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

use crate::base::diag::Report;
use crate::base::files;
use crate::make::batch::{Batch, run};
use crate::make::output::Owner;
use crate::make::output::disk::{Disk, FileSystem};
use crate::make::output::tests::failing::{FEW_WAYS, FORMATS, WAYS, assert_same, assert_whole, in_turn, tree};
use crate::make::shard::gather::{self, Gathered, put_manifest, unpack};
use crate::make::shard::*;
use crate::paper::document::{Document, DocumentKind, PartialDate, Section, SizeSet};
use crate::paper::writer::Format;

const PATHS: [&str; 6] = ["ke_hoach/ke_hoach", "to/a", "to/b", "to/c", "don/d", "don/e"];
const OF: usize = 2;

/// The papers of a run in its `version`.
fn jobs(version: &'static str) -> Vec<Job<'static>> {
    let job = |path: &&'static str| {
        let document = Document {
            loai: DocumentKind::KeHoach,
            ten_loai: "Kế hoạch".to_owned(),
            trich_yeu: vec![format!("{path} {version}")],
            co_chu: SizeSet::Lon,
            ngay: PartialDate::default(),
            sections: vec![Section::default()],
        };
        let kind = path.split('/').next().unwrap_or_default().to_owned();
        let make = move || Ok((document.clone(), Report::new()));
        let (path, subject) = ((*path).to_owned(), version.to_owned());
        Job { kind, subject, path, unit: None, look: Box::new(|| None), make: Box::new(make) }
    };
    PATHS.iter().map(job).collect()
}

/// One shard of a run; whether it is there now.
fn pack(folder: &Path, shard: Shard, version: &'static str, disk: Arc<dyn FileSystem>) -> bool {
    let described = Run {
        version: version.to_owned(),
        owner: Some(Owner { name: "cải cách hành chính".to_owned(), ..Owner::default() }),
        formats: FORMATS.iter().map(|format| format.name.to_owned()).collect(),
        documents: PATHS.len(),
        ..Run::default()
    };
    let Ok(pack) = Pack::begin(&shelf(folder), shard, &described, disk) else { return false };
    let (numbers, jobs): (Vec<usize>, Vec<Job>) = shard.of_jobs(jobs(version)).into_iter().unzip();
    let formats: Vec<&Format> = FORMATS.iter().collect();
    let stop = AtomicBool::new(false);
    let outcomes =
        run(&jobs, &Batch { formats: &formats, sink: &pack, workers: 1, program: None, stop: &stop }, &|| ());
    let records: Vec<Record> = numbers.iter().zip(&outcomes).map(|(number, one)| Record::new(*number, one)).collect();
    pack.finish(&described, &records).is_ok_and(|head| head.is_some())
}

fn shards() -> impl Iterator<Item = Shard> {
    (1..=OF).map(|number| Shard { number, of: OF })
}

/// A folder with all shards of the run in its `version`, where there is one.
fn prepared(version: Option<&'static str>) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    if let Some(version) = version {
        assert!(shards().all(|shard| pack(place.path(), shard, version, Arc::new(Disk))));
    }
    place
}

fn shelf(folder: &Path) -> Shelf {
    Shelf::new(folder, None).unwrap()
}

fn look(folder: &Path) -> Option<Gathered> {
    gather::look(&files::Disk, &[shelf(folder)]).ok()
}

#[test]
fn a_shard_is_whole_or_made_again_whatever_step_fails() {
    let shard = Shard { number: 1, of: OF };
    let files = |version| tree(prepared(version).path());
    let (old, new) = (files(Some("cũ")), files(Some("mới")));
    let mut runs = 0;
    for before in [None, Some("cũ"), Some("mới")] {
        let undisturbed = prepared(before);
        assert!(pack(undisturbed.path(), shard, "mới", Arc::new(Disk)));
        let expected = tree(undisturbed.path());
        runs += in_turn(&FEW_WAYS, |disk, step| {
            let (place, name) = (prepared(before), format!("{before:?}, {step}"));
            let is_there = pack(place.path(), shard, "mới", disk);
            let after = tree(place.path());
            assert_whole(&after, &[&old, &new], &name);
            let whole = shelf(place.path()).stored(shard).check();
            let version = whole.as_ref().ok().map(|checked| checked.head.run.version.as_str());
            assert!(version.is_none_or(|version| version == "mới" || !is_there && before == Some("cũ")), "{name}");
            assert!(!is_there || version == Some("mới"), "{name}: told to be there");
            assert!(pack(place.path(), shard, "mới", Arc::new(Disk)), "{name}");
            assert_same(&tree(place.path()), &expected, &name);
        });
    }
    println!("{runs} disturbed runs");
    assert!(runs > 100, "{runs}");
}

#[test]
fn shards_are_put_together_whatever_step_fails() {
    let (old, new) = (prepared(Some("cũ")), prepared(Some("mới")));
    let (old, new) = (look(old.path()).unwrap(), look(new.path()).unwrap());
    let opened = |gathered: &Gathered, out: &Path, disk: Arc<dyn FileSystem>| {
        unpack(gathered, out, disk, &mut || ()).is_ok_and(|(_, report)| !report.has_errors())
    };
    let folder = |gathered: Option<&Gathered>| {
        let place = tempfile::tempdir().unwrap();
        assert!(gathered.is_none_or(|gathered| opened(gathered, &place.path().join("out"), Arc::new(Disk))));
        place
    };
    let files = |place: &TempDir| tree(&place.path().join("out"));
    let [of_old, of_new] = [&old, &new].map(|gathered| files(&folder(Some(gathered))));
    let mut runs = 0;
    for before in [None, Some(&old)] {
        let undisturbed = folder(before);
        assert!(opened(&new, &undisturbed.path().join("out"), Arc::new(Disk)));
        let expected = files(&undisturbed);
        runs += in_turn(&WAYS, |disk, step| {
            let (place, name) = (folder(before), format!("{}, {step}", before.is_some()));
            opened(&new, &place.path().join("out"), disk);
            assert_whole(&files(&place), &[&of_old, &of_new], &name);
            assert!(opened(&new, &place.path().join("out"), Arc::new(Disk)), "{name}");
            assert_same(&files(&place), &expected, &name);
        });
    }
    println!("{runs} disturbed runs");
    assert!(runs > 200, "{runs}");
}

#[test]
fn one_manifest_of_shards_is_whole_whatever_step_fails() {
    let manifest = |folder: &Path| put_manifest(&look(folder).unwrap(), folder, Arc::new(Disk));
    let whole = |version| {
        let place = prepared(Some(version));
        manifest(place.path()).unwrap();
        tree(place.path())
    };
    let (old, new) = (whole("cũ"), whole("mới"));
    let mut runs = 0;
    for has_old in [false, true] {
        runs += in_turn(&WAYS, |disk, step| {
            let place = prepared(Some("cũ"));
            has_old.then(|| manifest(place.path()).unwrap());
            assert!(shards().all(|shard| pack(place.path(), shard, "mới", Arc::new(Disk))));
            let gathered = look(place.path()).unwrap();
            let put = put_manifest(&gathered, place.path(), disk.clone());
            gathered.tidy(disk.as_ref());
            let after: BTreeMap<_, _> =
                tree(place.path()).into_iter().filter(|(path, _)| path.ends_with(".json")).collect();
            let is_one_of = |path: &String, bytes| [&old, &new].iter().any(|whole| whole.get(path) == Some(bytes));
            assert!(after.iter().all(|(path, bytes)| is_one_of(path, bytes)), "{step}: half");
            assert!(put.is_err() || after.values().next() == new.get(crate::make::output::SUMMARY), "{step}");
            manifest(place.path()).unwrap();
            look(place.path()).unwrap().tidy(&Disk);
            assert_same(&tree(place.path()), &new, step);
        });
    }
    println!("{runs} disturbed runs");
    assert!(runs > 30, "{runs}");
}
