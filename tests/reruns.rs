//! Runs into a folder that an earlier run filled: what has not changed is left alone, what has is made anew, whatever of all
//! that is read has changed.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::program::{MARKS, campaign, run, tree};

const ROWS: &str = "Đơn vị,Đối tượng,Ngày nộp\nPhòng số 3,Tập thể,15/3/2022\nPhòng số 4,Tập thể,16/3/2022\n";
const TEMPLATE: &str = include_str!("../templates/dang_ky.van.tera");
const COMPONENT: &str = include_str!("../templates/_dang_ky.tera");

fn render(folder: &Path, out: &Path, more: &[&str]) -> String {
    let fixed = ["render", ".", "--formats", "docx,native", "--out", out.to_str().unwrap()];
    let (exit, _, talk) = run(folder, &[&fixed[..], more].concat());
    assert!(exit <= 1, "{talk}");
    talk
}

/// The papers in `out` that were put since `time`.
fn put_since(out: &Path, time: SystemTime) -> usize {
    let papers = tree(out).into_keys().filter(|path| path.extension().is_some_and(|end| end == "txt"));
    papers.filter(|path| fs::metadata(out.join(path)).unwrap().modified().unwrap() > time).count()
}

fn replaced(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn whatever_is_read_has_changed_the_folder_is_as_after_a_first_run() {
    let data = campaign("Kiên Giang", 12);
    let at = |name: &str| data.path().join(name);
    fs::create_dir(at("mau")).unwrap();
    fs::write(at("dang_ky.csv"), ROWS).unwrap();
    fs::write(at("mau/dang_ky.van.tera"), TEMPLATE).unwrap();
    fs::write(at("mau/_dang_ky.tera"), COMPONENT).unwrap();
    let out = tempfile::tempdir().unwrap();
    render(data.path(), out.path(), &[]);
    type Change<'a> = (&'a str, Box<dyn Fn() + 'a>);
    let changes: [Change; 8] = [
        ("nothing", Box::new(|| ())),
        ("a row", Box::new(|| replaced(&at("dang_ky.csv"), "15/3/2022", "14/3/2022"))),
        ("a unit", Box::new(|| replaced(&at("don_vi.csv"), "Phòng số 7,Phòng", "Phòng số 7,Ban"))),
        ("a new unit", Box::new(|| replaced(&at("don_vi.csv"), "Phòng số 2,", "Phòng mới,Phòng\nPhòng số 2,"))),
        ("a fact", Box::new(|| replaced(&at("phong_trao.toml"), "Kiên Giang", "Rạch Giá"))),
        ("a template", Box::new(|| replaced(&at("mau/dang_ky.van.tera"), "LÃNH ĐẠO", "THỦ TRƯỞNG"))),
        (
            "the head of a template",
            Box::new(|| replaced(&at("mau/dang_ky.van.tera"), "\"Đăng ký\"", "\"Bản đăng ký\"")),
        ),
        ("a component", Box::new(|| replaced(&at("mau/_dang_ky.tera"), " đăng ký {%", " xin đăng ký {%"))),
    ];
    for (what, change) in changes {
        change();
        let (before, start) = (tree(out.path()), SystemTime::now());
        render(data.path(), out.path(), &[]);
        let fresh = tempfile::tempdir().unwrap();
        render(data.path(), fresh.path(), &[]);
        assert!(tree(out.path()) == tree(fresh.path()), "{what}");
        assert_eq!(tree(out.path()) == before, what == "nothing", "{what}");
        let put = put_since(out.path(), start);
        match what {
            "nothing" => assert_eq!(put, 0),
            "a row" => assert!((1..8).contains(&put), "{put}"),
            _ => assert!(put > 0, "{what}"),
        }
    }
}

/// The most bytes that a form of one page may take.
const FORM: [(&str, u64); 2] = [("pdf", 28_000), ("docx", 9_000)];

#[test]
fn a_form_does_not_grow() {
    let (data, out) = (campaign("Kiên Giang", 2), tempfile::tempdir().unwrap());
    let (exit, _, talk) = run(data.path(), &["render", ".", "dang_ky", "--out", out.path().to_str().unwrap()]);
    assert_eq!(exit, 0, "{talk}");
    for (format, most) in FORM {
        let bytes = fs::metadata(out.path().join(format!("dang_ky/phong_so_1.{format}"))).unwrap().len();
        assert!(
            (most * 9 / 10..most).contains(&bytes),
            "{format}: {bytes} bytes; if it has become smaller, lower the limit"
        );
    }
}

#[test]
fn other_options_are_other_papers() {
    let data = campaign("Kiên Giang", 3);
    let out = tempfile::tempdir().unwrap();
    for more in [&[][..], &["--bo-mau", "nd152"], &["--bo-mau", "nd98"], &[], &["--mau-trong"]] {
        render(data.path(), out.path(), more);
        let fresh = tempfile::tempdir().unwrap();
        render(data.path(), fresh.path(), more);
        assert!(tree(out.path()) == tree(fresh.path()), "{more:?}");
    }
}

#[test]
fn what_somebody_changed_at_once_is_found() {
    let (data, out) = (campaign("Kiên Giang", 3), tempfile::tempdir().unwrap());
    render(data.path(), out.path(), &[]);
    let path = out.path().join("dang_ky/phong_so_1.txt");
    let ours = fs::read(&path).unwrap();
    for (at, aside) in ["_sua_tay", "_sua_tay_2", "_sua_tay_3"].into_iter().enumerate() {
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        let mended: Vec<u8> = ours.iter().map(|byte| if *byte == b'1' { b'2' + at as u8 } else { *byte }).collect();
        assert!(mended != ours && mended.len() == ours.len());
        fs::write(&path, &mended).unwrap();
        // Time and length tell nothing any more.
        if cfg!(unix) && at != 1 {
            fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        }
        let talk = render(data.path(), out.path(), &[]);
        assert!(talk.contains("cảnh báo[GF012]"), "{talk}");
        let kept = fs::read(path.with_file_name(format!("phong_so_1{aside}.txt"))).unwrap();
        assert!(kept == mended && fs::read(&path).unwrap() == ours);
    }
}

#[test]
fn marks_that_are_lost_strange_or_damaged_cost_only_time() {
    let (data, out, other) = (campaign("Kiên Giang", 6), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    render(data.path(), out.path(), &[]);
    render(data.path(), other.path(), &[]);
    let (before, marks) = (tree(out.path()), out.path().join(MARKS));
    let (own, strange) = (fs::read(&marks).unwrap(), fs::read(other.path().join(MARKS)).unwrap());
    let is_known = |marks: &[u8]| String::from_utf8_lossy(marks).contains("[\"dang_ky/phong_so_1\",");
    assert!(is_known(&own) && is_known(&strange));
    for damaged in [&b""[..], b"{}\n[1]\n\0\xff", &own[..own.len() / 2], &strange] {
        fs::write(&marks, damaged).unwrap();
        let start = SystemTime::now();
        render(data.path(), out.path(), &[]);
        assert!(tree(out.path()) == before && put_since(out.path(), start) == 0);
        assert!(is_known(&fs::read(&marks).unwrap()), "they are whole again");
    }
    fs::remove_file(&marks).unwrap();
    fs::create_dir(&marks).unwrap();
    render(data.path(), out.path(), &[]);
    assert!(marks.is_dir());
    fs::remove_dir(&marks).unwrap();
    render(data.path(), out.path(), &[]);
    assert!(tree(out.path()) == before && is_known(&fs::read(&marks).unwrap()));
}
