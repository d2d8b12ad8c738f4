//! A run cut into shards: what each leaves behind, and what its exit code says.

use std::fs;
use std::io::{self, Cursor};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::gathered::papers;
use crate::program::{campaign, run, sha256, tree};

/// A letter that no font has: the paper of its unit can't be made.
const STRANGE: char = '\u{e01}';
pub const FORMATS: &str = "docx,native";

/// A campaign of `units` units, one of which can't have its paper.
pub fn with_a_bad_row(units: usize) -> TempDir {
    let folder = campaign("Kiên Giang", units);
    let table = folder.path().join("don_vi.csv");
    let rows = fs::read_to_string(&table).unwrap();
    fs::write(&table, format!("{rows}Phòng {STRANGE},Phòng\n")).unwrap();
    folder
}

/// Makes the shard `shard` ("3/8") of `campaign` into `out`.
pub fn make(campaign: &Path, out: &Path, shard: &str, more: &[&str]) -> (i32, String) {
    let fixed = ["render", ".", "--formats", FORMATS, "--out", out.to_str().unwrap(), "--manh", shard];
    let (exit, result, talk) = run(campaign, &[&fixed, more].concat());
    assert_eq!(result, "");
    (exit, talk)
}

pub fn make_all(campaign: &Path, out: &Path, of: usize) {
    for number in 1..=of {
        let (exit, talk) = make(campaign, out, &format!("{number}/{of}"), &[]);
        assert!(exit == 0 || exit == 1, "{talk}");
    }
}

pub fn gather(folders: &[&Path], more: &[&str]) -> (i32, String, String) {
    let folders: Vec<&str> = folders.iter().map(|folder| folder.to_str().unwrap()).collect();
    run(Path::new("."), &[&["ghep"], &folders[..], more].concat())
}

pub fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().map(|path| path.to_str().unwrap().to_owned()).collect()
}

