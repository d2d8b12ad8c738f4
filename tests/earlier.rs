//! A second run into the same folder: what it no longer makes does not lie among its papers.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::faulty::{named, put};
use crate::program::run;
use crate::workbook::{FACTS, bytes, folder, good};

/// The good campaign, rendered once.
fn rendered() -> TempDir {
    let place = folder(FACTS, &good());
    assert_eq!(run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]).0, 0);
    place
}

/// Puts `text` into a cell of Đề nghị and renders again: exit code and talk.
fn again(place: &Path, cell: &str, text: &str, arguments: &[&str]) -> (i32, String) {
    let mut sheets = good();
    put(named(&mut sheets, "Đề nghị"), cell, text);
    if text.is_empty() {
        named(&mut sheets, "Đề nghị").rows.pop();
        named(&mut sheets, "Biểu quyết").rows.pop();
    }
    fs::write(place.join("so_lieu.xlsx"), bytes(&sheets)).unwrap();
    let (exit, _, talk) =
        run(place, &[&["render", ".", "--out", "ket_qua", "--formats", "native"], arguments].concat());
    (exit, talk)
}

fn is_there(place: &Path, path: &str) -> bool {
    place.join("ket_qua").join(path).is_file()
}

const OF_AN: &str = "bao_cao_thanh_tich_ca_nhan/tran_an_2022.txt";

#[test]
fn papers_of_somebody_no_longer_proposed_are_cleared_away() {
    let place = rendered();
    assert!(is_there(place.path(), OF_AN));
    let (exit, talk) = again(place.path(), "A4", "", &[]);
    assert!(!is_there(place.path(), OF_AN), "{talk}");
    assert!(exit == 0 && talk.contains("cảnh báo[GF010]: đã xóa ") && talk.contains(OF_AN), "{talk}");
    let manifest = fs::read_to_string(place.path().join("ket_qua/manifest.json")).unwrap();
    let clean = folder(FACTS, &good());
    again(clean.path(), "A4", "", &[]);
    assert_eq!(manifest, fs::read_to_string(clean.path().join("ket_qua/manifest.json")).unwrap());
}

#[test]
fn a_file_that_somebody_changed_is_kept_and_named_each_time() {
    let place = rendered();
    fs::write(place.path().join("ket_qua").join(OF_AN), "sửa tay").unwrap();
    for _ in 0..2 {
        let (exit, talk) = again(place.path(), "A4", "", &[]);
        assert!(exit == 0 && talk.contains("cảnh báo[GF011]") && talk.contains(OF_AN), "{talk}");
    }
    assert_eq!(fs::read_to_string(place.path().join("ket_qua").join(OF_AN)).unwrap(), "sửa tay");
}

#[test]
fn the_old_version_of_a_paper_that_fails_is_cleared_away() {
    let place = rendered();
    let old = "bao_cao_thanh_tich_tap_the/phong_gia_2022.txt";
    assert!(is_there(place.path(), old));
    let mut sheets = good();
    put(named(&mut sheets, "Kết quả"), "E5", "30/13/2022");
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&sheets)).unwrap();
    let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    let line = talk.lines().find(|line| line.contains("GF010")).unwrap_or_default();
    assert!(exit == 1 && line.contains("của văn bản nay có lỗi") && line.contains(old), "{talk}");
    assert!(!talk.contains("không còn cho ra"), "{talk}");
    assert!(!is_there(place.path(), old) && is_there(place.path(), OF_AN));
}

#[test]
fn a_run_over_a_part_clears_nothing_and_forgets_nothing() {
    let place = rendered();
    for part in [&["dang_ky"][..], &["--only", "NS"]] {
        let (_, talk) = again(place.path(), "A4", "", part);
        assert!(!talk.contains("GF01") && is_there(place.path(), OF_AN), "{talk}");
    }
    let (_, talk) = again(place.path(), "A4", "", &[]);
    assert!(talk.contains("GF010") && !is_there(place.path(), OF_AN), "{talk}");
}

/// What `manifest.json` tells in `place` from now on.
fn tell(place: &Path, manifest: &str) {
    fs::write(place.join("ket_qua/manifest.json"), manifest).unwrap();
}

#[test]
fn a_manifest_that_can_not_be_read_is_told_and_the_journal_stands_in() {
    let usual = fs::read_to_string(rendered().path().join("ket_qua/manifest.json")).unwrap();
    for damaged in ["{", "[]", "", "{\"documents\": [{\"pdf\"", "\u{0}\u{1}"] {
        let place = rendered();
        let facts = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
        tell(place.path(), damaged);
        fs::write(place.path().join("phong_trao.toml"), facts.replacen("Kiên Giang", "Rạch Giá", 1)).unwrap();
        let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
        assert!(exit == 0 && talk.contains("cảnh báo[GF013]: không dùng được `manifest.json`"), "{talk}");
        assert!(!talk.contains("GF012"), "{talk}");
        let manifest = fs::read_to_string(place.path().join("ket_qua/manifest.json")).unwrap();
        assert_eq!(manifest.lines().count(), usual.lines().count());
    }
}

