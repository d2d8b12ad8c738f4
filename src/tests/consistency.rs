//! One value of a campaign folder stands in many papers: changed once, it changes in each of them and
//! nothing else changes. And papers of one day rest on the law of that day.

use std::fs;
use std::path::Path;

use crate::campaign;
use crate::law::Law;
use crate::paper::document::{Block, Document, Source};

const FACTS: &str = include_str!("../../samples/kien_giang_2022/phong_trao.toml");
const UNITS: &str = "Tên đơn vị,Viết tắt\nPhòng Ngân sách,NS\nPhòng Đầu tư,ĐT\nThanh tra Sở,TTr\n";
const REGISTRATIONS: &str = "Đơn vị,Đối tượng,Họ và tên,Số lượng,Ngày nộp\nPhòng Ngân sách,Tập thể,,,25/3/2022\n\
    Phòng Ngân sách,Cá nhân,Đặng Hữu Ân,,25/3/2022\nPhòng Đầu tư,Tập thể,,,28/3/2022\n";
const NOMINATIONS: &str = "Đối tượng,Hình thức,Năm\nPhòng Ngân sách,bang_khen_hang_nam,2022\n\
    Phòng Đầu tư,bang_khen_hang_nam,2022\n";
const RESULTS: &str = "Đối tượng,Chỉ số,Năm,Giá trị,Ngày công bố\nPhòng Ngân sách,xet_theo_ke_hoach_64,2022,có,10/02/2023\n\
    Phòng Đầu tư,xet_theo_ke_hoach_64,2022,có,10/02/2023\n";
const DOSSIERS: &str = "Đối tượng,Loại giấy tờ,Ngày nhận\nPhòng Ngân sách,ho_so_64,20/02/2023\n";

/// The files of a campaign whose quota is a number.
fn files() -> Vec<(&'static str, String)> {
    let by_reference = "loai = \"dan_chieu\"\nvan_ban = \"Kế hoạch số 64/KH-UBND\"\nso = 4\n";
    let facts = FACTS.replace(by_reference, "loai = \"so_luong\"\nso = 6\n");
    assert_ne!(facts, FACTS);
    // The plan of the sample only refers to another; here it says its rules itself.
    let (before, rest) = facts.split_once("bo_cuc = [").unwrap();
    let facts = format!("{before}{}", rest.split_once("\n]\n").unwrap().1);
    let sheets = [
        ("don_vi.csv", UNITS),
        ("dang_ky.csv", REGISTRATIONS),
        ("de_nghi.csv", NOMINATIONS),
        ("ket_qua.csv", RESULTS),
        ("ho_so.csv", DOSSIERS),
    ];
    let sheets = sheets.map(|(name, text)| (name, text.to_owned()));
    [("phong_trao.toml", facts)].into_iter().chain(sheets).collect()
}

/// Kind and whole text of every paper.
fn papers(files: &[(&str, String)]) -> Vec<(String, String)> {
    let place = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(place.path().join(name), text).unwrap());
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{report:?}"));
    let made =
        |job: &crate::paper::job::Job| (job.make)().unwrap_or_else(|report| panic!("{}: {report:?}", job.path)).0;
    jobs.iter().map(|job| (job.kind.clone(), native(&made(job)))).collect()
}

fn native(document: &Document) -> String {
    crate::paper::writer::native::show(document)
}

/// Changes `old` to `new` in all files; `printed` says how it reads on paper. Gives the kinds that changed.
fn changed(old: &str, new: &str, printed: (&str, &str)) -> Vec<String> {
    changed_in(&files(), old, new, printed)
}