fn lines(file: &Path) -> Vec<Value> {
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn what_is_told_of_a_shard_is_what_is_in_it() {
    let (data, out) = (with_a_bad_row(9), tempfile::tempdir().unwrap());
    make_all(data.path(), out.path(), 2);
    let (mut keys, mut failed) = (Vec::new(), 0);
    for number in 1..=2 {
        let told = lines(&out.path().join(format!("manh_{number}_2.jsonl")));
        let packed = fs::read(out.path().join(format!("manh_{number}_2.zip"))).unwrap();
        let (head, records) = told.split_first().unwrap();
        assert_eq!(
            (&head["shard"], &head["of"], &head["zip"]["sha256"]),
            (&number.into(), &2.into(), &sha256(&packed).into())
        );
        assert_eq!((&head["zip"]["bytes"], &head["documents"]), (&packed.len().into(), &records.len().into()));
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
        let mut count = 0;
        for record in records {
            keys.push((record["index"].as_u64().unwrap(), record["key"].as_str().unwrap().to_owned()));
            let files = record["files"].as_array().unwrap();
            assert_eq!(record["result"], if files.is_empty() { "failed" } else { "ok" });
            failed += usize::from(files.is_empty());
            for file in files {
                let mut bytes = Vec::new();
                let mut entry = archive.by_name(file["path"].as_str().unwrap()).unwrap();
                std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
                assert_eq!((&file["sha256"], &file["bytes"]), (&sha256(&bytes).into(), &bytes.len().into()));
                count += 1;
            }
            if files.is_empty() {
                assert_eq!(record["diagnostics"][0]["code"], "TT001");
            }
        }
        assert_eq!(archive.len(), count, "nothing that is not told of");
        assert!(records.is_sorted_by_key(|record| record["index"].as_u64()), "in the order of the run");
    }
    keys.sort();
    assert_eq!(keys.iter().map(|(index, _)| *index).collect::<Vec<_>>(), (0..keys.len() as u64).collect::<Vec<_>>());
    assert_eq!(failed, 2, "the form of the unit and the list that names it");
}

#[test]
fn again_and_with_other_workers_the_bytes_are_the_same() {
    let (data, out) = (with_a_bad_row(30), tempfile::tempdir().unwrap());
    let (_, talk) = make(data.path(), out.path(), "1/2", &["--jobs", "1"]);
    assert!(talk.contains("Mảnh 1/2: "), "{talk}");
    let first = tree(out.path());
    let changed = || fs::metadata(out.path().join("manh_1_2.zip")).unwrap().modified().unwrap();
    let before = changed();
    for jobs in ["1", "2", "5"] {
        make(data.path(), out.path(), "1/2", &["--jobs", jobs]);
        assert!(tree(out.path()) == first, "{jobs} workers");
    }
    assert_eq!(changed(), before, "a shard that is done is not written again");
    fs::write(
        out.path().join("manh_1_2.jsonl"),
        fs::read(out.path().join("manh_1_2.jsonl")).unwrap().split_last().unwrap().1,
    )
    .unwrap();
    make(data.path(), out.path(), "1/2", &[]);
    assert!(tree(out.path()) == first, "a damaged one is");
}

#[test]
fn a_paper_that_comes_moves_no_other() {
    let out = tempfile::tempdir().unwrap();
    let keys = |units: usize| {
        let data = campaign("Kiên Giang", units);
        make_all(data.path(), out.path(), 3);
        let told = (1..=3).map(|number| lines(&out.path().join(format!("manh_{number}_3.jsonl"))).split_off(1));
        told.map(|records| records.iter().map(|record| record["key"].as_str().unwrap().to_owned()).collect())
            .collect::<Vec<Vec<String>>>()
    };
    let (few, many) = (keys(12), keys(13));
    for (few, many) in few.iter().zip(&many) {
        assert!(few.iter().all(|key| many.contains(key)), "{few:?} {many:?}");
    }
    assert_eq!(many.concat().len(), few.concat().len() + 1);
}

#[test]
fn rows_of_a_table_are_dealt_out_too() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(
        data.path().join("moi.van.tera"),
        "+++\nloai = \"bieu_mau\"\n+++\nKính mời {{ hang.ten }}, số {{ tt }}\n",
    )
    .unwrap();
    let rows: String = (0..9).map(|number| format!("Người {number}\n")).collect();
    fs::write(data.path().join("khach.csv"), format!("Tên\n{rows}Người {STRANGE}\n")).unwrap();
    let fixed = ["render", "moi.van.tera", "--du-lieu", "khach.csv", "--formats", "native", "--out"];
    let [one, parts, all] = ["one", "parts", "all"].map(|name| out.path().join(name).to_str().unwrap().to_owned());
    assert_eq!(run(data.path(), &[&fixed[..], &[&one]].concat()).0, 1);
    let exits = ["1/3", "2/3", "3/3"].map(|shard| {
        let (exit, _, talk) = run(data.path(), &[&fixed[..], &[&parts, "--manh", shard]].concat());
        assert!(exit == 0 || talk.contains("khach.csv"), "the row is named: {talk}");
        exit
    });
    assert_eq!(exits.iter().sum::<i32>(), 1);
    assert_eq!(gather(&[Path::new(&parts)], &["--ra", &all]).0, 1);
    assert!(papers(Path::new(&all)) == papers(Path::new(&one)));
}

#[test]
fn nonsense_is_refused_with_two_and_writes_nothing() {
    let (data, out) = (campaign("Kiên Giang", 2), tempfile::tempdir().unwrap());
    let text = data.path().join("a.van");
    fs::write(&text, "+++\nloai = \"bieu_mau\"\n+++\nmột\n").unwrap();
    let to = out.path().join("ra");
    for (call, reason) in [
        (&["render", ".", "--manh", "0/4"][..], "mảnh đầu là 1, không phải 0"),
        (&["render", ".", "--manh", "5/4"], "chỉ có 4 mảnh"),
        (&["render", ".", "--manh", "1/0"], "số mảnh là một số từ 1"),
        (&["render", ".", "--manh", "1"], "cần I/N"),
        (&["render", ".", "--manh", "tu-dong"], "tu-dong/N"),
        (&["render", ".", "--manh", "tu-dong/4"], "lỗi[TL020]"),
        (&["render", ".", "--chiu-loi"], "thiếu tham số"),
        (&["render", ".", "--manh", "1/4", "--gop"], "lỗi[TL009]"),
        (&["render", "a.van", "--manh", "1/4"], "lỗi[TL009]"),
        (&["render", ".", "ke_hoac", "--manh", "1/4"], "có phải là `ke_hoach`?"),
        (&["render", "nowhere", "--manh", "1/4"], "lỗi[TL001]"),
    ] {
        let (exit, result, talk) = run(data.path(), &[call, &["--out", to.to_str().unwrap()]].concat());
        assert!(exit == 2 && result.is_empty() && talk.contains(reason), "{call:?}: {exit} {talk}");
        assert!(!to.exists());
    }
    assert_eq!(run(data.path(), &["render", ".", "--out", "ra", "--manh"]).0, 2);
}

