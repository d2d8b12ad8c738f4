//! A plan that gives points, and titles at the end of a year: whom the samples of both choose, and what they print.

use super::campaigns::{left, names, open};
use crate::campaign::rules::Outcome;

/// What the paper at `path` prints.
fn printed(campaign: &str, path: &str) -> String {
    let jobs = open(campaign).jobs(&[path.split('/').next().unwrap().to_owned()], &[]).unwrap();
    let job = jobs.into_iter().find(|job| job.path == path).unwrap_or_else(|| panic!("no {path}"));
    let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{path}: {report:?}"));
    crate::paper::writer::native::show(&document)
}

#[test]
fn can_tho_gives_points_by_block() {
    let campaign = open("can_tho_2026");
    let judgement = campaign.judgement();
    let chosen = names(judgement, "bang_khen", |selection| &selection.duoc_chon);
    assert_eq!(chosen, ["Sở Tài chính", "Ủy ban nhân dân phường Ninh Kiều", "Ủy ban nhân dân xã Phong Điền"]);
    let outside = names(judgement, "bang_khen", |selection| &selection.ngoai_chi_tieu);
    assert_eq!(outside, ["Ủy ban nhân dân xã Cờ Đỏ", "Sở Y tế"], "each outside the places of its own block");
    let reasons = [
        ("Sở Xây dựng", "Kết quả dịch vụ công: 42,4 điểm (yêu cầu từ 45 điểm)"),
        ("Ủy ban nhân dân phường Cái Răng", "Khá (96,9 điểm, Trịnh Minh Hải bị kỷ luật mức khiển trách"),
    ];
    left(judgement, "bang_khen", Outcome::KhongDat, &reasons);
    let open = [
        ("Sở Công Thương", "chưa xếp được, từ Khá đến Tốt (78,8 điểm, 01 mục chưa có điểm)"),
        ("Ủy ban nhân dân xã Vĩnh Thạnh", "01 mục chưa có điểm"),
    ];
    left(judgement, "bang_khen", Outcome::Cho, &open);
}

#[test]
fn can_tho_prints_its_points() {
    let plan = printed("can_tho_2026", "ke_hoach/ke_hoach");
    for words in [
        "Điểm = Tỷ lệ hồ sơ giải quyết đúng hạn (%) × 30",
        "từ 80 trở lên 20 điểm, từ 70 trở lên 15 điểm, từ 60 trở lên 10 điểm, còn lại 0 điểm",
        "Điểm = Số báo cáo trễ hạn × (-0,5)",
        "Xuất sắc: từ 95 điểm trở lên.",
        "Không xếp trên mức Khá đối với tập thể có lãnh đạo chủ chốt bị kỷ luật từ mức khiển trách trở lên",
        "Mức Xuất sắc không quá 50% số được xếp loại của từng khối (làm tròn xuống), lấy từ cao xuống thấp",
        "không quá 40% tổng số tập thể được đề nghị của từng khối (làm tròn xuống)",
    ] {
        assert!(plan.contains(words), "{words}: {plan}");
    }
    let sheet = printed("can_tho_2026", "phieu_cham_diem/so_xay_dung_2026");
    for words in ["\"Tự kiểm tra, chấn chỉnh\"", "\"26,4\"", "Báo cáo số hóa", "Xếp loại: Chưa đạt."]
    {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let table = printed("can_tho_2026", "bang_diem/bang_khen_2026");
    for words in ["Khối sở, ban, ngành", "\"100,26\"", "07/09 đối tượng đã đủ điểm", "Chờ (01 mục chưa có điểm)"]
    {
        assert!(table.contains(words), "{words}: {table}");
    }
    let places = printed("can_tho_2026", "phan_bo_chi_tieu/phan_bo_chi_tieu");
    assert!(places.contains("40% của 4 tập thể được đề nghị = 1,6, lấy 1"), "{places}");
    let blank = printed("can_tho_2026", "phieu_cham_diem/mau_trong");
    assert!(blank.contains("Giải quyết hồ sơ đúng hạn") && !blank.contains("26,4"), "{blank}");
}

#[test]
fn gia_lai_builds_titles_on_titles() {
    let campaign = open("gia_lai_2026");
    let judgement = campaign.judgement();
    let chosen = |award: &str| {
        let mut chosen = names(judgement, award, |selection| &selection.duoc_chon);
        chosen.sort_unstable();
        chosen
    };
    assert_eq!(chosen("lao_dong").len(), 14);
    assert_eq!(chosen("chien_si"), ["Hà Thị Tuyết", "Ksor H'Mai", "Phạm Đức Long"]);
    assert_eq!(chosen("xuat_sac"), ["Phòng Chăn nuôi", "Phòng Trồng trọt"]);
    assert_eq!(chosen("co_thi_dua"), ["Phòng Trồng trọt"]);
    let outside = |award: &str| names(judgement, award, |selection| &selection.ngoai_chi_tieu);
    assert_eq!((outside("chien_si"), outside("co_thi_dua")), (vec!["Lê Thị Hồng"], vec!["Phòng Chăn nuôi"]));
    let failed = [("Đỗ Quang Minh", "không có sáng kiến nào được Hội đồng Sáng kiến cấp cơ sở công nhận")];
    left(judgement, "chien_si", Outcome::KhongDat, &failed);
    left(judgement, "chien_si", Outcome::Cho, &[("Đinh Văn Sơn", "chưa có quyết định công nhận")]);
    let few = "2/4 người được tặng Lao động tiên tiến (yêu cầu từ 70% số người trở lên)";
    left(judgement, "xuat_sac", Outcome::KhongDat, &[("Văn phòng Sở", few)]);
    let open = "3/5 người được tặng Lao động tiên tiến, 01 người đang xét trong đợt này";
    left(judgement, "xuat_sac", Outcome::Cho, &[("Chi cục Kiểm lâm", open)]);
    let places = printed("gia_lai_2026", "phan_bo_chi_tieu/phan_bo_chi_tieu");
    assert!(places.contains("20% của 5 cá nhân đã đạt Lao động tiên tiến = 1, lấy 1"), "{places}");
}
