//! Households, people outside the units, and campaigns that count school years.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Outcome, State};

const RULES: &str = r#"
chi_so = [{ ma = "dong_gop", ten = "Số tiền đóng góp", don_vi_tinh = "triệu đồng" }]
tieu_chuan = [{ ma = "a", loai = "nguong", chi_so = "dong_gop", muc = 5 }]
ho_so = [{ ma = "de_nghi", ten = "Văn bản đề nghị", cua = "don_vi" }]
hinh_thuc = [{ ma = "giay_khen", ten = "Giấy khen", danh_muc = "giay_khen", nguoi_quyet_dinh = "chu_tich_ubnd_xa", tieu_chuan = ["a"], xep_hang = [{ chi_so = "dong_gop" }], bieu_quyet = false, ngay_quyet_dinh = 2025-12-20 }]
chi_tieu = [
    { ma = "ho", hinh_thuc = ["giay_khen"], doi_tuong = "ho_gia_dinh", loai = "so_luong", so = 1 },
    { ma = "nguoi", hinh_thuc = ["giay_khen"], doi_tuong = "ca_nhan", loai = "so_luong", so = 1 },
]
"#;

const PEOPLE: &str = "Họ và tên,Đơn vị,Chức vụ,Giới tính,Địa chỉ\n\
    Hộ gia đình ông Lê Văn A,Khu phố 1,,,số 12 đường Lê Lợi\nHộ bà Trần Thị B,,,,khu phố 2\n\
    Phạm Văn C,,Chủ cơ sở Minh Phát,Nam,khu phố 1\n";

const SHEETS: &[(&str, &str)] = &[
    ("don_vi", "Tên đơn vị\nKhu phố 1\n"),
    ("ca_nhan", PEOPLE),
    (
        "de_nghi",
        "Đối tượng,Hình thức,Năm\nHộ gia đình ông Lê Văn A,giay_khen,2025\nHộ bà Trần Thị B,giay_khen,2025\n\
         Phạm Văn C,giay_khen,2025\n",
    ),
    (
        "ket_qua",
        "Đối tượng,Chỉ số,Năm,Giá trị\nHộ gia đình ông Lê Văn A,dong_gop,2025,20\nHộ bà Trần Thị B,dong_gop,2025,8\n\
         Phạm Văn C,dong_gop,2025,6\n",
    ),
    (
        "ho_so",
        "Đối tượng,Loại giấy tờ,Ngày nhận\nKhu phố 1,de_nghi,2025-12-01\nHộ bà Trần Thị B,de_nghi,2025-12-01\n\
         Phạm Văn C,de_nghi,2025-12-01\n",
    ),
];

#[test]
fn households_and_people_outside_have_places_and_money_of_their_own() {
    let facts = facts(RULES, SHEETS);
    let judged = on(&facts, "2025-12-15");
    outcomes(
        &judged,
        &[
            ("Hộ gia đình ông Lê Văn A", Outcome::DuocChon),
            ("Hộ bà Trần Thị B", Outcome::NgoaiChiTieu),
            ("Phạm Văn C", Outcome::DuocChon),
        ],
    );
    let of = |name: &str| judged.de_nghi.iter().find(|item| item.ten == name).unwrap();
    assert_eq!(of("Hộ bà Trần Thị B").loai, NomineeKind::HoGiaDinh);
    // 0,3 lần mức lương cơ sở cho cá nhân; hộ gia đình gấp 1,5 lần.
    let money = |name: &str| of(name).tien_thuong.as_ref().map(|money| money.so_tien);
    assert_eq!((money("Phạm Văn C"), money("Hộ gia đình ông Lê Văn A")), (Some(710_000), Some(1_060_000)));
    assert_eq!((of("Phạm Văn C").don_vi.as_str(), of("Hộ gia đình ông Lê Văn A").don_vi.as_str()), ("", "Khu phố 1"));
}

#[test]
fn a_unit_that_is_only_forgotten_is_still_missing() {
    let (_, report) = read(RULES, &[("ca_nhan", "Họ và tên,Đơn vị,Chức vụ\nPhạm Văn C,,Trưởng khu phố\n")]);
    let found: Vec<Code> = report.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::DL013]);
}

const SCHOOL: &str = r#"
thoi_gian = { tu_ngay = 2024-09-05, den_ngay = 2025-05-31, nam_hoc = true }
chi_so = [{ ma = "diem", ten = "Điểm trung bình", don_vi_tinh = "điểm" }]
tieu_chuan = [
    { ma = "tang", loai = "so_voi_nam_truoc", chi_so = "diem", xu_huong = "tang" },
    { ma = "da_khen", loai = "da_khen", khen_thuong = ["Lao động tiên tiến"], so_lan = 2, so_nam = 3, lien_tuc = true },
    { ma = "dang_ky", loai = "dang_ky", danh_hieu = ["Chiến sĩ thi đua cơ sở"] },
]
loai_tru = [{ ma = "ky_luat", trang_thai = ["da_bi"], trong = "nam_xet" }]
thoi_han = [
    { ma = "dang_ky", viec = "dang_ky", den_het = "15/10" },
    { ma = "ho_so", viec = "ho_so", den_het = "31/5" },
]
ho_so = [{ ma = "bao_cao", ten = "Báo cáo" }]
hinh_thuc = [{ ma = "cstd", ten = "Chiến sĩ thi đua cơ sở", tieu_chuan = ["tang", "da_khen", "dang_ky"], bieu_quyet = false }]
"#;

