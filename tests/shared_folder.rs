//! One output folder and several campaigns, runs, or things that stand in the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::program::run;
use crate::workbook::{FACTS, folder, good};

const NAME: &str = "cải cách hành chính năm 2022";
const JOURNAL: &str = ".nhat_ky_vanthu.jsonl";

fn campaign(edit: &[(&str, &str)]) -> TempDir {
    folder(&edit.iter().fold(FACTS.to_owned(), |facts, (from, to)| facts.replace(from, to)), &good())
}

/// Renders `campaign` into `out`: exit code and talk.
fn render(campaign: &Path, out: &Path) -> (i32, String) {
    let (exit, _, talk) = run(campaign, &["render", ".", "--out", out.to_str().unwrap(), "--formats", "native"]);
    (exit, talk)
}

/// Every file below `folder` with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push((path.to_str().unwrap().to_owned(), fs::read(&path).unwrap())),
        }
    }
    found.sort();
    found
}

#[test]
fn another_campaign_is_refused_and_touches_nothing() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(render(campaign(&[]).path(), out.path()).0, 0);
    let before = files(out.path());
    for edit in [
        &[(NAME, "an toàn giao thông năm 2023")][..],
        &[("Sở Tài chính", "Sở Xây dựng")],
        &[(NAME, "cải cách hành chính năm 2023"), ("2022-03\"", "2023-03\"")],
    ] {
        for lost in ["", "manifest.json", JOURNAL] {
            if !lost.is_empty() {
                fs::write(out.path().join(lost), "").unwrap();
            }
            let (exit, talk) = render(campaign(edit).path(), out.path());
            assert!(exit == 2 && talk.contains("lỗi[GF015]") && talk.contains(NAME), "{lost}: {talk}");
            before.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
            assert!(files(out.path()) == before);
        }
    }
    fs::remove_file(out.path().join(JOURNAL)).unwrap();
    assert_eq!(render(campaign(&[(NAME, "văn hóa công sở")]).path(), out.path()).0, 2);
    assert_eq!(files(out.path()).len(), before.len() - 1, "a refused run leaves no journal");
}

#[test]
fn a_mended_or_moved_campaign_is_the_same() {
    let out = tempfile::tempdir().unwrap();
    for edit in [
        &[][..],
        &[(NAME, "cải cách hành chánh năm 2022")],
        &[("ky_hieu = \"KH-STC\"", "so = \"12\"\nky_hieu = \"KH-STC\""), ("\"2022-03\"", "\"2022-03-25\"")],
        &[("Kiên Giang", "Rạch Giá")],
    ] {
        let (exit, talk) = render(campaign(edit).path(), out.path());
        assert!(exit == 0 && !talk.contains("GF01"), "{talk}");
    }
}

#[test]
fn campaigns_without_a_word_go_into_folders_of_their_own() {
    let place = tempfile::tempdir().unwrap();
    for (name, edit) in [("Một", &[][..]), ("hai", &[(NAME, "an toàn giao thông năm 2023")])] {
        fs::rename(campaign(edit).keep(), place.path().join(name)).unwrap();
        let path = format!("{name}/");
        let (exit, _, talk) = run(place.path(), &["render", &path, "ke_hoach", "--formats", "native"]);
        assert_eq!(exit, 0, "{talk}");
    }
    for name in ["Mot", "hai"] {
        assert!(place.path().join("ket_qua").join(name).join("ke_hoach/ke_hoach.txt").is_file());
    }
}

#[test]
fn a_single_text_leaves_the_campaign_its_folder() {
    let place = campaign(&[]);
    let out = place.path().join("ra");
    assert_eq!(render(place.path(), &out).0, 0);
    fs::write(place.path().join("a.van"), "+++\nloai = \"bieu_mau\"\n+++\nmột\n").unwrap();
    assert_eq!(run(place.path(), &["render", "a.van", "--out", "ra", "--formats", "native"]).0, 0);
    assert_eq!(render(campaign(&[(NAME, "văn hóa công sở")]).path(), &out).0, 2);
    assert_eq!(render(place.path(), &out).0, 0);
    assert!(out.join("a.txt").is_file());
}

#[test]
fn runs_wait_for_one_another() {
    let (place, out) = (campaign(&[]), tempfile::tempdir().unwrap());
    let talk = |kind: &str| place.path().join(format!("{kind}.log"));
    let start = |kind: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
        command.current_dir(place.path()).args(["render", ".", kind, "--formats", "native", "--out"]).arg(out.path());
        command.stdout(Stdio::null()).stderr(fs::File::create(talk(kind)).unwrap()).spawn().unwrap()
    };
    let held = fs::File::create(out.path().join(JOURNAL)).unwrap();
    held.lock().unwrap();
    let kinds = ["ke_hoach", "dang_ky"];
    let runs = kinds.map(start);
    let is_waiting = |kind: &&str| fs::read_to_string(talk(kind)).unwrap().contains("Đang chờ một lần chạy khác");
    while !kinds.iter().all(is_waiting) {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!out.path().join("ke_hoach").exists() && !out.path().join("dang_ky").exists());
    drop(held);
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    let manifest = fs::read_to_string(out.path().join("manifest.json")).unwrap();
    assert!(manifest.contains("ke_hoach/ke_hoach.txt") && manifest.contains("dang_ky/phong_gia.txt"), "{manifest}");
}

#[test]
fn what_stands_under_our_names_is_left_alone() {
    for name in ["manifest.json", JOURNAL] {
        let (place, out) = (campaign(&[]), tempfile::tempdir().unwrap());
        fs::create_dir(out.path().join(name)).unwrap();
        let (exit, talk) = render(place.path(), out.path());
        assert!(exit == 2 && talk.contains("lỗi[GF017]") && talk.contains(name), "{talk}");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
    }
    let (place, out) = (campaign(&[]), tempfile::tempdir().unwrap());
    let web = r#"{"name": "Trang web", "icons": []}"#;
    fs::write(out.path().join("manifest.json"), web).unwrap();
    assert_eq!(render(place.path(), out.path()).0, 2);
    assert_eq!(files(out.path()).len(), 1);
    assert_eq!(fs::read_to_string(out.path().join("manifest.json")).unwrap(), web);
}

#[cfg(unix)]
#[test]
fn pipes_and_links_are_neither_read_nor_followed() {
    let (place, out, outside) = (campaign(&[]), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let pipe = out.path().join("manifest.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (exit, talk) = render(place.path(), out.path());
    assert!(exit == 2 && talk.contains("GF017"), "{talk}");
    fs::remove_file(&pipe).unwrap();

    let mine = outside.path().join("b.txt");
    fs::write(&mine, "của tôi").unwrap();
    for link in ["lien_ket", "ke_hoach"] {
        std::os::unix::fs::symlink(outside.path(), out.path().join(link)).unwrap();
    }
    let sum = crate::program::sha256("của tôi".as_bytes());
    let claims = ["lien_ket/b.txt", "ke_hoach/b.txt"].map(|path| format!(r#"{{"path":"{path}","sha256":"{sum}"}}"#));
    let manifest = format!(r#"{{"documents":[],"campaign":"{NAME}","earlier":[{}]}}"#, claims.join(","));
    fs::write(&pipe, manifest).unwrap();
    let (exit, talk) = render(place.path(), out.path());
    assert!(exit == 1 && talk.contains("lien_ket/b.txt") && talk.contains("không ghi qua liên kết"), "{talk}");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "của tôi");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}
