//! Ballots in two rounds, time that is counted anew after a discipline, and rules for some only.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::rules::{Judged, Outcome, State};

/// Three collectives, each with its rows of Biểu quyết; the council has nine members, all present.
fn voted(award: &str, votes: &str) -> Judged {
    let rules = format!(
        "chi_so = [{{ ma = \"a\", ten = \"A\", kieu = \"co_khong\" }}]\n\
         tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"a\" }}]\n\
         hoi_dong = {{ ten = \"Hội đồng\", tong_so = 9, phieu_thu_ve = 9, phieu_khong_hop_le = 0, vong_2 = {{ phieu_thu_ve = 8 }} }}\n\
         [[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\nbieu_quyet = true\n\
         xep_hang = [{{ so_phieu = true }}]\n{award}\n"
    );
    let votes = format!("Đối tượng,Hình thức,Vòng,Số phiếu đồng ý,Số phiếu không đồng ý\n{votes}");
    let sheets = [
        ("don_vi", "Tên đơn vị\nA\nB\nC\n"),
        ("de_nghi", "Đối tượng,Hình thức\nA,gk\nB,gk\nC,gk\n"),
        ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nA,a,có\nB,a,có\nC,a,có\n"),
        ("bieu_quyet", votes.as_str()),
    ];
    on(&facts(&rules, &sheets), "2026-06-01")
}

fn reason(judged: &Judged, name: &str) -> String {
    judged.de_nghi.iter().find(|item| item.ten == name).unwrap().bieu_quyet.ly_do.clone()
}

