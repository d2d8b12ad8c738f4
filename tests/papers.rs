//! Which body issues a paper, under which number, signed by whom; and that nothing told of a paper is lost.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vanthu::campaign::{self, CampaignFolder};
use vanthu::diag::{Diagnostic, Report};
use vanthu::document::{Block, Document};

use crate::program;

/// The sample `name` with all pairs of `edits` replaced in its facts.
fn folder(name: &str, edits: &[(&str, &str)]) -> TempDir {
    let replaced = |text: String, (before, after): &(&str, &str)| {
        assert!(text.contains(before), "{before}");
        text.replacen(before, after, 1)
    };
    program::sample(name, |facts| edits.iter().fold(facts, replaced))
}

pub fn sample(name: &str, edits: &[(&str, &str)]) -> CampaignFolder {
    campaign::open(folder(name, edits).path()).unwrap_or_else(|report| panic!("{}", shown(&report)))
}

fn faults(name: &str, edits: &[(&str, &str)]) -> Report {
    campaign::open(folder(name, edits).path()).map(|_| ()).unwrap_err()
}

fn shown(report: &Report) -> String {
    report.iter().map(|finding| format!("{finding}\n")).collect()
}

pub fn found(campaign: &CampaignFolder, code: &str) -> Vec<Diagnostic> {
    campaign.warnings().into_iter().filter(|finding| finding.code.name() == code).collect()
}

fn made(campaign: &CampaignFolder, path: &str) -> Option<Document> {
    let jobs = campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{}", shown(&report)));
    let job = jobs.iter().find(|job| job.path == path)?;
    Some((job.make)().unwrap_or_else(|report| panic!("{path}: {}", shown(&report))).0)
}

pub fn text(campaign: &CampaignFolder, path: &str) -> String {
    format!("{:?}", made(campaign, path).unwrap_or_else(|| panic!("no {path}")))
}

/// Letterhead and signature of a paper: body, number, above the signature, name.
pub fn head(campaign: &CampaignFolder, path: &str) -> [String; 4] {
    let document = made(campaign, path).unwrap_or_else(|| panic!("no {path}"));
    let mut head = [const { String::new() }; 4];
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Letterhead(letterhead) if head[0].is_empty() => {
                head[0] = letterhead.co_quan.join(" ");
                head[1] = letterhead.so_ky_hieu.clone().unwrap_or_default();
            }
            Block::Signature(signature) => {
                head[2] = signature.chu_ky.iter().flat_map(|one| one.quyen_han.clone()).collect::<Vec<_>>().join(" / ");
                head[3] = signature.chu_ky.iter().map(|one| one.ho_ten.clone()).collect();
            }
            _ => {}
        }
    }
    head
}

const KIEN_GIANG: &str = "kien_giang_2022";
const SOC_TRANG: &str = "soc_trang_2022";
const DECISION: &str = "quyet_dinh_khen_thuong/bang_khen_hang_nam_2022";

/// The sample facts without their group of decisions.
fn without_decision() -> (String, &'static str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/kien_giang_2022/phong_trao.toml");
    let text = fs::read_to_string(path).unwrap();
    let start = text.find("[van_ban.quyet_dinh_khen_thuong]").unwrap();
    let end = text.find("[van_ban.bao_cao_thanh_tich]").unwrap();
    (text[start..end].to_owned(), "")
}

#[test]
fn what_is_said_for_an_award_that_is_not_there_is_a_fault() {
    let report = faults(
        SOC_TRANG,
        &[("hinh_thuc = \"bang_khen\"\nco_quan = [\"Ủy", "hinh_thuc = \"bang_khne\"\nco_quan = [\"Ủy")],
    );
    let finding = report.iter().find(|finding| finding.code.name() == "DL018").unwrap();
    assert!(
        finding.to_string().contains("phong_trao.toml:") && finding.to_string().contains("`bang_khen`?"),
        "{finding}"
    );
    // A year in which nothing is judged.
    let year = ("hinh_thuc = \"bang_khen\"\nco_quan = [\"Ủy", "hinh_thuc = \"giay_khen\"\nnam = 2012\nco_quan = [\"Ủy");
    let campaign = sample(SOC_TRANG, &[year]);
    let unused = found(&campaign, "TL014");
    assert_eq!(unused.len(), 1, "{}", shown(&campaign.warnings()));
    assert!(unused[0].to_string().contains("sửa `nam`: hình thức này được xét cho năm 2022"), "{}", unused[0]);
}

