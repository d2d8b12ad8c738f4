//! Papers made from the page: their state before and after, one run at a time, nothing of a clerk's lost.

use std::fs;
use std::sync::Arc;

use super::browser::Served;
use super::views::{campaign, register};
use crate::make::output::OutputFolder;
use crate::make::output::disk::Disk;

/// How many papers stand in `state`.
fn count(page: &str, state: &str) -> usize {
    let before = page.split(&format!("</b>{state}</li>")).next().unwrap();
    before.rsplit("<b>").next().unwrap().parse().unwrap_or_else(|_| panic!("{state}: {page}"))
}

#[test]
fn a_paper_is_made_shown_mended_by_hand_and_outdated() {
    let folder = campaign();
    register(folder.path(), "Phòng Giá");
    let out = tempfile::tempdir().unwrap();
    let served = Served::campaign(folder.path());
    let page = served.until("/van-ban", |page| page.contains("</b>sẵn sàng</li>"));
    let ready = count(&page, "sẵn sàng");
    assert!(ready > 1 && count(&page, "đã tạo") == 0, "{page}");
    assert!(page.contains("value=\"dang_ky/phong_gia\"") && page.contains("/xem?giay=dang_ky%2Fphong_gia"));
    let order = format!("so=1&dang=pdf&dang=docx&pham_vi=chon&giay=dang_ky/phong_gia&ra={}", out.path().display());
    assert_eq!(served.post("/tao", &order).status, 303);
    let page = served.until("/van-ban", |page| page.contains("Lần tạo vừa rồi") && page.contains("<b>1</b>đã tạo"));
    assert!(page.contains("Đã tạo 2 tệp cho 1 văn bản"), "{page}");
    assert_eq!(count(&page, "sẵn sàng"), ready - 1);
    let pdf = served.get("/tep?so=1&o=ket_qua&tep=dang_ky/phong_gia.pdf");
    assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
    assert!(pdf.body.starts_with(b"%PDF") && pdf.header("content-disposition").unwrap().starts_with("inline"));
    let docx = served.get("/tep?so=1&o=ket_qua&tep=dang_ky/phong_gia.docx");
    assert!(docx.header("content-disposition").unwrap().starts_with("attachment"));
    for (query, status) in [("so=1&o=ket_qua&tep=../x.pdf", 404), ("so=9&o=ket_qua&tep=dang_ky/phong_gia.pdf", 404)] {
        assert_eq!(served.get(&format!("/tep?{query}")).status, status, "{query}");
    }
    let facts = folder.path().join("phong_trao.toml");
    fs::write(&facts, fs::read_to_string(&facts).unwrap().replace("Sở Tài chính", "Sở Tài chánh")).unwrap();
    served.until("/van-ban", |page| page.contains("<b>1</b>đã cũ"));
    fs::write(out.path().join("dang_ky/phong_gia.docx"), "sửa tay").unwrap();
    assert_eq!(served.post("/kiem-tra", "so=1").status, 303);
    served.until("/van-ban", |page| page.contains("<b>1</b>sửa tay"));
    assert_eq!(served.post("/tao", &order).status, 303);
    served.until("/van-ban", |page| page.contains("<b>1</b>đã tạo"));
    assert_eq!(fs::read_to_string(out.path().join("dang_ky/phong_gia_sua_tay.docx")).unwrap(), "sửa tay");
}

#[test]
fn what_keeps_a_paper_from_being_made_stands_beside_it() {
    let folder = campaign();
    let served = Served::campaign(folder.path());
    fs::write(folder.path().join("don_vi.csv"), "Tên đơn vị,Loại đơn vị\nPhòng Giá,Phòng\nPhòng Giá,Phòng\n").unwrap();
    let page = served.until("/van-ban?tinh_trang=vuong_loi", |page| page.contains("class=\"vuong_loi\">Vướng lỗi"));
    assert!(page.contains("Vì sao") && page.contains("giai-thich?ma="), "{page}");
    assert!(page.contains("disabled"), "it can't be chosen");
    for query in ["loai=khong_co", "don_vi=khong_co", "tim=zzzz"] {
        assert!(served.get(&format!("/van-ban?{query}")).text().contains("Không có văn bản nào như vậy"), "{query}");
    }
}

