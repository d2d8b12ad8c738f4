//! Texts begun on the page, with and without a campaign, and made into their files.

use std::fs;
use std::path::{Path, PathBuf};

use form_urlencoded::Serializer;

use super::browser::{Answer, Served};

fn sent(served: &Served, path: &str, fields: &[(&str, &str)]) -> Answer {
    served.post(path, &Serializer::new(String::new()).extend_pairs(fields).finish())
}

fn begun(served: &Served, folder: &Path, kind: &str, name: &str) -> Answer {
    sent(served, "/soan", &[("loai", kind), ("ten_tep", name), ("noi", &folder.display().to_string())])
}

/// A campaign in `place`.
fn campaign(place: &Path) -> PathBuf {
    let folder = place.join("phong_trao");
    fs::create_dir(&folder).unwrap();
    for name in ["phong_trao.toml", "so_lieu.xlsx"] {
        fs::copy(Path::new("samples/kien_giang_2022").join(name), folder.join(name)).unwrap();
    }
    folder
}

/// The value of the field called `name` of the form in which the text of `page` is edited.
fn value(page: &Answer, name: &str) -> String {
    let text = page.text();
    let form = text.split("id=\"form-sua\"").nth(1).unwrap();
    let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn made(served: &Served, page: &Answer, text: &str) -> Answer {
    let fields = [("so", value(page, "so")), ("tep", value(page, "tep")), ("ban", value(page, "ban"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sent(served, "/sua", &[&fields[..], &[("noi_dung", text), ("viec", "tao")]].concat())
}

#[test]
fn a_text_is_begun_without_a_campaign_edited_and_made() {
    let place = tempfile::tempdir().unwrap();
    let served = Served::nothing();
    let asked = served.get("/soan");
    assert!(asked.text().contains("<option value=\"cong_van\">") && asked.text().contains("Chỉ thị"));
    let answer = begun(&served, place.path(), "cong_van", "Công văn số 1");
    let address = answer.header("location").unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = place.path().join("Công văn số 1.van");
    let text = fs::read_to_string(&path).unwrap();
    let page = served.get(address);
    assert!(page.text().contains("/trang?hinh=") && page.text().contains("Lưu và tạo PDF, Word"));
    let mine = text.replace("Kính gửi", "Gửi").replacen("so = \"9\"", "so = \"12\"", 1);
    let answer = made(&served, &page, &mine);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    let page = served.get(answer.header("location").unwrap());
    assert!(page.text().contains("Đã lưu và tạo tệp"), "{}", page.text());
    let folder = place.path().join("ket_qua");
    for name in ["Cong van so 1.pdf", "Cong van so 1.docx"] {
        assert!(folder.join(name).is_file() && page.text().contains(name), "{name}");
    }
    let link = page.text().split("href=\"/tep?").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert!(served.get(&format!("/tep?{link}")).body.starts_with(b"%PDF"));
    for path in ["/tong-quan", "/loi", "/van-ban", "/nhan"] {
        assert!(served.get(path).text().contains("chỉ có văn bản lẻ"), "{path}");
    }
}

#[test]
fn nothing_is_written_over_and_nothing_under_a_name_that_some_system_does_not_take() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.van"), "của tôi").unwrap();
    let served = Served::nothing();
    for (name, code) in [
        ("a", "TL012"),
        ("a.van", "TL012"),
        ("", "TL007"),
        ("CON", "TL007"),
        ("../b", "TL007"),
        ("b?", "TL007"),
        ("b\u{202e}", "TL007"),
        (".b", "TL007"),
        ("b.", "TL007"),
    ] {
        let answer = begun(&served, place.path(), "cong_van", name);
        assert!(answer.status == 409 && answer.text().contains(code), "{name:?}: {}", answer.text());
    }
    for (kind, folder, code) in [
        ("cong_vann", place.path(), "TL003"),
        ("sao_y", place.path(), "TL003"),
        ("cong_van", Path::new("/khong/co"), "TL001"),
        ("cong_van", Path::new("b"), "TL001"),
    ] {
        assert!(begun(&served, folder, kind, "b").text().contains(code), "{kind}");
    }
    assert_eq!(fs::read_to_string(place.path().join("a.van")).unwrap(), "của tôi");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn a_text_with_a_fault_is_saved_told_and_not_made() {
    let place = tempfile::tempdir().unwrap();
    let served = Served::nothing();
    let address = begun(&served, place.path(), "thong_bao", "b").header("location").unwrap().to_owned();
    let page = served.get(&address);
    let wrong = fs::read_to_string(place.path().join("b.van")).unwrap() + "@o_trogn 2\n";
    let answer = made(&served, &page, &wrong);
    assert!(answer.status == 409 && answer.text().contains("chưa tạo được tệp"), "{}", answer.text());
    assert_eq!(fs::read_to_string(place.path().join("b.van")).unwrap(), wrong);
    assert!(!place.path().join("ket_qua/b.pdf").exists());
    assert_eq!(made(&served, &answer, &wrong.replace("trogn", "trong")).status, 303, "mended, it is made");
    assert!(place.path().join("ket_qua/b.pdf").exists());
}

#[test]
fn a_file_that_somebody_has_changed_is_put_aside_and_told() {
    let place = tempfile::tempdir().unwrap();
    let served = Served::nothing();
    let address = begun(&served, place.path(), "thong_bao", "b").header("location").unwrap().to_owned();
    let text = fs::read_to_string(place.path().join("b.van")).unwrap();
    let answer = made(&served, &served.get(&address), &text);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let file = place.path().join("ket_qua/b.docx");
    fs::write(&file, [&fs::read(&file).unwrap()[..], b"!"].concat()).unwrap();
    let answer = made(&served, &served.get(&address), &text);
    assert!(answer.status == 200 && answer.text().contains("Đã lưu và tạo tệp"), "{}", answer.text());
    assert!(answer.text().contains("GF012") && answer.text().contains("b_sua_tay.docx"), "{}", answer.text());
    assert_eq!(made(&served, &answer, &text).status, 303, "told once");
}

#[test]
fn a_folder_with_texts_is_opened_again_and_one_with_nothing_is_not() {
    let (place, memory) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let served = Served::remembering(memory.path());
    let open = || sent(&served, "/mo-thu-muc", &[("thu_muc", &place.path().display().to_string())]);
    assert!(open().text().contains("TL002"));
    fs::write(place.path().join("a.van"), "A").unwrap();
    assert_eq!(open().header("location"), Some("/sua"));
    assert!(served.get("/sua").text().contains("a.van"));
    assert!(served.get("/").text().contains("href=\"/sua\">sửa văn bản"), "not an overview that there is not");
    let earlier = format!("<option value=\"{}\"", place.path().display());
    assert!(served.get("/").text().contains("Gần đây"));
    assert!(!served.get("/tao-moi").text().contains(&earlier), "it has no rules to take over");
}

#[test]
fn in_a_campaign_a_text_has_its_letterhead_and_a_template_is_copied_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = campaign(place.path());
    let served = Served::campaign(&folder);
    assert_eq!(begun(&served, &folder, "to_trinh", "Tờ trình").status, 303);
    let text = fs::read_to_string(folder.join("Tờ trình.van")).unwrap();
    assert!(text.contains("co_quan = \"Sở Tài chính\"") && text.contains("dia_danh = \"Kiên Giang\""), "{text}");
    served.until("/loi", |page| !page.contains("Đang đọc số liệu"));
    let copy = || sent(&served, "/soan-mau", &[("so", "1"), ("loai", "giay_khen")]);
    let answer = copy();
    assert_eq!(
        answer.header("location"),
        Some("/sua?tep=mau%2Fgiay_khen.van.tera&loai=giay_khen"),
        "{}",
        answer.text()
    );
    let path = folder.join("mau/giay_khen.van.tera");
    assert_eq!(fs::read_to_string(&path).unwrap(), fs::read_to_string("templates/giay_khen.van.tera").unwrap());
    fs::write(&path, "của tôi").unwrap();
    assert!(copy().text().contains("TL012"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "của tôi");
    let unknown = sent(&served, "/soan-mau", &[("so", "1"), ("loai", "giay_khenn")]);
    assert!(unknown.text().contains("TL003") && fs::read_dir(folder.join("mau")).unwrap().count() == 1);
}

#[test]
fn a_template_comes_with_the_shared_parts_that_it_prints() {
    let place = tempfile::tempdir().unwrap();
    let folder = campaign(place.path());
    let served = Served::campaign(&folder);
    served.until("/loi", |page| !page.contains("Đang đọc số liệu"));
    let copy = || sent(&served, "/soan-mau", &[("so", "1"), ("loai", "dang_ky")]);
    let answer = copy();
    assert_eq!(answer.status, 303, "{}", answer.text());
    let shared = folder.join("mau/_dang_ky.tera");
    let part = fs::read_to_string(&shared).unwrap();
    assert_eq!(part, fs::read_to_string("templates/_dang_ky.tera").unwrap(), "all words of the form stand in it");
    fs::write(&shared, part.replace("Thực hiện", "Căn cứ")).unwrap();
    fs::remove_file(folder.join("mau/dang_ky.van.tera")).unwrap();
    assert_eq!(copy().status, 303);
    assert!(fs::read_to_string(&shared).unwrap().contains("Căn cứ"), "a part that was changed stays");
}

#[test]
fn a_kind_of_paper_is_begun_from_nothing_and_made_at_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = campaign(place.path());
    let served = Served::campaign(&folder);
    let begin = |fields: &[(&str, &str)]| sent(&served, "/soan-loai", &[&[("so", "1")], fields].concat());
    let empty = |ten: &str, loai: &str, moi: &str| {
        let fields = [("ten_loai", ten), ("loai_giay", loai), ("moi", moi), ("bang", "Đăng ký")];
        begin(&fields).header("location").map(str::to_owned)
    };
    assert_eq!(
        empty("Phiếu nhận hồ sơ", "bieu_mau", "don_vi").as_deref(),
        Some("/sua?tep=mau%2Fphieu_nhan_ho_so.van.tera&loai=phieu_nhan_ho_so")
    );
    let page = served.get("/sua?tep=mau%2Fphieu_nhan_ho_so.van.tera&loai=phieu_nhan_ho_so");
    assert!(page.text().contains("/trang?hinh=") && page.text().contains("Phiếu nhận hồ sơ"), "{}", page.text());
    let list = served.until("/van-ban?loai=phieu_nhan_ho_so", |page| page.contains("giay=phieu_nhan_ho_so"));
    assert!(list.contains("Sẵn sàng") && !list.contains("Vướng lỗi</span>"), "{list}");
    for wrong in [
        begin(&[("ten_loai", "Phiếu nhận hồ sơ"), ("loai_giay", "bieu_mau"), ("moi", "don_vi")]),
        begin(&[("ten_loai", "Giấy khen"), ("tu_loai", "giay_khen")]),
        begin(&[("ten_loai", "../x"), ("tu_loai", "khong_co")]),
        begin(&[("ten_loai", "Khách mời"), ("loai_giay", "bieu_mau"), ("moi", "hang")]),
        begin(&[("ten_loai", "Khách mời"), ("loai_giay", "x"), ("moi", "y")]),
    ] {
        assert!(wrong.status == 409 && wrong.text().contains("lỗi["), "{}", wrong.text());
    }
    assert_eq!(fs::read_dir(folder.join("mau")).unwrap().count(), 1);
}
