//! Steps of a campaign as people see them: in the plan, on the screen, in the workbook, and which papers wait.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use crate::program::{check, run, sample};

const STEPS: &str = r#"
[[buoc]]
ma = "tham_dinh"
ten = "Thẩm định hồ sơ"
loai = "tham_dinh"
ai = "Sở Nội vụ"
so_ngay = 90
loai_ngay = "ngay_lam_viec"
sau_thoi_han = "ho_so"

[[buoc]]
ma = "cong_khai"
ten = "Công khai danh sách"
loai = "cong_khai"
ai = "Sở Nội vụ"
sau_buoc = "tham_dinh"
keo_dai = 7
loai_ngay = "ngay_lam_viec"
khi_qua_han = "canh_bao"
van_ban = ["danh_sach_de_nghi", "bao_cao_thanh_tich_tap_the"]
muc = "điểm c Mục 4 Phần III"
"#;
const ROWS: &str = "Bước,Đối tượng,Từ ngày,Ngày xong,Kết quả,Số văn bản\n\
    Thẩm định hồ sơ,Sở Nội vụ,,10/01/2025,Đạt,12/BC-SNV\n\
    cong_khai,Sở Nội vụ,13/01/2025,21/01/2025,Không có phản ánh,20/TB-SNV\n\
    tham_dinh,Sở Tài chính,,10/01/2025,Đạt,12/BC-SNV\n\
    tham_dinh,Sở Tư pháp,,10/01/2025,Không đạt,12/BC-SNV\n";

/// The sample with the steps, and with `rows` of what happened.
fn campaign(rows: &str) -> TempDir {
    let place = sample("binh_phuoc_2024", |facts| {
        let layout = "\"thoi_han ho_so trinh_chu_tich\",";
        assert!(facts.contains(layout));
        facts.replace(layout, &format!("{layout} \"buoc\",")) + STEPS
    });
    fs::write(place.path().join("buoc.csv"), rows).unwrap();
    place
}

fn native(place: &TempDir, arguments: &[&str]) -> (i32, String) {
    let (exit, _, talk) =
        run(place.path(), &[&["render", ".", "--out", "kq", "--formats", "native"], arguments].concat());
    (exit, talk)
}

#[test]
fn the_plan_prints_the_steps_and_the_screen_tells_who_stands_where() {
    let place = campaign(ROWS);
    let (exit, told, talk) = check(place.path(), &["."]);
    assert_eq!(exit, 0, "{talk}");
    for words in [
        "Các bước",
        "Thẩm định hồ sơ: xong 2; đang chờ ",
        "không qua 1 (Sở Tư pháp)",
        "bước 2/2 “Công khai danh sách”: chờ",
        "bước 1/2 “Thẩm định hồ sơ”: không đạt",
        "Thẩm định hồ sơ: kết quả không đạt ngày 10/01/2025",
        "đã qua 2/2 bước",
    ] {
        assert!(told.contains(words), "{words} not in {told}");
    }
    assert!(talk.contains("cảnh báo[TD090]") && talk.contains("cảnh báo[TD091]"), "{talk}");
    let (_, lines, _) = check(place.path(), &[".", "--json", "--ket-qua"]);
    assert!(lines.contains("\"buoc\":{\"ma\":\"buoc\",\"trang_thai\":\"dat\""), "{lines}");
    let (exit, talk) = native(&place, &["ke_hoach"]);
    assert_eq!(exit, 0, "{talk}");
    let plan = fs::read_to_string(place.path().join("kq/ke_hoach/ke_hoach.txt")).unwrap();
    for words in [
        "Thẩm định hồ sơ: Sở Nội vụ thẩm định; chậm nhất là 90 ngày làm việc sau thời hạn trước ngày 31/12 hằng năm",
        "Công khai danh sách: Sở Nội vụ công khai; sau khi xong bước “Thẩm định hồ sơ”; trong ít nhất 07 ngày làm việc",
    ] {
        assert!(plan.contains(words), "{words} not in {plan}");
    }
}

