//! Rules as other offices word them: ballots, points, orders that can't be compared, discipline, first awards.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::{Code, Place};
use crate::campaign::rules::{Judged, Outcome, State};

const DAY: &str = "2026-12-20";
const RULES: &str = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n";
const AWARD: &str = "[[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\n";

/// Units proposed for the award `gk`, all with the criterion met.
fn judged(rules: &str, units: &[&str], sheets: &[(&str, &str)]) -> Judged {
    let names: String = units.iter().map(|unit| format!("{unit}\n")).collect();
    let rows: String = units.iter().map(|unit| format!("{unit},gk,2026\n")).collect();
    let met: String = units.iter().map(|unit| format!("{unit},x,2026,có\n")).collect();
    let (names, rows) = (format!("Tên đơn vị\n{names}"), format!("Đối tượng,Hình thức,Năm\n{rows}"));
    let met = format!("Đối tượng,Chỉ số,Năm,Giá trị\n{met}");
    let mut all = vec![("don_vi", names.as_str()), ("de_nghi", rows.as_str())];
    if rules.contains("ma = \"x\"") {
        all.push(("ket_qua", met.as_str()));
    }
    all.extend(sheets);
    on(&facts(rules, &all), DAY)
}

/// A council of nine with so many present and so many heard in writing.
fn council(present: usize, written: usize) -> String {
    let row = |at: usize| {
        let role = if at == 0 { "Chủ tịch" } else { "Ủy viên" };
        let (here, why, wrote) = match at {
            at if at < present => ("x", "", ""),
            at if at < present + written => ("không", "công tác", "x"),
            _ => ("không", "công tác", ""),
        };
        format!("Thành viên {at},{role},{here},{why},{wrote}\n")
    };
    let rows: String = (0..9).map(row).collect();
    format!("Họ và tên,Vai trò,Có mặt,Lý do vắng,Ý kiến bằng văn bản\n{rows}")
}

fn voted(award: &str, meeting: &str, members: (usize, usize), votes: &str) -> Judged {
    let rules = format!(
        "{RULES}{AWARD}bieu_quyet = true\n{award}\n[hoi_dong]\nten = \"Hội đồng\"\ntong_so = 9\nngay_hop = 2026-12-15\n{meeting}\n"
    );
    let votes =
        format!("Đối tượng,Hình thức,Năm,Số phiếu đồng ý,Số phiếu không đồng ý,Số phiếu không có ý kiến\n{votes}");
    let members = council(members.0, members.1);
    judged(&rules, &["A", "B"], &[("hoi_dong", &members), ("bieu_quyet", &votes)])
}

fn places(judged: &Judged, code: Code) -> Vec<Place> {
    judged.report.iter().filter(|finding| finding.code == code).filter_map(|finding| finding.place.clone()).collect()
}

#[test]
fn two_thirds_are_two_thirds_of_votes_and_of_those_attending() {
    let votes = "A,gk,2026,6,0,\nB,gk,2026,5,1,\n";
    let judgement = voted("ty_le_phieu = \"2/3\"", "ty_le_du_hop = \"2/3\"", (6, 0), votes);
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    assert!(!codes(&judgement).contains(&Code::TD065), "{:?}", judgement.report);
    let few = voted("ty_le_phieu = \"2/3\"", "ty_le_du_hop = \"2/3\"", (5, 0), "A,gk,2026,5,0,\n");
    let told = few.report.iter().find(|finding| finding.code == Code::TD065).unwrap();
    assert_eq!(told.message, "chỉ có 5/9 thành viên dự họp, cần ít nhất 2/3");
}

#[test]
fn hundredths_near_a_third_ask_whether_a_third_was_meant() {
    let judgement = voted("ty_le_phieu = 66.67", "", (9, 0), "A,gk,2026,6,3,\nB,gk,2026,7,2,\n");
    outcomes(&judgement, &[("A", Outcome::KhongDat), ("B", Outcome::DuocChon)]);
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD062).unwrap();
    assert!(told.to_string().contains("ty_le_phieu = \"2/3\""), "{told}");
}

