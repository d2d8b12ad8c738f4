//! Kinds of rule that no sample needs, each with who passes, who fails, who waits.

use super::{codes, facts, on, outcomes};
use crate::base::diag::{Code, Place};
use crate::campaign::rules::{Facts, Outcome, State};

#[test]
fn the_example_shows_every_kind_and_reads_without_a_fault() {
    let example = include_str!("../input/example.toml");
    for kind in crate::campaign::rules::input::criteria::ConditionKind::ALL {
        assert!(example.contains(&format!("loai = \"{}\"", kind.name())), "{kind:?}");
    }
    let judgement = on(&facts(example, &[("don_vi", "Tên đơn vị\nPhòng\n")]), "2025-12-20");
    assert_eq!(codes(&judgement), [Code::TD001; 0], "{:?}", judgement.report);
}

const AWARD: &str =
    "[[hinh_thuc]]\nma = \"bang_khen\"\nten = \"Bằng khen\"\nloai_hinh = \"công trạng\"\ntieu_chuan = [\"a\"]\n";

/// People A to E of one room, all proposed, under the criterion `rules`.
fn proposed(rules: &str, sheets: &[(&str, &str)]) -> Facts {
    let mut all = vec![
        ("don_vi", "Tên đơn vị\nPhòng\n"),
        ("ca_nhan", "Họ và tên,Đơn vị\nA,Phòng\nB,Phòng\nC,Phòng\nD,Phòng\nE,Phòng\n"),
        (
            "de_nghi",
            "Đối tượng,Hình thức,Năm\nA,bang_khen,2025\nB,bang_khen,2025\nC,bang_khen,2025\nD,bang_khen,2025\nE,bang_khen,2025\n",
        ),
    ];
    all.extend(sheets);
    facts(&format!("{rules}{AWARD}"), &all)
}

const TWICE: &str =
    "[[tieu_chuan]]\nma = \"a\"\nloai = \"da_khen\"\nkhen_thuong = [\"Giấy khen\"]\nso_lan = 2\nso_nam = 3\n";

#[test]
fn earlier_awards_are_counted_and_special_ones_are_no_base() {
    let past = "Đối tượng,Năm,Loại,Loại hình,Nội dung,Quyết định\n\
        A,2023,hình thức,,Giấy khen của Giám đốc Sở,1/QĐ\nA,2024,hình thức,công trạng,Giấy khen,2/QĐ\n\
        B,2022,hình thức,,Giấy khen,3/QĐ\nB,2024,hình thức,,Giấy khen,4/QĐ\n\
        C,2023,hình thức,,Giấy khen,5/QĐ\nC,2024,hình thức,chuyên đề,Giấy khen,6/QĐ\n\
        D,2024,hình thức,,Giấy khen,7/QĐ\nD,2024,hình thức,,Giấy khen,7/QĐ\n";
    let campaign = proposed(TWICE, &[("khen_thuong", past)]);
    let judgement = on(&campaign, "2025-12-20");
    outcomes(
        &judgement,
        &[
            ("A", Outcome::DuocChon),
            // One of them is older than three years.
            ("B", Outcome::KhongDat),
            ("C", Outcome::KhongDat),
            // Typed twice, given once.
            ("D", Outcome::KhongDat),
            ("E", Outcome::KhongDat),
        ],
    );
    let special: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD029).collect();
    assert_eq!(special.len(), 1, "{special:?}");
    assert_eq!(special[0].place, Some(Place::line("khen_thuong.csv", 7, 28)));
    let reason = |name: &str| {
        let item = judgement.de_nghi.iter().find(|item| item.ten == name).unwrap();
        item.reasons()[0].ly_do.clone()
    };
    assert_eq!(reason("C"), "Giấy khen: 01 lần (yêu cầu từ 02 lần); không tính 01 lần khen theo chuyên đề");

    // For an award theo chuyên đề the same rows count.
    let mut special = campaign.clone();
    special.quy_dinh.hinh_thuc[0].loai_hinh = Some(crate::campaign::model::award::RewardType::ChuyenDe);
    let judgement = on(&special, "2025-12-20");
    outcomes(&judgement, &[("C", Outcome::DuocChon)]);
    assert!(!codes(&judgement).contains(&Code::TD029));
}

