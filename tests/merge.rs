//! `--du-lieu`: one document for each row of a table, in every shape of data; what is wrong is told at its cell
//! or its line and costs no other row.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{check, run};
use crate::workbook::{Sheet, bytes};

const TEMPLATE: &str = "+++
loai = \"giay_moi\"
co_quan = \"Sở Tài chính\"
so = \"{{ tt }}\"
ky_hieu = \"GM-STC\"
dia_danh = \"An Giang\"
ngay = \"2026-12-08\"
trich_yeu = \"Dự họp\"
noi_nhan = [\"Như trên\"]
luu = \"VT\"
[[chu_ky]]
quyen_han = [\"GIÁM ĐỐC\"]
ho_ten = \"Trần Minh Khoa\"
+++
Kính mời {{ hang.ho_va_ten }}, {{ hang.co_quan }}, ngày {{ hang.ngay_hop }}, số tiền {{ hang.tien_dong | so_viet }}.
";

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    Sheet { name: name.to_owned(), rows, merged: Vec::new(), hidden: false }
}

fn guests() -> Sheet {
    let mut sheet = sheet(
        "Khách mời",
        &[
            &["DANH SÁCH KHÁCH MỜI"],
            &[],
            &["TT", "Họ và tên", "Cơ quan", "Ngày họp", "Tiền (đồng)"],
            &["#1", "Trần An", "Sở Y tế", "@2026-12-18", "#1500000"],
            &["#2", "Lê Bình", "", "@2026-12-18", "#2.5"],
            &["#3", "TRẦN AN", "Sở Nội vụ", "18/12/2026", "3"],
            &["", "Cộng", "", "", "#5"],
        ],
    );
    sheet.merged = vec![(0, 0, 0, 4), (3, 2, 4, 2)];
    sheet
}

/// A folder with the template and a workbook of `sheets`.
fn folder(template: &str, sheets: &[Sheet]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("moi.van.tera"), template).unwrap();
    fs::write(place.path().join("khach.xlsx"), bytes(sheets)).unwrap();
    place
}

/// Exit code and talk of a merge with `data`.
fn merge(place: &Path, data: &str, more: &[&str]) -> (i32, String) {
    let call = ["render", "moi.van.tera", "--du-lieu", data, "--formats", "native"];
    let (exit, _, talk) = run(place, &[&call, more].concat());
    (exit, talk)
}

/// The paragraph of the document `stem`.
fn paragraph(place: &Path, stem: &str) -> String {
    let text = fs::read_to_string(place.join(format!("ket_qua/moi/{stem}.txt"))).unwrap();
    text.lines().find(|line| line.contains("Kính mời")).unwrap().split_once("Kính mời ").unwrap().1.to_owned()
}

#[test]
fn every_row_is_a_document_of_its_own() {
    let place = folder(TEMPLATE, &[guests()]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &["--jobs", "2"]);
    assert!(exit == 0 && talk.contains("cảnh báo[DL026]") && talk.contains("3 tệp cho 3 văn bản"), "{talk}");
    assert_eq!(paragraph(place.path(), "tran_an"), "Trần An, Sở Y tế, ngày 18/12/2026, số tiền 1.500.000./.\"");
    assert_eq!(paragraph(place.path(), "le_binh"), "Lê Bình, Sở Y tế, ngày 18/12/2026, số tiền 2,5./.\"");
    assert_eq!(paragraph(place.path(), "tran_an_2"), "TRẦN AN, Sở Nội vụ, ngày 18/12/2026, số tiền 3./.\"");
    let third = fs::read_to_string(place.path().join("ket_qua/moi/tran_an_2.txt")).unwrap();
    assert!(third.contains("Số: 03/GM-STC"), "{third}");
    let manifest: Value =
        serde_json::from_slice(&fs::read(place.path().join("ket_qua/manifest.json")).unwrap()).unwrap();
    let subjects: Vec<&str> =
        manifest["documents"].as_array().unwrap().iter().map(|it| it["subject"].as_str().unwrap()).collect();
    assert_eq!((subjects, &manifest["merged"][0]), (vec!["Trần An", "Lê Bình", "TRẦN AN"], &Value::from("moi")));
}

