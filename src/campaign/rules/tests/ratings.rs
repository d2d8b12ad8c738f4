//! Points by formula, points that units give themselves, sums of chỉ số, ratings by points.

use std::fmt::Write;

use proptest::prelude::*;

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::{Code, Place};
use crate::campaign::rules::{Facts, Judged, Outcome, State};

const DAY: &str = "2026-12-20";
const AWARD: &str = "[[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\n";

/// People of two units, each with a position in `results`, proposed for the award.
fn judged(rules: &str, results: &[&[(&str, &str)]], more: &[(&str, &str)]) -> Judged {
    on(&campaign(rules, results, more), DAY)
}

fn campaign(rules: &str, results: &[&[(&str, &str)]], more: &[(&str, &str)]) -> Facts {
    let (mut people, mut proposed) =
        ("Họ và tên,Đơn vị,Giới tính\n".to_owned(), "Đối tượng,Hình thức,Năm\n".to_owned());
    let mut rows = "Đối tượng,Chỉ số,Năm,Giá trị,Tự chấm\n".to_owned();
    for (at, values) in results.iter().enumerate() {
        let (unit, sex) = (["A", "B"][at % 2], if at % 2 == 0 { "Nam" } else { "Nữ" });
        let _ = writeln!(people, "Người {at},{unit},{sex}");
        let _ = writeln!(proposed, "Người {at},gk,2026");
        for (indicator, value) in *values {
            let _ = writeln!(rows, "Người {at},{indicator},2026,{value}");
        }
    }
    let sheets = [("don_vi", "Tên đơn vị\nA\nB\n"), ("ca_nhan", &people), ("de_nghi", &proposed), ("ket_qua", &rows)];
    facts(&format!("{rules}{AWARD}"), &[&sheets, more].concat())
}

fn reasons(judgement: &Judged) -> Vec<String> {
    judgement.de_nghi.iter().map(|item| item.tieu_chuan.gom[0].ly_do.clone()).collect()
}

const FORMULAS: &str = "[[chi_so]]\nma = \"dung_han\"\nten = \"Tỷ lệ đúng hạn\"\ndon_vi_tinh = \"%\"\n\
    [[chi_so]]\nma = \"tre\"\nten = \"Số hồ sơ trễ\"\n\
    [[thang_diem]]\nma = \"cham\"\nten = \"Tổng điểm\"\nmuc = [\n\
    { ma = \"m1\", noi_dung = \"Đúng hạn\", diem = 20, theo = \"dung_han\" },\n\
    { ma = \"m2\", noi_dung = \"Theo bậc\", diem = 10, theo = \"dung_han\", bac = [{ tu = 80, diem = 8 }, { tu = 90, diem = 10 }] },\n\
    { ma = \"m3\", noi_dung = \"Ít trễ\", diem = 5, theo = \"tre\", bac = [{ den = 2, diem = 3 }, { den = 0, diem = 5 }] },\n\
    { ma = \"m4\", noi_dung = \"Trừ\", diem = -3, theo = \"tre\", moi_don_vi = \"-0,5\" }]\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 30\n";

#[test]
fn points_by_formula_follow_from_what_was_measured() {
    let judgement = judged(
        FORMULAS,
        &[&[("dung_han", "\"96,5\""), ("tre", "0")], &[("dung_han", "85"), ("tre", "9")], &[("dung_han", "90")]],
        &[],
    );
    // 19,3 + 10 + 5 − 0; 17 + 8 + 0 − 3; 18 + 10 + (0 to 5) + (−3 to 0).
    outcomes(&judgement, &[("Người 0", Outcome::DuocChon), ("Người 1", Outcome::KhongDat), ("Người 2", Outcome::Cho)]);
    let told = reasons(&judgement);
    assert_eq!(told[0], "Tổng điểm: 34,3 điểm (yêu cầu từ 30 điểm)");
    assert_eq!(told[1], "Tổng điểm: 22 điểm (yêu cầu từ 30 điểm)");
    assert_eq!(told[2], "Tổng điểm: 28 điểm, 02 mục chưa có điểm (yêu cầu từ 30 điểm)");
    // An item by formula is a chỉ số of its own, and nobody types its points.
    let one = FORMULAS.replace(
        "loai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 30",
        "loai = \"nguong\"\nchi_so = \"m2\"\nmuc = 10",
    );
    let judgement = judged(&one, &[&[("dung_han", "89")], &[("dung_han", "91"), ("m2", "10")]], &[]);
    outcomes(&judgement, &[("Người 0", Outcome::KhongDat), ("Người 1", Outcome::DuocChon)]);
    let typed = judgement.report.iter().find(|finding| finding.code == Code::TD020).unwrap();
    assert_eq!(typed.place, Some(Place::line("ket_qua.csv", 4, 17)));
}

