//! What lies behind a campaign: earlier awards, disciplines, and who belongs to whom, at their borders.

use super::{facts, on};
use crate::base::diag::Code;
use crate::campaign::rules::{Judged, State};

const DAY: &str = "2026-12-20";
const PERIOD: &str = "thoi_gian = { tu_ngay = 2026-03-01, den_ngay = 2026-11-30 }\n";
const RULES: &str = r#"
chi_so = [{ ma = "x", ten = "X", kieu = "co_khong" }, { ma = "so_nguoi", ten = "Số người" }]
"#;
const PEOPLE: &str = "Họ và tên,Đơn vị\nA,Phòng\nB,Phòng\nC,Tổ\n";

/// The units Phòng and Tổ, which is part of it, and A, B, C proposed under `rules`, in `year` where one is named.
fn judged(rules: &str, year: &str, sheets: &[(&str, &str)]) -> Judged {
    let names = ["A", "B", "C", "Phòng", "Tổ"];
    let proposed: String = names.iter().map(|name| format!("{name},gk,{year}\n")).collect();
    let results: String = names.iter().map(|name| format!("{name},x,{year},có\n")).collect();
    let proposed = format!("Đối tượng,Hình thức,Năm\n{proposed}");
    let results = format!("Đối tượng,Chỉ số,Năm,Giá trị\n{results}Phòng,so_nguoi,{year},3\nTổ,so_nguoi,{year},1\n");
    let all = [
        ("don_vi", "Tên đơn vị,Thuộc đơn vị\nPhòng,\nTổ,Phòng\n"),
        ("ca_nhan", PEOPLE),
        ("de_nghi", proposed.as_str()),
        ("ket_qua", results.as_str()),
    ];
    on(&facts(&format!("{RULES}{rules}"), &[all.as_slice(), sheets].concat()), DAY)
}

/// With one criterion.
fn asked(criterion: &str, year: &str, past: &str) -> Judged {
    let rules = format!(
        "{PERIOD}tieu_chuan = [{{ ma = \"a\", {criterion} }}]\n\
         hinh_thuc = [{{ ma = \"gk\", ten = \"Giấy khen\", tieu_chuan = [\"a\"], bieu_quyet = false }}]\n"
    );
    judged(&rules, year, &[("khen_thuong", &format!("Đối tượng,Năm,Loại,Nội dung,Quyết định\n{past}"))])
}

/// With one loại trừ.
fn excluded(rule: &str, year: &str, cases: &str) -> Judged {
    let rules = format!(
        "{PERIOD}tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"x\" }}]\n\
         hinh_thuc = [{{ ma = \"gk\", ten = \"Giấy khen\", tieu_chuan = [\"a\"], bieu_quyet = false }}]\n\
         loai_tru = [{{ ma = \"kl\", {rule} }}]\n"
    );
    let cases = format!("Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định,Thi hành đến ngày\n{cases}");
    judged(&rules, year, &[("ky_luat", &cases)])
}

fn states(judgement: &Judged, expected: &[(&str, State)]) {
    for (name, state) in expected {
        let item = judgement.de_nghi.iter().find(|item| item.ten == *name).unwrap();
        let reasons: Vec<&str> = item.reasons().iter().map(|verdict| verdict.ly_do.as_str()).collect();
        assert_eq!(item.ket_luan, *state, "{name}: {reasons:?}");
    }
}

fn reason<'a>(judgement: &'a Judged, name: &str) -> &'a str {
    let item = judgement.de_nghi.iter().find(|item| item.ten == name).unwrap();
    item.reasons().first().map_or("", |verdict| verdict.ly_do.as_str())
}

use State::{Cho, Dat, KhongDat};

const NEVER: &str = "loai = \"da_khen\", khen_thuong = [\"Kỷ niệm chương\"], so_lan = 0, so_nam = 3";

#[test]
fn a_campaign_that_names_no_year_looks_back_from_its_own() {
    let past = "A,2024,hình thức,Kỷ niệm chương Vì sự nghiệp,\nB,2023,hình thức,Kỷ niệm chương Vì sự nghiệp,\n";
    for year in ["", "2026"] {
        let judgement = asked(NEVER, year, past);
        states(&judgement, &[("A", KhongDat), ("B", Dat), ("C", Dat)]);
    }
    let twice = "loai = \"da_khen\", khen_thuong = [\"Lao động tiên tiến\"], so_lan = 2, so_nam = 2, lien_tuc = true";
    let past = "A,2025,danh hiệu,Lao động tiên tiến,\nA,2026,danh hiệu,Lao động tiên tiến,\n\
        B,2024,danh hiệu,Lao động tiên tiến,\nB,2025,danh hiệu,Lao động tiên tiến,\n";
    states(&asked(twice, "", past), &[("A", Dat), ("B", KhongDat)]);
}