fn changed_in(before: &[(&str, String)], old: &str, new: &str, printed: (&str, &str)) -> Vec<String> {
    let after: Vec<(&str, String)> = before.iter().map(|(name, text)| (*name, text.replace(old, new))).collect();
    assert_ne!(before, after.as_slice());
    let mut kinds = Vec::new();
    for ((kind, before), (_, after)) in papers(before).into_iter().zip(papers(&after)) {
        assert_eq!(before.replace(printed.0, printed.1), after, "{kind}: {old} -> {new}");
        if before != after && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn assert_among(kinds: &[String], expected: &[&str]) {
    for kind in expected {
        assert!(kinds.iter().any(|known| known == kind), "{kind} not in {kinds:?}");
    }
}

#[test]
fn a_quota_changes_wherever_it_is_printed() {
    let kinds = changed("so = 6", "so = 7", ("không quá 06 ", "không quá 07 "));
    assert_among(&kinds, &["ke_hoach"]);
}

#[test]
fn a_deadline_changes_wherever_it_is_printed() {
    // Judged while units are still reminded of it.
    let mut files = files();
    files[0].1 = files[0].1.replace("ngay_xet = 2023-03-01", "ngay_xet = 2022-04-15");
    let kinds = changed_in(&files, "den_het = 2022-03-30", "den_het = 2022-03-31", ("30/3/2022", "31/3/2022"));
    assert_among(&kinds, &["ke_hoach", "tong_hop_dang_ky", "don_doc"]);
}

#[test]
fn a_signer_changes_wherever_he_signs() {
    let kinds = changed("Trần Minh Khoa", "Lê Thị Hồng Gấm", ("Trần Minh Khoa", "Lê Thị Hồng Gấm"));
    assert_among(&kinds, &["ke_hoach", "bao_cao_tong_ket"]);
    assert!(!kinds.contains(&"don_doc".to_owned()), "signed by somebody else");
}

#[test]
fn a_name_changes_wherever_it_is_printed() {
    let kinds = changed("Phòng Đầu tư", "Phòng Dự án", ("Phòng Đầu tư", "Phòng Dự án"));
    assert_among(&kinds, &["dang_ky", "tong_hop_dang_ky", "don_doc"]);
    assert!(!kinds.contains(&"ke_hoach".to_owned()));
    // This one has sent its dossier and is chosen.
    let kinds = changed("Phòng Ngân sách", "Phòng Ngân quỹ", ("Phòng Ngân sách", "Phòng Ngân quỹ"));
    assert_among(&kinds, &["dang_ky", "tong_hop_dang_ky", "bao_cao_tong_ket"]);
}

#[test]
fn a_theme_changes_wherever_it_is_printed() {
    let words = "đẩy mạnh thực hiện chuyển đổi số";
    assert_among(&changed(words, "số hóa hồ sơ", (words, "số hóa hồ sơ")), &["ke_hoach", "dang_ky"]);
}

#[test]
fn a_score_sheet_is_printed_as_an_annex_of_the_plan() {
    let annex = "[[thang_diem]]\nma = \"cham\"\nten = \"Thang điểm cải cách hành chính\"\nmuc = [\n\
        { ma = \"m1\", noi_dung = \"Giải quyết hồ sơ đúng hạn\", diem = 60, huong_dan = \"Mỗi hồ sơ muộn trừ 05 điểm\" },\n\
        { ma = \"m2\", noi_dung = \"Số hóa kết quả\", diem = \"39,5\" },\n]\n\
        [[tieu_chuan]]\nma = \"diem\"\nloai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 80\n\
        [[tieu_chuan]]\nma = \"dang_ky\"\n";
    let mut files = files();
    let facts = &mut files[0].1;
    *facts = facts.replacen("[[tieu_chuan]]\nma = \"dang_ky\"\n", annex, 1);
    *facts = facts.replace("tieu_chuan = [\"dang_ky\", \"ke_hoach_64\"]", "tieu_chuan = [\"dang_ky\", \"diem\"]");
    let papers = papers(&files);
    let plans: Vec<&String> = papers.iter().filter(|(kind, _)| kind == "ke_hoach").map(|(_, text)| text).collect();
    let [plan, blank] = plans.as_slice() else { panic!("{} plans", plans.len()) };
    assert!(!blank.to_lowercase().contains("thang điểm"), "{blank}");
    for words in [
        "Thang điểm cải cách hành chính đạt từ 80 điểm trở lên",
        "THANG ĐIỂM CẢI CÁCH HÀNH CHÍNH",
        "Giải quyết hồ sơ đúng hạn",
        "Mỗi hồ sơ muộn trừ 05 điểm",
        "39,5",
        "99,5",
    ] {
        assert!(plan.contains(words), "{words} not in {plan}");
    }
}

/// What is wrong with the legal bases of a single document: a law not in force on its day, or one cited without the
/// law that amends it.
fn wrong_bases(name: &str, text: &str) -> Vec<String> {
    let texts = Law::builtin().unwrap().texts.van_ban;
    let (document, _) = Source::parse(text.as_bytes(), Path::new(name)).unwrap().build().unwrap();
    let Some(day) = document.ngay.earliest() else { return Vec::new() };
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let bases: Vec<&String> =
        blocks.filter_map(|block| if let Block::LegalBasis(basis) = block { Some(basis) } else { None }).collect();
    let is_cited =
        |so: &str| texts.iter().any(|text| text.so == so && bases.iter().any(|basis| text.is_cited_in(basis)));
    let cited = texts.iter().filter(|text| is_cited(&text.so));
    let old = cited.clone().filter(|text| !text.holds(day)).map(|text| format!("{name}: {} not in force", text.ten));
    let laws: Vec<&str> = cited.clone().filter_map(|text| Some(text.goi.as_ref()?.ten.as_str())).collect();
    let amends = |title: &str| laws.iter().any(|law| title.starts_with("Luật sửa đổi") && title.ends_with(law));
    let amending = texts.iter().filter(|text| text.holds(day) && text.goi.as_ref().is_some_and(|law| amends(&law.ten)));
    let missing = amending.filter(|text| !is_cited(&text.so)).map(|text| format!("{name}: without {}", text.ten));
    old.chain(missing).collect()
}

#[test]
fn single_documents_rest_on_the_law_of_their_day() {
    let mut seen = 0;
    for folder in ["samples", "samples/mau_nd30"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "van") {
                let name = path.display().to_string();
                assert_eq!(wrong_bases(&name, &fs::read_to_string(&path).unwrap()), [""; 0]);
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "{seen}");
    let decision = include_str!("../../samples/quyet_dinh.van");
    let early = decision.replace("ngay = \"2026-12-14\"", "ngay = \"2026-09-14\"");
    assert_eq!(wrong_bases("early", &early).len(), 1);
    let amending =
        "    \"Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026\",\n";
    assert_eq!(wrong_bases("bare", &decision.replace(amending, "")).len(), 1);
    assert_eq!(wrong_bases("bare and early", &early.replace(amending, "")), [""; 0]);
}