#[test]
fn a_strange_manifest_without_a_journal_is_kept() {
    let place = folder(FACTS, &good());
    fs::create_dir(place.path().join("ket_qua")).unwrap();
    tell(place.path(), "ghi chú của tôi");
    let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    assert!(exit == 0 && talk.contains("GF013") && talk.contains("`manifest_sua_tay.json`"), "{talk}");
    let kept = fs::read_to_string(place.path().join("ket_qua/manifest_sua_tay.json")).unwrap();
    assert_eq!(kept, "ghi chú của tôi");
}

#[test]
fn what_a_manifest_claims_and_nothing_proves_stays() {
    let mine = "của tôi";
    for path in ["rieng/a.docx", "to_trinh/a.txt", OF_AN] {
        let place = folder(FACTS, &good());
        let file = place.path().join("ket_qua").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, mine).unwrap();
        let claim = format!(r#"{{"path": "{path}", "sha256": "{}"}}"#, crate::program::sha256(mine.as_bytes()));
        let campaign = "cải cách hành chính năm 2022";
        tell(
            place.path(),
            &format!(r#"{{"documents": [{{"pdf": {claim}}}, 7], "campaign": "{campaign}", "earlier": [{claim}]}}"#),
        );
        let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "docx,native"]);
        let line = talk.lines().find(|line| line.contains("GF013")).unwrap_or_default();
        assert!(exit == 0 && line.contains(path) && !talk.contains("GF010"), "{talk}");
        let aside = file.with_file_name("tran_an_2022_sua_tay.txt");
        let kept = if path == OF_AN { aside } else { file };
        assert_eq!(fs::read_to_string(kept).unwrap(), mine, "{talk}");
    }
}

#[test]
fn what_a_journal_claims_and_nothing_proves_stays() {
    let mine = "của tôi";
    for path in ["to_trinh/a.txt", "don_vi/a.zip", "don_vi/a.docx", "gop/to_trinh.pdf", "danh_muc.xlsx"] {
        let place = folder(FACTS, &good());
        let file = place.path().join("ket_qua").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, mine).unwrap();
        let line = format!("{{\"path\":\"{path}\",\"sha256\":\"{}\"}}\n", crate::program::sha256(mine.as_bytes()));
        fs::write(place.path().join("ket_qua/.nhat_ky_vanthu.jsonl"), line).unwrap();
        let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
        assert!(exit == 0 && talk.contains("cảnh báo[GF011]") && !talk.contains("GF010"), "{path}: {talk}");
        assert_eq!(fs::read_to_string(&file).unwrap(), mine, "{talk}");
    }
}

#[test]
fn what_stands_where_a_paper_comes_is_kept_whatever_a_journal_claims() {
    let place = folder(FACTS, &good());
    let kind = OF_AN.split('/').next().unwrap();
    let render = |out: &str| {
        let formats = "pdf,docx,native";
        run(place.path(), &["render", ".", kind, "--out", out, "--formats", formats, "--gop", "--theo-don-vi"])
    };
    assert_eq!(render("dung").0, 0);
    let mut paths = Vec::new();
    for folder in [kind, "gop", "don_vi", "."] {
        let names = fs::read_dir(place.path().join("dung").join(folder)).unwrap();
        let files = names.map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
        paths.extend(files.map(|file| format!("{folder}/{}", file.file_name().to_str().unwrap())));
    }
    paths.iter_mut().for_each(|path| *path = path.trim_start_matches("./").to_owned());
    paths.retain(|path| !path.starts_with('.') && path != "manifest.json");
    for ending in [".pdf", ".docx", ".txt", ".zip", ".xlsx"] {
        assert!(paths.iter().any(|path| path.ends_with(ending)), "{ending}: {paths:?}");
    }
    let (out, mut journal) = (place.path().join("ket_qua"), String::new());
    for path in &paths {
        let mine = format!("của tôi: {path}");
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), &mine).unwrap();
        journal += &format!("{{\"path\":\"{path}\",\"sha256\":\"{}\"}}\n", crate::program::sha256(mine.as_bytes()));
    }
    fs::write(out.join(".nhat_ky_vanthu.jsonl"), journal).unwrap();
    let (exit, _, talk) = render("ket_qua");
    assert!(exit == 0 && talk.contains("GF012"), "{talk}");
    for path in &paths {
        let (stem, ending) = path.rsplit_once('.').unwrap();
        let kept = fs::read_to_string(out.join(format!("{stem}_sua_tay.{ending}")));
        assert_eq!(kept.ok(), Some(format!("của tôi: {path}")), "{talk}");
        assert_eq!(fs::read(out.join(path)).unwrap(), fs::read(place.path().join("dung").join(path)).unwrap());
    }
}