#[test]
fn a_report_calls_no_campaign_what_is_none() {
    let name = "ten = \"thực hiện nhiệm vụ cải cách";
    let campaign = sample(KIEN_GIANG, &[(name, &format!("goi_la = \"sự nghiệp\"\n{name}"))]);
    for path in
        ["bao_cao_tong_ket/bao_cao_tong_ket", "bao_cao_tong_ket/mau_trong", "bao_cao_thanh_tich_ca_nhan/mau_trong"]
    {
        let text = text(&campaign, path);
        for campaign in ["CỦA PHONG TRÀO", "của phong trào", "phát động phong trào đến", "kết quả phong trào"]
        {
            assert!(!text.contains(campaign), "{path}: {campaign}: {text}");
        }
    }
    for path in ["ke_hoach/mau_trong", "dang_ky/mau_trong", "tong_hop_dang_ky/tong_hop_dang_ky"] {
        let text = text(&campaign, path);
        let emulation = ["ng thi đua\"", "ời gian thi đua", "THỜI GIAN THI ĐUA", "ng ký thi đua", "Kế hoạch phát động"];
        for words in emulation {
            assert!(!text.contains(words), "{path}: {words}: {text}");
        }
    }
    let usual = sample(KIEN_GIANG, &[]);
    for (campaign, path, words) in [
        (&campaign, "bao_cao_tong_ket/mau_trong", "[\"Kết quả xét khen thưởng trong sự nghiệp thực hiện"),
        (&campaign, "don_doc/mau_trong", "hồ sơ khen thưởng"),
        (&usual, "don_doc/mau_trong", "hồ sơ thi đua, khen thưởng"),
        (&usual, "ke_hoach/mau_trong", "Kế hoạch phát động"),
    ] {
        let text = text(campaign, path);
        assert!(text.contains(words), "{path}: {words}: {text}");
    }
}

#[test]
fn a_decision_is_issued_by_the_body_of_who_decides() {
    let province = ["Ủy ban nhân dân tỉnh Kiên Giang", "/QĐ-UBND", "CHỦ TỊCH", ""];
    let campaign = sample(KIEN_GIANG, &[]);
    let told = head(&campaign, DECISION);
    assert!(told[1].ends_with(province[1]), "{told:?}");
    assert_eq!([&told[0], &told[2], &told[3]], [province[0], province[2], province[3]]);
    assert!(text(&campaign, DECISION).contains("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG"));
    assert!(campaign.warnings().is_empty(), "{}", shown(&campaign.warnings()));
    // The body above is not named at the decision: it makes its own, and the tờ trình goes to its head.
    let (group, _) = without_decision();
    let without = [(group.as_str(), "")];
    let campaign = sample(KIEN_GIANG, &without);
    assert!(made(&campaign, DECISION).is_none());
    assert!(campaign.warnings().is_empty(), "{}", shown(&campaign.warnings()));
    let letter = text(&campaign, "to_trinh/bang_khen_hang_nam_2022");
    assert!(letter.contains("Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"), "{letter}");
    assert!(letter.contains("Văn phòng Sở Tài chính"), "{letter}");
    // No body above is named: nobody can say whose decision it is.
    let unknown = [
        without[0],
        ("co_quan_chu_quan = [\"Ủy ban nhân dân tỉnh Kiên Giang\"]", ""),
        ("chu_quan = [\"Ủy ban nhân dân tỉnh Kiên Giang\"]", ""),
    ];
    let campaign = sample(KIEN_GIANG, &unknown);
    assert!(made(&campaign, DECISION).is_none());
    let told = found(&campaign, "TL016");
    assert_eq!(told.len(), 1, "{}", shown(&campaign.warnings()));
    assert!(told[0].to_string().contains("không lập quyết định"), "{}", told[0]);
}

#[test]
fn decider_letterhead_and_signature_belong_together() {
    for (before, after, words) in [
        (
            "co_quan = [\"Ủy ban nhân dân tỉnh Kiên Giang\"]",
            "co_quan = [\"Sở Tài chính\"]",
            "quyết định mang tên Sở Tài chính",
        ),
        (
            "nguoi_ky = { quyen_han = [\"CHỦ TỊCH\"] }",
            "nguoi_ky = { quyen_han = [\"GIÁM ĐỐC\"] }",
            "người ký ghi GIÁM ĐỐC",
        ),
        (
            "nguoi_quyet_dinh = \"chu_tich_ubnd_tinh\"",
            "nguoi_quyet_dinh = \"giam_doc_so\"",
            "`nguoi_quyet_dinh` là Giám đốc sở",
        ),
    ] {
        let campaign = sample(KIEN_GIANG, &[(before, after)]);
        let told = found(&campaign, "TL016");
        assert!(
            told.iter().any(|finding| finding.message.contains(words) && finding.place.is_some()),
            "{words}: {told:?}"
        );
    }
}