#[test]
fn the_workbook_has_a_sheet_of_steps() {
    let place = campaign(ROWS);
    check(place.path(), &[".", "--bao-cao", "kiem_tra.xlsx"]);
    let mut book: Xlsx<_> = open_workbook(place.path().join("kiem_tra.xlsx")).unwrap();
    let sheet = book.worksheet_range("Các bước").unwrap();
    let cell = |at: (usize, usize)| sheet.get(at).unwrap().to_string();
    assert_eq!((cell((1, 2)).as_str(), cell((1, 4)).as_str(), cell((1, 6)).as_str()), ("2", "1", "Sở Tư pháp"));
    let place = sample("binh_phuoc_2024", |facts| facts);
    check(place.path(), &[".", "--bao-cao", "kiem_tra.xlsx"]);
    let book: Xlsx<_> = open_workbook(place.path().join("kiem_tra.xlsx")).unwrap();
    assert!(!book.sheet_names().contains(&"Các bước".to_owned()));
}

#[test]
fn a_paper_of_a_step_waits_until_it_is_open() {
    let place = campaign("Bước,Đối tượng,Từ ngày,Ngày xong,Kết quả\n");
    let (exit, talk) = native(&place, &["danh_sach_de_nghi"]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("TL011") && talk.contains("bước “Công khai danh sách” đã mở"), "{talk}");
    let (exit, talk) = native(&place, &["--mau-trong"]);
    assert_eq!(exit, 0, "{talk}");
    let made = |path: &str| place.path().join("kq").join(path).exists();
    assert!(made("ke_hoach/ke_hoach.txt") && made("danh_sach_de_nghi/mau_trong.txt"));
    assert!(!made("danh_sach_de_nghi/bang_khen_2024.txt"));
    let place = campaign(ROWS);
    let (exit, talk) = native(&place, &["bao_cao_thanh_tich_tap_the"]);
    assert_eq!(exit, 0, "{talk}");
    let made = fs::read_dir(place.path().join("kq/bao_cao_thanh_tich_tap_the")).unwrap();
    let mut names: Vec<String> = made.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with("mau_trong"));
    names.sort();
    assert_eq!(names, ["so_noi_vu_2024.txt", "so_tai_chinh_2024.txt"], "only of those who have come so far");
    let (exit, listed, _) = run(place.path(), &["kinds", "."]);
    assert!(exit == 0 && listed.contains("bước: chỉ lập khi bước “Công khai danh sách” đã mở"), "{listed}");
}

#[test]
fn a_paper_of_a_school_year_waits_for_its_step_too() {
    const CHECKED: &str = "\n[[buoc]]\nma = \"tham_dinh\"\nten = \"Thẩm định hồ sơ\"\nloai = \"tham_dinh\"\n\
        ai = \"Văn phòng\"\nso_ngay = 90\nsau_thoi_han = \"ho_so\"\n\
        [[buoc]]\nma = \"trinh\"\nten = \"Trình\"\nloai = \"cong_khai\"\nai = \"Văn phòng\"\n\
        sau_buoc = \"tham_dinh\"\nkeo_dai = 5\nkhi_qua_han = \"canh_bao\"\nvan_ban = [\"danh_sach_de_nghi\"]\n";
    let place = sample("song_hau_2024", |facts| facts + CHECKED);
    let rows = "Bước,Đối tượng,Từ ngày,Ngày xong,Kết quả\n\
        tham_dinh,Phạm Quốc Hưng,,21/05/2025,Đạt\ntrinh,Phạm Quốc Hưng,22/05/2025,27/05/2025,Đạt\n";
    fs::write(place.path().join("buoc.csv"), rows).unwrap();
    let (exit, talk) = native(&place, &["danh_sach_de_nghi"]);
    assert_eq!(exit, 0, "{talk}");
    assert!(place.path().join("kq/danh_sach_de_nghi/ldtt_2024_2025.txt").exists(), "{talk}");
}

#[test]
fn a_step_names_kinds_of_paper_that_there_are() {
    let place = sample("binh_phuoc_2024", |facts| facts + &STEPS.replace("danh_sach_de_nghi", "danh_sach_de_ngi"));
    let (exit, _, talk) = check(place.path(), &["."]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("DL018") && talk.contains("có phải là `danh_sach_de_nghi`?"), "{talk}");
}
