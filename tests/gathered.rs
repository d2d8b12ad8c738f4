//! Shards put together: the folder of one machine, or the list of those to be made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{campaign, run, tree};
use crate::shards::{FORMATS, gather, make, make_all, names, with_a_bad_row};

/// All of an output folder but its journal, which also knows with what build of the program each paper was made.
pub fn papers(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut papers = tree(folder);
    assert!(papers.remove(Path::new(".nhat_ky_vanthu.jsonl")).is_some());
    papers
}

#[test]
fn shards_together_are_the_run_of_one_machine() {
    let (data, place) = (with_a_bad_row(30), tempfile::tempdir().unwrap());
    let [one, parts, all] = ["one", "parts", "all"].map(|name| place.path().join(name));
    let whole = ["render", ".", "--formats", FORMATS, "--out", one.to_str().unwrap()];
    let (exit, _, talk) = run(data.path(), &whole);
    assert_eq!(exit, 1, "{talk}");
    let exits = [4, 2, 1, 3].map(|number| make(data.path(), &parts, &format!("{number}/4"), &["--jobs", "3"]).0);
    assert!(exits.contains(&1) && exits.contains(&0), "bad rows are told where they are: {exits:?}");
    assert!(papers(&one).len() > 60);
    let files = (1..=4).flat_map(|number| ["jsonl", "zip"].map(|end| format!("manh_{number}_4.{end}")));
    assert_eq!(names(&parts), files.collect::<Vec<_>>());

    let (exit, result, talk) = gather(&[&parts], &["--ra", all.to_str().unwrap()]);
    assert!(exit == 1 && result.is_empty() && talk.contains("2 văn bản có lỗi, không tạo: "), "{talk}");
    assert!(papers(&all) == papers(&one), "unpacked, the shards are the folder of one machine");

    for left in ["manifest.json", "manh_3_4.zip", "khac.zip"] {
        fs::write(parts.join(format!(".vanthu-{left}-a1B2c3.tmp")), "").unwrap();
    }
    let (exit, result, talk) = gather(&[&parts], &[]);
    assert!(exit == 1 && result.is_empty() && talk.contains("Đủ 4 mảnh"), "{talk}");
    let left: Vec<String> = names(&parts).into_iter().filter(|name| name.ends_with(".tmp")).collect();
    assert_eq!(left, [".vanthu-khac.zip-a1B2c3.tmp"], "what a run that was cut off left is cleared away");
    let of =
        |folder: &Path| -> Value { serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap() };
    let (merged, single) = (of(&parts), of(&one));
    assert_eq!(merged["owner"], single["owner"]);
    let documents = |manifest: &Value| {
        let mut documents = manifest["documents"].as_array().unwrap().clone();
        documents.iter_mut().for_each(|document| drop(document.as_object_mut().unwrap().remove("zip")));
        documents.sort_by_key(|document| document["subject"].to_string() + &document["kind"].to_string());
        documents
    };
    assert_eq!(documents(&merged), documents(&single));
    assert!(
        merged["documents"]
            .as_array()
            .unwrap()
            .iter()
            .all(|document| parts.join(document["zip"].as_str().unwrap()).is_file())
    );
    assert_eq!(gather(&[&parts], &[]).0, 1, "its own manifest is written anew");
}

#[test]
fn more_shards_than_papers_are_whole_too() {
    let (data, out) = (campaign("Kiên Giang", 1), tempfile::tempdir().unwrap());
    make_all(data.path(), out.path(), 9);
    let (exit, _, talk) = gather(&[out.path()], &[]);
    assert_eq!(exit, 0, "{talk}");
}

#[test]
fn a_packed_file_without_its_lines_is_made_again() {
    let (data, out) = (campaign("Kiên Giang", 3), tempfile::tempdir().unwrap());
    make_all(data.path(), out.path(), 2);
    let before = tree(out.path());
    fs::remove_file(out.path().join("manh_2_2.jsonl")).unwrap();
    let (exit, result, talk) = gather(&[out.path()], &[]);
    assert_eq!((exit, result.as_str()), (75, "--array=2\n"), "{talk}");
    assert_eq!(make(data.path(), out.path(), "2/2", &[]).0, 0);
    assert!(tree(out.path()) == before);
}

/// What is done to a folder of shards, the list that is then to be run again, and the reason.
type Damage = (&'static str, &'static dyn Fn(&Path), &'static str, &'static str);