#[test]
fn papers_of_the_own_body_are_signed_as_the_plan() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/kien_giang_2022/phong_trao.toml");
    let facts = fs::read_to_string(place).unwrap();
    let start = facts.find("[van_ban.to_trinh]").unwrap();
    let end = facts.find("# Quyết định của tỉnh").unwrap();
    let campaign = sample(KIEN_GIANG, &[(&facts[start..end], "")]);
    let path = "to_trinh/bang_khen_hang_nam_2022";
    let found = head(&campaign, path);
    assert_eq!([&found[0], &found[2], &found[3]], ["Sở Tài chính", "GIÁM ĐỐC", "Trần Minh Khoa"]);
    let text = text(&campaign, path);
    for words in ["- Như trên;", "- Lưu: VT.", "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("Biên bản"), "there is no council");
}

#[test]
fn a_number_stands_on_one_paper() {
    let minutes = [
        "bien_ban_hop/bang_khen",
        "bien_ban_hop/giay_khen_2022",
        "bien_ban_kiem_phieu/bang_khen",
        "bien_ban_kiem_phieu/giay_khen_2022",
    ];
    let numbers = |campaign: &CampaignFolder| minutes.map(|path| head(campaign, path)[1].clone());
    let campaign = sample(SOC_TRANG, &[]);
    assert_eq!(numbers(&campaign), ["03", "02", "05", "04"].map(|number| format!("Số: {number}/BB-HĐTĐKT")));
    assert!(campaign.warnings().is_empty(), "{}", shown(&campaign.warnings()));
    // One telling for two minutes, and the number of another paper.
    let own = "[[van_ban.bien_ban_hop.rieng]]\nhinh_thuc = \"bang_khen\"\nso = \"03\"\n";
    let campaign = sample(SOC_TRANG, &[(own, ""), ("so = \"05\"", "so = \"04\"")]);
    let room = numbers(&campaign);
    assert!(room[..2].iter().all(|number| number.contains('\u{a0}')), "{room:?}");
    let told = found(&campaign, "TL015");
    assert_eq!(told.len(), 2, "{}", shown(&campaign.warnings()));
    assert!(told[0].message.contains("số `02` ghi chung cho 02 văn bản") && told[0].place.is_some(), "{}", told[0]);
    assert!(told[1].message.contains("mang số 04/BB-HĐTĐKT") && !told[1].hints.is_empty(), "{}", told[1]);
}

#[test]
fn the_body_is_called_alike_in_all_papers() {
    let campaign = sample(KIEN_GIANG, &[("dia_danh = \"Kiên Giang\"", "dia_danh = \"Rạch Giá\"")]);
    let told = found(&campaign, "TC007");
    assert_eq!(told.len(), 1, "{}", shown(&campaign.warnings()));
    assert!(told[0].to_string().matches("phong_trao.toml:").count() == 2, "{}", told[0]);
    let mut placed = 0;
    for job in campaign.jobs(&[], &[]).unwrap() {
        let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{}", shown(&report)));
        let Some(Block::Letterhead(head)) = document.sections[0].blocks.first() else { continue };
        let Some(line) = &head.dia_danh_ngay else { continue };
        assert!(line.starts_with("Rạch Giá"), "{}: {line}", job.path);
        placed += 1;
    }
    assert!(placed > 20, "{placed}");
}

