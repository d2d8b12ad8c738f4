//! Texts looked at and saved.

use std::fs;
use std::path::Path;

use form_urlencoded::Serializer;

use super::browser::{Answer, Served};

const GOOD: &str = "+++\nloai = \"bieu_mau\"\nten_loai = \"Phiếu\"\n+++\nHọ và tên:\n";

fn sent(served: &Served, path: &str, fields: &[(&str, &str)]) -> Answer {
    served.post(path, &Serializer::new(String::new()).append_pair("so", "1").extend_pairs(fields).finish())
}

/// The version that a page was made from.
fn version(page: &Answer) -> String {
    let rest = page.text().split("name=\"ban\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phieu.van"), GOOD).unwrap();
    place
}

#[test]
fn a_text_is_tried_without_being_written_and_saved_when_told() {
    let place = place();
    let path = place.path().join("phieu.van");
    let served = Served::opened(place.path());
    let page = served.get("/sua?tep=phieu.van");
    assert!(page.text().contains("Họ và tên:") && page.text().contains("/trang?hinh="));
    let wrong = format!("{GOOD}@o_trogn 2\n");
    let tried = sent(&served, "/sua/thu", &[("tep", "phieu.van"), ("noi_dung", &wrong.replace('\n', "\r\n"))]);
    assert!(tried.text().contains("data-dong=\"6\"") && !tried.text().contains("<img"), "{}", tried.text());
    assert_eq!(fs::read_to_string(&path).unwrap(), GOOD);
    let text = format!("\n{GOOD}  <b>&amp;</b>  \n");
    let text = text.trim_start().to_owned();
    let fields =
        [("tep", "phieu.van"), ("ban", &version(&page)), ("noi_dung", &text.replace('\n', "\r\n")), ("viec", "luu")];
    let saved = sent(&served, "/sua", &fields);
    assert_eq!((saved.status, saved.header("location")), (303, Some("/sua?tep=phieu.van&xong=1")));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let page = served.get("/sua?tep=phieu.van&xong=1");
    assert!(page.text().contains("Đã lưu.") && page.text().contains("&lt;b&gt;&amp;amp;&lt;/b&gt;"));
}

#[test]
fn a_newer_version_is_asked_about_and_nothing_is_lost() {
    let place = place();
    let path = place.path().join("phieu.van");
    let served = Served::opened(place.path());
    let first = version(&served.get("/sua?tep=phieu.van"));
    fs::write(&path, format!("{GOOD}Của người khác\n")).unwrap();
    let mine = format!("{GOOD}Của tôi\n");
    let save = |version: &str| {
        sent(&served, "/sua", &[("tep", "phieu.van"), ("ban", version), ("noi_dung", &mine), ("viec", "luu")])
    };
    let asked = save(&first);
    assert_eq!(asked.status, 409);
    for words in ["đã được sửa ở nơi khác", "Của tôi", "Của người khác", "Ghi đè bản mới hơn"]
    {
        assert!(asked.text().contains(words), "{words}");
    }
    assert!(fs::read_to_string(&path).unwrap().contains("Của người khác"));
    assert_eq!(save(&version(&asked)).status, 303);
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    fs::remove_file(&path).unwrap();
    let gone = save(&version(&asked));
    assert!(gone.status == 409 && gone.text().contains("không còn trên đĩa") && gone.text().contains("Của tôi"));
    assert!(!path.exists());
}

#[test]
fn only_texts_of_the_folder_are_opened_and_written() {
    let place = place();
    let folder = place.path().join("phong_trao");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("so_lieu.xlsx"), "giữ").unwrap();
    let served = Served::opened(&folder);
    for name in [
        "../phieu.van",
        "/etc/passwd",
        "mau/../../phieu.van",
        "so_lieu.xlsx",
        "ket_qua/manifest.json",
        "",
        "moi.van/../../phieu.van",
    ] {
        let query = Serializer::new(String::new()).append_pair("tep", name).finish();
        assert!(!served.get(&format!("/sua?{query}")).text().contains("Họ và tên:"), "{name}");
        for path in ["/sua", "/sua/thu"] {
            let fields = [("tep", name), ("noi_dung", "hỏng"), ("viec", "luu")];
            assert_eq!(sent(&served, path, &fields).status, 403, "{path} {name}");
        }
    }
    assert_eq!(fs::read_to_string(folder.join("so_lieu.xlsx")).unwrap(), "giữ");
    assert_eq!(fs::read_to_string(place.path().join("phieu.van")).unwrap(), GOOD);
}

#[test]
fn a_folder_that_vanishes_loses_no_text() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("a");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("phieu.van"), GOOD).unwrap();
    let served = Served::opened(&folder);
    let version = version(&served.get("/sua?tep=phieu.van"));
    fs::remove_dir_all(&folder).unwrap();
    let fields = [("tep", "phieu.van"), ("ban", version.as_str()), ("noi_dung", "của tôi"), ("viec", "luu")];
    let answer = sent(&served, "/sua", &fields);
    assert!(answer.status >= 400 && answer.text().contains("của tôi"), "{} {}", answer.status, answer.text());
    assert!(!Path::new(&folder).exists(), "no folder is made where another was");
}

#[test]
fn a_text_of_a_campaign_that_is_no_longer_open_is_written_nowhere_and_kept() {
    let (one, other) = (place(), place());
    let served = Served::opened(one.path());
    let version = version(&served.get("/sua?tep=phieu.van"));
    fs::copy("samples/kien_giang_2022/phong_trao.toml", other.path().join("phong_trao.toml")).unwrap();
    let folder = Serializer::new(String::new()).append_pair("thu_muc", &other.path().display().to_string()).finish();
    assert_eq!(served.post("/mo-thu-muc", &folder).status, 303);
    let fields = [("tep", "phieu.van"), ("ban", version.as_str()), ("noi_dung", "của tôi"), ("viec", "luu")];
    let answer = sent(&served, "/sua", &fields);
    assert!(answer.status == 409 && answer.text().contains("GF024") && answer.text().contains("của tôi"));
    for folder in [one.path(), other.path()] {
        assert_eq!(fs::read_to_string(folder.join("phieu.van")).unwrap(), GOOD);
    }
}
