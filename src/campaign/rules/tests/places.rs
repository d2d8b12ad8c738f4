//! Chỉ tiêu at their borders: who has no unit, what is rounded and to what, equals of whom several chỉ tiêu count.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::rules::{Judged, Outcome};

const DAY: &str = "2026-12-20";
const RULES: &str = r#"
chi_so = [{ ma = "x", ten = "X", kieu = "co_khong" }, { ma = "diem", ten = "Điểm" }]
tieu_chuan = [{ ma = "a", loai = "co_khong", chi_so = "x" }]
dac_diem = [{ ma = "tre", ten = "trẻ" }]
hinh_thuc = [{ ma = "gk", ten = "Giấy khen", tieu_chuan = ["a"], xep_hang = [{ chi_so = "diem" }], bieu_quyet = false }]
"#;

use Outcome::{ChoChiTieu, DongHang, DuocChon, NgoaiChiTieu};

/// Name, unit, đặc điểm and points.
type Person<'a> = (&'a str, &'a str, &'a str, u32);

/// People, under the `quotas` of the award, with more sheets.
fn among(quotas: &str, people: &[Person], more: &[(&str, &str)]) -> Judged {
    under(&format!("{RULES}{quotas}"), people, more)
}

/// The same under `rules`.
fn under(rules: &str, people: &[Person], more: &[(&str, &str)]) -> Judged {
    let rows = |make: &dyn Fn(&Person) -> String| people.iter().map(make).collect::<String>();
    // Who works elsewhere is known by an address.
    let list = rows(&|(name, unit, trait_, _)| {
        format!("{name},{unit},{trait_},{}\n", if unit.is_empty() { "phường 2" } else { "" })
    });
    let list = format!("Họ và tên,Đơn vị,Đặc điểm,Địa chỉ\n{list}");
    let proposed = format!("Đối tượng,Hình thức\n{}", rows(&|(name, ..)| format!("{name},gk\n")));
    let results = rows(&|(name, _, _, points)| format!("{name},x,có\n{name},diem,{points}\n"));
    let results = format!("Đối tượng,Chỉ số,Giá trị\n{results}");
    let sheets = [
        ("don_vi", "Tên đơn vị\nPhòng 1\nPhòng 2\n"),
        ("ca_nhan", list.as_str()),
        ("de_nghi", proposed.as_str()),
        ("ket_qua", results.as_str()),
    ];
    on(&facts(rules, &[sheets.as_slice(), more].concat()), DAY)
}

fn quota(rest: &str) -> String {
    format!("[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"gk\"]\ndoi_tuong = \"ca_nhan\"\n{rest}\n")
}

fn reckoned(judgement: &Judged) -> &str {
    &judgement.chon[0].chi_tieu[0].cach_tinh
}

#[test]
fn a_share_of_awards_for_one_kind_is_of_that_kind() {
    let people = [("A", "Phòng 1", "", 90), ("B", "Phòng 1", "", 80), ("C", "Phòng 2", "", 70)];
    let rules = RULES.replace("tieu_chuan = [\"a\"], xep", "doi_tuong = \"ca_nhan\", tieu_chuan = [\"a\"], xep");
    let share = quota("loai = \"ty_le\"\nty_le = 50\nco_so = \"tong_so\"").replace("doi_tuong = \"ca_nhan\"\n", "");
    let judgement = under(&format!("{rules}{share}"), &people, &[]);
    assert_eq!(reckoned(&judgement), "50% của 3 cá nhân = 1,5 → 1");
    // An award for both is of both.
    let both = under(&format!("{RULES}{share}"), &people, &[]);
    assert_eq!(reckoned(&both), "50% của 5 trường hợp = 2,5 → 2");
}

#[test]
fn people_registered_without_names_count_in_their_own_unit() {
    let people =
        [("A", "Phòng 1", "", 90), ("B", "Phòng 1", "", 80), ("C", "Phòng 2", "", 70), ("D", "Phòng 2", "", 60)];
    let registered =
        "Đơn vị,Đối tượng,Số lượng,Ngày nộp\nPhòng 1,Cá nhân,5,01/02/2026\nPhòng 2,Cá nhân,10,01/02/2026\n";
    let share = quota("loai = \"ty_le\"\nty_le = 20\nco_so = \"da_dang_ky\"\ntheo = \"don_vi\"");
    let judgement = among(&share, &people, &[("dang_ky", registered)]);
    outcomes(&judgement, &[("A", DuocChon), ("B", NgoaiChiTieu), ("C", DuocChon), ("D", DuocChon)]);
    let how = "Phòng 1: 20% của 5 cá nhân đã đăng ký = 1 → 1; Phòng 2: 20% của 10 cá nhân đã đăng ký = 2 → 2";
    assert_eq!(reckoned(&judgement), how);
}

