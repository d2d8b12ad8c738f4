//! The views as a clerk uses them: a campaign begun and opened, findings told, picked out and gone when mended.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::browser::Served;

/// A campaign in which a unit is registered that there is not.
pub fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let facts = include_str!("../../../tests/so_lieu/nhieu_don_vi.toml");
    fs::write(folder.path().join("phong_trao.toml"), facts).unwrap();
    fs::write(folder.path().join("don_vi.csv"), "Tên đơn vị,Loại đơn vị\nPhòng Ngân sách,Phòng\nPhòng Giá,Phòng\n")
        .unwrap();
    register(folder.path(), "Phòng Ngâm sách");
    folder
}

pub fn register(folder: &Path, unit: &str) {
    fs::write(folder.join("dang_ky.csv"), format!("Đơn vị,Đối tượng,Ngày nộp\n{unit},Tập thể,31/3/2022\n")).unwrap();
}

#[test]
fn what_is_mended_in_a_file_goes_from_the_page_by_itself() {
    let folder = campaign();
    let served = Served::campaign(folder.path());
    let page = served.get("/loi").text().to_owned();
    assert!(
        page.contains("Phòng Ngâm sách") && page.contains("dang_ky.csv") && page.contains("dòng 2, cột 1"),
        "{page}"
    );
    assert!(page.contains("Phòng Ngân sách"), "the nearest name is told");
    assert!(!page.contains("Vừa đổi"), "nothing has changed yet");
    let version = served.get("/su-kien").json()["so"].as_u64().unwrap();
    register(folder.path(), "Phòng Ngân sách");
    let news = served.get(&format!("/su-kien?tu={version}")).json();
    assert!(news["so"].as_u64().unwrap() > version);
    let page = served.until("/loi", |page| page.contains("Đã hết"));
    assert!(page.contains("Vừa đổi sau lần lưu cuối"), "{page}");
    register(folder.path(), "Phòng Giáo");
    served.until("/loi", |page| page.contains("Mới có"));
}

#[test]
fn findings_are_picked_out_by_severity_file_code_unit_and_words() {
    let folder = campaign();
    let served = Served::campaign(folder.path());
    let shown = |query: &str| served.get(&format!("/loi?{query}")).text().matches("<article").count();
    let all = shown("");
    assert!(all > 0 && shown("muc=loi") > 0);
    assert_eq!(shown("muc=loi") + shown("muc=canh_bao"), all);
    assert_eq!((shown("tep=khong_co.csv"), shown("ma=VB001"), shown("tim=zzzz")), (0, 0, 0));
    assert!(shown("tep=dang_ky.csv") > 0 && shown("tim=NG%C3%82M+s%C3%A1ch") > 0);
    let page = served.get("/loi?muc=loi").text().to_owned();
    assert!(page.contains("<option value=\"loi\" selected>"), "the choice stays");
    let code = page.split("href=\"/giai-thich?ma=").nth(1).unwrap().get(..5).unwrap().to_owned();
    let explained = served.get(&format!("/giai-thich?ma={code}"));
    assert!(explained.text().contains("<h2>Căn cứ</h2>") && explained.text().contains("<h2>Cách sửa</h2>"));
    assert_eq!(served.get("/giai-thich?ma=XX999").status, 404);
}