#[test]
fn an_address_is_never_taken_for_a_folder() {
    let data = campaign("Kiên Giang", 2);
    let before = tree(data.path());
    let bucket = "bản này không gửi gì ra ngoài";
    for (call, reason) in [
        (&["render", ".", "--manh", "1/2", "--out", "s3://thi-dua/2026"][..], bucket),
        (&["ghep", "s3://thi-dua/2026"], bucket),
        (&["ghep", ".", "s3://thi-dua/2026"], bucket),
        (&["render", ".", "--manh", "1/2", "--out", "https://kho/2026"], bucket),
        (&["render", ".", "--out", "s3://thi-dua/2026"], "không phải địa chỉ mạng"),
        (&["phieu", ".", "--out", "sftp://kho/phieu"], "không phải địa chỉ mạng"),
    ] {
        // A build with buckets has its own words, and asks for keys first.
        if cfg!(feature = "s3") && reason == bucket {
            continue;
        }
        let (exit, result, talk) = run(data.path(), call);
        assert!(exit == 2 && result.is_empty() && talk.contains("lỗi[TL022]"), "{call:?}: {exit} {talk}");
        assert!(talk.contains(reason), "{call:?}: {talk}");
        assert!(tree(data.path()) == before, "{call:?}");
    }
}

#[test]
fn engines_say_which_shard() {
    let (data, out) = (campaign("Kiên Giang", 2), tempfile::tempdir().unwrap());
    for (name, value, file) in
        [("SLURM_ARRAY_TASK_ID", "2", "manh_2_4.zip"), ("JOB_COMPLETION_INDEX", "0", "manh_1_4.zip")]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
        command.current_dir(data.path()).env(name, value);
        command.args(["render", ".", "--formats", "native", "--manh", "tu-dong/4", "--out"]).arg(out.path());
        assert!(command.status().unwrap().success());
        assert!(out.path().join(file).is_file());
    }
}

#[test]
fn a_bad_row_may_count_as_done() {
    let (data, out) = (with_a_bad_row(1), tempfile::tempdir().unwrap());
    assert_eq!(make(data.path(), out.path(), "1/1", &[]).0, 1);
    let (exit, talk) = make(data.path(), out.path(), "1/1", &["--chiu-loi"]);
    assert!(exit == 0 && talk.contains("có lỗi, không tạo: dang_ky/phong"), "{talk}");
}

#[test]
fn what_is_not_ours_is_not_written_over() {
    let data = campaign("Kiên Giang", 2);
    for name in ["manh_1_2.zip", "manh_1_2.jsonl"] {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join(name), "của tôi").unwrap();
        let (exit, talk) = make(data.path(), out.path(), "1/2", &[]);
        assert!(exit == 2 && talk.contains("lỗi[GF017]") && talk.contains(name), "{talk}");
        assert_eq!(names(out.path()), [name]);
        assert_eq!(fs::read_to_string(out.path().join(name)).unwrap(), "của tôi");
    }
    // What one of the two says of the other proves nothing.
    let whole = tempfile::tempdir().unwrap();
    make(data.path(), whole.path(), "1/2", &[]);
    let mine = packed_by_hand(&whole.path().join("manh_1_2.zip"));
    for (name, foreign) in [("manh_1_2.zip", "của tôi".into()), ("manh_1_2.zip", mine), ("manh_1_2.jsonl", "{}".into())]
    {
        let out = tempfile::tempdir().unwrap();
        tree(whole.path()).into_iter().for_each(|(path, bytes)| fs::write(out.path().join(path), bytes).unwrap());
        fs::write(out.path().join(name), &foreign).unwrap();
        let before = tree(out.path());
        let (exit, talk) = make(data.path(), out.path(), "1/2", &[]);
        assert!(exit == 2 && talk.contains("lỗi[GF017]") && talk.contains(name), "{talk}");
        assert!(tree(out.path()) == before, "{talk}");
    }
    let out = tempfile::tempdir().unwrap();
    make(data.path(), out.path(), "1/2", &[]);
    let (before, facts) = (tree(out.path()), data.path().join("phong_trao.toml"));
    let other = fs::read_to_string(&facts).unwrap().replace("cải cách hành chính năm 2022", "an toàn giao thông");
    fs::write(&facts, other).unwrap();
    let (exit, talk) = make(data.path(), out.path(), "1/2", &[]);
    assert!(exit == 2 && talk.contains("lỗi[GF015]"), "{talk}");
    assert!(tree(out.path()) == before);
}

