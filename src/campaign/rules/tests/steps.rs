//! Steps of a campaign: windows, notices with days, opinions, appraisals one after the other, dossiers sent back.

use super::{codes, facts, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::rules::{Judged, Outcome, State};

const HEAD: &str = "Bước,Đối tượng,Đơn vị,Hình thức,Từ ngày,Ngày xong,Kết quả,Số văn bản\n";

/// Unit A with person X and unit B, all proposed and good in all but the steps.
fn judged(steps: &str, rows: &str, day: &str) -> Judged {
    let rules = format!(
        "chi_so = [{{ ma = \"a\", ten = \"A\", kieu = \"co_khong\" }}]\n\
         tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"a\" }}]\n\
         dac_diem = [{{ ma = \"doanh_nghiep\", ten = \"doanh nghiệp\" }}]\n\
         hinh_thuc = [{{ ma = \"gk\", ten = \"Giấy khen\", tieu_chuan = [\"a\"], bieu_quyet = false }}]\n\
         thoi_han = [{{ ma = \"h\", viec = \"bao_cao\", den_het = 2026-03-02 }}]\n{steps}\n"
    );
    let rows = format!("{HEAD}{rows}");
    let sheets = [
        ("don_vi", "Tên đơn vị,Loại,Đặc điểm\nA,Phòng,\nB,Ban,doanh nghiệp\n"),
        ("ca_nhan", "Họ và tên,Đơn vị\nX,A\n"),
        ("de_nghi", "Đối tượng,Hình thức\nA,gk\nB,gk\nX,gk\n"),
        ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nA,a,có\nB,a,có\nX,a,có\n"),
        ("buoc", rows.as_str()),
    ];
    on(&facts(&rules, &sheets), day)
}

/// State and reason of `name` in the step called `code`.
fn at(judged: &Judged, name: &str, code: &str) -> (State, String) {
    let item = judged.de_nghi.iter().find(|item| item.ten == name).unwrap();
    let verdict = item.buoc.gom.iter().find(|verdict| verdict.ma == code).unwrap_or_else(|| panic!("{:?}", item.buoc));
    (verdict.trang_thai, verdict.ly_do.clone())
}

fn told(judged: &Judged, code: Code) -> Vec<String> {
    judged.report.iter().filter(|finding| finding.code == code).map(ToString::to_string).collect()
}

const OPINION: &str = "[[buoc]]\nma = \"y\"\nten = \"Ý kiến\"\nloai = \"lay_y_kien\"\nai = \"Công an xã\"\n";

#[test]
fn a_required_step_holds_everybody_up_until_it_is_done_well() {
    let rows = "y,A,,,,05/3/2026,Đồng ý,12\ny,B,,,,05/3/2026,Không đồng ý vì còn nợ thuế,13\n";
    let judged_ = judged(OPINION, rows, "2026-03-10");
    outcomes(&judged_, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("X", Outcome::Cho)]);
    assert_eq!(at(&judged_, "A", "y"), (State::Dat, "Ý kiến: xong ngày 05/3/2026".to_owned()));
    assert!(at(&judged_, "B", "y").1.contains("kết quả không đồng ý vì còn nợ thuế ngày 05/3/2026"));
    assert!(told(&judged_, Code::TD091)[0].contains("X, Giấy khen: Ý kiến: chưa làm"), "{:?}", judged_.report);
    assert!(told(&judged_, Code::TD091)[0].contains("Ý kiến: Công an xã cho ý kiến"), "{:?}", judged_.report);
    assert_eq!(told(&judged_, Code::TD090).len(), 1);
    // What is dated later is not known yet; what has no result is open; a step that may be left out holds nobody up.
    assert_eq!(at(&judged(OPINION, rows, "2026-03-04"), "B", "y").0, State::Cho);
    assert!(at(&judged(OPINION, "y,A,,,,05/3/2026,,\n", "2026-03-10"), "A", "y").1.contains("chưa ghi kết quả"));
    let free = format!("{OPINION}bat_buoc = false\n");
    outcomes(&judged(&free, rows, "2026-03-10"), &[("X", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    // Two rows that contradict each other: the worst counts.
    let both = "y,A,,,,05/3/2026,Đồng ý,\ny,A,,,,06/3/2026,Không đồng ý,\n";
    assert_eq!(at(&judged(OPINION, both, "2026-03-10"), "A", "y").0, State::KhongDat);
}

#[test]
fn a_window_has_two_ends_and_being_late_may_only_be_warned_of() {
    let window = "[[buoc]]\nma = \"t\"\nten = \"Tự chấm\"\nloai = \"tu_cham\"\ncua = \"don_vi\"\ntu_ngay = 2026-03-10\nden_het = 2026-03-15\n";
    let rows = "t,A,,,,12/3/2026,,\nt,,B,,,17/3/2026,,\n";
    let after = judged(window, rows, "2026-03-20");
    outcomes(&after, &[("A", Outcome::DuocChon), ("X", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    assert!(at(&after, "B", "t").1.contains("muộn 2 ngày"));
    let lenient = judged(&format!("{window}khi_qua_han = \"canh_bao\"\n"), rows, "2026-03-20");
    outcomes(&lenient, &[("B", Outcome::DuocChon)]);
    assert!(told(&lenient, Code::TD090)[0].contains("muộn 2 ngày, vẫn được xét"), "{:?}", lenient.report);
    assert!(at(&judged(window, "", "2026-03-01"), "A", "t").1.contains("chưa đến ngày bắt đầu 10/3/2026"));
    assert!(at(&judged(window, "t,A,,,,09/3/2026,,\n", "2026-03-12"), "A", "t").1.contains("trước ngày bắt đầu"));
    assert_eq!(at(&judged(window, "", "2026-03-12"), "A", "t").0, State::Cho);
    assert!(at(&judged(window, "", "2026-03-16"), "A", "t").1.contains("đã quá hạn 15/3/2026"));
}

#[test]
fn a_notice_lasts_as_many_working_days_as_the_plan_says() {
    let notice = "[[buoc]]\nma = \"c\"\nten = \"Công khai\"\nloai = \"cong_khai\"\ncua = \"danh_sach\"\nkeo_dai = 7\nloai_ngay = \"ngay_lam_viec\"\n";
    // Wednesday 22/4/2026; 26–27/4 and 30/4–01/5 are off: the seventh working day is Tuesday 05/5.
    let long = judged(notice, "c,,,,22/4/2026,05/5/2026,Không có phản ánh,\n", "2026-06-01");
    outcomes(&long, &[("A", Outcome::DuocChon), ("B", Outcome::DuocChon), ("X", Outcome::DuocChon)]);
    let short = judged(notice, "c,,,,22/4/2026,04/5/2026,Không có phản ánh,\n", "2026-06-01");
    let (state, reason) = at(&short, "A", "c");
    assert_eq!(state, State::Cho);
    assert!(reason.contains("chưa đủ 07 ngày làm việc (đủ khi hết ngày 05/5/2026)"), "{reason}");
    assert!(
        at(&judged(notice, "c,,,,22/4/2026,,,\n", "2026-04-25"), "A", "c").1.contains("đang công khai từ ngày 22/4")
    );
    let one = "c,,,,22/4/2026,05/5/2026,Không có phản ánh,\nc,B,,,22/4/2026,05/5/2026,Có phản ánh,\n";
    outcomes(&judged(notice, one, "2026-06-01"), &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    // The law knows no holidays of 2031; the campaign may.
    let late = "c,,,,22/4/2031,02/5/2031,Đạt,\n";
    assert!(at(&judged(notice, late, "2031-06-01"), "A", "c").1.contains("bảng ngày nghỉ chưa có năm 2031"));
    let off = format!("{notice}[[ngay_nghi]]\nnam = 2031\nkhoang = [\"30/4/2031-01/5/2031\"]\n");
    assert_eq!(at(&judged(&off, late, "2031-06-01"), "A", "c").0, State::Dat);
    assert_eq!(at(&judged(&off, &late.replace("02/5", "01/5"), "2031-06-01"), "A", "c").0, State::Cho);
}

const CHAIN: &str = "[[buoc]]\nma = \"mot\"\nten = \"Thẩm định\"\nloai = \"tham_dinh\"\nai = \"Văn phòng\"\n\
    [[buoc]]\nma = \"hai\"\nten = \"Thẩm định lần hai\"\nloai = \"tham_dinh\"\nai = \"Hội đồng\"\nsau_buoc = \"mot\"\n\
    so_ngay = 5\nloai_ngay = \"ngay_lam_viec\"\n";

#[test]
fn a_second_appraisal_waits_for_the_first_and_is_due_after_it() {
    let rows = "mot,A,,,,02/3/2026,Đạt,\nhai,A,,,,09/3/2026,Đạt,\nmot,B,,,,02/3/2026,Đạt,\nhai,B,,,,10/3/2026,Đạt,\n\
                hai,X,,,,09/3/2026,Đạt,\n";
    let judged_ = judged(CHAIN, rows, "2026-03-20");
    outcomes(&judged_, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("X", Outcome::Cho)]);
    assert!(at(&judged_, "B", "hai").1.contains("muộn 1 ngày"));
    assert!(at(&judged_, "X", "hai").1.contains("bước “Thẩm định” chưa xong"));
    let early = judged(CHAIN, "mot,A,,,,05/3/2026,Đạt,\nhai,A,,,,04/3/2026,Đạt,\n", "2026-03-20");
    assert!(at(&early, "A", "hai").1.contains("trước khi xong bước “Thẩm định” (05/3/2026)"));
    // Only the step that is to be done now is told.
    let waiting = told(&judged(CHAIN, "", "2026-03-20"), Code::TD091);
    assert_eq!(waiting.len(), 3, "{waiting:?}");
    let names: Vec<&str> = judged_.de_nghi[0].buoc_mo.iter().map(String::as_str).collect();
    assert_eq!(names, ["mot", "hai"]);
}

#[test]
fn a_dossier_sent_back_has_days_to_be_mended() {
    let back = "[[buoc]]\nma = \"tra\"\nten = \"Trả hồ sơ\"\nloai = \"tra_ho_so\"\nso_ngay = 5\nloai_ngay = \"ngay_lam_viec\"\n";
    let rows = "tra,A,,,02/3/2026,09/3/2026,,5\ntra,B,,,02/3/2026,,,6\n";
    let within = judged(back, rows, "2026-03-09");
    outcomes(&within, &[("A", Outcome::DuocChon), ("B", Outcome::Cho), ("X", Outcome::DuocChon)]);
    assert!(at(&within, "B", "tra").1.contains("đã trả hồ sơ ngày 02/3/2026, hạn 09/3/2026"));
    let after = judged(back, rows, "2026-03-10");
    outcomes(&after, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat)]);
    assert_eq!(at(&after, "X", "tra").0, State::KhongApDung);
}

#[test]
fn the_day_on_which_a_notice_begins_may_be_none_of_its_days() {
    let notice = "[[buoc]]\nma = \"c\"\nten = \"Công khai\"\nloai = \"cong_khai\"\nkeo_dai = 3\nbo_ngay_dau = true\n";
    let rows = "c,A,,,02/3/2026,04/3/2026,Không có phản ánh,\nc,B,,,02/3/2026,05/3/2026,Có phản ánh bằng đơn,\n\
        c,X,,,02/3/2026,05/3/2026,Không có phản ánh,\n";
    let judged_ = judged(notice, rows, "2026-03-20");
    outcomes(&judged_, &[("A", Outcome::Cho), ("B", Outcome::KhongDat), ("X", Outcome::DuocChon)]);
    assert!(
        at(&judged_, "A", "c").1.contains("chưa đủ 03 ngày (đủ khi hết ngày 05/3/2026)"),
        "{:?}",
        at(&judged_, "A", "c")
    );
    assert!(at(&judged_, "B", "c").1.contains("kết quả có phản ánh bằng đơn ngày 05/3/2026"));
    let rules = facts(notice, &[]).quy_dinh;
    assert_eq!(rules.buoc[0].cau(&rules), "Công khai: trong ít nhất 03 ngày không kể ngày đầu");
    let (_, report) = read("[[buoc]]\nma = \"c\"\nten = \"C\"\nloai = \"cong_khai\"\nbo_ngay_dau = true\n", &[]);
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL013]);
}

#[test]
fn what_a_plan_only_warns_of_being_late_may_still_come() {
    let late = format!("{OPINION}den_het = 2026-03-05\nkhi_qua_han = \"canh_bao\"\n");
    let judged_ = judged(&late, "y,A,,,,09/3/2026,Đồng ý,\n", "2026-03-10");
    outcomes(&judged_, &[("A", Outcome::DuocChon), ("B", Outcome::Cho)]);
    assert_eq!(at(&judged_, "B", "y").1, "Ý kiến: chưa làm, đã quá hạn 05/3/2026");
}

#[test]
fn steps_are_for_whom_they_say_and_count_from_a_deadline_of_the_plan() {
    let tax = "[[buoc]]\nma = \"thue\"\nten = \"Ý kiến cơ quan thuế\"\nloai = \"lay_y_kien\"\ndac_diem = \"doanh_nghiep\"\n\
               so_ngay = 3\nsau_thoi_han = \"h\"\n";
    let judged_ = judged(tax, "thue,B,,,,06/3/2026,Đồng ý,\n", "2026-03-20");
    outcomes(&judged_, &[("A", Outcome::DuocChon), ("B", Outcome::KhongDat), ("X", Outcome::DuocChon)]);
    assert!(at(&judged_, "B", "thue").1.contains("muộn 1 ngày"));
    for scope in ["hinh_thuc = [\"gk\"]", "loai_don_vi = [\"Ban\"]", "ap_dung = \"tap_the\""] {
        let step = format!("{OPINION}{scope}\n");
        let rows = "y,A,,,,05/3/2026,Đạt,\n";
        let left = judged(&step, rows, "2026-03-20").de_nghi.iter().filter(|item| item.ket_luan != State::Dat).count();
        assert_eq!(left, if scope.contains("gk") { 2 } else { 1 }, "{scope}");
    }
    let award = judged(OPINION, "y,A,,Giấy khen,,05/3/2026,Đạt,\n", "2026-03-20");
    assert_eq!(at(&award, "A", "y").0, State::Dat);
}

#[test]
fn steps_of_the_sheet_and_of_the_plan_that_cannot_be_are_told() {
    let rows = "y,A,,,05/3/2026,02/3/2026,Đạt,\ny,,,,,05/3/2026,Đạt,\ny,A,,,,05/3/2026,có lẽ,\nyy,A,,,,,,\n";
    let (_, report) = read(OPINION, &[("buoc", &format!("{HEAD}y,A,,,,05/3/2026,có lẽ,\n"))]);
    assert!(report.iter().any(|finding| finding.code == Code::DL017), "{report:?}");
    let judged_ = judged(OPINION, &rows.replace("có lẽ", "Đạt"), "2026-03-20");
    assert_eq!(told(&judged_, Code::TD092).len(), 2, "{:?}", judged_.report);
    assert!(told(&judged_, Code::TD020)[0].contains("không có bước `yy`"), "{:?}", judged_.report);
    let wrong = "[[buoc]]\nma = \"a1\"\nten = \"A\"\nloai = \"tham_dinh\"\nsau_buoc = \"b1\"\n\
                 [[buoc]]\nma = \"b1\"\nten = \"B\"\nloai = \"tham_dinh\"\nsau_buoc = \"a1\"\n\
                 [[buoc]]\nma = \"c1\"\nten = \"C\"\nloai = \"tham_dinh\"\nsau_buoc = \"d1\"\nso_ngay = 1\nsau_thoi_han = \"x\"\n";
    let judged_ = judged(wrong, "", "2026-03-20");
    assert_eq!(told(&judged_, Code::TD003).len(), 1, "{:?}", judged_.report);
    assert_eq!(told(&judged_, Code::TD002).len(), 2, "{:?}", judged_.report);
    assert!(judged_.de_nghi.iter().all(|item| item.ket_luan == State::Cho));
    for (keys, words) in [
        ("keo_dai = 7", "chỉ dùng với bước công khai"),
        ("den_het = 2026-03-01\nso_ngay = 5", "một cách tính hạn"),
        ("tu_ngay = 2026-03-10\nden_het = 2026-03-01", "kết thúc trước khi bắt đầu"),
        ("so_ngay = 5\nsau_su_kien = \"x\"\nsau_thoi_han = \"y\"", "một cách tính hạn"),
        ("so_ngay = 5\nsau_su_kien = \"x\"\ntruoc_su_kien = \"y\"", "một sự kiện, không phải hai"),
        ("so_ngay = 50000", "dài hơn mười năm"),
        ("cua = \"don vi khac\"", "`cua` không nhận"),
    ] {
        let (_, report) = read(&format!("{OPINION}{keys}\n"), &[]);
        assert!(report.iter().any(|finding| finding.message.contains(words)), "{keys}: {report:?}");
    }
    assert!(codes(&judged("", "", "2026-03-20")).is_empty());
}

#[test]
fn a_step_is_waived_with_a_reason_and_then_holds_up_nothing() {
    let with = |waiver: &str| {
        let rules = format!(
            "chi_so = [{{ ma = \"a\", ten = \"A\", kieu = \"co_khong\" }}]\n\
             tieu_chuan = [{{ ma = \"a\", loai = \"co_khong\", chi_so = \"a\" }}]\n\
             hinh_thuc = [{{ ma = \"gk\", ten = \"Giấy khen\", tieu_chuan = [\"a\"], bieu_quyet = false }}]\n{CHAIN}"
        );
        let rows = format!("{HEAD}hai,A,,,,09/3/2026,Đạt,\n");
        let waiver = format!("Đối tượng,Bỏ qua,Lý do\n{waiver}");
        let sheets = [
            ("don_vi", "Tên đơn vị\nA\n"),
            ("de_nghi", "Đối tượng,Hình thức\nA,gk\n"),
            ("ket_qua", "Đối tượng,Chỉ số,Giá trị\nA,a,có\n"),
            ("buoc", rows.as_str()),
            ("ngoai_le", waiver.as_str()),
        ];
        on(&facts(&rules, &sheets), "2026-03-20")
    };
    outcomes(&with(""), &[("A", Outcome::Cho)]);
    outcomes(&with("A,mot,Công văn số 5\n"), &[("A", Outcome::DuocChon)]);
    outcomes(&with("A,buoc,Công văn số 5\n"), &[("A", Outcome::DuocChon)]);
}
