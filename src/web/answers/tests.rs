use std::fs;

use super::*;

const FACTS: &str = include_str!("../../../samples/kien_giang_2022/phong_trao.toml");

fn campaign() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("phong_trao.toml", FACTS),
        ("don_vi.csv", "Tên đơn vị\nPhòng Ngân sách\nPhòng Giá\n"),
        ("dang_ky.csv", "Đơn vị,Đối tượng,Ngày nộp\nPhòng Giá,Tập thể,31/3/2022\n"),
    ] {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

const GOOD: &str = "Đơn vị,Đối tượng,Ngày nộp\nPhòng Ngân sách,Tập thể,30/3/2022\n";
const WRONG: &str = "Đơn vị,Đối tượng,Ngày nộp\nPhòng Ngân xách,Tập thể,30/3/2022\n";

#[test]
fn what_is_read_is_shown_before_anything_is_written() {
    let (place, answers) = (campaign(), Answers::default());
    answers.take(place.path(), "dang_ky_tot.csv", GOOD.into()).unwrap();
    answers.take(place.path(), "dang_ky_sai.csv", WRONG.into()).unwrap();
    let (received, others) = read(place.path(), &answers.waiting(place.path()));
    assert!(others.is_empty(), "{others}");
    let rows = [("Đăng ký".to_owned(), 1)];
    for (file, (name, is_wrong)) in received.iter().zip([("dang_ky_tot.csv", false), ("dang_ky_sai.csv", true)]) {
        assert_eq!((file.name.as_str(), file.findings.has_errors()), (name, is_wrong));
        assert_eq!(file.tables, rows);
    }
    assert_eq!(received.len(), 2);
    assert!(received[1].findings.to_string().contains("Phòng Ngân sách"), "{}", received[1].findings);
    assert!(!place.path().join("so_lieu").exists());
}

#[test]
fn what_is_accepted_is_written_and_nothing_over_another() {
    let (place, answers, store) = (campaign(), Answers::default(), Store::default());
    let data = place.path().join("so_lieu");
    let accept = |taken: Option<&Taken>| {
        let number = answers.waiting(place.path())[0].number;
        answers.accept(&store, place.path(), number, taken)
    };
    answers.take(place.path(), "dang_ky_1.csv", GOOD.into()).unwrap();
    assert_eq!(accept(None).unwrap(), data.join("dang_ky_1.csv"));
    assert_eq!(answers.waiting(place.path()).len(), 0);
    answers.take(place.path(), "dang_ky_1.csv", WRONG.into()).unwrap();
    let Standing::Other(version) = read(place.path(), &answers.waiting(place.path())).0[0].standing.clone() else {
        panic!()
    };
    assert_eq!(accept(None).unwrap_err().code, Code::TL012);
    assert_eq!(accept(Some(&Taken::Replace("0".into()))).unwrap_err().code, Code::TL012);
    assert_eq!(
        (answers.waiting(place.path()).len(), fs::read_to_string(data.join("dang_ky_1.csv")).unwrap().as_str()),
        (1, GOOD)
    );
    assert_eq!(accept(Some(&Taken::Beside)).unwrap(), data.join("dang_ky_1 (2).csv"));
    answers.take(place.path(), "dang_ky_1.csv", b"ba".to_vec()).unwrap();
    accept(Some(&Taken::Replace(version))).unwrap();
    assert_eq!(fs::read_to_string(data.join("dang_ky_1.csv")).unwrap(), "ba");
    answers.take(place.path(), "dang_ky_1.csv", b"ba".to_vec()).unwrap();
    assert_eq!(read(place.path(), &answers.waiting(place.path())).0[0].standing, Standing::Same);
    accept(None).unwrap();
    assert_eq!(fs::read_dir(&data).unwrap().count(), 2);
}

#[test]
fn two_files_of_one_name_wait_side_by_side_and_the_same_only_once() {
    let (place, answers) = (tempfile::tempdir().unwrap(), Answers::default());
    for bytes in ["a", "b", "a", "b", "c"] {
        answers.take(place.path(), "phieu.xlsx", bytes.into()).unwrap();
    }
    let names: Vec<String> = answers.waiting(place.path()).into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["phieu.xlsx", "phieu (2).xlsx", "phieu (3).xlsx"]);
    assert!(answers.waiting(Path::new("another")).is_empty(), "each campaign has its own");
}

#[test]
fn names_that_cannot_stand_among_the_data_are_refused() {
    let (place, answers) = (tempfile::tempdir().unwrap(), Answers::default());
    for name in [
        "",
        "a",
        "a.docx",
        "a.xlsx.exe",
        "../a.xlsx",
        "a/b.csv",
        "a\\b.csv",
        "C:a.csv",
        ".a.csv",
        "~$a.xlsx",
        "a\n.csv",
    ] {
        assert_eq!(answers.take(place.path(), name, Vec::new()).unwrap_err().code, Code::TL002, "{name:?}");
    }
    assert!(answers.take(place.path(), &format!("{}.csv", "a".repeat(300)), Vec::new()).is_err());
    answers.take(place.path(), "Phiếu Phòng Giá (bản cuối).XLSX", Vec::new()).unwrap();
    assert_eq!(answers.waiting(place.path()).len(), 1);
}

#[test]
fn the_answer_of_a_unit_is_known_by_its_mark() {
    use crate::campaign::tables as rows;
    let (place, answers) = (campaign(), Answers::default());
    let folder = campaign::open(place.path()).unwrap();
    let known = rows(place.path(), &folder.facts().quy_dinh, &Opening::default());
    let files = crate::make::requests::files(&folder, &known, &[1]).unwrap();
    answers.take(place.path(), "phieu.xlsx", files[0].bytes.clone()).unwrap();
    let (received, _) = read(place.path(), &answers.waiting(place.path()));
    let (unit, of) = received[0].unit.clone().unwrap();
    let is_ours = of.is_some_and(|name| name.to_lowercase() == folder.campaign().ten.to_lowercase());
    assert!(unit == "Phòng Giá" && is_ours);
}

#[test]
fn a_folder_that_has_gone_is_not_made_anew() {
    let (place, answers, store) = (campaign(), Answers::default(), Store::default());
    answers.take(place.path(), "dang_ky_1.csv", GOOD.into()).unwrap();
    let number = answers.waiting(place.path())[0].number;
    fs::remove_dir_all(place.path()).unwrap();
    assert_eq!(answers.accept(&store, place.path(), number, None).unwrap_err().code, Code::TL001);
    assert!(!place.path().exists() && answers.waiting(place.path()).len() == 1, "it goes on waiting");
}
