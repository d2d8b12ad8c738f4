//! The sample campaigns, judged: who passes, who fails and why, who waits, whom the chỉ tiêu leave out.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::diag::Report;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quota::Limit;
use crate::campaign::rules::{self, Judgement, Outcome, Selection, State};
use crate::campaign::{self, CampaignFolder};

/// The sample campaigns, each with what its judgement finds; anything else would be a slip in the sample.
pub(super) const SAMPLES: [(&str, &str); 11] = [
    ("kien_giang_2022", "TD005 TD030 TD040 TD041 TD043 TD080"),
    ("binh_phuoc_2024", "TD030 TD031 TD032 TD034 TD042 TD050 TD053 TD080"),
    ("ninh_thuan_2020", "TD030 TD031"),
    ("soc_trang_2022", "TD030 TD031 TD032 TD034 TD050 TD062 TD080"),
    ("an_bien_2020", "TD030 TD031 TD040 TD041 TD043 TD050 TD080"),
    ("can_tho_2026", "TD030 TD031 TD036 TD050 TD063 TD080"),
    ("gia_lai_2026", "TD030 TD031 TD032 TD050 TD063 TD080"),
    ("gia_lai_bau_cu_2026", "TD030 TD031 TD032 TD050 TD062 TD063"),
    ("tong_cong_ty_2026", "TD030 TD050 TD062 TD090 TD091"),
    ("sa_binh_2025", "TD030 TD031 TD050 TD063 TD080"),
    ("song_hau_2024", "TD030 TD031 TD032 TD040 TD050 TD063 TD080"),
];

pub(super) fn open(name: &str) -> CampaignFolder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    campaign::open(&folder).unwrap_or_else(|report| panic!("{}", shown(&report)))
}

fn shown(report: &Report) -> String {
    report.iter().map(|finding| format!("{finding}\n")).collect()
}

pub(super) fn on(campaign: &CampaignFolder, day: &str) -> Judgement {
    rules::judge(campaign.facts(), campaign.law(), day.parse().unwrap()).judgement
}

/// The names that `pick` takes out of the selection for `award`, in its order.
pub(super) fn names<'a>(judgement: &'a Judgement, award: &str, pick: fn(&Selection) -> &Vec<usize>) -> Vec<&'a str> {
    let selection = judgement.chon.iter().find(|selection| selection.hinh_thuc == award).unwrap();
    pick(selection).iter().map(|at| judgement.de_nghi[*at].ten.as_str()).collect()
}

/// Why `name` did not get `award`, or is still waiting.
fn reason(judgement: &Judgement, award: &str, name: &str) -> String {
    let item = judgement.de_nghi.iter().find(|item| item.ten == name && item.hinh_thuc == award).unwrap();
    item.reasons().iter().map(|verdict| verdict.ly_do.as_str()).collect::<Vec<_>>().join("; ")
}

/// Asserts that exactly these wait or fail, each for a reason with these words.
pub(super) fn left(judgement: &Judgement, award: &str, outcome: Outcome, expected: &[(&str, &str)]) {
    let found = judgement.de_nghi.iter().filter(|item| item.hinh_thuc == award && item.ket_qua == outcome);
    let mut found: Vec<&str> = found.map(|item| item.ten.as_str()).collect();
    let mut named: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    found.sort_unstable();
    named.sort_unstable();
    assert_eq!(found, named, "{outcome:?}");
    for (name, words) in expected {
        let reason = reason(judgement, award, name);
        assert!(reason.contains(words), "{name}: {reason}");
    }
}

fn count(campaign: &CampaignFolder, kind: NomineeKind) -> usize {
    campaign.facts().doi_tuong.iter().filter(|nominee| nominee.loai == kind).count()
}

/// The codes found, each once.
fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<&str> = report.iter().map(|finding| finding.code.name()).collect();
    codes.dedup();
    codes
}