#[test]
fn a_share_is_of_whom_the_plan_says() {
    let votes = "A,gk,2026,5,1,\nB,gk,2026,3,3,\n";
    let all = voted("ty_le_phieu = \"trên 1/2\"", "", (6, 0), votes);
    outcomes(&all, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    let four = "A,gk,2026,4,2,\nB,gk,2026,3,3,\n";
    let attending = voted("ty_le_phieu = \"trên 1/2\"\nphieu_tinh_tren = \"dự họp\"", "", (6, 0), four);
    outcomes(&attending, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    let told = attending.de_nghi.iter().find(|item| item.ten == "B").unwrap();
    assert_eq!(
        told.bieu_quyet.ly_do,
        "3/6 thành viên dự họp đồng ý (yêu cầu trên 1/2 số thành viên Hội đồng dự họp đồng ý)"
    );
    let base = "ty_le_phieu = \"trên 1/2\"\nphieu_tinh_tren = \"bỏ phiếu\"";
    let three = "A,gk,2026,3,2,\nB,gk,2026,2,3,\n";
    let back = voted(base, "phieu_phat_ra = 6\nphieu_thu_ve = 5", (6, 0), three);
    outcomes(&back, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    // Without the number of ballots nobody knows.
    let unknown = voted(base, "", (6, 0), three);
    outcomes(&unknown, &[("A", Outcome::Cho), ("B", Outcome::Cho)]);
    let (_, said) = read(
        "[[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = []\nty_le_phieu = \"quá 1/2 số phiếu hợp lệ\"\n",
        &[],
    );
    let told = said.iter().find(|finding| finding.code == Code::DL016).unwrap().to_string();
    assert!(told.contains("ty_le_phieu = \"quá 1/2\"") && told.contains("`phieu_tinh_tren`"), "{told}");
    // Half of the four that are valid is two; of the five that came back it is more.
    let base = "ty_le_phieu = \"quá 1/2\"\nphieu_tinh_tren = \"hợp lệ\"";
    let valid = "A,gk,2026,3,1,\nB,gk,2026,2,2,\n";
    for counted in ["phieu_hop_le = 4", "phieu_thu_ve = 5\nphieu_khong_hop_le = 1"] {
        let judgement = voted(base, counted, (6, 0), valid);
        outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
        let told = judgement.de_nghi.iter().find(|item| item.ten == "B").unwrap();
        assert_eq!(told.bieu_quyet.ly_do, "2/4 phiếu hợp lệ đồng ý (yêu cầu trên 1/2 số phiếu hợp lệ đồng ý)");
    }
    let unknown = voted(base, "phieu_thu_ve = 5", (6, 0), valid);
    outcomes(&unknown, &[("A", Outcome::Cho), ("B", Outcome::Cho)]);
}

#[test]
fn opinions_in_writing_count_unless_the_plan_says_otherwise() {
    let all = "A,gk,2026,9,0,\nB,gk,2026,9,0,\n";
    let silent = voted("", "ty_le_du_hop = 80", (7, 2), all);
    assert!(!codes(&silent).contains(&Code::TD065), "{:?}", silent.report);
    let out = voted("", "ty_le_du_hop = 80\ny_kien_tinh_du_hop = false", (7, 2), all);
    let told = out.report.iter().find(|finding| finding.code == Code::TD065).unwrap();
    assert!(told.message.starts_with("chỉ có 7/9 thành viên dự họp, "), "{told}");
    assert!(told.to_string().contains("02 ý kiến bằng văn bản không tính vào số dự họp"), "{told}");
    // Where they are no ballots, nine ballots of seven members are too many.
    let ballots = voted("", "y_kien_tinh_phieu = false", (7, 2), all);
    assert_eq!(places(&ballots, Code::TD060).len(), 2, "{:?}", ballots.report);
    assert!(!codes(&silent).contains(&Code::TD060));
}

#[test]
fn ballots_that_are_too_few_are_told_at_their_row() {
    let valid = "phieu_phat_ra = 9\nphieu_thu_ve = 9\nphieu_hop_le = 9\nphieu_khong_hop_le = 0";
    let judgement = voted("", valid, (9, 0), "A,gk,2026,6,1,\nB,gk,2026,9,0,\n");
    assert_eq!(places(&judgement, Code::TD060), [Place::line("bieu_quyet.csv", 2, 11)]);
    let reckoned = "phieu_phat_ra = 9\nphieu_thu_ve = 9\nphieu_khong_hop_le = 1";
    let judgement = voted("", reckoned, (9, 0), "A,gk,2026,6,1,\nB,gk,2026,8,0,\n");
    assert_eq!(places(&judgement, Code::TD060), [Place::line("bieu_quyet.csv", 2, 11)]);
    // Ballots that say neither, and rows that leave out those against, are right.
    let judgement = voted("", valid, (9, 0), "A,gk,2026,6,1,2\nB,gk,2026,7,,\n");
    assert_eq!(places(&judgement, Code::TD060), []);
}

#[test]
fn ballots_that_cannot_be_decide_nothing() {
    let judgement = voted("ty_le_phieu = \"2/3\"", "", (7, 0), "A,gk,2026,8,0,\nB,gk,2026,7,0,\n");
    outcomes(&judgement, &[("A", Outcome::Cho), ("B", Outcome::DuocChon)]);
    let told = judgement.de_nghi.iter().find(|item| item.ten == "A").unwrap();
    assert_eq!(told.bieu_quyet.ly_do, "8 phiếu đồng ý, nhiều hơn số người dự họp và gửi ý kiến 7");
    let valid = "phieu_phat_ra = 9\nphieu_thu_ve = 9\nphieu_hop_le = 8\nphieu_khong_hop_le = 1";
    let judgement = voted("", valid, (9, 0), "A,gk,2026,9,0,\nB,gk,2026,8,0,\n");
    outcomes(&judgement, &[("A", Outcome::Cho), ("B", Outcome::DuocChon)]);
    // Whatever is told of them, nobody has more than are valid, nor more than the members.
    let valid = "ty_le_phieu = \"quá 1/2\"\nphieu_tinh_tren = \"hợp lệ\"";
    let present = "ty_le_phieu = \"2/3\"\nphieu_tinh_tren = \"dự họp\"";
    for (award, counted, most) in [
        (valid, "phieu_thu_ve = 6\nphieu_khong_hop_le = 2", 4),
        (valid, "phieu_hop_le = 20", 7),
        (present, "phieu_phat_ra = 9\nphieu_thu_ve = 9\nphieu_hop_le = 9", 7),
    ] {
        let votes = format!("A,gk,2026,{},0,\n", most + 1);
        let judgement = voted(award, counted, (7, 0), &votes);
        outcomes(&judgement, &[("A", Outcome::Cho), ("B", Outcome::Cho)]);
        assert!(places(&judgement, Code::TD060).contains(&Place::line("bieu_quyet.csv", 2, 11)), "{counted}");
    }
    let judgement = voted(valid, "phieu_hop_le = 20", (7, 0), "A,gk,2026,7,,\n");
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD060).unwrap();
    assert_eq!(told.message, "số phiếu hợp lệ 20 lớn hơn số người dự họp và gửi ý kiến 7");
}

#[test]
fn a_share_that_nobody_or_everybody_reaches_is_no_share() {
    for (line, code) in [
        ("ty_le_phieu = 0.8", Code::DL017),
        ("ty_le_phieu = 0", Code::DL017),
        ("ty_le_phieu = \"0/3\"", Code::DL017),
        ("ty_le_phieu = \"3/2\"", Code::DL017),
        ("ty_le_phieu = 180", Code::DL017),
        ("ty_le_phieu = \"đa số\"", Code::DL016),
        ("phieu_tinh_tren = \"dự họp\"", Code::DL013),
    ] {
        let (_, report) = read(&format!("{RULES}{AWARD}{line}\n"), &[]);
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code], "{line}");
    }
}

