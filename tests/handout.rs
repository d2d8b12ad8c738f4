//! `vanthu render --gop`, `--theo-don-vi`: what is handed on of the papers.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{run, sample};
use crate::workbook::{FACTS, folder, good};

fn render(campaign: &Path, out: &Path, more: &[&str]) -> (i32, String) {
    let (exit, _, talk) = run(campaign, &[&["render", ".", "--out", out.to_str().unwrap()], more].concat());
    (exit, talk)
}

fn manifest(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap()
}

/// The paths in the list `key` of the manifest.
fn listed(out: &Path, key: &str) -> Vec<String> {
    let manifest = manifest(out);
    let list = manifest[key].as_array().cloned().unwrap_or_default();
    list.iter().map(|entry| entry["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_print_file_for_each_kind_a_parcel_for_each_unit_and_a_list() {
    let campaign = folder(FACTS, &good());
    let out = tempfile::tempdir().unwrap();
    let options = ["dang_ky", "tong_hop_dang_ky", "--gop", "--hai-mat", "--theo-don-vi"];
    let (exit, talk) = render(campaign.path(), out.path(), &options);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(listed(out.path(), "gop"), ["gop/dang_ky.pdf", "gop/tong_hop_dang_ky.pdf"]);
    assert_eq!(listed(out.path(), "danh_muc"), ["danh_muc.xlsx"]);
    let forms = fs::read_dir(out.path().join("dang_ky")).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name().into_string().unwrap();
        name.ends_with(".pdf") && name != "mau_trong.pdf"
    });
    let (parcels, forms) = (listed(out.path(), "don_vi"), forms.count());
    assert!(forms > 1 && parcels.len() == forms, "{parcels:?} {forms}");
    assert_eq!(manifest(out.path())["gop"][0]["documents"], forms);
    let everything = ["gop", "don_vi", "danh_muc"].map(|key| listed(out.path(), key)).concat();
    let before: Vec<_> = everything.iter().map(|path| fs::read(out.path().join(path)).unwrap()).collect();
    assert_eq!(render(campaign.path(), out.path(), &options).0, 0);
    let after: Vec<_> = everything.iter().map(|path| fs::read(out.path().join(path)).unwrap()).collect();
    assert!(before == after);
}

#[test]
fn what_the_next_run_does_not_hand_on_is_cleared_away() {
    let campaign = folder(FACTS, &good());
    let out = tempfile::tempdir().unwrap();
    assert_eq!(render(campaign.path(), out.path(), &["--gop", "--theo-don-vi"]).0, 0);
    fs::write(out.path().join("gop/dang_ky.pdf"), "ghi chú của văn thư").unwrap();
    let (exit, talk) = render(campaign.path(), out.path(), &[]);
    assert!(exit == 0 && talk.contains("GF010") && talk.contains("danh_muc.xlsx"), "{talk}");
    assert!(!out.path().join("don_vi").exists() && !out.path().join("danh_muc.xlsx").exists());
    assert_eq!(fs::read_to_string(out.path().join("gop/dang_ky.pdf")).unwrap(), "ghi chú của văn thư");
    assert!(talk.contains("GF011"), "{talk}");
}

#[test]
fn what_was_made_of_papers_that_changed_since_is_told() {
    let campaign = folder(FACTS, &good());
    let out = tempfile::tempdir().unwrap();
    let wanted = ["dang_ky", "tong_hop_dang_ky", "--gop", "--theo-don-vi", "--formats", "pdf"];
    assert_eq!(render(campaign.path(), out.path(), &wanted).0, 0);
    let part = ["dang_ky", "--only", "Phòng Giá", "--formats", "pdf"];
    let (exit, talk) = render(campaign.path(), out.path(), &part);
    assert!(exit == 0 && !talk.contains("GF011"), "nothing has changed: {talk}");
    fs::write(campaign.path().join("phong_trao.toml"), FACTS.replace("Kiên Giang", "Rạch Giá")).unwrap();
    let (exit, talk) = render(campaign.path(), out.path(), &part);
    let told = ["danh_muc.xlsx", "don_vi/", "gop/dang_ky.pdf"];
    assert!(exit == 0 && talk.contains("cảnh báo[GF011]") && told.iter().all(|path| talk.contains(path)), "{talk}");
    assert!(!talk.contains("gop/tong_hop_dang_ky.pdf"), "of papers that stayed: {talk}");
    assert!(told.iter().all(|path| out.path().join(path).exists()));
}