#[test]
fn what_a_journal_claims_without_a_proof_costs_no_manifest_and_no_folder() {
    let claim = "{\"path\":\"rieng/a.txt\",\"sha256\":\"00\"}\n{\"folder\":\"Rieng\"}\n{\"folder\":\"cua_toi/cu\"}\n";
    let forged = |manifest: &str| {
        let place = folder(FACTS, &good());
        let out = place.path().join("ket_qua");
        fs::create_dir_all(out.join("cua_toi/cu")).unwrap();
        fs::create_dir_all(out.join("Rieng")).unwrap();
        fs::write(out.join(".nhat_ky_vanthu.jsonl"), claim).unwrap();
        tell(place.path(), manifest);
        let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
        assert!(out.join("cua_toi/cu").is_dir() && out.join("Rieng").is_dir(), "{talk}");
        (place, exit, talk)
    };
    for mine in ["[1, 2]", "ghi chú", "{\"documents\": 1}"] {
        let (place, exit, talk) = forged(mine);
        assert!(exit == 0 && talk.contains("`manifest_sua_tay.json`"), "{talk}");
        assert_eq!(fs::read_to_string(place.path().join("ket_qua/manifest_sua_tay.json")).unwrap(), mine);
    }
    let mine = r#"{"documents": [{"name": "a", "size": 3}], "version": 2}"#;
    let (place, exit, talk) = forged(mine);
    assert!(exit == 2 && talk.contains("lỗi[GF017]"), "{talk}");
    assert_eq!(fs::read_to_string(place.path().join("ket_qua/manifest.json")).unwrap(), mine);
}

/// What the program can't look into at once it does not believe to be its own.
#[test]
fn a_huge_file_that_a_journal_claims_stays() {
    let (place, length) = (folder(FACTS, &good()), 65 << 20);
    let out = place.path().join("ket_qua");
    fs::create_dir_all(out.join("to_trinh")).unwrap();
    let file = fs::File::create(out.join("to_trinh/a.txt")).unwrap();
    file.set_len(length).unwrap();
    let sum = crate::program::sha256(&vec![0; length as usize]);
    fs::write(out.join(".nhat_ky_vanthu.jsonl"), format!("{{\"path\":\"to_trinh/a.txt\",\"sha256\":\"{sum}\"}}\n"))
        .unwrap();
    let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    assert!(exit == 0 && talk.contains("cảnh báo[GF011]") && file.metadata().unwrap().len() == length, "{talk}");
    assert!(out.join("to_trinh/a.txt").is_file(), "{talk}");
}

#[test]
fn a_folder_without_its_journal_is_known_by_its_manifest() {
    let place = rendered();
    fs::remove_file(place.path().join("ket_qua/.nhat_ky_vanthu.jsonl")).unwrap();
    let (exit, talk) = again(place.path(), "A4", "", &[]);
    assert!(exit == 0 && talk.contains("GF010") && !talk.contains("GF012") && !talk.contains("GF013"), "{talk}");
    assert!(!is_there(place.path(), OF_AN));
}

#[test]
fn what_was_made_of_papers_is_known_by_its_manifest_too() {
    let place = folder(FACTS, &good());
    let render = || {
        let made = ["--formats", "pdf,native", "--gop", "--theo-don-vi"];
        run(place.path(), &[&["render", ".", "--out", "ket_qua"], &made[..]].concat())
    };
    assert_eq!(render().0, 0);
    let out = place.path().join("ket_qua");
    let before = fs::read(out.join("gop/ke_hoach.pdf")).unwrap();
    fs::remove_file(out.join(".nhat_ky_vanthu.jsonl")).unwrap();
    let facts = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
    fs::write(place.path().join("phong_trao.toml"), facts.replace("dia_danh = \"", "dia_danh = \"Mới ")).unwrap();
    let (exit, _, talk) = render();
    assert!(exit == 0 && !talk.contains("GF012"), "{talk}");
    assert!(fs::read(out.join("gop/ke_hoach.pdf")).unwrap() != before);
}

