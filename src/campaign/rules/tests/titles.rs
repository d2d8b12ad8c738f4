//! Titles that the campaign itself gives: members who have them, those who build on them, shares of those who have
//! them; what is asked over several years.

use std::fmt::Write;

use proptest::prelude::*;

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::rules::{Facts, Judged, Outcome, State};

const DAY: &str = "2026-12-20";
const RULES: &str = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n[[chi_so]]\nma = \"diem\"\nten = \"Điểm\"\n\
    [[chi_so]]\nma = \"so_nguoi\"\nten = \"Số người\"\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n\
    [[tieu_chuan]]\nma = \"b\"\nloai = \"thanh_vien\"\nkhen_thuong = [\"Lao động tiên tiến\"]\nty_le = 70\nchi_so = \"so_nguoi\"\n\
    [[tieu_chuan]]\nma = \"c\"\nloai = \"thanh_vien\"\nkhen_thuong = [\"Chiến sĩ thi đua cơ sở\"]\n\
    [[tieu_chuan]]\nma = \"d\"\nloai = \"da_khen\"\nkhen_thuong = [\"Lao động tiên tiến\"]\nso_nam = 1\n\
    [[hinh_thuc]]\nma = \"xuat_sac\"\nten = \"Tập thể lao động xuất sắc\"\ndoi_tuong = \"tap_the\"\ntieu_chuan = [\"a\", \"b\", \"c\"]\n\
    [[hinh_thuc]]\nma = \"cstd\"\nten = \"Chiến sĩ thi đua cơ sở\"\ndoi_tuong = \"ca_nhan\"\ntieu_chuan = [\"d\"]\nxep_hang = [{ chi_so = \"diem\" }]\n\
    [[hinh_thuc]]\nma = \"ldtt\"\nten = \"Danh hiệu Lao động tiên tiến\"\ndoi_tuong = \"ca_nhan\"\ntieu_chuan = [\"a\"]\n";

/// A unit of so many people, of whom as many as `met` says meet the criterion of LĐTT (`None`: not known yet); the
/// first are proposed for CSTĐCS as well.
fn campaign(met: &[Option<bool>], fighters: usize, more: &str) -> Facts {
    let (mut people, mut proposed) =
        ("Họ và tên,Đơn vị\n".to_owned(), "Đối tượng,Hình thức,Năm\nPhòng,xuat_sac,2026\n".to_owned());
    let mut rows = format!("Đối tượng,Chỉ số,Năm,Giá trị\nPhòng,x,2026,có\nPhòng,so_nguoi,2026,{}\n", met.len());
    for (at, is_met) in met.iter().enumerate() {
        let _ = writeln!(people, "Người {at},Phòng");
        let _ = writeln!(proposed, "Người {at},ldtt,2026");
        let _ = writeln!(rows, "Người {at},diem,2026,{}", 90 - at);
        if let Some(yes) = is_met {
            let _ = writeln!(rows, "Người {at},x,2026,{}", if *yes { "có" } else { "không" });
        }
        if at < fighters {
            let _ = writeln!(proposed, "Người {at},cstd,2026");
        }
    }
    let sheets = [("don_vi", "Tên đơn vị\nPhòng\n"), ("ca_nhan", &people), ("de_nghi", &proposed), ("ket_qua", &rows)];
    facts(&format!("{RULES}{more}"), &sheets)
}

fn outcome(judgement: &Judged, name: &str, award: &str) -> Outcome {
    judgement.de_nghi.iter().find(|item| item.ten == name && item.hinh_thuc == award).unwrap().ket_qua
}