#[test]
fn lists_and_json_are_merged_alike() {
    let text = "Kính mời {{ hang.ho_va_ten }}{% if hang.co_quan %}, {{ hang.co_quan }}{% endif %}.\n";
    let template = format!("{}+++\n{text}", TEMPLATE.rsplit_once("+++\n").unwrap().0);
    let objects = r#"[{"Họ và tên": "A", "Cơ quan": "B"}, {"ho_va_ten": "C"}]"#;
    for (name, text) in [
        ("a.csv", "Họ và tên;Cơ quan\nA;B\nC;\n".to_owned()),
        ("b.csv", "\u{feff}HỌ VÀ TÊN,Cơ quan\r\nA,B\r\nC,\r\n".to_owned()),
        ("c.json", objects.to_owned()),
        ("d.json", format!("{{\"khach\": {objects}, \"nam\": 2026}}")),
    ] {
        let place = folder(&template, &[]);
        fs::write(place.path().join(name), text).unwrap();
        let (exit, talk) = merge(place.path(), name, &[]);
        assert_eq!(exit, 0, "{name}: {talk}");
        assert_eq!([paragraph(place.path(), "a"), paragraph(place.path(), "c")], ["A, B./.\"", "C./.\""], "{name}");
    }
}

#[test]
fn the_older_workbooks_are_merged_too() {
    let text = "Kính mời {{ hang.ten_don_vi }}.\n";
    let template = format!("{}+++\n{text}", TEMPLATE.rsplit_once("+++\n").unwrap().0);
    for name in ["so_lieu.ods", "so_lieu.xls"] {
        let place = folder(&template, &[]);
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/so_lieu").join(name);
        fs::copy(from, place.path().join(name)).unwrap();
        let (exit, talk) = merge(place.path(), name, &["--bang", "don vi"]);
        assert!(exit == 0 && !talk.contains("lỗi"), "{name}: {talk}");
    }
}

#[test]
fn a_faulty_row_costs_only_itself() {
    let mut sheet = guests();
    sheet.rows[4][4] = "=#REF!".to_owned();
    sheet.rows[5][4] = "nhiều".to_owned();
    let place = folder(TEMPLATE, &[sheet]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 1 && talk.contains("2 văn bản có lỗi, không tạo: moi/le_binh, moi/tran_an_2"), "{talk}");
    assert!(talk.contains("lỗi[DL014]") && talk.contains("--> khach.xlsx [Khách mời!E5]"), "{talk}");
    assert!(
        talk.contains("lỗi[MT004]") && talk.contains("gặp ở dòng số liệu này (khach.xlsx [Khách mời!B6])"),
        "{talk}"
    );
    assert!(place.path().join("ket_qua/moi/tran_an.txt").is_file());
    let manifest = fs::read_to_string(place.path().join("ket_qua/manifest.json")).unwrap();
    assert_eq!(manifest.matches("\"status\": \"failed\"").count(), 2, "{manifest}");
    let (exit, _, told) = check(place.path(), &["moi.van.tera", "--du-lieu", "khach.xlsx"]);
    assert!(exit == 1 && told.contains("[Khách mời!E5]") && told.contains("2 lỗi"), "{told}");
    let (exit, out, _) = check(place.path(), &["moi.van.tera", "--du-lieu", "khach.xlsx", "--json"]);
    assert!(exit == 1 && out.lines().any(|line| line.contains("\"sheet\":\"Khách mời\",\"row\":5")), "{out}");
}

#[test]
fn a_fault_of_all_rows_is_told_once() {
    let place = folder(&TEMPLATE.replace("2026-12-08", "2026-13-08"), &[guests()]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 1 && talk.contains("3 văn bản có lỗi"), "{talk}");
    assert_eq!(talk.matches("--> moi.van.tera:7:").count(), 1, "{talk}");
    assert!(talk.contains("gặp ở 3 dòng số liệu, dòng đầu là dòng này (khach.xlsx [Khách mời!B4])"), "{talk}");
}