#[test]
fn those_with_enough_ballots_need_enough_in_the_second_round_too() {
    let award = "ty_le_phieu = \"trên 1/2\"\nvong_2 = { ty_le_phieu = \"2/3\", phieu_tinh_tren = \"bỏ phiếu\" }";
    let judged = voted(award, "A,gk,1,6,3\nA,gk,vòng 2,6,2\nB,gk,,7,2\nB,gk,2,5,3\nC,gk,1,4,5\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::KhongDat)]);
    assert_eq!(reason(&judged, "A"), "vòng 2: 6/8 phiếu đồng ý");
    assert!(reason(&judged, "B").starts_with("vòng 2: 5/8 phiếu đồng ý (yêu cầu từ 2/3"), "{}", reason(&judged, "B"));
    assert!(reason(&judged, "C").starts_with("vòng 1: 4/9 thành viên"), "{}", reason(&judged, "C"));
    assert!(!codes(&judged).contains(&Code::TD034), "{:?}", judged.report);
    let waiting = voted(award, "A,gk,1,6,3\n");
    assert_eq!(reason(&waiting, "A"), "vòng 2: chưa có kết quả biểu quyết");
}

#[test]
fn a_second_round_is_of_whom_the_first_is_of() {
    let award = "ty_le_phieu = \"trên 1/2\"\nphieu_tinh_tren = \"bỏ phiếu\"\nvong_2 = { ty_le_phieu = \"2/3\" }";
    let judged = voted(award, "A,gk,1,6,3\nA,gk,2,6,2\nB,gk,1,6,3\nB,gk,2,5,3\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    assert_eq!(reason(&judged, "A"), "vòng 2: 6/8 phiếu đồng ý");
    let valid = award.replace("bỏ phiếu", "hợp lệ");
    let unknown = "vòng 2: chưa ghi `phieu_hop_le` của `[hoi_dong.vong_2]` nên chưa rõ số phiếu hợp lệ";
    assert_eq!(reason(&voted(&valid, "A,gk,1,6,3\nA,gk,2,6,2\n"), "A"), unknown);
}

#[test]
fn those_with_too_few_ballots_get_another_chance() {
    let award = "ty_le_phieu = \"2/3\"\nvong_2 = { cho = \"chưa đủ phiếu\" }";
    let judged = voted(award, "A,gk,1,6,3\nB,gk,1,5,4\nB,gk,2,7,1\nC,gk,1,5,4\nC,gk,2,4,4\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon), ("C", Outcome::KhongDat)]);
    let rank = |name: &str| judged.de_nghi.iter().find(|item| item.ten == name).unwrap().hang;
    assert_eq!((rank("A"), rank("B")), (Some(1), Some(2)), "settled in the first round before seven in the second");
}

#[test]
fn a_run_off_is_between_those_with_the_most_ballots() {
    let award =
        "vong_2 = { cho = \"nhiều phiếu nhất\", so = 2, phieu_tinh_tren = \"bỏ phiếu\", ty_le_phieu = \"trên 1/2\" }";
    // Four of nine are no majority, and go on all the same.
    let judged = voted(award, "A,gk,1,4,5\nB,gk,1,5,4\nC,gk,1,3,6\nA,gk,2,5,3\nB,gk,2,4,4\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::KhongDat)]);
    assert_eq!(reason(&judged, "A"), "vòng 2: 5/8 phiếu đồng ý");
    assert_eq!(
        reason(&judged, "C"),
        "vòng 1: 3/9 thành viên đồng ý, không thuộc 02 trường hợp nhiều phiếu đồng ý nhất ở vòng 1"
    );
    assert!(!codes(&judged).contains(&Code::TD034), "{:?}", judged.report);
    let astray = voted(award, "A,gk,1,4,5\nB,gk,1,5,4\nC,gk,1,3,6\nC,gk,2,8,0\n");
    outcomes(&astray, &[("A", Outcome::Cho), ("B", Outcome::Cho), ("C", Outcome::KhongDat)]);
    assert!(codes(&astray).contains(&Code::TD034), "{:?}", astray.report);
}

#[test]
fn equals_at_the_edge_of_a_run_off_go_on_together_and_the_unknown_wait() {
    let award = "vong_2 = { cho = \"nhieu_phieu_nhat\", so = 1 }";
    let equal = voted(award, "A,gk,1,6,3\nB,gk,1,6,3\nC,gk,1,5,4\nA,gk,2,5,3\nB,gk,2,6,2\n");
    outcomes(&equal, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon), ("C", Outcome::KhongDat)]);
    let open = voted(award, "A,gk,1,6,3\nB,gk,1,5,4\n");
    assert_eq!(
        reason(&open, "A"),
        "vòng 1: 6/9 thành viên đồng ý, chưa rõ có thuộc 01 trường hợp nhiều phiếu đồng ý nhất ở vòng 1 hay không"
    );
    outcomes(&open, &[("A", Outcome::Cho), ("B", Outcome::KhongDat), ("C", Outcome::Cho)]);
    // The second round was held: whoever has no ballots was not voted on.
    let held = voted(award, "A,gk,1,6,3\nB,gk,1,5,4\nA,gk,2,7,1\n");
    outcomes(&held, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::Cho)]);
}

#[test]
fn of_those_with_enough_or_too_few_ballots_only_the_most_may_go_on() {
    let again = "ty_le_phieu = \"2/3\"\nvong_2 = { cho = \"chua_du_phieu\", so = 1, ty_le_phieu = \"1/2\" }";
    let judged = voted(again, "A,gk,1,6,3\nB,gk,1,5,4\nC,gk,1,4,5\nB,gk,2,5,3\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon), ("C", Outcome::KhongDat)]);
    let why = reason(&judged, "C");
    assert!(
        why.ends_with("không thuộc 01 trường hợp nhiều phiếu đồng ý nhất trong số chưa đủ phiếu ở vòng 1"),
        "{why}"
    );
    let astray = voted(again, "A,gk,1,6,3\nB,gk,1,5,4\nC,gk,1,4,5\nC,gk,2,7,1\n");
    assert!(codes(&astray).contains(&Code::TD034), "{:?}", astray.report);
    let both = "ty_le_phieu = \"1/2\"\nvong_2 = { so = 1 }";
    let judged = voted(both, "A,gk,1,6,3\nB,gk,1,5,4\nC,gk,1,4,5\nA,gk,2,7,1\n");
    outcomes(&judged, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("C", Outcome::KhongDat)]);
    assert!(reason(&judged, "B").contains("trong số đủ phiếu ở vòng 1"), "{}", reason(&judged, "B"));
    assert!(reason(&judged, "C").contains("4/9 thành viên đồng ý (yêu cầu"), "{}", reason(&judged, "C"));
}

