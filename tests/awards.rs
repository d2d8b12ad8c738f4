//! The papers of proposing and rewarding, from the files of a campaign: they agree with each other, and
//! a value that is changed in the folder changes in every paper that carries it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vanthu::campaign::{self, Opening};
use vanthu::document::{Block, Document};
use vanthu::paper;

use crate::program;

const KINDS: [&str; 4] = ["to_trinh", "bien_ban_hop", "danh_sach_de_nghi", "quyet_dinh_khen_thuong"];
const ROUND: &str = "bang_khen_2024";
const PERSONS: &[(&str, &str)] = &[
    ("don_vi.csv", "Tên đơn vị,Chức vụ người ký,Người ký\nPhòng A,Trưởng phòng,Lê Văn Trưởng\n"),
    (
        "ca_nhan.csv",
        "Họ và tên,Đơn vị,Chức vụ,Giới tính,Năm sinh,Quê quán\nTrần Thị D,Phòng A,Chuyên viên,Nữ,1990,Mỹ Xuyên\n\
         Lê Văn E,Phòng A,Chuyên viên,Nam,1985,Kế Sách\n",
    ),
    (
        "de_nghi.csv",
        "Đối tượng,Hình thức,Năm,Thành tích\nTrần Thị D,giay_khen,2022,Soạn quy trình mẫu\nLê Văn E,giay_khen,2022,Hỗ trợ dân\n",
    ),
    (
        "ket_qua.csv",
        "Đối tượng,Chỉ số,Năm,Giá trị,Diễn giải\nTrần Thị D,dong_gop,2022,có,Soạn 12 quy trình\nLê Văn E,dong_gop,2022,có,Hỗ trợ\n",
    ),
    (
        "sang_kien.csv",
        "Tác giả,Tên sáng kiến,Cấp công nhận,Ngày công nhận,Năm\nTrần Thị D,Sổ tay,cơ sở,10/11/2022,2022\nLê Văn E,Thẻ,cơ sở,10/11/2022,2022\n",
    ),
    (
        "hoi_dong.csv",
        "Họ và tên,Vai trò,Có mặt,Lý do vắng\nNgười Một,Chủ tịch,x,\nNgười Hai,Thư ký,x,\nNgười Ba,,x,\nNgười Bốn,,x,\n\
         Người Năm,,x,\nNgười Sáu,,x,\nNgười Bảy,,x,\nNgười Tám,,x,\nNgười Chín,,không,đi công tác\n",
    ),
    (
        "bieu_quyet.csv",
        "Đối tượng,Hình thức,Năm,Số phiếu đồng ý\nLê Văn E,giay_khen,2022,4\nTrần Thị D,giay_khen,2022,8\n",
    ),
    (
        "khen_thuong.csv",
        "Đối tượng,Năm,Loại,Nội dung,Quyết định\nTrần Thị D,2021,danh hiệu,Lao động tiên tiến,Quyết định số 9/QĐ-SCT\n",
    ),
];

/// The sample, with `edit` made to its facts.
fn sample(edit: impl Fn(String) -> String) -> TempDir {
    program::sample("binh_phuoc_2024", edit)
}

/// All that is printed in the paper of this kind and stem.
fn paper(folder: &Path, kind: &str, stem: &str) -> String {
    format!("{:?}", document(folder, kind, stem))
}

fn document(folder: &Path, kind: &str, stem: &str) -> Document {
    let campaign = campaign::open(folder).unwrap_or_else(|report| panic!("{report:?}"));
    let jobs = campaign.jobs(&[kind.to_owned()], &[]).unwrap_or_else(|report| panic!("{report:?}"));
    let path = format!("{kind}/{stem}");
    let job = jobs.iter().find(|job| job.path == path).unwrap_or_else(|| panic!("no {path}"));
    let (document, warnings) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
    assert!(warnings.is_empty(), "{path}: {warnings:?}");
    document
}

/// The first column but one of the tables: the names.
fn names(document: &Document) -> Vec<String> {
    let tables = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| format!("{:?}", row.get(1))).collect()
}

#[test]
fn all_papers_count_and_name_the_same() {
    let sample = sample(|facts| facts);
    for kind in KINDS {
        let text = paper(sample.path(), kind, ROUND);
        assert!(text.contains("06 tập thể"), "{kind}");
        assert!(text.contains("Sở Tư pháp"), "{kind}");
        // Tờ trình and minutes say who is not proposed, and why.
        assert_eq!(text.contains("Sở Y tế"), ["to_trinh", "bien_ban_hop"].contains(&kind), "{kind}");
    }
    let listed = names(&document(sample.path(), "danh_sach_de_nghi", ROUND));
    assert_eq!(listed.len(), 6);
    assert_eq!(listed, names(&document(sample.path(), "quyet_dinh_khen_thuong", ROUND)));
}