fn reason(judgement: &Judged, award: &str) -> String {
    let item = judgement.de_nghi.iter().find(|item| item.hinh_thuc == award).unwrap();
    item.reasons().iter().map(|verdict| verdict.ly_do.as_str()).collect::<Vec<_>>().join("; ")
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn members_count_with_the_titles_that_the_campaign_gives_them() {
    let enough = on(&campaign(&[YES, YES, YES, YES, YES, YES, YES, NO, NO, NO], 1, ""), DAY);
    assert_eq!(outcome(&enough, "Phòng", "xuat_sac"), Outcome::DuocChon, "{}", reason(&enough, "xuat_sac"));
    assert_eq!(outcome(&enough, "Người 0", "cstd"), Outcome::DuocChon);
    let few = on(&campaign(&[YES, YES, YES, YES, YES, YES, NO, NO, NO, NO], 1, ""), DAY);
    assert_eq!(outcome(&few, "Phòng", "xuat_sac"), Outcome::KhongDat);
    assert_eq!(reason(&few, "xuat_sac"), "6/10 người được tặng Lao động tiên tiến (yêu cầu từ 70% số người trở lên)");
    let open = on(&campaign(&[YES, YES, YES, YES, YES, YES, None, NO, NO, NO], 1, ""), DAY);
    assert_eq!(outcome(&open, "Phòng", "xuat_sac"), Outcome::Cho);
    assert!(
        reason(&open, "xuat_sac").contains("6/10 người được tặng Lao động tiên tiến, 01 người đang xét trong đợt này")
    );
    // Whoever is no LĐTT is no CSTĐCS either, and so the unit has none.
    let none = on(&campaign(&[NO, YES, YES, YES, YES, YES, YES, YES, NO, NO], 1, ""), DAY);
    assert_eq!(outcome(&none, "Người 0", "cstd"), Outcome::KhongDat);
    assert_eq!(outcome(&none, "Phòng", "xuat_sac"), Outcome::KhongDat);
    assert_eq!(reason(&none, "xuat_sac"), "00 người được tặng Chiến sĩ thi đua cơ sở (yêu cầu ít nhất 01 người)");
    // One achievement for two titles of which one builds on the other is no fault.
    assert!(!codes(&enough).contains(&Code::TD024), "{:?}", enough.report);
}

const SHARE: &str = "[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"cstd\"]\ndoi_tuong = \"ca_nhan\"\nloai = \"ty_le\"\nty_le = 25\n\
    co_so = \"da_dat\"\ncua_danh_hieu = [\"Lao động tiên tiến\"]\n";

#[test]
fn a_share_is_taken_of_those_who_are_given_the_title() {
    let judgement = on(&campaign(&[YES, YES, YES, YES, YES, YES, YES, NO, NO], 3, SHARE), DAY);
    // A quarter of seven is one, however many were proposed.
    let chosen: Vec<Outcome> = (0..3).map(|at| outcome(&judgement, &format!("Người {at}"), "cstd")).collect();
    assert_eq!(chosen, [Outcome::DuocChon, Outcome::NgoaiChiTieu, Outcome::NgoaiChiTieu]);
    let quota = judgement.chon.iter().find(|it| it.hinh_thuc == "cstd").unwrap().chi_tieu[0].clone();
    assert_eq!(quota.cau, "không quá 25% tổng số cá nhân đã đạt Lao động tiên tiến (làm tròn xuống)");
    assert_eq!(quota.cach_tinh, "25% của 7 cá nhân đã đạt Lao động tiên tiến = 1,75 → 1");
    let (_, report) = read(&SHARE.replace("cua_danh_hieu", "#cua_danh_hieu"), &[]);
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL013]);
    // Words that speak of another base than what is enforced are told.
    let words = SHARE.replace("co_so = \"da_dat\"\ncua_danh_hieu = [\"Lao động tiên tiến\"]", "co_so = \"duoc_de_nghi\"\nnoi_dung = \"Không quá 25% số người đạt danh hiệu Lao động tiên tiến của từng đơn vị\"");
    let judgement = on(&campaign(&[YES], 1, &words), DAY);
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD011).unwrap();
    assert!(
        told.message.contains("nói tỷ lệ của số Lao động tiên tiến, chương trình tính trên số được đề nghị"),
        "{told}"
    );
    let fine = SHARE.replace("loai = ", "noi_dung = \"Không quá 25% số người đạt Lao động tiên tiến\"\nloai = ");
    assert!(!codes(&on(&campaign(&[YES], 1, &fine), DAY)).contains(&Code::TD011));
}

#[test]
fn titles_of_the_sheet_count_once() {
    let mut facts = campaign(&[YES, NO], 2, "");
    let (past, _) = read(
        "",
        &[(
            "khen_thuong",
            "Đối tượng,Năm,Loại,Nội dung\nNgười 0,2026,danh hiệu,Lao động tiên tiến\nNgười 1,2025,danh hiệu,Lao động tiên tiến\n",
        )],
    );
    facts.khen_thuong = past.khen_thuong;
    let judgement = on(&facts, DAY);
    assert_eq!(outcome(&judgement, "Người 0", "cstd"), Outcome::DuocChon);
    assert_eq!(outcome(&judgement, "Người 1", "cstd"), Outcome::KhongDat, "that of last year is not this year's");
    let item = judgement.de_nghi.iter().find(|item| item.ten == "Người 0" && item.hinh_thuc == "cstd").unwrap();
    assert_eq!(item.tieu_chuan.gom[0].ly_do, "Lao động tiên tiến: 01 lần (yêu cầu từ 01 lần)");
}

