//! `vanthu new`: a campaign that checks and renders as it stands, under any name, over nobody's files.

use std::fs;

use crate::program::{kinds, run};

/// Kinds of which a plain campaign has no paper: it scores nobody, divides no places, and its registration closed long ago.
const OF_OTHERS: [&str; 4] = ["bang_diem", "phieu_cham_diem", "phan_bo_chi_tieu", "don_doc"];

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
        assert_eq!(stems.count() == 0, OF_OTHERS.contains(&kind.as_str()), "{kind}");
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

#[test]
fn the_name_of_an_office_stands_everywhere() {
    let place = tempfile::tempdir().unwrap();
    let names = ["--ten", "Sở Y tế", "--tinh", "thành phố Cần Thơ", "--viet-tat", "SYT", "--nguoi-ky", "Lê Thị Hoa"];
    let (code, _, talk) = run(place.path(), &[&["new", "a"], names.as_slice()].concat());
    assert_eq!((code, talk.as_str()), (0, ""));
    let (code, _, talk) = run(place.path(), &["render", "a", "--formats", "native", "--out", "kq"]);
    assert_eq!(code, 0, "{talk}");
    let mut texts = Vec::new();
    let mut folders = vec![place.path().join("kq"), place.path().join("a")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => texts.extend(fs::read_to_string(path).ok()),
            }
        }
    }
    for left in ["Khoa học và Công nghệ", "An Giang", "SKHCN", "Nguyễn Văn A\n"] {
        let with = texts.iter().find(|text| text.contains(left));
        assert!(with.is_none(), "{left}: {}", with.unwrap());
    }
    assert!(texts.iter().any(|text| text.contains("SỞ Y TẾ") || text.contains("Sở Y tế")));
    let (code, _, talk) = run(place.path(), &["new", "b", "--ten", "Sở \"Y tế\""]);
    assert!(code == 2 && talk.contains("--ten không nhận"), "{talk}");
    assert!(!place.path().join("b").exists());
}

#[test]
fn what_is_left_of_the_example_is_told() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["new", "a", "--tinh", "Cà Mau"]);
    let (code, _, talk) = run(place.path(), &["check", "a"]);
    assert_eq!(code, 0);
    // One for all prose, one for each table.
    assert_eq!(talk.matches("DL070").count(), 1 + 12, "{talk}");
    assert!(talk.contains("và 9 chỗ nữa"), "{talk}");
    fs::write(place.path().join("a/noi_dung/muc_dich.van"), "a) Giảm giấy tờ.\n").unwrap();
    let (_, _, talk) = run(place.path(), &["render", "a", "ke_hoach", "--formats", "native", "--out", "kq"]);
    assert!(!talk.contains("muc_dich.van") && talk.contains("và 8 chỗ nữa"), "{talk}");
}

#[test]
fn lists_come_from_the_facts_that_are_there() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["new", "a"]);
    let facts = fs::read_to_string(place.path().join("a/phong_trao.toml")).unwrap();
    fs::create_dir(place.path().join("b")).unwrap();
    let facts = facts.replace("ten = \"Tỷ lệ hồ sơ giải quyết đúng hạn\"", "ten = \"Số sáng kiến\"");
    fs::write(place.path().join("b/phong_trao.toml"), facts).unwrap();
    let (code, out, talk) = run(place.path(), &["new", "b"]);
    assert!(code == 0 && out.contains("so_lieu.xlsx"), "{talk}");
    let bytes = fs::read(place.path().join("b/so_lieu.xlsx")).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
    let lists = calamine::Reader::worksheet_range(&mut book, "Danh mục").unwrap();
    assert!(lists.cells().any(|(_, _, cell)| *cell == "Số sáng kiến"));
    assert_eq!(calamine::Reader::worksheet_range(&mut book, "Đơn vị").unwrap().height(), 1);
    let (code, _, talk) = run(place.path(), &["new", "b"]);
    assert!(code == 2 && talk.contains("TL012"), "{talk}");
}