#[test]
fn kien_giang_follows_the_province_and_reports_its_own_contradiction() {
    let campaign = open("kien_giang_2022");
    let judgement = campaign.judgement();
    let award = "bang_khen_hang_nam";
    assert_eq!(
        names(judgement, award, |selection| &selection.duoc_chon),
        ["Phòng Quản lý ngân sách", "Phòng Tài chính hành chính sự nghiệp", "Văn phòng Sở"],
        "no order is asked for: by their names"
    );
    left(
        judgement,
        award,
        Outcome::KhongDat,
        &[
            ("Phòng Quản lý giá và công sản", "không được xét đạt theo Kế hoạch số 64/KH-UBND"),
            ("Phòng Tài chính đầu tư", "Hồ sơ khen thưởng: chưa nhận được, đã quá hạn 25/02/2023"),
        ],
    );
    // On the day that one clause of the plan includes and the other does not.
    let between = judgement.de_nghi.iter().find(|item| item.ten == "Phòng Tài chính đầu tư").unwrap();
    assert_eq!(between.tieu_chuan.trang_thai, State::Cho);
    let findings = campaign.findings();
    let conflict: Vec<String> =
        findings.iter().filter(|finding| finding.code.name() == "TD005").map(ToString::to_string).collect();
    assert_eq!(conflict.len(), 1);
    for words in ["cảnh báo[TD005]", "`đến hết ngày 30/3/2022` và `trước ngày 30/3/2022`", "29/3/2022 hoặc 30/3/2022"]
    {
        assert!(conflict[0].contains(words), "{words} not in {}", conflict[0]);
    }
    assert!(!findings.has_errors(), "{}", shown(&findings));
    // Before the province has said anything.
    let waiting = on(&campaign, "2023-02-01");
    assert!(waiting.de_nghi.iter().all(|item| item.ket_qua == Outcome::Cho));
}

#[test]
fn binh_phuoc_awards_six_and_waits_for_the_index() {
    let campaign = open("binh_phuoc_2024");
    let judgement = campaign.judgement();
    assert_eq!(
        names(judgement, "bang_khen", |selection| &selection.duoc_chon),
        [
            "Sở Nội vụ",
            "Sở Tài chính",
            "Sở Giáo dục và Đào tạo",
            "Sở Công Thương",
            "Ủy ban nhân dân thành phố Đồng Xoài",
            "Sở Tư pháp",
        ]
    );
    let outside = names(judgement, "bang_khen", |selection| &selection.ngoai_chi_tieu);
    assert!(outside.contains(&"Phòng Cải cách hành chính"), "{outside:?}");
    let unscored = judgement.de_nghi.iter().find(|item| item.ten == "Phòng Cải cách hành chính").unwrap();
    let index = unscored.tieu_chuan.gom.iter().find(|verdict| verdict.ma == "b").unwrap();
    assert_eq!(index.trang_thai, State::KhongApDung);
    left(
        judgement,
        "bang_khen",
        Outcome::KhongDat,
        &[
            ("Sở Khoa học và Công nghệ", "không có sáng kiến nào"),
            ("Ủy ban nhân dân huyện Đồng Phú", "89,"),
            ("Sở Y tế", "Huỳnh Thị Hà bị kỷ luật mức khiển trách ngày 15/5/2024"),
            ("Sở Xây dựng", "muộn"),
        ],
    );
    left(judgement, "bang_khen", Outcome::Cho, &[("Ủy ban nhân dân thị xã Chơn Thành", "chưa có kết quả")]);
    let money = judgement.chosen("bang_khen", Some(2024))[0].tien_thuong.as_ref().unwrap();
    assert_eq!((money.luong_co_so, money.so_tien), (2_340_000, 7_020_000), "on the day of the decision");
}