#[test]
fn a_campaign_is_begun_by_answering_and_opened() {
    let place = tempfile::tempdir().unwrap();
    let served = Served::remembering(&place.path().join("nho"));
    let noi = place.path().display();
    let fields = format!(
        "noi={noi}&ten_thu_muc=Thi+%C4%91ua+2026&ten=S%E1%BB%9F+Y+t%E1%BA%BF&tinh=C%C3%A0+Mau&viet_tat=SYT&nguoi_ky=&tu="
    );
    assert!(served.get(&format!("/tao-moi?o={noi}")).text().contains("name=\"nguoi_ky\""));
    let made = served.post("/tao-moi", &fields);
    assert_eq!((made.status, made.header("location")), (303, Some("/tong-quan")), "{}", made.text());
    let facts = fs::read_to_string(place.path().join("Thi đua 2026/phong_trao.toml")).unwrap();
    assert!(
        facts.contains("Sở Y tế")
            && facts.contains("Cà Mau")
            && facts.contains("SYT")
            && facts.contains("Nguyễn Văn A")
    );
    let overview = served.until("/tong-quan", |page| !page.contains("Đang đọc số liệu"));
    assert!(overview.contains("Mở bằng chương trình: so_lieu.xlsx") && overview.contains("/sua?tep=phong_trao.toml"));
    let again = served.post("/tao-moi", &fields);
    assert!(again.text().contains("TL012") && again.text().contains("value=\"Sở Y tế\""), "the answers are kept");
    assert!(served.get("/").text().contains("Thi đua 2026"), "it is among the recent ones");
    let browsed = served.get(&format!("/thu-muc?o={noi}"));
    assert!(browsed.text().contains("Mở phong trào này"));
    let earlier = place.path().join("Thi đua 2026").display().to_string().replace(' ', "+").replace('đ', "%C4%91");
    let after = served.post("/tao-moi", &format!("noi={noi}&ten_thu_muc=2027&tu={earlier}"));
    assert_eq!(after.status, 303, "{}", after.text());
    let copied = fs::read_to_string(place.path().join("2027/phong_trao.toml")).unwrap();
    assert_eq!(copied, facts);
    for (name, code) in [("", "TL007"), ("../x", "TL007"), ("a%2Fb", "TL007"), (".an", "TL007")] {
        let refused = served.post("/tao-moi", &format!("noi={noi}&ten_thu_muc={name}&ten=&tu="));
        assert!(refused.text().contains(code), "{name}");
    }
    assert!(served.post("/tao-moi", "noi=khong_co&ten_thu_muc=a").text().contains("TL001"));
    let word = served.post("/tao-moi", &format!("noi={noi}&ten_thu_muc=b&ten=%22a%22"));
    assert!(word.text().contains("TL007") && !place.path().join("b").exists());
}

#[test]
fn what_is_no_campaign_is_told_where_it_was_asked_for() {
    let place = tempfile::tempdir().unwrap();
    let served = Served::nothing();
    for (folder, code) in [(place.path().display().to_string(), "TL002"), ("/khong/co/dau".to_owned(), "TL001")] {
        let page = served.post("/mo-thu-muc", &format!("thu_muc={folder}"));
        assert!(page.text().contains(code) && page.text().contains(&folder), "{}", page.text());
    }
    assert!(served.get("/tong-quan").text().contains("Chưa mở phong trào nào"));
}

#[test]
fn files_elsewhere_and_pages_of_another_campaign_do_nothing() {
    let (one, two) = (campaign(), campaign());
    let served = Served::campaign(one.path());
    let of = |file: &str, number: u64| served.post("/mo-tep", &format!("so={number}&o=phong_trao&tep={file}"));
    for file in ["..%2Fx.csv", "%2Fetc%2Fpasswd", "."] {
        let refused = of(file, 1);
        assert!(refused.status == 409 && refused.text().contains("TL001"), "{}", refused.text());
    }
    assert!(of("khong_co.csv", 1).text().contains("TL001"));
    fs::write(one.path().join("chay.exe"), "").unwrap();
    assert!(of("chay.exe", 1).text().contains("GF023"), "nothing is run");
    assert_eq!(served.post("/mo-thu-muc", &format!("thu_muc={}", two.path().display())).status, 303);
    for (path, fields) in [("/mo-tep", "so=1&o=phong_trao&tep=dang_ky.csv"), ("/kiem-tra", "so=1"), ("/kiem-tra", "")] {
        let refused = served.post(path, fields);
        assert!(refused.status == 409 && refused.text().contains("GF024"), "{path} {fields}");
    }
    assert_eq!(served.post("/kiem-tra", "so=2").status, 303);
}

#[test]
fn a_folder_that_vanishes_is_told_and_comes_back() {
    let folder = campaign();
    let served = Served::campaign(folder.path());
    let facts = folder.path().join("phong_trao.toml");
    let text = fs::read(&facts).unwrap();
    fs::remove_file(&facts).unwrap();
    served.until("/loi", |page| page.contains("DL023"));
    assert_eq!(served.get("/tong-quan").status, 200);
    fs::write(&facts, text).unwrap();
    served.until("/loi", |page| !page.contains("<h2><span class=\"muc\">Lỗi</span> <a href=\"/giai-thich?ma=DL023\""));
}