const POINTS: &str = "[[tieu_chuan]]\nma = \"a\"\nloai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 80\n";

fn sheet(items: &str, more: &str) -> String {
    format!(
        "[[thang_diem]]\nma = \"cham\"\nten = \"Tổng điểm\"\n{more}muc = [\n\
        {{ ma = \"m1\", noi_dung = \"Một\", diem = 60 }},\n{{ ma = \"m2\", noi_dung = \"Hai\", diem = 40 }},\n{items}]\n{POINTS}{AWARD}"
    )
}

fn scored(rules: &str, rows: &str) -> Judged {
    judged(rules, &["A", "B"], &[("ket_qua", &format!("Đối tượng,Chỉ số,Năm,Giá trị\n{rows}"))])
}

fn reasons(judgement: &Judged) -> Vec<String> {
    let reason = |item: &crate::campaign::rules::Assessed| item.tieu_chuan.gom[0].ly_do.clone();
    judgement.de_nghi.iter().map(reason).collect()
}

#[test]
fn items_that_take_away_are_subtracted() {
    let points = "A,m1,2026,55\nA,m2,2026,38\nB,m1,2026,60\nB,m2,2026,39\n";
    for item in ["diem = 0", "diem = -3", "diem = 0, toi_thieu = -3"] {
        let rules = sheet(&format!("{{ ma = \"tru\", noi_dung = \"Điểm trừ\", {item} }},\n"), "");
        let judgement = scored(&rules, &format!("{points}A,tru,2026,-3\nB,tru,2026,0\n"));
        let expected = ["Tổng điểm: 90 điểm (yêu cầu từ 80 điểm)", "Tổng điểm: 99 điểm (yêu cầu từ 80 điểm)"];
        assert_eq!(reasons(&judgement), expected, "{item}");
        assert_eq!(codes(&judgement), [Code::TD001; 0], "{item}: {:?}", judgement.report);
        // Who lost nothing needs no row; what is not known yet may be anything.
        let judgement = scored(&rules, &format!("{points}A,tru,2026,chưa có\n"));
        let states: Vec<State> = judgement.de_nghi.iter().map(|item| item.tieu_chuan.trang_thai).collect();
        let open = if item == "diem = 0" { State::Cho } else { State::Dat };
        assert_eq!(states, [open, State::Dat], "{item}");
        // A number above nothing is a slip, and gives nobody points.
        let judgement = scored(&rules, &format!("{points}A,tru,2026,3\n"));
        assert_eq!(places(&judgement, Code::TD033).len(), 1, "{item}");
        assert_eq!(reasons(&judgement)[0], "Tổng điểm: 93 điểm (yêu cầu từ 80 điểm)", "{item}");
    }
    let rules = sheet("{ ma = \"tru\", noi_dung = \"Điểm trừ\", diem = -3 },\n", "");
    assert_eq!(places(&scored(&rules, &format!("{points}A,tru,2026,-4\n")), Code::TD033).len(), 1);
}