#[test]
fn paths_that_leave_the_folder_are_no_paths() {
    let place = rendered();
    fs::write(place.path().join("note.txt"), "của tôi").unwrap();
    let sum = crate::program::sha256("của tôi".as_bytes());
    for path in ["ke_hoach/../../note.txt", "ke_hoach//../note.txt", "/note.txt", "..\\\\note.txt"] {
        let claim = format!(r#"{{"path":"{path}","sha256":"{sum}"}}"#);
        tell(place.path(), &format!(r#"{{"documents":[{{"pdf":{claim}}}],"earlier":[{{"path":"x"}},{claim}]}}"#));
        let (exit, talk) = again(place.path(), "A4", "", &[]);
        assert!(exit == 0 && talk.contains("2 đường dẫn không dùng được"), "{talk}");
        assert!(place.path().join("note.txt").is_file());
    }
}

#[test]
fn a_paper_mended_by_hand_is_kept_beside_its_new_version() {
    let place = rendered();
    let out = place.path().join("ket_qua");
    let usual = fs::read_to_string(out.join(OF_AN)).unwrap();
    let aside = |number: &str| out.join(OF_AN.replace(".txt", &format!("_sua_tay{number}.txt")));
    for (number, arguments) in [("", &[][..]), ("_2", &["--only", "NS"]), ("_3", &["bao_cao_thanh_tich_ca_nhan"])] {
        let mended = format!("{usual}sửa tay{number}");
        fs::write(out.join(OF_AN), &mended).unwrap();
        let (exit, _, talk) =
            run(place.path(), &[&["render", ".", "--out", "ket_qua", "--formats", "native"], arguments].concat());
        assert!(exit == 0 && talk.contains("cảnh báo[GF012]"), "{talk}");
        assert!(talk.contains(aside(number).file_name().unwrap().to_str().unwrap()), "{talk}");
        assert_eq!(fs::read_to_string(out.join(OF_AN)).unwrap(), usual);
        assert_eq!(fs::read_to_string(aside(number)).unwrap(), mended);
    }
    let (_, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    assert!(!talk.contains("GF01"), "{talk}");
    assert!(aside("").is_file() && aside("_2").is_file() && aside("_3").is_file());
}

#[test]
fn single_texts_know_what_they_wrote_and_keep_the_rest() {
    let place = tempfile::tempdir().unwrap();
    let text = |words: &str| format!("+++\nloai = \"bieu_mau\"\n+++\n{words}\n");
    let render = |name: &str| run(place.path(), &["render", name, "--formats", "native", "--out", "ra"]);
    for name in ["a.van", "b.van"] {
        fs::write(place.path().join(name), text("một")).unwrap();
        assert_eq!(render(name).0, 0);
    }
    fs::write(place.path().join("a.van"), text("hai")).unwrap();
    let (exit, _, talk) = render("a.van");
    assert!(exit == 0 && !talk.contains("GF012"), "{talk}");
    fs::remove_file(place.path().join("ra/manifest.json")).unwrap();
    fs::write(place.path().join("ra/b.txt"), "của tôi").unwrap();
    let (exit, _, talk) = render("b.van");
    assert!(exit == 0 && talk.contains("GF012") && talk.contains("`b_sua_tay.txt`"), "{talk}");
    assert_eq!(fs::read_to_string(place.path().join("ra/b_sua_tay.txt")).unwrap(), "của tôi");
}

#[test]
fn another_text_in_the_place_of_one_is_told() {
    let place = tempfile::tempdir().unwrap();
    let sample = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/cong_van.van")).unwrap();
    let render = |so: &str, words: &str| {
        let text = sample.replacen("so = \"118\"", &format!("so = \"{so}\""), 1) + words;
        fs::write(place.path().join("a.van"), text).unwrap();
        let (exit, _, talk) = run(place.path(), &["render", "a.van", "--formats", "native", "--out", "ra"]);
        assert_eq!(exit, 0, "{talk}");
        talk
    };
    let silent = [("", ""), ("118", ""), ("118", "\nThêm một câu."), ("", "")];
    assert!(silent.iter().all(|(so, words)| !render(so, words).contains("GF028")));
    render("118", "");
    let talk = render("119", "");
    assert!(talk.contains("cảnh báo[GF028]: `a` trước là văn bản số 118/"), "{talk}");
    assert!(talk.contains("nay là số 119/") && talk.contains("--> ra"), "{talk}");
    // Nothing of ours is lost where it was mended by hand, moved away, or stands in another format.
    fs::write(place.path().join("ra/a.txt"), "sửa tay").unwrap();
    assert!(!render("120", "").contains("GF028"));
    fs::remove_file(place.path().join("ra/a.txt")).unwrap();
    assert!(!render("121", "").contains("GF028"));
}

#[test]
fn papers_that_may_only_lack_a_row_are_kept_while_the_data_have_errors() {
    let place = rendered();
    for (cell, text, old) in
        [("A4", "Trần Anh", OF_AN), ("C3", "hai nghìn", "bao_cao_thanh_tich_tap_the/phong_gia_2022.txt")]
    {
        let (exit, talk) = again(place.path(), cell, text, &[]);
        assert!(exit == 1 && talk.contains("GF011") && talk.contains("số liệu đang có lỗi"), "{talk}");
        assert!(is_there(place.path(), old), "{talk}");
    }
}