#[test]
fn nobody_outside_takes_the_places_of_a_unit() {
    let people = [("A", "Phòng 1", "", 90), ("B", "Phòng 1", "", 80), ("C", "", "", 70), ("D", "", "", 60)];
    for limit in
        ["loai = \"moi_don_vi\"\nso = 1", "loai = \"ty_le\"\nty_le = 50\nco_so = \"tong_so\"\ntheo = \"don_vi\""]
    {
        let judgement = among(&quota(limit), &people, &[]);
        outcomes(&judgement, &[("A", DuocChon), ("B", NgoaiChiTieu), ("C", ChoChiTieu), ("D", ChoChiTieu)]);
        let told: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD052).collect();
        assert_eq!(told.len(), 2, "{limit}: {told:?}");
        assert!(told[0].to_string().contains("đặt chỉ tiêu riêng cho người ngoài đơn vị"), "{}", told[0]);
    }
    // Where the chỉ tiêu is for all together they draw on it as anybody does.
    let judgement = among(&quota("loai = \"so_luong\"\nso = 3"), &people, &[]);
    outcomes(&judgement, &[("C", DuocChon), ("D", NgoaiChiTieu)]);
}

#[test]
fn a_unit_that_has_been_allotted_nothing_is_told() {
    let people = [("A", "Phòng 1", "", 90), ("B", "Phòng 2", "", 80)];
    let allotted = quota("loai = \"phan_bo\"\nco_quan = \"tỉnh\"\ntung_don_vi = true");
    let with = |rows: &str| among(&allotted, &people, &[("phan_bo", &format!("Chỉ tiêu,Đơn vị,Số lượng\n{rows}"))]);
    let judgement = with("q,Phòng 1,1\n");
    outcomes(&judgement, &[("A", DuocChon), ("B", ChoChiTieu)]);
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD052).unwrap();
    assert_eq!(told.message, "B, Giấy khen: đơn vị chưa có số được phân bổ của chỉ tiêu `q`");
    let judgement = with("q,Phòng 1,1\nq,Phòng 2,0\n");
    outcomes(&judgement, &[("A", DuocChon), ("B", NgoaiChiTieu)]);
    assert!(!codes(&judgement).contains(&Code::TD052));
}

#[test]
fn a_share_may_give_one_place_at_least() {
    let people = [("A", "Phòng 1", "", 90), ("B", "Phòng 1", "", 80), ("C", "Phòng 2", "", 70)];
    let share = "loai = \"ty_le\"\nty_le = 20\nco_so = \"tong_so\"\ntheo = \"don_vi\"";
    outcomes(&among(&quota(share), &people, &[]), &[("A", NgoaiChiTieu), ("C", NgoaiChiTieu)]);
    let judgement = among(&quota(&format!("{share}\nit_nhat = 1")), &people, &[]);
    outcomes(&judgement, &[("A", DuocChon), ("B", NgoaiChiTieu), ("C", DuocChon)]);
    let used = &judgement.chon[0].chi_tieu[0];
    assert_eq!(used.cau, "không quá 20% tổng số cá nhân của từng đơn vị (làm tròn xuống, ít nhất 01)");
    let how = "Phòng 1: 20% của 2 cá nhân = 0,4 → 1 (ít nhất 01); Phòng 2: 20% của 1 cá nhân = 0,2 → 1 (ít nhất 01)";
    assert_eq!(used.cach_tinh, how);
    // Of nobody there is nobody to take.
    let none = "loai = \"ty_le\"\nty_le = 20\nco_so = \"tong_so\"\ndac_diem = \"tre\"\nit_nhat = 1";
    assert_eq!(reckoned(&among(&quota(none), &people, &[])), "20% của 0 cá nhân = 0 → 0");
}

#[test]
fn a_share_of_places_is_the_most_and_nothing_more_than_that() {
    let of = |share: &str| quota(&format!("loai = \"ty_le\"\nty_le = {share}\nco_so = \"tong_so\""));
    for share in ["\"trên 1/3\"", "\"quá 20%\"", "\"quá nửa\""] {
        let (_, report) = read(&format!("{RULES}{}", of(share)), &[]);
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL017], "{share}");
    }
    // What is no part of a whole costs what rests on it, and is told by the rules.
    for share in ["150", "\"5/4\"", "-5"] {
        let (_, report) = read(&format!("{RULES}{}", of(share)), &[]);
        assert!(report.is_empty(), "{share}");
        let judged = among(&of(share), &[], &[]);
        assert!(judged.report.iter().any(|finding| finding.code == Code::TD007), "{share}");
    }
}