#[test]
fn ninh_thuan_judges_five_criteria_and_rewards_without_a_limit() {
    let campaign = open("ninh_thuan_2020");
    let judgement = campaign.judgement();
    assert!(campaign.facts().quy_dinh.chi_tieu.is_empty());
    let chosen = names(judgement, "bieu_duong", |selection| &selection.duoc_chon);
    for name in [
        "Tập thể Sở Tài chính",
        "Thanh tra Sở",
        "Phòng Quản lý ngân sách",
        "Phòng Tài chính hành chính sự nghiệp",
        "Phòng Quản lý giá và công sản",
    ] {
        assert!(chosen.contains(&name), "{name} not in {chosen:?}");
    }
    assert_eq!(chosen.len(), 5 + 11, "{chosen:?}");
    left(
        judgement,
        "bieu_duong",
        Outcome::KhongDat,
        &[
            ("Phòng Tài chính đầu tư", "PCI: 6,75 điểm (yêu cầu tăng so với 6,75 điểm của năm trước)"),
            ("Phòng Tài chính doanh nghiệp", "Khá (yêu cầu từ loại Tốt)"),
            ("Đinh Anh Lộc", "Hoàn thành tốt nhiệm vụ (yêu cầu từ loại Hoàn thành xuất sắc nhiệm vụ)"),
            ("Cao Hoàng Hiếu", "không đạt: Thực hiện nghiêm kỷ luật, kỷ cương hành chính"),
        ],
    );
    left(
        judgement,
        "bieu_duong",
        Outcome::Cho,
        &[
            ("Văn phòng Sở", "chưa có kết quả: Điểm chỉ số thành phần SIPAS năm 2020"),
            ("Hồ Thị Bích Linh", "chưa có kết quả: Thực hiện tốt các nhiệm vụ"),
        ],
    );
    let inspectors = judgement.de_nghi.iter().find(|item| item.ten == "Thanh tra Sở").unwrap();
    let indices = inspectors.tieu_chuan.gom.iter().find(|verdict| verdict.ma == "chi_so_tang").unwrap();
    assert_eq!(indices.trang_thai, State::KhongApDung, "no index is theirs");
}

#[test]
fn ninh_thuan_waits_until_the_indices_are_published() {
    let campaign = open("ninh_thuan_2020");
    let outcome = |day: &str, name: &str| {
        let judgement = on(&campaign, day);
        judgement.de_nghi.iter().find(|item| item.ten == name).unwrap().ket_qua
    };
    for (name, january, may) in [
        ("Phòng Quản lý giá và công sản", Outcome::Cho, Outcome::DuocChon),
        ("Phòng Tài chính đầu tư", Outcome::Cho, Outcome::KhongDat),
        ("Tập thể Sở Tài chính", Outcome::Cho, Outcome::Cho),
        ("Thanh tra Sở", Outcome::DuocChon, Outcome::DuocChon),
    ] {
        assert_eq!((outcome("2021-01-31", name), outcome("2021-05-31", name)), (january, may), "{name}");
    }
}

#[test]
fn soc_trang_nests_its_criteria_and_rewards_by_the_vote() {
    let campaign = open("soc_trang_2022");
    let judgement = campaign.judgement();
    let mut chosen = names(judgement, "giay_khen", |selection| &selection.duoc_chon);
    chosen.sort_unstable();
    assert_eq!(
        chosen,
        [
            "Bùi Tấn Hậu",
            "Lâm Thanh Phol",
            "Lương Quốc Khải",
            "Nguyễn Trung Mẫn",
            "Nguyễn Xuân Huy",
            "Phan Thị Kim Duyên",
            "Phòng Kế hoạch - Tài chính - Tổng hợp",
            "Phòng Quản lý năng lượng",
            "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
            "Trần Thị Phương Lan",
            "Võ Chí Đông",
            "Văn phòng Sở",
            "Đặng Ngọc Bình",
            "Đặng Thị Diễm Hiền",
        ]
    );
    // Not in time with the tasks of the province, but without a late file: the innermost "one of".
    let planning = reason(judgement, "giay_khen", "Phòng Kế hoạch - Tài chính - Tổng hợp");
    assert!(planning.contains("Số hồ sơ thủ tục hành chính trễ hạn: 0 hồ sơ"), "{planning}");
    left(
        judgement,
        "giay_khen",
        Outcome::KhongDat,
        &[
            ("Thanh tra Sở", "không được xác nhận: Có đóng góp tích cực trong công tác cải cách hành chính"),
            ("Phòng Quản lý thương mại", "79% (yêu cầu tối thiểu 80%)"),
            ("Phòng Kỹ thuật an toàn và Môi trường", "7,25 điểm (yêu cầu tăng so với 7,5 điểm của năm trước)"),
            ("Trung tâm Xúc tiến thương mại", "4/9 thành viên đồng ý"),
            ("Quách Minh Thành", "4/9 thành viên đồng ý"),
            ("Võ Thị Diễm Tâm", "không có sáng kiến nào"),
            ("Cao Thị Hồng Trang", "đang thi hành kỷ luật mức khiển trách ngày 18/4/2022"),
            ("Trịnh Hải Kiệt", "đang bị xem xét kỷ luật"),
        ],
    );
    left(
        judgement,
        "giay_khen",
        Outcome::Cho,
        &[
            ("Phòng Quản lý công nghiệp", "chưa có kết quả: Nhiệm vụ do UBND tỉnh giao đạt tiến độ"),
            ("Huỳnh Thị Tuyết Mai", "chưa có quyết định công nhận"),
        ],
    );
    let person = judgement.de_nghi.iter().find(|item| item.ten == "Nguyễn Xuân Huy").unwrap();
    let collective = person.tieu_chuan.gom.iter().find(|verdict| verdict.ma == "sang_kien_hoac_cai_thien").unwrap();
    assert_eq!(collective.trang_thai, State::KhongApDung);
    let money: Vec<u64> = ["Văn phòng Sở", "Nguyễn Xuân Huy"].iter().map(|name| reward(judgement, name)).collect();
    assert_eq!(money, [900_000, 450_000], "0,6 and 0,3 of 1.490.000, rounded up");
}

