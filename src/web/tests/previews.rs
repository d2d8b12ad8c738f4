//! Papers seen before they are made.

use std::path::Path;

use super::browser::Served;

const SAMPLE: &str = "samples/kien_giang_2022";

#[test]
fn a_paper_is_shown_on_its_pages_beside_what_concerns_it() {
    let served = Served::campaign(Path::new(SAMPLE));
    let page = served.get("/xem?giay=ke_hoach/ke_hoach");
    assert_eq!(page.status, 200);
    let text = page.text();
    let pictures: Vec<&str> = text.split("<img src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(pictures.len() > 1, "{text}");
    assert!(text.contains("alt=\"Trang 1 trên ") && text.contains("KẾ HOẠCH"), "what it says can be read");
    assert!(text.contains("Lỗi và cảnh báo của văn bản này"));
    let picture = served.get(&pictures[0].replace("&amp;", "&"));
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")));
    assert!(picture.body.starts_with(b"\x89PNG"));
    for path in ["/trang", "/trang?hinh=99", "/trang?hinh=-1", "/trang?hinh=x", "/trang?hinh=0&ty_le=99999"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    let large = served.get("/xem?giay=ke_hoach/ke_hoach&ty_le=150");
    assert!(large.text().contains("width=\"1191\""), "at 150 percent");
    assert!(served.get("/xem?giay=ke_hoach/ke_hoach&ty_le=99999").text().contains("width=\"595\""));
}

#[test]
fn a_picture_that_was_let_go_is_made_again() {
    let served = Served::campaign(Path::new(SAMPLE));
    let text = served.get("/xem?giay=ke_hoach/ke_hoach").text().to_owned();
    let address =
        text.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().replace("&amp;", "&");
    drop(served);
    // Nothing is kept by a program that has just begun.
    let served = Served::campaign(Path::new(SAMPLE));
    let picture = served.get(&address);
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")), "{address}");
    for other in [
        address.replace("hinh=", "hinh=1"),
        address.replace("giay=ke_hoach", "giay=khong_co").replace("hinh=", "hinh=2"),
    ] {
        assert_eq!(served.get(&other).status, 404, "{other}");
    }
}

#[test]
fn a_paper_that_there_is_not_is_told() {
    let served = Served::campaign(Path::new(SAMPLE));
    assert!(served.get("/xem?giay=ke_hoac/x").text().contains("TL003"));
    assert!(served.get("/xem?giay=ke_hoach/khong_co").text().contains("TL010"));
    assert!(served.get("/xem").text().contains("Chọn một văn bản"));
}