#[test]
fn a_row_may_tell_several_years_and_one_that_tells_none_is_asked_about() {
    let past = "A,\"2019, 2025\",hình thức,Kỷ niệm chương,\nB,giai đoạn 2020-2025,hình thức,Kỷ niệm chương,\n\
        C,\"2019; 2020\",hình thức,Kỷ niệm chương,\n";
    let judgement = asked(NEVER, "2026", past);
    states(&judgement, &[("A", KhongDat), ("B", Cho), ("C", Dat)]);
    assert_eq!(
        reason(&judgement, "A"),
        "đã được tặng Kỷ niệm chương năm 2025 (yêu cầu chưa được tặng trong 03 năm gần nhất)"
    );
    let running = "loai = \"da_khen\", khen_thuong = [\"LĐTT\"], so_lan = 2, lien_tuc = true";
    let past = "A,\"2024, 2025\",danh hiệu,Lao động tiên tiến,\nB,giai đoạn 2020-2025,danh hiệu,Lao động tiên tiến,\n\
        B,2025,danh hiệu,Lao động tiên tiến,\nC,2025,danh hiệu,Lao động tiên tiến,\n";
    let judgement = asked(running, "2026", past);
    states(&judgement, &[("A", Dat), ("B", Cho), ("C", KhongDat)]);
    assert!(reason(&judgement, "B").ends_with("; 01 lần chưa rõ năm"), "{}", reason(&judgement, "B"));
}

#[test]
fn an_award_told_with_and_without_its_decision_is_one() {
    let twice = "loai = \"da_khen\", khen_thuong = [\"Giấy khen\"], so_lan = 2";
    let past = "A,2025,hình thức,Giấy khen của Giám đốc Sở,\nA,2025,hình thức,Giấy khen của Giám đốc Sở,QĐ 5/QĐ-SNV\n\
        B,2025,hình thức,Giấy khen của Giám đốc Sở,QĐ 5/QĐ-SNV\nB,2025,hình thức,Giấy khen của Giám đốc Sở,QĐ 9/QĐ-SNV\n";
    let decided = "C,2025,hình thức,Giấy khen của Giám đốc Sở,QĐ 5/QĐ-SNV\n\
        C,2025,hình thức,Giấy khen của Giám đốc Sở,Quyết định số 05/QĐ-SNV ngày 10/01/2026\n\
        C,2025,hình thức,Tặng thưởng Giấy khen của Sở,Số:05 / QĐ-SNV\n";
    let judgement = asked(twice, "2026", &format!("{past}{decided}"));
    states(&judgement, &[("A", KhongDat), ("B", Dat), ("C", KhongDat)]);
}

#[test]
fn titles_count_however_they_are_spelled_and_slips_are_told() {
    let once = "loai = \"da_khen\", khen_thuong = [\"Chiến sĩ thi đua cơ sở\"]";
    let past = "A,2025,danh hiệu,Danh hiệu Chiến sỹ thi đua cơ sở,\nB,2025,danh hiệu,CSTĐ cơ sở,\n\
        C,2025,danh hiệu,Chiến sĩ thi đau cơ sở,\n";
    let judgement = asked(once, "2026", past);
    states(&judgement, &[("A", Dat), ("B", Dat), ("C", KhongDat)]);
}

#[test]
fn an_award_is_known_by_who_gave_it() {
    let never = "loai = \"da_khen\", khen_thuong = [\"Bằng khen của Chủ tịch UBND tỉnh\"], so_lan = 0";
    let past = "A,2024,hình thức,Bằng khen của Chủ tịch Uỷ ban nhân dân tỉnh,\nB,2024,hình thức,Bằng khen UBND tỉnh An Giang,\n\
        C,2024,hình thức,Tặng Bằng khen,\n";
    states(&asked(never, "2026", past), &[("A", KhongDat), ("B", KhongDat), ("C", Dat)]);
}