#[test]
fn an_unknown_column_is_told_at_its_line() {
    for (from, to, place_of, hint) in [
        ("hang.co_quan", "hang.co_quna", "moi.van.tera:15:40", "có phải là `co_quan`?"),
        ("\"{{ tt }}\"", "\"{{ sst }}\"", "moi.van.tera:4:10", "có phải là `tt`?"),
        ("{{ tt }}", "{{ don_vi.ten }}", "moi.van.tera:4:10", "ở đây có: hang, tt"),
    ] {
        let place = folder(&TEMPLATE.replace(from, to), &[guests()]);
        let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
        assert!(exit == 2 && talk.contains("lỗi[MT002]"), "{talk}");
        assert!(talk.contains(place_of) && talk.contains(hint), "{talk}");
        assert!(!place.path().join("ket_qua").exists());
    }
}

#[test]
fn one_table_is_chosen_or_the_choice_is_told() {
    let others = || {
        let mut hidden = sheet("Khách cũ", &[&["Họ và tên", "Cơ quan"], &["A", "B"]]);
        hidden.hidden = true;
        let help = sheet("Hướng dẫn", &[&["Cột", "Nghĩa"], &["Họ và tên", "tên khách"]]);
        vec![hidden, help]
    };
    let place = folder(TEMPLATE, &[vec![guests()], others()].concat());
    assert_eq!(merge(place.path(), "khach.xlsx", &[]).0, 0);
    assert_eq!(merge(place.path(), "khach.xlsx", &["--bang", "KHACH MOI"]).0, 0);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &["--bang", "Khách mòii"]);
    assert!(exit == 2 && talk.contains("lỗi[TL018]") && talk.contains("có phải là `Khách mời`?"), "{talk}");
    let second = sheet("Khách khác", &[&["Họ và tên", "Cơ quan"], &["A", "B"]]);
    let place = folder(TEMPLATE, &[vec![guests(), second], others()].concat());
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 2 && talk.contains("lỗi[TL018]: tệp số liệu có 2 bảng: Khách mời, Khách khác"), "{talk}");
    assert!(talk.contains("--bang \"Khách mời\""), "{talk}");
    let place = folder(TEMPLATE, &[sheet("Ghi nhớ", &[&["#1"], &["#2"]])]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 2 && talk.contains("lỗi[DL008]") && talk.contains("--> khach.xlsx"), "{talk}");
    let place = folder(TEMPLATE, &[sheet("Trống", &[&["Họ và tên", "Cơ quan", "Ngày họp", "Tiền (đồng)"]])]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 2 && talk.contains("lỗi[TL010]: bảng `Trống` không có dòng nào"), "{talk}");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let place = folder(TEMPLATE, &[guests()]);
    fs::write(place.path().join("mot.van"), "+++\nloai = \"bieu_mau\"\n+++\nA\n").unwrap();
    fs::write(place.path().join("phong_trao.toml"), "").unwrap();
    let data = ["--du-lieu", "khach.xlsx"];
    for (call, code, words) in [
        (vec!["render", "moi.van.tera"], "TL017", "--du-lieu khach_moi.xlsx"),
        (vec!["check", "moi.van.tera"], "TL017", "--du-lieu khach_moi.xlsx"),
        (vec!["render", "moi.van.tera", "--bo-mau", "nd98"], "TL009", "`--bo-mau` chỉ dùng với thư mục phong trào"),
        (vec!["render", "moi.van.tera", "giay_moi"], "TL009", "loại `giay_moi`"),
        (vec!["check", "moi.van.tera", "--ngay", "2026-01-01"], "TL009", "`--ngay` chỉ dùng với thư mục"),
        (vec!["render", "mot.van", "--bang", "A"], "TL009", "`--bang` chỉ dùng với mẫu .van.tera"),
        (vec!["render", ".", "--bang", "A"], "TL009", "`--bang` chỉ dùng với mẫu .van.tera"),
        (vec!["render", "moi.van.tera", "--du-lieu", "."], "TL002", "bảng số liệu"),
        (vec!["render", "moi.van.tera", "--du-lieu", "mot.van"], "TL002", ".xlsx"),
        (vec!["render", "moi.van.tera", "--du-lieu", "khong_co.xlsx"], "TL001", "đường dẫn"),
    ] {
        let (exit, _, talk) = run(place.path(), &call);
        assert!(exit == 2 && talk.contains(code) && talk.contains(words), "{call:?}: {talk}");
    }
    for call in [["render", "mot.van"], ["check", "mot.van"], ["render", "."], ["check", "."]] {
        let (exit, _, talk) = run(place.path(), &[call, data].concat());
        assert!(exit == 2 && talk.contains("TL009") && talk.contains("`--du-lieu`"), "{call:?}: {talk}");
    }
    assert!(!place.path().join("ket_qua").exists());
}