#[test]
fn places_for_all_are_for_households_too_where_there_are_some() {
    let all = "[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"gk\"]\nloai = \"so_luong\"\nso = 4\n";
    let words = |more: &str| {
        let rules = facts(&format!("{RULES}{all}{more}"), &[]).quy_dinh;
        rules.chi_tieu[0].cau(&rules)
    };
    assert_eq!(words(""), "không quá 04 trường hợp (tập thể hoặc cá nhân)");
    let of_households = all.replace("ma = \"q\"", "ma = \"ho\"\ndoi_tuong = \"ho_gia_dinh\"");
    assert_eq!(words(&of_households), "không quá 04 trường hợp (tập thể, cá nhân hoặc hộ gia đình)");
}

#[test]
fn equals_at_one_edge_leave_open_who_takes_places_of_another() {
    // One place for the young, two for all: of A and B one is chosen, and then there is a place for C.
    let quotas = format!(
        "{}[[chi_tieu]]\nma = \"tre\"\nhinh_thuc = [\"gk\"]\ndac_diem = \"tre\"\nloai = \"so_luong\"\nso = 1\n",
        quota("loai = \"so_luong\"\nso = 2")
    );
    let people = [("A", "Phòng 1", "tre", 90), ("B", "Phòng 1", "tre", 90), ("C", "Phòng 2", "", 80)];
    let judgement = among(&quotas, &people, &[]);
    outcomes(&judgement, &[("A", DongHang), ("B", DongHang), ("C", ChoChiTieu)]);
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD052).unwrap();
    assert_eq!(told.message, "C, Giấy khen: chờ chọn giữa các trường hợp đồng hạng của chỉ tiêu `q`");
    // Who comes after equals at the very edge of the only chỉ tiêu is outside, whoever of them is taken.
    let judgement = among(&quota("loai = \"so_luong\"\nso = 1"), &people, &[]);
    outcomes(&judgement, &[("A", DongHang), ("B", DongHang), ("C", NgoaiChiTieu)]);
}

#[test]
fn nobody_is_told_to_wait_for_equals_of_another_unit() {
    let quotas = format!(
        "{}[[chi_tieu]]\nma = \"tre\"\nhinh_thuc = [\"gk\"]\ndac_diem = \"tre\"\nloai = \"phan_bo\"\nco_quan = \"tỉnh\"\n",
        quota("loai = \"moi_don_vi\"\nso = 1")
    );
    let people = [("A", "Phòng 1", "", 90), ("B", "Phòng 1", "", 90), ("C", "Phòng 2", "tre", 80)];
    let judgement = among(&quotas, &people, &[]);
    outcomes(&judgement, &[("A", DongHang), ("B", DongHang), ("C", ChoChiTieu)]);
    let told: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD052).collect();
    assert!(!told.is_empty() && told.iter().all(|finding| !finding.message.contains("đồng hạng")), "{told:?}");
}

/// A unit award and a personal one, both by points and then by ballots, equal in points; `quotas` beside them.
fn strands(quotas: &str, ballots: &[(&str, u32)]) -> Judged {
    let rules = format!(
        "chi_so = [{{ ma = \"x\", ten = \"X\", kieu = \"co_khong\" }}, {{ ma = \"diem\", ten = \"Điểm\" }}]\n\
         tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"x\" }}]\nhoi_dong = {{ ten = \"Hội đồng\", tong_so = 9 }}\n\
         [[hinh_thuc]]\nma = \"tt\"\nten = \"Giấy khen tập thể\"\ndoi_tuong = \"tap_the\"\ntieu_chuan = [\"a\"]\nbieu_quyet = true\n\
         xep_hang = [{{ chi_so = \"diem\" }}, {{ so_phieu = true }}]\n\
         [[hinh_thuc]]\nma = \"cn\"\nten = \"Giấy khen cá nhân\"\ndoi_tuong = \"ca_nhan\"\ntieu_chuan = [\"a\"]\nbieu_quyet = false\n\
         xep_hang = [{{ chi_so = \"diem\" }}]\n{quotas}"
    );
    let is_unit = |name: &str| name.starts_with("Phòng");
    let proposed: String =
        ballots.iter().map(|(name, _)| format!("{name},{}\n", if is_unit(name) { "tt" } else { "cn" })).collect();
    let results: String = ballots.iter().map(|(name, _)| format!("{name},x,có\n{name},diem,80\n")).collect();
    let votes: String =
        ballots.iter().filter(|(name, _)| is_unit(name)).map(|(name, count)| format!("{name},tt,{count}\n")).collect();
    let people: String =
        ballots.iter().filter(|(name, _)| !is_unit(name)).map(|(name, _)| format!("{name},Phòng 1\n")).collect();
    let sheets = [
        ("don_vi", "Tên đơn vị\nPhòng 1\nPhòng 2\n".to_owned()),
        ("ca_nhan", format!("Họ và tên,Đơn vị\n{people}")),
        ("de_nghi", format!("Đối tượng,Hình thức\n{proposed}")),
        ("ket_qua", format!("Đối tượng,Chỉ số,Giá trị\n{results}")),
        ("bieu_quyet", format!("Đối tượng,Hình thức,Số phiếu đồng ý\n{votes}")),
    ];
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(key, text)| (*key, text.as_str())).collect();
    on(&facts(&rules, &sheets), DAY)
}

