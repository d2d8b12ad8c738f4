//! Whom rules and chỉ tiêu are for: blocks, kinds of unit, awards; shares of numbers that stand elsewhere.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::rules::{Judged, Outcome, State};

const DAY: &str = "2026-12-20";
const RULES: &str = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n[[chi_so]]\nma = \"diem\"\nten = \"Điểm\"\n\
    [[dac_diem]]\nma = \"khoi_1\"\nten = \"khối 1\"\n[[dac_diem]]\nma = \"khoi_2\"\nten = \"khối 2\"\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n";
const AWARD: &str =
    "[[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\nxep_hang = [{ chi_so = \"diem\" }]\n";
const UNITS: &str = "Tên đơn vị,Loại,Đặc điểm\nA,Xã,khoi_1\nB,Xã,khoi_1\nC,Phường,khoi_2\nD,Phường,khoi_2\nE,Sở,\n";
const POINTS: [(&str, u32); 5] = [("A", 90), ("B", 80), ("C", 70), ("D", 60), ("E", 50)];

/// Units A to E, from high to low, under `rules` and one chỉ tiêu.
fn limited(rules: &str, quota: &str) -> Judged {
    let row = |(name, points): &(&str, u32)| format!("{name},x,2026,có\n{name},diem,2026,{points}\n");
    let results: String = POINTS.iter().map(row).collect();
    let proposed: String = POINTS.iter().map(|(name, _)| format!("{name},gk,2026\n")).collect();
    let results = format!("Đối tượng,Chỉ số,Năm,Giá trị\n{results}");
    let proposed = format!("Đối tượng,Hình thức,Năm\n{proposed}");
    let quota = format!("[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"gk\"]\n{quota}\n");
    let rules = format!("{RULES}{rules}{AWARD}{quota}");
    on(&facts(&rules, &[("don_vi", UNITS), ("de_nghi", &proposed), ("ket_qua", &results)]), DAY)
}

use Outcome::{ChoChiTieu, DuocChon, NgoaiChiTieu};

fn all(judgement: &Judged, expected: [Outcome; 5]) {
    let named: Vec<(&str, Outcome)> = POINTS.iter().map(|(name, _)| *name).zip(expected).collect();
    outcomes(judgement, &named);
}

fn reckoned(judgement: &Judged) -> &str {
    &judgement.chon[0].chi_tieu[0].cach_tinh
}

#[test]
fn each_block_has_places_of_its_own() {
    let judgement = limited("", "loai = \"so_luong\"\nso = 1\ntheo = [\"khoi_1\", \"khoi_2\"]");
    // E is in no block: nobody knows whose place it takes, and that is told.
    all(&judgement, [DuocChon, NgoaiChiTieu, DuocChon, NgoaiChiTieu, ChoChiTieu]);
    assert_eq!(judgement.chon[0].chi_tieu[0].cau, "từng khối không quá 01 trường hợp (tập thể hoặc cá nhân)");
    let told: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD052).collect();
    assert_eq!(told.len(), 1, "{:?}", judgement.report);
    assert!(told[0].message.starts_with("E, Giấy khen năm 2026: chưa rõ thuộc nhóm nào"), "{}", told[0]);
}

#[test]
fn each_kind_of_unit_has_its_share() {
    let share = "loai = \"ty_le\"\nty_le = 50\nco_so = \"tong_so\"\ntheo = \"loại đơn vị\"";
    let judgement = limited("", share);
    all(&judgement, [DuocChon, NgoaiChiTieu, DuocChon, NgoaiChiTieu, NgoaiChiTieu]);
    let how =
        "Phường: 50% của 2 trường hợp = 1 → 1; Sở: 50% của 1 trường hợp = 0,5 → 0; Xã: 50% của 2 trường hợp = 1 → 1";
    assert_eq!(reckoned(&judgement), how);
    let rounded = limited("", &format!("{share}\nlam_tron = \"lên\""));
    all(&rounded, [DuocChon, NgoaiChiTieu, DuocChon, NgoaiChiTieu, DuocChon]);
}