#[test]
fn data_never_become_markup() {
    let rows: &[&[&str]] = &[
        &["Họ và tên", "Cơ quan", "Ngày họp", "Tiền (đồng)"],
        &["**A** {{ tt }} @phu_luc \"x\"", "# B | \\*", "+++", "#1"],
    ];
    let place = folder(TEMPLATE, &[sheet("Khách", rows)]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert_eq!(exit, 0, "{talk}");
    let text = paragraph(place.path(), "a_tt_phu_luc_x");
    assert!(text.starts_with("**A** {{ tt }} @phu_luc \\\"x\\\", # B | \\\\*, ngày +++, số tiền 1"), "{text}");
}

#[test]
fn a_second_run_clears_away_rows_that_are_gone_and_nothing_else() {
    let place = folder(TEMPLATE, &[guests()]);
    fs::write(place.path().join("khac.van.tera"), TEMPLATE).unwrap();
    assert_eq!(merge(place.path(), "khach.xlsx", &[]).0, 0);
    let call = ["render", "khac.van.tera", "--du-lieu", "khach.xlsx", "--formats", "native"];
    assert_eq!(run(place.path(), &call).0, 0);
    let mut fewer = guests();
    fewer.rows.remove(4);
    fs::write(place.path().join("khach.xlsx"), bytes(&[Sheet { merged: Vec::new(), ..fewer }])).unwrap();
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(
        exit == 0 && talk.contains("cảnh báo[GF010]: đã xóa 1 tệp cũ") && talk.contains("moi/le_binh.txt"),
        "{talk}"
    );
    assert!(place.path().join("ket_qua/khac/le_binh.txt").is_file());
}

#[test]
fn a_campaign_leaves_the_documents_of_merges_alone() {
    let place = crate::workbook::folder(crate::workbook::FACTS, &crate::workbook::good());
    fs::write(place.path().join("moi.van.tera"), TEMPLATE).unwrap();
    fs::write(place.path().join("khach.csv"), "Họ và tên,Cơ quan,Ngày họp,Tiền (đồng)\nA,B,C,1\n").unwrap();
    let campaign = |place: &Path| run(place, &["render", ".", "ke_hoach", "--out", "ket_qua", "--formats", "native"]);
    assert_eq!(campaign(place.path()).0, 0);
    assert_eq!(merge(place.path(), "khach.csv", &[]).0, 0);
    let (exit, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    assert!(exit == 0 && !talk.contains("GF010"), "{talk}");
    assert!(place.path().join("ket_qua/moi/a.txt").is_file());
    assert!(place.path().join("ket_qua/ke_hoach/ke_hoach.txt").is_file());
}

#[test]
fn a_head_may_name_the_files() {
    let head = "[mau]\nten = \"Giấy mời họp\"\npham_vi = \"hang\"\nbang = \"khach_moi\"\nten_tep = \"{{ tt }} {{ hang.co_quan }}\"\n[[chu_ky]]";
    let place = folder(&TEMPLATE.replace("[[chu_ky]]", head), &[guests()]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert_eq!(exit, 0, "{talk}");
    for stem in ["1_so_y_te", "2_so_y_te", "3_so_noi_vu"] {
        assert!(place.path().join(format!("ket_qua/moi/{stem}.txt")).is_file(), "{stem}");
    }
    let wrong = head.replace("hang.co_quan", "hang.co_quna");
    let place = folder(&TEMPLATE.replace("[[chu_ky]]", &wrong), &[guests()]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 2 && talk.contains("lỗi[MT002]") && talk.contains("moi.van.tera:15:"), "{talk}");
}

#[test]
fn what_a_campaign_would_tell_of_a_cell_is_told_of_a_merge() {
    let guests = |cells: [&str; 4]| {
        let head: &[&str] = &["Họ và tên", "Cơ quan", "Ngày họp", "Tiền (đồng)"];
        let good: &[&[&str]] =
            &[&["Lê Bình", "Sở Y tế", "@2026-12-18", "#1"], &["Đỗ Chi", "Sở Nội vụ", "@2026-12-18", "#2"]];
        sheet("Khách mời", &[&[head], good, &[&cells]].concat())
    };
    for (cells, exit, told) in [
        (["Trần An", "#0", "@2026-12-18", "#3"], 0, "cảnh báo[DL040]"),
        (["Trần An", "Sở Giáo dục", "&dd/mm/yyyy&0", "#3"], 0, "cảnh báo[DL040]"),
        (["Trần An", "Sở Giáo dục", "#46374", "#3"], 0, "`46374`, số thứ tự của ngày 18/12/2026"),
        (["Trần An", "Sở Giáo dục", "12/25/2026", "#3"], 1, "lỗi[DL041]"),
        (["Trần An", "=#N/A", "@2026-12-18", "#3"], 1, "lỗi[DL014]"),
        (["Trần An", "Ph?ng Giáo dục", "@2026-12-18", "#3"], 0, "cảnh báo[DL049]: `Ph?ng`"),
        (["Trần An", "Sở Giáo dục", "@2026-12-18", "#0"], 0, "3 tệp cho 3 văn bản"),
    ] {
        let place = folder(TEMPLATE, &[guests(cells)]);
        let (found, talk) = merge(place.path(), "khach.xlsx", &[]);
        assert!(found == exit && talk.contains(told), "{cells:?}: {talk}");
        assert!(place.path().join("ket_qua/moi/le_binh.txt").is_file(), "{cells:?}: {talk}");
        assert_eq!(place.path().join("ket_qua/moi/tran_an.txt").is_file(), exit == 0, "{cells:?}: {talk}");
    }
    let place = folder(TEMPLATE, &[]);
    fs::write(place.path().join("a.csv"), "Họ và tên,Cơ quan,Ngày họp,Tiền (đồng)\nA,#N/A,18/12/2026,1\n").unwrap();
    let (exit, talk) = merge(place.path(), "a.csv", &[]);
    assert!(exit == 1 && talk.contains("lỗi[DL014]") && talk.contains("#N/A"), "{talk}");
}

#[test]
fn a_form_of_address_of_the_cell_is_no_second_one_on_the_paper() {
    let rows: &[&[&str]] = &[
        &["Họ và tên", "Cơ quan", "Ngày họp", "Tiền (đồng)"],
        &["Ông Trần An", "Sở Y tế", "@2026-12-18", "#1"],
        &["Lê Bình", "Sở Y tế", "@2026-12-18", "#1"],
        &["Ông Ích Khiêm", "Sở Y tế", "@2026-12-18", "#1"],
    ];
    let twice = TEMPLATE.replace("Kính mời {{", "Kính mời ông {{");
    let place = folder(&twice, &[sheet("Khách", rows)]);
    let (exit, talk) = merge(place.path(), "khach.xlsx", &[]);
    assert!(exit == 1 && talk.matches("lỗi[DL045]").count() == 1, "{talk}");
    assert!(talk.contains("mẫu in `ông` ngay trước `Ông Trần An`") && talk.contains("[Khách!A2]"), "{talk}");
    assert!(place.path().join("ket_qua/moi/ong_ich_khiem.txt").is_file(), "{talk}");
    let place = folder(TEMPLATE, &[sheet("Khách", rows)]);
    assert_eq!(merge(place.path(), "khach.xlsx", &[]).0, 0);
}