/// The first paper of the shard `packed`, as somebody packs it.
fn packed_by_hand(packed: &Path) -> Vec<u8> {
    let mut shard = zip::ZipArchive::new(fs::File::open(packed).unwrap()).unwrap();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let day = zip::DateTime::from_date_and_time(2026, 11, 27, 8, 0, 0).unwrap();
    let mut paper = shard.by_index(0).unwrap();
    let options = zip::write::SimpleFileOptions::default().last_modified_time(day);
    archive.start_file(paper.name().unwrap().into_owned(), options).unwrap();
    io::copy(&mut paper, &mut archive).unwrap();
    archive.finish().unwrap().into_inner()
}

#[cfg(unix)]
mod cut_off {
    use std::process::{Child, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    fn start(campaign: &Path, out: &Path) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
        command.current_dir(campaign).args(["render", ".", "--formats", FORMATS, "--manh", "1/2", "--out"]).arg(out);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Waits until the papers of a running shard come in.
    fn wait_for_papers(out: &Path) {
        while !tree(out).into_iter().any(|(_, bytes)| !bytes.is_empty()) {
            sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_killed_shard_is_nothing_and_its_next_run_leaves_no_trace() {
        let (data, place) = (with_a_bad_row(200), tempfile::tempdir().unwrap());
        let [out, undisturbed] = ["out", "undisturbed"].map(|name| place.path().join(name));
        fs::create_dir(&out).unwrap();
        let mut child = start(data.path(), &out);
        wait_for_papers(&out);
        child.kill().unwrap();
        child.wait().unwrap();
        let left = names(&out);
        assert!(left.len() == 1 && left[0].starts_with(".vanthu-manh_1_2.zip-"), "{left:?}");
        make(data.path(), &undisturbed, "1/2", &[]);
        make(data.path(), &out, "1/2", &[]);
        assert!(tree(&out) == tree(&undisturbed));
    }

    #[test]
    fn a_stopped_shard_is_to_be_run_again() {
        for signal in ["TERM", "INT"] {
            let (data, out) = (with_a_bad_row(200), tempfile::tempdir().unwrap());
            let child = start(data.path(), out.path());
            wait_for_papers(out.path());
            assert!(
                Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap().success()
            );
            let output = child.wait_with_output().unwrap();
            let talk = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.code() == Some(75) && talk.contains("lỗi[GF016]"), "{talk}");
            assert_eq!(names(out.path()), [""; 0]);
        }
    }

    #[test]
    fn a_disk_that_takes_no_more_is_to_be_tried_again() {
        let (data, out) = (with_a_bad_row(60), tempfile::tempdir().unwrap());
        let program = env!("CARGO_BIN_EXE_vanthu");
        let call =
            format!("trap '' XFSZ; ulimit -f 8; exec {program} render . --formats {FORMATS} --manh 1/1 --out \"$0\"");
        let output = Command::new("sh").current_dir(data.path()).args(["-c", &call]).arg(out.path()).output().unwrap();
        let talk = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(75) && talk.contains("lỗi[GF005]") && talk.contains("manh_1_1.zip"),
            "{talk}"
        );
        assert!(!talk.contains("ZipWriter"), "{talk}");
        assert_eq!(names(out.path()), [""; 0]);
    }
}
