//! A kind of paper of a campaign's own: one file in its folder `mau`, no code.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program::{run, sample};

const FACTS: &str = include_str!("../samples/kien_giang_2022/phong_trao.toml");
const UNITS: &str = "Tên đơn vị,Viết tắt\nPhòng Ngân sách,NS\nPhòng Đầu tư,ĐT\n";

/// A campaign of two units with `files` more.
fn campaign(files: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    fs::write(place.path().join("don_vi.csv"), UNITS).unwrap();
    fs::create_dir(place.path().join("mau")).unwrap();
    for (name, text) in files {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

/// The text of a template with `head` as its `[mau]`.
fn van(head: &str, body: &str) -> String {
    format!(
        "+++\nloai = \"thong_bao\"\nco_quan = \"{{{{ phong_trao.co_quan.ten }}}}\"\nso = \"{{{{ van_ban.so }}}}\"\n\
         ky_hieu = \"{{{{ van_ban.ky_hieu }}}}\"\ndia_danh = \"Kiên Giang\"\nngay = \"{{{{ van_ban.ngay }}}}\"\n\
         trich_yeu = \"Về việc họp\"\nnoi_nhan = [\"Như trên\"]\nluu = \"VT\"\n\n{head}\n\n[[chu_ky]]\n\
         quyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Trần Minh Khoa\"\n+++\n{body}\n"
    )
}

/// Exit and what was said when `arguments` follow `render .`; only the block models are written.
fn render(place: &Path, arguments: &[&str]) -> (i32, String) {
    let (exit, _, talk) =
        run(place, &[&["render", ".", "--out", "ket_qua", "--formats", "native"], arguments].concat());
    (exit, talk)
}

fn made(place: &Path, kind: &str) -> Vec<String> {
    let entries = fs::read_dir(place.join("ket_qua").join(kind)).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(place: &Path, path: &str) -> String {
    fs::read_to_string(place.join("ket_qua").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const PER_UNIT: &str = "[mau]\nten = \"Thông báo họp\"\npham_vi = \"don_vi\"\ncan = [\"don_vi\"]\nmau_trong = true";

#[test]
fn a_file_of_a_new_name_is_a_kind_for_each_unit() {
    let body = "Mời {{ don_vi.ten }}.";
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(PER_UNIT, body))]);
    let of_units = ["phong_dau_tu.txt", "phong_ngan_sach.txt"];
    assert_eq!(render(place.path(), &[]).0, 0);
    assert_eq!(made(place.path(), "thong_bao_hop"), of_units);
    // Who names the kind does not ask for its empty form either.
    assert_eq!(render(place.path(), &["thong_bao_hop"]).0, 0);
    assert_eq!(made(place.path(), "thong_bao_hop"), of_units);
    let (exit, talk) = render(place.path(), &["--mau-trong"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(
        made(place.path(), "thong_bao_hop"),
        ["mau_trong.txt", "phong_dau_tu.txt", "phong_ngan_sach.txt"],
        "{talk}"
    );
    let (exit, talk) = render(place.path(), &[]);
    assert!(exit == 0 && !talk.contains("GF01") && made(place.path(), "thong_bao_hop").len() == 3, "{talk}");
    let text = text(place.path(), "thong_bao_hop/phong_dau_tu.txt");
    assert!(text.contains("Mời Phòng Đầu tư."), "{text}");
    let manifest = fs::read_to_string(place.path().join("ket_qua/manifest.json")).unwrap();
    assert!(manifest.contains("\"thong_bao_hop\""), "{manifest}");
    let (exit, out, talk) = run(place.path(), &["kinds", "."]);
    assert_eq!(exit, 0, "{talk}");
    assert!(out.contains("thong_bao_hop (loại riêng của phong trào)") && out.contains("Thông báo họp"), "{out}");
    let (_, out, _) = run(place.path(), &["kinds"]);
    assert!(!out.contains("thong_bao_hop"), "{out}");
}

#[test]
fn it_is_chosen_by_its_name_and_by_units() {
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(PER_UNIT, "Nội dung."))]);
    let (exit, talk) = render(place.path(), &["thong_bao_hop", "--only", "NS"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(made(place.path(), "thong_bao_hop"), ["phong_ngan_sach.txt"]);
    let (exit, talk) = render(place.path(), &["thong_bao_hpo"]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("TL003") && talk.contains("có phải là `thong_bao_hop`?"), "{talk}");
}

#[test]
fn each_row_of_a_table_is_a_paper() {
    let head = "[mau]\nten = \"Giấy mời\"\npham_vi = \"hang\"\nbang = \"Khách mời\"\nten_tep = \"{{ hang.ho_va_ten }} {{ tt }}\"";
    let guests = "Họ và tên,Cơ quan\nTrần An,Sở Nội vụ\nLê Bình,Sở Y tế\n";
    let template = van(head, "Kính mời {{ hang.ho_va_ten }}, {{ hang.co_quan }}.");
    let files = [("mau/giay_moi_du.van.tera", template.as_str())];
    let place = campaign(&[files[0], ("khach_moi.csv", guests)]);
    let (exit, talk) = render(place.path(), &["giay_moi_du"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(made(place.path(), "giay_moi_du"), ["le_binh_2.txt", "tran_an_1.txt"]);
    let invitation = text(place.path(), "giay_moi_du/le_binh_2.txt");
    assert!(invitation.contains("Kính mời Lê Bình, Sở Y tế."), "{invitation}");

    let place = campaign(&files);
    let (exit, talk) = render(place.path(), &["giay_moi_du"]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("TL011") && talk.contains("bảng `khach_moi`"), "{talk}");
    let (exit, talk) = render(place.path(), &[]);
    assert_eq!(exit, 0, "{talk}");
}

#[test]
fn a_table_of_the_program_gives_papers_too() {
    let head = "[mau]\nten = \"Phiếu\"\npham_vi = \"hang\"\nbang = \"don_vi\"";
    let place = campaign(&[("mau/phieu.van.tera", &van(head, "{{ tt }}. {{ hang.ten }}"))]);
    let (exit, talk) = render(place.path(), &["phieu"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(made(place.path(), "phieu"), ["phong_dau_tu.txt", "phong_ngan_sach.txt"]);
}

const KEYS: &str = "[mau]\nten = \"Thông báo họp\"\npham_vi = \"phong_trao\"\n\n[mau.van_ban]\nso = \"\"\nky_hieu = \"\"\nngay = \"\"\n\
                    noi_hop = \"Hội trường cơ quan\"\nnoi_dung = []\nhinh_thuc = { chon = [\"truc_tiep\", \"truc_tuyen\"] }\n\
                    chu_tri = [{ ho_ten = \"\", chuc_vu = \"\" }]";
const KEYS_BODY: &str = "Họp {{ van_ban.hinh_thuc }} tại {{ van_ban.noi_hop }}.\n{% for dong in van_ban.noi_dung %}- {{ dong }}\n\
                         {% endfor %}{% for nguoi in van_ban.chu_tri %}{{ nguoi.chuc_vu }}: {{ nguoi.ho_ten }}\n{% endfor %}";

#[test]
fn its_own_keys_number_and_date_are_told_in_phong_trao_toml() {
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(KEYS, KEYS_BODY))]);
    let told = "\n[van_ban.thong_bao_hop]\nso = \"15\"\nngay = 2022-04-05\nnoi_dung = [\"Một\", \"Hai\"]\nhinh_thuc = \"Trực tuyến\"\n\
                chu_tri = [{ ho_ten = \"Lê An\", chuc_vu = \"Giám đốc\" }]\n";
    fs::write(place.path().join("phong_trao.toml"), format!("{FACTS}{told}")).unwrap();
    let (exit, talk) = render(place.path(), &["thong_bao_hop"]);
    assert_eq!(exit, 0, "{talk}");
    let text = text(place.path(), "thong_bao_hop/thong_bao_hop.txt");
    for words in [
        "Số: 15/TB-STC",
        "ngày 05 tháng 4 năm 2022",
        "Họp truc_tuyen tại Hội trường cơ quan.",
        "- Hai",
        "Giám đốc: Lê An",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for (wrong, words) in [
        ("noi_hopp = \"x\"", "có phải là `noi_hop`?"),
        ("hinh_thuc = \"qua thư\"", "`truc_tiep`, `truc_tuyen`"),
        ("luu = \"VT\"", "không có khóa `luu`"),
    ] {
        fs::write(place.path().join("phong_trao.toml"), format!("{FACTS}\n[van_ban.thong_bao_hop]\n{wrong}\n"))
            .unwrap();
        let (exit, talk) = render(place.path(), &[]);
        assert_eq!(exit, 2, "{talk}");
        assert!(talk.contains(words), "{wrong}: {talk}");
    }
}

#[test]
fn one_number_is_not_printed_on_many_papers() {
    let head = format!("{PER_UNIT}\n[mau.van_ban]\nso = \"\"\nngay = \"\"");
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(&head, "Nội dung."))]);
    let told = "\n[van_ban.thong_bao_hop]\nso = \"15\"\nngay = 2022-04-05\n";
    fs::write(place.path().join("phong_trao.toml"), format!("{FACTS}{told}")).unwrap();
    let (exit, talk) = render(place.path(), &["thong_bao_hop"]);
    assert_eq!(exit, 0, "{talk}");
    assert!(talk.contains("TL015") && talk.contains("số `15` ghi chung cho mỗi đơn vị"), "{talk}");
    let text = text(place.path(), "thong_bao_hop/phong_dau_tu.txt");
    assert!(!text.contains("Số: 15") && text.contains("ngày 05 tháng 4 năm 2022"), "{text}");
}

#[test]
fn a_faulty_head_is_told_at_its_line() {
    for (from, to, line, words) in [
        ("pham_vi = \"don_vi\"", "pham_vi = \"donvi\"", 14, "có phải là `don_vi`?"),
        ("pham_vi = \"don_vi\"\n", "", 12, "pham_vi"),
        ("pham_vi = \"don_vi\"", "pham_vi = \"hang\"", 14, "cần `bang`"),
        ("can = [\"don_vi\"]", "can = [\"donvi\"]", 15, "có phải là `don_vi`?"),
        ("mau_trong = true", "mau_trog = true", 16, "có phải là `mau_trong`?"),
        ("ten = \"Thông báo họp\"\n", "", 12, "thiếu `ten`"),
        ("mau_trong = true", "ten_tep = \"{{ donvi.ten }}\"", 16, "có phải là `don_vi`?"),
    ] {
        let head = PER_UNIT.replacen(from, to, 1);
        assert_ne!(head, PER_UNIT, "{from}");
        let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(&head, "Nội dung."))]);
        let (exit, talk) = render(place.path(), &[]);
        assert_eq!(exit, 2, "{to}: {talk}");
        assert!(talk.contains(&format!("thong_bao_hop.van.tera:{line}:")) && talk.contains(words), "{to}: {talk}");
    }
}

