//! `vanthu check`: who qualifies and why, what is wrong in which cell, and nothing written.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::program::check;

const FACTS: &str = r#"
ten = "cải cách hành chính năm 2022"
ngay_xet = 2023-02-15
[co_quan]
ten = "Sở Tài chính"
viet_tat = "STC"
dia_danh = "Kiên Giang"
chuc_danh = "Giám đốc"
[ke_hoach]
ky_hieu = "KH-STC"
ngay = "2022-03"
trich_yeu = "Phát động phong trào thi đua"
[ke_hoach.nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Trần Minh Khoa"
[dang_ky]
trich_yeu = "Thi đua"
han = { den_het = 2022-03-30 }
[[chi_so]]
ma = "diem"
ten = "Chỉ số cải cách hành chính"
don_vi_tinh = "%"
[[tieu_chuan]]
ma = "tren_90"
loai = "nguong"
chi_so = "diem"
muc = 90
[[tieu_chuan]]
ma = "dung_han"
loai = "dang_ky"
ap_dung = "tap_the"
[[hinh_thuc]]
ma = "giay_khen"
ten = "Giấy khen của Giám đốc Sở"
tieu_chuan = ["tren_90", "dung_han"]
xep_hang = [{ chi_so = "diem" }]
[[chi_tieu]]
ma = "so_luong"
hinh_thuc = ["giay_khen"]
loai = "so_luong"
so = 2
"#;

const SHEETS: &[(&str, &str)] = &[
    ("don_vi.csv", "Tên đơn vị\nPhòng Ngân sách\nPhòng Đầu tư\nPhòng Giá\nThanh tra Sở\nVăn phòng Sở\nPhòng Tin học\n"),
    (
        "dang_ky.csv",
        "Đơn vị,Đối tượng,Ngày nộp\nPhòng Ngân sách,Tập thể,25/3/2022\nPhòng Đầu tư,Tập thể,01/4/2022\n\
         Phòng Giá,Tập thể,28/3/2022\nThanh tra Sở,Tập thể,28/3/2022\nVăn phòng Sở,Tập thể,28/3/2022\n",
    ),
    ("ca_nhan.csv", "Họ và tên,Đơn vị\nTrần An,Phòng Ngân sách\n"),
    (
        "de_nghi.csv",
        "Đối tượng,Hình thức,Năm\nPhòng Ngân sách,giay_khen,2022\nPhòng Đầu tư,giay_khen,2022\nPhòng Giá,giay_khen,2022\n\
         Thanh tra Sở,giay_khen,2022\nVăn phòng Sở,giay_khen,2022\nTrần An,giay_khen,2022\n",
    ),
    (
        "ket_qua.csv",
        "Đối tượng,Chỉ số,Năm,Giá trị\nPhòng Ngân sách,diem,2022,96\nPhòng Đầu tư,diem,2022,97\nPhòng Giá,diem,2022,\n\
         Thanh tra Sở,diem,2022,93\nVăn phòng Sở,diem,2022,91\nTrần An,diem,2022,85\n",
    ),
];

/// The campaign above with `changes`: a file, what stands in it, what takes its place.
fn folder(changes: &[(&str, &str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in [("phong_trao.toml", FACTS)].iter().chain(SHEETS) {
        let mut text = (*text).to_owned();
        for (_, from, to) in changes.iter().filter(|(file, ..)| file == name) {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|path| path.join("phong_trao.toml").is_file()).collect()
}

#[test]
fn each_unit_and_each_award_is_summed_up_with_its_reasons() {
    let place = folder(&[]);
    let (code, out, talk) = check(place.path(), &["."]);
    assert_eq!(code, 0, "{out}{talk}");
    let expected = "\
Phong trào “cải cách hành chính năm 2022”, xét đến hết ngày 15/02/2023

Phòng Ngân sách – đăng ký: đúng hạn
  Đạt, được chọn: Phòng Ngân sách (tập thể) – Giấy khen của Giám đốc Sở, năm 2022 (de_nghi.csv:2:1)
    - Chỉ số cải cách hành chính: 96% (yêu cầu tối thiểu 90%) (xem ket_qua.csv:2:27)
    - đăng ký thi đua: nhận ngày 25/3/2022, đúng hạn (xem dang_ky.csv:2:25)
  Không đạt: Trần An (cá nhân) – Giấy khen của Giám đốc Sở, năm 2022 (de_nghi.csv:7:1)
    - Chỉ số cải cách hành chính: 85% (yêu cầu tối thiểu 90%) (xem ket_qua.csv:7:19)
    - không áp dụng `dung_han`: chỉ áp dụng cho tập thể
";
    assert!(out.starts_with(expected), "{out}");
    for part in [
        "\nPhòng Đầu tư – đăng ký: muộn 02 ngày\n  Không đạt: Phòng Đầu tư (tập thể)",
        "    - đăng ký thi đua: nhận ngày 01/4/2022, muộn 2 ngày (xem dang_ky.csv:3:22)\n",
        "  Chờ: Phòng Giá (tập thể)",
        "    - chưa có kết quả: Chỉ số cải cách hành chính năm 2022 (xem ",
        "  Đạt, ngoài chỉ tiêu: Văn phòng Sở (tập thể)",
        "\nPhòng Tin học – đăng ký: chưa nộp\n",
        "\nGiấy khen của Giám đốc Sở, năm 2022\n",
        "  Chỉ tiêu: không quá 02 trường hợp (tập thể hoặc cá nhân) (02 trường hợp)\n",
        "  Được chọn (2): Phòng Ngân sách (hạng 1); Thanh tra Sở (hạng 2)\n",
        "  Đạt nhưng ngoài chỉ tiêu (1): Văn phòng Sở (hạng 3)\n",
        "  Chờ (1): Phòng Giá\n",
        "  Không đạt (2): Phòng Đầu tư; Trần An\n",
    ] {
        assert!(out.contains(part), "{part} not in\n{out}");
    }
    assert!(talk.contains("cảnh báo[TD050]") && talk.trim_end().ends_with("cảnh báo"), "{talk}");
}

#[test]
fn every_verdict_is_told_to_programs_that_ask() {
    let place = folder(&[]);
    let (_, findings, _) = check(place.path(), &[".", "--json"]);
    let (code, out, talk) = check(place.path(), &[".", "--json", "--ket-qua"]);
    assert_eq!((code, talk.as_str()), (0, ""));
    assert!(out.starts_with(&findings), "first the findings, as without");
    let lines = out.strip_prefix(&findings).unwrap().lines();
    let items: Vec<serde_json::Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(items.len(), 6);
    let item = items.iter().map(|item| &item["de_nghi"]).find(|item| item["ten"] == "Phòng Ngân sách").unwrap();
    assert_eq!((item["ket_luan"].as_str(), item["ket_qua"].as_str()), (Some("dat"), Some("duoc_chon")));
    let criterion = &item["tieu_chuan"]["gom"][0];
    assert_eq!(criterion["ma"], "tren_90");
    assert_eq!(criterion["ly_do"], "Chỉ số cải cách hành chính: 96% (yêu cầu tối thiểu 90%)");
    assert_eq!(criterion["da_xem"][0]["gia_tri"], "96%");
    assert_eq!(criterion["da_xem"][0]["vi_tri"], "./ket_qua.csv:2:27");
    assert_eq!(check(place.path(), &[".", "--ket-qua"]).0, 2, "only with --json");
}

#[test]
fn money_follows_the_day_of_the_decision() {
    for (day, words) in [
        ("2024-06-30", "02 tập thể × 1.080.000 đồng (0,6 × 1.800.000 đồng) = 2.160.000 đồng"),
        ("2024-07-01", "02 tập thể × 1.410.000 đồng (0,6 × 2.340.000 đồng) = 2.820.000 đồng"),
        ("2026-07-01", "02 tập thể × 1.520.000 đồng (0,6 × 2.530.000 đồng) = 3.040.000 đồng"),
    ] {
        let decided = format!("ma = \"giay_khen\"\ndanh_muc = \"giay_khen\"\nngay_quyet_dinh = {day}\n");
        let place = folder(&[("phong_trao.toml", "ma = \"giay_khen\"\n", &decided)]);
        let (_, out, _) = check(place.path(), &["."]);
        assert!(out.contains(&format!("  Tiền thưởng: {words}\n")), "{day}: {out}");
    }
}

#[test]
fn equals_at_the_edge_are_left_to_the_council() {
    let place = folder(&[("ket_qua.csv", "2022,91", "2022,93")]);
    let (_, out, _) = check(place.path(), &["."]);
    assert!(out.contains("  Đồng hạng ở ranh giới chỉ tiêu, chưa chọn được ai (2): "), "{out}");
}

#[test]
fn the_day_of_judgement_hides_what_came_later() {
    let place = folder(&[]);
    let (_, out, _) = check(place.path(), &[".", "--ngay", "2022-03-26"]);
    assert!(out.contains("xét đến hết ngày 26/3/2022"), "{out}");
    assert!(out.contains("Phòng Ngân sách – đăng ký: đúng hạn"), "{out}");
    assert!(out.contains("Phòng Giá – đăng ký: chưa nộp"), "{out}");
    assert!(out.contains("đăng ký thi đua: chưa nhận được, hạn 30/3/2022"), "{out}");
}

#[test]
fn every_fault_names_its_cell_and_fails_the_check() {
    let place = folder(&[
        ("dang_ky.csv", "28/3/2022", "31/02/2022"),
        ("de_nghi.csv", "Thanh tra Sở,giay_khen", "Thanh tra Xở,giay_khen"),
        ("ket_qua.csv", "Văn phòng Sở,diem", "Văn phòng Sở,diemm"),
    ]);
    let (code, out, talk) = check(place.path(), &["."]);
    assert_eq!(code, 1, "{talk}");
    for cell in ["dang_ky.csv:4:19", "de_nghi.csv:5:1", "ket_qua.csv:6:14"] {
        assert!(talk.contains(&format!("\n  --> ./{cell}\n")), "{cell} not in\n{talk}");
    }
    assert!(talk.contains("có phải `Thanh tra Sở`?"), "{talk}");
    assert!(out.contains("Phòng Giá – đăng ký: đã nộp, chưa ghi ngày; số liệu có 1 lỗi\n"), "{out}");

    let (code, out, talk) = check(place.path(), &[".", "--json"]);
    assert_eq!((code, talk.as_str()), (1, ""));
    let findings: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let place_of = |wanted: &str| findings.iter().filter(|finding| finding["place"] == wanted).count();
    assert_eq!(place_of("./dang_ky.csv:4:19"), 1, "{out}");
    let mut keys: Vec<&String> = findings[0].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "code",
            "column",
            "column_letter",
            "file",
            "hints",
            "key",
            "line",
            "message",
            "place",
            "row",
            "severity",
            "sheet"
        ]
    );
}

/// The findings with `code`, each with its place.
fn located(talk: &str, code: &str) -> Vec<(String, String)> {
    talk.split(&format!("[{code}]: "))
        .skip(1)
        .map(|part| {
            let mut lines = part.lines();
            let message = lines.next().unwrap_or_default().to_owned();
            let place = lines.find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or_default();
            (message, place.to_owned())
        })
        .collect()
}

#[test]
fn a_basis_must_be_in_force_on_the_day_of_its_paper() {
    let papers = "[van_ban.to_trinh]\nngay = 2025-08-01\ncan_cu = [\n\
        \"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\",\n\
        \"Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ\",\n]\n\
        [van_ban.quyet_dinh_khen_thuong]\nngay = \"2025-06-30\"\n\
        can_cu = [\"Căn cứ Nghị định số 98/2023/NĐ-CP\", \"Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003\"]\n\
        [[van_ban.quyet_dinh_khen_thuong.rieng]]\nhinh_thuc = \"giay_khen\"\nnam = 2021\n\
        can_cu = [\"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\"]\n[[chi_so]]";
    let cited = "[[ke_hoach.can_cu]]\nloai = \"Nghị định\"\nso_ky_hieu = \"91/2017/NĐ-CP\"\n[dang_ky]";
    let line =
        |text: &str| 1 + FACTS.replacen("[[chi_so]]", papers, 1).lines().take_while(|line| *line != text).count();
    let place = folder(&[("phong_trao.toml", "[[chi_so]]", papers)]);
    let (code, _, talk) = check(place.path(), &["."]);
    let head = line("[van_ban.to_trinh]");
    let expected = [
        (
            "Tờ trình ngày 01/8/2025: căn cứ Nghị định số 98/2023/NĐ-CP đã hết hiệu lực (đến hết ngày 30/6/2025)",
            format!("./phong_trao.toml:{}:1", head + 4),
        ),
        (
            "Quyết định ngày 30/6/2025: căn cứ Luật Thi đua, khen thưởng 2003 đã hết hiệu lực (đến hết ngày 31/12/2023)",
            format!("./phong_trao.toml:{}:48", head + 8),
        ),
    ];
    let expected: Vec<(String, String)> = expected.into_iter().map(|(text, place)| (text.to_owned(), place)).collect();
    assert_eq!(code, 0, "{talk}");
    assert_eq!(located(&talk, "TD009"), expected, "{talk}");

    // The plan, and a date with blanks: no day of the year would do, or some day would.
    for (year, found) in [("2022-03", 0), ("2023", 0), ("2024", 1), ("2024-01-01", 1), ("2023-12-31", 0)] {
        let dated = format!("ngay = \"{year}\"");
        let place =
            folder(&[("phong_trao.toml", "ngay = \"2022-03\"", &dated), ("phong_trao.toml", "[dang_ky]", cited)]);
        let (_, _, talk) = check(place.path(), &["."]);
        let findings = located(&talk, "TD009");
        assert_eq!(findings.len(), found, "{year}: {talk}");
        assert!(findings.iter().all(|(_, place)| place.starts_with("./phong_trao.toml:")), "{findings:?}");
    }
}

#[test]
fn papers_keep_to_the_decider_and_to_the_day_of_submission() {
    let rules = "ma = \"giay_khen\"\ndanh_muc = \"giay_khen\"\nnguoi_quyet_dinh = \"giam_doc_so\"\n";
    let term = "[[su_kien]]\nma = \"hoi_nghi\"\nten = \"tổ chức Hội nghị\"\nngay = 2023-02-20\n\
        [[thoi_han]]\nma = \"trinh\"\nviec = \"trinh\"\nso_ngay = 10\ntruoc_su_kien = \"hoi_nghi\"\n[[chi_so]]";
    for (decider, day, found) in [
        ("Giám đốc Sở Tài chính", "2023-02-10", [0, 0]),
        ("GIÁM ĐỐC SỞ TÀI CHÍNH", "2023-02", [0, 0]),
        ("Chủ tịch UBND tỉnh Kiên Giang", "2023-02-11", [1, 1]),
        ("Trưởng phòng Ngân sách", "2023-03", [1, 1]),
    ] {
        let papers = format!(
            "[van_ban.to_trinh]\nngay = \"{day}\"\n[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"{decider}\"\n{term}"
        );
        let changes = [("phong_trao.toml", "ma = \"giay_khen\"\n", rules), ("phong_trao.toml", "[[chi_so]]", &papers)];
        let place = folder(&changes);
        let (_, _, talk) = check(place.path(), &["."]);
        // Who leads a room decides on no award of the law: that is told instead of what does not fit together.
        let named = [located(&talk, "TL016"), located(&talk, "TD008")].concat();
        let late = located(&talk, "TD045");
        assert_eq!([named.len(), late.len()], found, "{decider} {day}: {talk}");
        assert!(named.iter().all(|(_, place)| place == "./phong_trao.toml:22:14"), "{named:?}");
        assert!(late.iter().all(|(_, place)| place == "./phong_trao.toml:20:8"), "{late:?}");
    }
}

#[test]
fn what_came_later_is_neither_late_nor_there() {
    let place = folder(&[]);
    let (_, _, talk) = check(place.path(), &[".", "--ngay", "2022-03-31"]);
    assert_eq!(located(&talk, "TD040"), [], "on 31/3 nobody knows of 01/4");
    let missing: Vec<String> = located(&talk, "TD041").into_iter().map(|(message, _)| message).collect();
    let expected = ["Phòng Đầu tư: chưa đăng ký, hạn 30/3/2022", "Phòng Tin học: chưa đăng ký, hạn 30/3/2022"];
    assert_eq!(missing, expected);
    let (_, _, talk) = check(place.path(), &[".", "--ngay", "2022-04-01"]);
    assert_eq!((located(&talk, "TD040").len(), located(&talk, "TD041").len()), (1, 1), "{talk}");
}

#[test]
fn what_can_not_be_judged_is_unusable() {
    let broken = folder(&[("phong_trao.toml", "[dang_ky]", "[dang_ky")]);
    let (code, out, talk) = check(broken.path(), &["."]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(talk.contains("lỗi[DL004]") && talk.ends_with("1 lỗi\n"), "{talk}");
    let (code, out, _) = check(broken.path(), &[".", "--json"]);
    assert_eq!((code, out.lines().count()), (2, 1));
    for arguments in [&["khong_co"][..], &["don_vi.csv"], &[".", "--ngay", "2022-02-30"]] {
        assert_eq!(check(broken.path(), arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn a_document_is_checked_as_it_would_be_made() {
    let place = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/cong_van.van");
    let good = fs::read_to_string(sample).unwrap();
    fs::write(place.path().join("good.van"), &good).unwrap();
    fs::write(place.path().join("bad.van"), good.replacen("loai =", "loia =", 1)).unwrap();
    assert_eq!(check(place.path(), &["good.van"]), (0, String::new(), "Không có lỗi\n".to_owned()));
    let (code, out, talk) = check(place.path(), &["bad.van"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(talk.contains("lỗi[VB") && talk.contains("bad.van:"), "{talk}");
    for option in [&["--ngay", "2022-03-30"][..], &["--json", "--ket-qua"]] {
        let (code, out, talk) = check(place.path(), &[&["good.van"], option].concat());
        assert!(code == 2 && (out + &talk).contains("TL009"), "{option:?}: {talk}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
}

#[test]
fn every_sample_campaign_can_be_checked_and_is_left_alone() {
    let contents = |path: &Path| {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name());
        entries.collect::<std::collections::BTreeSet<_>>()
    };
    assert!(!samples().is_empty());
    for sample in samples() {
        let before = contents(&sample);
        let (code, out, talk) = check(&sample, &["."]);
        assert!(code < 2, "{}\n{talk}", sample.display());
        let campaign = vanthu::campaign::open(&sample).unwrap_or_else(|report| panic!("{report:?}"));
        for (_, unit) in campaign.parties().units() {
            assert!(out.lines().any(|line| line.starts_with(unit.name())), "{} not in\n{out}", unit.name());
        }
        assert_eq!(check(&sample, &["."]), (code, out, talk));
        assert_eq!(contents(&sample), before);
    }
}