#[test]
fn titles_may_have_to_follow_each_other() {
    let rules = "[[tieu_chuan]]\nma = \"a\"\nloai = \"da_khen\"\nkhen_thuong = [\"Chiến sĩ thi đua cơ sở\"]\nso_lan = 3\nlien_tuc = true\n";
    let mut past = "Đối tượng,Năm,Loại,Nội dung\n".to_owned();
    for (name, years) in [("A", [2022, 2023, 2024]), ("B", [2021, 2023, 2024])] {
        years.iter().for_each(|year| past.push_str(&format!("{name},{year},danh hiệu,Chiến sĩ thi đua cơ sở\n")));
    }
    let judgement = on(&proposed(rules, &[("khen_thuong", &past)]), "2025-12-20");
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
}

#[test]
fn points_are_added_up_and_wait_only_where_they_decide() {
    let rules = "[[thang_diem]]\nma = \"cham\"\nten = \"Tổng điểm thi đua\"\nmuc = [\n\
        { ma = \"m1\", noi_dung = \"Hồ sơ đúng hạn\", diem = 60, huong_dan = \"mỗi hồ sơ muộn trừ 5 điểm\" },\n\
        { ma = \"m2\", noi_dung = \"Số hóa\", diem = 40 },\n]\n\
        [[tieu_chuan]]\nma = \"a\"\nloai = \"tong_diem\"\nthang_diem = \"cham\"\nmuc = 80\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nA,m1,2025,55\nA,Số hóa,2025,25\nB,m1,2025,\"54,5\"\nB,m2,2025,25\n\
        C,m1,2025,45\nD,m1,2025,39\nE,m1,2025,60\nE,m2,2025,40\nE,m2,2025,30\n";
    let judgement = on(&proposed(rules, &[("ket_qua", results)]), "2025-12-20");
    outcomes(
        &judgement,
        &[
            ("A", Outcome::DuocChon),
            ("B", Outcome::KhongDat),
            // 45 and at most 40 may come to 80; 39 and at most 40 can't.
            ("C", Outcome::Cho),
            ("D", Outcome::KhongDat),
            ("E", Outcome::Cho),
        ],
    );
    let told = &judgement.de_nghi[1].tieu_chuan.gom[0];
    assert_eq!(told.ly_do, "Tổng điểm thi đua: 79,5 điểm (yêu cầu từ 80 điểm)");
    assert_eq!(
        told.da_xem.iter().map(|looked| looked.gia_tri.as_str()).collect::<Vec<_>>(),
        ["Hồ sơ đúng hạn: 54,5", "Số hóa: 25"]
    );
}