#[test]
fn missing_and_broken_shards_are_named_for_the_engine() {
    let data = with_a_bad_row(20);
    let whole = tempfile::tempdir().unwrap();
    make_all(data.path(), whole.path(), 5);
    let damage: [Damage; 7] = [
        (
            "both files gone",
            &|out| [1, 2, 4].iter().for_each(|number| remove(out, *number)),
            "--array=1-2,4\n",
            "thiếu 3 trong 5 mảnh: 1-2,4",
        ),
        (
            "cut short",
            &|out| edit(out, "manh_3_5.zip", |bytes| bytes.truncate(bytes.len() / 2)),
            "--array=3\n",
            "mảnh 3/5 hỏng",
        ),
        ("a byte changed", &|out| edit(out, "manh_5_5.zip", |bytes| bytes[100] ^= 1), "--array=5\n", "khác mã SHA-256"),
        ("a line lost", &|out| edit(out, "manh_2_5.jsonl", drop_line), "--array=2\n", "thiếu dòng hoặc đã bị sửa"),
        (
            "a word mended",
            &|out| edit(out, "manh_2_5.jsonl", |bytes| *bytes.last_mut().unwrap() = b' '),
            "--array=2\n",
            "hỏng",
        ),
        ("no lines at all", &|out| edit(out, "manh_1_5.jsonl", Vec::clear), "--array=1\n", "không đọc được dòng đầu"),
        ("under another name", &|out| swap(out), "--array=1-2\n", "tên tệp đã bị đổi"),
    ];
    for (name, damage, list, reason) in damage {
        let out = copied(whole.path());
        damage(out.path());
        let before = tree(out.path());
        let (exit, result, talk) = gather(&[out.path()], &[]);
        assert!(
            exit == 75 && result == list && talk.contains("lỗi[GF019]") && talk.contains(reason),
            "{name}: {exit} {result} {talk}"
        );
        assert!(tree(out.path()) == before, "{name}: looked at only");
        let numbers = list.trim_start_matches("--array=").trim().split([',', '-']).collect::<Vec<_>>();
        numbers.iter().for_each(|number| drop(make(data.path(), out.path(), &format!("{number}/5"), &[])));
        assert!(tree(out.path()) == tree(whole.path()), "{name}: made again");
    }
}

fn remove(out: &Path, number: usize) {
    ["zip", "jsonl"].iter().for_each(|end| fs::remove_file(out.join(format!("manh_{number}_5.{end}"))).unwrap());
}

fn edit(out: &Path, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(out.join(name)).unwrap();
    change(&mut bytes);
    fs::write(out.join(name), bytes).unwrap();
}

fn drop_line(bytes: &mut Vec<u8>) {
    bytes.pop();
    let end = bytes.iter().rposition(|byte| *byte == b'\n').unwrap();
    bytes.truncate(end + 1);
}

fn swap(out: &Path) {
    let path = |name: &str| out.join(name);
    fs::rename(path("manh_1_5.jsonl"), path("x")).unwrap();
    fs::rename(path("manh_2_5.jsonl"), path("manh_1_5.jsonl")).unwrap();
    fs::rename(path("x"), path("manh_2_5.jsonl")).unwrap();
}

fn copied(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    tree(from).into_iter().for_each(|(name, bytes)| fs::write(to.path().join(name), bytes).unwrap());
    to
}

#[test]
fn shards_of_several_runs_are_refused() {
    let (data, out) = (campaign("Kiên Giang", 4), tempfile::tempdir().unwrap());
    make_all(data.path(), out.path(), 3);
    let ra = out.path().join("ra");
    let refused = |out: &Path, reason: &str| {
        let before = tree(out);
        let (exit, result, talk) = gather(&[out], &["--ra", ra.to_str().unwrap()]);
        assert!(
            exit == 2 && result.is_empty() && talk.contains("lỗi[GF020]") && talk.contains(reason),
            "{exit} {talk}"
        );
        assert!(tree(out) == before);
    };
    let other = copied(out.path());
    make(data.path(), other.path(), "1/4", &[]);
    refused(other.path(), "1-3 trên 3; 1 trên 4");
    let other = copied(out.path());
    make(data.path(), other.path(), "2/3", &["--only", "Phòng số 1"]);
    refused(other.path(), "1,3 và 2; khác nhau ở: các loại, đơn vị và tùy chọn của lệnh");
    let mended = campaign("Rạch Giá", 4);
    make(mended.path(), out.path(), "3/3", &[]);
    refused(out.path(), "1-2 và 3; khác nhau ở: số liệu vào");
}

#[test]
fn one_shard_in_two_places_counts_once() {
    let (data, whole) = (campaign("Kiên Giang", 6), tempfile::tempdir().unwrap());
    make_all(data.path(), whole.path(), 3);
    let [one, two] = [copied(whole.path()), copied(whole.path())];
    fs::remove_file(one.path().join("manh_1_3.jsonl")).unwrap();
    edit(two.path(), "manh_3_3.zip", Vec::clear);
    let (exit, _, talk) = gather(&[one.path(), two.path()], &[]);
    assert!(
        exit == 0 && talk.contains("cảnh báo[GF021]: mảnh 2/3") && talk.contains("cảnh báo[GF021]: mảnh 3/3"),
        "{talk}"
    );
}

#[test]
fn folders_without_shards_or_with_another_manifest_are_refused() {
    let (data, out) = (campaign("Kiên Giang", 2), tempfile::tempdir().unwrap());
    for folder in [out.path(), &out.path().join("nowhere")] {
        let (exit, _, talk) = gather(&[folder], &[]);
        assert!(exit == 2 && talk.contains("lỗi[TL001]"), "{talk}");
    }
    make_all(data.path(), out.path(), 1);
    let to = out.path().to_str().unwrap();
    assert_eq!(run(data.path(), &["render", ".", "--formats", FORMATS, "--out", to]).0, 0);
    let before = tree(out.path());
    let (exit, _, talk) = gather(&[out.path()], &[]);
    assert!(exit == 2 && talk.contains("lỗi[GF017]"), "{talk}");
    assert!(tree(out.path()) == before, "the manifest of a plain run is kept");
}