#[test]
fn a_run_off_says_how_many_go_on() {
    for second in ["cho = \"nhieu_phieu_nhat\"", "so = 0", "cho = \"chua_du_phieu\", so = 0"] {
        let rules = format!("hinh_thuc = [{{ ma = \"gk\", ten = \"Giấy khen\", vong_2 = {{ {second} }} }}]\n");
        let report = read(&rules, &[]).1;
        assert!(report.iter().any(|finding| finding.to_string().contains("vòng 2 chưa nói")), "{second}: {report:?}");
    }
}

#[test]
fn ballots_in_a_round_that_is_not_theirs_are_told() {
    let none = voted("ty_le_phieu = \"2/3\"", "A,gk,2,6,3\n");
    assert!(codes(&none).contains(&Code::TD034), "{:?}", none.report);
    let enough = voted("ty_le_phieu = \"2/3\"\nvong_2 = { cho = \"chua_du_phieu\" }", "A,gk,1,6,3\nA,gk,2,6,2\n");
    assert!(codes(&enough).contains(&Code::TD034), "{:?}", enough.report);
    let few = voted("ty_le_phieu = \"2/3\"\nvong_2 = {}", "A,gk,1,5,4\nA,gk,2,6,2\n");
    assert!(codes(&few).contains(&Code::TD034), "{:?}", few.report);
    let many = voted("vong_2 = {}", "A,gk,1,6,3\nA,gk,2,9,0\n");
    assert!(codes(&many).contains(&Code::TD060), "nine ballots of eight that came back: {:?}", many.report);
    let odd = read("", &[("bieu_quyet", "Đối tượng,Hình thức,Vòng,Số phiếu đồng ý\nA,gk,3,6\n")]).1;
    assert!(odd.iter().any(|finding| finding.to_string().contains("ghi 1 hoặc 2")), "{odd:?}");
}

/// Whether a person with these awards and this case has been rewarded in three years in a row.
fn counted(keys: &str, awards: &str, case: &str) -> (State, String) {
    let rules = format!(
        "tieu_chuan = [{{ ma = \"ba_nam\", loai = \"da_khen\", khen_thuong = [\"Chiến sĩ thi đua cơ sở\"], so_lan = 3, lien_tuc = true{keys} }}]\n\
         loai_tru = [{{ ma = \"ky_luat\", muc_tu = \"khiển trách\", trong = \"nam_xet\" }}]\n\
         hinh_thuc = [{{ ma = \"bk\", ten = \"Bằng khen\", tieu_chuan = [\"ba_nam\"], bieu_quyet = false }}]\n"
    );
    let awards: String = awards.split(' ').map(|year| format!("X,{year},danh hiệu,Chiến sĩ thi đua cơ sở\n")).collect();
    let sheets = [
        ("don_vi", "Tên đơn vị\nA\n".to_owned()),
        ("ca_nhan", "Họ và tên,Đơn vị\nX,A\n".to_owned()),
        ("de_nghi", "Đối tượng,Hình thức,Năm\nX,bk,2026\n".to_owned()),
        ("khen_thuong", format!("Đối tượng,Năm,Loại,Nội dung\n{awards}")),
        ("ky_luat", format!("Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định,Thi hành đến ngày\n{case}")),
    ];
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let judged = on(&facts(&rules, &sheets), "2026-12-01");
    let verdict = &judged.de_nghi[0].tieu_chuan.gom[0];
    (verdict.trang_thai, verdict.ly_do.clone())
}