#[test]
fn a_quota_may_count_some_only() {
    let kinds = limited("", "loai = \"so_luong\"\nso = 1\nloai_don_vi = [\"Xã\"]");
    all(&kinds, [DuocChon, NgoaiChiTieu, DuocChon, DuocChon, DuocChon]);
    let block = limited("", "loai = \"ty_le\"\nty_le = \"1/2\"\nco_so = \"tong_so\"\ndac_diem = \"khoi_2\"");
    all(&block, [DuocChon, DuocChon, DuocChon, NgoaiChiTieu, DuocChon]);
    assert_eq!(reckoned(&block), "1/2 của 2 trường hợp → 1");
    let slip = limited("", "loai = \"so_luong\"\nso = 1\nloai_don_vi = [\"Xãa\"]");
    assert!(codes(&slip).contains(&Code::TD002), "{:?}", slip.report);
}

#[test]
fn a_share_of_a_typed_number_has_its_source() {
    let quota = "loai = \"ty_le\"\nty_le = 5\nco_so = \"so_ghi\"\nso_ghi = 40\nnguon = \"Báo cáo số 15/BC-VP\"";
    let judgement = limited("", quota);
    all(&judgement, [DuocChon, DuocChon, NgoaiChiTieu, NgoaiChiTieu, NgoaiChiTieu]);
    assert_eq!(reckoned(&judgement), "5% của 40 trường hợp (Báo cáo số 15/BC-VP) = 2 → 2");
    let faults = |quota: &str| -> Vec<Code> {
        let quota = format!("{RULES}{AWARD}[[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"gk\"]\n{quota}\n");
        read(&quota, &[]).1.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(faults("loai = \"ty_le\"\nty_le = 5\nco_so = \"so_ghi\""), [Code::DL013, Code::DL013]);
    assert_eq!(faults(&format!("{quota}\ntheo = \"don_vi\"")), [Code::DL017]);
    assert_eq!(faults("loai = \"so_luong\"\nso = 1\ntheo = \"don_vi\""), [Code::DL017]);
    assert_eq!(faults("loai = \"khong_gioi_han\"\ntheo = \"loai_don_vi\""), [Code::DL017]);
    let of_all = "loai = \"ty_le\"\nty_le = 5\nco_so = \"tong_so\"\ncua_hinh_thuc = [\"gk\"]";
    assert_eq!(faults(of_all), [Code::DL017]);
}

#[test]
fn a_share_may_be_of_those_of_another_title() {
    let rules = format!(
        "{RULES}[[hinh_thuc]]\nma = \"lao_dong\"\nten = \"Lao động tiên tiến\"\ntieu_chuan = [\"a\"]\n{AWARD}\
         [[chi_tieu]]\nma = \"q\"\nhinh_thuc = [\"gk\"]\nloai = \"ty_le\"\nty_le = 50\nco_so = \"du_dieu_kien\"\n\
         cua_hinh_thuc = [\"lao_dong\"]\ntheo = \"don_vi\"\n"
    );
    let people: Vec<String> = (0..6).map(|at| format!("Người {at}")).collect();
    let list = |make: &dyn Fn(usize, &str) -> String| -> String {
        people.iter().enumerate().map(|(at, name)| make(at, name)).collect()
    };
    // Four in A, of whom three meet the criterion; two in B.
    let roll = list(&|at, name| format!("{name},{}\n", if at < 4 { "A" } else { "B" }));
    let proposed = list(&|_, name| format!("{name},lao_dong,2026\n{name},gk,2026\n"));
    let results = list(&|at, name| {
        format!("{name},x,2026,{}\n{name},diem,2026,{}\n", if at == 3 { "không" } else { "có" }, 90 - at)
    });
    let judgement = on(
        &facts(
            &rules,
            &[
                ("don_vi", UNITS),
                ("ca_nhan", &format!("Họ và tên,Đơn vị\n{roll}")),
                ("de_nghi", &format!("Đối tượng,Hình thức,Năm\n{proposed}")),
                ("ket_qua", &format!("Đối tượng,Chỉ số,Năm,Giá trị\n{results}")),
            ],
        ),
        DAY,
    );
    let chosen: Vec<&str> = judgement.chosen("gk", Some(2026)).iter().map(|item| item.ten.as_str()).collect();
    assert_eq!(chosen, ["Người 0", "Người 4"], "half of three is one, half of two is one");
}

#[test]
fn rules_are_for_whom_they_say() {
    let scoped = |scope: &str| {
        let rule = format!("[[loai_tru]]\nma = \"k\"\nnoi_dung = \"Không xét\"\ntrong = \"khong_gioi_han\"\n{scope}\n");
        let cases = "Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định\nA,cảnh cáo,đã bị,01/5/2026\nC,cảnh cáo,đã bị,01/5/2026\n";
        let results: String = POINTS.iter().map(|(name, _)| format!("{name},x,2026,có\n")).collect();
        let proposed = "Đối tượng,Hình thức,Năm\nA,gk,2026\nC,gk,2026\n";
        let sheets = [("don_vi", UNITS), ("de_nghi", proposed), ("ky_luat", cases)];
        let results = format!("Đối tượng,Chỉ số,Năm,Giá trị\n{results}");
        let judgement =
            on(&facts(&format!("{RULES}{AWARD}{rule}"), &[sheets.as_slice(), &[("ket_qua", &results)]].concat()), DAY);
        judgement.de_nghi.iter().map(|item| item.ket_luan).collect::<Vec<State>>()
    };
    assert_eq!(scoped(""), [State::KhongDat, State::KhongDat]);
    assert_eq!(scoped("loai_don_vi = [\"xã\"]"), [State::KhongDat, State::Dat]);
    assert_eq!(scoped("dac_diem = \"khoi_2\""), [State::Dat, State::KhongDat]);
    assert_eq!(scoped("hinh_thuc = [\"gk\"]"), [State::KhongDat, State::KhongDat]);
    let other = "hinh_thuc = [\"bk\"]\n[[hinh_thuc]]\nma = \"bk\"\nten = \"Bằng khen\"\ntieu_chuan = [\"a\"]";
    assert_eq!(scoped(other), [State::Dat, State::Dat]);
}

#[test]
fn papers_and_their_days_are_for_whom_they_say() {
    let more = "[[ho_so]]\nma = \"bc\"\nten = \"Báo cáo\"\nloai_don_vi = [\"Xã\"]\n\
        [[thoi_han]]\nma = \"chung\"\nviec = \"ho_so\"\nden_het = 2026-12-10\n\
        [[thoi_han]]\nma = \"khoi\"\nviec = \"ho_so\"\nden_het = 2026-07-10\ndac_diem = \"khoi_1\"\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nA,x,2026,có\nB,x,2026,có\nC,x,2026,có\n";
    let papers = "Đối tượng,Loại giấy tờ,Ngày nhận\nA,bc,10/7/2026\nB,bc,01/12/2026\n";
    let proposed = "Đối tượng,Hình thức,Năm\nA,gk,2026\nB,gk,2026\nC,gk,2026\n";
    let sheets = [("don_vi", UNITS), ("de_nghi", proposed), ("ket_qua", results), ("ho_so", papers)];
    let judgement = on(&facts(&format!("{RULES}{AWARD}{more}"), &sheets), DAY);
    outcomes(&judgement, &[("A", DuocChon), ("B", Outcome::KhongDat), ("C", DuocChon)]);
    assert!(!codes(&judgement).contains(&Code::TD005), "{:?}", judgement.report);
    let (_, report) =
        read("[[thoi_han]]\nma = \"a\"\nviec = \"trinh\"\nden_het = 2026-07-10\ndac_diem = \"khoi_1\"\n", &[]);
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL017]);
}
