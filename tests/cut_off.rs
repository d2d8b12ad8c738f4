//! Runs that are cut off: the next one takes up where they stopped, and takes nothing of theirs for somebody's.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::program::{campaign, run, tree};
use serde_json::Value;

const UNITS: usize = 60;
/// Units of one that is stopped on its way, at any speed.
const MANY: usize = 400;
/// How often a run is killed, each time a little later.
const MOMENTS: usize = 30;

fn start(campaign: &Path, out: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.current_dir(campaign).args(["render", ".", "--formats", "docx,native", "--jobs", "2", "--out"]).arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn finished(campaign: &Path, out: &Path) -> String {
    let out = out.to_str().unwrap();
    let (exit, _, talk) = run(campaign, &["render", ".", "--formats", "docx,native", "--jobs", "2", "--out", out]);
    assert_eq!(exit, 0, "{talk}");
    talk
}

fn papers(out: &Path) -> usize {
    fs::read_dir(out.join("dang_ky")).map_or(0, Iterator::count)
}

/// Waits until `count` files of one kind are there.
fn wait_for(out: &Path, count: usize) {
    let begin = Instant::now();
    while papers(out) < count && begin.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(1));
    }
    assert!(papers(out) >= count, "only {} files", papers(out));
}

/// Every paper that stands in `out` is whole: one of those that an undisturbed run of either campaign makes.
fn nothing_is_half(out: &Path, whole: [&Path; 2], moment: usize) {
    let is_paper = |path: &Path| path.extension().is_some_and(|end| end == "docx" || end == "txt");
    for (path, bytes) in tree(out).into_iter().filter(|(path, _)| is_paper(path)) {
        assert!(
            whole.iter().any(|whole| fs::read(whole.join(&path)).is_ok_and(|whole| whole == bytes)),
            "moment {moment}: {path:?} is half"
        );
    }
}

#[test]
fn a_run_killed_at_any_of_thirty_moments_is_taken_up_as_if_it_had_not_been() {
    let (old, new) = (campaign("Kiên Giang", UNITS), campaign("Rạch Giá", UNITS - 1));
    let (before, undisturbed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    finished(old.path(), before.path());
    finished(new.path(), undisturbed.path());
    let all = papers(undisturbed.path());
    for moment in 0..MOMENTS {
        let out = tempfile::tempdir().unwrap();
        let mut child = start(old.path(), out.path());
        wait_for(out.path(), moment * all * 3 / (4 * MOMENTS));
        // Not always as a file has just come.
        sleep(Duration::from_micros((moment % 7 * 150) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!out.path().join("manifest.json").exists());
        nothing_is_half(out.path(), [before.path(), undisturbed.path()], moment);
        if papers(out.path()) > 0 {
            fs::write(out.path().join("dang_ky/.vanthu-a1B2c3.tmp"), "nửa").unwrap();
        }
        let talk = finished(new.path(), out.path());
        assert!(!talk.contains("GF012"), "{talk}");
        assert!(papers(out.path()) == 0 || moment == 0 || talk.contains("cảnh báo[GF013]"), "{talk}");
        assert!(tree(out.path()) == tree(undisturbed.path()), "moment {moment}");
    }
}

#[test]
fn a_killed_second_run_keeps_what_was_mended_in_between() {
    let (old, new) = (campaign("Kiên Giang", 20), campaign("Rạch Giá", 20));
    let out = tempfile::tempdir().unwrap();
    finished(old.path(), out.path());
    let mended = out.path().join("dang_ky/phong_so_3.txt");
    fs::write(&mended, "sửa tay").unwrap();
    let mut child = start(new.path(), out.path());
    while out.path().join("manifest.json").exists() && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    finished(new.path(), out.path());
    let aside = |number: &str| out.path().join(format!("dang_ky/phong_so_3_sua_tay{number}.txt"));
    assert_eq!(fs::read_to_string(aside("")).unwrap(), "sửa tay");
    assert!(fs::read_to_string(&mended).unwrap().contains("Rạch Giá") && !aside("_2").exists());
    let others = tree(out.path()).into_keys().filter(|path| path.to_string_lossy().contains("_sua_tay"));
    assert_eq!(others.count(), 1);
}

#[test]
fn a_stopped_run_ends_with_whole_files_and_a_true_manifest() {
    for signal in ["TERM", "INT"] {
        let (data, out) = (campaign("Kiên Giang", MANY), tempfile::tempdir().unwrap());
        let child = start(data.path(), out.path());
        wait_for(out.path(), 1);
        let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let output = child.wait_with_output().unwrap();
        let talk = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && talk.contains("lỗi[GF016]: đã dừng theo yêu cầu"), "{talk}");
        let manifest: Value = serde_json::from_slice(&fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
        let documents = manifest["documents"].as_array().unwrap();
        let of = |status: &str| documents.iter().filter(|document| document["status"] == status).count();
        assert!(of("ok") > 0 && of("skipped") > 0 && of("ok") + of("skipped") == documents.len(), "{talk}");
        let files = documents.iter().flat_map(|document| ["docx", "native"].map(|format| &document[format]));
        let mut count = 0;
        for file in files.filter(|file| !file.is_null()) {
            let bytes = fs::read(out.path().join(file["path"].as_str().unwrap())).unwrap();
            assert_eq!(crate::program::sha256(&bytes), file["sha256"].as_str().unwrap());
            count += 1;
        }
        let there = tree(out.path()).into_keys().filter(|path| path.extension().is_some_and(|end| end != "jsonl"));
        assert_eq!(there.count(), count + 1, "nothing but what the manifest tells, and itself");
        let talk = finished(data.path(), out.path());
        assert!(!talk.contains("GF01"), "{talk}");
    }
}