#[test]
fn years_in_a_row_begin_anew_after_a_discipline() {
    let anew = ", tinh_lai = [\"ky_luat\"]";
    let case = "X,khiển trách,đã bị,01/3/2022,01/3/2023\n";
    assert_eq!(counted("", "2023 2024 2025", case).0, State::Dat, "the plan says nothing of counting anew");
    let (state, reason) = counted(anew, "2023 2024 2025", case);
    assert_eq!(state, State::KhongDat);
    assert!(reason.contains("02 lần liên tục") && reason.contains("tính lại sau ngày 01/3/2023"), "{reason}");
    assert_eq!(counted(anew, "2024 2025 2026", case).0, State::Dat);
    assert_eq!(counted(anew, "2023 2024 2025", "X,phê bình,đã bị,01/3/2022,01/3/2023\n").0, State::Cho);
    assert_eq!(counted(anew, "2023 2024 2025", "").0, State::Dat);
    // Still under discipline: nothing counts. Without an end nobody knows, but too few are too few.
    assert_eq!(counted(anew, "2023 2024 2025", "X,cảnh cáo,đang thi hành,01/3/2022,\n").0, State::KhongDat);
    let (state, reason) = counted(anew, "2023 2024 2025", "X,cảnh cáo,đã bị,01/3/2022,\n");
    assert_eq!(state, State::Cho);
    assert!(reason.contains("chưa ghi ngày hết thi hành"), "{reason}");
    assert_eq!(counted(anew, "2024 2025", "X,cảnh cáo,đã bị,01/3/2022,\n").0, State::KhongDat);
}

#[test]
fn time_anew_is_only_for_what_counts_years_and_for_known_exclusions() {
    let (facts, report) = read(
        "chi_so = [{ ma = \"a\", ten = \"A\" }]\n\
         tieu_chuan = [{ ma = \"a\", loai = \"nguong\", chi_so = \"a\", muc = 1, tinh_lai = [\"x\"] }]\n",
        &[],
    );
    assert!(report.iter().any(|finding| finding.to_string().contains("`tinh_lai` chỉ dùng")), "{report:?}");
    assert!(facts.quy_dinh.tieu_chuan[0].tinh_lai.is_empty());
    let rules = "tieu_chuan = [{ ma = \"a\", loai = \"da_khen\", khen_thuong = [\"K\"], tinh_lai = [\"ky_lut\"] }]\n\
                 loai_tru = [{ ma = \"ky_luat\" }]\n";
    let judged = on(&super::facts(rules, &[]), "2026-12-01");
    let told: Vec<String> = judged.report.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|line| line.contains("TD002") && line.contains("có phải `ky_luat`?")), "{told:?}");
}

/// Two units of two kinds with one đặc điểm each, proposed for two awards, under `rules`.
fn scoped(rules: &str, sheets: &[(&str, &str)]) -> Judged {
    let rules = format!(
        "dac_diem = [{{ ma = \"bien_gioi\", ten = \"ở biên giới\" }}]\n\
         chi_so = [{{ ma = \"a\", ten = \"A\", kieu = \"co_khong\" }}]\n\
         tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"a\" }}, {{ ma = \"dk\", loai = \"dang_ky\" }}]\n\
         hinh_thuc = [\n{{ ma = \"gk\", ten = \"Giấy khen\", tieu_chuan = [\"a\", \"dk\"], bieu_quyet = false }},\n\
         {{ ma = \"co\", ten = \"Cờ thi đua\", tieu_chuan = [\"a\", \"dk\"], bieu_quyet = false }},\n]\n{rules}\n"
    );
    let given = [
        ("don_vi", "Tên đơn vị,Loại,Đặc điểm\nXã A,Xã,ở biên giới\nSở B,Sở,\n"),
        ("de_nghi", "Đối tượng,Hình thức\nXã A,gk\nXã A,co\nSở B,gk\nSở B,co\n"),
        ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nXã A,a,có\nSở B,a,có\n"),
        ("dang_ky", "Đơn vị,Đối tượng,Ngày nộp\nXã A,Tập thể,10/3/2026\nSở B,Tập thể,10/3/2026\n"),
    ];
    on(&facts(&rules, &[&given, sheets].concat()), "2026-12-01")
}

/// The đề nghị that do not come out well, as "Xã A gk".
fn left(judged: &Judged) -> Vec<String> {
    let left = judged.de_nghi.iter().filter(|item| item.ket_luan != State::Dat);
    let mut left: Vec<String> = left.map(|item| format!("{} {}", item.ten, item.hinh_thuc)).collect();
    left.sort();
    left
}

/// Each key of a scope, and whom it means.
const SCOPES: [(&str, [&str; 2]); 3] = [
    ("hinh_thuc = [\"co\"]", ["Sở B co", "Xã A co"]),
    ("dac_diem = \"bien_gioi\"", ["Xã A co", "Xã A gk"]),
    ("loai_don_vi = [\"Xã\"]", ["Xã A co", "Xã A gk"]),
];