#[test]
fn awards_that_ask_for_each_other_are_told() {
    let circle = RULES.replace("ten = \"Danh hiệu Lao động tiên tiến\"\ndoi_tuong = \"ca_nhan\"\ntieu_chuan = [\"a\"]", "ten = \"Danh hiệu Lao động tiên tiến\"\ndoi_tuong = \"ca_nhan\"\ntieu_chuan = [\"e\"]\n[[tieu_chuan]]\nma = \"e\"\nloai = \"da_khen\"\nkhen_thuong = [\"Chiến sĩ thi đua cơ sở\"]");
    let proposed = "Đối tượng,Hình thức,Năm\nNgười,ldtt,2026\nNgười,cstd,2026\n";
    let sheets =
        [("don_vi", "Tên đơn vị\nPhòng\n"), ("ca_nhan", "Họ và tên,Đơn vị\nNgười,Phòng\n"), ("de_nghi", proposed)];
    let judgement = on(&facts(&circle, &sheets), DAY);
    let told: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD003).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.contains("`cstd`, `ldtt` xét lẫn nhau"), "{}", told[0]);
    assert!(judgement.de_nghi.iter().all(|item| item.ket_qua == Outcome::Cho), "{:?}", judgement.de_nghi);
}

/// Units proposed for the award on one criterion, with rows of results and initiatives.
fn over_years(criterion: &str, results: &str, initiatives: &str) -> Judged {
    let rules = format!(
        "[[chi_so]]\nma = \"loai\"\nten = \"Xếp loại\"\nkieu = \"xep_loai\"\ncac_muc = [\"Tốt\", \"Xuất sắc\"]\n\
         [[tieu_chuan]]\nma = \"a\"\n{criterion}\n[[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\n"
    );
    let proposed = "Đối tượng,Hình thức,Năm\nA,gk,2026\nB,gk,2026\nC,gk,2026\n";
    let (results, initiatives) = (
        format!("Đối tượng,Chỉ số,Năm,Giá trị\n{results}"),
        format!("Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận,Năm\n{initiatives}"),
    );
    let sheets = [
        ("don_vi", "Tên đơn vị\nA\nB\nC\n"),
        ("de_nghi", proposed),
        ("ket_qua", &results),
        ("sang_kien", &initiatives),
    ];
    on(&facts(&rules, &sheets), DAY)
}

#[test]
fn a_rating_may_be_asked_for_in_years_that_follow_each_other() {
    let criterion = "loai = \"xep_loai\"\nchi_so = \"loai\"\nmuc = \"Xuất sắc\"\nso_nam = 2";
    let results =
        "A,loai,2025,Xuất sắc\nA,loai,2026,Xuất sắc\nB,loai,2025,Tốt\nB,loai,2026,Xuất sắc\nC,loai,2026,Xuất sắc\n";
    let judgement = over_years(criterion, results, "");
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::Cho)]);
    assert_eq!(
        reason(&judgement, "gk"),
        "năm 2025: Xếp loại: Xuất sắc (yêu cầu từ loại Xuất sắc); năm 2026: Xếp loại: Xuất sắc (yêu cầu từ loại Xuất sắc)"
    );
    let of = |name: &str| judgement.de_nghi.iter().find(|item| item.ten == name).unwrap().reasons()[0].ly_do.clone();
    assert_eq!(of("B"), "năm 2025: Xếp loại: Tốt (yêu cầu từ loại Xuất sắc)");
    assert_eq!(of("C"), "năm 2025: chưa có kết quả: Xếp loại năm 2025");
    let rules = facts(&format!("[[tieu_chuan]]\nma = \"a\"\n{criterion}\n"), &[]).quy_dinh;
    assert_eq!(rules.tieu_chuan[0].cau(&rules), "loai đạt loại Xuất sắc trong 02 năm liên tục");
    let faults = |years: &str| {
        read(&format!("[[tieu_chuan]]\nma = \"a\"\n{}\n", criterion.replace("so_nam = 2", years)), &[]).1.iter().count()
    };
    assert_eq!((faults("so_nam = 1"), faults("so_nam = 0"), faults("so_nam = 1000")), (0, 1, 1));
    for kind in ["loai = \"sang_kien\"", "loai = \"da_khen\"\nkhen_thuong = [\"Giấy khen\"]"] {
        let (_, report) = read(&format!("[[tieu_chuan]]\nma = \"a\"\n{kind}\nso_nam = 0\n"), &[]);
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL017], "{kind}");
    }
}

