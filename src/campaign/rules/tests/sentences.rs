//! What is enforced, as the plan words it; and what can't be read.

use super::{facts, read};
use crate::base::diag::Code;

const BINH_PHUOC: &str = include_str!("../../../../samples/binh_phuoc_2024/phong_trao.toml");
const SOC_TRANG: &str = include_str!("../../../../samples/soc_trang_2022/phong_trao.toml");
const AN_BIEN: &str = include_str!("../../../../samples/an_bien_2020/phong_trao.toml");
const KIEN_GIANG: &str = include_str!("../../../../samples/kien_giang_2022/phong_trao.toml");

#[test]
fn quotas_and_orders_read_as_in_the_plans() {
    let quota = |rules: &str, at: usize| {
        let rulebook = facts(rules, &[]).quy_dinh;
        rulebook.chi_tieu[at].cau(&rulebook)
    };
    assert_eq!(quota(BINH_PHUOC, 0), "không quá 06 tập thể");
    assert_eq!(quota(AN_BIEN, 0), "không quá 20%", "the plan does not say of what");
    assert_eq!(quota(SOC_TRANG, 1), "02 cá nhân theo chỉ tiêu phân bổ của tỉnh");
    let in_plan = |at: usize| {
        let rulebook = facts(SOC_TRANG, &[]).quy_dinh;
        rulebook.chi_tieu[at].cau_ke_hoach(&rulebook)
    };
    assert_eq!([in_plan(0), in_plan(1)], ["", "số lượng cá nhân theo chỉ tiêu phân bổ của tỉnh"]);
    let some = "dac_diem = [{ ma = \"nu_tre\", ten = \"nữ dưới 30 tuổi\" }]\n\
                chi_tieu = [{ ma = \"q\", hinh_thuc = [\"gk\"], doi_tuong = \"ca_nhan\", dac_diem = \"nu_tre\", loai = \"so_luong\", so = 4 }]";
    assert_eq!(quota(some, 0), "không quá 04 cá nhân nữ dưới 30 tuổi");
    let rules = facts(AN_BIEN, &[]).quy_dinh;
    let order = |at: usize| rules.hinh_thuc[at].cau_xep_hang(|code| rules.words(code));
    assert_eq!(order(0), "từ cao xuống thấp theo Điểm phân loại");
    let preferred = "ưu tiên cán bộ, công chức, viên chức trực tiếp thực hiện công tác cải cách hành chính";
    let by_score = "từ cao xuống thấp theo Điểm bình xét của cá nhân";
    assert_eq!(order(1), format!("{preferred}; nếu bằng nhau thì {by_score}; nếu bằng nhau thì ưu tiên nữ"));
}

#[test]
fn deadlines_read_as_in_the_plans() {
    let deadlines = |rules: &str| {
        let rules = facts(rules, &[]).quy_dinh;
        rules.thoi_han.iter().map(|deadline| deadline.cau(&rules.su_kien)).collect::<Vec<_>>()
    };
    let kien_giang = deadlines(KIEN_GIANG);
    assert!(
        kien_giang[1].starts_with("chậm nhất là 15 ngày kể từ ngày Ủy ban nhân dân tỉnh công nhận"),
        "{kien_giang:?}"
    );
    assert_eq!([&kien_giang[0], &kien_giang[3]], ["trước ngày 30/3/2022", "đến hết ngày 30/3/2022"]);
    let binh_phuoc = deadlines(BINH_PHUOC);
    assert_eq!(binh_phuoc[0], "trước ngày 31/12 hằng năm");
    assert!(binh_phuoc[2].starts_with("chậm nhất là 10 ngày trước ngày tổ chức Hội nghị"), "{binh_phuoc:?}");
}

#[test]
fn criteria_and_papers_read_as_sentences() {
    let rules = facts(BINH_PHUOC, &[]).quy_dinh;
    let condition = |at: usize| rules.tieu_chuan[at].cau_dieu_kien(&rules);
    assert_eq!(condition(1), "Chỉ số cải cách hành chính của năm đạt từ 90% trở lên");
    assert_eq!(condition(2), "có sáng kiến hoặc giải pháp mới được Hội đồng Sáng kiến cấp tỉnh công nhận");
    let report = rules.ho_so[2].cau(&rules);
    assert_eq!(
        report,
        "Báo cáo thành tích (nêu rõ thành tích theo các tiêu chuẩn đạt được; mẫu số 08 Nghị định số 98/2023/NĐ-CP)"
    );
}

/// Rules with one fault, the code, and the words of the hint.
#[rustfmt::skip]
const FAULTS: &[(&str, Code, &str)] = &[
    ("[[tieu_chuan]]\nma = \"a\"\nloai = \"nguon\"\n", Code::DL017, "ngưỡng"),
    ("[[tieu_chuan]]\nma = \"a\"\nloai = \"dang_ky\"\nmuc = 3\n", Code::DL011, "không có khóa `muc`"),
    ("[[tieu_chuan]]\nma = \"a\"\nloai = \"dang_ky\"\ndung_hann = true\n", Code::DL011, "dung_han"),
    ("[[chi_tieu]]\nma = \"a\"\nhinh_thuc = [\"b\"]\nloai = \"so_luong\"\n", Code::DL013, "so = 6"),
    ("[[chi_tieu]]\nma = \"a\"\nhinh_thuc = [\"b\"]\nloai = \"ty_le\"\nty_le = \"hai mươi\"\n", Code::DL016, "92,5"),
    ("[[thoi_han]]\nma = \"a\"\nviec = \"ho_so\"\n", Code::DL013, "den_het"),
    ("[[thoi_han]]\nma = \"a\"\nviec = \"ho_so\"\ntruoc = \"31/13\"\n", Code::DL015, "31/12"),
    ("[[thoi_han]]\nma = \"a\"\nviec = \"ho_so\"\ntruoc = \"31/12\"\nden_het = 2022-03-30\n", Code::DL017, "giữ một"),
    ("[[loai_tru]]\nma = \"a\"\ntrang_thai = [\"đang bị\"]\n", Code::DL017, "đã bị"),
    ("[[loai_tru]]\nma = \"a\"\ntu_ngay = 2022-01-01\n", Code::DL013, "ngày còn thiếu"),
    ("[[hinh_thuc]]\nma = \"a\"\nten = \"b\"\nxep_hang = [{ tang_dan = true }]\n", Code::DL017, "xep_hang"),
    ("[[chi_so]]\nma = \"a\"\nten = \"b\"\nkieu = \"xep_loai\"\n", Code::DL013, "từ thấp đến cao"),
    ("[[tieu_chun]]\nma = \"a\"\n", Code::DL011, "tieu_chuan"),
];

#[test]
fn rules_that_cannot_be_read_are_located_with_a_hint() {
    for (rules, code, words) in FAULTS {
        let (_, report) = read(rules, &[]);
        let found: Vec<String> = report.iter().map(ToString::to_string).collect();
        let fitting = report.iter().find(|finding| finding.code == *code).unwrap_or_else(|| panic!("{rules}{found:?}"));
        assert!(fitting.to_string().contains(words), "{rules}{fitting}");
        assert!(fitting.place.as_ref().is_some_and(|place| place.line_and_column().is_some()), "{rules}{fitting}");
    }
}