fn reward(judgement: &Judgement, name: &str) -> u64 {
    let item = judgement.chosen("giay_khen", Some(2022)).into_iter().find(|item| item.ten == name).unwrap();
    item.tien_thuong.as_ref().unwrap().so_tien
}

#[test]
fn soc_trang_gives_bang_khen_to_as_many_as_the_province_allots() {
    let campaign = open("soc_trang_2022");
    let judgement = campaign.judgement();
    assert_eq!(names(judgement, "bang_khen", |selection| &selection.duoc_chon), ["Bùi Tấn Hậu", "Lương Quốc Khải"]);
    let outside = names(judgement, "bang_khen", |selection| &selection.ngoai_chi_tieu);
    assert_eq!(outside, ["Lâm Thanh Phol", "Nguyễn Xuân Huy"], "7 and 6 votes");
    assert_eq!(names(judgement, "bang_khen", |selection| &selection.cho), ["Đặng Thị Diễm Hiền"]);
    let mut facts = campaign.facts().clone();
    for quota in &mut facts.quy_dinh.chi_tieu {
        if let Limit::PhanBo { so, .. } = &mut quota.gioi_han {
            *so = None;
        }
    }
    let unknown = rules::judge(&facts, campaign.law(), judgement.ngay);
    assert_eq!(names(&unknown.judgement, "bang_khen", |selection| &selection.cho_chi_tieu).len(), 4);
    assert!(codes(&unknown.report).contains(&"TD052") && !codes(&campaign.findings()).contains(&"TD052"));
}