#[test]
fn initiatives_may_be_counted_over_several_years() {
    let criterion = "loai = \"sang_kien\"\ncap = \"cấp cơ sở\"\nso = 2\nso_nam = 2";
    let rows = "A,Một,cơ sở,QĐ 1,2025\nA,Hai,cơ sở,QĐ 2,2026\nB,Ba,cơ sở,QĐ 3,2024\nB,Bốn,cơ sở,QĐ 4,2026\nC,Năm,tỉnh,QĐ 5,2026\nC,Sáu,cơ sở,,2026\n";
    let judgement = over_years(criterion, "", rows);
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::Cho)]);
    let rules = facts(&format!("[[tieu_chuan]]\nma = \"a\"\n{criterion}\n"), &[]).quy_dinh;
    let words = "có từ 02 sáng kiến hoặc giải pháp mới trở lên được Hội đồng Sáng kiến cấp cơ sở công nhận trong 02 năm gần nhất";
    assert_eq!(rules.tieu_chuan[0].cau(&rules), words);
}

#[test]
fn a_share_of_those_who_are_given_the_award_itself_is_a_circle() {
    let found = |more: &str| codes(&on(&campaign(&[YES, YES, YES, YES], 3, more), DAY)).contains(&Code::TD003);
    assert!(!found(SHARE));
    assert!(found(&SHARE.replace("[\"cstd\"]", "[\"ldtt\"]")));
    assert!(found(&SHARE.replace("[\"cstd\"]", "[\"cstd\", \"ldtt\"]")));
}

#[test]
fn divided_places_are_told_unit_by_unit() {
    let each = "[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"ldtt\"]\nloai = \"moi_don_vi\"\nso = 2\n";
    let judgement = on(&campaign(&[YES, YES, YES], 0, each), DAY);
    let quota = &judgement.chon.iter().find(|it| it.hinh_thuc == "ldtt").unwrap().chi_tieu[0];
    assert_eq!(quota.phan.iter().map(|part| (part.ten.as_str(), part.so)).collect::<Vec<_>>(), [("Phòng", 2)]);
}

proptest! {
    #![proptest_config(super::cases(96))]

    /// A fault of a member never helps him, nor his unit; the share is never exceeded; rows come in any order.
    #[test]
    fn faults_of_members_never_help(
        met in prop::collection::vec(prop::option::weighted(0.9, prop::bool::weighted(0.8)), 1..9),
        fighters in 0..6_usize,
        who in any::<prop::sample::Index>(),
        seed: u64,
    ) {
        let facts = campaign(&met, fighters, SHARE);
        let before = on(&facts, DAY);
        let held = (0..met.len()).filter(|at| outcome(&before, &format!("Người {at}"), "ldtt") == Outcome::DuocChon).count();
        let chosen = (0..met.len().min(fighters)).filter(|at| outcome(&before, &format!("Người {at}"), "cstd") == Outcome::DuocChon).count();
        prop_assert!(chosen * 4 <= held, "{chosen} of {held}");
        let at = who.index(met.len());
        let mut worse = met.clone();
        worse[at] = NO;
        let after = on(&campaign(&worse, fighters, SHARE), DAY);
        let state = |judgement: &Judged, name: &str, award: &str| {
            judgement.de_nghi.iter().find(|item| item.ten == name && item.hinh_thuc == award).map(|item| item.ket_luan)
        };
        let name = format!("Người {at}");
        for (name, award) in [(name.as_str(), "ldtt"), (name.as_str(), "cstd")] {
            prop_assert!(state(&after, name, award) <= state(&before, name, award));
        }
        // Without the place of one who falls out, another may be chosen; but never is the unit better off by its titles.
        let titles = |judgement: &Judged| judgement.de_nghi.iter().find(|item| item.hinh_thuc == "xuat_sac").unwrap().tieu_chuan.gom[1].trang_thai;
        prop_assert!(titles(&after) <= titles(&before), "{:?} → {:?}", titles(&before), titles(&after));
        let told = |facts: Facts| serde_json::to_string(&on(&facts, DAY).de_nghi).unwrap();
        prop_assert_eq!(told(facts.clone()), told(super::random::shuffled(facts, seed)));
        prop_assert!(before.de_nghi.iter().all(|item| item.ket_luan != State::KhongApDung));
    }
}