#[test]
fn a_step_may_leave_its_own_number_out() {
    let strict = FORMULAS
        .replace(
            "bac = [{ tu = 80, diem = 8 }, { tu = 90, diem = 10 }]",
            "bac = [{ tu = 90, diem = 8 }, { tren = 90, diem = 10 }]",
        )
        .replace(
            "bac = [{ den = 2, diem = 3 }, { den = 0, diem = 5 }]",
            "bac = [{ den = 2, diem = 3 }, { duoi = 2, diem = 5 }]",
        );
    let judgement = judged(
        &strict,
        &[
            &[("dung_han", "90"), ("tre", "2")],
            &[("dung_han", "\"90,01\""), ("tre", "1")],
            &[("dung_han", "89"), ("tre", "3")],
        ],
        &[],
    );
    // 18 + 8 + 3 − 1; 18,002 + 10 + 5 − 0,5; 17,8 + 0 + 0 − 1,5.
    let told = reasons(&judgement);
    assert!(told[0].starts_with("Tổng điểm: 28 điểm"), "{told:?}");
    assert!(told[1].starts_with("Tổng điểm: 32,502 điểm"), "{told:?}");
    assert!(told[2].starts_with("Tổng điểm: 16,3 điểm"), "{told:?}");
    let rules = campaign(&strict, &[], &[]).quy_dinh;
    let words = |at: usize| rules.thang_diem[0].muc[at].guidance(|code| rules.words(code));
    assert_eq!(words(1), "Tỷ lệ đúng hạn: trên 90 được 10 điểm, từ 90 trở lên 8 điểm, còn lại 0 điểm");
    assert_eq!(words(2), "Số hồ sơ trễ: dưới 2 được 5 điểm, không quá 2 được 3 điểm, còn lại 0 điểm");
}