#[test]
fn an_bien_takes_a_fifth_of_forty_units_and_of_those_proposed() {
    let campaign = open("an_bien_2020");
    assert!(count(&campaign, NomineeKind::TapThe) >= 40 && count(&campaign, NomineeKind::CaNhan) >= 200);
    let judgement = campaign.judgement();
    let reckoning: Vec<&str> = judgement.chon.iter().map(|chosen| chosen.chi_tieu[0].cach_tinh.as_str()).collect();
    assert_eq!(
        reckoning,
        ["20% của 37 tập thể đã đăng ký = 7,4 → 7", "20% của 44 cá nhân được đề nghị = 8,8 → 8"],
        "40 units, two without a registration, one late"
    );
    assert_eq!(
        names(judgement, "giay_khen_tap_the", |selection| &selection.duoc_chon),
        [
            "Bộ phận Tiếp nhận và Trả kết quả thị trấn Thứ Ba",
            "Bộ phận Tiếp nhận và Trả kết quả xã Đông Yên",
            "Bộ phận Tiếp nhận và Trả kết quả huyện",
            "Bộ phận Tiếp nhận và Trả kết quả xã Tây Yên",
            "Phòng Nội vụ",
            "Bộ phận Tiếp nhận và Trả kết quả xã Nam Thái",
            "Phòng Tư pháp",
        ]
    );
    assert_eq!(
        names(judgement, "giay_khen_tap_the", |selection| &selection.ngoai_chi_tieu),
        ["Bộ phận Tiếp nhận và Trả kết quả xã Nam Yên", "Ủy ban nhân dân thị trấn Thứ Ba"]
    );
    left(
        judgement,
        "giay_khen_tap_the",
        Outcome::KhongDat,
        &[
            ("Phòng Y tế", "đăng ký thi đua: nhận ngày 04/8/2020, muộn 4 ngày"),
            ("Ủy ban nhân dân xã Nam Thái A", "Tốt (yêu cầu từ loại Xuất sắc)"),
        ],
    );
    left(judgement, "giay_khen_tap_the", Outcome::Cho, &[("Phòng Kinh tế và Hạ tầng", "chưa có kết quả")]);
    let findings = campaign.findings();
    let missing = findings.iter().filter(|finding| finding.code.name() == "TD041");
    let missing: Vec<&str> =
        missing.filter_map(|finding| finding.message.split_once(':')).map(|split| split.0).collect();
    assert_eq!(missing, ["Chi cục Thuế khu vực An Biên - An Minh", "Bảo hiểm xã hội huyện"]);
}

#[test]
fn an_bien_prefers_those_directly_in_charge() {
    let campaign = open("an_bien_2020");
    let judgement = campaign.judgement();
    assert_eq!(
        names(judgement, "giay_khen_ca_nhan", |selection| &selection.duoc_chon),
        [
            "Tiên Hữu Đức",
            "Mai Tấn Cường",
            "Phạm Thị Hồng Xuân",
            "Châu Thị Kim Lan",
            "Võ Thị Hồng Dung",
            "Trần Trung Hòa",
            "Đinh Thị Thu Thảo",
            // As many points as the next one; a woman goes first.
            "Đặng Thị Cẩm Hân",
        ]
    );
    let outside = names(judgement, "giay_khen_ca_nhan", |selection| &selection.ngoai_chi_tieu);
    assert_eq!((outside.len(), outside[0]), (28, "Trịnh Quốc Thắng"));
    // Most points of all, but not directly in charge.
    assert!(outside.contains(&"Phan Công Lâm"));
    left(
        judgement,
        "giay_khen_ca_nhan",
        Outcome::KhongDat,
        &[
            ("Hồ Thị Ngọc Xuân", "phân loại thực hiện nhiệm vụ cải cách hành chính: Tốt"),
            ("Trần Thị Thúy Huệ", "phân loại thực hiện nhiệm vụ cải cách hành chính: Tốt"),
            ("Võ Thanh Trí", "của cá nhân: Tốt (yêu cầu từ loại Xuất sắc)"),
        ],
    );
    left(
        judgement,
        "giay_khen_ca_nhan",
        Outcome::Cho,
        &[
            ("Dương Thị Linh", "Tờ trình đề nghị khen thưởng: chưa nhận được"),
            ("Lâm Quốc Nguyên", "Tờ trình đề nghị khen thưởng: chưa nhận được"),
            ("Châu Văn Vinh", "Tờ trình đề nghị khen thưởng: chưa nhận được"),
            ("Phạm Hữu Nam", "chưa có kết quả"),
            ("Võ Đức Dũng", "chưa có kết quả"),
        ],
    );
}

#[test]
fn the_samples_hold_no_faults_of_data() {
    for (name, told) in SAMPLES {
        let campaign = open(name);
        assert!(campaign.warnings().is_empty(), "{name}: {}", shown(&campaign.warnings()));
        let findings = campaign.findings();
        let found: BTreeSet<&str> = codes(&findings).into_iter().collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), told, "{name}: {}", shown(&findings));
    }
}

#[test]
fn every_paper_of_the_samples_can_be_made() {
    for (name, _) in SAMPLES {
        for job in open(name).jobs(&[], &[]).unwrap() {
            if let Err(report) = (job.make)() {
                panic!("{name}, {}: {}", job.path, shown(&report));
            }
        }
    }
}