#[test]
fn a_campaign_without_registration_speaks_of_none() {
    let kinds = |campaign: &CampaignFolder| {
        let jobs = campaign.jobs(&[], &[]).unwrap();
        jobs.iter().filter(|job| ["dang_ky", "tong_hop_dang_ky"].contains(&job.kind.as_str())).count()
    };
    let empty = ("# Giấy tờ đề nghị, xét", "[dang_ky]\ntrich_yeu = \"Thi đua\"\n\n# Giấy tờ đề nghị, xét");
    for (edits, told) in [(&[][..], 0), (&[empty][..], 1)] {
        let campaign = sample("binh_phuoc_2024", edits);
        assert_eq!((kinds(&campaign), found(&campaign, "TL014").len()), (0, told));
        for path in ["ke_hoach/ke_hoach", "bao_cao_tong_ket/bao_cao_tong_ket"] {
            let words = text(&campaign, path).to_lowercase();
            assert!(!words.contains("đăng ký thi đua"), "{path}");
        }
        assert!(made(&campaign, "don_doc/don_doc").is_none(), "nothing else is due");
    }
    let registered = sample(KIEN_GIANG, &[]);
    assert!(
        kinds(&registered) > 8 && text(&registered, "ke_hoach/ke_hoach").contains("theo mẫu kèm theo Kế hoạch này")
    );
}

#[test]
fn who_holds_two_awards_is_one_person() {
    let campaign = sample(SOC_TRANG, &[]);
    let report = text(&campaign, "bao_cao_tong_ket/bao_cao_tong_ket");
    assert!(
        report.contains("11 cá nhân (20 lượt) đạt tiêu chuẩn")
            && report.contains("đã khen thưởng 04 tập thể, 10 cá nhân;"),
        "{report}"
    );
    assert!(report.contains("Trên đây là báo cáo kết quả phong trào thi đua"));
}

#[test]
fn names_keep_their_capitals() {
    let campaign = sample(SOC_TRANG, &[("dia_diem = \"Phòng họp Sở Công Thương\"", "dia_diem = \"Hà Nội\"")]);
    assert!(text(&campaign, "bien_ban_kiem_phieu/giay_khen_2022").contains("tại Hà Nội"));
}

#[test]
fn a_clause_names_its_text_once() {
    let campaign = sample(KIEN_GIANG, &[]);
    let proposal = text(&campaign, "to_trinh/bang_khen_hang_nam_2022");
    assert!(proposal.contains("(mục III Kế hoạch)") && !proposal.contains("Kế hoạch của Kế hoạch"));
    let other = sample("binh_phuoc_2024", &[]);
    assert!(text(&other, "to_trinh/bang_khen_2024").contains("(điểm b Mục 1 Phần III của Kế hoạch)"));
}

/// Keys of each group and the papers in which they stand.
const KEYS: &[(&str, &str, &str)] = &[
    ("don_doc", "don_doc/", "so ky_hieu ngay trich_yeu nguoi_ky noi_nhan luu"),
    ("bao_cao_tong_ket", "bao_cao_tong_ket/", "so ky_hieu ngay trich_yeu kinh_gui nguoi_ky noi_nhan luu"),
    ("tong_hop_dang_ky", "tong_hop_dang_ky/", "ngay trich_yeu nguoi_ky noi_nhan luu"),
    ("to_trinh_don_vi", "to_trinh_don_vi/", "ngay trich_yeu kinh_gui noi_nhan luu"),
    ("bien_ban_hop_don_vi", "bien_ban_hop_don_vi/", "trich_yeu noi_nhan luu"),
    (
        "to_trinh",
        "to_trinh/",
        "co_quan_chu_quan co_quan so ky_hieu dia_danh ngay kinh_gui can_cu nguoi_ky noi_nhan luu loai_hinh",
    ),
    ("bien_ban_hop", "bien_ban_hop/", "co_quan so ky_hieu noi_nhan luu bat_dau ket_thuc dia_diem thao_luan"),
    ("bien_ban_kiem_phieu", "bien_ban_kiem_phieu/", "co_quan so ky_hieu noi_nhan luu"),
    (
        "quyet_dinh_khen_thuong",
        "quyet_dinh_khen_thuong/",
        "co_quan_chu_quan co_quan so ky_hieu dia_danh ngay tham_quyen can_cu nguoi_ky noi_nhan luu trach_nhiem nguoi_de_nghi nguon_kinh_phi",
    ),
    (
        "bao_cao_thanh_tich",
        "bao_cao_thanh_tich_",
        "dia_danh ngay mau xac_nhan_tap_the xac_nhan_ca_nhan xac_nhan_khac xac_nhan_co_quan_trinh",
    ),
];

/// Every key that a paper may have.
const ALL: &str =
    "co_quan_chu_quan co_quan so ky_hieu dia_danh ngay trich_yeu tham_quyen kinh_gui can_cu nguoi_ky noi_nhan luu";