#[test]
fn groups_have_bounds_and_totals_of_their_own() {
    let groups = "nhom = [{ ma = \"thuong\", ten = \"Điểm thưởng\", toi_da = 3 }]\n";
    let items = "{ ma = \"t1\", noi_dung = \"Thưởng một\", diem = 2, nhom = \"thuong\" },\n\
        { ma = \"t2\", noi_dung = \"Thưởng hai\", diem = 2, nhom = \"thuong\" },\n";
    let rows =
        "A,m1,2026,50\nA,m2,2026,28\nA,t1,2026,2\nA,t2,2026,2\nB,m1,2026,50\nB,m2,2026,26\nB,t1,2026,2\nB,t2,2026,2\n";
    let judgement = scored(&sheet(items, groups), rows);
    assert_eq!(
        reasons(&judgement),
        ["Tổng điểm: 81 điểm (yêu cầu từ 80 điểm)", "Tổng điểm: 79 điểm (yêu cầu từ 80 điểm)"]
    );
    let whole = scored(&sheet(items, &format!("toi_da = 80\n{groups}")), rows);
    assert_eq!(reasons(&whole)[0], "Tổng điểm: 80 điểm (yêu cầu từ 80 điểm)");
    // The total of a group is named like any chỉ số.
    let of_group = POINTS.replace("tong_diem", "nguong").replace("thang_diem = \"cham\"", "chi_so = \"thuong\"");
    let rules = sheet(items, groups).replace(POINTS, &of_group.replace("80", "3"));
    assert_eq!(reasons(&scored(&rules, rows))[0], "Điểm thưởng: 3 điểm (yêu cầu từ 3 điểm)");
    let above = sheet(items, groups).replace(POINTS, &of_group.replace("80", "4"));
    assert_eq!(codes(&scored(&above, rows))[0], Code::TD004);
    let (_, report) = read(&sheet("{ ma = \"t1\", noi_dung = \"T\", diem = 2, nhom = \"thuongg\" },\n", groups), &[]);
    assert!(report.iter().next().unwrap().to_string().contains("có phải `thuong`?"));
}