#[test]
fn who_belongs_to_no_unit_has_no_parcel() {
    let ward = sample("sa_binh_2025", |facts| facts);
    let out = tempfile::tempdir().unwrap();
    let (exit, talk) = render(ward.path(), out.path(), &["giay_khen", "--theo-don-vi", "--formats", "native"]);
    assert!(exit == 0 && out.path().join("giay_khen/tran_phuoc_thinh.txt").is_file(), "{talk}");
    assert_eq!(listed(out.path(), "don_vi"), ["don_vi/khu_pho_1.zip", "don_vi/khu_pho_3.zip"]);
}

#[test]
fn a_merge_leaves_alone_what_is_printed_of_others() {
    let campaign = folder(FACTS, &good());
    let out = tempfile::tempdir().unwrap();
    assert_eq!(render(campaign.path(), out.path(), &["dang_ky", "--gop", "--theo-don-vi"]).0, 0);
    let before = listed(out.path(), "don_vi");
    for name in ["moi", "don_vi"] {
        let text = "+++\nloai = \"bieu_mau\"\n+++\nKính mời {{ hang.ten }}\n";
        fs::write(campaign.path().join(format!("{name}.van.tera")), text).unwrap();
    }
    fs::write(campaign.path().join("khach.csv"), "Tên\nAn\nBình\n").unwrap();
    let merge = |template: &str, more: &[&str]| {
        let fixed = ["render", template, "--du-lieu", "khach.csv", "--out", out.path().to_str().unwrap()];
        let (exit, _, talk) = run(campaign.path(), &[&fixed[..], more].concat());
        assert_eq!(exit, 0, "{talk}");
        talk
    };
    merge("moi.van.tera", &["--gop"]);
    let of_all = ["gop/dang_ky.pdf", "gop/moi.pdf"].map(|path| out.path().join(path));
    assert!(of_all.iter().all(|path| path.is_file()));
    assert!(before.iter().all(|path| out.path().join(path).is_file()));
    merge("don_vi.van.tera", &[]);
    assert!(out.path().join("van_ban_don_vi/an.pdf").is_file(), "the folder of the parcels is none of papers");
    assert!(of_all.iter().all(|path| path.is_file()));
    let talk = merge("moi.van.tera", &[]);
    assert!(talk.contains("GF010") && of_all.map(|path| path.is_file()) == [true, false], "{talk}");
}

#[test]
fn a_run_of_fewer_formats_tells_of_them_alone() {
    let campaign = folder(FACTS, &good());
    let [used, fresh] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    assert_eq!(render(campaign.path(), used.path(), &["dang_ky", "--formats", "pdf,native"]).0, 0);
    for out in [&used, &fresh] {
        assert_eq!(render(campaign.path(), out.path(), &["dang_ky", "--formats", "native"]).0, 0);
    }
    assert_eq!(manifest(used.path())["documents"], manifest(fresh.path())["documents"]);
}

#[test]
fn options_that_do_not_go_together_are_told_at_once() {
    let campaign = folder(FACTS, &good());
    let out = tempfile::tempdir().unwrap();
    let (exit, talk) = render(campaign.path(), out.path(), &["--gop", "--formats", "docx"]);
    assert!(exit == 2 && talk.contains("lỗi[TL009]") && talk.contains("--formats"), "{talk}");
    assert!(fs::read_dir(out.path()).unwrap().next().is_none());
    assert_eq!(render(campaign.path(), out.path(), &["--hai-mat"]).0, 2);
}