#[test]
fn equals_of_two_awards_keep_the_order_of_their_own() {
    let shared = |count: u32| {
        format!("[[chi_tieu]]\nma = \"chung\"\nhinh_thuc = [\"tt\", \"cn\"]\nloai = \"so_luong\"\nso = {count}\n")
    };
    let own = "[[chi_tieu]]\nma = \"tt\"\nhinh_thuc = [\"tt\"]\nloai = \"so_luong\"\nso = 1\n";
    let all = [("Phòng 1", 9), ("Phòng 2", 8), ("A", 0)];
    // One unit at most: by its ballots the first; then there is a place for A, however A compares with the units.
    let judgement = strands(&format!("{}{own}", shared(2)), &all);
    outcomes(&judgement, &[("Phòng 1", DuocChon), ("Phòng 2", NgoaiChiTieu), ("A", DuocChon)]);
    // Two places for three: the unit with more ballots has one in any case, the other one may be A's.
    let judgement = strands(&shared(2), &all);
    outcomes(&judgement, &[("Phòng 1", DuocChon), ("Phòng 2", DongHang), ("A", DongHang)]);
    let judgement = strands(&shared(1), &all);
    outcomes(&judgement, &[("Phòng 1", DongHang), ("Phòng 2", ChoChiTieu), ("A", DongHang)]);
    outcomes(&strands(&shared(3), &all), &[("Phòng 2", DuocChon), ("A", DuocChon)]);
}

#[test]
fn words_of_a_share_name_what_is_enforced() {
    let people = [("A", "Phòng 1", "", 90)];
    let told = |words: &str, share: &str| {
        let rest = format!("noi_dung = \"{words}\"\nloai = \"ty_le\"\nco_so = \"tong_so\"\n{share}");
        codes(&among(&quota(&rest), &people, &[])).contains(&Code::TD011)
    };
    for (words, share, is_told) in [
        ("không quá 20% tổng số cá nhân (làm tròn lên)", "ty_le = 20", true),
        ("không quá 20% tổng số cá nhân, làm tròn xuống", "ty_le = 20", false),
        ("không quá 20% tổng số cá nhân", "ty_le = 20\nlam_tron = \"len\"", false),
        ("không quá 1/3 tổng số cá nhân", "ty_le = \"1/4\"", true),
        ("không quá 2/6 tổng số cá nhân", "ty_le = \"1/3\"", false),
        ("không quá một phần ba tổng số cá nhân theo Quyết định số 1/QĐ-UBND", "ty_le = \"1/3\"", false),
        ("không quá một phần ba tổng số cá nhân có mặt đến ngày 01/7", "ty_le = \"1/3\"", false),
        ("không quá 1/4 tổng số cá nhân có mặt đến ngày 01/7", "ty_le = \"1/3\"", true),
        ("không quá 20% tổng số cá nhân", "ty_le = 20\nit_nhat = 1", true),
        ("không quá 20% tổng số cá nhân, ít nhất 01 người", "ty_le = 20\nit_nhat = 1", false),
    ] {
        assert_eq!(told(words, share), is_told, "{words}: {share}");
    }
}

#[test]
fn words_of_a_threshold_hold_it_as_it_is_enforced() {
    let told = |words: &str, how: &str| {
        let asked = format!(
            "tieu_chuan = [{{ ma = \"a\", noi_dung = \"{words}\", loai = \"nguong\", chi_so = \"diem\", muc = 5{how} }}]"
        );
        let rules = RULES.replace("tieu_chuan = [{ ma = \"a\", loai = \"co_khong\", chi_so = \"x\" }]", &asked);
        codes(&under(&rules, &[("A", "Phòng 1", "", 90)], &[])).contains(&Code::TD011)
    };
    for (words, how, is_told) in [
        ("không quá 05 hồ sơ trễ hạn", "", true),
        ("không quá 05 hồ sơ trễ hạn", ", so_sanh = \"toi_da\"", false),
        ("dưới 05 hồ sơ trễ hạn", ", so_sanh = \"toi_da\"", true),
        ("từ 05 hồ sơ trở lên", "", false),
        ("trên 5 hồ sơ", "", true),
        ("giải quyết 05 hồ sơ", "", false),
    ] {
        assert_eq!(told(words, how), is_told, "{words}{how}");
    }
}