#[test]
fn exclusions_deadlines_and_papers_hold_for_some_only() {
    for (key, whom) in SCOPES {
        let case = ("ky_luat", "Đối tượng,Trạng thái,Ngày quyết định\nXã A,đã bị,01/5/2026\nSở B,đã bị,01/5/2026\n");
        let excluded = scoped(&format!("loai_tru = [{{ ma = \"x\", {key} }}]"), &[case]);
        assert_eq!(left(&excluded), whom, "loai_tru {key}");
        let paper = format!("ho_so = [{{ ma = \"bc\", ten = \"Báo cáo\", {key} }}]");
        assert_eq!(left(&scoped(&paper, &[])), whom, "ho_so {key}");
        let came = ("ho_so", "Đối tượng,Loại giấy tờ,Ngày nhận\nXã A,bc,10/6/2026\nSở B,bc,10/6/2026\n");
        let term = format!(
            "ho_so = [{{ ma = \"bc\", ten = \"Báo cáo\" }}]\nthoi_han = [{{ ma = \"h\", viec = \"ho_so\", den_het = 2026-06-01, {key} }}]"
        );
        assert_eq!(left(&scoped(&term, &[came])), whom, "thoi_han ho_so {key}");
        let term = format!("thoi_han = [{{ ma = \"h\", viec = \"dang_ky\", den_het = 2026-03-01, {key} }}]");
        assert_eq!(left(&scoped(&term, &[])), whom, "thoi_han dang_ky {key}");
    }
}

#[test]
fn deadlines_for_some_go_before_those_for_all_and_do_not_contradict_each_other() {
    let rules = "thoi_han = [\n{ ma = \"xa\", viec = \"dang_ky\", den_het = 2026-03-01, loai_don_vi = [\"Xã\"] },\n\
                 { ma = \"so\", viec = \"dang_ky\", den_het = 2026-04-01, loai_don_vi = [\"Sở\"] },\n\
                 { ma = \"het\", viec = \"dang_ky\", den_het = 2026-03-10 },\n]";
    let judged = scoped(rules, &[]);
    assert_eq!(left(&judged), ["Xã A co", "Xã A gk"]);
    assert!(!codes(&judged).contains(&Code::TD005), "{:?}", judged.report);
    assert!(codes(&judged).contains(&Code::TD040), "{:?}", judged.report);
}

#[test]
fn made_words_name_whom_a_rule_is_for() {
    let rules = &scoped_rules();
    let words = |at: usize| rules.loai_tru[at].cau(rules);
    assert_eq!(
        words(0),
        "Không xét tặng Giấy khen đối với cá nhân ở biên giới thuộc các xã bị kỷ luật trong năm xét khen thưởng \
         hoặc đang thi hành kỷ luật"
    );
    assert_eq!(rules.ho_so[0].cau(rules), "Báo cáo (đối với đối tượng thuộc các xã; để tặng Giấy khen)");
    assert_eq!(rules.ho_so[1].cau(rules), "Báo cáo riêng (lời của kế hoạch)");
}

fn scoped_rules() -> crate::campaign::model::Rulebook {
    let rules = "dac_diem = [{ ma = \"bien_gioi\", ten = \"ở biên giới\" }]\n\
                 hinh_thuc = [{ ma = \"gk\", ten = \"Giấy khen\" }]\n\
                 loai_tru = [{ ma = \"x\", ap_dung = \"ca_nhan\", hinh_thuc = [\"gk\"], dac_diem = \"bien_gioi\", loai_don_vi = [\"Xã\"] }]\n\
                 ho_so = [\n{ ma = \"a\", ten = \"Báo cáo\", hinh_thuc = [\"gk\"], loai_don_vi = [\"Xã\"] },\n\
                 { ma = \"b\", ten = \"Báo cáo riêng\", noi_dung = \"lời của kế hoạch\", hinh_thuc = [\"gk\"] },\n]\n";
    facts(rules, &[]).quy_dinh
}