#[test]
fn the_law_itself_waits_for_open_cases() {
    let rules = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n[[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nA,x,2025,có\nB,x,2025,có\nC,x,2025,có\n";
    let cases =
        "Đối tượng,Trạng thái,Ngày quyết định\nA,đang xác minh,\nB,đang xác minh,01/02/2026\nC,đã bị,01/02/2025\n";
    let mut campaign = proposed(rules, &[("ket_qua", results), ("ky_luat", cases)]);
    assert!(campaign.quy_dinh.loai_tru.is_empty());
    let judgement = on(&campaign, "2025-12-20");
    outcomes(&judgement, &[("A", Outcome::KhongDat), ("B", Outcome::DuocChon), ("C", Outcome::DuocChon)]);
    let finding = judgement.report.iter().find(|finding| finding.code == Code::TD032).unwrap();
    assert!(finding.message.contains("khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP"), "{finding}");
    assert_eq!(finding.place, Some(Place::line("ky_luat.csv", 2, 3)));
    outcomes(&on(&campaign, "2023-12-20"), &[("A", Outcome::DuocChon)]);
    campaign.ngoai_le =
        proposed(rules, &[("ngoai_le", "Đối tượng,Bỏ qua,Lý do\nA,phap_luat,Kết luận số 5/KL-TTr\n")]).ngoai_le;
    let judgement = on(&campaign, "2025-12-20");
    outcomes(&judgement, &[("A", Outcome::DuocChon)]);
    assert!(codes(&judgement).contains(&Code::TD070) && !codes(&judgement).contains(&Code::TD072));
}

#[test]
fn one_initiative_speaks_for_one_award() {
    let rules = "[[tieu_chuan]]\nma = \"a\"\nloai = \"sang_kien\"\ncap = \"cấp cơ sở\"\n\
        [[hinh_thuc]]\nma = \"giay_khen\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\n";
    let nominations = "Đối tượng,Hình thức,Năm,Thành tích\nA,bang_khen,2025,Một\nA,giay_khen,2025,Hai\nB,bang_khen,2025,Ba\nB,giay_khen,2025,Bốn\n";
    let initiatives = "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận\nA,Sổ tay,cơ sở,1/QĐ\nB,Bản đồ,cơ sở,2/QĐ\nB,Kho dữ liệu,tỉnh,3/QĐ\n";
    let campaign = facts(
        &format!("{rules}{AWARD}"),
        &[
            ("don_vi", "Tên đơn vị\nPhòng\n"),
            ("ca_nhan", "Họ và tên,Đơn vị\nA,Phòng\nB,Phòng\n"),
            ("de_nghi", nominations),
            ("sang_kien", initiatives),
        ],
    );
    let judgement = on(&campaign, "2025-12-20");
    let twice: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD028).collect();
    assert_eq!(twice.len(), 1, "B has one for each: {twice:?}");
    assert!(twice[0].message.starts_with("sáng kiến `Sổ tay` tính cho cả A, "), "{}", twice[0]);
    assert_eq!(twice[0].place, Some(Place::line("sang_kien.csv", 2, 3)));
}

#[test]
fn working_days_leave_out_holidays() {
    let rules = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n[[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n\
        [[ho_so]]\nma = \"bao_cao\"\nten = \"Báo cáo\"\n[[su_kien]]\nma = \"cong_bo\"\nten = \"công bố\"\nngay = 2025-04-25\n\
        [[thoi_han]]\nma = \"ho_so\"\nviec = \"ho_so\"\nso_ngay = 5\nloai_ngay = \"ngay_lam_viec\"\nsau_su_kien = \"cong_bo\"\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nA,x,2025,có\nB,x,2025,có\n";
    // 26/4 is worked for 2/5; 27/4 a Sunday, 30/4 to 4/5 off: 26, 28, 29/4, 5, 6/5.
    let papers = "Đối tượng,Loại giấy tờ,Ngày nhận\nA,bao_cao,06/5/2025\nB,bao_cao,07/5/2025\n";
    let judgement = on(&proposed(rules, &[("ket_qua", results), ("ho_so", papers)]), "2025-12-20");
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    let late = judgement.report.iter().find(|finding| finding.code == Code::TD042).unwrap();
    assert!(late.message.ends_with("nhận ngày 07/5/2025, muộn 1 ngày"), "{late}");
    assert_eq!(judgement.de_nghi[2].ho_so.trang_thai, State::KhongDat);
}

#[test]
fn a_plan_may_only_warn_of_late_papers() {
    let rules = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n[[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n\
        [[ho_so]]\nma = \"bao_cao\"\nten = \"Báo cáo\"\n\
        [[thoi_han]]\nma = \"ho_so\"\nviec = \"ho_so\"\nden_het = 2025-12-10\nkhi_qua_han = \"cảnh báo\"\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nA,x,2025,có\nB,x,2025,có\nC,x,2025,có\n";
    let papers = "Đối tượng,Loại giấy tờ,Ngày nhận\nA,bao_cao,10/12/2025\nB,bao_cao,12/12/2025\n";
    let judgement = on(&proposed(rules, &[("ket_qua", results), ("ho_so", papers)]), "2025-12-20");
    outcomes(&judgement, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon), ("C", Outcome::Cho)]);
    let late: Vec<_> = judgement.report.iter().filter(|finding| finding.code == Code::TD042).collect();
    assert_eq!(late.len(), 1, "{late:?}");
    assert!(late[0].message.ends_with("Báo cáo: muộn 2 ngày, vẫn được xét"), "{}", late[0]);
    assert_eq!(late[0].place, Some(Place::line("ho_so.csv", 3, 11)));
}

#[test]
fn members_with_a_title_are_counted_and_their_share_is_of_the_number_told() {
    let rules = |asked: &str| {
        format!(
            "[[chi_so]]\nma = \"so_nguoi\"\nten = \"Số người\"\n[[tieu_chuan]]\nma = \"a\"\nloai = \"thanh_vien\"\n\
             khen_thuong = [\"Lao động tiên tiến\"]\n{asked}\n{AWARD}"
        )
    };
    let people = "Họ và tên,Đơn vị\nM,Một\nN,Một\nP,Hai\n";
    let past = "Đối tượng,Năm,Loại,Nội dung\nM,2025,danh hiệu,Lao động tiên tiến\nN,2025,danh hiệu,Lao động tiên tiến\n\
        P,2024,danh hiệu,Lao động tiên tiến\n";
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nMột,so_nguoi,2025,3\nHai,so_nguoi,2025,3\n";
    let judged = |asked: &str, results: &str| {
        let proposed = "Đối tượng,Hình thức,Năm\nMột,bang_khen,2025\nHai,bang_khen,2025\n";
        let sheets = [
            ("don_vi", "Tên đơn vị\nMột\nHai\n"),
            ("ca_nhan", people),
            ("de_nghi", proposed),
            ("khen_thuong", past),
            ("ket_qua", results),
        ];
        on(&facts(&rules(asked), &sheets), "2025-12-20")
    };
    let one = judged("so = 1", results);
    outcomes(&one, &[("Một", Outcome::DuocChon), ("Hai", Outcome::KhongDat)]);
    let share = |number: &str| format!("ty_le = {number}\nchi_so = \"so_nguoi\"");
    outcomes(&judged(&share("\"2/3\""), results), &[("Một", Outcome::DuocChon), ("Hai", Outcome::KhongDat)]);
    let seventy = judged(&share("70"), results);
    outcomes(&seventy, &[("Một", Outcome::KhongDat)]);
    let one = seventy.de_nghi.iter().find(|item| item.ten == "Một").unwrap();
    let reason = "2/3 người được tặng Lao động tiên tiến (yêu cầu từ 70% số người trở lên)";
    assert_eq!(one.tieu_chuan.gom[0].ly_do, reason);
    // Without the number of people nobody knows the share, nor with one that is too small.
    outcomes(&judged(&share("70"), "Đối tượng,Chỉ số,Năm,Giá trị\n"), &[("Một", Outcome::Cho)]);
    outcomes(&judged(&share("70"), &results.replace(",3", ",1")), &[("Một", Outcome::Cho)]);
}

#[test]
fn several_initiatives_may_be_asked_for() {
    let rules = "[[tieu_chuan]]\nma = \"a\"\nloai = \"sang_kien\"\nso = 2\n";
    let rows = "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận\nA,Một,cơ sở,1/QĐ\nA,Hai,tỉnh,2/QĐ\n\
        B,Ba,cơ sở,3/QĐ\nC,Bốn,cơ sở,4/QĐ\nC,bốn,cơ sở,4/QĐ\nD,Năm,cơ sở,5/QĐ\nD,Sáu,cơ sở,\n";
    let judgement = on(&proposed(rules, &[("sang_kien", rows)]), "2025-12-20");
    let expected = [
        ("A", Outcome::DuocChon),
        ("B", Outcome::KhongDat),
        // Typed twice, made once.
        ("C", Outcome::KhongDat),
        ("D", Outcome::Cho),
        ("E", Outcome::KhongDat),
    ];
    outcomes(&judgement, &expected);
}

#[test]
fn who_fails_is_not_told_as_waiting_too() {
    let rules = "chi_so = [{ ma = \"x\", ten = \"X\", kieu = \"co_khong\" }]\n\
        tieu_chuan = [{ ma = \"x\", loai = \"co_khong\", chi_so = \"x\" }]\n\
        ho_so = [{ ma = \"bc\", ten = \"Báo cáo\" }]\n\
        thoi_han = [{ ma = \"han\", viec = \"ho_so\", den_het = 2026-05-01 }]\n\
        [[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"x\"]\nbieu_quyet = true\n\
        [hoi_dong]\nten = \"Hội đồng\"\ntong_so = 9\n";
    let sheets = [
        ("don_vi", "Tên đơn vị\nA\nB\n"),
        ("de_nghi", "Đối tượng,Hình thức\nA,gk\nB,gk\n"),
        ("ho_so", "Đối tượng,Loại giấy tờ,Ngày nộp\nB,bc,28/4/2026\n"),
    ];
    let judged = on(&facts(rules, &sheets), "2026-06-01");
    outcomes(&judged, &[("A", Outcome::KhongDat), ("B", Outcome::Cho)]);
    for code in [Code::TD031, Code::TD063] {
        let told: Vec<&str> = judged
            .report
            .iter()
            .filter(|finding| finding.code == code)
            .map(|finding| finding.message.as_str())
            .collect();
        assert!(matches!(told.as_slice(), [one] if one.starts_with("B, ")), "{told:?}");
    }
    // Nor for papers that may still come.
    let failed = ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nA,x,không\n");
    let judged = on(&facts(rules, &[sheets[0], sheets[1], failed]), "2026-04-20");
    outcomes(&judged, &[("A", Outcome::KhongDat), ("B", Outcome::Cho)]);
    let told: Vec<_> = judged.report.iter().filter(|finding| finding.code == Code::TD043).collect();
    assert!(matches!(told.as_slice(), [one] if one.message.starts_with("B, ")), "{told:?}");
}

#[test]
fn a_name_in_the_place_of_a_code_is_told_with_its_code() {
    let rules = "chi_so = [{ ma = \"x\", ten = \"Tỷ lệ hồ sơ đúng hạn\" }]\n\
        tieu_chuan = [{ ma = \"x\", loai = \"nguong\", chi_so = \"x\", muc = 90 }]\n\
        thang_diem = [{ ma = \"cham\", ten = \"Tổng điểm thi đua\", muc = [{ ma = \"m\", noi_dung = \"M\", diem = 10 }] }]\n\
        [[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"x\"]\n\
        xep_hang = [{ thang_diem = \"tổng điểm thi đua\" }, { chi_so = \"Tỷ lệ hồ sơ đúng hạn\" }]\n\
        [[chi_tieu]]\nma = \"ct\"\nhinh_thuc = [\"giấy khen\"]\nloai = \"so_luong\"\nso = 1\n";
    let judged = on(&facts(rules, &[("don_vi", "Tên đơn vị\nA\n")]), "2026-06-01");
    let told: Vec<String> =
        judged.report.iter().filter(|finding| finding.code == Code::TD002).map(ToString::to_string).collect();
    for code in ["\"cham\"", "\"x\"", "\"gk\""] {
        assert!(told.iter().any(|finding| finding.contains(&format!("đó là tên; ghi mã: {code}"))), "{told:?}");
    }
}