#[test]
fn an_award_is_known_behind_the_words_that_say_how_it_was_given() {
    let never = "loai = \"da_khen\", khen_thuong = [\"Chiến sĩ thi đua cơ sở\"], so_lan = 0";
    let past = "A,2023,danh hiệu,Đạt danh hiệu CSTĐ cơ sở,\nB,2023,danh hiệu,Được tặng danh hiệu Chiến sỹ thi đua cấp cơ sở,\n\
        C,giai đoạn 2015-2020,danh hiệu,Chiến sĩ thi đua cấp tỉnh,\n";
    states(&asked(never, "2026", past), &[("A", KhongDat), ("B", KhongDat), ("C", Dat)]);
    let spanned = asked(never, "2026", "A,giai đoạn 2015-2020,danh hiệu,Chiến sĩ thi đua cơ sở,\n");
    let told = "đã được tặng Chiến sĩ thi đua cơ sở giai đoạn 2015-2020 (yêu cầu chưa từng được tặng)";
    assert_eq!(reason(&spanned, "A"), told);
}

#[test]
fn people_of_a_unit_below_are_members() {
    let share = "loai = \"thanh_vien\", khen_thuong = [\"Lao động tiên tiến\"], ty_le = \"2/3\", chi_so = \"so_nguoi\", ap_dung = \"tap_the\"";
    let past = "A,2026,danh hiệu,Lao động tiên tiến,\nC,2026,danh hiệu,Lao động tiên tiến,\n";
    let judgement = asked(share, "2026", past);
    states(&judgement, &[("Phòng", Dat), ("Tổ", Dat)]);
    let judgement = asked(share, "2026", "A,2026,danh hiệu,Lao động tiên tiến,\n");
    states(&judgement, &[("Phòng", KhongDat), ("Tổ", KhongDat)]);
    assert!(reason(&judgement, "Phòng").starts_with("1/3 người"), "{}", reason(&judgement, "Phòng"));
    let of_members = "cua = \"thanh_vien\", trong = \"khong_gioi_han\", ap_dung = \"tap_the\"";
    let judgement = excluded(of_members, "2026", "C,khiển trách,đã bị,01/5/2026,\n");
    states(&judgement, &[("Phòng", KhongDat), ("Tổ", KhongDat), ("C", Dat)]);
}

#[test]
fn a_discipline_of_the_year_lies_within_the_years_of_the_campaign() {
    let cases = "A,cảnh cáo,đã bị,10/5/2015,\nB,cảnh cáo,đã bị,10/01/2026,\nC,cảnh cáo,đã bị,,\n";
    for year in ["", "2026"] {
        states(&excluded("trong = \"nam_xet\"", year, cases), &[("A", Dat), ("B", KhongDat), ("C", Cho)]);
    }
}

#[test]
fn a_discipline_is_enforced_until_its_last_day_whatever_its_state_is_called() {
    let rule = "trang_thai = [\"dang_thi_hanh\"], trong = \"khong_gioi_han\"";
    let cases = "A,cảnh cáo,đã bị,20/12/2025,20/12/2026\nB,cảnh cáo,đang thi hành,19/12/2025,19/12/2026\n\
        C,cảnh cáo,đã bị,01/6/2026,\n";
    let judgement = excluded(rule, "2026", cases);
    states(&judgement, &[("A", KhongDat), ("B", Dat), ("C", Dat)]);
    assert_eq!(reason(&judgement, "A"), "A đang thi hành kỷ luật mức cảnh cáo ngày 20/12/2025");
}

#[test]
fn a_level_that_is_not_told_is_asked_for_where_the_level_decides() {
    let cases = "A,,đã bị,10/5/2026,\nB,khiển trách,đã bị,10/5/2026,\nC,cảnh cáo,đã bị,10/5/2026,\n";
    let judgement = excluded("muc_tu = \"cảnh cáo\"", "2026", cases);
    states(&judgement, &[("A", Cho), ("B", Dat), ("C", KhongDat)]);
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD032).unwrap();
    assert!(told.message.ends_with("A bị kỷ luật ngày 10/5/2026, chưa ghi mức kỷ luật"), "{told}");
    states(&excluded("trong = \"nam_xet\"", "2026", cases), &[("A", KhongDat), ("B", KhongDat)]);
}
