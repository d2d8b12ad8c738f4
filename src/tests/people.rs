//! The samples of a ward with households and of a school: who passes, who fails, who waits, whom the chỉ tiêu leave out.

use std::fs;
use std::path::Path;

use crate::base::files::Memory;
use crate::campaign::rules::Outcome;
use crate::campaign::{self, CampaignFolder, Opening};

fn open(name: &str) -> CampaignFolder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    campaign::open(&folder).unwrap_or_else(|report| panic!("{report}"))
}

/// What became of each, and a reason with these words.
fn became(campaign: &CampaignFolder, expected: &[(&str, &str, Outcome, &str)]) {
    for (name, award, outcome, words) in expected {
        let items = campaign.judgement().de_nghi.iter();
        let item = items.into_iter().find(|item| item.ten == *name && item.hinh_thuc == *award).unwrap();
        let reasons: Vec<&str> = item.reasons().iter().map(|verdict| verdict.ly_do.as_str()).collect();
        assert_eq!(item.ket_qua, *outcome, "{name}: {reasons:?}");
        assert!(words.is_empty() || reasons.iter().any(|reason| reason.contains(words)), "{name}: {reasons:?}");
    }
}

/// The text of the paper `path`; `None` where none is made.
fn paper(campaign: &CampaignFolder, path: &str) -> Option<String> {
    let jobs = campaign.jobs(&[], &[]).unwrap();
    let job = jobs.iter().find(|job| job.path == path)?;
    let (document, _) = (job.make)().ok()?;
    Some(crate::paper::writer::native::show(&document))
}

#[test]
fn a_ward_rewards_units_people_from_outside_and_households() {
    let ward = open("sa_binh_2025");
    became(
        &ward,
        &[
            ("Khu phố 1", "giay_khen_tap_the", Outcome::DuocChon, ""),
            ("Khu phố 2", "giay_khen_tap_the", Outcome::NgoaiChiTieu, ""),
            ("Khu phố 4", "giay_khen_tap_the", Outcome::KhongDat, "50%"),
            ("Trần Phước Thịnh", "giay_khen_ca_nhan", Outcome::DuocChon, ""),
            ("Đặng Thị Ngọc Diệp", "giay_khen_ca_nhan", Outcome::KhongDat, "18 triệu đồng"),
            ("Hộ gia đình ông Lê Văn Rạng", "giay_khen_ho", Outcome::DuocChon, ""),
            ("Hộ gia đình ông Đinh Công Lý", "giay_khen_ho", Outcome::NgoaiChiTieu, ""),
            ("Hộ gia đình ông Tạ Quang Nghĩa", "giay_khen_ho", Outcome::KhongDat, "15 m²"),
            ("Hộ gia đình ông Lương Văn Cảnh", "giay_khen_ho", Outcome::Cho, "chưa có kết quả"),
        ],
    );
    let decision = paper(&ward, "quyet_dinh_khen_thuong/giay_khen_ho").unwrap();
    for words in ["cho 03 hộ gia đình", "1.060.000 đồng đối với mỗi hộ gia đình", "Số 12, hẻm 7, khu phố 1"]
    {
        assert!(decision.contains(words), "{words}: {decision}");
    }
    assert!(!decision.contains("cho hộ gia đình cho"), "{decision}");
    let certificate = paper(&ward, "giay_khen/ho_gia_dinh_ong_le_van_rang").unwrap();
    assert!(certificate.contains("Hộ gia đình ông Lê Văn Rạng") && !certificate.contains("Ông (bà)"), "{certificate}");
    let outsider = paper(&ward, "giay_khen/tran_phuoc_thinh").unwrap();
    assert!(outsider.contains("Giám đốc Công ty TNHH Xây dựng Phước Thịnh, số 215"), "{outsider}");
    let plan = paper(&ward, "ke_hoach/ke_hoach").unwrap();
    assert_eq!(plan.matches("Giấy khen của Chủ tịch Ủy ban nhân dân phường cho hộ gia đình").count(), 2, "{plan}");
}

#[test]
fn a_school_goes_by_school_years_and_leaves_the_decision_of_the_so_to_it() {
    let school = open("song_hau_2024");
    became(
        &school,
        &[
            ("Phạm Quốc Hưng", "cstdcs", Outcome::DuocChon, ""),
            ("Trần Thị Diễm Thúy", "cstdcs", Outcome::NgoaiChiTieu, ""),
            ("Hồ Thị Mỹ Linh", "cstdcs", Outcome::KhongDat, "không đăng ký danh hiệu Chiến sĩ thi đua cơ sở"),
            ("Huỳnh Ngọc Châu", "cstdcs", Outcome::Cho, "chưa có quyết định công nhận"),
            ("Lâm Văn Thạnh", "ldtt", Outcome::DuocChon, ""),
            ("Kim Thị Sa Ly", "ldtt", Outcome::KhongDat, "khiển trách ngày 12/3/2025"),
            ("Võ Hoài Nam", "ldtt", Outcome::KhongDat, "muộn 7 ngày"),
            ("Thạch Nhật Minh", "giay_khen_hoc_sinh", Outcome::NgoaiChiTieu, ""),
            ("Phan Bảo Trâm", "giay_khen_hoc_sinh", Outcome::KhongDat, "năm học trước"),
        ],
    );
    let decision = paper(&school, "quyet_dinh_khen_thuong/ldtt_2024_2025").unwrap();
    assert!(decision.contains("“Dạy tốt, học tốt” năm học 2024-2025"), "{decision}");
    assert!(!decision.contains("năm 2024-2025"), "{decision}");
    assert_eq!(paper(&school, "quyet_dinh_khen_thuong/cstdcs_2024_2025"), None);
    let certificate = paper(&school, "giay_khen/nguyen_gia_han_2024_2025").unwrap();
    assert!(certificate.contains("Em Nguyễn Gia Hân") && certificate.contains("Học sinh Lớp 11A1"), "{certificate}");
    let plan = paper(&school, "ke_hoach/ke_hoach").unwrap();
    assert!(plan.contains("Lao động tiên tiến, đối với cá nhân"), "{plan}");
    let letter = paper(&school, "to_trinh/cstdcs_2024_2025").unwrap();
    assert!(letter.contains("recipient \"Giám đốc Sở Giáo dục và Đào tạo tỉnh Hậu Giang\""), "{letter}");
}

#[test]
fn an_annex_of_points_is_referred_to_in_the_plan() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/sa_binh_2025/phong_trao.toml");
    let facts = fs::read_to_string(place).unwrap();
    let points = "\n[[thang_diem]]\nma = \"cham\"\nten = \"Thang điểm\"\n\
                  muc = [{ ma = \"m\", noi_dung = \"Vận động\", diem = 10 }]\n";
    let plan = |more: &str| {
        let text = format!("{facts}{more}");
        let files = [("phong_trao.toml", text.into_bytes()), ("don_vi.csv", "Tên đơn vị\nKhu phố 1\n".into())];
        let memory: Memory = files.into_iter().collect();
        let opening = Opening { files: &memory, ..Opening::default() };
        paper(&campaign::open_as(Path::new(""), &opening).unwrap(), "ke_hoach/ke_hoach").unwrap()
    };
    let sentence = "Thang điểm, cách chấm điểm theo Phụ lục kèm theo Kế hoạch này.";
    assert!(plan(points).contains(sentence), "{}", plan(points));
    assert!(!plan("").contains(sentence));
}
