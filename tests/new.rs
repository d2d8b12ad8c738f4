//! `vanthu new`: a campaign that checks and renders as it stands, under any name, over nobody's files.

use std::fs;

use crate::program::{kinds, run};

#[test]
fn a_new_campaign_renders_every_kind_of_paper() {
    let place = tempfile::tempdir().unwrap();
    let name = "Phong trào An Giang 2027";
    let (code, out, talk) = run(place.path(), &["new", name]);
    assert_eq!((code, talk.as_str()), (0, ""), "{out}");
    for command in [format!("vanthu check \"{name}\""), format!("vanthu render \"{name}\" --out ket_qua")] {
        assert!(out.contains(&command), "{out}");
    }
    let (code, out, talk) = run(place.path(), &["check", name]);
    assert_eq!(code, 0, "{talk}");
    assert!(out.contains("Được chọn (4): ") && !talk.contains("lỗi["), "{talk}");
    let (code, _, talk) = run(place.path(), &["render", name, "--formats", "native"]);
    assert_eq!(code, 0, "{talk}");
    let made = place.path().join("ket_qua/Phong trao An Giang 2027");
    let report = fs::read_to_string(made.join("bao_cao_thanh_tich_ca_nhan/hoang_van_e_2026.txt")).unwrap();
    assert!(report.contains("Theo dõi việc tiếp nhận, trả kết quả trên hệ thống của tỉnh."), "{report}");
    for kind in kinds() {
        let papers = fs::read_dir(made.join(&kind)).into_iter().flatten().flatten();
        let stems = papers.filter(|entry| !entry.file_name().to_string_lossy().starts_with("mau_trong"));
        assert!(stems.count() > 0, "no {kind}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
}

#[test]
fn an_empty_folder_is_filled_and_a_full_one_left_alone() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), &["new", "."]).0, 0);
    let names = || {
        let mut names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["noi_dung", "phong_trao.toml", "so_lieu.xlsx"]);
    let before = fs::read(place.path().join("so_lieu.xlsx")).unwrap();
    let (code, out, talk) = run(place.path(), &["new", "."]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(talk.starts_with("lỗi[TL012]: thư mục đã có và không trống\n"), "{talk}");
    assert_eq!(run(place.path(), &["new", "phong_trao.toml"]).0, 2);
    assert_eq!(fs::read(place.path().join("so_lieu.xlsx")).unwrap(), before);
    assert_eq!(names().len(), 3);
}