#[test]
fn formulas_that_cannot_be_are_told_where_they_stand() {
    let faults = |item: &str| -> Vec<Code> {
        let rules = format!(
            "[[thang_diem]]\nma = \"c\"\nten = \"T\"\nmuc = [{{ ma = \"m\", noi_dung = \"M\", diem = 10, {item} }}]\n"
        );
        read(&rules, &[]).1.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(faults("bac = [{ tu = 1, diem = 1 }]"), [Code::DL013]);
    assert_eq!(faults("moi_don_vi = 1"), [Code::DL013]);
    assert_eq!(faults("theo = \"x\", moi_don_vi = 1, bac = [{ tu = 1, diem = 1 }]"), [Code::DL017]);
    assert_eq!(faults("theo = \"x\", bac = [{ tu = 1, diem = 1 }, { den = 1, diem = 1 }]"), [Code::DL017]);
    assert_eq!(faults("theo = \"x\", bac = [{ tu = 1, diem = 11 }]"), [Code::DL017]);
    // What would never count, or count as something else.
    assert_eq!(faults("theo = \"x\", bac = [{ tu = 90, diem = 10 }, { tu = 0, diem = -5 }]"), [Code::DL017]);
    assert_eq!(faults("toi_thieu = -5, theo = \"x\", bac = [{ tu = 90, diem = 10 }, { tu = 0, diem = -5 }]"), []);
    assert_eq!(faults("theo = \"x\", bac = [{ tu = 90, diem = 10 }, { tu = 90, diem = 8 }]"), [Code::DL017]);
    assert_eq!(faults("theo = \"x\", moi_don_vi = -2"), [Code::DL017]);
    assert_eq!(faults("toi_thieu = -6, theo = \"x\", moi_don_vi = -2"), []);
    let penalty = |rest: &str| {
        let rules = format!(
            "[[thang_diem]]\nma = \"c\"\nten = \"T\"\nmuc = [{{ ma = \"m\", noi_dung = \"M\", diem = 0, theo = \"x\"{rest} }}]\n"
        );
        read(&rules, &[]).1.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(penalty(", moi_don_vi = 0.5"), [Code::DL017]);
    assert_eq!(penalty(""), [Code::DL017]);
    assert_eq!(penalty(", moi_don_vi = \"-0,5\""), []);
    let judgement = judged(&FORMULAS.replace("don_vi_tinh = \"%\"", "don_vi_tinh = \"hồ sơ\""), &[], &[]);
    assert!(codes(&judgement).contains(&Code::TD004), "a rate that is none: {:?}", judgement.report);
    let judgement = judged(&FORMULAS.replace("theo = \"tre\", moi", "theo = \"tree\", moi"), &[], &[]);
    let slip = judgement.report.iter().find(|finding| finding.code == Code::TD002).unwrap();
    assert!(slip.to_string().contains("có phải `tre`?"), "{slip}");
}

const SELF: &str = "[[thang_diem]]\nma = \"cham\"\nten = \"Tổng điểm\"\n@\nmuc = [\n\
    { ma = \"m1\", noi_dung = \"Một\", diem = 20 }, { ma = \"m2\", noi_dung = \"Hai\", diem = 10 }]\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 25\n";

#[test]
fn the_plan_says_whose_points_count() {
    let results: &[&[(&str, &str)]] = &[&[("m1", ",18"), ("m2", "9,10")], &[("m1", "15,19"), ("m2", "9,9")]];
    let appraised = judged(&SELF.replace('@', ""), results, &[]);
    outcomes(&appraised, &[("Người 0", Outcome::Cho), ("Người 1", Outcome::KhongDat)]);
    // Until the appraiser has given his, the unit's count.
    let own = judged(&SELF.replace('@', "diem_tinh = \"tự chấm\""), results, &[]);
    outcomes(&own, &[("Người 0", Outcome::DuocChon), ("Người 1", Outcome::KhongDat)]);
    let looked: Vec<&str> = own.de_nghi[0].tieu_chuan.gom[0].da_xem.iter().map(|seen| seen.gia_tri.as_str()).collect();
    assert_eq!(looked, ["Một: 18 (tự chấm)", "Hai: 9"]);
}

#[test]
fn points_far_apart_are_told_at_both_cells() {
    let results: &[&[(&str, &str)]] = &[&[("m1", "8,19"), ("m2", "9,10")], &[("m1", "15,21"), ("m2", "9,x")]];
    let judgement = judged(&SELF.replace('@', ""), results, &[]);
    let apart: Vec<String> =
        judgement.report.iter().filter(|finding| finding.code == Code::TD036).map(ToString::to_string).collect();
    assert_eq!(apart.len(), 1, "{apart:?}");
    assert!(apart[0].contains("Người 0, Một: tự chấm 19, thẩm định 8, chênh 11 điểm"), "{}", apart[0]);
    // What the unit gives itself keeps to the sheet as well.
    assert!(codes(&judgement).contains(&Code::TD033), "{:?}", judgement.report);
    assert!(codes(&judgement).contains(&Code::TD025), "{:?}", judgement.report);
    let set = judged(&SELF.replace('@', "chenh_lech = 0.5"), &[&[("m1", "8,9"), ("m2", "9,9")]], &[]);
    assert_eq!(set.report.iter().filter(|finding| finding.code == Code::TD036).count(), 1);
    let aside = "[[chi_so]]\nma = \"x\"\nten = \"X\"\n";
    let other = judged(&format!("{aside}{}", SELF.replace('@', "")), &[&[("x", "8,9")]], &[]);
    let told = other.report.iter().find(|finding| finding.code == Code::TD036).unwrap();
    assert!(told.message.contains("không phải mục của thang điểm nào"), "{told}");
}

const YEARS: &str = "[[chi_so]]\nma = \"nam\"\nten = \"Số năm\"\n[[chi_so]]\nma = \"kho\"\nten = \"Số năm vùng khó\"\n\
    [[chi_so]]\nma = \"qd\"\nten = \"Số năm quy đổi\"\ndon_vi_tinh = \"năm\"\ncong = [{ chi_so = \"nam\" }, { chi_so = \"kho\", he_so = \"1,5\" }]\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"nguong\"\nchi_so = \"qd\"\nmuc = 20\nmuc_rieng = [{ dac_diem = \"nu\", muc = 15 }]\n";

#[test]
fn years_of_service_count_by_their_coefficients_and_for_women_from_fewer() {
    let judgement = judged(
        YEARS,
        &[
            &[("nam", "11"), ("kho", "6")],
            &[("nam", "12"), ("kho", "2")],
            &[("nam", "18"), ("kho", "1")],
            &[("nam", "14"), ("kho", "0")],
            &[("nam", "19")],
            &[("nam", "15")],
        ],
        &[],
    );
    let expected = [State::Dat, State::Dat, State::KhongDat, State::KhongDat, State::Cho, State::Dat];
    let found: Vec<State> = judgement.de_nghi.iter().map(|item| item.ket_luan).collect();
    assert_eq!(found, expected, "{:?}", reasons(&judgement));
    assert_eq!(reasons(&judgement)[2], "Số năm quy đổi: 19,5 năm (yêu cầu tối thiểu 20 năm)");
    assert_eq!(reasons(&judgement)[3], "Số năm quy đổi: 14 năm (yêu cầu tối thiểu 15 năm)");
    let rulebook = facts(YEARS, &[]).quy_dinh;
    assert_eq!(
        rulebook.tieu_chuan[0].cau(&rulebook),
        "Số năm quy đổi (số năm + 1,5 × số năm vùng khó) đạt từ 20 năm trở lên (đối với nữ: từ 15 năm trở lên)"
    );
    let typed = judged(YEARS, &[&[("qd", "30")]], &[]);
    assert!(codes(&typed).contains(&Code::TD020), "{:?}", typed.report);
}

const RATED: &str = "[[thang_diem]]\nma = \"cham\"\nten = \"Tổng điểm\"\nmuc = [{ ma = \"m1\", noi_dung = \"Một\", diem = 100 }]\n\
    [[chi_so]]\nma = \"loai\"\nten = \"Xếp loại\"\nkieu = \"xep_loai\"\ntheo = \"cham\"\n\
    muc = [{ ten = \"Yếu\" }, { ten = \"Tốt\", tu = 80 }, { ten = \"Xuất sắc\", tu = 90 }, { ten = \"Khá\", tu = 65 }]\n@\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"xep_loai\"\nchi_so = \"loai\"\nmuc = \"#\"\n";

fn rated(limits: &str, wanted: &str, points: &[&str], more: &[(&str, &str)]) -> Judged {
    let rows: Vec<Vec<(&str, &str)>> = points.iter().map(|points| vec![("m1", *points)]).collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    judged(&RATED.replace('@', limits).replace('#', wanted), &rows, more)
}

fn states(judgement: &Judged) -> Vec<State> {
    judgement.de_nghi.iter().map(|item| item.ket_luan).collect()
}

use State::{Cho, Dat, KhongDat};

#[test]
fn ratings_follow_from_points() {
    let judgement = rated("", "Tốt", &["90", "80", "79.9", ""], &[]);
    assert_eq!(states(&judgement), [Dat, Dat, KhongDat, Cho]);
    assert_eq!(reasons(&judgement)[2], "Xếp loại: Khá (79,9 điểm) (yêu cầu từ loại Tốt)");
    assert!(
        reasons(&judgement)[3].starts_with("Xếp loại: chưa xếp được, từ Yếu đến Xuất sắc"),
        "{:?}",
        reasons(&judgement)
    );
}

#[test]
fn a_rating_may_begin_above_its_number() {
    let strict =
        RATED.replace('@', "").replace('#', "Tốt").replace("ten = \"Tốt\", tu = 80", "ten = \"Tốt\", tren = 80");
    assert_ne!(strict, RATED.replace('@', "").replace('#', "Tốt"));
    let judgement = judged(&strict, &[&[("m1", "\"80,5\"")], &[("m1", "80")]], &[]);
    assert_eq!(states(&judgement), [Dat, KhongDat]);
    let rules = campaign(&strict, &[], &[]).quy_dinh;
    let sentences = rules.indicator("loai").unwrap().grading().unwrap().sentences(&rules);
    assert!(sentences.contains(&"Tốt: trên 80 điểm đến dưới 90 điểm".to_owned()), "{sentences:?}");
    assert!(sentences.iter().any(|sentence| sentence.ends_with("điểm đến 80 điểm")), "{sentences:?}");
}

#[test]
fn nobody_disciplined_is_rated_above_the_ceiling() {
    let cases = "Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định\nNgười 0,khiển trách,đã bị,01/5/2026\nNgười 1,cảnh cáo,đã bị,\n";
    let ceiling = "khong_qua = [{ muc = \"Khá\", trang_thai = [\"da_bi\"], muc_tu = [\"khiển trách\"] }]";
    let more = [("ky_luat", cases)];
    let judgement = rated(ceiling, "Tốt", &["95", "95", "95"], &more);
    // Of the second nobody knows when it was.
    assert_eq!(states(&judgement), [KhongDat, Cho, Dat]);
    let why = "Xếp loại: Khá (95 điểm, Người 0 bị kỷ luật mức khiển trách ngày 01/5/2026) (yêu cầu từ loại Tốt)";
    assert_eq!(reasons(&judgement)[0], why);
    assert_eq!(states(&rated(ceiling, "Khá", &["95", "95", "60"], &more)), [Dat, Dat, KhongDat]);
    let slip = rated(&ceiling.replace("[\"khiển trách", "[\"khiển trcáh"), "Tốt", &["95"], &more);
    assert!(codes(&slip).contains(&Code::TD002), "{:?}", slip.report);
    let by_criterion = "khong_qua = [{ muc = \"Tốt\", khong_dat = \"b\" }]\n[[tieu_chuan]]\nma = \"b\"\nloai = \"nguong\"\nchi_so = \"m1\"\nmuc = 95\n";
    assert_eq!(states(&rated(by_criterion, "Xuất sắc", &["95", "94"], &[])), [Dat, KhongDat]);
    let circle = by_criterion.replace(
        "loai = \"nguong\"\nchi_so = \"m1\"\nmuc = 95",
        "loai = \"xep_loai\"\nchi_so = \"loai\"\nmuc = \"Tốt\"",
    );
    assert!(codes(&rated(&circle, "Tốt", &["95"], &[])).contains(&Code::TD003));
}

#[test]
fn the_highest_rating_goes_to_a_share_of_each_unit() {
    let share = "ty_le = [{ muc = \"Xuất sắc\", ty_le = 50, tren = \"Tốt\", theo = \"đơn vị\" }]";
    // A: 99, 95, 91, 85 of whom four are Tốt at least: two places. B: 98, 92, 60: one place.
    let points = ["99", "98", "95", "92", "91", "60", "85"];
    let judgement = rated(share, "Xuất sắc", &points, &[]);
    assert_eq!(states(&judgement), [Dat, Dat, Dat, KhongDat, KhongDat, KhongDat, KhongDat]);
    assert_eq!(
        reasons(&judgement)[3],
        "Xếp loại: Tốt (92 điểm, ngoài tỷ lệ 50% của mức Xuất sắc (01 suất)) (yêu cầu từ loại Xuất sắc)"
    );
    // Equals at the edge wait, and are told; who is not known may still take a place.
    let tied = rated(share, "Xuất sắc", &["99", "10", "95", "10", "95", "10", "85"], &[]);
    assert_eq!(states(&tied), [Dat, KhongDat, Cho, KhongDat, Cho, KhongDat, KhongDat]);
    assert_eq!(tied.report.iter().filter(|finding| finding.code == Code::TD037).count(), 2);
    let open = rated(share, "Xuất sắc", &["99", "10", "95", "10", ""], &[]);
    assert_eq!(states(&open), [Cho, KhongDat, KhongDat, KhongDat, Cho], "one place, and 99 or the open one has it");
}

#[test]
fn a_share_of_a_share_is_taken_of_those_who_keep_the_lower_rating() {
    // Of five two may be Tốt, and of these two one Xuất sắc, whichever the plan says first.
    let (high, low) = ("{ muc = \"Xuất sắc\", ty_le = 50, tren = \"Tốt\" }", "{ muc = \"Tốt\", ty_le = 50 }");
    for shares in [format!("ty_le = [{high}, {low}]"), format!("ty_le = [{low}, {high}]")] {
        let judgement = rated(&shares, "Xuất sắc", &["99", "98", "97", "96", "10"], &[]);
        assert_eq!(states(&judgement), [Dat, KhongDat, KhongDat, KhongDat, KhongDat], "{shares}");
    }
}

#[test]
fn a_rating_is_typed_only_where_no_points_rate() {
    let rules = RATED.replace('@', "").replace('#', "Tốt");
    let results: &[&[(&str, &str)]] =
        &[&[("m1", "95"), ("loai", "Khá")], &[("loai", "Tốt")], &[("m1", "70"), ("loai", "Khá")]];
    let judgement = judged(&rules, results, &[]);
    assert_eq!(states(&judgement), [Dat, Dat, KhongDat]);
    let clashes: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD026).collect();
    let errors = clashes.iter().filter(|finding| finding.severity == crate::base::diag::Severity::Error).count();
    assert_eq!((clashes.len(), errors), (2, 1));
}

#[test]
fn what_a_rating_cannot_be_is_told() {
    let faults = |rating: &str| -> Vec<Code> {
        let rules = format!("[[chi_so]]\nma = \"l\"\nten = \"L\"\nkieu = \"xep_loai\"\ntheo = \"c\"\n{rating}\n");
        read(&rules, &[]).1.iter().map(|finding| finding.code).collect()
    };
    let grades = "muc = [{ ten = \"Tốt\", tu = 80 }, { ten = \"Khá\" }]";
    assert_eq!(faults(grades), []);
    assert_eq!(faults("muc = [{ ten = \"Tốt\", tu = 80 }]"), [Code::DL013]);
    assert_eq!(faults("muc = [{ ten = \"Tốt\" }, { ten = \"Khá\" }]"), [Code::DL017]);
    assert_eq!(faults(&format!("{grades}\nkhong_qua = [{{ muc = \"Giỏi\" }}]")), [Code::DL017]);
    assert_eq!(
        faults(&format!("{grades}\nkhong_qua = [{{ muc = \"Khá\", khong_dat = \"b\", muc_tu = \"x\" }}]")),
        [Code::DL017]
    );
    assert_eq!(faults(&format!("{grades}\nty_le = [{{ muc = \"Tốt\" }}]")), [Code::DL013]);
    let high = judged(&RATED.replace('@', "").replace('#', "Tốt").replace("tu = 90", "tu = 101"), &[], &[]);
    assert!(codes(&high).contains(&Code::TD004), "{:?}", high.report);
}

proptest! {
    #![proptest_config(super::cases(96))]

    /// No share of a rating is exceeded; whoever loses points is rated no higher; rows come in any order.
    #[test]
    fn ratings_keep_to_their_shares(
        points in prop::collection::vec(prop::option::weighted(0.9, 60..100_u8), 1..12),
        share in 0..101_u8,
        base in prop_oneof![Just(""), Just(", tren = \"Tốt\""), Just(", tren = \"Khá\"")],
        rounding in prop_oneof![Just("xuống"), Just("lên"), Just("gần nhất")],
        who in any::<prop::sample::Index>(),
        lost in 1..40_u8,
        seed: u64,
    ) {
        let limits = format!("ty_le = [{{ muc = \"Xuất sắc\", ty_le = {share}{base}, lam_tron = \"{rounding}\", theo = \"đơn vị\" }}]");
        let words = |points: &[Option<u8>]| points.iter().map(|points| points.map(|points| points.to_string()).unwrap_or_default()).collect::<Vec<_>>();
        let of = |points: &[Option<u8>]| {
            let words = words(points);
            let rows: Vec<[(&str, &str); 1]> = words.iter().map(|points| [("m1", points.as_str())]).collect();
            let rows: Vec<&[(&str, &str)]> = rows.iter().map(|row| row.as_slice()).collect();
            campaign(&RATED.replace('@', &limits).replace('#', "Xuất sắc"), &rows, &[])
        };
        let facts = of(&points);
        let before = on(&facts, DAY);
        for unit in 0..2 {
            let members = || points.iter().enumerate().filter(move |(at, _)| at % 2 == unit);
            let lowest = if base.contains("Tốt") { 80 } else if base.contains("Khá") { 65 } else { 0 };
            let rated = members().filter(|(_, points)| points.is_none_or(|points| points >= lowest)).count();
            let exact = rated * usize::from(share);
            let most = match rounding { "lên" => exact.div_ceil(100), "xuống" => exact / 100, _ => (exact + 50) / 100 };
            let best = members().filter(|(at, _)| before.de_nghi.iter().any(|item| item.ten == format!("Người {at}") && item.ket_luan == Dat)).count();
            prop_assert!(best <= most, "{best} of {most}: {points:?}");
        }
        let mut fewer = points.clone();
        let at = who.index(fewer.len());
        fewer[at] = fewer[at].map(|points| points - lost);
        let after = on(&of(&fewer), DAY);
        let state = |judgement: &Judged| judgement.de_nghi.iter().find(|item| item.ten == format!("Người {at}")).unwrap().ket_luan;
        prop_assert!(state(&after) <= state(&before), "{:?} → {:?}", state(&before), state(&after));
        let told = |facts: Facts| serde_json::to_string(&on(&facts, DAY).de_nghi).unwrap();
        prop_assert_eq!(told(facts.clone()), told(super::random::shuffled(facts, seed)));
    }
}