fn school(discipline: &str, title: &str, past: &str) -> Vec<(State, String)> {
    let registered =
        format!("Đơn vị,Đối tượng,Họ và tên,Danh hiệu,Ngày nộp\nTổ Toán,Cá nhân,Lê A,{title},2024-10-10\n");
    let case = format!("Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định\nLê A,khiển trách,đã bị,{discipline}\n");
    let past = format!("Đối tượng,Năm,Loại,Nội dung\n{past}");
    let sheets = [
        ("don_vi", "Tên đơn vị\nTổ Toán\n"),
        ("ca_nhan", "Họ và tên,Đơn vị\nLê A,Tổ Toán\n"),
        ("de_nghi", "Đối tượng,Hình thức,Năm\nLê A,cstd,năm học 2024 - 2025\n"),
        ("ket_qua", "Đối tượng,Chỉ số,Năm,Giá trị\nLê A,diem,2024-2025,8\nLê A,diem,2023-2024,7\n"),
        ("dang_ky", registered.as_str()),
        ("ky_luat", case.as_str()),
        ("khen_thuong", past.as_str()),
        ("ho_so", "Đối tượng,Loại giấy tờ,Ngày nhận\nLê A,bao_cao,2025-05-20\n"),
    ];
    let facts = facts(SCHOOL, &sheets);
    let judged = on(&facts, "2025-06-10");
    let item = &judged.de_nghi[0];
    let all = item.tieu_chuan.gom.iter().chain(&item.loai_tru).chain(&item.ho_so.gom);
    all.map(|verdict| (verdict.trang_thai, verdict.ly_do.clone())).collect()
}

const TWICE: &str = "Lê A,2022-2023,danh hiệu,Lao động tiên tiến\nLê A,2023-2024,danh hiệu,Lao động tiên tiến\n";

#[test]
fn a_school_year_goes_from_its_first_autumn_to_its_summer() {
    let fine = school("2024-09-04", "Lao động tiên tiến; Chiến sĩ thi đua cơ sở", TWICE);
    assert!(fine.iter().all(|(state, _)| *state == State::Dat), "{fine:?}");
    let in_the_year = school("2025-03-01", "Chiến sĩ thi đua cơ sở", TWICE);
    assert_eq!(in_the_year[3].0, State::KhongDat, "{in_the_year:?}");
    let not_in_a_row = TWICE.replace("2022-2023", "2021-2022");
    assert_eq!(school("2024-09-04", "Chiến sĩ thi đua cơ sở", &not_in_a_row)[1].0, State::KhongDat);
}

#[test]
fn a_registration_counts_for_its_title() {
    let other = school("2024-09-04", "Lao động tiên tiến", TWICE);
    assert_eq!(other[2], (State::KhongDat, "đăng ký thi đua: không đăng ký danh hiệu Chiến sĩ thi đua cơ sở".into()));
}

#[test]
fn years_are_typed_as_the_campaign_counts_them() {
    for (rules, year, fine) in [
        (SCHOOL, "2024-2025", true),
        (SCHOOL, "2024", false),
        (SCHOOL, "2024-2026", false),
        (RULES, "2025", true),
        (RULES, "2024-2025", false),
    ] {
        let award = if rules == SCHOOL { "cstd" } else { "giay_khen" };
        let row = format!("Đối tượng,Hình thức,Năm\nTổ Toán,{award},{year}\n");
        let (_, report) = read(rules, &[("don_vi", "Tên đơn vị\nTổ Toán\n"), ("de_nghi", &row)]);
        assert_eq!(report.iter().next().is_none(), fine, "{year}: {report:?}");
    }
}

#[test]
fn a_campaign_that_is_judged_once_names_no_year() {
    let rules = r#"
        thoi_gian = { tu_ngay = 2025-08-20, den_ngay = 2025-11-20 }
        chi_so = [{ ma = "so_ho", ten = "Số hộ vận động" }]
        tieu_chuan = [{ ma = "a", loai = "nguong", chi_so = "so_ho", muc = 5 }]
        hinh_thuc = [{ ma = "gk", ten = "Giấy khen", chu_ky = "giai_doan", tieu_chuan = ["a"], bieu_quyet = false }]
    "#;
    let sheets = [
        ("don_vi", "Tên đơn vị\nTổ Toán\n"),
        ("de_nghi", "Đối tượng,Hình thức\nTổ Toán,gk\n"),
        ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nTổ Toán,so_ho,3\n"),
    ];
    let facts = facts(rules, &sheets);
    let judged = on(&facts, "2025-11-30");
    assert_eq!(codes(&judged), [Code::TD030]);
    assert!(judged.report.iter().all(|finding| !finding.to_string().contains("năm")), "{:?}", judged.report);
}