#[test]
fn orders_go_by_totals() {
    let rows = "A,m1,2026,55\nA,m2,2026,38\nB,m1,2026,60\nB,m2,2026,39\n";
    for key in ["chi_so = \"cham\"", "thang_diem = \"cham\""] {
        let quota = "[[chi_tieu]]\nma = \"mot\"\nhinh_thuc = [\"gk\"]\nloai = \"so_luong\"\nso = 1\n";
        let rules = format!("{}xep_hang = [{{ {key} }}]\n{quota}", sheet("", ""));
        let judgement = scored(&rules, rows);
        outcomes(&judgement, &[("A", Outcome::NgoaiChiTieu), ("B", Outcome::DuocChon)]);
        let judgement = scored(&rules.replace(&format!("{{ {key}"), &format!("{{ {key}, tang_dan = true")), rows);
        outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::NgoaiChiTieu)]);
    }
}

#[test]
fn a_total_is_added_up_and_never_typed() {
    let judgement = scored(&sheet("", ""), "A,m1,2026,60\nA,m2,2026,40\nA,Tổng điểm,2026,100\n");
    let told = judgement.report.iter().find(|finding| finding.code == Code::TD020).unwrap();
    assert!(told.message.contains("do chương trình cộng"), "{told}");
}

/// Two awards with orders of their own that share `places`.
fn shared(places: u32, first: &str, second: &str) -> Judged {
    let award = |ma: &str, key: &str| {
        format!("[[hinh_thuc]]\nma = \"{ma}\"\nten = \"Giấy khen {ma}\"\ntieu_chuan = [\"a\"]\nxep_hang = [{key}]\n")
    };
    let rules = format!(
        "[[chi_so]]\nma = \"diem\"\nten = \"Điểm\"\n[[chi_so]]\nma = \"tk\"\nten = \"Tài khoản\"\n{RULES}{}{}\
         [[chi_tieu]]\nma = \"chung\"\nhinh_thuc = [\"gk\", \"gk_b\"]\nloai = \"so_luong\"\nso = {places}\n",
        award("gk", first),
        award("gk_b", second)
    );
    let rows =
        "Đối tượng,Chỉ số,Năm,Giá trị\nA,x,2026,có\nB,x,2026,có\nA,diem,2026,99\nB,diem,2026,98\nB,tk,2026,120\n";
    let proposed = "Đối tượng,Hình thức,Năm\nA,gk,2026\nB,gk_b,2026\n";
    on(&facts(&rules, &[("don_vi", "Tên đơn vị\nA\nB\n"), ("de_nghi", proposed), ("ket_qua", rows)]), DAY)
}

#[test]
fn points_are_never_held_against_accounts() {
    let unlike = shared(1, "{ chi_so = \"diem\" }", "{ chi_so = \"tk\" }");
    outcomes(&unlike, &[("A", Outcome::ChoChiTieu), ("B", Outcome::ChoChiTieu)]);
    assert!(codes(&unlike).contains(&Code::TD054), "{:?}", unlike.report);
    // Without competition there is nothing to compare.
    let enough = shared(2, "{ chi_so = \"diem\" }", "{ chi_so = \"tk\" }");
    outcomes(&enough, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon)]);
    assert_eq!(codes(&enough), [Code::TD001; 0], "{:?}", enough.report);
    // What goes by the same points first is compared by these.
    let like = shared(1, "{ chi_so = \"diem\" }", "{ chi_so = \"diem\" }, { chi_so = \"tk\" }");
    outcomes(&like, &[("A", Outcome::DuocChon), ("B", Outcome::NgoaiChiTieu)]);
    let turned = shared(1, "{ chi_so = \"diem\" }", "{ chi_so = \"diem\", tang_dan = true }");
    outcomes(&turned, &[("A", Outcome::ChoChiTieu), ("B", Outcome::ChoChiTieu)]);
}

fn disciplined(lowest: &str, levels: &[&str]) -> Judged {
    let rules =
        format!("{RULES}{AWARD}[[loai_tru]]\nma = \"ky_luat\"\nmuc_tu = {lowest}\ntrong = \"khong_gioi_han\"\n");
    let names: Vec<String> = (0..levels.len()).map(|at| format!("Người {at}")).collect();
    let rows = |make: &dyn Fn(usize, &str) -> String| -> String {
        names.iter().enumerate().map(|(at, name)| make(at, name)).collect()
    };
    let people = format!("Họ và tên,Đơn vị\n{}", rows(&|_, name| format!("{name},Phòng\n")));
    let proposed = format!("Đối tượng,Hình thức,Năm\n{}", rows(&|_, name| format!("{name},gk,2026\n")));
    let met = format!("Đối tượng,Chỉ số,Năm,Giá trị\n{}", rows(&|_, name| format!("{name},x,2026,có\n")));
    let cases = rows(&|at, name| format!("{name},{},đã bị,01/5/2026\n", levels[at]));
    let cases = format!("Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định\n{cases}");
    let sheets = [
        ("don_vi", "Tên đơn vị\nPhòng\n"),
        ("ca_nhan", &people),
        ("de_nghi", &proposed),
        ("ket_qua", &met),
        ("ky_luat", &cases),
    ];
    on(&facts(&rules, &sheets), DAY)
}