#[test]
fn a_changed_quota_changes_every_paper() {
    let sample = sample(|facts| facts.replace("\nso = 6\n", "\nso = 4\n"));
    for kind in KINDS {
        let text = paper(sample.path(), kind, ROUND);
        assert!(text.contains("04 tập thể") && !text.contains("06 tập thể"), "{kind}");
        let left_out = text.contains("Ủy ban nhân dân thành phố Đồng Xoài (ngoài chỉ tiêu)");
        assert_eq!(left_out, ["to_trinh", "bien_ban_hop"].contains(&kind), "{kind}");
    }
    assert!(paper(sample.path(), "quyet_dinh_khen_thuong", ROUND).contains("28.080.000 đồng (Hai mươi tám triệu"));
}

#[test]
fn a_number_and_a_day_are_written_once() {
    let sample = sample(|facts| {
        facts.replace("so = \"1046\"", "so = \"77\"").replace("ngay_hop = 2025-04-08", "ngay_hop = 2025-04-07")
    });
    for kind in ["to_trinh", "danh_sach_de_nghi", "quyet_dinh_khen_thuong"] {
        assert!(paper(sample.path(), kind, ROUND).contains("77/TTr-SNV"), "{kind}");
    }
    for kind in ["to_trinh", "bien_ban_hop", "bien_ban_kiem_phieu"] {
        assert!(paper(sample.path(), kind, ROUND).contains("ngày 07 tháng 4 năm 2025"), "{kind}");
    }
}

#[test]
fn the_count_of_ballots_never_takes_the_number_of_the_minutes() {
    let sample =
        sample(|facts| facts.replace("[van_ban.bien_ban_kiem_phieu]\nso = \"08\"", "[van_ban.bien_ban_kiem_phieu]"));
    let text = paper(sample.path(), "bien_ban_kiem_phieu", ROUND);
    assert!(text.contains("/BB-HĐTĐKT") && !text.contains("07/BB-HĐTĐKT"), "{text}");
}

#[test]
fn nested_criteria_are_told_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/soc_trang_2022");
    for (kind, stem) in [("bien_ban_hop", "giay_khen_2022"), ("to_trinh", "giay_khen_2022")] {
        let text = paper(&folder, kind, stem);
        assert!(
            text.contains("\"- Đối với cá nhân: đạt một trong các tiêu chuẩn sau:\"")
                && text.contains("\"+ Có sáng kiến, giải pháp trong công tác cải cách hành chính;\"")
                && text.contains("đạt tất cả các tiêu chuẩn sau: có ít nhất 80%"),
            "{kind}: {text}"
        );
    }
    // A report tells of a choice that which is met.
    let report = paper(&folder, "bao_cao_thanh_tich_tap_the", "trung_tam_xuc_tien_thuong_mai_2022");
    assert!(report.contains("\"b) Có đóng góp cải thiện chỉ số cải cách hành chính của Sở\""), "{report}");
    assert!(report.contains("là 6,25 điểm; năm trước liền kề là 5,75 điểm"), "{report}");
    assert!(!report.contains("đạt một trong"), "{report}");
}

#[test]
fn every_kind_with_a_form_can_be_handed_out_blank() {
    let registration = "[dang_ky]\ntrich_yeu = \"Thi đua\"\nhan = { den_het = 2024-08-30 }\n\n[van_ban.to_trinh]\n";
    let usual = sample(|facts| facts.replacen("[van_ban.to_trinh]\n", registration, 1));
    // The sheet of points is that of a plan that gives points.
    let scoring = program::sample("can_tho_2026", |facts| facts);
    let jobs = |place: &Path| {
        let campaign = campaign::open(place).unwrap_or_else(|report| panic!("{report:?}"));
        campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{report:?}"))
    };
    let (usual, scoring) = (jobs(usual.path()), jobs(scoring.path()));
    let native: Vec<_> = paper::format("native").into_iter().collect();
    let mut without = Vec::new();
    for kind in program::kinds() {
        let path = format!("{kind}/mau_trong");
        let job = usual.iter().chain(&scoring).find(|job| job.path == path);
        if !program::has_blank_form(&kind) {
            assert!(job.is_none(), "{path}");
            without.push(kind);
            continue;
        }
        let job = job.unwrap_or_else(|| panic!("no {path}"));
        let (document, warnings) = (job.make)().unwrap_or_else(|report| panic!("{path}: {report:?}"));
        assert!(warnings.is_empty(), "{path}: {warnings:?}");
        paper::render(&document, &native).unwrap_or_else(|report| panic!("{path}: {report:?}"));
        let text = format!("{document:?}");
        for known in ["Sở Tài chính\"", "06 tập thể", "dẫn đầu", "số: 718"] {
            assert!(!text.contains(known), "{path}: {known} in {text}");
        }
        let blanks =
            text.matches("Blank {").count() + text.matches("WritingLines(").count() + text.matches("…").count();
        let cells = text.matches("[], []").count();
        assert!(blanks + cells > 2, "{path} has no room to write: {text}");
    }
    without.sort();
    assert_eq!(without, ["bang_diem", "phan_bo_chi_tieu"], "whatever stands in these is reckoned");
}