/// A value for `key`, and what is printed of it.
fn sentinel(key: &str) -> (String, String) {
    let canary = format!("Canh giữ {key}");
    match key {
        "ngay" => ("\"2022-11-17\"".to_owned(), "ngày 17 tháng 11 năm 2022".to_owned()),
        "so" => ("\"7391\"".to_owned(), "7391".to_owned()),
        "ky_hieu" => ("\"XX-ZZZ\"".to_owned(), "XX-ZZZ".to_owned()),
        "nguoi_ky" => ("{ quyen_han = [\"GIÁM ĐỐC\"], ho_ten = \"Lính Canh\" }".to_owned(), "Lính Canh".to_owned()),
        "tham_quyen" => {
            ("\"Giám đốc Sở Công Thương Sóc Trăng\"".to_owned(), "Giám đốc Sở Công Thương Sóc Trăng".to_owned())
        }
        "co_quan" => ("[\"Sở Công Thương Sóc Trăng\"]".to_owned(), "Sở Công Thương Sóc Trăng".to_owned()),
        "kinh_gui" | "noi_nhan" | "thao_luan" | "co_quan_chu_quan" | "can_cu" => (format!("[\"{canary}\"]"), canary),
        _ => (format!("\"{canary}\""), canary),
    }
}

/// `keys` with their sentinels, a line each.
fn told(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("{key} = {}\n", sentinel(key).0)).collect()
}

/// A sample that has the papers of `group`, with nothing told of them but `line`.
fn with_only(group: &str, line: &str) -> Result<CampaignFolder, Report> {
    let registration = "[dang_ky]\ntrich_yeu = \"Thi đua\"\nhan = { den_het = 2022-12-20 }\n\n[thoi_gian]";
    let place = match group {
        "tong_hop_dang_ky" => folder(KIEN_GIANG, &[]),
        _ => folder(SOC_TRANG, &[("[thoi_gian]", registration)]),
    };
    let path = place.path().join("phong_trao.toml");
    let text = fs::read_to_string(&path).unwrap();
    let mut kept = String::new();
    let mut skipped = false;
    for each in text.lines() {
        if each.starts_with('[') {
            let name = each.trim_matches(['[', ']']);
            let own = format!("van_ban.{group}");
            skipped = name == own || name.starts_with(&format!("{own}."));
        }
        // The day that the award names itself would stand on the only decision that such a decider can make.
        if !skipped && !each.starts_with("ngay_quyet_dinh") {
            kept.push_str(each);
            kept.push('\n');
        }
    }
    // Units send papers only where the plan asks for them; nobody is chosen while they are due.
    let dossier = "[[ho_so]]\nma = \"ho_so\"\nten = \"Hồ sơ\"\ncua = \"don_vi\"\n";
    let asked = if group.ends_with("_don_vi") { dossier } else { "" };
    fs::write(&path, format!("{kept}\n{asked}\n[van_ban.{group}]\n{line}\n")).unwrap();
    campaign::open(place.path())
}

#[test]
fn every_key_of_a_paper_is_printed_and_others_are_unknown() {
    for (group, prefix, keys) in KEYS {
        let keys: Vec<&str> = keys.split(' ').collect();
        let campaign = with_only(group, &told(&keys)).unwrap_or_else(|report| panic!("{group}: {}", shown(&report)));
        let jobs = campaign.jobs(&[], &[]).unwrap();
        let papers = jobs.iter().filter(|job| job.path.starts_with(prefix));
        let texts = papers.filter_map(|job| (job.make)().ok()).map(|(document, _)| format!("{document:?}"));
        let printed = texts.collect::<String>().to_lowercase();
        for key in &keys {
            let wanted = sentinel(key).1.to_lowercase();
            // Told once for the papers of two awards, a number stands on none, and that is said.
            let shared = *key == "so" && found(&campaign, "TL015").len() == 1;
            // Words in the middle of a sentence lose their capital.
            assert!(printed.contains(&wanted) || shared, "[van_ban.{group}] {key}");
        }
        let others: Vec<&str> = ALL.split(' ').filter(|key| !keys.contains(key)).collect();
        let report = with_only(group, &told(&others)).map(|_| ()).unwrap_err();
        let unknown = report.iter().filter(|finding| finding.code.name() == "DL011").count();
        assert_eq!((unknown, report.iter().count()), (others.len(), others.len()), "{group}: {}", shown(&report));
    }
}