#[test]
fn discipline_of_every_ladder_excludes_or_asks() {
    let levels = ["khai trừ", "phạt tù", "tước danh hiệu Công an nhân dân", "khiển trách", "phê bình"];
    let judgement = disciplined("\"khiển trách\"", &levels);
    let failed = Outcome::KhongDat;
    let first = [("Người 0", failed), ("Người 1", failed), ("Người 2", failed), ("Người 3", failed)];
    outcomes(&judgement, &first);
    outcomes(&judgement, &[("Người 4", Outcome::Cho)]);
    // What no ladder knows is asked for at its cell.
    let asked = judgement.report.iter().find(|finding| finding.message.contains("phê bình")).unwrap();
    assert_eq!(asked.place, Some(Place::line("ky_luat.csv", 6, 9)));
    assert!(asked.to_string().contains("muc_tu = [\"khiển trách\", \"phê bình\"]"), "{asked}");
    // A level of no ladder can't be named in the plan either.
    let none = disciplined("\"khiển trách\"", &["36 tháng tù"]);
    let asked = none.report.iter().find(|finding| finding.message.contains("36 tháng tù")).unwrap();
    assert!(asked.to_string().contains("phạt tù 03 năm") && !asked.to_string().contains("muc_tu = "), "{asked}");
    let higher = disciplined("\"buộc thôi việc\"", &["giáng cấp bậc hàm", "cách chức", "khai trừ"]);
    outcomes(&higher, &[("Người 0", Outcome::Cho), ("Người 1", Outcome::DuocChon), ("Người 2", failed)]);
    let each = disciplined("[\"buộc thôi việc\", \"giáng cấp bậc hàm\"]", &["giáng cấp bậc hàm", "cảnh cáo"]);
    outcomes(&each, &[("Người 0", failed), ("Người 1", Outcome::DuocChon)]);
}

#[test]
fn never_before_is_no_time_at_all() {
    let rules = |span: &str| {
        format!(
            "[[tieu_chuan]]\nma = \"a\"\nloai = \"da_khen\"\nkhen_thuong = [\"Công dân ưu tú\"]\nso_lan = 0\n{span}{AWARD}"
        )
    };
    let past = "Đối tượng,Năm,Loại,Loại hình,Nội dung,Quyết định\nA,2023,danh hiệu,chuyên đề,Công dân ưu tú,1\n";
    let ever = judged(&rules(""), &["A", "B"], &[("khen_thuong", past)]);
    outcomes(&ever, &[("A", Outcome::KhongDat), ("B", Outcome::DuocChon)]);
    assert_eq!(
        reasons(&ever),
        ["đã được tặng Công dân ưu tú năm 2023 (yêu cầu chưa từng được tặng)", "chưa được tặng Công dân ưu tú"]
    );
    let lately = judged(&rules("so_nam = 3\n"), &["A", "B"], &[("khen_thuong", past)]);
    outcomes(&lately, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon)]);
    let rulebook = facts(&rules(""), &[]).quy_dinh;
    assert_eq!(rulebook.tieu_chuan[0].cau(&rulebook), "chưa từng được tặng Công dân ưu tú");
    // What is done with it is told once, though the clerk typed it too.
    let typed = rules("").replace("\"Công dân ưu tú\"", "\"Tặng Giấy khen\"");
    let past = "Đối tượng,Năm,Loại,Loại hình,Nội dung,Quyết định\nA,2023,hình thức,công trạng,Tặng Giấy khen,1\n";
    assert_eq!(
        reasons(&judged(&typed, &["A", "B"], &[("khen_thuong", past)])),
        ["đã được tặng Giấy khen năm 2023 (yêu cầu chưa từng được tặng)", "chưa được tặng Giấy khen"]
    );
    let (_, report) = read(&rules("lien_tuc = true\n"), &[]);
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL017]);
}