#[test]
fn a_blank_plan_is_a_skeleton_without_the_campaign() {
    let sample = sample(|facts| facts);
    let text = paper(sample.path(), "ke_hoach", "mau_trong");
    for kept in [
        "Ủy ban nhân dân tỉnh Bình Phước",
        "TM. ỦY BAN NHÂN DÂN",
        "TIÊU CHUẨN, HÌNH THỨC, SỐ LƯỢNG",
        "Kinh phí".to_uppercase().as_str(),
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    for filled in ["2024-2025", "90%", "31/12", "230", "Bằng khen"] {
        assert!(!text.contains(filled), "{filled}: {text}");
    }
}

#[test]
fn reports_name_their_form_in_the_set_that_is_asked_for() {
    let sample = sample(|facts| facts);
    for (set, form) in [
        (None, "Mẫu số 08 Phụ lục I ban hành kèm theo Nghị định số 98/2023/NĐ-CP"),
        (Some("nd91"), "Mẫu số 07 ban hành kèm theo Nghị định số 91/2017/NĐ-CP"),
        (Some("nd152"), "Mẫu số 08 Phụ lục ban hành kèm theo Nghị định số 152/2025/NĐ-CP"),
    ] {
        let opening = Opening { form_set: set, ..Opening::default() };
        let campaign = campaign::open_as(sample.path(), &opening).unwrap_or_else(|report| panic!("{report:?}"));
        let jobs = campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{report:?}"));
        for path in [
            "bao_cao_thanh_tich_tap_the/so_tu_phap_2024",
            "to_trinh/bang_khen_2024",
            "bao_cao_thanh_tich_ca_nhan/mau_trong",
        ] {
            let job = jobs.iter().find(|job| job.path == path).unwrap_or_else(|| panic!("no {path}"));
            let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
            let text = format!("{document:?}");
            assert!(text.contains(form), "{set:?} {path}: {text}");
            assert_eq!(text.matches("Mẫu số").count(), 1, "{path}");
        }
    }
}

#[test]
fn a_report_tells_each_criterion_and_only_what_was_known() {
    let sample = sample(|facts| facts);
    let text = paper(sample.path(), "bao_cao_thanh_tich_tap_the", "so_tai_chinh_2024");
    for wanted in
        ["Bản đồ số", "hồ sơ trực tuyến đạt 87%", "chưa công bố tại thời điểm báo cáo", "XÁC NHẬN CỦA CƠ QUAN TRÌNH"]
    {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn persons_are_voted_on_and_introduced() {
    let place = tempfile::tempdir().unwrap();
    let facts = "ten = \"cải cách hành chính\"\n[co_quan]\nten = \"Sở Công Thương\"\nviet_tat = \"SCT\"\ndia_danh = \"Sóc Trăng\"\n\
        chuc_danh = \"Giám đốc\"\n[ke_hoach]\nky_hieu = \"KH-SCT\"\ntrich_yeu = \"Phát động\"\nngay = \"2022\"\n\
        [ke_hoach.nguoi_ky]\nquyen_han = [\"GIÁM ĐỐC\"]\n[dang_ky]\ntrich_yeu = \"Thi đua\"\n\
        [van_ban.bao_cao_thanh_tich]\ncau_truc = \"công trạng\"\n";
    let sample = include_str!("../samples/soc_trang_2022/phong_trao.toml");
    let (_, rules) = sample.split_once("# ── Tiêu chuẩn").unwrap();
    fs::write(place.path().join("phong_trao.toml"), format!("{facts}#{rules}")).unwrap();
    for (name, text) in PERSONS {
        fs::write(place.path().join(name), text).unwrap();
    }
    let counted = paper(place.path(), "bien_ban_kiem_phieu", "giay_khen_2022");
    let (first, second) = (counted.find("88,9%"), counted.find("44,4%"));
    assert!(first < second && first.is_some(), "{counted}");
    assert!(!counted.contains("trên 50%"), "neither the plan nor the law says so");
    let report = paper(place.path(), "bao_cao_thanh_tich_ca_nhan", "tran_thi_d_2022");
    for wanted in ["Mỹ Xuyên", "Soạn 12 quy trình", "Sổ tay", "Lao động tiên tiến", "NGƯỜI BÁO CÁO", "Lê Văn Trưởng"]
    {
        assert!(report.contains(wanted), "{wanted}: {report}");
    }
    let decision = paper(place.path(), "quyet_dinh_khen_thuong", "giay_khen_2022");
    assert!(decision.contains("01 cá nhân") && decision.contains("Trần Thị D") && !decision.contains("Lê Văn E"));
}