#[test]
fn a_template_without_a_head_is_told_how_to_become_a_kind() {
    let text = van("", "Nội dung.");
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &text), ("mau/Giay Moi.van.tera", &van(PER_UNIT, "x"))]);
    let (exit, talk) = render(place.path(), &[]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("MT005") && talk.contains("bảng `[mau]` với `ten`, `pham_vi`"), "{talk}");
    assert!(talk.contains("MT006") && talk.contains("`giay_moi.van.tera`"), "{talk}");
}

#[test]
fn variables_of_a_new_kind_are_checked() {
    let place = campaign(&[("mau/thong_bao_hop.van.tera", &van(PER_UNIT, "{{ don_vi.tenn }} {{ van_ban.noi_hop }}"))]);
    let (exit, talk) = render(place.path(), &[]);
    assert_eq!(exit, 2, "{talk}");
    assert!(talk.contains("MT002") && talk.contains("`tenn`") && talk.contains("`noi_hop`"), "{talk}");
}

#[test]
fn one_for_each_award_may_differ_from_award_to_award() {
    let told = "[van_ban.thong_bao_ket_qua]\nso = \"15\"\nloi_ket = \"Chúc mừng.\"\n\n\
                [[van_ban.thong_bao_ket_qua.rieng]]\nhinh_thuc = \"giay_khen\"\nloi_ket = \"Trân trọng thông báo.\"\n";
    let place = sample("soc_trang_2022", |facts| format!("{facts}\n{told}"));
    let head = "[mau]\nten = \"Thông báo kết quả\"\npham_vi = \"hinh_thuc\"\n\n[mau.van_ban]\nso = \"\"\nky_hieu = \"\"\n\
                ngay = \"\"\nloi_ket = \"Xin cảm ơn.\"";
    fs::create_dir_all(place.path().join("mau")).unwrap();
    fs::write(place.path().join("mau/thong_bao_ket_qua.van.tera"), van(head, "{{ van_ban.loi_ket }}")).unwrap();
    let (exit, talk) = render(place.path(), &["thong_bao_ket_qua"]);
    assert_eq!(exit, 0, "{talk}");
    let made = made(place.path(), "thong_bao_ket_qua");
    assert_eq!(made.len(), 2, "{made:?}");
    let text = |name: &str| text(place.path(), &format!("thong_bao_ket_qua/{name}"));
    let of = |award: &str| text(made.iter().find(|name| name.starts_with(award)).unwrap());
    assert!(of("bang_khen").contains("Chúc mừng.") && of("giay_khen").contains("Trân trọng thông báo."));
    // One number can't stand on both.
    assert!(talk.contains("TL015"), "{talk}");
}