#[test]
fn orders_that_can_not_be_done_are_told_and_a_run_can_be_stopped() {
    let folder = campaign();
    register(folder.path(), "Phòng Giá");
    let out = tempfile::tempdir().unwrap();
    let served = Served::campaign(folder.path());
    let ra = out.path().display();
    for (order, code) in [
        ("so=1&pham_vi=tat_ca".to_owned(), "TL004"),
        ("so=1&pham_vi=tat_ca&dang=pdf&ra=ket_qua".to_owned(), "TL007"),
        (format!("so=7&pham_vi=tat_ca&dang=pdf&ra={ra}"), "GF024"),
    ] {
        let refused = served.post("/tao", &order);
        assert!(refused.status == 409 && refused.text().contains(code), "{order}: {}", refused.text());
    }
    assert_eq!(served.post("/tao", &format!("so=1&pham_vi=chon&dang=pdf&ra={ra}")).status, 303);
    served.until("/van-ban", |page| page.contains("TL010"));
    // A run elsewhere has the folder: ours waits for it, so there surely is one.
    let held = OutputFolder::open(out.path(), Arc::new(Disk), |_, _| true, &mut || ()).unwrap();
    assert_eq!(served.post("/tao", &format!("so=1&pham_vi=tat_ca&dang=pdf&gop=co&ra={ra}")).status, 303);
    let second = served.post("/tao", &format!("so=1&pham_vi=tat_ca&dang=pdf&ra={ra}"));
    assert!(second.status == 409 && second.text().contains("GF014"), "one run at a time");
    assert_eq!(served.post("/dung", "").status, 303);
    drop(held);
    served.until("/van-ban", |page| page.contains("Lần tạo vừa rồi"));
    let page = {
        assert_eq!(served.post("/tao", &format!("so=1&pham_vi=dang_ky&dang=pdf&gop=co&ra={ra}")).status, 303);
        served.until("/van-ban", |page| page.contains("gop/dang_ky.pdf"))
    };
    assert!(page.contains("danh_muc.xlsx"), "{page}");
    assert!(out.path().join("gop/dang_ky.pdf").is_file());
}

#[test]
fn empty_forms_are_made_only_where_they_are_asked_for() {
    let folder = campaign();
    register(folder.path(), "Phòng Giá");
    let out = tempfile::tempdir().unwrap();
    let served = Served::campaign(folder.path());
    let make = |order: &str| {
        let order = format!("so=1&dang=docx&{order}&ra={}", out.path().display());
        assert_eq!(served.post("/tao", &order).status, 303);
        served.until("/van-ban", |page| page.contains("Lần tạo vừa rồi"));
    };
    let blank = out.path().join("dang_ky/mau_trong.docx");
    make("pham_vi=tat_ca");
    assert!(out.path().join("dang_ky/phong_gia.docx").is_file() && !blank.exists());
    make("pham_vi=chon&giay=dang_ky/mau_trong");
    served.until("/van-ban", |page| page.contains("Đã tạo 1 tệp"));
    assert!(blank.is_file());
}

#[test]
fn a_folder_of_papers_that_belongs_to_another_campaign_is_left_alone() {
    let (one, out) = (campaign(), tempfile::tempdir().unwrap());
    register(one.path(), "Phòng Giá");
    let served = Served::campaign(one.path());
    let order = format!("so=1&dang=pdf&pham_vi=chon&giay=dang_ky/phong_gia&ra={}", out.path().display());
    assert_eq!(served.post("/tao", &order).status, 303);
    served.until("/van-ban", |page| page.contains("Đã tạo 1 tệp"));
    let facts = one.path().join("phong_trao.toml");
    fs::write(&facts, fs::read_to_string(&facts).unwrap().replace("cải cách hành chính năm 2022", "khác")).unwrap();
    served.until("/tong-quan", |page| page.contains("<strong>khác</strong>"));
    assert_eq!(served.post("/tao", &order).status, 303);
    served.until("/van-ban", |page| page.contains("GF015"));
}
