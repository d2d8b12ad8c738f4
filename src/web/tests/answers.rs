//! Workbooks that units sent back, over the socket.

use std::fs;

use super::browser::{Answer, Served};

const FACTS: &str = include_str!("../../../samples/kien_giang_2022/phong_trao.toml");
const ROWS: &str = "Đơn vị,Đối tượng,Ngày nộp\nPhòng Giá,Tập thể,30/3/2022\n";

fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    fs::write(place.path().join("don_vi.csv"), "Tên đơn vị\nPhòng Ngân sách\nPhòng Giá\n").unwrap();
    place
}

fn send(served: &Served, name: &str, bytes: &str) -> Answer {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    served.post(&format!("/nhan/tep?so=1&ten={name}"), bytes)
}

#[test]
fn what_was_sent_is_seen_first_and_counts_when_accepted() {
    let place = place();
    let served = Served::opened(place.path());
    assert_eq!(send(&served, "dang_ky_giá.csv", ROWS).status, 204);
    let page = served.get("/nhan");
    assert!(page.text().contains("dang_ky_giá.csv") && page.text().contains("<td>1</td>"), "{}", page.text());
    assert!(!place.path().join("so_lieu").exists());
    let done = served.post("/nhan", "so=1&tep=1&viec=nhan");
    assert_eq!((done.status, done.header("location")), (303, Some("/nhan?xong=1")));
    assert_eq!(fs::read_to_string(place.path().join("so_lieu/dang_ky_giá.csv")).unwrap(), ROWS);
    send(&served, "dang_ky_giá.csv", "Đơn vị\n");
    let refused = served.post("/nhan", "so=1&tep=2&viec=nhan");
    assert!(refused.status == 409 && refused.text().contains("TL012") && refused.text().contains("Giữ cả hai"));
    assert_eq!(fs::read_to_string(place.path().join("so_lieu/dang_ky_giá.csv")).unwrap(), ROWS);
    assert_eq!(served.post("/nhan", "so=1&tep=2&viec=nhan&trung_2=giu").status, 303);
    assert!(place.path().join("so_lieu/dang_ky_giá (2).csv").exists());
    send(&served, "x.csv", "a");
    assert_eq!(served.post("/nhan", "so=1&tep=3&viec=bo").status, 303);
    assert!(!served.get("/nhan").text().contains("x.csv"));
}

#[test]
fn what_is_no_table_or_leads_elsewhere_is_refused_in_words() {
    let place = place();
    let served = Served::opened(place.path());
    for name in ["a.docx", "../a.csv", "", "so_lieu/../../a.csv", "a\\b.csv"] {
        let answer = send(&served, name, ROWS);
        assert_eq!(answer.status, 409, "{name}");
        assert!(answer.json()["loi"].as_str().unwrap().len() > 20);
    }
    assert!(!served.get("/nhan").text().contains("đang chờ"));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    let nothing = Served::nothing();
    assert!(send(&nothing, "a.csv", ROWS).json()["loi"].as_str().unwrap().contains("khác với phong trào đang mở"));
}
